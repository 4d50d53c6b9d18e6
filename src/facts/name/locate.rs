//! A name of one edition, looked for in the text of another.

use super::token::Word;
use super::{Name, ready};
use crate::normalise::{TokenKind, Tokens};
use std::ops::Range;

/// Where a name that only its words tell stands among the tokens of another edition, in whatever script: the words of it that are there. Names of the
/// gazetteer are found by their keys, not here.
pub fn locate(name: &Name, text: &str, tokens: &Tokens, range: Range<usize>) -> Option<Range<usize>> {
    let words: Vec<&Word> = name.parsed.names().collect();
    let surname = words.last()?;
    let mut best: Option<(f64, Range<usize>)> = None;
    for i in range.clone() {
        let Some(token) = tokens.list().get(i).filter(|token| token.kind == TokenKind::Word && token.span.len() > 2) else { continue };
        let likeness = surname.likeness_beyond(&ready::word(token.span.of(text)), ENOUGH);
        // Two words of another script can be one of this.
        let (likeness, end) = match tokens.list().get(i + 1).filter(|next| next.kind == TokenKind::Word && i + 1 < range.end) {
            Some(next) if likeness < ENOUGH => (surname.likeness_beyond(&ready::both(token.span.of(text), next.span.of(text)), ENOUGH), i + 2),
            _ => (likeness, i + 1),
        };
        if likeness >= ENOUGH && best.as_ref().is_none_or(|(known, _)| likeness > *known) {
            best = Some((likeness, i..end));
        }
    }
    let (_, mut found) = best?;
    // The given names before it.
    for word in words[..words.len() - 1].iter().rev() {
        let Some(before) = found.start.checked_sub(1).filter(|at| *at >= range.start) else { break };
        if word.likeness_beyond(&ready::word(tokens.list()[before].span.of(text)), ENOUGH) < ENOUGH {
            break;
        }
        found.start = before;
    }
    Some(found)
}

/// How alike two words must be to be one name, where nothing else says so.
const ENOUGH: f64 = 0.88;
