//! Which items of each sentence the sentences of another edition have, and what that is worth.

use super::{Evidence, KINDS, Key};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// How many sentences of evidence a key's chance is worth beside its count in the story.
const PRIOR: f32 = 12.0;
/// How much harder it is to have a thing by chance for one sentence than for several: the power of their number.
const SEVERAL: f32 = 0.6;
/// Items of a sentence that are compared; more have only tables and lists of results.
const MOST: usize = 250;
/// Sums are kept for runs of up to so many sentences of the other edition.
const KEPT_SUMS: usize = 3;

/// Words of one edition that the story itself shows to mean the same as words of the other: word -> key.
pub(super) type Learnt = FxHashMap<u64, SmallVec<[Key; 2]>>;

/// For each sentence of one edition, which of its items each sentence of the other within reach has.
#[derive(Debug)]
pub(super) struct Matches {
    rows: Vec<Row>,
    /// By row and column in reach: where its entries begin; as far as they are kept.
    starts: Vec<u32>,
    /// By entry: the item that has a match.
    items: Vec<u8>,
    /// By entry: what the match adds.
    gains: Vec<f32>,
    /// By row and column: what the row scores against one, two and three columns from there on.
    sums: Vec<[Fixed; KEPT_SUMS]>,
}

/// What is kept of matches beside their sums, which say everything of runs of up to three sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nothing.
    Sums,
    /// Which items match, to count them.
    Items,
    /// What each match adds too, to score longer runs.
    Gains,
}

/// The places of one sentence.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// First column in reach, and how many are.
    first: u32,
    reach: u32,
    /// Where its places begin in `starts` and `sums`; there is one more than columns in reach.
    start: u32,
    /// What the sentence scores if nothing matches.
    base: f32,
}

impl Matches {
    /// Looks every item of `a` up in the sentences of `b` within reach. `kept` says how often a kind of item has its match.
    pub(super) fn new(a: &Chosen<'_>, b: &Chosen<'_>, reach: impl Fn(usize) -> Range<usize>, kept: &[f32; KINDS], keep: Keep) -> Self {
        let learnt = Places::of_learnt(b.all, b.learnt);
        let (count, mut cells) = (a.len(), 0);
        (0..count).for_each(|i| cells += reach(i).len() + KEPT_SUMS);
        let mut out = Self {
            rows: Vec::with_capacity(count),
            starts: Vec::with_capacity(if keep == Keep::Sums { 0 } else { cells }),
            items: Vec::new(),
            gains: Vec::new(),
            sums: Vec::with_capacity(cells),
        };
        let mut found: Vec<(u32, u8, f32)> = Vec::new();
        let mut ends: Vec<Cell> = Vec::new();
        // The entries of a row, and by column in reach where they begin.
        let (mut entries, mut starts): (Vec<(u8, f32)>, Vec<u32>) = Default::default();
        let mut best = Best::default();
        let total = b.all.len() as f32 + PRIOR;
        for i in 0..count {
            let reach = reach(i);
            if reach.start >= reach.end {
                out.rows.push(Row { first: reach.start as u32, reach: 0, start: out.sums.len() as u32, base: 0.0 });
                continue;
            }
            let span = b.number(reach.start)..b.number(reach.end - 1) + 1;
            // Runs that begin before the reach and end in it have sums too.
            let reach = reach.start.saturating_sub(KEPT_SUMS - 1)..reach.end;
            let mut base = 0.0;
            found.clear();
            for (at, item) in a.get(i).items().take(MOST).enumerate() {
                let kept = kept[item.kind as usize];
                let mut any = 0.0;
                let first = found.len();
                let mut look = |key: &Key, others: &[u32]| {
                    let chance = ((others.len() as f32 - 1.0).max(0.0) + PRIOR * key.chance) / total;
                    any += (others.len() as f32 + PRIOR * key.chance) / total;
                    if others.is_empty() || kept <= chance {
                        return;
                    }
                    let from = others.partition_point(|j| (*j as usize) < span.start);
                    let mut within = others[from..].iter().take_while(|j| (**j as usize) < span.end).filter_map(|j| b.index(*j)).peekable();
                    if within.peek().is_some() {
                        let gain = (kept / chance).ln();
                        found.extend(within.map(|j| (j, at as u8, gain)));
                    }
                };
                item.keys.iter().for_each(|key| look(key, b.places.of(key.id)));
                learnt_keys(item.word, a.learnt).iter().for_each(|key| look(key, learnt.of(key.id)));
                let loss = ((1.0 - kept) / (1.0 - any.min(kept))).ln();
                base += loss;
                found[first..].iter_mut().for_each(|entry| entry.2 -= loss);
            }
            out.rows.push(Row { first: reach.start as u32, reach: reach.len() as u32, start: out.sums.len() as u32, base });
            // Items were looked up in their order, so that the entries of a column only have to be put together: they are counted first.
            let column = |j: u32| j as usize - reach.start;
            ends.clear();
            ends.resize(reach.len(), Cell::default());
            found.iter().for_each(|(j, item, _)| ends[column(*j)].take(*item));
            starts.clear();
            let mut end = 0;
            for cell in &mut ends {
                starts.push(end as u32);
                let count = std::mem::take(cell).end;
                cell.end = end;
                end += count;
            }
            starts.push(end as u32);
            entries.clear();
            entries.resize(end, (0, f32::NEG_INFINITY));
            for (j, item, gain) in &found {
                let cell = &mut ends[column(*j)];
                cell.take(*item);
                let entry = &mut entries[cell.end - 1];
                *entry = (*item, entry.1.max(*gain));
            }
            out.sums.extend((0..reach.len()).map(|step| sums_from(base, &starts[step..], &entries, &mut best).map(Fixed::new)));
            // As many places as there are starts.
            out.sums.push([Fixed::default(); KEPT_SUMS]);
            if keep != Keep::Sums {
                let before = out.items.len() as u32;
                out.starts.extend(starts.iter().map(|start| before + start));
                out.items.extend(entries.iter().map(|(item, _)| item));
            }
            if keep == Keep::Gains {
                out.gains.extend(entries.iter().map(|(_, gain)| gain));
            }
        }
        out.items.shrink_to_fit();
        out.gains.shrink_to_fit();
        out
    }

