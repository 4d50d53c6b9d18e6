//! Writing one run of an audit, story by story, some at a time in a transaction; and going on with a run that was broken off.

use super::Database;
use crate::archive::record::{Checked, FindingRow, Record};
use crate::error::Result;
use crate::house::AcceptFile;
use rusqlite::{Connection, OptionalExtension, params};
use std::time::{Duration, Instant};

/// What is kept of how a run was made.
#[derive(Clone, Copy, Debug)]
pub struct RunSettings<'a> {
    /// The settings in force, in the form in which they are hashed.
    pub settings: &'a str,
    /// What the user named.
    pub inputs: &'a [String],
    /// The findings that are let stand.
    pub accepted: &'a [AcceptFile],
}

/// A run that is being written.
#[derive(Debug)]
pub struct Run {
    database: Database,
    id: i64,
    /// How often the archive has been read for this run, with this time.
    pass: i64,
    /// Since when a transaction is open, and how many stories are in it.
    open: Option<(Instant, usize)>,
}

/// What is to be done with a story of a run that is gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing: it was checked, and nothing that the result depends on has changed.
    Done,
    /// It was checked otherwise, or could not be: its rows are to be replaced.
    Changed(i64),
    /// It has not been checked.
    New,
}

/// What a run holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Stories, those that could not be checked among them.
    pub stories: u64,
    /// Stories that could not be checked.
    pub failed: u64,
    /// Stories that this reading of the archive has not come by: an earlier one has.
    pub unseen: u64,
    /// Findings that nobody lets stand: critical, major, minor, notes.
    pub open: [u64; 4],
    /// Findings that somebody lets stand.
    pub accepted: u64,
}

/// A transaction is ended when it is this old or has this many stories: what a kill can cost.
const LONGEST: Duration = Duration::from_millis(250);
const LARGEST: usize = 256;

impl Database {
    /// Begins a run.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn begin(self, settings: RunSettings<'_>) -> Result<Run> {
        self.run(settings, None)
    }

    /// Goes on with the latest run, with these settings; begins one if there is none.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn resume(self, settings: RunSettings<'_>) -> Result<Run> {
        let latest = self.connection.query_row("SELECT max(id) FROM runs", [], |row| row.get::<_, Option<i64>>(0)).map_err(|error| self.fail(&error))?;
        self.run(settings, latest)
    }

    fn run(self, settings: RunSettings<'_>, latest: Option<i64>) -> Result<Run> {
        let written = self.register(settings, latest);
        let (id, pass) = written.map_err(|error| self.fail(&error))?;
        Ok(Run { database: self, id, pass, open: None })
    }

    /// Writes the row of a run and the findings that are let stand in it; its id and pass.
    fn register(&self, settings: RunSettings<'_>, latest: Option<i64>) -> rusqlite::Result<(i64, i64)> {
        let transaction = rusqlite::Transaction::new_unchecked(&self.connection, rusqlite::TransactionBehavior::Immediate)?;
        let (program, packs) = (env!("CARGO_PKG_VERSION"), crate::languages::fingerprint());
        let inputs = serde_json::Value::from(settings.inputs).to_string();
        let id = match latest {
            Some(id) => {
                transaction.execute(
                    "UPDATE runs SET ended = NULL, program = ?2, packs = ?3, settings = ?4, inputs = ?5, pass = pass + 1 WHERE id = ?1",
                    params![id, program, packs, settings.settings, inputs],
                )?;
                id
            }
            None => {
                transaction.execute(
                    "INSERT INTO runs (begun, program, packs, settings, inputs, pass) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
                    params![now(), program, packs, settings.settings, inputs],
                )?;
                transaction.last_insert_rowid()
            }
        };
        transaction.execute("DELETE FROM acceptances WHERE run = ?1", [id])?;
        for entry in settings.accepted.iter().flat_map(AcceptFile::entries) {
            transaction.execute(
                "INSERT INTO acceptances (run, finding, story, reason, until) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, entry.finding, entry.story, entry.reason, entry.until.map(|until| until.to_string())],
            )?;
        }
        let pass = transaction.query_row("SELECT pass FROM runs WHERE id = ?1", [id], |row| row.get(0))?;
        transaction.commit()?;
        Ok((id, pass))
    }
}

