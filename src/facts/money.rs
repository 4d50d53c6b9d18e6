//! Sums of money.
//!
//! Finds signs, ISO codes and names of currencies before or after a number, with the country that tells dollars, pounds, dinars and riyals apart,
//! sums of a unit and its part (`20 dollars 43 cents`), bounds and ranges. The value is the amount and the ISO 4217 codes that the words can mean.
//! Leaves alone pounds of weight. Names are in `money.toml`; codes, signs and families of currencies in `languages/currencies.toml`.

use super::amount::Amount;
use super::number::{Item, Modifiers, Numeral, halves, measure, modifiers};
use super::{Finder, Relation, Scene, Value, Why};
use crate::error::{Error, Result};
use crate::languages::{GrammaticalNumber, Lookup, Pack, Phrases, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A sum in a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// ISO 4217 codes that the words can mean, the likeliest first (`dollars`: USD, then CAD, AUD ...).
    pub currencies: Vec<&'static str>,
}

impl Money {
    /// How it compares with another reading: in the same currency, or one that both sides can mean.
    pub fn relate(&self, other: &Self) -> Relation {
        if !self.currencies.iter().any(|code| other.currencies.contains(code)) {
            let name = |money: &Self| money.currencies.first().copied().unwrap_or("?");
            return Relation::Conflicting(Why::new("currency", format!("{} is not {}", name(self), name(other))));
        }
        self.amount.relate(&other.amount)
    }

    /// `number` (or bounds) and `currency`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        if let Some(first) = self.currencies.first() {
            fields.insert("currency".into(), Json::String((*first).to_owned()));
        }
    }
}

/// Whether token `i` is a code, or letters of a sign, that may stand before digits without a blank (`GBP3.01`, `US$5`).
pub fn is_code(scene: &Scene<'_>, i: usize) -> bool {
    currencies().is_ok_and(|known| known.codes.iter().any(|code| code.eq_ignore_ascii_case(scene.source(i))))
}

/// Whether token `i` is the sign of a currency (`$`).
pub fn is_sign(scene: &Scene<'_>, i: usize) -> bool {
    scene.token(i).is_some_and(|token| token.kind == TokenKind::Sign)
        && scene.source(i).chars().all(|c| c == '$' || ('\u{20A0}'..='\u{20CF}').contains(&c) || matches!(c, '£' | '¥'))
}

/// `languages/currencies.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    codes: Vec<String>,
    small: Vec<String>,
    sign: BTreeMap<String, Vec<String>>,
    family: BTreeMap<String, Family>,
    minor: BTreeMap<String, Minor>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    default: Vec<String>,
    #[serde(default)]
    country: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minor {
    per: i64,
    of: Vec<String>,
}

/// What may stand after a number that only money makes sure: the name of a currency, with that of its country before it (`3.5m Brazilian reais`).
#[derive(Debug)]
pub(super) struct Followers {
    names: Phrases<()>,
    countries: Phrases<()>,
}

impl Followers {
    /// Reads `money.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub(super) fn get(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Arc<Self>> {
        vocabulary.shared(|vocabulary| {
            let table: Table = pack.table("money")?;
            let mut list = |sections: &[&BTreeMap<String, Vec<String>>]| -> Result<Phrases<()>> {
                let mut phrases = Phrases::default();
                for form in sections.iter().flat_map(|section| section.values()).flatten() {
                    phrases.insert(vocabulary, form, ()).map_err(|message| pack.error("money", message))?;
                }
                Ok(phrases)
            };
            Ok(Self { names: list(&[&table.family, &table.currency])?, countries: list(&[&table.country])? })
        })
    }

    /// Whether a currency is named at token `i`.
    pub(super) fn at(&self, scene: &Scene<'_>, i: usize) -> bool {
        let after = scene.longest(&self.countries, i).map(|country| country.tokens.end);
        [Some(i), after].into_iter().flatten().any(|at| scene.longest(&self.names, at).is_some())
    }
}

