//! `date.toml`: the words of the calendar.

use super::holiday::Rule;
use crate::error::Result;
use crate::facts::time;
use crate::facts::timex::{DayPart, Modifier, Season, Unit, read};
use crate::languages::{Pack, Phrases, Text, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word of `date.toml` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A month; not `sure` when the word has other meanings.
    Month { month: u8, sure: bool },
    /// A month of the Islamic calendar.
    Hijri(u8),
    /// A weekday, from 1 for Monday; not `sure` when the word has other meanings.
    Weekday { day: u8, sure: bool },
    /// A day by its distance from today.
    Near(i8),
    /// A part of a day by that day's distance from today.
    NearPart(i8, DayPart),
    /// A unit of the calendar.
    Period(Unit),
    /// The end of a week.
    Weekend,
    /// A season.
    Season(Season),
    /// Before a period: how many of them away.
    Before(i8),
    /// After a period: how many of them away.
    After(i8),
    /// Before a period: makes it a length up to the publication.
    BeforeLength,
    /// Before a date: the part of it, or the direction from it.
    Mod(Modifier),
    /// After a length: so long ago (-1), so long from now (1).
    Ago(i8),
    /// Before a length: so long ago (-1), so long from now (1).
    Since(i8),
    /// Before a length, as `Since`, unless a word of `Span` stands before it.
    In,
    /// Makes a length of what follows a word such as `in`.
    Span,
    /// Counts one period.
    One,
    /// Between the parts of one date.
    Link,
    /// Between a date and its time.
    Join,
    /// Between the ends of a range.
    Range,
    /// Before a weekday.
    WeekdayMark,
    /// Before a month.
    MonthMark,
    /// Before a day of the month that names no month.
    DayMark,
    /// The same, where a number that is no ordinal can follow.
    DayNumberMark,
    /// Before or after the word for today it makes another day of it: `that day`, `the same day`.
    OtherDay,
    /// A day with its article.
    DefiniteDay,
    /// A unit with its article, which is one that the text has told of and no length: قبل الأسبوع الأخير.
    DefiniteUnit,
    /// Before a day of the month that names no month, where a time stands beside it.
    DayMarkTimed,
    /// After a day of the month that names no month.
    DayAfter,
    /// After a length that is counted from something else than the day of publication.
    CountedFrom,
    /// Before a year.
    YearMark,
    /// After a year.
    YearAfter,
    /// After several years; after one number below a thousand it counts them.
    YearPlural,
    /// A word after a year that can count years.
    YearCounted,
    /// Before a bare year.
    YearIn,
    /// Before a bare year that a noun follows.
    YearBeforeNoun,
    /// A given name that is spelled like a month.
    Given,
    /// The month that has been told before.
    SameMonth,
    /// Between a length and the day that it is counted from.
    FromDay,
    /// Before a length that is one, whatever day it is counted from.
    Lasting,
    /// After a number that is a place in an order.
    Suffix,
    /// After a number that is a decade.
    DecadeSuffix,
    /// After the number of a decade.
    DecadeYears,
    /// After a number that is a place in an order though it is written as a decade is (`30-е место`).
    Ordered,
    /// A decade by its tens.
    Decade(u8),
    /// After a decade: of which century.
    DecadeOf(u8),
    /// A number in an order: first 1, last -1.
    Nth(i8),
    /// A quarter or half by its short name (`Q3`).
    Quarter(u8),
    /// A half of a year by its short name.
    Half(u8),
    /// A year by its name (`fiscal year`) in front of its number.
    Fiscal,
    /// After a year of the common era.
    Era,
    /// After a year before the common era.
    BeforeEra,
    /// After a year of the Islamic era.
    HijriEra,
    /// Says that the sentence is about the time to come.
    Future,
    /// A feast, by its index.
    Holiday(u16),
}

