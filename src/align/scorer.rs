//! How much likelier two runs of sentences are if they say the same than if they have nothing to do with each other, as a logarithm.
//!
//! Every item of a run is asked whether the other run has it. A kind of item is kept by a translation with some probability; that an unrelated
//! sentence has the item is estimated from how many sentences of the other edition have it. A rare match is strong evidence, a common one
//! none, and an item without a match is evidence against. Lengths are compared as in Gale and Church (1993), with heavier tails.

use super::band::Band;
use super::{Evidence, Item, KINDS};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// The longest run of sentences that can stand in one bead.
pub(super) const LONGEST: usize = 3;

/// What items tell is not independent: half of it counts, and both directions tell it.
const WEIGHT: f32 = 0.5;
/// How much harder it is to have a thing by chance for one sentence than for several: the power of their number.
const SEVERAL: f32 = 0.6;
/// Variance of the logarithm of two lengths: for a character, and at least.
const SPREAD: f32 = 3.0;
const LEAST_SPREAD: f32 = 0.012;
/// Share of the translations that are much longer or shorter than usual.
const TAIL: f32 = 0.03;
/// How many sentences of evidence a key's chance is worth beside its count in the story.
const PRIOR: f32 = 12.0;

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

/// Words of one edition that the story itself shows to mean the same: word -> key.
pub(super) type Learnt = FxHashMap<u64, SmallVec<[super::Key; 2]>>;

/// Scores runs of sentences of two editions.
#[derive(Debug)]
pub(super) struct Scorer {
    forward: Matches,
    backward: Matches,
    lengths: [Lengths; 2],
    ratio: f32,
}

impl Scorer {
    /// Compares all sentences that can meet within the band.
    pub(super) fn new(a: &[Evidence], b: &[Evidence], band: &Band, habits: &Habits, learnt: [&Learnt; 2]) -> Self {
        let forward = Matches::new(a, b, |i| band.reach(i, LONGEST), &habits.kept[0], learnt);
        // The same reach seen from the columns.
        let mut reach: Vec<Range<usize>> = vec![0..0; b.len()];
        for i in 0..a.len() {
            for own in &mut reach[band.reach(i, LONGEST)] {
                *own = if own.is_empty() { i..i + 1 } else { own.start..i + 1 };
            }
        }
        let backward = Matches::new(b, a, |j| reach[j].clone(), &habits.kept[1], [learnt[1], learnt[0]]);
        Self { forward, backward, lengths: [Lengths::new(a), Lengths::new(b)], ratio: habits.ratio }
    }

    /// The score of two runs; 0 where one is empty.
    pub(super) fn score(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        self.items(a.clone(), b.clone()) + self.length(a, b)
    }

    fn items(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        WEIGHT * (self.forward.score(a.clone(), b.clone()) + self.backward.score(b, a))
    }

    fn length(&self, a: Range<usize>, b: Range<usize>) -> f32 {
        let [(x, lx, by_chance_x), (y, ly, by_chance_y)] = [self.lengths[0].of(a), self.lengths[1].of(b)];
        let variance = SPREAD / (0.5 * (x + y)) + LEAST_SPREAD;
        let off = ly - lx - self.ratio;
        // Logarithms of a normal distribution and of one that is three times as wide, without what both have.
        let (narrow, wide) = (-0.5 * off * off / variance, TAIL.ln() - 3.0_f32.ln() - 0.5 * off * off / (9.0 * variance));
        let close = narrow.max(wide) - 0.5 * (std::f32::consts::TAU * variance).ln();
        close.max(1e-6_f32.ln()) - 0.5 * (by_chance_x + by_chance_y)
    }

    /// By kind of item of the run `a` (or of `b`, seen back): how many there are and how many have a match in the other run.
    pub(super) fn kept(&self, from: usize, a: Range<usize>, b: Range<usize>, items: &[Evidence], counts: &mut [[f32; 2]; KINDS], weight: f32) {
        let (matches, own, other) = if from == 0 { (&self.forward, a, b) } else { (&self.backward, b, a) };
        for sentence in own {
            let mut hit = [false; 256];
            for to in other.clone() {
                matches.of(sentence, to).iter().for_each(|(item, _)| hit[*item as usize] = true);
            }
            for (at, item) in items[sentence].items.iter().take(MOST).enumerate() {
                counts[item.kind as usize][0] += weight;
                counts[item.kind as usize][1] += if hit[at] { weight } else { 0.0 };
            }
        }
    }
}

