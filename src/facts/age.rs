//! Ages.
//!
//! Finds `34-year-old`, `aged 34`, `at the age of 34`, `(34 лет)`, `34-летний`, `البالغ من العمر 34 عاما`, ages between commas after a name, and those of
//! babies in months, with bounds and ranges. The value is in years. Leaves alone lengths of time, and ages of things where only a duration is said.

use super::amount::Amount;
use super::money::is_link;
use super::number::{Form, Item, Modifiers, Numeral, measure, modifiers};
use super::{Finder, Kind, Scene, Value};
use crate::error::Result;
use crate::languages::{Match, Pack, Phrases, Vocabulary};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// After the number, these alone say that it is an age (`years old`).
    after: Units,
    /// Before the number (`aged`).
    before: Vec<String>,
    /// What may follow the number after one of those, or in brackets (`years`).
    unit: Units,
    /// Whether a number between commas after a name is an age.
    between_commas: bool,
    /// After an ordinal: the year of life, one more than the age (`на шестом году жизни`).
    year_of_life: Vec<String>,
    /// After an ordinal: the age itself (`في السادسة من عمرها`).
    ordinal: Vec<String>,
    /// Before an ordinal that is an age: `وهي فتاة في الخامسة عشرة`.
    #[serde(default)]
    ordinal_before: Vec<String>,
    /// People, after whom a bounded length of years is their age: `дети до 14 лет`.
    #[serde(default)]
    people: Vec<String>,
    /// Verbs between people and their age: `رجل يبلغ 20 عاما`.
    #[serde(default)]
    reaches: Vec<String>,
    /// Before such a verb, who else has an age: `погибшему было 52 года`.
    #[serde(default)]
    told_of: Vec<String>,
    /// Ages in one word (`пятилетний`), by years.
    #[serde(default)]
    whole: BTreeMap<String, Vec<String>>,
    /// Words after the number that make it no age.
    not_before: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Units {
    years: Vec<String>,
    months: Vec<String>,
    weeks: Vec<String>,
    days: Vec<String>,
}

