//! Tolls of none that no fixed phrase tells.
//!
//! A word for nobody and, in its clause, what did not befall them: `none of the 40 passengers was injured`, `никого не задержали`, `لم يصب أحد`; or a noun
//! of a toll beside a word for its lack: `without any arrests`, `задержанных по делу нет`, `عدم وقوع إصابات`. The words are the section `[none]` of
//! `casualty.toml`.

use super::is_harm;
use super::words::{Between, Role, Trigger, Words};
use crate::facts::Scene;
use crate::languages::Match;
use crate::normalise::TokenKind;
use std::ops::Range;

/// What a word for nobody goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// A verb after it, of people or of whoever is meant: `nobody`, `никто`.
    Nobody,
    /// A verb after it whose subject it belongs to: `no passenger`, `none of them`, `ни один из`.
    NoneOf,
    /// A verb right before it: `أحد` of `لم يصب أحد`.
    Object,
    /// A noun right after it: `without`, `عدم وقوع`.
    Before,
    /// A noun before it: `нет`.
    After,
    /// A phrase that only begins like one: `без вести`.
    Not,
}

/// How far from `nobody` its verb stands, in tokens.
const VERB: usize = 9;
/// Words between a verb and the nobody after it, a noun and the word for its lack.
const OBJECT: usize = 1;
const NOUN: usize = 3;

