//! Many stories: an archive is read as a stream, checked on all processors, and what was found is written in the order of the archive.
//!
//! [`Inputs`] are the files and folders, [`audit`] is the whole way from there to the [`Sink`]s, and [`Database`] keeps runs in one SQLite file that a kill does not
//! damage and that can be gone on with. [`statistics`](mod@statistics) counts what a run found; [`compare`](mod@compare) holds two runs against each other. Nothing here
//! knows how a story is checked: that is a function that the caller gives, usually [`Checker::check`](crate::check::Checker::check) with what a house decided applied to its report.
//!
//! ```
//! use std::sync::Mutex;
//! use variorum::archive::{self, Database, Fingerprint, Inputs, Plan, RunSettings};
//! use variorum::check::{Checker, Options};
//!
//! let folder = std::env::temp_dir().join(format!("variorum-doc-{}", std::process::id()));
//! std::fs::create_dir_all(&folder)?;
//! let (stories, database) = (folder.join("stories.jsonl"), folder.join("audit.sqlite"));
//! std::fs::write(&stories, r#"{"id":"flood","editions":[{"language":"en","text":"The flood killed 12 people."},{"language":"ru","text":"При наводнении погибли 15 человек."}]}"#)?;
//!
//! let checker = Checker::new(Options::default());
//! let check = |story: &_| checker.check(story);
//! let plan = Plan { fingerprint: Some(Fingerprint::new("")), ..Plan::new(&check, &|_| true) };
//! let run = Mutex::new(Database::open(&database)?.begin(RunSettings { settings: "", inputs: &[], accepted: &[] })?);
//! let count = archive::audit(Inputs::new(&[stories], &Default::default())?, &plan, Some(&run), &mut [], |_| ())?;
//! let (database, totals) = run.into_inner()?.finish()?;
//! assert_eq!((count.stories, totals.failed, totals.open.iter().sum::<u64>()), (1, 0, 1));
//! assert_eq!(database.search(1, "погибли", 10)?[0].text, "погибли 15 человек");
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod compare;
mod database;
mod flow;
mod input;
mod output;
mod packed;
#[cfg(feature = "parquet")]
pub mod parquet;
mod record;
pub mod statistics;

pub use database::{Database, Decision, Hit, Run, RunInfo, RunSettings, StoredFinding, StoredStory, Totals};
pub use flow::{Event, Window, ordered};
pub use input::{Inputs, Item, Place, Refusal};
pub use output::LineFile;
pub use record::{Checked, EditionRow, FindingRow, Fingerprint, ReadingRow, Record, Said};

use crate::compare::{Finding, Severity};
use crate::error::{Error, Result};
use crate::ingest::{Hints, Labels};
use crate::report::{self, Report};
use crate::text::Story;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// How an archive is checked.
pub struct Plan<'a> {
    /// How many stories are checked at once.
    pub jobs: usize,
    /// How far the workers may run ahead.
    pub window: Window,
    /// How the texts are read.
    pub hints: Hints,
    /// Checks a story.
    pub check: &'a (dyn Fn(&Story) -> Result<Report> + Sync),
    /// Whether a finding is shown, and kept.
    pub shown: &'a (dyn Fn(&Finding) -> bool + Sync),
    /// Whether the sinks want a line of JSON for each story, and rows.
    pub lines: bool,
    /// Whether the sinks want rows; a database has them in any case.
    pub rows: bool,
    /// What tells whether a story has changed since it was checked; asked for where there is a database.
    pub fingerprint: Option<Fingerprint>,
}

impl<'a> Plan<'a> {
    /// On all processors, with the usual window; neither lines nor rows.
    pub fn new(check: &'a (dyn Fn(&Story) -> Result<Report> + Sync), shown: &'a (dyn Fn(&Finding) -> bool + Sync)) -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Self { jobs, window: Window::default(), hints: Hints::default(), check, shown, lines: false, rows: false, fingerprint: None }
    }
}

