//! Lengths of time: `three days`, `ساعتين ونصف`, `полтора года`.
//!
//! Finds a number with a unit of time, forms that carry their number (`يومان`, `полгода`, `half an hour`) and sums of units (`1 hour and 20
//! minutes`). The value is a TIMEX3 length (`P3D`, `PT1H30M`) with `mod` `MORE_THAN`, `LESS_THAN` or `APPROX`. Leaves alone: ages, years of the
//! calendar (`2014 года`), clock times (`в 8 часов`) and distances from a date (`three days ago`), which later kinds take over.

use super::amount::Amount;
use super::number::{Form as Numeric, Item, Modifiers, compounds, conjunctions, modifiers};
use super::timex::read::{self, Numeral};
use super::timex::{Form, Length, Modifier, Timex, Unit};
use super::{Finder, Kind, Scene, Value};
use crate::error::Result;
use crate::languages::{Pack, Phrases, Text, Vocabulary};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a word of `duration.toml` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// A unit of time.
    Unit(Unit),
    /// Two of a unit in one word.
    Pair(Unit),
    /// A unit that can stand for one of it.
    Single(Unit),
    /// A unit that is only written right after digits (`3h`).
    Short(Unit),
    /// Half of a unit in one word or phrase.
    HalfOf(Unit),
    /// An adjective of a unit, after digits and a hyphen (`10-дневный`).
    Adjective(Unit),
    /// A number of units in one word (`десятидневный`).
    Whole(Unit, Decimal),
    /// Counts one.
    One,
    /// Counts one after a preposition; elsewhere it says how often (`twice a day`).
    Article,
    /// Counts two (`a couple of`).
    Two,
    /// Stands before a unit and halves it.
    Half,
    /// Adds a half after a number or a unit.
    AndHalf,
    /// Adds a quarter.
    AndQuarter,
    /// Joins two parts of one length.
    And,
    /// Stands before a bare unit and makes it a length of one.
    During,
    /// Stands before a unit with an article that is a length.
    BeforeArticle,
    /// Stands after a length that is an age.
    Age,
    /// Between a part and its unit.
    Of,
    /// Stands before a length.
    Bound(Modifier),
    /// Stands after a length.
    BoundAfter(Modifier),
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    unit: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    pair: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    single: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    short: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    half_of: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    adjective: BTreeMap<String, Vec<Text>>,
    count: Count,
    bound: BTreeMap<String, Vec<Text>>,
    bound_after: BTreeMap<String, Vec<Text>>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Count {
    one: Vec<Text>,
    article: Vec<Text>,
    two: Vec<Text>,
    half: Vec<Text>,
    and_half: Vec<Text>,
    and_quarter: Vec<Text>,
    and: Vec<Text>,
    #[serde(default)]
    of: Vec<Text>,
    during: Vec<Text>,
    before_article: Vec<Text>,
    age: Vec<Text>,
    /// Whether a numeral can follow the unit that it counts.
    numeral_after: bool,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    phrases: Phrases<Word>,
    numeral_after: bool,
    /// Conjunctions that are written together with a word.
    joined: Vec<String>,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `duration.toml` of a pack: `[unit]`, `[pair]` and `[half_of]` give words by unit, `[short]` those written after digits, `[count]` the
    /// words that count, `[bound]` those before a length by the `mod` they give.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        const NAME: &str = "duration";
        let table: Table = pack.table(NAME)?;
        let mut phrases = Phrases::default();
        for (section, word) in [
            (&table.unit, Word::Unit as fn(Unit) -> Word),
            (&table.pair, Word::Pair),
            (&table.single, Word::Single),
            (&table.short, Word::Short),
            (&table.half_of, Word::HalfOf),
            (&table.adjective, Word::Adjective),
        ] {
            read::insert(pack, vocabulary, NAME, &mut phrases, section, |key| Unit::from_name(key).map(word))?;
        }
        read::insert(pack, vocabulary, NAME, &mut phrases, &table.bound, |key| Modifier::from_name(key).map(Word::Bound))?;
        read::insert(pack, vocabulary, NAME, &mut phrases, &table.bound_after, |key| Modifier::from_name(key).map(Word::BoundAfter))?;
        let parts = compounds(pack, vocabulary)?;
        for (key, forms) in &table.adjective {
            // The key was read above.
            let Some(unit) = Unit::from_name(key) else { continue };
            for (number, first) in parts.iter() {
                let words: Vec<String> = forms.iter().map(|form| format!("{first}{form}")).collect();
                read::insert_all(pack, vocabulary, NAME, &mut phrases, &words, Word::Whole(unit, *number))?;
            }
        }
        let count = &table.count;
        for (forms, word) in [
            (&count.one, Word::One),
            (&count.article, Word::Article),
            (&count.two, Word::Two),
            (&count.half, Word::Half),
            (&count.and_half, Word::AndHalf),
            (&count.and_quarter, Word::AndQuarter),
            (&count.and, Word::And),
            (&count.of, Word::Of),
            (&count.during, Word::During),
            (&count.before_article, Word::BeforeArticle),
            (&count.age, Word::Age),
        ] {
            read::insert_all(pack, vocabulary, NAME, &mut phrases, forms, word)?;
        }
        Ok(Self { phrases, numeral_after: count.numeral_after, joined: conjunctions(pack, vocabulary)?, modifiers: modifiers(pack, vocabulary)? })
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut i = scene.range.start;
        while i < scene.range.end {
            match self.length(scene, i) {
                Some((length, end)) if self.is_free(scene, &(i..end)) && !self.is_rate(scene, i, length, end) => {
                    let (modifier, tokens) = self.bounded(scene, i..end);
                    let (start, end) = (tokens.start, tokens.end);
                    scene.claim(start..end, Value::Duration(Timex::new(Form::Length(length.into())).modified(modifier).into()), None);
                    i = end;
                }
                _ => i += 1,
            }
        }
    }
}

