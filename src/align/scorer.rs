//! How much likelier two runs of sentences are if they say the same than if they have nothing to do with each other, as a logarithm.
//!
//! Every item of a run is asked whether the other run has it ([`Matches`]). A kind of item is kept by a translation with some probability; that
//! an unrelated sentence has the item is estimated from how many sentences of the other edition have it. A rare match is strong evidence, a
//! common one none, and an item without a match is evidence against. Lengths are compared as in Gale and Church (1993), with heavier tails.

use super::matches::{Chosen, Keep, Matches};
use super::{Evidence, KINDS};
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// The longest run of sentences that can stand in one bead.
pub(super) const LONGEST: usize = 3;

/// What items tell is not independent: half of it counts, and both directions tell it.
const WEIGHT: f32 = 0.5;
/// Some sentences are retold: logarithms of the shares of those that are and of those that are not, and how much of what is missing and of what is
/// shared counts in one that is. Without this every further word that happens to be missing counts as much as the first.
const FREE_LOG: f32 = -std::f32::consts::LN_10;
const CLOSE_LOG: f32 = -0.105_361;
const FREE_AGAINST: f32 = 0.45;
const FREE_SHARED: f32 = 0.7;
/// A sentence with fewer items a character has not been read as a whole: words run together, another language, letters that no rule knows.
const USUAL_ITEMS: f32 = 0.09;
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
    /// By edition: the numbers of the sentences that are compared, if not all.
    some: [Option<Vec<usize>>; 2],
    lengths: [Lengths; 2],
    ratio: f32,
}

/// How long the runs of one edition's sentences are.
#[derive(Debug)]
struct Lengths {
    /// Characters up to each sentence.
    sums: Vec<u32>,
    /// Items up to each sentence.
    items: Vec<u32>,
    /// Mean logarithm of a sentence's length.
    usual: f32,
    /// For every sentence the runs of one, two and three that begin there; empty if only some sentences are compared.
    runs: Vec<[Run; LONGEST]>,
}

/// What is known of a run of sentences.
#[derive(Clone, Copy, Debug)]
struct Run {
    chars: u32,
    /// How much of it has been read, 0 to 1.
    read: f32,
    /// Logarithm of its length, and of how probable that is by chance.
    length: f32,
    by_chance: f32,
    /// What it scores if nothing matches.
    missing: f32,
}

impl Lengths {
    fn new(side: &Chosen<'_>, matches: &Matches) -> Self {
        let all = side.all;
        let mut sums = Vec::with_capacity(all.len() + 1);
        sums.push(0);
        all.iter().for_each(|sentence| sums.push(sums[sums.len() - 1] + sentence.length.max(1) as u32));
        let mut items = Vec::with_capacity(all.len() + 1);
        items.push(0);
        all.iter().for_each(|sentence| items.push(items[items.len() - 1] + sentence.items().len() as u32));
        let usual = (all.iter().map(|s| (s.length.max(1) as f32).ln()).sum::<f32>()) / all.len().max(1) as f32;
        let mut out = Self { sums, items, usual, runs: Vec::new() };
        if side.some.is_none() {
            let run = |from: usize, count: usize| from..(from + count).min(all.len());
            out.runs = (0..all.len()).map(|at| [1, 2, 3].map(|count| out.work_out(&run(at, count), matches.against(&run(at, count))))).collect();
        }
        out
    }

    /// What is known of a run of all sentences.
    #[inline]
    fn of(&self, run: &Range<usize>) -> Option<&Run> {
        self.runs.get(run.start).and_then(|runs| runs.get(run.len() - 1))
    }

    fn work_out(&self, run: &Range<usize>, missing: f32) -> Run {
        let chars = self.sums[run.end] - self.sums[run.start];
        let length = (chars as f32).ln();
        let log = LOGS[run.len().min(LOGS.len() - 1)];
        let by_chance = normal(length - self.usual - log, VARIETY / run.len() as f32, VARIETY_LOG - log).max(LEAST);
        let read = ((self.items[run.end] - self.items[run.start]) as f32 / (USUAL_ITEMS * chars as f32)).min(1.0);
        Run { chars, read, length, by_chance, missing }
    }
}

impl Scorer {
    /// Compares each sentence of `a` with those of `b` in its reach; both are counted among those that are compared. Ranges of reach never go back as
    /// sentences go on. `keep` says what is kept of the matches.
    pub(super) fn new(a: &Chosen<'_>, b: &Chosen<'_>, reach: impl Fn(usize) -> Range<usize>, habits: &Habits, keep: Keep) -> Self {
        // The same reach seen from the columns: as it never goes back, the rows that reach a column are neighbours, but for rows that reach none.
        let mut back: Vec<Range<usize>> = vec![0..0; b.len()];
        for i in 0..a.len() {
            for own in &mut back[reach(i)] {
                *own = if own.start >= own.end { i..i + 1 } else { own.start..i + 1 };
            }
        }
        let matches = [Matches::new(a, b, reach, &habits.kept[0], keep), Matches::new(b, a, |j| back[j].clone(), &habits.kept[1], keep)];
        let some = [a, b].map(|side| side.some.map(<[usize]>::to_vec));
        let lengths = [Lengths::new(a, &matches[0]), Lengths::new(b, &matches[1])];
        Self { matches, some, lengths, ratio: habits.ratio }
    }

