//! Numbers of units of measurement.
//!
//! Finds names and signs of units after a number, hyphenated (`3-inch`), in duals (`طنان`), after fractions (`half a litre`), units that follow each
//! other (`5 feet 2 inches`), bounds and ranges. The value is the amount and the CLDR unit identifier. Lengths of time are durations; shares of a
//! hundred are percents. Names are in `quantity.toml`, conversions in `languages/units.toml`.

use super::amount::{Amount, show, step};
use super::money::is_link;
use super::number::{Form, Item, Modifiers, Numeral, compounds, conjunctions, halves, measure, modifiers, plain_proclitics};
use super::{Finder, Kind, Relation, Scene, Value, Why};
use crate::error::{Error, Result};
use crate::languages::{GrammaticalNumber, Pack, Phrases, Text, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A number of units.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// How many.
    pub amount: Amount,
    /// CLDR unit identifier (`kilometer`).
    pub unit: &'static str,
}

/// What is told of a day or a longer time can be told of it far from the unit.
const PERIODS: &[&str] = &["-per-hour", "-per-day", "-per-week", "-per-month", "-per-year"];

impl Quantity {
    /// How it compares with another reading: units of one kind are converted, with the rounding that the numbers show.
    pub fn relate(&self, other: &Self) -> Relation {
        if self.unit == other.unit {
            let relation = self.amount.relate(&other.amount);
            // Two bare numbers of degrees can be of two scales.
            if relation.agrees() || self.unit != "generic-temperature" {
                return relation;
            }
            let scaled = |quantity: &Self, unit| Self { unit, ..quantity.clone() };
            let other_scale = [("celsius", "fahrenheit"), ("fahrenheit", "celsius")];
            return other_scale
                .into_iter()
                .map(|(x, y)| scaled(self, x).relate_temperature(&scaled(other, y)))
                .find(Relation::agrees)
                .unwrap_or(relation);
        }
        // `daily` may stand far from the barrels.
        let rate = |own: &str, there: &str| own.strip_prefix(there).is_some_and(|rest| PERIODS.contains(&rest));
        if (rate(self.unit, other.unit) || rate(other.unit, self.unit)) && self.amount.relate(&other.amount) == Relation::Same {
            return Relation::Vaguer(Why::new("unit", "only one side says beside the figure how often"));
        }
        let (Some(a), Some(b)) = (unit(self.unit), unit(other.unit)) else {
            return Relation::Conflicting(Why::new("unit", format!("{} is not {}", self.unit, other.unit)));
        };
        if a.dimension == TEMPERATURE && b.dimension == TEMPERATURE {
            return self.relate_temperature(other);
        }
        if a.dimension != b.dimension {
            return Relation::Conflicting(Why::new("unit", format!("{} and {} measure different things", self.unit, other.unit)));
        }
        let show_both = || format!("{} {} is {} {}", self.amount.describe(), self.unit, other.amount.describe(), other.unit);
        // A ton and a tonne are named alike in many languages.
        if (self.unit == "ton" || other.unit == "ton") && (self.unit == "tonne" || other.unit == "tonne") {
            return match self.amount.relate(&other.amount) {
                Relation::Same => Relation::Equivalent(Why::new("unit", show_both())),
                relation => relation,
            };
        }
        let same = |x: Option<Decimal>, y: Option<Decimal>| match (x, y) {
            (Some(x), Some(y)) => close(x, a.factor, y, b.factor),
            (None, None) => true,
            _ => false,
        };
        if same(self.amount.min, other.amount.min) && same(self.amount.max, other.amount.max) {
            Relation::Equivalent(Why::new("unit", show_both()))
        } else if self.amount.point().is_some() != other.amount.point().is_some() && self.bounds_fit(a.factor, other, b.factor) {
            Relation::Vaguer(Why::new("unit", show_both()))
        } else {
            let converted = self.amount.min.or(self.amount.max).and_then(|x| x.checked_mul(a.factor)).and_then(|x| x.checked_div(b.factor));
            let text = converted.map_or_else(
                || "the quantities differ".to_owned(),
                |x| format!("{} {} is {} {}", self.amount.describe(), self.unit, show(x.round_dp(1)), other.unit),
            );
            Relation::Conflicting(Why::new("unit", text))
        }
    }

