//! `variorum check`: the report on one story.

use super::{Done, Outcome};
use crate::args::{Checking, Reading, ReportFormat};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use variorum::report::{self, Note, Style};
use variorum::{check, ingest};

/// A guess of the language that is less sure than this is worth a note.
const SURE: f64 = 0.5;

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, format: ReportFormat, output: Option<&Path>) -> Done {
    let (story, read) = ingest::story(files, &reading.hints())?;
    let mut report = check::check(&story, &checking.options(reading.mode()))?;
    for (edition, one) in read.iter().enumerate() {
        if one.guessed.is_some_and(|confidence| confidence < SURE) {
            let text = format!("the language was guessed as {:?} and may be wrong; give --lang FILE=TAG", one.edition.language);
            report.notes.push(Note { code: "language-guessed", edition: Some(edition), text });
        }
    }
    let shows = |finding: &variorum::compare::Finding| checking.shows(finding);
    let colour = output.is_none() && !matches!(anstream::stdout().current_choice(), anstream::ColorChoice::Never);
    let answer = match format {
        ReportFormat::Json => report::pretty(&report::to_json(&report, shows)) + "\n",
        ReportFormat::Text => report::to_text(&report, Style { colour, ..Style::default() }, shows),
    };
    match output {
        Some(file) => write_whole(file, &answer)?,
        None => {
            let mut out = anstream::stdout().lock();
            out.write_all(answer.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(if report.findings.iter().any(shows) { Outcome::Findings } else { Outcome::Done })
}

/// Writes a file so that nobody ever sees half of it: to a new file beside it, which then takes its name.
fn write_whole(file: &Path, content: &str) -> Result<(), String> {
    let name = file.file_name().ok_or_else(|| format!("{}: this is no file; name the file that the report goes to", file.display()))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = file.with_file_name(beside);
    let written = fs::write(&beside, content).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| {
        // The report is lost in any case; what is left of it is only in the way.
        let _ = fs::remove_file(&beside);
        format!("{}: the report cannot be written: {error}", file.display())
    })
}
