//! Dates beside each other.

use super::say;
use crate::facts::timex::{Calendar, Form, Length, Timex, Told, Unit};
use crate::facts::{Relation, Why};
use jiff::civil::Date;

/// Two dates or periods.
pub(super) fn relate(a: &Timex, b: &Timex) -> Option<Relation> {
    if let (Told::Holiday(x), Told::Holiday(y)) = (&a.told, &b.told)
        && x == y
    {
        // Churches keep one feast on different days, which may lie in two years, and years are told on one side only.
        const APART: i64 = 14;
        let years = |timex: &Timex| timex.date().and_then(|date| date.year());
        let near = || bounds(&a.form).zip(bounds(&b.form)).is_some_and(|(a, b)| days_between(a.0, b.0).abs() <= APART);
        if years(a).is_none() || years(b).is_none() || years(a) == years(b) || near() {
            return Some(if a.form == b.form { Relation::Same } else { Relation::Equivalent(Why::new("feast", "both name the same feast")) });
        }
    }
    match (&a.form, &b.form) {
        (Form::Date(x), Form::Date(y)) => days(*x, &a.told, *y, &b.told),
        _ => Some(periods(bounds(&a.form)?, bounds(&b.form)?)),
    }
}

/// First and last day of a date or period.
fn bounds(form: &Form) -> Option<(Date, Date)> {
    match form {
        Form::Date(date) => date.bounds(),
        Form::Interval(from, to) => Some((from.bounds()?.0, to.bounds()?.1)),
        _ => None,
    }
}

fn periods(a: (Date, Date), b: (Date, Date)) -> Relation {
    if a == b {
        Relation::Same
    } else if a.0 <= b.1 && b.0 <= a.1 {
        Relation::Vaguer(Why::new("period", format!("{} to {} and {} to {} share days", a.0, a.1, b.0, b.1)))
    } else {
        Relation::Conflicting(Why::new("date", format!("{} to {} has no day of {} to {}", a.0, a.1, b.0, b.1)))
    }
}

/// Two dates with the way in which each is told.
pub(super) fn days(a: Calendar, told_a: &Told, b: Calendar, told_b: &Told) -> Option<Relation> {
    if a == b && (told_a == told_b || !matches!(a, Calendar::Unknown(_))) {
        return Some(same(a, told_a, told_b));
    }
    if let Some(relation) = weekdays(a, told_a, b, told_b).or_else(|| weekdays(b, told_b, a, told_a)) {
        return Some(relation);
    }
    if let (Told::Distance(x, m), Told::Distance(y, n)) = (told_a, told_b)
        && m.signum() == n.signum()
    {
        let of = |unit: &Unit, count: &i32| Length::of(*unit, count.unsigned_abs().into());
        return Some(super::length::relate((of(x, m), None), (of(y, n), None)));
    }
    if let (Told::Shift(x, m), Told::Shift(y, n)) = (told_a, told_b)
        && x == y
        && m == n
        && is_of(a, *x)
        && is_of(b, *x)
    {
        return Some(Relation::Equivalent(Why::new("relative-date", "both are told by the same distance from their own day of publication")));
    }
    if let (Calendar::Unknown(_), _) | (_, Calendar::Unknown(_)) = (a, b) {
        return match (told_a, told_b) {
            (Told::Shift(x, m), Told::Shift(y, n)) if x == y => {
                Some(Relation::Conflicting(Why::new("relative-date", format!("{m} is not {n} units from the day of publication"))))
            }
            (Told::Shift(..) | Told::Distance(..), Told::Shift(..) | Told::Distance(..)) => None,
            _ => Some(Relation::Vaguer(Why::new("relative-date", "one is told by its distance from an unknown day of publication"))),
        };
    }
    if let (Some((first_a, last_a)), Some((first_b, last_b))) = (a.bounds(), b.bounds()) {
        let within = |outer: (Date, Date), inner: (Date, Date)| outer.0 <= inner.0 && inner.1 <= outer.1;
        if within((first_a, last_a), (first_b, last_b)) || within((first_b, last_b), (first_a, last_a)) {
            let (inner, outer) = if within((first_a, last_a), (first_b, last_b)) { (b, a) } else { (a, b) };
            return Some(Relation::Vaguer(Why::new("period", format!("{} lies in {}", say::calendar(inner), say::calendar(outer)))));
        }
        // Sighting of the moon moves an Islamic date, and weeks are counted loosely.
        let apart = if first_a > first_b { days_between(first_b, first_a) } else { days_between(first_a, first_b) };
        let hijri = matches!(told_a, Told::Hijri) || matches!(told_b, Told::Hijri) || (is_islamic(told_a) && is_islamic(told_b));
        if hijri && apart <= 1 && a.is_day() && b.is_day() {
            return Some(Relation::Equivalent(Why::new("calendar", "Islamic dates differ by a day between countries")));
        }
        let weeks = |told: &Told| matches!(told, Told::Distance(Unit::Week, _));
        if (weeks(told_a) || weeks(told_b)) && apart <= 4 {
            return Some(Relation::Vaguer(Why::new("relative-date", "weeks are counted to the nearest")));
        }
        // Periods that overlap without one holding the other: a week and a month.
        if first_a <= last_b && first_b <= last_a {
            return Some(Relation::Vaguer(Why::new("period", format!("{} and {} share days", say::calendar(a), say::calendar(b)))));
        }
        return comparable(a, b).then(|| conflict(a, b));
    }
    partial(a, b)
}

