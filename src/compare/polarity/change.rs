//! What speaks for it that one of three editions lost a negation that the other two have, or gained one.
//!
//! Translations put a negation in other words in so many ways that no single sign decides. Each sign counts for so much, for or against; [`LOST`] and
//! [`GAINED`] are the weights of logistic regressions on the stories of `tests/stories`: beads in which a negation was taken out of one edition or put into
//! it, and beads of good translations in which one edition has a negation less or more. `super::tests` fits them anew (`just weigh`).

use super::clause::{Clause, Negation};
use crate::facts::contrary::Contraries;
use crate::languages::Pack;
use smallvec::SmallVec;

/// Negations of an edition.
type Negations<'s> = SmallVec<[&'s Negation; 4]>;

/// What an edition lost or gained.
#[derive(Debug)]
pub(super) struct Change<'s, 'a> {
    /// The edition.
    pub odd: usize,
    /// Whether it has the negation and the others do not.
    pub gained: bool,
    /// Those that negate, each with the negations to which none of the other side corresponds.
    pub with: Vec<(&'s Clause<'a>, Negations<'s>)>,
    /// Those that do not.
    pub without: Vec<&'s Clause<'a>>,
    /// What speaks for it, for and against.
    pub signs: Signs,
}

impl Change<'_, '_> {
    /// Whether it is worth a desk's time.
    pub(super) fn is_likely(&self) -> bool {
        self.odds() >= if self.gained { GAINED_FROM } else { LOST_FROM }
    }

    /// Logarithm of how much likelier it is that a negation was lost or gained than that it is put otherwise.
    fn odds(&self) -> f64 {
        let weights = if self.gained { GAINED } else { LOST };
        self.signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
    }
}

/// The odds from which a change is a major finding.
const LOST_FROM: f64 = 1.45;
const GAINED_FROM: f64 = 2.55;

/// Each sign as a number, mostly 0 or 1; see [`LOST`].
pub(super) type Signs = [f64; LOST.len()];

/// What each sign counts for where a negation was lost.
#[rustfmt::skip]
pub(super) const LOST: [f64; 21] = [
    -1.45, // always
    1.45,  // nothing in the place of the negations implies one in those that lack them, and no contrary
    0.62,  // one that lacks them has a word that is negated there, without a negation
    0.53,  // the same of every one that lacks them, and of every one that has them
    0.65,  // one that lacks them has a word that stands near a negation
    0.12,  // the same of every one that lacks them, and of every one that has them
    0.72,  // by the share of the words of substance that the edition has in common with the other that shares fewest, from 0 to 1
    0.41,  // one that lacks them has a word with a contrary that is negated there
    0.44,  // those that have them have a word that does nothing but negate
    -0.79, // one that lacks them has as many negations
    0.18,  // by how sure the bead is, from 0 to 1
    -0.15, // by how many words of those that lack them imply a negation, wherever they stand, up to MOST_IMPLIED
    0.0,   // by how often the edition's language negates what others do not, as a logarithm; only where one was gained
    0.0,   // the negation is a particle beside a verb; only where one was gained
    0.0,   // it negates what is to come; only where one was gained
    0.64,  // by how many words of substance after the negations the edition has without one, up to `MOST_AFFIRMED`; only where one was lost
    -1.1,  // the lexicon has no word that the negations govern; only where one was lost
    0.52,  // the edition has no other negation; only where one was lost
    -0.74, // by how long the edition's sentences are, as a logarithm of tokens; only where one was lost
    0.88,  // the same as the second sign, of one pair of editions at least
    -2.02, // an exception follows the negations of one of those that have them (`not ... until`); only where one was lost
];

/// What each of them counts for where a negation was gained.
pub(super) const GAINED: [f64; 21] =
    [-9.32, 0.66, 0.68, 0.96, 0.03, 0.08, 0.15, 0.41, 0.71, -0.36, 0.19, -0.42, -1.95, 2.02, 2.11, 0.0, 0.0, 0.0, 0.0, 0.89, 0.0];

/// More words that imply a negation say no more.
const MOST_IMPLIED: usize = 3;

/// The likeliest loss of a negation in a bead of three editions, if one of them has fewer than both others. A negation that an exception follows counts if
/// the clauses are those of [`Clause::without_exceptions`].
pub(super) fn lost<'s, 'a>(clauses: &'s [Clause<'a>], score: f64, contraries: &Contraries) -> Option<Change<'s, 'a>> {
    likeliest(clauses, |odd| {
        let others = clauses.iter().filter(|other| other.edition != odd.edition);
        let all: Vec<_> = others.map(|other| (other, other.negates_more(odd, contraries))).collect();
        if all.iter().any(|(_, left)| left.is_empty()) {
            return None;
        }
        let unexplained: Vec<Negations<'_>> = all.iter().map(|(other, _)| other.negates_beyond(odd, contraries, true)).collect();
        let explained = unexplained.iter().filter(|left| left.is_empty()).count();
        // Of several negations those are looked at that nothing explains.
        let with = all.into_iter().zip(unexplained);
        let with: Vec<_> = with.map(|((other, left), clear)| (other, if clear.is_empty() { left } else { clear })).collect();
        Some(change(clauses, odd, (with, vec![odd]), explained, score, contraries))
    })
}

