//! A date and the time beside it become one time with its date.

use super::words::Word;
use super::{Dated, Words, value};
use crate::facts::timex::{Calendar, Clock, Form, TimeOfDay, Timex, read};
use crate::facts::{Fact, Kind, Scene, Value};
use std::ops::Range;

/// A time found by its own kind.
struct Timed {
    tokens: Range<usize>,
    time: TimeOfDay,
}

/// Adds the dates of a sentence to it, each joined with the times beside it.
pub(super) fn join(words: &Words, scene: &mut Scene<'_>, dates: Vec<Dated>) {
    let times: Vec<Timed> = scene.found.iter().filter_map(|(tokens, fact)| timed(tokens, fact)).collect();
    let dates: Vec<Dated> = dates.into_iter().map(|dated| with_part(words, scene, dated)).collect();
    // A part of the day inside a date's own words is already in it.
    let times: Vec<Timed> = times.into_iter().filter(|time| !dates.iter().any(|date| overlap(&date.tokens, &time.tokens))).collect();
    let owner: Vec<Option<usize>> = times.iter().map(|time| owner(words, scene, time, &times, &dates)).collect();
    let mut facts: Vec<(Range<usize>, Value)> = Vec::new();
    for (d, date) in dates.into_iter().enumerate() {
        let own: Vec<usize> = (0..times.len()).filter(|t| owner[*t] == Some(d)).collect();
        let clocks: Vec<usize> = own.iter().copied().filter(|t| matches!(times[*t].time, TimeOfDay::At(_))).collect();
        let parts: Vec<usize> = own.iter().copied().filter(|t| matches!(times[*t].time, TimeOfDay::Part(_))).collect();
        let calendar = match date.timex.form {
            Form::Date(calendar) => calendar,
            _ => {
                facts.push(date.alone());
                continue;
            }
        };
        let part = date.part.or_else(|| parts.first().and_then(|t| if let TimeOfDay::Part(part) = times[*t].time { Some(part) } else { None }));
        if clocks.is_empty() {
            let tokens = parts.first().map_or(date.tokens.clone(), |t| cover(&date.tokens, &times[*t].tokens));
            let date = Dated { tokens, part, ..date };
            facts.push(date.alone());
            continue;
        }
        // The nearest clock time takes the words of the date; the others keep their own.
        let nearest = clocks.iter().copied().min_by_key(|t| gap(&date.tokens, &times[*t].tokens));
        for t in clocks {
            let TimeOfDay::At(clock) = times[t].time.clone() else { continue };
            let clock = match part {
                Some(part) if clock.twelve => clock.in_part(part),
                _ => clock,
            };
            let clock = on(calendar, clock);
            // `at five to seven on Saturday evening`
            let beside = parts.iter().map(|t| &times[*t].tokens).filter(|part| gap(&date.tokens, part) == 0);
            let whole = || beside.fold(cover(&date.tokens, &times[t].tokens), |all, part| cover(&all, part));
            let tokens = if Some(t) == nearest { whole() } else { times[t].tokens.clone() };
            facts.push((tokens, value(Form::Time(Some(calendar), TimeOfDay::At(clock)), date.timex.clone())));
        }
    }
    // A claim takes out what overlaps it: the widest first, so that a narrow one beside it stays.
    facts.sort_by_key(|(tokens, _)| std::cmp::Reverse(tokens.len()));
    for (tokens, _) in &facts {
        scene.found.retain(|(other, _)| !overlap(other, tokens));
    }
    for (tokens, value) in facts {
        scene.add(tokens, value, None);
    }
}

fn timed(tokens: &Range<usize>, fact: &Fact) -> Option<Timed> {
    match fact.value.timex() {
        Some(Timex { form: Form::Time(None, time), .. }) if fact.kind() == Kind::Time => Some(Timed { tokens: tokens.clone(), time: time.clone() }),
        _ => None,
    }
}

/// A date with the part of its day that stands right before or after it, in words that mean one only there: فجر الأربعاء.
fn with_part(words: &Words, scene: &Scene<'_>, mut date: Dated) -> Dated {
    let day = matches!(date.timex.form, Form::Date(calendar) if calendar.is_day());
    if !day || date.part.is_some() {
        return date;
    }
    let start = date.tokens.start;
    let mark = |end: usize| {
        read::phrase_before(scene, &words.phrases, end, true, |word| matches!(word, Word::WeekdayMark | Word::Link).then_some(()))
            .map(|((), from)| from)
    };
    for end in [Some(start), mark(start)].into_iter().flatten() {
        let first = (scene.range.start.max(end.saturating_sub(5))..end).find_map(|at| {
            let (part, after) = words.times.part(scene, at, true)?;
            (after == end
                && !scene.found.iter().any(|(tokens, fact)| {
                    tokens.contains(&at)
                        && fact.kind() == Kind::Time
                        && matches!(fact.value.timex(), Some(Timex { form: Form::Time(_, TimeOfDay::At(_)), .. }))
                }))
            .then_some((part, at))
        });
        if let Some((part, at)) = first {
            date.part = Some(part);
            date.tokens.start = at;
            return date;
        }
    }
    let end = date.tokens.end;
    if let Some((part, after)) = words.times.part(scene, end, true)
        && !scene.found.iter().any(|(tokens, fact)| overlap(tokens, &(end..after)) && fact.kind() == Kind::Time)
    {
        date.part = Some(part);
        date.tokens.end = after;
    }
    date
}

/// The date that a time belongs to: the nearest one with nothing but words of dates and times between.
fn owner(words: &Words, scene: &Scene<'_>, time: &Timed, times: &[Timed], dates: &[Dated]) -> Option<usize> {
    let able = |date: &Dated| match date.timex.form {
        Form::Date(calendar) => calendar.is_day(),
        _ => false,
    };
    let reach = |d: &usize| {
        let date = &dates[*d].tokens;
        let (from, to) = if date.end <= time.tokens.start { (date.end, time.tokens.start) } else { (time.tokens.end, date.start) };
        bridged(words, scene, times, from, to)
    };
    (0..dates.len()).filter(|d| able(&dates[*d])).filter(reach).min_by_key(|d| (gap(&dates[*d].tokens, &time.tokens), *d))
}

/// Whether only links and other times stand from token `from` to token `to`.
fn bridged(words: &Words, scene: &Scene<'_>, times: &[Timed], from: usize, to: usize) -> bool {
    let mut at = from;
    let mut links = 0;
    while at < to {
        if let Some(time) = times.iter().find(|time| time.tokens.start == at) {
            at = time.tokens.end;
            continue;
        }
        let linked = read::phrase(scene, &words.phrases, at, true, |word| {
            matches!(word, Word::Join | Word::Link | Word::Range | Word::WeekdayMark | Word::DayMark).then_some(())
        });
        let Some(((), end)) = linked else { return false };
        at = end;
        links += 1;
        if links > 4 {
            return false;
        }
    }
    at == to
}

/// The clock time on a day: its zone as it is then, the end of the day told as it is.
fn on(calendar: Calendar, mut clock: Clock) -> Clock {
    if let (Some(zone), Some(day)) = (&clock.zone, calendar.as_day()) {
        clock.zone = Some(zone.at(day.at((clock.hour % 24) as i8, clock.minute as i8, 0, 0)));
    }
    clock
}

fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn cover(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
