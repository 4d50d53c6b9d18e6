//! Periods told by their distance or their place in a longer one, and feasts.

use super::holiday;
use super::resolve::{self, Nth};
use super::words::Word;
use super::{Grammar, Read};
use crate::facts::Kind;
use crate::facts::timex::{Calendar, Clock, Form, Length, Modifier, TimeOfDay, Timex, Told, Unit, read, shift};
use rust_decimal::Decimal;

impl Grammar<'_, '_> {
    /// last week, الشهر المقبل, в прошлом году, last February, this summer.
    pub(super) fn period(&self, i: usize) -> Option<Read> {
        // The past month, за последний год: a length that ends with the publication.
        if let Some(at) = self.flag(i, Word::BeforeLength)
            && let Some((What::Unit(unit), end)) = self.unit_word(at)
        {
            // The past decade and a half: what the finder of lengths has read there.
            let longer = self.scene.found.iter().find_map(|(tokens, fact)| match (fact.kind(), fact.value.timex()) {
                (Kind::Duration, Some(Timex { form: Form::Length(length), .. })) if tokens.start == at && tokens.end > end => {
                    Some((**length, tokens.end))
                }
                _ => None,
            });
            let (length, end) = longer.unwrap_or((Length::of(unit, Decimal::ONE), end));
            let timex = Timex { told: Told::Shift(unit, -1), ..Timex::new(Form::Length(length.into())) };
            return Some(Read { timex, part: None, end });
        }
        if let Some((count, at)) = self.word(i, |word| if let Word::Before(count) = word { Some(count) } else { None }) {
            return self.moved(at, count.into()).or_else(|| self.moved(self.flag(at, Word::MonthMark)?, count.into()));
        }
        let (_, end) = self.unit_word(i)?;
        // A unit that a number counts is a length: الأيام الثلاثة المقبلة.
        if self.scene.found.iter().any(|(tokens, fact)| fact.kind() == Kind::Duration && tokens.start < i && tokens.contains(&i)) {
            return None;
        }
        // The year after next; a word between the unit and its distance is not allowed.
        let (count, after) = self.word(end, |word| if let Word::After(count) = word { Some(count) } else { None }).or_else(|| self.bare(i, end))?;
        let mut read = self.moved(i, count.into())?;
        read.end = after.max(read.end);
        Some(self.day_of_week(read))
    }

