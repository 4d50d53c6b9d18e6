//! What changed between two runs, for a person and for programs.

use super::{Change, Comparison};
use crate::report::visible;
use serde_json::{Value as Json, json};
use std::fmt::Write;

/// One line a change, the worst first, and the counts above them.
pub fn to_text(comparison: &Comparison) -> String {
    let [first, second] = &comparison.runs;
    let mut out = format!("{} against {}\n", visible(second), visible(first));
    let _ = writeln!(
        out,
        "{} new, {} fixed, {} unchanged findings in {} stories of both runs",
        comparison.new.len(),
        comparison.fixed.len(),
        comparison.unchanged,
        comparison.shared
    );
    for (count, which) in [(comparison.only[0], "first"), (comparison.only[1], "second")] {
        if count > 0 {
            let _ = writeln!(out, "{count} stories are only in the {which} run");
        }
    }
    if comparison.lost > 0 {
        let _ = writeln!(out, "{} findings of the first run stand in stories that the second lacks or could not check", comparison.lost);
    }
    for (story, error) in &comparison.broken {
        let _ = writeln!(out, "broken  {}: {}", visible(story), visible(error));
    }
    for (word, changes) in [("new  ", &comparison.new), ("fixed", &comparison.fixed)] {
        for Change { story, finding } in changes {
            let (story, message) = (visible(story), visible(&finding.message));
            let _ = writeln!(out, "{word}   {:<8}  {story}: {message}  [{}]", visible(&finding.severity), visible(&finding.id));
        }
    }
    out
}

/// The same as one document.
pub fn to_json(comparison: &Comparison) -> Json {
    let changes = |changes: &[Change]| -> Json {
        let change = |Change { story, finding }: &Change| {
            json!({
                "story": story, "id": finding.id, "kind": finding.kind, "fact": finding.fact, "severity": finding.severity, "message": finding.message,
            })
        };
        changes.iter().map(change).collect()
    };
    let broken: Vec<Json> = comparison.broken.iter().map(|(story, error)| json!({ "story": story, "error": error })).collect();
    json!({
        "tool": { "name": "variorum", "version": env!("CARGO_PKG_VERSION") },
        "runs": comparison.runs,
        "verdict": if comparison.is_worse() { "worse" } else { "no worse" },
        "counts": {
            "new": comparison.new.len(), "fixed": comparison.fixed.len(), "unchanged": comparison.unchanged, "lost": comparison.lost, "broken": broken.len(),
            "stories": { "shared": comparison.shared, "only_first": comparison.only[0], "only_second": comparison.only[1] },
        },
        "new": changes(&comparison.new),
        "fixed": changes(&comparison.fixed),
        "broken": broken,
    })
}
