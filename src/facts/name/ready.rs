//! Words and names of texts, made ready to be compared and kept for a while: a name is looked for in the same sentences again and again, the names of a story
//! are held against each other, and stories share most of their words.
//!
//! Each thread keeps its own. What a word becomes depends on its letters alone, so that it does not matter when it was made.

use super::score::Parsed;
use super::token::Word;
use crate::normalise::Kept;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Default)]
struct Ready {
    /// Whole names, which take more room.
    names: Kept<Arc<Parsed>, NAMES>,
    words: Kept<Rc<Word>>,
    /// Parts of words: not the first of a name, so that nothing is written together with them.
    parts: Kept<Rc<Word>>,
    /// Room for what is put together.
    joined: String,
}

impl Ready {
    fn get(&mut self, text: &str, first: bool) -> Rc<Word> {
        let kept = if first { &mut self.words } else { &mut self.parts };
        kept.read(text, || Rc::new(Word::new(text, first)), Rc::clone)
    }
}

thread_local! {
    static READY: RefCell<Ready> = RefCell::default();
}

/// A word as a text gives it, the first of its name.
pub(super) fn word(text: &str) -> Rc<Word> {
    // OK because making a word ready asks for no other.
    READY.with_borrow_mut(|ready| ready.get(text, true))
}

/// Two words written as one.
pub(super) fn both(first: &str, second: &str) -> Rc<Word> {
    READY.with_borrow_mut(|ready| {
        let mut joined = std::mem::take(&mut ready.joined);
        joined.clear();
        joined.push_str(first);
        joined.push_str(second);
        let word = ready.get(&joined, true);
        ready.joined = joined;
        word
    })
}

/// A part of a word.
pub(super) fn part(letters: &[char]) -> Rc<Word> {
    READY.with_borrow_mut(|ready| {
        let mut joined = std::mem::take(&mut ready.joined);
        joined.clear();
        joined.extend(letters);
        let word = ready.get(&joined, false);
        ready.joined = joined;
        word
    })
}

/// A whole name as a text gives it, cut into words. Facts have it as well, wherever a thread takes them.
pub(super) fn name(text: &str) -> Arc<Parsed> {
    // OK because cutting a name makes its words without asking for them here.
    READY.with_borrow_mut(|ready| ready.names.read(text, || Arc::new(Parsed::new(text)), Arc::clone))
}

/// How two names compare by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// One name.
    Same,
    /// Perhaps one, badly spelled.
    Perhaps,
    /// Two.
    No,
}

/// Names that are kept.
const NAMES: usize = 1 << 11;

/// Pairs of names that are kept; then all are let go.
const PAIRS: usize = 1 << 12;

/// Two names, which are held so that no other can take their place in memory, with how they compare.
type Compared = (Arc<Parsed>, Arc<Parsed>, Alike);

thread_local! {
    /// By where the names stand in memory.
    static COMPARED: RefCell<FxHashMap<[*const Parsed; 2], Compared>> = RefCell::default();
}

/// How two names compare, which `compare` says the first time: a story names the same people again and again.
pub(super) fn alike(left: &Arc<Parsed>, right: &Arc<Parsed>, compare: impl FnOnce() -> Alike) -> Alike {
    let both = [Arc::as_ptr(left), Arc::as_ptr(right)];
    if let Some(known) = COMPARED.with_borrow(|known| known.get(&both).map(|(.., alike)| *alike)) {
        return known;
    }
    let alike = compare();
    COMPARED.with_borrow_mut(|known| {
        if known.len() >= PAIRS {
            known.clear();
        }
        known.insert(both, (Arc::clone(left), Arc::clone(right), alike));
    });
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_whenever_it_is_asked_for() {
        let first = word("Петров");
        // More than are kept.
        for n in 0..20_000 {
            word(&format!("w{n}"));
        }
        assert_eq!(first.distance(&word("Петров"), 10), Some(0));
        assert_eq!(word("Abdelaziz").likeness(&both("Abdel", "aziz")), 1.0);
    }

    #[test]
    fn two_names_are_compared_once() {
        let (first, second) = (name("Ivan Petrov"), name("Иван Петров"));
        assert_eq!(alike(&first, &second, || Alike::Same), Alike::Same);
        assert_eq!(alike(&name("Ivan Petrov"), &second, || Alike::No), Alike::Same);
        assert_eq!(alike(&second, &first, || Alike::No), Alike::No);
    }
}
