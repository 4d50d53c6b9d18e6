//! Whether a conflict is borne out by how often each edition says what is in conflict.
//!
//! A value that was put in another's place shifts the balance of the bead: the edition that has it says it more often than the others do, and says what
//! they have less often. Where it does not, every edition says the same and two readings that do not belong together were held against each other
//! (`the 24th` beside `a one-day strike` of the 24th), or a word of the sentence was tied to the wrong figure (`no one killed and two men` burnt).

use super::Side;
use crate::facts::casualty::Casualty;
use crate::facts::{Fact, Value};
use rust_decimal::Decimal;
use smallvec::SmallVec;

/// Numbers that a passage mentions, in whatever kind of fact.
type Figures = SmallVec<[Decimal; 16]>;

/// Whether the conflict of `own`, which edition `odd` states, with what the others state leaves the balance of the bead as it is. `sentences` are those of
/// the bead by edition; `theirs` are the readings of the others, with their editions. `besides` are the other conflicts of that edition in the bead: what
/// changed places keeps the balance and is a conflict all the same.
pub(super) fn is_kept(
    sides: &[Side<'_>],
    sentences: &[Vec<usize>],
    (odd, own): (usize, &Fact),
    theirs: &[(usize, &Fact)],
    besides: &[(&Fact, Vec<&Fact>)],
) -> bool {
    let Some((_, first)) = theirs.first() else { return false };
    let (mine, other) = (figures(own), figures(first));
    let shares = |a: &Figures, b: &Fact| figures(b).iter().any(|number| a.contains(number));
    if besides.iter().any(|(there, others)| shares(&other, there) || others.iter().any(|fact| shares(&mine, fact))) {
        return false;
    }
    if let (Value::Casualty(mine), Value::Casualty(other)) = (&own.value, &first.value)
        && mine.amount == other.amount
    {
        if exchanges(sides, sentences, odd, theirs, other.toll) || besides.iter().any(|(there, _)| toll_of(there) == Some(other.toll)) {
            return false;
        }
        let count = |edition: usize, toll: &str| words_of(&sides[edition], &sentences[edition], toll);
        let others = |toll: &str| theirs.iter().map(|(edition, _)| count(*edition, toll)).collect::<SmallVec<[usize; 2]>>();
        return is_shared(count(odd, mine.toll), &others(mine.toll)) || is_told(count(odd, other.toll), &others(other.toll));
    }
    // Days, hours and the like are told in too many ways to be counted.
    if own.value.timex().is_some() && first.value.timex().is_some() {
        return false;
    }
    let all: SmallVec<[Figures; 3]> = sides.iter().zip(sentences).map(|(side, own)| figures_of(side, own)).collect();
    let count = |edition: usize, number: &Decimal| all[edition].iter().filter(|known| *known == number).count();
    let others = |number: &Decimal| theirs.iter().map(|(edition, _)| count(*edition, number)).collect::<SmallVec<[usize; 2]>>();
    let only = |a: &Figures, b: &Figures| -> Figures { a.iter().filter(|number| !b.contains(number)).copied().collect() };
    let (gained, lost) = (only(&mine, &other), only(&other, &mine));
    let shared = |number: &Decimal| is_shared(count(odd, number), &others(number));
    let told = |number: &Decimal| is_told(count(odd, number), &others(number));
    !gained.is_empty() && gained.iter().all(shared) || !lost.is_empty() && lost.iter().all(told)
}

/// Whether an edition gives a toll another figure than the others do.
fn exchanges(sides: &[Side<'_>], sentences: &[Vec<usize>], odd: usize, theirs: &[(usize, &Fact)], toll: &str) -> bool {
    let amounts = |edition: usize| tolls_of(&sides[edition], &sentences[edition]).filter(|known| Casualty::are_alike(known.toll, toll));
    let told = |own: &Casualty| {
        theirs.iter().any(|(edition, _)| amounts(*edition).any(|other| (own.amount.min, own.amount.max) == (other.amount.min, other.amount.max)))
    };
    amounts(odd).any(|own| !told(own))
}

fn tolls_of<'a>(side: &Side<'a>, sentences: &'a [usize]) -> impl Iterator<Item = &'a Casualty> {
    let extracted = side.extracted;
    let facts = sentences.iter().flat_map(move |at| &extracted.facts[extracted.facts_of(*at)]);
    facts.filter_map(|fact| if let Value::Casualty(toll) = &fact.value { Some(&**toll) } else { None })
}

fn toll_of(fact: &Fact) -> Option<&'static str> {
    if let Value::Casualty(toll) = &fact.value { Some(toll.toll) } else { None }
}

/// Whether all others say as often as one edition what it alone is to say.
fn is_shared(own: usize, others: &[usize]) -> bool {
    own > 0 && others.iter().all(|count| *count >= own)
}

/// Whether one edition says as often as all others what it is to have lost.
fn is_told(own: usize, others: &[usize]) -> bool {
    others.iter().all(|count| *count > 0 && own >= *count)
}

/// How often sentences have a word of a toll or of one that can stand for it.
fn words_of(side: &Side<'_>, sentences: &[usize], toll: &str) -> usize {
    let spans = sentences.iter().filter_map(|at| side.sentences.get(*at)).map(|sentence| side.extracted.tokens.within(sentence.span));
    spans.map(|tokens| side.extracted.tolls.iter().filter(|(at, known)| tokens.contains(at) && Casualty::are_alike(known, toll)).count()).sum()
}

/// Every number that sentences mention: those of their facts, and figures that belong to none.
fn figures_of(side: &Side<'_>, sentences: &[usize]) -> Figures {
    let extracted = side.extracted;
    let mut out = Figures::new();
    for at in sentences {
        let facts = &extracted.facts[extracted.facts_of(*at)];
        let counted = |fact: &&Fact| fact.value.amount().is_some() || fact.value.timex().is_some();
        out.extend(facts.iter().filter(counted).flat_map(figures));
        let Some(sentence) = side.sentences.get(*at) else { continue };
        for token in extracted.tokens.within(sentence.span) {
            let span = extracted.tokens.list()[token].span();
            let free = !facts.iter().filter(counted).any(|fact| fact.span.overlaps(span));
            out.extend(extracted.tokens.form(token).parse::<Decimal>().ok().filter(|_| free));
        }
    }
    out
}

/// The numbers of a fact: bounds of an amount, parts of a date.
fn figures(fact: &Fact) -> Figures {
    let mut out = Figures::new();
    if let Some(amount) = fact.value.amount() {
        for number in [amount.min, amount.max, amount.other].into_iter().flatten() {
            let number = number.normalize();
            if !out.contains(&number) {
                out.push(number);
            }
        }
    } else if let Some(timex) = fact.value.timex() {
        out.extend(timex.to_string().split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<Decimal>().ok()));
    }
    out
}
