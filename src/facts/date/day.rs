//! Days by their month and number, months, years, weekdays, and lists and ranges of days.

use super::resolve;
use super::words::Word;
use super::{Dated, Grammar, Read, hijri};
use crate::facts::timex::read::{self, Numeral};
use crate::facts::timex::{Calendar, Form, Timex, Told, Unit};
use crate::facts::{Kind, Value};
use crate::normalise::{Capitals, TokenKind};

/// A month of one of the two calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    Common(u8),
    Hijri(u8),
}

impl Grammar<'_, '_> {
    /// Day and month, month and year, a month alone, with the weekday before or after.
    pub(super) fn named(&self, i: usize) -> Option<Read> {
        let start = self.skip(i, Word::WeekdayMark);
        if let Some(((day, _), end)) = self.weekday_word(start) {
            let at = self.skip(self.link(self.skip(end, Word::Join)), Word::DayMark);
            let read = self.body(at).filter(|read| read.timex.date().is_some_and(|date| matches!(date, Calendar::Day(..))))?;
            // The third Tuesday of a month rather than a Tuesday that is no such day.
            let differs = read.timex.date().and_then(|date| date.as_day()).is_some_and(|date| date.weekday().to_monday_one_offset() != day as i8);
            return (!differs || self.nth(i).is_none()).then(|| read.beside(day));
        }
        let mut read = self.body(i)?;
        // Jul 18, Fri
        if matches!(read.timex.date(), Some(Calendar::Day(..)))
            && self.scene.form(read.end) == ","
            && let Some(((day, _), end)) = self.weekday_word(read.end + 1)
            && self.body(self.link(end)).is_none()
        {
            read.end = end;
            read = read.beside(day);
        }
        Some(read)
    }

    /// The same without the weekday.
    fn body(&self, i: usize) -> Option<Read> {
        self.day_month(i).or_else(|| self.month_day(i)).or_else(|| self.year_month(i)).or_else(|| self.month_alone(i))
    }

    /// 15 March 2023, the 15th of March, 20 من الشهر المقبل.
    fn day_month(&self, i: usize) -> Option<Read> {
        let from = self.skip(self.skip(i, Word::Link), Word::DayMark);
        let nth = || self.word(from, |word| if let Word::Nth(n) = word { u8::try_from(n).ok() } else { None }).map(|(day, end)| (day, true, end));
        // A round number is its own ordinal in some languages: العشرين من يناير.
        let number = self.day_number(from);
        let (day, strong, end) = number.filter(|(_, strong, _)| *strong).or_else(nth).or(number)?;
        let at = self.link(self.skip(self.separator(end), Word::DayAfter));
        // A cardinal in words counts something else where a preposition stands before the month: `двенадцать в мае`.
        if !strong && at > end && read::digits(self.scene, from).is_none() {
            return None;
        }
        if let Some((month, _, end)) = self.month(at).filter(|(_, sure, _)| *sure || strong || self.is_named(at)) {
            return self.with_year(month, Some(day), end);
        }
        // of the same month
        if let Some(end) = self.flag(at, Word::SameMonth).filter(|after| self.link(end) > end || *after > at + 1) {
            return Some(Read::date(Calendar::Day(None, None, day), end));
        }
        // of next month
        let period = self.period(at).filter(|_| at > end)?;
        match period.timex.form {
            Form::Date(Calendar::Month(year, month)) => {
                let told = period.timex.told;
                valid(Calendar::Day(year, Some(month), day)).map(|date| Read::told(date, told, period.end))
            }
            _ => None,
        }
    }

