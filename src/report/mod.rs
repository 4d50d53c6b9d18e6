//! What was found, and its forms: one file each. The only place that knows JSON documents.

mod json;
mod text;

pub use json::{VERSION, bead_line, fact_line, to_json};
pub use text::{Style, to_text};

use crate::compare::{Finding, Severity};
use crate::text::{Edition, Story};

/// Everything that a check of one story found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The story, with its editions' texts.
    pub story: Story,
    /// By edition: what was read of it.
    pub summaries: Vec<Summary>,
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// What a reader should know about the check itself.
    pub notes: Vec<Note>,
}

/// What was read of one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How many sentences.
    pub sentences: usize,
    /// How many facts.
    pub facts: usize,
    /// How many of its sentences have a counterpart in another edition.
    pub aligned: usize,
}

/// Something about the check itself, not about the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Stable identifier (`language-guessed`, `no-publication-time`).
    pub code: &'static str,
    /// Index of the edition that it is about.
    pub edition: Option<usize>,
    /// One sentence, with what to do.
    pub text: String,
}

impl Report {
    /// The findings of at least this severity and confidence.
    pub fn at_least(&self, severity: Severity, confidence: f64) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity >= severity && finding.confidence >= confidence)
    }

    /// An edition by its index.
    pub fn edition(&self, index: usize) -> &Edition {
        &self.story.editions[index]
    }
}