fn same(date: Calendar, told_a: &Told, told_b: &Told) -> Relation {
    match (told_a, told_b) {
        (Told::Hijri, other) | (other, Told::Hijri) if *other != Told::Hijri => {
            Relation::Equivalent(Why::new("calendar", format!("the Islamic date is {}", say::calendar(date))))
        }
        (Told::Shift(..) | Told::Distance(..), Told::Stated) | (Told::Stated, Told::Shift(..) | Told::Distance(..)) => Relation::Equivalent(
            Why::new("relative-date", format!("told by its distance from the day of publication, it is {}", say::calendar(date))),
        ),
        _ => Relation::Same,
    }
}

/// A date told by its weekday beside another one.
fn weekdays(a: Calendar, told: &Told, b: Calendar, other: &Told) -> Option<Relation> {
    let Told::Weekday(weekday) = *told else { return None };
    if let Told::Weekday(second) = *other {
        return Some(if weekday == second {
            Relation::Equivalent(Why::new("weekday", format!("both say {}", say::weekday(weekday))))
        } else {
            Relation::Conflicting(Why::new("weekday", format!("{} is not {}", say::weekday(weekday), say::weekday(second))))
        });
    }
    let day = match b {
        Calendar::Day(Some(_), ..) => b.as_day(),
        // A day without its year: of the year that the weekday was resolved in.
        Calendar::Day(None, Some(month), day) => a.as_day().and_then(|date| Date::new(date.year(), month as i8, day as i8).ok()),
        _ => None,
    }?;
    let matching = day.weekday().to_monday_one_offset() == weekday as i8;
    let far = a.as_day().is_some_and(|date| days_between(date.min(day), date.max(day)) > 14);
    let is = format!("{} is a {}", say::calendar(Calendar::day(day)), say::weekday_of(day));
    if matching && !far {
        return Some(Relation::Equivalent(Why::new("weekday", is)));
    }
    // A weekday of an unknown week says nothing about a day without a year.
    if a.as_day().is_none() && !matches!(b, Calendar::Day(Some(_), ..)) {
        return None;
    }
    Some(if matching {
        Relation::Vaguer(Why::new("weekday", is))
    } else {
        Relation::Conflicting(Why::new("weekday", format!("{is}, not a {}", say::weekday(weekday))))
    })
}

