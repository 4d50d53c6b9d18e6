//! Numerals with units: the frame that percents, money and quantities share.

pub(in crate::facts) use super::halves::join;

use super::super::Scene;
use super::halves;
use super::modifiers::{Item, Modifiers};
use super::numeral::{Form, Numeral};
use crate::normalise::TokenKind;
use std::ops::Range;

/// Every numeral of the sentence that counts, with the unit that `unit` finds beside it and the tokens of both.
pub(in crate::facts) fn items<U>(scene: &Scene<'_>, mut unit: impl FnMut(&Numeral) -> Option<(Range<usize>, U)>) -> Vec<Item<U>> {
    let counting = scene.numerals.iter().filter(|numeral| !numeral.label && !matches!(numeral.form, Form::Ordinal));
    let mut items = counting
        .filter_map(|numeral| match unit(numeral) {
            Some((tokens, unit)) => Some(Item::new(numeral, tokens, Some(unit))),
            None if numeral.counts() && !numeral.attached => Some(Item::new(numeral, numeral.tokens.clone(), None)),
            None => None,
        })
        .collect();
    halves::add(scene, &mut items);
    items
}

/// Bounds the items and joins ranges; returns those that have a unit.
pub(in crate::facts) fn measured<U: Clone + PartialEq>(scene: &Scene<'_>, modifiers: &Modifiers, items: Vec<Item<U>>) -> Vec<Item<U>> {
    if items.iter().all(|item| item.unit.is_none()) {
        return Vec::new();
    }
    modifiers.combine(scene, items).into_iter().filter(|item| item.unit.is_some()).collect()
}

/// Where a unit may begin after a numeral: at once, after a hyphen (`3-inch`), and after the article of a fraction (`half a litre`).
pub(in crate::facts) fn unit_place(scene: &Scene<'_>, numeral: &Numeral) -> usize {
    let end = numeral.tokens.end;
    if matches!(scene.form(end), "-" | "–" | "‑") && scene.glued(end) && scene.token(end + 1).is_some_and(|token| token.kind == TokenKind::Word) {
        return end + 1;
    }
    end
}

/// Whether the first word of a pattern is a word, to which the half of it can be prefixed, and no sign or abbreviation (`полкило`).
pub(in crate::facts) fn is_word(pattern: &str) -> bool {
    let first = pattern.split([' ', '|']).next().unwrap_or_default();
    first.chars().count() > 2 && first.chars().all(char::is_alphabetic)
}
