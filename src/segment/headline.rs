//! Headlines that run into the text without any sign.
//!
//! Seen where a page or a feed was flattened to one line. Three things give such a place away, all in the opening of a block, before its first full stop:
//! a word that begins sentences stands with a capital in the middle of one (`… in the north The storm …`); the opening words come again with their
//! capital (`Kanto quake: … Kanto quake …`); or, in a language that begins sentences with verbs, a verb opens a clause that nothing links, or three opening
//! words come again.

use super::boundary::{is_closer, is_terminator};
use super::rules::Rules;

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
    let plain = |word: &str| -> String { word.chars().filter(|c| c.is_alphanumeric()).collect() };
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
                && !rules.is_linker(&plain(before));
            if starts || (capital && after_small && again(&words, i, &plain)) {
                return Some(end);
            }
        } else {
            // A verb before the words that come again opens the text itself.
            let verb = rules.opens_after_headline(&plain(before)) || rules.tells_in_headline(&plain(before));
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
fn opens(words: &[(usize, &str)], i: usize, rules: &Rules, plain: &impl Fn(&str) -> String) -> bool {
    let word = plain(words[i].1);
    if rules.is_linker(&plain(words[i - 1].1)) {
        return false;
    }
    let behind = || words[..i].iter().map(|(_, word)| plain(word));
    if rules.opens_after_headline(&word) {
        return behind().all(|word| !rules.opens_after_headline(&word));
    }
    // After an indefinite noun a verb in the present is its relative clause (`a law that forbids`).
    rules.tells_in_headline(&word)
        && rules.is_definite(&plain(words[i - 1].1))
        && words[i - AFTER_VERB..i].iter().all(|(_, word)| !rules.is_linker(&plain(word)))
        && words.get(1..i - AFTER_VERB).unwrap_or_default().iter().any(|(_, word)| rules.tells_in_headline(&plain(word)))
}

/// Whether the three words at `i` are those that the text, or what follows its first colon, begins with.
fn repeats(words: &[(usize, &str)], i: usize, plain: &impl Fn(&str) -> String) -> bool {
    let start = words[..i].iter().position(|(_, word)| word.ends_with(':')).map_or(0, |colon| colon + 1);
    let same = |from: usize| from + 3 <= i && i + 3 <= words.len() && (0..3).all(|n| plain(words[from + n].1) == plain(words[i + n].1));
    same(0) || same(start)
}

/// Whether the first two words of the text come again at `i`.
fn again(words: &[(usize, &str)], i: usize, plain: &impl Fn(&str) -> String) -> bool {
    plain(words[0].1) == plain(words[i].1) && plain(words[1].1) == plain(words[i + 1].1)
}

/// The words before the first sign that ends a sentence, with where they begin.
fn opening(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let limit = text.char_indices().nth(LONGEST * 2).map_or(text.len(), |(at, _)| at);
    let mut at = 0;
    for word in text[..limit].split(' ') {
        let start = at;
        at += word.len() + 1;
        if word.is_empty() {
            continue;
        }
        out.push((start, word));
        if word.trim_end_matches(is_closer).ends_with(is_terminator) || text[..start].chars().count() > LONGEST {
            break;
        }
    }
    out
}
