//! Two runs held against each other: which findings are new, which are gone, which stayed.
//!
//! A run is one of a database, or a file of reports as `audit` prints them. A finding is the same when story and id are, and the id is made of what is stated and not of
//! where: it stays when unrelated text changes. Both runs are laid into a temporary database that SQLite keeps on disk once it grows, so that archives
//! of any size can be compared.

mod form;

pub use form::{to_json, to_text};

use super::database::{Database, SEVERITIES, StoredFinding, StoredStory, numbered};
use super::packed::unpacked;
use crate::compare::Severity;
use crate::error::{Error, Result};
use rusqlite::{Connection, params};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One of the two sides.
#[derive(Debug)]
pub enum Side {
    /// A run of a database.
    Run(Box<Database>, i64),
    /// A file of reports, one a line.
    Lines(PathBuf),
}

impl Side {
    /// What a user names: `reports.jsonl`, `audit.sqlite` (its latest run) or `audit.sqlite#3` (its third).
    ///
    /// # Errors
    /// If there is no such file or run.
    pub fn named(name: &str) -> Result<Self> {
        let (path, run) = match name.rsplit_once('#') {
            Some((path, run)) if !Path::new(name).exists() => (path, run.parse::<i64>().ok()),
            _ => (name, None),
        };
        let path = Path::new(path);
        let mut head = Vec::new();
        let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
        read.map_err(|error| Error::Archive { path: path.to_owned(), message: error.to_string() })?;
        if !head.starts_with(b"SQLite format 3") {
            return Ok(Self::Lines(path.to_owned()));
        }
        let database = Database::open_existing(path)?;
        let run = database.run_info(run)?.id;
        Ok(Self::Run(Box::new(database), run))
    }

    /// Its name for a reader.
    pub fn describe(&self) -> String {
        match self {
            Self::Run(database, run) => format!("{} run {run}", database.path().display()),
            Self::Lines(path) => path.display().to_string(),
        }
    }

    fn each(&self, mut take: impl FnMut(StoredStory) -> Result<()>) -> Result<()> {
        match self {
            Self::Run(database, run) => database.each_story(*run, take),
            Self::Lines(path) => {
                let fail = |message: String| Error::Archive { path: path.clone(), message };
                let file = File::open(path).map_err(|error| fail(error.to_string()))?;
                let lines = unpacked(Box::new(BufReader::new(file))).map_err(|error| fail(error.to_string()))?;
                for (at, line) in lines.lines().enumerate() {
                    let line = line.map_err(|error| fail(format!("line {}: {error}", at + 1)))?;
                    if !line.trim().is_empty() {
                        take(story(&line).map_err(|error| fail(format!("line {}: this is no report of `variorum audit`: {error}", at + 1)))?)?;
                    }
                }
                Ok(())
            }
        }
    }
}

#[derive(Deserialize)]
struct Line {
    story: String,
    #[serde(default)]
    file: String,
    line: Option<u64>,
    error: Option<String>,
    #[serde(default)]
    findings: Vec<LineFinding>,
    verdict: Option<String>,
}

#[derive(Deserialize)]
struct LineFinding {
    id: String,
    kind: String,
    fact: String,
    severity: String,
    message: String,
    accepted: Option<serde::de::IgnoredAny>,
}

/// A line of a file of reports.
fn story(line: &str) -> Result<StoredStory, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if line.error.is_none() && line.verdict.is_none() {
        return Err("it has neither \"verdict\" nor \"error\"".to_owned());
    }
    let key = match (line.story.is_empty(), line.line) {
        (false, _) => line.story,
        (true, Some(number)) => format!("{}:{number}", line.file),
        (true, None) => line.file,
    };
    let findings = line.findings.into_iter().filter(|finding| finding.accepted.is_none()).map(|finding| StoredFinding {
        id: finding.id,
        kind: finding.kind,
        fact: finding.fact,
        severity: finding.severity,
        message: finding.message,
    });
    Ok(StoredStory { key, error: line.error, findings: findings.collect() })
}

/// A finding that one run has and the other has not.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The story's id, or its place where it has none.
    pub story: String,
    /// The finding.
    pub finding: StoredFinding,
}

/// What changed from one run to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The runs, for a reader.
    pub runs: [String; 2],
    /// Findings that only the second run has, the worst first.
    pub new: Vec<Change>,
    /// Findings that only the first run has, of stories that the second run could check; the worst first.
    pub fixed: Vec<Change>,
    /// Findings of the first run in stories that the second run lacks or could not check: nothing can be said of them.
    pub lost: u64,
    /// Findings that both have.
    pub unchanged: u64,
    /// Stories that the second run could not check and the first one could, or did not have; with the error.
    pub broken: Vec<(String, String)>,
    /// Stories that only the first run has, and only the second.
    pub only: [u64; 2],
    /// Stories that both have.
    pub shared: u64,
}

