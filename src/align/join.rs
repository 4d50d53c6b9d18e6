//! Two editions first, then each further one to all before it.
//!
//! Every two editions are compared once ([`Pair`]). The two that go together best are aligned; an edition that joins is aligned to the beads so
//! far, each scored against all editions in it. Then each edition in turn is taken out and put in again, now that all the others help to place
//! it. Last, what stayed single in an edition is looked for anywhere in the others ([`moved`]).

use super::band::Band;
use super::lattice::{Gaps, Lattice, Link, promising};
use super::matches::{Chosen, Keep, Learnt, Places};
use super::scorer::{Habits, LONGEST, Scorer};
use super::{Bead, Evidence, learn, lone, moved};
use smallvec::SmallVec;
use std::ops::Range;

/// By edition that has something in a run of beads: the sentences that it has there.
type Hulls = SmallVec<[(usize, Range<usize>); 2]>;

/// How often the story's habits and words are learnt.
const PASSES: usize = 2;
/// How often every edition is taken out and put in again.
const ROUNDS: usize = 1;
/// A bead that is less probable than this is held together by nothing but its place.
const WEAK: f32 = 0.35;
/// What two editions say of a third is partly the same: the share of their sum that counts.
const AGREEMENT: f32 = 0.75;

/// Aligns the sentences of several editions.
pub(super) fn align(editions: &[&[Evidence]]) -> Vec<Bead> {
    let count = editions.len();
    if count < 2 {
        let only = editions.first().map_or(0, |only| only.len());
        return (0..only).map(|i| Bead { sentences: vec![vec![i]], score: 1.0 }).collect();
    }
    let places: Vec<Places> = editions.iter().map(|edition| Places::new(edition)).collect();
    let mut pairs: Vec<Pair> = Vec::with_capacity(count * (count - 1) / 2);
    // Which two go together best, and their path: that of no others is needed.
    let (mut best, mut path) = (0, Vec::new());
    for (x, y) in (0..count).flat_map(|y| (0..y).map(move |x| (x, y))) {
        let (pair, own) = Pair::new(editions, &places, x, y);
        if pairs.get(best).is_none_or(|known| pair.quality.total_cmp(&known.quality).is_ge()) {
            (best, path) = (pairs.len(), own);
        }
        pairs.push(pair);
    }
    let (x, y) = (pairs[best].x, pairs[best].y);
    let story = Story { editions, places, pairs };
    let mut beads: Vec<Draft> = path.into_iter().map(|link| story.draft(&[(x, &link.rows), (y, &link.columns)], link.probability)).collect();
    let mut joined = vec![x, y];
    while joined.len() < count {
        let strength = |edition: usize| joined.iter().map(|other| story.pair(edition, *other).quality).fold(f32::MIN, f32::max);
        let rest = (0..count).filter(|edition| !joined.contains(edition));
        let Some(next) = rest.max_by(|x, y| strength(*x).total_cmp(&strength(*y)).then(y.cmp(x))) else { break };
        beads = story.add(beads, next);
        joined.push(next);
    }
    if count > 2 {
        for edition in (0..ROUNDS).flat_map(|_| 0..count) {
            beads = story.add(without(beads, edition), edition);
        }
    }
    let weak = dissolve(&mut beads);
    for edition in 0..count {
        beads = story.find_moved(beads, edition);
    }
    restore(&mut beads, weak);
    weigh_lone(&mut beads, editions);
    let beads = beads.into_iter().map(|draft| Bead {
        sentences: draft.runs.into_iter().map(|run| run.collect()).collect(),
        score: f64::from(draft.probability.clamp(0.0, 1.0)),
    });
    order(beads.collect())
}

/// What is known of two editions.
struct Pair {
    x: usize,
    y: usize,
    scorer: Scorer,
    band: Band,
    gaps: Gaps,
    habits: Habits,
    learnt: [Learnt; 2],
    /// Mean probability of what their path says.
    quality: f32,
}

