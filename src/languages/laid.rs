//! What the build has laid out of a pack: every string of its tables once, the words of each that can be a pattern, and a table of their stems.
//!
//! All of it is lists of numbers and two texts in the program's data: nothing is read, folded or hashed at start. `build.rs` writes it.

use super::pattern::Hash;
use std::ops::Range;

/// The strings and stems of one pack. Numbers are little-endian; a list of ends gives for each thing where the next begins.
#[derive(Debug)]
pub(super) struct Laid {
    /// All strings, one after the other.
    pub(super) strings: &'static str,
    /// By string: where it ends.
    pub(super) string_ends: &'static [[u8; 4]],
    /// By string: where its words end in `words`. A string without words has to be cut when it is asked for.
    pub(super) word_ends: &'static [[u8; 4]],
    /// The words of the strings.
    pub(super) words: &'static [[u8; 4]],
    /// All folded stems, one after the other.
    pub(super) stems: &'static str,
    /// By stem: where it ends.
    pub(super) stem_ends: &'static [[u8; 4]],
    /// By stem: where its words end; the words of a stem have consecutive numbers.
    pub(super) stem_words: &'static [[u8; 4]],
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
}

/// Bits of a slot that number a stem; the others are of its hash.
const NUMBER: u32 = 24;

/// A file of the build as numbers.
pub(super) const fn numbers<const N: usize>(bytes: &'static [u8]) -> &'static [[u8; N]] {
    bytes.as_chunks().0
}

fn number(list: &[[u8; 4]], at: usize) -> usize {
    u32::from_le_bytes(list[at]) as usize
}

/// The range of number `at` in a list of ends.
fn range(ends: &[[u8; 4]], at: usize) -> Range<usize> {
    at.checked_sub(1).map_or(0, |before| number(ends, before))..number(ends, at)
}

impl Laid {
    /// A string by number.
    pub(super) fn string(&self, at: u32) -> Option<&'static str> {
        if at as usize >= self.string_ends.len() { None } else { self.strings.get(range(self.string_ends, at as usize)) }
    }

    /// The words of a string; none if it has to be cut.
    pub(super) fn words_of(&self, string: u32) -> impl Iterator<Item = u32> + use<> {
        self.words[range(self.word_ends, string as usize)].iter().map(|word| u32::from_le_bytes(*word))
    }

    /// The words of a stem; an empty range for one that no table has.
    pub(super) fn find(&self, stem: &str, hash: Hash) -> Range<u32> {
        let (mask, hash) = (self.slots.len() - 1, hash.bits());
        let mut at = hash as usize & mask;
        loop {
            let slot = u32::from_le_bytes(self.slots[at]);
            if slot == 0 {
                return 0..0;
            }
            if slot >> NUMBER == hash >> NUMBER {
                let known = (slot & ((1 << NUMBER) - 1)) as usize - 1;
                if self.stems.as_bytes()[range(self.stem_ends, known)] == *stem.as_bytes() {
                    let words = range(self.stem_words, known);
                    return words.start as u32..words.end as u32;
                }
            }
            at = (at + 1) & mask;
        }
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

fn counts(keys: &[[u8; 8]], counts: &[[u8; 8]], key: u64) -> [u32; 2] {
    let Ok(at) = keys.binary_search(&key.to_be_bytes()) else { return [0, 0] };
    let both = u64::from_le_bytes(counts[at]);
    [both as u32, (both >> 32) as u32]
}
