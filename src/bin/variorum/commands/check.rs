//! `variorum check`: the report on one story.

use super::write::{targets, write};
use super::{Done, Outcome};
use crate::args::{Checking, Reading, Writing};
use crate::settings::Settings;
use std::path::{Path, PathBuf};
use std::time::Instant;
use variorum::compare::Finding;
use variorum::report::{Note, visible};
use variorum::{check, ingest};

/// A guess of the language that is less sure than this is worth a note.
const SURE: f64 = 0.5;

/// How much the program says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Talk {
    /// Nothing on standard output.
    pub quiet: bool,
    /// What is done, on standard error.
    pub verbose: bool,
}

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, writing: &Writing, explain: bool, talk: Talk) -> Done {
    let begun = Instant::now();
    let mut targets = targets(writing)?;
    if talk.quiet {
        targets.retain(|(_, file)| file.is_some());
    }
    let (story, read) = ingest::story(files, &reading.hints())?;
    let settings = Settings::new(checking, files.first().map_or(Path::new("."), PathBuf::as_path))?;
    if talk.verbose {
        for one in &read {
            let guessed = one.guessed.map_or(String::new(), |sure| format!(", guessed, {:.0} % sure", sure * 100.0));
            let (name, size) = (visible(&one.path.to_string_lossy()), one.edition.text.len());
            eprintln!("{name}: {}, {size} bytes of text, {}{guessed}", one.format, one.edition.language);
        }
        if let Some(file) = &settings.file {
            eprintln!("settings of {}", visible(&file.to_string_lossy()));
        }
    }
    let mut options = settings.options(reading.mode());
    options.segments = ingest::given(&read);
    let mut report = check::check(&story, &options)?;
    // Whoever asks later why a finding is one (`variorum explain`) has only what the report says.
    report.explained = true;
    report.sources = read.iter().map(|one| one.source.clone()).collect();
    report.files = read.iter().map(|one| Some(one.path.clone())).collect();
    for (edition, one) in read.iter().enumerate() {
        if one.guessed.is_some_and(|confidence| confidence < SURE) {
            let text = format!("the language was guessed as {:?} and may be wrong; give --lang FILE=TAG", one.edition.language);
            report.notes.push(Note { code: "language-guessed", edition: Some(edition), text });
        }
    }
    for (edition, one) in read.iter().enumerate() {
        report.notes.extend(one.notices.iter().map(|notice| {
            // What was not read is about the folder and not about an edition.
            let edition = (notice.code != "unplaced").then_some(edition);
            Note { code: notice.code, edition, text: notice.text.clone() }
        }));
    }
    let used = settings.apply(&mut report);
    for (file, used) in settings.accepted.iter().zip(&used) {
        file.note_unused(&mut report, used);
    }
    let shows = |finding: &Finding| settings.shows(finding);
    write(&report, &targets, explain, shows)?;
    if talk.verbose {
        let shown = report.findings.iter().filter(|finding| shows(finding)).count();
        eprintln!("{} findings, {shown} shown, {} ms", report.findings.len(), begun.elapsed().as_millis());
    }
    let open = |finding: &Finding| shows(finding) && report.acceptance(finding).is_none();
    Ok(if report.findings.iter().any(open) { Outcome::Findings } else { Outcome::Done })
}