impl Words {
    /// Every toll of none in the sentence: its tokens and the toll.
    pub(super) fn none(&self, scene: &Scene<'_>) -> Vec<(Range<usize>, &'static str)> {
        let mut out: Vec<(Range<usize>, &'static str)> = Vec::new();
        let mut at = scene.range.start;
        while at < scene.range.end {
            let Some(found) = scene.longest(&self.none, at) else {
                at += 1;
                continue;
            };
            let told = found.meanings.iter().find_map(|lack| match lack {
                Lack::Nobody => self.verb_after(scene, &found, false),
                Lack::NoneOf => self.verb_after(scene, &found, true),
                Lack::Object => self.verb_before(scene, &found),
                Lack::Before => self.noun_after(scene, &found),
                Lack::After => self.noun_before(scene, &found),
                Lack::Not => None,
            });
            at = told.as_ref().map_or(found.tokens.end, |(tokens, _)| tokens.end.max(found.tokens.end));
            out.extend(told);
        }
        out
    }

    /// Where the words for nobody stand, whatever they go with.
    pub(super) fn words_for_nobody(&self, scene: &Scene<'_>) -> Vec<Range<usize>> {
        let nobody = |found: &Match<'_, Lack>| matches!(found.meaning(), Lack::Nobody | Lack::NoneOf);
        scene.range.clone().filter_map(|at| scene.longest(&self.none, at).filter(nobody)).map(|found| found.tokens).collect()
    }

    /// The verb of which `nobody` is the subject, or the object where that comes first. Of `none of them` it has to be people who are meant, or harm.
    fn verb_after<T>(&self, scene: &Scene<'_>, found: &Match<'_, T>, of: bool) -> Option<(Range<usize>, &'static str)> {
        let from = found.tokens.end;
        let (mut people, mut at) = (false, from);
        while at < scene.range.end.min(from + VERB) {
            if let Some((end, toll)) = self.verb_at(scene, at) {
                return (!of || people || is_harm(toll)).then_some((found.tokens.start..end, toll));
            }
            let word = scene.token(at).is_some_and(|token| token.kind != TokenKind::Sign);
            if !word || scene.longest(&self.things, at).is_some() || matches!(self.between_at(scene, at), Some(Between::Stop | Between::And)) {
                return None;
            }
            people |= scene.longest(&self.people, at).is_some();
            at += 1;
        }
        None
    }

    /// The verb of which `nobody` is the object, or the subject where that comes last.
    fn verb_before<T>(&self, scene: &Scene<'_>, found: &Match<'_, T>) -> Option<(Range<usize>, &'static str)> {
        // أحد is also the one of eleven.
        if scene.numerals.at(found.tokens.start).is_some_and(|numeral| numeral.tokens.end > found.tokens.end) {
            return None;
        }
        let from = scene.range.start.max(found.tokens.start.saturating_sub(NOUN + OBJECT));
        (from..found.tokens.start).rev().find_map(|at| {
            let (end, toll) = self.verb_at(scene, at)?;
            (end <= found.tokens.start && found.tokens.start - end <= OBJECT).then_some((at..found.tokens.end, toll))
        })
    }

    /// A verb of a toll at token `at`, past the word that negates it or the auxiliary that it takes in the passive voice; the token after it, and the toll.
    fn verb_at(&self, scene: &Scene<'_>, at: usize) -> Option<(usize, &'static str)> {
        let verb = |from: usize, negated: bool| {
            let is_verb = |trigger: &&Trigger| match trigger.role {
                Role::Verb => negated || !self.passive.is_empty(),
                Role::Subject => true,
                _ => false,
            };
            let told = self.longest_trigger(scene, from, is_verb);
            told.or_else(|| negated.then(|| scene.longest(&self.negated, from).map(|found| (found.tokens.end, found.meaning()))).flatten())
        };
        let bridged = |from: usize| {
            let next = scene.longest(&self.between, from).filter(|found| found.meaning() == Between::Bridge).map(|found| found.tokens.end);
            std::iter::once(from).chain(next)
        };
        if !self.negation.is_empty() {
            let end = scene.longest(&self.negation, at)?.tokens.end;
            return bridged(end).find_map(|from| verb(from, true));
        }
        let passive = scene.longest(&self.passive, at).map(|found| found.tokens.end);
        let subject = self.longest_trigger(scene, at, |trigger| trigger.role == Role::Subject);
        subject.or_else(|| passive.and_then(|end| bridged(end).find_map(|from| verb(from, true))))
    }

    /// The noun of a toll that begins at token `at`; of people only for harm, unless `any` of them are lacked.
    fn lacked(&self, scene: &Scene<'_>, at: usize, any: bool) -> Option<(usize, &'static str)> {
        self.longest_trigger(scene, at, |trigger| match trigger.role {
            Role::Count | Role::Event => true,
            Role::State => any || is_harm(trigger.toll),
            _ => false,
        })
    }

    /// The longest word of a toll at token `at` that is wanted; the token after it, and the toll.
    fn longest_trigger(&self, scene: &Scene<'_>, at: usize, wanted: impl Fn(&&Trigger) -> bool) -> Option<(usize, &'static str)> {
        let mut longest: Option<(usize, &'static str)> = None;
        self.triggers.each(scene.analyses, at, scene.range.end, |found| {
            let toll = found.meanings.iter().find(&wanted).map(|trigger| trigger.toll);
            let longer = longest.is_none_or(|(end, _)| end < found.tokens.end);
            longest = toll.filter(|_| longer).map(|toll| (found.tokens.end, toll)).or(longest);
        });
        longest
    }

    fn noun_after<T>(&self, scene: &Scene<'_>, found: &Match<'_, T>) -> Option<(Range<usize>, &'static str)> {
        let from = found.tokens.end;
        let (end, toll) = self.lacked(scene, from, false)?;
        // `No injured civilians`, `without arrested leaders` leave it open who is meant.
        (scene.longest(&self.people, end).is_none() && scene.numerals.at(end).is_none()).then_some((found.tokens.start..end, toll))
    }

    fn noun_before<T>(&self, scene: &Scene<'_>, found: &Match<'_, T>) -> Option<(Range<usize>, &'static str)> {
        // Among those killed there are no children: the lack is of what follows.
        let last = scene.token(found.tokens.end).is_none_or(|token| token.kind == TokenKind::Sign)
            || matches!(self.between_at(scene, found.tokens.end), Some(Between::Barrier | Between::And));
        if !last {
            return None;
        }
        let from = scene.range.start.max(found.tokens.start.saturating_sub(NOUN + 1));
        (from..found.tokens.start).rev().find_map(|at| {
            let (end, toll) = self.lacked(scene, at, true)?;
            let open = at == scene.range.start
                || scene.token(at - 1).is_some_and(|token| token.kind == TokenKind::Sign)
                || scene.longest_before(&self.reported, at).is_some();
            let clear = (end..found.tokens.start).all(|i| scene.token(i).is_some_and(|token| token.kind == TokenKind::Word));
            (open && end <= found.tokens.start && clear).then_some((at..found.tokens.end, toll))
        })
    }
}
