//! What a clause says that is no figure and no name: whether it is so, and which of two contraries it is.
//!
//! [`clause`] gathers what an edition's part of a bead holds: its negations, the words that can explain one, its concepts. [`negation`] finds clauses
//! that one edition turned into their opposite, [`contrary`] words where the others have their contrary, [`beside`] such words beside a figure
//! or a time that every edition has, [`hedge`] what is stated in one and left open
//! in the others, [`gender`] a man where the others speak of a woman.
//!
//! Looks only at beads whose sentences say the same: one or two sentences of every edition, aligned with some confidence.

mod beside;
mod clause;
mod contrary;
mod gender;
mod hedge;
mod negation;

use super::finding::{Finding, Reading};
use super::{Options, Side};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::text::Span;
use clause::Clause;
use serde_json::{Map, Value as Json};

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
        }
    }
}

/// A reading of a clause: a place in it, and what it says there.
fn reading(clause: &Clause<'_>, span: Span, fields: &[(&str, &str)]) -> Reading {
    let value: Map<String, Json> = fields.iter().map(|(key, value)| ((*key).to_owned(), Json::String((*value).to_owned()))).collect();
    Reading { span, context: clause.context(span), value }
}
