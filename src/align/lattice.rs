//! All ways to pair runs of rows with runs of columns in order, weighed by forward and backward sums.
//!
//! What comes out is not the single best path but, for every bead, how probable it is over all paths; the path chosen is the one that is expected
//! to place most sentences right. A run without counterpart is cheaper to continue than to begin: what is left out is left out in passages.

use super::band::Band;
use std::collections::VecDeque;
use std::ops::Range;

/// Sizes of beads (rows, columns) and how common they are.
const SHAPES: [(usize, usize, f32); 8] =
    [(1, 1, 0.75), (1, 2, 0.11), (2, 1, 0.11), (1, 3, 0.008), (3, 1, 0.008), (2, 2, 0.008), (2, 3, 0.001), (3, 2, 0.001)];

/// How sentences without counterpart are expected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Probability that rows without counterpart begin here, and columns.
    pub(super) open: [f32; 2],
    /// Probability that the next one has none either.
    pub(super) extend: f32,
}

impl Default for Gaps {
    fn default() -> Self {
        Self { open: [0.03; 2], extend: 0.28 }
    }
}

/// A run of rows and a run of columns that say the same; one may be empty.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Rows.
    pub(super) rows: Range<usize>,
    /// Columns.
    pub(super) columns: Range<usize>,
    /// How probable it is.
    pub(super) probability: f32,
}

/// What a sentence rightly left without counterpart counts, where one rightly placed counts 1: an omission that is none is a false alarm.
const LONE: f32 = 0.25;

/// The weighed lattice.
#[derive(Debug)]
pub(super) struct Lattice<'b> {
    band: &'b Band,
    columns: usize,
    /// By place of its end and shape: how probable a bead is.
    beads: Vec<[f32; SHAPES.len()]>,
    /// How probable it is that a row, or a column, has no counterpart.
    pub(super) single: [Vec<f32>; 2],
}

/// Places on either side of what is likely.
const MARGIN: usize = 3;

/// Places whose best path is e to this power less probable than the best path are not looked at: whatever leads through them adds nothing that a number
/// could show.
const HOPELESS: f32 = 40.0;

/// The places of a strip that any path worth weighing goes through: told by the best path of single sentences through each, which costs a fraction of
/// weighing all ways.
pub(super) fn promising(band: &Band, columns: usize, gaps: &Gaps, score: impl Fn(Range<usize>, Range<usize>) -> f32) -> Band {
    let rows = band.rows();
    // What is left out is taken for cheap, as whole passages may be.
    let skip = gaps.extend.ln();
    let (mut pairs, mut ahead) = (vec![f32::NEG_INFINITY; band.len()], vec![f32::NEG_INFINITY; band.len()]);
    let mut forward = vec![f32::NEG_INFINITY; band.len()];
    for row in 0..=rows {
        let above = Above::new(band, row);
        for (at, column) in above.places() {
            let mut best = if row + column == 0 { 0.0 } else { f32::NEG_INFINITY };
            if let Some(from) = above.before(column, 1, 1) {
                pairs[at] = score(row - 1..row, column - 1..column);
                best = forward[from] + pairs[at];
            }
            for from in [above.before(column, 1, 0), above.before(column, 0, 1)].into_iter().flatten() {
                best = best.max(forward[from] + skip);
            }
            forward[at] = best;
        }
    }
    let Some(end) = band.at(rows, columns) else { return band.clone() };
    ahead[end] = 0.0;
    let least = forward[end] - HOPELESS;
    let mut lines = vec![0..0; rows + 1];
    for row in (0..=rows).rev() {
        let above = Above::new(band, row);
        for (at, column) in above.places().rev() {
            if let Some(from) = above.before(column, 1, 1) {
                ahead[from] = ahead[from].max(ahead[at] + pairs[at]);
            }
            for from in [above.before(column, 1, 0), above.before(column, 0, 1)].into_iter().flatten() {
                ahead[from] = ahead[from].max(ahead[at] + skip);
            }
            if forward[at] + ahead[at] >= least {
                let line: &mut Range<usize> = &mut lines[row];
                *line = if line.start >= line.end { column..column + 1 } else { line.start.min(column)..line.end.max(column + 1) };
            }
        }
    }
    let own = |row: usize| band.line(row);
    let wide = lines.into_iter().enumerate().map(|(row, line)| {
        let (start, end) = (line.start.saturating_sub(TALLEST), line.end + TALLEST);
        if line.is_empty() { own(row) } else { start.max(own(row).start)..end.min(own(row).end) }
    });
    Band::through(wide.collect(), columns)
}

const MATCH: usize = 0;
const ROW: usize = 1;
const COLUMN: usize = 2;

/// A score above this is as good as certain, and a sum of probabilities above the other as good as endless: numbers stay in the range of their type.
const SUREST: f32 = 300.0;
const ENDLESS: f64 = 1e280;