impl Word {
    /// Whether it says something of a date only beside another word or a number.
    pub(super) fn is_glue(self) -> bool {
        use Word::*;
        matches!(
            self,
            Before(_)
                | After(_)
                | BeforeLength
                | Mod(_)
                | Since(_)
                | In
                | Span
                | One
                | Link
                | Join
                | Range
                | WeekdayMark
                | MonthMark
                | DayMark
                | DayNumberMark
                | DayMarkTimed
                | CountedFrom
                | YearMark
                | YearIn
                | YearBeforeNoun
                | FromDay
                | Lasting
                | Suffix
                | Future
        )
    }
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    month: BTreeMap<String, Vec<Text>>,
    month_unsure: BTreeMap<String, Vec<Text>>,
    hijri: BTreeMap<String, Vec<Text>>,
    weekday: BTreeMap<String, Vec<Text>>,
    weekday_unsure: BTreeMap<String, Vec<Text>>,
    near: BTreeMap<String, Vec<Text>>,
    near_part: BTreeMap<String, Vec<Text>>,
    period: BTreeMap<String, Vec<Text>>,
    season: BTreeMap<String, Vec<Text>>,
    before: BTreeMap<String, Vec<Text>>,
    after: BTreeMap<String, Vec<Text>>,
    modifier: BTreeMap<String, Vec<Text>>,
    nth: BTreeMap<String, Vec<Text>>,
    quarter: BTreeMap<String, Vec<Text>>,
    half: BTreeMap<String, Vec<Text>>,
    decade: BTreeMap<String, Vec<Text>>,
    decade_of: BTreeMap<String, Vec<Text>>,
    words: Lists,
    numeric: Numeric,
    holiday: BTreeMap<String, Holiday>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Lists {
    weekend: Vec<Text>,
    before_length: Vec<Text>,
    year_before_noun: Vec<Text>,
    /// Given names that are spelled like months: `April Jones`.
    #[serde(default)]
    given: Vec<Text>,
    /// `the same month`, after the number of its day.
    #[serde(default)]
    same_month: Vec<Text>,
    /// Between a length and the day that it is counted from: `a week from Saturday`.
    #[serde(default)]
    from_day: Vec<Text>,
    /// Before a length that no day moves: `for a week from Saturday`.
    #[serde(default)]
    lasting: Vec<Text>,
    ago: Vec<Text>,
    ago_before: Vec<Text>,
    hence: Vec<Text>,
    hence_before: Vec<Text>,
    hence_unless_span: Vec<Text>,
    span: Vec<Text>,
    one: Vec<Text>,
    link: Vec<Text>,
    join: Vec<Text>,
    range: Vec<Text>,
    weekday_mark: Vec<Text>,
    month_mark: Vec<Text>,
    day_mark: Vec<Text>,
    day_number_mark: Vec<Text>,
    /// Before or after the word for today: ذلك اليوم, اليوم نفسه.
    #[serde(default)]
    other_day: Vec<Text>,
    /// A day with its article, after which an ordinal counts days: `اليوم الثاني`.
    #[serde(default)]
    definite_day: Vec<Text>,
    /// Units with their article, which are no bare length: `الأسبوع`.
    #[serde(default)]
    definite_unit: Vec<Text>,
    day_mark_timed: Vec<Text>,
    day_after: Vec<Text>,
    counted_from: Vec<Text>,
    year_mark: Vec<Text>,
    year_after: Vec<Text>,
    year_plural: Vec<Text>,
    /// Those of the words after a year that stand after a number of years as well: `152 года`.
    #[serde(default)]
    year_counted: Vec<Text>,
    year_in: Vec<Text>,
    suffix: Vec<Text>,
    decade_suffix: Vec<Text>,
    decade_word: Vec<Text>,
    #[serde(default)]
    decade_not_before: Vec<Text>,
    fiscal: Vec<Text>,
    era: Vec<Text>,
    before_era: Vec<Text>,
    hijri_era: Vec<Text>,
    future: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Numeric {
    /// Which of day and month comes first in `03/04/2023`; `either` where the press writes both.
    order: Order,
    /// Whether day and month with a full stop between them (`15.03`) are a date after a preposition of time.
    dotted: bool,
    /// Whether the month commonly stands before its day (`March 15`).
    month_first: bool,
    /// Whether years are read by their hundreds (`nineteen ninety-six`).
    years_by_hundreds: bool,
    /// Whether the names of months and days have capitals.
    names_capital: bool,
}

/// Order of day and month in figures.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Order {
    /// 15/03.
    DayFirst,
    /// 03/15, and 15/03 as the other reading.
    Either,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Holiday {
    /// When it is; see [`Rule`].
    on: String,
    words: Vec<Text>,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    pub(super) phrases: Phrases<Word>,
    /// Key and rule by the index in [`Word::Holiday`].
    pub(super) holidays: Vec<(String, Rule)>,
    pub(super) order: Order,
    pub(super) dotted: bool,
    pub(super) month_first: bool,
    pub(super) years_by_hundreds: bool,
    pub(super) names_capital: bool,
    /// Parts of the day that stand beside a date.
    pub(super) times: time::Words,
}

impl Words {
    /// Reads `date.toml` of a pack.
    ///
    /// Months, decades and weekdays (1 is Monday) go by number; `[near]`, `[before]` and `[after]` by the distance in units, `[near_part]` by distance
    /// and TIMEX3 part of the day (`0 NI`); `[period]` by unit, `[season]` by TIMEX3 letters, `[modifier]` by TimeML `mod`; `[holiday]` gives a rule
    /// and the words of each feast; `[words]` names its lists.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        const NAME: &str = "date";
        let table: Table = pack.table(NAME)?;
        let mut phrases = Phrases::default();
        let small = |key: &str, most: u8| key.parse::<u8>().ok().filter(|n| (1..=most).contains(n));
        let mut add = |section: &BTreeMap<String, Vec<Text>>, word: &dyn Fn(&str) -> Option<Word>| {
            read::insert(pack, vocabulary, NAME, &mut phrases, section, word)
        };
        add(&table.month, &|key| small(key, 12).map(|month| Word::Month { month, sure: true }))?;
        add(&table.month_unsure, &|key| small(key, 12).map(|month| Word::Month { month, sure: false }))?;
        add(&table.hijri, &|key| small(key, 12).map(Word::Hijri))?;
        add(&table.weekday, &|key| small(key, 7).map(|day| Word::Weekday { day, sure: true }))?;
        add(&table.weekday_unsure, &|key| small(key, 7).map(|day| Word::Weekday { day, sure: false }))?;
        add(&table.near, &|key| key.parse().ok().map(Word::Near))?;
        add(&table.near_part, &|key| {
            let (days, part) = key.split_once(' ')?;
            Some(Word::NearPart(days.parse().ok()?, DayPart::from_code(part)?))
        })?;
        add(&table.period, &|key| Unit::from_name(key).map(Word::Period))?;
        add(&table.season, &|key| Season::from_code(key).map(Word::Season))?;
        add(&table.before, &|key| key.parse().ok().map(Word::Before))?;
        add(&table.after, &|key| key.parse().ok().map(Word::After))?;
        add(&table.modifier, &|key| Modifier::from_name(key).map(Word::Mod))?;
        add(&table.nth, &|key| key.parse().ok().map(Word::Nth))?;
        add(&table.quarter, &|key| small(key, 4).map(Word::Quarter))?;
        add(&table.half, &|key| small(key, 2).map(Word::Half))?;
        add(&table.decade, &|key| key.parse().ok().map(Word::Decade))?;
        add(&table.decade_of, &|key| key.parse().ok().map(Word::DecadeOf))?;
        let words = &table.words;
        for (forms, word) in [
            (&words.weekend, Word::Weekend),
            (&words.before_length, Word::BeforeLength),
            (&words.year_before_noun, Word::YearBeforeNoun),
            (&words.given, Word::Given),
            (&words.same_month, Word::SameMonth),
            (&words.from_day, Word::FromDay),
            (&words.lasting, Word::Lasting),
            (&words.ago, Word::Ago(-1)),
            (&words.ago_before, Word::Since(-1)),
            (&words.hence, Word::Ago(1)),
            (&words.hence_before, Word::Since(1)),
            (&words.hence_unless_span, Word::In),
            (&words.span, Word::Span),
            (&words.one, Word::One),
            (&words.link, Word::Link),
            (&words.join, Word::Join),
            (&words.range, Word::Range),
            (&words.weekday_mark, Word::WeekdayMark),
            (&words.month_mark, Word::MonthMark),
            (&words.day_mark, Word::DayMark),
            (&words.day_number_mark, Word::DayMark),
            (&words.day_number_mark, Word::DayNumberMark),
            (&words.other_day, Word::OtherDay),
            (&words.definite_day, Word::DefiniteDay),
            (&words.definite_unit, Word::DefiniteUnit),
            (&words.day_mark_timed, Word::DayMarkTimed),
            (&words.day_after, Word::DayAfter),
            (&words.counted_from, Word::CountedFrom),
            (&words.year_mark, Word::YearMark),
            (&words.year_after, Word::YearAfter),
            (&words.year_plural, Word::YearPlural),
            (&words.year_counted, Word::YearCounted),
            (&words.year_in, Word::YearIn),
            (&words.suffix, Word::Suffix),
            (&words.decade_suffix, Word::DecadeSuffix),
            (&words.decade_word, Word::DecadeYears),
            (&words.decade_not_before, Word::Ordered),
            (&words.fiscal, Word::Fiscal),
            (&words.era, Word::Era),
            (&words.before_era, Word::BeforeEra),
            (&words.hijri_era, Word::HijriEra),
            (&words.future, Word::Future),
        ] {
            read::insert_all(pack, vocabulary, NAME, &mut phrases, forms, word)?;
        }
        let mut holidays = Vec::new();
        for (key, holiday) in &table.holiday {
            let rule = Rule::parse(&holiday.on).ok_or_else(|| {
                pack.error(NAME, format!("{key}: {:?} is no rule for a feast; write 12-25, easter+1, pascha-7, hijri-10-01 or 11-4-4", holiday.on))
            })?;
            read::insert_all(pack, vocabulary, NAME, &mut phrases, &holiday.words, Word::Holiday(holidays.len() as u16))?;
            holidays.push((key.clone(), rule));
        }
        let times = time::Words::load(pack, vocabulary)?;
        let Numeric { order, dotted, month_first, years_by_hundreds, names_capital } = table.numeric;
        Ok(Self { phrases, holidays, order, dotted, month_first, years_by_hundreds, names_capital, times })
    }
}
