//! Concepts that exclude each other (`buy` and `sell`), and concepts that carry no weight of their own (`very`).
//!
//! Belongs to no language: the table `languages/contraries.toml` names concepts, and the lexicons of the packs say how they are put.

use super::Concept;
use crate::error::{Error, Result};
use crate::languages::CONTRARIES;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// The table, by concept.
#[derive(Debug, Default)]
pub struct Contraries {
    of: FxHashMap<Concept, SmallVec<[Concept; 2]>>,
    light: FxHashSet<Concept>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    light: Vec<String>,
    pairs: Vec<(String, String)>,
}

impl Contraries {
    /// The table, read once for the process.
    ///
    /// # Errors
    /// If it is broken.
    pub fn get() -> Result<&'static Self> {
        static READ: OnceLock<Result<Contraries>> = OnceLock::new();
        READ.get_or_init(Self::read).as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self> {
        let table: Table = toml::from_str(CONTRARIES).map_err(|error| Error::Load {
            pack: "every language".to_owned(),
            table: "contraries".to_owned(),
            message: error.to_string(),
        })?;
        let mut all = Self { light: table.light.iter().map(|id| Concept::new(id)).collect(), ..Self::default() };
        for (left, right) in &table.pairs {
            let (left, right) = (Concept::new(left), Concept::new(right));
            all.of.entry(left).or_default().push(right);
            all.of.entry(right).or_default().push(left);
        }
        Ok(all)
    }

    /// What excludes a concept.
    pub fn of(&self, concept: Concept) -> &[Concept] {
        self.of.get(&concept).map_or(&[], SmallVec::as_slice)
    }

    /// Whether a concept carries no weight of its own.
    pub fn is_light(&self, concept: Concept) -> bool {
        self.light.contains(&concept)
    }
}
