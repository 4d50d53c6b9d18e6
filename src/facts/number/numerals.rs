//! Numerals: digits and number words put together, wherever they stand in a sentence.
//!
//! A numeral is a bare number without bound, unit or counted noun: `1,5 тыс.`, `two and a half million`, `خمسة وعشرون ألفا`, `21-й`. Every kind of
//! fact that counts, measures or orders builds on these; they are parsed once for a sentence and kept in [`Scene::numerals`].

use super::super::Scene;
use super::digits::{self, Digits};
use super::words::{Hit, NumberWords, Suffix, Word, ratio};
use crate::error::Result;
use crate::languages::{GrammaticalNumber, Pack, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number as it stands in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// The tokens that state it.
    pub tokens: Range<usize>,
    /// Its value; the lowest one if it is vague.
    pub value: Decimal,
    /// The other reading of an ambiguous grouping sign.
    pub other: Option<Decimal>,
    /// What kind of numeral it is.
    pub form: Form,
    /// Its outermost scale (`million`), where the last word is one.
    pub scale: Option<i64>,
    /// It begins with digits.
    pub digits: bool,
    /// Letters of a unit or an unknown suffix are written together with its last token (`29km`).
    pub attached: bool,
    /// It belongs to a longer name or code (`S-300`, `Route 8`): no kind counts it.
    pub label: bool,
}

/// The kinds of numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `5`, `five`, `пятеро`.
    Cardinal,
    /// `fifth`, `5-й`.
    Ordinal,
    /// `half`, `two thirds`, `1/5`; not a decimal.
    Fraction,
    /// `dozens`; with the highest meaning, `None` if open.
    Vague(Option<i64>),
    /// Number words without an own number that a pronoun can be (`one`): the text around it says that it counts nothing.
    Pronoun,
}

impl Numeral {
    /// Whether it is an ordinal.
    pub fn ordinal(&self) -> bool {
        self.form == Form::Ordinal
    }

    /// Whether it states a count or measure: not an ordinal, a pronoun or a part of a name.
    pub fn counts(&self) -> bool {
        !self.label && !matches!(self.form, Form::Ordinal | Form::Pronoun)
    }

    /// Its value where that is a whole number that fits.
    pub fn integer(&self) -> Option<i64> {
        (self.value.fract().is_zero()).then(|| i64::try_from(self.value).ok()).flatten()
    }
}

/// The numeral parser of one language.
#[derive(Debug)]
pub struct Numerals {
    pub(super) words: NumberWords,
}

/// How an element of a numeral is tied to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Direct,
    Hyphen,
    And,
    Comma,
}

/// What has been read of a numeral.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Scales that are closed.
    total: Decimal,
    /// What a following scale would multiply.
    current: Option<Decimal>,
    /// The last scale.
    last: Option<i64>,
    /// No further element may follow except a scale.
    fraction: bool,
    ordinal: bool,
    /// `current` comes from digits.
    digits: bool,
    /// The upper end of a vague numeral; the inner `None` is open.
    vague: Option<Option<i64>>,
    /// The last element was a scale, so that a half of it may follow.
    scaled: bool,
    /// Only one word, which says one.
    words: u32,
}

impl Sum {
    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current.unwrap_or_default())
    }

    fn started(&self) -> bool {
        self.current.is_some() || self.last.is_some()
    }

    fn whole(&self) -> Option<i64> {
        self.current.filter(|c| c.fract().is_zero()).and_then(|c| i64::try_from(c).ok())
    }
}