/// Dates of which one at least is not fully known.
fn partial(a: Calendar, b: Calendar) -> Option<Relation> {
    use Calendar::{Day, Half, Month, Quarter, Season, Weekday};
    let year = || Relation::Vaguer(Why::new("year", "only one tells the year"));
    let inside = || Relation::Vaguer(Why::new("period", format!("{} and {} can be the same time", say::calendar(a), say::calendar(b))));
    let fits = |x: Option<i16>, y: Option<i16>| x.is_none() || y.is_none() || x == y;
    Some(match (a, b) {
        (Day(x, Some(m), d), Day(y, Some(n), e)) if m == n && d == e && fits(x, y) => year(),
        (Day(_, None, d), Day(_, _, e)) | (Day(_, _, d), Day(_, None, e)) if d == e => inside(),
        (Month(x, m), Month(y, n)) if m == n && fits(x, y) => year(),
        (Month(x, m), Day(y, Some(n), _)) | (Day(y, Some(n), _), Month(x, m)) if m == n && fits(x, y) => inside(),
        (Quarter(x, q), Quarter(y, r)) if q == r && fits(x, y) => year(),
        (Half(x, h), Half(y, i)) if h == i && fits(x, y) => year(),
        (Season(x, s), Season(y, t)) if s == t && fits(x, y) => year(),
        // A day without its month fits any month; a month of any year lies in some year.
        (Day(_, None, _), Month(..)) | (Month(..), Day(_, None, _)) => inside(),
        (Weekday(x), Weekday(y)) if x == y => Relation::Same,
        (Weekday(_), Weekday(_)) | (Day(..), Day(..)) | (Month(..), Month(..)) | (Month(..), Day(..)) | (Day(..), Month(..)) => conflict(a, b),
        (Quarter(..), Quarter(..)) | (Half(..), Half(..)) | (Season(..), Season(..)) => conflict(a, b),
        _ => return None,
    })
}

fn conflict(a: Calendar, b: Calendar) -> Relation {
    Relation::Conflicting(Why::new("date", format!("{} is not {}", say::calendar(a), say::calendar(b))))
}

/// Whether two known periods are of grains that one event is dated with: a year is no alternative to a day.
fn comparable(a: Calendar, b: Calendar) -> bool {
    let grain = |date: Calendar| match date {
        Calendar::Century(_) => 9,
        Calendar::Decade(_) => 7,
        Calendar::Year(_) => 5,
        Calendar::Half(..) | Calendar::Quarter(..) | Calendar::Season(..) => 4,
        Calendar::Month(..) => 3,
        Calendar::Week(..) | Calendar::Weekend(..) => 2,
        Calendar::Day(..) | Calendar::Weekday(_) | Calendar::Unknown(_) => 1_i32,
    };
    (grain(a) - grain(b)).abs() <= 2
}

/// Whether a date is told by its distance alone: a month of last year is told by its name too.
fn is_of(date: Calendar, unit: Unit) -> bool {
    match date {
        Calendar::Day(..) => unit <= Unit::Week,
        Calendar::Week(..) | Calendar::Weekend(..) => unit == Unit::Week,
        Calendar::Month(..) => unit == Unit::Month,
        Calendar::Quarter(..) => unit == Unit::Quarter,
        Calendar::Half(..) => unit == Unit::Half,
        Calendar::Season(..) => unit == Unit::Season,
        Calendar::Year(_) => unit == Unit::Year,
        Calendar::Decade(_) => unit == Unit::Decade,
        Calendar::Century(_) => unit == Unit::Century,
        Calendar::Weekday(_) => false,
        Calendar::Unknown(own) => own == unit || unit == Unit::Week,
    }
}

/// Whether a feast is of the Islamic calendar cannot be seen from its key; its date is then told as one of these.
fn is_islamic(told: &Told) -> bool {
    matches!(told, Told::Hijri | Told::Holiday(_))
}

pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
