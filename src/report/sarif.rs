//! The report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), as code scanning takes it.
//!
//! A result stands in the edition that is to be corrected; the other editions are related locations. Columns and offsets count characters (`unicodeCodePoints`),
//! offsets from 0 and columns from 1.

use super::Correction;
use super::form::uri;
use super::headline::headline;
use super::rules::Rule;
use super::view::View;
use super::visible::visible;
use super::words::words;
use crate::compare::{Finding, Severity};
use crate::text::Span;
use serde_json::{Value as Json, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log, with one run.
pub(super) fn to_sarif(view: &View<'_>) -> Json {
    let mut rules: Vec<Rule> = view.findings.iter().map(|finding| Rule::of(finding.rule)).collect();
    rules.sort_by_key(|rule| rule.id);
    rules.dedup();
    let results: Vec<Json> = view.findings.iter().map(|finding| result(view, finding, &rules)).collect();
    let artifacts: Vec<Json> = (0..view.report.story.editions.len())
        .map(|edition| {
            let description = format!("Edition {} ({})", view.report.edition(edition).id, view.report.edition(edition).language);
            let encoding =
                view.report.sources.get(edition).and_then(Option::as_ref).map_or("utf-8".to_owned(), |source| source.encoding().to_lowercase());
            json!({ "location": { "uri": uri(&view.file(edition)) }, "encoding": encoding, "description": { "text": plain(&description) } })
        })
        .collect();
    let notes: Vec<Json> = view
        .report
        .notes
        .iter()
        .map(|note| json!({ "descriptor": { "id": note.code }, "level": "note", "message": { "text": plain(&note.text) } }))
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "variorum",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "shortDescription": { "text": "Finds the facts that the language editions of one news story state differently" },
                "rules": rules.iter().map(rule_json).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": format!("variorum/{}", uri(&view.report.story.id)) },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

fn rule_json(rule: &Rule) -> Json {
    json!({
        "id": rule.id,
        "name": rule.id.split('-').map(capital).collect::<String>(),
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.help },
        "help": { "text": rule.help, "markdown": rule.help },
        "properties": { "tags": ["translation", "facts"] },
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn result(view: &View<'_>, finding: &Finding, rules: &[Rule]) -> Json {
    let culprit = view.culprit(finding);
    let readings = |edition: usize| finding.readings.iter().any(|(at, _)| *at == edition);
    let mut places: Vec<(usize, Span)> = (0..view.report.story.editions.len())
        .filter(|edition| readings(*edition))
        .filter_map(|edition| view.place(finding, edition).map(|span| (edition, span)))
        .collect();
    // Where nothing corresponds in the edition to be corrected, the finding stands where the text is.
    let first = places.iter().position(|(edition, _)| *edition == culprit).unwrap_or(0);
    let locations: Vec<Json> = if places.is_empty() {
        vec![json!({ "physicalLocation": { "artifactLocation": artifact(view, culprit) } })]
    } else {
        let (edition, span) = places.remove(first);
        vec![location(view, finding, edition, span)]
    };
    let related: Vec<Json> = places
        .iter()
        .enumerate()
        .map(|(at, (edition, span))| {
            let mut out = location(view, finding, *edition, *span);
            out["id"] = json!(at + 1);
            out["message"] = json!({ "text": said(view, finding, *edition) });
            out
        })
        .collect();
    let mut out = json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| rule.id == Rule::of(finding.rule).id),
        "level": match finding.severity {
            Severity::Critical | Severity::Major => "error",
            Severity::Minor => "warning",
            Severity::Note => "note",
        },
        "rank": (finding.confidence.clamp(0.0, 1.0) * 1000.0).round() / 10.0,
        "message": { "text": format!("{}. {}", plain(&headline(view.report, finding)), plain(&finding.why)) },
        "locations": locations,
        "partialFingerprints": { "finding/v1": finding.id },
        "properties": {
            "kind": finding.kind.name(),
            "fact": finding.subject.name(),
            "severity": finding.severity.name(),
            "category": finding.category.name(),
            "mqm": finding.category.mqm(),
        },
    });
    if !related.is_empty() {
        out["relatedLocations"] = Json::Array(related);
    }
    // What stands in the file as an escape or across tags is not replaced by a machine.
    let exact = |correction: &&Correction| view.places[correction.edition].exactly(correction.span).is_some();
    if let Some(correction) = view.report.correction(finding).filter(exact) {
        let (edition, span) = (correction.edition, correction.span);
        let replacement = json!({ "deletedRegion": region(view, edition, span), "insertedContent": { "text": correction.text } });
        out["fixes"] = json!([{
            "description": { "text": format!("Write {} for {}", plain(&correction.text), plain(view.text(edition, span))) },
            "artifactChanges": [{ "artifactLocation": artifact(view, edition), "replacements": [replacement] }],
        }]);
    }
    if let Some(accepted) = view.acceptance(finding) {
        out["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": plain(&accepted.reason) }]);
    }
    out
}

/// What an edition says, for a related location.
fn said(view: &View<'_>, finding: &Finding, edition: usize) -> String {
    let id = visible(&view.report.edition(edition).id);
    match finding.reading(edition) {
        None => plain(&format!("{id}: not stated here")),
        Some(reading) => {
            let value = words(finding.subject, &reading.value);
            plain(&if value.is_empty() { id } else { format!("{id}: {value}") })
        }
    }
}

fn artifact(view: &View<'_>, edition: usize) -> Json {
    json!({ "uri": uri(&view.file(edition)), "index": edition })
}

fn location(view: &View<'_>, finding: &Finding, edition: usize, span: Span) -> Json {
    let mut physical = json!({ "artifactLocation": artifact(view, edition), "region": region(view, edition, span) });
    physical["region"]["snippet"] = json!({ "text": view.places[edition].span(span).of(view.places[edition].file()) });
    if let Some(reading) = finding.reading(edition).filter(|reading| reading.context.contains(span) && reading.context != span) {
        physical["contextRegion"] = region(view, edition, reading.context);
    }
    json!({ "physicalLocation": physical })
}

fn region(view: &View<'_>, edition: usize, span: Span) -> Json {
    let ((line, column), (last, end)) = (view.start(edition, span), view.end(edition, span));
    let (text, span) = (view.places[edition].file(), view.places[edition].span(span));
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": end,
        "charOffset": Span::new(0, span.start).of(text).chars().count(),
        "charLength": span.of(text).chars().count(),
    })
}

/// A message: visible, with the signs that SARIF gives a meaning doubled or escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '{' | '}' => out.extend([c, c]),
            '[' | ']' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
