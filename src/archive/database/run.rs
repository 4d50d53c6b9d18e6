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
        let latest =
            self.connection.query_row("SELECT max(id) FROM runs", [], |row| row.get::<_, Option<i64>>(0)).map_err(|error| self.fail(&error))?;
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
    connection.prepare_cached("UPDATE stories SET pass = ?2, place = ?3, position = ?4 WHERE id = ?1")?.execute(params![
        id,
        pass,
        record.place.to_string(),
        record.position as i64
    ])?;
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
    let mut totals = connection.query_row("SELECT count(*), count(error), sum(pass < ?2) FROM stories WHERE run = ?1", [run, pass], |row| {
        Ok(Totals { stories: count(row, 0)?, failed: count(row, 1)?, unseen: count(row, 2)?, ..Totals::default() })
    })?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::input::Place;
    use crate::archive::record::{EditionRow, ReadingRow, Said};
    use crate::ingest::Labels;

    const NOTHING: RunSettings<'_> = RunSettings { settings: "{}", inputs: &[], accepted: &[] };

    fn record(key: &str, hash: &str, position: u64) -> Record {
        let edition = |language: &str| EditionRow {
            id: language.to_owned(),
            language: language.to_owned(),
            published: None,
            bytes: 40,
            sentences: 2,
            facts: 1,
            aligned: 2,
        };
        let said = |text: &str| ReadingRow {
            edition: 1,
            said: Some(Said { text: text.to_owned(), span: [0, text.len()], value: "{}".to_owned(), context: text.to_owned() }),
        };
        // An edition may contradict itself.
        let readings = vec![ReadingRow { edition: 0, said: None }, said("двенадцать погибших"), said("15 детей")];
        let finding = FindingRow {
            id: "00a1".to_owned(),
            kind: "altered",
            fact: "casualty",
            category: "numbers",
            severity: "critical",
            confidence: 0.9,
            rule: "value",
            why: String::new(),
            message: hash.to_owned(),
            odd: Some(1),
            readings,
        };
        Record {
            key: key.to_owned(),
            story: key.to_owned(),
            place: Place { file: "x".into(), line: Some(1) },
            position,
            hash: hash.to_owned(),
            labels: Labels::default(),
            published: None,
            outcome: Ok(Checked { reference: 0, hidden: 0, editions: vec![edition("en"), edition("ru")], findings: vec![finding] }),
        }
    }

    /// What a pass over the records decides, and the database after it.
    fn pass(database: Database, records: &[Record]) -> (Database, Vec<Decision>, Totals) {
        let mut run = database.resume(NOTHING).expect("it can be written");
        let mut decisions = Vec::new();
        for record in records {
            let decision = if run.is_resumed() { run.decide(record).expect("it can be asked") } else { Decision::New };
            run.write(record, decision).expect("it can be written");
            decisions.push(decision);
        }
        let (database, totals) = run.finish().expect("it can be ended");
        (database, decisions, totals)
    }

    #[test]
    fn stories_that_share_an_id_are_each_met_once() {
        let path = super::super::tests::file("share");
        let first = [record("a", "1", 0), record("a", "2", 1), record("b", "3", 2)];
        let (database, _, totals) = pass(Database::open(&path).expect("it is made"), &first);
        assert_eq!((totals.stories, totals.open), (3, [3, 0, 0, 0]));
        // In another order, one changed, and a third.
        let second = [record("a", "2", 0), record("a", "1", 1), record("a", "9", 2), record("b", "4", 3)];
        let (database, decisions, totals) = pass(database, &second);
        assert!(matches!(decisions[..], [Decision::Done, Decision::Done, Decision::New, Decision::Changed(_)]), "{decisions:?}");
        assert_eq!((totals.stories, totals.unseen), (4, 0));
        assert_eq!(database.search(1, "детей", 100).expect("it can be asked").len(), 4);
        // What is not met stays, and is counted.
        let (database, _, totals) = pass(database, &second[..1]);
        assert_eq!((totals.stories, totals.unseen), (4, 3));
        let mut keys = Vec::new();
        let take = |story: crate::archive::StoredStory| {
            keys.push(story.key);
            Ok(())
        };
        database.each_story(1, take).expect("it can be read");
        assert_eq!(keys, ["a", "a#2", "a#3", "b"]);
        let _ = std::fs::remove_file(path);
    }

    #[test]
    fn a_full_disk_leaves_what_was_committed() {
        let path = super::super::tests::file("full");
        let database = Database::open(&path).expect("it is made");
        database.connection().execute_batch("PRAGMA max_page_count = 300").expect("it is a number");
        let mut run = database.begin(NOTHING).expect("there is room");
        let error =
            (0..10_000).find_map(|n| run.write(&record(&format!("story {n}"), "1", n), Decision::New).err()).expect("there is no room").to_string();
        assert!(error.contains("the disk is full") && error.contains("--resume"), "{error}");
        drop(run);
        let database = Database::open(&path).expect("it is sound");
        let whole: String = database.connection().query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it can be checked");
        let kept: i64 = database.connection().query_row("SELECT count(*) FROM stories", [], |row| row.get(0)).expect("it can be asked");
        assert_eq!(whole, "ok");
        assert!(kept > 0, "{kept}");
        let _ = std::fs::remove_file(path);
    }
}
