//! Sums of money.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A sum in a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// ISO 4217 codes that the words can mean, the likeliest first (`dollars`: USD, then CAD, AUD ...).
    pub currencies: Vec<&'static str>,
}

impl Money {
    /// How it compares with another reading; fields are `number` (or bounds) and `currency`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        if let Some(first) = self.currencies.first() {
            fields.insert("currency".into(), Json::String((*first).to_owned()));
        }
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `money.toml` of a pack.
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

/// Whether token `i` is a code or sign of a currency that stands before digits without a blank (`GBP3.01`, `US$5`).
pub fn is_code(_scene: &Scene<'_>, _i: usize) -> bool {
    false
}
