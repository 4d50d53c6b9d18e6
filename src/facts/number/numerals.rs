//! Numerals: digits and number words put together, wherever they stand in a sentence.
//!
//! A numeral is a bare number without bound, unit or counted noun: `1,5 тыс.`, `two and a half million`, `خمسة وعشرون ألفا`, `21-й`. Every kind of
//! fact that counts, measures or orders builds on these; they are parsed once for a sentence and kept in [`Scene::numerals`].

use super::super::Scene;
use super::super::money::{is_code, is_sign};
use super::digits::{self, Digits};
use super::numeral::{Form, Numeral};
use super::words::{Hit, NumberWords, Suffix, Word};
use crate::error::Result;
use crate::languages::{GrammaticalNumber, Pack, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// The numeral parser of one language.
#[derive(Debug)]
pub struct Numerals {
    pub(super) words: Arc<NumberWords>,
}

/// How an element of a numeral is tied to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Direct,
    Hyphen,
    And,
    Comma,
}

/// What has been read of a numeral.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Scales that are closed.
    pub(super) total: Decimal,
    /// What a following scale would multiply.
    pub(super) current: Option<Decimal>,
    /// The last scale.
    pub(super) last: Option<i64>,
    /// No further element may follow except a scale.
    pub(super) fraction: bool,
    pub(super) ordinal: bool,
    /// `current` comes from digits.
    pub(super) digits: bool,
    /// The upper end of a vague numeral; the inner `None` is open.
    pub(super) vague: Option<Option<i64>>,
    /// The last element was a scale, so that a half of it may follow.
    pub(super) scaled: bool,
    /// It is an adverb after a verb of a result.
    pub(super) adverb: bool,
    /// Only one word, which says one.
    pub(super) words: u32,
}

impl Sum {
    pub(super) fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current.unwrap_or_default())
    }

    pub(super) fn started(&self) -> bool {
        self.current.is_some() || self.last.is_some()
    }

    pub(super) fn whole(&self) -> Option<i64> {
        self.current.filter(|c| c.fract().is_zero()).and_then(|c| i64::try_from(c).ok())
    }
}

