//! Times of day beside each other and beside dates.

use super::{date, say};
use crate::facts::timex::{Calendar, Clock, DayPart, Form, Length, TimeOfDay, Timex};
use crate::facts::{Relation, Why};
use rust_decimal::Decimal;

/// Two times of day, with or without their dates.
pub(super) fn relate(a: &Timex, b: &Timex) -> Option<Relation> {
    let (Form::Time(day_a, time_a), Form::Time(day_b, time_b)) = (&a.form, &b.form) else { return None };
    match (time_a, time_b) {
        (TimeOfDay::At(x), TimeOfDay::At(y)) => Some(clocks(a, x, b, y)),
        (TimeOfDay::Part(x), TimeOfDay::Part(y)) => Some(with_dates(a, b, parts(*x, *y), *x == DayPart::Night || *y == DayPart::Night)),
        (TimeOfDay::At(clock), TimeOfDay::Part(part)) | (TimeOfDay::Part(part), TimeOfDay::At(clock)) => {
            let _ = (day_a, day_b);
            Some(with_dates(a, b, in_part(clock, *part), *part == DayPart::Night))
        }
    }
}

/// A time with its date beside a date.
pub(super) fn beside_date(time: &Timex, other: &Timex) -> Option<Relation> {
    let Form::Time(Some(day), of_day) = &time.form else { return None };
    let Form::Date(date) = &other.form else { return None };
    let night = matches!(of_day, TimeOfDay::Part(DayPart::Night)) || matches!(of_day, TimeOfDay::At(clock) if clock.midnight || clock.zone.is_some());
    match date::days(*day, &time.told, *date, &other.told)? {
        Relation::Conflicting(why) if night && neighbours(*day, *date) => Some(Relation::Vaguer(Why::new("night", why.text))),
        Relation::Conflicting(why) => Some(Relation::Conflicting(why)),
        _ => Some(Relation::Vaguer(Why::new("time", "only one tells the time of day"))),
    }
}

/// Joins the relation of two times of day with that of their dates. A night belongs to two days.
fn with_dates(a: &Timex, b: &Timex, time: Relation, night: bool) -> Relation {
    if !time.agrees() {
        return time;
    }
    let (Some(x), Some(y)) = (a.date(), b.date()) else {
        let one = a.date().is_some() != b.date().is_some();
        return if one && time == Relation::Same { Relation::Vaguer(Why::new("date", "only one tells the day")) } else { time };
    };
    match date::days(*x, &a.told, *y, &b.told) {
        Some(Relation::Conflicting(_)) if night && neighbours(*x, *y) => {
            Relation::Vaguer(Why::new("night", format!("a night belongs to {} and {}", say::calendar(*x), say::calendar(*y))))
        }
        Some(Relation::Same) | None => time,
        Some(Relation::Equivalent(why)) if time == Relation::Same => Relation::Equivalent(why),
        Some(Relation::Equivalent(_)) => time,
        Some(other) => other,
    }
}

/// Whether figures that look like a time of day are the minutes and seconds of a length: `at 2:14 of the ninth round`.
pub(super) fn is_stopwatch(length: Length, other: &Form) -> bool {
    let Form::Time(None, TimeOfDay::At(clock)) = other else { return false };
    let (months, seconds) = length.totals();
    let plain = clock.zone.is_none() && clock.second.is_none() && !clock.midnight;
    plain && months.is_zero() && seconds > Decimal::ZERO && seconds == Decimal::from(clock.minutes())
}

