//! Stories of `tests/stories`: what is reported on the clean ones, and which of the errors planted in them are found, one at a time.
//!
//! The figures stand in `tests/stories/figures.toml` and are held to the letter: a rule that finds more, or that cries wolf, shows in them.
//! `VARIORUM_FIGURES=write cargo test planted` writes them anew; read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use variorum::check::{Options, check};
use variorum::compare::{Finding, Severity};
use variorum::report::Report;
use variorum::text::{Edition, Span, Story};

const LANGUAGES: [&str; 3] = ["en", "ar", "ru"];

/// A story, line by line.
struct Told {
    name: String,
    published: String,
    lines: [Vec<String>; 3],
    planted: Vec<Planted>,
}

/// An error: put into one line of one edition it makes one fact wrong.
struct Planted {
    edition: usize,
    class: String,
    line: usize,
    before: String,
    after: String,
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn told(folder: &Path) -> Told {
    let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
    let lines = LANGUAGES.map(|language| read(&folder.join(format!("{language}.txt"))).lines().map(str::to_owned).collect::<Vec<_>>());
    assert!(lines.iter().all(|edition| edition.len() == lines[0].len()), "{name}: the editions have not the same number of lines");
    let head: toml::Table = read(&folder.join("story.toml")).parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    let published = head["published"].as_str().expect("published is a text").to_owned();
    let rows = read(&folder.join("planted.tsv"));
    let planted = rows.lines().skip(1).map(|row| planted(&name, &lines, row)).collect();
    Told { name, published, lines, planted }
}

fn planted(name: &str, lines: &[Vec<String>; 3], row: &str) -> Planted {
    let [edition, class, line, before, after]: [&str; 5] =
        row.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{name}: not five columns: {row}"));
    let edition = LANGUAGES.iter().position(|language| *language == edition).unwrap_or_else(|| panic!("{name}: no such edition: {row}"));
    let line = line.parse::<usize>().unwrap_or_else(|_| panic!("{name}: no number of a line: {row}")) - 1;
    assert_eq!(lines[edition][line].matches(before).count(), 1, "{name}: {before:?} stands not once in its line");
    Planted { edition, class: class.to_owned(), line, before: before.to_owned(), after: after.to_owned() }
}

fn report(told: &Told, lines: &[Vec<String>; 3]) -> Report {
    let published = Some(told.published.parse().expect("a moment"));
    let edition = |at: usize| Edition { id: LANGUAGES[at].into(), language: LANGUAGES[at].into(), text: lines[at].join("\n").into(), published };
    let story = Story { id: told.name.clone(), editions: (0..LANGUAGES.len()).map(edition).collect() };
    check(&story, &Options::default()).expect("the story can be checked")
}

fn weighty(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.severity >= Severity::Major)
}

/// What a finding says, whatever else the story says.
fn content(report: &Report, finding: &Finding) -> Vec<String> {
    let text = |edition: usize, span: Span| span.of(&report.story.editions[edition].text).to_owned();
    let readings = finding.readings.iter().map(|(at, reading)| reading.as_ref().map_or(String::new(), |reading| text(*at, reading.span)));
    [finding.kind.name().to_owned(), finding.subject.name().to_owned()].into_iter().chain(readings).collect()
}

/// Bytes of a line of an edition.
fn place(report: &Report, edition: usize, line: usize) -> Span {
    let text = &report.story.editions[edition].text;
    let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let start = starts.nth(line).expect("the line is there");
    Span::new(start, text[start..].find('\n').map_or(text.len(), |length| start + length))
}

/// Whether a report tells an error: a finding that the clean story has not, that blames the edition, in the line.
fn tells(report: &Report, clean: &[Vec<String>], error: &Planted) -> bool {
    let within = |span: Span, line: Span| span.start >= line.start && span.end <= line.end;
    weighty(report).any(|finding| {
        let blames = finding.odd.is_none_or(|odd| odd == error.edition);
        let here = finding.readings.iter().any(|(edition, reading)| match reading {
            Some(reading) => *edition == error.edition && within(reading.span, place(report, error.edition, error.line)),
            None => {
                *edition == error.edition && {
                    let others = finding.readings.iter().filter_map(|(other, reading)| reading.as_ref().map(|reading| (*other, reading.span)));
                    others.into_iter().any(|(other, span)| within(span, place(report, other, error.line)))
                }
            }
        });
        blames && here && !clean.contains(&content(report, finding))
    })
}

/// What came of one story: alarms on the clean one, and by class how many errors were found, of how many.
type Outcome = (Vec<String>, usize, BTreeMap<String, (usize, usize)>);

fn outcome(told: &Told) -> Outcome {
    let clean = report(told, &told.lines);
    let known: Vec<Vec<String>> = weighty(&clean).map(|finding| content(&clean, finding)).collect();
    let alarms = weighty(&clean).map(|finding| format!("{}: {}", told.name, finding.message)).collect();
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for error in &told.planted {
        let mut lines = told.lines.clone();
        lines[error.edition][error.line] = lines[error.edition][error.line].replacen(&error.before, &error.after, 1);
        let count = classes.entry(error.class.clone()).or_default();
        count.0 += usize::from(tells(&report(told, &lines), &known, error));
        count.1 += 1;
    }
    (alarms, told.lines[0].len(), classes)
}

fn figures(outcomes: &[Outcome]) -> String {
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (class, (found, of)) in outcomes.iter().flat_map(|(_, _, classes)| classes) {
        let count = classes.entry(class).or_default();
        *count = (count.0 + found, count.1 + of);
    }
    let all = classes.values().fold((0, 0), |all, count| (all.0 + count.0, all.1 + count.1));
    let alarms: Vec<&String> = outcomes.iter().flat_map(|(alarms, _, _)| alarms).collect();
    let lines: usize = outcomes.iter().map(|(_, lines, _)| lines).sum();
    let mut out = String::from("# Written by `VARIORUM_FIGURES=write cargo test planted`; README.md says what is counted.\n\n[clean]\n");
    let _ = writeln!(out, "sentences = {lines}\nalarms = [");
    for alarm in alarms {
        let _ = writeln!(out, "  {:?},", alarm.chars().filter(|sign| !matches!(sign, '\u{2066}'..='\u{2069}')).collect::<String>());
    }
    let _ = writeln!(out, "]\n\n# found, of\n[planted]\nall = [{}, {}]", all.0, all.1);
    for (class, (found, of)) in classes {
        let _ = writeln!(out, "{class} = [{found}, {of}]");
    }
    out
}

#[test]
fn planted_errors_are_found_and_clean_stories_are_silent() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(home()).expect("the stories are there").map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let stories: Vec<Told> = folders.iter().map(|folder| told(folder)).collect();
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((at, story)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    stories.get(at).map(|story| (at, story))
                } {
                    let outcome = outcome(story);
                    outcomes.lock().expect("no test thread panicked").insert(at, outcome);
                }
            });
        }
    });
    let outcomes: Vec<Outcome> = outcomes.into_inner().expect("no test thread panicked").into_values().collect();
    let (now, path) = (figures(&outcomes), home().join("figures.toml"));
    if std::env::var_os("VARIORUM_FIGURES").is_some_and(|value| value == "write") {
        std::fs::write(&path, &now).expect("the figures can be written");
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        before == now,
        "the figures have changed (VARIORUM_FIGURES=write writes them anew):\n{}",
        similar::TextDiff::from_lines(&before, &now).unified_diff()
    );
}
