//! What was found out about words, kept for a while: stories share most of their words, and a word is the same in each of them.
//!
//! What is kept depends on the letters of the word alone, so that it does not matter when it was found out, nor by whom.

use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// Words that are kept, unless the owner wants fewer; then all are let go. The edition of a story has two hundred different words or so.
const USUAL: usize = 1 << 13;

/// A longer word, in bytes, is not kept: it will hardly come again.
const LONGEST: usize = 64;

/// At most `MOST` words with what is known of them.
#[derive(Debug)]
pub(crate) struct Kept<V, const MOST: usize = USUAL> {
    words: FxHashMap<Box<str>, V>,
}

impl<V, const MOST: usize> Default for Kept<V, MOST> {
    fn default() -> Self {
        Self { words: FxHashMap::default() }
    }
}

impl<V, const MOST: usize> Kept<V, MOST> {
    /// Reads what is known of a word, which is found out if it is not.
    #[inline]
    pub(crate) fn read<R>(&mut self, word: &str, find_out: impl FnOnce() -> V, read: impl FnOnce(&V) -> R) -> R {
        if let Some(known) = self.words.get(word) {
            return read(known);
        }
        let found = find_out();
        let out = read(&found);
        if word.len() <= LONGEST {
            if self.words.len() >= MOST {
                self.words.clear();
            }
            self.words.insert(word.into(), found);
        }
        out
    }
}

/// What is kept for one owner by all threads: each takes words out while it works and puts them back, so that none waits for another and there are no
/// more of them than threads.
#[derive(Debug)]
pub(crate) struct Pool<V>(Mutex<Vec<Kept<V>>>);

impl<V> Default for Pool<V> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<V> Pool<V> {
    /// Lets `work` read words.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Kept<V>) -> R) -> R {
        // Nothing panics while the lock is held, and what is kept is whole at any time.
        let all = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = all().pop().unwrap_or_default();
        let out = work(&mut own);
        all().push(own);
        out
    }

    /// Forgets everything: the owner has changed.
    pub(crate) fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_out_once_until_there_are_too_many() {
        let mut kept: Kept<usize, 4> = Kept::default();
        let mut asked = Vec::new();
        for word in ["мост", "мост", "bridge", "a", "b", "мост", "c", "мост", "c"] {
            let find_out = || {
                asked.push(word);
                word.len()
            };
            assert_eq!(kept.read(word, find_out, |length| *length), word.len());
        }
        assert_eq!(asked, ["мост", "bridge", "a", "b", "c", "мост"]);
    }

    #[test]
    fn an_owner_that_changes_forgets_what_was_found_out() {
        let mut pool: Pool<usize> = Pool::default();
        let read = |pool: &Pool<usize>, known: usize| pool.with(|kept| kept.read("мост", || known, |known| *known));
        assert_eq!((read(&pool, 1), read(&pool, 2)), (1, 1));
        pool.clear();
        assert_eq!(read(&pool, 3), 3);
    }
}
