//! Tolls: how many people something befell.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A toll.
#[derive(Clone, Debug, PartialEq)]
pub struct Casualty {
    /// How many.
    pub amount: Amount,
    /// What befell them (`killed`, `injured`, `missing` ...).
    pub toll: &'static str,
}

impl Casualty {
    /// How it compares with another reading; fields are `number` (or bounds) and `toll`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        fields.insert("toll".into(), Json::String(self.toll.to_owned()));
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `casualty.toml` of a pack.
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