/// Two times on the clock.
fn clocks(a: &Timex, x: &Clock, b: &Timex, y: &Clock) -> Relation {
    let says = || format!("{} is not {}", say::clock(x), say::clock(y));
    let days = (a.date().copied().and_then(Calendar::as_day), b.date().copied().and_then(Calendar::as_day));
    if let (Some(zone_a), Some(zone_b)) = (&x.zone, &y.zone) {
        let (mut utc_a, mut utc_b) = (x.minutes() - zone_a.offset, y.minutes() - zone_b.offset);
        if zone_a.offset == zone_b.offset {
            return with_dates(a, b, local(x, y), x.midnight || y.midnight);
        }
        match days {
            (Some(day_a), Some(day_b)) => utc_b += 1440 * i32::try_from(date::days_between(day_a, day_b)).unwrap_or(i32::MAX / 2000),
            _ => (utc_a, utc_b) = (utc_a.rem_euclid(1440), utc_b.rem_euclid(1440)),
        }
        let shift = |by: i32| (utc_a - utc_b).abs() == by;
        return if shift(0) {
            Relation::Equivalent(Why::new("time-zone", format!("{} is {}", say::clock(x), say::clock(y))))
        } else if (x.twelve || y.twelve) && (shift(720)) {
            Relation::Vaguer(Why::new("half-of-day", "only one tells the half of the day"))
        } else {
            let here = (x.minutes() - zone_a.offset + zone_b.offset).rem_euclid(1440);
            let converted = Clock { zone: Some(zone_b.clone()), ..Clock::new((here / 60) as u8, (here % 60) as u8) };
            Relation::Conflicting(Why::new("time-zone", format!("{} is {}, not {}", say::clock(x), say::clock(&converted), say::clock(y))))
        };
    }
    let relation = local(x, y);
    if x.zone.is_some() != y.zone.is_some() {
        return match relation {
            Relation::Same => with_dates(a, b, Relation::Vaguer(Why::new("time-zone", "only one names the zone")), true),
            // It can be the same time in a zone that is not named; the rule lets a comparison weigh that.
            Relation::Conflicting(_) if (x.minutes() - y.minutes()).rem_euclid(30) == 0 => {
                Relation::Conflicting(Why::new("zone-unnamed", format!("{} is {} only in a zone that is not named", say::clock(x), say::clock(y))))
            }
            relation => relation,
        };
    }
    // 24:00 of one day is 00:00 of the next.
    if (x.hour == 24) != (y.hour == 24) && x.minutes() % 1440 == y.minutes() % 1440 {
        let next = |clock: &Clock, day: Option<jiff::civil::Date>| if clock.hour == 24 { day.and_then(|day| day.tomorrow().ok()) } else { day };
        return match (next(x, days.0), next(y, days.1)) {
            (Some(p), Some(q)) if p != q && !x.midnight && !y.midnight => {
                Relation::Conflicting(Why::new("midnight", format!("24:00 is the end of its day: the midnight before {p} is not the one before {q}")))
            }
            _ => Relation::Equivalent(Why::new("midnight", "24:00 of one day is 00:00 of the next")),
        };
    }
    if relation.agrees() { with_dates(a, b, relation, x.midnight || y.midnight) } else { Relation::Conflicting(Why::new("clock-time", says())) }
}

/// Two clocks of one zone, or of zones that are not named.
fn local(x: &Clock, y: &Clock) -> Relation {
    let apart = (x.minutes() - y.minutes()).rem_euclid(1440);
    match apart {
        0 => Relation::Same,
        720 if x.twelve || y.twelve => Relation::Vaguer(Why::new("half-of-day", "only one tells the half of the day")),
        _ => Relation::Conflicting(Why::new("clock-time", format!("{} is not {}", say::clock(x), say::clock(y)))),
    }
}

fn parts(x: DayPart, y: DayPart) -> Relation {
    if x == y {
        return Relation::Same;
    }
    let why = |text: &str| Why::new("part-of-day", text.to_owned());
    let hours = |part: DayPart| (part.hours().0..=part.hours().1).map(|hour| hour % 24);
    if hours(x).any(|hour| hours(y).any(|other| other == hour)) {
        Relation::Vaguer(why("the two parts of the day overlap"))
    } else {
        Relation::Conflicting(why("the two parts of the day do not overlap"))
    }
}

fn in_part(clock: &Clock, part: DayPart) -> Relation {
    let (from, to) = part.hours();
    let inside = |hour: u8| (from..=to).contains(&hour) || (from..=to).contains(&(hour + 24));
    if inside(clock.hour % 24) || (clock.twelve && inside((clock.hour + 12) % 24)) {
        Relation::Vaguer(Why::new("part-of-day", format!("{} lies in that part of the day", say::clock(clock))))
    } else {
        Relation::Conflicting(Why::new("part-of-day", format!("{} does not lie in that part of the day", say::clock(clock))))
    }
}

/// Whether two days follow each other.
fn neighbours(a: Calendar, b: Calendar) -> bool {
    match (a.as_day(), b.as_day()) {
        (Some(a), Some(b)) => date::days_between(a.min(b), a.max(b)) <= 1,
        _ => matches!((a, b), (Calendar::Weekday(x), Calendar::Weekday(y)) if (i16::from(x) - i16::from(y)).rem_euclid(7) % 5 == 1),
    }
}
