//! Times of day: `5:30 p.m. Moscow time`, `الخامسة والنصف مساءً بتوقيت غرينتش`, `в 17:30 мск`.
//!
//! Finds clock times in figures and words, on 12 and 24 hours, noon and midnight, parts of the day, and the zone beside them. The value is a
//! TIMEX3 time (`T17:30+03:00`, `TMO`); a half of the day that is not told stays open. Both ends of a range (`3-4 p.m.`) are facts of their own.
//! Leaves alone: scores and ratios (`3:1`), lengths (`8 часов` without a preposition of time), bare numbers. The kind `date` joins a time with its
//! day where they stand side by side.

mod words;

pub use words::Words;

use super::timex::read;
use super::timex::{Clock, DayPart, Form, TimeOfDay, Timex, Zone};
use super::{Finder, Kind, Scene, Value};
use crate::normalise::TokenKind;
use jiff::civil::DateTime;
use std::ops::Range;
use words::Word;

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut found: Vec<(Range<usize>, Clock)> = Vec::new();
        let ahead = self.hours_ahead(scene);
        let mut i = scene.range.start;
        while i < scene.range.end {
            // Noon inside a longer name of a part of the day is not a time: بعد الظهر.
            if let Some((_, end)) = self.part(scene, i, false).filter(|(_, end)| *end > i + 1) {
                i = end;
                continue;
            }
            let told = ahead[i - scene.range.start] <= REACH;
            match told.then(|| self.clock(scene, i)).flatten().filter(|(tokens, _)| is_free(scene, tokens)) {
                Some((tokens, clock)) => {
                    i = tokens.end;
                    found.push((tokens, clock));
                }
                None => i += 1,
            }
        }
        self.ranges(scene, &mut found);
        for (tokens, clock) in found {
            scene.claim(tokens, Value::Time(Timex::new(Form::Time(None, TimeOfDay::At(clock))).into()), None);
        }
        let mut i = scene.range.start;
        while i < scene.range.end {
            match self.part(scene, i, false).filter(|(_, end)| is_free(scene, &(i..*end)) && !is_taken(scene, &(i..*end))) {
                Some((part, end)) => {
                    scene.claim(i..end, Value::Time(Timex::new(Form::Time(None, TimeOfDay::Part(part))).into()), None);
                    i = end;
                }
                None => i += 1,
            }
        }
    }
}

/// More words than this never stand between the beginning of a clock time and its hour.
const REACH: usize = 12;

/// Whether no kind that knows better has these words.
fn is_free(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let better = |kind| !matches!(kind, Kind::Number | Kind::Ordinal | Kind::Duration | Kind::Quantity | Kind::Time);
    // What lies inside a time was cut short: 6 p in 6 p.m.
    let cut = |other: &Range<usize>| other.end < tokens.end || (tokens.start <= other.start && other.len() < tokens.len());
    !scene.found.iter().any(|(other, fact)| other.start < tokens.end && tokens.start < other.end && better(fact.kind()) && !cut(other))
}

fn is_taken(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    scene.found.iter().any(|(other, fact)| other.start < tokens.end && tokens.start < other.end && fact.kind() == Kind::Time)
}

/// An hour as written, with what can follow it.
struct Hour {
    clock: Clock,
    end: usize,
    /// Minutes are told: more than a bare number.
    sure: bool,
}

impl Words {
    /// By token of the sentence: how far it is to the next one that can tell an hour, itself included. Most sentences have none.
    fn hours_ahead(&self, scene: &Scene<'_>) -> Vec<usize> {
        let hour = |word: Word| matches!(word, Word::Point(_) | Word::HalfTo(_) | Word::Hours).then_some(());
        let tells = |i: usize| read::digits(scene, i).is_some() || self.word(scene, i, hour).is_some();
        let mut tells: Vec<bool> = scene.range.clone().map(tells).collect();
        for numeral in scene.numerals.iter() {
            if let Some(tells) = numeral.tokens.start.checked_sub(scene.range.start).and_then(|at| tells.get_mut(at)) {
                *tells = true;
            }
        }
        read::ahead(&tells)
    }