impl<'b> Lattice<'b> {
    /// Weighs all paths; `score` says how much likelier two runs are if they say the same.
    ///
    /// Probabilities are summed as they are and not as logarithms. So that they stay in range, those of a row are taken in units of the greatest of the row
    /// before, rounded to a power of two, which changes no digit.
    pub(super) fn new(band: &'b Band, columns: usize, gaps: &Gaps, score: impl Fn(Range<usize>, Range<usize>) -> f32) -> Self {
        let rows = band.rows();
        let enter = enter(gaps);
        // Scores first, then probabilities.
        let mut beads = vec![[0.0; SHAPES.len()]; band.len()];
        // Forward: by place, the sum over all ways to come there, ending in a bead, a single row or a single column; and what it is to go on with a bead.
        let mut forward = vec![[0.0; 3]; band.len()];
        let mut leave = vec![0.0; band.len()];
        let mut units = Units::default();
        for row in 0..=rows {
            let (above, unit) = (Above::new(band, row), units.of(row));
            let mut most = 0.0_f64;
            for (at, column) in above.places() {
                let mut ways = [0.0; SHAPES.len() + 1];
                if row + column == 0 {
                    ways[SHAPES.len()] = 1.0;
                }
                for (shape, &(height, width, common)) in SHAPES.iter().enumerate() {
                    if let Some(from) = above.before(column, height, width) {
                        let score = score(row - height..row, column - width..column);
                        beads[at][shape] = score;
                        ways[shape] = leave[from] * unit[height] * f64::from(common) * exp(score.min(SUREST));
                    }
                }
                let here = [
                    sum(&ways),
                    above.before(column, 1, 0).map_or(0.0, |from| into(&forward[from], &enter[ROW]) * unit[1]),
                    above.before(column, 0, 1).map_or(0.0, |from| into(&forward[from], &enter[COLUMN])),
                ];
                forward[at] = here;
                leave[at] = into(&here, &enter[MATCH]);
                most = here.into_iter().fold(most, f64::max);
            }
            units.add(most);
        }
        let end = band.at(rows, columns).unwrap_or(0);
        let evidence = sum(&forward[end]).max(f64::MIN_POSITIVE);
        // Backward: by place, the sum over all ways on, by their first step; probabilities are read off on the way. Only of this line and of those that a bead
        // can come from.
        let mut ahead: VecDeque<Vec<[f64; 3]>> = VecDeque::with_capacity(TALLEST + 1);
        let mut single = [vec![0.0; rows], vec![0.0; columns]];
        for row in (0..=rows).rev() {
            let (above, unit) = (Above::new(band, row), units.of(row));
            ahead.pop_front();
            for height in ahead.len()..=TALLEST.min(row) {
                ahead.push_back(vec![[0.0; 3]; above.lines[height].len()]);
            }
            for (at, column) in above.places().rev() {
                // By how one came here: the sum over all ways on, in units of the evidence where they end.
                let here = ahead[0][at - above.offsets[0]];
                let onward: [f64; 3] = match at == end {
                    true => [1.0 / evidence; 3],
                    false => std::array::from_fn(|came| sum(&std::array::from_fn::<f64, 3, _>(|step| enter[step][came] * here[step]))),
                };
                for (shape, &(height, width, common)) in SHAPES.iter().enumerate() {
                    if let Some(from) = above.before(column, height, width) {
                        let weight = unit[height] * f64::from(common) * exp(beads[at][shape].min(SUREST));
                        let on = (weight * onward[MATCH]).min(ENDLESS);
                        beads[at][shape] = probability(leave[from] * on);
                        let before = &mut ahead[height][from - above.offsets[height]][MATCH];
                        *before = sum(&[*before, on]);
                    }
                }
                if let Some(from) = above.before(column, 1, 0) {
                    let on = (onward[ROW] * unit[1]).min(ENDLESS);
                    single[0][row - 1] += probability(into(&forward[from], &enter[ROW]) * on);
                    ahead[1][from - above.offsets[1]][ROW] = on;
                }
                if let Some(from) = above.before(column, 0, 1) {
                    single[1][column - 1] += probability(into(&forward[from], &enter[COLUMN]) * onward[COLUMN]);
                    ahead[0][from - above.offsets[0]][COLUMN] = onward[COLUMN];
                }
            }
        }
        single.iter_mut().flatten().for_each(|p| *p = p.min(1.0));
        Self { band, columns, beads, single }
    }

