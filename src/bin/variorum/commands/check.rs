//! `variorum check`: the report on one story.

use super::write::{targets, write};
use super::{Done, Outcome};
use crate::args::{Checking, Reading, Writing};
use std::path::PathBuf;
use variorum::report::Note;
use variorum::{check, ingest};

/// A guess of the language that is less sure than this is worth a note.
const SURE: f64 = 0.5;

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, writing: &Writing) -> Done {
    let targets = targets(writing)?;
    let options = checking.options(reading.mode())?;
    let (story, read) = ingest::story(files, &reading.hints())?;
    let mut report = check::check(&story, &options)?;
    report.files = read.iter().map(|one| Some(one.path.clone())).collect();
    for (edition, one) in read.iter().enumerate() {
        if one.guessed.is_some_and(|confidence| confidence < SURE) {
            let text = format!("the language was guessed as {:?} and may be wrong; give --lang FILE=TAG", one.edition.language);
            report.notes.push(Note { code: "language-guessed", edition: Some(edition), text });
        }
    }
    let shows = |finding: &variorum::compare::Finding| checking.shows(finding);
    write(&report, &targets, shows)?;
    let open = |finding: &variorum::compare::Finding| shows(finding) && report.acceptance(finding).is_none();
    Ok(if report.findings.iter().any(open) { Outcome::Findings } else { Outcome::Done })
}
