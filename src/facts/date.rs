//! Days and other periods of the calendar.

use super::amount::Amount;
use super::{Finder, Relation, Scene};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use serde_json::{Map, Value as Json};

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// Reads `date.toml` of a pack.
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
