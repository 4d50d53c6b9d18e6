//! The report as a page for a browser: the verdict, a map, the findings, and the editions side by side.
//!
//! One file. Nothing is loaded and no script runs: the policy in its head forbids both, and names the one style sheet by its hash. What an input holds is
//! [`visible`] first and escaped by the templates then. Findings, their places in the texts and the map are linked by anchors; the filter is style alone.

mod filter;
mod finding;
mod map;
mod story;

use super::headline::{and, counts, verdict};
use super::view::View;
use super::visible::visible;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// How pages look, on a light and on a dark ground.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The policy for a page's head: nothing is loaded, no script runs, and only the one style sheet counts.
pub(crate) fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'")
}

/// The whole page.
pub(super) fn page(view: &View<'_>) -> String {
    let style = format!("{STYLE}{}", filter::rules(view));
    let policy = policy(&style);
    let report = view.report;
    let story = visible(&report.story.id);
    let verdict = verdict(report, &view.open());
    let title = if story.is_empty() { verdict.clone() } else { format!("{story}: {verdict}") };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "variorum " (env!("CARGO_PKG_VERSION")) };
                title { (title) }
                style { (PreEscaped(&style)) }
            }
            body {
                a.skip href="#findings" { "Skip to the findings" }
                (header(view, &story, &verdict))
                main {
                    (map::map(view))
                    @if !view.findings.is_empty() { (filter::controls(view)) }
                    div.columns {
                        (finding::list(view))
                        (story::side_by_side(view))
                    }
                    (notes(view))
                }
                footer { p { "Made by variorum " (env!("CARGO_PKG_VERSION")) ". A number in a text leads to its finding; the line numbers of a finding lead back." } }
            }
        }
    };
    page.into_string() + "\n"
}

fn header(view: &View<'_>, story: &str, verdict: &str) -> Markup {
    let report = view.report;
    let ids: Vec<String> = report.story.editions.iter().map(|edition| visible(&edition.id)).collect();
    let accepted = view.findings.len() - view.open().len();
    html! {
        header {
            @if !story.is_empty() { p.story { bdi { (story) } } }
            h1 { (verdict) " between " bdi { (and(&ids)) } }
            p.counts {
                @for (severity, count) in counts(&view.open()) {
                    span class={ "sev " (severity) } { (count) " " (severity) } " "
                }
                @if accepted > 0 { span.sev.accepted { (accepted) " accepted" } " " }
                @if view.hidden > 0 { span.muted { (view.hidden) " less severe or less certain not shown" } }
            }
            ul.editions {
                @for (edition, summary) in report.story.editions.iter().zip(&report.summaries) {
                    li {
                        strong { bdi { (visible(&edition.id)) } }
                        @if edition.id != edition.language { " (" (visible(&edition.language)) ")" }
                        span.muted {
                            " " (summary.sentences) " sentences, " (summary.facts) " facts, "
                            ((summary.aligned * 100).checked_div(summary.sentences).unwrap_or(0)) " % aligned"
                            @if let Some(published) = edition.published { ", published " (published) }
                        }
                    }
                }
            }
        }
    }
}

fn notes(view: &View<'_>) -> Markup {
    html! {
        @if !view.report.notes.is_empty() {
            section.notes aria-labelledby="notes" {
                h2 id="notes" { "About this check" }
                ul {
                    @for note in &view.report.notes {
                        li {
                            @if let Some(edition) = note.edition { bdi { (visible(&view.report.edition(edition).id)) } ": " }
                            (visible(&note.text))
                        }
                    }
                }
            }
        }
    }
}
