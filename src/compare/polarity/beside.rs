//! A contrary beside what every edition has: `fell 3 per cent` where the others say that it rose 3 per cent, `after the vote` for `before the vote`.
//!
//! A figure, a day, an hour or a word that every edition has once ties a word beside it to the words beside it in the other editions, so that neither the
//! rest of the sentence nor how often it names the pair says anything. An edition stands alone if it alone has the contrary there.
//!
//! Left alone: negated words and those that can mean either pole, a place with both poles (`growth fell to 3 per cent`) or with a word for another change
//! (`growth slowed to 3 per cent`), and editions that say nothing there.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::clause::Clause;
use super::{Told, is_other_word, reading};
use crate::align::Bead;
use crate::facts::contrary::{Contraries, Grade};
use crate::facts::{Concept, Fact, Kind, PoleHit, Value, agreement};
use smallvec::SmallVec;
use std::ops::Range;

/// How far from a figure the word stands that says what became of it, in tokens.
const FIGURE: usize = 6;

/// The same where it may stand at the other end of its clause: `ارتفعت واردات الإمارة من الشاي والبن الكينيين بنسبة 6%`.
const FAR: usize = 12;

/// How far after `before` and the like the thing stands that it is told of, in tokens.
const NEXT: usize = 2;

/// Sentences that share such a part of their words of substance are translated closely.
const CLOSE: f64 = 0.58;

/// What all editions have, with its tokens in each.
type Anchor = SmallVec<[Range<usize>; 3]>;

/// Adds a finding for every such contrary.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    if clauses.iter().any(|clause| clause.poles().next().is_none()) {
        return;
    }
    let mut found: SmallVec<[Finding; 2]> = SmallVec::new();
    let figures =
        anchors(clauses, |fact| matches!(fact.kind(), Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity | Kind::Casualty | Kind::Duration));
    for anchor in figures {
        let near: SmallVec<[SmallVec<[&PoleHit; 4]>; 3]> = clauses.iter().zip(&anchor).map(|(clause, at)| around(clause, at)).collect();
        found.extend(compare(clauses, &near, |grade| grade == Grade::Firm, bead, contraries, options));
    }
    // Few sentences hold such a word, and all have to.
    let is_ordered = |clause: &Clause<'_>| clause.poles().flat_map(|hit| hit.poles.iter()).any(|pole| contraries.is_order(*pole));
    let ordered = clauses.iter().all(is_ordered);
    let times = if ordered { anchors(clauses, |fact| matches!(fact.kind(), Kind::Date | Kind::Time)) } else { Vec::new() };
    let things = if ordered { concepts(clauses, contraries) } else { Vec::new() };
    for anchor in times.into_iter().chain(things) {
        let near: SmallVec<[SmallVec<[&PoleHit; 4]>; 3]> = clauses.iter().zip(&anchor).map(|(clause, at)| before(clause, at, contraries)).collect();
        found.extend(compare(clauses, &near, |_| true, bead, contraries, options));
    }
    // `Two days before the arrest`: what the length is counted from may have another name in every edition. It was two days before it was found: only after two days was it.
    let excepted = |clause: &Clause<'_>| clause.facts().any(|fact| matches!(&fact.value, Value::Polarity(mark) if mark.polarity == "excepted"));
    let lengths = if ordered && !clauses.iter().any(excepted) { anchors(clauses, |fact| fact.kind() == Kind::Duration) } else { Vec::new() };
    for anchor in lengths {
        let near: SmallVec<[SmallVec<[&PoleHit; 4]>; 3]> =
            clauses.iter().zip(&anchor).map(|(clause, at)| counted_from(clause, at, contraries)).collect();
        found.extend(compare(clauses, &near, |_| true, bead, contraries, options));
    }
    // What stands between two figures is beside both of them.
    for finding in found {
        let same = |known: &Finding| known.odd == finding.odd && known.rule == finding.rule && known.place == finding.place;
        match findings.iter_mut().find(|known| same(known)) {
            Some(known) if known.severity < finding.severity => *known = finding,
            Some(_) => {}
            None => findings.push(finding),
        }
    }
}

/// Facts of which every edition states the same once.
fn anchors(clauses: &[Clause<'_>], wanted: impl Fn(&Fact) -> bool) -> Vec<Anchor> {
    let Some((first, others)) = clauses.split_first() else { return Vec::new() };
    let alike = |clause: &Clause<'_>, value: &Value| -> Option<Range<usize>> {
        let mut facts = clause.facts().filter(|fact| fact.kind() != Kind::Name && agreement(&fact.value, value).is_some());
        let fact = facts.next().filter(|_| facts.next().is_none())?;
        Some(clause.side.extracted.tokens.within(fact.span))
    };
    let mut out = Vec::new();
    for fact in first.facts().filter(|fact| wanted(fact)) {
        let all: Option<Anchor> = std::iter::once(first).chain(others).map(|clause| alike(clause, &fact.value)).collect();
        out.extend(all);
    }
    out
}