    /// Whether a bound on one side fits a number on the other, up to the rounding of the conversion.
    fn bounds_fit(&self, factor: Decimal, other: &Self, other_factor: Decimal) -> bool {
        let (bounded, point) = if self.amount.point().is_some() { (&other.amount, &self.amount) } else { (&self.amount, &other.amount) };
        let (bounded_factor, point_factor) = if self.amount.point().is_some() { (other_factor, factor) } else { (factor, other_factor) };
        let Some(number) = point.point() else { return false };
        let touches = |bound: Option<Decimal>| bound.is_some_and(|bound| close(bound, bounded_factor, number, point_factor));
        if touches(bounded.min) || touches(bounded.max) {
            return true;
        }
        let Some(converted) = number.checked_mul(point_factor).and_then(|number| number.checked_div(bounded_factor)) else { return false };
        bounded.relate(&Amount::exact(converted.round_dp(6))).agrees()
    }

    fn relate_temperature(&self, other: &Self) -> Relation {
        if [self.unit, other.unit].contains(&"generic-temperature") {
            return match self.amount.relate(&other.amount) {
                Relation::Same => Relation::Vaguer(Why::new("unit", "only one side names the scale")),
                relation => relation,
            };
        }
        let celsius = |quantity: &Self, x: Decimal| match quantity.unit {
            "fahrenheit" => (x - Decimal::from(32)) * Decimal::from(5) / Decimal::from(9),
            "kelvin" => x - Decimal::new(27315, 2),
            _ => x,
        };
        let any = |amount: &Amount| amount.point().or(if amount.min.is_some() != amount.max.is_some() { amount.min.or(amount.max) } else { None });
        let agree = match (any(&self.amount), any(&other.amount)) {
            (Some(x), Some(y)) => {
                (celsius(self, x) - celsius(other, y)).abs() <= (step(x).max(step(y)) / Decimal::TWO).clamp(Decimal::new(5, 1), Decimal::from(3))
            }
            _ => false,
        };
        let why = Why::new("unit", format!("{} {} and {} {}", self.amount.describe(), self.unit, other.amount.describe(), other.unit));
        if agree { Relation::Equivalent(why) } else { Relation::Conflicting(why) }
    }

    /// `number` (or bounds) and `unit`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        fields.insert("unit".into(), Json::String(self.unit.to_owned()));
    }
}

const TEMPERATURE: &str = "temperature";

/// Whether two numbers of units are the same within the rounding that either shows, and within a twentieth.
fn close(x: Decimal, x_factor: Decimal, y: Decimal, y_factor: Decimal) -> bool {
    let (Some(a), Some(b)) = (x.checked_mul(x_factor), y.checked_mul(y_factor)) else { return false };
    let half = |number: Decimal, factor: Decimal| step(number).checked_mul(factor).map(|step| step / Decimal::TWO).unwrap_or_default();
    let tolerance = half(x, x_factor).max(half(y, y_factor)).min(a.abs().max(b.abs()) / Decimal::from(20));
    (a - b).abs() <= tolerance
}

/// Tokens that a bracket with a conversion has at most.
const BRACKET: usize = 8;

/// What is known of a unit.
#[derive(Clone, Copy, Debug)]
struct Unit {
    dimension: &'static str,
    factor: Decimal,
}

/// `languages/units.toml`.
#[derive(Debug, Deserialize)]
struct UnitTable {
    /// By a unit that CLDR does not have, the one that it is told in.
    told_as: BTreeMap<String, String>,
    /// By what they measure: units and how many of the base unit they are.
    #[serde(flatten)]
    dimensions: BTreeMap<String, BTreeMap<String, String>>,
}

fn table() -> Result<&'static UnitTable> {
    static PARSED: OnceLock<Result<UnitTable>> = OnceLock::new();
    let fail = |message: String| Error::Load { pack: "all".to_owned(), table: "units".to_owned(), message };
    PARSED.get_or_init(|| toml::from_str(crate::languages::UNITS).map_err(|error| fail(error.to_string()))).as_ref().map_err(Clone::clone)
}

fn units() -> Result<&'static BTreeMap<String, Unit>> {
    static PARSED: OnceLock<Result<BTreeMap<String, Unit>>> = OnceLock::new();
    let parsed = PARSED.get_or_init(|| {
        let fail = |message: String| Error::Load { pack: "all".to_owned(), table: "units".to_owned(), message };
        let mut all = BTreeMap::new();
        for (dimension, units) in &table()?.dimensions {
            for (id, factor) in units {
                let factor = factor.parse().map_err(|_| fail(format!("{id}: expected a decimal, but found {factor:?}")))?;
                all.insert(id.clone(), Unit { dimension, factor });
            }
        }
        Ok(all)
    });
    parsed.as_ref().map_err(Clone::clone)
}

