//! Negations, hedges and other marks that hold for a clause.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A mark on a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Polarity {
    /// How it compares with another reading; fields are `negated`, or the name of a hedge or mode.
    pub polarity: &'static str,
}

impl Polarity {
    /// `polarity`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("polarity".into(), Json::String(self.polarity.to_owned()));
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `polarity.toml` of a pack.
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
