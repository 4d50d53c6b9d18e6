//! Headlines that run into the text without any sign.
//!
//! Seen where a page or a feed was flattened to one line. Three things give such a place away, all in the opening of a block, before its first full stop:
//! a word that begins sentences stands with a capital in the middle of one (`… in the north The storm …`); the opening words come again with their
//! capital (`Kanto quake: … Kanto quake …`); or, in a language that begins sentences with verbs, a verb opens a clause that nothing links, or three opening
//! words come again.

use super::boundary::{is_closer, is_terminator};
use super::rules::Rules;
use crate::normalise::is_letter;
use std::cell::OnceCell;

/// A headline longer than this is a sentence, in characters.
const LONGEST: usize = 140;
/// A headline shorter than this is a phrase, in words.
const SHORTEST: usize = 4;

/// The end of the headline that `text` opens with, if it seems to have one.
pub(super) fn ends(text: &str, rules: &Rules) -> Vec<usize> {
    find(text, rules).into_iter().collect()
}

fn find(text: &str, rules: &Rules) -> Option<usize> {
    let words = opening(text);
    let bare: Vec<OnceCell<String>> = vec![OnceCell::new(); words.len()];
    let plain = |at: usize| -> &str { bare[at].get_or_init(|| words[at].1.chars().filter(|c| is_letter(*c) || c.is_alphanumeric()).collect()) };
    for i in SHORTEST..words.len().saturating_sub(1) {
        let word = words[i].1;
        let (before_at, before) = words[i - 1];
        let end = before_at + before.len();
        if before.ends_with([',', '،', ';', '؛', ':', '-', '–', '—', '(', '«', '“']) || !word.starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let next = words[i + 1].1;
        if rules.capitals {
            let after_small = before.starts_with(|c: char| c.is_lowercase() || c.is_numeric()) || before.ends_with(is_closer);
            let capital = word.starts_with(char::is_uppercase) && !rules.is_always_capital(word);
            let starts = capital
                && rules.is_starter(word)
                && next.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
                && after_small
                && !rules.is_linker(plain(i - 1));
            if starts || (capital && after_small && again(i, &plain)) {
                return Some(end);
            }
        } else {
            // A verb before the words that come again opens the text itself.
            let verb = rules.opens_after_headline(plain(i - 1)) || rules.tells_in_headline(plain(i - 1));
            if opens(&words, i, rules, &plain) || (!verb && repeats(&words, i, &plain)) {
                return Some(end);
            }
        }
    }
    None
}

/// How many words a headline has after its own verb.
const AFTER_VERB: usize = 3;

/// Whether the verb at `i` opens the text after a headline: in the past tense where the headline, which tells its news in the present or without a
/// verb, has none; in the present where the headline has its own verb well before and no clause that the verb could belong to; in either where
/// it tells again what the headline told.
fn opens<'p>(words: &[(usize, &str)], i: usize, rules: &Rules, plain: &impl Fn(usize) -> &'p str) -> bool {
    let word = plain(i);
    let (past, present) = (rules.opens_after_headline(word), rules.tells_in_headline(word));
    if !(past || present) || rules.is_linker(plain(i - 1)) {
        return false;
    }
    // After a preposition what looks like a verb is a noun (`في قتل`).
    let is_verb = |at: usize| rules.is_past(plain(at)) && !(at > 0 && rules.is_preposition(plain(at - 1)));
    if (past && (0..i).all(|at| !is_verb(at))) || tells_again(words, i, rules, plain) {
        return true;
    }
    let Some(own) = (1..i.saturating_sub(AFTER_VERB)).rfind(|at| rules.tells_in_headline(plain(*at))) else { return false };
    // After an indefinite noun a verb in the present is its relative clause (`a law that forbids`).
    present && rules.is_definite(plain(i - 1)) && (own + 1..i).all(|at| !rules.is_linker(plain(at)) || rules.is_preposition(plain(at)))
}

/// Whether the verb at `i` tells again what the headline told: the headline's own verb now stands first, or the words after the verb are those
/// that the headline begins with.
fn tells_again<'p>(words: &[(usize, &str)], i: usize, rules: &Rules, plain: &impl Fn(usize) -> &'p str) -> bool {
    let same = |a: usize, b: usize| b < words.len() && plain(a) == plain(b);
    // The subject of one word or two stands before the headline's verb and after that of the text.
    let inverted = || (1..i.saturating_sub(1)).any(|own| same(own, i) && (own.saturating_sub(2)..own).any(|subject| same(subject, i + 1)));
    let start = after_colon(words, i);
    let subject = || same(start, i + 1) && (same(start + 1, i + 2) || !rules.is_definite(plain(start)) && plain(start).chars().count() > SHORT_WORD);
    let verb_first = || same(0, i) && same(1, i + 1);
    inverted() || subject() || verb_first()
}

/// A word of no more letters can be a particle.
const SHORT_WORD: usize = 3;

/// Where the headline proper begins: after its first colon.
fn after_colon(words: &[(usize, &str)], i: usize) -> usize {
    words[..i].iter().position(|(_, word)| word.ends_with(':')).map_or(0, |colon| colon + 1)
}

/// Whether the three words at `i` are those that the text, or what follows its first colon, begins with.
fn repeats<'p>(words: &[(usize, &str)], i: usize, plain: &impl Fn(usize) -> &'p str) -> bool {
    let start = after_colon(words, i);
    let same = |from: usize| from + 3 <= i && i + 3 <= words.len() && (0..3).all(|n| plain(from + n) == plain(i + n));
    same(0) || same(start)
}

/// Whether the first two words of the text come again at `i`.
fn again<'p>(i: usize, plain: &impl Fn(usize) -> &'p str) -> bool {
    plain(0) == plain(i) && plain(1) == plain(i + 1)
}

/// The words before the first sign that ends a sentence, with where they begin.
fn opening(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let limit = text.char_indices().nth(LONGEST * 2).map_or(text.len(), |(at, _)| at);
    let (mut at, mut letters) = (0, 0);
    for word in text[..limit].split(' ') {
        let (start, before) = (at, letters);
        at += word.len() + 1;
        letters += word.chars().count() + 1;
        if word.is_empty() {
            continue;
        }
        out.push((start, word));
        if word.trim_end_matches(is_closer).ends_with(is_terminator) || before > LONGEST {
            break;
        }
    }
    out
}
