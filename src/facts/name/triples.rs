//! How often three letters follow one another in a language's names and in its words. The build counts them, and a form is measured by them, in these numbers.

/// Words shorter than this say too little, both in the tables and of themselves.
pub(crate) const SHORTEST: usize = 4;

/// Counts of names stand first in a pair, those of words second.
pub(crate) const NAME: usize = 0;
/// See [`NAME`].
pub(crate) const WORD: usize = 1;

/// Bits of a character.
const LETTER: u32 = 21;

/// The letters of a word three by three, with a blank at both ends, each three in one number.
pub(crate) fn triples(word: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = u64::from(' ') << LETTER | u64::from(' ');
    word.chars().chain([' ']).enumerate().filter_map(move |(n, c)| {
        last = (last << LETTER | u64::from(c)) & ((1 << (3 * LETTER)) - 1);
        (n > 0).then_some(last)
    })
}

/// The first two letters of three.
pub(crate) fn first_two(triple: u64) -> u64 {
    triple >> LETTER
}
