//! `time.toml`: the words of the clock.

use crate::error::Result;
use crate::facts::timex::{DayPart, read};
use crate::languages::{Pack, Phrases, Text, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a word of `time.toml` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A half of the day, after a time on the clock.
    Half(DayPart),
    /// A part of the day.
    Part(DayPart),
    /// A part of the day only next to a date.
    PartBeside(DayPart),
    /// Noon or midnight, by its hour.
    Point(u8),
    /// Before an hour, and only there.
    Before,
    /// Before an hour among much else.
    At,
    /// Before an hour that something else shows to be one.
    Until,
    /// About, between that and the hour.
    Around,
    /// After an hour, and only there.
    After,
    /// After an hour or a length of time.
    Hours,
    /// Minutes past or to an hour, by their number.
    Minutes(u8),
    /// The unit.
    Minute,
    /// Minutes after the hour, by their number.
    AndMinutes(u8),
    /// Between minutes and hour: past it.
    Past,
    /// Between minutes and hour: before it; also between the ends of a range.
    To,
    /// Takes minutes off an hour.
    Without,
    /// Half of the hour that is running.
    HalfOf,
    /// Half an hour past the hour after it: `half four`.
    HalfPast,
    /// Half of the hour that is running in one word, by the hour that is running.
    HalfTo(u8),
    /// Before the hour that has just begun.
    StartOf,
    /// And.
    And,
    /// Between the ends of a range.
    Through,
    /// Follows a number that is no time.
    Not,
    /// Stands before figures that are no time: `John 3:16`.
    NotAfter,
    /// What is no hour and no noon.
    NoHour,
    /// A zone, by its index.
    Zone(u16),
    /// A place that stands for its zone beside a word of time.
    ZonePlace(u16),
    /// Before a zone.
    ZoneBefore,
    /// After a zone.
    ZoneAfter,
    /// The time of the place that the text is about.
    Local,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    half: BTreeMap<String, Vec<Text>>,
    part: BTreeMap<String, Vec<Text>>,
    part_beside: BTreeMap<String, Vec<Text>>,
    minutes: BTreeMap<String, Vec<Text>>,
    and_minutes: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    half_to: BTreeMap<String, Vec<Text>>,
    clock: ClockTable,
    zone: BTreeMap<String, Vec<Text>>,
    zone_place: BTreeMap<String, Vec<Text>>,
    zone_words: ZoneTable,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct ClockTable {
    noon: Vec<Text>,
    midnight: Vec<Text>,
    before: Vec<Text>,
    at: Vec<Text>,
    until: Vec<Text>,
    around: Vec<Text>,
    after: Vec<Text>,
    hours: Vec<Text>,
    minute: Vec<Text>,
    past: Vec<Text>,
    to: Vec<Text>,
    without: Vec<Text>,
    half_of: Vec<Text>,
    #[serde(default)]
    half_past: Vec<Text>,
    #[serde(default)]
    start_of: Vec<Text>,
    and: Vec<Text>,
    through: Vec<Text>,
    not: Vec<Text>,
    #[serde(default)]
    not_after: Vec<Text>,
    /// Ordinals that are no hour, by their gender, and what only looks like noon.
    #[serde(default)]
    no_hour: Vec<Text>,
    /// Hours are commonly told on twelve.
    twelve: bool,
    /// A full stop can part hours and minutes after a preposition of time.
    dotted: bool,
    /// Hours are ordinals, and the minutes follow them.
    minutes_after: bool,
    /// Minutes can be told of the hour that is running, by its ordinal.
    running_hour: bool,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct ZoneTable {
    before: Vec<Text>,
    after: Vec<Text>,
    local: Vec<Text>,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    pub(super) phrases: Phrases<Word>,
    /// IANA names and offsets, by the index in [`Word::Zone`].
    pub(super) zones: Vec<Arc<str>>,
    pub(super) twelve: bool,
    pub(super) dotted: bool,
    pub(super) minutes_after: bool,
    pub(super) running_hour: bool,
}

impl Words {
    /// Reads `time.toml` of a pack. `[half]`, `[part]` and `[part_beside]` go by TIMEX3 part of the day (`MO` ... `NI`), `[minutes]`,
    /// `[and_minutes]` and `[half_to]` by number, `[zone]` and `[zone_place]` by IANA name or offset; `[clock]` and `[zone_words]` name their lists.
    ///
    /// # Errors
    /// If the table is broken, or names a zone that the database lacks.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        const NAME: &str = "time";
        let table: Table = pack.table(NAME)?;
        let mut phrases = Phrases::default();
        for (section, word) in [(&table.half, Word::Half as fn(DayPart) -> Word), (&table.part, Word::Part), (&table.part_beside, Word::PartBeside)] {
            read::insert(pack, vocabulary, NAME, &mut phrases, section, |key| DayPart::from_code(key).map(word))?;
        }
        let by_number = [(&table.minutes, Word::Minutes as fn(u8) -> Word), (&table.and_minutes, Word::AndMinutes), (&table.half_to, Word::HalfTo)];
        for (section, word) in by_number {
            read::insert(pack, vocabulary, NAME, &mut phrases, section, |key| key.parse().ok().map(word))?;
        }
        let mut zones: Vec<Arc<str>> = Vec::new();
        for (section, word) in [(&table.zone, Word::Zone as fn(u16) -> Word), (&table.zone_place, Word::ZonePlace)] {
            for (name, forms) in section {
                let name: Arc<str> = name.as_str().into();
                if crate::facts::timex::Zone::named(&name, jiff::civil::date(2024, 1, 15).at(12, 0, 0, 0)).is_none() {
                    return Err(pack.error(NAME, format!("the zone database has no {name:?}; write an IANA name, or an offset such as +03:00")));
                }
                let index = zones.iter().position(|known| *known == name).unwrap_or_else(|| {
                    zones.push(name);
                    zones.len() - 1
                });
                read::insert_all(pack, vocabulary, NAME, &mut phrases, forms, word(index as u16))?;
            }
        }
        let (clock, frame) = (&table.clock, &table.zone_words);
        for (forms, word) in [
            (&clock.noon, Word::Point(12)),
            (&clock.midnight, Word::Point(0)),
            (&clock.before, Word::Before),
            (&clock.at, Word::At),
            (&clock.until, Word::Until),
            (&clock.around, Word::Around),
            (&clock.after, Word::After),
            (&clock.hours, Word::Hours),
            (&clock.minute, Word::Minute),
            (&clock.past, Word::Past),
            (&clock.to, Word::To),
            (&clock.without, Word::Without),
            (&clock.half_of, Word::HalfOf),
            (&clock.half_past, Word::HalfPast),
            (&clock.start_of, Word::StartOf),
            (&clock.and, Word::And),
            (&clock.through, Word::Through),
            (&clock.not, Word::Not),
            (&clock.not_after, Word::NotAfter),
            (&clock.no_hour, Word::NoHour),
            (&frame.before, Word::ZoneBefore),
            (&frame.after, Word::ZoneAfter),
            (&frame.local, Word::Local),
        ] {
            read::insert_all(pack, vocabulary, NAME, &mut phrases, forms, word)?;
        }
        let ClockTable { twelve, dotted, minutes_after, running_hour, .. } = table.clock;
        Ok(Self { phrases, zones, twelve, dotted, minutes_after, running_hour })
    }
}