    /// Every bead that is not improbable.
    pub(super) fn likely(&self, least: f32) -> impl Iterator<Item = Link> + '_ {
        (0..=self.band.rows()).flat_map(move |row| {
            self.band.line(row).flat_map(move |column| {
                let probable = self.band.at(row, column).map_or([0.0; SHAPES.len()], |at| self.beads[at]);
                SHAPES.iter().zip(probable).filter(move |(_, probability)| *probability >= least).map(move |((height, width, _), probability)| Link {
                    rows: row - height..row,
                    columns: column - width..column,
                    probability,
                })
            })
        })
    }

    /// The strip in which anything is likely, with a margin.
    pub(super) fn likely_band(&self) -> Band {
        let rows = self.band.rows();
        let mut lines = vec![0..0; rows + 1];
        let mut widen = |row: usize, from: usize, to: usize| {
            let (start, end) = (from.saturating_sub(MARGIN), (to + MARGIN).min(self.columns) + 1);
            let line: &mut Range<usize> = &mut lines[row];
            *line = if line.start >= line.end { start..end } else { line.start.min(start)..line.end.max(end) };
        };
        widen(0, 0, 0);
        widen(rows, self.columns, self.columns);
        for link in self.likely(1e-4).chain(self.path()) {
            (link.rows.start..=link.rows.end).for_each(|row| widen(row, link.columns.start, link.columns.end));
        }
        // What is improbable by itself lies between its neighbours.
        for row in 1..=rows {
            if lines[row].is_empty() {
                lines[row] = lines[row - 1].clone();
            }
        }
        Band::through(lines, self.columns)
    }

    /// The path that is expected to place most sentences right.
    pub(super) fn path(&self) -> Vec<Link> {
        let (band, rows) = (self.band, self.band.rows());
        let mut best = vec![(f32::NEG_INFINITY, u8::MAX); band.len()];
        for row in 0..=rows {
            let above = Above::new(band, row);
            for (at, column) in above.places() {
                let mut here = if row == 0 && column == 0 { (0.0, u8::MAX) } else { (f32::NEG_INFINITY, u8::MAX) };
                let mut take = |from: Option<usize>, gain: f32, step: u8| {
                    if let Some(from) = from.filter(|from| best[*from].0 + gain > here.0) {
                        here = (best[from].0 + gain, step);
                    }
                };
                for (shape, &(height, width, _)) in SHAPES.iter().enumerate() {
                    take(above.before(column, height, width), (height + width) as f32 * self.beads[at][shape], shape as u8);
                }
                if row > 0 {
                    take(above.before(column, 1, 0), LONE * self.single[0][row - 1], SHAPES.len() as u8);
                }
                if column > 0 {
                    take(above.before(column, 0, 1), LONE * self.single[1][column - 1], SHAPES.len() as u8 + 1);
                }
                best[at] = here;
            }
        }
        let mut out = Vec::new();
        let (mut row, mut column) = (rows, self.columns);
        while let Some(at) = band.at(row, column).filter(|_| row + column > 0) {
            let step = best[at].1 as usize;
            let (height, width, probability) = match SHAPES.get(step) {
                Some((height, width, _)) => (*height, *width, self.beads[at][step]),
                None if step == SHAPES.len() && row > 0 => (1, 0, self.single[0][row - 1]),
                None if column > 0 => (0, 1, self.single[1][column - 1]),
                None => (1, 0, self.single[0][row - 1]),
            };
            out.push(Link { rows: row - height..row, columns: column - width..column, probability: probability.min(1.0) });
            (row, column) = (row - height, column - width);
        }
        out.reverse();
        out.shrink_to_fit();
        out
    }
}

/// By what comes next (bead, row, column) and what came last: the probability of that step.
fn enter(gaps: &Gaps) -> [[f64; 3]; 3] {
    let [row, column, extend] = [gaps.open[0], gaps.open[1], gaps.extend].map(f64::from);
    // After single rows single columns may follow but not the other way round, so that a replaced passage is one path and not many.
    let replaced = column;
    [[1.0 - row - column, (1.0 - extend - replaced).max(0.05), 1.0 - extend], [row, extend, 0.0], [column, replaced, extend]]
}

/// The units in which the probabilities of each row are taken.
#[derive(Default)]
struct Units {
    /// By row: one over its greatest probability, as a power of two.
    shrink: Vec<f64>,
}

impl Units {
    /// By height: what turns probabilities of the row so far above `row` into those of `row`.
    fn of(&self, row: usize) -> [f64; TALLEST + 1] {
        let mut out = [1.0; TALLEST + 1];
        for height in 1..=TALLEST.min(row) {
            out[height] = out[height - 1] * self.shrink[row - height];
        }
        out
    }

    /// Notes the greatest probability of the next row.
    fn add(&mut self, most: f64) {
        let power = f64::from_bits(most.to_bits() & f64::INFINITY.to_bits());
        self.shrink.push(if power.is_normal() { power.recip() } else { 1.0 });
    }
}

/// A line of the strip with those above it that a bead can come from.
struct Above {
    /// The columns of the line and of each one above it; none above the first.
    lines: [Range<usize>; TALLEST + 1],
    offsets: [usize; TALLEST + 1],
}

