//! The stems that the build has not laid out: of patterns that are put together when a table is read.
//!
//! All stems stand in one string and the table holds places in it, so that any number of stems are three allocations.

use super::WordId;
use super::pattern::Hash;
use smallvec::SmallVec;

/// The words of a stem, each with its paradigm.
pub(super) type Words = SmallVec<[(u16, WordId); 2]>;

/// Stem -> words.
#[derive(Debug, Default)]
pub(super) struct Stems {
    text: String,
    stems: Vec<Stem>,
    /// Open addressing: 0 is free, else the hash (so that what is not there is mostly told without a look at the stems) and one more than an index
    /// into `stems`. A power of two, never more than half full.
    slots: Vec<u64>,
}

#[derive(Debug)]
struct Stem {
    start: u32,
    end: u32,
    words: Words,
}

impl Stems {
    /// The words of a stem. `hash` is that of the stem.
    pub(super) fn get(&self, stem: &str, hash: Hash) -> Option<&Words> {
        if self.stems.is_empty() {
            return None;
        }
        self.find(stem, hash.bits()).ok().map(|at| &self.stems[at].words)
    }

    /// The words of a stem, to add one; an unknown stem is put in without words. `hash` is that of the stem.
    pub(super) fn entry(&mut self, stem: &str, hash: Hash) -> &mut Words {
        if self.slots.len() <= self.stems.len() * 2 {
            self.grow();
        }
        let hash = hash.bits();
        let at = self.find(stem, hash).unwrap_or_else(|free| {
            let start = self.text.len() as u32;
            self.text.push_str(stem);
            self.stems.push(Stem { start, end: self.text.len() as u32, words: Words::new() });
            self.slots[free] = slot(hash, self.stems.len());
            self.stems.len() - 1
        });
        &mut self.stems[at].words
    }

    /// The index of a stem, or else the slot where it would be put.
    fn find(&self, stem: &str, hash: u32) -> Result<usize, usize> {
        if self.slots.is_empty() {
            return Err(0);
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if (slot >> 32) as u32 == hash {
                let known = slot as u32 as usize - 1;
                let Stem { start, end, .. } = self.stems[known];
                if &self.text.as_bytes()[start as usize..end as usize] == stem.as_bytes() {
                    return Ok(known);
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(LEAST);
        let before = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in before.into_iter().filter(|slot| *slot != 0) {
            let mut at = (slot >> 32) as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Slots at first.
const LEAST: usize = 1 << 10;

fn slot(hash: u32, number: usize) -> u64 {
    u64::from(hash) << 32 | number as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_however_often_the_table_grows() {
        let mut stems = Stems::default();
        let get = |stems: &Stems, stem: &str| stems.get(stem, Hash::of(stem)).cloned();
        assert!(get(&stems, "слово").is_none());
        for n in 0..20_000_u16 {
            let stem = format!("слово{n}");
            stems.entry(&stem, Hash::of(&stem)).push((n, super::super::vocabulary::id(u32::from(n))));
        }
        stems.entry("слово7", Hash::of("слово7")).push((0, super::super::vocabulary::id(70_000)));
        assert_eq!(get(&stems, "слово7").map(|words| words.len()), Some(2));
        assert!((0..20_000).all(|n| get(&stems, &format!("слово{n}")).is_some_and(|words| words[0].0 == n)));
        assert!(get(&stems, "слово").is_none());
    }
}