fn currencies() -> Result<&'static Currencies> {
    static PARSED: OnceLock<Result<Currencies>> = OnceLock::new();
    let parsed = PARSED.get_or_init(|| {
        toml::from_str(crate::languages::CURRENCIES).map_err(|error| Error::Load {
            pack: "all".to_owned(),
            table: "currencies".to_owned(),
            message: error.to_string(),
        })
    });
    parsed.as_ref().map_err(Clone::clone)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    family: BTreeMap<String, Vec<String>>,
    currency: BTreeMap<String, Vec<String>>,
    minor: BTreeMap<String, Vec<String>>,
    country: BTreeMap<String, Vec<String>>,
    /// Countries and their capitals, which tell a currency of several countries apart where they stand in its sentence.
    #[serde(default)]
    place: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    other: Other,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Other {
    filler: Vec<String>,
    weight_before: Vec<String>,
    /// Names of currencies that stand only after a number, being other words before one: `won 2,000`.
    after_only: Vec<String>,
    /// After a number and before pounds, these make the pounds a weight: `12 stone 4 pounds`.
    weight_left: Vec<String>,
    weight_near: Vec<String>,
    article: Vec<String>,
    /// Duals of a part that are those of something commoner: سنتان are two years.
    not_dual: Vec<String>,
}

