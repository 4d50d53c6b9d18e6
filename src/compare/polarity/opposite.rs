//! What speaks for it that a word of one of two or three editions is the contrary of what the others have there.
//!
//! How often a sentence names the two poles of a pair, where, and beside what: no single sign decides. Each counts for so much, for or against; [`WEIGHTS`]
//! are those of a logistic regression on the stories of `tests/stories`: beads in which a word was turned into its contrary, and beads of good translations.
//! `super::tests` fits them anew (`just weigh`).

use super::beside::{is_beside_figure, is_beside_one_figure};
use super::clause::Clause;
use super::contrary::{SHORT, Says, said};
use crate::facts::contrary::{Contraries, Grade};
use crate::facts::{Concept, PoleHit};
use smallvec::SmallVec;

/// A word that may be the contrary of what the others have.
#[derive(Debug)]
pub(super) struct Opposite<'a> {
    /// Whose word it is.
    pub odd: usize,
    /// What it says.
    pub own: Concept,
    /// What the others say.
    pub theirs: Concept,
    /// The words, by edition; one of the others may have none that the lexicon knows.
    pub hits: SmallVec<[Option<&'a PoleHit>; 3]>,
    /// What speaks for it, and against.
    pub signs: Signs,
}

/// Each sign as a number, mostly 0 or 1; see [`WEIGHTS`].
pub(super) type Signs = [f64; WEIGHTS.len()];

/// What each sign counts for.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f64; 20] = [
    -0.71, // always
    1.41,  // both others have the contrary more often than the edition
    0.54,  // all editions name the pair equally often
    1.3,   // no good translation has one for the other (`Grade::Firm`)
    0.91,  // it says what became of a figure (`rise`)
    -4.01, // a negation turns the edition's word round
    -3.6,  // a negation turns the word of another edition round
    -1.25, // a word that implies a negation stands beside one of them
    -2.29, // a word of some edition can mean both poles
    -0.82, // the edition's word has another meaning, which another edition has too
    -1.51, // by how far the places of the words differ, where they differ least, from 0 to 1
    -0.88, // the same where they differ most
    0.5,   // words of substance near one of the others' words stand near the edition's
    0.1,   // the same of all the others' words
    -0.77, // every edition's sentence is short
    0.4,   // one of the others' words stands beside the same figure
    0.13,  // who does it is the same
    -0.68, // by how long the edition's sentences are, as a logarithm of tokens
    -0.19, // all editions have equally many negations
    -0.67, // no negation turns such a word round (`left`)
];

/// The same of two editions.
pub(super) const WEIGHTS_OF_TWO: [f64; WEIGHTS.len()] =
    [0.57, 0.0, 0.38, 1.68, 1.09, -4.27, -3.72, -1.52, -3.19, -1.16, -1.74, -1.74, 0.28, 0.28, -0.94, 0.29, 0.08, -0.8, -0.32, -0.29];

/// The odds from which a contrary is a major finding, and those from which it is a minor one, of three editions and of two. Where no third edition decides,
/// more is worth a look.
const FROM: [f64; 2] = [0.45, -0.5];
const FROM_OF_TWO: [f64; 2] = [0.5, -1.8];

impl<'a> Opposite<'a> {
    /// Whether it is worth a desk's time.
    pub(super) fn is_likely(&self) -> bool {
        self.odds() >= self.from()[0]
    }

    /// Whether it is worth a look.
    pub(super) fn is_possible(&self) -> bool {
        self.odds() >= self.from()[1]
    }

    fn from(&self) -> [f64; 2] {
        if self.hits.len() > 2 { FROM } else { FROM_OF_TWO }
    }

    /// Logarithm of how much likelier it is that the word is a mistake than that it is no counterpart of the others'.
    pub(super) fn odds(&self) -> f64 {
        let weights = if self.hits.len() > 2 { WEIGHTS } else { WEIGHTS_OF_TWO };
        self.signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
    }

    /// The edition's own word.
    pub(super) fn word(&self) -> Option<&'a PoleHit> {
        self.hits[self.odd]
    }
}

/// The likeliest contrary in a bead of two or three editions; of two it is the one beside the reference that may be wrong.
pub(super) fn likeliest<'a>(clauses: &[Clause<'a>], contraries: &Contraries, reference: usize) -> Option<Opposite<'a>> {
    let may_be_odd = |found: &Opposite<'_>| clauses.len() > 2 || found.odd == 1 - reference.min(1);
    opposites(clauses, contraries).into_iter().filter(may_be_odd).max_by(|a, b| a.odds().total_cmp(&b.odds()))
}

/// Every word of an edition that may be the contrary of what at least one of the others has.
pub(super) fn opposites<'a>(clauses: &[Clause<'a>], contraries: &Contraries) -> Vec<Opposite<'a>> {
    let mut out = Vec::new();
    if !(2..=3).contains(&clauses.len()) {
        return out;
    }
    let mut seen: SmallVec<[(Concept, Concept); 16]> = SmallVec::new();
    for pole in clauses.iter().flat_map(Clause::poles).flat_map(|hit| hit.poles.iter().copied()) {
        for contrary in contraries.of(pole).iter().copied() {
            let pair = if pole < contrary { (pole, contrary) } else { (contrary, pole) };
            // `Before` one thing is `after` another: told where it is the same thing (see `beside`).
            let grade = contraries.grade(pair.0, pair.1).filter(|grade| *grade != Grade::Gender && !contraries.is_order(pair.0));
            let (false, Some(grade)) = (seen.contains(&pair), grade) else { continue };
            seen.push(pair);
            let mut says: SmallVec<[Says<'a>; 3]> = clauses.iter().map(|clause| said(clause, pair, contraries)).collect();
            out.extend((0..clauses.len()).filter_map(|odd| opposite(clauses, &says, odd, (pair, grade), contraries)));
            says.iter_mut().for_each(|says| std::mem::swap(&mut says.first, &mut says.second));
            let pair = (pair.1, pair.0);
            out.extend((0..clauses.len()).filter_map(|odd| opposite(clauses, &says, odd, (pair, grade), contraries)));
        }
    }
    out
}

