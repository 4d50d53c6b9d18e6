//! Corrections that are safe to propose: digits that an edition wrote wrong, in its own way of writing them.
//!
//! A correction is proposed where one edition stands alone with an altered value and its words hold the value as one run of digits, so that other digits are all
//! that has to change: the same unit, toll or currency, the same million or thousand beside them, and a noun that keeps its form beside the new number (the
//! plural rules of CLDR). Words, months, weekdays and names are left alone: they change with case, gender and what stands around them.

mod clock;
mod digits;

use crate::compare::{Finding, FindingKind};
use crate::report::{Correction, Report};
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// Findings less sure than this get no correction.
const SURE: f64 = 0.75;

/// Adds the corrections of a report's findings to it.
pub fn suggest(report: &mut Report) {
    let found = report.findings.iter().filter_map(|finding| Some((finding.id.clone(), correction(report, finding)?)));
    report.corrections = found.collect();
}

fn correction(report: &Report, finding: &Finding) -> Option<Correction> {
    let odd = finding.odd.filter(|_| finding.kind == FindingKind::Altered && finding.confidence >= SURE)?;
    let reading = finding.reading(odd)?;
    let others: Vec<&Map<String, Json>> =
        finding.readings.iter().filter(|(edition, _)| *edition != odd).filter_map(|(_, other)| other.as_ref().map(|other| &other.value)).collect();
    let right = *others.first()?;
    let edition = report.edition(odd);
    let text = reading.span.of(&edition.text);
    let (range, new) = if right.contains_key("timex") {
        // The others may name other zones, so that their times are held against each other by the instant.
        let times = others.iter().map(|other| clock::Time::of(other)).collect::<Option<Vec<_>>>()?;
        let same = times.windows(2).all(|pair| pair[0].instant() == pair[1].instant());
        if !same {
            return None;
        }
        clock::corrected(text, &clock::Time::of(&reading.value)?, times.first()?)?
    } else {
        if others.iter().any(|other| number(other) != number(right)) || apart(right) != apart(&reading.value) {
            return None;
        }
        let keeps = |old: &str, new: &str| keeps_form(&edition.language, old, new);
        digits::corrected(text, number(&reading.value)?, number(right)?, keeps)?
    };
    let span = crate::text::Span::new(reading.span.start + range.start, reading.span.start + range.end);
    Some(Correction { edition: odd, span, text: new })
}

/// The exact number of a value that has no other reading.
fn number(value: &Map<String, Json>) -> Option<Decimal> {
    let text = value.get("number").and_then(Json::as_str).filter(|_| !value.contains_key("or"))?;
    text.parse().ok()
}

/// What a value says beside its number.
fn apart(value: &Map<String, Json>) -> Map<String, Json> {
    value
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "number" | "approximate" | "part"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Whether a noun has the same form beside two numbers, as they are written in ASCII digits.
fn keeps_form(language: &str, old: &str, new: &str) -> bool {
    match (old.contains('.'), new.contains('.')) {
        (true, true) => true,
        (false, false) => category(language, old).is_some_and(|form| Some(form) == category(language, new)),
        _ => false,
    }
}

fn category(language: &str, number: &str) -> Option<PluralCategory> {
    let locale = icu_locale_core::Locale::try_from_str(language).ok()?;
    let rules = PluralRules::try_new_cardinal((&locale).into()).ok()?;
    Some(rules.category_for(number.parse::<u64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_keeps_its_form_where_the_rules_say_so() {
        for (language, old, new, keeps) in [
            ("en", "23", "32", true),
            ("en", "1", "2", false),
            ("ru", "12", "15", true),
            ("ru", "21", "22", false),
            ("ru", "3", "7", false),
            ("ar", "14", "17", true),
            ("ar", "9", "12", false),
            ("ru", "6.8", "6.5", true),
            ("ru", "6", "6.5", false),
        ] {
            assert_eq!(keeps_form(language, old, new), keeps, "{language} {old} {new}");
        }
    }
}
