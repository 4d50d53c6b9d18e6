//! Shares of a hundred.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A percentage.
#[derive(Clone, Debug, PartialEq)]
pub struct Percent {
    /// How many of a hundred.
    pub amount: Amount,
    /// A difference between two percentages, in percentage points.
    pub points: bool,
}

impl Percent {
    /// How it compares with another reading; fields are `number` (or bounds), and `points`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        if self.points {
            fields.insert("points".into(), Json::Bool(true));
        }
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `percent.toml` of a pack.
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
