//! A normalised value in the words of a desk: `5 killed`, `at least 20 USD`, `15 March 2023, 17:00 +03:00`.
//!
//! Reads the fields of a value and nothing else, so that what a person reads and what a program gets cannot drift apart.

use super::calendar;
use crate::compare::Subject;
use crate::facts::Kind;
use serde_json::{Map, Value as Json};

/// Whether the key of a name is its consonants, which is the key of a name that the gazetteer does not have.
fn is_sounds(key: &str) -> bool {
    key.chars().all(|c| c == '-' || c.is_ascii_lowercase() && !"aeiou".contains(c))
}

/// The value in words; empty for one without fields, such as that of a sentence.
pub(super) fn words(subject: Subject, value: &Map<String, Json>) -> String {
    let field = |name: &str| value.get(name).and_then(Json::as_str);
    let flag = |name: &str| value.get(name).and_then(Json::as_bool).unwrap_or(false);
    if let Some(timex) = field("timex") {
        return calendar::words(timex, field("mod"), field("or"), field("shift"));
    }
    if let Some(key) = field("key") {
        return match field("class") {
            // A name of no table is held against others by its sounds.
            Some(class @ ("person" | "place")) if is_sounds(key) => format!("{class} that sounds {key}"),
            Some(class) => format!("{key} ({class})"),
            None => key.to_owned(),
        };
    }
    if let Some(term) = field("term") {
        return format!("{} (term)", term.replace('-', " "));
    }
    if let (None, Some(concept)) = (field("polarity"), field("concept")) {
        return concept.replace('-', " ");
    }
    if let Some(polarity) = field("polarity") {
        return polarity.replace('-', " ");
    }
    if let Some(speaker) = field("speaker") {
        return format!("said by {speaker}");
    }
    let Some(amount) = amount(value) else {
        return String::new();
    };
    let amount = match field("or") {
        Some(other) => format!("{amount} (or {})", grouped(other)),
        None => amount,
    };
    if let Some(toll) = field("toll") {
        let part = if flag("part") { ", a part of the toll" } else { "" };
        return format!("{amount} {}{part}", toll.replace('-', " "));
    }
    if let Some(currency) = field("currency") {
        return format!("{amount} {currency}");
    }
    if let Some(unit) = field("unit") {
        return format!("{amount} {}", unit_words(unit));
    }
    match subject {
        _ if flag("points") => format!("{amount} percentage points"),
        Subject::Fact(Kind::Percent) => format!("{amount} per cent"),
        Subject::Fact(Kind::Age) => format!("aged {amount}"),
        Subject::Fact(Kind::Ordinal) => ordinal(&amount),
        _ => amount,
    }
}

/// `number`, or the bounds `min` and `max`.
fn amount(value: &Map<String, Json>) -> Option<String> {
    let number = |name: &str| value.get(name).and_then(Json::as_str).map(grouped);
    let exclusive = value.get("exclusive") == Some(&Json::Bool(true));
    let about = if value.get("approximate") == Some(&Json::Bool(true)) { "about " } else { "" };
    let stated = match (number("number"), number("min"), number("max")) {
        (Some(number), ..) => number,
        (None, Some(min), Some(max)) => format!("{min} to {max}"),
        (None, Some(min), None) => format!("{} {min}", if exclusive { "more than" } else { "at least" }),
        (None, None, Some(max)) => format!("{} {max}", if exclusive { "less than" } else { "at most" }),
        (None, None, None) => return None,
    };
    Some(format!("{about}{stated}"))
}

/// Thousands grouped by commas from five digits on, so that a year given as a number stays as it is; `3.9 billion` where nothing is lost by it.
fn grouped(number: &str) -> String {
    for (name, noughts) in [("trillion", 12), ("billion", 9), ("million", 6)] {
        if let Some((whole, rest)) = number.len().checked_sub(noughts).filter(|at| *at > 0).and_then(|at| number.split_at_checked(at)) {
            let fraction = rest.trim_end_matches('0');
            if number.bytes().all(|b| b.is_ascii_digit()) && whole.len() <= 3 && fraction.len() <= 3 {
                let point = if fraction.is_empty() { "" } else { "." };
                return format!("{whole}{point}{fraction} {name}");
            }
        }
    }
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut out = sign.to_owned();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A CLDR unit identifier as it is said: `kilometer-per-hour` is `kilometer per hour`.
fn unit_words(unit: &str) -> String {
    unit.replace('-', " ")
}

/// `3rd`, `21st`, `112th`; what is not a whole number stays as it is.
pub(super) fn ordinal(number: &str) -> String {
    let digits = number.as_bytes();
    if !digits.iter().all(u8::is_ascii_digit) {
        return number.to_owned();
    }
    let teens = digits.len() > 1 && digits[digits.len() - 2] == b'1';
    let ending = match digits.last() {
        Some(b'1') if !teens => "st",
        Some(b'2') if !teens => "nd",
        Some(b'3') if !teens => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_read_as_a_desk_would_say_them() {
        for (kind, value, want) in [
            (Kind::Casualty, json!({"number": "5", "toll": "killed"}), "5 killed"),
            (Kind::Money, json!({"min": "20", "currency": "USD"}), "at least 20 USD"),
            (Kind::Money, json!({"max": "1500000.5", "exclusive": true, "currency": "RUB"}), "less than 1,500,000.5 RUB"),
            (Kind::Quantity, json!({"number": "90", "unit": "kilometer-per-hour"}), "90 kilometer per hour"),
            (Kind::Percent, json!({"number": "0.5", "points": true}), "0.5 percentage points"),
            (Kind::Percent, json!({"min": "2", "max": "3"}), "2 to 3 per cent"),
            (Kind::Age, json!({"number": "34", "approximate": true}), "aged about 34"),
            (Kind::Ordinal, json!({"number": "112"}), "112th"),
            (Kind::Number, json!({"number": "2.275", "or": "2275"}), "2.275 (or 2275)"),
            (Kind::Time, json!({"timex": "T17:00+03:00"}), "17:00 +03:00"),
            (Kind::Money, json!({"number": "3900000000", "approximate": true, "currency": "USD"}), "about 3.9 billion USD"),
            (Kind::Number, json!({"number": "1234567"}), "1,234,567"),
            (Kind::Quote, json!({}), ""),
            (Kind::Name, json!({"class": "place", "key": "fnkf"}), "place that sounds fnkf"),
            (Kind::Name, json!({"class": "place", "key": "RU"}), "RU (place)"),
        ] {
            assert_eq!(words(Subject::Fact(kind), value.as_object().unwrap()), want);
        }
    }
}
