//! Lengths of time, exact in the units in which they are told.

use super::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A length of time. Months and smaller units are kept apart: a month has no fixed number of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Whole years, as told.
    pub years: Decimal,
    /// Months, beside the years.
    pub months: Decimal,
    /// Weeks.
    pub weeks: Decimal,
    /// Days, beside the weeks.
    pub days: Decimal,
    /// Hours.
    pub hours: Decimal,
    /// Minutes.
    pub minutes: Decimal,
    /// Seconds.
    pub seconds: Decimal,
}

impl Length {
    /// So many of one unit. A fraction is put into the next smaller unit where it is whole there (`1.5` hours are `PT1H30M`).
    pub fn of(unit: Unit, count: Decimal) -> Self {
        let mut length = Self::default();
        match unit {
            Unit::Century => length.years = times(count, 100),
            Unit::Decade => length.years = times(count, 10),
            Unit::Year => length.years = count,
            Unit::Half => length.months = times(count, 6),
            Unit::Quarter | Unit::Season => length.months = times(count, 3),
            Unit::Month => length.months = count,
            Unit::Week => length.weeks = count,
            Unit::Day => length.days = count,
            Unit::Hour => length.hours = count,
            Unit::Minute => length.minutes = count,
            Unit::Second => length.seconds = count,
        }
        carry(&mut length.years, &mut length.months, 12);
        carry(&mut length.weeks, &mut length.days, 7);
        carry(&mut length.days, &mut length.hours, 24);
        carry(&mut length.hours, &mut length.minutes, 60);
        carry(&mut length.minutes, &mut length.seconds, 60);
        length
    }

    /// The sum of two lengths, unit by unit.
    pub fn plus(self, other: Self) -> Self {
        let add = |a: Decimal, b: Decimal| a.checked_add(b).unwrap_or(a);
        Self {
            years: add(self.years, other.years),
            months: add(self.months, other.months),
            weeks: add(self.weeks, other.weeks),
            days: add(self.days, other.days),
            hours: add(self.hours, other.hours),
            minutes: add(self.minutes, other.minutes),
            seconds: add(self.seconds, other.seconds),
        }
    }

    /// All in months, and the rest in seconds.
    pub fn totals(self) -> (Decimal, Decimal) {
        let sum = |parts: &[(Decimal, i64)]| {
            parts.iter().fold(Decimal::ZERO, |sum, (count, factor)| sum.checked_add(times(*count, *factor)).unwrap_or(sum))
        };
        let seconds = [(self.weeks, 604_800), (self.days, 86_400), (self.hours, 3_600), (self.minutes, 60), (self.seconds, 1)];
        // A third of an hour is twenty minutes, however many places of it are kept.
        (sum(&[(self.years, 12), (self.months, 1)]).round_dp(6), sum(&seconds).round_dp(3))
    }

    /// The largest unit in it, if it has no other; for "two weeks".
    pub fn single(self) -> Option<(Unit, Decimal)> {
        let mut parts = self.parts().into_iter().filter(|(_, count)| !count.is_zero());
        let first = parts.next()?;
        parts.next().is_none().then_some(first)
    }

    /// The smallest unit in it.
    pub fn smallest(self) -> Option<Unit> {
        self.parts().into_iter().rfind(|(_, count)| !count.is_zero()).map(|(unit, _)| unit)
    }

    /// Each unit with its count, the longest first.
    pub fn parts(self) -> [(Unit, Decimal); 7] {
        [
            (Unit::Year, self.years),
            (Unit::Month, self.months),
            (Unit::Week, self.weeks),
            (Unit::Day, self.days),
            (Unit::Hour, self.hours),
            (Unit::Minute, self.minutes),
            (Unit::Second, self.seconds),
        ]
    }
}

/// A product; a length beyond the range of the type stays as it is.
fn times(count: Decimal, factor: i64) -> Decimal {
    count.checked_mul(Decimal::from(factor)).unwrap_or(count)
}

/// Moves the fraction of `large` into `small` where it makes a whole number there.
fn carry(large: &mut Decimal, small: &mut Decimal, factor: i64) {
    let part = times(large.fract(), factor);
    if !part.is_zero() && part.fract().is_zero() {
        *large = large.trunc();
        *small = small.checked_add(part).unwrap_or(*small);
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut time = false;
        let mut empty = true;
        for (unit, count) in self.parts() {
            if count.is_zero() {
                continue;
            }
            if unit < Unit::Day && !time {
                f.write_str("T")?;
                time = true;
            }
            let letter = match unit {
                Unit::Year => 'Y',
                Unit::Month | Unit::Minute => 'M',
                Unit::Week => 'W',
                Unit::Day => 'D',
                Unit::Hour => 'H',
                _ => 'S',
            };
            write!(f, "{}{letter}", count.normalize())?;
            empty = false;
        }
        if empty { f.write_str("T0S") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_print_as_timex3() {
        let of = |unit, text: &str| Length::of(unit, text.parse().unwrap()).to_string();
        assert_eq!(of(Unit::Day, "3"), "P3D");
        assert_eq!(of(Unit::Hour, "1.5"), "PT1H30M");
        assert_eq!(of(Unit::Year, "0.5"), "P6M");
        assert_eq!(of(Unit::Day, "0.5"), "PT12H");
        assert_eq!(of(Unit::Month, "1.5"), "P1.5M");
        assert_eq!(of(Unit::Second, "123.45"), "PT123.45S");
        assert_eq!(of(Unit::Decade, "3"), "P30Y");
        assert_eq!(Length::of(Unit::Week, 1.into()).plus(Length::of(Unit::Day, 3.into())).to_string(), "P1W3D");
    }
}
