//! What the build has laid out of a pack: every string of its tables once, the words of each that can be a pattern, and a table of their stems.
//!
//! All of it is lists of numbers and two texts in the program's data: nothing is read, folded or hashed at start. `build.rs` writes it.

use super::pattern::Hash;
use std::ops::Range;

/// A number of the build. Three bytes have room for all of them, and there are a million.
pub(super) type Number = [u8; 3];

/// What it is.
#[inline]
pub(super) fn value(number: Number) -> u32 {
    let [low, middle, high] = number;
    u32::from_le_bytes([low, middle, high, 0])
}

/// The strings and stems of one pack. Numbers are little-endian; a list of ends gives for each thing where the next begins.
#[derive(Debug)]
pub(super) struct Laid {
    /// All strings, one after the other.
    pub(super) strings: &'static str,
    /// By string: where it ends.
    pub(super) string_ends: &'static [Number],
    /// By string: where its words end in `words`. A string without words has to be cut when it is asked for.
    pub(super) word_ends: &'static [Number],
    /// The words of the strings.
    pub(super) words: &'static [Number],
    /// All folded stems, one after the other.
    pub(super) stems: &'static str,
    /// By stem: where it ends.
    pub(super) stem_ends: &'static [Number],
    /// By stem: where its words end; the words of a stem have consecutive numbers.
    pub(super) stem_words: &'static [Number],
    /// By word: its paradigm.
    pub(super) paradigms: &'static [[u8; 2]],
    /// Open addressing by hash, a power of two: 0 is free, else one more than the number of a stem, and above that the high bits of its hash, so that what is
    /// not there is mostly told without a look at the stems.
    pub(super) slots: &'static [[u8; 4]],
    /// Three letters that follow one another in names or words of the tables, each three in one number, the highest byte first; ascending.
    pub(super) triples: &'static [[u8; 8]],
    /// How often each three stand in names, and in words.
    pub(super) triple_counts: &'static [[u8; 8]],
    /// The same of the first two of them.
    pub(super) pairs: &'static [[u8; 8]],
    /// See `triple_counts`.
    pub(super) pair_counts: &'static [[u8; 8]],
    /// How many letters these are in all.
    pub(super) letters: u32,
    /// The lists of the pack.
    pub(super) lists: &'static [List],
}

/// Entries of tables, each a pattern and what it names, with the words of all patterns as a tree. What begins at a place of a text is found by going
/// from the root, node 0, from word to word.
#[derive(Debug)]
pub(super) struct List {
    /// How it is asked for.
    pub(super) name: &'static str,
    /// Every word of the patterns once, in the order in which they would be met.
    pub(super) words: &'static [Number],
    /// By node: where its steps end.
    pub(super) step_ends: &'static [Number],
    /// A word and the node that it leads to; those of a node are ordered by word.
    pub(super) steps: &'static [[u8; 6]],
    /// By node: where the rows end whose patterns end there.
    pub(super) row_ends: &'static [Number],
    /// Table, section, key and pattern, in numbers.
    pub(super) rows: &'static [[u8; 12]],
    /// The rows in the order in which the tables have them.
    pub(super) order: &'static [Number],
}

impl List {
    /// The node that a word leads to.
    pub(super) fn step(&self, node: u32, word: u32) -> Option<u32> {
        let steps = &self.steps[range(self.step_ends, node as usize)];
        let at = steps.binary_search_by_key(&word, |step| halves(step)[0]).ok()?;
        Some(halves(&steps[at])[1])
    }

    /// Whether a longer pattern goes on from a node.
    pub(super) fn goes_on(&self, node: u32) -> bool {
        !range(self.step_ends, node as usize).is_empty()
    }

    /// The rows whose patterns end at a node.
    pub(super) fn rows_at(&self, node: u32) -> &'static [[u8; 12]] {
        &self.rows[range(self.row_ends, node as usize)]
    }

    /// The words that begin its patterns.
    pub(super) fn first_words(&self) -> impl Iterator<Item = u32> + use<> {
        self.steps[range(self.step_ends, 0)].iter().map(|step| halves(step)[0])
    }
}