/// An edition that names the first pole of a pair more often than the others do, where one of them at least names the second more often.
fn opposite<'a>(
    clauses: &[Clause<'a>],
    says: &[Says<'a>],
    odd: usize,
    ((own, theirs), grade): ((Concept, Concept), Grade),
    contraries: &Contraries,
) -> Option<Opposite<'a>> {
    let others: SmallVec<[usize; 2]> = (0..clauses.len()).filter(|at| *at != odd).collect();
    if others.iter().any(|at| says[*at].first.len() >= says[odd].first.len()) {
        return None;
    }
    let support: SmallVec<[usize; 2]> = others.iter().copied().filter(|at| says[*at].second.len() > says[odd].second.len()).collect();
    // The word that stands nearest to those of the others, and the nearest of theirs to it.
    let gap = |hit: &PoleHit, (at, other): (usize, &PoleHit)| (clauses[at].place_of(&other.tokens) - clauses[odd].place_of(&hit.tokens)).abs();
    let nearest = |hit: &PoleHit, at: usize| {
        let all = says[at].second.iter().copied();
        all.min_by(|a, b| gap(hit, (at, a)).total_cmp(&gap(hit, (at, b))))
    };
    let apart = |hit: &PoleHit| support.iter().filter_map(|at| nearest(hit, *at).map(|other| gap(hit, (*at, other)))).sum::<f64>();
    let hit = says[odd].first.iter().copied().min_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    let found: SmallVec<[(usize, &'a PoleHit); 2]> = support.iter().filter_map(|at| nearest(hit, *at).map(|other| (*at, other))).collect();
    let gaps = || found.iter().map(|other| gap(hit, *other));
    let least = gaps().reduce(f64::min)?;
    let most = gaps().fold(0.0, f64::max);
    let has = |sign: bool| f64::from(u8::from(sign));
    let all = |holds: &dyn Fn(usize, &PoleHit) -> bool| found.iter().all(|(at, other)| holds(*at, other));
    let any = |holds: &dyn Fn(usize, &PoleHit) -> bool| found.iter().any(|(at, other)| holds(*at, other));
    let fixed = contraries.is_fixed(own);
    let turned = |at: usize, hit: &PoleHit| !fixed && clauses[at].turns(&hit.tokens).is_some();
    let doubtful = |at: usize, hit: &PoleHit| !fixed && clauses[at].is_doubtful(&hit.tokens);
    let meant = |pole: &Concept| *pole != own && *pole != theirs && others.iter().any(|at| clauses[*at].has_pole(*pole));
    let beside = |at: usize, other: &PoleHit| clauses[odd].neighbours(&hit.tokens, &clauses[at], &other.tokens, contraries) > 0;
    let actor = |at: usize, hit: &PoleHit| clauses[at].nearest(&hit.tokens, contraries);
    let same_actor = |at: usize, other: &PoleHit| actor(at, other).zip(actor(odd, hit)).is_some_and(|(a, b)| contraries.are_alike(a, b));
    let same_figure = |at: usize, other: &PoleHit| is_beside_one_figure((&clauses[odd], &hit.tokens), (&clauses[at], &other.tokens));
    // What became of a figure in the others stands beside it there; of two sides of a deal each is told from where the teller stands; and what the others have
    // in another word may be said by this one.
    let measured = |at: usize, hit: &PoleHit| is_beside_figure(&clauses[at], &hit.tokens);
    let unmeasured = contraries.is_change(own) && !measured(odd, hit) && all(&measured);
    let turned_round = |at: &usize| clauses[odd].is_turned_round(&clauses[*at], contraries);
    let other_side = contraries.are_converse(own, theirs) && support.iter().any(turned_round) || contraries.is_exchange(own) && !all(&same_actor);
    let stands_for = |akin: &Concept| !clauses[odd].has_pole(*akin) && others.iter().all(|at| clauses[*at].has_pole(*akin));
    if unmeasured || other_side || contraries.akin(own).iter().any(stands_for) {
        return None;
    }
    let signs = [
        1.0,
        has(support.len() == others.len()),
        has(says.iter().all(|other| other.total() == says[odd].total())),
        has(grade == Grade::Firm),
        has(contraries.is_change(own)),
        has(turned(odd, hit)),
        has(any(&turned)),
        has(doubtful(odd, hit) || any(&doubtful)),
        has(says.iter().any(|says| says.unsure)),
        has(hit.poles.iter().any(meant)),
        least,
        most,
        has(any(&beside)),
        has(all(&beside)),
        has(clauses.iter().all(|clause| clause.len() <= SHORT)),
        has(any(&same_figure)),
        has(all(&same_actor)),
        (clauses[odd].len().max(1) as f64).ln(),
        has(others.iter().all(|at| clauses[*at].negations.len() == clauses[odd].negations.len())),
        has(fixed),
    ];
    let mut hits: SmallVec<[Option<&'a PoleHit>; 3]> = clauses.iter().map(|_| None).collect();
    hits[odd] = Some(hit);
    found.iter().for_each(|(at, other)| hits[*at] = Some(*other));
    Some(Opposite { odd, own, theirs, hits, signs })
}
