//! Reading what was written: the runs, their findings in order, and the readings that hold some words.

use super::Database;
use crate::error::{Error, Result};
use rusqlite::{OptionalExtension, Row};

/// Severities from the worst on, as they are written.
pub(crate) const SEVERITIES: [&str; 4] = ["critical", "major", "minor", "note"];

/// A run of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunInfo {
    /// Its number.
    pub id: i64,
    /// When it began, RFC 3339.
    pub begun: String,
    /// When the archive had been read to its end; `None` if it was broken off.
    pub ended: Option<String>,
    /// Version of the program.
    pub program: String,
}

/// A story of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredStory {
    /// Its id, or its place where it has none; with a number where several share one (`flood#2`).
    pub key: String,
    /// Why it could not be checked, if it could not.
    pub error: Option<String>,
    /// Those that nobody lets stand.
    pub findings: Vec<StoredFinding>,
}

/// A finding of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFinding {
    /// Its id, which stays when unrelated text changes.
    pub id: String,
    /// `missing`, `added`, `altered` or `unaligned`.
    pub kind: String,
    /// Kind of fact, or `sentence`.
    pub fact: String,
    /// `critical`, `major`, `minor` or `note`.
    pub severity: String,
    /// What differs, in a sentence.
    pub message: String,
}

/// A reading that holds the words that were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where the story stands.
    pub place: String,
    /// The story's id.
    pub story: String,
    /// Id of the edition.
    pub edition: String,
    /// The words of the reading.
    pub text: String,
    /// Id of the finding, its severity and what it says.
    pub finding: String,
    /// `critical`, `major`, `minor` or `note`.
    pub severity: String,
    /// What differs, in a sentence.
    pub message: String,
}

impl Database {
    /// A run by its number, or the latest one.
    ///
    /// # Errors
    /// If there is no such run, or the database cannot be read.
    pub fn run_info(&self, id: Option<i64>) -> Result<RunInfo> {
        let refuse = |message: String| Error::Archive { path: self.path.clone(), message };
        let read = |row: &Row<'_>| Ok(RunInfo { id: row.get(0)?, begun: row.get(1)?, ended: row.get(2)?, program: row.get(3)? });
        let found = self
            .connection
            .query_row("SELECT id, begun, ended, program FROM runs WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1", [id], read)
            .optional()
            .map_err(|error| self.fail(&error))?;
        let latest = || self.connection.query_row("SELECT coalesce(max(id), 0) FROM runs", [], |row| row.get::<_, i64>(0)).unwrap_or(0);
        found.ok_or_else(|| match id {
            Some(id) => refuse(format!("there is no run {id}; the latest is {}", latest())),
            None => refuse("there is no run in it yet; `variorum audit --db FILE` makes one".to_owned()),
        })
    }

    /// The stories of a run by key, each with the findings that nobody lets stand, handed to `take` one by one.
    ///
    /// # Errors
    /// If the database cannot be read, or the first error of `take`.
    pub fn each_story(&self, run: i64, mut take: impl FnMut(StoredStory) -> Result<()>) -> Result<()> {
        let fail = |error| self.fail(&error);
        let mut stories = self.connection.prepare("SELECT id, key, nth, error FROM stories WHERE run = ?1 ORDER BY key, nth").map_err(fail)?;
        let mut findings = self
            .connection
            .prepare("SELECT finding, kind, fact, severity, message FROM all_findings WHERE story_id = ?1 AND NOT accepted ORDER BY position")
            .map_err(fail)?;
        let finding = |row: &Row<'_>| {
            Ok(StoredFinding { id: row.get(0)?, kind: row.get(1)?, fact: row.get(2)?, severity: row.get(3)?, message: row.get(4)? })
        };
        let mut rows = stories.query([run]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get(3)?));
            let (id, key, nth, error) = read(row).map_err(fail)?;
            let found = findings.query_map([id], finding).and_then(Iterator::collect).map_err(fail)?;
            take(StoredStory { key: numbered(key, nth.unsigned_abs()), error, findings: found })?;
        }
        Ok(())
    }

    /// The readings of a run that hold some words, the worst findings first, at most `most`. Each word of the question is looked for as it stands, also within a
    /// word of the text and whatever the case of its letters; a word of fewer than three letters takes longer.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search(&self, run: i64, words: &str, most: usize) -> Result<Vec<Hit>> {
        let fail = |error| self.fail(&error);
        let words: Vec<&str> = words.split_whitespace().collect();
        let (long, short): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.chars().count() >= 3);
        // A string in quotation marks is no language of questions.
        let question: String = long.iter().map(|word| format!("\"{}\" ", word.replace('"', "\"\""))).collect();
        let mut sql = String::from(
            "SELECT s.place, s.story, e.edition, r.text, f.finding, f.severity, f.message
             FROM readings r JOIN findings f ON f.id = r.finding JOIN stories s ON s.id = f.story JOIN editions e ON e.story = s.id AND e.position = r.edition
             WHERE s.run = ?1 AND r.text IS NOT NULL",
        );
        if !long.is_empty() {
            sql.push_str(" AND r.id IN (SELECT rowid FROM reading_texts WHERE reading_texts MATCH ?2)");
        }
        let mut values: Vec<Box<dyn rusqlite::ToSql>> = vec![Box::new(run), Box::new(question), Box::new(i64::try_from(most).unwrap_or(i64::MAX))];
        for word in short {
            values.push(Box::new(word.to_owned()));
            sql.push_str(&format!(" AND instr(r.text, ?{}) > 0", values.len()));
        }
        sql.push_str(
            " AND ?2 IS NOT NULL ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END, s.position, f.position LIMIT ?3",
        );
        let mut statement = self.connection.prepare(&sql).map_err(fail)?;
        let hit = |row: &Row<'_>| {
            Ok(Hit {
                place: row.get(0)?,
                story: row.get(1)?,
                edition: row.get(2)?,
                text: row.get(3)?,
                finding: row.get(4)?,
                severity: row.get(5)?,
                message: row.get(6)?,
            })
        };
        statement.query_map(rusqlite::params_from_iter(values), hit).and_then(Iterator::collect).map_err(fail)
    }
}

/// The key of one of several stories that share it.
pub(crate) fn numbered(key: String, nth: u64) -> String {
    if nth > 1 { format!("{key}#{nth}") } else { key }
}