impl Comparison {
    /// Whether the second run is worse: a finding is new, or a story cannot be checked any more.
    pub fn is_worse(&self) -> bool {
        !self.new.is_empty() || !self.broken.is_empty()
    }
}

/// Holds the second run against the first, in findings of at least a severity. Findings that somebody lets stand are no findings here.
///
/// # Errors
/// If one of the sides cannot be read, or there is no room for the temporary database.
pub fn compare(sides: [&Side; 2], least: Severity) -> Result<Comparison> {
    let fail = |error: rusqlite::Error| Error::Check(format!("the runs cannot be laid beside each other: {error}"));
    let laid = Connection::open("").map_err(fail)?;
    let schema = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE stories (side INTEGER, key TEXT, nth INTEGER, story TEXT, error TEXT, PRIMARY KEY (side, key, nth)) WITHOUT ROWID;
        CREATE INDEX stories_by_name ON stories (side, story);
        CREATE TABLE findings (side INTEGER, story TEXT, finding TEXT, kind TEXT, fact TEXT, severity INTEGER, message TEXT, PRIMARY KEY (side, story, finding)) WITHOUT ROWID;
        BEGIN;";
    laid.execute_batch(schema).map_err(fail)?;
    for (at, side) in sides.iter().enumerate() {
        side.each(|story| lay(&laid, at as i64, story, least).map_err(fail))?;
    }
    let mut comparison = read(&laid).map_err(fail)?;
    comparison.runs = sides.map(Side::describe);
    Ok(comparison)
}

/// Lays one story into the temporary database.
fn lay(laid: &Connection, side: i64, story: StoredStory, least: Severity) -> rusqlite::Result<()> {
    let nth: i64 = laid
        .prepare_cached("SELECT coalesce(max(nth), 0) + 1 FROM stories WHERE side = ?1 AND key = ?2")?
        .query_row(params![side, story.key], |row| row.get(0))?;
    let key = numbered(story.key.clone(), nth.unsigned_abs());
    laid.prepare_cached("INSERT INTO stories VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![side, story.key, nth, key, story.error])?;
    let worst = SEVERITIES.iter().position(|name| *name == least.name()).unwrap_or(SEVERITIES.len());
    let mut statement = laid.prepare_cached("INSERT OR IGNORE INTO findings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for finding in story.findings {
        let severity = SEVERITIES.iter().position(|name| *name == finding.severity).unwrap_or(SEVERITIES.len());
        if severity <= worst {
            statement.execute(params![side, key, finding.id, finding.kind, finding.fact, severity as i64, finding.message])?;
        }
    }
    Ok(())
}

fn read(laid: &Connection) -> rusqlite::Result<Comparison> {
    let checked = "EXISTS (SELECT 1 FROM stories s WHERE s.side = 1 AND s.story = a.story AND s.error IS NULL)";
    let changes = |side: i64| -> rusqlite::Result<Vec<Change>> {
        let mut statement = laid.prepare(&format!(
            "SELECT story, finding, kind, fact, severity, message FROM findings a
             WHERE side = ?1 AND NOT EXISTS (SELECT 1 FROM findings b WHERE b.side = 1 - ?1 AND b.story = a.story AND b.finding = a.finding) AND {checked}
             ORDER BY severity, story, finding"
        ))?;
        let change = |row: &rusqlite::Row<'_>| {
            let severity = SEVERITIES.get(row.get::<_, i64>(4)?.unsigned_abs() as usize).copied().unwrap_or_default().to_owned();
            let finding = StoredFinding { id: row.get(1)?, kind: row.get(2)?, fact: row.get(3)?, severity, message: row.get(5)? };
            Ok(Change { story: row.get(0)?, finding })
        };
        statement.query_map([side], change)?.collect()
    };
    let count = |sql: &str| laid.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    let other = "SELECT 1 FROM stories b WHERE b.side = 1 - a.side AND b.key = a.key AND b.nth = a.nth";
    let (new, fixed) = (changes(1)?, changes(0)?);
    let all = count("SELECT count(*) FROM findings WHERE side = 1")?;
    let mut broken = laid.prepare(&format!(
        "SELECT key, nth, error FROM stories a WHERE side = 1 AND error IS NOT NULL AND NOT EXISTS ({other} AND b.error IS NOT NULL) ORDER BY key, nth"
    ))?;
    let broken = broken.query_map([], |row| Ok((numbered(row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()), row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(Comparison {
        unchanged: all - new.len() as u64,
        lost: count(&format!("SELECT count(*) FROM findings a WHERE side = 0 AND NOT {checked}"))?,
        new,
        fixed,
        broken,
        only: [
            count(&format!("SELECT count(*) FROM stories a WHERE side = 0 AND NOT EXISTS ({other})"))?,
            count(&format!("SELECT count(*) FROM stories a WHERE side = 1 AND NOT EXISTS ({other})"))?,
        ],
        shared: count(&format!("SELECT count(*) FROM stories a WHERE side = 0 AND EXISTS ({other})"))?,
        runs: Default::default(),
    })
}
