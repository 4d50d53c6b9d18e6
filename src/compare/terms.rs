//! Words of different loading for one thing: one edition has `martyrs`, `operation` or `regime` where another has `dead`, `war` or `government`.
//!
//! Never a wrong fact and no judgement on who is right: the list treats all sides alike, and the finding is a note that says what each edition chose. What
//! editions have in common is set off first, term by term, so that a word that one of them only repeats is no difference; an edition that names the thing
//! with neither word says nothing. The first place of a choice is reported, with how often it comes again.

use super::Side;
use super::finding::{Category, Finding, FindingKind, Reading, Severity, Subject};
use crate::align::Bead;
use crate::facts::terms::{Term, TermHit};
use crate::facts::{Concept, Kind};
use crate::text::Span;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value as Json};

/// The score below which a bead's sentences may say different things.
const SURE: f64 = 0.4;

/// More sentences of one edition than this are a passage, in which words no longer stand for each other.
const MOST: usize = 3;

/// Share of such findings that a reader agrees with: the words stand there, but may speak of two things.
const CONFIDENCE: f64 = 0.6;

/// Adds a note for every concept that the editions of the story name with different loading.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], findings: &mut Vec<Finding>) {
    let mut known: FxHashMap<Vec<(usize, Term)>, usize> = FxHashMap::default();
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        let short = bead.sentences.iter().all(|own| own.len() <= MOST);
        let told = bead.sentences.iter().filter(|own| !own.is_empty()).count();
        if !short || told < 2 || bead.score < SURE {
            continue;
        }
        let hits: Vec<Vec<&TermHit>> = sides.iter().zip(&bead.sentences).map(|(side, own)| hits_of(side, own)).collect();
        let mut concepts: Vec<Concept> = Vec::new();
        for term in hits.iter().flatten().flat_map(|hit| &hit.terms) {
            if !concepts.contains(&term.concept) {
                concepts.push(term.concept);
            }
        }
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for concept in concepts {
            let choices = choices(&hits, concept);
            let differs = choices.windows(2).any(|pair| pair[0].1.word != pair[1].1.word);
            // A word of two concepts (`aggression`) is told once.
            if !differs || choices.iter().any(|(edition, _, hit)| taken.contains(&(*edition, hit.tokens.start))) {
                continue;
            }
            taken.extend(choices.iter().map(|(edition, _, hit)| (*edition, hit.tokens.start)));
            let key: Vec<(usize, Term)> = choices.iter().map(|(edition, term, _)| (*edition, *term)).collect();
            if let Some(at) = known.get(&key) {
                match again.iter_mut().find(|(known, _)| known == at) {
                    Some((_, count)) => *count += 1,
                    None => again.push((*at, 1)),
                }
                continue;
            }
            if let Some(finding) = finding(sides, index, bead, &choices) {
                known.insert(key, findings.len());
                findings.push(finding);
            }
        }
    }
    for (at, count) in again {
        let more = if count == 1 { "once more".to_owned() } else { format!("{count} more times") };
        findings[at].why.push_str(&format!("; the same choice stands {more} in the story"));
    }
}

/// The terms of some sentences; words inside a longer name (a brigade's, a party's) are part of that name.
fn hits_of<'a>(side: &Side<'a>, sentences: &[usize]) -> Vec<&'a TermHit> {
    let extracted = side.extracted;
    let mut out = Vec::new();
    for sentence in sentences.iter().filter_map(|at| side.sentences.get(*at).map(|sentence| (*at, sentence))) {
        let tokens = extracted.tokens.within(sentence.1.span);
        let first = extracted.terms.partition_point(|hit| hit.tokens.start < tokens.start);
        let own = extracted.terms[first..].iter().take_while(|hit| hit.tokens.end <= tokens.end);
        let names = || extracted.facts[extracted.facts_of(sentence.0)].iter().filter(|fact| fact.kind() == Kind::Name);
        out.extend(own.filter(|hit| span_of(side, hit).is_some_and(|span| !names().any(|name| name.span.contains(span) && name.span != span))));
    }
    out
}

