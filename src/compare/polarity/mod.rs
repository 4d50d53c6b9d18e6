//! What a clause says that is no figure and no name: whether it is so, and which of two contraries it is.
//!
//! [`clause`] gathers what an edition's part of a bead holds: its negations, the words that can explain one, its concepts. [`negation`] finds clauses
//! that one edition turned into their opposite, [`contrary`] words where the others have their contrary, with what speaks for it in [`opposite`], [`beside`] such words beside a figure
//! or a time that every edition has, [`hedge`] what is stated in one and left open
//! in the others, [`gender`] a man where the others speak of a woman.
//!
//! Looks only at beads whose sentences say the same: one or two sentences of every edition, aligned with some confidence.

mod beside;
mod change;
mod clause;
mod contrary;
mod gender;
mod hedge;
mod negation;
mod opposite;
#[cfg(test)]
mod tests;

use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Options, Side, severity};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, Kind, PoleHit};
use crate::text::Span;
use clause::Clause;
use serde_json::{Map, Value as Json};
use smallvec::SmallVec;

/// The score below which a bead's sentences may say different things.
const SURE: f64 = 0.4;

/// More sentences of one edition than this are a passage, in which clauses cannot be told apart.
const MOST: usize = 2;

/// Adds a finding for every clause that an edition turned into its opposite.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    if sides.len() < 2 {
        return;
    }
    // OK because: the packs that read these editions have read the table before.
    let Ok(contraries) = Contraries::get() else { return };
    for (index, bead) in beads.iter().enumerate() {
        let plain = bead.sentences.iter().all(|own| (1..=MOST).contains(&own.len()));
        let many = bead.sentences.iter().filter(|own| own.len() > 1).count();
        if !plain || bead.score < SURE {
            continue;
        }
        let clauses: Vec<Clause<'_>> =
            sides.iter().enumerate().map(|(edition, side)| Clause::new(side, edition, &bead.sentences[edition], contraries)).collect();
        let bead = (index, bead);
        contrary::judge(&clauses, bead, contraries, options, findings);
        beside::judge(&clauses, bead, contraries, options, findings);
        // Of several sentences on both sides, which of them is negated or left open says little.
        if many <= 1 {
            negation::judge(&clauses, bead, contraries, options, findings);
            hedge::judge(&clauses, bead, contraries, options, findings);
            gender::judge(&clauses, bead, contraries, options, findings);
            gender::judge_nouns(&clauses, bead, contraries, options, findings);
        }
    }
}

/// What a rule tells of a bead.
struct Told {
    rule: &'static str,
    why: String,
    message: String,
    severity: Severity,
    /// Of the rule by itself, from 0 to 1; the score of the bead lowers it.
    confidence: f64,
    /// In the order of the editions.
    readings: Vec<(usize, Option<Reading>)>,
    odd: usize,
}

impl Told {
    /// The finding of a bead; it stands where the first reading does.
    fn finding(self, (index, bead): (usize, &Bead)) -> Finding {
        let place = self.readings.first().and_then(|(_, reading)| reading.as_ref()).map_or(0, |reading| reading.span.start);
        Finding {
            id: String::new(),
            kind: FindingKind::Altered,
            subject: Subject::Fact(Kind::Polarity),
            category: severity::category(FindingKind::Altered, Kind::Polarity),
            severity: self.severity,
            confidence: self.confidence * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
            message: self.message,
            readings: self.readings,
            odd: Some(self.odd),
            rule: self.rule,
            why: self.why,
            place: (index, place),
        }
    }
}

/// Whether the word of the odd edition, which means `own`, is no contrary of what the others have, which means `theirs`: another of its meanings is theirs;
/// it says what they have in another word; or another word of the edition says what theirs does.
fn is_other_word(clauses: &[Clause<'_>], odd: usize, hit: &PoleHit, (own, theirs): (Concept, Concept), contraries: &Contraries) -> bool {
    let others: SmallVec<[&Clause<'_>; 2]> = (0..clauses.len()).filter(|at| *at != odd).map(|at| &clauses[at]).collect();
    let meant = |pole: &Concept| *pole != own && *pole != theirs && others.iter().any(|clause| clause.has_pole(*pole));
    let stands_for = |akin: &Concept| !clauses[odd].has_pole(*akin) && others.iter().all(|clause| clause.has_pole(*akin));
    let answered = |akin: &Concept| clauses[odd].has_pole(*akin);
    hit.poles.iter().any(meant) || contraries.akin(own).iter().any(stands_for) || contraries.akin(theirs).iter().any(answered)
}

/// A reading of a clause: a place in it, and what it says there.
fn reading(clause: &Clause<'_>, span: Span, fields: &[(&str, &str)]) -> Reading {
    let value: Map<String, Json> = fields.iter().map(|(key, value)| ((*key).to_owned(), Json::String((*value).to_owned()))).collect();
    Reading { span, context: clause.context(span), value }
}
