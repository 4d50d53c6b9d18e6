//! An exact number, or bounds of one, with its qualifiers; shared by every kind that counts or measures.

use super::{Relation, Why};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// A number as a text states it: exact, bounded or vague.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Lower bound, `None` when open. Equal to `max` for a plain number.
    pub min: Option<Decimal>,
    /// Upper bound, `None` when open.
    pub max: Option<Decimal>,
    /// `more than`, `less than`: the bound itself is excluded.
    pub exclusive: bool,
    /// `about`, `nearly`, `dozens`: not meant exactly.
    pub approximate: bool,
    /// The other reading of an ambiguous form (`2.275` is 2275 where a full stop groups); other editions decide.
    pub other: Option<Decimal>,
    /// A word that names an order of magnitude without a number (`dozens`): `min` and `max` are what it can mean.
    pub vague: bool,
    /// No numeral states it: a dual or singular noun does.
    pub implied: bool,
}

impl Amount {
    /// Exactly `number`.
    pub fn exact(number: impl Into<Decimal>) -> Self {
        let number = number.into();
        Self { min: Some(number), max: Some(number), ..Self::default() }
    }

    /// The number, if it is not a range or bound.
    pub fn point(&self) -> Option<Decimal> {
        (self.min == self.max).then_some(self.min).flatten()
    }

    /// The same amount in a unit of which `parts` make one.
    #[must_use]
    pub fn divided(&self, parts: Decimal) -> Self {
        let by = |number: Option<Decimal>| number.and_then(|number| number.checked_div(parts)).map(|number| number.round_dp(10).normalize());
        Self { min: by(self.min), max: by(self.max), other: by(self.other), ..self.clone() }
    }

    /// How it compares with another reading of the same unit.
    pub fn relate(&self, other: &Self) -> Relation {
        let mut best = self.relate_reading(other);
        // An ambiguous form is what makes both sides agree, if anything does.
        if !best.agrees() && (self.other.is_some() || other.other.is_some()) {
            let readings = |amount: &Self| -> Vec<Self> {
                let second = amount.other.map(|other| Self { min: Some(other), max: Some(other), other: None, ..amount.clone() });
                std::iter::once(amount.clone()).chain(second).collect()
            };
            for a in readings(self) {
                for b in readings(other) {
                    let relation = a.relate_reading(&b);
                    if relation.agrees() {
                        best = relation;
                    }
                }
            }
        }
        best
    }

    /// Whether both are single numbers so far apart that none can be the other, rounded or not. Sooner told than how they compare.
    pub(super) fn is_far_from(&self, other: &Self) -> bool {
        let single = |amount: &Self| if amount.vague || amount.other.is_some() { None } else { amount.point() };
        let (Some(a), Some(b)) = (single(self), single(other)) else { return false };
        // The coarsest rounding is to one place, by half of it: half of the number at most, and a half of nought.
        (a - b).abs() > a.abs().max(b.abs()) * Decimal::new(5, 1) + Decimal::new(5, 1)
    }

    fn relate_reading(&self, other: &Self) -> Relation {
        if self.vague || other.vague {
            return self.relate_vague(other);
        }
        match (self.point(), other.point()) {
            (Some(a), Some(b)) if a == b => {
                if self.approximate == other.approximate {
                    Relation::Same
                } else {
                    Relation::Equivalent(Why::new("approximation", format!("only one side says that {} is not exact", show(a))))
                }
            }
            (Some(a), Some(b)) => self.relate_points(a, other, b),
            (Some(point), None) => other.relate_to_point(point, self.approximate),
            (None, Some(point)) => self.relate_to_point(point, other.approximate),
            (None, None) => self.relate_bounds(other),
        }
    }

    /// Two different numbers: is one the other rounded?
    fn relate_points(&self, a: Decimal, other: &Self, b: Decimal) -> Relation {
        let (rough, fine, approximate) = if step(a) >= step(b) { (a, b, self.approximate) } else { (b, a, other.approximate) };
        let difference = (a - b).abs();
        let half = step(rough) / Decimal::TWO;
        let share = |percent: i64| rough.abs() * Decimal::new(percent, 2);
        let why = || Why::new("rounding", format!("{} is {} rounded", show(rough), show(fine)));
        if approximate || self.approximate && other.approximate {
            let tolerance = half.max(share(5)).min(share(10));
            if difference <= tolerance {
                return Relation::Equivalent(why());
            }
        } else if (difference < half || (difference == half && rough.abs() > fine.abs())) && step(fine) < step(rough) {
            let round = step(rough) >= Decimal::ONE_HUNDRED && difference <= share(1);
            if round || !fine.fract().is_zero() {
                return Relation::Vaguer(why());
            }
        }
        Relation::Conflicting(Why::new("value", format!("{} is not {}", show(a), show(b))))
    }

