//! Which readings are of one fact.
//!
//! Within a bead the facts of each two editions are paired by an optimal assignment (Kuhn-Munkres) over how their values relate; pairs are joined into
//! claims, the surest first. What stays single is looked for around the bead and then in the whole story: a fact that moved is not missing, and one that
//! is told twice is not added. Last, claims that lack an edition are paired with what that edition states instead.

use super::Side;
use crate::align::Bead;
use crate::facts::{Fact, Kind, Relation, relate};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// The readings of one fact: for each edition the index of its fact, or none.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Index of the bead.
    pub bead: usize,
    /// By edition: index into its facts.
    pub facts: Vec<Option<usize>>,
    /// By edition: it has the same fact outside this bead.
    pub elsewhere: Vec<bool>,
    /// By edition: index of the fact that it states instead, which conflicts with the others.
    pub instead: Vec<Option<usize>>,
}

impl Claim {
    /// The editions that have a reading, with it.
    pub fn readings(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.facts.iter().enumerate().filter_map(|(edition, fact)| fact.map(|fact| (edition, fact)))
    }
}

/// How far around a bead the same fact is looked for before it counts as missing there, in sentences.
const NEAR: usize = 2;

/// Gathers the claims of every bead.
pub(super) fn gather(sides: &[Side<'_>], beads: &[Bead]) -> Vec<Claim> {
    let mut out = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        if bead.sentences.iter().filter(|own| !own.is_empty()).count() < 2 {
            continue;
        }
        let own: Vec<Vec<usize>> = sides.iter().enumerate().map(|(edition, side)| facts_of(side, &bead.sentences[edition])).collect();
        let mut claims = join(sides, index, &own);
        for claim in &mut claims {
            for edition in 0..sides.len() {
                claim.elsewhere[edition] = claim.facts[edition].is_none() && is_elsewhere(sides, claim, edition, bead);
            }
        }
        pair_conflicts(sides, bead, &mut claims);
        out.extend(claims);
    }
    out
}

/// The facts of an edition's sentences that claims are made of.
fn facts_of(side: &Side<'_>, sentences: &[usize]) -> Vec<usize> {
    let facts = &side.extracted.facts;
    let wanted = |fact: &Fact| sentences.contains(&fact.sentence) && !matches!(fact.kind(), Kind::Quote | Kind::Polarity);
    (0..facts.len()).filter(|at| wanted(&facts[*at])).collect()
}

