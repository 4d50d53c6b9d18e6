//! `variorum check`: the report on one story.

use super::{Done, Outcome};
use crate::args::{Checking, Reading, ReportFormat};
use std::io::Write;
use std::path::PathBuf;
use variorum::report::{self, Note, Style};
use variorum::{check, ingest};

/// A guess of the language that is less sure than this is worth a note.
const SURE: f64 = 0.5;

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, format: ReportFormat) -> Done {
    let (story, read) = ingest::story(files, &reading.hints())?;
    let mut report = check::check(&story, &checking.options(reading.mode()))?;
    for (edition, one) in read.iter().enumerate() {
        if one.guessed.is_some_and(|confidence| confidence < SURE) {
            let text = format!("the language was guessed as {:?} and may be wrong; give --lang FILE=TAG", one.edition.language);
            report.notes.push(Note { code: "language-guessed", edition: Some(edition), text });
        }
    }
    let shows = |finding: &variorum::compare::Finding| checking.shows(finding);
    let mut out = anstream::stdout().lock();
    match format {
        ReportFormat::Json => writeln!(out, "{:#}", report::to_json(&report, shows))?,
        ReportFormat::Text => {
            let colour = !matches!(anstream::stdout().current_choice(), anstream::ColorChoice::Never);
            write!(out, "{}", report::to_text(&report, Style { colour }, shows))?;
        }
    }
    out.flush()?;
    Ok(if report.findings.iter().any(shows) { Outcome::Findings } else { Outcome::Done })
}
