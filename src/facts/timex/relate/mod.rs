//! When two temporal readings agree: the same instant in two zones, a weekday and its date, a month and a day in it.
//!
//! A reading that is vaguer than the other agrees with it as long as both can be true. The reason given shows the conversion
//! (`17:00 in Moscow is 14:00 GMT`).

mod date;
mod length;
mod say;
mod time;

use super::{Form, Modifier, Timex};
use crate::facts::{Relation, Why};

impl Timex {
    /// How it compares with another reading; `None` when the two cannot state the same fact.
    pub fn relate(&self, other: &Self) -> Option<Relation> {
        // An ambiguous order of day and month is settled by the reading that agrees.
        let readings = |timex: &Self| std::iter::once(timex.form.clone()).chain(timex.other.clone()).collect::<Vec<Form>>();
        let mut best: Option<Relation> = None;
        for (k, a) in readings(self).into_iter().enumerate() {
            for (l, b) in readings(other).into_iter().enumerate() {
                let relation = forms(&Self { form: a.clone(), ..self.clone() }, &Self { form: b, ..other.clone() });
                let relation = match relation {
                    Some(Relation::Same) if k + l > 0 => {
                        Some(Relation::Equivalent(Why::new("day-month-order", "the figures are the same date with day and month in the other order")))
                    }
                    relation => relation,
                };
                if rank(relation.as_ref()) > rank(best.as_ref()) {
                    best = relation;
                }
            }
        }
        best.map(|relation| weekdays(modified(relation, self.modifier, other.modifier), self.beside, other.beside))
    }
}

/// A date is also told by the weekday beside it.
fn weekdays(relation: Relation, a: Option<u8>, b: Option<u8>) -> Relation {
    match (a, b) {
        (Some(a), Some(b)) if a != b && relation.agrees() => {
            Relation::Conflicting(Why::new("weekday", format!("the date is the same, but {} is not {}", say::weekday(a), say::weekday(b))))
        }
        _ => relation,
    }
}

/// The better of two relations has the higher rank; to be incomparable is the worst.
fn rank(relation: Option<&Relation>) -> u8 {
    match relation {
        None => 0,
        Some(Relation::Conflicting(_)) => 1,
        Some(Relation::Vaguer(_)) => 2,
        Some(Relation::Equivalent(_)) => 3,
        Some(Relation::Same) => 4,
    }
}

fn forms(a: &Timex, b: &Timex) -> Option<Relation> {
    match (&a.form, &b.form) {
        (Form::Length(x), Form::Length(y)) => Some(length::relate((**x, a.modifier), (**y, b.modifier))),
        (Form::Length(length), other) | (other, Form::Length(length)) if time::is_stopwatch(**length, other) => {
            Some(Relation::Equivalent(Why::new("stopwatch", "one writes the minutes and seconds like a time on the clock")))
        }
        (Form::Length(length), _) => length::beside_date(**length, b),
        (_, Form::Length(length)) => length::beside_date(**length, a),
        (Form::Date(_) | Form::Interval(..), Form::Date(_) | Form::Interval(..)) => date::relate(a, b),
        (Form::Time(..), Form::Time(..)) => time::relate(a, b),
        (Form::Time(..), _) => time::beside_date(a, b),
        (_, Form::Time(..)) => time::beside_date(b, a),
    }
}

/// Takes the parts of a period into account: early March is not late March, and more exact than March.
fn modified(relation: Relation, a: Option<Modifier>, b: Option<Modifier>) -> Relation {
    use Modifier::{Approx, End, LessThan, Mid, MoreThan, Start};
    if a == b || !relation.agrees() {
        return relation;
    }
    match (a, b) {
        (Some(a @ (Start | Mid | End)), Some(b @ (Start | Mid | End))) if matches!(relation, Relation::Same | Relation::Equivalent(_)) => {
            // The middle of a period runs into both its ends.
            let why = Why::new("part-of-period", format!("{} is not {} of it", say::part(a), say::part(b)));
            if a == Mid || b == Mid { Relation::Vaguer(why) } else { Relation::Conflicting(why) }
        }
        (Some(MoreThan), Some(LessThan)) | (Some(LessThan), Some(MoreThan)) => {
            Relation::Conflicting(Why::new("bound", "one is a least and the other a most"))
        }
        _ if matches!(relation, Relation::Vaguer(_)) => relation,
        (Some(Approx), _) | (_, Some(Approx)) => Relation::Vaguer(Why::new("approximate", "only one is meant exactly")),
        _ => Relation::Vaguer(Why::new("part-of-period", "only one tells which part or side of it is meant")),
    }
}

#[cfg(test)]
mod tests;
