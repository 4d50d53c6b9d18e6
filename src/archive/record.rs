//! What is kept of a story that was checked: plain rows, made where the story was checked so that whoever writes them only writes.

use super::input::Place;
use crate::compare::Finding;
use crate::ingest::Labels;
use crate::report::Report;
use crate::text::{Moment, Story};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// Everything that is kept of one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What the story is found by when the archive is read again: its id, or its place where it has none.
    pub key: String,
    /// The story's id; empty if it has none.
    pub story: String,
    /// Where it stands in the archive.
    pub place: Place,
    /// Its number in the archive, from 0.
    pub position: u64,
    /// Hash of all that the result depends on; see [`Fingerprint`].
    pub hash: String,
    /// Who brought it out.
    pub labels: Labels,
    /// When it was published: the first edition whose time is known.
    pub published: Option<Moment>,
    /// What was found, or why it could not be checked.
    pub outcome: Result<Checked, String>,
}

/// What was found in a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Index of the edition that is right where two disagree and no third decides.
    pub reference: usize,
    /// How many findings the settings do not show.
    pub hidden: usize,
    /// In the order of the story.
    pub editions: Vec<EditionRow>,
    /// Those that the settings show, in the order of the text.
    pub findings: Vec<FindingRow>,
}

/// What is kept of an edition. Its text is not: the archive has it.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionRow {
    /// Its id within the story.
    pub id: String,
    /// Tag of its language.
    pub language: String,
    /// When it was published, as RFC 3339.
    pub published: Option<String>,
    /// Length of its text in bytes.
    pub bytes: usize,
    /// How many sentences it has, how many facts were read, and how many sentences have a counterpart.
    pub sentences: usize,
    /// Facts that were read.
    pub facts: usize,
    /// Sentences that have a counterpart in another edition.
    pub aligned: usize,
}

/// What is kept of a finding; the words are those of `docs/report.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// Stays the same when unrelated text changes.
    pub id: String,
    /// `missing`, `added`, `altered` or `unaligned`.
    pub kind: &'static str,
    /// Kind of fact, or `sentence`.
    pub fact: &'static str,
    /// Issue type of ITS 2.0.
    pub category: &'static str,
    /// `critical`, `major`, `minor` or `note`.
    pub severity: &'static str,
    /// 0 to 1, to two places.
    pub confidence: f64,
    /// The rule that set the readings apart.
    pub rule: &'static str,
    /// Why that rule applies.
    pub why: String,
    /// What differs, in a sentence.
    pub message: String,
    /// Index of the edition that stands alone, if one does.
    pub odd: Option<usize>,
    /// By edition that plays a part.
    pub readings: Vec<ReadingRow>,
}

/// What one edition says in a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingRow {
    /// Index of the edition.
    pub edition: usize,
    /// What it says; `None` if it lacks the fact.
    pub said: Option<Said>,
}

/// A reading that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its words.
    pub text: String,
    /// `[start, end)` in bytes of the edition's text.
    pub span: [usize; 2],
    /// The normalised value as JSON.
    pub value: String,
    /// The sentences around it.
    pub context: String,
}

impl Checked {
    /// What is kept of a report: the findings that `shown` lets through.
    pub fn new(report: &Report, shown: impl Fn(&Finding) -> bool) -> Self {
        let editions = report.story.editions.iter().zip(&report.summaries).map(|(edition, summary)| EditionRow {
            id: edition.id.clone(),
            language: edition.language.clone(),
            published: edition.published.map(|published| published.to_string()),
            bytes: edition.text.len(),
            sentences: summary.sentences,
            facts: summary.facts,
            aligned: summary.aligned,
        });
        let findings: Vec<FindingRow> = report.findings.iter().filter(|finding| shown(finding)).map(|finding| row(finding, report)).collect();
        Self { reference: report.reference, hidden: report.findings.len() - findings.len(), editions: editions.collect(), findings }
    }
}

fn row(finding: &Finding, report: &Report) -> FindingRow {
    let readings = finding.readings.iter().map(|(edition, reading)| ReadingRow {
        edition: *edition,
        said: reading.as_ref().map(|reading| {
            let text = &report.edition(*edition).text;
            Said {
                text: reading.span.of(text).to_owned(),
                span: [reading.span.start, reading.span.end],
                value: Json::Object(reading.value.clone()).to_string(),
                context: reading.context.of(text).to_owned(),
            }
        }),
    });
    FindingRow {
        id: finding.id.clone(),
        kind: finding.kind.name(),
        fact: finding.subject.name(),
        category: finding.category.name(),
        severity: finding.severity.name(),
        confidence: (finding.confidence * 100.0).round() / 100.0,
        rule: finding.rule,
        why: finding.why.clone(),
        message: finding.message.clone(),
        odd: finding.odd,
        readings: readings.collect(),
    }
}

