//! Figures that changed places: every edition of a bead holds the same values, but one has two of them turned round.
//!
//! Two facts of one kind (`41 per cent ... 35 per cent`), where every edition holds both and all but one agree, or of two editions the other than the
//! reference. Evidence is what each counts, what befell whom, which is set against the other (`from 35 per cent`, `52 votes to 41`), and which names, dates
//! and concepts each stands nearer to. The order of two facts is no evidence by itself, since languages order clauses differently; it is where everything that
//! stands around and between them keeps its order while the two alone change places. Where nothing tells, the pair is left alone.
//! Results (`10-6`, `2:0`) are judged by [`scores`].

use super::claims::Claim;
use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::scores;
use super::{Side, severity};
use crate::align::Bead;
use crate::facts::amount::Amount;
use crate::facts::timex::{Form, Length, Unit};
use crate::facts::{Concept, ConceptHit, Fact, Kind, Relation, Value, agreement, relate};
use crate::text::Span;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// Adds a finding for every two figures that one edition alone has turned round.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], claims: &[Claim], reference: usize, findings: &mut Vec<Finding>) {
    if sides.len() < 2 {
        return;
    }
    for (index, bead) in beads.iter().enumerate() {
        if bead.sentences.iter().all(|own| !own.is_empty()) {
            scores::judge(sides, index, bead, reference, findings);
        }
    }
    for group in claims.chunk_by(|a, b| a.bead == b.bead) {
        let bead = &beads[group[0].bead];
        let whole: Vec<&Claim> = group.iter().filter(|claim| is_exact(sides, bead, claim)).collect();
        for (at, first) in whole.iter().enumerate() {
            for second in &whole[at + 1..] {
                if is_part_of_whole(sides, first, second) || is_counted_alike(sides, first, second) {
                    continue;
                }
                let odd = match set_against(sides, first, second) {
                    Some(set) => lone(&set.iter().map(|own| *own != set[0]).collect::<Vec<_>>(), reference),
                    None => turned_round(sides, first, second, reference)
                        .filter(|_| !is_list(sides, first, second, &whole))
                        .or_else(|| out_of_order(sides, first, second, &whole)),
                };
                if let Some(odd) = odd.filter(|_| is_pair(sides, first, second)) {
                    findings.push(facts_finding(sides, bead, first, second, odd));
                }
            }
        }
    }
}

/// The one that differs from all others; of two, the one that is not the reference.
pub(super) fn lone(flags: &[bool], reference: usize) -> Option<usize> {
    if let &[a, b] = flags {
        return (a != b).then_some(usize::from(reference == 0));
    }
    let set = flags.iter().filter(|flag| **flag).count();
    match set {
        1 => flags.iter().position(|flag| *flag),
        n if n + 1 == flags.len() => flags.iter().position(|flag| !*flag),
        _ => None,
    }
}

/// Whether every edition states the claim exactly, in this bead, and once.
fn is_exact(sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> bool {
    let mut readings = claim.readings();
    let Some((edition, first)) = readings.next() else { return false };
    let first = &sides[edition].extracted.facts[first];
    let wanted = matches!(first.kind(), Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity | Kind::Age | Kind::Duration | Kind::Casualty);
    let counted = claim.readings().count() == sides.len();
    wanted
        && counted
        && claim.readings().all(|(edition, at)| {
            let fact = &sides[edition].extracted.facts[at];
            // An age that another edition tells as a length of years is the same figure.
            let same = |other: &Fact| match agreement(&first.value, &other.value) {
                Some(Relation::Same) => true,
                Some(Relation::Equivalent(why)) => why.rule == "kind",
                _ => false,
            };
            let own = &bead.sentences[edition];
            let mut told = own.iter().flat_map(|sentence| &sides[edition].extracted.facts[sides[edition].extracted.facts_of(*sentence)]);
            same(fact) && own.contains(&fact.sentence) && told.by_ref().any(&same) && !told.any(&same)
        })
}

/// What stands near one of two values, and how much nearer to the first than to the second.
struct Anchor<'a> {
    what: Near<'a>,
    lean: i32,
}

