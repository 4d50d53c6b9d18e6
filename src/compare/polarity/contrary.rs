//! A word in one edition where the others have its contrary (`bought` for `sold`).
//!
//! Every edition names each pole of a pair so many times. An edition stands alone if it names the pair as often as the others, but not the same
//! poles. What else makes sure that the words correspond: the same words of substance beside them. With two editions, and for pairs that good
//! translations exchange, the sentences have to be translated closely.
//!
//! All signs at once are weighed beside that (see [`opposite`]): the likeliest contrary of a bead is told also where an edition has a word of the pair more.
//!
//! A pole under a negation is taken for the other one (`not open` for `closed`) where that agrees with what another edition says plainly.
//! Left alone: words that can mean either pole or that another edition has in another
//! of their meanings, pairs of which an edition names more or fewer, and statements that are turned round (`A bought from B`, `B sold to A`).

use super::super::Options;
use super::super::finding::{Finding, Reading, Severity};
use super::beside::is_beside_figure;
use super::clause::Clause;
use super::opposite::{self, Opposite};
use super::{Told, is_other_word, reading};
use crate::align::Bead;
use crate::facts::contrary::{Contraries, Grade};
use crate::facts::{Concept, PoleHit};
use smallvec::SmallVec;

/// Words that say the same stand in like places: no further apart than this share of a sentence.
const LIKE: f64 = 0.17;

/// Words whose places differ by more than this share of a sentence are no counterparts.
const APART: f64 = 0.6;

/// Neighbours in common say nothing where the places differ by more than this; the same for pairs that good translations exchange.
const NEAR: f64 = 0.4;
const NEAR_LOOSE: f64 = 0.25;

/// Sentences of no more tokens hold one statement.
pub(super) const SHORT: usize = 13;

/// Sentences that share such a part of their words of substance are translated closely, or somewhat so.
const CLOSE: f64 = 0.58;
const SOMEWHAT: f64 = 0.4;

/// The strength of words that have neighbours in common.
const NEIGHBOURS: usize = 2;

/// An edition that names a pair more often than this says too much about it.
const MOST: usize = 2;

/// What an edition says of a pair of contraries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Says<'a> {
    /// Where it names the first.
    pub first: SmallVec<[&'a PoleHit; 2]>,
    /// Where it names the second.
    pub second: SmallVec<[&'a PoleHit; 2]>,
    /// A negation turns a word for the one pole into one for the other; it may as well belong to another word.
    turned: bool,
    /// A word that implies a negation stands beside a pole.
    doubtful: bool,
    /// A word can mean both.
    pub unsure: bool,
}

impl Says<'_> {
    fn counts(&self) -> (usize, usize) {
        (self.first.len(), self.second.len())
    }

    /// How often it names either.
    pub(super) fn total(&self) -> usize {
        self.first.len() + self.second.len()
    }
}

/// Adds a finding for every pair of contraries of which the editions of a bead have different ones.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    let likely = opposite::likeliest(clauses, contraries, options.reference).filter(Opposite::is_possible);
    let likely = likely.and_then(|opposite| Some((tell(clauses, &opposite, bead)?, (opposite.odd, opposite.word()?.tokens.start))));
    let mut seen: SmallVec<[(Concept, Concept); 16]> = SmallVec::new();
    let mut told: SmallVec<[(usize, usize); 4]> = SmallVec::new();
    for pole in clauses.iter().flat_map(Clause::poles).flat_map(|hit| hit.poles.iter().copied()) {
        for contrary in contraries.of(pole).iter().copied() {
            let pair = if pole < contrary { (pole, contrary) } else { (contrary, pole) };
            if seen.contains(&pair) {
                continue;
            }
            seen.push(pair);
            let Some((finding, at)) = compare(clauses, pair, bead, contraries, options) else { continue };
            // A word with several poles makes one finding.
            if !told.contains(&at) {
                told.push(at);
                findings.push(finding);
            }
        }
    }
    let Some((finding, at)) = likely else { return };
    let found = findings.len() - told.len();
    match told.iter().position(|known| *known == at) {
        Some(known) if findings[found + known].confidence < finding.confidence => findings[found + known] = finding,
        Some(_) => {}
        None => findings.push(finding),
    }
}