/// How many of a unit make a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
struct PerYear(i64);

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    after: Phrases<PerYear>,
    before: Phrases<()>,
    unit: Phrases<PerYear>,
    between_commas: bool,
    year_of_life: Phrases<()>,
    ordinal: Phrases<()>,
    ordinal_before: Phrases<()>,
    people: Phrases<()>,
    reaches: Phrases<()>,
    told_of: Phrases<()>,
    whole: Phrases<Decimal>,
    not_before: Phrases<()>,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `age.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("age")?;
        let fail = |message: String| pack.error("age", message);
        let mut units = |units: &Units| -> Result<Phrases<PerYear>> {
            let mut phrases = Phrases::default();
            for (per, forms) in [(1, &units.years), (12, &units.months), (52, &units.weeks), (365, &units.days)] {
                for form in forms {
                    phrases.insert(vocabulary, form, PerYear(per)).map_err(&fail)?;
                }
            }
            Ok(phrases)
        };
        let (after, unit) = (units(&table.after)?, units(&table.unit)?);
        let mut whole = Phrases::default();
        for (years, forms) in &table.whole {
            let years: Decimal = years.parse().map_err(|_| fail(format!("expected a number of years, but found {years:?}")))?;
            for form in forms {
                whole.insert(vocabulary, form, years).map_err(&fail)?;
            }
        }
        let mut list = |forms: &[String]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(&fail)?;
            }
            Ok(phrases)
        };
        Ok(Self {
            after,
            unit,
            whole,
            before: list(&table.before)?,
            year_of_life: list(&table.year_of_life)?,
            ordinal: list(&table.ordinal)?,
            ordinal_before: list(&table.ordinal_before)?,
            people: list(&table.people)?,
            reaches: list(&table.reaches)?,
            told_of: list(&table.told_of)?,
            not_before: list(&table.not_before)?,
            between_commas: table.between_commas,
            modifiers: modifiers(pack, vocabulary)?,
        })
    }

    /// The age that a numeral states: its tokens and unit.
    fn unit(&self, scene: &Scene<'_>, numeral: &Numeral) -> Option<(Range<usize>, PerYear)> {
        let (start, end) = (numeral.tokens.start, numeral.tokens.end);
        let place = measure::unit_place(scene, numeral);
        // Five monthly wages are no age: but for years, an adjective of one word stands after a hyphen.
        let whole = |found: &Match<'_, PerYear>| place > end || found.tokens.len() > 1 || found.meaning() == PerYear(1);
        if let Some(found) = scene.longest(&self.after, place).filter(whole)
            && scene.longest(&self.not_before, found.tokens.end).is_none()
        {
            return Some((start..found.tokens.end, found.meaning()));
        }
        let human = numeral.value >= Decimal::ZERO && numeral.value <= Decimal::from(125) && numeral.form != Form::Fraction;
        if !human || scene.longest(&self.not_before, end).is_some() {
            return None;
        }
        // `aged 34`, `в возрасте от 18 до 34 лет`: what bounds the number may stand between.
        let mut item = Item::<PerYear>::new(numeral, numeral.tokens.clone(), None);
        self.modifiers.extend(scene, &mut item);
        let unit = scene.longest(&self.unit, end);
        // Years and months make a length: «61 год и два месяца».
        let per_year = |at: usize| scene.numerals.at(at).and_then(|next| scene.longest(&self.unit, next.tokens.end)).map(|found| found.meaning());
        let smaller = |at: usize| per_year(at).is_some_and(|PerYear(per)| per > 1);
        if let Some(found) = unit.as_ref().filter(|found| found.meaning() == PerYear(1))
            && (smaller(found.tokens.end) || is_link(scene, found.tokens.end, found.tokens.end + 1) && smaller(found.tokens.end + 1))
        {
            return None;
        }
        let after = unit.as_ref().map_or(end, |found| found.tokens.end);
        let per = unit.as_ref().map_or(PerYear(1), |found| found.meaning());
        let opens = |at: usize| self.modifiers.range_start(scene, at);
        // The other end of the range may stand between: `детей от семи до двенадцати лет`.
        let previous = |start: usize| {
            let low = scene.numerals.iter().take_while(|low| low.tokens.end <= start).last().filter(|low| low.counts())?;
            let end = scene.longest(&self.unit, low.tokens.end).map_or(low.tokens.end, |found| found.tokens.end);
            self.modifiers.is_between(scene, end, start).then_some(low.tokens.start)
        };
        let range = opens(item.tokens.start).or_else(|| opens(previous(start)?)).unwrap_or(start);
        // `возраст повысят с 60 до 65 лет`
        let old = |at: usize| self.modifiers.against_start(scene, at);
        let change = old(start).or_else(|| old(previous(start)?)).unwrap_or(start);
        for from in [start, item.tokens.start, range, change] {
            if let Some(found) = scene.longest_before(&self.before, from) {
                let range = if from == start { found.tokens.start..after } else { start..after };
                return Some((range, per));
            }
        }
        if unit.is_some() && self.is_of_people(scene, item.tokens.start, range) {
            return Some((start..after, per));
        }
        let (open, close) = (scene.form(start.wrapping_sub(1)), scene.form(after));
        if open == "(" && close == ")" && unit.is_some() {
            return Some((start - 1..after + 1, per));
        }
        let name = start >= 2 && scene.token(start - 2).is_some_and(|before| before.kind == TokenKind::Word);
        let commas =
            open == "," && (matches!(close, "," | ")" | ";") || scene.token(after).is_none() || close == "." && scene.token(after + 1).is_none());
        let plain = numeral.digits && numeral.value >= Decimal::from(5) && numeral.value <= Decimal::from(110) && numeral.value.fract().is_zero();
        (self.between_commas && name && commas && plain && (unit.is_some() || start + 1 == end)).then_some((start..after, per))
    }
}

impl Words {
    /// All ages in years. Where one end of a range is an age, so is the other, though it has another unit: `between nine months and six years of age`.
    fn in_years(&self, scene: &Scene<'_>, mut items: Vec<Item<PerYear>>) -> Vec<Item<PerYear>> {
        let unit = |item: &Item<PerYear>| scene.longest(&self.unit, item.tokens.end);
        for at in 1..items.len() {
            let [low, high] = &mut items[at - 1..=at] else { continue };
            let own = unit(low).filter(|found| found.meaning() > PerYear(1) && low.unit.is_none());
            let low_end = own.as_ref().map_or(low.tokens.end, |found| found.tokens.end);
            if !self.modifiers.is_between(scene, low_end, high.tokens.start) {
                continue;
            }
            match (low.unit, high.unit) {
                (None, Some(_)) => {
                    if let Some(found) = own {
                        low.unit = Some(found.meaning());
                        low.tokens.end = low_end;
                    } else if high.unit > Some(PerYear(1)) {
                        low.unit = high.unit;
                    }
                }
                (Some(small), None) if small > PerYear(1) => {
                    if let Some(found) = unit(high) {
                        high.unit = Some(found.meaning());
                        high.tokens.end = found.tokens.end;
                    }
                }
                _ => {}
            }
        }
        for item in &mut items {
            if let Some(PerYear(per)) = item.unit.filter(|per| *per > PerYear(1)) {
                item.amount = item.amount.divided(Decimal::from(per));
                item.unit = Some(PerYear(1));
            }
        }
        items
    }

    /// Whether people stand before a length of years that is bounded (from token `bounded`), opens a range (at `range`), or is what a verb says they reach.
    fn is_of_people(&self, scene: &Scene<'_>, bounded: usize, range: usize) -> bool {
        let after_people = |at: usize| {
            let at = if at > scene.range.start && scene.form(at - 1) == "," { at - 1 } else { at };
            scene.longest_before(&self.people, at).is_some()
        };
        let reached = scene.longest_before(&self.reaches, bounded);
        let bound = scene.numerals.around(bounded).is_none();
        let told_of = |at: usize| after_people(at) || scene.longest_before(&self.told_of, at).is_some();
        reached.is_some_and(|verb| told_of(verb.tokens.start)) || (range < bounded || bound) && after_people(range.min(bounded))
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut last: Option<(usize, PerYear)> = None;
        let items = measure::items(scene, |numeral| {
            // `aged 33, 34 and 39`: the list goes on after a comma or a conjunction, as long as nothing is counted.
            let follows =
                last.filter(|(end, _)| scene.numerals.iter().all(|other| other.tokens.start < *end || other.tokens.start >= numeral.tokens.start));
            let unit = self.unit(scene, numeral).or_else(|| {
                let (end, per) = follows?;
                let near = numeral.tokens.start <= end + 1 && (numeral.tokens.start == end || is_link(scene, end, numeral.tokens.start));
                let own = scene.longest(&self.unit, numeral.tokens.end).map(|found| found.tokens.end);
                let after = own.unwrap_or(numeral.tokens.end);
                let counted = scene.token(after).is_some_and(|next| next.kind == TokenKind::Word) && !scene.numerals.stops(after);
                let human =
                    numeral.digits && numeral.value <= Decimal::from(110) && numeral.value.fract().is_zero() && numeral.form == Form::Cardinal;
                (near && human && !counted).then_some((numeral.tokens.start..after, per))
            });
            last = unit.as_ref().map(|(tokens, per)| (tokens.end, *per));
            unit
        });
        let items = self.in_years(scene, items);
        for item in measure::measured(scene, &self.modifiers, items) {
            let other = scene.found.iter().any(|(tokens, fact)| {
                matches!(fact.kind(), Kind::Money | Kind::Percent | Kind::Quantity)
                    && tokens.start < item.tokens.end
                    && item.tokens.start < tokens.end
            });
            if !other {
                scene.claim(item.tokens, Value::Age(item.amount.into()), None);
            }
        }
        let mut found = Vec::new();
        for numeral in scene.numerals.iter() {
            // A round ten orders and counts in the same form: في العشرين من العمر.
            let (ordinal, ten) = (numeral.ordinal(), numeral.counts() && (numeral.value % Decimal::TEN).is_zero());
            if !ordinal && !ten {
                continue;
            }
            if ordinal
                && let Some(after) = scene.longest(&self.year_of_life, numeral.tokens.end)
                && numeral.value > Decimal::ONE
            {
                found.push((numeral.tokens.start..after.tokens.end, numeral.value - Decimal::ONE));
            } else if let Some(after) = scene.longest(&self.ordinal, numeral.tokens.end) {
                found.push((numeral.tokens.start..after.tokens.end, numeral.value));
            } else if (Decimal::from(3)..Decimal::from(100)).contains(&numeral.value)
                && scene.longest_before(&self.ordinal_before, numeral.tokens.start).is_some()
            {
                found.push((numeral.tokens.clone(), numeral.value));
            }
        }
        for i in scene.range.clone() {
            if let Some(word) = scene.longest(&self.whole, i)
                && scene.longest(&self.not_before, word.tokens.end).is_none()
            {
                found.push((word.tokens.clone(), word.meaning()));
            }
        }
        for (tokens, years) in found {
            scene.claim(tokens, Value::Age(Amount::exact(years).into()), None);
        }
    }
}
