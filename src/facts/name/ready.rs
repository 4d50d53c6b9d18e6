//! Words and names of texts, made ready to be compared and kept for a while: a name is looked for in the same sentences again and again, and stories share
//! most of their words.
//!
//! Each thread keeps its own. What a word becomes depends on its letters alone, so that it does not matter when it was made.

use super::score::Parsed;
use super::token::Word;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Words that are kept; then all are let go.
const MOST: usize = 1 << 13;

/// Names that are kept; then all are let go. One takes as much room as its words and their neighbours together.
const MOST_NAMES: usize = 1 << 10;

/// A longer word or name is not kept.
const LONGEST: usize = 64;

#[derive(Default)]
struct Kept {
    words: FxHashMap<Box<str>, Rc<Word>>,
    /// Parts of words: not the first of a name, so that nothing is written together with them.
    parts: FxHashMap<Box<str>, Rc<Word>>,
    names: FxHashMap<Box<str>, Arc<Parsed>>,
    /// Room for what is put together.
    joined: String,
}

impl Kept {
    fn get(&mut self, text: &str, first: bool) -> Rc<Word> {
        let kept = if first { &mut self.words } else { &mut self.parts };
        if let Some(known) = kept.get(text) {
            return Rc::clone(known);
        }
        let word = Rc::new(Word::new(text, first));
        if text.len() <= LONGEST {
            if kept.len() >= MOST {
                kept.clear();
            }
            kept.insert(text.into(), Rc::clone(&word));
        }
        word
    }
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// A word as a text gives it, the first of its name.
pub(super) fn word(text: &str) -> Rc<Word> {
    // OK because making a word ready asks for no other.
    KEPT.with_borrow_mut(|kept| kept.get(text, true))
}

/// A whole name as a text gives it. Facts have it as well, wherever a thread takes them.
pub(super) fn name(text: &str) -> Arc<Parsed> {
    // OK because cutting a name asks for no word that is kept.
    KEPT.with_borrow_mut(|kept| {
        if let Some(known) = kept.names.get(text) {
            return Arc::clone(known);
        }
        let name = Arc::new(Parsed::new(text));
        if text.len() <= LONGEST {
            if kept.names.len() >= MOST_NAMES {
                kept.names.clear();
            }
            kept.names.insert(text.into(), Arc::clone(&name));
        }
        name
    })
}

/// Two words written as one.
pub(super) fn both(first: &str, second: &str) -> Rc<Word> {
    KEPT.with_borrow_mut(|kept| {
        let mut joined = std::mem::take(&mut kept.joined);
        joined.clear();
        joined.push_str(first);
        joined.push_str(second);
        let word = kept.get(&joined, true);
        kept.joined = joined;
        word
    })
}

/// A part of a word.
pub(super) fn part(letters: &[char]) -> Rc<Word> {
    KEPT.with_borrow_mut(|kept| {
        let mut joined = std::mem::take(&mut kept.joined);
        joined.clear();
        joined.extend(letters);
        let word = kept.get(&joined, false);
        kept.joined = joined;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_whenever_it_is_asked_for() {
        let first = word("Петров");
        for n in 0..2 * MOST {
            word(&format!("w{n}"));
        }
        assert_eq!(first.distance(&word("Петров"), 10), Some(0));
        assert_eq!(word("Abdelaziz").likeness(&both("Abdel", "aziz")), 1.0);
    }
}
