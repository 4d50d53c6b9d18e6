//! A first, rough path through a lattice that is too large to be weighed: which sentence roughly corresponds to which.
//!
//! Sentences are alike by the rare keys that they share (the cosine of their inverse frequencies); the path in order with the greatest sum is
//! found in a wide strip that costs a quarter of a byte a place. Costs time and memory linear in the length of the texts, as the strip's width is bounded.

use super::band::Band;
use super::matches::Places;
use super::{Evidence, Key};

/// What it costs to leave a sentence out: less than a chance likeness is worth.
const GAP: f32 = 0.02;

const START: u8 = 0;
const BOTH: u8 = 1;
const ROW: u8 = 2;
const COLUMN: u8 = 3;

/// How the best path comes to each place; a byte has four steps.
struct Steps(Vec<u8>);

impl Steps {
    /// Of so many places, to none of which a path comes.
    fn new(places: usize) -> Self {
        Self(vec![0; places.div_ceil(4)])
    }

    /// Notes the step to a place, once.
    fn put(&mut self, at: usize, step: u8) {
        self.0[at / 4] |= step << (at % 4 * 2);
    }

    fn get(&self, at: usize) -> u8 {
        self.0[at / 4] >> (at % 4 * 2) & 3
    }
}

/// Places that the best path through `strip` goes through, ascending in both texts.
pub(super) fn points(a: &[Evidence], b: &[Evidence], places: [&Places; 2], strip: &Band) -> Vec<(usize, usize)> {
    let mut steps = Steps::new(strip.len());
    let mut likeness = Likeness::new(a, b, places);
    let (mut last, mut here) = (vec![f32::NEG_INFINITY; b.len() + 1], vec![f32::NEG_INFINITY; b.len() + 1]);
    for row in 0..=a.len() {
        let line = strip.line(row);
        let above = row.checked_sub(1).map_or(0..0, |above| strip.line(above));
        if row > 0 {
            likeness.look(row - 1, line.start.saturating_sub(1)..line.end.saturating_sub(1));
        }
        for column in line.clone() {
            let mut best = if row == 0 && column == 0 { (0.0, START) } else { (f32::NEG_INFINITY, START) };
            let mut take = |value: f32, step: u8| {
                if value > best.0 {
                    best = (value, step);
                }
            };
            if column > 0 && above.contains(&(column - 1)) {
                take(last[column - 1] + likeness.of(column - 1), BOTH);
            }
            if above.contains(&column) {
                take(last[column] - GAP, ROW);
            }
            if column > line.start {
                take(here[column - 1] - GAP, COLUMN);
            }
            here[column] = best.0;
            if let Some(at) = strip.at(row, column) {
                steps.put(at, best.1);
            }
        }
        std::mem::swap(&mut last, &mut here);
    }
    let mut out = Vec::new();
    let (mut row, mut column) = (a.len(), b.len());
    while let Some(at) = strip.at(row, column) {
        match steps.get(at) {
            BOTH => {
                out.push((row, column));
                (row, column) = (row - 1, column - 1);
            }
            ROW => row -= 1,
            COLUMN => column -= 1,
            _ => break,
        }
    }
    out.reverse();
    out
}

/// How alike one sentence is to those of the other text.
struct Likeness<'a> {
    own: &'a [Evidence],
    places: [&'a Places; 2],
    norms: [Vec<f32>; 2],
    total: f32,
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl<'a> Likeness<'a> {
    fn new(a: &'a [Evidence], b: &'a [Evidence], places: [&'a Places; 2]) -> Self {
        let mut out = Self {
            own: a,
            places,
            norms: [Vec::new(), Vec::new()],
            total: a.len().max(b.len()) as f32,
            values: vec![0.0; b.len()],
            touched: Vec::new(),
        };
        out.norms = [a, b].map(|side| {
            let norm = |sentence: &Evidence| sentence.keys().iter().map(|key| out.worth(key).powi(2)).sum::<f32>().sqrt().max(1.0);
            side.iter().map(norm).collect()
        });
        out
    }

    /// How rare a key is; nothing if only one text has it, or a tenth of the sentences.
    fn worth(&self, key: &Key) -> f32 {
        let [a, b] = [0, 1].map(|side| self.places[side].of(key.id).len() as f32);
        if a == 0.0 || b == 0.0 || a.max(b) > self.total / 10.0 + 3.0 { 0.0 } else { (self.total / a.max(b)).ln() }
    }

    /// Compares sentence `row` with the sentences `within`.
    fn look(&mut self, row: usize, within: std::ops::Range<usize>) {
        for column in self.touched.drain(..) {
            self.values[column as usize] = 0.0;
        }
        for key in self.own[row].keys() {
            let worth = self.worth(key).powi(2) / self.norms[0][row];
            if worth == 0.0 {
                continue;
            }
            let others = self.places[1].of(key.id);
            let from = others.partition_point(|column| (*column as usize) < within.start);
            for column in others[from..].iter().take_while(|column| (**column as usize) < within.end) {
                self.values[*column as usize] += worth / self.norms[1][*column as usize];
                self.touched.push(*column);
            }
        }
    }

    fn of(&self, column: usize) -> f32 {
        self.values[column]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, ItemKind};
    use super::*;

    #[test]
    fn the_path_follows_what_is_shared_past_a_passage_that_one_text_lacks() {
        let sentence = |n: u64| {
            let keys = [3 * n, 3 * n + 1].map(|id| [Key { id, chance: 0.01 }]);
            Evidence::new(50, 0, keys.iter().map(|keys| Item { kind: ItemKind::Name, keys, word: 0 }))
        };
        let (a, b): (Vec<_>, Vec<_>) = ((0..60).map(sentence).collect(), (0..20).chain(40..60).map(sentence).collect());
        let points = points(&a, &b, [&Places::new(&a), &Places::new(&b)], &Band::full(a.len(), b.len()));
        assert_eq!(points.len(), 40);
        assert!(points.contains(&(20, 20)) && points.contains(&(41, 21)), "{points:?}");
    }
}
