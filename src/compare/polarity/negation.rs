//! Clauses that one edition negates and the others affirm, or the other way round.
//!
//! The negations of every two editions are set against each other: those of the same word first, then any; what is left over may be said by a word
//! that implies a negation (`only`, `unsold`) or by a contrary (`not remember` says what `forget` says). An edition stands alone if it has a
//! negation that neither of the others has in any form, or lacks one that both have. Three grades of evidence, each for a reader to see in the rule:
//! 1. `negation`: the word that is negated on one side stands on the other without a negation;
//! 2. `negation-partly`: some edition of the other side has that word, the third does not;
//! 3. `negation-count`: the word is unknown or put in other words; there is nothing but one negation more on one side.
//!
//! What one of three editions lost or gained is weighed by all signs at once first (see [`change`]); what that leaves, and two editions, by the grades.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::change::{self, Change};
use super::clause::{Clause, Negation};
use super::{Told, reading};
use crate::align::Bead;
use crate::facts::Concept;
use crate::facts::contrary::Contraries;
use smallvec::SmallVec;

/// How much of their words of substance editions must share for a negation that one of three gained to be major; less where the negations of all that have it
/// govern the word itself. Three of thirty planted negations that were found are below it, and four of five alarms; both were seen when it was chosen.
const ALIKE: f64 = 0.45;
const ALIKE_AND_GOVERNED: f64 = 0.33;

/// Negations left over.
type Left<'s> = SmallVec<[&'s Negation; 4]>;

/// Editions on the two sides of a negation.
struct Sides<'s, 'a> {
    /// Those that negate, each with the negations that the other side lacks.
    with: Vec<(&'s Clause<'a>, Left<'s>)>,
    without: Vec<&'s Clause<'a>>,
    odd: usize,
    gained: bool,
}

/// What speaks for a negation that one side lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Evidence {
    Word(Concept),
    Partly(Concept),
    /// Nothing but the count.
    Count,
}

/// Adds a finding for a negation that an edition gained or lost.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    if clauses.iter().all(|clause| clause.negations.is_empty() && !clause.has_exceptions()) {
        return;
    }
    let sides = |implied: bool| match clauses {
        [reference, other] if options.reference == 0 => two(reference, other, contraries),
        [other, reference] => two(reference, other, contraries),
        _ => (0..clauses.len()).find_map(|odd| alone(clauses, odd, contraries, implied)),
    };
    let plain = plain(clauses);
    let lost = || change::lost(plain.as_deref().unwrap_or(clauses), bead.1.score, contraries).filter(Change::is_likely);
    let likely = lost().or_else(|| change::gained(clauses, bead.1.score, contraries).filter(Change::is_likely));
    if let Some(change) = likely {
        let sides = Sides { with: change.with, without: change.without, odd: change.odd, gained: change.gained };
        let evidence = evidence(&sides, contraries);
        findings.push(finding(&sides, evidence, true, bead, contraries));
    } else if let Some(sides) = sides(true) {
        let evidence = evidence(&sides, contraries);
        findings.push(finding(&sides, evidence, false, bead, contraries));
    } else if let Some(sides) = sides(false).filter(|sides| clauses.len() > 2 && !sides.gained) {
        // A word somewhere that implies a negation is no match for the very word that two editions negate, where none stands beside it.
        let evidence = evidence(&sides, contraries);
        if matches!(evidence, Evidence::Word(_)) {
            findings.push(finding(&sides, evidence, false, bead, contraries));
        }
    }
}

/// The same clauses, where a negation that an exception follows is one as any other; nothing if there is none.
pub(super) fn plain<'a>(clauses: &[Clause<'a>]) -> Option<Vec<Clause<'a>>> {
    let plain: Vec<_> = clauses.iter().map(Clause::without_exceptions).collect();
    let any = plain.iter().any(Option::is_some);
    any.then(|| plain.into_iter().zip(clauses).map(|(plain, clause)| plain.unwrap_or_else(|| clause.clone())).collect())
}

