//! One edition's part of a bead, as clauses are compared.

use super::super::Side;
use crate::facts::{Concept, ConceptHit, Value};
use crate::normalise::TokenKind;
use crate::text::Span;
use std::ops::Range;

/// How far after a mark the words stand that it governs, in tokens; a comma or the like ends its reach.
const AFTER: usize = 6;

/// How far before it, for languages in which what is negated may come first.
const BEFORE: usize = 2;

/// A negation.
#[derive(Clone, Debug)]
pub(super) struct Negation {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// The tokens around it that it can govern.
    pub reach: Range<usize>,
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
    /// Words that say a negation by themselves (`unable`, `without`) or stand for one in another language.
    pub implied: Vec<Range<usize>>,
}

impl<'a> Clause<'a> {
    /// Reads the sentences of an edition.
    pub(super) fn new(side: &Side<'a>, edition: usize, sentences: &'a [usize]) -> Self {
        let mut clause = Self { side: *side, edition, sentences, negations: Vec::new(), implied: Vec::new() };
        for sentence in sentences {
            let Some(whole) = side.sentences.get(*sentence) else { continue };
            let range = side.extracted.tokens.within(whole.span);
            for fact in &side.extracted.facts[side.extracted.facts_of(*sentence)] {
                let Value::Polarity(mark) = &fact.value else { continue };
                let tokens = side.extracted.tokens.within(fact.span);
                match mark.polarity {
                    "negated" => {
                        let reach = clause.reach(&tokens, &range);
                        clause.negations.push(Negation { tokens, span: fact.span, reach });
                    }
                    "without" | "denied" | "implied" => clause.implied.push(tokens),
                    _ => {}
                }
            }
        }
        clause
    }

    /// How many negations it can be said to hold, those that a single word implies included.
    pub(super) fn weight(&self) -> usize {
        self.negations.len() + self.implied.len()
    }

    fn reach(&self, mark: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let tokens = &self.side.extracted.tokens;
        let stops = |at: usize| tokens.list()[at].kind == TokenKind::Sign && !matches!(tokens.form(at), "-" | "'" | "\"" | "«" | "»" | "“" | "”");
        let end = (mark.end + AFTER).min(sentence.end);
        let end = (mark.end..end).find(|at| stops(*at)).unwrap_or(end);
        let start = mark.start.saturating_sub(BEFORE).max(sentence.start);
        let start = (start..mark.start).rev().find(|at| stops(*at)).map_or(start, |at| at + 1);
        start..end
    }

    /// Its concepts, in the order of the text.
    pub(super) fn concepts(&self) -> impl Iterator<Item = &'a ConceptHit> + '_ {
        let extracted = self.side.extracted;
        self.sentences.iter().filter_map(move |sentence| extracted.concepts.get(*sentence)).flatten()
    }

    /// The place where it names a concept, the first of several.
    pub(super) fn place(&self, concept: Concept) -> Option<Span> {
        self.concepts().find(|hit| hit.concept == concept).and_then(|hit| self.span(&hit.tokens))
    }

    /// The negation that governs a concept.
    pub(super) fn negates(&self, concept: Concept) -> Option<&Negation> {
        let governs = |negation: &&Negation| self.concepts().any(|hit| hit.concept == concept && negation.reach.contains(&hit.tokens.start));
        self.negations.iter().find(governs)
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
