//! One edition's part of a bead, as clauses are compared.

use super::super::Side;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, ConceptHit, PoleHit, Value};
use crate::normalise::TokenKind;
use crate::text::Span;
use smallvec::SmallVec;
use std::ops::Range;

/// How far after a mark the word of substance may stand that it governs, in tokens; a comma or the like ends its reach.
const AFTER: usize = 5;

/// A word that implies a negation negates words nearer than this, in tokens.
const BESIDE: usize = 8;

/// Sentences that share so many of a hundred of their words of substance, and at least so many, are translated closely.
const CLOSE: usize = 58;
const FEWEST: usize = 3;

/// Two words that each imply a negation can be counterparts if their places differ by no more than this share of the sentence.
const APART: f64 = 0.25;

/// A negation.
#[derive(Clone, Debug)]
pub(super) struct Negation {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// What it governs, where the lexicon has the word.
    pub about: Option<Concept>,
    /// The other words of substance after it.
    pub near: SmallVec<[Concept; 4]>,
}

/// A word that says a negation by itself (`unable`, `without`) or stands for one in another language.
#[derive(Clone, Debug)]
pub(super) struct Implied {
    /// Its first token.
    token: usize,
    /// Its place, 0 at the beginning of the sentences and 1 at their end.
    place: f64,
    concept: Option<Concept>,
}

/// One edition's part of a bead.
#[derive(Clone, Debug)]
pub(super) struct Clause<'a> {
    /// The edition.
    pub side: Side<'a>,
    /// Its index.
    pub edition: usize,
    /// Its sentences.
    pub sentences: &'a [usize],
    /// What it negates.
    pub negations: Vec<Negation>,
    /// Words that imply a negation.
    pub implied: Vec<Implied>,
}

impl<'a> Clause<'a> {
    /// Reads the sentences of an edition.
    pub(super) fn new(side: &Side<'a>, edition: usize, sentences: &'a [usize], contraries: &Contraries) -> Self {
        let mut clause = Self { side: *side, edition, sentences, negations: Vec::new(), implied: Vec::new() };
        let all = side.extracted.tokens.within(clause.whole());
        for sentence in sentences {
            let Some(whole) = side.sentences.get(*sentence) else { continue };
            let range = side.extracted.tokens.within(whole.span);
            for fact in &side.extracted.facts[side.extracted.facts_of(*sentence)] {
                let Value::Polarity(mark) = &fact.value else { continue };
                let tokens = side.extracted.tokens.within(fact.span);
                match mark.polarity {
                    "negated" => {
                        let near = clause.near(&tokens, &range, contraries);
                        clause.negations.push(Negation { tokens, span: fact.span, about: fact.about, near });
                    }
                    "without" | "denied" | "implied" => {
                        let concept = clause.concepts().find(|hit| hit.tokens.contains(&tokens.start) || tokens.contains(&hit.tokens.start));
                        let place = (tokens.start - all.start) as f64 / all.len().max(1) as f64;
                        clause.implied.push(Implied { token: tokens.start, place, concept: concept.map(|hit| hit.concept) });
                    }
                    _ => {}
                }
            }
        }
        clause
    }

    /// Whether it negates more than another edition, and no word of that edition can stand for a negation of this one.
    pub(super) fn negates_more(&self, other: &Self) -> bool {
        self.negations.len() > other.negations.len() + other.implied_beyond(self)
    }

    /// How many of its words imply a negation to which no such word of another edition corresponds.
    fn implied_beyond(&self, other: &Self) -> usize {
        let mut free: SmallVec<[&Implied; 8]> = other.implied.iter().collect();
        let mut left: SmallVec<[&Implied; 8]> = SmallVec::new();
        for own in &self.implied {
            match free.iter().position(|word| own.concept.is_some() && own.concept == word.concept) {
                Some(at) => drop(free.remove(at)),
                None => left.push(own),
            }
        }
        let beyond = left.iter().filter(|own| match free.iter().position(|word| (own.place - word.place).abs() <= APART) {
            Some(at) => {
                free.remove(at);
                false
            }
            None => true,
        });
        beyond.count()
    }

    /// The concepts of substance within reach of a mark.
    fn near(&self, mark: &Range<usize>, sentence: &Range<usize>, contraries: &Contraries) -> SmallVec<[Concept; 4]> {
        let tokens = &self.side.extracted.tokens;
        let stops = |at: usize| tokens.list()[at].kind == TokenKind::Sign && !matches!(tokens.form(at), "-" | "'" | "\"" | "«" | "»" | "“" | "”");
        let end = (mark.end + AFTER).min(sentence.end);
        let end = (mark.end..end).find(|at| stops(*at)).unwrap_or(end);
        let hits = self.concepts().filter(|hit| hit.tokens.start >= mark.end && hit.tokens.start < end);
        hits.map(|hit| hit.concept).filter(|concept| !contraries.is_light(*concept)).collect()
    }

    /// Its concepts, in the order of the text.
    pub(super) fn concepts(&self) -> impl Iterator<Item = &'a ConceptHit> + '_ {
        let extracted = self.side.extracted;
        self.sentences.iter().filter_map(move |sentence| extracted.concepts.get(*sentence)).flatten()
    }

