//! Sentences dense with facts, in three languages that agree: each of `tests/dense/*.tsv` on one subject, a sentence a line (English, Arabic, Russian).
//!
//! A dozen lines are checked as one story. What is reported as major or critical is a false alarm; those that are known stand in `tests/dense/alarms.toml`, which the
//! test holds to the letter: `VARIORUM_FIGURES=write cargo test dense` writes them anew. Names and figures are invented, also where bodies that exist are named.
//!
//! Those of `tests/dense/planted` have two columns more: the edition that a careless translator turned into its opposite, and how that edition then reads. Each
//! is checked as a story of one line; how many are found stands in `tests/dense/planted/found.toml`, written anew in the same way.

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

/// The lines of a file, in so many columns.
fn rows<const N: usize>(text: &str, path: &Path) -> Vec<[String; N]> {
    let row = |(at, line): (usize, &str)| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        columns.try_into().unwrap_or_else(|_| panic!("{}: line {}: not {N} columns", path.display(), at + 1))
    };
    text.lines().enumerate().map(row).collect()
}

/// A story with the lines of its editions.
fn story(id: String, texts: [String; 3]) -> Story {
    let published: Option<Moment> = PUBLISHED.parse().ok();
    let edition = |(language, text): (&str, String)| Edition { id: language.into(), language: language.into(), text: text.into(), published };
    Story { id, editions: LANGUAGES.into_iter().zip(texts).map(edition).collect() }
}

/// The files of a folder that have an ending.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    files
}

/// Holds a text against a file, or writes it there.
fn hold(path: &Path, now: &str) {
    if std::env::var_os("VARIORUM_FIGURES").is_some_and(|value| value == "write") {
        std::fs::write(path, now).expect("the figures can be written");
        return;
    }
    let before = std::fs::read_to_string(path).unwrap_or_default();
    assert!(before == now, "{} has changed:\n{}", path.display(), similar::TextDiff::from_lines(before.as_str(), now).unified_diff());
}

/// The messages of what is reported of a file, without the signs that set off a language in another one's line.
fn alarms(checker: &Checker, path: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = rows::<3>(&text, path);
    let mut out = Vec::new();
    for (number, part) in rows.chunks(LINES).enumerate() {
        let texts = std::array::from_fn(|at| part.iter().map(|row| row[at].as_str()).collect::<Vec<_>>().join("\n"));
        let story = story(number.to_string(), texts);
        let report = checker.check(&story).expect("the story can be checked");
        let raised = report.findings.iter().filter(|finding| finding.severity >= Severity::Major);
        out.extend(raised.map(|finding| finding.message.chars().filter(|sign| !matches!(sign, '\u{2066}'..='\u{2069}')).collect::<String>()));
    }
    (rows.len(), out)
}

#[test]
fn dense_sentences_that_agree_are_left_alone() {
    let checker = Checker::new(Options::default());
    let mut now =
        String::from("# Written by `VARIORUM_FIGURES=write cargo test dense`: sentences of each subject, and the false alarms that are known.\n");
    for path in &files(&home()) {
        let (sentences, known) = alarms(&checker, path);
        let _ = writeln!(now, "\n[{}]\nsentences = {sentences}\nalarms = [", path.file_stem().expect("a name").to_string_lossy());
        known.iter().for_each(|alarm| _ = writeln!(now, "  {alarm:?},"));
        now.push_str("]\n");
    }
    hold(&home().join("alarms.toml"), &now);
}

#[test]
fn sentences_turned_into_their_opposite_are_found() {
    let checker = Checker::new(Options::default());
    let mut now = String::from(
        "# Written by `VARIORUM_FIGURES=write cargo test dense`: what was planted in each edition, how much of it is found, and false alarms.\n",
    );
    for path in &files(&home().join("planted")) {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (mut found, mut all, mut alarms) = ([0; 3], [0; 3], 0);
        for (number, [en, ar, ru, language, wrong]) in rows::<5>(&text, path).into_iter().enumerate() {
            let odd = LANGUAGES
                .iter()
                .position(|known| *known == language)
                .unwrap_or_else(|| panic!("{}: line {}: no edition", path.display(), number + 1));
            let clean = [en, ar, ru];
            let mut texts = clean.clone();
            texts[odd] = wrong;
            let raised = |texts: [String; 3]| {
                let report = checker.check(&story(number.to_string(), texts)).expect("the story can be checked");
                report.findings.into_iter().filter(|finding| finding.severity >= Severity::Major).collect::<Vec<_>>()
            };
            let known: Vec<String> = raised(clean).into_iter().map(|finding| finding.message).collect();
            alarms += known.len();
            all[odd] += 1;
            found[odd] += usize::from(raised(texts).iter().any(|finding| finding.odd == Some(odd) && !known.contains(&finding.message)));
        }
        let _ = writeln!(now, "\n[{}]\nalarms = {alarms}", path.file_stem().expect("a name").to_string_lossy());
        (0..LANGUAGES.len()).for_each(|at| _ = writeln!(now, "{} = {{ planted = {}, found = {} }}", LANGUAGES[at], all[at], found[at]));
    }
    hold(&home().join("planted/found.toml"), &now);
}
