//! How two readings compare, within a kind and across kinds that can state one fact.

use super::amount::Amount;
use super::timex::{Calendar, Form, Modifier, Timex, Unit};
use super::{Kind, Value};
use rust_decimal::Decimal;

/// How one reading stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same value.
    Same,
    /// Another way to state the same value.
    Equivalent(Why),
    /// One side is less precise, and the other fits into it.
    Vaguer(Why),
    /// Both cannot be true.
    Conflicting(Why),
}

impl Relation {
    /// Whether both sides can be true.
    pub fn agrees(&self) -> bool {
        !matches!(self, Relation::Conflicting(_))
    }

    /// The reason, where there is one to give.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Relation::Same => None,
            Relation::Equivalent(why) | Relation::Vaguer(why) | Relation::Conflicting(why) => Some(why),
        }
    }
}

/// The rule that made two readings equal or set them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Stable identifier of the rule, in kebab case (`rounding`, `time-zone`, `toll`).
    pub rule: &'static str,
    /// One clause for a reader, without capital and full stop (`25 kilometres are about 15.5 miles`).
    pub text: String,
}

impl Why {
    /// A reason with its rule.
    pub fn new(rule: &'static str, text: impl Into<String>) -> Self {
        Self { rule, text: text.into() }
    }
}

/// How two readings compare; `None` when they are of kinds that cannot state the same fact.
pub fn relate(a: &Value, b: &Value) -> Option<Relation> {
    use Value as V;
    match (a, b) {
        (V::Number(x), V::Number(y)) | (V::Ordinal(x), V::Ordinal(y)) | (V::Age(x), V::Age(y)) => Some(x.relate(y)),
        (V::Percent(x), V::Percent(y)) => Some(x.relate(y)),
        (V::Money(x), V::Money(y)) => Some(x.relate(y)),
        (V::Quantity(x), V::Quantity(y)) => Some(x.relate(y)),
        (V::Casualty(x), V::Casualty(y)) => Some(x.relate(y)),
        (V::Date(x) | V::Time(x) | V::Duration(x), V::Date(y) | V::Time(y) | V::Duration(y)) => x.relate(y),
        (V::Name(x), V::Name(y)) => x.relate(y),
        (V::Quote(x), V::Quote(y)) => Some(x.relate(y)),
        (V::Polarity(x), V::Polarity(y)) => Some(x.relate(y)),
        // `on the 17th` can be a day, and a hole of the course.
        (V::Ordinal(order), V::Date(date)) | (V::Date(date), V::Ordinal(order)) => {
            is_day(date, order).then(|| Relation::Equivalent(Why::new("kind", "a place in an order that one edition reads as a day")))
        }
        (V::Number(_) | V::Age(_), _) | (_, V::Number(_) | V::Age(_)) => across(a, b),
        _ => None,
    }
}

/// How two readings agree; `None` where they do not, which is told without a reason and so sooner than by [`relate`].
pub fn agreement(a: &Value, b: &Value) -> Option<Relation> {
    use Value as V;
    let apart = match (a, b) {
        (V::Name(x), V::Name(y)) => return x.agreement(y),
        (V::Number(x), V::Number(y)) | (V::Ordinal(x), V::Ordinal(y)) | (V::Age(x), V::Age(y)) => x.is_far_from(y),
        (V::Percent(x), V::Percent(y)) => x.amount.is_far_from(&y.amount),
        (V::Money(x), V::Money(y)) => x.amount.is_far_from(&y.amount),
        (V::Casualty(x), V::Casualty(y)) => x.amount.is_far_from(&y.amount),
        (V::Number(x), V::Percent(_)) | (V::Percent(_), V::Number(x)) if is_part(x) => false,
        (V::Number(x), V::Money(_) | V::Percent(_)) if is_part_untold(x, b.amount()) => false,
        (V::Money(_) | V::Percent(_), V::Number(x)) if is_part_untold(x, a.amount()) => false,
        (V::Number(x) | V::Age(x), _) => b.amount().is_some_and(|y| x.is_far_from(y)),
        (_, V::Number(y) | V::Age(y)) => a.amount().is_some_and(|x| x.is_far_from(y)),
        _ => false,
    };
    if apart { None } else { relate(a, b).filter(Relation::agrees) }
}