/// Words of substance that every edition has once.
fn concepts(clauses: &[Clause<'_>], contraries: &Contraries) -> Vec<Anchor> {
    let Some((first, _)) = clauses.split_first() else { return Vec::new() };
    let once = |clause: &Clause<'_>, concept: Concept| {
        let mut hits = clause.concepts().filter(|hit| hit.concept == concept);
        hits.next().filter(|_| hits.next().is_none()).map(|hit| hit.tokens.clone())
    };
    let heavy = first.concepts().map(|hit| hit.concept).filter(|concept| !contraries.is_light(*concept));
    heavy.filter_map(|concept| clauses.iter().map(|clause| once(clause, concept)).collect()).collect()
}

/// The poles around a figure, with nothing between that ends a clause and no other figure.
fn around<'a>(clause: &Clause<'a>, figure: &Range<usize>) -> SmallVec<[&'a PoleHit; 4]> {
    clause.poles().filter(|hit| is_near(clause, &hit.tokens, figure)).collect()
}

/// Whether a word stands in one clause with some figure, with no other figure between.
pub(super) fn is_beside_figure(clause: &Clause<'_>, word: &Range<usize>) -> bool {
    let figures = clause.facts().filter(|fact| fact.value.amount().is_some());
    figures.into_iter().any(|fact| is_within(clause, word, &clause.side.extracted.tokens.within(fact.span), FAR))
}

/// Whether two words of two editions stand beside one figure.
pub(super) fn is_beside_one_figure((own, word): (&Clause<'_>, &Range<usize>), (other, there): (&Clause<'_>, &Range<usize>)) -> bool {
    let near = |clause: &Clause<'_>, fact: &Fact, word: &Range<usize>| is_near(clause, word, &clause.side.extracted.tokens.within(fact.span));
    let figures = own.facts().filter(|fact| fact.value.amount().is_some() && near(own, fact, word));
    figures.into_iter().any(|fact| {
        let mut theirs = other.facts().filter(|there| there.value.amount().is_some());
        theirs.any(|their| agreement(&fact.value, &their.value).is_some() && near(other, their, there))
    })
}

/// Whether a word stands beside a figure, with nothing between that ends a clause and no other figure.
fn is_near(clause: &Clause<'_>, word: &Range<usize>, figure: &Range<usize>) -> bool {
    is_within(clause, word, figure, FIGURE)
}

/// The same, with so many tokens between at most.
fn is_within(clause: &Clause<'_>, word: &Range<usize>, figure: &Range<usize>, reach: usize) -> bool {
    let other = |at: usize| {
        let span = clause.side.extracted.tokens.list().get(at).map(|token| token.span());
        let mut figures = clause.facts().filter(|fact| fact.value.amount().is_some());
        span.is_some_and(|span| figures.any(|fact| fact.span.contains(span)))
    };
    let free = |mut between: Range<usize>| between.len() <= reach && !clause.is_cut(between.start, between.end) && !between.any(other);
    // `shed nearly` and `nearly a fifth`
    let overlap = word.start < figure.start && figure.start < word.end;
    // `seventeen detained` is one toll.
    let inside = figure.start <= word.start && word.end <= figure.end;
    overlap || inside || word.end <= figure.start && free(word.end..figure.start) || word.start >= figure.end && free(figure.end..word.start)
}

/// The poles that stand right before something or open its words: `before the vote`, `shortly before 7 p.m.`
fn before<'a>(clause: &Clause<'a>, thing: &Range<usize>, contraries: &Contraries) -> SmallVec<[&'a PoleHit; 4]> {
    let is_order = |hit: &&PoleHit| hit.poles.iter().any(|pole| contraries.is_order(*pole));
    let near = |hit: &&PoleHit| hit.tokens.start < thing.start && hit.tokens.end + NEXT >= thing.start && !clause.is_cut(hit.tokens.end, thing.start);
    let inside = |hit: &&PoleHit| thing.contains(&hit.tokens.start) && hit.tokens.end < thing.end;
    clause.poles().filter(is_order).filter(|hit| near(hit) || inside(hit)).collect()
}

/// The poles right beside a length that say on which side of something it lies: `two days before`, قبل يومين من, за два дня до.
fn counted_from<'a>(clause: &Clause<'a>, length: &Range<usize>, contraries: &Contraries) -> SmallVec<[&'a PoleHit; 4]> {
    let is_order = |hit: &&PoleHit| hit.poles.iter().any(|pole| contraries.is_order(*pole));
    // قبل 76 عاما is 76 years ago.
    let dated = |hit: &PoleHit| {
        clause.facts().any(|fact| fact.kind() == Kind::Date && clause.side.extracted.tokens.within(fact.span).contains(&hit.tokens.start))
    };
    let beside = |hit: &&PoleHit| hit.tokens.end >= length.start && hit.tokens.start <= length.end && !dated(hit);
    clause.poles().filter(is_order).filter(beside).collect()
}

