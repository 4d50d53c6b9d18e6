//! What a run of an audit found, in numbers: how often, in which languages, whose, when.
//!
//! Rates are findings per 100 sentences of the story's reference edition, of the stories that could be checked; of a pair of languages, per 100 sentences of the mean of both;
//! findings that somebody lets stand are left out. How sure they are says [`Interval`].

mod html;
mod interval;
mod json;
mod text;

pub use html::to_html;
pub use interval::{Interval, Sums, poisson, share};
pub use json::to_json;
pub use text::to_text;

use super::database::{Database, RunInfo};
use crate::compare::Severity;
use crate::error::Result;
use rusqlite::{Connection, Row, params};

/// What a run found.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// The run.
    pub run: RunInfo,
    /// Least severity that was counted.
    pub least: Severity,
    /// Stories that were met.
    pub stories: u64,
    /// Stories that could not be checked.
    pub failed: u64,
    /// Editions of the others.
    pub editions: u64,
    /// Findings that somebody lets stand.
    pub accepted: u64,
    /// Stories that have findings among those that were checked.
    pub affected: u64,
    /// All findings.
    pub all: Sums,
    /// By what the findings are and where they come from.
    pub tables: Vec<Table>,
    /// By language: how often its edition stands alone.
    pub alone: Vec<Alone>,
    /// The single editions that stand alone most often; of two editions, the one that differs from the reference.
    pub lone_editions: Vec<LoneEdition>,
}

/// Rates by one property of findings or stories.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name in JSON: `severity`, `fact`, `kind`, `languages`, `source`, `desk`, `week`.
    pub name: &'static str,
    /// Its name for a reader.
    pub title: &'static str,
    /// Value of the property (`None`: the archive does not say), and what was found. The most frequent first; severities and weeks in their order.
    pub rows: Vec<(Option<String>, Sums)>,
}

/// How often the editions of a language stand alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// Who brought the stories out, if the archive says it.
    pub source: Option<String>,
    /// The language.
    pub language: String,
    /// Stories of three editions or more that have one in this language.
    pub stories: u64,
    /// Those in which it stands alone with something.
    pub alone: u64,
    /// Findings with which it does.
    pub findings: u64,
}

/// An edition that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoneEdition {
    /// The story's id; its place where it has none.
    pub story: String,
    /// Where the story stands.
    pub place: String,
    /// Id of the edition.
    pub edition: String,
    /// Findings with which it stands alone.
    pub findings: u64,
    /// Its sentences.
    pub sentences: u64,
}

/// How many single editions are named.
const MOST: i64 = 20;

/// Properties of findings: the table's name and title, and the column.
const OF_FINDINGS: [(&str, &str, &str); 4] =
    [("severity", "Severity", "severity"), ("fact", "Kind of fact", "fact"), ("kind", "Kind of finding", "kind"), ("rule", "Rule", "rule")];

/// Properties of stories.
const OF_STORIES: [(&str, &str, &str); 3] = [("source", "Source", "source"), ("desk", "Desk", "desk"), ("week", "Week", "week")];

/// Counts what a run found: the run by its number or the latest one, findings of at least a severity.
///
/// # Errors
/// If there is no such run, or the database cannot be read.
pub fn statistics(database: &Database, run: Option<i64>, least: Severity) -> Result<Statistics> {
    let run = database.run_info(run)?;
    let connection = database.connection();
    let counted = count(connection, run, least);
    let _ = connection.execute_batch("DROP TABLE IF EXISTS temp.counted");
    counted.map_err(|error| database.fail(&error))
}

