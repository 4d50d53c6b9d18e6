//! Words given as said by somebody.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Who says it, as the text names them.
    pub speaker: Option<String>,
}

impl Quote {
    /// How it compares with another reading; fields are `speaker`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        if let Some(speaker) = &self.speaker {
            fields.insert("speaker".into(), Json::String(speaker.clone()));
        }
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `quote.toml` of a pack.
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
