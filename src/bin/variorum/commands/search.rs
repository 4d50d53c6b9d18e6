//! `variorum search`: the readings of an audit that hold some words.

use super::{Done, Outcome};
use crate::args::SearchFormat;
use serde_json::json;
use std::io::Write;
use std::path::Path;
use variorum::archive::Database;
use variorum::report::{line, visible};

pub fn run(database: &Path, words: &[String], run: Option<i64>, limit: u32, format: SearchFormat) -> Done {
    let database = Database::open_existing(database)?;
    let run = database.run_info(run)?.id;
    let hits = database.search(run, &words.join(" "), limit as usize)?;
    let mut out = std::io::stdout().lock();
    for hit in &hits {
        match format {
            SearchFormat::Jsonl => {
                let hit = json!({
                    "story": hit.story, "place": hit.place, "edition": hit.edition, "text": hit.text, "finding": hit.finding, "severity": hit.severity,
                    "message": hit.message,
                });
                writeln!(out, "{}", line(&hit))?;
            }
            SearchFormat::Text => {
                writeln!(out, "{} {}, {}: {}", visible(&hit.place), visible(&hit.story), visible(&hit.edition), isolated(&hit.text))?;
                writeln!(out, "   {} {}: {}", visible(&hit.severity), visible(&hit.finding), visible(&hit.message))?;
            }
        }
    }
    if hits.len() == limit as usize {
        eprintln!("variorum: there may be more; --limit shows them");
    }
    Ok(Outcome::Done)
}

/// Text of any direction within a line of the program's own.
fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", visible(text))
}
