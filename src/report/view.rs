//! What every form shows: a report, the findings chosen of it, and where they stand.

use super::{Acceptance, Report};
use crate::compare::Finding;
use crate::text::{Places, Span};

/// A report with the findings that are shown, the worst first; their numbers are their places in this list, from 1.
pub(super) struct View<'a> {
    /// The report.
    pub report: &'a Report,
    /// What is shown of it.
    pub findings: Vec<&'a Finding>,
    /// How many findings are not shown.
    pub hidden: usize,
    /// By edition: lines and columns of the file that it came from.
    pub places: Vec<Places<'a>>,
}

impl<'a> View<'a> {
    /// The findings that `shown` lets through. The sort is stable: those of one severity stay in the order of the text.
    pub(super) fn new(report: &'a Report, shown: impl Fn(&Finding) -> bool) -> Self {
        let mut findings: Vec<&Finding> = report.findings.iter().filter(|finding| shown(finding)).collect();
        findings.sort_by_key(|finding| (report.acceptance(finding).is_some(), std::cmp::Reverse(finding.severity)));
        Self { report, hidden: report.findings.len() - findings.len(), findings, places: report.places() }
    }

    /// The findings that nobody has accepted.
    pub(super) fn open(&self) -> Vec<&'a Finding> {
        self.findings.iter().copied().filter(|finding| self.report.acceptance(finding).is_none()).collect()
    }

    /// Why somebody accepted a finding.
    pub(super) fn acceptance(&self, finding: &Finding) -> Option<&'a Acceptance> {
        self.report.acceptance(finding)
    }

    /// Line and column at which a span of an edition begins in its file, both from 1.
    pub(super) fn start(&self, edition: usize, span: Span) -> (usize, usize) {
        self.places[edition].start(span)
    }

    /// Line and column after its last character.
    pub(super) fn end(&self, edition: usize, span: Span) -> (usize, usize) {
        self.places[edition].end(span)
    }

    /// The text at a span of an edition.
    pub(super) fn text(&self, edition: usize, span: Span) -> &'a str {
        span.of(&self.report.edition(edition).text)
    }

    /// Where a finding is shown in an edition: its reading, or the passage where the fact would stand.
    pub(super) fn place(&self, finding: &Finding, edition: usize) -> Option<Span> {
        finding.reading(edition).map(|reading| reading.span).or_else(|| self.report.place_of(finding, edition))
    }

    /// The edition in which a finding is to be corrected, as far as one can tell: the one that stands alone, or else the one that lacks something,
    /// or else the last.
    pub(super) fn culprit(&self, finding: &Finding) -> usize {
        let lacking = || finding.readings.iter().find(|(_, reading)| reading.is_none()).map(|(edition, _)| *edition);
        let last = || finding.readings.last().map(|(edition, _)| *edition);
        finding.odd.or_else(lacking).or_else(last).unwrap_or(0)
    }

    /// The file that an edition came from, with `/` between its parts; its id where it came from none.
    pub(super) fn file(&self, edition: usize) -> String {
        match &self.report.files[edition] {
            Some(path) => path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
            None => self.report.edition(edition).id.clone(),
        }
    }
}