impl Run {
    /// Its number in the database.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Whether the archive has been read for this run before.
    pub fn is_resumed(&self) -> bool {
        self.pass > 1
    }

    /// What is to be done with a story, by the record that it would have if nothing were found. Stories that share a key are told apart by their hash as
    /// far as it goes, then by their order.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn decide(&mut self, record: &Record) -> Result<Decision> {
        self.enter()?;
        let decided = decide(&self.database.connection, (self.id, self.pass), record);
        decided.map_err(|error| self.database.fail(&error))
    }

    /// Writes what was found in a story. It outlives a kill once the transaction ends, which it does within a fraction of a second if stories keep coming, or with
    /// [`Run::commit`].
    ///
    /// # Errors
    /// If the database cannot be written. What was committed stays.
    pub fn write(&mut self, record: &Record, decision: Decision) -> Result<()> {
        self.enter()?;
        insert(&self.database.connection, (self.id, self.pass), record, decision).map_err(|error| self.database.fail(&error))?;
        let full = self.open.as_mut().is_some_and(|(since, stories)| {
            *stories += 1;
            *stories >= LARGEST || since.elapsed() >= LONGEST
        });
        if full { self.commit() } else { Ok(()) }
    }

    /// Opens a transaction if none is open.
    fn enter(&mut self) -> Result<()> {
        if self.open.is_none() {
            self.database.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.database.fail(&error))?;
            self.open = Some((Instant::now(), 0));
        }
        Ok(())
    }

    /// Ends the transaction.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn commit(&mut self) -> Result<()> {
        match self.open.take() {
            Some(_) => self.database.connection.execute_batch("COMMIT").map_err(|error| self.database.fail(&error)),
            None => Ok(()),
        }
    }

    /// Ends the run: the archive has been read to its end. Items that could not be checked in an earlier reading and that this one has not met are forgotten.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn finish(mut self) -> Result<(Database, Totals)> {
        self.enter()?;
        let finish = || {
            let connection = &self.database.connection;
            connection.execute("DELETE FROM stories WHERE run = ?1 AND pass < ?2 AND error IS NOT NULL", [self.id, self.pass])?;
            connection.execute("UPDATE runs SET ended = ?2 WHERE id = ?1", params![self.id, now()])
        };
        finish().map_err(|error| self.database.fail(&error))?;
        self.commit()?;
        let totals = totals(&self.database.connection, self.id, self.pass).map_err(|error| self.database.fail(&error))?;
        // The log is folded into the file, so that the file alone can be copied; where somebody else reads, that is done later.
        let _ = self.database.connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        Ok((self.database, totals))
    }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn decide(connection: &Connection, (run, pass): (i64, i64), record: &Record) -> rusqlite::Result<Decision> {
    let found = connection
        .prepare_cached(
            "SELECT id, hash = ?4 AND error IS NULL FROM stories WHERE run = ?1 AND key = ?2 AND pass < ?3 ORDER BY hash <> ?4, nth LIMIT 1",
        )?
        .query_row(params![run, record.key, pass, record.hash], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    let Some((id, done)) = found else { return Ok(Decision::New) };
    connection
        .prepare_cached("UPDATE stories SET pass = ?2, place = ?3, position = ?4 WHERE id = ?1")?
        .execute(params![id, pass, record.place.to_string(), record.position as i64])?;
    Ok(if done { Decision::Done } else { Decision::Changed(id) })
}

fn insert(connection: &Connection, (run, pass): (i64, i64), record: &Record, decision: Decision) -> rusqlite::Result<()> {
    let nth = match decision {
        Decision::Done => return Ok(()),
        Decision::Changed(id) => {
            let nth: i64 = connection.prepare_cached("SELECT nth FROM stories WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
            connection.prepare_cached("DELETE FROM stories WHERE id = ?1")?.execute([id])?;
            nth
        }
        Decision::New => connection
            .prepare_cached("SELECT coalesce(max(nth), 0) + 1 FROM stories WHERE run = ?1 AND key = ?2")?
            .query_row(params![run, record.key], |row| row.get(0))?,
    };
    let checked = record.outcome.as_ref().ok();
    let sentences = checked.and_then(|checked| checked.editions.get(checked.reference)).map_or(0, |edition| edition.sentences);
    connection
        .prepare_cached(
            "INSERT INTO stories (run, key, nth, story, place, position, hash, pass, source, desk, published, week, error, reference, sentences, hidden)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            run,
            record.key,
            nth,
            record.story,
            record.place.to_string(),
            record.position as i64,
            record.hash,
            pass,
            record.labels.source,
            record.labels.desk,
            record.published.map(|published| published.to_string()),
            record.week(),
            record.outcome.as_ref().err(),
            checked.map(|checked| checked.reference as i64),
            sentences as i64,
            checked.map_or(0, |checked| checked.hidden) as i64,
        ])?;
    let story = connection.last_insert_rowid();
    checked.map_or(Ok(()), |checked| insert_checked(connection, story, checked))
}

fn insert_checked(connection: &Connection, story: i64, checked: &Checked) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO editions (story, position, edition, language, published, bytes, sentences, facts, aligned) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (at, edition) in checked.editions.iter().enumerate() {
        let counts = [edition.bytes, edition.sentences, edition.facts, edition.aligned].map(|count| count as i64);
        let [bytes, sentences, facts, aligned] = counts;
        statement.execute(params![story, at as i64, edition.id, edition.language, edition.published, bytes, sentences, facts, aligned])?;
    }
    checked.findings.iter().enumerate().try_for_each(|(at, finding)| insert_finding(connection, story, at, finding))
}

