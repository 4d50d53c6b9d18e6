//! Values of dates, times and durations, typed, and written as TIMEX3 (TimeML 1.2.1).
//!
//! Value form: a day `2023-03-15`, `XXXX-03-15`; a month `2023-03`; a week `2023-W11`; a weekday `XXXX-WXX-3`; a quarter `2023-Q1`, half year
//! `2023-H1`, season `2023-SU`; a decade `201X`, century `20XX`; a clock time `T17:00`, `2023-03-15T17:00+03:00`; a part of the day `2023-03-15TMO`;
//! a length `P3D`, `PT2H`; a period with two ends `2019-05-06/2019-06-03`. What is not known is `X`, never invented.
//! Vagueness stands in `mod`; where a form has two readings (03/04/2023) the other one stands in `or`.

mod calendar;
mod clock;
mod length;
pub(crate) mod read;
mod relate;

pub use calendar::{Calendar, Season, Unit};
pub(crate) use calendar::{day_of_month_nth, shift, shift_day, week_day};
pub(crate) use clock::offset;
pub use clock::{Clock, DayPart, TimeOfDay, Zone};
pub use length::Length;

use serde_json::{Map, Value as Json};
use std::fmt;

/// A temporal value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// What it denotes.
    pub form: Form,
    /// TimeML `mod`.
    pub modifier: Option<Modifier>,
    /// The other reading of an ambiguous form (03/04/2023); other editions decide.
    pub other: Option<Form>,
    /// How the text puts it; two ways to put one day can agree although the computed days differ.
    pub told: Told,
    /// The weekday that the text names beside the date, from 1 for Monday, whether or not it is that of the date.
    pub beside: Option<u8>,
}

/// What a temporal value denotes.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A day or another period of the calendar.
    Date(Calendar),
    /// A time of day, with its day where that is told.
    Time(Option<Calendar>, TimeOfDay),
    /// A length of time.
    Length(Box<Length>),
    /// A period from one date to another, both included.
    Interval(Calendar, Calendar),
}

/// How a text puts a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Told {
    /// By its calendar name.
    #[default]
    Stated,
    /// By a weekday alone, from 1 for Monday.
    Weekday(u8),
    /// By its distance from the time of publication: so many units later, earlier when negative.
    Shift(Unit, i32),
    /// By a length of time before or after the publication: three days ago.
    Distance(Unit, i32),
    /// By a date of the Islamic calendar: sighting may move it by a day.
    Hijri,
    /// By a feast or commemoration, named by the key of the tables.
    Holiday(String),
}

/// Vagueness of a temporal value, as TimeML names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// The early part of the period.
    Start,
    /// Its middle.
    Mid,
    /// Its late part.
    End,
    /// Not meant exactly.
    Approx,
    /// Longer than that.
    MoreThan,
    /// Shorter than that.
    LessThan,
    /// Some time up to then.
    Before,
    /// Some time from then on.
    After,
}

impl Modifier {
    /// Its name in TimeML.
    pub const fn name(self) -> &'static str {
        match self {
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Approx => "APPROX",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::LessThan => "LESS_THAN",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
        }
    }

    /// The modifier of a TimeML name.
    pub fn from_name(name: &str) -> Option<Self> {
        use Modifier::*;
        [Start, Mid, End, Approx, MoreThan, LessThan, Before, After].into_iter().find(|known| known.name() == name)
    }
}

impl Timex {
    /// A value stated as it is.
    pub fn new(form: Form) -> Self {
        Self { form, modifier: None, other: None, told: Told::Stated, beside: None }
    }

    /// The same with a modifier, which replaces none that it already has.
    pub fn modified(mut self, modifier: Option<Modifier>) -> Self {
        self.modifier = self.modifier.or(modifier);
        self
    }

    /// The calendar date in it, where it has one.
    pub fn date(&self) -> Option<&Calendar> {
        match &self.form {
            Form::Date(date) | Form::Time(Some(date), _) => Some(date),
            _ => None,
        }
    }

    /// Whether it names a day, a time of day or a clock time where `other` does, so that nothing is lost when it stands for that.
    pub fn is_as_exact_as(&self, other: &Self) -> bool {
        let day = |timex: &Self| timex.date().is_some_and(|date| date.is_day());
        let time = |timex: &Self| matches!(timex.form, Form::Time(..));
        let clock = |timex: &Self| matches!(timex.form, Form::Time(_, TimeOfDay::At(_)));
        (day(self) || !day(other)) && (time(self) || !time(other)) && (clock(self) || !clock(other))
    }

    /// `timex`, `mod`, and `or` for a second reading; `weekday`, from 1 for Monday, where one stands beside a date that it does not fit; `shift` for a date that is told by its distance and cannot be computed.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("timex".into(), Json::String(self.form.to_string()));
        if let Some(modifier) = self.modifier {
            fields.insert("mod".into(), Json::String(modifier.name().to_owned()));
        }
        if let Some(other) = &self.other {
            fields.insert("or".into(), Json::String(other.to_string()));
        }
        if let Some(weekday) = self.beside
            && self.date().and_then(|date| date.as_day()).is_none_or(|day| day.weekday().to_monday_one_offset() != weekday as i8)
        {
            fields.insert("weekday".into(), Json::from(weekday));
        }
        if let (Told::Shift(unit, count) | Told::Distance(unit, count), Some(Calendar::Unknown(_))) = (&self.told, self.date()) {
            let sign = if *count < 0 { "-" } else { "" };
            fields.insert("shift".into(), Json::String(format!("{sign}{}", Length::of(*unit, count.unsigned_abs().into()))));
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Date(date) => write!(f, "{date}"),
            Form::Time(None, time) => write!(f, "{time}"),
            Form::Time(Some(date), time) => write!(f, "{date}{time}"),
            Form::Length(length) => write!(f, "{length}"),
            Form::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.form)
    }
}
