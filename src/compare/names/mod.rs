//! Names that one edition replaced by another.
//!
//! A name that only its spelling tells can be lost without a fact to hold against it: the other name may be one that no finder knows. The evidence is
//! then in the text: the editions that have the name agree, one does not spell it in any way, and has a strange word where the name would stand
//! ([`strangers`]).

mod strangers;

use super::claims::{Claim, is_spelled};
use super::finding::{Finding, FindingKind, Reading, Subject};
use super::{Options, Side, severity};
use crate::align::Bead;
use crate::facts::name::{Class, Name};
use crate::facts::{Kind, Value};
use crate::text::Span;

/// Another name in the place of the one that a claim is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replacement {
    /// The edition that has it.
    edition: usize,
    /// Where it stands.
    span: Span,
    /// How likely it is the name's replacement and no other word.
    confidence: f64,
}

/// The edition that states another name where the others agree on that of the claim, with the name. `taken` holds words that already replace a name.
pub(super) fn replaced(sides: &[Side<'_>], bead: &Bead, claim: &Claim, options: &Options, taken: &[(usize, Span)]) -> Option<Replacement> {
    let (first, at) = claim.readings().next()?;
    let Value::Name(name) = &sides[first].extracted.facts[at].value else { return None };
    if name.class != Class::Person || !name.places.is_empty() {
        return None;
    }
    let here = |edition: usize| {
        let sentences = &bead.sentences[edition];
        claim.facts[edition].is_some() || claim.readings().any(|(e, f)| is_spelled(sides, &sides[e].extracted.facts[f], edition, sentences))
    };
    let (with, without): (Vec<usize>, Vec<usize>) = (0..sides.len()).filter(|e| !bead.sentences[*e].is_empty()).partition(|e| here(*e));
    let &[odd] = without.as_slice() else { return None };
    let found = strangers::find(sides, bead, claim, odd, &with, taken)?;
    let confidence = match with.len() {
        0 => return None,
        // With two editions nothing outvotes a name that a translator writes in a way of his own.
        1 if sides.len() > 2 || claim.elsewhere[odd] || options.reference == odd => return None,
        1 => 0.7,
        _ => 0.8,
    };
    Some(Replacement { edition: odd, span: found, confidence })
}

impl Replacement {
    /// What it takes from the words that can replace another name.
    pub(super) fn taken(&self) -> (usize, Span) {
        (self.edition, self.span)
    }

    /// The finding about it.
    pub(super) fn finding(&self, sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Finding {
        let stated: Vec<(usize, usize)> = claim.readings().collect();
        let text = |edition: usize, span: Span| span.of(&sides[edition].edition.text);
        let name = |edition: usize| sides[edition].edition.id.as_str();
        let mut readings: Vec<(usize, Option<Reading>)> = Vec::with_capacity(stated.len() + 1);
        let mut said = Vec::with_capacity(stated.len());
        for &(edition, at) in &stated {
            let fact = &sides[edition].extracted.facts[at];
            said.push(format!("{} has “{}”", name(edition), text(edition, fact.span)));
            let context = sides[edition].sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span);
            readings.push((edition, Some(Reading { span: fact.span, context, value: fact.value.fields() })));
        }
        let own = &sides[self.edition];
        let around = own.sentences.iter().find(|sentence| sentence.span.contains(self.span)).map_or(self.span, |sentence| sentence.span);
        let value = Value::Name(Name::spelled(Class::Person, text(self.edition, self.span))).fields();
        readings.push((self.edition, Some(Reading { span: self.span, context: around, value })));
        readings.sort_by_key(|(edition, _)| *edition);
        let (first, at) = stated[0];
        Finding {
            id: String::new(),
            kind: FindingKind::Altered,
            subject: Subject::Fact(Kind::Name),
            category: severity::category(FindingKind::Altered, Kind::Name),
            severity: severity::altered(Kind::Name),
            confidence: self.confidence * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
            readings,
            odd: Some(self.edition),
            message: format!("{} has “{}” where {}", name(self.edition), text(self.edition, self.span), said.join(", ")),
            rule: "name-replaced",
            why: "the name stands nowhere in the sentence, in no form, and a word that the other editions do not have stands in its place".to_owned(),
            place: (claim.bead, sides[first].extracted.facts[at].span.start),
        }
    }
}