impl Numerals {
    /// Reads `number.toml` and `ordinal.toml` of a pack.
    ///
    /// # Errors
    /// If one of them is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        Ok(Self { words: NumberWords::get(pack, vocabulary)? })
    }

    /// All numerals of a sentence, in order and without overlap.
    pub fn all(&self, scene: &Scene<'_>) -> Vec<Numeral> {
        let (mut out, mut i) = (Vec::new(), scene.range.start);
        while i < scene.range.end {
            if let Some(end) = digits::telephone(scene, i) {
                i = end;
            } else if let Some(numeral) = self.at(scene, i) {
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
        if let Some(value) = self.roman(scene, i) {
            return Some(Numeral { label: false, ..self.finish(scene, i..i + 1, value.into(), None, Form::Ordinal, true) });
        }
        // Most words have no part in a numeral.
        if kind == TokenKind::Word && !self.words.phrases.may_begin(scene.analyses, i) {
            return None;
        }
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
        if hits.iter().any(is_silent) {
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
        self.words.at(scene, i).iter().find(|hit| is_silent(hit)).map(|hit| hit.end)
    }

    /// The value of a Roman numeral at token `i` that orders what stands after it: `XXII съезд`, but not the name before it, as in `Николай II`.
    fn roman(&self, scene: &Scene<'_>, i: usize) -> Option<i32> {
        const ADJECTIVES: usize = 3;
        if self.words.roman.is_empty() {
            return None;
        }
        let value = super::super::date::roman_number(scene.source(i))?;
        let word = |at: usize| scene.token(at).filter(|token| token.kind == TokenKind::Word);
        let named = i > scene.range.start && word(i - 1).is_some_and(|before| before.capitals != Capitals::None) && i - 1 > scene.range.start;
        let endings = &self.words.roman_adjectives;
        let adjective = |at: usize| {
            let ends = endings.iter().any(|ending| scene.form(at).ends_with(ending.as_str()));
            word(at).is_some_and(|between| if endings.is_empty() { between.capitals != Capitals::None } else { ends }) && !scene.glued(at)
        };
        let ordered = (i + 1..=i + 1 + ADJECTIVES)
            .find(|at| scene.longest(&self.words.roman, *at).is_some() && !scene.glued(*at))
            .is_some_and(|noun| (i + 1..noun).all(adjective));
        (ordered && !named).then_some(value)
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
        // The sum and the token after it where a scale was closed last.
        let mut closed: Option<(Sum, usize)> = None;
        while let Some(next) = self.element(scene, i, &mut sum) {
            // Digits with letters glued to them end the numeral.
            i = next;
            if sum.ordinal {
                break;
            }
            if sum.scaled && sum.current.is_none() {
                closed = Some((sum, i));
            }
        }
        // What the same scale or a larger one follows is another number: five thousand and six thousand.
        let scale_at = |at: usize| {
            let scale = |hit: &Hit| if let Word::Scale(s) | Word::Construct(s) = hit.word { Some(s).filter(|_| !hit.joined) } else { None };
            self.words.further(scene, at).iter().find_map(scale)
        };
        if let Some((before, end)) = closed.filter(|_| sum.current.is_some() && !sum.ordinal)
            && scale_at(i).is_some_and(|s| s >= 1000 && before.last.is_some_and(|last| s >= last))
        {
            (sum, i) = (before, end);
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
        if form == Form::Ordinal && self.not_an_order(scene, start..i, &sum) {
            return None;
        }
        let mut numeral = self.finish(scene, start..i, value, other, form, begins_with_digits);
        // Two to three hundred are two hundred at least.
        let hundred = || self.words.at(scene, i - 1).iter().any(|hit| hit.word == Word::Scale(100)).then_some(100);
        numeral.scale = sum.last.filter(|_| sum.scaled).or_else(hundred);
        numeral.adverb = sum.adverb;
        Some(numeral)
    }

    /// Reads one more element; returns the token after it.
    fn element(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
        let (link, at) = self.link(scene, i, sum)?;
        let token = scene.token(at)?;
        if token.kind == TokenKind::Digits {
            return self.digits_element(scene, at, link, sum);
        }
        let and = link == Link::And || self.words.at(scene, at).iter().any(|hit| hit.joined && !hit.article && matches!(hit.word, Word::Ratio(..)));
        if sum.started()
            && and
            && !sum.fraction
            && sum.vague.is_none()
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
        let hits = if sum.started() { self.words.further(scene, at) } else { self.words.at(scene, at) };
        for hit in hits {
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
            // `9 млн 413 тыс. 446`
            "." if sum.scaled
                && scene.glued(i)
                && !scene.glued(i + 1)
                && scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits)
                && scene.longest(&self.words.abbreviations, i - 1).is_some() =>
            {
                return Some((Link::Direct, i + 1));
            }
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
                    let money = start > scene.range.start && (is_sign(scene, start - 1) || is_code(scene, start - 1));
                    let people = scene.token(end).is_some_and(|next| next.capitals == Capitals::First) && scene.form(end).ends_with('s');
                    let named = || people || scene.longest(&self.words.suffix_before, end).is_some();
                    let sure = capital || counted || money || named() || self.words.money.at(scene, end);
                    if matches!(suffix, Suffix::Capital(_)) && !sure {
                        continue;
                    }
                    let times = |value: Decimal| value.checked_mul(Decimal::from(s)).map(|value| value.normalize());
                    let other = other.and_then(times);
                    let mut numeral = self.finish(scene, start..end, times(value)?, other, Form::Cardinal, true);
                    numeral.scale = Some(s);
                    return Some(numeral);
                }
                Suffix::ScaleHyphen(s) if hyphen => {
                    let value = value.checked_mul(Decimal::from(s))?.normalize();
                    let mut numeral = self.finish(scene, start..end, value, None, Form::Cardinal, true);
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
        if form == Form::Ordinal
            && value < Decimal::ONE_HUNDRED
            && let Some(found) = scene.longest(&self.words.beyond, tokens.end)
        {
            value = value.saturating_add(Decimal::from(found.meaning()));
            tokens.end = found.tokens.end;
        }
        let dotted = scene.form(tokens.end) == "."
            && scene.glued(tokens.end)
            && scene.token(tokens.end + 1).is_some_and(|next| {
                next.kind != TokenKind::Sign && next.capitals == Capitals::None || scene.form(tokens.end + 1) == ")" || is_sign(scene, tokens.end + 1)
            })
            && scene.longest(&self.words.abbreviations, tokens.end - 1).is_some();
        tokens.end += usize::from(dotted);
        let next_glued = scene.token(tokens.end).is_some_and(|next| next.kind == TokenKind::Word) && scene.glued(tokens.end);
        let attached = next_glued && scene.token(tokens.end - 1).is_some_and(|last| last.kind == TokenKind::Digits);
        // An international telephone number: `+7 495 123`.
        let plus = digits && scene.form(tokens.start.wrapping_sub(1)) == "+" && scene.glued(tokens.start);
        let telephone = plus && (tokens.len() > 1 || matches!(scene.form(tokens.end), "-" | "("));
        let label = telephone || self.labelled(scene, tokens.start, digits);
        let form = if form == Form::Cardinal && digits && value.fract().is_zero() && self.is_definite_order(scene, tokens.start) {
            Form::Ordinal
        } else {
            form
        };
        Numeral { tokens, value, other, form, scale: None, digits, attached, adverb: false, label }
    }
}

/// Whether a phrase that counts nothing is that phrase: `مرة ثانية` is again, `المرة الثانية` the second time.
fn is_silent(hit: &Hit) -> bool {
    hit.word == Word::Silent && !hit.definite
}
