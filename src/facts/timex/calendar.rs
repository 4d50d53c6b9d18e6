//! Days and longer periods of the Gregorian calendar, whole or with parts unknown.

use jiff::Span;
use jiff::civil::Date;
use std::fmt;

/// Units of time, from the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of its English name, as tables give it.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "season" => Unit::Season,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }
}

/// Seasons of the northern year. Winter belongs to the year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// TIMEX3 letters.
    pub const fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The season of its TIMEX3 letters.
    pub fn from_code(code: &str) -> Option<Self> {
        [Season::Spring, Season::Summer, Season::Autumn, Season::Winter].into_iter().find(|season| season.code() == code)
    }
}

/// A day or a longer period of the calendar. `None` stands for what the text does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// A hundred years by their first two digits: 19 is `19XX`.
    Century(i16),
    /// Ten years by their first three digits: 197 is `197X`.
    Decade(i16),
    /// A year.
    Year(i16),
    /// The first or second half of a year.
    Half(Option<i16>, u8),
    /// A quarter of a year.
    Quarter(Option<i16>, u8),
    /// A season of a year.
    Season(Option<i16>, Season),
    /// A month.
    Month(Option<i16>, u8),
    /// An ISO week of an ISO year.
    Week(i16, u8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i16, u8),
    /// Year, month and day of the month.
    Day(Option<i16>, Option<u8>, u8),
    /// A weekday of an unknown week, from 1 for Monday.
    Weekday(u8),
    /// A period of which only the length is known: `XXXX-XX` for a month.
    Unknown(Unit),
}

impl Calendar {
    /// A day of the calendar.
    pub fn day(date: Date) -> Self {
        Calendar::Day(Some(date.year()), Some(date.month() as u8), date.day() as u8)
    }

    /// The day, if it is one and fully known.
    pub fn as_day(self) -> Option<Date> {
        match self {
            Calendar::Day(Some(year), Some(month), day) => Date::new(year, month as i8, day as i8).ok(),
            _ => None,
        }
    }

    /// The period of a unit that a day lies in.
    pub fn around(date: Date, unit: Unit) -> Self {
        let (year, month) = (date.year(), date.month() as u8);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Calendar::day(date),
            Unit::Week => {
                let week = date.iso_week_date();
                Calendar::Week(week.year(), week.week() as u8)
            }
            Unit::Month => Calendar::Month(Some(year), month),
            Unit::Quarter => Calendar::Quarter(Some(year), (month - 1) / 3 + 1),
            Unit::Half => Calendar::Half(Some(year), (month - 1) / 6 + 1),
            Unit::Season => match month {
                1 | 2 => Calendar::Season(Some(year - 1), Season::Winter),
                3..=5 => Calendar::Season(Some(year), Season::Spring),
                6..=8 => Calendar::Season(Some(year), Season::Summer),
                9..=11 => Calendar::Season(Some(year), Season::Autumn),
                _ => Calendar::Season(Some(year), Season::Winter),
            },
            Unit::Year => Calendar::Year(year),
            Unit::Decade => Calendar::Decade(year.div_euclid(10)),
            Unit::Century => Calendar::Century(year.div_euclid(100)),
        }
    }

    /// The year in it.
    pub fn year(self) -> Option<i16> {
        match self {
            Calendar::Year(year) | Calendar::Week(year, _) | Calendar::Weekend(year, _) => Some(year),
            Calendar::Half(year, _) | Calendar::Quarter(year, _) | Calendar::Season(year, _) | Calendar::Month(year, _) | Calendar::Day(year, ..) => {
                year
            }
            _ => None,
        }
    }

    /// The same with a year, where it lacks one.
    pub fn with_year(self, year: i16) -> Self {
        match self {
            Calendar::Half(None, half) => Calendar::Half(Some(year), half),
            Calendar::Quarter(None, quarter) => Calendar::Quarter(Some(year), quarter),
            Calendar::Season(None, season) => Calendar::Season(Some(year), season),
            Calendar::Month(None, month) => Calendar::Month(Some(year), month),
            Calendar::Day(None, Some(month), day) => Calendar::Day(Some(year), Some(month), day),
            known => known,
        }
    }

    /// Whether it is one day, known or not.
    pub fn is_day(self) -> bool {
        matches!(self, Calendar::Day(..) | Calendar::Weekday(_) | Calendar::Unknown(Unit::Day))
    }

    /// First and last day, if it is fully known.
    pub fn bounds(self) -> Option<(Date, Date)> {
        let months = |year: i16, from: u8, to: u8| Some((Date::new(year, from as i8, 1).ok()?, Date::new(year, to as i8, 1).ok()?.last_of_month()));
        match self {
            Calendar::Century(c) => Some((Date::new(c * 100, 1, 1).ok()?, Date::new(c * 100 + 99, 12, 31).ok()?)),
            Calendar::Decade(d) => Some((Date::new(d * 10, 1, 1).ok()?, Date::new(d * 10 + 9, 12, 31).ok()?)),
            Calendar::Year(year) => months(year, 1, 12),
            Calendar::Half(year, half) => months(year?, half * 6 - 5, half * 6),
            Calendar::Quarter(year, quarter) => months(year?, quarter * 3 - 2, quarter * 3),
            Calendar::Season(year, season) => match season {
                Season::Spring => months(year?, 3, 5),
                Season::Summer => months(year?, 6, 8),
                Season::Autumn => months(year?, 9, 11),
                Season::Winter => Some((Date::new(year?, 12, 1).ok()?, Date::new(year? + 1, 2, 1).ok()?.last_of_month())),
            },
            Calendar::Month(year, month) => months(year?, month, month),
            Calendar::Week(year, week) => {
                let monday = week_day(year, week, 1)?;
                Some((monday, shift_day(monday, 6)?))
            }
            Calendar::Weekend(year, week) => Some((week_day(year, week, 6)?, week_day(year, week, 7)?)),
            Calendar::Day(..) => self.as_day().map(|day| (day, day)),
            Calendar::Weekday(_) | Calendar::Unknown(_) => None,
        }
    }
}

