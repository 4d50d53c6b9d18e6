//! Places in an order: `first`, `21-й`, `الثالث عشر`.
//!
//! The value is the number. Dates take over the ordinals of their days. Leaves alone fixed phrases (`first lady`, `в первую очередь`) and the
//! second as a unit of time. The words stand in `ordinal.toml` and are parsed with the numerals of `number.toml`.

use super::amount::Amount;
use super::number::{self, Numeral};
use super::{Finder, Scene, Value};
use crate::error::Result;
use crate::languages::{Pack, Vocabulary};

/// The words of this kind in one language: they are part of the numerals, which the kind `number` has parsed before.
#[derive(Debug)]
pub struct Words;

impl Words {
    /// Nothing of its own to read: see [`number::Numerals::load`].
    ///
    /// # Errors
    /// None.
    pub fn load(_pack: &Pack, _vocabulary: &mut Vocabulary) -> Result<Self> {
        Ok(Self)
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let ordinals: Vec<Numeral> = scene.numerals.iter().filter(|numeral| numeral.ordinal() && !numeral.label).cloned().collect();
        for numeral in ordinals {
            let ratio = scene.found.iter().any(|(tokens, _)| tokens.start < numeral.tokens.start && numeral.tokens.end <= tokens.end);
            if ratio {
                continue;
            }
            let about = number::counted(scene, numeral.tokens.end);
            scene.add(numeral.tokens, Value::Ordinal(Amount::exact(numeral.value).into()), about);
        }
    }
}
