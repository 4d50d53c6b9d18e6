//! Lengths of time beside each other and beside dates.

use crate::facts::timex::{Length, Modifier, Timex, Told};
use crate::facts::{Relation, Why};
use rust_decimal::Decimal;

/// How many times as long as a bound a length may be that it speaks of, in tenths: more than two years may be three, and less than half an hour no 15 minutes.
const NEAR: i64 = 16;

/// Two lengths with their modifiers.
pub(super) fn relate(a: (Length, Option<Modifier>), b: (Length, Option<Modifier>)) -> Relation {
    let (x, y) = (a.0.totals(), b.0.totals());
    if x == y {
        return if a.0 == b.0 { Relation::Same } else { Relation::Equivalent(Why::new("unit", format!("{} is {}", a.0, b.0))) };
    }
    // A month has 28 to 31 days, a year 365 or 366: what lies between can be the same length.
    let (low_a, high_a) = seconds(a.0);
    let (low_b, high_b) = seconds(b.0);
    if low_a <= high_b && low_b <= high_a {
        return Relation::Equivalent(Why::new("calendar", format!("{} can be {}", a.0, b.0)));
    }
    // At least three days is not at least three weeks.
    if a.1 == b.1 && matches!(a.1, Some(Modifier::MoreThan | Modifier::LessThan)) {
        return Relation::Conflicting(Why::new("length", format!("{} is not {}", a.0, b.0)));
    }
    let near = Decimal::new(NEAR, 1);
    let bound = |(length, modifier): (Length, Option<Modifier>), high_other: Decimal, low_other: Decimal| {
        let (low, high) = seconds(length);
        match modifier {
            // A bound speaks of lengths near it: at least three days is not another way to say three weeks.
            Some(Modifier::MoreThan) => high_other >= low && low_other <= high.saturating_mul(near),
            Some(Modifier::LessThan) => low_other <= high && high_other.saturating_mul(near) >= low,
            Some(Modifier::Approx) => {
                let slack = high.checked_div(Decimal::from(10)).unwrap_or_default();
                low_other <= high + slack && high_other >= low - slack
            }
            _ => false,
        }
    };
    if bound(a, high_b, low_b) || bound(b, high_a, low_a) {
        return Relation::Vaguer(Why::new("bound", "one is a bound or not meant exactly, and the other keeps to it"));
    }
    Relation::Conflicting(Why::new("length", format!("{} is not {}", a.0, b.0)))
}

/// The least and the most seconds that a length can have.
fn seconds(length: Length) -> (Decimal, Decimal) {
    let (months, seconds) = length.totals();
    let days = |per_month: Decimal| months.checked_mul(per_month).and_then(|days| days.checked_mul(Decimal::from(86_400))).unwrap_or(Decimal::MAX);
    let add = |days: Decimal| days.checked_add(seconds).unwrap_or(Decimal::MAX);
    let (least, most) =
        if months >= Decimal::from(12) { (Decimal::new(304, 1), Decimal::new(305, 1)) } else { (Decimal::from(28), Decimal::from(31)) };
    (add(days(least)), add(days(most)))
}

/// A length beside a date told by that length: within two weeks, in two weeks.
pub(super) fn beside_date(length: Length, date: &Timex) -> Option<Relation> {
    let (Told::Shift(unit, count) | Told::Distance(unit, count)) = &date.told else { return None };
    let told = Length::of(*unit, Decimal::from(count.unsigned_abs()));
    match relate((told, date.modifier), (length, None)) {
        Relation::Conflicting(why) => matches!(date.told, Told::Distance(..)).then_some(Relation::Conflicting(why)),
        _ => Some(Relation::Vaguer(Why::new("relative-date", format!("the date is told by its distance of {told}")))),
    }
}
