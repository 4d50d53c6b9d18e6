//! The numbers for programs; described in `docs/archive.md`.

use super::{Interval, Statistics, Sums, share};
use serde_json::{Map, Value as Json, json};

/// The numbers as one document.
pub fn to_json(statistics: &Statistics) -> Json {
    let tables: Map<String, Json> = statistics
        .tables
        .iter()
        .map(|table| {
            let rows: Vec<Json> = table.rows.iter().map(|(key, sums)| rate(key.as_deref(), sums)).collect();
            (table.name.to_owned(), Json::Array(rows))
        })
        .collect();
    let alone: Vec<Json> = statistics
        .alone
        .iter()
        .map(|one| {
            json!({
                "source": one.source, "language": one.language, "stories": one.stories, "alone": one.alone, "findings": one.findings,
                "share": interval(share(one.alone, one.stories), 4),
            })
        })
        .collect();
    let lone: Vec<Json> = statistics
        .lone_editions
        .iter()
        .map(|one| json!({ "story": one.story, "place": one.place, "edition": one.edition, "findings": one.findings, "sentences": one.sentences }))
        .collect();
    let checked = statistics.stories - statistics.failed;
    json!({
        "tool": { "name": "variorum", "version": env!("CARGO_PKG_VERSION") },
        "run": { "id": statistics.run.id, "begun": statistics.run.begun, "ended": statistics.run.ended, "program": statistics.run.program },
        "min_severity": statistics.least.name(),
        "stories": statistics.stories,
        "failed": statistics.failed,
        "editions": statistics.editions,
        "accepted": statistics.accepted,
        "affected": { "stories": statistics.affected, "share": interval(share(statistics.affected, checked), 4) },
        "all": rate(None, &statistics.all),
        "by": tables,
        "alone": alone,
        "lone_editions": lone,
    })
}

fn rate(key: Option<&str>, sums: &Sums) -> Json {
    json!({
        "key": key,
        "findings": sums.findings,
        "stories": sums.stories,
        "sentences": round(sums.sentences, 1),
        "dispersion": round(sums.dispersion(), 2),
        "per_100_sentences": interval(sums.rate(), 3),
    })
}

fn interval(interval: Interval, places: i32) -> Json {
    json!({ "value": round(interval.value, places), "low": round(interval.low, places), "high": round(interval.high, places) })
}

fn round(value: f64, places: i32) -> f64 {
    let unit = 10_f64.powi(places);
    (value * unit).round() / unit
}
