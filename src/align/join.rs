//! Two editions, and then each further one to all before it.

use super::band::Band;
use super::lattice::{Gaps, Lattice, Link};
use super::scorer::{Habits, Learnt, Scorer};
use super::{Bead, Evidence, learn, moved};

/// Aligns the sentences of several editions.
pub(super) fn align(editions: &[&[Evidence]]) -> Vec<Bead> {
    match editions {
        [] => Vec::new(),
        [only] => (0..only.len()).map(|i| Bead { sentences: vec![vec![i]], score: 1.0 }).collect(),
        _ => {
            let links = pair(editions[0], editions[1]);
            order(
                links
                    .into_iter()
                    .map(|link| Bead { sentences: vec![link.rows.collect(), link.columns.collect()], score: f64::from(link.probability) })
                    .collect(),
            )
        }
    }
}

/// Aligns two editions.
fn pair(a: &[Evidence], b: &[Evidence]) -> Vec<Link> {
    let band = Band::new(a, b);
    let mut habits = Habits::new(a, b);
    let mut gaps = Gaps::default();
    let mut learnt = [Learnt::default(), Learnt::default()];
    for pass in 0.. {
        let scorer = Scorer::new(a, b, &band, &habits, [&learnt[0], &learnt[1]]);
        let lattice = Lattice::new(&band, b.len(), &gaps, |rows, columns| scorer.score(rows, columns));
        if pass == PASSES {
            return moved::find(lattice.path(), &|rows, columns| scorer.score(rows, columns));
        }
        habits = learn::habits(a, b, &scorer, &lattice, &habits);
        gaps = learn::gaps(&lattice, a.len(), b.len());
        let likely: Vec<Link> = lattice.likely(0.3).collect();
        learnt = learn::words(a, b, &likely);
    }
    Vec::new()
}

/// How often the story's habits and words are learnt.
const PASSES: usize = 2;

/// Beads in the order of the first edition; what it lacks stands after what precedes it in the others.
fn order(mut beads: Vec<Bead>) -> Vec<Bead> {
    beads.sort_by_key(|bead| bead.sentences[0].first().copied().unwrap_or(usize::MAX));
    beads
}