    /// A bound or range beside a number.
    fn relate_to_point(&self, point: Decimal, approximate: bool) -> Relation {
        let slack = if approximate { point.abs() * Decimal::new(5, 2) } else { Decimal::ZERO };
        let above = self.min.is_none_or(|min| point + slack >= min);
        let below = self.max.is_none_or(|max| point - slack <= max);
        // A bound speaks of the number it was rounded from: `more than 500,000` of 507,000, but `at least 5` is not another way to say 20.
        let rounds = |bound: Decimal| {
            let step = step(bound);
            (point.abs() - bound.abs()).abs() < step || bound.is_zero()
        };
        let near = match (self.min, self.max) {
            (Some(bound), None) | (None, Some(bound)) => rounds(bound),
            _ => true,
        };
        if above && below && near {
            Relation::Vaguer(Why::new("bound", format!("{} fits {}", show(point), self.describe())))
        } else {
            Relation::Conflicting(Why::new("bound", format!("{} does not fit {}", show(point), self.describe())))
        }
    }

    /// Two bounds or ranges.
    fn relate_bounds(&self, other: &Self) -> Relation {
        if self.min == other.min && self.max == other.max {
            return if self.exclusive == other.exclusive {
                Relation::Same
            } else {
                Relation::Vaguer(Why::new("bound", format!("{} and {} differ only at the bound", self.describe(), other.describe())))
            };
        }
        let conflict = || Relation::Conflicting(Why::new("bound", format!("{} is not {}", self.describe(), other.describe())));
        let open = |amount: &Self| (amount.min.is_some(), amount.max.is_some());
        match (open(self), open(other)) {
            // `more than 5` and `at least 6` are one statement about whole things.
            ((true, false), (true, false)) => match (self.min, other.min) {
                (Some(a), Some(b)) if (a - b).abs() == Decimal::ONE && self.exclusive != other.exclusive && (self.exclusive == (a < b)) => {
                    Relation::Equivalent(Why::new("bound", format!("{} and {} are the same for whole numbers", self.describe(), other.describe())))
                }
                _ => conflict(),
            },
            // From 2,000 to 3,000 is not from 2,000 to 5,000, though they have much in common.
            ((true, true), (true, true)) => {
                let bound = |own: Option<Decimal>, theirs: Option<Decimal>| match (own, theirs) {
                    (Some(a), Some(b)) => a == b || self.relate_points(a, other, b).agrees(),
                    _ => false,
                };
                if bound(self.min, other.min) && bound(self.max, other.max) {
                    Relation::Vaguer(Why::new("rounding", format!("{} is {} rounded", self.describe(), other.describe())))
                } else {
                    conflict()
                }
            }
            ((true, true), _) | (_, (true, true)) => {
                if self.overlaps(other) {
                    Relation::Vaguer(Why::new("bound", format!("{} overlaps {}", self.describe(), other.describe())))
                } else {
                    conflict()
                }
            }
            _ => conflict(),
        }
    }

    /// `dozens` beside something else.
    fn relate_vague(&self, other: &Self) -> Relation {
        if self.vague && other.vague && self.min == other.min && self.max == other.max {
            return Relation::Same;
        }
        if self.overlaps(other) {
            Relation::Vaguer(Why::new("vague", format!("{} fits {}", self.describe(), other.describe())))
        } else {
            Relation::Conflicting(Why::new("vague", format!("{} does not fit {}", self.describe(), other.describe())))
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(max), Some(min)) => max < min,
            _ => false,
        };
        !below(self.max, other.min) && !below(other.max, self.min)
    }

    /// In words for a reader of a report: `more than 5`, `2 to 3`.
    pub fn describe(&self) -> String {
        let about = if self.approximate { "about " } else { "" };
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => format!("{about}{}", show(min)),
            (Some(min), Some(max)) => format!("{about}{} to {}", show(min), show(max)),
            (Some(min), None) => format!("{about}{} {}", if self.exclusive { "more than" } else { "at least" }, show(min)),
            (None, Some(max)) => format!("{about}{} {}", if self.exclusive { "less than" } else { "at most" }, show(max)),
            (None, None) => "an unknown number".to_owned(),
        }
    }

    /// `number`, or `min` and `max`, and `approximate`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        let text = |number: Decimal| Json::String(number.normalize().to_string());
        match self.point() {
            Some(number) => {
                fields.insert("number".into(), text(number));
            }
            None => {
                self.min.map(|min| fields.insert("min".into(), text(min)));
                self.max.map(|max| fields.insert("max".into(), text(max)));
            }
        }
        if self.exclusive {
            fields.insert("exclusive".into(), Json::Bool(true));
        }
        if self.approximate || self.vague {
            fields.insert("approximate".into(), Json::Bool(true));
        }
        if let Some(other) = self.other {
            fields.insert("or".into(), text(other));
        }
    }
}

