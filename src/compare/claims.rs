//! Which readings are of one fact.
//!
//! Five steps, each with what the one before left over:
//! 1. within a bead the facts of each two editions are paired by an optimal assignment (Kuhn-Munkres) over how their values relate, and the pairs are
//!    joined into claims, the surest first;
//! 2. within a bead, a value that stands nowhere else in the story is paired with what two editions or more agree on in its place: it is stated instead;
//! 3. a claim that lacks an edition takes that edition's fact from another bead, if no other claim has use for it: a fact that moved is not missing;
//! 4. a value that an edition states anywhere is not missing from it, and one that is told twice is not added;
//! 5. within a bead, what an edition alone states is paired with a claim that lacks it and that it contradicts, with less weight where one of the two
//!    values stands elsewhere as well.

use super::Side;
use crate::align::Bead;
use crate::facts::amount::Amount;
use crate::facts::name::{ALIKE, Heard, locate, locate_alone};
use crate::facts::timex::{Form, TimeOfDay};
use crate::facts::{Fact, Kind, Relation, Value, agreement, comparable, relate};
use crate::normalise::Capitals;
use crate::text::Span;
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use rust_decimal::Decimal;

/// The readings of one fact: for each edition the index of its fact, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index of the bead.
    pub bead: usize,
    /// By edition: index into its facts.
    pub facts: Vec<Option<usize>>,
    /// By edition: it states the same value elsewhere, for another claim.
    pub elsewhere: Vec<bool>,
    /// By edition: index of the fact that it states instead, which conflicts with the others.
    pub instead: Vec<Option<usize>>,
}

impl Claim {
    /// The editions that have a reading, with it.
    pub fn readings(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.facts.iter().enumerate().filter_map(|(edition, fact)| fact.map(|fact| (edition, fact)))
    }

    fn new(bead: usize, editions: usize) -> Self {
        Self { bead, facts: vec![None; editions], elsewhere: vec![false; editions], instead: vec![None; editions] }
    }
}

/// How far from a bead a vaguer reading of the same fact still counts as told, in sentences.
const NEAR: usize = 2;

/// How far from a bead the same fact counts as told at all, in sentences: all of a news story, the neighbourhood in a book.
const FAR: usize = 300;

/// Gathers the claims of every bead, bead by bead.
pub(super) fn gather(sides: &[Side<'_>], beads: &[Bead]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        if bead.sentences.iter().filter(|own| !own.is_empty()).count() < 2 {
            continue;
        }
        let own: Vec<Vec<usize>> = sides.iter().zip(&bead.sentences).map(|(side, sentences)| facts_of(side, sentences)).collect();
        claims.extend(join(sides, index, &own));
    }
    let mut claims = by_bead(claims, |group| {
        free_clocks(sides, group);
        pair_conflicts(sides, &beads[group[0].bead], group, Evidence::Sure);
    });
    fetch_moved(sides, beads, &mut claims);
    for claim in &mut claims {
        for edition in 0..sides.len() {
            let open = claim.facts[edition].is_none() && claim.instead[edition].is_none();
            claim.elsewhere[edition] |= open && is_elsewhere(sides, claim, edition, &beads[claim.bead]);
        }
    }
    by_bead(claims, |group| pair_conflicts(sides, &beads[group[0].bead], group, Evidence::Likely))
}

/// The claims with each bead's group changed by `change`; they stand bead by bead.
fn by_bead(claims: Vec<Claim>, mut change: impl FnMut(&mut Vec<Claim>)) -> Vec<Claim> {
    let mut out = Vec::with_capacity(claims.len());
    let mut rest = claims.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while let Some(next) = rest.next_if(|claim| claim.bead == group[0].bead) {
            group.push(next);
        }
        change(&mut group);
        out.extend(group);
    }
    out
}

/// The facts of an edition's sentences that claims are made of.
fn facts_of(side: &Side<'_>, sentences: &[usize]) -> Vec<usize> {
    let facts = &side.extracted.facts;
    let all = sentences.iter().flat_map(|sentence| side.extracted.facts_of(*sentence));
    all.filter(|at| !matches!(facts[*at].kind(), Kind::Quote | Kind::Polarity)).collect()
}

