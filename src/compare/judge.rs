//! Claims -> findings about facts.

use super::claims::Claim;
use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Options, Side, balance, names, severity};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Fact, Kind, Why, relate};
use crate::text::Span;
use rust_decimal::Decimal;

/// Adds a finding for every claim whose readings conflict or are missing.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], claims: &[Claim], options: &Options, findings: &mut Vec<Finding>) {
    // Words of the bead that already stand for a name.
    let (mut bead_of, mut taken) = (usize::MAX, Vec::new());
    for claim in claims {
        let bead = &beads[claim.bead];
        if bead_of != claim.bead {
            bead_of = claim.bead;
            taken.clear();
        }
        if claim.instead.iter().any(Option::is_some) {
            findings.push(altered(sides, bead, claim, claims, options));
        } else if let Some(replaced) = names::replaced(sides, bead, claim, options, &taken) {
            taken.push(replaced.taken());
            findings.push(replaced.finding(sides, bead, claim));
        } else if let Some(finding) = names::outvoted(sides, bead, claim) {
            findings.push(finding);
        } else if let Some(finding) = lacking(sides, bead, claim, options) {
            findings.push(finding);
        }
    }
}

fn fact<'a>(sides: &'a [Side<'_>], edition: usize, at: usize) -> &'a Fact {
    &sides[edition].extracted.facts[at]
}

fn reading(side: &Side<'_>, fact: &Fact) -> Reading {
    let context = side.sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span);
    // Collected once more into as much room as it takes: a long text has thousands of them.
    Reading { span: fact.span, context, value: fact.value.fields().into_iter().collect() }
}

fn altered(sides: &[Side<'_>], bead: &Bead, claim: &Claim, claims: &[Claim], options: &Options) -> Finding {
    let stated: Vec<(usize, usize)> = claim.readings().collect();
    let instead: Vec<(usize, usize)> = claim.instead.iter().enumerate().filter_map(|(e, f)| f.map(|f| (e, f))).collect();
    let other = instead[0];
    let b = fact(sides, other.0, other.1);
    let against = |&(e, f): &(usize, usize)| relate(&fact(sides, e, f).value, &b.value).is_none_or(|relation| !relation.agrees());
    // A bare number beside two tolls speaks for neither.
    let votes = stated.iter().filter(|reading| against(reading)).count();
    let first = stated.iter().copied().find(against).unwrap_or(stated[0]);
    let a = fact(sides, first.0, first.1);
    let why = relate(&a.value, &b.value).and_then(|relation| relation.why().cloned());
    let why = why.unwrap_or_else(|| Why::new("value", "the values differ"));
    let vote = names::vote(sides, bead, claim);
    let odd = match (votes, instead.len()) {
        (2.., 1) => Some(other.0),
        _ if vote.is_some() => vote.as_ref().map(|vote| if vote.stated { other.0 } else { first.0 }),
        (1, 1) if sides.len() == 2 => Some(if other.0 == options.reference { first.0 } else { other.0 }),
        _ => None,
    };
    // A majority makes the odd one out nearly certain; a third edition that is silent makes the pairing of two single readings doubtful.
    let confidence = match (votes, instead.len(), sides.len()) {
        (2.., 1, _) => 0.92,
        _ if vote.is_some() => 0.85,
        (1, 1, 3..) if stated.len() > 1 => 0.7,
        (1, 1, 2) => 0.8,
        (1, 2.., _) => 0.7,
        _ => 0.5,
    };
    let others: Vec<(usize, &Fact)> = stated.iter().filter(|reading| against(reading)).map(|(e, f)| (*e, fact(sides, *e, *f))).collect();
    let others_told = claims.iter().filter(|beside| beside.bead == claim.bead && *beside != claim).filter_map(|beside| {
        let own = fact(sides, other.0, beside.instead[other.0]?);
        Some((own, beside.readings().map(|(e, f)| fact(sides, e, f)).collect()))
    });
    let kept = balance::is_kept(sides, &bead.sentences, (other.0, b), &others, &others_told.collect::<Vec<_>>());
    let kept = kept || others.iter().any(|(_, other)| is_next_storey(other, b));
    let confidence = if kept { f64::min(confidence, 0.5) } else { confidence };
    // A clock time that names no zone may be the same time elsewhere.
    let confidence = if why.rule == "zone-unnamed" { confidence - 0.2 } else { confidence };
    let kind = if a.kind() == Kind::Number { b.kind() } else { a.kind() };
    let name = |edition: usize| sides[edition].edition.id.as_str();
    let quote = |edition: usize, fact: &Fact| format!("{} has “{}”", name(edition), fact.span.of(&sides[edition].edition.text));
    let list = |all: &[(usize, usize)]| all.iter().map(|(e, f)| quote(*e, fact(sides, *e, *f))).collect::<Vec<_>>().join(", ");
    let verdict = match odd {
        Some(odd) if sides.len() > 2 => {
            let voter = vote.as_ref().map(|vote| vote.edition);
            let others = stated.iter().chain(&instead).map(|(e, _)| *e).chain(voter).filter(|edition| *edition != odd);
            let others: Vec<&str> = others.map(name).collect();
            format!("; {} stands alone against {}", name(odd), others.join(", "))
        }
        None => "; it cannot be told which is right".to_owned(),
        _ => String::new(),
    };
    let mut severity = severity::altered(kind);
    if confidence < 0.65 {
        severity = Severity::Minor;
    }
    let mut readings: Vec<(usize, Option<Reading>)> =
        stated.iter().chain(&instead).map(|(e, f)| (*e, Some(reading(&sides[*e], fact(sides, *e, *f))))).collect();
    readings.extend(vote.map(|vote| (vote.edition, Some(vote.reading))));
    readings.sort_by_key(|(edition, _)| *edition);
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(kind),
        category: severity::category(FindingKind::Altered, kind),
        severity,
        confidence: confidence * bead_weight(bead),
        readings,
        odd,
        message: format!("{} where {}{verdict}", list(&instead), list(&stated)),
        rule: why.rule,
        why: why.text,
        place: (claim.bead, a.span.start),
    }
}

