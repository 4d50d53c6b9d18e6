//! A fraction that stands behind what a number counts: `six points and a half`, `шесть очков с половиной`, `ست نقاط ونصف النقطة`.

use super::super::Scene;
use super::modifiers::Item;
use super::numeral::{Form, Numeral};
use super::numerals::Numerals;
use super::words::{Hit, Word};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use std::ops::Range;

/// Words of what is counted that may stand between a number and its fraction.
const MOST: usize = 3;

/// What a fraction behind the noun adds to a numeral.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::facts) struct More {
    /// The fraction.
    pub(super) value: Decimal,
    /// Its tokens, with the word that joins it and, where it is repeated, the noun.
    pub(super) tokens: Range<usize>,
}

impl Numerals {
    /// Looks for fractions behind the nouns of whole numbers.
    pub(super) fn halves(&self, scene: &Scene<'_>) -> Vec<(usize, More)> {
        let whole = |numeral: &&Numeral| numeral.form == Form::Cardinal && numeral.counts() && numeral.integer().is_some() && !numeral.attached;
        let found = |numeral: &Numeral| {
            let noun = numeral.tokens.end;
            let places = noun + 1..=noun + MOST;
            let counted = |at: &usize| (noun..*at).all(|i| scene.numerals.around(i).is_none() && self.is_word(scene, i));
            places.take_while(counted).find_map(|at| self.more(scene, noun..at)).map(|more| (numeral.tokens.start, more))
        };
        scene.numerals.iter().filter(whole).filter_map(found).collect()
    }

    /// The fraction behind a noun.
    pub(super) fn more(&self, scene: &Scene<'_>, noun: Range<usize>) -> Option<More> {
        let hits = self.words.at(scene, noun.end);
        // `с половиной`; `مليارا نايرا ونصف المليار` names the scale of the number again.
        let scale = |hit: &Hit| if let Word::Scale(s) | Word::Construct(s) = hit.word { Some(s) } else { None };
        let scale = |end: usize| self.words.at(scene, end - 1).iter().find_map(scale);
        let own = scene.numerals.before(noun.start).and_then(|numeral| numeral.scale);
        let definite = |end: usize| self.words.articles.iter().any(|article| scene.form(end - 1).starts_with(article.as_str()));
        let again = |end: usize| scale(end).is_none_or(|scale| own == Some(scale) && definite(end));
        if let Some(hit) = hits.iter().find(|hit| hit.word == Word::AndHalf && again(hit.end)) {
            let half = Decimal::new(5, 1).checked_mul(Decimal::from(scale(hit.end).unwrap_or(1)))?;
            return Some(More { value: half, tokens: noun.end..hit.end });
        }
        let start = hits.iter().find(|hit| hit.word == Word::And).map_or(noun.end, |hit| hit.end);
        let part = scene.numerals.at(start).filter(|part| part.form == Form::Fraction && !part.digits && part.value < Decimal::ONE)?;
        let joined = start > noun.end || self.words.and_clitics.iter().any(|clitic| scene.form(start).starts_with(clitic.as_str()));
        let end = part.tokens.end;
        let ends = || (!self.is_word(scene, end) || scene.numerals.stops(end)) && !self.words.at(scene, end).iter().any(|hit| hit.word == Word::Of);
        let repeated = self.repeats(scene, noun.clone(), end);
        (joined && (repeated || ends())).then(|| More { value: part.value, tokens: noun.end..end + usize::from(repeated) })
    }

    /// Whether the noun stands again at token `at`: ست نقاط ونصف النقطة.
    fn repeats(&self, scene: &Scene<'_>, noun: Range<usize>, at: usize) -> bool {
        let concepts = |tokens: Range<usize>| scene.concepts.iter().filter(move |hit| tokens.contains(&hit.tokens.start)).map(|hit| hit.concept);
        self.is_word(scene, at) && concepts(at..at + 1).any(|own| concepts(noun.clone()).any(|other| own == other))
    }

    fn is_word(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.range.contains(&i) && scene.token(i).is_some_and(|token| token.kind == TokenKind::Word)
    }
}

/// Adds to the items what stands behind them, and drops the fractions that were items of their own.
pub(super) fn add<U>(scene: &Scene<'_>, items: &mut Vec<Item<U>>) {
    for (_, more) in scene.numerals.more() {
        let at = items.iter().position(|item| item.tokens.end == more.tokens.start && item.amount.point().is_some());
        if let Some(item) = at.map(|at| &mut items[at]) {
            item.amount.min = item.amount.min.map(|whole| whole.saturating_add(more.value));
            item.amount.max = item.amount.min;
            item.tokens.end = more.tokens.end;
            items.retain(|item| !(more.tokens.contains(&item.tokens.start) && item.tokens.end <= more.tokens.end));
        }
    }
}

/// The same for bare numbers, which end before the noun; returns where the nouns begin.
pub(super) fn add_behind(scene: &Scene<'_>, items: &mut Vec<Item<()>>) -> Vec<usize> {
    let mut nouns = Vec::new();
    for (start, more) in scene.numerals.more() {
        let own = items.iter_mut().find(|item| item.tokens.start == *start);
        if let Some(item) = own {
            nouns.push(item.tokens.end);
            item.tokens.end = more.tokens.start;
        }
    }
    add(scene, items);
    nouns
}

/// Adds to measured items a fraction right behind them whose unit is named again: دولاران ونصف الدولار.
pub(in crate::facts) fn join<U: PartialEq>(scene: &Scene<'_>, items: &mut Vec<Item<U>>) {
    let is_part = |item: &Item<U>| scene.numerals.at(item.tokens.start).is_some_and(|part| part.form == Form::Fraction && !part.digits);
    for at in (1..items.len()).rev() {
        let (left, right) = (&items[at - 1], &items[at]);
        if let (Some(whole), Some(part)) = (left.amount.point(), right.amount.point())
            && left.unit.is_some()
            && left.unit == right.unit
            && left.tokens.end == right.tokens.start
            && whole.fract().is_zero()
            && part < Decimal::ONE
            && is_part(right)
        {
            let (sum, end) = (Some(whole.saturating_add(part)), right.tokens.end);
            let left = &mut items[at - 1];
            (left.amount.min, left.amount.max, left.amount.implied, left.tokens.end) = (sum, sum, false, end);
            items.remove(at);
        }
    }
}
