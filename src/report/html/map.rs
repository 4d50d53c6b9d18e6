//! The map: a bar an edition from its beginning to its end, ribbons between what says the same, a tick where a finding sits.

use super::super::view::View;
use super::super::visible::visible;
use super::filter;
use crate::compare::Finding;
use crate::text::Span;
use maud::{Markup, html};

// Units of the drawing; it is stretched to the width of the page, and every row to the height of its label.
const WIDTH: f64 = 1000.0;
const ROW: f64 = 60.0;
const BAR: f64 = 26.0;
/// The narrowest tick.
const TICK: f64 = 5.0;
/// More characters of an id than this do not fit beside a bar.
const LABEL: usize = 12;

/// The map; nothing of a story without text.
pub(super) fn map(view: &View<'_>) -> Markup {
    let editions = &view.report.story.editions;
    let height = ROW * editions.len() as f64;
    html! {
        section.map aria-labelledby="map" {
            h2 id="map" { "Where the differences stand" }
            figure {
                div.drawing {
                    ul aria-hidden="true" {
                        @for edition in editions { li { bdi { (label(&edition.id)) } } }
                    }
                    svg viewBox={ "0 0 " (WIDTH) " " (height) } preserveAspectRatio="none" role="group" aria-label="Map of the editions: each bar is a text from beginning to end; ribbons join what says the same, and ticks are findings" {
                        @for bead in &view.report.beads { (ribbons(view, &bead.sentences)) }
                        @for at in 0..editions.len() {
                            rect.bar x="0" y=(top(at)) width=(WIDTH) height=(BAR) {}
                            (lone(view, at))
                        }
                        @for (at, finding) in view.findings.iter().enumerate() {
                            @for (edition, _) in &finding.readings {
                                @if let Some(span) = view.place(finding, *edition) { (tick(view, at + 1, finding, *edition, span)) }
                            }
                        }
                    }
                }
                figcaption { "Each bar is a text from its beginning to its end. Ribbons join what says the same; a dark stretch has no counterpart. Full ticks are findings, hollow ones are places where something is not stated." }
            }
        }
    }
}

fn tick(view: &View<'_>, at: usize, finding: &Finding, edition: usize, span: Span) -> Markup {
    let stated = finding.reading(edition).is_some();
    let (start, end) = (place(view, edition, span.start), place(view, edition, span.end));
    // What is missing is missing somewhere in the passage: the tick stands in its middle.
    let (x, width) = if stated { (start, (end - start).max(TICK)) } else { ((start + end - TICK) / 2.0, TICK) };
    let class = if stated { "tick" } else { "tick absent" };
    html! {
        a href={ "#f" (at) } tabindex="-1" aria-label={ "finding " (at) ", " (finding.severity) ", in " (visible(&view.report.edition(edition).id)) } {
            rect class={ (class) " " (filter::classes(view, finding)) } x=(number(x)) y=(top(edition)) width=(number(width)) height=(BAR) {}
        }
    }
}

fn top(edition: usize) -> f64 {
    ROW * edition as f64 + (ROW - BAR) / 2.0
}

/// Where a byte of an edition stands in the drawing.
fn place(view: &View<'_>, edition: usize, byte: usize) -> f64 {
    let length = view.report.edition(edition).text.len().max(1);
    WIDTH * byte.min(length) as f64 / length as f64
}

/// A number with one decimal.
fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn label(id: &str) -> String {
    let id = visible(id);
    match id.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", &id[..end]),
        None => id,
    }
}

/// The span of the sentences of a bead in an edition, if there are any.
fn span(view: &View<'_>, edition: usize, sentences: &[usize]) -> Option<Span> {
    sentences.iter().filter_map(|at| view.report.sentences[edition].get(*at)).map(|sentence| sentence.span).reduce(Span::cover)
}

/// The ribbons of one bead, from each edition that has it to the next that has it.
fn ribbons(view: &View<'_>, sentences: &[Vec<usize>]) -> Markup {
    let spans: Vec<(usize, Span)> = sentences.iter().enumerate().filter_map(|(edition, own)| Some((edition, span(view, edition, own)?))).collect();
    html! {
        @for pair in spans.windows(2) {
            @let ((a, from), (b, to)) = (pair[0], pair[1]);
            @let (y, z) = (top(a) + BAR, top(b));
            polygon.ribbon points={
                (number(place(view, a, from.start))) "," (y) " " (number(place(view, a, from.end))) "," (y) " "
                (number(place(view, b, to.end))) "," (z) " " (number(place(view, b, to.start))) "," (z)
            } {}
        }
    }
}

/// What stands in an edition alone.
fn lone(view: &View<'_>, edition: usize) -> Markup {
    let alone = view.report.beads.iter().filter(|bead| bead.sentences.iter().filter(|own| !own.is_empty()).count() < 2);
    html! {
        @for span in alone.filter_map(|bead| span(view, edition, &bead.sentences[edition])) {
            @let (x, end) = (place(view, edition, span.start), place(view, edition, span.end));
            rect.lone x=(number(x)) y=(top(edition)) width=(number((end - x).max(1.0))) height=(BAR) {}
        }
    }
}