/// Whether two ordinals count storeys and differ by one: the first floor of one country is the second of another.
fn is_next_storey(a: &Fact, b: &Fact) -> bool {
    let Ok(contraries) = Contraries::get() else { return false };
    let storey = |fact: &Fact| fact.kind() == Kind::Ordinal && fact.about.is_some_and(|about| contraries.is_storey(about));
    let number = |fact: &Fact| fact.value.amount().and_then(|amount| amount.point());
    (storey(a) || storey(b)) && number(a).zip(number(b)).is_some_and(|(a, b)| (a - b).abs() == Decimal::ONE)
}

fn bead_weight(bead: &Bead) -> f64 {
    0.5 + 0.5 * bead.score.clamp(0.0, 1.0)
}

/// A finding for a fact that some edition of the bead lacks, if that is worth one.
fn lacking(sides: &[Side<'_>], bead: &Bead, claim: &Claim, options: &Options) -> Option<Finding> {
    let stated: Vec<(usize, usize)> = claim.readings().collect();
    let lacks = |e: usize| claim.facts[e].is_none() && !claim.elsewhere[e] && !bead.sentences[e].is_empty();
    let absent: Vec<usize> = (0..sides.len()).filter(|e| lacks(*e)).collect();
    let (&first, lack) = (stated.first()?, absent.first()?);
    let a = fact(sides, first.0, first.1);
    let alone = stated.len() == 1 && absent.len() + 1 == sides.len() && sides.len() > 2;
    let added = alone || (sides.len() == 2 && first.0 != options.reference);
    let what = if added { FindingKind::Added } else { FindingKind::Missing };
    let odd = if added { Some(first.0) } else { (absent.len() == 1).then_some(*lack) };
    // Two editions that agree are better evidence than one; what a finder may have overlooked is not worth a desk's time.
    let confidence = match (stated.len(), absent.len()) {
        (2.., 1) => 0.6,
        (1, 1) => 0.45,
        _ => 0.3,
    };
    let dropped = names::is_dropped(sides, bead, a, first.0, *lack);
    let confidence = if dropped { 0.6 } else { confidence };
    let severity = if (a.kind() == Kind::Name && !dropped) || confidence < 0.4 { Severity::Note } else { Severity::Minor };
    let name = |edition: usize| sides[edition].edition.id.as_str();
    let quote = |edition: usize, fact: &Fact| format!("“{}” ({})", fact.span.of(&sides[edition].edition.text), name(edition));
    let said: Vec<String> = stated.iter().map(|(e, f)| quote(*e, fact(sides, *e, *f))).collect();
    let names: Vec<&str> = absent.iter().map(|e| name(*e)).collect();
    let message = if added {
        format!("only {} states {}", name(first.0), said.join(", "))
    } else {
        format!("{} lacks {}", names.join(" and "), said.join(", "))
    };
    let mut readings: Vec<(usize, Option<Reading>)> = stated.iter().map(|(e, f)| (*e, Some(reading(&sides[*e], fact(sides, *e, *f))))).collect();
    readings.extend(absent.iter().map(|e| (*e, None)));
    readings.sort_by_key(|(edition, _)| *edition);
    let span: Span = a.span;
    Some(Finding {
        id: String::new(),
        kind: what,
        subject: Subject::Fact(a.kind()),
        category: severity::category(what, a.kind()),
        severity,
        confidence: confidence * bead_weight(bead),
        readings,
        odd,
        message,
        rule: "no-counterpart",
        why: "no fact of the aligned sentences, or near them, corresponds".to_owned(),
        place: (claim.bead, span.start),
    })
}
