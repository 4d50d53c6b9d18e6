//! Whether it is a man or a woman of whom the editions speak, by pronouns and words for people.
//!
//! An edition speaks of men if it has such words of the one gender and none of the other. Languages differ in what they show: a pronoun that also
//! stands for things says less, so with three editions two have to agree, and with two the finding is a minor one.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::clause::Clause;
use super::{Told, reading};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, PoleHit};
use crate::languages::Pack;

/// Adds a finding for an edition that speaks of the other gender than the rest.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    let says: Vec<Option<Says<'_>>> = clauses.iter().map(|clause| said(clause, contraries)).collect();
    let of = |man: bool| (0..says.len()).filter(|at| says[*at].as_ref().is_some_and(|says| says.man == man)).collect::<Vec<_>>();
    let (men, women) = (of(true), of(false));
    let odd = match (men.as_slice(), women.as_slice()) {
        ([_, _, ..], [odd]) | ([odd], [_, _, ..]) => *odd,
        ([_], [_]) if clauses.len() == 2 => 1 - options.reference.min(1),
        _ => return,
    };
    // A verb of which a thing may be the subject agrees with a pronoun, and no more.
    let pronoun = |at: &usize| says[*at].as_ref().is_some_and(|says| says.pronoun);
    if !pronoun(&odd) || !(0..says.len()).any(|at| at != odd && pronoun(&at)) {
        return;
    }
    // Elsewhere a pronoun may stand for a thing that is named before.
    let natural = Pack::get(&clauses[odd].side.edition.language).is_ok_and(|pack| pack.profile.natural_gender);
    // Where an edition speaks of several people each may mean another one.
    let several = clauses.iter().any(|clause| clause.speaks_of_several(contraries));
    let (severity, confidence) = if clauses.len() > 2 && natural && !several { (Severity::Major, 0.75) } else { (Severity::Minor, 0.6) };
    let mut readings = Vec::with_capacity(clauses.len());
    let mut words = vec![""; clauses.len()];
    for (at, clause) in clauses.iter().enumerate() {
        let Some((says, span)) = says[at].as_ref().and_then(|says| Some((says, clause.span(&says.hit.tokens)?))) else { continue };
        words[at] = span.of(&clause.side.edition.text);
        readings.push((clause.edition, Some(reading(clause, span, &[("concept", if says.man { "he" } else { "she" })]))));
    }
    let others = (0..clauses.len()).filter(|at| *at != odd && !words[*at].is_empty());
    let others: Vec<String> = others.map(|at| format!("{} has “{}”", clauses[at].id(), words[at])).collect();
    let message = format!("{} has “{}” where {}", clauses[odd].id(), words[odd], others.join(", "));
    let why = "the words stand for a man in one edition and for a woman in another".to_owned();
    findings.push(Told { rule: "gender", why, message, severity, confidence, readings, odd: clauses[odd].edition }.finding(bead));
}

/// The gender that a clause speaks of.
struct Says<'a> {
    man: bool,
    /// A pronoun says so, and no verb of which a thing may be the subject.
    pronoun: bool,
    /// The first word that says so.
    hit: &'a PoleHit,
}

/// The gender that a clause speaks of; nothing if it speaks of both or of none.
fn said<'a>(clause: &Clause<'a>, contraries: &Contraries) -> Option<Says<'a>> {
    contraries.genders().enumerate().find_map(|(at, (man, woman))| {
        let of = |pole: Concept| clause.poles().find(|hit| hit.poles.contains(&pole));
        match (of(man), of(woman)) {
            (Some(hit), None) => Some(Says { man: true, pronoun: at == 0, hit }),
            (None, Some(hit)) => Some(Says { man: false, pronoun: at == 0, hit }),
            _ => None,
        }
    })
}
