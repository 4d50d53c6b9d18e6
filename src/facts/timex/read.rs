//! Numbers and words at a place of a sentence, as the temporal kinds read them.

use crate::error::Result;
use crate::facts::Scene;
use crate::facts::number::Form;
use crate::languages::{Pack, Pattern, Phrases, Text, Vocabulary};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A number at a place of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Numeral {
    /// Its value.
    pub(crate) value: Decimal,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Whether it names a place in an order.
    pub(crate) ordinal: bool,
    /// How many digits it is written with, 0 for words.
    pub(crate) digits: usize,
}

impl Numeral {
    /// Its value, if it is whole and fits.
    pub(crate) fn whole<T: TryFrom<i64>>(&self) -> Option<T> {
        if !self.value.fract().is_zero() {
            return None;
        }
        i64::try_from(self.value).ok().and_then(|value| T::try_from(value).ok())
    }
}

/// The plain digits at token `i`.
pub(crate) fn digits(scene: &Scene<'_>, i: usize) -> Option<Numeral> {
    let token = scene.token(i).filter(|token| token.kind == TokenKind::Digits)?;
    let form = scene.form(i);
    // Ten digits and more are no year, day, hour or count of anything that a clock or calendar has.
    let value: i64 = if form.len() <= 9 { form.parse().ok()? } else { return None };
    Some(Numeral { value: value.into(), tokens: i..i + 1, ordinal: false, digits: form.len() }).filter(|_| token.kind == TokenKind::Digits)
}

/// The number written in words that begins at token `i`.
pub(crate) fn words(scene: &Scene<'_>, i: usize) -> Option<Numeral> {
    let number = scene.numerals.at(i).filter(|number| !number.digits && !number.adverb && number.other.is_none())?;
    let ordinal = match number.form {
        Form::Ordinal => true,
        Form::Cardinal | Form::Fraction | Form::Pronoun => false,
        Form::Vague(_) => return None,
    };
    Some(Numeral { value: number.value, tokens: number.tokens.clone(), ordinal, digits: 0 })
}

/// The number at token `i`, in digits or words.
pub(crate) fn numeral(scene: &Scene<'_>, i: usize) -> Option<Numeral> {
    digits(scene, i).or_else(|| words(scene, i))
}

/// The number in digits that begins at token `i`, with the groups and the fraction that the language writes.
pub(crate) fn decimal(scene: &Scene<'_>, i: usize) -> Option<Numeral> {
    let first = digits(scene, i)?;
    let signs = &scene.pack.profile.digits;
    let is = |list: &[String], at: usize| list.iter().any(|sign| sign == scene.form(at));
    let (mut text, mut at) = (scene.form(i).to_owned(), i + 1);
    if first.digits <= 3 {
        loop {
            let blank =
                !scene.glued(at) && scene.token(at).is_some_and(|t| t.kind == TokenKind::Digits) && signs.group.iter().any(|sign| sign == " ");
            let next = if blank { at } else { at + 1 };
            let grouped = blank || (scene.glued(at) && is(&signs.group, at) && scene.glued(next));
            if !grouped || scene.form(next).len() != 3 || digits(scene, next).is_none() {
                break;
            }
            text.push_str(scene.form(next));
            at = next + 1;
        }
    }
    // A full stop is read as the sign of a fraction in every language where no group can follow it: 1.5.
    let fraction = is(&signs.decimal, at) || (scene.form(at) == "." && scene.form(at + 1).len() < 3);
    if scene.glued(at) && fraction && scene.glued(at + 1) && digits(scene, at + 1).is_some() {
        text.push('.');
        text.push_str(scene.form(at + 1));
        at += 2;
    }
    let value = text.parse().ok()?;
    Some(Numeral { value, tokens: i..at, ordinal: false, digits: first.digits })
}

/// For each place how far it is to the next one that says something, itself included.
pub(crate) fn ahead(says: &[bool]) -> Vec<usize> {
    let mut far = usize::MAX;
    let mut out = vec![far; says.len()];
    for (out, says) in out.iter_mut().zip(says).rev() {
        far = if *says { 0 } else { far.saturating_add(1) };
        *out = far;
    }
    out
}

/// The longest phrase at token `i` among whose meanings `choose` accepts one.
///
/// Phrases whose last word carries an enclitic are passed over unless `possessive`: a suffix makes another word of a short one.
pub(crate) fn phrase<T: Copy, R>(
    scene: &Scene<'_>,
    phrases: &Phrases<T>,
    i: usize,
    possessive: bool,
    choose: impl Fn(T) -> Option<R>,
) -> Option<(R, usize)> {
    if i < scene.range.start || !phrases.may_begin(scene.analyses, i) {
        return None;
    }
    let mut best: Option<(R, usize)> = None;
    phrases.each(scene.analyses, i, scene.range.end, |found| {
        if (!possessive && (found.first.enclitic != 0 || found.last.enclitic != 0)) || best.as_ref().is_some_and(|best| best.1 >= found.tokens.end) {
            return;
        }
        if let Some(chosen) = found.meanings.iter().find_map(|meaning| choose(*meaning)) {
            best = Some((chosen, found.tokens.end));
        }
    });
    best
}

/// The phrase among whose meanings `choose` accepts one and that ends before token `end`; the longest.
pub(crate) fn phrase_before<T: Copy, R>(
    scene: &Scene<'_>,
    phrases: &Phrases<T>,
    end: usize,
    possessive: bool,
    choose: impl Fn(T) -> Option<R>,
) -> Option<(R, usize)> {
    (scene.range.start.max(end.saturating_sub(5))..end).find_map(|i| {
        let mut found = None;
        phrases.each(scene.analyses, i, end, |m| {
            if m.tokens.end == end && found.is_none() && (possessive || (m.first.enclitic == 0 && m.last.enclitic == 0)) {
                found = m.meanings.iter().find_map(|meaning| choose(*meaning));
            }
        });
        found.map(|found| (found, i))
    })
}

/// Adds the phrases of one section of a table, each with the meaning of its key.
///
/// # Errors
/// If a key has no meaning, or a phrase cannot be read; the message names it.
pub(crate) fn insert<T: Copy>(
    pack: &Pack,
    vocabulary: &mut Vocabulary,
    table: &str,
    phrases: &mut Phrases<T>,
    section: &BTreeMap<String, Vec<Text>>,
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<()> {
    for (key, forms) in section {
        let meaning = meaning(key).ok_or_else(|| pack.error(table, format!("the key {key:?} means nothing here; see the header of the kind")))?;
        insert_all(pack, vocabulary, table, phrases, forms, meaning)?;
    }
    Ok(())
}

/// Adds phrases of one meaning.
///
/// # Errors
/// If a phrase cannot be read; the message names it.
pub(crate) fn insert_all<T: Copy>(
    pack: &Pack,
    vocabulary: &mut Vocabulary,
    table: &str,
    phrases: &mut Phrases<T>,
    forms: &[impl Pattern],
    meaning: T,
) -> Result<()> {
    for form in forms {
        phrases.insert(vocabulary, form, meaning).map_err(|message| pack.error(table, message))?;
    }
    Ok(())
}