impl Record {
    /// About how many bytes it takes while it waits to be written.
    pub fn weight(&self) -> usize {
        let finding = |finding: &FindingRow| {
            let said =
                finding.readings.iter().flat_map(|reading| &reading.said).map(|said| 160 + said.text.len() + said.value.len() + said.context.len());
            300 + finding.message.len() + finding.why.len() + said.sum::<usize>()
        };
        400 + self
            .outcome
            .as_ref()
            .map_or_else(String::len, |checked| 200 * checked.editions.len() + checked.findings.iter().map(finding).sum::<usize>())
    }

    /// When the first edition whose time is known was published.
    pub fn published(story: &Story) -> Option<Moment> {
        story.editions.iter().find_map(|edition| edition.published)
    }

    /// The ISO 8601 week of the publication, `2023-W11`.
    pub fn week(&self) -> Option<String> {
        let week = self.published?.at.date().iso_week_date();
        Some(format!("{}-W{:02}", week.year(), week.week()))
    }
}

/// Hashes stories with all else that a result depends on: the program, its language packs and the settings.
#[derive(Clone, Debug)]
pub struct Fingerprint {
    base: Sha256,
}

/// How many of the bytes of a SHA-256 are kept: 2^64 stories would have to be hashed before two are expected to be mistaken for each other.
const KEPT: usize = 16;

impl Fingerprint {
    /// For checks with these `settings`, in whatever form, as long as it is the same for the same settings.
    pub fn new(settings: &str) -> Self {
        let mut base = Sha256::new();
        for part in [env!("CARGO_PKG_VERSION"), crate::languages::fingerprint(), settings] {
            eat(&mut base, part.as_bytes());
        }
        Self { base }
    }

    /// The hash of a text by itself.
    pub fn of(text: &str) -> String {
        hex(&Sha256::digest(text.as_bytes()))
    }

    /// The hash of a story: its id, its labels, and of each edition the id, the language, the time of publication and the text.
    pub fn story(&self, story: &Story, labels: &Labels) -> String {
        let mut hash = self.base.clone();
        eat(&mut hash, story.id.as_bytes());
        for label in [&labels.source, &labels.desk] {
            eat(&mut hash, label.as_deref().unwrap_or("\0").as_bytes());
        }
        for edition in &story.editions {
            let published = edition.published.map_or_else(String::new, |at| at.to_string());
            for part in [&*edition.id, &*edition.language, &*published, &*edition.text] {
                eat(&mut hash, part.as_bytes());
            }
        }
        hex(&hash.finalize())
    }

    /// The hash of what could not be read as a story.
    pub fn raw(&self, raw: &str) -> String {
        let mut hash = self.base.clone();
        eat(&mut hash, raw.as_bytes());
        hex(&hash.finalize())
    }
}

/// A part with its length before it, so that no two lists of parts are one stream of bytes.
fn eat(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Edition;

    #[test]
    fn everything_that_a_result_depends_on_is_in_the_hash() {
        let edition = |text: &str| Edition { id: "en".to_owned(), language: "en".to_owned(), text: text.into(), published: None };
        let story = Story { id: "a".to_owned(), editions: vec![edition("One."), edition("Two.")] };
        let print = Fingerprint::new("expect=translation");
        let none = Labels::default();
        let mut seen = vec![print.story(&story, &none)];
        assert_eq!(seen[0], print.story(&story.clone(), &none));
        let mut other = |story: Story, labels: &Labels, print: &Fingerprint| seen.push(print.story(&story, labels));
        other(story.clone(), &none, &Fingerprint::new("expect=rewrite"));
        other(story.clone(), &Labels { source: None, desk: Some("x".to_owned()) }, &print);
        other(story.clone(), &Labels { source: Some("x".to_owned()), desk: None }, &print);
        other(Story { id: "b".to_owned(), ..story.clone() }, &none, &print);
        other(Story { editions: vec![edition("One.Two."), edition("")], ..story.clone() }, &none, &print);
        let mut later = story.clone();
        later.editions[1].published = "2024-01-01".parse().ok();
        other(later, &none, &print);
        let mut tag = story;
        tag.editions[1].language = "ru".to_owned();
        other(tag, &none, &print);
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
        assert!(seen.iter().all(|hash| hash.len() == 2 * KEPT));
    }

    #[test]
    fn weeks_are_those_of_the_calendar_of_weeks() {
        let place = Place { file: "x".into(), line: None };
        let record = |published: &str| Record {
            key: String::new(),
            story: String::new(),
            place: place.clone(),
            position: 0,
            hash: String::new(),
            labels: Labels::default(),
            published: published.parse().ok(),
            outcome: Err(String::new()),
        };
        assert_eq!(record("2021-01-03").week().as_deref(), Some("2020-W53"));
        assert_eq!(record("2024-12-30T01:00:00Z").week().as_deref(), Some("2025-W01"));
        assert_eq!(record("").week(), None);
    }
}