impl Words {
    /// Whether the words are not an age or another measure that an earlier kind knows better.
    fn is_free(&self, scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
        let taken = scene.found.iter().any(|(other, fact)| {
            // A coin can sound like a unit of time: سنتان. Of the two the unit is the commoner by far.
            let weaker = matches!(fact.kind(), Kind::Number | Kind::Ordinal | Kind::Quantity) || (fact.kind() == Kind::Money && other == tokens);
            other.start < tokens.end && tokens.start < other.end && !weaker
        });
        !taken && self.word(scene, tokens.end, |word| (word == Word::Age).then_some(())).is_none()
    }

    /// Whether a unit with an article says how often: five million a year, twice a week.
    fn is_rate(&self, scene: &Scene<'_>, i: usize, length: Length, end: usize) -> bool {
        let article = self.word(scene, i, |word| (word == Word::Article).then_some(()));
        let during = || {
            read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::BeforeArticle | Word::Bound(_)).then_some(())).is_some()
        };
        let Some((unit, count)) = length.single() else { return false };
        // A second wave: the unit is also a place in an order.
        let order = unit == Unit::Second && scene.token(end).is_some_and(|token| token.kind == TokenKind::Word);
        article.is_some_and(|((), at)| end == at + 1) && count == Decimal::ONE && (order || (i > scene.range.start && !during()))
    }

    /// What bounds the length at `tokens`, and the tokens with what says so: in the words that bound any number, or those that bound a length alone.
    fn bounded(&self, scene: &Scene<'_>, tokens: Range<usize>) -> (Option<Modifier>, Range<usize>) {
        let mut item = Item { tokens: tokens.clone(), amount: Amount::exact(Decimal::ONE), unit: None::<()>, scale: None, void: false };
        self.modifiers.extend(scene, &mut item);
        let modifier = match (item.amount.min, item.amount.max) {
            (Some(_), None) => Some(Modifier::MoreThan),
            (None, Some(_)) => Some(Modifier::LessThan),
            _ => item.amount.approximate.then_some(Modifier::Approx),
        };
        if modifier.is_some() || item.tokens != tokens {
            return (modifier, item.tokens);
        }
        let before = read::phrase_before(scene, &self.phrases, tokens.start, true, |word| match word {
            Word::Bound(modifier) => Some(modifier),
            _ => None,
        });
        let before = before.filter(|(_, start)| !self.modifiers.is_in_negated_clause(scene, *start));
        let after = self.word(scene, tokens.end, |word| if let Word::BoundAfter(modifier) = word { Some(modifier) } else { None });
        let modifier = before.map(|(modifier, _)| modifier).or_else(|| bound_of_number(scene, tokens.start)).or(after.map(|(modifier, _)| modifier));
        (modifier, before.map_or(tokens.start, |(_, start)| start)..after.map_or(tokens.end, |(_, end)| end))
    }

    /// A length that begins at token `i`: parts of it with ever smaller units.
    fn length(&self, scene: &Scene<'_>, i: usize) -> Option<(Length, usize)> {
        let (mut length, mut end) = self.part(scene, i)?;
        loop {
            let joined = self.word(scene, end, |word| (word == Word::And).then_some(())).map_or(end, |((), after)| after);
            // `2 hours, 30 minutes` is one length; `two hours, half an hour longer` are two.
            let digits = |at: usize| scene.numerals.at(at).is_some_and(|numeral| numeral.digits);
            let comma = joined > end && matches!(scene.form(end), "," | "،") && joined == end + 1;
            let next = self.part(scene, joined).filter(|part| !comma || digits(joined) || self.lists(scene, part)).or_else(|| self.part(scene, end));
            // Three weeks and a day: ثلاثة أسابيع ويوم, три недели и день.
            let single = |at: usize| self.word(scene, at, |word| if let Word::Single(unit) = word { Some(unit) } else { None });
            let one = || {
                let at = if joined > end && !comma { joined } else { Some(end).filter(|_| self.is_joined(scene, end))? };
                let (unit, after) = single(at)?;
                let counts = scene.numerals.at(after).is_some() || self.part(scene, after).is_some();
                (!counts).then(|| (Length::of(unit, Decimal::ONE), after))
            };
            // 2 ч 9 мин 41 с: a letter is a unit after larger ones.
            let short = || {
                let (count, at) = self.count(scene, end).filter(|_| digits(end))?;
                let (unit, after) = self.word(scene, at, |word| if let Word::Short(unit) = word { Some(unit) } else { None })?;
                Some((Length::of(unit, count), after))
            };
            let next = next.or_else(one).or_else(short);
            match next {
                Some((part, after)) if part.parts().iter().all(|(unit, count)| count.is_zero() || length.smallest().is_some_and(|s| *unit < s)) => {
                    length = length.plus(part);
                    end = after;
                }
                _ => return Some((length, end)),
            }
        }
    }

    /// Whether a conjunction is written together with the word at token `i`.
    fn is_joined(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.joined.iter().any(|clitic| scene.form(i).starts_with(clitic.as_str()))
    }

    /// Whether a list of parts ends behind one with a conjunction and a smaller unit: `three years, two months and nine days`.
    fn lists(&self, scene: &Scene<'_>, (part, end): &(Length, usize)) -> bool {
        let joined = || self.is_joined(scene, *end);
        let and = self.word(scene, *end, |word| (word == Word::And).then_some(())).map(|((), after)| after);
        let next = and.or_else(|| joined().then_some(*end)).and_then(|at| self.part(scene, at));
        next.is_some_and(|(next, _)| next.smallest() < part.smallest())
    }

    /// One number of one unit.
    fn part(&self, scene: &Scene<'_>, i: usize) -> Option<(Length, usize)> {
        if scene.token(i)?.kind == TokenKind::Sign {
            return None;
        }
        let half = Decimal::new(5, 1);
        if let Some((unit, end)) = self.word(scene, i, |word| if let Word::HalfOf(unit) = word { Some(unit) } else { None }) {
            return Some((Length::of(unit, half), end));
        }
        if let Some(((unit, count), end)) = self.word(scene, i, |word| if let Word::Whole(unit, count) = word { Some((unit, count)) } else { None }) {
            return Some((Length::of(unit, count), end));
        }
        if let Some((unit, end)) = self.word(scene, i, |word| if let Word::Pair(unit) = word { Some(unit) } else { None }) {
            let (more, end) = self.fraction(scene, end);
            return Some((Length::of(unit, Decimal::TWO + more), end));
        }
        if let Some(((), at)) = self.word(scene, i, |word| (word == Word::Half).then_some(())) {
            let at = self.word(scene, at, |word| matches!(word, Word::One | Word::Article).then_some(())).map_or(at, |((), after)| after);
            let at = if scene.form(at) == "-" { at + 1 } else { at };
            if let Some((unit, end)) = self.unit(scene, at) {
                return Some((Length::of(unit, half), end));
            }
        }
        if let Some(part) = self.part_of_unit(scene, i) {
            return Some(part);
        }
        if let Some((unit, end)) = self.unit(scene, i) {
            // The unit first: one of it told by a word after it, by a word before it, or a number after it.
            if let Some(((), end)) = self.word(scene, end, |word| (word == Word::One).then_some(())).filter(|_| self.numeral_after) {
                return Some((Length::of(unit, Decimal::ONE), end));
            }
            let single = self.word(scene, i, |word| if let Word::Single(unit) = word { Some(unit) } else { None }).is_some();
            // One of it with smaller units after it: час тридцать пять минут, ساعة وعشر دقائق.
            if single && self.goes_on(scene, end, unit) {
                return Some((Length::of(unit, Decimal::ONE), end));
            }
            // After one of it a number counts something else: عقدا لخمس سنوات.
            if self.numeral_after
                && !single
                && let Some(number) =
                    read::words(scene, end).filter(|number| !number.ordinal && number.value > Decimal::TWO && number.value <= 10.into())
            {
                return Some((Length::of(unit, number.value), number.tokens.end));
            }
            // The past decade and a half, ساعة ونصف الساعة.
            let (more, after) = self.fraction(scene, end);
            if !more.is_zero() {
                return Some((Length::of(unit, Decimal::ONE + more), after));
            }
            let during = || read::phrase_before(scene, &self.phrases, i, true, |word| (word == Word::During).then_some(())).is_some();
            return (single && during()).then(|| {
                let (more, end) = self.fraction(scene, end);
                (Length::of(unit, Decimal::ONE + more), end)
            });
        }
        let (count, end) = self.count(scene, i)?;
        let at = if scene.form(end) == "-" { end + 1 } else { end };
        let glued = scene.glued(end) && scene.token(end - 1).is_some_and(|t| t.kind == TokenKind::Digits);
        let short = |word| match word {
            Word::Unit(unit) => Some(unit),
            // 2.31m is a length in metres.
            Word::Short(unit) if glued && count.fract().is_zero() => Some(unit),
            Word::Adjective(unit) if at > end => Some(unit),
            _ => None,
        };
        // Between one and two o'clock: الواحدة والثانية are no second.
        let (unit, end) = self.word(scene, at, short).filter(|_| !self.is_joined(scene, at))?;
        // Another quarter of an hour.
        if unit == Unit::Quarter
            && let Some(((), at)) = self.word(scene, end, |word| (word == Word::Of).then_some(()))
            && let Some(((), at)) = self.word(scene, at, |word| matches!(word, Word::One | Word::Article).then_some(()))
            && let Some((whole, end)) = self.unit(scene, at)
        {
            return Some((Length::of(whole, count.checked_div(Decimal::from(4))?), end));
        }
        // Eight quarter-finalists are no length.
        let compound =
            scene.form(end) == "-" && scene.glued(end) && scene.glued(end + 1) && scene.token(end + 1).is_some_and(|t| t.kind == TokenKind::Word);
        if unit == Unit::Quarter && compound {
            return None;
        }
        // `A quarter` is a part of something before it is a part of a year.
        if unit == Unit::Quarter && self.word(scene, i, |word| (word == Word::Article).then_some(())).is_some() {
            return None;
        }
        if is_calendar_year(scene, i, unit, count, end) {
            return None;
        }
        let (more, end) = self.fraction(scene, end);
        Some((Length::of(unit, count.checked_add(more)?), end))
    }

    /// A part of one unit: three quarters of a century, три четверти века.
    fn part_of_unit(&self, scene: &Scene<'_>, i: usize) -> Option<(Length, usize)> {
        let numeral = scene.numerals.at(i).filter(|numeral| numeral.form == Numeric::Fraction && numeral.value < Decimal::ONE)?;
        let at = self.word(scene, numeral.tokens.end, |word| (word == Word::Of).then_some(())).map_or(numeral.tokens.end, |((), after)| after);
        let at = self.word(scene, at, |word| matches!(word, Word::One | Word::Article).then_some(())).map_or(at, |((), after)| after);
        let (unit, end) = self.unit(scene, at)?;
        Some((Length::of(unit, numeral.value), end))
    }

    /// Whether a number of smaller units follows a unit.
    fn goes_on(&self, scene: &Scene<'_>, end: usize, unit: Unit) -> bool {
        let at = self.word(scene, end, |word| (word == Word::And).then_some(())).map_or(end, |((), after)| after);
        let smaller = |at: usize| {
            let counted = self.count(scene, at).and_then(|(_, end)| self.unit(scene, end));
            let pair = || self.word(scene, at, |word| if let Word::Pair(unit) = word { Some(unit) } else { None });
            counted.or_else(pair).is_some_and(|(other, _)| other < unit)
        };
        let joined = || self.joined.is_empty() || self.joined.iter().any(|clitic| scene.form(end).starts_with(clitic.as_str()));
        at > end && smaller(at) || joined() && smaller(end)
    }

    /// A number that counts units, and where it ends.
    fn count(&self, scene: &Scene<'_>, i: usize) -> Option<(Decimal, usize)> {
        let counted = self.word(scene, i, |word| match word {
            Word::One | Word::Article => Some(Decimal::ONE),
            Word::Two => Some(Decimal::TWO),
            _ => None,
        });
        // A longer number may begin with the same word: one and a quarter.
        if let Some((count, end)) = counted.filter(|(_, end)| read::words(scene, i).is_none_or(|number| number.tokens.end <= *end)) {
            let (more, end) = self.fraction(scene, end);
            return Some((count + more, end));
        }
        let sign = |at: usize| scene.token(at).is_some_and(|token| token.kind == TokenKind::Sign);
        let inside =
            scene.glued(i) && i >= 2 && sign(i - 1) && scene.glued(i - 1) && read::digits(scene, i - 2).is_some() && scene.form(i - 1) != "-";
        let Numeral { value, tokens, ordinal, .. } = read::decimal(scene, i).filter(|_| !inside).or_else(|| read::words(scene, i))?;
        if ordinal {
            return None;
        }
        // A fraction written with a stroke: 1/2.
        if scene.form(tokens.end) == "/" && scene.glued(tokens.end) && scene.glued(tokens.end + 1) {
            let below = read::digits(scene, tokens.end + 1)?;
            return value.checked_div(below.value).map(|value| (value, below.tokens.end));
        }
        let (more, end) = self.fraction(scene, tokens.end);
        Some((value.checked_add(more)?, end))
    }

    /// `and a half`, `and a quarter` at token `i`.
    fn fraction(&self, scene: &Scene<'_>, i: usize) -> (Decimal, usize) {
        let found = self.word(scene, i, |word| match word {
            Word::AndHalf => Some(Decimal::new(5, 1)),
            Word::AndQuarter => Some(Decimal::new(25, 2)),
            _ => None,
        });
        found.unwrap_or((Decimal::ZERO, i))
    }

    fn unit(&self, scene: &Scene<'_>, i: usize) -> Option<(Unit, usize)> {
        self.word(scene, i, |word| if let Word::Unit(unit) = word { Some(unit) } else { None })
    }

    fn word<R>(&self, scene: &Scene<'_>, i: usize, choose: impl Fn(Word) -> Option<R>) -> Option<(R, usize)> {
        read::phrase(scene, &self.phrases, i, scene.pack.profile.capitals, choose)
    }
}

/// Whether a number of years is the name of one: `2014 год`, `1998 году`.
fn is_calendar_year(scene: &Scene<'_>, i: usize, unit: Unit, count: Decimal, end: usize) -> bool {
    unit == Unit::Year && end == i + 2 && scene.form(i).len() == 4 && count >= 1000.into() && count < 2200.into() && read::digits(scene, i).is_some()
}

/// The bound that the number at token `i` carries, where its own finder has read the words before it.
fn bound_of_number(scene: &Scene<'_>, i: usize) -> Option<Modifier> {
    let (_, fact) = scene.found.iter().find(|(tokens, fact)| tokens.contains(&i) && fact.kind() == Kind::Number)?;
    let amount = fact.value.amount()?;
    match (amount.min, amount.max) {
        (Some(_), None) => Some(Modifier::MoreThan),
        (None, Some(_)) => Some(Modifier::LessThan),
        _ => amount.approximate.then_some(Modifier::Approx),
    }
}