enum Near<'a> {
    /// A word of substance.
    Word(&'a ConceptHit),
    /// What a figure counts.
    Concept(Concept),
    Name(&'a Value),
    Toll(&'static str),
    Against,
}

/// How far from a value its surroundings reach, in tokens.
const REACH: usize = 12;
/// What the end of a clause between a value and its surroundings counts for, in tokens.
const CLAUSE: usize = 5;
/// How much the surroundings must say.
const MARGIN: i32 = 5;
/// The same where only two editions are held together.
const ALONE: i32 = 9;
/// The same where every edition tells the two in one order.
const SURE: i32 = 14;
/// How much they must say where the order of the two speaks for it too.
const SOME: i32 = 3;
/// How many values that follow one another in one order are a list.
const LIST: usize = 3;
/// What a mark on the value itself says: what it counts, what befell whom, that it is set against the other.
const MARK: i32 = 10;

/// Two counts of which one is so many times the other are not taken for each other: 61 times as many shares, 412,000 buyers.
const APART: i64 = 1000;

/// The same of two sums: $84.80 a barrel, 18 cents less.
const APART_IN_PRICE: i64 = 100;

/// Whether two values differ and could stand in each other's place: a sum and its conversion (`50 dirhams (about $5)`) could not.
fn are_exchangeable(a: &Fact, b: &Fact) -> bool {
    let number = |fact: &Fact| fact.value.amount().and_then(Amount::point).filter(|number| !number.is_zero());
    if let (Some(x), Some(y)) = (number(a), number(b))
        && (x.max(y) / x.min(y)).abs() > Decimal::from(if a.kind() == Kind::Money { APART_IN_PRICE } else { APART })
    {
        return false;
    }
    let measured_alike = match (&a.value, &b.value) {
        (Value::Money(a), Value::Money(b)) => a.currencies.iter().any(|code| b.currencies.contains(code)),
        (Value::Quantity(a), Value::Quantity(b)) => a.unit == b.unit,
        // Three minutes 40 and a margin of 14 hundredths of a second.
        (Value::Duration(a), Value::Duration(b)) => match (&a.form, &b.form) {
            (Form::Length(a), Form::Length(b)) => largest(a) == largest(b),
            _ => true,
        },
        _ => true,
    };
    measured_alike && matches!(relate(&a.value, &b.value), Some(Relation::Conflicting(_)))
}

/// The largest unit of a length.
fn largest(length: &Length) -> Option<Unit> {
    length.parts().into_iter().find(|(_, count)| !count.is_zero()).map(|(unit, _)| unit)
}

/// By edition, whether the first of two values is set against the second, where every edition sets one of them against the other. Nothing else counts
/// then: `to 9.8 from 7.2` is `from 7.2 to 9.8`, whatever stands nearer to which.
fn set_against(sides: &[Side<'_>], first: &Claim, second: &Claim) -> Option<Vec<bool>> {
    let told = sides.iter().enumerate().map(|(edition, side)| {
        let facts = &side.extracted.facts;
        let (a, b) = (&facts[first.facts[edition]?], &facts[second.facts[edition]?]);
        let between = Span::new(a.span.end.min(b.span.end), a.span.start.max(b.span.start));
        // A word such as `with` sets a figure against its neighbour, or against nothing.
        let apart = a.sentence != b.sentence
            || facts[side.extracted.facts_of(a.sentence)].iter().any(|other| other.value.amount().is_some() && between.contains(other.span));
        // `60 points from 25 matches` sets nothing against the points.
        let apart = apart || matches!((a.about, b.about), (Some(a), Some(b)) if a != b);
        let [one, two] = [a, b].map(|fact| is_against(side, fact));
        (one != two && !apart).then_some(one)
    });
    told.collect()
}

/// Whether one of two values is the whole of which the other is a part, as most editions say and none denies: `of the 14 matches five were played` is `five matches out
/// of 14`, though the thing that both count stands beside either. A part that is greater than its whole is none.
fn is_part_of_whole(sides: &[Side<'_>], first: &Claim, second: &Claim) -> bool {
    let fact = |edition: usize, claim: &Claim| claim.facts[edition].map(|at| &sides[edition].extracted.facts[at]);
    let whole = |edition: usize, claim: &Claim| {
        let side = &sides[edition];
        let range = fact(edition, claim).map(|fact| side.extracted.tokens.within(fact.span));
        range.is_some_and(|range| side.extracted.wholes.iter().any(|token| range.contains(token)))
    };
    let number = |claim: &Claim| fact(0, claim).and_then(|fact| fact.value.amount()?.point());
    let same = |one: &Claim, other: &Claim| {
        let most = 2 * (0..sides.len()).filter(|edition| whole(*edition, one)).count() > sides.len();
        number(one) > number(other) && most && !(0..sides.len()).any(|edition| whole(edition, other))
    };
    same(first, second) || same(second, first)
}

/// Whether one of two values counts the same thing in every edition, and the other one counts that nowhere: the schools of four states, 1,150 in number, are
/// 1,150 schools in the four states.
fn is_counted_alike(sides: &[Side<'_>], first: &Claim, second: &Claim) -> bool {
    let about = |claim: &Claim, edition: usize| claim.facts[edition].and_then(|at| sides[edition].extracted.facts[at].about);
    let alike = |one: &Claim, other: &Claim| {
        let thing = about(one, 0);
        thing.is_some() && (0..sides.len()).all(|edition| about(one, edition) == thing && about(other, edition) != thing)
    };
    alike(first, second) || alike(second, first)
}

/// Whether two values stand in one run of three or more that every edition tells in one order: of `141 votes to 6, with 17 abstentions` every language puts
/// what it counts on the side that its grammar asks for, and two that changed places would be out of order.
fn is_list(sides: &[Side<'_>], first: &Claim, second: &Claim, whole: &[&Claim]) -> bool {
    let run = |edition: usize| {
        let facts = &sides[edition].extracted.facts;
        let fact = |claim: &Claim| claim.facts[edition].map(|at| &facts[at]);
        let sentence = fact(first)?.sentence;
        let mut run: Vec<(usize, usize)> = Vec::new();
        for (at, claim) in whole.iter().enumerate() {
            run.extend(fact(claim).filter(|fact| fact.sentence == sentence).map(|fact| (fact.span.start, at)));
        }
        run.sort_unstable();
        Some(run.into_iter().map(|(_, at)| at).collect::<Vec<_>>())
    };
    let Some(order) = run(0).filter(|order| order.len() >= LIST) else { return false };
    let holds = |claim: &Claim| order.iter().any(|at| whole[*at].facts == claim.facts);
    holds(first) && holds(second) && (1..sides.len()).all(|edition| run(edition).is_some_and(|own| own == order))
}

/// Whether two claims are of one kind and could stand in each other's place.
fn is_pair(sides: &[Side<'_>], first: &Claim, second: &Claim) -> bool {
    let fact = |claim: &Claim| claim.facts[0].map(|at| &sides[0].extracted.facts[at]);
    let (Some(a), Some(b)) = (fact(first), fact(second)) else { return false };
    let counts = |fact: &Fact| matches!(fact.kind(), Kind::Number | Kind::Casualty);
    (a.kind() == b.kind() || counts(a) && counts(b)) && are_exchangeable(a, b)
}

/// The edition in which the surroundings of two values are exchanged.
fn turned_round(sides: &[Side<'_>], first: &Claim, second: &Claim, reference: usize) -> Option<usize> {
    let facts = |claim: &Claim, edition: usize| claim.facts[edition].map(|at| &sides[edition].extracted.facts[at]);
    if !is_pair(sides, first, second) {
        return None;
    }
    let mut anchors = Vec::with_capacity(sides.len());
    for (edition, side) in sides.iter().enumerate() {
        anchors.push(anchors_of(side, facts(first, edition)?, facts(second, edition)?));
    }
    let agreement = |a: usize, b: usize| agree(&anchors[a], &anchors[b]);
    let against: Vec<bool> = (1..sides.len()).map(|other| agreement(0, other) < 0).collect();
    let flags: Vec<bool> = std::iter::once(false).chain(against).collect();
    let odd = lone(&flags, reference)?;
    // Two figures that every edition tells in one order have changed places only where the words around them are turned round as a whole.
    let order = |edition: usize| facts(first, edition).zip(facts(second, edition)).map(|(a, b)| a.span.start < b.span.start);
    let ordered = (1..sides.len()).all(|edition| order(edition) == order(0));
    let margin = if ordered {
        SURE
    } else if sides.len() > 2 {
        MARGIN
    } else {
        ALONE
    };
    let toll = |claim: &Claim| facts(claim, odd).is_some_and(|fact| fact.kind() == Kind::Casualty);
    // Of two tolls of one kind (six fled, four are still at large) what stands nearer to which says little.
    let tolls = toll(first) && toll(second);
    let clear = (0..sides.len()).all(|x| {
        (x + 1..sides.len()).all(|y| {
            let sum = agreement(x, y);
            (!tolls || sum.abs() >= MARK) && if x == odd || y == odd { sum <= -margin } else { sum >= margin }
        })
    });
    clear.then_some(odd)
}

/// How much the surroundings of two values agree in two editions; less than nothing where they are exchanged.
fn agree(own: &[Anchor<'_>], other: &[Anchor<'_>]) -> i32 {
    let pairs = own.iter().flat_map(|left| other.iter().filter(|right| left.what.same(&right.what)).map(move |right| (left, right)));
    pairs.map(|(left, right)| left.lean.signum() * right.lean.signum() * left.lean.abs().min(right.lean.abs())).sum()
}

/// The edition in which two values alone have changed places, while all that stands around them keeps its own: what stands between them in every edition
/// tells it from a clause that was turned round as a whole. Only with three editions or more.
fn out_of_order(sides: &[Side<'_>], first: &Claim, second: &Claim, whole: &[&Claim]) -> Option<usize> {
    if sides.len() < 3 {
        return None;
    }
    let fact = |claim: &Claim, edition: usize| claim.facts[edition].map(|at| &sides[edition].extracted.facts[at]);
    let mut seats = Vec::with_capacity(sides.len());
    let mut turned = Vec::with_capacity(sides.len());
    for (edition, side) in sides.iter().enumerate() {
        let (a, b) = (fact(first, edition)?, fact(second, edition)?);
        if a.sentence != b.sentence || a.kind() != b.kind() {
            return None;
        }
        turned.push(a.span.start > b.span.start);
        seats.push(seats_around(side, a, b));
    }
    if !are_exchangeable(fact(first, 0)?, fact(second, 0)?) {
        return None;
    }
    let odd = lone(&turned, 0)?;
    let (mut between, mut kept, mut moved) = (0, 0, 0);
    let mut count = |seats: &[Seat]| {
        // What stands in one order only is no evidence of another.
        let same = seats.iter().all(|seat| *seat == seats[0]);
        kept += usize::from(same);
        between += usize::from(same && seats[0] == Seat::Between);
        moved += usize::from(!same);
    };
    for (what, seat) in &seats[0] {
        let others: Option<Vec<Seat>> =
            seats[1..].iter().map(|list| list.iter().find(|(other, _)| what.same(other)).map(|(_, seat)| *seat)).collect();
        others.into_iter().for_each(|others| count(&[&[*seat], others.as_slice()].concat()));
    }
    for claim in whole.iter().filter(|claim| claim.facts != first.facts && claim.facts != second.facts) {
        let seat = |edition: usize| {
            let (a, b, own) = (fact(first, edition)?, fact(second, edition)?, fact(claim, edition)?);
            (own.sentence == a.sentence).then(|| seat_of(a.span.start, b.span.start, own.span.start))
        };
        let own: Option<Vec<Seat>> = (0..sides.len()).map(seat).collect();
        own.into_iter().for_each(|own| count(&own));
    }
    // Where one is set against the other, the order is free: `to 38 per cent from 51`.
    let set = |edition: usize| {
        let against = |claim: &Claim| fact(claim, edition).is_some_and(|fact| is_against(&sides[edition], fact));
        against(first) != against(second)
    };
    let free = (0..sides.len()).any(set);
    // What stands beside either of them in the edition stands beside the other elsewhere.
    let exchanged = || {
        let own = |edition: usize| Some(anchors_of(&sides[edition], fact(first, edition)?, fact(second, edition)?));
        (0..sides.len())
            .filter(|edition| *edition != odd)
            .all(|other| own(odd).zip(own(other)).is_some_and(|(own, other)| agree(&own, &other) <= -SOME))
    };
    match (kept, moved) {
        (3.., 0) if between >= 1 => Some(odd),
        (1.., 0) if !free => exchanged().then_some(odd),
        (2.., 1) if between >= 1 => Some(odd),
        _ => None,
    }
}

/// Where something stands of two values, whichever of them comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Seat {
    Before,
    Between,
    After,
}

fn seat_of(a: usize, b: usize, at: usize) -> Seat {
    match (at < a, at < b) {
        (true, true) => Seat::Before,
        (false, false) => Seat::After,
        _ => Seat::Between,
    }
}

/// Where the names and concepts stand that a sentence has once.
fn seats_around<'a>(side: &'a Side<'_>, a: &Fact, b: &Fact) -> Vec<(Near<'a>, Seat)> {
    let mut all: Vec<(Near<'a>, Seat)> = Vec::new();
    let mut twice: Vec<usize> = Vec::new();
    let tokens = side.extracted.tokens.list();
    let inside = |at: usize| a.span.contains(Span::new(at, at)) || b.span.contains(Span::new(at, at));
    let names = side.extracted.facts[side.extracted.facts_of(a.sentence)].iter().filter(|fact| fact.kind() == Kind::Name);
    let names = names.map(|fact| (Near::Name(&fact.value), fact.span.start));
    let hits = side.extracted.concepts.of(a.sentence).iter();
    let hits = hits.filter_map(|hit| Some((Near::Word(hit), tokens.get(hit.tokens.start)?.span().start)));
    for (what, at) in names.chain(hits).filter(|(_, at)| !inside(*at)) {
        match all.iter().position(|(known, _)| known.same(&what)) {
            Some(known) => twice.push(known),
            None => all.push((what, seat_of(a.span.start, b.span.start, at))),
        }
    }
    let mut index = 0..;
    all.retain(|_| index.next().is_some_and(|at| !twice.contains(&at)));
    all
}

impl Near<'_> {
    fn same(&self, other: &Near<'_>) -> bool {
        match (self, other) {
            (Near::Word(a), Near::Word(b)) => a.meanings().any(|own| b.meanings().any(|other| own == other)),
            (Near::Concept(a), Near::Concept(b)) => a == b,
            (Near::Word(hit), Near::Concept(about)) | (Near::Concept(about), Near::Word(hit)) => hit.meanings().any(|own| own == *about),
            (Near::Toll(a), Near::Toll(b)) => a == b,
            (Near::Against, Near::Against) => true,
            (Near::Name(a), Near::Name(b)) => agreement(a, b).is_some(),
            _ => false,
        }
    }
}

/// The names and concepts that stand clearly nearer to one of two facts.
fn anchors_of<'a>(side: &'a Side<'_>, first: &Fact, second: &Fact) -> Vec<Anchor<'a>> {
    let tokens = &side.extracted.tokens;
    let (one, two) = (tokens.within(first.span), tokens.within(second.span));
    let near = |value: &std::ops::Range<usize>, thing: &std::ops::Range<usize>, fact: &Fact, sentence: usize| -> i32 {
        if fact.sentence != sentence {
            return 0;
        }
        let gap = if thing.start >= value.end { value.end..thing.start } else { thing.end.min(value.start)..value.start };
        let clauses = gap.clone().filter(|at| matches!(tokens.form(*at), "," | "،" | ";" | "؛" | ":")).count();
        REACH.saturating_sub(gap.len() + CLAUSE * clauses) as i32
    };
    let mut out: Vec<Anchor<'a>> = Vec::new();
    // What stands beside both says nothing of either: four points ahead, with twelve points to play for.
    let mut both: Vec<usize> = Vec::new();
    let mut add = |what: Near<'a>, thing: std::ops::Range<usize>, sentence: usize| {
        let lean = near(&one, &thing, first, sentence) - near(&two, &thing, second, sentence);
        match out.iter().position(|anchor| anchor.what.same(&what)) {
            Some(at) if out[at].lean.signum() * lean.signum() < 0 => both.push(at),
            Some(at) => out[at].lean += lean,
            None => out.push(Anchor { what, lean }),
        }
    };
    let mut sentences = vec![first.sentence, second.sentence];
    sentences.dedup();
    for &sentence in &sentences {
        for hit in side.extracted.concepts.of(sentence) {
            let inside = |value: &std::ops::Range<usize>| value.start <= hit.tokens.start && hit.tokens.end <= value.end;
            if !inside(&one) && !inside(&two) {
                add(Near::Word(hit), hit.tokens.clone(), sentence);
            }
        }
    }
    for fact in side.extracted.facts.iter().filter(|fact| sentences.contains(&fact.sentence) && matches!(fact.kind(), Kind::Name | Kind::Date)) {
        add(Near::Name(&fact.value), tokens.within(fact.span), fact.sentence);
    }
    both.into_iter().for_each(|at| out[at].lean = 0);
    let mut mark = |what: Near<'a>, lean: i32| match out.iter_mut().find(|anchor| anchor.what.same(&what)) {
        Some(anchor) => anchor.lean += lean,
        None => out.push(Anchor { what, lean }),
    };
    // The thing counted tells more than what stands around: seven women and five men.
    if let (Some(x), Some(y)) = (first.about, second.about)
        && x != y
    {
        mark(Near::Concept(x), MARK);
        mark(Near::Concept(y), -MARK);
    }
    let toll = |fact: &Fact| if let Value::Casualty(toll) = &fact.value { Some(toll.toll) } else { None };
    // Beside a bare number the word stands for both: five were wounded, four are at home again.
    if toll(first).is_some() && toll(second).is_some() && toll(first) != toll(second) {
        toll(first).into_iter().for_each(|toll| mark(Near::Toll(toll), MARK));
        toll(second).into_iter().for_each(|toll| mark(Near::Toll(toll), -MARK));
    }
    if is_against(side, first) != is_against(side, second) {
        mark(Near::Against, if is_against(side, first) { MARK } else { -MARK });
    }
    out
}

/// Whether a value is set against another one: the old one, the losing side.
fn is_against(side: &Side<'_>, fact: &Fact) -> bool {
    let range = side.extracted.tokens.within(fact.span);
    side.extracted.against.iter().any(|token| range.contains(token))
}

fn facts_finding(sides: &[Side<'_>], bead: &Bead, first: &Claim, second: &Claim, odd: usize) -> Finding {
    let mut readings = Vec::with_capacity(sides.len());
    let mut kind = Kind::Number;
    for (edition, side) in sides.iter().enumerate() {
        let fact = |claim: &Claim| claim.facts[edition].map(|at| &side.extracted.facts[at]);
        let (Some(a), Some(b)) = (fact(first), fact(second)) else { continue };
        kind = a.kind();
        let (x, y) = if edition == odd { (b, a) } else { (a, b) };
        let number = |fact: &Fact| {
            let fields = fact.value.fields();
            fields.get("number").or_else(|| fields.get("timex")).cloned().unwrap_or(Json::Null)
        };
        let contexts = [a, b].map(|fact| side.sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span));
        let value = pair(x.value.fields(), number(x), number(y));
        readings.push(Reading { span: a.span.cover(b.span), context: contexts[0].cover(contexts[1]), value });
    }
    let start = readings.first().map_or(0, |reading| reading.span.start);
    finding(sides, bead, (first.bead, start), kind, readings, odd, 0.8, "each of the two values goes with what the other one goes with elsewhere")
}

/// The value of a reading: the first number and the second.
pub(super) fn pair(mut fields: Map<String, Json>, first: Json, second: Json) -> Map<String, Json> {
    fields.insert("number".into(), first);
    fields.insert("second".into(), second);
    fields
}

/// Adds what both rules say of a finding. `sides` are of the editions that `readings` are of, in that order.
#[expect(clippy::too_many_arguments, reason = "one call gathers what the rules know of a finding")]
pub(super) fn finding(
    sides: &[Side<'_>],
    bead: &Bead,
    place: (usize, usize),
    kind: Kind,
    readings: Vec<Reading>,
    odd: usize,
    confidence: f64,
    why: &str,
) -> Finding {
    let name = |edition: usize| sides[edition].edition.id.as_str();
    let quote = |edition: usize| format!("{} has “{}”", name(edition), readings[edition].span.of(&sides[edition].edition.text));
    let others: Vec<usize> = (0..sides.len()).filter(|edition| *edition != odd).collect();
    let said: Vec<String> = others.iter().map(|edition| quote(*edition)).collect();
    let names: Vec<&str> = others.iter().map(|edition| name(*edition)).collect();
    let message =
        format!("two figures are turned round: {} where {}; {} stands alone against {}", quote(odd), said.join(", "), name(odd), names.join(", "));
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(kind),
        category: severity::category(FindingKind::Altered, kind),
        severity: Severity::Major,
        confidence: confidence * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
        readings: readings.into_iter().map(Some).enumerate().collect(),
        odd: Some(odd),
        message,
        rule: "turned-round",
        why: why.to_owned(),
        place,
    }
}
