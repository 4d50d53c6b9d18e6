//! The report for a terminal.

use super::Report;
use crate::compare::Finding;
use std::fmt::Write;

/// How a terminal shows things.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Colour and underlining; otherwise readings stand in ⟦ ⟧.
    pub colour: bool,
}

/// The whole report with the findings that `shown` lets through.
pub fn to_text(report: &Report, _style: Style, shown: impl Fn(&Finding) -> bool) -> String {
    let mut out = String::new();
    for finding in report.findings.iter().filter(|finding| shown(finding)) {
        let _ = writeln!(out, "{} {} {}: {}", finding.severity, finding.subject.name(), finding.kind, finding.message);
    }
    out
}
