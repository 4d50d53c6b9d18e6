//! Which places of the lattice are looked at: all of them in a short text, a strip along the likely path in a long one.

use super::matches::Places;
use super::{Evidence, guide};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A lattice of more places than this is narrowed to a strip.
const FULL: usize = 16_000;
/// Sentences on either side of the likely path.
const MARGIN: usize = 20;
/// The same for the rough path, which costs little.
const WIDE: usize = 250;
/// By how much a strip is widened at most where little is known of the path.
const UNSURE: usize = 150;
/// How far an anchor may lie from its neighbours' line, in sentences, before it is taken for a chance match.
const RARE: usize = 2;

/// For every row from 0 to `rows` the columns that are looked at, from 0 to `columns`. Both ends of the range never decrease, so that there is
/// a way through, and the corners are inside.
#[derive(Clone, Debug)]
pub(super) struct Band {
    lines: Vec<Range<usize>>,
    offsets: Vec<usize>,
}

impl Band {
    /// Everything, or the strip around rare things that two texts share.
    pub(super) fn new(a: &[Evidence], b: &[Evidence], places: [&Places; 2]) -> Self {
        let (rows, columns) = (a.len(), b.len());
        if (rows + 1) * (columns + 1) <= FULL {
            return Self::full(rows, columns);
        }
        let wide = Self::along(&anchors(a, b), rows, columns, WIDE);
        Self::along(&guide::points(a, b, places, &wide), rows, columns, MARGIN)
    }

    /// Every place.
    pub(super) fn full(rows: usize, columns: usize) -> Self {
        Self::of((0..=rows).map(|_| 0..columns + 1).collect())
    }

    /// A strip along a path through `points`, which ascend in both.
    fn along(points: &[(usize, usize)], rows: usize, columns: usize, margin: usize) -> Self {
        let mut lines: Vec<Range<usize>> = (0..=rows).map(|_| columns..columns + 1).collect();
        let corners = [(0, 0)].into_iter().chain(points.iter().copied()).chain([(rows, columns)]);
        let mut last = (0, 0);
        for point in corners {
            // Between two anchors far apart the path is less known, so the strip is wider.
            let (height, width) = (point.0 - last.0, point.1.saturating_sub(last.1));
            let margin = margin + (height.max(width) / 4).min(UNSURE);
            for (row, line) in lines.iter_mut().enumerate().take(point.0 + 1).skip(last.0) {
                let middle = last.1 + (row - last.0) * width / height.max(1);
                let from = if height == 0 { last.1 } else { middle };
                let start = from.saturating_sub(margin);
                let end = (middle.max(if height == 0 { point.1 } else { middle }) + margin).min(columns) + 1;
                *line = if line.start == columns && line.end == columns + 1 && row < rows {
                    start..end
                } else {
                    line.start.min(start)..line.end.max(end)
                };
            }
            last = point;
        }
        Self::through(lines, columns)
    }

    /// The lines as given, widened so that there is a way from corner to corner.
    pub(super) fn through(mut lines: Vec<Range<usize>>, columns: usize) -> Self {
        let rows = lines.len().saturating_sub(1);
        lines[0].start = 0;
        lines[rows].end = columns + 1;
        for row in 1..=rows {
            lines[row].end = lines[row].end.max(lines[row - 1].end);
        }
        for row in (0..rows).rev() {
            lines[row].start = lines[row].start.min(lines[row + 1].start);
        }
        // A line and the next one have a column in common.
        for row in 1..=rows {
            lines[row - 1].end = lines[row - 1].end.max(lines[row].start + 1);
        }
        Self::of(lines)
    }

    fn of(lines: Vec<Range<usize>>) -> Self {
        let mut offsets = Vec::with_capacity(lines.len() + 1);
        let mut total = 0;
        for line in &lines {
            offsets.push(total);
            total += line.len();
        }
        offsets.push(total);
        Self { lines, offsets }
    }

    /// Rows, without the last line.
    pub(super) fn rows(&self) -> usize {
        self.lines.len() - 1
    }

    /// The columns of a line.
    pub(super) fn line(&self, row: usize) -> Range<usize> {
        self.lines[row].clone()
    }

    /// The number of the first place of a line.
    pub(super) fn offset(&self, row: usize) -> usize {
        self.offsets[row]
    }

