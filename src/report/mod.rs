//! What was found, and its forms: one file each. The only place that knows JSON documents.
//!
//! [`Form`] lists the forms and [`render`] makes one. [`to_text`] is the report for a terminal, made of a sentence around a reading (`excerpt`), a value in
//! words (`words`, `calendar`) and what differs between two values (`difference`); [`to_json`] is the report for programs; `html` the page for a browser;
//! `markdown`, `table`, `sarif`, `ci` and `xliff` the others; `bitext` is an alignment for translation tools. All take the findings in the order of a `view`, call them by their `headline` and explain them by
//! the [`RULES`]. [`visible`](fn@visible) keeps what an input holds from acting on a terminal; each form escapes it by its own rules then.

mod bitext;
mod calendar;
mod candidates;
mod ci;
mod difference;
mod excerpt;
mod form;
mod headline;
pub(crate) mod html;
mod json;
mod markdown;
mod rules;
mod sarif;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod view;
mod visible;
mod words;
mod xliff;
mod xml;

pub use bitext::{to_tmx, to_tsv};
pub use form::{Document, Form, render};
pub use json::{VERSION, bead_line, fact_line, finding_line, line, pretty, to_json, to_line, to_pretty};
pub use rules::{RULES, Rule};
pub use text::{Style, to_text};
pub use visible::visible;

use crate::align::Bead;
use crate::compare::{Finding, Severity};
use crate::facts::Fact;
use crate::text::{Edition, Places, Sentence, Source, Span, Story};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that a check of one story found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The story, with its editions' texts.
    pub story: Story,
    /// By edition: what was read of it.
    pub summaries: Vec<Summary>,
    /// Index of the edition that is right where two disagree and no third decides.
    pub reference: usize,
    /// By edition: its sentences.
    pub sentences: Vec<Vec<Sentence>>,
    /// By edition: its facts.
    pub facts: Vec<Vec<Fact>>,
    /// By edition: the file that it was read from, as the user named it.
    pub files: Vec<Option<PathBuf>>,
    /// By edition: where its text stands in that file, if it is not the file's text itself.
    pub sources: Vec<Option<Arc<Source>>>,
    /// Which of the sentences say the same.
    pub beads: Vec<Bead>,
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// By id of a finding: who accepts it, and why. Accepted findings are shown as such and do not count.
    pub accepted: BTreeMap<String, Acceptance>,
    /// By id of a finding: what could be written instead, where that is safe to say.
    pub corrections: BTreeMap<String, Correction>,
    /// Whether JSON says of each finding what else was considered.
    pub explained: bool,
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

/// A finding that a desk has looked at and lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Why.
    pub reason: String,
    /// The last day on which it holds, `2026-12-31`; for good if there is none.
    pub until: Option<String>,
}

/// What could be written in an edition to undo a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Index of the edition.
    pub edition: usize,
    /// What is replaced.
    pub span: Span,
    /// What is written instead.
    pub text: String,
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

    /// Why a finding is let stand, if it is.
    pub fn acceptance(&self, finding: &Finding) -> Option<&Acceptance> {
        self.accepted.get(&finding.id)
    }

    /// What could be written to undo a finding, if that is safe to say.
    pub fn correction(&self, finding: &Finding) -> Option<&Correction> {
        self.corrections.get(&finding.id)
    }

    /// An edition by its index.
    pub fn edition(&self, index: usize) -> &Edition {
        &self.story.editions[index]
    }

    /// By edition: lines and columns of the file that it came from.
    pub fn places(&self) -> Vec<Places<'_>> {
        let sources = self.sources.iter().map(Option::as_deref).chain(std::iter::repeat(None));
        self.story.editions.iter().zip(sources).map(|(edition, source)| Places::new(&edition.text, source)).collect()
    }

    /// The sentences of `edition` that are aligned with those at `span` of the edition `from`: where a fact would stand that `edition` lacks.
    pub fn aligned(&self, edition: usize, from: usize, span: Span) -> Option<Span> {
        let sentences = self.sentences.get(from)?;
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let within = |at: &usize| sentences.get(*at).is_some_and(|sentence| sentence.span.overlaps(span));
        let bead = self.beads.iter().find(|bead| bead.sentences[from].contains(&first) && within(&first))?;
        let spans = bead.sentences[edition].iter().filter_map(|at| self.sentences[edition].get(*at)).map(|sentence| sentence.span);
        spans.reduce(Span::cover)
    }

    /// Where a fact would stand that `edition` lacks: the sentences aligned with any reading of the finding.
    pub fn place_of(&self, finding: &Finding, edition: usize) -> Option<Span> {
        let readings = finding.readings.iter().filter_map(|(from, reading)| reading.as_ref().map(|reading| (*from, reading.span)));
        readings.filter(|(from, _)| *from != edition).find_map(|(from, span)| self.aligned(edition, from, span))
    }
}