impl std::fmt::Debug for Plan<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("jobs", &self.jobs).field("window", &self.window).finish_non_exhaustive()
    }
}

/// What came of one story.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is kept of it; without editions and findings where nobody wants rows.
    pub record: Record,
    /// The report, or the error, as one line of JSON; empty where nobody wants lines, and for a story that was passed over.
    pub line: String,
    /// What is done with it. A story that is done is passed over.
    pub decision: Decision,
    /// Findings that are shown and that nobody lets stand: critical, major, minor, notes.
    pub open: [u64; 4],
    /// Findings that somebody lets stand.
    pub accepted: u64,
    /// Length of its texts in bytes, and how many there are.
    pub bytes: u64,
    /// Sentences of its editions.
    pub sentences: u64,
}

/// Where answers go, in the order of the archive.
pub trait Sink {
    /// Takes one.
    ///
    /// # Errors
    /// If it cannot be written; the audit ends then.
    fn take(&mut self, answer: &Answer) -> Result<(), Box<dyn std::error::Error>>;

    /// None has come for a while.
    ///
    /// # Errors
    /// As for [`Sink::take`].
    fn pause(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        Ok(())
    }
}

/// What has been done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Stories that were met.
    pub stories: u64,
    /// Those among them that were passed over, as nothing has changed.
    pub skipped: u64,
    /// Those that could not be checked.
    pub failed: u64,
    /// Findings that are shown and that nobody lets stand: critical, major, minor, notes.
    pub open: [u64; 4],
    /// Findings that somebody lets stand.
    pub accepted: u64,
    /// Length of the texts that were checked, in bytes.
    pub bytes: u64,
    /// Sentences of the editions that were checked.
    pub sentences: u64,
}

impl Count {
    fn add(&mut self, answer: &Answer) {
        self.stories += 1;
        self.skipped += u64::from(answer.decision == Decision::Done);
        self.failed += u64::from(answer.record.outcome.is_err());
        self.open.iter_mut().zip(answer.open).for_each(|(all, one)| *all += one);
        self.accepted += answer.accepted;
        self.bytes += answer.bytes;
        self.sentences += answer.sentences;
    }
}

/// Checks every story of an archive and hands the answers to the sinks in its order; into `run` too, if there is one, whose stories that are done are passed over.
/// `told` hears after each story how far the audit is.
///
/// A story that cannot be read or checked is an answer with its error, and the audit goes on.
///
/// # Errors
/// If the run or a sink cannot be written. What the run has committed stays.
///
/// # Panics
/// If there is a run and no fingerprint.
pub fn audit(
    inputs: Inputs,
    plan: &Plan<'_>,
    run: Option<&Mutex<Run>>,
    sinks: &mut [&mut dyn Sink],
    mut told: impl FnMut(&Count),
) -> Result<Count, Box<dyn std::error::Error>> {
    assert!(run.is_none() || plan.fingerprint.is_some(), "a run needs a fingerprint");
    let resumed = run.filter(|run| lock(run).is_resumed());
    let mut count = Count::default();
    let receive = |event: Event<Result<Answer>>| -> Result<(), Box<dyn std::error::Error>> {
        match event {
            Event::Answer(answer) => {
                let answer = answer?;
                count.add(&answer);
                if let Some(run) = run {
                    lock(run).write(&answer.record, answer.decision)?;
                }
                for sink in sinks.iter_mut() {
                    sink.take(&answer)?;
                }
                told(&count);
            }
            Event::Pause => {
                if let Some(run) = run {
                    lock(run).commit()?;
                }
                for sink in sinks.iter_mut() {
                    sink.pause()?;
                }
                told(&count);
            }
        }
        Ok(())
    };
    let work = |position: u64, item: Item| answer(position, item, plan, run.is_some(), resumed);
    let weight = |answer: &Result<Answer>| answer.as_ref().map_or(0, |answer| answer.line.len() + answer.record.weight());
    flow::ordered(inputs, (plan.jobs, plan.window), work, weight, receive)?;
    Ok(count)
}

