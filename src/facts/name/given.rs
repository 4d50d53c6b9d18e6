//! Given names that are one name in several languages, though they do not sound alike: Michael, Майкл, مايكل; Charles, Карл, تشارلز.
//!
//! The sections `given`, `given-weak` and `surname` of every pack's `name.toml` have the same keys; a form is looked up with and without its ending.

use super::token::fold;
use crate::languages::{Pack, TAGS};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Numbers of the keys that a form belongs to: few forms have more than one.
pub(super) type Keys = SmallVec<[u16; 2]>;

/// Letters of the longest ending of a name.
const ENDING: usize = 3;

/// Shorter stems than this are not looked for: too many words begin so.
const STEM: usize = 3;

#[derive(Debug, Default)]
struct Given {
    /// The form as it is cited.
    whole: FxHashMap<String, Keys>,
    /// What stands before the ending of a form that has endings.
    stems: FxHashMap<String, Keys>,
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

impl Given {
    fn new() -> Self {
        let mut out = Self::default();
        let mut numbers: BTreeMap<String, u16> = BTreeMap::new();
        for tag in TAGS {
            let table = Pack::get(tag).and_then(|pack| pack.table::<BTreeMap<String, BTreeMap<String, Vec<String>>>>("name"));
            let Ok(table) = table else { continue };
            for (key, forms) in ["given", "given-weak", "surname"].iter().filter_map(|section| table.get(*section)).flatten() {
                let next = numbers.len() as u16;
                let number = *numbers.entry(key.clone()).or_insert(next);
                for form in forms.iter().filter(|form| !form.contains([' ', '-'])) {
                    let form = form.split(':').next().unwrap_or(form);
                    let (stem, ending) = form.split_once('|').unwrap_or((form, ""));
                    let mut add = |map: bool, text: String| {
                        let keys = if map { out.whole.entry(text).or_default() } else { out.stems.entry(text).or_default() };
                        if !keys.contains(&number) {
                            keys.push(number);
                        }
                    };
                    add(true, fold(&format!("{stem}{ending}")));
                    if form.contains('|') {
                        add(false, fold(stem));
                    }
                }
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