/// The unit of the last significant place: 100 for 1200, 0.1 for 2.5, 1 for 7.
pub(super) fn step(number: Decimal) -> Decimal {
    let mut number = number.normalize();
    if number.scale() > 0 {
        return Decimal::new(1, number.scale());
    }
    let mut step = Decimal::ONE;
    if number.is_zero() {
        return step;
    }
    while (number % Decimal::TEN).is_zero() {
        number /= Decimal::TEN;
        step *= Decimal::TEN;
    }
    step
}

/// A number for a reader: without trailing noughts, thousands grouped.
pub(super) fn show(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or_else(|| format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        let (mut rest, mut amount) = (text, Amount::default());
        if let Some(after) = rest.strip_prefix('~') {
            (rest, amount.approximate) = (after, true);
        }
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        if let Some(after) = rest.strip_prefix(">=") {
            amount.min = Some(number(after));
        } else if let Some(after) = rest.strip_prefix('>') {
            (amount.min, amount.exclusive) = (Some(number(after)), true);
        } else if let Some(after) = rest.strip_prefix("<=") {
            amount.max = Some(number(after));
        } else if let Some(after) = rest.strip_prefix('<') {
            (amount.max, amount.exclusive) = (Some(number(after)), true);
        } else if let Some((low, high)) = rest.split_once("..") {
            (amount.min, amount.max) = (Some(number(low)), Some(number(high)));
        } else {
            (amount.min, amount.max) = (Some(number(rest)), Some(number(rest)));
        }
        amount
    }

    #[test]
    fn rounding_needs_a_qualifier_or_round_numbers() {
        for (a, b, relation) in [
            ("5", "5", "same"),
            ("5", "~5", "equivalent"),
            ("~22000", "21965", "equivalent"),
            ("22000", "21965", "vaguer"),
            (">22000", "21965", "conflicting"),
            (">21000", "21965", "vaguer"),
            ("20", "21", "conflicting"),
            ("2000..3000", "2000..3000", "same"),
            ("2000..3000", "2000..5000", "conflicting"),
            ("2000..3000", "1000..3000", "conflicting"),
            ("2000..3000", "2000..2999.6", "vaguer"),
            ("2000..3000", ">=2000", "vaguer"),
            ("~20", "21", "equivalent"),
            ("500", "460", "conflicting"),
            ("5.5", "5.47", "vaguer"),
            ("0.3", "0.25", "vaguer"),
            ("0.2", "0.25", "conflicting"),
            ("4", "3.6", "vaguer"),
            ("5", "6", "conflicting"),
            (">5", "<5", "conflicting"),
            (">5", ">=5", "vaguer"),
            (">5", "5", "vaguer"),
            (">5", ">=6", "equivalent"),
            (">=5", "500", "conflicting"),
            ("2..3", "3", "vaguer"),
            ("2..3", "4", "conflicting"),
            ("2..3", "2..3", "same"),
        ] {
            let got = |a: &str, b: &str| match amount(a).relate(&amount(b)) {
                Relation::Same => "same",
                Relation::Equivalent(_) => "equivalent",
                Relation::Vaguer(_) => "vaguer",
                Relation::Conflicting(_) => "conflicting",
            };
            assert_eq!(got(a, b), relation, "{a} and {b}");
            assert_eq!(got(b, a), relation, "{b} and {a}");
        }
    }

    #[test]
    fn what_is_far_apart_never_agrees() {
        let numbers =
            ["0", "0.4", "1", "1.4", "1.5", "2", "~2", "3", "5", "5.47", "8", "~10", "14", "15", "100", "149", "150", "~1000", "1499", "2000"];
        for a in numbers {
            for b in numbers {
                let (a, b) = (amount(a), amount(b));
                assert!(!(a.is_far_from(&b) && a.relate(&b).agrees()), "{} and {}", a.describe(), b.describe());
            }
        }
        assert!(amount("5").is_far_from(&amount("20")));
    }

    #[test]
    fn the_reading_that_agrees_decides() {
        let ambiguous = Amount { other: Some(2275.into()), ..Amount::exact(Decimal::new(2275, 3)) };
        assert_eq!(ambiguous.relate(&Amount::exact(2275)), Relation::Same);
    }

    #[test]
    fn numbers_are_shown_grouped() {
        assert_eq!(show(Decimal::new(-123_456_750, 2)), "-1,234,567.5");
    }
}
