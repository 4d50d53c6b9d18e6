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
/// verb, has none; in the present where the headline has its own verb well before.
fn opens<'p>(words: &[(usize, &str)], i: usize, rules: &Rules, plain: &impl Fn(usize) -> &'p str) -> bool {
    if rules.is_linker(plain(i - 1)) {
        return false;
    }
    let word = plain(i);
    if rules.opens_after_headline(word) {
        return (0..i).all(|at| !rules.opens_after_headline(plain(at)));
    }
    // After an indefinite noun a verb in the present is its relative clause (`a law that forbids`).
    rules.tells_in_headline(word)
        && rules.is_definite(plain(i - 1))
        && (i - AFTER_VERB..i).all(|at| !rules.is_linker(plain(at)))
        && (1..(i - AFTER_VERB).min(words.len())).any(|at| rules.tells_in_headline(plain(at)))
}

/// Whether the three words at `i` are those that the text, or what follows its first colon, begins with.
fn repeats<'p>(words: &[(usize, &str)], i: usize, plain: &impl Fn(usize) -> &'p str) -> bool {
    let start = words[..i].iter().position(|(_, word)| word.ends_with(':')).map_or(0, |colon| colon + 1);
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
