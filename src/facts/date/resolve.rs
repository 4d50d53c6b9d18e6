//! Relative dates made absolute, as far as the time of publication is known.

use crate::facts::timex::{Calendar, Told, Unit, shift, shift_day, week_day};
use jiff::civil::Date;

/// The period so many units away from the one that `today` lies in.
pub(super) fn period(today: Option<Date>, unit: Unit, count: i32) -> (Calendar, Told) {
    let moved = today.and_then(|today| shift(today, unit, count)).map(|day| Calendar::around(day, unit));
    (moved.unwrap_or(Calendar::Unknown(unit)), Told::Shift(unit, count))
}

/// A day so many units away; a distance in months and years keeps that grain.
pub(super) fn distance(today: Option<Date>, unit: Unit, count: i32) -> (Calendar, Told) {
    let grain = match unit {
        Unit::Week => Unit::Day,
        Unit::Decade | Unit::Century => Unit::Year,
        Unit::Quarter | Unit::Half | Unit::Season => Unit::Month,
        unit => unit,
    };
    let moved = today.and_then(|today| shift(today, unit, count)).map(|day| Calendar::around(day, grain));
    (moved.unwrap_or(Calendar::Unknown(grain)), Told::Distance(unit, count))
}

/// A weekday: of the past week with the day of publication, or of the coming one.
pub(super) fn weekday(today: Option<Date>, weekday: u8, future: bool) -> Calendar {
    let Some(today) = today else { return Calendar::Weekday(weekday) };
    let now = today.weekday().to_monday_one_offset();
    let days = if future { (weekday as i8 - now).rem_euclid(7) } else { -((now - weekday as i8).rem_euclid(7)) };
    shift_day(today, days.into()).map_or(Calendar::Weekday(weekday), Calendar::day)
}

/// A weekday with a word such as last, this or next.
pub(super) fn weekday_moved(today: Option<Date>, weekday: u8, count: i32) -> Calendar {
    let Some(today) = today else { return Calendar::Weekday(weekday) };
    let now = today.weekday().to_monday_one_offset();
    let days: i32 = match count {
        0 => i32::from(weekday as i8 - now),
        n if n < 0 => -i32::from((now - weekday as i8 - 1).rem_euclid(7) + 1) + 7 * (n + 1),
        n => i32::from((weekday as i8 - now - 1).rem_euclid(7) + 1) + 7 * (n - 1),
    };
    shift_day(today, days).map_or(Calendar::Weekday(weekday), Calendar::day)
}

/// A month with a word such as last, this or next.
pub(super) fn month_moved(today: Option<Date>, month: u8, count: i32) -> Calendar {
    let Some(today) = today else { return Calendar::Month(None, month) };
    let now = today.month() as u8;
    let year = match count {
        0 => today.year(),
        n if n < 0 => today.year() - i16::from(month >= now) + (n + 1) as i16,
        n => today.year() + i16::from(month <= now) + (n - 1) as i16,
    };
    Calendar::Month(Some(year), month)
}

/// A season with a word such as last, this or next.
pub(super) fn season_moved(today: Option<Date>, wanted: crate::facts::timex::Season, count: i32) -> Calendar {
    use crate::facts::timex::Season;
    let Some(today) = today else { return Calendar::Season(None, wanted) };
    let winter_running = wanted == Season::Winter && today.month() <= 2;
    let base = if count == 0 && winter_running { today.year() - 1 } else { today.year() };
    let this = Calendar::Season(Some(base), wanted);
    let bounds = this.bounds();
    let year = match count {
        0 => base,
        n if n < 0 => base - i16::from(bounds.is_some_and(|(_, last)| last >= today)) + (n + 1) as i16,
        n => base + i16::from(bounds.is_some_and(|(first, _)| first <= today)) + (n - 1) as i16,
    };
    Calendar::Season(Some(year), wanted)
}

/// The weekday of a week.
pub(super) fn weekday_of_week(week: Calendar, weekday: u8) -> Calendar {
    match week {
        Calendar::Week(year, number) => week_day(year, number, weekday).map_or(Calendar::Weekday(weekday), Calendar::day),
        _ => Calendar::Weekday(weekday),
    }
}

/// The nth week, weekday, quarter, half or month of a period; the last for `n` = -1.
pub(super) fn nth(n: i32, what: Nth, of: Calendar) -> Option<Calendar> {
    match (what, of) {
        (Nth::Weekday(weekday), Calendar::Month(Some(year), month)) => {
            crate::facts::timex::day_of_month_nth(year, month, weekday, n).map(Calendar::day)
        }
        // The weeks of a month are counted by their Thursdays, as ISO counts those of a year.
        (Nth::Unit(Unit::Week), Calendar::Month(Some(year), month)) => {
            crate::facts::timex::day_of_month_nth(year, month, 4, n).map(|day| Calendar::around(day, Unit::Week))
        }
        (Nth::Unit(Unit::Week), Calendar::Year(year)) => {
            let last = jiff::civil::Date::new(year, 12, 28).ok()?.iso_week_date().week();
            let week = if n < 0 { i32::from(last) + 1 + n } else { n };
            (1..=i32::from(last)).contains(&week).then_some(Calendar::Week(year, week as u8))
        }
        (Nth::Unit(Unit::Quarter), Calendar::Year(year)) => part(n, 4).map(|n| Calendar::Quarter(Some(year), n)),
        (Nth::Unit(Unit::Half), Calendar::Year(year)) => part(n, 2).map(|n| Calendar::Half(Some(year), n)),
        (Nth::Unit(Unit::Month), Calendar::Year(year)) => part(n, 12).map(|n| Calendar::Month(Some(year), n)),
        (Nth::Unit(Unit::Day), of) => {
            let (first, last) = of.bounds()?;
            let day = if n < 0 { shift_day(last, n + 1)? } else { shift_day(first, n - 1)? };
            (first <= day && day <= last).then_some(Calendar::day(day))
        }
        _ => None,
    }
}

/// What is counted in [`nth`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nth {
    /// A weekday.
    Weekday(u8),
    /// A unit.
    Unit(Unit),
}

fn part(n: i32, count: i32) -> Option<u8> {
    let n = if n < 0 { count + 1 + n } else { n };
    (1..=count).contains(&n).then_some(n as u8)
}
