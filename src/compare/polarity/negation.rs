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
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, Kind};

/// Adds a finding for a negation that an edition gained or lost.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    let Some(odd) = odd_one(clauses, options) else { return };
    let (own, others): (Vec<&Clause<'_>>, Vec<&Clause<'_>>) = clauses.iter().partition(|clause| clause.edition == odd);
    let gained = own[0].negations.len() > others[0].negations.len();
    let (with, without) = if gained { (own, others) } else { (others, own) };
    let bare = without.iter().all(|clause| clause.negations.is_empty());
    let Some(evidence) = evidence(&with, &without, contraries) else { return };
    if !bare && !matches!(evidence, Evidence::Word(_)) {
        return;
    }
    findings.push(finding(&with, &without, evidence, gained, odd, bead));
}

/// What speaks for a negation that one side lacks.
#[derive(Clone, Copy, Debug)]
enum Evidence {
    /// Every edition has this concept, negated on one side only.
    Word(Concept),
    /// Some edition of either side has it.
    Partly(Concept),
    /// Nothing but the number of negations.
    Count,
}

/// The edition that holds more negations than all others, or fewer, while no word of theirs or its own explains it.
fn odd_one(clauses: &[Clause<'_>], options: &Options) -> Option<usize> {
    let more = |a: &Clause<'_>, b: &Clause<'_>| a.negates_more(b);
    if let [a, b] = clauses {
        return (more(a, b) || more(b, a)).then_some(1 - options.reference.min(1));
    }
    let others = |odd: usize| clauses.iter().filter(move |clause| clause.edition != odd);
    (0..clauses.len()).find(|odd| {
        let own = &clauses[*odd];
        others(*odd).all(|other| more(own, other)) || others(*odd).all(|other| more(other, own))
    })
}

/// What the words that the negations govern say; nothing if another edition has the contrary of one, which says the same without a negation.
fn evidence(with: &[&Clause<'_>], without: &[&Clause<'_>], contraries: &Contraries) -> Option<Evidence> {
    let negations = || with.iter().flat_map(|clause| &clause.negations);
    let governed = || negations().filter_map(|negation| negation.about);
    let near = || negations().flat_map(|negation| &negation.near).copied();
    let opposite = |concept: Concept| contraries.of(concept).iter().any(|contrary| without.iter().any(|clause| clause.place(*contrary).is_some()));
    if governed().any(opposite) {
        return None;
    }
    let affirms = |clause: &Clause<'_>, concept| clause.place(concept).is_some() && clause.negates(concept).is_none();
    let word = |concept: &Concept| with.iter().all(|clause| clause.negates(*concept).is_some()) && without.iter().all(|clause| affirms(clause, *concept));
    let partly = |concept: &Concept| without.iter().any(|clause| affirms(clause, *concept));
    let partly = || governed().find(partly).or_else(|| near().find(word)).map(Evidence::Partly);
    Some(governed().find(word).map(Evidence::Word).or_else(partly).unwrap_or(Evidence::Count))
}

fn finding(with: &[&Clause<'_>], without: &[&Clause<'_>], evidence: Evidence, gained: bool, odd: usize, bead: (usize, &Bead)) -> Finding {
    let editions = with.len() + without.len();
    let governed = match evidence {
        Evidence::Word(concept) | Evidence::Partly(concept) => Some(concept),
        Evidence::Count => None,
    };
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
        rule: match (evidence, gained) { (Evidence::Word(_), true) => "word-gain", (Evidence::Word(_), false) => "word-loss", (Evidence::Partly(_), true) => "part-gain", (Evidence::Partly(_), false) => "part-loss", (_, true) => "count-gain", (_, false) => "count-loss" },
        why: if governed.is_some() { "the same word is negated on one side only" } else { "the sentences correspond, but only one side holds a negation" }.to_owned(),
        place: (bead.0, place),
    }
}
