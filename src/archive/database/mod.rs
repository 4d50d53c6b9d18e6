//! Audits in one SQLite file: opening it, and bringing an older one up to date.
//!
//! Every write is part of a transaction, and SQLite's write-ahead log makes whatever was committed outlive a kill at any moment. Reading and writing stand
//! beside this file: `run` writes one run of an audit, `read` gives what was written.

mod read;
mod run;

pub use read::{Hit, RunInfo, StoredFinding, StoredStory};
pub(super) use read::{SEVERITIES, numbered};
pub use run::{Decision, Run, RunSettings, Totals};

use crate::error::{Error, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a file as one of ours (`PRAGMA application_id`): "VARI".
const APPLICATION: i32 = 0x5641_5249;

/// The steps from an empty file to today's schema; `PRAGMA user_version` is how many a file has been through. A step that was released stays as it is.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql")];

/// How long somebody else may hold the file before that is an error.
const PATIENCE: Duration = Duration::from_secs(30);

/// A database of audits.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    path: PathBuf,
}

impl Database {
    /// Opens a database to write to; makes it if it is not there, and brings it up to date if an older variorum made it.
    ///
    /// # Errors
    /// If the file cannot be opened or written, is no database of variorum, or was made by a newer one.
    pub fn open(path: &Path) -> Result<Self> {
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a database that is there, to read it.
    ///
    /// # Errors
    /// If it is not there, or as for [`Database::open`].
    pub fn open_existing(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Err(Error::Archive { path: path.to_owned(), message: "there is no such file; `variorum audit --db FILE` makes one".to_owned() });
        }
        // Where nobody can write, as on a disk that is mounted so, nobody can change the file either, and no log is needed beside it.
        let fixed = std::fs::OpenOptions::new().write(true).open(path).is_err() && !beside(path, "-wal").exists();
        if fixed { Self::open_fixed(path) } else { Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE) }
    }

    /// Opens what nobody changes, without any file beside it.
    fn open_fixed(path: &Path) -> Result<Self> {
        let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Self::named(path, Path::new(&format!("file:{name}?immutable=1")), flags)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self> {
        Self::named(path, path, flags)
    }

    /// Opens a file under the name that SQLite knows it by.
    fn named(path: &Path, name: &Path, flags: OpenFlags) -> Result<Self> {
        let fail = |error| failure(path, &error);
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fail)?;
        connection.busy_timeout(PATIENCE).map_err(fail)?;
        connection.set_prepared_statement_cache_capacity(64);
        let mut database = Self { connection, path: path.to_owned() };
        let writable = !database.connection.is_readonly("main").map_err(fail)?;
        if writable {
            // A file system without shared memory has no such log; the journal that it falls back to is as safe.
            database.connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(fail)?;
        }
        // In this mode a power cut can take back the last transactions, but not damage the file; a kill takes nothing.
        database.connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192;").map_err(fail)?;
        database.migrate(MIGRATIONS)?;
        Ok(database)
    }

    /// Takes the steps that the file has not been through, each in a transaction.
    fn migrate(&mut self, steps: &[&str]) -> Result<()> {
        let refuse = |message: String| Error::Archive { path: self.path.clone(), message };
        let fail = |error| failure(&self.path, &error);
        let number = |name: &str| self.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map_err(fail);
        let (application, done) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(fail)?;
        if application != i64::from(APPLICATION) && tables > 0 {
            return Err(refuse("a database, but none of variorum; name another file".to_owned()));
        }
        if done > steps.len() as i64 {
            return Err(refuse(format!("a newer variorum made this database (schema {done}, and {} is known here); update variorum", steps.len())));
        }
        for (at, step) in steps.iter().enumerate().skip(usize::try_from(done).unwrap_or(0)) {
            let begun = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
            // Somebody else may have taken the step while this one waited.
            let done: i64 = begun.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fail)?;
            if done > at as i64 {
                continue;
            }
            begun.execute_batch(step).map_err(fail)?;
            begun.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};", at + 1)).map_err(fail)?;
            begun.commit().map_err(fail)?;
        }
        Ok(())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for questions that this module has no words for.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// An error of this database.
    pub(super) fn fail(&self, error: &rusqlite::Error) -> Error {
        failure(&self.path, error)
    }
}