impl Pair {
    /// Two editions, and the path through both.
    fn new(editions: &[&[Evidence]], places: &[Places], x: usize, y: usize) -> (Self, Vec<Link>) {
        let (a, b) = (editions[x], editions[y]);
        let mut band = Band::new(a, b, [&places[x], &places[y]]);
        let mut habits = Habits::new(a, b);
        let mut gaps = Gaps::default();
        let mut learnt = [Learnt::default(), Learnt::default()];
        let mut passes = 0..PASSES;
        loop {
            let sides = [(a, x, &learnt[0]), (b, y, &learnt[1])].map(|(all, at, learnt)| Chosen { all, some: None, places: &places[at], learnt });
            // What matches is counted for what the next pass has learnt, so that the last one has nothing to count.
            let keep = if passes.is_empty() { Keep::Sums } else { Keep::Items };
            let scorer = Scorer::new(&sides[0], &sides[1], |i| band.reach(i, LONGEST), &habits, keep);
            if passes.start == 0 {
                band = promising(&band, b.len(), &gaps, |rows, columns| scorer.score(rows, columns));
            }
            let lattice = Lattice::new(&band, b.len(), &gaps, |rows, columns| scorer.score(rows, columns));
            if passes.next().is_none() {
                let path = lattice.path();
                let quality = path.iter().map(|link| link.probability).sum::<f32>() / path.len().max(1) as f32;
                return (Self { x, y, scorer, band, gaps, habits, learnt, quality }, path);
            }
            habits = learn::habits(a, b, &scorer, &lattice, &habits);
            gaps = learn::gaps(&lattice, a.len(), b.len());
            let likely: Vec<Link> = lattice.likely(0.3).collect();
            learnt = learn::words(a, b, [&places[x].words, &places[y].words], &likely);
            band = lattice.likely_band();
        }
    }
}

/// A bead in the making: by edition a run of its sentences.
#[derive(Clone, Debug)]
struct Draft {
    runs: Vec<Range<usize>>,
    probability: f32,
}

struct Story<'a> {
    editions: &'a [&'a [Evidence]],
    /// By edition: where its keys stand.
    places: Vec<Places>,
    /// All pairs, by their second edition and then their first.
    pairs: Vec<Pair>,
}

