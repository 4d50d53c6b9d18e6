//! A finding: what differs, where, how bad, how sure, and why.

use super::Side;
use crate::facts::Kind;
use crate::text::{Span, fnv};
use serde_json::{Map, Value as Json};
use std::fmt;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// An edition lacks what the others (or the reference) state.
    Missing,
    /// An edition states what the others (or the reference) lack.
    Added,
    /// The editions state different values.
    Altered,
    /// A whole sentence or passage without a counterpart.
    Unaligned,
}

impl FindingKind {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            FindingKind::Missing => "missing",
            FindingKind::Added => "added",
            FindingKind::Altered => "altered",
            FindingKind::Unaligned => "unaligned",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What it would cost a desk; see [`super::severity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nobody has to act.
    Note,
    /// An imprecision.
    Minor,
    /// A wrong fact.
    Major,
    /// A wrong fact that a desk has to correct in public.
    Critical,
}

impl Severity {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Minor => "minor",
            Severity::Major => "major",
            Severity::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A fact of this kind.
    Fact(Kind),
    /// A sentence.
    Sentence,
    /// The choice of a word for something.
    Term,
}

impl Subject {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Subject::Fact(kind) => kind.name(),
            Subject::Sentence => "sentence",
            Subject::Term => "term",
        }
    }
}

/// ITS 2.0 localization quality issue type (W3C, section 8.19 "Localization Quality Issue"), as far as findings use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Something of the source is not in the target.
    Omission,
    /// Something of the target is not in the source.
    Addition,
    /// Numbers differ.
    Numbers,
    /// Names, dates or times differ.
    InconsistentEntities,
    /// The meaning differs.
    Mistranslation,
    /// Left in the source language.
    Untranslated,
    /// Another term for the same thing.
    Terminology,
}

impl Category {
    /// The ITS value.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Omission => "omission",
            Category::Addition => "addition",
            Category::Numbers => "numbers",
            Category::InconsistentEntities => "inconsistent-entities",
            Category::Mistranslation => "mistranslation",
            Category::Untranslated => "untranslated",
            Category::Terminology => "terminology",
        }
    }

    /// The error type of Multidimensional Quality Metrics (MQM-Core, version 2), with the version.
    pub const fn mqm(self) -> &'static str {
        match self {
            Category::Omission => "MQM-Core-2.0/accuracy/omission",
            Category::Addition => "MQM-Core-2.0/accuracy/addition",
            Category::Numbers | Category::InconsistentEntities | Category::Mistranslation => "MQM-Core-2.0/accuracy/mistranslation",
            Category::Untranslated => "MQM-Core-2.0/accuracy/untranslated",
            Category::Terminology => "MQM-Core-2.0/terminology/inconsistent-use-of-terminology",
        }
    }
}

/// A fact (or sentence) as one edition gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where it stands in the edition's text.
    pub span: Span,
    /// The sentence (or run of sentences) around it.
    pub context: Span,
    /// Its normalised value; empty for a sentence.
    pub value: Map<String, Json>,
}

/// Something that the editions state differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stays the same when unrelated text changes: a hash of what is stated, not of where.
    pub id: String,
    /// What is wrong.
    pub kind: FindingKind,
    /// What it is about.
    pub subject: Subject,
    /// ITS 2.0 issue type.
    pub category: Category,
    /// What it would cost.
    pub severity: Severity,
    /// 0 to 1: how often findings like this one are right.
    pub confidence: f64,
    /// By index of the edition: its reading, or `None` where it lacks one. Editions that play no part are not listed.
    pub readings: Vec<(usize, Option<Reading>)>,
    /// The edition that stands alone, if one does.
    pub odd: Option<usize>,
    /// One sentence: what differs.
    pub message: String,
    /// Identifier of the rule that set the readings apart.
    pub rule: &'static str,
    /// Why that rule applies, in a clause.
    pub why: String,
    /// Bead, then bytes, to sort by.
    pub(crate) place: (usize, usize),
}

impl Finding {
    /// The reading of an edition.
    pub fn reading(&self, edition: usize) -> Option<&Reading> {
        self.readings.iter().find(|(at, _)| *at == edition).and_then(|(_, reading)| reading.as_ref())
    }
}

/// Gives every finding its id: a hash over kind, subject and each edition's language, words and value, and a counter where that repeats.
pub(super) fn give_ids(sides: &[Side<'_>], findings: &mut [Finding]) {
    let mut seen: std::collections::BTreeMap<u64, u32> = std::collections::BTreeMap::new();
    for finding in findings {
        let mut hash = fnv::START;
        let mut eat = |part: &str| hash = fnv::add(hash, part.as_bytes());
        eat(finding.kind.name());
        eat(finding.subject.name());
        for (edition, reading) in &finding.readings {
            let edition = sides[*edition].edition;
            eat(&edition.language);
            if let Some(reading) = reading {
                eat(reading.span.of(&edition.text));
                eat(&Json::Object(reading.value.clone()).to_string());
            }
        }
        let count = seen.entry(hash).or_insert(0);
        *count += 1;
        finding.id = if *count == 1 { format!("{hash:016x}") } else { format!("{hash:016x}-{count}") };
    }
}
