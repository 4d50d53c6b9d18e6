//! Sentences of several editions -> beads.

/// Sentences of all editions that say the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// For each edition the indexes of its sentences, in order; empty where it has no counterpart.
    pub sentences: Vec<Vec<usize>>,
    /// How sure the aligner is, 0 to 1.
    pub score: f64,
}

/// What the aligner knows of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Characters.
    pub length: usize,
}

/// Aligns the sentences of several editions.
pub fn align(editions: &[Vec<Evidence>]) -> Vec<Bead> {
    let longest = editions.iter().map(Vec::len).max().unwrap_or(0);
    let at = |edition: &Vec<Evidence>, i: usize| if i < edition.len() { vec![i] } else { Vec::new() };
    (0..longest).map(|i| Bead { sentences: editions.iter().map(|edition| at(edition, i)).collect(), score: 0.5 }).collect()
}