impl Numerals {
    /// Reads `number.toml` and `ordinal.toml` of a pack.
    ///
    /// # Errors
    /// If one of them is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        Ok(Self { words: NumberWords::load(pack, vocabulary)? })
    }

    /// All numerals of a sentence, in order and without overlap.
    pub fn all(&self, scene: &Scene<'_>) -> Vec<Numeral> {
        let (mut out, mut i) = (Vec::new(), scene.range.start);
        while i < scene.range.end {
            if let Some(numeral) = self.at(scene, i) {
                i = numeral.tokens.end;
                out.push(numeral);
            } else if let Some(Digits::Chain { end }) = digits::read(&self.words, scene, i) {
                i = end;
            } else {
                i = self.silent(scene, i).unwrap_or(i + 1);
            }
        }
        out
    }

    /// The numeral that begins at token `i`.
    pub fn at(&self, scene: &Scene<'_>, i: usize) -> Option<Numeral> {
        let kind = scene.token(i)?.kind;
        let start = i;
        let (mut i, mut negative) = (i, false);
        if kind == TokenKind::Sign {
            match scene.form(i) {
                "-" | "−" if self.minus_sign(scene, i) => negative = true,
                "." if self.bare_fraction(scene, i) => {
                    let value = format!("0.{}", scene.form(i + 1)).parse().ok()?;
                    return Some(self.finish(scene, start..i + 2, value, None, Form::Cardinal, true));
                }
                _ => return None,
            }
            i += 1;
        }
        let hits = self.words.at(scene, i);
        if hits.iter().any(|hit| hit.word == Word::Silent) {
            return None;
        }
        if let Some(hit) = hits.iter().find(|hit| hit.word == Word::Minus && !negative) {
            i = hit.end;
            negative = true;
        }
        let mut numeral = self.positive(scene, i)?;
        if negative {
            if matches!(numeral.form, Form::Ordinal | Form::Vague(_)) {
                return None;
            }
            numeral.value = -numeral.value;
            numeral.other = numeral.other.map(|other| -other);
            numeral.tokens.start = start;
        }
        Some(numeral)
    }

    /// The tokens that end the noun phrase of a number.
    pub(super) fn stops(&self, scene: &Scene<'_>) -> Vec<usize> {
        scene.range.clone().filter(|i| scene.longest(&self.words.stops, *i).is_some_and(|found| found.first.proclitic == 0)).collect()
    }

    fn silent(&self, scene: &Scene<'_>, i: usize) -> Option<usize> {
        self.words.at(scene, i).iter().find(|hit| hit.word == Word::Silent).map(|hit| hit.end)
    }

    fn positive(&self, scene: &Scene<'_>, start: usize) -> Option<Numeral> {
        let begins_with_digits = scene.token(start)?.kind == TokenKind::Digits;
        let mut other = None;
        let mut sum = Sum::default();
        let mut i = start;
        if let Some((value, end)) = self.fraction(scene, i, true) {
            sum.current = Some(value);
            sum.fraction = true;
            i = end;
            if let Some(end) = self.scale_of_fraction(scene, i, &mut sum) {
                i = end;
            }
        } else if begins_with_digits {
            let Digits::Number { end, value, other: second, fraction } = digits::read(&self.words, scene, i)? else { return None };
            sum.current = Some(value);
            sum.digits = true;
            sum.fraction = fraction;
            other = second;
            i = end;
            if let Some(numeral) = self.suffixed(scene, start, i, value, other) {
                return Some(numeral);
            }
            // `2 1/4`
            if !fraction
                && value.fract().is_zero()
                && let Some(Digits::Number { end, value: part, fraction: true, .. }) = digits::read(&self.words, scene, i)
                && part < Decimal::ONE
                && !scene.glued(i)
            {
                sum.current = Some(value + part);
                sum.fraction = true;
                i = end;
            }
        } else {
            let hits = self.words.at(scene, i);
            let article = hits.iter().find(|hit| hit.word == Word::Article);
            if let Some(article) = article {
                i = article.end;
                let next = self.words.at(scene, i);
                let fits = next.iter().any(|hit| !hit.joined && matches!(hit.word, Word::Scale(_) | Word::Ratio(..) | Word::Vague(..)))
                    || next.iter().any(|hit| matches!(hit.word, Word::Value(2)) && next.iter().any(|hit| hit.word == Word::Article));
                if !fits {
                    return None;
                }
            }
        }
        while let Some(next) = self.element(scene, i, &mut sum) {
            // Digits with letters glued to them end the numeral.
            i = next;
            if sum.ordinal {
                break;
            }
        }
        if !sum.started() {
            return None;
        }
        let value = sum.value()?;
        let form = match sum.vague {
            _ if sum.ordinal => Form::Ordinal,
            Some(max) => Form::Vague(max),
            None if sum.fraction && value.fract() != Decimal::ZERO && !sum.scaled => Form::Fraction,
            None => Form::Cardinal,
        };
        if let Some(scale) = other.and(sum.last) {
            other = other.and_then(|other| other.checked_mul(Decimal::from(scale)));
        }
        if sum.words == 1 && !sum.digits && value == Decimal::ONE && self.pronoun(scene, start, i) {
            return Some(self.finish(scene, start..i, value, None, Form::Pronoun, false));
        }
        if form == Form::Ordinal && self.not_an_order(scene, start, &sum) {
            return None;
        }
        let mut numeral = self.finish(scene, start..i, value, other, form, begins_with_digits);
        numeral.scale = sum.last.filter(|_| sum.scaled);
        Some(numeral)
    }

    /// Reads one more element; returns the token after it.
    fn element(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
        let (link, at) = self.link(scene, i, sum)?;
        let token = scene.token(at)?;
        if token.kind == TokenKind::Digits {
            return self.digits_element(scene, at, link, sum);
        }
        if sum.started()
            && link == Link::And
            && !sum.fraction
            && let Some((value, end)) = self.fraction(scene, at, false)
        {
            // `twenty and three fifths`, `three million and a half`
            if sum.scaled {
                let unit = Decimal::from(sum.last.unwrap_or(1));
                let end = self.same_scale(scene, end, sum).unwrap_or(end);
                sum.total += value.checked_mul(unit)?;
                sum.fraction = true;
                return Some(end);
            }
            sum.current = Some(sum.current? + value);
            sum.fraction = true;
            return Some(end);
        }
        for hit in self.words.at(scene, at) {
            let link = if hit.joined { Link::And } else { link };
            let before = *sum;
            if self.take(scene, hit, link, sum).is_some() {
                let mut end = hit.end;
                match hit.word {
                    Word::Point => end = self.after_point(scene, hit.end, sum)?,
                    Word::Whole => {
                        let Some((part, after)) = self.denominated(scene, self.skip_and(scene, hit.end)) else {
                            *sum = before;
                            continue;
                        };
                        sum.current = Some(sum.current? + part);
                        sum.fraction = true;
                        end = after;
                    }
                    _ => {}
                }
                sum.words += 1;
                return Some(end);
            }
            *sum = before;
        }
        None
    }

    /// How the next element is tied, and where it begins.
    fn link(&self, scene: &Scene<'_>, i: usize, sum: &Sum) -> Option<(Link, usize)> {
        if !sum.started() {
            return Some((Link::Direct, i));
        }
        let token = scene.token(i)?;
        match scene.form(i) {
            "-" | "–" | "—" => {
                let even = scene.glued(i) == scene.glued(i + 1);
                return even.then_some((Link::Hyphen, i + 1));
            }
            "," if self.words.grammar.comma && sum.current.is_none() => return Some((Link::Comma, i + 1)),
            _ => {}
        }
        // A digit that a letter is glued to belongs to nothing before it.
        if token.kind == TokenKind::Word && scene.glued(i) && scene.token(i - 1).is_some_and(|before| before.kind != TokenKind::Digits) {
            return None;
        }
        let hits = self.words.at(scene, i);
        if let Some(hit) = hits.iter().find(|hit| hit.word == Word::And) {
            return Some((Link::And, hit.end));
        }
        if let Some(hit) = hits.iter().find(|hit| hit.word == Word::Of) {
            // Only `tens of thousands`.
            return (sum.vague.is_some() && self.words.at(scene, hit.end).iter().any(|hit| matches!(hit.word, Word::Scale(_))))
                .then_some((Link::Direct, hit.end));
        }
        // A single letter of a conjunction before digits (`و300`) is a token of its own.
        if scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits) && scene.glued(i + 1) && self.conjunction_form(scene, i) {
            return Some((Link::And, i + 1));
        }
        Some((Link::Direct, i))
    }

    fn conjunction_form(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.and_clitics.iter().any(|and| and == scene.form(i))
    }

    fn skip_and(&self, scene: &Scene<'_>, i: usize) -> usize {
        self.words.at(scene, i).iter().find(|hit| hit.word == Word::And).map_or(i, |hit| hit.end)
    }

    /// Digits after a scale: `4 thousand 3 hundred and 21`, `خمسة آلاف و300`.
    fn digits_element(&self, scene: &Scene<'_>, at: usize, link: Link, sum: &mut Sum) -> Option<usize> {
        if !sum.started() {
            return None;
        }
        let last = Decimal::from(sum.last?);
        let Digits::Number { end, value, other: None, fraction: false } = digits::read(&self.words, scene, at)? else { return None };
        let multiplies = self.words.at(scene, end).iter().any(|hit| matches!(hit.word, Word::Scale(s) if Decimal::from(s) < last));
        let under = sum.whole().is_none_or(|c| c > 0 && c % 100 == 0 && value < Decimal::ONE_HUNDRED);
        let fits = under && !sum.fraction && sum.vague.is_none() && value > Decimal::ZERO && value < last && value.fract().is_zero();
        let allowed = match link {
            Link::Direct => sum.total >= Decimal::ONE_THOUSAND || multiplies,
            Link::And => self.words.grammar.digits_joined || value < Decimal::ONE_HUNDRED || multiplies,
            _ => false,
        };
        if !(fits && allowed) || scene.token(end).is_some_and(|next| next.kind == TokenKind::Word && scene.glued(end)) {
            return None;
        }
        sum.current = Some(sum.current.unwrap_or_default() + value);
        sum.scaled = false;
        Some(end)
    }

    /// Takes a word into the sum if it fits there.
    fn take(&self, scene: &Scene<'_>, hit: Hit, link: Link, sum: &mut Sum) -> Option<()> {
        let grammar = self.words.grammar;
        if sum.started() && hit.other {
            return None;
        }
        // An article inside a numeral marks an ordinal or a definite ten; before it, it ends the numeral.
        if sum.started() && hit.article && !hit.joined && !sum.fraction && !matches!(hit.word, Word::Scale(_)) {
            return None;
        }
        let smaller = |value: i64| sum.last.is_none_or(|last| value < last) && (sum.last.is_some() || sum.total.is_zero());
        match hit.word {
            Word::Value(v) => {
                if sum.fraction || sum.vague.is_some() {
                    return None;
                }
                let added = match sum.current {
                    None if !sum.started() => v,
                    None => {
                        let room =
                            smaller(v) && v > 0 && link != Link::Hyphen && (link != Link::Comma || v >= 100 || self.hundred_after(scene, hit.end));
                        room.then_some(v)?
                    }
                    Some(_) if sum.digits && sum.last.is_none() => return None,
                    Some(_) => {
                        let c = sum.whole()?;
                        let tail = c % 100;
                        let fits = match link {
                            Link::Comma => false,
                            Link::And if grammar.units_first && (20..100).contains(&v) && v % 10 == 0 && tail != 0 => tail < 10,
                            Link::Direct if grammar.teens_apart && v == 10 => (1..10).contains(&tail),
                            _ if !grammar.units_first && (1..10).contains(&v) && tail >= 20 && tail % 10 == 0 => true,
                            _ if (1..100).contains(&v) && c >= 100 && tail == 0 => link != Link::Hyphen,
                            _ => false,
                        };
                        fits.then_some(c + v)?
                    }
                };
                // With the article a ten orders rather than counts, after a noun with an article.
                if grammar.definite_tens_order
                    && hit.article
                    && !sum.started()
                    && v % 10 == 0
                    && (20..100).contains(&v)
                    && self.definite_before(scene, hit.end - 1)
                {
                    sum.ordinal = true;
                }
                sum.current = Some(Decimal::from(added));
                sum.scaled = false;
            }
            Word::Scale(s) if s == 12 || s == 10 => {
                if link == Link::And || link == Link::Comma || sum.vague.is_some() && sum.last.is_some() {
                    return None;
                }
                let one = if sum.started() { sum.value()? } else { Decimal::ONE };
                sum.current = Some(one.checked_mul(Decimal::from(s))?);
                sum.total = Decimal::ZERO;
                sum.vague = sum.vague.map(|max| max.and_then(|max| max.checked_mul(s)));
                sum.last = Some(s);
                sum.scaled = true;
            }
            Word::Scale(100) => match sum.current {
                Some(c) if link == Link::Direct || link == Link::Hyphen => {
                    if !(c > Decimal::ZERO && c < Decimal::ONE_HUNDRED)
                        || sum.vague.is_none() && c.fract() != Decimal::ZERO && !sum.fraction && !sum.digits
                    {
                        return None;
                    }
                    sum.current = Some(c * Decimal::ONE_HUNDRED);
                    sum.vague = sum.vague.map(|max| max.map(|max| max * 100));
                    sum.last = sum.last.or(Some(100)).filter(|_| sum.digits || sum.vague.is_some()).or(sum.last);
                }
                None if !sum.started() || (smaller(100) && link != Link::Comma) => sum.current = Some(Decimal::ONE_HUNDRED),
                _ => return None,
            },
            Word::Scale(s) => self.scale(s, link, sum)?,
            Word::Twice(s) => {
                if sum.current.is_some() || sum.fraction || (sum.started() && (!smaller(s) || link == Link::Hyphen)) {
                    return None;
                }
                sum.total += Decimal::from(s.checked_mul(2)?);
                sum.last = Some(s);
                sum.scaled = true;
            }
            Word::Construct(s) => {
                let before_noun = scene.token(hit.end).is_some_and(|next| next.kind == TokenKind::Word && !self.and_before(scene, hit.end));
                if !sum.started() && before_noun {
                    sum.total = Decimal::from(s.checked_mul(2)?);
                    sum.last = Some(s);
                    sum.scaled = true;
                } else {
                    self.scale(s, link, sum)?;
                }
            }
            Word::Ordinal(v) => self.order(v, link, sum)?,
            Word::Vague(min, max) => {
                // `العدد من ألف` is no `عدد من`.
                if sum.started() || hit.article && min < 10 {
                    return None;
                }
                // `свыше тысячи` is more than one thousand.
                let first = hit.end - 1;
                let single =
                    self.words.at(scene, first).iter().any(|hit| matches!(hit.word, Word::Scale(_)) && hit.number == GrammaticalNumber::Singular);
                if single && scene.longest_before(&self.words.singular_after, first).is_some() {
                    return None;
                }
                sum.current = Some(Decimal::from(min));
                sum.vague = Some(max);
            }
            Word::AndHalf => {
                if sum.fraction || !sum.started() || sum.vague.is_some() {
                    return None;
                }
                let half = ratio(1, 2);
                match sum.current {
                    Some(c) => sum.current = Some(c + half),
                    None => sum.total += half.checked_mul(Decimal::from(sum.last?))?,
                }
                sum.fraction = true;
            }
            Word::Point | Word::Whole => {
                if sum.current.is_none() || sum.fraction || sum.vague.is_some() || link == Link::And || sum.digits && sum.whole().is_none() {
                    return None;
                }
            }
            Word::Ratio(..) | Word::Part(_) | Word::Parts(_) | Word::Minus | Word::And | Word::Article | Word::Of | Word::Silent => return None,
        }
        if sum.ordinal && !matches!(hit.word, Word::Ordinal(_) | Word::Value(_)) {
            return None;
        }
        Some(())
    }

    /// Multiplies by a thousand and more.
    fn scale(&self, s: i64, link: Link, sum: &mut Sum) -> Option<()> {
        if link == Link::Comma || sum.fraction && sum.current.is_none() {
            return None;
        }
        let unit = Decimal::from(s);
        match sum.current {
            Some(c) => {
                if link == Link::And || sum.last.is_some_and(|last| last >= 1000 && last <= s) {
                    return None;
                }
                sum.total = sum.total.checked_add(c.checked_mul(unit)?.normalize())?;
                sum.vague = sum.vague.map(|max| max.and_then(|max| max.checked_mul(s)));
            }
            None if !sum.started() => sum.total = unit,
            None if sum.last.is_some_and(|last| s < last) && link == Link::And => sum.total += unit,
            None if sum.last.is_some_and(|last| s > last) && link == Link::Direct => {
                sum.total = sum.total.checked_mul(unit)?;
                sum.vague = sum.vague.map(|max| max.and_then(|max| max.checked_mul(s)));
            }
            None => return None,
        }
        sum.current = None;
        sum.last = Some(s);
        sum.scaled = true;
        Some(())
    }

    /// Ends a numeral with an ordinal.
    fn order(&self, v: i64, link: Link, sum: &mut Sum) -> Option<()> {
        if sum.digits || sum.fraction || sum.vague.is_some() || link == Link::Comma {
            return None;
        }
        let big = v == 100 || v == 1000 || v == 1_000_000;
        let value = match sum.current {
            None if !sum.started() => v,
            None => (link != Link::Hyphen && sum.last.is_some_and(|last| v < last)).then_some(v)?,
            Some(_) => {
                let c = sum.whole()?;
                let tail = c % 100;
                let after_ten = (1..10).contains(&v) && tail >= 20 && tail % 10 == 0 && !self.words.grammar.units_first;
                let after_hundred = (1..100).contains(&v) && c >= 100 && tail == 0 && link != Link::Hyphen;
                if after_ten || after_hundred {
                    c + v
                } else if big && c < 1000 && link != Link::And {
                    c.checked_mul(v)?
                } else {
                    return None;
                }
            }
        };
        sum.current = Some(Decimal::from(value));
        sum.ordinal = true;
        Some(())
    }

    /// After a first ordinal word: the ten of a compound (`الثالث عشر`, `الثاني والعشرون`).
    fn order_tail(&self, scene: &Scene<'_>, i: usize, value: Decimal) -> Option<(Decimal, usize)> {
        let grammar = self.words.grammar;
        if value < Decimal::ONE || value > Decimal::from(9) {
            return None;
        }
        let mut at = i;
        let mut joined = false;
        if let Some(hit) = self.words.at(scene, i).iter().find(|hit| hit.word == Word::And) {
            at = hit.end;
            joined = true;
        }
        self.words.at(scene, at).iter().find_map(|hit| match hit.word {
            Word::Value(10) if grammar.teens_apart && !joined && !hit.joined && !hit.article => Some((value + Decimal::TEN, hit.end)),
            Word::Value(v) if grammar.units_first && (joined || hit.joined) && (20..100).contains(&v) && v % 10 == 0 => {
                Some((value + Decimal::from(v), hit.end))
            }
            _ => None,
        })
    }

    /// `half`, `two thirds`, `a fifth`, `tenth of a`; the value and the token after it.
    fn fraction(&self, scene: &Scene<'_>, i: usize, first: bool) -> Option<(Decimal, usize)> {
        let hits = self.words.at(scene, i);
        for hit in &hits {
            if let Word::Ratio(n, d) = hit.word
                && (!hit.joined || !first || !self.definite_order_after(scene, hit.end))
                && !self.order_around(scene, i, hit.end)
            {
                return Some((ratio(n, d), hit.end));
            }
        }
        let article = hits.iter().find(|hit| hit.word == Word::Article).map(|hit| hit.end);
        if let Some(at) = article {
            let next = self.words.at(scene, at);
            if let Some(hit) = next.iter().find(|hit| matches!(hit.word, Word::Ratio(..))) {
                let Word::Ratio(n, d) = hit.word else { return None };
                return (!self.order_around(scene, at, hit.end)).then_some((ratio(n, d), hit.end));
            }
            let hit = next.iter().find(|hit| matches!(hit.word, Word::Part(_)))?;
            let Word::Part(d) = hit.word else { return None };
            // `a third attack` is an ordinal.
            return self.ends_fraction(scene, hit.end).then_some((ratio(1, d), hit.end));
        }
        self.denominated(scene, i).or_else(|| {
            // `tenth of a gallon`
            let hit = hits.iter().find(|hit| matches!(hit.word, Word::Part(_)) && hit.number != GrammaticalNumber::Plural)?;
            let Word::Part(d) = hit.word else { return None };
            let of = self.words.at(scene, hit.end).iter().find(|hit| hit.word == Word::Of)?.end;
            let a = self.words.at(scene, of).iter().any(|hit| hit.word == Word::Article);
            (a && first && !self.article_before(scene, i)).then_some((ratio(1, d), hit.end))
        })
    }

    /// A small numeral and its denominator: `three fifths`, `двадцать пять сотых`.
    fn denominated(&self, scene: &Scene<'_>, i: usize) -> Option<(Decimal, usize)> {
        let mut sum = Sum::default();
        let mut at = i;
        if scene.token(i)?.kind == TokenKind::Digits {
            let Digits::Number { end, value, other: None, fraction: false } = digits::read(&self.words, scene, i)? else { return None };
            sum.current = Some(value);
            at = end;
        }
        for _ in 0..4 {
            let (link, next) =
                if sum.started() && matches!(scene.form(at), "-" | "–" | "—") { (Link::Hyphen, at + 1) } else { (Link::Direct, at) };
            let hits = self.words.at(scene, next);
            if let Some(n) = sum.whole().filter(|n| (1..1000).contains(n)) {
                for hit in hits.iter().filter(|hit| !hit.joined && !hit.article) {
                    match hit.word {
                        Word::Part(d) if n == 1 && hit.number != GrammaticalNumber::Plural => return Some((ratio(n, d), hit.end)),
                        Word::Parts(d) if n > 1 && (n < d || d == 4) => return Some((ratio(n, d), hit.end)),
                        _ => {}
                    }
                }
            }
            let before = sum;
            let hit = hits.iter().find(|hit| {
                sum = before;
                matches!(hit.word, Word::Value(_)) && !hit.joined && self.take(scene, **hit, link, &mut sum).is_some()
            })?;
            at = hit.end;
        }
        None
    }

    /// `half a million`, `three quarters billion`: the scale that a fraction multiplies.
    fn scale_of_fraction(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
        let mut at = i;
        for _ in 0..2 {
            let hits = self.words.at(scene, at);
            if let Some(hit) = hits.iter().find(|hit| matches!(hit.word, Word::Of | Word::Article)) {
                at = hit.end;
                continue;
            }
            break;
        }
        let hit = *self
            .words
            .at(scene, at)
            .iter()
            .find(|hit| matches!(hit.word, Word::Scale(_) | Word::Construct(_)) && hit.number != GrammaticalNumber::Plural && !hit.joined)?;
        let (Word::Scale(s) | Word::Construct(s)) = hit.word else { return None };
        sum.current = Some(sum.current?.checked_mul(Decimal::from(s))?.normalize());
        sum.last = Some(s);
        sum.scaled = true;
        Some(hit.end)
    }

    /// `مليون ونصف المليون`: the scale named again after its half.
    fn same_scale(&self, scene: &Scene<'_>, i: usize, sum: &Sum) -> Option<usize> {
        self.words.at(scene, i).iter().find(|hit| matches!(hit.word, Word::Scale(s) if Some(s) == sum.last) && !hit.joined).map(|hit| hit.end)
    }

    /// The digits after `point`, each a word, or one number.
    fn after_point(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
        let mut text = String::new();
        let mut at = i;
        if scene.token(at)?.kind == TokenKind::Digits {
            text.push_str(scene.form(at));
            at += 1;
        }
        while text.len() < 10 {
            let hits = self.words.at(scene, at);
            let Some((v, hit)) = hits.iter().find_map(|hit| match hit.word {
                Word::Value(v) if !hit.joined && !hit.article && (v < 10 || text.is_empty()) => Some((v, hit)),
                _ => None,
            }) else {
                break;
            };
            text.push_str(&v.to_string());
            at = hit.end;
            if v >= 20 && v % 10 == 0 {
                // `point twenty-five`
                let next = at + usize::from(scene.form(at) == "-");
                if let Some((unit, end)) = self.words.at(scene, next).iter().find_map(|hit| match hit.word {
                    Word::Value(unit @ 1..10) if !hit.joined => Some((unit, hit.end)),
                    _ => None,
                }) {
                    text.truncate(text.len() - 1);
                    text.push_str(&unit.to_string());
                    at = end;
                }
                break;
            }
        }
        if text.is_empty() {
            return None;
        }
        let part: Decimal = format!("0.{text}").parse().ok()?;
        sum.current = Some(sum.current? + part);
        sum.fraction = true;
        sum.digits = true;
        Some(at)
    }

    /// Letters after digits: `3M`, `1st`, `21-й`, `5-ти`.
    fn suffixed(&self, scene: &Scene<'_>, start: usize, i: usize, value: Decimal, other: Option<Decimal>) -> Option<Numeral> {
        let hyphen = matches!(scene.form(i), "-" | "–" | "‑") && scene.glued(i);
        let at = i + usize::from(hyphen);
        if !scene.glued(at) || scene.token(at)?.kind != TokenKind::Word {
            return None;
        }
        let found = scene.longest(&self.words.suffixes, at).filter(|found| found.first.proclitic == 0 && found.last.enclitic == 0)?;
        let end = found.tokens.end;
        for &suffix in found.meanings {
            match suffix {
                Suffix::Scale(s) | Suffix::Capital(s) if !hyphen => {
                    // A small m is a metre, unless money stands before it or things are counted after it.
                    let capital = scene.token(at).is_some_and(|token| token.capitals != Capitals::None);
                    let counted =
                        scene.concepts.iter().any(|hit| (end..end + 2).contains(&hit.tokens.start) && hit.number == GrammaticalNumber::Plural);
                    let money = start > scene.range.start && super::super::money::is_sign(scene, start - 1);
                    let sure = capital || counted || money;
                    if matches!(suffix, Suffix::Capital(_)) && !sure {
                        continue;
                    }
                    let times = |value: Decimal| value.checked_mul(Decimal::from(s)).map(|value| value.normalize());
                    let other = other.and_then(times);
                    let mut numeral = self.finish(scene, start..end, times(value)?, other, Form::Cardinal, true);
                    numeral.scale = Some(s);
                    return Some(numeral);
                }
                Suffix::Ordinal if value.fract().is_zero() => return Some(self.finish(scene, start..end, value, None, Form::Ordinal, true)),
                Suffix::OrdinalHyphen if hyphen && value.fract().is_zero() => {
                    return Some(self.finish(scene, start..end, value, None, Form::Ordinal, true));
                }
                Suffix::Cardinal if hyphen || value < Decimal::from(5) => {
                    return Some(self.finish(scene, start..end, value, other, Form::Cardinal, true));
                }
                _ => {}
            }
        }
        None
    }

    fn finish(&self, scene: &Scene<'_>, tokens: Range<usize>, value: Decimal, other: Option<Decimal>, form: Form, digits: bool) -> Numeral {
        let (mut tokens, mut value) = (tokens, value);
        if form == Form::Ordinal
            && !digits
            && let Some((whole, end)) = self.order_tail(scene, tokens.end, value)
        {
            value = whole;
            tokens.end = end;
        }
        let dotted = scene.form(tokens.end) == "."
            && scene.glued(tokens.end)
            && scene
                .token(tokens.end + 1)
                .is_some_and(|next| next.kind != TokenKind::Sign && next.capitals == Capitals::None || scene.form(tokens.end + 1) == ")")
            && scene.longest(&self.words.abbreviations, tokens.end - 1).is_some();
        tokens.end += usize::from(dotted);
        let next_glued = scene.token(tokens.end).is_some_and(|next| next.kind == TokenKind::Word) && scene.glued(tokens.end);
        let attached = next_glued && scene.token(tokens.end - 1).is_some_and(|last| last.kind == TokenKind::Digits);
        // An international telephone number: `+7 495 123`.
        let plus = digits && scene.form(tokens.start.wrapping_sub(1)) == "+" && scene.glued(tokens.start);
        let telephone = plus && (tokens.len() > 1 || matches!(scene.form(tokens.end), "-" | "("));
        let label = telephone || self.labelled(scene, tokens.start, digits);
        Numeral { tokens, value, other, form, scale: None, digits, attached, label }
    }

    /// Whether the numeral at `i` is a part of a name or code: `S-300`, `G20`, `Article 5`, `No. 10`.
    fn labelled(&self, scene: &Scene<'_>, i: usize, digits: bool) -> bool {
        if digits && scene.glued(i) {
            let Some(before) = scene.token(i - 1) else { return false };
            match before.kind {
                TokenKind::Word => return !self.is_clitic(scene, i - 1) && !self.is_sign_of_money(scene, i - 1),
                TokenKind::Sign => {
                    let form = scene.form(i - 1);
                    if matches!(form, "-" | "–" | "/" | ".") && scene.glued(i - 1) {
                        let left = scene.token(i.wrapping_sub(2));
                        return left.is_some_and(|left| left.kind == TokenKind::Word) && !self.is_clitic(scene, i - 2);
                    }
                    if form == "#" || form == "№" {
                        return true;
                    }
                }
                TokenKind::Digits => {}
            }
        }
        let before = if matches!(scene.form(i.wrapping_sub(1)), "." | "№") && i > scene.range.start { i - 1 } else { i };
        scene.longest_before(&self.words.labels, before).or_else(|| scene.longest_before(&self.words.labels, i)).is_some()
    }

    /// Whether token `i` is nothing but a clitic that is written together with digits (`ب4219`).
    fn is_clitic(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.proclitics.iter().any(|clitic| clitic == scene.form(i))
    }

    /// Codes of money stand before digits without a blank (`GBP3.01`, `US$5`).
    fn is_sign_of_money(&self, scene: &Scene<'_>, i: usize) -> bool {
        super::super::money::is_code(scene, i)
    }

    /// A minus sign: glued to digits, after a blank or an opening bracket.
    fn minus_sign(&self, scene: &Scene<'_>, i: usize) -> bool {
        let number_before = i > scene.range.start && scene.token(i - 1).is_some_and(|before| before.kind == TokenKind::Digits);
        let word_glued = i > scene.range.start && scene.glued(i) && !matches!(scene.form(i - 1), "(" | "[" | "$" | "€" | "£" | "\"" | "«");
        scene.glued(i + 1) && scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits) && !number_before && !word_glued
    }

    /// `.25`
    fn bare_fraction(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.decimal.contains(&'.')
            && !scene.glued(i)
            && scene.glued(i + 1)
            && scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits && scene.form(i + 1).len() < 10)
            && !matches!(scene.form(i + 2), "." | ":" | "/")
    }

    /// The word for one where it counts nothing: `no one`, `the one that`.
    fn pronoun(&self, scene: &Scene<'_>, start: usize, end: usize) -> bool {
        let is_one = scene.longest(&self.words.one, start).is_some_and(|found| found.tokens.end == end);
        is_one
            && (scene.longest_before(&self.words.one_not_after, start).is_some()
                || scene.longest(&self.words.one_not_before, end).is_some()
                || scene.form(end).starts_with('\''))
    }

    /// An ordinal word that is something else there: `a second` of time.
    fn not_an_order(&self, scene: &Scene<'_>, start: usize, sum: &Sum) -> bool {
        sum.words == 1 && sum.whole() == Some(2) && {
            let before = if matches!(scene.form(start.wrapping_sub(1)), "-" | "–") && start > scene.range.start { start - 1 } else { start };
            let number = before > scene.range.start
                && (scene.token(before - 1).is_some_and(|token| token.kind == TokenKind::Digits)
                    || self.words.at(scene, before - 1).iter().any(|hit| matches!(hit.word, Word::Value(_))));
            number || scene.longest_before(&self.words.ordinal_not_after, start).is_some()
        }
    }

    fn hundred_after(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Scale(_)))
    }

    fn and_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        let hits = self.words.at(scene, i);
        hits.iter().any(|hit| hit.joined || hit.word == Word::And) || self.conjunction_form(scene, i)
    }

    /// Whether the word before token `i` carries an article.
    fn definite_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        i > scene.range.start
            && self
                .words
                .articles
                .iter()
                .any(|article| scene.form(i - 1).starts_with(article.as_str()) && scene.form(i - 1).len() > article.len() + 2)
    }

    fn definite_order_after(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)))
    }

    /// An ordinal beside a fraction word says that it is a period or a part of a match (`second half`, `الربع الأول`).
    fn order_around(&self, scene: &Scene<'_>, i: usize, end: usize) -> bool {
        let before = i > scene.range.start && self.words.at(scene, i - 1).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)) && hit.end == i);
        before || self.words.at(scene, end).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)) && hit.article)
    }

    fn article_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        i > scene.range.start && scene.longest_before(&self.words.ordinal_not_after, i).is_some()
    }

    /// Whether `a third` ends here as a fraction: before `of`, a sign, or the end.
    fn ends_fraction(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.token(i).is_none_or(|next| next.kind != TokenKind::Word)
            || self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Of | Word::And | Word::Scale(_)))
    }
}

