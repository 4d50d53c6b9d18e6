//! A pattern of a table (`prime minister|s`) cut into words that are folded and hashed. The build cuts the patterns of every table with this very code.

use crate::normalise::{Letters, Tokens, is_letter};

/// The paradigm of a word without endings.
pub(crate) const NONE: u16 = u16::MAX;

/// The hash of the beginning of a word, made letter by letter: walking a word once gives the hash of each of its beginnings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hash(u64);

impl Hash {
    /// With one more character.
    pub(crate) fn and(self, c: char) -> Self {
        Self((self.0.rotate_left(5) ^ u64::from(u32::from(c))).wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    pub(crate) fn of(stem: &str) -> Self {
        stem.chars().fold(Self::default(), Self::and)
    }

    /// The high bits are the best mixed ones.
    pub(crate) fn bits(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// Calls `word` with the folded stem, its hash and the paradigm of each word of a pattern; `paradigm` knows the keys that stand after a bar, and `folded`
/// is room to work in.
///
/// # Errors
/// A message without place if the pattern is empty or names a paradigm that is not known.
pub(crate) fn cut(
    pattern: &str,
    letters: &Letters,
    folded: &mut String,
    paradigm: impl Fn(&str) -> Option<u16>,
    mut word: impl FnMut(&str, Hash, u16),
) -> Result<(), String> {
    let mut empty = true;
    for piece in pattern.split_ascii_whitespace() {
        empty = false;
        let (stem, paradigm) = match piece.bytes().position(|byte| byte == b'|').map(|bar| (&piece[..bar], &piece[bar + 1..])) {
            None => (piece, NONE),
            Some((stem, key)) => {
                (stem, paradigm(key).ok_or_else(|| format!("{pattern:?} names the paradigm {key:?}, which profile.toml does not have"))?)
            }
        };
        // Nearly every piece is one word of letters; only the others have to be cut.
        folded.clear();
        let (mut plain, mut hash) = (true, Hash::default());
        let told = letters.fold_plain(stem, folded, |c| {
            plain &= is_letter(c);
            hash = hash.and(c);
        });
        if plain && told && !folded.is_empty() {
            word(folded, hash, paradigm);
            continue;
        }
        let tokens = Tokens::new(stem, letters);
        if tokens.is_empty() {
            return Err(format!("{pattern:?} has a part without letters"));
        }
        for i in 0..tokens.len() {
            let form = tokens.form(i);
            word(form, Hash::of(form), if i + 1 == tokens.len() { paradigm } else { NONE });
        }
    }
    if empty { Err("a pattern is empty".to_owned()) } else { Ok(()) }
}
