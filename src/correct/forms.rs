//! The forms that a language's pack lists side by side, `write.toml`: months and weekdays in one case, one tradition, one gender.

use crate::error::{Error, Result};
use crate::languages::{Pack, TAGS};
use std::ops::Range;
use std::sync::OnceLock;

/// The table of one language.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// A name has one form, whatever stands around it.
    pub names: bool,
    /// Each list is one way to write all months; an empty string where it lacks one.
    pub months: Vec<[String; 12]>,
    /// The same of weekdays, from Monday.
    pub weekdays: Vec<[String; 7]>,
    /// What stands behind the digits of a first, second, third and any other day; empty where nothing does.
    pub ordinals: Vec<String>,
}

impl Forms {
    /// The table of a language, read once for the process. Nothing for one without a pack, or with a broken one, which a check has told before.
    pub(super) fn of(language: &str) -> Option<&'static Forms> {
        static READ: [OnceLock<Result<Forms>>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];
        let at = TAGS.iter().position(|tag| *tag == language)?;
        READ[at].get_or_init(|| Self::read(language)).as_ref().ok()
    }

    fn read(language: &str) -> Result<Forms, Error> {
        Pack::get(language)?.table("write")
    }
}

/// Where a form of the member `from` of some lists stands in a text so that it touches `within`, and the form of `to` from the same list. The longest
/// form counts; nothing where two lists would write different words, or a list lacks the other form.
pub(super) fn exchanged<const N: usize>(
    lists: &[[String; N]],
    text: &str,
    within: &Range<usize>,
    from: usize,
    to: usize,
) -> Option<(Range<usize>, String)> {
    let mut best: Option<(Range<usize>, Vec<String>)> = None;
    for list in lists {
        let (Some(old), Some(new)) = (list.get(from), list.get(to)) else { continue };
        if old.is_empty() {
            continue;
        }
        let places = text.match_indices(old.as_str()).map(|(at, _)| at..at + old.len());
        for place in places.filter(|place| place.start < within.end && within.start < place.end && is_whole(text, place)) {
            match &mut best {
                Some((known, forms)) if *known == place => forms.push(new.clone()),
                Some((known, _)) if known.len() >= place.len() => {}
                _ => best = Some((place, vec![new.clone()])),
            }
        }
    }
    let (place, mut forms) = best?;
    forms.retain(|form| !form.is_empty());
    let first = forms.first()?;
    forms.iter().all(|form| form == first).then(|| (place, first.clone()))
}

/// Whether a place of a text is no part of longer words.
fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // The mark of an abbreviation belongs to it.
    let abbreviated = text[place.clone()].chars().next_back().is_some_and(char::is_alphabetic)
        && text[place.end..].starts_with('.')
        && text[place.clone()].chars().count() <= 4;
    !inside(text[..place.start].chars().next_back()) && !inside(text[place.end..].chars().next()) && !abbreviated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(language: &str, text: &str, from: usize, to: usize) -> Option<String> {
        let (place, new) = exchanged(&Forms::of(language)?.months, text, &(0..text.len()), from - 1, to - 1)?;
        Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
    }

    fn weekday(language: &str, text: &str, within: &str, from: usize, to: usize) -> Option<String> {
        let at = text.find(within).unwrap();
        let (place, new) = exchanged(&Forms::of(language)?.weekdays, text, &(at..at + within.len()), from - 1, to - 1)?;
        Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
    }

    #[test]
    fn every_pack_has_its_forms() {
        for tag in TAGS {
            let forms = Forms::read(tag).unwrap();
            assert!(!forms.months.is_empty() && forms.months[0].iter().all(|form| !form.is_empty()), "{tag}");
            assert!(!forms.weekdays.is_empty() && forms.weekdays[0].iter().all(|form| !form.is_empty()), "{tag}");
        }
    }

    #[test]
    fn months_keep_case_and_tradition() {
        for (language, text, from, to, want) in [
            ("en", "on March 15, 2023", 3, 5, Some("on May 15, 2023")),
            ("en", "on Oct. 3", 10, 11, Some("on Nov. 3")),
            ("ru", "15 марта 2023 года", 3, 8, Some("15 августа 2023 года")),
            ("ru", "в марте", 3, 10, Some("в октябре")),
            ("ar", "15 مارس/آذار 2023", 3, 4, Some("15 أبريل/نيسان 2023")),
            ("ar", "15 كانون الثاني", 1, 2, Some("15 شباط")),
            ("ar", "في جويلية", 7, 8, Some("في أوت")),
            // The name of March is one of two traditions, which part ways in July.
            ("ar", "15 مارس", 3, 7, None),
            ("ar", "15 مارس", 3, 2, None),
            ("ar", "15 يوليو", 7, 8, Some("15 أغسطس")),
            ("en", "the Marchers", 3, 4, None),
            ("en", "on Oct 3", 10, 3, Some("on Mar 3")),
        ] {
            assert_eq!(month(language, text, from, to).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn weekdays_keep_their_preposition() {
        for (language, text, within, from, to, want) in [
            ("en", "said on Tuesday", "Tuesday", 2, 3, Some("said on Wednesday")),
            ("ru", "сообщили во вторник", "вторник", 2, 3, Some("сообщили в среду")),
            ("ru", "в минувший вторник", "вторник", 2, 3, None),
            ("ru", "в минувший вторник", "вторник", 2, 4, Some("в минувший четверг")),
            ("ru", "со среды", "среды", 3, 5, Some("с пятницы")),
            ("ar", "يوم الثلاثاء الماضي", "الثلاثاء", 2, 5, Some("يوم الجمعة الماضي")),
            ("ar", "مساء الثلاثاء", "الثلاثاء", 2, 3, Some("مساء الأربعاء")),
            ("ar", "مساء الثلاثاء", "الثلاثاء", 2, 5, None),
        ] {
            assert_eq!(weekday(language, text, within, from, to).as_deref(), want, "{text}");
        }
    }
}