    /// A bare unit after the part of it that is meant: end of the month, до конца дня, نهاية الشهر.
    fn bare(&self, i: usize, end: usize) -> Option<(i8, usize)> {
        let unit = self.unit_word(i)?.0;
        let parted = self.modifier(i).0.is_some_and(|modifier| {
            use crate::facts::timex::Modifier::*;
            matches!(modifier, Start | Mid | End)
        });
        (parted && matches!(unit, What::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter | Unit::Decade | Unit::Century)))
            .then_some((0, end))
    }

    fn unit_word(&self, i: usize) -> Option<(What, usize)> {
        self.word(i, |word| match word {
            Word::Period(unit) => Some(What::Unit(unit)),
            Word::Weekend => Some(What::Weekend),
            Word::Season(season) => Some(What::Season(season)),
            _ => None,
        })
    }

    /// The period named at token `i`, moved.
    fn moved(&self, i: usize, count: i32) -> Option<Read> {
        if let Some((what, end)) = self.unit_word(i) {
            let (date, told) = match what {
                // The last day, the next day: of something else than the week of publication.
                What::Unit(Unit::Day) if count != 0 => return None,
                What::Unit(unit) if unit >= Unit::Day => resolve::period(self.today, unit, count),
                What::Unit(unit) => {
                    // The past hour is a length.
                    let length = Form::Length(Length::of(unit, Decimal::ONE).into());
                    return (count.abs() == 1).then(|| Read { timex: Timex::new(length), part: None, end });
                }
                What::Weekend => {
                    let (week, told) = resolve::period(self.today, Unit::Week, count);
                    let date = if let Calendar::Week(year, week) = week { Calendar::Weekend(year, week) } else { week };
                    (date, told)
                }
                What::Season(season) => (resolve::season_moved(self.today, season, count), Told::Shift(Unit::Season, count)),
            };
            return Some(self.day_of_week(Read::told(date, told, end)));
        }
        let (month, _, end) = self.month(i).filter(|(_, sure, _)| *sure || self.is_named(i))?;
        let super::day::Month::Common(month) = month else { return None };
        // this May to October 2020: the year is told apart.
        let date = resolve::month_moved(self.today, month, count);
        Some(Read::told(date, Told::Shift(Unit::Month, count), end))
    }

    /// last week's Sunday, next week on Friday: the day of a week told by its distance, where a weekday follows.
    fn day_of_week(&self, week: Read) -> Read {
        let Some(date @ (Calendar::Week(..) | Calendar::Unknown(Unit::Week))) = week.timex.date().copied() else { return week };
        let at = self.skip(self.link(self.skip(week.end, Word::Join)), Word::WeekdayMark);
        match self.weekday_word(at) {
            Some(((day, true), end)) => Read::told(resolve::weekday_of_week(date, day), Told::Weekday(day), end),
            _ => week,
        }
    }

    /// yesterday, اليوم, завтра, tonight; with the weekday that names the same day.
    pub(super) fn near(&self, i: usize) -> Option<Read> {
        let ((days, part), end) = self.word(i, |word| match word {
            Word::Near(days) => Some((days, None)),
            Word::NearPart(days, part) => Some((days, Some(part))),
            _ => None,
        })?;
        // Neither today nor tonight: ذلك اليوم, اليوم نفسه, تلك الليلة.
        let other = |at: usize| self.flag(at, Word::OtherDay).is_some();
        if days == 0 && (i > self.scene.range.start && other(i - 1) || other(end)) {
            return None;
        }
        // The second day is counted from something else than today: في اليوم الثاني.
        let ordered = |at: usize| self.scene.numerals.around(at).is_some_and(|number| number.ordinal());
        if self.flag(i, Word::DefiniteDay).is_some_and(|day| day == end) && (ordered(end) || self.scene.glued(end + 1) && ordered(end + 1)) {
            return None;
        }
        let (date, told) = resolve::period(self.today, Unit::Day, days.into());
        let mut read = Read::told(date, told, end);
        read.part = part;
        // The date in full beside it says more: today, 15 March 2023.
        let next = self.skip(if matches!(self.scene.form(end), "," | "،" | "(") { end + 1 } else { end }, Word::Link);
        if let Some(full) = self.named(next).filter(|full| full.timex.date().is_some_and(|date| date.as_day().is_some())) {
            return Some(Read { part, ..full });
        }
        let at = self.skip(if matches!(self.scene.form(end), "," | "،" | "(") { end + 1 } else { end }, Word::WeekdayMark);
        if part.is_none()
            && let Some(((day, true), after)) = self.weekday_word(at)
        {
            let same = date.as_day().is_none_or(|date| date.weekday().to_monday_one_offset() == day as i8);
            // A date in full says more than its distance.
            if same && self.day_number(self.skip(self.link(after), Word::DayMark)).is_none() {
                read.end = after;
            }
        }
        Some(read)
    }

    /// three days ago, قبل أسبوعين, через год: a length and a word that counts it from the day of publication.
    pub(super) fn distance(&self, i: usize) -> Option<Read> {
        if let Some((length, end)) = self.length(i)
            && let Some((direction, end)) = self.word(end, |word| if let Word::Ago(direction) = word { Some(direction) } else { None })
        {
            let read = if direction > 0 { self.ahead(length, end) } else { self.shifted(length, direction.into(), end) };
            // A month and a half has no number of days: it stays a length.
            return read.or(Some(Read { timex: Timex::new(Form::Length(length.into())), part: None, end }));
        }
        if let Some(read) = self.counted_from_day(i) {
            return Some(read);
        }
        let (direction, at) = self.word(i, |word| match word {
            Word::Since(direction) => Some(direction),
            Word::In if !self.is_span(i) => Some(1),
            _ => None,
        })?;
        let (length, end) = self.length(at).or_else(|| self.length(self.flag(at, Word::Join)?))?;
        // The place I arrived in six weeks ago.
        if self.flag(i, Word::In).is_some() && self.word(end, |word| matches!(word, Word::Ago(_)).then_some(())).is_some() {
            return None;
        }
        // Gone in less than four hours: a bound is of a length.
        let bounded = self.scene.found.iter().any(|(tokens, fact)| {
            let bound = matches!(fact.value.timex(), Some(Timex { modifier: Some(Modifier::LessThan | Modifier::MoreThan), .. }));
            tokens.start == at && fact.kind() == Kind::Duration && bound
        });
        if bounded && self.flag(i, Word::In).is_some() {
            return None;
        }
        // In the week: a bare unit after such a word is counted only with a one.
        let counted = (at..end).any(|at| {
            self.flag(at, Word::One).is_some() || self.scene.found.iter().any(|(tokens, fact)| fact.kind() == Kind::Duration && tokens.contains(&at))
        });
        let bare = self.flag(i, Word::In).is_some() && !counted;
        // Two days after the attack is counted from the attack.
        if bare || self.flag(end, Word::CountedFrom).is_some() {
            return None;
        }
        if direction > 0 { self.ahead(length, end) } else { self.shifted(length, direction.into(), end) }
    }

    /// A week from Saturday, two days from tomorrow: a length counted from another day than that of publication.
    fn counted_from_day(&self, i: usize) -> Option<Read> {
        let (length, end) = self.length(i)?;
        let at = self.flag(end, Word::FromDay)?;
        let (unit, count) = length.single()?;
        let count = count.fract().is_zero().then(|| i32::try_from(count).ok()).flatten()?;
        if !matches!(unit, Unit::Day | Unit::Week) || self.before(i, |word| (word == Word::Lasting).then_some(())).is_some() {
            return None;
        }
        let (from, end) = match self.near(at) {
            Some(near) => (near.timex.date()?.as_day()?, near.end),
            // Days from a weekday on are a length that begins there.
            None if unit == Unit::Week => {
                let ((day, sure), end) = self.weekday_word(at)?;
                (resolve::weekday(Some(self.today?), day, true).as_day().filter(|_| sure)?, end)
            }
            None => return None,
        };
        let date = shift(from, unit, count)?;
        let told = Told::Distance(Unit::Day, self.today.map_or(0, |today| (date - today).get_days()));
        Some(Read::told(Calendar::day(date), told, end))
    }

    /// A length after something: after the publication where the sentence is about the time to come or tells nothing else, else after what the
    /// story has just told, and then it stays a length.
    fn ahead(&self, length: Length, end: usize) -> Option<Read> {
        const SHORT: usize = 6;
        if self.future || self.scene.range.len() <= SHORT {
            return self.shifted(length, 1, end);
        }
        Some(Read { timex: Timex::new(Form::Length(length.into())), part: None, end })
    }

    /// Whether a word before token `i` makes a length of what follows: the first time in ten years.
    fn is_span(&self, i: usize) -> bool {
        (self.scene.range.start.max(i.saturating_sub(4))..i).any(|at| self.flag(at, Word::Span).is_some())
    }

    /// The length that the finder of lengths has read at token `i`, or a bare unit.
    fn length(&self, i: usize) -> Option<(Length, usize)> {
        let found = self.scene.found.iter().filter(|(_, fact)| fact.kind() == Kind::Duration).find_map(|(tokens, fact)| match fact.value.timex() {
            Some(Timex { form: Form::Length(length), .. }) if tokens.start == i => Some((**length, tokens.end)),
            _ => None,
        });
        found.or_else(|| {
            let counted = self.skip(i, Word::One);
            let (unit, end) = self.word(counted, |word| if let Word::Period(unit) = word { Some(unit) } else { None })?;
            // Before the last week: قبل الأسبوع الأخير.
            if self.flag(counted, Word::DefiniteUnit).is_some() {
                return None;
            }
            // Flown in half a million: no half of a year.
            if unit == Unit::Half && counted == i {
                return None;
            }
            // Since the year 2011.
            if unit == Unit::Year && self.year(counted, false).is_some() {
                return None;
            }
            // Before next week: قبل الأسبوع المقبل.
            if self.word(end, |word| matches!(word, Word::After(_)).then_some(())).is_some() {
                return None;
            }
            Some((Length::of(unit, Decimal::ONE), self.skip(end, Word::One)))
        })
    }

    /// The day or time so far from the publication.
    fn shifted(&self, length: Length, direction: i32, end: usize) -> Option<Read> {
        let smallest = length.smallest()?;
        let whole = |count: Decimal| count.fract().is_zero().then(|| i32::try_from(count).ok()).flatten();
        if smallest >= Unit::Day
            && let Some((unit, count)) = length.single()
            && let Some(count) = whole(count)
        {
            let (date, told) = resolve::distance(self.today, unit, direction * count);
            return Some(Read::told(date, told, end));
        }
        let at = self.scene.anchor?.at;
        let mut day = at.date();
        for (unit, count) in length.parts().into_iter().filter(|(unit, count)| *unit >= Unit::Day && !count.is_zero()) {
            day = shift(day, unit, direction.checked_mul(whole(count)?)?)?;
        }
        let grain = |unit| Told::Distance(unit, direction);
        if smallest >= Unit::Day {
            let date = if smallest == Unit::Week { Calendar::day(day) } else { Calendar::around(day, smallest) };
            // A year and a half is eighteen months.
            let (months, seconds) = length.totals();
            let count = match smallest {
                Unit::Month if seconds.is_zero() => whole(months),
                Unit::Day if months.is_zero() => whole(seconds / Decimal::from(86_400)),
                _ => None,
            };
            let told = count.and_then(|count| Some(Told::Distance(smallest, direction.checked_mul(count)?)));
            return Some(Read::told(date, told.unwrap_or_else(|| grain(smallest)), end));
        }
        let seconds = Length { weeks: Decimal::ZERO, days: Decimal::ZERO, ..length }.totals().1;
        let seconds = i64::from(direction).checked_mul(i64::try_from(seconds.trunc()).ok()?)?;
        let then = day.to_datetime(at.time()).checked_add(jiff::SignedDuration::from_secs(seconds)).ok()?;
        let clock = Clock { second: (smallest == Unit::Second).then_some(then.second() as u8), ..Clock::new(then.hour() as u8, then.minute() as u8) };
        let form = Form::Time(Some(Calendar::day(then.date())), TimeOfDay::At(clock));
        let told = length.single().and_then(|(unit, count)| Some(Told::Distance(unit, direction.checked_mul(whole(count)?)?)));
        Some(Read { timex: Timex { told: told.unwrap_or_else(|| grain(smallest)), ..Timex::new(form) }, part: None, end })
    }

    /// The first Friday of July, third quarter of 2020, 20th century, الثلاثاء الثالث من أيلول, в третьем квартале.
    pub(super) fn nth(&self, i: usize) -> Option<Read> {
        // Next year's first quarter.
        if let Some(year) = self.period(i).filter(|period| matches!(period.timex.form, Form::Date(Calendar::Year(_))))
            && let Some((n, what @ Nth::Unit(Unit::Quarter | Unit::Half), end)) = self.counted(year.end)
        {
            let date = resolve::nth(n, what, *year.timex.date()?)?;
            return Some(Read { timex: Timex { form: Form::Date(date), ..year.timex }, end, ..year });
        }
        let i = self.skip(i, Word::Link);
        let (n, what, end) = self.counted(i)?;
        if what == Nth::Unit(Unit::Century) {
            let n = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?;
            // VII век до нашей эры
            if let Some(end) = self.flag(end, Word::BeforeEra) {
                return Some(Read::date(Calendar::Century(-n), end));
            }
            return Some(Read::date(Calendar::Century(n - 1), self.skip(end, Word::Era)));
        }
        // Week 31: that of the year of publication.
        if let (Nth::Unit(Unit::Week), Some(today)) = (what, self.today)
            && read::digits(self.scene, end.saturating_sub(1)).is_some()
            && self.scope(self.link(end)).is_none()
        {
            return resolve::nth(n, what, Calendar::Year(today.year())).map(|date| Read::date(date, end));
        }
        if let Some(scope) = self.scope(self.link(end)) {
            if let Some(date) = scope.timex.date().and_then(|of| resolve::nth(n, what, *of)) {
                return Some(Read { timex: Timex { form: Form::Date(date), ..scope.timex }, ..scope });
            }
            // A month of no known year: that of the publication.
            if let (Some(today), Some(Calendar::Month(None, month))) = (self.today, scope.timex.date()) {
                let date = resolve::nth(n, what, Calendar::Month(Some(today.year()), *month))?;
                return Some(Read { timex: Timex { form: Form::Date(date), ..scope.timex }, ..scope });
            }
        }
        match what {
            Nth::Unit(Unit::Quarter) => u8::try_from(n).ok().filter(|n| (1..=4).contains(n)).map(|n| Read::date(Calendar::Quarter(None, n), end)),
            Nth::Unit(Unit::Half) => u8::try_from(n).ok().filter(|n| (1..=2).contains(n)).map(|n| Read::date(Calendar::Half(None, n), end)),
            _ => None,
        }
    }

    /// A number in an order and what it counts, in either order.
    fn counted(&self, i: usize) -> Option<(i32, Nth, usize)> {
        let what = |at: usize| -> Option<(Nth, usize)> {
            let at = self.skip(at, Word::WeekdayMark);
            let unit = self.word(at, |word| match word {
                Word::Period(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Century)) => Some(Nth::Unit(unit)),
                _ => None,
            });
            unit.or_else(|| self.weekday_word(at).map(|((day, _), end)| (Nth::Weekday(day), end)))
        };
        if let Some((n, at)) = self.ordinal(i)
            && let Some((what, end)) = what(at)
        {
            return Some((n, what, end));
        }
        let (what, at) = what(i)?;
        // A number in figures after a unit counts it only where the unit is a week.
        let (n, end) = match read::digits(self.scene, at).filter(|_| what == Nth::Unit(Unit::Week)) {
            Some(number) => (number.whole::<i32>().filter(|n| (1..=53).contains(n))?, number.tokens.end),
            None => self.ordinal(at)?,
        };
        Some((n, what, end))
    }

    /// A number in an order: first, 3rd, XX, последний.
    fn ordinal(&self, i: usize) -> Option<(i32, usize)> {
        let number = read::numeral(self.scene, i);
        // A word for an ordinal can begin a longer one: الثاني عشر.
        let longer = |end: usize| number.as_ref().is_some_and(|number| number.ordinal && number.tokens.end > end);
        if let Some((n, end)) = self.word(i, |word| if let Word::Nth(n) = word { Some(n) } else { None }).filter(|(_, end)| !longer(*end)) {
            return Some((n.into(), end));
        }
        if let Some(number) = number {
            let suffix = self.flag(number.tokens.end, Word::Suffix);
            let ordinal = number.ordinal || suffix.is_some();
            return number.whole::<i32>().filter(|n| ordinal && (1..=53).contains(n)).map(|n| (n, suffix.unwrap_or(number.tokens.end)));
        }
        roman(self.scene.source(i)).map(|n| (n, i + 1))
    }

    /// The period that another one is counted in.
    fn scope(&self, i: usize) -> Option<Read> {
        self.period(i).or_else(|| self.named(i)).or_else(|| self.year(i, false).map(|(year, end)| Read::date(Calendar::Year(year), end)))
    }

    /// 1970s, 70-х годах, السبعينيات, the nineteen seventies.
    pub(super) fn decade(&self, i: usize) -> Option<Read> {
        if let Some(number) = read::digits(self.scene, i) {
            let at = number.tokens.end;
            let end = self.flag(at, Word::DecadeSuffix).filter(|end| self.scene.glued(at) && self.flag(*end, Word::Ordered).is_none())?;
            let year = number.whole::<i16>()?;
            let told = self.decade_of(end).map(|(century, _)| i16::from(century));
            let decade = match number.digits {
                4 if (1000..2200).contains(&year) && year % 10 == 0 => Read::date(Calendar::Decade(year / 10), end),
                2 if year % 10 == 0 => decade(told, year, end),
                _ => return None,
            };
            if number.digits == 2 && self.flag(i.wrapping_sub(1), Word::Span).is_some() {
                return None;
            }
            let end = self.skip(end, Word::DecadeYears);
            let end = self.decade_of(end).map_or(end, |(_, end)| end);
            return Some(Read { end, ..decade });
        }
        let hundreds = read::words(self.scene, i)
            .filter(|number| !number.ordinal)
            .and_then(|n| Some((n.whole::<i16>().filter(|n| (11..=20).contains(n))?, n.tokens.end)));
        let at = hundreds.map_or(self.skip(i, Word::DecadeYears), |(_, end)| end);
        let (tens, end) = self.word(at, |word| if let Word::Decade(tens) = word { Some(i16::from(tens)) } else { None })?;
        // A word that is a number too needs the word for years after it.
        let worded = self.flag(end, Word::DecadeYears);
        let of = self.decade_of(worded.unwrap_or(end));
        if worded.is_none() && of.is_none() && end == at + 1 && read::words(self.scene, at).is_some() {
            return None;
        }
        if self.flag(i.wrapping_sub(1), Word::Span).is_some() {
            return None;
        }
        let told = hundreds.map(|(hundreds, _)| hundreds).or(of.map(|(century, _)| century.into()));
        let end = of.map_or(worded.unwrap_or(end), |(_, end)| end);
        Some(decade(told, tens, end))
    }

    fn decade_of(&self, i: usize) -> Option<(u8, usize)> {
        self.word(i, |word| if let Word::DecadeOf(century) = word { Some(century) } else { None })
    }

    /// summer 2016, Q3 2019, H1.
    pub(super) fn season_or_quarter(&self, i: usize) -> Option<Read> {
        let short = |at: usize| {
            self.word(at, |word| match word {
                Word::Season(season) => Some(Calendar::Season(None, season)),
                Word::Quarter(quarter) => Some(Calendar::Quarter(None, quarter)),
                Word::Half(half) => Some(Calendar::Half(None, half)),
                _ => None,
            })
        };
        // 2019 Q1
        if let Some((year, at)) = self.year(i, false) {
            let (date, end) = short(self.separator(at)).filter(|(date, _)| !matches!(date, Calendar::Season(..)))?;
            return Some(Read::date(date.with_year(year), end));
        }
        let (date, end) = short(i)?;
        let at = self.link(self.separator(end));
        if let Some((year, end)) = self.year(at, false) {
            return Some(Read::date(date.with_year(year), end));
        }
        if let Some(period) = self.period(at).filter(|period| matches!(period.timex.told, Told::Shift(Unit::Year, _))) {
            let date = period.timex.date().and_then(|year| year.year()).map_or(date, |year| date.with_year(year));
            return Some(Read::told(date, period.timex.told, period.end));
        }
        if let (Calendar::Season(None, season), Some((count, end))) =
            (date, self.word(end, |word| if let Word::After(n) = word { Some(n) } else { None }))
        {
            return Some(Read::told(resolve::season_moved(self.today, season, count.into()), Told::Shift(Unit::Season, count.into()), end));
        }
        let introduced = self.before(i, |word| matches!(word, Word::YearIn | Word::Mod(_)).then_some(())).is_some();
        (introduced || !matches!(date, Calendar::Season(..)) || self.scene.range.len() <= 2).then(|| Read::date(date, end))
    }

    /// Christmas, عيد الأضحى 2013, last Easter, День Победы.
    pub(super) fn holiday(&self, i: usize) -> Option<Read> {
        let moved = self.word(i, |word| if let Word::Before(count) = word { Some(count) } else { None });
        let at = moved.map_or(i, |(_, at)| at);
        let (index, end) = self.word(at, |word| if let Word::Holiday(index) = word { Some(index) } else { None })?;
        let (key, rule) = &self.words.holidays[usize::from(index)];
        let read = |form: Option<Form>, end| {
            form.map(|form| Read { timex: Timex { told: Told::Holiday(key.clone()), ..Timex::new(form) }, part: None, end })
        };
        let of = self.link(end);
        if let Some((year, end)) = self.year(of, false) {
            return read(rule.in_year(year), end);
        }
        if let Some(period) = self.period(of).filter(|period| matches!(period.timex.told, Told::Shift(Unit::Year, _))) {
            return read(period.timex.date().and_then(|date| date.year()).and_then(|year| rule.in_year(year)), period.end);
        }
        let after = self.word(end, |word| if let Word::After(count) = word { Some(count) } else { None });
        let (count, end) = after.map_or((moved.map(|(count, _)| count), end), |(count, end)| (Some(count), end));
        match (self.today, *rule) {
            (Some(today), rule) if count.is_some() => read(rule.near(today, count.unwrap_or(0)), end),
            (_, holiday::Rule::Fixed(month, day)) => read(Some(Form::Date(Calendar::Day(None, Some(month), day))), end),
            (Some(today), rule) => read(rule.near(today, 0), end),
            // A feast that moves, in an unknown year.
            (None, _) => read(Some(Form::Date(Calendar::Unknown(Unit::Day))), end),
        }
    }
}