    /// The entries of sentence `i` for sentence `j`; nothing out of reach, nor if they are not kept.
    fn of(&self, i: usize, j: usize) -> Range<usize> {
        let bounds = self.at(i, j).and_then(|at| self.starts.get(at..at + 2));
        bounds.map_or(0..0, |bounds| bounds[0] as usize..bounds[1] as usize)
    }

    /// The items of sentence `i` that sentence `j` has, with what each match adds; nothing if that is not kept.
    fn gains(&self, i: usize, j: usize) -> impl Iterator<Item = (u8, f32)> {
        let entries = self.of(i, j);
        let gains = self.gains.get(entries.clone()).unwrap_or_default();
        self.items[entries].iter().copied().zip(gains.iter().copied())
    }

    fn at(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows[i];
        j.checked_sub(row.first as usize).filter(|step| *step < row.reach as usize).map(|step| row.start as usize + step)
    }

    /// What the sentences `own` score if nothing matches: never above 0.
    pub(super) fn against(&self, own: &Range<usize>) -> f32 {
        self.rows[own.clone()].iter().map(|row| row.base).sum()
    }

    /// What the items of the sentences `own` say of the sentences `other`.
    #[inline]
    pub(super) fn score(&self, own: Range<usize>, other: Range<usize>) -> f32 {
        let width = other.len().wrapping_sub(1);
        let mut score = 0.0;
        for i in own {
            let row = &self.rows[i];
            let (first, reach) = (row.first as usize, row.reach as usize);
            let step = other.start.wrapping_sub(first);
            score += if step < reach && width < KEPT_SUMS {
                self.sums[row.start as usize + step][width].value()
            } else if other.end <= first || other.start >= first + reach {
                row.base
            } else {
                self.sum(i, other.clone())
            };
        }
        score
    }

    /// What sentence `i` scores against any run of sentences. Hardly ever needed, and kept out of the way of what is.
    #[cold]
    #[inline(never)]
    fn sum(&self, i: usize, other: Range<usize>) -> f32 {
        let first = self.gains(i, other.start);
        if other.len() < 2 {
            return self.rows[i].base + first.map(|(_, gain)| gain).sum::<f32>();
        }
        let several = SEVERAL_OF.get(other.len()).copied().unwrap_or_else(|| SEVERAL * (other.len() as f32).ln());
        let mut best = Best::default();
        best.begin(first);
        other.skip(1).for_each(|j| best.add(self.gains(i, j)));
        self.rows[i].base + best.sum(several)
    }

    /// By kind of item: adds how many the sentences `own` have and how many of these the sentences `other` have too.
    pub(super) fn count(&self, own: Range<usize>, other: Range<usize>, items: &[Evidence], weight: f32, counts: &mut [[f32; 2]; KINDS]) {
        for sentence in own {
            let mut hit = [false; MOST];
            for to in other.clone() {
                self.items[self.of(sentence, to)].iter().for_each(|item| hit[*item as usize] = true);
            }
            for (item, hit) in items[sentence].items().zip(hit) {
                counts[item.kind as usize][0] += weight;
                counts[item.kind as usize][1] += if hit { weight } else { 0.0 };
            }
        }
    }
}