fn span_of(side: &Side<'_>, hit: &TermHit) -> Option<Span> {
    let tokens = side.extracted.tokens.list().get(hit.tokens.clone())?;
    Some(Span::new(tokens.first()?.span().start, tokens.last()?.span().end))
}

/// By edition that names the concept: the term that it has beyond what all of them have, and where.
fn choices<'a>(hits: &[Vec<&'a TermHit>], concept: Concept) -> Vec<(usize, Term, &'a TermHit)> {
    // A hit that can be two terms of the concept chooses neither.
    let term_of = |hit: &TermHit| {
        let mut own = hit.terms.iter().filter(|term| term.concept == concept);
        own.next().copied().filter(|_| own.next().is_none())
    };
    let mut named: Vec<(usize, Vec<(Term, &TermHit)>)> = hits
        .iter()
        .enumerate()
        .map(|(edition, own)| (edition, own.iter().filter_map(|hit| Some((term_of(hit)?, *hit))).collect::<Vec<_>>()))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    let mut words: Vec<Concept> = named.iter().flat_map(|(_, own)| own.iter().map(|(term, _)| term.word)).collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        let count = |own: &[(Term, &TermHit)]| own.iter().filter(|(term, _)| term.word == word).count();
        let common = named.iter().map(|(_, own)| count(own)).min().unwrap_or(0);
        for (_, own) in &mut named {
            for _ in 0..common {
                if let Some(at) = own.iter().position(|(term, _)| term.word == word) {
                    own.remove(at);
                }
            }
        }
    }
    // What is loaded is the choice that a reader asks about.
    let choice = |own: &[(Term, &'a TermHit)]| own.iter().find(|(term, _)| term.word.id() != Term::NEUTRAL).or_else(|| own.first()).copied();
    named.iter().filter_map(|(edition, own)| choice(own).map(|(term, hit)| (*edition, term, hit))).collect()
}

fn finding(sides: &[Side<'_>], index: usize, bead: &Bead, choices: &[(usize, Term, &TermHit)]) -> Option<Finding> {
    let mut readings = Vec::with_capacity(choices.len());
    let mut parts = Vec::with_capacity(choices.len());
    for (edition, term, hit) in choices {
        let side = &sides[*edition];
        let span = span_of(side, hit)?;
        let mut value = Map::new();
        value.insert("concept".to_owned(), Json::String(term.concept.id().to_owned()));
        value.insert("term".to_owned(), Json::String(term.word.id().to_owned()));
        parts.push(format!("{} has “{}” ({})", side.edition.id, span.of(&side.edition.text), term.word.id().replace('-', " ")));
        let context = bead.sentences[*edition].iter().filter_map(|at| side.sentences.get(*at)).find(|sentence| sentence.span.contains(span))?.span;
        readings.push((*edition, Some(Reading { span, context, value })));
    }
    let word = |at: usize| choices[at].1.word;
    let alone = |at: &usize| (0..choices.len()).filter(|other| word(*other) == word(*at)).count() == 1;
    let mut odd = (0..choices.len()).filter(alone);
    let odd = match (choices.len(), odd.next(), odd.next()) {
        (3.., Some(odd), None) => Some(choices[odd].0),
        _ => None,
    };
    let place = readings.first().and_then(|(_, reading): &(usize, Option<Reading>)| reading.as_ref()).map_or(0, |reading| reading.span.start);
    Some(Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Term,
        category: Category::Terminology,
        severity: Severity::Note,
        confidence: CONFIDENCE * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
        message: parts.join("; "),
        readings,
        odd,
        rule: "loaded-term",
        why: format!("these are words of different loading for one thing ({})", choices[0].1.concept.id().replace('-', " ")),
        place: (index, place),
    })
}
