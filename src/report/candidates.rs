//! What else a reading could have been held against, and why it was turned down.
//!
//! For every edition of a finding the facts of its aligned passage, and of the sentences around it, that could state the same: each is related once more to the
//! reading that the finding starts from. For a sentence without a counterpart the sentences of the other editions that share facts with it.

use super::Report;
use crate::compare::{Finding, Subject};
use crate::facts::{Fact, Relation, agreement, comparable, relate};
use crate::text::Span;
use serde_json::{Map, Value as Json};
use std::ops::Range;

/// No more than these are told of an edition; the likeliest come first.
const MOST: usize = 4;

/// How many sentences around the aligned passage are looked at.
const AROUND: usize = 1;

/// How far from where a sentence would stand by its place in the text others are looked at, in sentences: all of a news story, the neighbourhood in a book.
const FAR: usize = 300;

/// Something that could have been the counterpart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Index of the edition in which it stands.
    pub edition: usize,
    /// Its place.
    pub span: Span,
    /// Its value; empty for a sentence.
    pub value: Map<String, Json>,
    /// `same`, `equivalent`, `vaguer`, `conflicting`, or `shares` for a sentence that shares facts.
    pub relation: &'static str,
    /// Why it was turned down, in a clause.
    pub why: String,
}

/// The candidates of a finding, edition by edition.
pub(super) fn candidates(report: &Report, finding: &Finding) -> Vec<Candidate> {
    match finding.subject {
        Subject::Fact(_) => facts(report, finding),
        Subject::Sentence => sentences(report, finding),
        Subject::Term => Vec::new(),
    }
}

/// The facts of a run of an edition's sentences; facts stand in the order of the text, each in its sentence.
fn facts_within(report: &Report, edition: usize, sentences: Range<usize>) -> &[Fact] {
    let facts = &report.facts[edition];
    let start = facts.partition_point(|fact| fact.sentence < sentences.start);
    let end = facts.partition_point(|fact| fact.sentence < sentences.end);
    &facts[start..end.max(start)]
}

/// The fact of a finding's reading in an edition.
fn fact_of<'a>(report: &'a Report, finding: &Finding, edition: usize) -> Option<&'a Fact> {
    let span = finding.reading(edition)?.span;
    let Subject::Fact(kind) = finding.subject else { return None };
    let mut here = report.facts.get(edition)?.iter().filter(|fact| fact.span == span);
    here.clone().find(|fact| fact.kind() == kind).or_else(|| here.next())
}

fn facts(report: &Report, finding: &Finding) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (edition, _) in &finding.readings {
        // What stands alone is measured by the others, and the others by one another.
        let others = || finding.readings.iter().map(|(other, _)| *other).filter(|other| other != edition);
        let from =
            others().filter(|other| finding.odd != Some(*other)).chain(others()).find_map(|other| Some((other, fact_of(report, finding, other)?)));
        let Some((from, wanted)) = from else { continue };
        let own = finding.reading(*edition).map(|reading| reading.span);
        let Some(place) = report.aligned(*edition, from, wanted.span).or(own) else { continue };
        let sentences = &report.sentences[*edition];
        let first = sentences.partition_point(|sentence| sentence.span.end <= place.start).saturating_sub(AROUND);
        let last = sentences.partition_point(|sentence| sentence.span.start < place.end) + AROUND;
        let near = facts_within(report, *edition, first..last).iter().filter(|fact| Some(fact.span) != own);
        let mut found: Vec<(u8, Candidate)> = near
            .filter(|fact| comparable(wanted.kind(), fact.kind()))
            .filter_map(|fact| {
                let inside = place.contains(fact.span);
                let (rank, relation, why) = turned_down(relate(&wanted.value, &fact.value)?, inside);
                let rank = rank * 2 + u8::from(!inside);
                Some((rank, Candidate { edition: *edition, span: fact.span, value: fact.value.fields(), relation, why }))
            })
            .collect();
        found.sort_by_key(|(rank, candidate)| (*rank, candidate.span.start));
        out.extend(found.into_iter().take(MOST).map(|(_, candidate)| candidate));
    }
    out
}

/// A rank, the word for a relation, and why what stands in it is not the counterpart.
fn turned_down(relation: Relation, inside: bool) -> (u8, &'static str, String) {
    let place = if inside { "it is held against another fact" } else { "it stands in another sentence, where it is held against another fact" };
    match relation {
        Relation::Same => (0, "same", format!("says the same, but {place}")),
        Relation::Equivalent(why) => (1, "equivalent", format!("says the same ({}), but {place}", why.text)),
        Relation::Vaguer(why) => (2, "vaguer", format!("fits, but says less ({}), or {place}", why.text)),
        Relation::Conflicting(why) => (3, "conflicting", why.text),
    }
}

fn sentences(report: &Report, finding: &Finding) -> Vec<Candidate> {
    let Some((from, passage)) = finding.readings.iter().find_map(|(edition, reading)| Some((*edition, reading.as_ref()?.span))) else {
        return Vec::new();
    };
    let own: Vec<&Fact> = report.facts[from].iter().filter(|fact| passage.contains(fact.span)).collect();
    let mut out = Vec::new();
    for edition in (0..report.story.editions.len()).filter(|edition| *edition != from && !own.is_empty()) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let (count, all) = (report.sentences[edition].len(), report.sentences[from].len().max(1));
        let place = report.sentences[from].partition_point(|sentence| sentence.span.end <= passage.start) * count / all;
        for at in place.saturating_sub(FAR)..count.min(place + FAR) {
            let facts = facts_within(report, edition, at..at + 1);
            let shared = own.iter().filter(|fact| facts.iter().any(|other| agreement(&fact.value, &other.value).is_some())).count();
            if shared > 0 {
                found.push((shared, at));
            }
        }
        found.sort_by_key(|(shared, at)| (std::cmp::Reverse(*shared), *at));
        out.extend(found.into_iter().take(MOST / 2).map(|(shared, at)| {
            let span = report.sentences[edition][at].span;
            let taken = report.aligned(from, edition, span).is_some();
            let but = if taken { "but corresponds better to another passage" } else { "which is too little" };
            let why = format!("shares {shared} of {} facts, {but}", own.len());
            Candidate { edition, span, value: Map::new(), relation: "shares", why }
        }));
    }
    out
}
