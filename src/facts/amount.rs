//! An exact number, or bounds of one, with its qualifiers; shared by every kind that counts or measures.

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

    /// How it compares with another reading.
    pub fn relate(&self, other: &Self) -> super::Relation {
        if self == other { super::Relation::Same } else { super::Relation::Conflicting(super::Why::new("value", "the values differ")) }
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
        if self.approximate {
            fields.insert("approximate".into(), Json::Bool(true));
        }
        if let Some(other) = self.other {
            fields.insert("or".into(), text(other));
        }
    }
}
