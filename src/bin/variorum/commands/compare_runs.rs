//! `variorum compare-runs`: what changed between two audits, and whether anything is worse.

use super::{Done, Outcome};
use crate::args::{CompareFormat, Severity};
use std::io::Write;
use variorum::archive::compare::{Side, compare, to_json, to_text};
use variorum::report::pretty;

pub fn run(first: &str, second: &str, least: Severity, format: CompareFormat) -> Done {
    let sides = [Side::named(first)?, Side::named(second)?];
    let comparison = compare([&sides[0], &sides[1]], least.meant())?;
    let text = match format {
        CompareFormat::Text => to_text(&comparison),
        CompareFormat::Json => pretty(&to_json(&comparison)) + "\n",
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(if comparison.is_worse() { Outcome::Findings } else { Outcome::Done })
}