/// The likeliest gain of a negation in a bead of three editions, if one of them has one that neither of the others has.
pub(super) fn gained<'s, 'a>(clauses: &'s [Clause<'a>], score: f64, contraries: &Contraries) -> Option<Change<'s, 'a>> {
    likeliest(clauses, |odd| {
        let others: Vec<&Clause<'_>> = clauses.iter().filter(|other| other.edition != odd.edition).collect();
        let beyond = |implied: bool| {
            let mut left =
                others.iter().map(|other| if implied { odd.negates_beyond(other, contraries, true) } else { odd.negates_more(other, contraries) });
            let mut first = left.next().unwrap_or_default();
            for next in left {
                first.retain(|own| next.iter().any(|other| std::ptr::eq(*own, *other)));
            }
            first
        };
        let all = beyond(false);
        if all.is_empty() {
            return None;
        }
        let clear = beyond(true);
        let lacks =
            |other: &&&Clause<'a>| !odd.negates_beyond(other, contraries, true).iter().any(|own| all.iter().any(|of| std::ptr::eq(*of, *own)));
        let explained = if clear.is_empty() { others.iter().filter(lacks).count().max(1) } else { 0 };
        let with = vec![(odd, if clear.is_empty() { all } else { clear })];
        Some(change(clauses, odd, (with, others), explained, score, contraries))
    })
}

fn likeliest<'s, 'a>(clauses: &'s [Clause<'a>], of: impl Fn(&'s Clause<'a>) -> Option<Change<'s, 'a>>) -> Option<Change<'s, 'a>> {
    if clauses.len() != 3 {
        return None;
    }
    clauses.iter().filter_map(of).max_by(|a, b| a.odds().total_cmp(&b.odds()))
}

/// A change with its signs; `explained` says in how many pairs of editions something stands for the negations where they are lacked.
fn change<'s, 'a>(
    clauses: &'s [Clause<'a>],
    odd: &'s Clause<'a>,
    (with, without): (Vec<(&'s Clause<'a>, Negations<'s>)>, Vec<&'s Clause<'a>>),
    explained: usize,
    score: f64,
    contraries: &Contraries,
) -> Change<'s, 'a> {
    let others = clauses.iter().filter(|other| other.edition != odd.edition);
    let closeness = others.map(|other| other.closeness(odd, contraries)).fold(1.0, f64::min);
    let gained = without.len() > 1;
    let every = |holds: &dyn Fn(&Clause<'_>, &Negation) -> bool| {
        without.iter().all(|clause| with.iter().all(|(_, left)| left.iter().any(|negation| holds(clause, negation))))
    };
    let some = |holds: &dyn Fn(&Clause<'_>, &Negation) -> bool| {
        without.iter().any(|clause| with.iter().any(|(_, left)| left.iter().any(|negation| holds(clause, negation))))
    };
    let all_have = |holds: &dyn Fn(&Negation) -> bool| with.iter().all(|(_, left)| left.iter().any(|negation| holds(negation)));
    let governed = |clause: &Clause<'_>, negation: &Negation| negation.about.iter().any(|about| clause.affirms(*about, contraries));
    let near = |clause: &Clause<'_>, negation: &Negation| negation.near.iter().any(|concept| clause.affirms(*concept, contraries));
    let contrary = with.iter().any(|(negating, left)| {
        let mut poles = left.iter().flat_map(|negation| negating.negated_poles(negation));
        poles.any(|pole| without.iter().any(|clause| clause.has_pole(pole)))
    });
    let fewest = with.iter().map(|(clause, _)| clause.most_negations()).min().unwrap_or(0);
    let implied = without.iter().map(|clause| clause.implied.len()).max().unwrap_or(0);
    let has = |sign: bool| f64::from(u8::from(sign));
    let affirmed = |negating: &Clause<'_>, negation: &Negation| odd.affirmed_after(negating, negation, contraries);
    let affirmed = with.iter().map(|(negating, left)| left.iter().map(|negation| affirmed(negating, negation)).max().unwrap_or(0)).min().unwrap_or(0);
    let unknown = with.iter().all(|(_, left)| left.iter().all(|negation| negation.about.is_empty()));
    let signs = [
        1.0,
        has(explained == 0),
        has(some(&governed)),
        has(every(&governed)),
        has(some(&near)),
        has(every(&near)),
        closeness,
        has(contrary),
        has(all_have(&Negation::is_plain)),
        has(without.iter().any(|clause| fewest <= clause.most_negations())),
        score,
        implied.min(MOST_IMPLIED) as f64,
        if gained { own_negations(odd) } else { 0.0 },
        has(gained && all_have(&|negation| negation.particle)),
        has(gained && all_have(&|negation| negation.future)),
        if gained { 0.0 } else { affirmed as f64 },
        has(!gained && unknown),
        has(!gained && odd.negations.is_empty()),
        if gained { 0.0 } else { (odd.len().max(1) as f64).ln() },
        has(explained < 2),
        has(!gained && with.iter().any(|(_, left)| left.iter().all(|negation| negation.excepted))),
    ];
    Change { odd: odd.edition, gained, with, without, signs }
}

/// Logarithm of the share of sentences in which an edition's language negates what others say otherwise.
fn own_negations(clause: &Clause<'_>) -> f64 {
    // OK because: the pack has read the edition before.
    Pack::get(&clause.side.edition.language).map_or(0.0, |pack| pack.profile.own_negations.ln())
}