/// Two numbers.
fn halves([a, b, c, d, e, f]: &[u8; 6]) -> [u32; 2] {
    [value([*a, *b, *c]), value([*d, *e, *f])]
}

/// What the lists of all packs name, each once.
#[derive(Debug)]
pub(super) struct Keys {
    /// All of them, one after the other.
    pub(super) text: &'static str,
    /// Where each ends.
    pub(super) ends: &'static [Number],
    /// Their numbers by hash, as in [`Laid::slots`].
    pub(super) slots: &'static [[u8; 4]],
}

impl Keys {
    /// A key by number.
    pub(super) fn get(&self, number: u32) -> Option<&'static str> {
        if number as usize >= self.ends.len() { None } else { self.text.get(range(self.ends, number as usize)) }
    }

    /// The number of a key.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        let same = |number: usize| self.text.as_bytes()[range(self.ends, number)] == *key.as_bytes();
        look_up(self.slots, Hash::of(key), same).map(|number| number as u32)
    }
}

/// Bits of a slot that number a stem; the others are of its hash.
const NUMBER: u32 = 24;

/// A file of the build as numbers.
pub(super) const fn numbers<const N: usize>(bytes: &'static [u8]) -> &'static [[u8; N]] {
    bytes.as_chunks().0
}

/// The range of number `at` in a list of ends.
fn range(ends: &[Number], at: usize) -> Range<usize> {
    let end = |at: usize| value(ends[at]) as usize;
    at.checked_sub(1).map_or(0, end)..end(at)
}

impl Laid {
    /// A string by number.
    pub(super) fn string(&self, at: u32) -> Option<&'static str> {
        if at as usize >= self.string_ends.len() { None } else { self.strings.get(range(self.string_ends, at as usize)) }
    }

    /// The words of a string; none if it has to be cut.
    pub(super) fn words_of(&self, string: u32) -> impl Iterator<Item = u32> + use<> {
        self.words[range(self.word_ends, string as usize)].iter().map(|word| value(*word))
    }

    /// The words of a stem; an empty range for one that no table has.
    pub(super) fn find(&self, stem: &str, hash: Hash) -> Range<u32> {
        let same = |known: usize| self.stems.as_bytes()[range(self.stem_ends, known)] == *stem.as_bytes();
        let words = look_up(self.slots, hash, same).map_or(0..0, |known| range(self.stem_words, known));
        words.start as u32..words.end as u32
    }

    /// The paradigm of a word.
    pub(super) fn paradigm(&self, word: u32) -> u16 {
        u16::from_le_bytes(self.paradigms[word as usize])
    }

    /// How often three letters stand in names, and in words.
    pub(super) fn triple(&self, key: u64) -> [u32; 2] {
        counts(self.triples, self.triple_counts, key)
    }

    /// The same for the first two of three letters.
    pub(super) fn pair(&self, key: u64) -> [u32; 2] {
        counts(self.pairs, self.pair_counts, key)
    }
}

/// The number in a table by hash of what is the same.
#[inline]
fn look_up(slots: &[[u8; 4]], hash: Hash, same: impl Fn(usize) -> bool) -> Option<usize> {
    let (mask, hash) = (slots.len() - 1, hash.bits());
    let mut at = hash as usize & mask;
    loop {
        let slot = u32::from_le_bytes(slots[at]);
        if slot == 0 {
            return None;
        }
        if slot >> NUMBER == hash >> NUMBER {
            let known = (slot & ((1 << NUMBER) - 1)) as usize - 1;
            if same(known) {
                return Some(known);
            }
        }
        at = (at + 1) & mask;
    }
}

fn counts(keys: &[[u8; 8]], counts: &[[u8; 8]], key: u64) -> [u32; 2] {
    let Ok(at) = keys.binary_search(&key.to_be_bytes()) else { return [0, 0] };
    let both = u64::from_le_bytes(counts[at]);
    [both as u32, (both >> 32) as u32]
}
