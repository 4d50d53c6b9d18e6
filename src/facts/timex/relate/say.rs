//! Temporal values in plain English, for reasons.

use crate::facts::timex::{Calendar, Clock, Modifier, Season, Unit, Zone};
use jiff::civil::Date;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name of a month.
fn month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"a month")
}

/// The name of a weekday, from 1 for Monday.
pub(super) fn weekday(day: u8) -> &'static str {
    WEEKDAYS.get(usize::from(day).wrapping_sub(1)).unwrap_or(&"a weekday")
}

/// The name of a day's weekday.
pub(super) fn weekday_of(day: Date) -> &'static str {
    weekday(day.weekday().to_monday_one_offset() as u8)
}

/// A period or day: `15 March 2023`.
pub(super) fn calendar(date: Calendar) -> String {
    let with = |text: String, year: Option<i16>| year.map_or(text.clone(), |year| format!("{text} {year}"));
    match date {
        Calendar::Century(century @ ..0) => format!("century {} BC", -century),
        Calendar::Century(century) => format!("the years {century}00 to {century}99"),
        Calendar::Decade(decade) => format!("the {decade}0s"),
        Calendar::Year(year) => year.to_string(),
        Calendar::Half(year, half) => with(format!("half {half}"), year),
        Calendar::Quarter(year, quarter) => with(format!("quarter {quarter}"), year),
        Calendar::Season(year, season) => {
            let name = match season {
                Season::Spring => "spring",
                Season::Summer => "summer",
                Season::Autumn => "autumn",
                Season::Winter => "winter",
            };
            with(name.to_owned(), year)
        }
        Calendar::Month(year, m) => with(month(m).to_owned(), year),
        Calendar::Week(year, week) => format!("week {week} of {year}"),
        Calendar::Weekend(year, week) => format!("the weekend of week {week} of {year}"),
        Calendar::Day(year, Some(m), day) => with(format!("{day} {}", month(m)), year),
        Calendar::Day(_, None, day) => format!("day {day} of the month"),
        Calendar::Weekday(day) => weekday(day).to_owned(),
        Calendar::Unknown(unit) => match unit {
            Unit::Week => "a week",
            Unit::Month => "a month",
            Unit::Year => "a year",
            _ => "a day",
        }
        .to_owned(),
    }
}

/// A clock time in its zone: `17:00 in Moscow`, `14:00 GMT`.
pub(super) fn clock(clock: &Clock) -> String {
    let time = format!("{:02}:{:02}", clock.hour, clock.minute);
    match &clock.zone {
        Some(Zone { name: Some(_), .. }) => format!("{time} in {}", clock.zone.as_ref().map(Zone::label).unwrap_or_default()),
        Some(zone) => format!("{time} {}", zone.label()),
        None => time,
    }
}

/// A part of a period.
pub(super) fn part(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Start => "the beginning",
        Modifier::Mid => "the middle",
        Modifier::End => "the end",
        _ => "a part",
    }
}