impl Story<'_> {
    fn pair(&self, x: usize, y: usize) -> &Pair {
        let (low, high) = (x.min(y), x.max(y));
        &self.pairs[high * (high - 1) / 2 + low]
    }

    fn draft(&self, runs: &[(usize, &Range<usize>)], probability: f32) -> Draft {
        let mut draft = Draft { runs: vec![0..0; self.editions.len()], probability };
        for (edition, run) in runs {
            draft.runs[*edition] = (*run).clone();
        }
        draft
    }

    /// What the editions of the beads say of a run of another edition; `runs` are those of each other edition in the beads.
    fn score(&self, runs: &[(usize, Range<usize>)], edition: usize, columns: &Range<usize>) -> f32 {
        agreed(runs.iter().map(|(other, run)| {
            let pair = self.pair(edition, *other);
            if pair.x == *other { pair.scorer.score(run.clone(), columns.clone()) } else { pair.scorer.score(columns.clone(), run.clone()) }
        }))
    }

    /// Aligns an edition to beads that stand in the order of all editions in them.
    fn add(&self, beads: Vec<Draft>, edition: usize) -> Vec<Draft> {
        let columns = self.editions[edition].len();
        let band = self.band(&beads, edition);
        let others: Vec<&Pair> = (0..self.editions.len()).filter(|other| *other != edition).map(|other| self.pair(edition, other)).collect();
        let mut gaps = Gaps { open: [0.0; 2], ..Gaps::default() };
        for pair in &others {
            let [rows, own] = if pair.y == edition { pair.gaps.open } else { [pair.gaps.open[1], pair.gaps.open[0]] };
            gaps.open[0] += rows / others.len() as f32;
            gaps.open[1] += own / others.len() as f32;
        }
        // By bead and length of the run that begins there: what each other edition has in it.
        let hulls: Vec<[Hulls; LONGEST]> = (0..beads.len())
            .map(|at| {
                std::array::from_fn(|more| {
                    let run = &beads[at..(at + more + 1).min(beads.len())];
                    let others = (0..self.editions.len()).filter(|other| *other != edition).map(|other| (other, hull(run, other)));
                    others.filter(|(_, run)| !run.is_empty()).collect()
                })
            })
            .collect();
        let lattice = Lattice::new(&band, columns, &gaps, |rows, own| self.score(&hulls[rows.start][rows.len() - 1], edition, &own));
        let merge = |link: Link| {
            let run = &beads[link.rows.clone()];
            let mut draft = self.draft(&[(edition, &link.columns)], link.probability);
            for other in (0..self.editions.len()).filter(|other| *other != edition) {
                draft.runs[other] = hull(run, other);
            }
            draft.probability = run.iter().map(|bead| bead.probability).fold(draft.probability, f32::min);
            draft
        };
        lattice.path().into_iter().map(merge).collect()
    }

    /// The strip in which the edition is looked for, from the strips of the editions in the beads.
    fn band(&self, beads: &[Draft], edition: usize) -> Band {
        let columns = self.editions[edition].len();
        let mut lines: Vec<Range<usize>> = Vec::with_capacity(beads.len() + 1);
        let mut at = vec![0; self.editions.len()];
        for row in 0..=beads.len() {
            let strips = (0..at.len()).filter(|other| *other != edition).map(|other| {
                let pair = self.pair(edition, other);
                if pair.x == other { pair.band.line(at[other]) } else { pair.band.rows_at(at[other]) }
            });
            let line = strips.reduce(|x, y| x.start.min(y.start)..x.end.max(y.end));
            lines.push(line.unwrap_or(0..columns + 1));
            if let Some(bead) = beads.get(row) {
                for (at, run) in at.iter_mut().zip(&bead.runs).filter(|(_, run)| !run.is_empty()) {
                    *at = run.end;
                }
            }
        }
        Band::through(lines, columns)
    }

    /// Compares some sentences of one edition with some of another, wherever they stand.
    fn compare(&self, from: usize, rows: &[usize], to: usize, columns: &[usize]) -> Scorer {
        let pair = self.pair(from, to);
        let turned = pair.x != from;
        let habits = match turned {
            false => pair.habits.clone(),
            true => Habits { kept: [pair.habits.kept[1], pair.habits.kept[0]], ratio: -pair.habits.ratio },
        };
        let side = |edition: usize, some, learnt| Chosen { all: self.editions[edition], some: Some(some), places: &self.places[edition], learnt };
        let (own, other) = (usize::from(turned), usize::from(!turned));
        Scorer::new(&side(from, rows, &pair.learnt[own]), &side(to, columns, &pair.learnt[other]), |_| 0..columns.len(), &habits, Keep::Gains)
    }

    /// Joins what is single in `edition` with beads that lack it, wherever they stand.
    fn find_moved(&self, mut beads: Vec<Draft>, edition: usize) -> Vec<Draft> {
        let alone = |bead: &Draft| !bead.runs[edition].is_empty() && bead.runs.iter().enumerate().all(|(e, run)| e == edition || run.is_empty());
        let rows: Vec<usize> = (0..beads.len()).filter(|at| beads[*at].runs[edition].is_empty()).collect();
        let columns: Vec<usize> = beads.iter().filter(|bead| alone(bead)).flat_map(|bead| bead.runs[edition].clone()).collect();
        if rows.is_empty() || columns.is_empty() {
            return beads;
        }
        let mut columns = columns;
        columns.sort_unstable();
        let compare = |rows: &[usize], columns: &[usize]| {
            let scorers: Vec<Option<Scorer>> = (0..self.editions.len())
                .map(|other| {
                    let mut wanted: Vec<usize> = rows.iter().flat_map(|row| beads[*row].runs[other].clone()).collect();
                    wanted.sort_unstable();
                    wanted.dedup();
                    (other != edition && !wanted.is_empty()).then(|| self.compare(other, &wanted, edition, columns))
                })
                .collect();
            let beads = &beads;
            move |run: Range<usize>, own: Range<usize>| {
                // Beads that stand side by side may hold passages that were moved: what lies between those belongs to others.
                if !(0..scorers.len()).all(|other| adjoin(&beads[run.clone()], other)) {
                    return f32::NEG_INFINITY;
                }
                agreed(scorers.iter().enumerate().filter_map(|(other, scorer)| {
                    let run = hull(&beads[run.clone()], other);
                    scorer.as_ref().filter(|_| !run.is_empty()).map(|scorer| scorer.score(run, own.clone()))
                }))
            }
        };
        let found = moved::find(rows, columns, &compare);
        if found.is_empty() {
            return beads;
        }
        let mut gone = vec![false; beads.len()];
        for link in found {
            for (at, bead) in beads.iter().enumerate() {
                gone[at] |= alone(bead) && link.columns.contains(&bead.runs[edition].start);
            }
            let (first, rest) = (link.rows.start, link.rows.start + 1..link.rows.end);
            for at in rest {
                gone[at] = true;
                for other in 0..self.editions.len() {
                    beads[first].runs[other] = hull(&[beads[first].clone(), beads[at].clone()], other);
                }
            }
            beads[first].runs[edition] = link.columns;
            beads[first].probability = link.probability;
        }
        let mut gone = gone.into_iter();
        beads.retain(|_| !gone.next().unwrap_or(false));
        beads
    }
}