/// Joins the facts of a bead into claims.
fn join(sides: &[Side<'_>], bead: usize, own: &[Vec<usize>]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut rest = own.to_vec();
    // A value that every edition tells twice can pair crosswise, which leaves pairs over: they are joined in another round.
    loop {
        let held = claims.len();
        join_round(sides, bead, &rest, &mut claims);
        for (edition, list) in rest.iter_mut().enumerate() {
            list.retain(|fact| holder(&claims, (edition, *fact)).is_none());
        }
        if claims.len() == held {
            break;
        }
    }
    for (edition, list) in rest.iter().enumerate() {
        for &fact in list {
            if !is_told_twice(sides, &claims, edition, fact) {
                let mut claim = Claim::new(bead, sides.len());
                claim.facts[edition] = Some(fact);
                claims.push(claim);
            }
        }
    }
    claims
}

/// The claim that a fact of an edition belongs to.
fn holder(claims: &[Claim], (edition, fact): (usize, usize)) -> Option<usize> {
    claims.iter().position(|claim| claim.facts[edition] == Some(fact))
}

/// Pairs the facts of each two editions and adds the claims that they make.
fn join_round(sides: &[Side<'_>], bead: usize, own: &[Vec<usize>], claims: &mut Vec<Claim>) {
    let mut edges = Vec::new();
    for a in 0..sides.len() {
        for b in a + 1..sides.len() {
            let weight = |i: usize, j: usize| affinity(sides, (a, own[a][i]), (b, own[b][j]), (i, own[a].len()), (j, own[b].len()));
            for (i, j, weight) in assign(own[a].len(), own[b].len(), &weight) {
                edges.push((weight, (a, own[a][i]), (b, own[b][j])));
            }
        }
    }
    edges.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    for (_, left, right) in edges {
        match (holder(claims, left), holder(claims, right)) {
            (None, None) => {
                let mut claim = Claim::new(bead, sides.len());
                claim.facts[left.0] = Some(left.1);
                claim.facts[right.0] = Some(right.1);
                claims.push(claim);
            }
            (Some(at), None) if claims[at].facts[right.0].is_none() && fits(sides, &claims[at], right) => {
                claims[at].facts[right.0] = Some(right.1);
            }
            (None, Some(at)) if claims[at].facts[left.0].is_none() && fits(sides, &claims[at], left) => {
                claims[at].facts[left.0] = Some(left.1);
            }
            (Some(x), Some(y)) if x != y && (0..sides.len()).all(|e| claims[x].facts[e].is_none() || claims[y].facts[e].is_none()) => {
                let other = claims[y].facts.clone();
                for (edition, fact) in other.into_iter().enumerate() {
                    claims[x].facts[edition] = claims[x].facts[edition].or(fact);
                }
                claims.swap_remove(y);
            }
            _ => {}
        }
    }
}

/// Whether a bound agrees with every reading of a claim: `more than 300` beside `300` does, but not where a third edition has `at most 300`.
fn fits(sides: &[Side<'_>], claim: &Claim, (edition, at): (usize, usize)) -> bool {
    let fact = &sides[edition].extracted.facts[at];
    let bound = |fact: &Fact| fact.value.amount().is_some_and(|amount| amount.point().is_none() && !amount.vague);
    !bound(fact)
        || claim.readings().all(|(e, f)| {
            let other = &sides[e].extracted.facts[f];
            other.kind() != fact.kind() || !bound(other) || relate(&other.value, &fact.value).is_none_or(|relation| relation.agrees())
        })
}

/// Whether another claim of the bead already holds this edition's reading of the same value: a count must be the same, a person's name may be told in
/// part, a place and a date as exactly.
fn is_told_twice(sides: &[Side<'_>], claims: &[Claim], edition: usize, fact: usize) -> bool {
    let facts = &sides[edition].extracted.facts;
    let in_part = |other: &Value| match (&facts[fact].value, other) {
        // The country of a city does not tell the city.
        (Value::Name(own), Value::Name(other)) => !own.lies_in(other),
        (Value::Date(own) | Value::Time(own), Value::Date(other) | Value::Time(other)) => other.is_as_exact_as(own),
        _ => false,
    };
    claims.iter().any(|claim| {
        claim.facts[edition].is_some_and(|other| match agreement(&facts[fact].value, &facts[other].value) {
            Some(Relation::Same | Relation::Equivalent(_)) => true,
            Some(Relation::Vaguer(_)) => in_part(&facts[other].value),
            _ => false,
        })
    })
}

/// More pairs of facts of one bead than this are not assigned at once.
const MOST: usize = 10_000;

/// The surest pairs of a matrix of weights; zero means: cannot be paired.
fn assign(rows: usize, columns: usize, weight: &dyn Fn(usize, usize) -> i64) -> Vec<(usize, usize, i64)> {
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    if rows * columns > MOST && rows > 1 && columns > 1 {
        // A table set as one sentence, say: the assignment takes cubic time, so that it is made half by half, in the order of the text.
        let (i, j) = (rows / 2, columns / 2);
        let mut pairs = assign(i, j, weight);
        pairs.extend(assign(rows - i, columns - j, &|r, c| weight(r + i, c + j)).into_iter().map(|(r, c, w)| (r + i, c + j, w)));
        return pairs;
    }
    // The library wants no more rows than columns.
    let flip = rows > columns;
    let matrix = if flip { Matrix::from_fn(columns, rows, |(c, r)| weight(r, c)) } else { Matrix::from_fn(rows, columns, |(r, c)| weight(r, c)) };
    let (_, chosen) = kuhn_munkres(&matrix);
    let pairs = chosen
        .into_iter()
        .enumerate()
        .map(|(x, y)| if flip { (y, x, *matrix.get((x, y)).unwrap_or(&0)) } else { (x, y, *matrix.get((x, y)).unwrap_or(&0)) });
    pairs.filter(|(_, _, weight)| *weight > 0).collect()
}

/// How likely two facts of one bead are readings of one fact: 0 when their values conflict or cannot be compared.
fn affinity(sides: &[Side<'_>], left: (usize, usize), right: (usize, usize), place: (usize, usize), other: (usize, usize)) -> i64 {
    let (a, b) = (&sides[left.0].extracted.facts[left.1], &sides[right.0].extracted.facts[right.1]);
    let base = match agreement(&a.value, &b.value) {
        Some(Relation::Same) => 1000,
        Some(Relation::Equivalent(_)) => 900,
        // Less than half of what the same value counts for: two loose pairs are no better than a true one.
        Some(Relation::Vaguer(_)) => 300,
        Some(Relation::Conflicting(_)) | None => return 0,
    };
    base + kinship(a, b) + nearness(place, other)
}

/// Points for what two facts share beside their values.
fn kinship(a: &Fact, b: &Fact) -> i64 {
    let kind = if a.kind() == b.kind() { 60 } else { 0 };
    let about = match (a.about, b.about) {
        (Some(a), Some(b)) if a == b => 60,
        (Some(_), Some(_)) => -30,
        _ => 0,
    };
    kind + about
}

/// Up to 20 points for the same place in the order of a bead's facts.
fn nearness((i, n): (usize, usize), (j, m): (usize, usize)) -> i64 {
    let at = |i: usize, n: usize| (2 * i + 1) as i64 * 10 / n.max(1) as i64;
    20 - (at(i, n) - at(j, m)).abs().min(20)
}

/// Gives claims that lack an edition that edition's fact from another bead, where nothing else there corresponds to it.
fn fetch_moved(sides: &[Side<'_>], beads: &[Bead], claims: &mut Vec<Claim>) {
    let mut gone = vec![false; claims.len()];
    for single in 0..claims.len() {
        let readings: Vec<(usize, usize)> = claims[single].readings().collect();
        let &[(edition, fact)] = readings.as_slice() else { continue };
        let own = &sides[edition].extracted.facts[fact];
        let value = &own.value;
        // Two governments are no two stages.
        let apart = |(e, f): (usize, usize)| {
            let other = &sides[e].extracted.facts[f];
            own.kind() == Kind::Number && matches!((own.about, other.about), (Some(own), Some(other)) if own != other)
        };
        let corresponds = |claim: &Claim| {
            claim.facts[edition].is_none()
                && claim.bead != claims[single].bead
                && !claim.readings().all(apart)
                && claim.readings().all(|(e, f)| {
                    let other = &sides[e].extracted.facts[f].value;
                    other.kind() == value.kind() && matches!(agreement(other, value), Some(Relation::Same | Relation::Equivalent(_)))
                })
        };
        // Claims stand bead by bead.
        let bead = claims[single].bead;
        let start = claims.partition_point(|claim| claim.bead + FAR < bead);
        let end = claims.partition_point(|claim| claim.bead <= bead + FAR);
        let found = (start..end).filter(|at| *at != single && !gone[*at] && corresponds(&claims[*at]));
        // Of several, the one whose bead stands nearest, those that most editions share first.
        let distance = |at: &usize| {
            let here = beads[claims[*at].bead].sentences[edition].first().copied().unwrap_or(0);
            here.abs_diff(sides[edition].extracted.facts[fact].sentence)
        };
        if let Some(at) = found.min_by_key(|at| (sides.len() - claims[*at].readings().count(), distance(at))) {
            claims[at].facts[edition] = Some(fact);
            gone[single] = true;
        }
    }
    let mut keep = gone.iter().map(|gone| !gone);
    claims.retain(|_| keep.next().unwrap_or(true));
}

/// Whether `edition` states what the claim says: anywhere, or near the bead if vaguer.
fn is_elsewhere(sides: &[Side<'_>], claim: &Claim, edition: usize, bead: &Bead) -> bool {
    let readings: Vec<&Fact> = claim.readings().map(|(e, f)| &sides[e].extracted.facts[f]).collect();
    let own = &bead.sentences[edition];
    let place = own.first().copied().unwrap_or(claim.bead);
    let around = sides[edition].extracted.facts_within(place.saturating_sub(FAR)..place + FAR);
    let near = |fact: &Fact| own.is_empty() || own.iter().any(|sentence| sentence.abs_diff(fact.sentence) <= NEAR);
    let facts = &sides[edition].extracted.facts[around];
    let agrees = |reading: &Fact, fact: &Fact| match agreement(&reading.value, &fact.value) {
        Some(Relation::Same | Relation::Equivalent(_)) => true,
        Some(Relation::Vaguer(_)) => near(fact),
        _ => false,
    };
    // What takes most work is asked last.
    facts.iter().any(|fact| readings.iter().any(|reading| agrees(reading, fact)))
        || readings.iter().any(|reading| has_figures(sides, reading, edition, own) || is_spelled(sides, reading, edition, own))
}

/// Whether `edition` states what the claim says, no vaguer, anywhere in the story.
fn is_told(sides: &[Side<'_>], claim: &Claim, edition: usize, own: &[usize]) -> bool {
    let place = own.first().copied().unwrap_or(claim.bead);
    let facts = &sides[edition].extracted.facts;
    sides[edition].extracted.facts_within(place.saturating_sub(FAR)..place + FAR).any(|at| {
        // A bare number elsewhere does not say what the number is of.
        let same = |reading: &Fact| {
            reading.kind() == facts[at].kind()
                && matches!(agreement(&reading.value, &facts[at].value), Some(Relation::Same | Relation::Equivalent(_)))
        };
        claim.readings().any(|(e, f)| same(&sides[e].extracted.facts[f]))
    })
}

/// Whether the sentences of an edition spell a name, in whatever script, whether or not a finder took it for one.
pub(super) fn is_spelled(sides: &[Side<'_>], fact: &Fact, edition: usize, sentences: &[usize]) -> bool {
    spelled_at(sides, fact, edition, sentences).is_some()
}

/// Whether what a finder took for a place is a name in another edition that only sounds like it: Кьяра Морони is from no island.
fn is_a_namesake(side: &Side<'_>, fact: &Fact, other: &Side<'_>, sentences: &[usize]) -> bool {
    if !matches!(&fact.value, Value::Name(name) if !name.places.is_empty()) {
        return false;
    }
    let text = fact.span.of(&side.edition.text);
    let extracted = other.extracted;
    sentences.iter().filter_map(|at| Some((*at, other.sentences.get(*at)?))).any(|(at, sentence)| {
        let found = locate_alone(text, &Heard::all(other.lettered(), extracted.tokens.within(sentence.span)), ALIKE);
        found.is_some_and(|(token, _)| {
            let span = extracted.tokens.list()[token].span();
            let facts = &extracted.facts[extracted.facts_of(at)];
            let capital = extracted.tokens.list()[token].capitals == Capitals::First;
            let mut names = facts
                .iter()
                .filter(|own| own.span.overlaps(span))
                .filter_map(|own| if let Value::Name(name) = &own.value { Some(name) } else { None });
            names.next().map_or(capital, |name| name.places.is_empty())
        })
    })
}

/// Whether a bare number stands in figures in the sentences of an edition where no fact was read, in a result (`4-3`) or a code.
fn has_figures(sides: &[Side<'_>], fact: &Fact, edition: usize, sentences: &[usize]) -> bool {
    let Value::Number(amount) = &fact.value else { return false };
    let Some(number) = amount.point().filter(|number| number.fract().is_zero()).map(|number| number.normalize().to_string()) else { return false };
    let side = &sides[edition];
    let tokens = &side.extracted.tokens;
    sentences.iter().filter_map(|at| side.sentences.get(*at).map(|sentence| (*at, sentence))).any(|(at, sentence)| {
        tokens.within(sentence.span).any(|token| {
            let span = tokens.list()[token].span();
            tokens.form(token) == number
                && !side.extracted.facts_of(at).any(|fact| {
                    let fact = side.extracted.facts[fact].span;
                    fact.start <= span.start && span.end <= fact.end
                })
        })
    })
}

/// Where the sentences of an edition spell a name that only its spelling tells.
pub(super) fn spelled_at(sides: &[Side<'_>], fact: &Fact, edition: usize, sentences: &[usize]) -> Option<Span> {
    let Value::Name(name) = &fact.value else { return None };
    let side = &sides[edition];
    sentences.iter().filter_map(|at| side.sentences.get(*at)).find_map(|sentence| {
        let tokens = &side.extracted.tokens;
        let found = locate(name, side.lettered(), tokens.within(sentence.span), true)?;
        Some(tokens.list()[found.start].span().cover(tokens.list()[found.end - 1].span()))
    })
}

/// How much a value that is stated instead has to have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    /// Two editions agree on the one value, and the other stands nowhere else in the story.
    Sure,
    /// Nothing else corresponds to either.
    Likely,
}

/// Pairs claims that lack an edition with what that edition states instead within the bead.
fn pair_conflicts(sides: &[Side<'_>], bead: &Bead, claims: &mut Vec<Claim>, evidence: Evidence) {
    // From the last edition to the first, so that where all differ the first one holds the claim.
    for edition in (0..sides.len()).rev() {
        if bead.sentences[edition].is_empty() {
            continue;
        }
        let open = |claim: &Claim| claim.facts[edition].is_none() && claim.instead[edition].is_none();
        let lacking: Vec<usize> = (0..claims.len()).filter(|c| open(&claims[*c]) && claims[*c].readings().count() > 0).collect();
        // What only this edition states, or what is held to another edition's value as a vaguer one alone.
        let alone: Vec<usize> = (0..claims.len())
            .filter(|c| claims[*c].facts[edition].is_some() && claims[*c].instead.iter().all(Option::is_none))
            .filter(|c| claims[*c].readings().count() == 1 || is_loose(sides, &claims[*c]))
            .collect();
        if lacking.is_empty() || alone.is_empty() {
            continue;
        }
        let only: Vec<bool> = alone
            .iter()
            .map(|at| evidence == Evidence::Likely || claims[*at].facts[edition].is_some_and(|fact| !is_told_by_others(sides, edition, fact, bead)))
            .collect();
        let weight = |i: usize, j: usize| {
            let (claim, single) = (&claims[lacking[i]], &claims[alone[j]]);
            if !only[j] || lacking[i] == alone[j] {
                return 0;
            }
            rivals(sides, bead, claim, single, edition, evidence)
        };
        let pairs = assign(lacking.len(), alone.len(), &weight);
        let mut told: Vec<usize> = Vec::new();
        for (i, j, _) in &pairs {
            let (claim, single) = (lacking[*i], alone[*j]);
            let Some(fact) = claims[single].facts[edition] else { continue };
            for (other, own) in supporters(sides, bead, &claims[claim], edition, fact) {
                claims[claim].facts[other] = Some(own);
            }
            claims[claim].instead[edition] = Some(fact);
            // A single reading is told once: in the claim of the others.
            if claims[single].readings().count() == 1 {
                told.push(single);
            } else {
                claims[single].facts[edition] = None;
                claims[single].elsewhere[edition] = true;
            }
        }
        told.sort_unstable();
        for at in told.into_iter().rev() {
            claims.remove(at);
        }
    }
}

/// Takes a part of the day, such as `night`, out of a claim about a clock time where its edition tells a clock time of its own that no other has: the two
/// clocks are to be held against each other.
fn free_clocks(sides: &[Side<'_>], claims: &mut Vec<Claim>) {
    let time = |edition: usize, at: usize| match sides[edition].extracted.facts[at].value.timex().map(|timex| &timex.form) {
        Some(Form::Time(_, time)) => Some(matches!(time, TimeOfDay::At(_))),
        _ => None,
    };
    for edition in 0..sides.len() {
        let own = |claim: &Claim| claim.facts[edition].and_then(|at| time(edition, at));
        let alone = |claim: &Claim| own(claim) == Some(true) && claim.readings().count() == 1;
        let others = |claim: &Claim| claim.readings().filter(|(e, _)| *e != edition).collect::<Vec<_>>();
        let vague =
            |claim: &Claim| own(claim) == Some(false) && !others(claim).is_empty() && others(claim).iter().all(|(e, at)| time(*e, *at) == Some(true));
        if !claims.iter().any(alone) {
            continue;
        }
        if let Some(at) = claims.iter().position(vague) {
            let mut part = Claim::new(claims[at].bead, sides.len());
            part.facts[edition] = claims[at].facts[edition].take();
            // It agrees with the others' clock, so that they tell it as well.
            part.elsewhere.fill(true);
            claims.push(part);
        }
    }
}

/// Whether a claim is of two readings, one of which is only vaguer than the other.
fn is_loose(sides: &[Side<'_>], claim: &Claim) -> bool {
    let mut readings = claim.readings().map(|(edition, at)| &sides[edition].extracted.facts[at]);
    let (Some(a), Some(b), None) = (readings.next(), readings.next(), readings.next()) else { return false };
    matches!(agreement(&a.value, &b.value), Some(Relation::Vaguer(_)))
}

/// Whether another edition states a fact of `edition` anywhere in the story, or whether the edition states it twice in the bead.
fn is_told_by_others(sides: &[Side<'_>], edition: usize, fact: usize, bead: &Bead) -> bool {
    let own = &sides[edition].extracted.facts[fact];
    let same =
        |other: &Fact| own.kind() == other.kind() && matches!(agreement(&own.value, &other.value), Some(Relation::Same | Relation::Equivalent(_)));
    sides.iter().enumerate().any(|(other, side)| {
        let place = bead.sentences[other].first().copied().unwrap_or(own.sentence);
        let range = side.extracted.facts_within(place.saturating_sub(FAR)..place + FAR);
        let bead = &bead.sentences[edition];
        side.extracted.facts[range.clone()].iter().zip(range).any(|(candidate, at)| match other == edition {
            true => at != fact && bead.contains(&candidate.sentence) && same(candidate),
            false => same(candidate),
        })
    })
}

/// How likely `edition` states the fact of `single` in place of what `claim` says; 0 where nothing speaks for it.
fn rivals(sides: &[Side<'_>], bead: &Bead, claim: &Claim, single: &Claim, edition: usize, evidence: Evidence) -> i64 {
    let Some(at) = single.facts[edition] else { return 0 };
    let fact = &sides[edition].extracted.facts[at];
    let readings = || claim.readings().map(|(e, f)| &sides[e].extracted.facts[f]);
    let agrees = |reading: &Fact| relate(&reading.value, &fact.value).is_some_and(|relation| relation.agrees());
    let same = |reading: &&Fact| reading.kind() == fact.kind();
    // Beside a bare number a bound agrees; it is another edition's bound that it contradicts.
    let against = fact.value.amount().is_some_and(|amount| amount.point().is_none()) && readings().filter(same).any(|reading| !agrees(reading));
    if !against && readings().filter(same).any(agrees) {
        return 0;
    }
    let rival = readings().map(|reading| rivalry(reading, fact)).max().unwrap_or(0);
    let counts = |reading: &Fact| reading.kind() == fact.kind() || reading.kind() == Kind::Casualty;
    if rival == 0 || is_bare_one(fact) && !readings().any(counts) {
        return 0;
    }
    let elided = |other: usize, reading: &Fact| is_elided(&sides[edition], fact, reading) || is_elided(&sides[other], reading, fact);
    if claim.readings().any(|(other, f)| elided(other, &sides[other].extracted.facts[f])) {
        return 0;
    }
    // A name that only its spelling tells can stand in the text where no finder saw it.
    if readings().any(|reading| is_spelled(sides, reading, edition, &bead.sentences[edition]))
        || claim.readings().any(|(other, _)| is_spelled(sides, fact, other, &bead.sentences[other]))
    {
        return 0;
    }
    if claim.readings().any(|(other, _)| is_a_namesake(&sides[edition], fact, &sides[other], &bead.sentences[other])) {
        return 0;
    }
    // A number that stands in a result of this edition is told there.
    if readings().any(|reading| has_figures(sides, reading, edition, &bead.sentences[edition])) {
        return 0;
    }
    // A reading that agrees with both, as a bare number does with two tolls, speaks for neither.
    let against = readings().filter(|reading| agreement(&reading.value, &fact.value).is_none()).count();
    let votes = (against + supporters(sides, bead, claim, edition, at).len()) as i64;
    let whole = readings().count();
    match evidence {
        Evidence::Sure => {
            // What stands in the next sentence may have moved there; a name stands in every other one.
            let near = bead.sentences[edition].first().map_or(0..0, |first| first.saturating_sub(NEAR)..first + NEAR + 1);
            let facts = &sides[edition].extracted.facts;
            let moved = sides[edition].extracted.facts_within(near).any(|at| {
                readings().any(|reading| matches!(agreement(&reading.value, &facts[at].value), Some(Relation::Same | Relation::Equivalent(_))))
            });
            if votes < 2 || moved && fact.kind() != Kind::Name { 0 } else { rival + 50 * (votes - 1) }
        }
        Evidence::Likely => {
            // A value that stands elsewhere on the other side may be told twice and not instead; two editions that agree outweigh that.
            let told = |claim: &Claim, lacks: usize| claim.elsewhere[lacks] && is_told(sides, claim, lacks, &bead.sentences[lacks]);
            let told = i64::from(told(claim, edition)) + i64::from((0..sides.len()).any(|other| told(single, other)));
            let loose = single.readings().count() > 1;
            if (votes < 2 && (told > 0 || loose)) || whole == 0 { 0 } else { (rival + 50 * (votes - 1) - 40 * told).max(0) }
        }
    }
}

/// Whether a number has the scale of another one in its sentence, which is not said again: 26 миллионов ..., ещё пять. `whole` is the same with its scale.
fn is_elided(side: &Side<'_>, short: &Fact, whole: &Fact) -> bool {
    let point = |fact: &Fact| fact.value.amount().and_then(Amount::point);
    let (Some(few), Some(all)) = (point(short), point(whole)) else { return false };
    let scale = all.checked_div(few).filter(|scale| SCALES.iter().any(|known| Decimal::from(*known) == *scale));
    let said = |scale: Decimal| {
        let facts = &side.extracted.facts[side.extracted.facts_of(short.sentence)];
        facts.iter().filter_map(point).any(|other| other >= scale && other < scale.saturating_mul(Decimal::ONE_THOUSAND))
    };
    few < Decimal::ONE_THOUSAND && scale.is_some_and(said)
}

const SCALES: [i64; 3] = [1_000, 1_000_000, 1_000_000_000];

/// Whether a fact is no more than a one, which is left out or put in where no figure is told (`проигрывали один мяч`, أحد الحراس).
fn is_bare_one(fact: &Fact) -> bool {
    matches!(fact.kind(), Kind::Number | Kind::Casualty) && fact.value.amount().and_then(Amount::point) == Some(Decimal::ONE)
}

/// Facts of editions beside `edition` that lack the claim, but say it in the bead as part of another fact, and so speak against `fact`: a moment that has
/// the date, say.
fn supporters(sides: &[Side<'_>], bead: &Bead, claim: &Claim, edition: usize, fact: usize) -> Vec<(usize, usize)> {
    let fact = &sides[edition].extracted.facts[fact];
    let readings = || claim.readings().map(|(e, f)| &sides[e].extracted.facts[f]);
    let mut out = Vec::new();
    for (other, side) in sides.iter().enumerate() {
        if other == edition || claim.facts[other].is_some() || claim.instead[other].is_some() {
            continue;
        }
        let speaks = |at: &usize| {
            let own = &side.extracted.facts[*at];
            let conflicts = own.kind() != Kind::Name && relate(&own.value, &fact.value).is_some_and(|relation| !relation.agrees());
            conflicts
                && readings().all(|reading| match agreement(&reading.value, &own.value) {
                    Some(Relation::Same | Relation::Equivalent(_)) => true,
                    Some(Relation::Vaguer(_)) => matches!(own.kind(), Kind::Date | Kind::Time),
                    _ => false,
                })
        };
        let own = bead.sentences[other].iter().flat_map(|sentence| side.extracted.facts_of(*sentence));
        out.extend(own.into_iter().find(speaks).map(|at| (other, at)));
    }
    out
}

/// How likely `b` is stated in place of `a`: 0 when the two do not exclude each other, or when nobody writes the one for the other.
fn rivalry(a: &Fact, b: &Fact) -> i64 {
    let kinds = comparable(a.kind(), b.kind());
    let related = a.about.is_some() && a.about == b.about;
    if !kinds || !(related || (a.kind() != Kind::Number && b.kind() != Kind::Number) || plausible_slip(a, b)) {
        return 0;
    }
    // A share (`17 out of 23`) is not written for a count.
    let share = |fact: &Fact| fact.kind() == Kind::Number && fact.value.amount().and_then(|amount| amount.point()).is_some_and(is_share);
    if share(a) != share(b) {
        return 0;
    }
    match relate(&a.value, &b.value) {
        Some(Relation::Conflicting(_)) => (100 + kinship(a, b)).max(0),
        _ => 0,
    }
}

/// Whether a number is a part of one.
fn is_share(number: rust_decimal::Decimal) -> bool {
    !number.is_zero() && number.abs() < rust_decimal::Decimal::ONE
}

/// How many times larger one of two bare numbers can be than the other when it was miswritten for it.
const SLIP: u32 = 20;

/// Whether one bare number can be a slip for the other: of a like size, or the same digits with another magnitude.
fn plausible_slip(a: &Fact, b: &Fact) -> bool {
    let vague = |fact: &Fact| fact.value.amount().is_some_and(|amount| amount.vague);
    if vague(a) != vague(b) {
        return false;
    }
    let size = |fact: &Fact| fact.value.amount().and_then(|amount| amount.min.or(amount.max));
    let (Some(a), Some(b)) = (size(a), size(b)) else { return true };
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    large <= small.saturating_mul(SLIP.into()) || digits(a) == digits(b)
}

/// The digits of a number without the zeros at its end.
fn digits(number: rust_decimal::Decimal) -> String {
    number.normalize().mantissa().to_string().trim_end_matches('0').to_owned()
}
