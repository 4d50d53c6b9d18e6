//! Sentences dense with facts, in three languages that agree: each of `tests/dense/*.tsv` on one subject, a sentence a line (English, Arabic, Russian).
//!
//! A dozen lines are checked as one story. What is reported as major or critical is a false alarm; those that are known stand in `tests/dense/alarms.toml`, which the
//! test holds to the letter: `VARIORUM_FIGURES=write cargo test dense` writes them anew. Names and figures are invented, also where bodies that exist are named.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use variorum::check::{Checker, Options};
use variorum::compare::Severity;
use variorum::text::{Edition, Moment, Story};

const LANGUAGES: [&str; 3] = ["en", "ar", "ru"];

/// Lines of a story.
const LINES: usize = 12;

/// When all of it was published: a Wednesday, from which the relative dates count.
const PUBLISHED: &str = "2018-10-03T12:00:00+00:00";

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dense")
}

/// The messages of what is reported of a file, without the signs that set off a language in another one's line.
fn alarms(checker: &Checker, path: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows: Vec<[&str; 3]> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{}: line {}: not three columns", path.display(), at + 1))
        })
        .collect();
    let published: Option<Moment> = PUBLISHED.parse().ok();
    let mut out = Vec::new();
    for (number, part) in rows.chunks(LINES).enumerate() {
        let edition = |at: usize| Edition {
            id: LANGUAGES[at].into(),
            language: LANGUAGES[at].into(),
            text: part.iter().map(|row| row[at]).collect::<Vec<_>>().join("\n").into(),
            published,
        };
        let story = Story { id: number.to_string(), editions: (0..LANGUAGES.len()).map(edition).collect() };
        let report = checker.check(&story).expect("the story can be checked");
        let raised = report.findings.iter().filter(|finding| finding.severity >= Severity::Major);
        out.extend(raised.map(|finding| finding.message.chars().filter(|sign| !matches!(sign, '\u{2066}'..='\u{2069}')).collect::<String>()));
    }
    (rows.len(), out)
}

#[test]
fn dense_sentences_that_agree_are_left_alone() {
    let checker = Checker::new(Options::default());
    let mut files: Vec<PathBuf> = std::fs::read_dir(home()).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut now =
        String::from("# Written by `VARIORUM_FIGURES=write cargo test dense`: sentences of each subject, and the false alarms that are known.\n");
    for path in &files {
        let (sentences, known) = alarms(&checker, path);
        let _ = writeln!(now, "\n[{}]\nsentences = {sentences}\nalarms = [", path.file_stem().expect("a name").to_string_lossy());
        known.iter().for_each(|alarm| _ = writeln!(now, "  {alarm:?},"));
        now.push_str("]\n");
    }
    let path = home().join("alarms.toml");
    if std::env::var_os("VARIORUM_FIGURES").is_some_and(|value| value == "write") {
        std::fs::write(&path, &now).expect("the figures can be written");
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "the alarms have changed:\n{}", similar::TextDiff::from_lines(&before, &now).unified_diff());
}
