//! A date, set to the day that the other editions give: its day in digits, its month and weekday in the form in which they stand.

use super::digits;
use super::forms::{Forms, exchanged};
use jiff::civil::Date;
use serde_json::{Map, Value as Json};
use std::ops::Range;

/// A day of the calendar, its year perhaps unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: Option<i16>,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of a value without vagueness.
    pub(super) fn of(value: &Map<String, Json>) -> Option<Day> {
        if ["mod", "or", "shift"].iter().any(|name| value.contains_key(*name)) {
            return None;
        }
        let mut parts = value.get("timex")?.as_str()?.split('-');
        let (year, month, day, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else { return None };
        let year = if year == "XXXX" { None } else { Some(year.parse().ok()?) };
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day) && day_exists(year, month, day)).then_some(Day { year, month, day })
    }

    fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month as i8, self.day as i8).ok()
    }

    /// From 0 for Monday.
    fn weekday(self) -> Option<usize> {
        self.date().and_then(|date| usize::try_from(date.weekday().to_monday_zero_offset()).ok())
    }
}

fn day_exists(year: Option<i16>, month: u8, day: u8) -> bool {
    Date::new(year.unwrap_or(2024), month as i8, day as i8).is_ok()
}

/// What has to be written in place of `old` at `within` of a text; nothing where a part of it is not told in a way that can be exchanged.
pub(super) fn corrected(forms: &Forms, text: &str, within: &Range<usize>, old: Day, right: Day) -> Option<(Range<usize>, String)> {
    if old.year.is_some() && right.year.is_some() && old.year != right.year {
        return None;
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let words = &text[within.clone()];
    let numbered = digits::day(words, u32::from(old.day));
    let month = || exchanged(&forms.months, text, within, usize::from(old.month) - 1, usize::from(right.month) - 1);
    let stands = |lists: &[[String; 12]]| exchanged(lists, text, within, usize::from(old.month) - 1, usize::from(old.month) - 1).is_some();
    match numbered {
        // The day of the month in digits, beside the name of the month.
        Some(place) if stands(&forms.months) => {
            if old.day != right.day {
                let (place, new) = ordinal(forms, words, &place, old.day, right.day)?;
                edits.push((within.start + place.start..within.start + place.end, new));
            }
            if old.month != right.month {
                edits.push(month()?);
            }
        }
        // Digits that are something else, or a date in figures alone.
        _ if words.chars().any(char::is_numeric) => return None,
        _ => {}
    }
    // A weekday beside the date is that of one day or the other; alone, it is all that there is.
    if let (Some(was), Some(is)) = (old.weekday(), right.weekday())
        && was != is
    {
        let standing = |day: usize| exchanged(&forms.weekdays, text, within, day, day).is_some();
        if standing(was) {
            let near = old.date()?.since(right.date()?).ok()?.get_days().abs() < 7;
            if edits.is_empty() && !near {
                return None;
            }
            edits.push(exchanged(&forms.weekdays, text, within, was, is)?);
        }
    }
    joined(text, edits)
}

/// The digits of a day of the month, with what stands behind them in the language.
fn ordinal(forms: &Forms, words: &str, place: &Range<usize>, old: u8, right: u8) -> Option<(Range<usize>, String)> {
    let new = digits::as_written(&words[place.clone()], u32::from(right))?;
    let ending = |day: u8| {
        let at = if (11..=13).contains(&day) { 3 } else { (usize::from(day % 10) + 9) % 10 };
        forms.ordinals.get(at.min(3)).map_or("", String::as_str)
    };
    let rest = &words[place.end..];
    if !rest.starts_with(char::is_alphabetic) {
        return Some((place.clone(), new));
    }
    let old = ending(old);
    let whole = !old.is_empty() && rest.starts_with(old) && !rest[old.len()..].starts_with(char::is_alphabetic);
    whole.then(|| (place.start..place.end + old.len(), format!("{new}{}", ending(right))))
}

/// Several edits as one, with what stands between them.
fn joined(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<(Range<usize>, String)> {
    edits.sort_by_key(|(place, _)| place.start);
    let whole = edits.first()?.0.start..edits.last()?.0.end;
    let mut out = String::new();
    let mut at = whole.start;
    for (place, new) in &edits {
        out.push_str(text.get(at..place.start)?);
        out.push_str(new);
        at = place.end;
    }
    Some((whole, out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(timex: &str) -> Day {
        Day::of(json!({ "timex": timex }).as_object().unwrap()).unwrap()
    }

    fn fixed(language: &str, text: &str, within: &str, old: &str, right: &str) -> Option<String> {
        let at = text.find(within).unwrap();
        let (place, new) = corrected(Forms::of(language)?, text, &(at..at + within.len()), day(old), day(right))?;
        Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
    }

    #[test]
    fn a_date_is_set_in_its_own_way_of_writing() {
        for (language, text, within, old, right, want) in [
            ("en", "on March 15, 2023.", "March 15, 2023", "2023-03-15", "2023-05-16", Some("on May 16, 2023.")),
            ("en", "on March 1st", "March 1st", "XXXX-03-01", "2023-03-12", Some("on March 12th")),
            ("en", "on Tuesday, March 14", "Tuesday, March 14", "2023-03-14", "2023-03-15", Some("on Wednesday, March 15")),
            ("en", "on Wednesday, March 14", "Wednesday, March 14", "2023-03-14", "2023-03-15", Some("on Wednesday, March 15")),
            ("en", "on Tuesday", "Tuesday", "2023-03-14", "2023-03-15", Some("on Wednesday")),
            ("en", "on Tuesday", "Tuesday", "2023-03-14", "2023-03-29", None),
            ("ru", "во вторник, 14 марта", "вторник, 14 марта", "2023-03-14", "2023-03-15", Some("в среду, 15 марта")),
            ("ru", "14.03.2023", "14.03.2023", "2023-03-14", "2023-03-15", None),
            ("ru", "четырнадцатого марта", "четырнадцатого марта", "2023-03-14", "2023-03-15", None),
            ("ar", "في ١٤ مارس/آذار", "١٤ مارس/آذار", "2023-03-14", "2023-04-15", Some("في ١٥ أبريل/نيسان")),
            ("ar", "يوم الثلاثاء", "الثلاثاء", "2023-03-14", "2023-03-17", Some("يوم الجمعة")),
            ("en", "on March 15, 2023", "March 15, 2023", "2023-03-15", "2022-03-15", None),
        ] {
            assert_eq!(fixed(language, text, within, old, right).as_deref(), want, "{text}");
        }
        assert_eq!(Day::of(json!({ "timex": "2023-03" }).as_object().unwrap()), None);
        assert_eq!(Day::of(json!({ "timex": "2023-02-30" }).as_object().unwrap()), None);
    }
}
