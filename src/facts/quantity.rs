//! Numbers of units of measurement.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A number of units.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// How many.
    pub amount: Amount,
    /// CLDR unit identifier (`kilometer`).
    pub unit: &'static str,
}

impl Quantity {
    /// How it compares with another reading; fields are `number` (or bounds) and `unit`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        fields.insert("unit".into(), Json::String(self.unit.to_owned()));
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `quantity.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(_pack: &Pack, _vocabulary: &mut Vocabulary) -> Result<Self> {
        Ok(Self {})
    }
}

impl Finder for Words {
    fn find(&self, _scene: &mut Scene<'_>) {}
}
