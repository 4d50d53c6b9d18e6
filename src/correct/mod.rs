//! Corrections that are safe to propose: what an edition wrote wrong, in its own way of writing.
//!
//! A correction is proposed where one edition stands alone with an altered value and what it has to write can be told from how it writes:
//!
//! - numbers ([`digits`]): one run of digits holds the value, beside the same unit, toll or currency, the same million or thousand, and a noun that keeps its form
//!   beside the new number (the plural rules of CLDR);
//! - clock times ([`clock`]): set to the same instant in the zone in which they stand;
//! - dates ([`day`]): the day in digits, month and weekday in the case, tradition and gender in which they stand ([`forms`]);
//! - names, in a language in which they have one form: as the same edition writes the right name elsewhere.
//!
//! Numbers in words are left alone: they change with case, gender and what stands around them.

mod clock;
mod day;
mod digits;
mod forms;

use crate::compare::{Finding, FindingKind, Subject};
use crate::facts::{Kind, Relation, Value};
use crate::report::{Correction, Report};
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// Findings less sure than this get no correction.
const SURE: f64 = 0.75;

/// Adds the corrections of a report's findings to it. `groups` says by edition how its house parts thousands, where it does.
pub fn suggest(report: &mut Report, groups: &[Option<char>]) {
    let found = report.findings.iter().filter_map(|finding| Some((finding.id.clone(), correction(report, groups, finding)?)));
    report.corrections = found.collect();
}

fn correction(report: &Report, groups: &[Option<char>], finding: &Finding) -> Option<Correction> {
    let odd = finding.odd.filter(|_| finding.kind == FindingKind::Altered && finding.confidence >= SURE)?;
    let reading = finding.reading(odd)?;
    let others: Vec<&Map<String, Json>> =
        finding.readings.iter().filter(|(edition, _)| *edition != odd).filter_map(|(_, other)| other.as_ref().map(|other| &other.value)).collect();
    let right = *others.first()?;
    let edition = report.edition(odd);
    let text = reading.span.of(&edition.text);
    if finding.subject == Subject::Fact(Kind::Name) {
        return name(report, finding, odd);
    }
    if let Some(old) = day::Day::of(&reading.value) {
        let right = day::Day::of(right)?;
        if others.iter().any(|other| day::Day::of(other) != Some(right)) {
            return None;
        }
        let within = reading.span.start..reading.span.end;
        let (range, new) = day::corrected(forms::Forms::of(&edition.language)?, &edition.text, &within, old, right)?;
        return Some(Correction { edition: odd, span: crate::text::Span::new(range.start, range.end), text: new });
    }
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
        digits::corrected(text, number(&reading.value)?, number(right)?, groups.get(odd).copied().flatten(), keeps)?
    };
    let span = crate::text::Span::new(reading.span.start + range.start, reading.span.start + range.end);
    Some(Correction { edition: odd, span, text: new })
}

/// The exact number of a value that has no other reading.
fn number(value: &Map<String, Json>) -> Option<Decimal> {
    let text = value.get("number").and_then(Json::as_str).filter(|_| !value.contains_key("or"))?;
    text.parse().ok()
}

/// A name that an edition has in the place of another, as the edition writes that one elsewhere.
fn name(report: &Report, finding: &Finding, odd: usize) -> Option<Correction> {
    let edition = report.edition(odd);
    if !forms::Forms::of(&edition.language)?.names {
        return None;
    }
    let span = finding.reading(odd)?.span;
    let wrong = span.of(&edition.text);
    let fact = |edition: usize, span| report.facts.get(edition)?.iter().find(|fact| fact.span == span);
    let mut right = Vec::new();
    for (other, reading) in finding.readings.iter().filter(|(other, _)| *other != odd) {
        let Value::Name(name) = &fact(*other, reading.as_ref()?.span)?.value else { return None };
        right.push(name);
    }
    let Value::Name(own) = &fact(odd, span)?.value else { return None };
    let count = |text: &str| text.split_whitespace().count();
    let mut found: Option<&str> = None;
    for fact in &report.facts[odd] {
        let Value::Name(known) = &fact.value else { continue };
        let text = fact.span.of(&edition.text);
        // As many words as the wrong name has, so that a surname stands for a surname.
        let fits =
            known.class == own.class && known.derived == own.derived && text != wrong && count(text) == count(wrong) && !text.contains(['\'', '’']);
        if fits
            && !right.is_empty()
            && right.iter().all(|right| known.key == right.key || matches!(known.relate(right), Some(Relation::Same | Relation::Equivalent(_))))
        {
            match found {
                Some(other) if other != text => return None,
                _ => found = Some(text),
            }
        }
    }
    let new = found.filter(|_| !wrong.contains(['\'', '’']) && !wrong.contains('\n'))?;
    Some(Correction { edition: odd, span, text: new.to_owned() })
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
