//! Names that one edition replaced by another.
//!
//! A name that only its spelling tells can be lost without a fact to hold against it: the other name may be one that no finder knows. The evidence is
//! then in the text: two editions of the bead spell the name, the third does not, and has a strange word instead that neither of them spells.

use super::Side;
use super::claims::{Claim, is_spelled};
use crate::align::Bead;
use crate::facts::name::{Class, Name, locate};
use crate::facts::{Fact, Value};
use crate::normalise::{Capitals, TokenKind};

/// The edition that states another name where the others agree on that of the claim.
pub(super) fn replaced(sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Option<usize> {
    let (first, at) = claim.readings().next()?;
    let fact = &sides[first].extracted.facts[at];
    let Value::Name(name) = &fact.value else { return None };
    if name.class != Class::Person || !name.places.is_empty() {
        return None;
    }
    let here = |edition: usize| claim.facts[edition].is_some() || is_spelled(sides, fact, edition, &bead.sentences[edition]);
    let (with, without): (Vec<usize>, Vec<usize>) = (0..sides.len()).filter(|e| !bead.sentences[*e].is_empty()).partition(|e| here(*e));
    let &[odd] = without.as_slice() else { return None };
    // Another reading of the claim may be spelled where the first is not: a given name beside a surname.
    let other = claim.readings().any(|(e, f)| is_spelled(sides, &sides[e].extracted.facts[f], odd, &bead.sentences[odd]));
    (with.len() > 1 && !other && has_stranger(sides, bead, odd, &with)).then_some(odd)
}

/// Whether a word of an edition looks like a name and is spelled by none of the others.
fn has_stranger(sides: &[Side<'_>], bead: &Bead, odd: usize, others: &[usize]) -> bool {
    let side = &sides[odd];
    let tokens = &side.extracted.tokens;
    let named = |fact: &Fact| matches!(&fact.value, Value::Name(name) if !name.places.is_empty());
    for sentence in bead.sentences[odd].iter().filter_map(|at| side.sentences.get(*at)) {
        let range = tokens.within(sentence.span);
        // Without capitals any word that no table knows would look like a name.
        if range.clone().all(|i| tokens.list()[i].capitals == Capitals::None) {
            continue;
        }
        for i in range {
            let token = &tokens.list()[i];
            let strange = token.kind == TokenKind::Word && tokens.form(i).chars().count() > 3 && side.extracted.analyses.of(i).is_empty();
            if !strange || token.capitals != Capitals::First {
                continue;
            }
            if side.extracted.facts.iter().any(|fact| fact.span.contains(token.span) && named(fact)) {
                continue;
            }
            let word = Name::spelled(Class::Person, token.span.of(&side.edition.text));
            let spelled = others.iter().any(|other| {
                let there = &sides[*other];
                let sentences = bead.sentences[*other].iter().filter_map(|at| there.sentences.get(*at));
                let tokens = &there.extracted.tokens;
                sentences.into_iter().any(|sentence| locate(&word, &there.edition.text, tokens, tokens.within(sentence.span)).is_some())
            });
            if !spelled {
                return true;
            }
        }
    }
    false
}
