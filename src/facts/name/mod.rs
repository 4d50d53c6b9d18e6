//! People, places and organisations.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// A name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// How it compares with another reading; fields are `person`, `place` or `organization`.
    pub class: &'static str,
    /// Language-neutral key: the gazetteer key, or a folded romanisation.
    pub key: String,
}

impl Name {
    /// `class` and `key`.
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other { Relation::Same } else { Relation::Conflicting(super::Why::new("value", "the values differ")) }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("class".into(), Json::String(self.class.to_owned()));
        fields.insert("key".into(), Json::String(self.key.clone()));
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `name.toml` of a pack.
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