/// Joins the facts of a bead into claims.
fn join(sides: &[Side<'_>], bead: usize, own: &[Vec<usize>]) -> Vec<Claim> {
    let mut edges = Vec::new();
    for a in 0..sides.len() {
        for b in a + 1..sides.len() {
            let weight = |i: usize, j: usize| affinity(sides, (a, own[a][i]), (b, own[b][j]), (i, own[a].len()), (j, own[b].len()));
            for (i, j, weight) in assign(own[a].len(), own[b].len(), weight) {
                edges.push((weight, (a, own[a][i]), (b, own[b][j])));
            }
        }
    }
    edges.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let mut claims: Vec<Claim> = Vec::new();
    let empty = || Claim { bead, facts: vec![None; sides.len()], elsewhere: vec![false; sides.len()], instead: vec![None; sides.len()] };
    let holder = |claims: &[Claim], (edition, fact): (usize, usize)| claims.iter().position(|claim| claim.facts[edition] == Some(fact));
    for (_, left, right) in edges {
        match (holder(&claims, left), holder(&claims, right)) {
            (None, None) => {
                let mut claim = empty();
                claim.facts[left.0] = Some(left.1);
                claim.facts[right.0] = Some(right.1);
                claims.push(claim);
            }
            (Some(at), None) if claims[at].facts[right.0].is_none() => claims[at].facts[right.0] = Some(right.1),
            (None, Some(at)) if claims[at].facts[left.0].is_none() => claims[at].facts[left.0] = Some(left.1),
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
    for (edition, list) in own.iter().enumerate() {
        for &fact in list {
            if holder(&claims, (edition, fact)).is_some() || is_told_twice(sides, &claims, edition, fact) {
                continue;
            }
            let mut claim = empty();
            claim.facts[edition] = Some(fact);
            claims.push(claim);
        }
    }
    claims
}

/// Whether another claim of the bead already holds this edition's reading of the same value.
fn is_told_twice(sides: &[Side<'_>], claims: &[Claim], edition: usize, fact: usize) -> bool {
    let facts = &sides[edition].extracted.facts;
    claims.iter().any(|claim| {
        claim.facts[edition].is_some_and(|other| relate(&facts[fact].value, &facts[other].value).is_some_and(|relation| relation.agrees()))
    })
}

/// The surest pairs of a matrix of weights; zero means: cannot be paired.
fn assign(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize, i64)> {
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    // The library wants no more rows than columns.
    let flip = rows > columns;
    let matrix = if flip { Matrix::from_fn(columns, rows, |(c, r)| weight(r, c)) } else { Matrix::from_fn(rows, columns, |(r, c)| weight(r, c)) };
    let (_, chosen) = kuhn_munkres(&matrix);
    let pairs = chosen.into_iter().enumerate().map(|(x, y)| if flip { (y, x) } else { (x, y) });
    pairs.map(|(r, c)| (r, c, weight(r, c))).filter(|(_, _, weight)| *weight > 0).collect()
}

/// How likely two facts of one bead are readings of one fact: 0 when their values conflict or cannot be compared.
fn affinity(sides: &[Side<'_>], left: (usize, usize), right: (usize, usize), place: (usize, usize), other: (usize, usize)) -> i64 {
    let (a, b) = (&sides[left.0].extracted.facts[left.1], &sides[right.0].extracted.facts[right.1]);
    let base = match relate(&a.value, &b.value) {
        Some(Relation::Same) => 1000,
        Some(Relation::Equivalent(_)) => 900,
        Some(Relation::Vaguer(_)) => 500,
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

/// Whether `edition` states what the claim says near the bead, or anywhere if nothing else in the story could be meant.
fn is_elsewhere(sides: &[Side<'_>], claim: &Claim, edition: usize, bead: &Bead) -> bool {
    let readings: Vec<&Fact> = claim.readings().map(|(e, f)| &sides[e].extracted.facts[f]).collect();
    let own = &bead.sentences[edition];
    let near = |fact: &Fact| own.is_empty() || own.iter().any(|sentence| sentence.abs_diff(fact.sentence) <= NEAR);
    sides[edition].extracted.facts.iter().any(|fact| {
        readings.iter().any(|reading| match relate(&reading.value, &fact.value) {
            Some(Relation::Same | Relation::Equivalent(_)) => true,
            Some(Relation::Vaguer(_)) => near(fact),
            _ => false,
        })
    })
}

/// Pairs claims that lack an edition with what that edition states instead within the bead.
fn pair_conflicts(sides: &[Side<'_>], bead: &Bead, claims: &mut Vec<Claim>) {
    // From the last edition to the first, so that where all differ the first one holds the claim.
    for edition in (0..sides.len()).rev() {
        if bead.sentences[edition].is_empty() {
            continue;
        }
        let lacking: Vec<usize> = (0..claims.len()).filter(|c| claims[*c].facts[edition].is_none()).collect();
        // What only this edition states.
        let alone: Vec<usize> = (0..claims.len())
            .filter(|c| claims[*c].facts[edition].is_some() && claims[*c].readings().count() == 1)
            .filter(|c| claims[*c].instead.iter().all(Option::is_none))
            .filter(|c| (0..sides.len()).all(|other| other == edition || !claims[*c].elsewhere[other]))
            .collect();
        let weight = |i: usize, j: usize| {
            let fact = claims[alone[j]].facts[edition].map(|fact| &sides[edition].extracted.facts[fact]);
            let readings = claims[lacking[i]].readings().map(|(e, f)| &sides[e].extracted.facts[f]);
            fact.map_or(0, |fact| readings.map(|reading| rivalry(reading, fact)).max().unwrap_or(0))
        };
        let pairs = assign(lacking.len(), alone.len(), weight);
        for (i, j, _) in &pairs {
            claims[lacking[*i]].instead[edition] = claims[alone[*j]].facts[edition];
        }
        // A single reading is told once: in the claim of the others.
        let mut told: Vec<usize> = pairs.iter().map(|(_, j, _)| alone[*j]).collect();
        told.sort_unstable();
        for at in told.into_iter().rev() {
            claims.remove(at);
        }
    }
}

/// How likely `b` is stated in place of `a`: 0 when the two do not exclude each other.
fn rivalry(a: &Fact, b: &Fact) -> i64 {
    match relate(&a.value, &b.value) {
        Some(Relation::Conflicting(_)) => (100 + kinship(a, b)).max(0),
        _ => 0,
    }
}