/// Of two editions, one that negates more.
fn two<'s, 'a>(reference: &'s Clause<'a>, other: &'s Clause<'a>, contraries: &Contraries) -> Option<Sides<'s, 'a>> {
    let (here, there) = (reference.negates_beyond(other, contraries, true), other.negates_beyond(reference, contraries, true));
    let odd = other.edition;
    match (here.is_empty(), there.is_empty()) {
        (false, true) => Some(Sides { with: vec![(reference, here)], without: vec![other], odd, gained: false }),
        (true, false) => Some(Sides { with: vec![(other, there)], without: vec![reference], odd, gained: true }),
        _ => None,
    }
}

/// Whether an edition stands alone: the others agree with each other, and all of them lack a negation of it or have one that it lacks.
fn alone<'s, 'a>(clauses: &'s [Clause<'a>], odd: usize, contraries: &Contraries, implied: bool) -> Option<Sides<'s, 'a>> {
    let own = &clauses[odd];
    let others: Vec<&Clause<'_>> = clauses.iter().filter(|clause| clause.edition != own.edition).collect();
    let agree = |a: &Clause<'_>, b: &Clause<'_>| a.negates_beyond(b, contraries, implied).is_empty();
    let more: Vec<Left<'_>> = others.iter().map(|other| own.negates_beyond(other, contraries, implied)).collect();
    let fewer: Vec<Left<'_>> = others.iter().map(|other| other.negates_beyond(own, contraries, implied)).collect();
    let gained = more.iter().all(|left| !left.is_empty()) && fewer.iter().all(SmallVec::is_empty);
    let lost = fewer.iter().all(|left| !left.is_empty()) && more.iter().all(SmallVec::is_empty);
    if gained == lost || !others.iter().all(|a| others.iter().all(|b| a.edition == b.edition || agree(a, b))) {
        return None;
    }
    if gained {
        let with = vec![(own, more.into_iter().next()?)];
        return Some(Sides { with, without: others, odd: own.edition, gained });
    }
    Some(Sides { with: others.into_iter().zip(fewer).collect(), without: vec![own], odd: own.edition, gained })
}

/// What the words that the negations govern say.
fn evidence(sides: &Sides<'_, '_>, contraries: &Contraries) -> Evidence {
    // What stands farther off is no more than near to a negation: a translation that adds one says nothing of it.
    let governed = |negation: &&Negation| {
        negation.about.iter().copied().chain(negation.near.iter().copied().filter(|_| !sides.gained)).collect::<SmallVec<[Concept; 4]>>()
    };
    let governed: Vec<Concept> = sides.with.iter().flat_map(|(_, left)| left.iter().flat_map(governed)).collect();
    let negated = |concept: &Concept| sides.with.iter().all(|(clause, _)| clause.negates(*concept, contraries).is_some());
    let affirmed = |concept: &Concept| sides.without.iter().filter(|clause| clause.affirms(*concept, contraries)).count();
    let all = governed.iter().find(|concept| negated(concept) && affirmed(concept) == sides.without.len());
    let some = || governed.iter().find(|concept| affirmed(concept) > 0);
    all.map(|concept| Evidence::Word(*concept)).or_else(|| some().map(|concept| Evidence::Partly(*concept))).unwrap_or(Evidence::Count)
}