/// The tallest bead.
const TALLEST: usize = 3;

impl Above {
    fn new(band: &Band, row: usize) -> Self {
        let above = |height: usize| row.checked_sub(height);
        Self {
            lines: std::array::from_fn(|height| above(height).map_or(0..0, |row| band.line(row))),
            offsets: std::array::from_fn(|height| above(height).map_or(0, |row| band.offset(row))),
        }
    }

    /// The places of the line with their columns.
    fn places(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + use<> {
        let (start, offset) = (self.lines[0].start, self.offsets[0]);
        self.lines[0].clone().map(move |column| (offset + column - start, column))
    }

    /// The place from which a bead comes to a column of the line.
    #[inline]
    fn before(&self, column: usize, height: usize, width: usize) -> Option<usize> {
        let line = &self.lines[height];
        // What lies before the line is beyond its end, as numbers go round.
        let step = column.wrapping_sub(width + line.start);
        (step < line.len()).then(|| self.offsets[height] + step)
    }
}

#[inline]
fn into(from: &[f64; 3], enter: &[f64; 3]) -> f64 {
    sum(&[from[0] * enter[0], from[1] * enter[1], from[2] * enter[2]])
}

/// The sum of numbers, without those that are millions of times less than the greatest: what is as good as certain is so.
#[inline]
fn sum<const N: usize>(numbers: &[f64; N]) -> f64 {
    /// e to the power of -16.
    const NEGLIGIBLE: f64 = 1.125_351_7e-7;
    let (mut most, mut out) = (0.0, 0.0);
    for number in numbers {
        most = if *number > most { *number } else { most };
    }
    for number in numbers {
        out += if *number > most * NEGLIGIBLE { *number } else { 0.0 };
    }
    out
}

#[inline]
fn probability(of: f64) -> f32 {
    // Below a ten-millionth of a millionth it is none.
    if of > 1e-13 { of.min(1.0) as f32 } else { 0.0 }
}

/// The exponential function to ten digits, which is more than a score has.
#[inline]
fn exp(x: f32) -> f64 {
    /// Less is as good as nothing.
    const LEAST: f64 = -1000.0;
    /// Into how many parts a halving is cut.
    const PARTS: usize = 64;
    /// Powers of two with parts of one as exponents.
    const POWERS: [f64; PARTS] = {
        const FIRST: f64 = 1.010_889_286_051_700_5;
        let (mut out, mut part) = ([1.0; PARTS], 1);
        while part < PARTS {
            out[part] = out[part - 1] * FIRST;
            part += 1;
        }
        out
    };
    let parts = (f64::from(x) * std::f64::consts::LOG2_E).max(LEAST) * PARTS as f64;
    let whole = (parts + 0.5_f64.copysign(parts)) as i64;
    let rest = (parts - whole as f64) * (std::f64::consts::LN_2 / PARTS as f64);
    // Taylor's series; the rest is at most half a part.
    let series = ((rest * (1.0 / 6.0) + 0.5) * rest + 1.0) * rest + 1.0;
    let halvings = whole.div_euclid(PARTS as i64);
    POWERS[whole.rem_euclid(PARTS as i64) as usize] * series * f64::from_bits(((halvings + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_function_has_ten_digits() {
        for x in (-9000..9000).map(|n| n as f32 / 30.0) {
            let exact = f64::from(x).exp();
            assert!((exp(x) - exact).abs() <= exact * 1e-10, "{x}: {} for {exact}", exp(x));
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-300);
    }

    #[test]
    fn what_is_left_out_as_hopeless_changes_nothing() {
        // Column 20 and the two behind it were put in, rows 30 and 31 are one sentence in the other text.
        let place = |row: usize| if row < 20 { row } else { row + 3 } - usize::from(row > 30);
        let score = |rows: Range<usize>, columns: Range<usize>| {
            rows.clone().map(|row| if columns.contains(&place(row)) { 9.0 } else { -4.0 }).sum::<f32>()
                - if columns.len() > rows.len() { 6.0 } else { 0.0 }
        };
        let (rows, columns, gaps) = (60, 62, Gaps::default());
        let full = Band::full(rows, columns);
        let narrow = promising(&full, columns, &gaps, score);
        assert!(narrow.len() * 2 < full.len(), "{} of {}", narrow.len(), full.len());
        let paths = [&full, &narrow].map(|band| Lattice::new(band, columns, &gaps, score).path());
        let told = |path: &[Link]| path.iter().map(|link| (link.rows.clone(), link.columns.clone(), link.probability)).collect::<Vec<_>>();
        assert_eq!(told(&paths[0]), told(&paths[1]));
        assert!(paths[1].iter().any(|link| link.rows == (30..32) && link.columns == (33..34)), "{:?}", paths[1]);
    }
}
