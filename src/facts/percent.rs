//! Shares of a hundred, and differences of such shares.
//!
//! Finds `5.5%`, `forty per cent`, `٪٤٠`, `семьдесят пять процентов` and percentage points, with bounds and ranges. The value is the number of
//! hundredths; `points` marks a difference; basis points are hundredths of those. Leaves alone `percent` without a number.

use super::amount::Amount;
use super::number::{Form, Item, Modifiers, Numeral, compounds, halves, measure, modifiers};
use super::{Finder, Relation, Scene, Value, Why};
use crate::error::Result;
use crate::languages::{GrammaticalNumber, Pack, Phrases, Vocabulary};
use rust_decimal::Decimal;
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
    /// Hundredths of a percentage point.
    #[serde(default)]
    basis: Vec<String>,
    /// Between a fraction and its unit: `half a percentage point`.
    #[serde(default)]
    article: Vec<String>,
    /// A point without a numeral is one of it, before a word for one or a conjunction and a half: `نقطة مئوية واحدة`.
    #[serde(default)]
    one: Vec<String>,
    /// The adjective, after the first part of a compound: `пятипроцентный`.
    #[serde(default)]
    adjective: Vec<String>,
}

/// What a number of hundredths is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Share,
    Points,
    /// A hundredth of a point.
    Basis,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    after: Phrases<Unit>,
    before: Phrases<()>,
    article: Phrases<()>,
    one: Phrases<()>,
    /// Shares in one word: `пятипроцентный`, `полпроцента`.
    whole: Phrases<(Decimal, Unit)>,
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
        for (unit, forms) in [(Unit::Share, &table.percent), (Unit::Points, &table.points), (Unit::Basis, &table.basis)] {
            for form in forms {
                after.insert(vocabulary, form, unit).map_err(|message| pack.error("percent", message))?;
            }
        }
        for form in &table.before {
            before.insert(vocabulary, form, ()).map_err(|message| pack.error("percent", message))?;
        }
        let (mut article, mut one, mut whole) = (Phrases::default(), Phrases::default(), Phrases::default());
        for (phrases, forms) in [(&mut article, &table.article), (&mut one, &table.one)] {
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(|message| pack.error("percent", message))?;
            }
        }
        for (number, first) in compounds(pack, vocabulary)?.iter() {
            for form in &table.adjective {
                whole.insert(vocabulary, &format!("{first}{form}"), (*number, Unit::Share)).map_err(|message| pack.error("percent", message))?;
            }
        }
        for half in halves(pack, vocabulary)?.iter() {
            for (unit, forms) in [(Unit::Share, &table.percent), (Unit::Points, &table.points)] {
                for form in forms.iter().filter(|form| measure::is_word(form)) {
                    let part = (Decimal::new(5, 1), unit);
                    whole.insert(vocabulary, &format!("{half}{form}"), part).map_err(|message| pack.error("percent", message))?;
                }
            }
        }
        Ok(Self { after, before, article, one, whole, modifiers: modifiers(pack, vocabulary)? })
    }

    fn unit(&self, scene: &Scene<'_>, numeral: &Numeral) -> Option<(Range<usize>, Unit)> {
        let place = measure::unit_place(scene, numeral);
        let place = scene.longest(&self.article, place).filter(|_| numeral.form == Form::Fraction).map_or(place, |article| article.tokens.end);
        // `نقطة مئوية واحدة`: the numeral for one follows what it counts.
        if scene.longest(&self.one, numeral.tokens.start).is_some_and(|one| one.tokens.end == numeral.tokens.end)
            && let Some(point) = scene.longest_before(&self.after, numeral.tokens.start).filter(|found| found.meaning() != Unit::Share)
        {
            return Some((point.tokens.start..numeral.tokens.end, point.meaning()));
        }
        if let Some(found) = scene.longest(&self.after, place) {
            return Some((numeral.tokens.start..found.tokens.end, found.meaning()));
        }
        let found = scene.longest_before(&self.before, numeral.tokens.start)?;
        // A sign between two numbers belongs to the first.
        let free = scene.glued(numeral.tokens.start) && scene.numerals.before(found.tokens.start).is_none();
        free.then_some((found.tokens.start..numeral.tokens.end, Unit::Share))
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut items = measure::items(scene, |numeral| self.unit(scene, numeral));
        for i in scene.range.clone() {
            if let Some((tokens, (number, unit))) = scene.longest(&self.whole, i).map(|found| (found.tokens.clone(), found.meaning())) {
                items.push(Item { tokens, amount: Amount::exact(number), unit: Some(unit), scale: None, void: false });
            }
        }
        items.sort_by_key(|item| item.tokens.start);
        for item in measure::measured(scene, &self.modifiers, items) {
            let points = item.unit != Some(Unit::Share);
            let amount = if item.unit == Some(Unit::Basis) { item.amount.divided(Decimal::ONE_HUNDRED) } else { item.amount };
            scene.claim(item.tokens, Value::Percent(Percent { amount, points }.into()), None);
        }
        // `نقطتين مئويتين`
        for i in scene.range.clone() {
            let dual = scene.longest(&self.after, i).filter(|found| found.number == GrammaticalNumber::Dual && found.meaning() != Unit::Share);
            if let Some((tokens, unit)) = dual.filter(|_| scene.numerals.before(i).is_none()).map(|found| (found.tokens.clone(), found.meaning())) {
                let amount = Amount { implied: true, ..Amount::exact(2) };
                let amount = if unit == Unit::Basis { amount.divided(Decimal::ONE_HUNDRED) } else { amount };
                scene.claim(tokens, Value::Percent(Percent { amount, points: true }.into()), None);
            }
        }
    }
}