/// Takes beads apart that nothing but their place holds together, so that what they are made of can be found elsewhere. Returns what they were.
fn dissolve(beads: &mut Vec<Draft>) -> Vec<Draft> {
    let present = |draft: &Draft| draft.runs.iter().filter(|run| !run.is_empty()).count();
    let weak = |draft: &Draft| draft.probability < WEAK && present(draft) > 1;
    let gone: Vec<Draft> = beads.iter().filter(|draft| weak(draft)).cloned().collect();
    if !gone.is_empty() {
        *beads = std::mem::take(beads).into_iter().flat_map(|draft| if weak(&draft) { parts(&draft) } else { vec![draft] }).collect();
    }
    gone
}

/// The sentences of a bead, each alone.
fn parts(draft: &Draft) -> Vec<Draft> {
    let alone = |edition: usize, sentence: usize| {
        let mut runs = vec![0..0; draft.runs.len()];
        runs[edition] = sentence..sentence + 1;
        Draft { runs, probability: draft.probability }
    };
    (0..draft.runs.len()).flat_map(|edition| draft.runs[edition].clone().map(move |sentence| alone(edition, sentence))).collect()
}

/// Puts the beads together again of which nothing was found elsewhere.
fn restore(beads: &mut Vec<Draft>, weak: Vec<Draft>) {
    for whole in weak {
        let parts = parts(&whole);
        let at = |part: &Draft| beads.iter().position(|bead| bead.runs == part.runs);
        let Some(places) = parts.iter().map(at).collect::<Option<Vec<usize>>>() else { continue };
        let first = places.iter().copied().min().unwrap_or(0);
        let mut index = 0..;
        beads[first] = whole;
        beads.retain(|_| index.next().is_some_and(|at| at == first || !places.contains(&at)));
    }
}

/// Says how sure it is that what stands in one edition alone has no counterpart.
fn weigh_lone(beads: &mut [Draft], editions: &[&[Evidence]]) {
    let only = |draft: &Draft| {
        let mut present = (0..editions.len()).filter(|edition| !draft.runs[*edition].is_empty());
        present.next().filter(|_| present.next().is_none())
    };
    let lone: usize = beads.iter().filter_map(|draft| only(draft).map(|edition| draft.runs[edition].len())).sum();
    let share = lone as f32 / editions.iter().map(|edition| edition.len()).sum::<usize>().max(1) as f32;
    for draft in beads {
        if let Some(edition) = only(draft) {
            draft.probability = lone::probability(&editions[edition][draft.runs[edition].clone()], draft.probability, share);
        }
    }
}

/// What several editions say of one.
fn agreed(scores: impl Iterator<Item = f32>) -> f32 {
    let (sum, voices) = scores.fold((0.0, 0), |(sum, voices), score| (sum + score, voices + 1));
    if voices > 1 { AGREEMENT * sum } else { sum }
}

