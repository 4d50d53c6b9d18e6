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
}
