//! The file of accepted findings: an entry a finding, with who-knows-why in words.
//!
//! ```toml
//! [[accept]]
//! finding = "8f14e45fceea167a"                # as a report names it; stays when unrelated text changes
//! story = "summit"                            # only in this story; in any where it is left out
//! reason = "the ministry corrected the toll after our first edition"
//! until = 2026-12-31                          # the last day on which this holds; for good where it is left out
//! what = "ar has 17 killed where en has 14"   # for the reader of this file
//! ```

use super::{unreadable, wrong};
use crate::error::Result;
use crate::report::{Acceptance, Note, Report, visible};
use jiff::civil::Date;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// A file of accepted findings.
#[derive(Clone, Debug)]
pub struct AcceptFile {
    path: PathBuf,
    entries: Vec<Entry>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Id of the finding.
    pub finding: String,
    /// Id of the story that it is accepted in; any if there is none.
    pub story: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which this holds; for good if there is none.
    pub until: Option<Date>,
    /// What the finding said, for a reader.
    pub what: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    accept: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    finding: Spanned<String>,
    story: Option<String>,
    reason: Spanned<String>,
    until: Option<Spanned<toml::Value>>,
    what: Option<String>,
}

impl AcceptFile {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// If it is not TOML, has keys that it should not, an entry without a finding or a reason, or a day that is none; the message names the line.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let document: Document = toml::from_str(text).map_err(|error| unreadable(path, text, &error))?;
        let entries = document.accept.into_iter().map(|written| {
            let fail = |span: std::ops::Range<usize>, message: &str| wrong(path, text, Some(span.start), message);
            if written.finding.get_ref().trim().is_empty() {
                return Err(fail(written.finding.span(), "key finding: expected the id of a finding, but it is empty"));
            }
            if written.reason.get_ref().trim().is_empty() {
                return Err(fail(written.reason.span(), "key reason: say why the finding is let stand"));
            }
            let until = written.until.map(|until| {
                let day = match until.get_ref() {
                    toml::Value::Datetime(day) => day.to_string(),
                    toml::Value::String(day) => day.clone(),
                    _ => String::new(),
                };
                day.parse::<Date>().map_err(|_| fail(until.span(), "key until: expected a day such as 2026-12-31"))
            });
            Ok(Entry {
                finding: written.finding.into_inner(),
                story: written.story,
                reason: written.reason.into_inner(),
                until: until.transpose()?,
                what: written.what,
            })
        });
        Ok(Self { path: path.to_owned(), entries: entries.collect::<Result<_>>()? })
    }

    /// Its entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Marks the findings of a report that the file accepts on the day `today`. Returns which entries held, by their places in the file; an entry that has
    /// expired is a note of the report and accepts nothing.
    pub fn apply(&self, report: &mut Report, today: Date) -> Vec<bool> {
        let mut used = vec![false; self.entries.len()];
        for (at, entry) in self.entries.iter().enumerate() {
            let here = entry.story.as_ref().is_none_or(|story| *story == report.story.id);
            if !here || !report.findings.iter().any(|finding| finding.id == entry.finding) {
                continue;
            }
            used[at] = true;
            if entry.until.is_some_and(|until| until < today) {
                let text = format!("{}: the acceptance of finding {} has expired; look at the finding again", self.path.display(), entry.finding);
                report.notes.push(Note { code: "acceptance-expired", edition: None, text });
                continue;
            }
            let acceptance = Acceptance { reason: entry.reason.clone(), until: entry.until.map(|until| until.to_string()) };
            report.accepted.insert(entry.finding.clone(), acceptance);
        }
        used
    }

    /// Notes on the entries for `report` that accepted nothing: `used` is what [`AcceptFile::apply`] returned.
    pub fn note_unused(&self, report: &mut Report, used: &[bool]) {
        for (entry, _) in self.entries.iter().zip(used).filter(|(_, used)| !**used) {
            if entry.story.as_ref().is_none_or(|story| *story == report.story.id) {
                report.notes.push(Note { code: "acceptance-unused", edition: None, text: self.unused(entry) });
            }
        }
    }

    /// What is to be said of an entry that accepted nothing.
    pub fn unused(&self, entry: &Entry) -> String {
        format!("{}: finding {} is not in the report any more; take its entry out", self.path.display(), entry.finding)
    }
}

/// An entry as it is written at the end of a file.
pub fn entry(entry: &Entry) -> String {
    // JSON's strings are TOML's, once nothing is left in them that would act on a terminal.
    let string = |text: &str| serde_json::Value::String(visible(text).trim().to_owned()).to_string();
    let mut out = format!("[[accept]]\nfinding = {}\n", string(&entry.finding));
    if let Some(story) = &entry.story {
        out.push_str(&format!("story = {}\n", string(story)));
    }
    out.push_str(&format!("reason = {}\n", string(&entry.reason)));
    if let Some(until) = entry.until {
        out.push_str(&format!("until = {until}\n"));
    }
    if let Some(what) = &entry.what {
        out.push_str(&format!("what = {}\n", string(what)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_reads_what_it_wrote() {
        let one = Entry {
            finding: "00000000000000a1".to_owned(),
            story: Some("ferry \"2\"".to_owned()),
            reason: "told later \\ [[accept]]".to_owned(),
            until: Some(jiff::civil::date(2026, 12, 31)),
            what: None,
        };
        let hostile = Entry { reason: "a\u{1B}[31m\nb\u{202E}\u{7F}".to_owned(), until: None, ..one.clone() };
        let text = format!("# why\n\n{}\n{}", entry(&one), entry(&hostile));
        let file = AcceptFile::parse(Path::new("accept.toml"), &text).expect("it is read");
        assert_eq!(file.entries()[0], one);
        assert_eq!(file.entries()[1].reason, "a␛[31m b\\u{202e}␡");
        assert!(!text.contains('\u{1B}') && !text.contains('\u{202E}'));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, line, words) in [
            ("[[accept]]\nfinding = \"a\"\n", 1, "reason"),
            ("[[accept]]\nfinding = \"a\"\nreason = \" \"\n", 3, "why"),
            ("[[accept]]\nfinding = \"a\"\nreason = \"b\"\nuntil = \"soon\"\n", 4, "2026-12-31"),
            ("[[accept]]\nfinding = \"a\"\nbecause = \"b\"\n", 3, "because"),
            ("x = = 1\n", 1, ""),
        ] {
            let error = AcceptFile::parse(Path::new("accept.toml"), text).expect_err(text).to_string();
            assert!(error.contains(&format!("accept.toml: line {line}:")) && error.contains(words), "{error}");
        }
    }
}
