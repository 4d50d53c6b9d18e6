//! What only looks like a number, and the signs around one: parts of names and codes, the pronoun `one`, seconds of time, minus signs.

use super::super::Scene;
use super::numerals::{Numerals, Sum};
use super::words::Word;
use crate::languages::GrammaticalNumber;
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use std::ops::Range;

/// How far before the unit of a rate its number stands, in tokens.
const RATE: usize = 5;

impl Numerals {
    /// Whether the numeral at `i` is a part of a name or code: `S-300`, `G20`, `Article 5`, `No. 10`.
    pub(super) fn labelled(&self, scene: &Scene<'_>, i: usize, digits: bool) -> bool {
        if digits && scene.glued(i) {
            let Some(before) = scene.token(i - 1) else { return false };
            match before.kind {
                TokenKind::Word => {
                    // A code is followed by no unit: where a blank was lost before the digits, the sign after them tells.
                    let measured = scene.form(i + 1) == "%" && scene.glued(i + 1);
                    return !measured && !self.is_clitic(scene, i - 1) && !self.is_sign_of_money(scene, i - 1);
                }
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
        // `best-of-seven`: a part of a compound that holds no other number, as `one-in-five` does.
        if !digits && self.closes_compound(scene, i) {
            return true;
        }
        let before = if matches!(scene.form(i.wrapping_sub(1)), "." | "№") && i > scene.range.start { i - 1 } else { i };
        // `season six` is a label, `the season's six games` counts.
        let bare = |found: &crate::languages::Match<'_, ()>| found.last.enclitic == 0;
        scene.longest_before(&self.words.labels, before).or_else(|| scene.longest_before(&self.words.labels, i)).is_some_and(|found| bare(&found))
    }

    /// Whether digits at `i` with an article before them are a place in an order: after a noun that is one of a row (`المركز الـ15`), or joined to an
    /// ordinal (`الأولى عربيا والـ12 عالميا`).
    pub(super) fn is_definite_order(&self, scene: &Scene<'_>, i: usize) -> bool {
        const JOINED: usize = 4;
        if self.words.definite.is_empty() || !scene.glued(i) || i <= scene.range.start {
            return false;
        }
        let form = scene.form(i - 1);
        let article = |form: &str| self.words.articles.iter().any(|article| article == form);
        let joined = || self.words.and_clitics.iter().any(|and| form.strip_prefix(and.as_str()).is_some_and(article));
        let ordinal = |at: usize| self.words.at(scene, at).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)));
        let one = || {
            let noun = |end: usize| scene.longest_before(&self.words.definite, end);
            // An adjective may stand between: `القمة العربية الـ33`.
            let adjective = || (i > scene.range.start + 2 && self.definite_before(scene, i - 1)).then(|| noun(i - 2)).flatten();
            noun(i - 1).or_else(adjective).is_some_and(|noun| !matches!(noun.number, GrammaticalNumber::Plural | GrammaticalNumber::Dual))
        };
        article(form) && one() || joined() && (scene.range.start.max(i.saturating_sub(JOINED + 1))..i - 1).any(ordinal)
    }

    /// Whether the word at `i` closes a compound of words, none of which is a numeral.
    fn closes_compound(&self, scene: &Scene<'_>, i: usize) -> bool {
        let joined = |at: usize| at >= scene.range.start + 2 && scene.glued(at) && scene.form(at - 1) == "-" && scene.glued(at - 1);
        let is_numeral = |at: usize| self.words.at(scene, at).iter().any(|hit| matches!(hit.word, Word::Value(_)));
        let mut at = i;
        while joined(at) {
            at -= 2;
            if is_numeral(at) || scene.token(at).is_none_or(|part| part.kind != TokenKind::Word) {
                return false;
            }
        }
        at < i
    }

    /// Whether token `i` is nothing but a clitic that is written together with digits (`ب4219`).
    pub(super) fn is_clitic(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.proclitics.iter().any(|clitic| clitic == scene.form(i))
    }

    /// Codes of money stand before digits without a blank (`GBP3.01`, `US$5`).
    pub(super) fn is_sign_of_money(&self, scene: &Scene<'_>, i: usize) -> bool {
        super::super::money::is_code(scene, i)
    }

    /// A minus sign: glued to digits, after a blank or an opening bracket.
    pub(super) fn minus_sign(&self, scene: &Scene<'_>, i: usize) -> bool {
        let number_before = i > scene.range.start && scene.token(i - 1).is_some_and(|before| before.kind == TokenKind::Digits);
        let word_glued = i > scene.range.start && scene.glued(i) && !matches!(scene.form(i - 1), "(" | "[" | "$" | "€" | "£" | "\"" | "«");
        scene.glued(i + 1) && scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits) && !number_before && !word_glued
    }

    /// `.25`
    pub(super) fn bare_fraction(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.decimal.contains(&'.')
            && !scene.glued(i)
            && scene.glued(i + 1)
            && scene.token(i + 1).is_some_and(|next| next.kind == TokenKind::Digits && scene.form(i + 1).len() < 10)
            && !matches!(scene.form(i + 2), "." | ":" | "/")
    }

    /// The word for one where it counts nothing: `no one`, `the one that`.
    pub(super) fn pronoun(&self, scene: &Scene<'_>, start: usize, end: usize) -> bool {
        let is_one = scene.longest(&self.words.one, start).is_some_and(|found| found.tokens.end == end);
        is_one
            && (scene.longest_before(&self.words.one_not_after, start).is_some()
                || scene.longest(&self.words.one_not_before, end).is_some()
                || scene.form(end).starts_with('\''))
    }

    /// An ordinal word that is something else there: `a second` of time.
    pub(super) fn not_an_order(&self, scene: &Scene<'_>, tokens: Range<usize>, sum: &Sum) -> bool {
        let Range { start, end } = tokens;
        sum.words == 1 && sum.whole() == Some(2) && self.order_tail(scene, end, Decimal::TWO).is_none() && {
            let before = if matches!(scene.form(start.wrapping_sub(1)), "-" | "–") && start > scene.range.start { start - 1 } else { start };
            let is_number = |at: usize| {
                scene.token(at).is_some_and(|token| token.kind == TokenKind::Digits)
                    || self.words.at(scene, at).iter().any(|hit| matches!(hit.word, Word::Value(_) | Word::Scale(_)))
            };
            let number = before > scene.range.start && is_number(before - 1);
            // With an article it is the unit of a rate (30 مترا في الثانية), else a time of day or an age (في الثانية فجرا).
            let has_article = |at: usize| self.words.articles.iter().any(|article| scene.form(at).starts_with(article.as_str()));
            let definite = has_article(start);
            // A numeral with an article measures nothing: it is a day of the week (يوم الاثنين في الثانية فجرا).
            let measured = || (scene.range.start.max(start.saturating_sub(RATE))..start).any(|at| is_number(at) && !has_article(at));
            // Where no word for the ordinal is one for the unit (второй), a number before it is another number.
            let unit = !self.words.ordinal_not_after.is_empty();
            number && unit || scene.longest_before(&self.words.ordinal_not_after, start).is_some() && (!definite || measured())
        }
    }
}
