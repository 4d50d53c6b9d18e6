//! JSON: the report, and the lines of `facts` and `align`. Described in `docs/report.md`; its schema is `docs/report.schema.json`.

use super::Report;
use super::candidates::candidates;
use super::visible::is_dangerous;
use crate::align::Bead;
use crate::compare::{Finding, Reading, Severity};
use crate::facts::Fact;
use crate::text::{Edition, Places};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

/// Version of the report's form: the first number grows when a reader of the old form would break, the second when something is added.
pub const VERSION: &str = "1.2";

/// The whole report with the findings that `shown` lets through.
pub fn to_json(report: &Report, shown: impl Fn(&Finding) -> bool) -> Json {
    // OK because every key is a string and no number is without a form.
    serde_json::to_value(Document { report, shown }).unwrap_or_default()
}

/// The same as text over many lines, without the whole document in memory beside it; escaped as in [`line()`].
pub fn to_pretty(report: &Report, shown: impl Fn(&Finding) -> bool) -> String {
    escaped(serde_json::to_string_pretty(&Document { report, shown }).unwrap_or_default())
}

/// The same on one line.
pub fn to_line(report: &Report, shown: impl Fn(&Finding) -> bool) -> String {
    escaped(serde_json::to_string(&Document { report, shown }).unwrap_or_default())
}

/// A report as a document that is made while it is written, finding by finding.
struct Document<'a, S> {
    report: &'a Report,
    shown: S,
}

impl<S: Fn(&Finding) -> bool> Serialize for Document<'_, S> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        let report = self.report;
        let editions = report.story.editions.iter().zip(&report.summaries).map(|(edition, summary)| {
            let mut out = json!({
                "id": edition.id,
                "language": edition.language,
                "sentences": summary.sentences,
                "facts": summary.facts,
                "aligned": share(summary.aligned, summary.sentences),
            });
            if let Some(published) = edition.published {
                out["published"] = Json::String(published.to_string());
            }
            out
        });
        let chosen: Vec<&Finding> = report.findings.iter().filter(|finding| (self.shown)(finding)).collect();
        let (accepted, open): (Vec<&Finding>, Vec<&Finding>) = chosen.iter().partition(|finding| report.acceptance(finding).is_some());
        let count = |severity: Severity| open.iter().filter(|finding| finding.severity == severity).count();
        let mut counts = json!({
            "critical": count(Severity::Critical),
            "major": count(Severity::Major),
            "minor": count(Severity::Minor),
            "note": count(Severity::Note),
            "hidden": report.findings.len() - chosen.len(),
        });
        if !accepted.is_empty() {
            counts["accepted"] = json!(accepted.len());
        }
        let notes = report.notes.iter().map(|note| {
            let mut out = json!({ "code": note.code, "text": note.text });
            if let Some(edition) = note.edition {
                out["edition"] = Json::String(report.edition(edition).id.clone());
            }
            out
        });
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("version", VERSION)?;
        out.serialize_entry("tool", &json!({ "name": "variorum", "version": env!("CARGO_PKG_VERSION") }))?;
        out.serialize_entry("story", &report.story.id)?;
        out.serialize_entry("verdict", if open.is_empty() { "consistent" } else { "findings" })?;
        out.serialize_entry("counts", &counts)?;
        out.serialize_entry("editions", &editions.collect::<Vec<Json>>())?;
        out.serialize_entry("findings", &Findings { report, chosen: &chosen })?;
        out.serialize_entry("notes", &notes.collect::<Vec<Json>>())?;
        out.end()
    }
}

/// The findings of a document.
struct Findings<'a> {
    report: &'a Report,
    chosen: &'a [&'a Finding],
}

impl Serialize for Findings<'_> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        let places = self.report.places();
        serializer.collect_seq(self.chosen.iter().map(|finding| finding_json(finding, self.report, &places)))
    }
}

