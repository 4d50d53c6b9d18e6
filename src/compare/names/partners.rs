//! A person whose surname one edition gives otherwise, told by the given name beside it.
//!
//! `Tiger Woods` is no name to a finder that knows both words as words; the edition that has `Тайгер Лэнгдон` instead is then alone with a name. The others
//! have the given name, and beside it a word that both of them have and this one does not.

use super::super::Side;
use super::super::claims::{Claim, is_spelled};
use crate::align::Bead;
use crate::facts::Value;
use crate::facts::name::{Class, Name, are_alike, locate_given};
use crate::normalise::TokenKind;
use crate::text::Span;

/// For a name that one edition has alone: where each of the others has another surname beside its given name, and they have the same.
pub(super) fn outvoting(sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Option<Vec<(usize, Span)>> {
    let mut readings = claim.readings();
    let ((odd, at), None) = (readings.next()?, readings.next()) else { return None };
    let fact = &sides[odd].extracted.facts[at];
    let Value::Name(name) = &fact.value else { return None };
    if sides.len() < 3 || name.class != Class::Person || !name.places.is_empty() || bead.sentences.iter().any(Vec::is_empty) {
        return None;
    }
    let others: Vec<usize> = (0..sides.len()).filter(|e| *e != odd).collect();
    if others.iter().any(|e| is_spelled(sides, fact, *e, &bead.sentences[*e])) {
        return None;
    }
    let beside: Option<Vec<(usize, Span, Span)>> =
        others.iter().map(|e| beside(&sides[*e], &bead.sentences[*e], name).map(|(a, b)| (*e, a, b))).collect();
    let beside = beside?;
    let text = |(edition, _, surname): &(usize, Span, Span)| surname.of(&sides[*edition].edition.text);
    let alike = beside.windows(2).all(|pair| are_alike(text(&pair[0]), text(&pair[1])));
    alike.then(|| beside.iter().map(|(edition, given, surname)| (*edition, given.cover(*surname))).collect())
}

/// Where an edition has the given name of a person, and the word after it.
fn beside(side: &Side<'_>, sentences: &[usize], name: &Name) -> Option<(Span, Span)> {
    let tokens = &side.extracted.tokens;
    sentences.iter().filter_map(|at| side.sentences.get(*at)).find_map(|sentence| {
        let range = tokens.within(sentence.span);
        let at = locate_given(name, side.lettered(), range.clone())?;
        let next = tokens.list().get(at + 1).filter(|next| next.kind == TokenKind::Word && at + 1 < range.end)?;
        Some((tokens.list()[at].span(), next.span()))
    })
}