fn unit(id: &str) -> Option<Unit> {
    units().ok()?.get(id).copied()
}

/// A unit as it is told: one that CLDR does not have in one that it has.
fn told(amount: Amount, id: &'static str) -> Quantity {
    let other = table().ok().and_then(|table| table.told_as.get(id)).and_then(|other| units().ok()?.get_key_value(other));
    match (other, unit(id)) {
        (Some((name, into)), Some(from)) => Quantity { amount: amount.divided(into.factor / from.factor), unit: name },
        _ => Quantity { amount, unit: id },
    }
}

#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    unit: BTreeMap<String, Vec<Text>>,
    /// Capital letters that are a unit only when written together with digits: `47.3C`.
    #[serde(default)]
    glued: BTreeMap<String, Vec<Text>>,
    /// Words that are a unit only after another one.
    after: BTreeMap<String, Vec<Text>>,
    /// What makes a rate of a unit across a bracket, by the end of the rate's name: `120 miles (193 km) an hour`.
    #[serde(default)]
    per: BTreeMap<String, Vec<Text>>,
    /// Adjectives of units, which follow digits and a hyphen or the first part of a compound: `метров|ый`.
    #[serde(default)]
    adjective: BTreeMap<String, Vec<Text>>,
    other: Other,
}

#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Other {
    article: Vec<Text>,
    #[serde(default)]
    of: Vec<Text>,
    angle_near: Vec<Text>,
    not_before: Vec<Text>,
    /// After degrees: on which side of nought they are.
    below_zero: Vec<Text>,
    above_zero: Vec<Text>,
}

/// A unit, and whether its number counts down from nought: `10 градусов мороза`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Named {
    id: &'static str,
    below: bool,
}