/// A day of an ISO week, from 1 for Monday.
pub(crate) fn week_day(year: i16, week: u8, weekday: u8) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday as i8).ok()?;
    jiff::civil::ISOWeekDate::new(year, week as i8, weekday).ok().map(|date| date.date())
}

/// A day so many days later.
pub(crate) fn shift_day(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The `n`th weekday of a month (from 1 for Monday), the last one for `n` = -1.
pub(crate) fn day_of_month_nth(year: i16, month: u8, weekday: u8, n: i32) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday as i8).ok()?;
    Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(i8::try_from(n).ok()?, weekday).ok()
}

/// Shifts a day by whole units; `None` where the calendar ends.
pub(crate) fn shift(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let none = Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => none.try_days(count),
        Unit::Week => none.try_weeks(count),
        Unit::Month => none.try_months(count),
        Unit::Quarter | Unit::Season => none.try_months(count * 3),
        Unit::Half => none.try_months(count * 6),
        Unit::Year => none.try_years(count),
        Unit::Decade => none.try_years(count * 10),
        Unit::Century => none.try_years(count * 100),
    };
    date.checked_add(span.ok()?).ok()
}

struct Part(Option<i16>, usize);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(value) if value < 0 => write!(f, "-{:0width$}", value.unsigned_abs(), width = self.1),
            Some(value) => write!(f, "{value:0width$}", width = self.1),
            None => f.write_str(&"XXXX"[..self.1]),
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: &Option<i16>| Part(*year, 4);
        match self {
            // The seventh century before the era has the years 700 to 601.
            Calendar::Century(century @ ..0) => write!(f, "BC{:02}XX", -century - 1),
            Calendar::Century(century) => write!(f, "{century:02}XX"),
            Calendar::Decade(decade) => write!(f, "{decade:03}X"),
            Calendar::Year(y) => write!(f, "{}", Part(Some(*y), 4)),
            Calendar::Half(y, half) => write!(f, "{}-H{half}", year(y)),
            Calendar::Quarter(y, quarter) => write!(f, "{}-Q{quarter}", year(y)),
            Calendar::Season(y, season) => write!(f, "{}-{}", year(y), season.code()),
            Calendar::Month(y, month) => write!(f, "{}-{month:02}", year(y)),
            Calendar::Week(y, week) => write!(f, "{y:04}-W{week:02}"),
            Calendar::Weekend(y, week) => write!(f, "{y:04}-W{week:02}-WE"),
            Calendar::Day(y, month, day) => write!(f, "{}-{}-{day:02}", year(y), Part(month.map(i16::from), 2)),
            Calendar::Weekday(weekday) => write!(f, "XXXX-WXX-{weekday}"),
            Calendar::Unknown(unit) => f.write_str(match unit {
                Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Half => "XXXX-HX",
                Unit::Season | Unit::Year => "XXXX",
                Unit::Decade => "XXXX",
                Unit::Century => "XXXX",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_print_as_timex3() {
        for (value, printed) in [
            (Calendar::Day(None, Some(3), 15), "XXXX-03-15"),
            (Calendar::Day(None, None, 9), "XXXX-XX-09"),
            (Calendar::Month(Some(2023), 3), "2023-03"),
            (Calendar::Year(247), "0247"),
            (Calendar::Year(-44), "-0044"),
            (Calendar::Decade(197), "197X"),
            (Calendar::Century(19), "19XX"),
            (Calendar::Season(Some(2016), Season::Summer), "2016-SU"),
            (Calendar::Weekend(2016, 47), "2016-W47-WE"),
            (Calendar::Weekday(3), "XXXX-WXX-3"),
        ] {
            assert_eq!(value.to_string(), printed);
        }
    }

    #[test]
    fn a_winter_ends_in_the_next_year() {
        let (first, last) = Calendar::Season(Some(2019), Season::Winter).bounds().unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2019-12-01".into(), "2020-02-29".into()));
    }
}
