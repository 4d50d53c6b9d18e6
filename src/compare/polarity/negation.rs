//! Clauses that one edition negates and the others affirm, or the other way round.
//!
//! Three grades of evidence, each for a reader to see in the finding's rule:
//! 1. `negation`: the word that is negated on one side stands on the other without a negation, and no word beside it can stand for one;
//! 2. `negation-partly`: some edition of the other side has that word, the third does not; nowhere on that side a word stands for a negation;
//! 3. `negation-count`: the word is unknown or put in other words; there is nothing but one negation more on one side.
//!
//! A word that carries a negation by itself (`unable`, `refuse`, `without`) counts on the side that needs an explanation, and so does a contrary
//! (`not remember` says what `forget` says).

use super::super::finding::{Finding, FindingKind, Severity, Subject};
use super::super::{Options, severity};
use super::clause::Clause;
use super::reading;
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, Kind};

/// Editions on the two sides of a negation.
struct Sides<'s, 'a> {
    with: Vec<&'s Clause<'a>>,
    without: Vec<&'s Clause<'a>>,
    odd: usize,
    gained: bool,
}

/// What speaks for a negation that one side lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Evidence {
    Word(Concept),
    Partly(Concept),
    /// Whether the sentences say the rest in the same words.
    Count(bool),
}

/// Adds a finding for a negation that an edition gained or lost.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    for odd in candidates(clauses, options) {
        for gained in [true, false] {
            let (own, others): (Vec<&Clause<'_>>, Vec<&Clause<'_>>) = clauses.iter().partition(|clause| clause.edition == odd);
            let (with, without) = if gained { (own, others) } else { (others, own) };
            let sides = Sides { with, without, odd, gained };
            if let Some(evidence) = evidence(&sides, contraries) {
                findings.push(finding(&sides, evidence, bead, contraries));
                return;
            }
        }
    }
}

