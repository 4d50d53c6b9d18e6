//! What stands around a number: bounds, approximations and ranges (`at least`, `около`, `من ... إلى`).

use super::super::Scene;
use super::super::amount::Amount;
use super::super::money;
use super::numeral::{Form, Numeral};
use crate::error::Result;
use crate::languages::{Pack, Phrases, Vocabulary};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::ops::Range;

/// What a phrase beside a number makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modifier {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    /// Nothing: `exactly`, `a total of`.
    Plain,
    /// Nothing, unless it is negated: `did not reach 40`.
    Reaches,
}

impl Modifier {
    /// What it says where a negation stands before it: not more than, not less than.
    fn negated(self) -> Option<Self> {
        match self {
            Modifier::MoreThan => Some(Modifier::AtMost),
            Modifier::LessThan => Some(Modifier::AtLeast),
            Modifier::AtLeast | Modifier::Reaches => Some(Modifier::LessThan),
            Modifier::AtMost => Some(Modifier::MoreThan),
            Modifier::About | Modifier::Plain => None,
        }
    }
}

/// How many tokens before the verb of a bound a negation stands at most that governs it.
const NEAR: usize = 6;

/// How many tokens stand at most between a figure and one that is set against it.
const SET_AGAINST: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sides {
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    at_least: Sides,
    more_than: Sides,
    at_most: Sides,
    less_than: Sides,
    about: Sides,
    plain: Sides,
    reaches: Sides,
    /// Negations that turn the bound after them round, at once or with one word between (`did not last more than`).
    not: Vec<String>,
    /// Between a negation and a figure they make `only` of it, so that no bound is turned round: `لم يبلغ الهدف سوى 22`.
    except: Vec<String>,
    /// Right before a bound they begin a clause of their own, in which a negation farther off says nothing: `لا يُطلب إلا للمبالغ التي تتجاوز 5000`.
    relative: Vec<String>,
    /// Verbs of a bound whose subject may stand between them and the number: `لم يتجاوز عدد الحالات 300`.
    verbs: Vec<String>,
    /// Verbs of a bound that a negation governs some words before: `nor will humidity exceed 25 per cent`.
    governed: Vec<String>,
    /// Adverbs of measure that a negation after the number turns round: `глубже двух метров техника не проникла`.
    fronted: Vec<String>,
    /// Verbs of a bound that need a preposition before the number, their subject between the two: `لا يزيد طول أي منها على ثلاثة`.
    apart: Apart,
    /// Before a number that is set against another one: the old value (`from 20`), the votes of the losing side (`52 votes to 41`).
    against: Vec<String>,
    /// Before the whole of which another number is a part: `five of the 14`, `eight out of 43`.
    whole: Vec<String>,
    /// A bound only where nothing in the sentence changes to that value: Russian `до`.
    at_most_unless_change: Vec<String>,
    between: Middle,
    from: Middle,
    /// Between two numbers without a word before them.
    to: Vec<String>,
    or: Vec<String>,
    and: Vec<String>,
    /// Verbs after which `from ... to ...` names an old and a new value.
    change: Vec<String>,
    /// Words near which two numbers and a dash are a result.
    score: Vec<String>,
    /// Prepositions that can stand between a bound and its number: `более чем на 40`.
    through: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Apart {
    more: Vec<String>,
    less: Vec<String>,
    prepositions: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Middle {
    before: Vec<String>,
    middle: Vec<String>,
}

/// The bounds, approximations and ranges of one language.
#[derive(Debug)]
pub struct Modifiers {
    before: Phrases<Modifier>,
    after: Phrases<Modifier>,
    soft: Phrases<()>,
    between: (Phrases<()>, Phrases<()>),
    from: (Phrases<()>, Phrases<()>),
    to: Phrases<()>,
    or: Phrases<()>,
    and: Phrases<()>,
    change: Phrases<()>,
    score: Phrases<()>,
    through: Phrases<()>,
    not: Phrases<()>,
    except: Phrases<()>,
    relative: Phrases<()>,
    against: Phrases<()>,
    whole: Phrases<()>,
    verbs: Phrases<()>,
    governed: Phrases<()>,
    fronted: Phrases<()>,
    /// Verbs that need one of the prepositions.
    apart: Phrases<Modifier>,
    prepositions: Phrases<()>,
    and_clitics: Vec<String>,
}

/// A number with or without its unit, on its way to a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<U> {
    /// What states it: at first the numeral and its unit, then with what bounds it.
    pub tokens: Range<usize>,
    /// The amount.
    pub amount: Amount,
    /// The unit, `None` for a bare numeral.
    pub unit: Option<U>,
    /// The numeral's outermost scale (`million`), which a range shares.
    pub scale: Option<i64>,
    /// It stands in a result or a code and counts nothing.
    pub void: bool,
}

impl<U> Item<U> {
    /// A numeral, with its unit if it has one; `tokens` cover both.
    pub fn new(numeral: &Numeral, tokens: Range<usize>, unit: Option<U>) -> Self {
        let mut amount = Amount { min: Some(numeral.value), max: Some(numeral.value), other: numeral.other, ..Amount::default() };
        if let Form::Vague(max) = numeral.form {
            amount = Amount { min: Some(numeral.value), max: max.map(Decimal::from), vague: true, ..Amount::default() };
        }
        Self { tokens, amount, unit, scale: numeral.scale, void: false }
    }
}

impl Modifiers {
    /// Reads the `[modify]` table of `number.toml`.
    ///
    /// # Errors
    /// If it is broken.
    pub(super) fn load(pack: &Pack, vocabulary: &mut Vocabulary, table: &toml::Table, and_clitics: Vec<String>) -> Result<Self> {
        let table: Table = table.clone().try_into().map_err(|error: toml::de::Error| pack.error("number", format!("[modify]: {error}")))?;
        let (mut before, mut after) = (Phrases::default(), Phrases::default());
        for (modifier, sides) in [
            (Modifier::AtLeast, &table.at_least),
            (Modifier::MoreThan, &table.more_than),
            (Modifier::AtMost, &table.at_most),
            (Modifier::LessThan, &table.less_than),
            (Modifier::About, &table.about),
            (Modifier::Plain, &table.plain),
            (Modifier::Reaches, &table.reaches),
        ] {
            for (phrases, list) in [(&mut before, &sides.before), (&mut after, &sides.after)] {
                for form in list {
                    phrases.insert(vocabulary, form, modifier).map_err(|message| pack.error("number", message))?;
                }
            }
        }
        let mut apart = Phrases::default();
        for (modifier, list) in [(Modifier::MoreThan, &table.apart.more), (Modifier::LessThan, &table.apart.less)] {
            for form in list {
                apart.insert(vocabulary, form, modifier).map_err(|message| pack.error("number", message))?;
            }
        }
        let mut list = |forms: &[String]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(|message| pack.error("number", message))?;
            }
            Ok(phrases)
        };
        Ok(Self {
            soft: list(&table.at_most_unless_change)?,
            between: (list(&table.between.before)?, list(&table.between.middle)?),
            from: (list(&table.from.before)?, list(&table.from.middle)?),
            to: list(&table.to)?,
            or: list(&table.or)?,
            and: list(&table.and)?,
            change: list(&table.change)?,
            score: list(&table.score)?,
            through: list(&table.through)?,
            not: list(&table.not)?,
            except: list(&table.except)?,
            relative: list(&table.relative)?,
            against: list(&table.against)?,
            whole: list(&table.whole)?,
            verbs: list(&table.verbs)?,
            governed: list(&table.governed)?,
            fronted: list(&table.fronted)?,
            prepositions: list(&table.apart.prepositions)?,
            apart,
            before,
            after,
            and_clitics,
        })
    }

    /// Takes the bounds and approximations around an amount into it.
    pub fn extend<U>(&self, scene: &Scene<'_>, item: &mut Item<U>) {
        for _ in 0..3 {
            let start = item.tokens.start;
            if let Some((modifier, from)) =
                scene.longest_before(&self.before, start).and_then(|found| self.meant(scene, found.meaning(), &found.tokens))
            {
                apply(modifier, &mut item.amount);
                item.tokens.start = from;
            } else if let Some(found) = scene.longest_before(&self.soft, start)
                && !self.changes(scene, found.tokens.start)
                && !self.follows_change(scene, found.tokens.start)
            {
                apply(Modifier::AtMost, &mut item.amount);
                item.tokens.start = found.tokens.start;
            } else if let Some(through) = scene.longest_before(&self.through, start)
                && let Some(found) = scene.longest_before(&self.before, through.tokens.start)
                && let Some((modifier, from)) = self.meant(scene, found.meaning(), &found.tokens)
            {
                apply(modifier, &mut item.amount);
                item.tokens.start = from;
            } else {
                break;
            }
        }
        if item.amount.point().is_some()
            && !item.amount.approximate
            && let Some(modifier) = self.bound_of_verb(scene, item.tokens.start)
        {
            apply(modifier, &mut item.amount);
        }
        if let Some(found) = scene.longest(&self.after, item.tokens.end)
            && scene.numerals.at(found.tokens.end).is_none()
            && scene.longest(&self.before, item.tokens.end).is_none_or(|next| next.tokens.len() <= found.tokens.len())
        {
            apply(found.meaning(), &mut item.amount);
            item.tokens.end = found.tokens.end;
        } else if item.amount.point().is_some() {
            // Past the counted noun, a phrase of several words is sure to be meant: `5 people or more`, `5 أشخاص على الأقل`.
            for skip in 1..=2 {
                let at = item.tokens.end + skip;
                let noun = scene.token(at - 1).is_some_and(|token| token.kind == TokenKind::Word) && scene.numerals.at(at - 1).is_none();
                let found = scene.longest(&self.after, at).filter(|found| found.tokens.len() > 1 && found.first.proclitic == 0);
                if !noun {
                    break;
                }
                if let Some(found) = found
                    && scene.numerals.at(found.tokens.end).is_none()
                {
                    apply(found.meaning(), &mut item.amount);
                    break;
                }
            }
        }
    }

    /// The bound that a verb states before its subject and the number at token `start`, in a language that has the verb first.
    fn bound_of_verb(&self, scene: &Scene<'_>, start: usize) -> Option<Modifier> {
        const SUBJECT: usize = 4;
        if self.verbs.is_empty() {
            return None;
        }
        // The number has a bound of its own: `لم تبلغ هذا المستوى في أقل من عشرين عاما`.
        if scene.longest_before(&self.before, start).is_some_and(|own| own.meaning().negated().is_some()) {
            return None;
        }
        let preposition = scene.longest_before(&self.prepositions, start);
        for at in (scene.range.start.max(start.saturating_sub(SUBJECT + 2))..start).rev() {
            let word = scene.token(at).is_some_and(|token| token.kind == TokenKind::Word);
            if !word || scene.numerals.around(at).is_some() || scene.longest(&self.except, at).is_some() {
                return None;
            }
            if let Some(found) = scene.longest(&self.verbs, at).filter(|found| found.tokens.end < start) {
                let bound = scene.longest(&self.before, at).filter(|bound| bound.tokens == found.tokens)?;
                return self
                    .meant(scene, bound.meaning(), &bound.tokens)
                    .map(|(modifier, _)| modifier)
                    .filter(|modifier| *modifier != bound.meaning());
            }
            if let Some(preposition) = &preposition
                && let Some(found) = scene.longest(&self.apart, at).filter(|found| found.tokens.end < preposition.tokens.start)
            {
                return self.meant(scene, found.meaning(), &found.tokens).map(|(modifier, _)| modifier);
            }
        }
        None
    }

    /// What a modifier says where it stands, and where that begins: the contrary after a negation. `None` for one that says nothing.
    fn meant(&self, scene: &Scene<'_>, modifier: Modifier, tokens: &Range<usize>) -> Option<(Modifier, usize)> {
        let at = tokens.start;
        // A short bound past another word may well be a preposition: `has not changed over two years`.
        let word = |i: usize| i > scene.range.start && scene.token(i - 1).is_some_and(|token| token.kind == TokenKind::Word);
        // Nobody says that something is not at least so much: the negation is of the verb (`столько не было по меньшей мере три года`).
        let turns = matches!(modifier, Modifier::MoreThan | Modifier::LessThan | Modifier::Reaches);
        let not = |end: usize| scene.longest_before(&self.not, end).map(|found| found.tokens.start);
        if let Some(turned) = modifier.negated()
            && let Some(from) =
                not(at).or_else(|| if tokens.len() > 1 && turns && word(at) && scene.numerals.before(at).is_none() { not(at - 1) } else { None })
        {
            return Some((turned, from));
        }
        // Farther off a negation may govern the bound or not: `did not hold for him more than three hours`, `не был дома больше года`.
        if modifier.negated().is_some() && turns && self.is_in_negated_clause(scene, at) {
            let governed = scene.longest(&self.governed, at).is_some_and(|verb| verb.tokens == *tokens);
            return modifier.negated().filter(|_| governed && self.is_negated_within(scene, at, NEAR)).map(|turned| (turned, at));
        }
        if scene.longest(&self.fronted, at).is_some_and(|adverb| adverb.tokens == *tokens) && self.is_negated_after(scene, tokens.end) {
            return modifier.negated().map(|turned| (turned, at));
        }
        (modifier != Modifier::Reaches).then_some((modifier, at))
    }

    /// Whether a negation stands some words before token `at`, with neither a sign nor a number between.
    pub fn is_in_negated_clause(&self, scene: &Scene<'_>, at: usize) -> bool {
        const FAR: usize = 14;
        scene.longest_before(&self.relative, at).is_none() && self.is_negated_within(scene, at, FAR)
    }

    /// The same, at most `far` tokens before.
    fn is_negated_within(&self, scene: &Scene<'_>, at: usize, far: usize) -> bool {
        let from = scene.range.start.max(at.saturating_sub(far));
        // For one customer, in 2015: a one and a year are no figures of the clause.
        let year = Decimal::from(1900)..Decimal::from(2100);
        let aside = |i: usize| scene.numerals.around(i).is_none_or(|numeral| numeral.value == Decimal::ONE || year.contains(&numeral.value));
        let told =
            |i: usize| scene.token(i).is_some_and(|token| token.kind != TokenKind::Sign) || matches!(scene.form(i), "'" | "/" | "\"" | "«" | "»");
        let clear = (from..at).rev().take_while(|i| told(*i) && aside(*i) && scene.longest(&self.except, *i).is_none());
        clear.last().is_some_and(|first| (first + 1..at).any(|end| scene.longest_before(&self.not, end).is_some()))
    }

    /// Whether a negation stands some words after token `at`, with no sign between.
    fn is_negated_after(&self, scene: &Scene<'_>, at: usize) -> bool {
        const FAR: usize = 8;
        let mut clause = (at..scene.range.end.min(at + FAR)).take_while(|i| scene.token(*i).is_some_and(|token| token.kind != TokenKind::Sign));
        clause.any(|i| scene.longest(&self.not, i).is_some())
    }

    /// Where the words that open a range before token `i` begin (`between`, `от`).
    pub fn range_start(&self, scene: &Scene<'_>, i: usize) -> Option<usize> {
        scene.longest_before(&self.between.0, i).or_else(|| scene.longest_before(&self.from.0, i)).map(|found| found.tokens.start)
    }

    /// Where the words begin that set the number at token `i` against another one.
    pub(in crate::facts) fn against_start(&self, scene: &Scene<'_>, i: usize) -> Option<usize> {
        scene.longest_before(&self.against, i).map(|found| found.tokens.start)
    }

    /// Whether nothing but a word that joins the ends of a range stands between two tokens: `and`, `to`, or a conjunction written with the next word.
    pub fn is_between(&self, scene: &Scene<'_>, from: usize, to: usize) -> bool {
        let joins = |phrases: &Phrases<()>| scene.longest(phrases, from).is_some_and(|found| found.tokens.end == to);
        from == to && self.and_glued(scene, from) || [&self.between.1, &self.from.1, &self.to].into_iter().any(joins)
    }

    /// Bounds every item, and joins neighbours that state a range.
    pub fn combine<U: Clone + PartialEq>(&self, scene: &Scene<'_>, items: Vec<Item<U>>) -> Vec<Item<U>> {
        let mut out: Vec<(Range<usize>, Item<U>)> = Vec::with_capacity(items.len());
        for item in items {
            let core = item.tokens.clone();
            let mut wide = item.clone();
            self.extend(scene, &mut wide);
            if let Some((left_core, left)) = out.last_mut() {
                if let Some(joined) = self.join(scene, (left_core, left), (&core, &wide)) {
                    let core = joined.tokens.clone();
                    *left = joined;
                    *left_core = core;
                    continue;
                }
                self.share_unit(scene, (left_core, left), (&core, &mut wide));
                if self.result(scene, left_core, left, &core, &wide) {
                    left.void = true;
                    wide.void = true;
                }
            }
            out.push((core, wide));
        }
        out.into_iter().map(|(_, item)| item).collect()
    }

    fn join<U: Clone + PartialEq>(&self, scene: &Scene<'_>, left: (&Range<usize>, &Item<U>), right: (&Range<usize>, &Item<U>)) -> Option<Item<U>> {
        let ((left_core, left), (right_core, right)) = (left, right);
        let unit = match (&left.unit, &right.unit) {
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => b.clone().or_else(|| a.clone()),
        };
        if right_core.start < left.tokens.end || right_core.start - left.tokens.end > 8 || left.void {
            return None;
        }
        let tokens = left.tokens.start..right.tokens.end;
        let joined = |amount: Amount, tokens: Range<usize>| Item { tokens, amount, unit: unit.clone(), scale: right.scale, void: false };
        let (a, b) = (&left.amount, &right.amount);
        let starts = [right.tokens.start, right_core.start];
        let reaches = |phrases: &Phrases<()>, from: usize| {
            let mut ok = false;
            phrases.each(scene.analyses, from, scene.range.end, |found| ok |= starts.contains(&found.tokens.end));
            ok
        };
        // `above 1000 and below 1500`
        if a.vague || b.vague {
            return None;
        }
        if let (true, Some(min), Some(max)) = (a.point().is_none() && b.point().is_none(), a.min.or(b.min), a.max.or(b.max)) {
            let open = a.min.is_some() != b.min.is_some() && a.max.is_some() != b.max.is_some();
            let and = reaches(&self.and, left.tokens.end) || starts.contains(&left.tokens.end) && self.and_glued(scene, left.tokens.end);
            return (open && min < max && and).then(|| {
                joined(Amount { min: Some(min), max: Some(max), approximate: a.approximate || b.approximate, ..Amount::default() }, tokens)
            });
        }
        // `до 22–25`: as much as the range.
        let up_to = || a.max.filter(|_| a.min.is_none() && !a.exclusive && self.dash(scene, left_core.end, right_core.start).is_some());
        let (mut low, high) = (a.point().or_else(up_to)?, b.point().or(b.max.filter(|_| b.min.is_none()))?);
        // A bare numeral before a dash or a word shares the scale of the one after it: `two to three million`.
        if left.scale.is_none()
            && let Some(scale) = right.scale.map(Decimal::from)
            && low < Decimal::ONE_THOUSAND
            && low.checked_mul(scale).is_some_and(|scaled| scaled < high)
        {
            low = low.checked_mul(scale)?.normalize();
        }
        if low >= high {
            return None;
        }
        let amount = Amount { min: Some(low), max: Some(high), approximate: a.approximate || b.approximate, ..Amount::default() };
        let mut from = left_core.end.max(left.tokens.end);
        // `18- to 29-year-olds`
        if scene.form(from) == "-" && scene.glued(from) && !scene.glued(from + 1) {
            from += 1;
        }
        if let Some(before) = scene.longest_before(&self.between.0, left.tokens.start)
            && (reaches(&self.between.1, from) || starts.contains(&from) && self.and_glued(scene, from))
        {
            return Some(joined(amount, before.tokens.start..tokens.end));
        }
        if let Some(before) = scene.longest_before(&self.from.0, left.tokens.start)
            && reaches(&self.from.1, from)
        {
            return (!self.changes(scene, before.tokens.start)).then(|| joined(amount, before.tokens.start..tokens.end));
        }
        if scene.longest_before(&self.from.0, left.tokens.start).is_some() {
            return None;
        }
        // `5 до 8 см`: the word between is a bound on its own.
        if b.point().is_none() {
            let rises = reaches(&self.to, from) && right.tokens.start == from && !self.changes(scene, left.tokens.start);
            return (rises && left.unit.is_none() && right.unit.is_some() && !self.score_near(scene, left_core.start))
                .then(|| joined(amount, tokens));
        }
        if let Some(dash) = self.dash(scene, from, right_core.start) {
            let result = left_core.len() == 1 && right_core.len() == 1 && dash && self.score_near(scene, left_core.start);
            return (!result).then(|| joined(amount, tokens));
        }
        if reaches(&self.to, from) && !self.changes(scene, left.tokens.start) && !self.score_near(scene, left_core.start) {
            return Some(joined(amount, tokens));
        }
        // `two or three`
        (reaches(&self.or, from) && high <= low * Decimal::TWO && (left.unit.is_some() == right.unit.is_some() || left.unit.is_none()))
            .then(|| joined(amount, tokens))
    }

    /// `с 60 до 75 млн дирхамов`, `من 5 إلى 8 بالمئة`: the old value has the scale and the unit that only the new one names.
    /// And the other way round, where both have the same scale: `من 1.9 مليون جنيه إلى 2.7 مليون`.
    fn share_unit<U: Clone + PartialEq>(&self, scene: &Scene<'_>, left: (&Range<usize>, &mut Item<U>), right: (&Range<usize>, &mut Item<U>)) {
        let ((left_core, left), (core, right)) = (left, right);
        let ends = |phrases: &Phrases<()>| scene.longest(phrases, left_core.end).is_some_and(|found| found.tokens.end == core.start);
        // `96 million pounds, compared with 120 million`
        let near = core.start.checked_sub(left_core.end).is_some_and(|gap| gap <= SET_AGAINST);
        let set_against = near && self.is_against(scene, core.start);
        if set_against && !left.void && !right.void && right.unit.is_none() && right.scale.is_some() && right.scale == left.scale {
            right.unit.clone_from(&left.unit);
            return;
        }
        let change = self.is_against(scene, left_core.start) && (ends(&self.to) || ends(&self.from.1) || ends(&self.soft));
        if !change || left.void || right.void {
            return;
        }
        if left.unit.is_some() {
            if right.unit.is_none() && right.scale.is_some() && right.scale == left.scale {
                right.unit.clone_from(&left.unit);
            }
            return;
        }
        if let (None, Some(scale), Some(old), Some(new)) =
            (left.scale, right.scale.map(Decimal::from), left.amount.point(), right.amount.point().or(right.amount.max))
            && old < Decimal::ONE_THOUSAND
            && let Some(scaled) = old.checked_mul(scale)
            && scaled <= new.saturating_mul(Decimal::from(20))
            && new <= scaled.saturating_mul(Decimal::from(20))
        {
            left.amount.min = Some(scaled.normalize());
            left.amount.max = left.amount.min;
            left.scale = right.scale;
        }
        left.unit.clone_from(&right.unit);
    }

    /// A dash between two tokens, with blanks on both sides or neither; whether it is glued.
    fn dash(&self, scene: &Scene<'_>, at: usize, to: usize) -> Option<bool> {
        (at + 1 == to && matches!(scene.form(at), "-" | "–" | "—")).then(|| scene.glued(at) && scene.glued(to))
    }

    /// Two numbers with a dash that do not rise are a result or a code.
    fn result<U>(&self, scene: &Scene<'_>, left_core: &Range<usize>, left: &Item<U>, core: &Range<usize>, right: &Item<U>) -> bool {
        let bare = left.unit.is_none() && right.unit.is_none() && left_core.len() == 1 && core.len() == 1;
        bare && self.dash(scene, left_core.end, core.start) == Some(true)
    }

    fn and_glued(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.and_clitics.iter().any(|and| scene.form(i).starts_with(and.as_str()))
    }

    /// Whether the number at token `i` is set against another one by the words before it.
    pub fn is_against(&self, scene: &Scene<'_>, i: usize) -> bool {
        // The sign of a currency may stand between: `from £1.9m`.
        let at = if i > scene.range.start && scene.glued(i) && money::is_sign(scene, i - 1) { i - 1 } else { i };
        scene.longest_before(&self.against, at).is_some() || self.falls(scene, i)
    }

    /// Whether the number at token `i` is a whole of which the words before it name a part.
    pub fn is_whole(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.longest_before(&self.whole, i).is_some()
    }

    /// `voted by 34 to 27`: a range does not fall, so that the second number is set against the first.
    fn falls(&self, scene: &Scene<'_>, i: usize) -> bool {
        let first = scene.longest_before(&self.to, i).and_then(|to| scene.numerals.before(to.tokens.start));
        let (Some(first), Some(second)) = (first, scene.numerals.at(i)) else { return false };
        let fall = first.counts() && second.counts() && second.value < first.value;
        fall && scene.longest_before(&self.against, first.tokens.start).is_none()
    }

    /// Whether a verb of change stands shortly before token `i`.
    pub fn changes(&self, scene: &Scene<'_>, i: usize) -> bool {
        const REACH: usize = 10;
        let from = scene.range.start.max(i.saturating_sub(REACH));
        (from..i).any(|at| scene.token(at).is_some_and(|token| token.kind == TokenKind::Word) && scene.longest(&self.change, at).is_some())
    }

    /// Whether a number and its unit stand right before token `i`, with a comma between: `на 100 базисных пунктов, до 16,5%` goes from one value to another.
    fn follows_change(&self, scene: &Scene<'_>, i: usize) -> bool {
        let end = if scene.form(i.wrapping_sub(1)) == "," { i - 1 } else { i };
        let from = scene.range.start.max(end.saturating_sub(4));
        (from..end).any(|at| scene.numerals.at(at).is_some_and(|numeral| scene.longest_before(&self.through, numeral.tokens.start).is_some()))
    }

    fn score_near(&self, scene: &Scene<'_>, i: usize) -> bool {
        let (from, to) = (scene.range.start.max(i.saturating_sub(12)), scene.range.end.min(i + 12));
        (from..to).any(|at| scene.longest(&self.score, at).is_some())
    }
}

fn apply(modifier: Modifier, amount: &mut Amount) {
    match modifier {
        Modifier::Plain | Modifier::Reaches => {}
        Modifier::About => amount.approximate = true,
        Modifier::AtLeast | Modifier::MoreThan if amount.min.is_some() && (amount.point().is_some() || amount.vague) => {
            amount.max = None;
            amount.exclusive = modifier == Modifier::MoreThan;
        }
        Modifier::AtMost | Modifier::LessThan if amount.max.is_some() && (amount.point().is_some() || amount.vague) => {
            amount.min = None;
            amount.exclusive = modifier == Modifier::LessThan;
        }
        _ => {}
    }
}
