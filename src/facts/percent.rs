//! Shares of a hundred, and differences of such shares.
//!
//! Finds `5.5%`, `forty per cent`, `٪٤٠`, `семьдесят пять процентов` and percentage points, with bounds and ranges. The value is the number of
//! hundredths; `points` marks a difference. Leaves alone `percent` without a number.

use super::amount::Amount;
use super::number::{Modifiers, Numeral, measure, modifiers};
use super::{Finder, Relation, Scene, Value, Why};
use crate::error::Result;
use crate::languages::{Pack, Phrases, Vocabulary};
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::ops::Range;
use std::sync::Arc;

/// A percentage.
#[derive(Clone, Debug, PartialEq)]
pub struct Percent {
    /// How many of a hundred.
    pub amount: Amount,
    /// A difference between two percentages, in percentage points.
    pub points: bool,
}

impl Percent {
    /// How it compares with another reading: a share is not a difference of shares, but editions say the one for the other.
    pub fn relate(&self, other: &Self) -> Relation {
        let relation = self.amount.relate(&other.amount);
        if self.points == other.points || !relation.agrees() {
            return relation;
        }
        Relation::Vaguer(Why::new("percentage-points", "one edition says per cent, the other percentage points"))
    }

    /// `number` (or bounds), and `points`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        if self.points {
            fields.insert("points".into(), Json::Bool(true));
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    percent: Vec<String>,
    points: Vec<String>,
    /// Signs that may also stand before the number.
    before: Vec<String>,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    after: Phrases<bool>,
    before: Phrases<()>,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `percent.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("percent")?;
        let (mut after, mut before) = (Phrases::default(), Phrases::default());
        for (points, forms) in [(false, &table.percent), (true, &table.points)] {
            for form in forms {
                after.insert(vocabulary, form, points).map_err(|message| pack.error("percent", message))?;
            }
        }
        for form in &table.before {
            before.insert(vocabulary, form, ()).map_err(|message| pack.error("percent", message))?;
        }
        Ok(Self { after, before, modifiers: modifiers(pack, vocabulary)? })
    }

    fn unit(&self, scene: &Scene<'_>, numeral: &Numeral) -> Option<(Range<usize>, bool)> {
        if let Some(found) = scene.longest(&self.after, measure::unit_place(scene, numeral)) {
            return Some((numeral.tokens.start..found.tokens.end, found.meaning()));
        }
        let found = scene.longest_before(&self.before, numeral.tokens.start)?;
        // A sign between two numbers belongs to the first.
        let free = scene.glued(numeral.tokens.start) && scene.numerals.before(found.tokens.start).is_none();
        free.then_some((found.tokens.start..numeral.tokens.end, false))
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let items = measure::items(scene, |numeral| self.unit(scene, numeral));
        for item in measure::measured(scene, &self.modifiers, items) {
            let points = item.unit == Some(true);
            scene.claim(item.tokens, Value::Percent(Percent { amount: item.amount, points }), None);
        }
    }
}
