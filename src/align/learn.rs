//! What a first alignment teaches about two editions: how freely one follows the other, and which of their words go together.

use super::lattice::{Gaps, Lattice, Link};
use super::matches::Learnt;
use super::scorer::{Habits, KEPT, Scorer};
use super::{Evidence, Item, ItemKind, KINDS, Key};
use rustc_hash::FxHashMap;

/// A bead that is less probable teaches nothing of habits.
const SURE: f32 = 0.7;
/// How many items of evidence the usual habits are worth.
const PRIOR: f32 = 20.0;

/// How freely the editions follow each other, as the likely beads show it.
pub(super) fn habits(a: &[Evidence], b: &[Evidence], scorer: &Scorer, lattice: &Lattice<'_>, before: &Habits) -> Habits {
    let mut counts = [[[0.0_f32; 2]; KINDS]; 2];
    let mut ratios: Vec<f32> = Vec::new();
    for link in lattice.likely(SURE) {
        let runs = [link.rows.clone(), link.columns.clone()];
        for (side, items) in [a, b].into_iter().enumerate() {
            scorer.matches[side].count(runs[side].clone(), runs[1 - side].clone(), items, link.probability, &mut counts[side]);
        }
        let chars = |side: &[Evidence]| side.iter().map(|sentence| sentence.length.max(1)).sum::<usize>() as f32;
        ratios.push((chars(&b[link.columns]) / chars(&a[link.rows])).ln());
    }
    let mut kept = [KEPT, KEPT];
    for (side, counts) in counts.iter().enumerate() {
        for (kind, [all, hit]) in counts.iter().enumerate() {
            kept[side][kind] = ((hit + PRIOR * KEPT[kind]) / (all + PRIOR)).clamp(0.02, 0.95);
        }
    }
    ratios.sort_unstable_by(f32::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or(before.ratio);
    let n = ratios.len() as f32;
    Habits { kept, ratio: (middle * n + before.ratio * 3.0) / (n + 3.0) }
}

/// How often sentences have no counterpart.
pub(super) fn gaps(lattice: &Lattice<'_>, rows: usize, columns: usize) -> Gaps {
    let usual = Gaps::default();
    let of = |side: usize, n: usize, usual: f32| {
        // A gap has one sentence or two: what begins is fewer than what is missing.
        let single: f32 = lattice.single[side].iter().sum::<f32>() * 0.65;
        ((single + 10.0 * usual) / (n as f32 + 10.0)).clamp(0.01, 0.07)
    };
    Gaps { open: [of(0, rows, usual.open[0]), of(1, columns, usual.open[1])], extend: usual.extend }
}

/// Words that stand in more than this share of the sentences say nothing.
const COMMON: f32 = 0.25;
/// How often two words must meet.
const LEAST: f32 = 1.6;
/// Share of the places of either word at which the other one stands too.
const TOGETHER: f32 = 0.7;

/// Words of the two editions that go together, as keys that they share from now on; `counts` say in how many sentences each word of an edition stands.
pub(super) fn words(a: &[Evidence], b: &[Evidence], counts: [&FxHashMap<u64, u32>; 2], links: &[Link]) -> [Learnt; 2] {
    let useful = |side: usize, n: usize, item: &Item<'_>| {
        let seen = counts[side].get(&item.word).copied().unwrap_or(0) as f32;
        !matches!(item.kind, ItemKind::Figure | ItemKind::Mark) && item.word != 0 && seen >= 2.0 && seen <= (n as f32 * COMMON).max(3.0)
    };
    let of = |side: usize, run: &[Evidence], n: usize| -> Vec<u64> {
        let mut words: Vec<u64> = run.iter().flat_map(Evidence::items).filter(|item| useful(side, n, item)).map(|item| item.word).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let links: Vec<&Link> = links.iter().filter(|link| !link.rows.is_empty() && !link.columns.is_empty()).collect();
    // By word of the first edition the links in which it stands; by link the words of the second, as numbers.
    let mut left: Vec<(u64, u32)> = Vec::new();
    let (mut right, mut starts): (Vec<u32>, Vec<usize>) = (Vec::new(), vec![0]);
    let (mut known, mut numbers): (Vec<u64>, FxHashMap<u64, u32>) = Default::default();
    for (at, link) in (0..).zip(&links) {
        left.extend(of(0, &a[link.rows.clone()], a.len()).into_iter().map(|word| (word, at)));
        for word in of(1, &b[link.columns.clone()], b.len()) {
            right.push(*numbers.entry(word).or_insert(known.len() as u32));
            if known.len() < numbers.len() {
                known.push(word);
            }
        }
        starts.push(right.len());
    }
    drop(numbers);
    left.sort_unstable();
    // How often a word of the first edition meets each of the second: of one word at a time, as all together are far more than the text has words.
    let mut met = vec![0.0_f32; known.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs: Vec<(f32, f32, u64, u64)> = Vec::new();
    for stands in left.chunk_by(|own, next| own.0 == next.0) {
        for (_, at) in stands {
            let at = *at as usize;
            for number in &right[starts[at]..starts[at + 1]] {
                let met = &mut met[*number as usize];
                if *met == 0.0 {
                    touched.push(*number);
                }
                *met += links[at].probability;
            }
        }
        let x = stands[0].0;
        let nx = counts[0].get(&x).copied().unwrap_or(0) as f32;
        for number in touched.drain(..) {
            let met = std::mem::take(&mut met[number as usize]);
            if met < LEAST {
                continue;
            }
            let y = known[number as usize];
            let ny = counts[1].get(&y).copied().unwrap_or(0) as f32;
            let share = 2.0 * met / (nx + ny);
            if share >= TOGETHER {
                pairs.push((share * met.sqrt(), met, x, y));
            }
        }
    }
    pairs.sort_unstable_by(|p, q| q.0.total_cmp(&p.0).then((p.2, p.3).cmp(&(q.2, q.3))));
    let mut learnt = [Learnt::default(), Learnt::default()];
    for (_, met, x, y) in pairs {
        // Few words have more than two translations in one story.
        if learnt[0].get(&x).is_some_and(|keys| keys.len() >= 2) || learnt[1].get(&y).is_some_and(|keys| keys.len() >= 2) {
            continue;
        }
        let key = Key { id: x.rotate_left(21) ^ y, chance: if met >= 3.0 { 0.02 } else { 0.08 } };
        learnt[0].entry(x).or_default().push(key);
        learnt[1].entry(y).or_default().push(key);
    }
    learnt
}