fn insert_finding(connection: &Connection, story: i64, at: usize, finding: &FindingRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO findings (story, position, finding, kind, fact, category, severity, confidence, rule, why, message, odd)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            story,
            at as i64,
            finding.id,
            finding.kind,
            finding.fact,
            finding.category,
            finding.severity,
            finding.confidence,
            finding.rule,
            finding.why,
            finding.message,
            finding.odd.map(|odd| odd as i64),
        ])?;
    let id = connection.last_insert_rowid();
    let mut statement = connection
        .prepare_cached("INSERT INTO readings (finding, edition, text, start, \"end\", value, context) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for reading in &finding.readings {
        let said = reading.said.as_ref();
        statement.execute(params![
            id,
            reading.edition as i64,
            said.map(|said| &said.text),
            said.map(|said| said.span[0] as i64),
            said.map(|said| said.span[1] as i64),
            said.map(|said| &said.value),
            said.map(|said| &said.context),
        ])?;
    }
    Ok(())
}

fn totals(connection: &Connection, run: i64, pass: i64) -> rusqlite::Result<Totals> {
    let mut totals = connection.query_row(
        "SELECT count(*), count(error), sum(pass < ?2) FROM stories WHERE run = ?1",
        [run, pass],
        |row| Ok(Totals { stories: count(row, 0)?, failed: count(row, 1)?, unseen: count(row, 2)?, ..Totals::default() }),
    )?;
    let mut statement = connection.prepare("SELECT severity, accepted, count(*) FROM all_findings WHERE run = ?1 GROUP BY severity, accepted")?;
    let mut rows = statement.query([run])?;
    while let Some(row) = rows.next()? {
        let (severity, count) = (row.get::<_, String>(0)?, count(row, 2)?);
        match (row.get::<_, bool>(1)?, super::read::SEVERITIES.iter().position(|name| *name == severity)) {
            (true, _) => totals.accepted += count,
            (false, Some(at)) => totals.open[at] += count,
            (false, None) => {}
        }
    }
    Ok(totals)
}

/// A count of rows; nothing summed up is none.
fn count(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, Option<i64>>(column)?.unwrap_or(0).unsigned_abs())
}