fn count(connection: &Connection, run: RunInfo, least: Severity) -> rusqlite::Result<Statistics> {
    let severities: Vec<&str> = [Severity::Critical, Severity::Major, Severity::Minor, Severity::Note].iter().filter(|one| **one >= least).map(|one| one.name()).collect();
    let list = severities.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    // Every table asks for the same findings, and whether one is let stand is a question of its own each time.
    connection.execute_batch("DROP TABLE IF EXISTS temp.counted")?;
    connection.execute(
        &format!(
            "CREATE TEMP TABLE counted AS SELECT story_id AS story, finding_id AS finding, fact, kind, severity, rule, odd, reference
             FROM all_findings WHERE run = ?1 AND severity IN ({list}) AND NOT accepted"
        ),
        [run.id],
    )?;
    connection.execute_batch("CREATE INDEX temp.counted_by_story ON counted (story)")?;
    let one = |sql: &str| connection.query_row(sql, [run.id], |row| unsigned(row, 0));
    let stories = one("SELECT count(*) FROM stories WHERE run = ?1")?;
    let failed = one("SELECT count(error) FROM stories WHERE run = ?1")?;
    let editions = one("SELECT count(*) FROM editions e JOIN stories s ON s.id = e.story WHERE s.run = ?1")?;
    let accepted = one(&format!("SELECT count(*) FROM all_findings WHERE run = ?1 AND severity IN ({list}) AND accepted"))?;
    let affected = one("SELECT count(DISTINCT story) FROM counted WHERE ?1 IS NOT NULL")?;
    let all = connection.query_row(
        "SELECT coalesce(sum(c), 0), count(*), coalesce(sum(sentences), 0), coalesce(sum(c * c / max(sentences, 1.0)), 0)
         FROM (SELECT s.sentences, (SELECT count(*) FROM temp.counted f WHERE f.story = s.id) AS c FROM stories s WHERE s.run = ?1 AND s.error IS NULL)",
        [run.id],
        |row| sums(row, 0),
    )?;
    let mut tables = Vec::new();
    for (name, title, column) in OF_FINDINGS {
        tables.push(Table { name, title, rows: of_findings(connection, column, all)? });
    }
    tables.push(Table { name: "languages", title: "Pair of languages", rows: of_pairs(connection, run.id)? });
    for (name, title, column) in OF_STORIES {
        tables.push(Table { name, title, rows: of_stories(connection, column, run.id)? });
    }
    // Where no story says it, the table would be a single line that repeats the whole.
    tables.retain(|table| table.rows.iter().any(|(key, _)| key.is_some()));
    Ok(Statistics {
        least,
        stories,
        failed,
        editions,
        accepted,
        affected,
        all,
        tables,
        alone: alone(connection, run.id)?,
        lone_editions: lone_editions(connection)?,
        run,
    })
}

/// By a property of the findings; every story was looked through for each.
fn of_findings(connection: &Connection, column: &str, all: Sums) -> rusqlite::Result<Vec<(Option<String>, Sums)>> {
    // Severities have an order of their own.
    let order = if column == "severity" { "CASE k WHEN 'critical' THEN 0 WHEN 'major' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END" } else { "2 DESC, k" };
    let mut statement = connection.prepare(&format!(
        "SELECT k, sum(c), sum(c * c / max(sentences, 1.0))
         FROM (SELECT f.{column} AS k, s.sentences, count(*) AS c FROM temp.counted f JOIN stories s ON s.id = f.story GROUP BY f.story, f.{column})
         GROUP BY k ORDER BY {order}"
    ))?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, Sums { findings: unsigned(row, 1)?, squares: row.get(2)?, ..all }));
    statement.query_map([], read)?.collect()
}

/// By a property of the stories.
fn of_stories(connection: &Connection, column: &str, run: i64) -> rusqlite::Result<Vec<(Option<String>, Sums)>> {
    let order = if column == "week" { "k IS NULL, k" } else { "2 DESC, k" };
    let mut statement = connection.prepare(&format!(
        "SELECT k, sum(c), count(*), sum(sentences), sum(c * c / max(sentences, 1.0))
         FROM (SELECT s.{column} AS k, s.sentences, (SELECT count(*) FROM temp.counted f WHERE f.story = s.id) AS c
               FROM stories s WHERE s.run = ?1 AND s.error IS NULL)
         GROUP BY k ORDER BY {order}"
    ))?;
    statement.query_map([run], |row| Ok((row.get(0)?, sums(row, 1)?)))?.collect()
}

