//! The report for translation tools: XLIFF 2.1 (OASIS) with the localization quality issues of ITS 2.0 (W3C), one document for the reference and each other
//! edition.
//!
//! A unit is a bead. A finding is an annotation at its words in the target, or in the source where the target lacks them, and a note of the unit.

use super::form::Document;
use super::headline::headline;
use super::view::View;
use super::visible::visible;
use super::xml::{Xml, exact};
use crate::compare::{Finding, Severity};
use crate::text::Span;
use std::fmt::Write;

/// What the severities mean; ITS leaves that to a profile.
const PROFILE: &str = "urn:variorum:report:1:severity";

/// A document for each edition but the reference.
pub(super) fn to_xliff(view: &View<'_>) -> Vec<Document> {
    let source = view.report.reference;
    let targets: Vec<usize> = (0..view.report.story.editions.len()).filter(|edition| *edition != source).collect();
    let several = targets.len() > 1;
    let document =
        |target: usize| Document { part: several.then(|| view.report.edition(target).id.clone()), content: document(view, source, target) };
    targets.into_iter().map(document).collect()
}

/// Where a finding is marked.
struct Mark<'a> {
    number: usize,
    finding: &'a Finding,
    edition: usize,
    span: Span,
}

fn document(view: &View<'_>, source: usize, target: usize) -> String {
    let marks = marks(view, source, target);
    let (from, to) = (view.report.edition(source), view.report.edition(target));
    let mut out = Xml::new();
    out.open(
        "xliff",
        &[
            ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
            ("xmlns:its", "http://www.w3.org/2005/11/its"),
            ("its:version", "2.0"),
            ("version", "2.1"),
            ("srcLang", &from.language),
            ("trgLang", &to.language),
        ],
    );
    out.open("file", &[("id", "f1"), ("original", &view.file(source))]);
    for (at, bead) in view.report.beads.iter().enumerate() {
        let (own, theirs) = (&bead.sentences[source], &bead.sentences[target]);
        if own.is_empty() && theirs.is_empty() {
            continue;
        }
        let here: Vec<&Mark<'_>> = marks.iter().filter(|mark| stands_in(view, mark, if mark.edition == source { own } else { theirs })).collect();
        out.open("unit", &[("id", &format!("u{}", at + 1))]);
        notes(view, &mut out, &here);
        out.open("segment", &[("id", "s1")]);
        for (name, edition, sentences) in [("source", source, own), ("target", target, theirs)] {
            if name == "target" && sentences.is_empty() {
                continue;
            }
            out.open(name, &[("xml:space", "preserve")]);
            let inside: Vec<&Mark<'_>> = here.iter().copied().filter(|mark| mark.edition == edition).collect();
            let parts: Vec<String> = sentences
                .iter()
                .filter_map(|at| view.report.sentences[edition].get(*at))
                .map(|sentence| marked(view, edition, sentence.span, &inside))
                .collect();
            out.raw(&parts.join(" "));
            out.close(name);
        }
        out.close("segment");
        out.close("unit");
    }
    out.close("file");
    out.close("xliff");
    out.finish()
}

/// The findings that concern these two editions, each at one place: in the target if it stands there, otherwise in the source.
fn marks<'a>(view: &View<'a>, source: usize, target: usize) -> Vec<Mark<'a>> {
    let concerns = |finding: &Finding| {
        let has = |edition: usize| finding.readings.iter().any(|(at, _)| *at == edition);
        has(target) && finding.odd.is_none_or(|odd| odd == target || (odd == source && has(source)))
    };
    let place = |finding: &Finding| {
        let own = |edition: usize| finding.reading(edition).map(|reading| (edition, reading.span));
        own(target).or_else(|| own(source)).or_else(|| view.report.place_of(finding, target).map(|span| (target, span)))
    };
    let all = view.findings.iter().enumerate().filter(|(_, finding)| concerns(finding));
    let marks = all.filter_map(|(at, finding)| place(finding).map(|(edition, span)| Mark { number: at + 1, finding, edition, span }));
    marks.collect()
}

fn stands_in(view: &View<'_>, mark: &Mark<'_>, sentences: &[usize]) -> bool {
    let spans = sentences.iter().filter_map(|at| view.report.sentences[mark.edition].get(*at)).map(|sentence| sentence.span);
    spans.into_iter().any(|span| span.overlaps(mark.span))
}

fn notes(view: &View<'_>, out: &mut Xml, marks: &[&Mark<'_>]) {
    if marks.is_empty() {
        return;
    }
    out.open("notes", &[]);
    for mark in marks {
        let applies = if mark.edition == view.report.reference { "source" } else { "target" };
        let priority = match mark.finding.severity {
            Severity::Critical => "1",
            Severity::Major => "3",
            Severity::Minor => "6",
            Severity::Note => "9",
        };
        out.open(
            "note",
            &[("id", &format!("n{}", mark.number)), ("appliesTo", applies), ("category", mark.finding.category.mqm()), ("priority", priority)],
        );
        out.text(&comment(view, mark.finding));
        out.close("note");
    }
    out.close("notes");
}

/// What the issue says: what differs, and that it is accepted if it is.
fn comment(view: &View<'_>, finding: &Finding) -> String {
    let accepted = view.acceptance(finding).map_or(String::new(), |accepted| format!(" (accepted: {})", visible(&accepted.reason)));
    format!("{} {} {}: {}{accepted}", finding.severity, finding.subject.name(), finding.kind, headline(view.report, finding))
}

/// A sentence with its annotations, as markup. An annotation that crosses another one ends with it.
fn marked(view: &View<'_>, edition: usize, sentence: Span, marks: &[&Mark<'_>]) -> String {
    let inside = |mark: &&Mark<'_>| mark.span.overlaps(sentence);
    let mut here: Vec<(Span, &Mark<'_>)> = marks
        .iter()
        .copied()
        .filter(inside)
        .map(|mark| (Span::new(mark.span.start.max(sentence.start), mark.span.end.min(sentence.end)), mark))
        .collect();
    here.sort_by_key(|(span, mark)| (span.start, std::cmp::Reverse(span.end), mark.number));
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = sentence.start;
    let text = |from: usize, to: usize| exact(view.text(edition, Span::new(from, to)), |c| format!("<cp hex=\"{:04X}\"/>", u32::from(c)));
    for (span, mark) in here {
        while let Some(end) = open.last().copied().filter(|end| *end <= span.start) {
            out.push_str(&text(at, end));
            out.push_str("</mrk>");
            at = end;
            open.pop();
        }
        out.push_str(&text(at, span.start));
        at = span.start;
        let end = open.last().map_or(span.end, |outer| span.end.min(*outer));
        let _ = write!(
            out,
            "<mrk id=\"m{}-{}\" type=\"its:generic\" its:locQualityIssueType=\"{}\" its:locQualityIssueComment=\"{}\" its:locQualityIssueSeverity=\"{}\" its:locQualityIssueProfileRef=\"{PROFILE}\" its:locQualityIssueEnabled=\"{}\">",
            mark.number,
            sentence.start,
            mark.finding.category.name(),
            exact(&visible(&comment(view, mark.finding)), |_| String::new()),
            severity(mark.finding.severity),
            if view.acceptance(mark.finding).is_some() { "no" } else { "yes" },
        );
        open.push(end);
    }
    while let Some(end) = open.pop() {
        out.push_str(&text(at, end));
        out.push_str("</mrk>");
        at = end;
    }
    out.push_str(&text(at, sentence.end));
    out
}

/// 0 to 100, as ITS counts.
fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 100,
        Severity::Major => 75,
        Severity::Minor => 40,
        Severity::Note => 10,
    }
}
