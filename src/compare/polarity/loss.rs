//! What speaks for it that one of three editions lost a negation that the other two have.
//!
//! Translations put a negation in other words in so many ways that no single sign decides. Each sign counts for so much, for or against; [`WEIGHTS`] are
//! those of a logistic regression on the stories of `tests/stories`: beads in which a negation was taken out of one edition by hand, and beads of good
//! translations in which one edition has a negation less. `super::tests` fits them anew (`just weigh`).

use super::clause::{Clause, Negation};
use crate::facts::Concept;
use crate::facts::contrary::Contraries;
use smallvec::SmallVec;

/// Negations of an edition.
type Negations<'s> = SmallVec<[&'s Negation; 4]>;

/// What an edition lost.
#[derive(Debug)]
pub(super) struct Loss<'s, 'a> {
    /// The edition.
    pub odd: &'s Clause<'a>,
    /// The others, each with the negations to which none of that edition corresponds.
    pub with: Vec<(&'s Clause<'a>, Negations<'s>)>,
    /// What speaks for it, for and against.
    pub signs: Signs,
    /// Share of the words of substance that it has in common with the other that shares fewest.
    closeness: f64,
}

impl Loss<'_, '_> {
    /// Whether it is worth a desk's time.
    pub(super) fn is_likely(&self) -> bool {
        self.odds() >= LEAST && self.closeness >= CLOSE
    }

    /// Logarithm of how much likelier it is that a negation was lost than that it is put otherwise.
    fn odds(&self) -> f64 {
        self.signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum()
    }
}

/// The odds from which a loss is a major finding, and the share of the words of substance that the editions have in common at least: what is told more
/// freely puts its negations otherwise as well.
const LEAST: f64 = 1.41;
const CLOSE: f64 = 0.35;

/// Each sign as a number, mostly 0 or 1; see [`WEIGHTS`].
pub(super) type Signs = [f64; WEIGHTS.len()];

/// What each sign counts for.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f64; 12] = [
    -2.58, // always
    1.66,  // no word of the edition implies a negation in the place of those that it lacks, and no contrary
    0.68,  // it has a word that an edition negates, without a negation
    0.39,  // the same of a word that both negate
    0.89,  // it has a word that stands near a negation of an edition
    1.04,  // the same of a word that stands near negations of both
    0.67,  // by the share of the words of substance that it has in common with the other that shares fewest, from 0 to 1
    0.37,  // it has a word with a contrary that another edition negates
    0.38,  // the others have a word that does nothing but negate
    -1.52, // it has as many negations as one of the others
    0.36,  // by how sure the bead is, from 0 to 1
    -0.48, // by how many of its words imply a negation, wherever they stand, up to MOST_IMPLIED
];

/// More words that imply a negation say no more.
const MOST_IMPLIED: usize = 3;

/// The likeliest loss of a negation in a bead of three editions, if one of them has fewer than both others.
pub(super) fn likeliest<'s, 'a>(clauses: &'s [Clause<'a>], score: f64, contraries: &Contraries) -> Option<Loss<'s, 'a>> {
    if clauses.len() != 3 {
        return None;
    }
    let losses = clauses.iter().filter_map(|odd| {
        let others = clauses.iter().filter(|other| other.edition != odd.edition);
        let all: Vec<_> = others.map(|other| (other, other.negates_more(odd, contraries))).collect();
        if all.iter().any(|(_, left)| left.is_empty()) {
            return None;
        }
        let unexplained: Vec<Negations<'_>> = all.iter().map(|(other, _)| other.negates_beyond(odd, contraries, true)).collect();
        let explained = unexplained.iter().any(SmallVec::is_empty);
        // Of several negations those are looked at that nothing explains.
        let with = all.into_iter().zip(unexplained);
        let with: Vec<_> = with.map(|((other, left), clear)| (other, if clear.is_empty() { left } else { clear })).collect();
        let closeness = with.iter().map(|(other, _)| other.closeness(odd, contraries)).fold(1.0, f64::min);
        let signs = signs(odd, &with, explained, (closeness, score), contraries);
        Some(Loss { odd, with, signs, closeness })
    });
    losses.max_by(|a, b| a.odds().total_cmp(&b.odds()))
}

fn signs(odd: &Clause<'_>, with: &[(&Clause<'_>, Negations<'_>)], explained: bool, (closeness, score): (f64, f64), contraries: &Contraries) -> Signs {
    let affirms = |concept: Concept| odd.affirms(concept, contraries);
    let governed = |negation: &&Negation| negation.about.is_some_and(affirms);
    let near = |negation: &&Negation| negation.near.iter().any(|concept| affirms(*concept));
    let pole = |other: &Clause<'_>, negation: &&Negation| other.negated_poles(negation).any(|pole| odd.has_pole(pole));
    let every = |holds: &dyn Fn(&&Negation) -> bool| with.iter().all(|(_, left)| left.iter().any(holds));
    let some = |holds: &dyn Fn(&&Negation) -> bool| with.iter().any(|(_, left)| left.iter().any(holds));
    let fewest = with.iter().map(|(other, _)| other.most_negations()).min().unwrap_or(0);
    let has = |sign: bool| f64::from(u8::from(sign));
    [
        1.0,
        has(!explained),
        has(some(&governed)),
        has(every(&governed)),
        has(some(&near)),
        has(every(&near)),
        closeness,
        has(with.iter().any(|(other, left)| left.iter().any(|negation| pole(other, negation)))),
        has(every(&|negation| negation.is_plain())),
        has(fewest <= odd.most_negations()),
        score,
        odd.implied.len().min(MOST_IMPLIED) as f64,
    ]
}