    /// March 15, 2023; Nov/2.
    fn month_day(&self, i: usize) -> Option<Read> {
        let (month, sure, end) = self.month(i)?;
        let at = self.skip(self.link(self.separator(end)), Word::DayMark);
        if self.scene.form(at.saturating_sub(1)) == "," && at > end {
            return None;
        }
        // `May 1st` is a day in any letters; what may for the first time be so is none.
        let direct = at == end;
        let (day, strong, end) = self.day_number(at)?;
        if !(sure || strong && direct || self.is_named(i)) {
            return None;
        }
        // In a language that puts the day first a number after the month may well count something else.
        if !strong && !self.words.month_first && !self.is_closed(end) || self.is_counted(end) {
            return None;
        }
        self.with_year(month, Some(day), end)
    }

    /// 2016 June, 2019-aug-01.
    fn year_month(&self, i: usize) -> Option<Read> {
        let (year, end) = self.year(i, false)?;
        let at = self.separator(end);
        let (month, sure, month_end) = self.month(at)?;
        // `in 2002 may have`
        if !sure && at == end && !self.is_named(at) {
            return None;
        }
        let end = month_end;
        let Month::Common(month) = month else { return None };
        if self.separator(end) > end
            && let Some((day, _, end)) = self.day_number(self.separator(end))
        {
            return valid(Calendar::Day(Some(year), Some(month), day)).map(|date| Read::date(date, end));
        }
        // A year that closes one date is not the beginning of the next: 2018 June only where no other year follows.
        if self.year(self.link(end), false).is_some() || self.day_number(end).is_some() {
            return None;
        }
        Some(Read::date(Calendar::Month(Some(year), month), end))
    }

    /// March 2023, last March, March.
    fn month_alone(&self, i: usize) -> Option<Read> {
        let (month, sure, end) = self.month(i)?;
        if self.is_given(i) {
            return None;
        }
        let read = self.with_year(month, None, end)?;
        let year = read.timex.date().is_some_and(|date| date.year().is_some());
        (sure || (year && self.is_named(i)) || self.is_evident(i)).then_some(read)
    }