    /// A part of the day at token `i`; with `beside` also words that mean one only next to a date.
    pub(crate) fn part(&self, scene: &Scene<'_>, i: usize, beside: bool) -> Option<(DayPart, usize)> {
        self.word(scene, i, |word| match word {
            Word::Part(part) => Some(part),
            Word::PartBeside(part) if beside => Some(part),
            _ => None,
        })
    }

    /// A clock time that begins at token `i`.
    fn clock(&self, scene: &Scene<'_>, i: usize) -> Option<(Range<usize>, Clock)> {
        if scene.token(i)?.kind == TokenKind::Sign || (scene.analyses.of(i).is_empty() && read::numeral(scene, i).is_none()) {
            return None;
        }
        // 3-2 on Saturday evening: the figures fall, so that they are a result and no range of hours.
        if self.is_result(scene, i) || self.is_verse(scene, i) {
            return None;
        }
        let flag = |at, wanted: Word| self.word(scene, at, |word| (word == wanted).then_some(())).map(|((), end)| end);
        let (marked, mut at) = flag(i, Word::Before).map_or((false, i), |end| (true, end));
        while let Some(end) = flag(at, Word::Around) {
            at = end;
        }
        let hour = self.noon(scene, at).or_else(|| self.spoken(scene, at)).or_else(|| self.figures(scene, at)).or_else(|| self.plain(scene, at));
        let Hour { mut clock, mut end, mut sure } = hour?;
        let prefixed = self.is_introduced(scene, i);
        if let Some(after) = flag(end, Word::After) {
            (end, sure) = (after, true);
        } else if let Some(after) = flag(end, Word::Hours) {
            let told = self.half(scene, after).is_some() || self.zone(scene, after).is_some();
            // After four hours of talks: only a preposition of the clock itself makes a time of hours that something follows.
            let at = || read::phrase_before(scene, &self.phrases, i, true, |word| (word == Word::At).then_some(())).is_some();
            let introduced = prefixed && (is_end(scene, after) || at());
            if !(marked || introduced || told) || scene.form(end - 1) == "." {
                return None;
            }
            (end, sure) = (after, true);
            clock.twelve = false;
            // пять часов тридцать минут
            if let Some(number) = read::numeral(scene, end)
                && let Some(minute) = number.whole::<u8>().filter(|minute| *minute < 60)
                && let Some(after) = flag(number.tokens.end, Word::Minute)
            {
                clock.minute = minute;
                end = after;
            }
        }
        for _ in 0..2 {
            // Three of the day or three days: without a preposition of time the length is meant.
            let length =
                !sure && scene.found.iter().any(|(tokens, fact)| fact.kind() == Kind::Duration && tokens.contains(&i) && tokens.contains(&end));
            if let Some((part, after)) = self.half(scene, end).filter(|_| clock.hour <= 12 && !(length && !marked && !prefixed)) {
                clock = clock.in_part(part);
                (end, sure) = (after, true);
            }
        }
        let mut zoned = false;
        if let Some((zone, after)) = self.zone(scene, end) {
            clock.zone = zone.map(|name| self.zones[name].clone()).and_then(|name| Zone::named(&name, local(scene, &clock)));
            (end, sure, zoned) = (after, true, true);
        }
        if let Some((offset, after)) = offset_sign(scene, end, clock.second.is_some()).filter(|_| sure) {
            let base = clock.zone.as_ref().map_or(0, |zone| zone.offset);
            clock.zone = Some(Zone::fixed(base + offset));
            end = after;
        }
        if zoned && let Some((part, after)) = self.half(scene, end).filter(|_| clock.hour <= 12) {
            clock = clock.in_part(part);
            end = after;
        }
        let at = read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::At).then_some(())).is_some();
        let alone = at && is_end(scene, end) && clock.hour <= 12;
        (sure || marked || alone).then_some((i..end, clock))
    }

    /// Whether the figures at token `i` are chapter and verse of the book that is named before them.
    fn is_verse(&self, scene: &Scene<'_>, i: usize) -> bool {
        let figures = read::digits(scene, i).is_some() && scene.form(i + 1) == ":";
        figures && read::phrase_before(scene, &self.phrases, i, true, |word| (word == Word::NotAfter).then_some(())).is_some()
    }

    /// Whether the digits at token `i` are the second of two that fall, with nothing but a dash between (`3-2`), and no word of time before them.
    fn is_result(&self, scene: &Scene<'_>, i: usize) -> bool {
        let dash = i >= scene.range.start + 2 && matches!(scene.form(i - 1), "-" | "–") && scene.glued(i) && scene.glued(i - 1);
        let (Some(first), Some(second)) = (dash.then(|| read::digits(scene, i - 2)).flatten(), read::digits(scene, i)) else { return false };
        let told = || {
            read::phrase_before(scene, &self.phrases, i - 2, true, |word| matches!(word, Word::At | Word::Until | Word::Before).then_some(()))
                .is_some()
        };
        // The first may itself be minutes: 3:30-6 p.m.
        let whole = !(scene.glued(i - 2) && matches!(scene.form(i.wrapping_sub(3)), ":" | "." | ","));
        whole && second.value <= first.value && !told()
    }

    /// Whether a preposition of time stands before token `i`.
    fn is_introduced(&self, scene: &Scene<'_>, i: usize) -> bool {
        read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::At | Word::Until).then_some(())).is_some()
    }

    /// Noon and midnight, also after `12`.
    fn noon(&self, scene: &Scene<'_>, i: usize) -> Option<Hour> {
        let at = read::digits(scene, i).filter(|n| n.value == 12.into()).map_or(i, |n| n.tokens.end);
        let (hour, end) = self.word(scene, at, |word| if let Word::Point(hour) = word { Some(hour) } else { None })?;
        if read::phrase_before(scene, &self.phrases, end, true, |word| (word == Word::NoHour).then_some(())).is_some() {
            return None;
        }
        Some(Hour { clock: Clock { midnight: hour != 12, ..Clock::new(hour, 0) }, end, sure: true })
    }

    /// `half past five`, `ten to eight`, `без четверти пять`, `половина шестого`, `الخامسة والنصف`, `الثامنة إلا ربعا`.
    fn spoken(&self, scene: &Scene<'_>, i: usize) -> Option<Hour> {
        let flag = |at, wanted: Word| self.word(scene, at, |word| (word == wanted).then_some(())).map(|((), end)| end);
        // The minutes, the token after them, and whether they can be nothing else.
        let minutes = |at: usize| -> Option<(u8, usize, bool)> {
            if let Some((fixed, end)) = self.word(scene, at, |word| if let Word::Minutes(n) = word { Some(n) } else { None }) {
                return Some((fixed, end, true));
            }
            let number = read::numeral(scene, at)?;
            let value = number.whole::<u8>().filter(|minute| *minute < 60 && !number.ordinal)?;
            let unit = flag(number.tokens.end, Word::Minute);
            Some((value, unit.unwrap_or(number.tokens.end), unit.is_some()))
        };
        let hour_at = |at: usize| -> Option<Hour> { self.noon(scene, at).or_else(|| self.plain(scene, at)) };
        // The minutes first, then a word, then the hour: ten past five, quarter to five.
        if let Some((minute, at, told)) = minutes(i) {
            let direction = self.word(scene, at, |word| match word {
                Word::Past => Some(false),
                Word::To => Some(true),
                _ => None,
            });
            let told_before =
                || read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::Until | Word::Around).then_some(())).is_some();
            // Five to six is a range of hours as often as a time: it must be introduced.
            let prefixed = read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::At).then_some(())).is_some();
            // Twenty to five falls, so that it is no range.
            let words = minute % 5 == 0 && read::digits(scene, i).is_none();
            let falls = |hour: &Hour| {
                words && hour.clock.hour < minute && (i == scene.range.start || told_before()) && is_end(scene, hour.end)
                    || words && hour.clock.hour < minute && self.half(scene, hour.end).is_some()
            };
            if let Some((to, at)) = direction
                && let Some(hour) = hour_at(at)
                && (told || !to || prefixed && words || falls(&hour))
            {
                return Some(beside(hour, minute, to));
            }
            // The minutes of the hour that is running: двадцать минут шестого.
            if self.running_hour
                && let Some(number) = read::words(scene, at).filter(|number| number.ordinal)
                && let Some(hour) = number.whole::<u8>().filter(|hour| (1..=12).contains(hour))
                && (at > i + 1 || told && (prefixed || self.half(scene, number.tokens.end).is_some()))
            {
                let clock = Clock { twelve: true, ..Clock::new((hour + 11) % 12, minute) };
                return Some(Hour { clock, end: number.tokens.end, sure: true });
            }
        }
        // A word, the minutes and then the hour: без десяти пять.
        if let Some(at) = flag(i, Word::Without)
            && let Some((minute, at, told)) = minutes(at)
        {
            if let Some(hour) = hour_at(at) {
                return Some(beside(hour, minute, true));
            }
            // без двадцати шесть: read as one number, 26.
            if !told && (21..30).contains(&minute) && scene.numerals.before(at).is_some_and(|number| number.tokens.len() > 1 && !number.digits) {
                let hour = Clock { twelve: true, ..Clock::new(minute - 20, 0) };
                return Some(beside(Hour { clock: hour, end: at, sure: true }, 20, true));
            }
        }
        // Half four, in the morning or after a preposition of time.
        if let Some(at) = flag(i, Word::HalfPast)
            && let Some(number) = read::words(scene, at).filter(|number| !number.ordinal)
            && let Some(hour) = number.whole::<u8>().filter(|hour| (1..=12).contains(hour))
            && (self.half(scene, number.tokens.end).is_some() || self.is_introduced(scene, i) && is_end(scene, number.tokens.end))
        {
            return Some(Hour { clock: Clock { twelve: true, ..Clock::new(hour, 30) }, end: number.tokens.end, sure: true });
        }
        // In one word: полшестого.
        if let Some((hour, end)) = self.word(scene, i, |word| if let Word::HalfTo(hour) = word { Some(hour) } else { None }) {
            let clock = Clock { twelve: true, ..Clock::new((hour + 11) % 12, 30) };
            return Some(Hour { clock, end, sure: true });
        }
        // Soon after the hour: в начале двенадцатого утра.
        if self.running_hour
            && let Some(at) = flag(i, Word::StartOf)
            && let Some(number) = read::words(scene, at).filter(|number| number.ordinal)
            && let Some(hour) = number.whole::<u8>().filter(|hour| (1..=12).contains(hour))
        {
            let hours = flag(number.tokens.end, Word::Hours).filter(|end| self.half(scene, *end).is_some());
            if hours.is_some() || self.half(scene, number.tokens.end).is_some() {
                let clock = Clock { twelve: true, ..Clock::new((hour + 11) % 12, 0) };
                return Some(Hour { clock, end: hours.unwrap_or(number.tokens.end), sure: true });
            }
        }
        // Half of the hour that is running: половина шестого, полшестого.
        if let Some(at) = flag(i, Word::HalfOf)
            && let Some(number) = read::words(scene, at).filter(|number| number.ordinal)
            && let Some(hour) = number.whole::<u8>().filter(|hour| (1..=12).contains(hour))
        {
            let clock = Clock { twelve: true, ..Clock::new((hour + 11) % 12, 30) };
            return Some(Hour { clock, end: number.tokens.end, sure: true });
        }
        // The hour first: الخامسة والنصف، الخامسة وعشر دقائق، الثامنة إلا ربعا.
        if self.minutes_after {
            let hour = hour_at(i)?;
            if let Some((minute, end)) = self.word(scene, hour.end, |word| if let Word::AndMinutes(n) = word { Some(n) } else { None }) {
                return Some(beside(Hour { end, ..hour }, minute, false));
            }
            if let Some(at) = flag(hour.end, Word::Without)
                && let Some((minute, end, _)) = minutes(at)
            {
                return Some(beside(Hour { end, ..hour }, minute, true));
            }
            let at = flag(hour.end, Word::And).unwrap_or(hour.end);
            let number = read::numeral(scene, at)?;
            let minute = number.whole::<u8>().filter(|minute| *minute < 60 && !number.ordinal)?;
            let end = flag(number.tokens.end, Word::Minute);
            let joined = number.digits == 0;
            if let Some(end) = end.or_else(|| (joined && minute >= 5 && self.half(scene, number.tokens.end).is_some()).then_some(number.tokens.end)) {
                return Some(beside(Hour { end, ..hour }, minute, false));
            }
        }
        None
    }

    /// `17:30`, `17:30:15`, `5.30 pm`, `1730 GMT`.
    fn figures(&self, scene: &Scene<'_>, i: usize) -> Option<Hour> {
        let hour = read::digits(scene, i)?;
        let before = |at: usize| scene.glued(at) && at > scene.range.start;
        let inside = before(i) && (matches!(scene.form(i - 1), ":" | "." | ",") && before(i - 1));
        if inside {
            return None;
        }
        if hour.digits == 4 {
            let value = hour.whole::<u16>().filter(|value| value / 100 <= 24 && value % 100 < 60)?;
            self.zone(scene, i + 1)?;
            return Some(Hour { clock: Clock::new((value / 100) as u8, (value % 100) as u8), end: i + 1, sure: true });
        }
        let value = hour.whole::<u8>().filter(|value| hour.digits <= 2 && *value <= 24)?;
        let sign = scene.form(i + 1);
        let colon = sign == ":" && (scene.glued(i + 1) == scene.glued(i + 2));
        // Some agencies write a comma, but only after the word for the hour.
        let comma = sign == "," && read::phrase_before(scene, &self.phrases, i, true, |w| matches!(w, Word::Before).then_some(())).is_some();
        let dotted = (sign == "." || comma) && scene.glued(i + 1) && scene.glued(i + 2);
        let minute = read::digits(scene, i + 2).filter(|minute| minute.digits == 2 && (colon || dotted))?.whole::<u8>().filter(|m| *m < 60)?;
        let mut end = i + 3;
        let mut second = None;
        if scene.form(end) == ":" && scene.glued(end) {
            let number = read::digits(scene, end + 1).filter(|s| s.digits == 2)?;
            second = Some(number.whole::<u8>().filter(|s| *s < 60)?);
            end += 2;
            if scene.form(end) == "." && scene.glued(end) && scene.glued(end + 1) && read::digits(scene, end + 1).is_some() {
                end += 2;
            }
        }
        // A full stop can be a decimal sign, or stand in a date: another sign of time must be there.
        if dotted {
            let known = self.half(scene, end).is_some()
                || self.zone(scene, end).is_some()
                || self.dotted
                    && read::phrase_before(scene, &self.phrases, i, true, |w| matches!(w, Word::At | Word::Until | Word::Before).then_some(()))
                        .is_some();
            let longer = matches!(scene.form(end), "." | ",") && scene.glued(end) && read::digits(scene, end + 1).is_some() && scene.glued(end + 1);
            if !known || longer || self.word(scene, end, |word| (word == Word::Not).then_some(())).is_some() || scene.form(end) == "%" {
                return None;
            }
        }
        let twelve = (1..=12).contains(&value) && hour.digits == 1 && self.twelve;
        Some(Hour { clock: Clock { second, twelve, ..Clock::new(value, minute) }, end, sure: true })
    }

    /// An hour alone, as digits or a word; not enough by itself.
    fn plain(&self, scene: &Scene<'_>, i: usize) -> Option<Hour> {
        let number = read::numeral(scene, i).filter(|number| number.digits <= 2);
        let Some(number) = number else {
            // час дня: the unit alone is one o'clock.
            let (_, end) = self.word(scene, i, |word| (word == Word::Hours).then_some(()))?;
            return self.half(scene, end).map(|_| Hour { clock: Clock { twelve: true, ..Clock::new(1, 0) }, end, sure: false });
        };
        if number.ordinal && (!self.minutes_after || self.word(scene, i, |word| (word == Word::NoHour).then_some(())).is_some()) {
            return None;
        }
        // Where hours are ordinals a number in words is an hour only after the word for it; one o'clock is a number.
        if self.minutes_after && !number.ordinal && number.digits == 0 && number.value != rust_decimal::Decimal::ONE {
            read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::Before).then_some(()))?;
        }
        let inside = number.digits > 0
            && ((scene.glued(i) && matches!(scene.form(i.saturating_sub(1)), "." | "," | ":" | "/"))
                || (scene.glued(i + 1)
                    && scene.glued(i + 2)
                    && matches!(scene.form(i + 1), "." | "," | ":" | "/")
                    && read::digits(scene, i + 2).is_some()));
        let mut end = number.tokens.end;
        // الثالثة وعشرون دقيقة: hour and minutes read as one number in an order.
        if self.minutes_after
            && number.ordinal
            && let Some(value) = number.whole::<u8>().filter(|value| (21..60).contains(value) && value % 10 != 0)
            && let Some(((), end)) = self.word(scene, end, |word| (word == Word::Minute).then_some(()))
        {
            return Some(Hour { clock: Clock { twelve: true, ..Clock::new(value % 10, value - value % 10) }, end, sure: true });
        }
        let hour = number.whole::<u8>().filter(|hour| *hour <= 24 && !inside && !(number.digits == 0 && *hour == 0))?;
        let mut clock = Clock { twelve: (1..=12).contains(&hour), ..Clock::new(hour, 0) };
        // seven thirty: two numbers in words, where a half of the day follows.
        if number.digits == 0
            && let Some(minute) = read::words(scene, end).filter(|minute| !minute.ordinal)
            && let Some(value) = minute.whole::<u8>().filter(|value| *value < 60)
        {
            let mut value = value;
            let mut after = minute.tokens.end;
            if value >= 20
                && value % 10 == 0
                && let Some(unit) = read::words(scene, after).and_then(|unit| unit.whole::<u8>()).filter(|unit| *unit < 10)
            {
                value += unit;
                after += 1;
            }
            let prefixed = read::phrase_before(scene, &self.phrases, i, true, |word| matches!(word, Word::At | Word::Before).then_some(())).is_some();
            if self.half(scene, after).is_some() || (prefixed && is_end(scene, after)) {
                clock.minute = value;
                end = after;
            }
        }
        Some(Hour { clock, end, sure: false })
    }

    /// The half of the day that a clock time names after it.
    fn half(&self, scene: &Scene<'_>, i: usize) -> Option<(DayPart, usize)> {
        let half = |word: &Word| if let Word::Half(part) = word { Some(*part) } else { None };
        let mut best: Option<(DayPart, usize)> = None;
        self.phrases.each(scene.analyses, i, scene.range.end, |found| {
            // Nothing is written together with it: ولم is no abbreviation م with two particles.
            let alone = [found.first, found.last].iter().all(|word| word.proclitic == 0 && word.enclitic == 0);
            if alone && best.is_none_or(|best| best.1 < found.tokens.end) {
                best = found.meanings.iter().find_map(half).map(|part| (part, found.tokens.end)).or(best);
            }
        });
        best
    }

    /// A zone at token `i`: its index, or nothing for the local time.
    fn zone(&self, scene: &Scene<'_>, i: usize) -> Option<(Option<usize>, usize)> {
        let open = usize::from(scene.form(i) == "(" || scene.form(i) == ",");
        let at = i + open;
        let close = |end: usize| if scene.form(i) == "(" && scene.form(end) == ")" { end + 1 } else { end };
        let flag = |at, wanted: Word| self.word(scene, at, |word| (word == wanted).then_some(())).map(|((), end)| end);
        if scene.form(i) != ","
            && let Some((zone, end)) = self.word(scene, at, |word| if let Word::Zone(zone) = word { Some(zone) } else { None })
        {
            return Some((Some(zone.into()), close(end)));
        }
        let framed = flag(at, Word::ZoneBefore);
        let zone = |word| match word {
            Word::Zone(zone) | Word::ZonePlace(zone) => Some(zone),
            _ => None,
        };
        let start = framed.unwrap_or(at);
        if let Some((zone, end)) = self.word(scene, start, zone) {
            let after = flag(end, Word::ZoneAfter);
            if framed.is_some() || after.is_some() {
                return Some((Some(zone.into()), close(after.unwrap_or(end))));
            }
        }
        flag(at, Word::Local).map(|end| (None, close(end)))
    }

    /// Completes ranges: a bare number before or after a clock time with a word of range between them, and the half of the day for both ends.
    fn ranges(&self, scene: &Scene<'_>, found: &mut Vec<(Range<usize>, Clock)>) {
        let joined = |from: usize, to: usize| -> bool {
            let mut at = from;
            while at < to {
                match self.word(scene, at, |word| matches!(word, Word::To | Word::Through | Word::And).then_some(())) {
                    Some(((), end)) if end <= to => at = end,
                    _ => return false,
                }
            }
            at > from
        };
        let mut k = 0;
        while k < found.len() {
            let (tokens, clock) = found[k].clone();
            let after_clock = k.checked_sub(1).map(|before| found[before].0.end);
            // 3-4 p.m., between 5 and 6 p.m.: the number before it is an hour too.
            let start = (scene.range.start.max(tokens.start.saturating_sub(4))..tokens.start).find_map(|at| {
                let mut hour = self.plain(scene, at)?;
                // С 23 часов до 5 утра.
                if let Some(((), end)) = self.word(scene, hour.end, |word| (word == Word::Hours).then_some(()))
                    && self.is_introduced(scene, at)
                {
                    hour.end = end;
                }
                (!clock.midnight && after_clock.is_none_or(|end| at >= end) && joined(hour.end, tokens.start)).then_some((at, hour))
            });
            if let Some((at, mut hour)) = start.filter(|(at, _)| is_free(scene, &(*at..tokens.end))) {
                let shifted = Clock { hour: hour.clock.hour % 12 + 12, ..hour.clock.clone() };
                if clock.hour >= 12 && !clock.twelve && hour.clock.hour < 12 && shifted.minutes() < clock.minutes() {
                    hour.clock = shifted;
                }
                hour.clock.twelve = clock.twelve;
                hour.clock.zone.clone_from(&clock.zone);
                found.insert(k, (at..hour.end, hour.clock));
                k += 1;
            }
            // from 1:30 p.m. to 3: the number after it is an hour too, where nothing else is counted by it.
            let next_clock = found.get(k + 1).map(|(next, _)| next.start);
            let mut at = tokens.end;
            while let Some(((), end)) = self.word(scene, at, |word| matches!(word, Word::To | Word::Through).then_some(())) {
                at = end;
            }
            if at > tokens.end
                && next_clock.is_none_or(|next| next > at)
                && let Some(mut hour) = self.plain(scene, at)
                && let end = self.word(scene, hour.end, |word| (word == Word::Hours).then_some(())).map_or(hour.end, |((), end)| end)
                && is_end(scene, end)
                && is_free(scene, &(at..hour.end))
            {
                hour.end = end;
                let mut second = hour.clock;
                while second.twelve && second.hour < 12 && second.minutes() <= clock.minutes() {
                    second.hour += 12;
                }
                second.twelve = clock.twelve;
                found.insert(k + 1, (at..hour.end, second));
                k += 1;
            }
            k += 1;
        }
        for k in 1..found.len() {
            if !joined(found[k - 1].0.end, found[k].0.start) {
                continue;
            }
            let (first, second) = (found[k - 1].1.clone(), found[k].1.clone());
            let late = |clock: &Clock| Clock { hour: clock.hour % 12 + 12, twelve: false, ..clock.clone() };
            if first.hour < 12
                && first.second.is_none()
                && second.hour >= 12
                && !second.twelve
                && late(&first).minutes() < second.minutes()
                && first.twelve
            {
                found[k - 1].1 = late(&first);
            } else if second.hour <= 12 && second.twelve && !first.twelve && second.minutes() <= first.minutes() && second.hour > 0 {
                found[k].1 = late(&second);
            }
            if found[k - 1].1.zone.is_none() {
                found[k - 1].1.zone.clone_from(&second.zone);
            }
        }
    }

    fn word<R>(&self, scene: &Scene<'_>, i: usize, choose: impl Fn(Word) -> Option<R>) -> Option<(R, usize)> {
        read::phrase(scene, &self.phrases, i, scene.pack.profile.capitals, choose)
    }
}