    /// The place where it names a concept, or one that is put for it; the first of several.
    pub(super) fn place(&self, concept: Concept, contraries: &Contraries) -> Option<Span> {
        let hits = || self.concepts().filter(|hit| contraries.are_alike(hit.concept, concept));
        let exact = hits().find(|hit| hit.concept == concept);
        exact.or_else(|| hits().next()).and_then(|hit| self.span(&hit.tokens))
    }

    /// Words near after a negation that have a contrary.
    pub(super) fn negated_poles(&self, negation: &Negation) -> impl Iterator<Item = Concept> + '_ {
        let reach = negation.tokens.end..negation.tokens.end + AFTER;
        self.poles().filter(move |hit| reach.contains(&hit.tokens.start)).flat_map(|hit| hit.poles.iter().copied())
    }

    /// Its words that have a contrary, in the order of the text.
    pub(super) fn poles(&self) -> impl Iterator<Item = &'a PoleHit> + '_ {
        let extracted = self.side.extracted;
        self.sentences.iter().filter_map(move |sentence| extracted.poles.get(*sentence)).flatten()
    }

    /// Whether a negation, or a word that implies one, stands before a word or is part of it.
    pub(super) fn is_negated(&self, tokens: &Range<usize>) -> bool {
        let reaches = |mark: usize| mark < tokens.end && mark + AFTER > tokens.start;
        self.negations.iter().any(|negation| reaches(negation.tokens.start))
            || self.implied.iter().any(|word| reaches(word.token) && !tokens.contains(&word.token) && !self.is_cut(word.token, tokens.start))
    }

    /// Whether a comma stands between two tokens: `despite this, he was killed`.
    fn is_cut(&self, from: usize, to: usize) -> bool {
        let tokens = &self.side.extracted.tokens;
        (from..to.min(tokens.len())).any(|at| matches!(tokens.form(at), "," | "،"))
    }

    /// Whether one of its words can mean a pole.
    pub(super) fn has_pole(&self, pole: Concept) -> bool {
        self.poles().any(|hit| hit.poles.contains(&pole))
    }

    /// The negation that governs a concept, or that stands before it.
    pub(super) fn negates(&self, concept: Concept, contraries: &Contraries) -> Option<&Negation> {
        let alike = |other: Concept| contraries.are_alike(other, concept);
        let governs = |negation: &&Negation| negation.about.is_some_and(alike);
        self.negations.iter().find(governs).or_else(|| self.negations.iter().find(|negation| negation.near.iter().copied().any(alike)))
    }

    /// Whether it names a concept without negating it, in whatever words.
    pub(super) fn affirms(&self, concept: Concept, contraries: &Contraries) -> bool {
        let mut hits = self.concepts().filter(|hit| contraries.are_alike(hit.concept, concept)).peekable();
        let beside = |at: usize| self.implied.iter().any(|word| word.token < at + BESIDE && at < word.token + BESIDE);
        let one = self.concepts().filter(|hit| hit.concept == concept).count() <= 1;
        one && hits.peek().is_some() && self.negates(concept, contraries).is_none() && hits.all(|hit| !beside(hit.tokens.start))
    }

    /// Whether it says what another edition says in the same words, as far as the lexicon knows them.
    pub(super) fn is_close(&self, other: &Self, contraries: &Contraries) -> bool {
        let words = |clause: &Self| -> SmallVec<[Concept; 16]> {
            clause.concepts().map(|hit| hit.concept).filter(|concept| !contraries.is_light(*concept)).collect()
        };
        let (own, there) = (words(self), words(other));
        let shared = |a: &[Concept], b: &[Concept]| a.iter().filter(|x| b.iter().any(|y| contraries.are_alike(**x, *y))).count();
        let (here, back) = (shared(&own, &there), shared(&there, &own));
        here.min(back) >= FEWEST && 100 * (here + back) >= CLOSE * (own.len() + there.len())
    }

    /// Where tokens stand, 0 at the beginning of the sentences and 1 at their end.
    pub(super) fn place_of(&self, tokens: &Range<usize>) -> f64 {
        let all = self.side.extracted.tokens.within(self.whole());
        tokens.start.saturating_sub(all.start) as f64 / all.len().max(1) as f64
    }

    /// Source bytes of tokens.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let list = self.side.extracted.tokens.list();
        Some(list.get(tokens.start)?.span.cover(list.get(tokens.end.checked_sub(1)?)?.span))
    }

    /// The sentence around a place, or all of them.
    pub(super) fn context(&self, span: Span) -> Span {
        let mut spans = self.sentences.iter().filter_map(|at| self.side.sentences.get(*at)).map(|sentence| sentence.span);
        spans.clone().find(|sentence| sentence.contains(span)).or_else(|| spans.next()).unwrap_or(span)
    }

    /// All its sentences.
    pub(super) fn whole(&self) -> Span {
        let spans = self.sentences.iter().filter_map(|at| self.side.sentences.get(*at)).map(|sentence| sentence.span);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    /// The edition's name.
    pub(super) fn id(&self) -> &'a str {
        self.side.edition.id.as_str()
    }
}