/// The file that SQLite keeps beside a database.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// What SQLite has against a file, with what to do about it.
fn failure(path: &Path, error: &rusqlite::Error) -> Error {
    let advice = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full; what was committed is kept: free some space and go on with --resume",
        Some(ErrorCode::SystemIoFailure) => {
            "the disk cannot be read or written any further; what was committed is kept: see to the disk and go on with --resume"
        }
        Some(ErrorCode::ReadOnly) => "it cannot be written to; see to the permissions of the file and its folder, or name another file",
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => "it cannot be opened; see that its folder exists and can be written to",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program holds it; wait until that has ended",
        Some(ErrorCode::NotADatabase) => "this is no database; name another file",
        Some(ErrorCode::DatabaseCorrupt) => "the database is damaged; take a copy from before, or audit into another file",
        _ => "the database failed",
    };
    Error::Archive { path: path.to_owned(), message: format!("{advice} ({error})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn file(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("variorum-{name}-{}.sqlite", std::process::id()));
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
        path
    }

    #[test]
    fn an_older_file_is_brought_up_to_date_and_a_newer_one_refused() {
        let path = file("migrate");
        drop(Database::open(&path).expect("it is made"));
        let mut old = Database::open(&path).expect("it is there");
        let steps = [MIGRATIONS[0], "ALTER TABLE runs ADD COLUMN remark TEXT;", "CREATE TABLE broken (a INTEGER, a INTEGER);"];
        old.migrate(&steps[..2]).expect("a step is taken");
        old.migrate(&steps[..2]).expect("and not taken twice");
        assert!(old.connection.prepare("SELECT remark FROM runs").is_ok());
        // A step that fails leaves the file where it was.
        old.migrate(&steps).expect_err("a column twice");
        old.migrate(&steps[..2]).expect("nothing is left of it");
        drop(old);
        let error = Database::open(&path).expect_err("it is newer").to_string();
        assert!(error.contains("newer variorum") && error.contains("schema 2"), "{error}");
        let _ = std::fs::remove_file(path);
    }

    /// The tests may run as one who may write everything, so that what cannot be written is opened as such a file would be.
    #[test]
    fn what_nobody_can_write_is_read_as_it_is() {
        let path = file("fixed 100%? #1");
        drop(Database::open(&path).expect("it is made"));
        let fixed = Database::open_fixed(&path).expect("it is there");
        assert!(fixed.connection.is_readonly("main").expect("it says so"));
        assert!(fixed.connection.prepare("SELECT id FROM runs").is_ok());
        assert!(fixed.connection.execute_batch("DELETE FROM runs").is_err());
        assert!(!beside(&path, "-shm").exists() && !beside(&path, "-wal").exists());
        let _ = std::fs::remove_file(path);
    }

    #[test]
    fn what_is_no_database_of_ours_is_left_alone() {
        let path = file("foreign");
        Connection::open(&path).and_then(|other| other.execute_batch("CREATE TABLE x (y)")).expect("it is made");
        assert!(Database::open(&path).expect_err("it is foreign").to_string().contains("none of variorum"));
        std::fs::write(&path, "Not a database, but a text that is long enough to be taken for one by its length alone.".repeat(9))
            .expect("it is written");
        assert!(Database::open(&path).expect_err("it is a text").to_string().contains("no database"));
        let _ = std::fs::remove_file(path);
        assert!(Database::open_existing(Path::new("gone.sqlite")).expect_err("it is gone").to_string().contains("audit --db"));
        assert!(Database::open(Path::new("no/such/folder/a.sqlite")).expect_err("it has no folder").to_string().contains("folder exists"));
    }
}