/// Lengths of the runs of an edition.
#[derive(Debug)]
struct Lengths {
    /// Characters before each sentence.
    sums: Vec<usize>,
    /// Mean logarithm of a sentence's length.
    usual: f32,
    /// What is told of the runs of up to [`LONGEST`] sentences, by first sentence and size.
    runs: Vec<[Length; LONGEST]>,
}

/// Characters of a run, their logarithm, and the logarithm of the chance of such a length.
type Length = (f32, f32, f32);

impl Lengths {
    fn new(side: &[Evidence]) -> Self {
        let mut sums = vec![0];
        side.iter().for_each(|sentence| sums.push(sums[sums.len() - 1] + sentence.length.max(1)));
        let usual = side.iter().map(|s| (s.length.max(1) as f32).ln()).sum::<f32>() / side.len().max(1) as f32;
        let mut out = Self { sums, usual, runs: Vec::new() };
        out.runs = (0..side.len()).map(|from| std::array::from_fn(|more| out.measure(from..(from + more + 1).min(side.len())))).collect();
        out
    }

    #[inline]
    fn of(&self, run: Range<usize>) -> Length {
        if run.len() <= LONGEST { self.runs[run.start][run.len() - 1] } else { self.measure(run) }
    }

    fn measure(&self, run: Range<usize>) -> Length {
        let chars = (self.sums[run.end] - self.sums[run.start]) as f32;
        let n = run.len() as f32;
        (chars, chars.ln(), normal(chars.ln() - self.usual - n.ln(), 0.3 / n).max(0.02).ln())
    }
}

/// Density of a normal distribution around 0.
fn normal(x: f32, variance: f32) -> f32 {
    (-0.5 * x * x / variance).exp() / (std::f32::consts::TAU * variance).sqrt()
}

/// Items of a sentence that are compared; more have only tables and lists of results.
const MOST: usize = 250;

/// For each sentence of one edition, which of its items each sentence of the other within reach has.
#[derive(Debug, Default)]
struct Matches {
    /// What a sentence scores if nothing matches.
    base: Vec<f32>,
    /// First column in reach, and where the row's places begin in `starts`.
    rows: Vec<(usize, usize)>,
    starts: Vec<u32>,
    /// (item, what its match adds), by item.
    entries: Vec<(u8, f32)>,
    /// By place of `starts`: what the matches of the row add for the run of one, two or three columns that begins there.
    runs: Vec<[f32; LONGEST]>,
}

impl Matches {
    fn new(a: &[Evidence], b: &[Evidence], reach: impl Fn(usize) -> Range<usize>, kept: &[f32; KINDS], learnt: [&Learnt; 2]) -> Self {
        let places = Places::new(b, learnt[1]);
        let mut out = Self { base: Vec::with_capacity(a.len()), rows: Vec::with_capacity(a.len()), ..Self::default() };
        let mut found: Vec<(u32, u8, f32)> = Vec::new();
        let total = b.len() as f32 + PRIOR;
        for (i, sentence) in a.iter().enumerate() {
            let reach = reach(i);
            let mut base = 0.0;
            found.clear();
            for (at, item) in sentence.items.iter().take(MOST).enumerate() {
                let kept = kept[item.kind as usize];
                let mut any = 0.0;
                let first = found.len();
                for key in keys(item, learnt[0]) {
                    let others = places.of(key.id);
                    let chance = ((others.len() as f32 - 1.0).max(0.0) + PRIOR * key.chance) / total;
                    any += (others.len() as f32 + PRIOR * key.chance) / total;
                    let gain = (kept / chance).ln();
                    if gain > 0.0 {
                        let from = others.partition_point(|j| (*j as usize) < reach.start);
                        let within = others[from..].iter().take_while(|j| (**j as usize) < reach.end);
                        found.extend(within.map(|j| (*j, at as u8, gain)));
                    }
                }
                let loss = ((1.0 - kept) / (1.0 - any.min(kept))).ln();
                base += loss;
                found[first..].iter_mut().for_each(|entry| entry.2 -= loss);
            }
            found.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
            found.dedup_by_key(|entry| (entry.0, entry.1));
            out.base.push(base);
            out.rows.push((reach.start, out.starts.len()));
            let mut rest = found.iter().peekable();
            for j in reach {
                out.starts.push(out.entries.len() as u32);
                while let Some((_, item, gain)) = rest.next_if(|entry| entry.0 as usize == j) {
                    out.entries.push((*item, *gain));
                }
            }
            out.starts.push(out.entries.len() as u32);
        }
        out.runs = Vec::with_capacity(out.starts.len());
        for i in 0..a.len() {
            let (first, row) = out.rows[i];
            let end = out.rows.get(i + 1).map_or(out.starts.len(), |next| next.1);
            for at in row..end {
                let from = first + (at - row);
                let run = std::array::from_fn(|more| out.gain(i, from..from + more + 1));
                out.runs.push(run);
            }
        }
        out
    }