/// What a sentence scores against one, two and three sentences, of which `starts` says where the `entries` of each begin, to the end of its reach;
/// `base` is what it scores if nothing matches.
fn sums_from(base: f32, starts: &[u32], entries: &[(u8, f32)], best: &mut Best) -> [f32; KEPT_SUMS] {
    let wide = starts.len() - 1;
    let at = |ahead: usize| starts[ahead.min(wide)] as usize;
    let bounds = [at(0), at(1), at(2), at(3)];
    if bounds[0] == bounds[3] {
        return [base; KEPT_SUMS];
    }
    let of = |ahead: usize| &entries[bounds[ahead]..bounds[ahead + 1]];
    let (first, second, third) = (of(0), of(1), of(2));
    let one = if first.is_empty() { base } else { base + first.iter().map(|(_, gain)| gain).sum::<f32>() };
    if wide < 2 {
        return [one; KEPT_SUMS];
    }
    best.begin(first.iter().copied());
    best.add(second.iter().copied());
    let two = base + best.sum(SEVERAL_OF[2]);
    if wide < 3 {
        return [one, two, two];
    }
    best.add(third.iter().copied());
    [one, two, base + best.sum(SEVERAL_OF[3])]
}

/// Where the entries of a column of a row are written.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// One more than the item of its last entry; 0 if it has none.
    last: u16,
    /// The place after that.
    end: usize,
}

impl Cell {
    /// Makes room for a match of an item; several matches of one item are one entry.
    #[inline]
    fn take(&mut self, item: u8) {
        let last = u16::from(item) + 1;
        self.end += usize::from(self.last != last);
        self.last = last;
    }
}

/// A score in 128ths: half the memory of all that is kept of a story.
#[derive(Clone, Copy, Debug, Default)]
struct Fixed(i16);

impl Fixed {
    const UNIT: f32 = 128.0;

    /// The nearest there is; what is beyond ±255 is as good as certain.
    #[inline]
    fn new(score: f32) -> Self {
        /// Beside a number so large a smaller one has no places behind the point: adding it rounds without a call.
        const WHOLE: f32 = 12_582_912.0;
        Self((score * Self::UNIT + WHOLE - WHOLE) as i16)
    }

    #[inline]
    fn value(self) -> f32 {
        f32::from(self.0) / Self::UNIT
    }
}

/// By number of sentences: how much harder it is for one of them to have a thing by chance. Several have it more easily than one.
const SEVERAL_OF: [f32; 4] = [0.0, 0.0, SEVERAL * std::f32::consts::LN_2, SEVERAL * 1.098_612_3];

/// The best match of each item in the sentences seen so far.
struct Best {
    list: Vec<(u8, f32)>,
    /// By item: one more than its place in the list, 0 if it has none.
    places: [u8; MOST],
}

impl Default for Best {
    fn default() -> Self {
        Self { list: Vec::new(), places: [0; MOST] }
    }
}

impl Best {
    /// Forgets what was seen, and sees a sentence's matches.
    fn begin(&mut self, first: impl Iterator<Item = (u8, f32)>) {
        self.list.iter().for_each(|(item, _)| self.places[usize::from(*item)] = 0);
        self.list.clear();
        self.list.extend(first);
        (1..).zip(&self.list).for_each(|(place, (item, _))| self.places[usize::from(*item)] = place);
    }

    fn add(&mut self, matches: impl Iterator<Item = (u8, f32)>) {
        for (item, gain) in matches {
            let place = &mut self.places[usize::from(item)];
            match usize::from(*place).checked_sub(1) {
                Some(at) => self.list[at].1 = self.list[at].1.max(gain),
                None => {
                    self.list.push((item, gain));
                    *place = self.list.len() as u8;
                }
            }
        }
    }

    fn sum(&self, several: f32) -> f32 {
        self.list.iter().map(|(_, gain)| (gain - several).max(0.0)).sum()
    }
}

/// The keys that a word of the story was learnt to share.
fn learnt_keys(word: u64, learnt: &Learnt) -> &[Key] {
    if word == 0 { &[] } else { learnt.get(&word).map_or(&[], SmallVec::as_slice) }
}

/// The sentences of an edition that are compared: all of them, or some.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    /// The edition.
    pub(super) all: &'a [Evidence],
    /// Numbers of sentences, ascending; every sentence if `None`.
    pub(super) some: Option<&'a [usize]>,
    /// Where the keys of the edition stand.
    pub(super) places: &'a Places,
    /// What was learnt of its words.
    pub(super) learnt: &'a Learnt,
}

impl<'a> Chosen<'a> {
    /// How many sentences are compared.
    pub(super) fn len(&self) -> usize {
        self.some.map_or(self.all.len(), <[usize]>::len)
    }

    /// The number in the edition of the `i`-th sentence that is compared.
    fn number(&self, i: usize) -> usize {
        self.some.map_or(i, |some| some[i])
    }

