//! `variorum stats`: the numbers of an audit.

use super::write::write_whole;
use super::{Done, Outcome};
use crate::args::{Severity, StatsFormat};
use std::io::Write;
use std::path::Path;
use variorum::archive::Database;
use variorum::archive::statistics::{statistics, to_html, to_json, to_text};
use variorum::report::pretty;

pub fn run(database: &Path, run: Option<i64>, least: Severity, format: Option<StatsFormat>, output: Option<&Path>) -> Done {
    let format = match (format, output) {
        (Some(format), _) => format,
        (None, None) => StatsFormat::Text,
        (None, Some(file)) => match file.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "htm") => StatsFormat::Html,
            Some("json") => StatsFormat::Json,
            Some("txt") => StatsFormat::Text,
            _ => return Err(format!("{}: this name tells no form; let it end in .html, .json or .txt, or give --format", file.display()).into()),
        },
    };
    let numbers = statistics(&Database::open_existing(database)?, run, least.meant())?;
    let text = match format {
        StatsFormat::Text => to_text(&numbers),
        StatsFormat::Json => pretty(&to_json(&numbers)) + "\n",
        StatsFormat::Html => to_html(&numbers),
    };
    match output {
        Some(file) => write_whole(file, &text)?,
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(Outcome::Done)
}