/// Whether what beads hold of an edition is one run.
fn adjoin(beads: &[Draft], edition: usize) -> bool {
    let mut runs = beads.iter().map(|bead| &bead.runs[edition]).filter(|run| !run.is_empty());
    let Some(mut last) = runs.next() else { return true };
    runs.all(|run| std::mem::replace(&mut last, run).end == run.start)
}

/// The run of an edition that neighbouring beads hold together.
fn hull(beads: &[Draft], edition: usize) -> Range<usize> {
    let runs = beads.iter().map(|bead| &bead.runs[edition]).filter(|run| !run.is_empty());
    runs.cloned().reduce(|x, y| x.start.min(y.start)..x.end.max(y.end)).unwrap_or(0..0)
}

/// The beads without an edition.
fn without(mut beads: Vec<Draft>, edition: usize) -> Vec<Draft> {
    beads.iter_mut().for_each(|bead| bead.runs[edition] = 0..0);
    beads.retain(|bead| bead.runs.iter().any(|run| !run.is_empty()));
    beads
}

/// Beads in the order of the first edition; what it lacks stands after what precedes it in the next edition that has it.
fn order(beads: Vec<Bead>) -> Vec<Bead> {
    let editions = beads.first().map_or(0, |bead| bead.sentences.len());
    let mut out: Vec<Bead> = Vec::with_capacity(beads.len());
    for edition in 0..editions {
        let mut own: Vec<&Bead> = beads.iter().filter(|bead| bead.sentences.iter().position(|run| !run.is_empty()) == Some(edition)).collect();
        own.sort_by_key(|bead| bead.sentences[edition][0]);
        if edition == 0 {
            out.extend(own.into_iter().cloned());
            continue;
        }
        for bead in own {
            let place = bead.sentences[edition][0];
            let before = out.iter().rposition(|other| other.sentences[edition].last().is_some_and(|last| *last + 1 == place));
            let before = before.or_else(|| {
                let earlier =
                    out.iter().enumerate().filter_map(|(at, other)| Some((*other.sentences[edition].last().filter(|last| **last < place)?, at)));
                earlier.max().map(|(_, at)| at)
            });
            out.insert(before.map_or(0, |at| at + 1), bead.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_with_a_gap_between_them_are_not_one() {
        let draft = |run: Range<usize>| Draft { runs: vec![run], probability: 1.0 };
        assert!(adjoin(&[draft(1..2), draft(0..0), draft(2..4)], 0));
        assert!(!adjoin(&[draft(1..2), draft(3..4)], 0));
        assert!(!adjoin(&[draft(3..4), draft(1..2)], 0));
    }

    #[test]
    fn a_weak_bead_is_put_together_again_unless_a_part_of_it_was_found_elsewhere() {
        let bead = |runs: [Range<usize>; 2], probability| Draft { runs: runs.to_vec(), probability };
        let runs = |beads: &[Draft]| beads.iter().map(|bead| bead.runs.clone()).collect::<Vec<_>>();
        let all = vec![bead([0..1, 0..1], 0.9), bead([1..3, 1..2], 0.2), bead([3..4, 2..3], 0.9)];
        let mut beads = all.clone();
        let weak = dissolve(&mut beads);
        assert_eq!(runs(&beads), [[0..1, 0..1], [1..2, 0..0], [2..3, 0..0], [0..0, 1..2], [3..4, 2..3]]);
        let mut same = beads.clone();
        restore(&mut same, weak.clone());
        assert_eq!(runs(&same), runs(&all));
        beads[3].runs[1] = 0..0;
        beads[4].runs[1] = 1..3;
        let found = runs(&beads);
        restore(&mut beads, weak);
        assert_eq!(runs(&beads), found);
    }

    #[test]
    fn what_the_first_edition_lacks_stands_after_its_neighbour() {
        let bead = |a: &[usize], b: &[usize]| Bead { sentences: vec![a.to_vec(), b.to_vec()], score: 1.0 };
        let out = order(vec![bead(&[1], &[2]), bead(&[], &[1]), bead(&[0], &[0]), bead(&[], &[3])]);
        let second: Vec<&[usize]> = out.iter().map(|bead| bead.sentences[1].as_slice()).collect();
        assert_eq!(second, [&[0][..], &[1], &[2], &[3]]);
    }
}
