//! The editions side by side, bead by bead, with facts and findings marked.

use super::super::view::View;
use super::super::visible::{direction, visible};
use super::super::words::words;
use super::filter;
use crate::compare::{Finding, Subject};
use crate::facts::Fact;
use crate::text::Span;
use maud::{Markup, html};
use std::collections::HashSet;

/// One edition as it is set.
struct Column<'a> {
    edition: usize,
    language: &'a str,
    direction: &'static str,
    /// By number: what is marked for it and where.
    marks: Vec<(usize, &'a Finding, Mark)>,
}

/// How a finding is shown in an edition.
#[derive(Clone, Copy)]
enum Mark {
    /// A reading.
    Reading(Span),
    /// A whole passage.
    Passage(Span),
    /// Where a fact would stand: after this byte.
    Gap(usize),
}

impl Mark {
    /// The byte by which the sentence is found that shows it.
    fn at(self) -> usize {
        match self {
            Mark::Reading(span) | Mark::Passage(span) => span.start,
            Mark::Gap(end) => end.saturating_sub(1),
        }
    }
}

/// The whole story.
pub(super) fn side_by_side(view: &View<'_>) -> Markup {
    let editions = &view.report.story.editions;
    let columns: Vec<Column<'_>> = (0..editions.len()).map(|edition| column(view, edition)).collect();
    // An anchor stands once; a reading that a second bead shows again has none.
    let mut anchors = HashSet::new();
    html! {
        section.story aria-labelledby="story" {
            h2 id="story" { "The editions side by side" }
            p.legend { span.fact { "fact" } " " span class="mark critical" { "critical" } " " span class="mark major" { "major" } " " span class="mark minor" { "minor" } " " span class="mark note" { "note" } }
            ol.beads {
                @for (at, bead) in view.report.beads.iter().enumerate() {
                    @let lone = bead.sentences.iter().filter(|own| !own.is_empty()).count() < 2;
                    li.bead.lone[lone] id={ "b" (at + 1) } {
                        @for column in &columns {
                            (cell(view, column, &bead.sentences[column.edition], &mut anchors))
                        }
                    }
                }
            }
        }
    }
}

fn column<'a>(view: &View<'a>, edition: usize) -> Column<'a> {
    let of = view.report.edition(edition);
    let marks = view.findings.iter().enumerate().filter_map(|(at, finding)| {
        let (_, reading) = finding.readings.iter().find(|(other, _)| *other == edition)?;
        let mark = match reading {
            Some(reading) if finding.subject == Subject::Sentence => Mark::Passage(reading.span),
            Some(reading) => Mark::Reading(reading.span),
            None => Mark::Gap(view.report.place_of(finding, edition)?.end),
        };
        Some((at + 1, *finding, mark))
    });
    Column { edition, language: &of.language, direction: direction(&of.text), marks: marks.collect() }
}

fn cell(view: &View<'_>, column: &Column<'_>, sentences: &[usize], anchors: &mut HashSet<(usize, usize)>) -> Markup {
    let id = visible(&view.report.edition(column.edition).id);
    let own = &view.report.sentences[column.edition];
    html! {
        div.cell {
            span.edition { bdi { (id) } }
            @if sentences.is_empty() {
                p.empty { "nothing that corresponds" }
            } @else {
                p lang=(column.language) dir=(column.direction) {
                    @for sentence in sentences.iter().filter_map(|at| own.get(*at)) { (line(view, column, sentence.span, anchors)) " " }
                }
            }
        }
    }
}

/// One sentence. Findings have the first say, the worst of them before the others; facts are marked in what is left.
fn line(view: &View<'_>, column: &Column<'_>, sentence: Span, anchors: &mut HashSet<(usize, usize)>) -> Markup {
    let here: Vec<&(usize, &Finding, Mark)> = column.marks.iter().filter(|(_, _, mark)| sentence.contains(Span::new(mark.at(), mark.at()))).collect();
    let mut taken: Vec<(Span, Piece<'_>)> = Vec::new();
    let free = |span: Span, taken: &[(Span, Piece<'_>)]| !span.is_empty() && taken.iter().all(|(other, _)| !other.overlaps(span));
    let mut after: Vec<(usize, &Finding, bool)> = Vec::new();
    for (number, finding, mark) in here {
        match mark {
            Mark::Reading(span) => {
                let span = Span::new(span.start, span.end.min(sentence.end));
                if free(span, &taken) {
                    taken.push((span, Piece::Finding(*number, finding)));
                } else {
                    after.push((*number, finding, true));
                }
            }
            Mark::Passage(_) => after.push((*number, finding, true)),
            Mark::Gap(_) => after.push((*number, finding, false)),
        }
    }
    for fact in view.report.facts[column.edition].iter().filter(|fact| sentence.contains(fact.span)) {
        if free(fact.span, &taken) {
            taken.push((fact.span, Piece::Fact(fact)));
        }
    }
    taken.sort_by_key(|(span, _)| span.start);
    let mut anchor = |number: usize| anchors.insert((number, column.edition)).then(|| format!("m{number}-{}", column.edition));
    let mut at = sentence.start;
    html! {
        @for (span, piece) in &taken {
            (visible(view.text(column.edition, Span::new(at, span.start))))
            @match piece {
                Piece::Finding(number, finding) => {
                    a id=[anchor(*number)] href={ "#f" (number) } class={ "mark " (filter::classes(view, finding)) } {
                        (visible(view.text(column.edition, *span))) sup { (number) }
                    }
                }
                Piece::Fact(fact) => {
                    span.fact title=(hint(fact)) { (visible(view.text(column.edition, *span))) }
                }
            }
            ({ at = span.end; "" })
        }
        (visible(view.text(column.edition, Span::new(at, sentence.end))))
        @for (number, finding, stated) in &after {
            " "
            a id=[anchor(*number)] href={ "#f" (number) } class={ "gap " (filter::classes(view, finding)) } {
                @if *stated { "⁕" } @else { "∅" }
                span.aside { @if *stated { " finding " } @else { " not stated here: finding " } }
                (number)
            }
        }
    }
}

/// What a part of a sentence is.
enum Piece<'a> {
    Finding(usize, &'a Finding),
    Fact(&'a Fact),
}

/// The kind and value of a fact.
fn hint(fact: &Fact) -> String {
    let value = visible(&words(Subject::Fact(fact.kind()), &fact.value.fields()));
    if value.is_empty() { fact.kind().name().to_owned() } else { format!("{}: {value}", fact.kind()) }
}
