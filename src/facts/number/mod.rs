//! Bare numbers: counts, and the numerals that every other kind builds on.
//!
//! Finds numbers in digits of every script and in words of every gender and case, mixed forms (`500 ألف`, `1,5 тыс.`), fractions, duals that carry
//! the two in the noun, vague words (`dozens`), ranges, bounds and approximations. The value is an [`Amount`]: `number`, or `min` and `max`.
//! Leaves alone ordinals, the pronoun `one`, codes and names (`S-300`, `Route 8`), clock times, telephone numbers and results of matches; what is
//! money, a share, a quantity, an age or a date is taken over by that kind.

mod apart;
mod compose;
mod digits;
mod fractions;
mod halves;
pub(super) mod measure;
mod modifiers;
mod numeral;
mod numerals;
#[cfg(test)]
mod tests;
mod words;

pub use modifiers::{Item, Modifiers};
pub use numeral::{Form, Numeral, NumeralList};
pub use numerals::Numerals;

use super::amount::Amount;
use super::{Concept, Finder, Scene, Value};
use crate::error::Result;
use crate::languages::{GrammaticalNumber, Match, Pack, Phrases, Vocabulary};
use crate::normalise::TokenKind;
use std::sync::Arc;
use words::Word;

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
    let words = words::NumberWords::get(pack, vocabulary)?;
    vocabulary.shared(|vocabulary| Modifiers::load(pack, vocabulary, &words.modify, words.and_clitics.clone()))
}