impl Named {
    const fn new(id: &'static str) -> Self {
        Self { id, below: false }
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    units: Phrases<&'static str>,
    after: Phrases<&'static str>,
    glued: Phrases<&'static str>,
    per: Phrases<String>,
    /// Measures in one word (`двухметровый`, `полкило`), and adjectives of units after digits and a hyphen.
    whole: Phrases<(Decimal, &'static str)>,
    adjectives: Phrases<&'static str>,
    /// Conjunctions that are written together with a word.
    joined: Vec<String>,
    /// By proclitics: whether a unit that carries them is no unit of the number before it (`للقنطار`: a hundredweight).
    apart: Vec<bool>,
    article: Phrases<()>,
    of: Phrases<()>,
    angle_near: Phrases<()>,
    not_before: Phrases<()>,
    below_zero: Phrases<()>,
    above_zero: Phrases<()>,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `quantity.toml` of a pack.
    ///
    /// # Errors
    /// If the table or `units.toml` is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("quantity")?;
        let known = units()?;
        let fail = |message: String| pack.error("quantity", message);
        let (mut all, mut after, mut glued) = (Phrases::default(), Phrases::default(), Phrases::default());
        for (phrases, section) in [(&mut all, &table.unit), (&mut after, &table.after), (&mut glued, &table.glued)] {
            for (id, forms) in section {
                let (id, _) = known.get_key_value(id).ok_or_else(|| fail(format!("units.toml has no unit {id:?}")))?;
                for form in forms {
                    phrases.insert(vocabulary, form, id.as_str()).map_err(&fail)?;
                }
            }
        }
        let mut per = Phrases::default();
        for (id, forms) in &table.per {
            for form in forms {
                per.insert(vocabulary, form, format!("-per-{id}")).map_err(&fail)?;
            }
        }
        let parts = compounds(pack, vocabulary)?;
        let (mut whole, mut adjectives) = (Phrases::default(), Phrases::default());
        for (id, forms) in &table.adjective {
            let (id, _) = known.get_key_value(id).ok_or_else(|| fail(format!("units.toml has no unit {id:?}")))?;
            for form in forms {
                adjectives.insert(vocabulary, form, id.as_str()).map_err(&fail)?;
                for (number, first) in parts.iter() {
                    whole.insert(vocabulary, &format!("{first}{form}"), (*number, id.as_str())).map_err(&fail)?;
                }
            }
        }
        for half in halves(pack, vocabulary)?.iter() {
            for (id, forms) in &table.unit {
                let Some((id, _)) = known.get_key_value(id) else { continue };
                for form in forms.iter().filter(|form| measure::is_word(form)) {
                    whole.insert(vocabulary, &format!("{half}{}", &**form), (Decimal::new(5, 1), id.as_str())).map_err(&fail)?;
                }
            }
        }
        let joined = conjunctions(pack, vocabulary)?;
        let plain = plain_proclitics(pack, vocabulary)?;
        let apart = vocabulary.proclitics().iter().map(|chain| !plain.contains(chain)).collect();
        let mut list = |forms: &[Text]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(&fail)?;
            }
            Ok(phrases)
        };
        Ok(Self {
            whole,
            adjectives,
            joined,
            apart,
            article: list(&table.other.article)?,
            of: list(&table.other.of)?,
            angle_near: list(&table.other.angle_near)?,
            not_before: list(&table.other.not_before)?,
            below_zero: list(&table.other.below_zero)?,
            above_zero: list(&table.other.above_zero)?,
            modifiers: modifiers(pack, vocabulary)?,
            units: all,
            after,
            glued,
            per,
        })
    }

    /// The unit at token `i`, with the token after it and its grammatical number.
    fn unit_at(&self, scene: &Scene<'_>, i: usize) -> Option<(usize, &'static str, GrammaticalNumber)> {
        let found = scene.longest(&self.units, i)?;
        let end = found.tokens.end;
        if scene.longest(&self.not_before, end).is_some() {
            return None;
        }
        // A single letter may be the beginning of an abbreviation or a name: `5 m.p.h`, `3 T. Smith`.
        let short =
            found.tokens.len() == 1 && scene.form(i).chars().count() == 1 && scene.token(i).is_some_and(|token| token.kind == TokenKind::Word);
        let glued_on = scene.token(end).is_some_and(|next| next.kind != TokenKind::Sign || matches!(scene.form(end), "'" | "&")) && scene.glued(end)
            || matches!(scene.form(end), "." | "/" | "-")
                && scene.glued(end)
                && scene.glued(end + 1)
                && scene.token(end + 1).is_some_and(|next| next.kind == TokenKind::Word);
        // Nor is a short sign a unit where a part of it is read as a preposition: `لم` is no metre.
        let letters = scene.form(i).chars().count();
        if short && glued_on
            || found.tokens.len() == 1
                && letters <= 3
                && found.first.proclitic != 0
                && scene.token(i).is_some_and(|token| token.kind == TokenKind::Word)
        {
            return None;
        }
        Some((end, found.meaning(), found.number))
    }

    /// A unit at token `i` that only its place shows to be one: a capital written together with digits (`47.3C`), a part of what stands before (`5ft 11in`).
    fn unit_by_place(&self, scene: &Scene<'_>, numeral: &Numeral, i: usize) -> Option<(usize, &'static str)> {
        if !numeral.attached || i != numeral.tokens.end {
            return None;
        }
        let capital = scene.token(i).is_some_and(|token| token.capitals != Capitals::None);
        let alone =
            !(scene.glued(i + 1) && scene.token(i + 1).is_some_and(|next| next.kind != TokenKind::Sign || matches!(scene.form(i + 1), "-" | "/")));
        let letter = scene.longest(&self.glued, i).filter(|_| capital && alone);
        let follows =
            || scene.longest_before(&self.units, numeral.tokens.start).is_some_and(|large| scene.numerals.before(large.tokens.start).is_some());
        let found = letter.or_else(|| scene.longest(&self.after, i).filter(|_| follows()))?;
        if scene.longest(&self.not_before, found.tokens.end).is_some() {
            return None;
        }
        Some((found.tokens.end, found.meaning()))
    }

    fn measure(&self, scene: &Scene<'_>, numeral: &Numeral) -> Option<(Range<usize>, Named)> {
        let mut at = measure::unit_place(scene, numeral);
        if let Some(article) = scene.longest(&self.article, at)
            && numeral.value < Decimal::TWO
            && numeral.value.fract() != Decimal::ZERO
        {
            at = article.tokens.end;
        } else if scene.longest(&self.of, at).is_some()
            && let Some(article) = scene.longest(&self.article, at + 1)
        {
            at = article.tokens.end;
        }
        // `615-килограммовый`
        let adjective = (at > numeral.tokens.end).then(|| scene.longest(&self.adjectives, at)).flatten();
        let (end, unit) = match adjective {
            Some(found) => (found.tokens.end, found.meaning()),
            None if scene.longest(&self.units, at).is_some_and(|found| self.apart[usize::from(found.first.proclitic)]) => return None,
            None => self.unit_at(scene, at).map(|(end, unit, _)| (end, unit)).or_else(|| self.unit_by_place(scene, numeral, at))?,
        };
        let id = self.rate(scene, end, unit).unwrap_or(unit);
        if let Some((end, below)) = self.side(scene, id, end) {
            return Some((numeral.tokens.start..end, Named { id, below }));
        }
        let id = if id == "generic-temperature" && self.is_angle(scene, numeral.tokens.start, end) { "degree" } else { id };
        Some((numeral.tokens.start..end, Named::new(id)))
    }

    /// After degrees: the token after the words that say on which side of nought they are, and whether that is below.
    fn side(&self, scene: &Scene<'_>, id: &str, end: usize) -> Option<(usize, bool)> {
        if unit(id)?.dimension != TEMPERATURE {
            return None;
        }
        let side = |phrases: &Phrases<()>| scene.longest(phrases, end).map(|found| found.tokens.end);
        side(&self.below_zero).map(|end| (end, true)).or_else(|| side(&self.above_zero).map(|end| (end, false)))
    }

    /// The rate that a unit belongs to whose other half stands after a bracket, which converts it.
    fn rate(&self, scene: &Scene<'_>, end: usize, unit: &str) -> Option<&'static str> {
        let close = |from: usize| (from..scene.range.end.min(from + BRACKET)).find(|i| scene.form(*i) == ")");
        let after = match scene.form(end) {
            "(" => close(end)? + 1,
            ")" => end + 1,
            _ => return None,
        };
        let per = scene.longest(&self.per, after)?.meanings.first()?;
        units().ok()?.get_key_value(&format!("{unit}{per}")).map(|(id, _)| id.as_str())
    }

    fn is_angle(&self, scene: &Scene<'_>, start: usize, end: usize) -> bool {
        let (from, to) = (scene.range.start.max(start.saturating_sub(5)), scene.range.end.min(end + 2));
        (from..to).any(|i| scene.longest(&self.angle_near, i).is_some())
    }

    /// Units without a numeral: `a kilogram`, `طنان`, and measures in one word: `двухметровый`, `полкило`.
    fn implied(&self, scene: &Scene<'_>, items: &mut Vec<Item<Named>>) {
        for i in scene.range.clone() {
            if let Some((tokens, (number, unit))) = scene.longest(&self.whole, i).map(|found| (found.tokens.clone(), found.meaning()))
                && items.iter().all(|item| item.tokens.end <= tokens.start || tokens.end <= item.tokens.start)
            {
                let (end, below) = self.side(scene, unit, tokens.end).unwrap_or((tokens.end, false));
                let unit = Some(Named { id: unit, below });
                items.push(Item { tokens: tokens.start..end, amount: Amount::exact(number), unit, scale: None, void: false });
                continue;
            }
            if scene.token(i).is_none_or(|token| token.kind != TokenKind::Word) || items.iter().any(|item| item.tokens.contains(&i)) {
                continue;
            }
            let article = scene.longest(&self.article, i).map(|found| found.tokens.end);
            let Some((end, unit, number)) = self.unit_at(scene, article.unwrap_or(i)) else { continue };
            let value = match number {
                GrammaticalNumber::Dual if article.is_none() && scene.form(i).chars().count() > 3 => 2,
                GrammaticalNumber::Singular if article.is_some() => 1,
                GrammaticalNumber::Any if article.is_some() && end == scene.range.end => 1,
                _ => continue,
            };
            if scene.numerals.before(i).is_none() && scene.numerals.around(i).is_none() {
                let (end, below) = self.side(scene, unit, end).unwrap_or((end, false));
                items.push(Item {
                    tokens: i..end,
                    amount: Amount { implied: true, ..Amount::exact(value) },
                    unit: Some(Named { id: unit, below }),
                    scale: None,
                    void: false,
                });
            }
        }
        items.sort_by_key(|item| item.tokens.start);
    }

    /// `a mile and a half`, `ميلا ونصف الميل`: a fraction joined to a unit without a numeral is one and that fraction; joined to a measured unit it is added.
    fn halves(&self, scene: &Scene<'_>, items: Vec<Item<Named>>) -> Vec<Item<Named>> {
        let mut out: Vec<Item<Named>> = Vec::with_capacity(items.len());
        for item in items {
            let part = item.amount.point().filter(|part| *part > Decimal::ZERO && *part < Decimal::ONE && !part.fract().is_zero());
            let start = item.tokens.start;
            // A comma joins no half: `75 миллиграммов, половине`.
            let word = start > scene.range.start && scene.token(start - 1).is_some_and(|link| link.kind == TokenKind::Word);
            let link = word && is_link(scene, start - 1, start) && scene.longest(&self.units, start - 1).is_none();
            let end = if link { start - 1 } else { start };
            let joined = end < start || self.joined.iter().any(|clitic| scene.form(start).starts_with(clitic.as_str()));
            if let Some(part) =
                part.filter(|_| joined && scene.numerals.at(start).is_some_and(|numeral| numeral.form == Form::Fraction && !numeral.digits))
            {
                if let Some(left) = out.last_mut()
                    && left.tokens.end == end
                    && left.unit.is_some()
                    && (item.unit.is_none() || item.unit == left.unit)
                    && let Some(whole) = left.amount.point().filter(|whole| whole.fract().is_zero())
                {
                    let sum = Some(whole.saturating_add(part));
                    left.amount = Amount { min: sum, max: sum, implied: false, ..left.amount.clone() };
                    left.tokens.end = item.tokens.end;
                    continue;
                }
                if let Some(found) = scene.longest_before(&self.units, end).filter(|found| found.first.proclitic == 0)
                    && found.number != GrammaticalNumber::Plural
                    && (scene.form(found.tokens.start).chars().count() > 2 || item.unit.is_some())
                    && scene.numerals.before(found.tokens.start).is_none()
                    && (item.unit.is_none() || item.unit == Some(Named::new(found.meaning())))
                    && out.last().is_none_or(|left| left.tokens.end <= found.tokens.start)
                {
                    let whole = if found.number == GrammaticalNumber::Dual { Decimal::TWO } else { Decimal::ONE };
                    out.push(Item {
                        tokens: found.tokens.start..item.tokens.end,
                        amount: Amount::exact(whole + part),
                        unit: Some(Named::new(found.meaning())),
                        ..item
                    });
                    continue;
                }
            }
            out.push(item);
        }
        out
    }

    /// One of a unit before a part in a smaller one: `метр двадцать сантиметров`, `متر وعشرين سنتيمترا`. The part begins at token `start`.
    fn single(&self, scene: &Scene<'_>, start: usize) -> Option<Item<Named>> {
        let link = start > scene.range.start && scene.form(start - 1) != "," && is_link(scene, start - 1, start);
        let found = [Some(start), link.then(|| start - 1)].into_iter().flatten().find_map(|end| scene.longest_before(&self.units, end))?;
        let whole = found.tokens.start;
        let plain = found.number != GrammaticalNumber::Plural && found.number != GrammaticalNumber::Dual && scene.form(whole).chars().count() > 2;
        let free = scene.numerals.before(whole).is_none() && scene.numerals.around(whole).is_none();
        (plain && free).then(|| Item {
            tokens: found.tokens.clone(),
            amount: Amount::exact(1),
            unit: Some(Named::new(found.meaning())),
            scale: None,
            void: false,
        })
    }

    /// `5 feet 2 inches` is one length, in the smaller unit.
    fn compound(&self, scene: &Scene<'_>, items: Vec<Item<Named>>) -> Vec<Item<Named>> {
        let mut out: Vec<Item<Named>> = Vec::with_capacity(items.len());
        for mut item in items {
            let follows_another =
                out.last().is_some_and(|left| item.tokens.start >= left.tokens.end && follows(scene, left.tokens.end, item.tokens.start));
            let single = item.unit.filter(|_| !follows_another).and_then(|small| {
                let single = self.single(scene, item.tokens.start)?;
                let (a, b) = (unit(single.unit?.id)?, unit(small.id)?);
                (a.dimension == b.dimension && a.dimension != TEMPERATURE && a.factor > b.factor).then_some(single)
            });
            let before = out.last().map_or(0, |left| left.tokens.end);
            out.extend(single.filter(|single| single.tokens.start >= before));
            if let Some(left) = out.last_mut()
                && let Some(large) = left.unit
                && let Some(whole) = left.amount.point()
                // 15.6 metres, eight centimetres short of the mark, are two lengths.
                && whole.fract().is_zero()
                && let Some(part) = item.amount.point()
                && item.tokens.start >= left.tokens.end
                && follows(scene, left.tokens.end, item.tokens.start)
                && !is_of(&self.of, scene, left.tokens.end, item.tokens.start)
            {
                if item.unit.is_none()
                    && let Some(found) = scene.longest(&self.after, item.tokens.end)
                {
                    item.unit = Some(Named::new(found.meaning()));
                    item.tokens.end = found.tokens.end;
                }
                if let Some(small) = item.unit
                    && let (Some(a), Some(b)) = (unit(large.id), unit(small.id))
                    && a.dimension == b.dimension
                    && a.dimension != TEMPERATURE
                    && a.factor > b.factor
                    && part * b.factor < a.factor * Decimal::from(12)
                    && let Some(sum) =
                        whole.checked_mul(a.factor).and_then(|whole| whole.checked_div(b.factor)).and_then(|whole| whole.checked_add(part))
                {
                    left.amount = Amount { approximate: left.amount.approximate, ..Amount::exact(sum.normalize()) };
                    left.tokens.end = item.tokens.end;
                    left.unit = Some(small);
                    left.scale = None;
                    continue;
                }
            }
            out.push(item);
        }
        out
    }
}

