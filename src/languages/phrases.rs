//! A table of phrases, looked up at a place of a text.

use super::{Analyses, Analysis, GrammaticalNumber, Pattern, Vocabulary, WordId};
use crate::error::Result;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// Phrases of one table, each with what it means. Several meanings of one phrase are kept in the order in which they were added.
#[derive(Debug)]
pub struct Phrases<T> {
    /// Node and word, in one number, -> node; node 0 is the root.
    steps: FxHashMap<u64, u32>,
    meanings: Vec<SmallVec<[T; 1]>>,
    /// By node: whether a longer phrase goes on from it.
    goes_on: Vec<bool>,
    /// The table's mark on the words that begin its phrases; see [`Analyses::begins`].
    mark: u128,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { steps: FxHashMap::default(), meanings: vec![SmallVec::new()], goes_on: vec![false], mark: 0 }
    }
}

fn step(node: u32, word: WordId) -> u64 {
    u64::from(node) << 32 | u64::from(word.number())
}

/// A table in which phrases are looked up at a place of a text.
pub trait Lookup {
    /// What a phrase means.
    type Meaning: 'static;

    /// Calls `found` for every phrase that begins at token `i` and ends before token `end`, readings without clitics first.
    fn each<'a>(&'a self, analyses: &Analyses, i: usize, end: usize, found: impl FnMut(Match<'a, Self::Meaning>));

    /// Whether any phrase can begin at token `i`; where not, none does.
    fn may_begin(&self, analyses: &Analyses, i: usize) -> bool;

    /// The longest phrase that begins at token `i` and ends before token `end`.
    #[inline]
    fn longest(&self, analyses: &Analyses, i: usize, end: usize) -> Option<Match<'_, Self::Meaning>> {
        // Most words begin no phrase of a table, which is told without looking for it.
        if self.may_begin(analyses, i) { longest_of(self, analyses, i, end) } else { None }
    }
}

fn longest_of<'a, L: Lookup + ?Sized>(phrases: &'a L, analyses: &Analyses, i: usize, end: usize) -> Option<Match<'a, L::Meaning>> {
    let mut best = None;
    phrases.each(analyses, i, end, |found| longer(&mut best, found));
    best
}

/// Puts what was found in the place of what is shorter.
fn longer<'a, T>(best: &mut Option<Match<'a, T>>, found: Match<'a, T>) {
    if best.as_ref().is_none_or(|best| best.tokens.len() < found.tokens.len()) {
        *best = Some(found);
    }
}

/// A phrase found at a place of a text.
#[derive(Clone, Debug)]
pub struct Match<'a, T> {
    /// What the phrase means, the first added meaning first; never empty.
    pub meanings: &'a [T],
    /// The tokens that it spans.
    pub tokens: Range<usize>,
    /// How its first word is read (its proclitic is the phrase's).
    pub first: Analysis,
    /// How its last word is read.
    pub last: Analysis,
    /// Grammatical number of the first word of the phrase that shows one.
    pub number: GrammaticalNumber,
}

impl<T: Copy> Match<'_, T> {
    /// The first meaning.
    pub fn meaning(&self) -> T {
        self.meanings[0]
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase in the notation of the packs.
    ///
    /// # Errors
    /// A message without place if the pattern cannot be read; see [`Vocabulary::intern`].
    pub fn insert<F: Pattern + ?Sized>(&mut self, vocabulary: &mut Vocabulary, pattern: &F, meaning: T) -> Result<(), String> {
        let words = vocabulary.intern(pattern)?;
        if self.mark == 0 {
            self.mark = vocabulary.new_mark();
        }
        if let Some(first) = words.first() {
            vocabulary.mark(*first, self.mark);
        }
        let mut node = 0;
        for word in words {
            let next = self.meanings.len() as u32;
            self.goes_on[node as usize] = true;
            node = *self.steps.entry(step(node, word)).or_insert(next);
            if node == next {
                self.meanings.push(SmallVec::new());
                self.goes_on.push(false);
            }
        }
        self.meanings[node as usize].push(meaning);
        Ok(())
    }

    /// Makes room for so many more phrases.
    pub fn reserve(&mut self, phrases: usize) {
        self.steps.reserve(phrases);
        self.meanings.reserve(phrases);
        self.goes_on.reserve(phrases);
    }

    /// Whether it holds no phrase.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether any phrase can begin at token `i`; where not, none does.
    #[inline]
    pub fn may_begin(&self, analyses: &Analyses, i: usize) -> bool {
        analyses.begins(i) & self.mark != 0
    }

    /// Calls `found` for every phrase that begins at token `i` and ends before token `end`, readings without clitics first.
    pub fn each<'a>(&'a self, analyses: &Analyses, i: usize, end: usize, mut found: impl FnMut(Match<'a, T>)) {
        if i >= end || !self.may_begin(analyses, i) {
            return;
        }
        for &first in analyses.of(i) {
            if let Some(&node) = self.steps.get(&step(0, first.word)) {
                self.walk(analyses, node, i, i + 1, end, first, first, first.number, &mut found);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the state of a recursive walk; a struct would only rename it")]
    fn walk<'a>(
        &'a self,
        analyses: &Analyses,
        node: u32,
        start: usize,
        at: usize,
        end: usize,
        first: Analysis,
        last: Analysis,
        number: GrammaticalNumber,
        found: &mut impl FnMut(Match<'a, T>),
    ) {
        let meanings = &self.meanings[node as usize];
        if !meanings.is_empty() {
            found(Match { meanings, tokens: start..at, first, last, number });
        }
        if at < end && self.goes_on[node as usize] {
            for &next in analyses.of(at) {
                if let Some(&node) = self.steps.get(&step(node, next.word)) {
                    let number = if number == GrammaticalNumber::Any { next.number } else { number };
                    self.walk(analyses, node, start, at + 1, end, first, next, number, found);
                }
            }
        }
    }
}

impl<T: 'static> Lookup for Phrases<T> {
    type Meaning = T;

    #[inline]
    fn may_begin(&self, analyses: &Analyses, i: usize) -> bool {
        Phrases::may_begin(self, analyses, i)
    }

    fn each<'a>(&'a self, analyses: &Analyses, i: usize, end: usize, found: impl FnMut(Match<'a, T>)) {
        Phrases::each(self, analyses, i, end, found);
    }
}
