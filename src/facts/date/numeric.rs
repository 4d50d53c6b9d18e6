//! Dates in figures: `2023-03-15`, `15.03.2023`, `3/15/23`, `22/04`, `2/2013`, `20-02-1430 هـ`.

use super::day::{century, valid};
use super::words::{Order, Word};
use super::{Grammar, Read, hijri};
use crate::facts::timex::read::{self, Numeral};
use crate::facts::timex::{Calendar, Form, Told};

impl Grammar<'_, '_> {
    /// A date in figures at token `i`.
    pub(super) fn numeric(&self, i: usize) -> Option<Read> {
        let scene = self.scene;
        let first = read::digits(scene, i)?;
        let ranged = i >= scene.range.start + 4 && scene.form(i - 1) == "-" && scene.form(i - 3) == "/";
        if !ranged && scene.glued(i) && i > scene.range.start && matches!(scene.form(i - 1), "-" | "/" | "." | ":" | "," | "+") && scene.glued(i - 1)
        {
            return None;
        }
        let sign = scene.form(i + 1);
        if !matches!(sign, "-" | "/" | "." | "–") || scene.glued(i + 1) != scene.glued(i + 2) {
            return None;
        }
        let second = read::digits(scene, i + 2)?;
        let spaced = !scene.glued(i + 1);
        let third =
            (scene.form(i + 3) == sign && scene.glued(i + 3) != spaced && scene.glued(i + 4) != spaced).then(|| read::digits(scene, i + 4)).flatten();
        match third {
            Some(third) => self.three(&first, &second, &third),
            None if spaced => None,
            None => self.two(sign, &first, &second),
        }
    }

    /// Day, month and year, in the order of ISO or of the language.
    fn three(&self, first: &Numeral, second: &Numeral, third: &Numeral) -> Option<Read> {
        let end = third.tokens.end;
        let more = self.scene.glued(end)
            && matches!(self.scene.form(end), "-" | "/" | ".")
            && self.scene.glued(end + 1)
            && read::digits(self.scene, end + 1).is_some();
        if more || first.digits == 3 || second.digits > 2 || third.digits == 3 {
            return None;
        }
        let (a, b, c) = (first.whole::<i16>()?, second.whole::<i16>()?, third.whole::<i16>()?);
        let era = self.flag(end, Word::HijriEra);
        let make = |year: i16, month: i16, day: i16| -> Option<(Calendar, Told)> {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            if era.is_some() || (1350..1500).contains(&year) {
                return hijri::day(year.into(), month, day).map(|date| (Calendar::day(date), Told::Hijri));
            }
            valid(Calendar::Day(Some(year), Some(month).filter(|m| (1..=12).contains(m)), day))
                .filter(|date| date.as_day().is_some())
                .map(|date| (date, Told::Stated))
        };
        let end = era.unwrap_or_else(|| self.skip(end, Word::YearAfter));
        if first.digits == 4 {
            let (date, told) = make(a, b, c).or_else(|| make(a, c, b)).filter(|_| (1000..2200).contains(&a) && third.digits <= 2)?;
            return Some(Read::told(date, told, end));
        }
        let year = match third.digits {
            4 if (1000..2200).contains(&c) => c,
            2 => century(c),
            _ => return None,
        };
        let (month_first, day_first) = (make(year, a, b), make(year, b, a));
        let (date, other) = self.ordered(month_first, day_first)?;
        let mut read = Read::told(date.0, date.1, end);
        read.timex.other = other.map(|(date, _)| Form::Date(date));
        Some(read)
    }

    /// Day and month, or month and year.
    fn two(&self, sign: &str, first: &Numeral, second: &Numeral) -> Option<Read> {
        let end = second.tokens.end;
        let (a, b) = (first.whole::<i16>()?, second.whole::<i16>()?);
        let glued_on = self.scene.glued(end)
            && (self.scene.glued(end + 1) && matches!(self.scene.form(end), "." | "," | ":" | "/") && read::digits(self.scene, end + 1).is_some());
        if glued_on || self.scene.form(end) == "%" {
            return None;
        }
        if first.digits <= 2 && second.digits == 4 && sign != "-" && (1..=12).contains(&a) && (1800..2100).contains(&b) {
            return Some(Read::date(Calendar::Month(Some(b), a as u8), self.skip(end, Word::YearAfter)));
        }
        if first.digits == 4
            && second.digits == 2
            && (1..=12).contains(&b)
            && (1800..2100).contains(&a)
            && sign != "–"
            && (sign != "-" || b < a % 100)
        {
            return Some(Read::date(Calendar::Month(Some(a), b as u8), end));
        }
        if first.digits > 2 || second.digits > 2 || sign == "–" {
            return None;
        }
        let make = |month: i16, day: i16| -> Option<(Calendar, Told)> {
            let (month, day) = (u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?, u8::try_from(day).ok().filter(|d| *d > 0)?);
            valid(Calendar::Day(None, Some(month), day)).map(|date| (date, Told::Stated))
        };
        let start = first.tokens.start;
        let introduced =
            self.before(start, |word| matches!(word, Word::YearIn | Word::WeekdayMark | Word::DayMark | Word::DayMarkTimed).then_some(())).is_some()
                || start > self.scene.range.start && self.weekday_word(start - 1).is_some()
                || self.scene.form(start.wrapping_sub(1)) == "-" && self.scene.form(start.wrapping_sub(3)) == "/";
        let alone = self.scene.range.start == start;
        let plain = match sign {
            // A fraction or a score, unless one side can only be a day.
            "/" => introduced || ((alone || second.digits == 2) && (a > 12 || b > 12)) || self.is_range_of_figures(end),
            "." => introduced && self.words.dotted && second.digits == 2,
            _ => introduced && ((a > 12) != (b > 12) || self.scene.range.end <= end + 1),
        };
        if !plain || self.is_counted(end) {
            return None;
        }
        let (date, other) = if sign == "." { (make(b, a)?, None) } else { self.ordered(make(a, b), make(b, a))? };
        let mut read = Read::told(date.0, date.1, end);
        read.timex.other = other.map(|(date, _)| Form::Date(date));
        Some(read)
    }

    /// Which order of day and month is meant, and the other one where both can be.
    #[expect(clippy::type_complexity, reason = "two optional readings in, one and a second out")]
    fn ordered(
        &self,
        month_first: Option<(Calendar, Told)>,
        day_first: Option<(Calendar, Told)>,
    ) -> Option<((Calendar, Told), Option<(Calendar, Told)>)> {
        match (self.words.order, month_first, day_first) {
            (_, Some(month_first), None) => Some((month_first, None)),
            (_, None, Some(day_first)) => Some((day_first, None)),
            (_, Some(a), Some(b)) if a.0 == b.0 => Some((a, None)),
            (Order::Either, Some(month_first), day_first) => Some((month_first, day_first)),
            (Order::DayFirst, _, Some(day_first)) => Some((day_first, None)),
            _ => None,
        }
    }

    /// Whether another date in figures follows after a word of range: 2/29-3/1.
    fn is_range_of_figures(&self, end: usize) -> bool {
        let Some(at) = self.flag(end, Word::Range) else { return false };
        read::digits(self.scene, at).is_some() && self.scene.form(at + 1) == "/" && read::digits(self.scene, at + 2).is_some()
    }
}
