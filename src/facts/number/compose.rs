//! How number words add up: each word is taken into the sum of what stands before it, or ends the numeral.

use super::super::Scene;
use super::numerals::{Link, Numerals, Sum};
use super::words::{Hit, Word, ratio};
use crate::languages::GrammaticalNumber;
use crate::normalise::TokenKind;
use rust_decimal::Decimal;

/// The vowel sign of the indefinite accusative (Unicode: ARABIC FATHATAN).
const FATHATAN: char = '\u{64b}';

impl Numerals {
    pub(super) fn conjunction_form(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.and_clitics.iter().any(|and| and == scene.form(i))
    }

    /// Takes a word into the sum if it fits there.
    pub(super) fn take(&self, scene: &Scene<'_>, hit: Hit, link: Link, sum: &mut Sum) -> Option<()> {
        let grammar = self.words.grammar;
        if sum.started() && hit.other {
            return None;
        }
        // An article inside a numeral marks an ordinal or a definite ten; before it, it ends the numeral.
        if sum.started() && hit.article && !hit.joined && !sum.fraction && !matches!(hit.word, Word::Scale(_)) {
            return None;
        }
        let word = match hit.word {
            Word::Noun(v) if sum.started() || !self.words.is_noun(scene, hit.end) => Word::Value(v),
            Word::Slang(s) if self.words.money.at(scene, hit.end) => Word::Scale(s),
            Word::Placed(v) if !sum.started() && self.placed(scene, hit.end - 1) => Word::Ordinal(v),
            word => word,
        };
        let smaller = |value: i64| sum.last.is_none_or(|last| value < last) && (sum.last.is_some() || sum.total.is_zero());
        match word {
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
                let before_noun = scene.token(hit.end).is_some_and(|next| next.kind == TokenKind::Word && !self.and_before(scene, hit.end))
                    && scene.longest(&self.words.stops, hit.end).is_none();
                // A written ending says that it is the accusative: مليوناً آخر.
                let accusative = scene.source(hit.end - 1).contains(FATHATAN);
                if !sum.started() && before_noun && !accusative {
                    sum.total = Decimal::from(s.checked_mul(2)?);
                    sum.last = Some(s);
                    sum.scaled = true;
                } else {
                    self.scale(s, link, sum)?;
                }
            }
            Word::Ordinal(_) if sum.started() && scene.longest_before(&self.words.oblique, hit.end - 1).is_some() => return None,
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
            Word::Noun(_) | Word::Slang(_) | Word::Placed(_) | Word::Times(_) => return None,
        }
        sum.adverb |= matches!(hit.word, Word::Placed(_));
        if sum.ordinal && !matches!(word, Word::Ordinal(_) | Word::Value(_)) {
            return None;
        }
        Some(())
    }

    /// Whether a verb of a result stands a few words before token `i`, with no sign between: `أنهى السباق ثانيا`.
    fn placed(&self, scene: &Scene<'_>, i: usize) -> bool {
        const REACH: usize = 7;
        let from = scene.range.start.max(i.saturating_sub(REACH));
        let clause = (from..i).rev().take_while(|at| scene.token(*at).is_some_and(|token| token.kind != TokenKind::Sign));
        clause.into_iter().any(|at| scene.longest(&self.words.placed, at).is_some())
    }

    /// Multiplies by a thousand and more.
    pub(super) fn scale(&self, s: i64, link: Link, sum: &mut Sum) -> Option<()> {
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
    pub(super) fn order(&self, v: i64, link: Link, sum: &mut Sum) -> Option<()> {
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
    pub(super) fn order_tail(&self, scene: &Scene<'_>, i: usize, value: Decimal) -> Option<(Decimal, usize)> {
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

    pub(super) fn hundred_after(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.words.at(scene, i).iter().any(|hit| matches!(hit.word, Word::Scale(_)))
    }

    pub(super) fn and_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        let hits = self.words.at(scene, i);
        hits.iter().any(|hit| hit.joined || hit.word == Word::And) || self.conjunction_form(scene, i)
    }

    /// Whether the word before token `i` carries an article.
    pub(super) fn definite_before(&self, scene: &Scene<'_>, i: usize) -> bool {
        i > scene.range.start
            && self
                .words
                .articles
                .iter()
                .any(|article| scene.form(i - 1).starts_with(article.as_str()) && scene.form(i - 1).len() > article.len() + 2)
    }
}