/// A finding if all but one edition have the same pole of a pair there and that one has the other.
fn compare(
    clauses: &[Clause<'_>],
    near: &[SmallVec<[&PoleHit; 4]>],
    wanted: impl Fn(Grade) -> bool,
    bead: (usize, &Bead),
    contraries: &Contraries,
    options: &Options,
) -> Option<Finding> {
    let (first, _) = near.split_first()?;
    for pole in first.iter().flat_map(|hit| hit.poles.iter().copied()) {
        for contrary in contraries.of(pole).iter().copied() {
            if !contraries.grade(pole, contrary).is_some_and(&wanted) || contraries.are_converse(pole, contrary) {
                continue;
            }
            // One word of the pair in every edition, and with it no word of a change of another kind.
            let said: Option<SmallVec<[(&PoleHit, bool); 3]>> = near
                .iter()
                .enumerate()
                .map(|(at, hits)| {
                    let mut own = hits.iter().filter(|hit| hit.poles.contains(&pole) || hit.poles.contains(&contrary));
                    let hit = own.next().filter(|_| own.next().is_none())?;
                    let (one, other) = (hit.poles.contains(&pole), hit.poles.contains(&contrary));
                    let plain = one != other && clauses[at].turns(&hit.tokens).is_none() && !clauses[at].is_doubtful(&hit.tokens);
                    let moves = contraries.is_change(pole)
                        && hits.iter().any(|beside| beside.tokens != hit.tokens && beside.poles.iter().any(|pole| contraries.is_change(*pole)));
                    (plain && !moves).then_some((*hit, one))
                })
                .collect();
            let Some(said) = said else { continue };
            let ones = said.iter().filter(|(_, one)| *one).count();
            let odd = match (ones, said.len()) {
                (1, 2) => 1 - options.reference.min(1),
                (1, 3..) => said.iter().position(|(_, one)| *one)?,
                (n, all @ 3..) if n + 1 == all => said.iter().position(|(_, one)| !*one)?,
                _ => continue,
            };
            let (own, theirs) = if said[odd].1 { (pole, contrary) } else { (contrary, pole) };
            if is_other_word(clauses, odd, said[odd].0, (own, theirs), contraries) || is_balanced(clauses, odd, (own, theirs)) {
                continue;
            }
            return finding(clauses, &said, (pole, contrary), odd, bead, contraries);
        }
    }
    None
}

/// Whether the others have the odd word too, and the odd edition nothing that the lexicon knows for theirs: `shares fell 3 per cent while others jumped 11`,
/// where one word for a fall is not known. Where every edition has both, the two may have changed places.
fn is_balanced(clauses: &[Clause<'_>], odd: usize, (own, theirs): (Concept, Concept)) -> bool {
    let count = |at: usize, pole: Concept| clauses[at].poles().filter(|hit| hit.poles.contains(&pole)).count();
    let others = || (0..clauses.len()).filter(|at| *at != odd);
    count(odd, theirs) == 0 && others().all(|at| count(at, own) >= count(odd, own))
        || others().all(|at| count(at, own) == 0) && others().any(|at| count(odd, theirs) >= count(at, theirs))
}

fn finding(
    clauses: &[Clause<'_>],
    said: &[(&PoleHit, bool)],
    (pole, contrary): (Concept, Concept),
    odd: usize,
    bead: (usize, &Bead),
    contraries: &Contraries,
) -> Option<Finding> {
    let others = || (0..said.len()).filter(|at| *at != odd);
    let close = clauses.len() > 2 || others().all(|at| clauses[odd].closeness(&clauses[at], contraries) >= CLOSE);
    let (severity, confidence) = if close { (Severity::Major, 0.85) } else { (Severity::Minor, 0.55) };
    let id = |one: bool| if one { pole.id() } else { contrary.id() };
    let mut readings = Vec::with_capacity(said.len());
    let mut words = Vec::with_capacity(said.len());
    for ((hit, one), clause) in said.iter().zip(clauses) {
        let span = clause.span(&hit.tokens)?;
        words.push(span.of(&clause.side.edition.text));
        readings.push((clause.edition, Some(reading(clause, span, &[("concept", id(*one))]))));
    }
    let listed: Vec<String> = others().map(|at| format!("{} has “{}”", clauses[at].id(), words[at])).collect();
    let message = format!("{} has “{}” where {}", clauses[odd].id(), words[odd], listed.join(", "));
    let why = format!("{} is the contrary of {}, beside what every edition has", id(said[odd].1), id(!said[odd].1));
    Some(Told { rule: "contrary", why, message, severity, confidence, readings, odd: clauses[odd].edition }.finding(bead))
}