    fn get(&self, i: usize) -> &'a Evidence {
        &self.all[self.number(i)]
    }

    /// The place of a sentence among those that are compared.
    fn index(&self, number: u32) -> Option<u32> {
        self.some.map_or(Some(number), |some| some.binary_search(&(number as usize)).ok().map(|at| at as u32))
    }
}

/// In which sentences of an edition each key stands.
#[derive(Debug, Default)]
pub(super) struct Places {
    lists: FxHashMap<u64, (u32, u32)>,
    sentences: Vec<u32>,
    /// In how many sentences each word stands.
    pub(super) words: FxHashMap<u64, u32>,
}

impl Places {
    /// Of the keys of an edition.
    pub(super) fn new(side: &[Evidence]) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(side.iter().map(|sentence| sentence.keys().len()).sum());
        for (at, sentence) in side.iter().enumerate() {
            all.extend(sentence.keys().iter().map(|key| (key.id, at as u32)));
        }
        let mut words: FxHashMap<u64, u32> = FxHashMap::default();
        for item in side.iter().flat_map(|sentence| &sentence.items).filter(|item| item.word != 0) {
            *words.entry(item.word).or_default() += 1;
        }
        Self { words, ..Self::of_pairs(all) }
    }

    /// Of the keys that were learnt.
    fn of_learnt(side: &[Evidence], learnt: &Learnt) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::new();
        if !learnt.is_empty() {
            for (at, sentence) in side.iter().enumerate() {
                all.extend(sentence.items().flat_map(|item| learnt_keys(item.word, learnt)).map(|key| (key.id, at as u32)));
            }
        }
        Self::of_pairs(all)
    }

    fn of_pairs(mut all: Vec<(u64, u32)>) -> Self {
        all.sort_unstable();
        all.dedup();
        let mut lists: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        lists.reserve(all.chunk_by(|x, y| x.0 == y.0).count());
        for (at, (key, _)) in all.iter().enumerate() {
            lists.entry(*key).or_insert((at as u32, 0)).1 += 1;
        }
        Self { lists, sentences: all.into_iter().map(|(_, sentence)| sentence).collect(), words: FxHashMap::default() }
    }

    /// The sentences that have a key, in order.
    pub(super) fn of(&self, key: u64) -> &[u32] {
        self.lists.get(&key).map_or(&[], |(start, len)| &self.sentences[*start as usize..(*start + *len) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, ItemKind};
    use super::*;

    /// Sentences that share some words with their neighbours and a few with distant ones.
    fn side(count: usize, shift: u64) -> Vec<Evidence> {
        let sentence = |n: u64| {
            let keys = [n, n / 2 + 100, n % 5 + 200, (n * 7 + shift) % 11 + 300].map(|id| [Key { id, chance: 0.02 }]);
            Evidence::new(40, 0, keys.iter().map(|keys| Item { kind: ItemKind::Word, keys, word: keys[0].id }))
        };
        (0..count as u64).map(sentence).collect()
    }

    #[test]
    fn kept_sums_are_those_that_are_worked_out_and_do_without_the_entries() {
        let (a, b) = (side(12, 0), side(14, 3));
        let (places, others, learnt) = (Places::new(&a), Places::new(&b), Learnt::default());
        let [own, other] = [(&a, &places), (&b, &others)].map(|(all, places)| Chosen { all, some: None, places, learnt: &learnt });
        for reach in [0..14, 3..9] {
            let matches = Matches::new(&own, &other, |_| reach.clone(), &[0.3; KINDS], Keep::Gains);
            let runs = || (0..10).flat_map(|i| (1..=3).map(move |n| i..i + n)).flat_map(|run| (0..14).map(move |j| (run.clone(), j)));
            // What begins in reach and goes on behind it counts what is in reach.
            let runs = || runs().flat_map(|(run, j)| (1..=3).map(move |n| (run.clone(), j..j + n))).filter(|(_, to)| to.end <= reach.end);
            let before: Vec<f32> = runs().map(|(run, to)| matches.score(run, to)).collect();
            let worked_out: Vec<f32> = runs().map(|(run, to)| run.map(|i| matches.sum(i, to.clone())).sum()).collect();
            assert!(before.iter().zip(&worked_out).all(|(kept, exact)| (kept - exact).abs() < 0.02), "{before:?}\n{worked_out:?}");
            assert!(before.iter().any(|score| *score > 0.0) && before.iter().any(|score| *score < 0.0));
            for keep in [Keep::Items, Keep::Sums] {
                let less = Matches::new(&own, &other, |_| reach.clone(), &[0.3; KINDS], keep);
                let without: Vec<f32> = runs().map(|(run, to)| less.score(run, to)).collect();
                assert_eq!(before, without);
            }
        }
    }
}
