//! People whose parts are listed in full (`12 people: seven women and five children`): what the parts come to where it is not the whole.

use super::find::{Count, Who};
use super::words::Words;
use crate::facts::{Concept, Scene, number};
use crate::languages::GrammaticalNumber;
use crate::normalise::TokenKind;
use crate::text::Span;
use rust_decimal::Decimal;
use std::ops::Range;

/// A whole and its parts that do not add up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// The whole as it is written, with what it counts.
    pub whole: Span,
    /// The list of its parts.
    pub parts: Span,
    /// What the parts add up to.
    pub sum: Decimal,
}

/// How far behind the whole its list may begin, in tokens: `12 people were killed in the raid: seven women ...`.
const OPENER: usize = 8;
/// How many words a part may have behind what the tables say of it: `six soldiers of the guard`.
const MORE: usize = 3;

/// What is counted where nothing is said of whom.
const PEOPLE: &str = "people";

/// One item of a list.
struct Part {
    number: Decimal,
    /// The token after the number and the noun.
    end: usize,
    people: bool,
}

impl Words {
    /// The wholes of a sentence that their parts do not add up to, where a colon, a dash, a bracket or a word such as `namely` says that the list is all of them. After a comma,
    /// only parts that say who the people are (`12 people, seven women and five children`).
    pub(super) fn sums(&self, scene: &Scene<'_>, counts: &[Count]) -> Vec<Sum> {
        let wholes = counts.iter().filter(|count| count.who == Who::People && !count.former);
        wholes.filter_map(|whole| self.sum_of(scene, counts, whole)).collect()
    }

    fn sum_of(&self, scene: &Scene<'_>, counts: &[Count], whole: &Count) -> Option<Sum> {
        let total = exact(whole)?;
        let (from, closed) = self.list_after(scene, whole)?;
        let (list, sum, people) = self.list(scene, counts, from)?;
        let ended = match closed {
            Opener::Bracket => (list.end..list.end + 1 + MORE).find(|at| !is_word(scene, *at)).is_some_and(|at| scene.form(at) == ")"),
            Opener::Sign => (list.end..list.end + 1 + MORE).any(|at| !is_word(scene, at)),
            Opener::Comma => people && number::counted(scene, whole.tokens.end).is_some_and(|who| who == Concept::new(PEOPLE)),
        };
        let span = |tokens: Range<usize>| {
            let list = scene.tokens.list();
            Span::new(list[tokens.start].span().start, list[tokens.end - 1].span().end)
        };
        // `three soldiers and a policeman among them`
        let some = (list.start..list.end + 1 + MORE).any(|at| scene.longest(&self.including, at).is_some());
        (ended && !some && sum != total).then(|| Sum { whole: span(whole.tokens.start..whole.noun_end), parts: span(list), sum })
    }

    /// Where the list of parts begins behind a whole, and what opens it.
    fn list_after(&self, scene: &Scene<'_>, whole: &Count) -> Option<(usize, Opener)> {
        for at in whole.noun_end..whole.noun_end + OPENER {
            let form = scene.form(at);
            if let Some(namely) = scene.longest(&self.namely, at) {
                return Some((namely.tokens.end, Opener::Sign));
            }
            let opener = match form {
                "(" => Opener::Bracket,
                ":" => Opener::Sign,
                "-" | "–" | "—" if !scene.glued(at) => Opener::Sign,
                "," | "،" if at == whole.noun_end => Opener::Comma,
                _ if !is_word(scene, at) || scene.numerals.at(at).is_some() => return None,
                _ => continue,
            };
            let from = scene.longest(&self.namely, at + 1).map_or(at + 1, |namely| namely.tokens.end);
            return Some((from, if from > at + 1 && opener == Opener::Comma { Opener::Sign } else { opener }));
        }
        None
    }

    /// A list of parts from token `from`, joined by commas and a conjunction before the last: its tokens, what it adds up to, and whether every part says who.
    fn list(&self, scene: &Scene<'_>, counts: &[Count], from: usize) -> Option<(Range<usize>, Decimal, bool)> {
        let first = self.part(scene, counts, from)?;
        let (mut sum, mut people, mut end, mut joined) = (first.number, first.people, first.end, false);
        while let Some((part, last)) = self.next(scene, end).and_then(|(next, last)| Some((self.part(scene, counts, next)?, last))) {
            sum = sum.checked_add(part.number)?;
            people &= part.people;
            (end, joined) = (part.end, last);
        }
        joined.then_some((from..end, sum, people))
    }

    /// Where the part after the one that ends at token `end` begins, and whether a conjunction joins it: the last one, in Arabic any.
    fn next(&self, scene: &Scene<'_>, end: usize) -> Option<(usize, bool)> {
        for at in end..=end + MORE {
            let comma = matches!(scene.form(at), "," | "،" | ";" | "؛");
            let after = if comma { at + 1 } else { at };
            if let Some(and) = scene.longest(&self.join, after) {
                return Some((and.tokens.end, true));
            }
            let clitic = self.and_clitics.iter().any(|and| scene.form(after).starts_with(and.as_str()));
            if clitic && (scene.numerals.at(after).is_some() || self.person_at(scene, after).is_some()) {
                return Some((after, true));
            }
            if comma {
                return Some((after, false));
            }
            // People of whom no number is known are a part of unknown size.
            let open = scene.longest(&self.people, at).is_some() || scene.longest(&self.triggers, at).is_some();
            let plain = is_word(scene, at) && scene.numerals.at(at).is_none() && !open;
            if !plain {
                return None;
            }
        }
        None
    }

    /// The part that begins at a token: a number with those whom it counts, or one or two people named in the singular or dual.
    fn part(&self, scene: &Scene<'_>, counts: &[Count], at: usize) -> Option<Part> {
        if let Some(count) = counts.iter().find(|count| count.tokens.start == at) {
            let people = match count.who {
                Who::People => true,
                Who::Unknown => false,
                Who::Nobody | Who::Things => return None,
            };
            return Some(Part { number: exact(count)?, end: count.noun_end, people });
        }
        let (end, number) = self.person_at(scene, at)?;
        Some(Part { number: number.into(), end, people: true })
    }

    /// A person in the singular or two in the dual, past an article; the token after it and how many.
    fn person_at(&self, scene: &Scene<'_>, at: usize) -> Option<(usize, i64)> {
        let article = scene.longest(&self.article, at).map(|found| found.tokens.end);
        let found = scene.longest(&self.people, article.unwrap_or(at))?;
        let named = || scene.concepts.iter().find(|hit| hit.tokens.start == found.tokens.start).map(|hit| hit.number);
        let number = if found.number == GrammaticalNumber::Any { named().unwrap_or(found.number) } else { found.number };
        match number {
            GrammaticalNumber::Dual => Some((found.tokens.end, 2)),
            GrammaticalNumber::Singular if article.is_some() || self.order.bare_singular => Some((found.tokens.end, 1)),
            GrammaticalNumber::Any if article.is_some() => Some((found.tokens.end, 1)),
            _ => None,
        }
    }
}

/// What opens a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    Bracket,
    Sign,
    Comma,
}

/// The number of a count that is neither a range nor rough.
fn exact(count: &Count) -> Option<Decimal> {
    let amount = &count.amount;
    amount.point().filter(|_| !amount.vague && !amount.approximate && amount.other.is_none())
}

fn is_word(scene: &Scene<'_>, at: usize) -> bool {
    scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
}
