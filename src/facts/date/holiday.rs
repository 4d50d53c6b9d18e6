//! When feasts and commemorations are: fixed days, days around Easter, days of the Islamic calendar, and the nth weekday of a month.

use super::hijri;
use crate::facts::timex::{Calendar, Form, day_of_month_nth, shift_day};
use jiff::civil::Date;

/// How the date of a feast is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// `12-25`: month and day.
    Fixed(u8, u8),
    /// `easter+1`: days from Easter as the Western churches keep it.
    Easter(i32),
    /// `pascha-7`: days from Easter as the Eastern churches keep it.
    Pascha(i32),
    /// `hijri-10-01`: month and day of the Islamic calendar; a day of 0 is the whole month.
    Hijri(u8, u8),
    /// `11-4-4`: month, weekday from 1 for Monday, and which one of them (`-1` the last), with days to add: `11-4-4+1`.
    Weekday(u8, u8, i32, i32),
}

impl Rule {
    /// Reads a rule of the tables.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("easter") {
            return days.parse().ok().map(Rule::Easter);
        }
        if let Some(days) = text.strip_prefix("pascha") {
            return days.parse().ok().map(Rule::Pascha);
        }
        if let Some(date) = text.strip_prefix("hijri-") {
            let (month, day) = date.split_once('-')?;
            return Some(Rule::Hijri(month.parse().ok()?, day.parse().ok()?));
        }
        let (text, plus) = text.split_once('+').map_or((text, "0"), |parts| parts);
        let (month, rest) = text.split_once('-')?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        match rest.split_once('-') {
            None => Some(Rule::Fixed(month, rest.parse().ok().filter(|day| (1..=31).contains(day))?)),
            Some((weekday, nth)) => {
                let weekday = weekday.parse().ok().filter(|day| (1..=7).contains(day))?;
                Some(Rule::Weekday(month, weekday, nth.parse().ok()?, plus.parse().ok()?))
            }
        }
    }

    /// The feast in a year of the common era.
    pub(super) fn in_year(self, year: i16) -> Option<Form> {
        let day = match self {
            Rule::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok()?,
            Rule::Easter(days) => shift_day(easter(year)?, days)?,
            Rule::Pascha(days) => shift_day(pascha(year)?, days)?,
            Rule::Weekday(month, weekday, nth, days) => shift_day(day_of_month_nth(year, month, weekday, nth)?, days)?,
            Rule::Hijri(month, day) => {
                // An Islamic year is eleven days shorter: the one that has this month in the common year is one of two.
                let guess = i32::from(year) - 579;
                let (hijri_year, first) = (guess - 2..=guess + 1)
                    .filter_map(|hijri_year| Some((hijri_year, hijri::day(hijri_year, month, day.max(1))?)))
                    .find(|(_, date)| date.year() == year)?;
                if day > 0 {
                    return Some(Form::Date(Calendar::day(first)));
                }
                let (next_year, next) = if month == 12 { (hijri_year + 1, 1) } else { (hijri_year, month + 1) };
                let last = hijri::day(next_year, next, 1)?.yesterday().ok()?;
                return Some(Form::Interval(Calendar::day(first), Calendar::day(last)));
            }
        };
        Some(Form::Date(Calendar::day(day)))
    }

    /// The feast nearest to a day; before it or after it where `direction` says so.
    pub(super) fn near(self, day: Date, direction: i8) -> Option<Form> {
        let start = |form: &Form| match form {
            Form::Date(date) | Form::Interval(date, _) => date.as_day(),
            _ => None,
        };
        let all = (-1..=1).filter_map(|years| self.in_year(day.year() + years));
        let wanted = all.filter(|form| match direction {
            0 => true,
            d if d < 0 => start(form).is_some_and(|date| date < day),
            _ => start(form).is_some_and(|date| date > day),
        });
        wanted.min_by_key(|form| start(form).map_or(i64::MAX, |date| date.duration_since(day).as_hours().abs()))
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = h + l - 7 * m;
    let month = (n + 90) / 25;
    let day = (n + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the Julian calendar, as a day of the Gregorian one (Meeus).
fn pascha(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * y.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * y.rem_euclid(4) + 4 * y.rem_euclid(7) - d + 34).rem_euclid(7);
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let behind = y / 100 - y / 400 - 2;
    shift_day(Date::new(year, month as i8, day as i8).ok()?, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(rule: &str, year: i16) -> String {
        Rule::parse(rule).unwrap().in_year(year).unwrap().to_string()
    }

    #[test]
    fn feasts_move() {
        assert_eq!([on("easter+0", 2023), on("easter+0", 2024)], ["2023-04-09", "2024-03-31"]);
        assert_eq!([on("pascha+0", 2023), on("pascha+0", 2024)], ["2023-04-16", "2024-05-05"]);
        assert_eq!(on("11-4-4", 2023), "2023-11-23");
        assert_eq!(on("11-4-4+1", 2023), "2023-11-24");
        assert_eq!(on("hijri-10-01", 2023), "2023-04-21");
        assert_eq!(on("hijri-09-0", 2023), "2023-03-23/2023-04-20");
        assert_eq!(Rule::parse("someday"), None);
    }

    #[test]
    fn the_nearest_feast_is_meant() {
        let day = jiff::civil::date(2023, 1, 4);
        assert_eq!(Rule::Fixed(12, 25).near(day, 0).unwrap().to_string(), "2022-12-25");
        assert_eq!(Rule::Fixed(12, 25).near(day, 1).unwrap().to_string(), "2023-12-25");
    }
}
