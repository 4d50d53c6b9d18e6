//! Words that look like a name and that the other editions do not have.
//!
//! In a script with capitals: a word with a capital that no table knows, or a word of a person's name that the finder saw. In other scripts, and where a
//! sentence begins, a strange word is not yet a name, since no table has all words of a language. What speaks for it: it stands beside another word of the
//! name that is sought, after a title or a verb of saying, beside what the other editions say beside the name; and it is made like a name ([`shape`]).

use super::super::Side;
use super::super::claims::Claim;
use crate::align::Bead;
use crate::extract::Extractor;
use crate::facts::name::{Class, Name, are_alike, is_run_together, locate, locate_word, shape};
use crate::facts::{Concept, Fact, Value};
use crate::normalise::{Capitals, TokenKind};
use crate::text::Span;
use std::ops::Range;

/// The likeliest replacement in edition `odd` of the name that a claim is of. `with` are the editions of the bead that have the name.
pub(super) fn find(sides: &[Side<'_>], bead: &Bead, claim: &Claim, odd: usize, with: &[usize], taken: &[(usize, Span)]) -> Option<Span> {
    let side = &sides[odd];
    let tokens = &side.extracted.tokens;
    if bead.sentences[odd].iter().filter_map(|at| side.sentences.get(*at)).any(|sentence| is_sounded(sides, claim, side, sentence.span)) {
        return None;
    }
    let beside = beside(sides, claim);
    let mut best: Option<(u32, Span)> = None;
    for sentence in bead.sentences[odd].iter().filter_map(|at| side.sentences.get(*at)) {
        let range = tokens.within(sentence.span);
        for i in range.clone() {
            let Some(span) = candidate(side, i) else { continue };
            if taken.iter().any(|(edition, other)| *edition == odd && other.overlaps(span)) {
                continue;
            }
            let weight = weight(sides, claim, side, i, &range, &beside);
            if weight == 0 || best.is_some_and(|(known, _)| known >= weight) || is_spelled_by(sides, bead, with, span.of(&side.edition.text)) {
                continue;
            }
            best = Some((weight, span));
        }
    }
    best.map(|(_, span)| span)
}

/// The span of a token if it can be of a name that no table knows.
fn candidate(side: &Side<'_>, i: usize) -> Option<Span> {
    let extracted = &side.extracted;
    let token = &extracted.tokens.list()[i];
    if token.kind != TokenKind::Word || extracted.tokens.form(i).chars().count() <= 3 {
        return None;
    }
    // What is negated is a verb.
    let negates =
        |fact: &Fact| matches!(&fact.value, Value::Polarity(mark) if mark.polarity == "negated") && extracted.tokens.within(fact.span).end == i;
    let first = side.sentences.get(side.sentences.partition_point(|sentence| sentence.span.end <= token.span().start));
    let begins = first
        .is_some_and(|sentence| extracted.tokens.within(sentence.span).find(|at| extracted.tokens.list()[*at].kind == TokenKind::Word) == Some(i));
    // Without capitals a strange word that begins a sentence is a verb more often than a name.
    if token.capitals == Capitals::None && (begins || extracted.facts.iter().any(negates)) {
        return None;
    }
    let over = extracted.facts.iter().find(|fact| fact.span.overlaps(token.span()));
    match over.map(|fact: &Fact| &fact.value) {
        Some(Value::Name(name)) if name.places.is_empty() && name.class == Class::Person => Some(token.span()),
        Some(Value::Quote(_)) | None => extracted.analyses.of(i).is_empty().then_some(token.span()),
        Some(_) => None,
    }
}

/// How much speaks for a candidate; 0 for too little.
fn weight(sides: &[Side<'_>], claim: &Claim, side: &Side<'_>, i: usize, range: &Range<usize>, beside: &[Concept]) -> u32 {
    let extracted = &side.extracted;
    let names = || {
        claim.readings().filter_map(|(e, f)| match &sides[e].extracted.facts[f].value {
            Value::Name(name) => Some(name),
            _ => None,
        })
    };
    let text = extracted.tokens.list()[i].span().of(&side.edition.text);
    if names().any(|name| is_run_together(name, text)) {
        return 0;
    }
    // Another word of the same name beside it.
    let partner = |at: usize| range.contains(&at) && names().any(|name| locate_word(name, side.lettered(), at..at + 1).is_some());
    let partner = i.checked_sub(1).is_some_and(partner) || partner(i + 1);
    let seat = extracted.seats.binary_search(&i).is_ok();
    let near = || concepts(side, i..i + 1).filter(|concept| beside.contains(concept)).count().min(2) as i32;
    let named = extracted.facts.iter().any(|fact| fact.span.contains(extracted.tokens.list()[i].span()) && matches!(fact.value, Value::Name(_)));
    let word = |at: &usize| extracted.tokens.list()[*at].kind == TokenKind::Word;
    let support = 4 * i32::from(partner) + 2 * i32::from(seat);
    // A capital inside a sentence says enough; elsewhere the letters must not speak against a name.
    let weight = if extracted.tokens.list()[i].capitals != Capitals::None {
        let begins = range.clone().find(word) == Some(i);
        let against = made(side, i) < AGAINST && !partner;
        if !against && (!begins || named || support > 0 || made(side, i) >= 0) { 2 + support } else { 0 }
    } else if extracted.unnamed.binary_search(&i).is_ok() {
        let total = support + near() + made(side, i);
        if total >= ENOUGH && (partner || !is_two_words(side, i)) { total } else { 0 }
    } else {
        0
    };
    weight.max(0) as u32
}

/// How much must speak for a word without a capital.
const ENOUGH: i32 = 3;

/// Letters speak so much against a name that a capital is not enough.
const AGAINST: i32 = -3;

/// Letters that each part of two words that lost their blank has at least.
const PART: usize = 4;

/// Whether a word is two words of the language that lost the blank between them.
pub(super) fn is_two_words(side: &Side<'_>, i: usize) -> bool {
    let Ok(extractor) = Extractor::get(&side.edition.language) else { return false };
    let form = side.extracted.tokens.form(i);
    let known = |part: &str| part.chars().count() >= PART && !extractor.vocabulary.analyse_form(part, TokenKind::Word).is_empty();
    form.char_indices().skip(PART).any(|(at, _)| known(&form[..at]) && known(&form[at..]))
}

/// How much the letters of a word speak for a name, or against one.
pub(super) fn made(side: &Side<'_>, i: usize) -> i32 {
    match shape(&side.edition.language, side.extracted.tokens.form(i)) {
        x if x > 4.0 => 3,
        x if x > 1.0 => 2,
        x if x > 0.0 => 1,
        x if x > -1.0 => 0,
        x if x > -3.0 => -2,
        _ => -6,
    }
}

/// What the other editions say beside the name.
fn beside(sides: &[Side<'_>], claim: &Claim) -> Vec<Concept> {
    let mut out = Vec::new();
    for (edition, at) in claim.readings() {
        let side = &sides[edition];
        out.extend(concepts(side, side.extracted.tokens.within(side.extracted.facts[at].span)));
    }
    out
}

/// How far from a name its surroundings reach, in tokens.
const BESIDE: usize = 3;

/// The concepts near a run of tokens.
pub(super) fn concepts<'a>(side: &Side<'a>, tokens: Range<usize>) -> impl Iterator<Item = Concept> + use<'a> {
    let extracted = side.extracted;
    let span = extracted.tokens.list().get(tokens.start).map_or(Span::new(0, 0), |token| token.span());
    let sentence = side.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let near = tokens.start.saturating_sub(BESIDE)..tokens.end + BESIDE;
    let hits = extracted.concepts.of(sentence);
    hits.iter().filter(move |hit| hit.tokens.start < near.end && near.start < hit.tokens.end).flat_map(crate::facts::ConceptHit::meanings)
}

/// Whether some word of a sentence sounds like a word of the name, be it one that the tables know as an ordinary word.
fn is_sounded(sides: &[Side<'_>], claim: &Claim, side: &Side<'_>, sentence: Span) -> bool {
    let tokens = &side.extracted.tokens;
    // Of a name of one word a short word of the sentence may be all there is; of a longer one it is no more than a part.
    let whole = claim.readings().all(|(edition, fact)| {
        let other = &sides[edition];
        other.extracted.tokens.within(other.extracted.facts[fact].span).len() == 1
    });
    let shortest = if whole { 3 } else { 4 };
    tokens.within(sentence).any(|i| {
        let known = !side.extracted.analyses.of(i).is_empty();
        if !known || tokens.list()[i].kind != TokenKind::Word || tokens.form(i).chars().count() < shortest {
            return false;
        }
        let word = Name::spelled(Class::Person, tokens.list()[i].span().of(&side.edition.text));
        claim.readings().any(|(edition, fact)| {
            let other = &sides[edition];
            let range = other.extracted.tokens.within(other.extracted.facts[fact].span);
            locate_word(&word, other.lettered(), range).is_some()
        })
    })
}

/// Whether any of the editions spells a word, or something like it, in the bead.
fn is_spelled_by(sides: &[Side<'_>], bead: &Bead, editions: &[usize], word: &str) -> bool {
    let word = Name::spelled(Class::Person, word);
    editions.iter().any(|edition| {
        let side = &sides[*edition];
        let sentences = bead.sentences[*edition].iter().filter_map(|at| side.sentences.get(*at));
        sentences.into_iter().any(|sentence| {
            let range = side.extracted.tokens.within(sentence.span);
            locate(&word, side.lettered(), range.clone(), true).is_some() || locate_word(&word, side.lettered(), range).is_some()
        })
    })
}

/// Whether any of the editions spells a word anywhere, with a capital where its script has them.
pub(super) fn is_known(sides: &[Side<'_>], word: &str, editions: &[usize]) -> bool {
    let word = Name::spelled(Class::Person, word);
    editions.iter().any(|edition| {
        let side = &sides[*edition];
        side.sentences.iter().any(|sentence| locate(&word, side.lettered(), side.extracted.tokens.within(sentence.span), false).is_some())
    })
}

/// Whether any of the editions names somebody in a bead of whose full name, as the story tells it, a word is one.
pub(super) fn is_of_bead(sides: &[Side<'_>], bead: &Bead, word: &str, editions: &[usize]) -> bool {
    editions.iter().any(|edition| {
        let extracted = sides[*edition].extracted;
        let facts = bead.sentences[*edition].iter().flat_map(|sentence| &extracted.facts[extracted.facts_of(*sentence)]);
        facts
            .filter_map(|fact| if let Value::Name(name) = &fact.value { Some(name) } else { None })
            .any(|name| name.places.is_empty() && (0..name.count()).any(|at| name.word(at).is_some_and(|own| are_alike(own, word))))
    })
}