/// By pair of languages. A finding counts for the pairs that its lone edition makes with the others that play a part, or the reference where none stands alone.
fn of_pairs(connection: &Connection, run: i64) -> rusqlite::Result<Vec<(Option<String>, Sums)>> {
    let mut statement = connection.prepare(
        "WITH pairs AS (
             SELECT a.story, a.language AS left, b.language AS right, avg(a.sentences + b.sentences) / 2 AS sentences
             FROM editions a JOIN editions b ON b.story = a.story AND b.language > a.language JOIN stories s ON s.id = a.story
             WHERE s.run = ?1 GROUP BY 1, 2, 3
         ), found AS (
             SELECT f.story, min(a.language, b.language) AS left, max(a.language, b.language) AS right, count(DISTINCT f.finding) AS c
             FROM temp.counted f JOIN readings r ON r.finding = f.finding
             JOIN editions b ON b.story = f.story AND b.position = r.edition
             JOIN editions a ON a.story = f.story AND a.position = coalesce(f.odd, f.reference)
             WHERE a.language <> b.language GROUP BY 1, 2, 3
         )
         SELECT p.left || '–' || p.right, coalesce(sum(c), 0), count(*), sum(sentences), coalesce(sum(c * c / max(sentences, 1.0)), 0)
         FROM pairs p LEFT JOIN found ON found.story = p.story AND found.left = p.left AND found.right = p.right
         GROUP BY p.left, p.right ORDER BY 2 DESC, 1",
    )?;
    statement.query_map([run], |row| Ok((row.get(0)?, sums(row, 1)?)))?.collect()
}

fn alone(connection: &Connection, run: i64) -> rusqlite::Result<Vec<Alone>> {
    let mut statement = connection.prepare(
        "SELECT source, language, count(*), sum(c > 0), sum(c)
         FROM (SELECT s.source, e.language, (SELECT count(*) FROM temp.counted f WHERE f.story = s.id AND f.odd = e.position) AS c
               FROM stories s JOIN editions e ON e.story = s.id
               WHERE s.run = ?1 AND (SELECT count(*) FROM editions x WHERE x.story = s.id) > 2)
         GROUP BY source, language ORDER BY sum(c > 0) * 1.0 / count(*) DESC, source, language",
    )?;
    let read = |row: &Row<'_>| {
        Ok(Alone { source: row.get(0)?, language: row.get(1)?, stories: unsigned(row, 2)?, alone: unsigned(row, 3)?, findings: unsigned(row, 4)? })
    };
    statement.query_map([run], read)?.collect()
}

fn lone_editions(connection: &Connection) -> rusqlite::Result<Vec<LoneEdition>> {
    let mut statement = connection.prepare(
        "SELECT s.key, s.nth, s.place, e.edition, count(*), e.sentences
         FROM temp.counted f JOIN stories s ON s.id = f.story JOIN editions e ON e.story = f.story AND e.position = f.odd
         GROUP BY f.story, f.odd ORDER BY 5 DESC, s.position, e.position LIMIT ?1",
    )?;
    let read = |row: &Row<'_>| {
        let story = super::database::numbered(row.get(0)?, unsigned(row, 1)?);
        Ok(LoneEdition { story, place: row.get(2)?, edition: row.get(3)?, findings: unsigned(row, 4)?, sentences: unsigned(row, 5)? })
    };
    statement.query_map(params![MOST], read)?.collect()
}

fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

/// Findings, stories, sentences and squares from a column on.
fn sums(row: &Row<'_>, from: usize) -> rusqlite::Result<Sums> {
    Ok(Sums { findings: unsigned(row, from)?, stories: unsigned(row, from + 1)?, sentences: row.get(from + 2)?, squares: row.get(from + 3)? })
}

/// Words for the key of a row.
fn named(key: Option<&str>) -> String {
    key.map_or_else(|| "not said".to_owned(), crate::report::visible)
}