/// A finding for what all signs at once speak for.
fn tell(clauses: &[Clause<'_>], opposite: &Opposite<'_>, bead: (usize, &Bead)) -> Option<Finding> {
    let id = |at: usize| if at == opposite.odd { opposite.own.id() } else { opposite.theirs.id() };
    let hits: Option<SmallVec<[_; 3]>> =
        opposite.hits.iter().enumerate().map(|(at, hit)| hit.map_or(Some(None), |hit| word(&clauses[at], hit, id(at)).map(Some))).collect();
    let hits = hits?;
    let sure = if opposite.is_likely() { (Severity::Major, 0.85) } else { (Severity::Minor, 0.55) };
    Some(finding(clauses, hits, opposite.odd, (opposite.own, opposite.theirs), sure, bead))
}

/// A word as a reader sees it, with the negation that turns it round, and what it says.
fn word<'a>(clause: &Clause<'a>, hit: &PoleHit, id: &str) -> Option<(&'a str, Reading)> {
    let start = clause.turns(&hit.tokens).map_or(hit.tokens.start, |negation| negation.tokens.start.min(hit.tokens.start));
    let span = clause.span(&(start..hit.tokens.end))?;
    Some((span.of(&clause.side.edition.text), reading(clause, span, &[("concept", id)])))
}

