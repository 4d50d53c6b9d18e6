//! JSON: the report, and the lines of `facts` and `align`. Described in `docs/report.md`; its schema is `docs/report.schema.json`.

use super::Report;
use crate::align::Bead;
use crate::compare::{Finding, Reading};
use crate::facts::Fact;
use crate::text::{Edition, Story};
use serde_json::{Map, Value as Json, json};

/// Version of the report's form: the first number grows when a reader of the old form would break, the second when something is added.
pub const VERSION: &str = "1.0";

/// The whole report with the findings that `shown` lets through.
pub fn to_json(report: &Report, shown: impl Fn(&Finding) -> bool) -> Json {
    let editions: Vec<Json> = report
        .story
        .editions
        .iter()
        .zip(&report.summaries)
        .map(|(edition, summary)| {
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
        })
        .collect();
    let findings: Vec<Json> = report.findings.iter().filter(|finding| shown(finding)).map(|finding| finding_json(finding, &report.story)).collect();
    let notes: Vec<Json> = report
        .notes
        .iter()
        .map(|note| {
            let mut out = json!({ "code": note.code, "text": note.text });
            if let Some(edition) = note.edition {
                out["edition"] = Json::String(report.edition(edition).id.clone());
            }
            out
        })
        .collect();
    json!({
        "version": VERSION,
        "tool": { "name": "variorum", "version": env!("CARGO_PKG_VERSION") },
        "story": report.story.id,
        "verdict": if findings.is_empty() { "consistent" } else { "findings" },
        "editions": editions,
        "findings": findings,
        "notes": notes,
    })
}

fn finding_json(finding: &Finding, story: &Story) -> Json {
    let mut readings = Map::new();
    for (edition, reading) in &finding.readings {
        let edition = &story.editions[*edition];
        readings.insert(edition.id.clone(), reading.as_ref().map_or(Json::Null, |reading| reading_json(reading, edition)));
    }
    let mut out = json!({
        "id": finding.id,
        "kind": finding.kind.name(),
        "fact": finding.subject.name(),
        "category": finding.category.name(),
        "severity": finding.severity.name(),
        "confidence": (finding.confidence * 100.0).round() / 100.0,
        "readings": readings,
        "message": finding.message,
        "rule": finding.rule,
        "why": finding.why,
    });
    if let Some(odd) = finding.odd {
        out["odd"] = Json::String(story.editions[odd].id.clone());
    }
    out
}

fn reading_json(reading: &Reading, edition: &Edition) -> Json {
    json!({
        "text": reading.span.of(&edition.text),
        "span": reading.span,
        "value": reading.value,
        "context": { "text": reading.context.of(&edition.text), "span": reading.context },
    })
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