    /// Whether the month at token `i` is somebody's given name: with a capital where months have none, or with a further name after it and nothing of
    /// a date before it.
    fn is_given(&self, i: usize) -> bool {
        let scene = self.scene;
        let capital = |at: usize| scene.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.capitals == Capitals::First);
        if !capital(i) || self.flag(i, Word::Given).is_none() {
            return false;
        }
        let introduced = self.before(i, |word| {
            matches!(word, Word::YearIn | Word::Mod(_) | Word::Link | Word::MonthMark | Word::Before(_) | Word::DayMark).then_some(())
        });
        let inside = i > scene.range.start && scene.token(i - 1).is_some_and(|before| before.kind == TokenKind::Word);
        let named = capital(i + 1) && self.is_long(i + 1) && self.word(i + 1, Some).is_none();
        if self.words.names_capital { named && introduced.is_none() } else { named || inside }
    }

    /// Completes a month or a day with the year after it.
    fn with_year(&self, month: Month, day: Option<u8>, end: usize) -> Option<Read> {
        let make = |year: Option<i16>, month: u8| day.map_or(Calendar::Month(year, month), |day| Calendar::Day(year, Some(month), day));
        let month = match month {
            Month::Common(month) => month,
            Month::Hijri(month) => {
                let at = self.skip(self.link(self.separator(end)), Word::YearMark);
                let number = read::numeral(self.scene, at)?;
                let year = number.whole::<i32>().filter(|year| (1..=1700).contains(year))?;
                let end = self.flag(number.tokens.end, Word::HijriEra);
                if end.is_none() && !(1300..=1500).contains(&year) {
                    return None;
                }
                let told = |date| Read::told(date, Told::Hijri, end.unwrap_or(number.tokens.end));
                return match day {
                    Some(day) => hijri::day(year, month, day).map(|date| told(Calendar::day(date))),
                    None => hijri::day(year, month, 15).map(|date| told(Calendar::Month(Some(date.year()), date.month() as u8))),
                };
            }
        };
        let stated = |year, end| valid(make(Some(year), month)).map(|date| Read::date(date, end));
        if let Some((year, end)) = self.year(self.separator(end), day.is_some()).or_else(|| self.year(self.link(end), day.is_some())) {
            return stated(year, end);
        }
        let near = self.link(end);
        if let Some(period) = self.period(near)
            && matches!(period.timex.told, Told::Shift(Unit::Year, _))
        {
            let date = match period.timex.form {
                Form::Date(Calendar::Year(year)) => make(Some(year), month),
                _ => make(None, month),
            };
            return valid(date).map(|date| Read::told(date, period.timex.told, period.end));
        }
        if let Some((count, end)) = self.word(end, |word| if let Word::After(count) = word { Some(count) } else { None }) {
            let Calendar::Month(year, _) = resolve::month_moved(self.today, month, count.into()) else { return None };
            return valid(make(year, month)).map(|date| Read::told(date, Told::Shift(Unit::Month, count.into()), end));
        }
        valid(make(None, month)).map(|date| Read::date(date, end))
    }

    /// A month at token `i`, with a second name of it beside: `آذار/مارس`, `تشرين الثاني (نوفمبر)`.
    pub(super) fn month(&self, i: usize) -> Option<(Month, bool, usize)> {
        let marked = self.flag(i, Word::MonthMark);
        let at = marked.unwrap_or(i);
        let ((month, sure), mut end) = self.word(at, |word| match word {
            Word::Month { month, sure } => Some((Month::Common(month), sure)),
            Word::Hijri(month) => Some((Month::Hijri(month), false)),
            _ => None,
        })?;
        if matches!(self.scene.form(end), "/" | "(" | "-") {
            let second = self.word(end + 1, |word| matches!(word, Word::Month { month: other, .. } if Month::Common(other) == month).then_some(()));
            if let Some(((), after)) = second {
                let close = self.scene.form(end) == "(" && self.scene.form(after) == ")";
                return Some((month, true, after + usize::from(close)));
            }
        }
        // The full stop of an abbreviation.
        if !sure
            && self.scene.form(end) == "."
            && self.scene.glued(end)
            && self.scene.form(end - 1).chars().count() <= 5
            && end + 1 < self.scene.range.end
        {
            let next = self.scene.form(end + 1).starts_with(|c: char| c.is_ascii_digit());
            end += usize::from(next);
        }
        Some((month, sure || marked.is_some(), end))
    }

    /// A weekday at token `i`, whether sure or not.
    pub(super) fn weekday_word(&self, i: usize) -> Option<((u8, bool), usize)> {
        let found = self.word(i, |word| if let Word::Weekday { day, sure } = word { Some((day, sure)) } else { None })?;
        let (day, end) = found;
        // One day (يوم واحد) is no Sunday.
        if !day.1 && self.scene.numerals.at(i).is_some_and(|number| number.value == rust_decimal::Decimal::ONE) {
            return None;
        }
        let dotted = !day.1 && self.scene.form(end) == "." && self.scene.glued(end) && !self.scene.glued(end + 1);
        Some((day, end + usize::from(dotted)))
    }

    /// The number of a day of a month, whether it can be nothing else, and the token after it.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, bool, usize)> {
        let Numeral { value: _, tokens, ordinal, digits } = &self.number(i)?;
        let number = self.number(i)?;
        let day = number.whole::<u8>().filter(|day| (1..=31).contains(day) && *digits <= 2)?;
        if *digits == 0 {
            return Some((day, *ordinal, tokens.end));
        }
        let inside = |at: usize| {
            self.scene.glued(at)
                && matches!(self.scene.form(at), "," | "." | ":" | "٫")
                && self.scene.glued(at + 1)
                && read::digits(self.scene, at + 1).is_some()
        };
        if inside(tokens.end) || (self.scene.glued(i) && i > self.scene.range.start && matches!(self.scene.form(i - 1), ":" | "," | "." | "$" | "#"))
        {
            return None;
        }
        match self.flag(tokens.end, Word::Suffix).filter(|_| self.scene.glued(tokens.end)) {
            Some(end) => Some((day, true, end)),
            None => Some((day, *ordinal, tokens.end)),
        }
    }

    /// A number at token `i`: plain digits, or what the finder of numbers has read there.
    fn number(&self, i: usize) -> Option<Numeral> {
        read::numeral(self.scene, i)
    }

    /// A year at token `i`; in two digits only where `short` allows it.
    pub(super) fn year(&self, i: usize, short: bool) -> Option<(i16, usize)> {
        let marked = self.flag(i, Word::YearMark);
        let at = marked.map_or(i, |end| self.skip(end, Word::Link));
        let apostrophe = matches!(self.scene.form(at), "'" | "‘") && self.scene.glued(at + 1);
        if apostrophe {
            let number = read::digits(self.scene, at + 1).filter(|number| number.digits == 2)?;
            return number.whole::<i16>().map(|year| (century(year), number.tokens.end));
        }
        let (year, end) = if let Some(number) = read::digits(self.scene, at) {
            let end = number.tokens.end;
            let next = self.scene.form(end);
            let more = self.scene.glued(end) && self.scene.glued(end + 1) && read::digits(self.scene, end + 1).is_some();
            if more && matches!(next, ":" | "," | "." | "٫" | "٬")
                || (self.scene.glued(at) && at > self.scene.range.start && matches!(self.scene.form(at - 1), "," | "." | ":" | "$"))
            {
                return None;
            }
            // Grouped digits are a count: 2 015.
            if !self.scene.glued(end) && self.scene.form(end).len() == 3 && read::digits(self.scene, end).is_some() && number.digits <= 3 {
                return None;
            }
            let after = self.flag(end, Word::YearAfter);
            let year = number.whole::<i16>()?;
            let known = match number.digits {
                4 => (1000..2200).contains(&year),
                1..=3 => marked.is_some() && year > 31 || after.is_some() && number.digits == 3 && self.flag(end, Word::YearPlural).is_none(),
                _ => false,
            };
            // So many years, unless an era or a month tells the year 152.
            let era = || after.is_some_and(|end| self.flag(end, Word::Era).is_some() || self.flag(end, Word::BeforeEra).is_some());
            let counts = number.digits == 3 && self.flag(end, Word::YearCounted).is_some() && !era() && !short;
            let known = known && !counts;
            let two = short && number.digits == 2 && (self.is_closed(end) || after.is_some()) && !self.is_counted(end) && self.scene.form(end) != "%";
            match (known, two) {
                (true, _) => (year, after.unwrap_or(end)),
                (false, true) => (century(year), after.unwrap_or(end)),
                _ => return None,
            }
        } else {
            let (year, end) = self.year_in_words(at, marked.is_some())?;
            (year, self.skip(end, Word::YearAfter))
        };
        if let Some(end) = self.flag(end, Word::BeforeEra) {
            return Some((-year, end));
        }
        Some((year, self.skip(end, Word::Era)))
    }

    /// `two thousand and eighteen`, `nineteen ninety-six`, `тысяча девятьсот сорок пятом`.
    fn year_in_words(&self, i: usize, marked: bool) -> Option<(i16, usize)> {
        let first = read::words(self.scene, i)?;
        let value = first.whole::<i16>()?;
        if (1000..2200).contains(&value) || (marked && value > 100) {
            return Some((value, first.tokens.end));
        }
        if !(11..=21).contains(&value) || first.ordinal || !self.words.years_by_hundreds {
            return None;
        }
        let mut at = first.tokens.end;
        if self.scene.form(at) == "-" {
            at += 1;
        }
        let second = read::words(self.scene, at)?;
        let mut rest = second.whole::<i16>().filter(|rest| (0..100).contains(rest) && !second.ordinal)?;
        let mut end = second.tokens.end;
        if rest == 0 || (rest >= 20 && rest % 10 == 0) {
            let skip = usize::from(self.scene.form(end) == "-");
            if let Some(unit) = read::words(self.scene, end + skip)
                && let Some(value) = unit.whole::<i16>().filter(|value| (1..10).contains(value))
            {
                rest += value;
                end = unit.tokens.end;
            }
        }
        (rest >= 10 || second.value.is_zero()).then_some((value * 100 + rest, end))
    }

    /// A year that stands alone.
    pub(super) fn year_alone(&self, i: usize) -> Option<Read> {
        let at = self.skip(i, Word::Fiscal);
        let marked = self.flag(at, Word::YearMark).is_some() || at > i;
        let (year, end) = self.year(at, false)?;
        let scene = self.scene;
        let plain = read::digits(scene, at).is_some();
        let read = Some(Read::date(Calendar::Year(year), end));
        if marked || end > at + 1 && plain || (!plain && self.flag(end.saturating_sub(1), Word::YearAfter).is_some()) {
            return read;
        }
        if plain && (!(1800..2100).contains(&year) || matches!(scene.form(end), "%" | "$" | "€" | "£")) {
            return None;
        }
        // More than 1900 people: a bound or an estimate of what follows.
        if plain && self.is_bound(at) && scene.concepts.iter().any(|hit| hit.tokens.start == end) {
            return None;
        }
        // A round number may be a count where a noun follows; another one hardly stands without its grouping sign there.
        let round = year % 100 == 0;
        let modifies = self.before(at, |word| matches!(word, Word::YearBeforeNoun).then_some(())).is_some() || self.is_possessive(at.wrapping_sub(1));
        if plain && !round && modifies && (1900..2050).contains(&year) {
            return read;
        }
        if plain && self.is_counted(end) {
            return None;
        }
        // The name of an event before it: Euro 2016, انتخابات 2020.
        let named = scene.token(at.wrapping_sub(1)).is_some_and(|token| {
            token.kind == TokenKind::Word && (!scene.pack.profile.capitals || token.capitals == Capitals::First) && self.is_long(at - 1)
        });
        if plain
            && !round
            && named
            && (1900..2050).contains(&year)
            && !scene.glued(at)
            && (self.is_closed(end) || self.link(end) > end)
            && scene.form(end) != "-"
        {
            return read;
        }
        let introduced = self.before(at, |word| matches!(word, Word::YearIn).then_some(())).is_some();
        let enclosed = scene.form(at.wrapping_sub(1)) == "(" && scene.form(end) == ")";
        // The second of two: 2014-2018, in 2007 and 2009. The first year must itself be one.
        let ranged = at >= scene.range.start + 2 && self.flag(at - 1, Word::Range).is_some() && {
            // The first one may carry an ending: с 2014-го по 2016-й.
            let first = |back: &usize| at.checked_sub(*back).filter(|first| read::digits(scene, *first).is_some_and(|n| n.digits == 4));
            let years = |first| self.year_alone(first).is_some_and(|read| read.end + 1 == at || first + 2 == at);
            (2..=4).filter_map(|back| first(&back)).any(years)
        };
        let ranges = plain
            && self.flag(end, Word::Range).is_some()
            && !matches!(scene.form(at.wrapping_sub(1)), "-" | "+")
            && !scene.glued(at)
            && self
                .year(end + 1, false)
                .is_some_and(|(next, after)| (year < next && next < year + 100) && !(scene.form(after) == "-" && scene.glued(after)));
        (introduced || enclosed || ranged || ranges).then_some(read).flatten()
    }

    /// Whether the number at token `i` has a word before it that makes it a bound or an estimate.
    fn is_bound(&self, i: usize) -> bool {
        let loose = |value: &Value| value.amount().is_some_and(|amount| amount.approximate || amount.point().is_none());
        self.scene.found.iter().any(|(tokens, fact)| tokens.contains(&i) && tokens.start < i && loose(&fact.value))
    }

    /// Whether the word at token `i` ends in a possessive that is written with an apostrophe.
    fn is_possessive(&self, i: usize) -> bool {
        let form = self.scene.form(i);
        self.scene
            .pack
            .profile
            .clitics
            .enclitics
            .iter()
            .any(|enclitic| enclitic.starts_with('\'') && enclitic.len() > 1 && form.ends_with(enclitic.as_str()))
    }

    /// Whether the word at token `i` is longer than a preposition or an abbreviation.
    fn is_long(&self, i: usize) -> bool {
        self.scene.form(i).chars().count() >= 4
    }

    /// A weekday, with a word of distance or with its week, and the number of its day.
    pub(super) fn weekday(&self, i: usize) -> Option<Read> {
        if let Some((count, at)) = self.word(i, |word| if let Word::Before(count) = word { Some(count) } else { None }) {
            let ((day, _), end) = self.weekday_word(self.skip(at, Word::WeekdayMark))?;
            let date = resolve::weekday_moved(self.today, day, count.into());
            return Some(Read::told(date, Told::Weekday(day), end));
        }
        let marked = self.flag(i, Word::WeekdayMark);
        let ((day, sure), end) = self.weekday_word(marked.unwrap_or(i))?;
        if let Some((count, end)) = self.word(end, |word| if let Word::After(count) = word { Some(count) } else { None }) {
            let date = resolve::weekday_moved(self.today, day, count.into());
            return Some(Read::told(date, Told::Weekday(day), end));
        }
        // Wednesday of last week.
        if let Some(week) = self.period(self.link(end)).filter(|period| matches!(period.timex.told, Told::Shift(Unit::Week, _))) {
            let date = week.timex.date().map_or(Calendar::Weekday(day), |week| resolve::weekday_of_week(*week, day));
            return Some(Read::told(date, Told::Weekday(day), week.end));
        }
        // Friday the 13th: the nearest month in which they meet.
        let at = self.skip(self.link(end), Word::DayMark);
        let hour = self.scene.found.iter().any(|(tokens, fact)| tokens.contains(&at) && fact.kind() == Kind::Time);
        if let Some((number, strong, after)) = self.day_number(at)
            && !hour
            && (strong || at > self.link(end) || marked.is_some())
            && self.is_closed(after)
        {
            return Some(Read::date(self.meeting(day, number), after));
        }
        // أحد عشر: a number that begins with the name of a day.
        let number = !sure && self.scene.numerals.around(i).is_some();
        let alone = sure || marked.is_some() || (!number && self.is_evident(i));
        alone.then(|| Read::told(resolve::weekday(self.today, day, self.future), Told::Weekday(day), end))
    }

    /// The day nearest to the publication whose weekday and number in its month are those.
    fn meeting(&self, weekday: u8, number: u8) -> Calendar {
        let found = self.today.and_then(|today| {
            [0, -1, 1, -2, 2, -3, 3].into_iter().find_map(|months| {
                let month = crate::facts::timex::shift(today.first_of_month(), Unit::Month, months)?;
                let day = jiff::civil::Date::new(month.year(), month.month(), number as i8).ok()?;
                (day.weekday().to_monday_one_offset() == weekday as i8).then_some(day)
            })
        });
        found.map_or(Calendar::Day(None, None, number), Calendar::day)
    }

    /// A day of the month that names no month.
    pub(super) fn day_alone(&self, i: usize) -> Option<Read> {
        let timed = self.flag(i, Word::DayMarkTimed);
        let at = self.flag(i, Word::DayMark).or(timed)?;
        let (number, strong, end) = self.day_number(at)?;
        // The second day is counted from something else than the beginning of a month.
        if strong && self.flag(i, Word::DefiniteDay).is_some() {
            return None;
        }
        // Digits that go on are a longer date or a range: 22/04.
        let longer = self.scene.glued(end) && self.scene.glued(end + 1) && read::digits(self.scene, end + 1).is_some();
        let plain = read::digits(self.scene, at).is_some();
        // The first Friday is counted in a month.
        // The third-largest party.
        let joined = self.scene.form(end) == "-"
            && self.scene.glued(end)
            && self.scene.glued(end + 1)
            && self.scene.token(end + 1).is_some_and(|token| token.kind == TokenKind::Word);
        if longer
            || joined
            || self.weekday_word(end).is_some()
            || self.scene.found.iter().any(|(tokens, fact)| tokens.contains(&at) && fact.kind() == Kind::Time)
        {
            return None;
        }
        let after = self.flag(end, Word::DayAfter);
        let time =
            |test: &dyn Fn(&std::ops::Range<usize>) -> bool| self.scene.found.iter().any(|(tokens, fact)| fact.kind() == Kind::Time && test(tokens));
        let next = self.link(self.skip(end, Word::Join));
        // At 2:14 of the ninth round: what the ordinal counts follows it.
        let word = self.scene.token(end).is_some_and(|token| token.kind == TokenKind::Word);
        let free = !word || next > end || self.is_closed(end);
        let beside = time(&|tokens| tokens.start == next || free && (tokens.end == i || tokens.end + 1 == i));
        if timed.is_some() && after.is_none() && !beside {
            return None;
        }
        // A bare number after an article counts nothing only where it is an ordinal.
        let able = strong || plain && (timed.is_some() || self.flag(i, Word::DayNumberMark).is_some());
        // `The first from her country`: in words a day is closed by no preposition, unless a time follows.
        let preposition = !plain && word && self.flag(end, Word::Range).is_none() && self.flag(end, Word::Join).is_some();
        let closed = after.is_some() || self.is_closed(end) && !preposition || beside;
        // The fourth of nine: a place in a row.
        let link = self.link(end);
        let row = link > end && !beside && self.number(link).is_some_and(|number| !number.ordinal);
        (able && closed && !row).then(|| Read::date(Calendar::Day(None, None, number), after.unwrap_or(end)))
    }

    /// Days of one month: 13-15 July, between 2 and 7 February, July 13-15, 4 till 23 of this month.
    pub(super) fn list(&self, i: usize) -> Option<Vec<Dated>> {
        let dated = |from: usize, end: usize, timex: Timex| Dated { tokens: from..end, timex, part: None };
        let start = self.skip(self.skip(i, Word::Link), Word::DayMark);
        if let Some((day, _, end)) = self.day_number(start) {
            let mut days = vec![(start, end, day)];
            while let Some(after) = self.flag(days.last()?.1, Word::Range) {
                let at = self.skip(self.link(after), Word::DayMark);
                let at = self.skip(at, Word::Range);
                let Some((day, _, end)) = self.day_number(at) else { break };
                days.push((at, end, day));
                if days.len() > 6 {
                    break;
                }
            }
            let (last, _, _) = *days.last().filter(|_| days.len() > 1)?;
            let read = self.day_month(last)?;
            let Form::Date(Calendar::Day(year, month, _)) = read.timex.form else { return None };
            let mut out = Vec::new();
            for &(from, end, day) in &days[..days.len() - 1] {
                let date = valid(Calendar::Day(year, month, day))?;
                out.push(dated(from, end, Timex { form: Form::Date(date), ..read.timex.clone() }));
            }
            out.push(dated(last, read.end, read.timex));
            return Some(out);
        }
        let (Month::Common(month), _, end) = self.month(start)? else { return None };
        let at = self.skip(self.link(self.separator(end)), Word::DayMark);
        let (first, _, first_end) = self.day_number(at)?;
        let after = self.flag(first_end, Word::Range)?;
        let at = self.skip(self.link(after), Word::DayMark);
        let (second, _, second_end) = self.day_number(at)?;
        if self.month(self.link(second_end)).is_some() || self.is_counted(second_end) || second <= first {
            return None;
        }
        let read = self.with_year(Month::Common(month), Some(second), second_end)?;
        let year = read.timex.date()?.year();
        let date = valid(Calendar::Day(year, Some(month), first))?;
        Some(vec![dated(start, first_end, Timex { form: Form::Date(date), ..read.timex.clone() }), dated(at, read.end, read.timex)])
    }

    /// The token after a sign that parts day, month and year in one word, such as 05-Aug-2016.
    pub(super) fn separator(&self, i: usize) -> usize {
        let sign = matches!(self.scene.form(i), "-" | "/" | ".") && self.scene.glued(i);
        i + usize::from(sign && (self.scene.glued(i + 1) || self.scene.form(i) == "."))
    }

    /// Whether nothing that a number could count begins at token `i`: the end, a sign, a year, or a word of dates and times.
    pub(super) fn is_closed(&self, i: usize) -> bool {
        match self.scene.token(i) {
            None => true,
            Some(token) if token.kind == TokenKind::Sign => !matches!(self.scene.form(i), "%" | "$" | "€" | "£" | "°"),
            Some(token) if token.kind == TokenKind::Digits => true,
            Some(_) => {
                let time = self.scene.found.iter().any(|(tokens, fact)| tokens.contains(&i) && fact.kind() == Kind::Time);
                time || self
                    .word(i, |word| {
                        matches!(word, Word::Range | Word::Join | Word::YearAfter | Word::YearMark | Word::Weekday { sure: true, .. }).then_some(())
                    })
                    .is_some()
            }
        }
    }

    /// Whether a thing or person that is counted begins at token `i`.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        self.scene.concepts.iter().any(|hit| hit.tokens.start == i && hit.number == crate::languages::GrammaticalNumber::Plural)
    }

    /// Whether an unsure word has the capital of a name, in a language and a text that write capitals.
    pub(super) fn is_named(&self, i: usize) -> bool {
        let scene = self.scene;
        let at = self.skip(i, Word::MonthMark);
        !scene.pack.profile.capitals
            || self.is_caseless()
            || scene.token(at).is_some_and(|token| token.capitals != Capitals::None)
            || !self.words.names_capital
    }

    /// Whether the sentence is written without capitals.
    fn is_caseless(&self) -> bool {
        self.scene.range.clone().all(|at| self.scene.token(at).is_none_or(|token| token.capitals == Capitals::None))
    }

    /// Whether a word that has other meanings is a date here: a preposition of time before it, a name's capital in a language that writes them, or
    /// nothing else in the sentence.
    fn is_evident(&self, i: usize) -> bool {
        let scene = self.scene;
        if scene.range.len() <= 2 {
            return true;
        }
        let time = |at: usize| scene.found.iter().any(|(tokens, fact)| tokens.contains(&at) && fact.kind() == Kind::Time);
        if let Some((_, end)) = self.weekday_word(i) {
            let introduced = scene.pack.profile.capitals
                && self.is_named(i)
                && self.before(i, |word| matches!(word, Word::YearIn | Word::Mod(_)).then_some(())).is_some();
            // Somebody at two in the morning is no Sunday.
            let joined = scene.pack.profile.capitals && self.flag(end, Word::Join).is_some() && time(end + 1);
            return introduced || time(end) || joined;
        }
        let capital = self.is_named(i);
        let introduced = self.before(i, |word| matches!(word, Word::YearIn | Word::MonthMark | Word::Mod(_)).then_some(())).is_some();
        let ranged = self.flag(i + 1, Word::Range).is_some_and(|end| self.month(end).is_some());
        (introduced || ranged) && capital
    }
}

/// The date, if the calendar has such a day.
pub(super) fn valid(date: Calendar) -> Option<Calendar> {
    match date {
        Calendar::Day(year, Some(month), day) => {
            // Of an unknown year 29 February is possible.
            jiff::civil::Date::new(year.unwrap_or(2024), month as i8, day as i8).ok().map(|_| date)
        }
        date => Some(date),
    }
}

/// A year in two digits: until 49 of this century.
pub(super) fn century(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}