fn lock(run: &Mutex<Run>) -> std::sync::MutexGuard<'_, Run> {
    run.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What comes of one item.
fn answer(position: u64, item: Item, plan: &Plan<'_>, kept: bool, resumed: Option<&Mutex<Run>>) -> Result<Answer> {
    let place = item.place.clone();
    let print = plan.fingerprint.as_ref().filter(|_| kept);
    let raw = print.map_or_else(String::new, |print| print.raw(item.raw()));
    let (story, labels, refused) = match item.read(&plan.hints) {
        Ok((story, labels)) => (story, labels, None),
        Err(refusal) => (Story { id: refusal.id, editions: Vec::new() }, Labels::default(), Some(refusal.message)),
    };
    let hash = match (&refused, print) {
        (Some(_), _) => raw,
        (None, print) => print.map_or_else(String::new, |print| print.story(&story, &labels)),
    };
    let key = if story.id.is_empty() { place.to_string() } else { story.id.clone() };
    let published = Record::published(&story);
    let bytes = story.editions.iter().map(|edition| edition.text.len() as u64).sum();
    let record = Record { key, story: story.id.clone(), place, position, hash, labels, published, outcome: Ok(Checked::default()) };
    let mut answer = Answer { record, line: String::new(), decision: Decision::New, open: [0; 4], accepted: 0, bytes, sentences: 0 };
    if let Some(run) = resumed {
        answer.decision = lock(run).decide(&answer.record)?;
        if answer.decision == Decision::Done {
            answer.bytes = 0;
            return Ok(answer);
        }
    }
    match refused.map_or_else(|| checked(&story, plan), Err) {
        Ok(report) => found(&mut answer, &report, plan, kept),
        Err(error) => {
            if plan.lines {
                let place = &answer.record.place;
                let mut line = json!({ "story": story.id, "file": *place.file, "error": error });
                if let Some(number) = place.line {
                    line["line"] = json!(number);
                }
                answer.line = report::line(&line);
            }
            answer.record.outcome = Err(error);
        }
    }
    Ok(answer)
}

/// Checks a story. A fault of the program is an error of that story: an archive of a year must not be lost for it.
fn checked(story: &Story, plan: &Plan<'_>) -> Result<Report, String> {
    match catch_unwind(AssertUnwindSafe(|| (plan.check)(story))) {
        Ok(report) => report.map_err(|error| error.to_string()),
        Err(_) => Err("the check of this story failed by a fault of variorum; please report it with the story".to_owned()),
    }
}

/// Takes what the sinks want from a report.
fn found(answer: &mut Answer, report: &Report, plan: &Plan<'_>, kept: bool) {
    for finding in report.findings.iter().filter(|finding| (plan.shown)(finding)) {
        match report.acceptance(finding) {
            Some(_) => answer.accepted += 1,
            None => {
                let at = match finding.severity {
                    Severity::Critical => 0,
                    Severity::Major => 1,
                    Severity::Minor => 2,
                    Severity::Note => 3,
                };
                answer.open[at] += 1;
            }
        }
    }
    answer.sentences = report.summaries.iter().map(|summary| summary.sentences as u64).sum();
    if kept || plan.rows {
        answer.record.outcome = Ok(Checked::new(report, plan.shown));
    }
    if plan.lines {
        answer.line = report::to_line(report, plan.shown);
    }
}

/// The error of a file that cannot be written.
fn unwritten(path: &std::path::Path, error: &std::io::Error) -> Error {
    let advice = match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded | std::io::ErrorKind::FileTooLarge => {
            "the disk is full; free some space and audit again"
        }
        _ => "the reports cannot be written",
    };
    Error::Archive { path: path.to_owned(), message: format!("{advice} ({error})") }
}