/// Degrees that are counted down from nought. More of them, or up to so many, are a bound on the other side; less than so many is said of what is colder:
/// `ниже 30 градусов мороза`.
fn below_zero(amount: Amount) -> Amount {
    let (min, max) = (amount.min.map(|min| -min), amount.max.map(|max| -max));
    let (min, max) = match (min, max) {
        (None, Some(max)) if amount.exclusive => (None, Some(max)),
        (min, max) => (max, min),
    };
    Amount { min, max, other: amount.other.map(|other| -other), ..amount }
}

/// The next part of a compound follows at once, after a comma, a conjunction, or both.
fn follows(scene: &Scene<'_>, at: usize, start: usize) -> bool {
    at == start || is_link(scene, at, start) || at + 2 == start && scene.form(at) == "," && is_link(scene, at + 1, start)
}

/// Whether the word between two quantities makes the one a measure of the other: a gram of 21-carat gold.
fn is_of(of: &Phrases<()>, scene: &Scene<'_>, left: usize, right: usize) -> bool {
    left < right && scene.longest(of, left).is_some()
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let money = |scene: &Scene<'_>, tokens: &Range<usize>| {
            scene.found.iter().any(|(other, fact)| fact.kind() == Kind::Money && other.start < tokens.end && tokens.start < other.end)
        };
        let mut items = measure::items(scene, |numeral| self.measure(scene, numeral).filter(|(tokens, _)| !money(scene, tokens)));
        self.implied(scene, &mut items);
        let items = self.halves(scene, items);
        let items = self.compound(scene, items);
        for item in measure::measured(scene, &self.modifiers, items) {
            if let Some(unit) = item.unit
                && !money(scene, &item.tokens)
            {
                let amount = if unit.below { below_zero(item.amount) } else { item.amount };
                scene.claim(item.tokens, Value::Quantity(told(amount, unit.id).into()), None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_are_converted() {
        let quantity = |number: &str, unit: &'static str| Quantity { amount: Amount::exact(number.parse::<Decimal>().unwrap()), unit };
        for (a, b, agrees) in [
            (("25", "kilometer"), ("15.5", "mile"), true),
            (("25", "kilometer"), ("25", "mile"), false),
            (("100", "kilometer"), ("60", "mile"), true),
            (("40", "celsius"), ("104", "fahrenheit"), true),
            (("40", "celsius"), ("40", "fahrenheit"), false),
            (("2", "ton"), ("2", "tonne"), true),
            (("2", "kilometer"), ("2", "kilogram"), false),
            (("2", "kilogram"), ("2000", "gram"), true),
        ] {
            assert_eq!(quantity(a.0, a.1).relate(&quantity(b.0, b.1)).agrees(), agrees, "{a:?} {b:?}");
            assert_eq!(quantity(b.0, b.1).relate(&quantity(a.0, a.1)).agrees(), agrees, "{b:?} {a:?}");
        }
    }
}
