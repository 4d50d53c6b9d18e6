//! Fractions in words (`two thirds`, `двадцать пять сотых`, `ونصف`) and the digits after a spoken decimal point.

use super::super::Scene;
use super::digits::{self, Digits};
use super::numerals::{Link, Numerals, Sum};
use super::words::{Word, ratio};
use crate::languages::GrammaticalNumber;
use crate::normalise::TokenKind;
use rust_decimal::Decimal;

impl Numerals {
    pub(super) fn skip_and(&self, scene: &Scene<'_>, i: usize) -> usize {
        self.words.at(scene, i).iter().find(|hit| hit.word == Word::And).map_or(i, |hit| hit.end)
    }

    /// `half`, `two thirds`, `a fifth`, `tenth of a`; the value and the token after it.
    pub(super) fn fraction(&self, scene: &Scene<'_>, i: usize, first: bool) -> Option<(Decimal, usize)> {
        let hits = self.words.at(scene, i);
        for hit in &hits {
            if let Word::Ratio(n, d) = hit.word
                && (!hit.joined || !first || !self.definite_order_after(scene, hit.end))
                && !self.order_around(scene, i, hit.end)
            {
                return Some((ratio(n, d), hit.end));
            }
        }
        if first
            && self.words.grammar.part_like_number
            && let Some((d, hit)) = hits.iter().find_map(|hit| if let Word::Part(d) = hit.word { Some((d, hit)) } else { None })
            && !hit.article
            && (hit.possessed || self.part_sign(scene, i) || self.noun_with_article(scene, hit.end))
        {
            return Some((ratio(1, d), hit.end));
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
            let reduced = scene.longest_before(&self.words.fraction_after, i).is_some() && scene.longest(&self.words.stops, hit.end).is_some();
            return (reduced || self.ends_fraction(scene, hit.end)).then_some((ratio(1, d), hit.end));
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

    /// Whether the vowel sign of a part is written in the word at token `i` (`خُمس`).
    fn part_sign(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.grammar.part_sign.is_some_and(|sign| scene.source(i).trim_end_matches(sign).contains(sign))
    }

    /// Whether a noun with an article stands at token `i`, and no number.
    fn noun_with_article(&self, scene: &Scene<'_>, i: usize) -> bool {
        let form = scene.form(i);
        self.words.articles.iter().any(|article| form.len() > article.len() + 2 && form.starts_with(article.as_str()))
            && self.words.at(scene, i).is_empty()
    }

    /// A small numeral and its denominator: `three fifths`, `двадцать пять сотых`.
    pub(super) fn denominated(&self, scene: &Scene<'_>, i: usize) -> Option<(Decimal, usize)> {
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
                for hit in hits.iter().filter(|hit| !hit.joined && !hit.article && !hit.other) {
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
    pub(super) fn scale_of_fraction(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
        let mut at = i;
        for _ in 0..2 {
            let hits = self.words.at(scene, at);
            if let Some(hit) = hits.iter().find(|hit| matches!(hit.word, Word::Of | Word::Article)) {
                at = hit.end;
                continue;
            }
            break;
        }
        let hit = *self.words.at(scene, at).iter().find(|hit| {
            matches!(hit.word, Word::Scale(_) | Word::Construct(_)) && hit.number != GrammaticalNumber::Plural && !hit.joined && !hit.other
        })?;
        let (Word::Scale(s) | Word::Construct(s)) = hit.word else { return None };
        sum.current = Some(sum.current?.checked_mul(Decimal::from(s))?.normalize());
        sum.last = Some(s);
        sum.scaled = true;
        Some(hit.end)
    }

    /// `مليون ونصف المليون`: the scale named again after its half.
    pub(super) fn same_scale(&self, scene: &Scene<'_>, i: usize, sum: &Sum) -> Option<usize> {
        self.words.at(scene, i).iter().find(|hit| matches!(hit.word, Word::Scale(s) if Some(s) == sum.last) && !hit.joined).map(|hit| hit.end)
    }

    /// The digits after `point`, each a word, or one number.
    pub(super) fn after_point(&self, scene: &Scene<'_>, i: usize, sum: &mut Sum) -> Option<usize> {
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

    pub(super) fn definite_order_after(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)))
    }

    /// An ordinal beside a fraction word says that it is a period or a part of a match (`second half`, `الربع الأول`).
    pub(super) fn order_around(&self, scene: &Scene<'_>, i: usize, end: usize) -> bool {
        let before = i > scene.range.start && self.words.at(scene, i - 1).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)) && hit.end == i);
        before || self.words.at(scene, end).iter().any(|hit| matches!(hit.word, Word::Ordinal(_)) && hit.article)
    }

    pub(super) fn article_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        i > scene.range.start && scene.longest_before(&self.words.ordinal_not_after, i).is_some()
    }

    /// Whether `a third` ends here as a fraction: before `of`, a sign, or the end.
    pub(super) fn ends_fraction(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.token(i).is_none_or(|next| next.kind != TokenKind::Word)
            || self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Of | Word::And | Word::Scale(_)))
    }
}