    #[inline]
    fn of(&self, i: usize, j: usize) -> &[(u8, f32)] {
        let (first, row) = self.rows[i];
        let end = self.rows.get(i + 1).map_or(self.starts.len(), |next| next.1);
        // The row's places and the end of its last one.
        let Some(at) = j.checked_sub(first).map(|step| row + step).filter(|at| at + 1 < end) else { return &[] };
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// What the items of the sentences `own` say of the sentences `other`.
    #[inline]
    fn score(&self, own: Range<usize>, other: Range<usize>) -> f32 {
        own.map(|i| {
            let (first, row) = self.rows[i];
            let end = self.rows.get(i + 1).map_or(self.starts.len(), |next| next.1);
            let at = other.start.checked_sub(first).map(|step| row + step).filter(|at| *at < end && other.len() <= LONGEST);
            self.base[i] + at.map_or_else(|| self.gain(i, other.clone()), |at| self.runs[at][other.len() - 1])
        })
        .sum()
    }

    /// What the matches of sentence `i` in the sentences `other` add: each item's best.
    fn gain(&self, i: usize, other: Range<usize>) -> f32 {
        if other.len() == 1 {
            return self.of(i, other.start).iter().map(|(_, gain)| gain).sum();
        }
        // Several sentences have a thing by chance more easily than one.
        let several = SEVERAL * (other.len() as f32).ln();
        let mut best: SmallVec<[(u8, f32); 32]> = SmallVec::new();
        for j in other {
            for &(item, gain) in self.of(i, j) {
                match best.iter_mut().find(|known| known.0 == item) {
                    Some(known) => known.1 = known.1.max(gain),
                    None => best.push((item, gain)),
                }
            }
        }
        best.iter().map(|(_, gain)| (gain - several).max(0.0)).sum()
    }
}

fn keys<'a>(item: &'a Item, learnt: &'a Learnt) -> impl Iterator<Item = super::Key> + 'a {
    let more = if item.word == 0 { None } else { learnt.get(&item.word) };
    item.keys.iter().chain(more.into_iter().flatten()).copied()
}

/// In which sentences of an edition each key stands.
struct Places {
    lists: FxHashMap<u64, (u32, u32)>,
    sentences: Vec<u32>,
}

impl Places {
    fn new(side: &[Evidence], learnt: &Learnt) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(side.len() * 40);
        for (at, sentence) in side.iter().enumerate() {
            all.extend(sentence.items.iter().flat_map(|item| keys(item, learnt)).map(|key| (key.id, at as u32)));
        }
        all.sort_unstable();
        all.dedup();
        let mut lists: FxHashMap<u64, (u32, u32)> = FxHashMap::with_capacity_and_hasher(all.len(), Default::default());
        for (at, (key, _)) in all.iter().enumerate() {
            lists.entry(*key).or_insert((at as u32, 0)).1 += 1;
        }
        Self { lists, sentences: all.into_iter().map(|(_, sentence)| sentence).collect() }
    }

    fn of(&self, key: u64) -> &[u32] {
        self.lists.get(&key).map_or(&[], |(start, len)| &self.sentences[*start as usize..(*start + *len) as usize])
    }
}