/// What a word says of money.
#[derive(Clone, Copy, Debug)]
enum Name {
    Family(&'static Family),
    Code(&'static str),
    /// An ISO code, which is told from a word by its capitals.
    Iso(&'static str, bool),
    Minor(&'static Minor),
}

/// The currencies of a sum, and whether its number counts parts.
#[derive(Clone, Debug, PartialEq)]
struct Unit {
    codes: Vec<&'static str>,
    /// How many of what is counted make one; 1 for the unit itself.
    per: i64,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    names: Phrases<Name>,
    signs: Phrases<&'static str>,
    countries: Phrases<&'static str>,
    places: Phrases<&'static str>,
    /// Half of a unit in one word: `полрубля`.
    half: Phrases<Name>,
    filler: Phrases<()>,
    weight_before: Phrases<()>,
    after_only: Phrases<()>,
    weight_left: Phrases<()>,
    weight_near: Phrases<()>,
    article: Phrases<()>,
    not_dual: Phrases<()>,
    modifiers: Arc<Modifiers>,
}

impl Words {
    /// Reads `money.toml` of a pack.
    ///
    /// # Errors
    /// If the table or `currencies.toml` is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let known = currencies()?;
        let table: &'static Table = Box::leak(Box::new(pack.table("money")?));
        let fail = |message: String| pack.error("money", message);
        let (mut names, mut signs, mut countries) = (Phrases::default(), Phrases::default(), Phrases::default());
        let (mut places, mut half) = (Phrases::default(), Phrases::default());
        let halves = halves(pack, vocabulary)?;
        for (id, forms) in &table.family {
            let family = known.family.get(id).ok_or_else(|| fail(format!("currencies.toml has no family {id:?}")))?;
            for form in forms {
                names.insert(vocabulary, form, Name::Family(family)).map_err(&fail)?;
                for first in halves.iter().filter(|_| measure::is_word(form)) {
                    half.insert(vocabulary, &format!("{first}{form}"), Name::Family(family)).map_err(&fail)?;
                }
            }
        }
        for (code, forms) in &table.currency {
            for form in forms {
                names.insert(vocabulary, form, Name::Code(code)).map_err(&fail)?;
            }
        }
        for (id, forms) in &table.minor {
            let minor = known.minor.get(id).ok_or_else(|| fail(format!("currencies.toml has no part {id:?}")))?;
            for form in forms {
                names.insert(vocabulary, form, Name::Minor(minor)).map_err(&fail)?;
                for first in halves.iter().filter(|_| measure::is_word(form)) {
                    half.insert(vocabulary, &format!("{first}{form}"), Name::Minor(minor)).map_err(&fail)?;
                }
            }
        }
        for code in &known.codes {
            let small = known.small.iter().any(|small| small.eq_ignore_ascii_case(code));
            names.insert(vocabulary, code, Name::Iso(code, small)).map_err(&fail)?;
        }
        for (code, forms) in &known.sign {
            for form in forms {
                signs.insert(vocabulary, form, code.as_str()).map_err(&fail)?;
                names.insert(vocabulary, form, Name::Code(code)).map_err(&fail)?;
            }
        }
        for (code, forms) in &table.country {
            for form in forms {
                countries.insert(vocabulary, form, code.as_str()).map_err(&fail)?;
            }
        }
        for section in [&table.country, &table.place] {
            for (code, forms) in section {
                for form in forms {
                    places.insert(vocabulary, form, code.as_str()).map_err(&fail)?;
                }
            }
        }
        let mut list = |forms: &[String]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(&fail)?;
            }
            Ok(phrases)
        };
        Ok(Self {
            places,
            half,
            filler: list(&table.other.filler)?,
            weight_before: list(&table.other.weight_before)?,
            after_only: list(&table.other.after_only)?,
            weight_left: list(&table.other.weight_left)?,
            weight_near: list(&table.other.weight_near)?,
            article: list(&table.other.article)?,
            not_dual: list(&table.other.not_dual)?,
            modifiers: modifiers(pack, vocabulary)?,
            names,
            signs,
            countries,
        })
    }

    /// The currency named at token `i`, with the token after it.
    fn name_at(&self, scene: &Scene<'_>, i: usize) -> Option<(usize, Unit, GrammaticalNumber)> {
        let (mut at, mut country) = (i, None);
        // Countries and fillers before the name: `Israeli new shekels`.
        for _ in 0..3 {
            if let Some(found) = scene.longest(&self.countries, at) {
                country = Some(found.meaning());
                at = found.tokens.end;
            } else if let Some(found) = scene.longest(&self.filler, at) {
                at = found.tokens.end;
            } else {
                break;
            }
        }
        let mut best: Option<(usize, Name, GrammaticalNumber)> = None;
        for start in [i, at] {
            self.names.each(scene.analyses, start, scene.range.end, |found| {
                let name = found.meaning();
                let fits = match name {
                    Name::Iso(_, small) => small || scene.token(start).is_some_and(|token| token.capitals == Capitals::All),
                    _ => true,
                };
                if fits && best.as_ref().is_none_or(|(end, ..)| found.tokens.end > *end) {
                    best = Some((found.tokens.end, name, found.number));
                }
            });
            if best.is_some() && start == at {
                break;
            }
        }
        let (mut end, name, number) = best?;
        let unit = match name {
            Name::Code(code) | Name::Iso(code, _) => Unit { codes: vec![code], per: 1 },
            Name::Minor(minor) => Unit { codes: minor.of.iter().map(String::as_str).collect(), per: minor.per },
            Name::Family(family) => {
                // Countries after the name: `دينار كويتي`, `долларов США`.
                let mut after = end;
                for _ in 0..3 {
                    if let Some(found) = scene.longest(&self.countries, after)
                        && country.is_none()
                        && family.country.contains_key(found.meaning())
                    {
                        country = Some(found.meaning());
                        after = found.tokens.end;
                        end = after;
                    } else if let Some(found) = scene.longest(&self.filler, after)
                        && country.is_some()
                    {
                        after = found.tokens.end;
                        end = after;
                    } else {
                        break;
                    }
                }
                let of_country = country.and_then(|country| family.country.get(country));
                let codes = of_country.map_or_else(|| family.default.iter().map(String::as_str).collect(), |code| vec![code.as_str()]);
                Unit { codes, per: 1 }
            }
        };
        Some((end, unit, number))
    }

    /// The sign or code that ends before token `end`.
    fn name_before(&self, scene: &Scene<'_>, end: usize) -> Option<(usize, Unit)> {
        if let Some(found) = scene.longest_before(&self.signs, end) {
            // A sign glued to a number before it belongs to that (`10$ 20`).
            let other = scene.numerals.before(found.tokens.start).is_some() && scene.glued(found.tokens.start) && !scene.glued(end);
            // `a $1 billion contract` does not name Australian dollars.
            let apart = (found.tokens.start + 1..end).any(|i| !scene.glued(i)) && scene.longest(&self.article, found.tokens.start).is_some();
            let start = if apart { end - 1 } else { found.tokens.start };
            let code = if apart { self.signs.longest(scene.analyses, start, end)?.meaning() } else { found.meaning() };
            return (!other).then(|| (start, Unit { codes: vec![code], per: 1 }));
        }
        let found = scene.longest_before(&self.names, end)?;
        if scene.numerals.before(found.tokens.start).is_some() || scene.longest_before(&self.after_only, end).is_some() {
            return None;
        }
        let unit = match found.meaning() {
            Name::Iso(code, _) if scene.token(end - 1).is_some_and(|token| token.capitals == Capitals::All) => Unit { codes: vec![code], per: 1 },
            // `рублей 10`: only where nothing is counted after the number.
            Name::Family(family)
                if scene.token(end + 1).is_none_or(|next| next.kind != TokenKind::Word)
                    && found.tokens.start == scene.range.start
                    && found.first.proclitic == 0 =>
            {
                Unit { codes: family.default.iter().map(String::as_str).collect(), per: 1 }
            }
            _ => return None,
        };
        Some((found.tokens.start, unit))
    }

    fn unit(&self, scene: &Scene<'_>, numeral: &Numeral) -> Option<(Range<usize>, Unit)> {
        let (start, end) = (numeral.tokens.start, numeral.tokens.end);
        if let Some((from, unit)) = self.name_before(scene, start) {
            // The sign's own word may follow: `$5 Canadian`, `US$5 dollars`.
            return Some((from..end, unit));
        }
        let place = measure::unit_place(scene, numeral);
        let (after, unit, _) = self.name_at(scene, place)?;
        let weight = unit.codes.first() == Some(&"GBP")
            && unit.per == 1
            && numeral.value < Decimal::from(100_000)
            && scene.token(place).is_some_and(|t| t.kind == TokenKind::Word);
        if weight && self.weighs(scene, start, after, place != end) {
            return None;
        }
        Some((start..after, unit))
    }

    /// Pounds of something are a weight.
    fn weighs(&self, scene: &Scene<'_>, start: usize, after: usize, hyphen: bool) -> bool {
        let left = scene.longest_before(&self.weight_left, start).is_some_and(|unit| scene.numerals.before(unit.tokens.start).is_some());
        if scene.longest(&self.weight_before, after).is_some() || hyphen || left {
            return true;
        }
        let (from, to) = (scene.range.start.max(start.saturating_sub(8)), scene.range.end.min(after + 6));
        (from..to).any(|i| scene.longest(&self.weight_near, i).is_some())
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let items = measure::items(scene, |numeral| self.unit(scene, numeral));
        let mut items = self.articles(scene, items);
        measure::join(scene, &mut items);
        self.singles(scene, &mut items);
        let items = compound(scene, items);
        for item in measure::measured(scene, &self.modifiers, items) {
            let Some(unit) = item.unit else { continue };
            let unit = self.placed(scene, unit);
            let amount = if unit.per == 1 { item.amount } else { item.amount.divided(Decimal::from(unit.per)) };
            scene.claim(item.tokens, Value::Money(Money { amount, currencies: unit.codes }.into()), None);
        }
    }
}

impl Words {
    /// The currencies that a name can mean, first that of the one country among theirs which the sentence names: `جنيه` in Cairo. A dollar is American
    /// wherever it is spent.
    fn placed(&self, scene: &Scene<'_>, mut unit: Unit) -> Unit {
        if unit.codes.len() < 2 || unit.codes[0] == "USD" {
            return unit;
        }
        let Ok(known) = currencies() else { return unit };
        let mut named: Vec<&str> = Vec::new();
        for country in scene.range.clone().filter_map(|i| scene.longest(&self.places, i)).map(|found| found.meaning()) {
            let codes = known.family.values().filter_map(|family| family.country.get(country));
            named.extend(codes.filter(|code| unit.codes.contains(&code.as_str())).map(String::as_str));
        }
        named.sort_unstable();
        named.dedup();
        if let [only] = named[..]
            && let Some(at) = unit.codes.iter().position(|code| *code == only)
        {
            unit.codes[..=at].rotate_right(1);
        }
        unit
    }

