//! Passages that stand elsewhere in the other edition: what a path in order had to leave single on both sides, paired after all.

use super::lattice::Link;
use std::ops::Range;

/// What it costs to say that a passage was moved rather than left out here and put in there, beside the number of places that it could have
/// moved to. Less than nothing: what no path could place in either edition, and is alike, seldom is two passages.
const MOVED: f32 = -2.0;
/// Sizes of beads in a moved passage, and what each costs.
const SHAPES: [(usize, usize, f32); 5] = [(1, 1, 0.2), (1, 2, 2.5), (2, 1, 2.5), (1, 3, 4.5), (3, 1, 4.5)];

/// More pairs of rows and columns than this are searched half by half: what was moved from one half of a very long text to the other is not found.
const MOST: usize = 10_000;

/// Pairs runs of single rows with runs of single columns. `compare` gives what scores runs of the rows and columns that it is told.
pub(super) fn find<S: Fn(Range<usize>, Range<usize>) -> f32>(
    mut rows: Vec<usize>,
    mut columns: Vec<usize>,
    compare: &impl Fn(&[usize], &[usize]) -> S,
) -> Vec<Link> {
    if rows.len() > 1 && columns.len() > 1 && rows.len() * columns.len() > MOST {
        let (second, other) = (rows.split_off(rows.len() / 2), columns.split_off(columns.len() / 2));
        let mut found = find(rows, columns, compare);
        found.extend(find(second, other, compare));
        return found;
    }
    if rows.is_empty() || columns.is_empty() {
        return Vec::new();
    }
    let scorer = compare(&rows, &columns);
    let mut found: Vec<Link> = Vec::new();
    while let Some((score, passage)) = best_passage(&rows, &columns, &scorer) {
        let odds = score - MOVED - ((rows.len() * columns.len()) as f32).ln();
        if odds < 0.0 {
            break;
        }
        let probability = 1.0 / (1.0 + (-odds).exp());
        for (own, other) in passage {
            rows.retain(|row| !own.contains(row));
            columns.retain(|column| !other.contains(column));
            found.push(Link { rows: own, columns: other, probability });
        }
    }
    found
}

type Passage = Vec<(Range<usize>, Range<usize>)>;

/// The passage with the best score: neighbouring single rows paired in order with neighbouring single columns.
fn best_passage(rows: &[usize], columns: &[usize], scorer: &impl Fn(Range<usize>, Range<usize>) -> f32) -> Option<(f32, Passage)> {
    let (height, width) = (rows.len(), columns.len());
    // By how many rows and columns are behind: best score of a passage that ends there, and the shape of its last bead.
    let mut best = vec![(0.0_f32, usize::MAX); (height + 1) * (width + 1)];
    let mut top = (0.0, 0, 0);
    let together = |list: &[usize]| list.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    for i in 1..=height {
        for j in 1..=width {
            for (shape, &(a, b, cost)) in SHAPES.iter().enumerate() {
                if a > i || b > j || !together(&rows[i - a..i]) || !together(&columns[j - b..j]) {
                    continue;
                }
                let (from, to) = (rows[i - a], columns[j - b]);
                let joined = i > a && j > b && rows[i - a - 1] + 1 == from && columns[j - b - 1] + 1 == to;
                let behind = if joined { best[(i - a) * (width + 1) + j - b].0.max(0.0) } else { 0.0 };
                let score = behind + scorer(from..from + a, to..to + b) - cost;
                let here = &mut best[i * (width + 1) + j];
                if score > here.0 {
                    *here = (score, shape);
                    if score > top.0 {
                        top = (score, i, j);
                    }
                }
            }
        }
    }
    let (score, mut i, mut j) = top;
    let mut passage = Vec::new();
    while i > 0 && j > 0 {
        let (_, shape) = best[i * (width + 1) + j];
        let Some(&(a, b, _)) = SHAPES.get(shape) else { break };
        let (from, to) = (rows[i - a], columns[j - b]);
        passage.push((from..from + a, to..to + b));
        if !(i > a && j > b && rows[i - a - 1] + 1 == from && columns[j - b - 1] + 1 == to) {
            break;
        }
        (i, j) = (i - a, j - b);
    }
    (!passage.is_empty()).then_some((score, passage))
}