fn finding_json(finding: &Finding, report: &Report, lines: &[Places<'_>]) -> Json {
    let (mut readings, mut places) = (Map::new(), Map::new());
    for (at, reading) in &finding.readings {
        let edition = report.edition(*at);
        readings.insert(edition.id.clone(), reading.as_ref().map_or(Json::Null, |reading| reading_json(reading, edition, &lines[*at])));
        if let (None, Some(span)) = (reading, report.place_of(finding, *at)) {
            let (line, column) = lines[*at].start(span);
            places.insert(edition.id.clone(), json!({ "text": span.of(&edition.text), "span": span, "line": line, "column": column }));
        }
    }
    let mut out = json!({
        "id": finding.id,
        "kind": finding.kind.name(),
        "fact": finding.subject.name(),
        "category": finding.category.name(),
        "mqm": finding.category.mqm(),
        "severity": finding.severity.name(),
        "confidence": (finding.confidence * 100.0).round() / 100.0,
        "readings": readings,
        "message": finding.message,
        "rule": finding.rule,
        "why": finding.why,
    });
    if !places.is_empty() {
        out["aligned"] = Json::Object(places);
    }
    if let Some(accepted) = report.acceptance(finding) {
        out["accepted"] = json!({ "reason": accepted.reason });
        if let Some(until) = &accepted.until {
            out["accepted"]["until"] = Json::String(until.clone());
        }
    }
    if let Some(correction) = report.correction(finding) {
        let edition = &report.edition(correction.edition);
        let old = correction.span.of(&edition.text);
        out["correction"] = json!({ "edition": edition.id, "span": correction.span, "old": old, "new": correction.text });
    }
    if report.explained {
        let considered = candidates(report, finding).into_iter().map(|one| {
            let edition = report.edition(one.edition);
            let (line, column) = lines[one.edition].start(one.span);
            json!({
                "edition": edition.id,
                "text": one.span.of(&edition.text),
                "span": one.span,
                "line": line,
                "column": column,
                "value": one.value,
                "relation": one.relation,
                "why": one.why,
            })
        });
        out["candidates"] = Json::Array(considered.collect());
    }
    if let Some(odd) = finding.odd {
        out["odd"] = Json::String(report.edition(odd).id.clone());
    }
    out
}

fn reading_json(reading: &Reading, edition: &Edition, lines: &Places<'_>) -> Json {
    let (line, column) = lines.start(reading.span);
    json!({
        "text": reading.span.of(&edition.text),
        "span": reading.span,
        "line": line,
        "column": column,
        "value": reading.value,
        "context": { "text": reading.context.of(&edition.text), "span": reading.context },
    })
}

/// JSON over many lines, for a person; escaped as in [`line()`].
pub fn pretty(document: &Json) -> String {
    escaped(format!("{document:#}"))
}

/// JSON on one line. What would act on a terminal or turn the order of what stands around it is escaped (`\u202e`), wherever the line goes: the
/// document is the same, and what is written to a file or a pipe is sooner or later looked at in a terminal.
pub fn line(document: &Json) -> String {
    escaped(document.to_string())
}

/// Whether a character stands in JSON only as an escape; the breaks between its lines are ours.
fn is_escaped(c: char) -> bool {
    // Nearly every character is none, and is told by one comparison or two.
    match c {
        ' '..='~' | '\n' | '\u{C0}'..='\u{61B}' | '\u{61D}'..='\u{1FFF}' => false,
        _ => is_dangerous(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}'),
    }
}

/// JSON in which every character that would act on a terminal is an escape.
pub(super) fn escaped(text: String) -> String {
    if !text.contains(is_escaped) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_escaped(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// One finding as `--format jsonl` prints it.
pub fn finding_line(finding: &Finding, report: &Report) -> Json {
    let places = report.places();
    finding_json(finding, report, &places)
}

/// One fact as `variorum facts` prints it.
pub fn fact_line(fact: &Fact, text: &str) -> Json {
    let mut line = json!({
        "sentence": fact.sentence,
        "kind": fact.kind().name(),
        "span": fact.span,
        "text": fact.span.of(text),
        "value": fact.value.fields(),
    });
    if let Some(about) = fact.about {
        line["about"] = Json::String(about.id().to_owned());
    }
    line
}

/// One bead as `variorum align` prints it.
pub fn bead_line(bead: &Bead, editions: &[Edition]) -> Json {
    let sentences: Map<String, Json> = editions.iter().zip(&bead.sentences).map(|(edition, own)| (edition.id.clone(), json!(own))).collect();
    json!({ "sentences": sentences, "score": (bead.score * 1000.0).round() / 1000.0 })
}

/// A share to two places; 1 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { (part as f64 / whole as f64 * 100.0).round() / 100.0 }
}