/// First parts of compound adjectives of a language with their numbers, for the kinds that measure (`двухметровый`).
///
/// # Errors
/// If `number.toml` is broken.
pub fn compounds(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Arc<Vec<(rust_decimal::Decimal, String)>>> {
    Ok(Arc::clone(&words::NumberWords::get(pack, vocabulary)?.first))
}

/// First parts of nouns of a unit that make half of it, for the kinds that measure (`полкило`).
///
/// # Errors
/// If `number.toml` is broken.
pub fn halves(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Arc<Vec<String>>> {
    Ok(Arc::clone(&words::NumberWords::get(pack, vocabulary)?.half))
}

/// Conjunctions that a language writes together with the word after them, folded.
///
/// # Errors
/// If `number.toml` is broken.
pub fn conjunctions(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Vec<String>> {
    Ok(words::NumberWords::get(pack, vocabulary)?.and_clitics.clone())
}

/// Chains of proclitics of a language that say nothing of the word after them but that it is definite, or joined to another; folded, the empty one included.
///
/// # Errors
/// If `number.toml` is broken.
pub fn plain_proclitics(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Vec<String>> {
    let words = words::NumberWords::get(pack, vocabulary)?;
    let and = words.and_clitics.iter().map(String::as_str).chain(std::iter::once(""));
    let article = || words.articles.iter().map(String::as_str).chain(std::iter::once(""));
    Ok(and.flat_map(|and| article().map(move |article| format!("{and}{article}"))).collect())
}

/// Words for `and`, folded, those that are written together with the word after them included.
///
/// # Errors
/// If `number.toml` is broken.
pub fn joining(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Vec<String>> {
    let words = words::NumberWords::get(pack, vocabulary)?;
    Ok(words.and_words.iter().chain(&words.and_clitics).cloned().collect())
}

impl Words {
    /// `one in five`, `3 out of 10`, `каждый пятый`: one number, a share.
    fn ratios(&self, scene: &Scene<'_>, items: &mut Vec<Item<()>>) {
        let numerals: Vec<&Numeral> = scene.numerals.iter().collect();
        let words = &self.numerals.words;
        let mut found = Vec::new();
        for pair in numerals.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let between = a.tokens.end..b.tokens.start;
            // What carries a pronoun refers to something else: اثنان منها.
            let plain = |middle: &Match<'_, ()>| middle.tokens.end == between.end && middle.last.enclitic == 0;
            let reaches = |phrases: &Phrases<()>, at: usize| scene.longest(phrases, at).is_some_and(|middle| plain(&middle));
            let joins = |at: usize| reaches(&words.ratio_middle, at);
            // `one farmer in 10 has a well`: nothing may be counted after the second number.
            let noun = a.integer() == Some(1) && between.len() > 1 && scene.token(between.start).is_some_and(|token| token.kind == TokenKind::Word);
            let counted = scene.token(b.tokens.end).is_some_and(|next| next.kind == TokenKind::Word) && !scene.numerals.stops(b.tokens.end);
            let (Some(part), Some(whole)) = (a.integer(), b.integer()) else { continue };
            // `пять из десяти бросков` counts throws: in digits only one of a round number, or all but one, are a share.
            let share = !a.digits && !b.digits || part == 1 || part + 1 == whole;
            let round = matches!(whole, 10 | 100 | 1000) && share && reaches(&words.ratio_round, between.start);
            let one_of = || reaches(&words.ratio_round, between.start + 1) && !a.digits && !b.digits;
            let middle = joins(between.start) || round || noun && !counted && (joins(between.start + 1) || one_of());
            // `3 in 5 attacks` is no ratio; with a longer phrase any numbers are.
            let sure = between.len() > 1 || part == 1 || matches!(whole, 10 | 100 | 1000);
            if middle
                && sure
                && a.form != Form::Ordinal
                && b.form == Form::Cardinal
                && 0 < part
                && part < whole
                && whole <= 1000
                && !a.label
                && !b.label
            {
                found.push((a.tokens.start..b.tokens.end, words::ratio(part, whole)));
            }
        }
        for numeral in numerals {
            if let (true, Some(each), Some(whole)) = (numeral.ordinal(), scene.longest_before(&words.each, numeral.tokens.start), numeral.integer())
                && (2..=1000).contains(&whole)
            {
                found.push((each.tokens.start..numeral.tokens.end, words::ratio(1, whole)));
            }
        }
        for (tokens, value) in found {
            items.retain(|item| item.tokens.end <= tokens.start || tokens.end <= item.tokens.start);
            items.push(Item { tokens, amount: Amount::exact(value), unit: None, scale: None, void: false });
        }
        items.sort_by_key(|item| item.tokens.start);
    }
}

impl Words {
    /// Adds the words that say how often without a numeral (`twice`, `трижды`); where they stand.
    fn how_often(&self, scene: &Scene<'_>, items: &mut Vec<Item<()>>) -> Vec<usize> {
        let words = &self.numerals.words;
        let mut places = Vec::new();
        for i in scene.range.clone().filter(|i| words.phrases.may_begin(scene.analyses, *i) && scene.numerals.around(*i).is_none()) {
            let Some((times, end)) = words.at(scene, i).iter().find_map(|hit| if let Word::Times(n) = hit.word { Some((n, hit.end)) } else { None })
            else {
                continue;
            };
            if scene.longest(&words.times_not_before, end).is_none() {
                items.push(Item { tokens: i..end, amount: Amount::exact(times), unit: None, scale: None, void: false });
                places.push(i);
            }
        }
        items.sort_by_key(|item| item.tokens.start);
        places
    }
}

/// What a number counts that says how often something happened.
pub(super) const TIMES: &str = "once-count";

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        scene.numerals = NumeralList::new(self.numerals.all(scene), self.numerals.stops(scene));
        let more = self.numerals.halves(scene);
        scene.numerals.set_more(more);
        let set = |numeral: &&Numeral| self.modifiers.is_against(scene, numeral.tokens.start);
        scene.against = scene.numerals.iter().filter(set).map(|numeral| numeral.tokens.start).collect();
        let whole = |numeral: &&Numeral| self.modifiers.is_whole(scene, numeral.tokens.start);
        scene.wholes = scene.numerals.iter().filter(whole).map(|numeral| numeral.tokens.start).collect();
        let items = scene.numerals.iter().filter(|numeral| numeral.counts()).map(|numeral| Item::<()>::new(numeral, numeral.tokens.clone(), None));
        let mut items = merge_brackets(scene, items.collect());
        // What is counted stands before the fraction.
        let nouns = halves::add_behind(scene, &mut items);
        self.ratios(scene, &mut items);
        let often = self.how_often(scene, &mut items);
        for item in self.modifiers.combine(scene, items) {
            let last = item.tokens.end - 1;
            let attached = scene.numerals.around(last).is_some_and(|numeral| numeral.attached);
            if item.void || attached {
                continue;
            }
            let times = often.iter().any(|at| item.tokens.contains(at)) || scene.longest(&self.numerals.words.times, item.tokens.end).is_some();
            let noun = nouns.iter().find(|noun| item.tokens.contains(noun)).copied().unwrap_or(item.tokens.end);
            let about = if times { Some(Concept::new(TIMES)) } else { counted(scene, noun) };
            scene.add(item.tokens, Value::Number(item.amount.into()), about);
        }
        let words = &self.numerals.words;
        for i in scene.range.clone() {
            let found = scene.longest(&words.compound, i).map(|found| (found.tokens.clone(), found.meaning()));
            if let Some((tokens, number)) = found.filter(|_| scene.numerals.around(i).is_none()) {
                let about = counted(scene, tokens.end);
                scene.add(tokens, Value::Number(Amount::exact(number).into()), about);
            }
        }
        duals(&self.numerals, scene);
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
    // The 340 who left are counted before.
    if scene.numerals.stops(end) {
        return None;
    }
    let mut limit = end;
    while limit < end + 4
        && scene.token(limit).is_some_and(|token| token.kind == TokenKind::Word || scene.form(limit) == "-")
        && scene.numerals.at(limit).is_none()
        && !(limit > end && scene.numerals.stops(limit))
    {
        limit += 1;
    }
    let hits = || scene.concepts.iter().filter(|hit| hit.tokens.start >= end && hit.tokens.start < limit);
    hits().find(|hit| matches!(hit.number, GrammaticalNumber::Plural | GrammaticalNumber::Dual)).or_else(|| hits().next()).map(|hit| hit.concept)
}

/// Nouns in the dual count two, unless a numeral beside them says so.
fn duals(numerals: &Numerals, scene: &mut Scene<'_>) {
    let words = &numerals.words;
    let mut found: Vec<(std::ops::Range<usize>, Concept)> = Vec::new();
    for hit in &scene.concepts {
        if hit.number != GrammaticalNumber::Dual || !words.is_dual(scene, hit.tokens.start) {
            continue;
        }
        let tokens = hit.tokens.clone();
        // An adjective agrees with the noun before it.
        if tokens.start > scene.range.start && words.is_dual(scene, tokens.start - 1) {
            continue;
        }
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
        // نقطتين ونصف النقطة
        if let Some(more) = numerals.more(scene, tokens.clone()) {
            let number = Amount::exact(rust_decimal::Decimal::TWO.saturating_add(more.value));
            scene.claim(tokens.start..more.tokens.end, Value::Number(number.into()), Some(concept));
            continue;
        }
        scene.add(tokens, Value::Number(Amount { implied: true, ..Amount::exact(2) }.into()), Some(concept));
    }
}