/// Numerals of a sentence by place.
#[derive(Clone, Debug, Default)]
pub struct NumeralList {
    list: Vec<Numeral>,
    /// Tokens beyond which the noun of a number does not stand; only kept where there is a numeral or a concept to count.
    stops: Vec<usize>,
}

impl NumeralList {
    /// From numerals in order, and the tokens that end their noun phrases.
    pub fn new(list: Vec<Numeral>, stops: Vec<usize>) -> Self {
        Self { list, stops }
    }

    /// Whether the noun of a number does not stand beyond token `i` (a preposition, an auxiliary).
    pub fn stops(&self, i: usize) -> bool {
        self.stops.binary_search(&i).is_ok()
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, Numeral> {
        self.list.iter()
    }

    /// The one that begins at token `i`.
    pub fn at(&self, i: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&i, |numeral| numeral.tokens.start).ok().map(|at| &self.list[at])
    }

    /// The one that ends before token `end`.
    pub fn before(&self, end: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&end, |numeral| numeral.tokens.end).ok().map(|at| &self.list[at])
    }

    /// The one that holds token `i`.
    pub fn around(&self, i: usize) -> Option<&Numeral> {
        let at = self.list.partition_point(|numeral| numeral.tokens.end <= i);
        self.list.get(at).filter(|numeral| numeral.tokens.contains(&i))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