/// The editions that may stand alone: with two of them the one that is not the reference.
fn candidates(clauses: &[Clause<'_>], options: &Options) -> std::ops::Range<usize> {
    if clauses.len() > 2 {
        return 0..clauses.len();
    }
    let odd = 1 - options.reference.min(1);
    odd..odd + 1
}

/// What the words that the negations govern say; nothing if the sides may say the same.
fn evidence(sides: &Sides<'_, '_>, contraries: &Contraries) -> Option<Evidence> {
    let more = |a: &Clause<'_>, b: &Clause<'_>| a.negations.len() > b.negations.len();
    if !sides.with.iter().all(|a| sides.without.iter().all(|b| more(a, b))) {
        return None;
    }
    let negations = || sides.with.iter().flat_map(|clause| &clause.negations);
    let governed = || negations().filter_map(|negation| negation.about);
    let other = |clause: &Clause<'_>, pole| !clause.has_pole(pole) && contraries.of(pole).iter().any(|contrary| clause.has_pole(*contrary));
    let opposite = |pole: Concept| sides.without.iter().any(|clause| other(clause, pole));
    if sides.with.iter().any(|clause| clause.negations.iter().any(|negation| clause.negated_poles(negation).any(opposite))) {
        return None;
    }
    let bare = sides.without.iter().all(|clause| clause.negations.is_empty());
    let negated = |concept: &Concept| sides.with.iter().all(|clause| clause.negates(*concept, contraries).is_some());
    let word = |concept: &Concept| negated(concept) && sides.without.iter().all(|clause| clause.affirms(*concept, contraries));
    if let Some(concept) = governed().find(word) {
        return Some(Evidence::Word(concept));
    }
    let beyond = sides.with.iter().all(|a| sides.without.iter().all(|b| a.negates_more(b)));
    if !bare || !beyond {
        return None;
    }
    let partly = |concept: &Concept| sides.without.iter().any(|clause| clause.affirms(*concept, contraries));
    let close = sides.with.iter().all(|a| sides.without.iter().all(|b| a.is_close(b, contraries)));
    Some(governed().find(partly).map_or(Evidence::Count(close), Evidence::Partly))
}

fn finding(sides: &Sides<'_, '_>, evidence: Evidence, bead: (usize, &Bead), contraries: &Contraries) -> Finding {
    let editions = sides.with.len() + sides.without.len();
    let governed = match evidence {
        Evidence::Word(concept) | Evidence::Partly(concept) => Some(concept),
        Evidence::Count(_) => None,
    };
    let mut readings = Vec::with_capacity(editions);
    let about = governed.map(|concept| ("concept", concept.id()));
    let fields = |polarity: &'static str| std::iter::once(("polarity", polarity)).chain(about).collect::<Vec<_>>();
    for clause in &sides.with {
        let negation = governed.and_then(|concept| clause.negates(concept, contraries)).or_else(|| clause.negations.first());
        let span = negation.map_or_else(|| clause.whole(), |negation| negation.span);
        readings.push((clause.edition, Some(reading(clause, span, &fields("negated")))));
    }
    for clause in &sides.without {
        let span = governed.and_then(|concept| clause.place(concept, contraries)).unwrap_or_else(|| clause.whole());
        readings.push((clause.edition, Some(reading(clause, span, &fields("affirmed")))));
    }
    readings.sort_by_key(|(edition, _)| *edition);
    let (severity, confidence, rule, why) = match (evidence, editions) {
        (Evidence::Word(_), 3..) => (Severity::Major, 0.9, "negation", "every edition has the word, but only one side negates it"),
        (Evidence::Word(_), _) => (Severity::Major, 0.8, "negation", "both editions have the word, but only one negates it"),
        (Evidence::Partly(_), 3..) => {
            (Severity::Major, 0.75, "negation-partly", "one side negates what an edition of the other affirms, and the third has no negation either")
        }
        (Evidence::Partly(_), _) => (Severity::Major, 0.7, "negation-partly", "one side negates what the other affirms"),
        (Evidence::Count(true), 3..) => {
            (Severity::Major, 0.65, "negation-count", "the sentences say the rest in the same words, but only one side holds a negation")
        }
        // Free translations negate what others affirm too often for such a finding to be shown.
        (Evidence::Count(close), _) => {
            let confidence = if close { 0.6 } else { 0.35 };
            (Severity::Minor, confidence, "negation-count", "the sentences correspond, but only one side holds a negation")
        }
    };
    let place = readings.first().and_then(|(_, reading)| reading.as_ref()).map_or(0, |reading| reading.span.start);
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(Kind::Polarity),
        category: severity::category(FindingKind::Altered, Kind::Polarity),
        severity,
        confidence: confidence * (0.5 + 0.5 * bead.1.score.clamp(0.0, 1.0)),
        message: message(sides, readings_text(sides)),
        readings,
        odd: Some(sides.odd),
        rule,
        why: why.to_owned(),
        place: (bead.0, place),
    }
}

/// The first negation as it stands in the text.
fn readings_text<'a>(sides: &Sides<'_, 'a>) -> &'a str {
    let first = sides.with.first().and_then(|clause| clause.negations.first().map(|negation| (clause, negation)));
    first.map_or("", |(clause, negation)| negation.span.of(&clause.side.edition.text))
}

fn message(sides: &Sides<'_, '_>, negation: &str) -> String {
    let list = |clauses: &[&Clause<'_>]| clauses.iter().map(|clause| clause.id()).collect::<Vec<_>>().join(" and ");
    let verb = |clauses: &[&Clause<'_>], one: &'static str, more: &'static str| if clauses.len() > 1 { more } else { one };
    let (with, without) = (list(&sides.with), list(&sides.without));
    if sides.gained {
        format!("{with} negates (“{negation}”) what {without} {}", verb(&sides.without, "affirms", "affirm"))
    } else {
        format!("{without} affirms what {with} {} (“{negation}”)", verb(&sides.with, "negates", "negate"))
    }
}
