//! How sure it is that a sentence has no counterpart.
//!
//! The lattice knows what stands around a sentence but not what it could have become: a sentence that names much and finds none of it is lone; one
//! that names little may only have been put differently, and where many sentences are lone, whole passages may have been retold. The weights are
//! those of a logistic regression on stories with known alignment: rounded, between the fits of the two halves (`docs/decisions.md`).

use super::Evidence;

/// Logarithm of the odds where nothing else is known.
const START: f32 = -1.7;
/// For one unit of the logarithm of the odds that the lattice gives.
const LATTICE: f32 = 0.23;
/// For one unit of the logarithm of one more than the number of items.
const ITEMS: f32 = 1.05;
/// For the share of all sentences that are lone.
const SHARE: f32 = -1.4;

/// The probability that sentences have no counterpart, given what the lattice says and the share of all sentences that are lone.
pub(super) fn probability(sentences: &[Evidence], lattice: f32, share: f32) -> f32 {
    let sure = lattice.clamp(0.001, 0.9995);
    let items: usize = sentences.iter().map(|sentence| sentence.items().len()).sum();
    let odds = START + LATTICE * (sure / (1.0 - sure)).ln() + ITEMS * (items as f32 + 1.0).ln() + SHARE * share;
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::super::{Item, ItemKind};
    use super::*;

    #[test]
    fn what_names_much_is_surer_to_be_missing_than_what_names_little() {
        let sentence = |n: usize| {
            let item = |word: u64| Item { kind: ItemKind::Word, keys: &[], word };
            [Evidence::new(100, 0, (0..n as u64).map(item))]
        };
        assert!(probability(&sentence(20), 0.99, 0.1) > 0.9);
        assert!(probability(&sentence(2), 0.99, 0.1) < 0.7);
        assert!(probability(&sentence(20), 0.99, 0.6) < probability(&sentence(20), 0.99, 0.1));
        assert!((0.0..=1.0).contains(&probability(&[], 0.0, 1.0)));
    }
}