    /// The lines that have a column.
    pub(super) fn rows_at(&self, column: usize) -> Range<usize> {
        let start = self.lines.partition_point(|line| line.end <= column);
        let end = self.lines.partition_point(|line| line.start <= column);
        start..end.max(start)
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.offsets[self.lines.len()]
    }

    /// The number of a place; `None` outside the strip.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        let line = &self.lines[row];
        line.contains(&column).then(|| self.offsets[row] + column - line.start)
    }

    /// The columns whose sentences can stand in a run with sentence `row`, where runs have up to `longest` sentences.
    pub(super) fn reach(&self, row: usize, longest: usize) -> Range<usize> {
        let last = self.rows();
        self.lines[row.saturating_sub(longest - 1)].start..self.lines[(row + longest).min(last)].end.saturating_sub(1)
    }
}

/// Pairs of sentences that share rare things, as a chain that ascends in both texts.
fn anchors(a: &[Evidence], b: &[Evidence]) -> Vec<(usize, usize)> {
    let places = |side: &[Evidence]| {
        let mut out: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for (at, sentence) in side.iter().enumerate() {
            for key in sentence.keys().iter().filter(|key| key.chance < 0.02) {
                let entry = out.entry(key.id).or_insert((0, at as u32));
                entry.0 += 1;
            }
        }
        out
    };
    let (left, right) = (places(a), places(b));
    let mut points: Vec<(usize, usize, u32)> = Vec::new();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for (key, (count, at)) in &left {
        if *count as usize <= RARE
            && let Some((other, to)) = right.get(key).filter(|(other, _)| *other as usize <= RARE)
        {
            *shared.entry((*at, *to)).or_default() += if *count == 1 && *other == 1 { 2 } else { 1 };
        }
    }
    points.extend(shared.into_iter().filter(|(_, weight)| *weight >= 3).map(|((i, j), weight)| (i as usize, j as usize, weight)));
    points.sort_unstable();
    heaviest_chain(&points)
}

/// The heaviest chain of points that ascends in both coordinates, in n log n by a Fenwick tree of maxima.
fn heaviest_chain(points: &[(usize, usize, u32)]) -> Vec<(usize, usize)> {
    let width = points.iter().map(|point| point.1).max().map_or(0, |widest| widest + 2);
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); width + 1];
    let mut back = vec![usize::MAX; points.len()];
    let mut best = vec![0_u64; points.len()];
    let mut from = 0;
    while from < points.len() {
        // Points of one row do not follow each other: all are read before any is written.
        let to = from + points[from..].iter().take_while(|point| point.0 == points[from].0).count();
        for at in from..to {
            let (mut column, mut found) = (points[at].1, (0, usize::MAX));
            while column > 0 {
                found = found.max_by_weight(tree[column]);
                column -= column & column.wrapping_neg();
            }
            best[at] = found.0 + u64::from(points[at].2);
            back[at] = found.1;
        }
        for at in from..to {
            let mut column = points[at].1 + 1;
            while column <= width {
                tree[column] = tree[column].max_by_weight((best[at], at));
                column += column & column.wrapping_neg();
            }
        }
        from = to;
    }
    let mut out = Vec::new();
    let mut at = (0..points.len()).max_by_key(|at| best[*at]).unwrap_or(usize::MAX);
    while at != usize::MAX {
        out.push((points[at].0, points[at].1));
        at = back[at];
    }
    out.reverse();
    out
}

trait MaxByWeight {
    fn max_by_weight(self, other: Self) -> Self;
}

impl MaxByWeight for (u64, usize) {
    fn max_by_weight(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ascends_and_leaves_out_what_crosses() {
        let points = [(0, 0, 3), (1, 9, 4), (2, 2, 3), (3, 3, 3), (3, 4, 1)];
        assert_eq!(heaviest_chain(&points), [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(heaviest_chain(&[]), []);
    }

    #[test]
    fn a_strip_has_both_corners_and_no_gap() {
        for points in [vec![], vec![(500, 100), (501, 900)], vec![(0, 0), (999, 10)]] {
            let band = Band::along(&points, 1000, 1000, MARGIN);
            assert!(band.at(0, 0).is_some() && band.at(1000, 1000).is_some());
            for row in 0..1000 {
                let (line, next) = (band.line(row), band.line(row + 1));
                assert!(line.start <= next.start && line.end <= next.end && next.start < line.end, "{row}: {line:?} {next:?}");
            }
        }
    }
}