/// What a word of period names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Unit(Unit),
    Weekend,
    Season(crate::facts::timex::Season),
}

/// A Roman number of one to thirty in capitals, as centuries have.
pub(super) fn roman(text: &str) -> Option<i32> {
    roman_number(text).filter(|number| *number <= 30 && !text.contains('L'))
}

/// A Roman number below a hundred in capitals.
pub(in crate::facts) fn roman_number(text: &str) -> Option<i32> {
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    // Newspapers also type Cyrillic letters that look like the Latin ones.
    let value = |letter| match letter {
        'I' | 'І' => Some(1),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let mut sum = 0;
    let mut last = 0;
    for letter in text.chars().rev() {
        let value = value(letter)?;
        sum += if value < last { -value } else { value };
        last = last.max(value);
    }
    (1..100).contains(&sum).then_some(sum)
}

/// A decade by its tens, of a century that is told or that is meant: the twenties are those of this century or of the last.
fn decade(century: Option<i16>, tens: i16, end: usize) -> Read {
    let of = |century: i16| Calendar::Decade(century * 10 + tens / 10);
    let usual = if tens <= 20 { 20 } else { 19 };
    let mut read = Read::date(of(century.unwrap_or(usual)), end);
    if century.is_none() && tens == 20 {
        read.timex.other = Some(Form::Date(of(19)));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers_of_centuries() {
        assert_eq!(["XX", "XIX", "IV", "XXI", "ХХ"].map(roman), [Some(20), Some(19), Some(4), Some(21), Some(20)]);
        assert_eq!(["", "XL", "мир", "x"].map(roman), [None; 4]);
    }
}
