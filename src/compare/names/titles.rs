//! Posts and ranks that one edition gives otherwise: a foreign minister who is a defence minister elsewhere.
//!
//! Posts are compared by bead, with a person's name or without one: an edition has a post that no other has near, and lacks one that the others share and
//! that excludes it. Ranks are compared where they stand with a name.

use super::super::finding::{Finding, Reading};
use super::super::{Options, Side, severity};
use super::Otherwise;
use crate::align::Bead;
use crate::facts::name::Post;
use crate::facts::{Kind, Value};
use crate::text::Span;
use serde_json::{Map, Value as Json};

/// How far from a bead a post still counts as told, in sentences.
const NEAR: usize = 1;

/// A post where an edition has it.
#[derive(Clone, Copy, Debug)]
struct Held {
    post: Post,
    span: Span,
    /// The word can be of another post too: it is not missing where it stands, and no error where it does.
    vague: bool,
}

/// Adds a finding for every post or rank that one edition has in the place of another.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    for (index, bead) in beads.iter().enumerate() {
        let told: Vec<usize> = (0..sides.len()).filter(|e| !bead.sentences[*e].is_empty()).collect();
        if told.len() < 2 || told.len() < sides.len() {
            continue;
        }
        let own: Vec<Vec<Held>> = (0..sides.len()).map(|e| posts(&sides[e], bead.sentences[e].iter().copied())).collect();
        if own.iter().filter(|posts| !posts.is_empty()).count() < 2 {
            continue;
        }
        let near: Vec<Vec<Held>> = (0..sides.len()).map(|e| posts(&sides[e], around(&bead.sentences[e]))).collect();
        let has = |posts: &[Held], post: Post| posts.iter().any(|held| held.post == post);
        for odd in (0..sides.len()).filter(|e| sides.len() > 2 || *e != options.reference) {
            let others = || (0..sides.len()).filter(|e| *e != odd);
            let Some(first) = others().next() else { continue };
            // With two editions nothing outvotes a translator's word for what somebody does.
            let counts = |held: &Held| !held.vague && (sides.len() > 2 || matches!(held.post, Post::Office(_) | Post::Rank(_)));
            let instead = own[odd].iter().filter(|held| counts(held) && others().all(|e| !has(&near[e], held.post)));
            for held in instead {
                let lost = own[first].iter().find(|lost| {
                    !lost.vague && lost.post.excludes(held.post) && !has(&near[odd], lost.post) && others().all(|e| has(&own[e], lost.post))
                });
                let Some(lost) = lost else { continue };
                let stated: Vec<(usize, Held)> =
                    others().filter_map(|e| own[e].iter().find(|other| other.post == lost.post).map(|other| (e, *other))).collect();
                findings.push(finding(sides, (index, bead), (odd, *held), &stated));
                break;
            }
        }
    }
}

/// The sentences of a bead with their neighbours.
fn around(sentences: &[usize]) -> std::ops::Range<usize> {
    let (first, last) = (sentences.first().copied().unwrap_or(0), sentences.last().copied().unwrap_or(0));
    first.saturating_sub(NEAR)..last + NEAR + 1
}

/// The posts that sentences name, and the ranks that stand with a name in them.
fn posts(side: &Side<'_>, sentences: impl Iterator<Item = usize>) -> Vec<Held> {
    let extracted = side.extracted;
    let mut out = Vec::new();
    for sentence in sentences.filter_map(|at| side.sentences.get(at)) {
        let tokens = extracted.tokens.within(sentence.span);
        let titles = extracted.titles.partition_point(|title| title.tokens.start < tokens.start);
        for title in extracted.titles[titles..].iter().take_while(|title| title.tokens.start < tokens.end) {
            let (list, last) = (extracted.tokens.list(), title.tokens.end - 1);
            let span = list[title.tokens.start].span().cover(list[last].span());
            match Post::of(title.concept) {
                Some(Post::Rank(_)) if !is_before_a_name(side, title.concept, span) => {}
                Some(post) => out.push(Held { post, span, vague: title.vague }),
                None => {}
            }
        }
    }
    out
}

/// Whether a person's name that has the title stands right after it.
fn is_before_a_name(side: &Side<'_>, title: crate::facts::Concept, span: Span) -> bool {
    side.extracted.facts.iter().any(|fact| match &fact.value {
        Value::Name(name) => name.title == Some(title) && fact.span.start >= span.end && fact.span.start - span.end < 3,
        _ => false,
    })
}

fn finding(sides: &[Side<'_>], (index, bead): (usize, &Bead), (odd, held): (usize, Held), stated: &[(usize, Held)]) -> Finding {
    let reading = |edition: usize, held: &Held| {
        let sentence = sides[edition].sentences.iter().find(|sentence| sentence.span.contains(held.span));
        let value: Map<String, Json> = [("title".to_owned(), Json::from(held.post.title().id()))].into_iter().collect();
        (edition, Reading { span: held.span, context: sentence.map_or(held.span, |sentence| sentence.span), value })
    };
    let told = Otherwise {
        rule: "title",
        why: "the two posts or ranks are not of one person",
        odd: reading(odd, &held),
        others: stated.iter().map(|(e, held)| reading(*e, held)).collect(),
        severity: severity::altered(Kind::Name),
        confidence: if stated.len() > 1 { 0.9 } else { 0.75 },
        place: held.span.start,
    };
    told.finding(sides, (index, bead))
}
