//! A word in one edition where the others have its contrary (`bought` for `sold`).
//!
//! With three editions two have to agree; with two, the sentences have to be translated closely. Left alone: a pole that an edition names more than
//! once, or beside its contrary; words that a negation or a word such as `without` stands before; words with several meanings of which one agrees.

use super::super::finding::{Finding, FindingKind, Severity, Subject};
use super::super::{Options, severity};
use super::clause::Clause;
use super::reading;
use crate::align::Bead;
use crate::facts::contrary::{Contraries, Grade};
use crate::facts::{Concept, Kind, PoleHit};

/// Words that say the same stand in like places: no further apart than this share of a sentence.
const APART: f64 = 0.17;

/// What an edition says of a pair of contraries.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Says<'a> {
    /// Nothing, or both.
    Unclear,
    /// The first.
    First(&'a PoleHit),
    /// The second.
    Second(&'a PoleHit),
}

/// Adds a finding for every pair of contraries of which the editions of a bead have different ones.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    let Some(first) = clauses.first() else { return };
    let mut seen: Vec<(Concept, Concept)> = Vec::new();
    for hit in first.poles() {
        for pole in &hit.poles {
            for contrary in contraries.of(*pole) {
                if seen.contains(&(*pole, *contrary)) {
                    continue;
                }
                seen.push((*pole, *contrary));
                findings.extend(compare(clauses, (*pole, *contrary), bead, contraries, options));
            }
        }
    }
}

fn compare(clauses: &[Clause<'_>], pair: (Concept, Concept), bead: (usize, &Bead), contraries: &Contraries, options: &Options) -> Option<Finding> {
    let says: Vec<Says<'_>> = clauses.iter().map(|clause| said(clause, pair)).collect();
    let first: Vec<usize> = (0..says.len()).filter(|at| matches!(says[*at], Says::First(_))).collect();
    let second: Vec<usize> = (0..says.len()).filter(|at| matches!(says[*at], Says::Second(_))).collect();
    let odd = match (first.as_slice(), second.as_slice()) {
        ([_, _, ..], [odd]) | ([odd], [_, _, ..]) => *odd,
        ([_], [_]) if clauses.len() == 2 => 1 - options.reference.min(1),
        _ => return None,
    };
    let hit = |at: usize| match says[at] {
        Says::First(hit) | Says::Second(hit) => Some(hit),
        Says::Unclear => None,
    };
    let id = |at: usize| if matches!(says[at], Says::First(_)) { pair.0.id() } else { pair.1.id() };
    let mut readings = Vec::with_capacity(clauses.len());
    let mut words = Vec::with_capacity(clauses.len());
    for at in (0..clauses.len()).filter(|at| hit(*at).is_some()) {
        let span = clauses[at].span(&hit(at)?.tokens)?;
        words.push((at, span.of(&clauses[at].side.edition.text)));
        readings.push((clauses[at].edition, Some(reading(&clauses[at], span, &[("concept", id(at))]))));
    }
    let own = words.iter().find(|(at, _)| *at == odd).map_or("", |(_, word)| *word);
    let others: Vec<String> = words.iter().filter(|(at, _)| *at != odd).map(|(at, word)| format!("{} has “{word}”", clauses[*at].id())).collect();
    let place = readings.first().and_then(|(_, reading)| reading.as_ref()).map_or(0, |reading| reading.span.start);
    let clear = readings.iter().enumerate().all(|(at, _)| hit(at).is_some_and(|hit| hit.poles.len() == 1));
    let places: Vec<f64> = (0..says.len()).filter_map(|at| hit(at).map(|hit| clauses[at].place_of(&hit.tokens))).collect();
    let apart = places.iter().copied().fold(0.0, f64::max) - places.iter().copied().fold(1.0, f64::min);
    let close = clauses.len() > 2 || clauses[0].is_close(&clauses[1], contraries);
    let grade = contraries.grade(pair.0, pair.1)?;
    let (severity, confidence) = match (grade, clauses.len()) {
        _ if apart > APART => return None,
        (Grade::Gender, _) => (Severity::Minor, 0.6),
        (Grade::Firm, 3..) if clear => (Severity::Major, 0.8),
        (Grade::Firm, _) if clear && close => (Severity::Major, 0.75),
        (Grade::Firm, _) if clear => (Severity::Minor, 0.65),
        _ if close => (Severity::Minor, 0.55),
        _ => (Severity::Minor, 0.35),
    };
    Some(Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(Kind::Polarity),
        category: severity::category(FindingKind::Altered, Kind::Polarity),
        severity,
        confidence: confidence * (0.5 + 0.5 * bead.1.score.clamp(0.0, 1.0)),
        message: format!("{} has “{own}” where {}", clauses[odd].id(), others.join(", ")),
        readings,
        odd: Some(odd),
        rule: if grade == Grade::Gender { "gender" } else { "contrary" },
        why: format!("{} is the contrary of {}", pair.0.id(), pair.1.id()),
        place: (bead.0, place),
    })
}

/// What a clause says of a pair; unclear if it says it more than once or negates it.
fn said<'a>(clause: &Clause<'a>, (first, second): (Concept, Concept)) -> Says<'a> {
    let mut hits = clause.poles().filter(|hit| hit.poles.contains(&first) || hit.poles.contains(&second));
    let (Some(hit), None) = (hits.next(), hits.next()) else { return Says::Unclear };
    if clause.is_negated(&hit.tokens) {
        return Says::Unclear;
    }
    match (hit.poles.contains(&first), hit.poles.contains(&second)) {
        (true, false) => Says::First(hit),
        (false, true) => Says::Second(hit),
        _ => Says::Unclear,
    }
}