fn finding(sides: &Sides<'_, '_>, evidence: Evidence, likely: bool, bead: (usize, &Bead), contraries: &Contraries) -> Finding {
    let editions = sides.with.len() + sides.without.len();
    let governed = match evidence {
        Evidence::Word(concept) | Evidence::Partly(concept) => Some(concept),
        Evidence::Count => None,
    };
    let mut readings = Vec::with_capacity(editions);
    let about = governed.map(|concept| ("concept", concept.id()));
    let fields = |polarity: &'static str| std::iter::once(("polarity", polarity)).chain(about).collect::<Vec<_>>();
    for (clause, left) in &sides.with {
        let negation = governed.and_then(|concept| clause.negates(concept, contraries)).or_else(|| left.first().copied());
        let span = negation.map_or_else(|| clause.whole(), |negation| negation.span);
        readings.push((clause.edition, Some(reading(clause, span, &fields("negated")))));
    }
    for clause in &sides.without {
        // A word that is not the very one that is negated is no place of the difference.
        let place = governed.filter(|_| matches!(evidence, Evidence::Word(_))).and_then(|concept| clause.place(concept, contraries));
        let span = place.unwrap_or_else(|| clause.whole());
        readings.push((clause.edition, Some(reading(clause, span, &fields("affirmed")))));
    }
    readings.sort_by_key(|(edition, _)| *edition);
    // A side that negates as often elsewhere has put the negation in another place, and one that negates what implies a negation affirms.
    let fewer = sides.with.iter().all(|(a, _)| sides.without.iter().all(|b| b.most_negations() < a.negations.len()));
    let straight = sides.with.iter().all(|(clause, left)| left.iter().all(|negation| !clause.is_double(negation)));
    // Beside `has not confirmed` an edition may have `has yet to confirm`.
    let says_not = |left: &Left<'_>, whats: &[&str]| left.iter().any(|negation| whats.contains(&negation.what));
    let plain = fewer
        && straight
        && sides.with.iter().any(|(_, left)| says_not(left, &["negated"]))
        && sides.with.iter().all(|(_, left)| says_not(left, &["negated", "failing"]));
    let close = sides.with.iter().all(|(a, _)| sides.without.iter().all(|b| a.is_close(b, contraries)));
    let least = sides.with.iter().flat_map(|(a, _)| sides.without.iter().map(|b| a.closeness(b, contraries))).fold(1.0, f64::min);
    let is_governed = |concept: Concept| {
        let governs = |negation: &&Negation| negation.about.iter().any(|own| contraries.are_alike(*own, concept));
        sides.with.iter().all(|(_, left)| left.iter().any(governs))
    };
    let both = "two editions negate what the third says without a negation, and nothing in it stands for one";
    let alone = "one edition negates what the others say without a negation, and nothing in them stands for one";
    let all = "every edition has the word, but only one side negates it";
    let some = "one side negates what an edition of the other affirms, and the third has no negation either";
    let count = "the sentences correspond, but only one side holds a negation or a word that stands for one";
    let (severity, confidence, rule, why) = match (evidence, editions) {
        _ if likely => (Severity::Major, 0.85, "negation", if sides.gained { alone } else { both }),
        (Evidence::Word(_), 3..) if !sides.gained => (Severity::Minor, 0.55, "negation", all),
        (Evidence::Partly(_), 3..) if !sides.gained => (Severity::Minor, 0.6, "negation-partly", some),
        // Words that only imply a negation (`denied the chance`) are put in other words too often, and a sentence that is told freely is.
        (Evidence::Word(concept), 3..) if plain && least >= if is_governed(concept) { ALIKE_AND_GOVERNED } else { ALIKE } => {
            (Severity::Major, 0.85, "negation", all)
        }
        (Evidence::Word(_), _) if close && plain => (Severity::Major, 0.8, "negation", all),
        (Evidence::Word(_), _) => (Severity::Minor, 0.55, "negation", all),
        // What one edition alone negates may be its own way to say it: such a drought has not been seen for ten years.
        (Evidence::Partly(_), _) => (Severity::Minor, 0.45, "negation-partly", some),
        // Free translations negate what others affirm too often for such a finding to be shown.
        (Evidence::Count, _) => (Severity::Minor, if close { 0.5 } else { 0.35 }, "negation-count", count),
    };
    Told { rule, why: why.to_owned(), message: message(sides), severity, confidence, readings, odd: sides.odd }.finding(bead)
}

fn message(sides: &Sides<'_, '_>) -> String {
    let negation = sides.with.first().and_then(|(clause, left)| left.first().map(|negation| negation.span.of(&clause.side.edition.text)));
    let negation = negation.unwrap_or_default();
    let verb = |count: usize, one: &'static str, more: &'static str| if count > 1 { more } else { one };
    let with = sides.with.iter().map(|(clause, _)| clause.id()).collect::<Vec<_>>().join(" and ");
    let without = sides.without.iter().map(|clause| clause.id()).collect::<Vec<_>>().join(" and ");
    if sides.gained {
        format!("{with} negates (“{negation}”) what {without} {}", verb(sides.without.len(), "affirms", "affirm"))
    } else {
        format!("{without} affirms what {with} {} (“{negation}”)", verb(sides.with.len(), "negates", "negate"))
    }
}