    /// `a dollar`, halves in one word, and duals: a currency that carries its own number.
    fn articles(&self, scene: &Scene<'_>, items: Vec<Item<Unit>>) -> Vec<Item<Unit>> {
        let mut out = items;
        for i in scene.range.clone() {
            if let Some((tokens, name)) = scene.longest(&self.half, i).map(|found| (found.tokens.clone(), found.meaning())) {
                let (codes, per) = match name {
                    Name::Minor(minor) => (&minor.of, minor.per),
                    Name::Family(family) => (&family.default, 1),
                    Name::Code(_) | Name::Iso(..) => continue,
                };
                let unit = Unit { codes: codes.iter().map(String::as_str).collect(), per };
                out.push(Item { tokens, amount: Amount::exact(Decimal::new(5, 1)), unit: Some(unit), scale: None, void: false });
                continue;
            }
            if out.iter().any(|item| item.tokens.contains(&i)) || scene.token(i).is_none_or(|token| token.kind != TokenKind::Word) {
                continue;
            }
            let article = scene.longest(&self.article, i).filter(|found| found.tokens.len() == 1);
            let at = article.as_ref().map_or(i, |found| found.tokens.end);
            let Some((end, unit, number)) = self.name_at(scene, at) else { continue };
            let value = match number {
                GrammaticalNumber::Dual if article.is_none() && scene.longest(&self.not_dual, i).is_none() => 2,
                GrammaticalNumber::Singular if article.is_some() => 1,
                _ => continue,
            };
            // A compound with the same word inside belongs to a number before it.
            if scene.numerals.before(i).is_some() || scene.numerals.around(i).is_some() {
                continue;
            }
            let amount = Amount { implied: true, ..Amount::exact(value) };
            out.push(Item { tokens: i..end, amount, unit: Some(unit), scale: None, void: false });
        }
        out.sort_by_key(|item| item.tokens.start);
        out
    }
}

impl Words {
    /// One of a currency before parts of it is a sum of its own: `جنيه و45 بنسا`, `рубль двадцать копеек`.
    fn singles(&self, scene: &Scene<'_>, items: &mut Vec<Item<Unit>>) {
        let single = |item: &Item<Unit>| {
            let minor = item.unit.as_ref().filter(|unit| unit.per > 1)?;
            let start = item.tokens.start;
            let link = start > scene.range.start && scene.form(start - 1) != "," && is_link(scene, start - 1, start);
            let found = [Some(start), link.then(|| start - 1)].into_iter().flatten().find_map(|end| scene.longest_before(&self.names, end))?;
            let Name::Family(family) = found.meaning() else { return None };
            let codes: Vec<&str> = family.default.iter().map(String::as_str).filter(|code| minor.codes.contains(code)).collect();
            let plain = !matches!(found.number, GrammaticalNumber::Plural | GrammaticalNumber::Dual);
            let tokens = found.tokens.clone();
            let free = scene.numerals.before(tokens.start).is_none() && scene.numerals.around(tokens.start).is_none();
            let taken = items.iter().any(|other| other.tokens.start < tokens.end && tokens.start < other.tokens.end);
            let unit = Some(Unit { codes, per: 1 }).filter(|unit| !unit.codes.is_empty());
            (plain && free && !taken && unit.is_some()).then(|| Item { tokens, amount: Amount::exact(1), unit, scale: None, void: false })
        };
        let mut more: Vec<Item<Unit>> = items.iter().filter_map(single).collect();
        items.append(&mut more);
        items.sort_by_key(|item| item.tokens.start);
    }
}

/// `20 dollars and 43 cents` is one sum.
fn compound(scene: &Scene<'_>, items: Vec<Item<Unit>>) -> Vec<Item<Unit>> {
    let mut out: Vec<Item<Unit>> = Vec::with_capacity(items.len());
    for item in items {
        if let Some(left) = out.last_mut()
            && let (Some(major), Some(minor)) = (&left.unit, &item.unit)
            && major.per == 1
            && minor.per > 1
            && let Some(code) = major.codes.iter().find(|code| minor.codes.contains(code)).or(major.codes.first()).copied()
            && item.tokens.start >= left.tokens.end
            && item.tokens.start - left.tokens.end <= 1
            && item.tokens.start - left.tokens.end == usize::from(is_link(scene, left.tokens.end, item.tokens.start))
            && let (Some(whole), Some(part)) = (left.amount.point(), item.amount.point())
            && part < Decimal::from(minor.per)
            && let Some(sum) = whole.checked_add(part / Decimal::from(minor.per))
        {
            left.amount = Amount { approximate: left.amount.approximate, ..Amount::exact(sum) };
            left.tokens.end = item.tokens.end;
            left.unit = Some(Unit { codes: vec![code], per: 1 });
            left.scale = None;
            continue;
        }
        out.push(item);
    }
    out
}

/// A comma or a short word (a conjunction) between the parts of a sum.
pub(super) fn is_link(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    at + 1 == end
        && (scene.form(at) == ","
            || scene.form(at) == "،"
            || scene.token(at).is_some_and(|token| token.kind == TokenKind::Word) && scene.form(at).chars().count() <= 3)
}
