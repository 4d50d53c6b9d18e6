//! Letters, digits and marks folded for comparison, with the way back to every byte of the source.
//!
//! Folding takes Unicode NFKC, lower case, combining marks, invisible and direction marks, digits of every script and the letter table of the
//! language's profile. [`Tokens`] cuts the folded text into words, digit runs and single signs.
//!
//! Invariant: the map back is monotone, and every token's span lies on character boundaries of the source.

mod fold;
mod kept;
mod tokens;

pub use fold::{Folded, Letters};
pub(crate) use kept::{Kept, Pool};
pub use tokens::{Capitals, Token, TokenKind, Tokens, is_letter};
