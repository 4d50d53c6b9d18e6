//! Clauses that one edition negates and the others affirm, or the other way round.
//!
//! Two kinds of evidence. The surer one is a governed word: a concept that every edition of one side negates and every edition of the other has and
//! does not negate. The other one is the number of negations: more in one edition than in all others, while no word of the others stands for one.
//! A word that carries a negation by itself (`unable`, `refuse`, `without`) counts on the side that needs an explanation.

use super::super::finding::{Finding, FindingKind, Severity, Subject};
use super::super::{Options, severity};
use super::clause::Clause;
use super::reading;
use crate::align::Bead;
use crate::facts::{Concept, Kind};

/// Adds a finding for a negation that an edition gained or lost.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), options: &Options, findings: &mut Vec<Finding>) {
    let Some(odd) = odd_one(clauses, options) else { return };
    let (own, others): (Vec<&Clause<'_>>, Vec<&Clause<'_>>) = clauses.iter().partition(|clause| clause.edition == odd);
    let gained = own[0].negations.len() > others[0].negations.len();
    let (with, without) = if gained { (own, others) } else { (others, own) };
    let governed = governed(&with, &without);
    let bare = without.iter().all(|clause| clause.negations.is_empty());
    if governed.is_none() && !bare {
        return;
    }
    findings.push(finding(&with, &without, governed, gained, odd, bead));
}

/// The edition that holds more negations than all others, or fewer, while no word of theirs or its own explains it.
fn odd_one(clauses: &[Clause<'_>], options: &Options) -> Option<usize> {
    let more = |a: &Clause<'_>, b: &Clause<'_>| a.negations.len() > b.negations.len() && a.weight() > b.weight();
    if let [a, b] = clauses {
        return (more(a, b) || more(b, a)).then_some(1 - options.reference.min(1));
    }
    let others = |odd: usize| clauses.iter().filter(move |clause| clause.edition != odd);
    (0..clauses.len()).find(|odd| {
        let own = &clauses[*odd];
        others(*odd).all(|other| more(own, other)) || others(*odd).all(|other| more(other, own))
    })
}

/// The concept that all of `with` negate, and that all of `without` have and do not negate: the nearest after the first mark.
fn governed(with: &[&Clause<'_>], without: &[&Clause<'_>]) -> Option<Concept> {
    let first = with.first()?;
    first.negations.iter().find_map(|negation| {
        let mut near: Vec<(usize, Concept)> = first
            .concepts()
            .filter(|hit| negation.reach.contains(&hit.tokens.start) && !negation.tokens.contains(&hit.tokens.start))
            .map(|hit| (hit.tokens.start.abs_diff(negation.tokens.end), hit.concept))
            .collect();
        near.sort_unstable_by_key(|(distance, _)| *distance);
        near.into_iter().map(|(_, concept)| concept).find(|concept| {
            with.iter().all(|clause| clause.negates(*concept).is_some())
                && without.iter().all(|clause| clause.place(*concept).is_some() && clause.negates(*concept).is_none())
        })
    })
}

fn finding(with: &[&Clause<'_>], without: &[&Clause<'_>], governed: Option<Concept>, gained: bool, odd: usize, bead: (usize, &Bead)) -> Finding {
    let editions = with.len() + without.len();
    let mut readings = Vec::with_capacity(editions);
    let about = governed.map(|concept| ("concept", concept.id()));
    let fields = |polarity: &'static str| std::iter::once(("polarity", polarity)).chain(about).collect::<Vec<_>>();
    for clause in with {
        let negation = governed.and_then(|concept| clause.negates(concept)).or_else(|| clause.negations.first());
        let span = negation.map_or_else(|| clause.whole(), |negation| negation.span);
        readings.push((clause.edition, Some(reading(clause, span, &fields("negated")))));
    }
    for clause in without {
        let span = governed.and_then(|concept| clause.place(concept)).unwrap_or_else(|| clause.whole());
        readings.push((clause.edition, Some(reading(clause, span, &fields("affirmed")))));
    }
    readings.sort_by_key(|(edition, _)| *edition);
    let list = |clauses: &[&Clause<'_>]| clauses.iter().map(|clause| clause.id()).collect::<Vec<_>>().join(" and ");
    let verb = |clauses: &[&Clause<'_>], one: &'static str, more: &'static str| if clauses.len() > 1 { more } else { one };
    let about = governed.map_or_else(|| "what".to_owned(), |concept| format!("“{}”, which", concept.id()));
    let message = if gained {
        format!("{} negates {about} {} {}", list(with), list(without), verb(without, "affirms", "affirm"))
    } else {
        format!("{} affirms {about} {} {}", list(without), list(with), verb(with, "negates", "negate"))
    };
    let confidence = match (governed.is_some(), editions) {
        (true, 3..) => 0.9,
        (false, 3..) => 0.75,
        (true, _) => 0.7,
        _ => 0.5,
    };
    let place = readings.first().and_then(|(_, reading)| reading.as_ref()).map_or(0, |reading| reading.span.start);
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(Kind::Polarity),
        category: severity::category(FindingKind::Altered, Kind::Polarity),
        severity: if editions > 2 || governed.is_some() { Severity::Major } else { Severity::Minor },
        confidence: confidence * (0.5 + 0.5 * bead.1.score.clamp(0.0, 1.0)),
        readings,
        odd: Some(odd),
        message,
        rule: "negation",
        why: if governed.is_some() { "the same word is negated on one side only" } else { "the sentences correspond, but only one side holds a negation" }.to_owned(),
        place: (bead.0, place),
    }
}
