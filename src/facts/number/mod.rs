//! Bare numbers: counts, and the numerals that every other kind builds on.
//!
//! Finds numbers in digits of every script and in words of every gender and case, mixed forms (`500 ألف`, `1,5 тыс.`), fractions, duals that carry
//! the two in the noun, vague words (`dozens`), ranges, bounds and approximations. The value is an [`Amount`]: `number`, or `min` and `max`.
//! Leaves alone ordinals, the pronoun `one`, codes and names (`S-300`, `Route 8`), clock times, telephone numbers and results of matches; what is
//! money, a share, a quantity, an age or a date is taken over by that kind.

mod digits;
pub(super) mod measure;
mod modifiers;
mod numerals;
#[cfg(test)]
mod tests;
mod words;

pub use modifiers::{Item, Modifiers};
pub use numerals::{Form, Numeral, NumeralList, Numerals};
pub(super) use words::ratio;

use super::amount::Amount;
use super::{Concept, Finder, Scene, Value};
use crate::error::Result;
use crate::languages::{GrammaticalNumber, Pack, Vocabulary};
use crate::normalise::TokenKind;
use std::sync::Arc;

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    numerals: Numerals,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `number.toml` and `ordinal.toml` of a pack.
    ///
    /// # Errors
    /// If a table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let numerals = Numerals::load(pack, vocabulary)?;
        let modifiers = modifiers(pack, vocabulary)?;
        Ok(Self { numerals, modifiers })
    }
}

/// The bounds, approximations and ranges of a language, for the kinds that measure.
///
/// # Errors
/// If `number.toml` is broken.
pub fn modifiers(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Arc<Modifiers>> {
    let words = words::NumberWords::load(pack, vocabulary)?;
    Ok(Arc::new(Modifiers::load(pack, vocabulary, &words.modify, words.and_clitics.clone())?))
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        scene.numerals = NumeralList::new(self.numerals.all(scene));
        let items = scene.numerals.iter().filter(|numeral| numeral.counts()).map(|numeral| Item::<()>::new(numeral, numeral.tokens.clone(), None));
        let items = merge_brackets(scene, items.collect());
        for item in self.modifiers.combine(scene, items) {
            let last = item.tokens.end - 1;
            let attached = scene.numerals.around(last).is_some_and(|numeral| numeral.attached);
            if item.void || attached {
                continue;
            }
            let about = counted(scene, item.tokens.end);
            scene.add(item.tokens, Value::Number(item.amount), about);
        }
        duals(scene);
    }
}

/// `forty-five (45)`: the same number in words and in digits is stated once.
fn merge_brackets(scene: &Scene<'_>, items: Vec<Item<()>>) -> Vec<Item<()>> {
    let mut out: Vec<Item<()>> = Vec::with_capacity(items.len());
    for item in items {
        if let Some(left) = out.last_mut()
            && left.amount.min == item.amount.min
            && left.tokens.end + 1 == item.tokens.start
            && scene.form(left.tokens.end) == "("
            && scene.form(item.tokens.end) == ")"
        {
            left.tokens.end = item.tokens.end + 1;
            continue;
        }
        out.push(item);
    }
    out
}

/// The concept that a number counts: the noun after it, past adjectives and a preposition.
pub fn counted(scene: &Scene<'_>, end: usize) -> Option<Concept> {
    let mut limit = end;
    while limit < end + 4
        && scene.token(limit).is_some_and(|token| token.kind == TokenKind::Word || scene.form(limit) == "-")
        && scene.numerals.at(limit).is_none()
    {
        limit += 1;
    }
    let hits = || scene.concepts.iter().filter(|hit| hit.tokens.start >= end && hit.tokens.start < limit);
    hits().find(|hit| matches!(hit.number, GrammaticalNumber::Plural | GrammaticalNumber::Dual)).or_else(|| hits().next()).map(|hit| hit.concept)
}

/// Nouns in the dual count two, unless a numeral beside them says so.
fn duals(scene: &mut Scene<'_>) {
    let mut found = Vec::new();
    for hit in &scene.concepts {
        if hit.number != GrammaticalNumber::Dual {
            continue;
        }
        let tokens = hit.tokens.clone();
        let beside =
            scene.numerals.at(tokens.end).is_some_and(|numeral| numeral.integer() == Some(2)) || scene.numerals.before(tokens.start).is_some();
        // A form that another word of the tables has as well is not sure to be a dual.
        let sure =
            scene.analyses.of(tokens.start).iter().all(|analysis| !matches!(analysis.number, GrammaticalNumber::Any | GrammaticalNumber::Singular));
        if !beside && sure {
            found.push((tokens, hit.concept));
        }
    }
    for (tokens, concept) in found {
        scene.add(tokens, Value::Number(Amount { implied: true, ..Amount::exact(2) }), Some(concept));
    }
}
