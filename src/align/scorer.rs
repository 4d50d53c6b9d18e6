//! How much likelier two runs of sentences are if they say the same than if they have nothing to do with each other, as a logarithm.
//!
//! Every item of a run is asked whether the other run has it ([`Matches`]). A kind of item is kept by a translation with some probability; that
//! an unrelated sentence has the item is estimated from how many sentences of the other edition have it. A rare match is strong evidence, a
//! common one none, and an item without a match is evidence against. Lengths are compared as in Gale and Church (1993), with heavier tails.

use super::matches::{Learnt, Matches};
use super::{Evidence, KINDS};
use std::ops::Range;

/// The longest run of sentences that can stand in one bead.
pub(super) const LONGEST: usize = 3;

/// What items tell is not independent: half of it counts, and both directions tell it.
const WEIGHT: f32 = 0.5;
/// Variance of the logarithm of two lengths: for a character, and at least.
const SPREAD: f32 = 3.0;
const LEAST_SPREAD: f32 = 0.012;
/// Variance of the logarithm of the lengths of a text's sentences.
const VARIETY: f32 = 0.3;

/// What is assumed or learnt about one pair of editions.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// How often an item of a kind has its match, from the first edition to the second and back.
    pub(super) kept: [[f32; KINDS]; 2],
    /// Logarithm of characters of the second for a character of the first.
    pub(super) ratio: f32,
}

/// How often a translation keeps an item, by kind: figure, foreign, name, concept, word, mark.
pub(super) const KEPT: [f32; KINDS] = [0.75, 0.6, 0.5, 0.4, 0.12, 0.4];

impl Habits {
    /// Before anything is known of the editions but their lengths.
    pub(super) fn new(a: &[Evidence], b: &[Evidence]) -> Self {
        let total = |side: &[Evidence]| side.iter().map(|sentence| sentence.length + 1).sum::<usize>().max(1) as f32;
        Self { kept: [KEPT, KEPT], ratio: (total(b) / total(a)).ln().clamp(-0.7, 0.7) }
    }
}

/// Scores runs of sentences of two editions.
#[derive(Debug)]
pub(super) struct Scorer {
    /// Items of the first edition in the second, and back.
    pub(super) matches: [Matches; 2],
    /// By edition: characters up to each sentence.
    lengths: [Vec<usize>; 2],
    /// By edition: mean logarithm of a sentence's length.
    usual: [f32; 2],
    ratio: f32,
}

impl Scorer {
    /// Compares each sentence of `a` with those of `b` in its reach. Ranges of reach never go back as sentences go on.
    pub(super) fn new(a: &[Evidence], b: &[Evidence], reach: impl Fn(usize) -> Range<usize>, habits: &Habits, learnt: [&Learnt; 2]) -> Self {
        // The same reach seen from the columns.
        let mut back: Vec<Range<usize>> = vec![0..0; b.len()];
        for i in 0..a.len() {
            for own in &mut back[reach(i)] {
                *own = if own.start >= own.end { i..i + 1 } else { own.start..i + 1 };
            }
        }
        let matches =
            [Matches::new(a, b, reach, &habits.kept[0], learnt), Matches::new(b, a, |j| back[j].clone(), &habits.kept[1], [learnt[1], learnt[0]])];
        let sums = |side: &[Evidence]| {
            let mut sums = vec![0];
            side.iter().for_each(|sentence| sums.push(sums[sums.len() - 1] + sentence.length.max(1)));
            sums
        };
        let usual = |side: &[Evidence]| (side.iter().map(|s| (s.length.max(1) as f32).ln()).sum::<f32>()) / side.len().max(1) as f32;
        Self { matches, lengths: [sums(a), sums(b)], usual: [usual(a), usual(b)], ratio: habits.ratio }
    }

    /// The score of two runs; 0 where one is empty.
    pub(super) fn score(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        let items = self.matches[0].score(a.clone(), b.clone()) + self.matches[1].score(b.clone(), a.clone());
        WEIGHT * items + self.length(a, b)
    }

    fn length(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        let chars = |side: usize, run: &Range<usize>| (self.lengths[side][run.end] - self.lengths[side][run.start]) as f32;
        let (x, y) = (chars(0, &a), chars(1, &b));
        let (lx, ly) = (x.ln(), y.ln());
        let variance = SPREAD / (0.5 * (x + y)) + LEAST_SPREAD;
        let (off, log) = (ly - lx - self.ratio, variance.ln());
        let close = normal(off, variance, log).max(TAIL_LOG + normal(off, 9.0 * variance, log + NINE_LOG));
        let by_chance = |length: f32, usual: f32, sentences: usize| {
            let log = LOGS[sentences.min(LOGS.len() - 1)];
            normal(length - usual - log, VARIETY / sentences as f32, VARIETY_LOG - log).max(LEAST)
        };
        close.max(3.0 * LEAST) - 0.5 * (by_chance(lx, self.usual[0], a.len()) + by_chance(ly, self.usual[1], b.len()))
    }
}

/// A length is never stranger than this, as a logarithm.
const LEAST: f32 = -4.0;

/// Logarithms of numbers of sentences, of the constants above, and of the circle.
const LOGS: [f32; 10] = [0.0, 0.0, std::f32::consts::LN_2, 1.098_612, 1.386_294, 1.609_438, 1.791_759, 1.945_91, 2.079_442, 2.197_225];
const NINE_LOG: f32 = LOGS[9];
/// Of 0.03, the share of the translations that are much longer or shorter than usual.
const TAIL_LOG: f32 = -3.506_558;
const VARIETY_LOG: f32 = -1.203_973;
const TAU_LOG: f32 = 1.837_877;

/// Logarithm of the density of a normal distribution around 0, given its variance and the logarithm of that.
fn normal(x: f32, variance: f32, log: f32) -> f32 {
    -0.5 * (x * x / variance + TAU_LOG + log)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithms_are_those_of_the_numbers() {
        let close = |log: f32, number: f32| (log - number.ln()).abs() < 1e-4;
        assert!(LOGS.iter().enumerate().skip(1).all(|(number, log)| close(*log, number as f32)));
        assert!(close(TAIL_LOG, 0.03) && close(VARIETY_LOG, VARIETY) && close(TAU_LOG, std::f32::consts::TAU));
    }
}