/// A finding of words; an edition may have none.
fn finding(
    clauses: &[Clause<'_>],
    words: SmallVec<[Option<(&str, Reading)>; 3]>,
    odd: usize,
    (own, theirs): (Concept, Concept),
    (severity, confidence): (Severity, f64),
    bead: (usize, &Bead),
) -> Finding {
    let told = |at: usize| words[at].as_ref().map_or("", |(word, _)| *word);
    let others = (0..clauses.len()).filter(|at| *at != odd && words[*at].is_some());
    let others: Vec<String> = others.map(|at| format!("{} has “{}”", clauses[at].id(), told(at))).collect();
    // Where the third edition says nothing that the lexicon knows, either of two may be wrong.
    let open = clauses.len() > 2 && others.len() == 1;
    let doubt = if open { "; it cannot be told which is right" } else { "" };
    let message = format!("{} has “{}” where {}{doubt}", clauses[odd].id(), told(odd), others.join(", "));
    let why = format!("{} is the contrary of {}", own.id(), theirs.id());
    let readings = clauses.iter().zip(words).map(|(clause, word)| (clause.edition, word.map(|(_, reading)| reading))).collect();
    let finding = Told { rule: "contrary", why, message, severity, confidence, readings, odd: clauses[odd].edition }.finding(bead);
    Finding { odd: finding.odd.filter(|_| !open), ..finding }
}

/// A finding, with the edition and the token of the word that stands alone.
fn compare(
    clauses: &[Clause<'_>],
    pair: (Concept, Concept),
    bead: (usize, &Bead),
    contraries: &Contraries,
    options: &Options,
) -> Option<(Finding, (usize, usize))> {
    // `Before` one thing is `after` another: told where it is the same thing (see `beside`).
    if contraries.is_order(pair.0) {
        return None;
    }
    let grade = contraries.grade(pair.0, pair.1)?;
    let says: SmallVec<[Says<'_>; 3]> = clauses.iter().map(|clause| said(clause, pair, contraries)).collect();
    let total = says.first()?.total();
    if !(1..=MOST).contains(&total) || says.iter().any(|says| says.unsure || says.total() != total) {
        return None;
    }
    let odd = match says.as_slice() {
        [a, b] if a.counts() != b.counts() => 1 - options.reference.min(1),
        [_, _] => return None,
        all => {
            let alone = |at: &usize| all.iter().enumerate().all(|(other, says)| other == *at || says.counts() != all[*at].counts());
            let odd = (0..all.len()).find(alone)?;
            let mut others = all.iter().enumerate().filter(|(at, _)| *at != odd).map(|(_, says)| says.counts());
            let first = others.next()?;
            if others.any(|counts| counts != first) {
                return None;
            }
            odd
        }
    };
    // What stands under a negation supports what others say plainly, and no more.
    let plain = says.iter().enumerate().filter(|(at, says)| *at != odd && !says.turned).count();
    if says[odd].turned || plain == 0 {
        return None;
    }
    // The odd edition names one pole too often, the others the other.
    let first_more = says[odd].first.len() > says[(odd + 1) % says.len()].first.len();
    let hits: Option<SmallVec<[&PoleHit; 3]>> = says.iter().enumerate().map(|(at, says)| pick(says, (at == odd) == first_more)).collect();
    let hits = hits?;
    let id = |at: usize| if (at == odd) == first_more { pair.0.id() } else { pair.1.id() };
    let others = || (0..clauses.len()).filter(|at| *at != odd);
    let (pole, theirs) = if first_more { pair } else { (pair.1, pair.0) };
    if is_other_word(clauses, odd, hits[odd], (pole, theirs), contraries) {
        return None;
    }
    if clauses[odd].is_negation(&hits[odd].tokens) && others().all(|at| clauses[odd].says_contrary(&clauses[at], pair, contraries)) {
        return None;
    }
    // What became of a figure in the others stands beside it there.
    let measured = |at: usize| is_beside_figure(&clauses[at], &hits[at].tokens);
    if contraries.is_change(pole) && !measured(odd) && others().all(measured) {
        return None;
    }
    if contraries.are_converse(pair.0, pair.1) && others().any(|at| clauses[odd].is_turned_round(&clauses[at], contraries)) {
        return None;
    }
    let strength = strength(clauses, odd, &hits, if grade == Grade::Firm { NEAR } else { NEAR_LOOSE }, contraries)?;
    // Each edition has one door, a left or a right one.
    let strength = if contraries.is_fixed(pole) && total == 1 { strength.max(usize::from(strength > 0) * NEIGHBOURS) } else { strength };
    let doubtful = says.iter().any(|says| says.doubtful);
    let closeness: SmallVec<[f64; 2]> = others().map(|at| clauses[odd].closeness(&clauses[at], contraries)).collect();
    let (least, most) = (closeness.iter().copied().fold(1.0, f64::min), closeness.iter().copied().fold(0.0, f64::max));
    let actor = |at: usize| clauses[at].nearest(&hits[at].tokens, contraries);
    let same_actor = |at: usize| actor(at).zip(actor(odd)).is_some_and(|(a, b)| contraries.are_alike(a, b));
    let (severity, confidence) = match (grade, clauses.len()) {
        (Grade::Gender, _) => return None,
        _ if doubtful || strength == 0 => (Severity::Minor, 0.35),
        _ if contraries.is_exchange(pole) && !others().all(same_actor) => (Severity::Minor, 0.5),
        (Grade::Firm, 3..) if strength == NEIGHBOURS => (Severity::Major, 0.85),
        (Grade::Loose, 3..) if strength == NEIGHBOURS && least >= SOMEWHAT && most >= CLOSE => (Severity::Major, 0.75),
        (Grade::Firm, 2) if strength == NEIGHBOURS && most >= CLOSE => (Severity::Major, 0.8),
        (Grade::Firm, _) => (Severity::Minor, 0.55),
        _ if most >= CLOSE => (Severity::Minor, 0.5),
        _ => (Severity::Minor, 0.35),
    };
    let words: Option<SmallVec<[_; 3]>> = hits.iter().enumerate().map(|(at, hit)| word(&clauses[at], hit, id(at)).map(Some)).collect();
    let finding = finding(clauses, words?, odd, (pole, theirs), (severity, confidence), bead);
    Some((finding, (odd, hits[odd].tokens.start)))
}

/// What speaks for it that the words correspond: 2 for the same neighbours, 1 for like places or short sentences; nothing if they cannot.
fn strength(clauses: &[Clause<'_>], odd: usize, hits: &[&PoleHit], near: f64, contraries: &Contraries) -> Option<usize> {
    let others = || (0..clauses.len()).filter(|at| *at != odd);
    let place = |at: usize| clauses[at].place_of(&hits[at].tokens);
    let apart = others().map(|at| (place(at) - place(odd)).abs()).fold(1.0, f64::min);
    let short = clauses.iter().all(|clause| clause.len() <= SHORT);
    if apart > APART && !short {
        return None;
    }
    let shared = others().any(|at| clauses[odd].neighbours(&hits[odd].tokens, &clauses[at], &hits[at].tokens, contraries) > 0);
    Some(if shared && (apart <= near || short) { NEIGHBOURS } else { usize::from(short || apart <= LIKE) })
}

/// The word that names the first pole, or the second.
fn pick<'a>(says: &Says<'a>, first: bool) -> Option<&'a PoleHit> {
    if first { says.first.first() } else { says.second.first() }.copied()
}

/// What a clause says of a pair.
pub(super) fn said<'a>(clause: &Clause<'a>, (first, second): (Concept, Concept), contraries: &Contraries) -> Says<'a> {
    let mut says = Says::default();
    for hit in clause.poles() {
        let (one, other) = (hit.poles.contains(&first), hit.poles.contains(&second));
        // What is told of an hour is compared as one: 3 a.m. is три часа ночи.
        if !one && !other || clause.is_in_time(&hit.tokens) {
            continue;
        }
        says.unsure |= one && other;
        // No negation makes a western door an eastern one.
        let fixed = contraries.is_fixed(first);
        let turned = !fixed && clause.turns(&hit.tokens).is_some();
        says.turned |= turned;
        says.doubtful |= !fixed && clause.is_doubtful(&hit.tokens);
        if one != turned {
            says.first.push(hit);
        } else {
            says.second.push(hit);
        }
    }
    says
}
