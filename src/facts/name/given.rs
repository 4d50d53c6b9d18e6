//! Given names that are one name in several languages, though they do not sound alike: Michael, Майкл, مايكل; Charles, Карл, تشارلز.
//!
//! The sections `given`, `given-weak` and `surname` of every pack's `name.toml` have the same keys; a form is looked up with and without its ending.

use super::token::fold_into;
use crate::languages::{Pack, TAGS};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// Numbers of the keys that a form belongs to: few forms have more than one.
pub(super) type Keys = SmallVec<[u16; 2]>;

/// Letters of the longest ending of a name.
const ENDING: usize = 3;

/// Shorter stems than this are not looked for: too many words begin so.
const STEM: usize = 3;

/// Forms that stand in one string, so that thousands of them are a few allocations.
#[derive(Debug, Default)]
struct Forms {
    text: String,
    /// Hash of a form -> where it stands, and its keys. Two forms with one hash: the second stands in `rest`.
    known: FxHashMap<u64, (u32, u32, Keys)>,
    rest: FxHashMap<String, Keys>,
}

#[derive(Debug, Default)]
struct Given {
    /// The form as it is cited.
    whole: Forms,
    /// What stands before the ending of a form that has endings.
    stems: Forms,
}

/// The keys of a folded word.
pub(super) fn keys(word: &str) -> Keys {
    static GIVEN: OnceLock<Given> = OnceLock::new();
    let given = GIVEN.get_or_init(Given::new);
    if let Some(keys) = given.whole.get(word) {
        return keys.clone();
    }
    let letters = word.chars().count();
    let mut ends = word.char_indices().rev().map(|(at, _)| at).take(ENDING).take(letters.saturating_sub(STEM));
    ends.find_map(|end| given.stems.get(&word[..end])).or_else(|| given.stems.get(word)).cloned().unwrap_or_default()
}

impl Forms {
    fn hash(form: &str) -> u64 {
        let mut hasher = FxHasher::default();
        form.hash(&mut hasher);
        hasher.finish()
    }

    fn get(&self, form: &str) -> Option<&Keys> {
        let (start, end, keys) = self.known.get(&Self::hash(form))?;
        if &self.text[*start as usize..*end as usize] == form { Some(keys) } else { self.rest.get(form) }
    }

    fn add(&mut self, form: &str, key: u16) {
        let next = self.text.len() as u32;
        let (start, end, keys) = self.known.entry(Self::hash(form)).or_insert_with(|| (next, next + form.len() as u32, Keys::new()));
        let keys = if *start == next {
            self.text.push_str(form);
            keys
        } else if &self.text[*start as usize..*end as usize] == form {
            keys
        } else {
            self.rest.entry(form.to_owned()).or_default()
        };
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
}

impl Given {
    fn new() -> Self {
        let mut out = Self::default();
        let mut numbers: FxHashMap<u32, u16> = FxHashMap::default();
        let mut folded = String::new();
        for pack in TAGS.iter().filter_map(|tag| Pack::get(tag).ok()) {
            for entry in pack.list("given").chain(pack.list("surname")).filter(|entry| !entry.form.contains([' ', '-'])) {
                let next = numbers.len() as u16;
                let number = *numbers.entry(entry.key).or_insert(next);
                let form = entry.form.split(':').next().unwrap_or(entry.form);
                let (stem, ending) = form.split_once('|').unwrap_or((form, ""));
                folded.clear();
                fold_into(stem, &mut folded);
                if form.contains('|') {
                    out.stems.add(&folded, number);
                }
                fold_into(ending, &mut folded);
                out.whole.add(&folded, number);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_key_in_every_language() {
        let michael = keys("michael");
        assert!(!michael.is_empty());
        for form in ["майкл", "майкла", "майклом", "مايكل"] {
            assert_eq!(keys(form), michael, "{form}");
        }
        assert!(keys("майкопская").is_empty());
        assert!(keys("").is_empty());
    }
}
