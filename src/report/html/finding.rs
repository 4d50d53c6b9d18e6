//! The list of findings.

use super::super::candidates::candidates;
use super::super::excerpt::{excerpt, opening};
use super::super::headline::headline;
use super::super::rules::Rule;
use super::super::view::View;
use super::super::visible::{direction, message, visible};
use super::super::words::words;
use super::filter;
use crate::compare::{Finding, Reading, Subject};
use maud::{Markup, html};

/// How many graphemes of a sentence are shown around a reading.
const WIDTH: usize = 160;

/// Every finding, the worst first.
pub(super) fn list(view: &View<'_>) -> Markup {
    html! {
        section.findings aria-labelledby="findings" {
            h2 id="findings" { "Findings" }
            @if view.findings.is_empty() {
                p.none { "None of the facts that were compared differ." }
            } @else {
                ol {
                    @for (at, finding) in view.findings.iter().enumerate() { (card(view, at + 1, finding)) }
                }
            }
        }
    }
}

fn card(view: &View<'_>, number: usize, finding: &Finding) -> Markup {
    let rule = Rule::of(finding.rule);
    let percent = (finding.confidence.clamp(0.0, 1.0) * 100.0).round();
    html! {
        li id={ "f" (number) } class={ "finding " (filter::classes(view, finding)) } {
            h3 {
                span.number { (number) } " "
                span class={ "sev " (finding.severity) } { (finding.severity) } " "
                span.headline { (headline(view.report, finding)) }
            }
            p.meta { (finding.subject.name()) " " (finding.kind) ", " (percent) " % sure, " code { (finding.id) } }
            dl {
                @for (edition, reading) in &finding.readings {
                    @match reading {
                        Some(reading) => (stated(view, number, finding, *edition, reading)),
                        None => (lacking(view, number, finding, *edition)),
                    }
                }
            }
            p.why { strong { (rule.title) ":" } " " (message(&finding.why)) }
            p.help { (rule.help) }
            @if view.report.explained { (considered(view, finding)) }
            @if let Some(correction) = view.report.correction(finding) {
                @let of = view.report.edition(correction.edition);
                p.correction {
                    "Suggested in " bdi { (visible(&of.id)) } ": "
                    span lang=(of.language) dir=(direction(&of.text)) {
                        del { (visible(correction.span.of(&of.text))) } " " ins { (visible(&correction.text)) }
                    }
                }
            }
            @if let Some(accepted) = view.acceptance(finding) {
                p.acceptance {
                    strong { "Accepted" }
                    @if let Some(until) = &accepted.until { " until " (visible(until)) }
                    ": " bdi { (visible(&accepted.reason)) }
                }
            }
        }
    }
}

/// What else could have been the counterpart, and why it was turned down.
fn considered(view: &View<'_>, finding: &Finding) -> Markup {
    let all = candidates(view.report, finding);
    html! {
        @if !all.is_empty() {
            details.considered {
                summary { "Considered, and turned down" }
                ul {
                    @for one in &all {
                        @let of = view.report.edition(one.edition);
                        li {
                            bdi { (visible(&of.id)) } " line " (view.start(one.edition, one.span).0) ": "
                            bdi lang=(of.language) { (opening(&of.text, one.span, WIDTH / 2)) }
                            " – " (message(&one.why))
                        }
                    }
                }
            }
        }
    }
}

/// The edition's id, and a link to the place in its text.
fn place(view: &View<'_>, number: usize, edition: usize, line: usize) -> Markup {
    html! {
        bdi { (visible(&view.report.edition(edition).id)) } " "
        a href={ "#m" (number) "-" (edition) } { "line " (line) }
    }
}

fn stated(view: &View<'_>, number: usize, finding: &Finding, edition: usize, reading: &Reading) -> Markup {
    let of = view.report.edition(edition);
    let (line, _) = view.start(edition, reading.span);
    let alone = finding.odd == Some(edition) && view.report.story.editions.len() > 2;
    let value = visible(&words(finding.subject, &reading.value));
    html! {
        dt { (place(view, number, edition, line)) @if alone { " " span.alone { "stands alone" } } }
        dd.quoted lang=(of.language) dir=(direction(&of.text)) {
            @if finding.subject == Subject::Sentence {
                (opening(&of.text, reading.context, WIDTH))
            } @else {
                @let parts = excerpt(&of.text, reading.context, reading.span, WIDTH);
                (parts.before) mark { (parts.reading) } (parts.after)
            }
        }
        @if !value.is_empty() { dd.value { "= " bdi { (value) } } }
    }
}

fn lacking(view: &View<'_>, number: usize, finding: &Finding, edition: usize) -> Markup {
    let of = view.report.edition(edition);
    html! {
        @match view.report.place_of(finding, edition) {
            Some(span) => {
                dt { (place(view, number, edition, view.start(edition, span).0)) " " span.alone { "not stated here" } }
                dd.quoted.absent lang=(of.language) dir=(direction(&of.text)) { (opening(&of.text, span, WIDTH)) }
            }
            None => {
                dt { bdi { (visible(&of.id)) } }
                dd.absent { "nothing that corresponds" }
            }
        }
    }
}