/// One edition says what is counted in a way that the other's finder did not see, so that only the amounts can be held together: `aged 14`
/// beside a length of 14 years, a bare `2012` beside a year.
fn across(a: &Value, b: &Value) -> Option<Relation> {
    let (x, y) = match (a, b) {
        (Value::Number(number), Value::Date(date)) | (Value::Date(date), Value::Number(number)) => ((**number).clone(), year(date, number)?),
        // A fifth is 20 per cent.
        (Value::Number(part), Value::Percent(share)) | (Value::Percent(share), Value::Number(part)) if !share.points && is_part(part) => {
            return Some(match part.relate(&share.amount.divided(Decimal::ONE_HUNDRED)) {
                Relation::Same => Relation::Equivalent(Why::new("share", "one edition says in hundredths what the other says as a fraction")),
                other => other,
            });
        }
        // Parts of a unit that one edition does not name again: `пять копеек, до 90`, `cut by 50 points`.
        (Value::Number(number), Value::Money(_) | Value::Percent(_)) | (Value::Money(_) | Value::Percent(_), Value::Number(number))
            if is_part_untold(number, a.amount().filter(|_| !matches!(a, Value::Number(_))).or(b.amount())) =>
        {
            return Some(Relation::Equivalent(Why::new("unit", "one edition names the unit, the other counts hundredths of it without naming it")));
        }
        // A word for a decade can be one for a contract or a knot: nine of them beside ninety years.
        (Value::Number(number), Value::Duration(length)) | (Value::Duration(length), Value::Number(number)) => {
            let years = amount(&Value::Duration(length.clone()))?;
            let decades = years.divided(Decimal::TEN);
            let ten = matches!(&length.form, Form::Length(length) if length.single().is_some_and(|(unit, _)| unit == Unit::Year));
            ((**number).clone(), if ten && number.relate(&decades).agrees() { decades } else { years })
        }
        // The age of a baby, told as a length of months.
        (Value::Age(age), Value::Duration(length)) | (Value::Duration(length), Value::Age(age)) => ((**age).clone(), years(length)?),
        _ => (amount(a)?, amount(b)?),
    };
    Some(match x.relate(&y) {
        Relation::Same => Relation::Equivalent(Why::new("kind", format!("{} and {} of the same amount", a.kind(), b.kind()))),
        other => other,
    })
}

/// Whether a number counts hundredths of a unit, of which the other amount is a small sum with such a part.
fn is_part_untold(number: &Amount, amount: Option<&Amount>) -> bool {
    let Some((number, amount)) = number.point().zip(amount.and_then(Amount::point)) else { return false };
    amount < Decimal::TEN && !amount.fract().is_zero() && amount.checked_mul(Decimal::ONE_HUNDRED) == Some(number)
}

/// Whether a number is a part of one, such as a half, or a bound of such a part (`at least three quarters`).
fn is_part(number: &Amount) -> bool {
    let mut ends = number.min.into_iter().chain(number.max).peekable();
    ends.peek().is_some() && ends.all(|end| end > Decimal::ZERO && end < Decimal::ONE)
}

/// The amount in a value: of a length of time, the number of its unit.
fn amount(value: &Value) -> Option<Amount> {
    let Value::Duration(timex) = value else { return value.amount().cloned() };
    counted(timex, |_, count| Some(count))
}

/// A length of time in years, as ages are told.
fn years(timex: &Timex) -> Option<Amount> {
    let amount = counted(timex, |unit, count| {
        let parts = match unit {
            Unit::Month => 12,
            Unit::Week => 52,
            Unit::Day => 365,
            _ => return Some(count),
        };
        count.checked_div(parts.into())
    })?;
    // Rounded as the ages of babies are.
    Some(amount.divided(Decimal::ONE))
}

/// The number of units of a length that has one, as `convert` has it, with its bounds.
fn counted(timex: &Timex, convert: impl Fn(Unit, Decimal) -> Option<Decimal>) -> Option<Amount> {
    let Form::Length(length) = &timex.form else { return None };
    let (unit, count) = length.single()?;
    let mut amount = Amount::exact(convert(unit, count)?);
    match timex.modifier {
        Some(Modifier::MoreThan) => amount.max = None,
        Some(Modifier::LessThan) => amount.min = None,
        Some(Modifier::Approx) => amount.approximate = true,
        _ => {}
    }
    Some(amount)
}

/// Whether a date is a day without a month, whose number is that of a place in an order.
fn is_day(date: &Timex, order: &Amount) -> bool {
    matches!((date.date(), order.point()), (Some(Calendar::Day(_, None, day)), Some(order)) if order == Decimal::from(*day))
}

/// The year that a date names, beside a number that can be one.
fn year(date: &Timex, number: &Amount) -> Option<Amount> {
    let year = match date.date()? {
        Calendar::Year(year) => *year,
        _ => return None,
    };
    let likely = number.point().is_some_and(|n| n.fract().is_zero() && n >= Decimal::from(1000) && n <= Decimal::from(2200));
    likely.then(|| Amount::exact(i64::from(year)))
}

/// Whether two kinds can state one fact in conflicting ways; an order is not mistaken for a count.
pub fn comparable(a: Kind, b: Kind) -> bool {
    let counts =
        |kind: Kind| matches!(kind, Kind::Number | Kind::Age | Kind::Duration | Kind::Casualty | Kind::Quantity | Kind::Money | Kind::Percent);
    let times = |kind: Kind| matches!(kind, Kind::Date | Kind::Time);
    a == b
        || (times(a) && times(b))
        || (times(a) && b == Kind::Duration)
        || (times(b) && a == Kind::Duration)
        || (a == Kind::Number && (counts(b) || b == Kind::Date))
        || (b == Kind::Number && (counts(a) || a == Kind::Date))
        || matches!((a, b), (Kind::Age, Kind::Duration) | (Kind::Duration, Kind::Age))
}