/// A time some minutes after or before an hour.
fn beside(hour: Hour, minute: u8, to: bool) -> Hour {
    let mut clock = hour.clock;
    if to && minute > 0 {
        clock.hour = if clock.hour == 0 { 23 } else { clock.hour - 1 };
        if clock.twelve && clock.hour == 0 {
            clock.hour = 12;
        }
        clock.minute = 60 - minute;
    } else {
        clock.minute = minute;
    }
    clock.midnight = false;
    Hour { clock, end: hour.end, sure: true }
}

/// Whether nothing that could be counted follows: the end, a sign other than one of measure, or nothing.
fn is_end(scene: &Scene<'_>, i: usize) -> bool {
    match scene.token(i) {
        None => true,
        Some(token) => {
            token.kind == TokenKind::Sign
                && !matches!(scene.form(i), "%" | "/" | "-" | "$" | "€" | "£" | "°")
                && !(scene.glued(i) && scene.glued(i + 1))
        }
    }
}

/// `+03:00`, `-0400`, `+3` right after a time.
/// A minus can also stand between the ends of a range (10:00-11:00): with a colon it needs seconds before it (`exact`).
fn offset_sign(scene: &Scene<'_>, i: usize, exact: bool) -> Option<(i32, usize)> {
    let (sign, open) = match scene.form(i) {
        "(" => (scene.form(i + 1), 1),
        sign => (sign, 0),
    };
    let at = i + open + 1;
    if !matches!(sign, "+" | "-") || !scene.glued(at) {
        return None;
    }
    let number = read::digits(scene, at)?;
    let mut end = at + 1;
    let mut text = format!("{sign}{}", scene.form(at));
    if number.digits == 2 && (sign == "+" || exact) && scene.form(end) == ":" && scene.glued(end) && scene.glued(end + 1) {
        text = format!("{text}:{}", scene.form(end + 1));
        end += 2;
    } else if sign == "-" && number.digits != 4 {
        return None;
    }
    let offset = super::timex::offset(&text)?;
    if open == 1 && scene.form(end) == ")" {
        end += 1;
    }
    Some((offset, end))
}

/// The local time that decides what a zone's clocks show: on the day of publication where no other is known.
fn local(scene: &Scene<'_>, clock: &Clock) -> DateTime {
    let day = scene.anchor.map_or_else(|| jiff::civil::date(2024, 1, 15), |anchor| anchor.at.date());
    day.at((clock.hour % 24) as i8, clock.minute as i8, 0, 0)
}
