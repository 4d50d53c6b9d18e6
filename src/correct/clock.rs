//! A clock time in digits, set to the instant that the other editions give, in the zone in which it stands.

use serde_json::{Map, Value as Json};
use std::ops::Range;

/// A clock time, with its day and zone where they are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// `2023-03-15`; empty if there is none.
    day: String,
    /// Minutes from midnight.
    minutes: i32,
    /// Minutes east of UTC.
    offset: Option<i32>,
}

impl Time {
    /// The time of a value without vagueness.
    pub(super) fn of(value: &Map<String, Json>) -> Option<Time> {
        if ["mod", "or", "shift"].iter().any(|name| value.contains_key(*name)) {
            return None;
        }
        let (day, clock) = value.get("timex")?.as_str()?.split_once('T')?;
        let minutes = clock_minutes(clock.get(..5)?)?;
        let offset = match clock.get(5..)? {
            "" => None,
            "Z" => Some(0),
            zone => {
                let sign = if zone.starts_with('-') { -1 } else { 1 };
                Some(sign * clock_minutes(zone.get(1..)?)?)
            }
        };
        Some(Time { day: day.to_owned(), minutes, offset })
    }

    /// What two times share that are the same instant.
    pub(super) fn instant(&self) -> (bool, i32) {
        (self.offset.is_some(), (self.minutes - self.offset.unwrap_or(0)).rem_euclid(24 * 60))
    }
}

/// Minutes from midnight of `17:05`.
fn clock_minutes(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// Where the clock stands in a text, and what it has to be for `right`. Nothing where the day would change, or the clock is not of 24 hours.
pub(super) fn corrected(text: &str, old: &Time, right: &Time) -> Option<(Range<usize>, String)> {
    if old.offset.is_some() != right.offset.is_some() || (!old.day.is_empty() && !right.day.is_empty() && old.day != right.day) {
        return None;
    }
    let minutes = right.minutes - right.offset.unwrap_or(0) + old.offset.unwrap_or(0);
    if !(0..24 * 60).contains(&minutes) || minutes == old.minutes {
        return None;
    }
    let mut found = clocks(text);
    let (range, sign, zero, shown) = found.pop().filter(|_| found.is_empty())?;
    if shown != old.minutes {
        return None;
    }
    let short = text[range.clone()].chars().position(|c| c == sign) == Some(1);
    let plain = if short { format!("{}:{:02}", minutes / 60, minutes % 60) } else { format!("{:02}:{:02}", minutes / 60, minutes % 60) };
    let own = |c: char| c.to_digit(10).map_or(Some(sign), |value| char::from_u32(u32::from(zero) + value));
    Some((range, plain.chars().map(own).collect::<Option<String>>()?))
}

/// Every clock of a text: where it stands, its sign, the zero of its digits, and its minutes from midnight.
fn clocks(text: &str) -> Vec<(Range<usize>, char, char, i32)> {
    let zero = |c: char| ['0', '\u{660}', '\u{6F0}'].into_iter().find(|zero| (0..10).contains(&(u32::from(c) as i64 - u32::from(*zero) as i64)));
    let mut out = Vec::new();
    let pieces = text.split_inclusive(|c: char| zero(c).is_none() && c != ':' && c != '.');
    let mut at = 0;
    for piece in pieces {
        let start = at;
        at += piece.len();
        let clock = piece.trim_end_matches(|c: char| zero(c).is_none());
        let Some(sign) = clock.chars().find(|c| zero(*c).is_none()) else { continue };
        let Some(own) = clock.chars().next().and_then(zero) else { continue };
        let plain: Option<String> = clock
            .chars()
            .map(|c| match zero(c) {
                Some(script) if script == own => char::from_digit(u32::from(c) - u32::from(own), 10),
                Some(_) => None,
                None => Some(':'),
            })
            .collect();
        if let Some(minutes) =
            plain.filter(|plain| plain.ends_with(|c: char| c.is_ascii_digit()) && plain.len() >= 4).and_then(|plain| clock_minutes(&plain))
        {
            out.push((start..start + clock.len(), sign, own, minutes));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn time(timex: &str) -> Time {
        Time::of(json!({ "timex": timex }).as_object().unwrap()).unwrap()
    }

    fn fixed(text: &str, old: &str, right: &str) -> Option<String> {
        let (range, clock) = corrected(text, &time(old), &time(right))?;
        Some(format!("{}{clock}{}", &text[..range.start], &text[range.end..]))
    }

    #[test]
    fn a_clock_is_set_in_its_own_zone() {
        for (text, old, right, want) in [
            ("(02:17 GMT)", "T02:17Z", "T04:17+03:00", Some("(01:17 GMT)")),
            ("الساعة ٠٢:١٧ بتوقيت غرينتش", "T02:17Z", "T01:17Z", Some("الساعة ٠١:١٧ بتوقيت غرينتش")),
            ("в 8.40 мск", "T08:40+03:00", "T06:50Z", Some("в 9.50 мск")),
            ("at 5:30 pm", "T17:30", "T18:30", None),
            ("between 10:00 and 11:00", "T10:00", "T09:00", None),
            ("at 00:30 GMT", "T00:30Z", "T00:30+03:00", None),
            ("at 10:30", "T10:30", "T10:30Z", None),
        ] {
            assert_eq!(fixed(text, old, right).as_deref(), want, "{text}");
        }
    }
}