    /// The score of two runs; 0 where one is empty.
    pub(super) fn score(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        match (self.lengths[0].of(&a), self.lengths[1].of(&b)) {
            (Some(left), Some(right)) => self.weigh((left, right), a, b),
            _ => {
                let (x, y) = (self.compared(0, &a), self.compared(1, &b));
                let left = self.lengths[0].work_out(&a, self.matches[0].against(&x));
                let right = self.lengths[1].work_out(&b, self.matches[1].against(&y));
                self.weigh((&left, &right), x, y)
            }
        }
    }

    /// The score of two runs of which everything is known but what they share; `x` and `y` are what is compared.
    #[inline]
    fn weigh(&self, (left, right): (&Run, &Run), x: Range<usize>, y: Range<usize>) -> f32 {
        let [own, other] = &self.matches;
        let shared = own.score(x.clone(), y.clone()) - left.missing + other.score(y, x) - right.missing;
        // A sentence of which little could be read proves little by what it seems to lack.
        let against = left.missing * right.read + right.missing * left.read;
        let close = CLOSE_LOG + WEIGHT * (against + shared);
        let free = FREE_LOG + WEIGHT * (FREE_AGAINST * against + FREE_SHARED * shared);
        let (high, low) = if close > free { (close, free) } else { (free, close) };
        high + added(high - low) + self.length(left, right)
    }

    /// A run as it is counted among the sentences that are compared.
    fn compared(&self, side: usize, run: &Range<usize>) -> Range<usize> {
        let place = |some: &[usize], number: usize| some.partition_point(|known| *known < number);
        self.some[side].as_deref().map_or_else(|| run.clone(), |some| place(some, run.start)..place(some, run.end))
    }

    #[inline]
    fn length(&self, a: &Run, b: &Run) -> f32 {
        let (variance, log) = variance(a.chars + b.chars);
        let off = b.length - a.length - self.ratio;
        let close = normal(off, variance, log).max(TAIL_LOG + normal(off, 9.0 * variance, log + NINE_LOG));
        close.max(3.0 * LEAST) - 0.5 * (a.by_chance + b.by_chance)
    }
}

/// What the lesser of two numbers so far apart adds to their sum, all three being logarithms: `ln(1 + e^-apart)`.
#[inline]
fn added(apart: f32) -> f32 {
    /// Beyond this it adds nothing that counts.
    const MOST: usize = 8;
    /// Values kept between two whole numbers: a straight line from one to the next is right to six digits behind the point.
    const FINE: usize = 256;
    static KEPT: LazyLock<[f32; MOST * FINE + 2]> = LazyLock::new(|| std::array::from_fn(|at| (-(at as f32) / FINE as f32).exp().ln_1p()));
    let (kept, place) = (&*KEPT, apart * FINE as f32);
    let at = place as usize;
    match (kept.get(at), kept.get(at.saturating_add(1))) {
        (Some(here), Some(next)) => here + (next - here) * (place - at as f32),
        _ => 0.0,
    }
}

/// Variance of the logarithm of two lengths that have so many characters together, and the logarithm of the variance.
#[inline]
fn variance(chars: u32) -> (f32, f32) {
    /// Nearly all pairs of runs of a story have fewer.
    const KNOWN: u32 = 3000;
    static LOW: OnceLock<Vec<(f32, f32)>> = OnceLock::new();
    let work_out = |chars: u32| {
        let variance = SPREAD / (0.5 * chars as f32) + LEAST_SPREAD;
        (variance, variance.ln())
    };
    LOW.get_or_init(|| (0..KNOWN).map(work_out).collect()).get(chars as usize).copied().unwrap_or_else(|| work_out(chars))
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
#[inline]
fn normal(x: f32, variance: f32, log: f32) -> f32 {
    -0.5 * (x * x / variance + TAU_LOG + log)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_lesser_of_two_numbers_adds_is_right_to_six_digits() {
        for apart in (0..8000).map(|n| n as f32 / 1001.0) {
            assert!((added(apart) - (-apart).exp().ln_1p()).abs() < 1e-6, "{apart}: {}", added(apart));
        }
        assert_eq!((added(9.0), added(f32::INFINITY)), (0.0, 0.0));
    }

    #[test]
    fn the_logarithms_are_those_of_the_numbers() {
        let close = |log: f32, number: f32| (log - number.ln()).abs() < 1e-4;
        assert!(LOGS.iter().enumerate().skip(1).all(|(number, log)| close(*log, number as f32)));
        assert!(close(TAIL_LOG, 0.03) && close(VARIETY_LOG, VARIETY) && close(TAU_LOG, std::f32::consts::TAU));
    }
}
