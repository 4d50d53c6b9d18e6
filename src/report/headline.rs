//! What differs, in one sentence: in values where they say it all, otherwise in the comparison's own words.

use super::Report;
use super::visible::{isolated, message, visible};
use super::words::words;
use crate::compare::{Finding, FindingKind, Reading, Severity, Subject};
use crate::facts::Kind;

/// The sentence, safe to show; what runs from right to left is isolated.
pub(super) fn headline(report: &Report, finding: &Finding) -> String {
    let id = |edition: usize| isolated(&visible(&report.edition(edition).id));
    let told = !matches!(finding.subject, Subject::Sentence | Subject::Term | Subject::Fact(Kind::Name | Kind::Quote | Kind::Polarity));
    let values = if told { values(report, finding) } else { Vec::new() };
    let plural = |who: &[String]| if who.len() > 1 { "have" } else { "has" };
    let lacking: Vec<String> = finding.readings.iter().filter(|(_, reading)| reading.is_none()).map(|(edition, _)| id(*edition)).collect();
    match (finding.kind, values.as_slice()) {
        (FindingKind::Altered, [(odd, value), (others, other)]) => {
            format!("{} {} {value} where {} {} {other}", and(odd), plural(odd), and(others), plural(others))
        }
        (FindingKind::Altered, [_, _, ..]) => {
            let parts: Vec<String> = values.iter().map(|(who, value)| format!("{} {} {value}", and(who), plural(who))).collect();
            and(&parts)
        }
        (FindingKind::Missing, [(who, value)]) if !lacking.is_empty() => {
            let lack = if lacking.len() > 1 { "lack" } else { "lacks" };
            format!("{} {lack} {value}, which {} {}", and(&lacking), and(who), plural(who))
        }
        (FindingKind::Added, [(who, value)]) => format!("only {} {} {value}", and(who), plural(who)),
        _ => message(&finding.message),
    }
}

/// The different values in words, each with the editions that have it; the edition that stands alone first.
fn values(report: &Report, finding: &Finding) -> Vec<(Vec<String>, String)> {
    let mut values: Vec<(Vec<String>, String)> = Vec::new();
    let alone = |edition: usize| finding.odd != Some(edition);
    let mut readings: Vec<(usize, &Reading)> =
        finding.readings.iter().filter_map(|(at, reading)| reading.as_ref().map(|reading| (*at, reading))).collect();
    readings.sort_by_key(|(edition, _)| alone(*edition));
    for (edition, reading) in readings {
        let value = isolated(&visible(&words(finding.subject, &reading.value)));
        if value.is_empty() {
            return Vec::new();
        }
        let id = isolated(&visible(&report.edition(edition).id));
        match values.iter_mut().find(|(_, known)| *known == value) {
            Some((who, _)) => who.push(id),
            None => values.push((vec![id], value)),
        }
    }
    values
}

/// The verdict on some findings: `2 critical and 1 minor differences`, `no differences`.
pub(super) fn verdict(report: &Report, findings: &[&Finding]) -> String {
    if findings.is_empty() {
        let compared = report.summaries.iter().any(|summary| summary.aligned > 0);
        return if compared { "no differences" } else { "nothing could be compared" }.to_owned();
    }
    let plural = |count: usize, noun: &str| if count == 1 { noun.to_owned() } else { format!("{noun}s") };
    let mut differences: Vec<String> = Vec::new();
    let (mut counted, mut notes) = (0, None);
    for (severity, count) in counts(findings) {
        if severity == Severity::Note {
            notes = Some(format!("{count} {}", plural(count, "note")));
        } else {
            differences.push(format!("{count} {severity}"));
            counted += count;
        }
    }
    let differences = (counted > 0).then(|| format!("{} {}", and(&differences), plural(counted, "difference")));
    differences.into_iter().chain(notes).collect::<Vec<_>>().join(" and ")
}

/// How many findings there are of each severity, the worst first; those of which there is none are left out.
pub(super) fn counts(findings: &[&Finding]) -> Vec<(Severity, usize)> {
    let count = |severity: Severity| (severity, findings.iter().filter(|finding| finding.severity == severity).count());
    [Severity::Critical, Severity::Major, Severity::Minor, Severity::Note].into_iter().map(count).filter(|(_, count)| *count > 0).collect()
}

/// `en`, `en and ar`, `en, ar and ru`.
pub(super) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
