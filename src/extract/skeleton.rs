//! What is left of a word when it is carried from one script to another: its consonants, in a few classes.
//!
//! `Obama`, `Обамы` and `أوباما` all leave `BM`; `president` and `президент` leave `BRSTNT`. Several skeletons where a letter is ambiguous (`g`) or
//! where an ending or clitic may stand between the word and its name. Too coarse to say that two names are the same; good enough to say that
//! two sentences of one story share them.

use crate::languages::{Profile, SOUNDS};
use crate::normalise::Pool;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Skeletons of one word at most; the commonest readings come first.
const MOST: usize = 6;

/// Classes of consonants, one byte each.
pub(super) type Skeleton = SmallVec<[u8; 12]>;

/// Makes the skeletons of one language's words.
#[derive(Debug)]
pub(super) struct Skeletons {
    /// Folded endings and enclitics that add a consonant.
    endings: FxHashSet<Box<str>>,
    /// The longest of them, in bytes.
    longest: usize,
    /// Folded proclitics, the longest first.
    proclitics: Vec<String>,
    /// What the evidence says of words, for a while.
    pub(super) kept: Pool<Sounded>,
}

/// A word as the aligner is told of it.
#[derive(Debug)]
pub(super) struct Sounded {
    /// Its skeletons: how many consonants each has, and its number.
    pub(super) skeletons: SmallVec<[(u8, u64); 2]>,
    /// The number of its stem.
    pub(super) stem: u64,
}

impl Skeletons {
    /// For words with the clitics and endings of a profile.
    pub(super) fn new(profile: &Profile) -> Self {
        let letters = profile.letters();
        let paradigms = profile.paradigm.values().flat_map(|p| [&p.singular, &p.dual, &p.plural, &p.any]).flatten();
        let endings = paradigms.chain(&profile.clitics.enclitics).map(|ending| letters.fold(ending).into_boxed_str());
        let endings: FxHashSet<Box<str>> = endings.filter(|ending| readings(ending).iter().any(|reading| !reading.is_empty())).collect();
        let longest = endings.iter().map(|ending| ending.len()).max().unwrap_or(0);
        let mut proclitics: Vec<String> = profile.clitics.proclitics.iter().map(|clitic| letters.fold(clitic)).collect();
        proclitics.sort_by_key(|clitic| (std::cmp::Reverse(clitic.len()), clitic.clone()));
        Self { endings, longest, proclitics, kept: Pool::default() }
    }

    /// A word without what is written together with it, as far as that can be told without a dictionary.
    pub(super) fn bare<'w>(&self, word: &'w str) -> &'w str {
        let bare = self.proclitics.iter().find_map(|clitic| word.strip_prefix(clitic.as_str()).filter(|rest| letters_of(rest) >= 3));
        bare.unwrap_or(word)
    }

    /// The skeletons of a folded word, each once.
    pub(super) fn of(&self, word: &str) -> SmallVec<[Skeleton; 4]> {
        let mut out: SmallVec<[Skeleton; 4]> = SmallVec::new();
        let mut bases: SmallVec<[&str; 4]> = SmallVec::new();
        bases.push(word);
        bases.extend(self.proclitics.iter().filter_map(|clitic| word.strip_prefix(clitic.as_str())).filter(|rest| letters_of(rest) >= 3));
        for base in bases {
            add(&mut out, base);
            let shortest = base.char_indices().nth(3).map_or(base.len(), |(at, _)| at).max(base.len().saturating_sub(self.longest));
            for (cut, _) in base.char_indices().filter(|(cut, _)| *cut >= shortest) {
                if self.endings.contains(&base[cut..]) {
                    add(&mut out, &base[..cut]);
                }
            }
        }
        out
    }
}

fn letters_of(word: &str) -> usize {
    word.chars().count()
}

fn add(out: &mut SmallVec<[Skeleton; 4]>, word: &str) {
    for reading in readings(word) {
        if out.len() < MOST && reading.len() >= 2 && !out.contains(&reading) {
            out.push(reading);
        }
    }
}

/// A way to write a sound, and what it can be.
#[derive(Debug)]
struct Spelling {
    letters: Box<str>,
    at_end: bool,
    classes: SmallVec<[Box<[u8]>; 2]>,
}

/// All spellings by their first letter, the longest first.
fn sounds() -> &'static FxHashMap<char, Vec<Spelling>> {
    static SOUND: OnceLock<FxHashMap<char, Vec<Spelling>>> = OnceLock::new();
    SOUND.get_or_init(|| {
        // OK because the table is compiled in and a test reads it; a broken one leaves names without skeletons.
        let scripts: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(SOUNDS).unwrap_or_default();
        let mut out: FxHashMap<char, Vec<Spelling>> = FxHashMap::default();
        for (letters, classes) in scripts.into_values().flatten() {
            let (letters, at_end) = letters.strip_suffix('$').map_or((letters.as_str(), false), |letters| (letters, true));
            let Some(first) = letters.chars().next() else { continue };
            let classes = classes.split('/').map(|class| class.as_bytes().into()).collect();
            out.entry(first).or_default().push(Spelling { letters: letters.into(), at_end, classes });
        }
        for list in out.values_mut() {
            list.sort_by_key(|spelling| (std::cmp::Reverse(spelling.letters.len()), !spelling.at_end));
        }
        out
    })
}

/// Every way to sound a word.
fn readings(word: &str) -> SmallVec<[Skeleton; 4]> {
    let sounds = sounds();
    let mut out: SmallVec<[Skeleton; 4]> = SmallVec::new();
    out.push(Skeleton::new());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let spelling = sounds.get(&first).and_then(|list| {
            list.iter().find(|spelling| rest.strip_prefix(&*spelling.letters).is_some_and(|after| !spelling.at_end || after.is_empty()))
        });
        let Some(spelling) = spelling else {
            rest = &rest[first.len_utf8()..];
            continue;
        };
        rest = &rest[spelling.letters.len()..];
        let known = out.len();
        for (n, classes) in spelling.classes.iter().enumerate().rev() {
            for at in 0..known {
                if n == 0 {
                    extend(&mut out[at], classes);
                } else if out.len() < MOST {
                    let mut other = out[at].clone();
                    extend(&mut other, classes);
                    out.push(other);
                }
            }
        }
    }
    out
}

/// Adds classes; a doubled consonant is one.
fn extend(skeleton: &mut Skeleton, classes: &[u8]) {
    for &class in classes {
        if skeleton.last() != Some(&class) {
            skeleton.push(class);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::Pack;

    fn share(left: (&str, &str), right: (&str, &str)) -> bool {
        let of = |(tag, word): (&str, &str)| {
            let profile = &Pack::get(tag).unwrap().profile;
            Skeletons::new(profile).of(&profile.letters().fold(word))
        };
        let right = of(right);
        of(left).iter().any(|skeleton| right.contains(skeleton))
    }

    #[test]
    fn the_table_is_read() {
        assert!(toml::from_str::<BTreeMap<String, BTreeMap<String, String>>>(SOUNDS).is_ok());
    }

    #[test]
    fn a_name_has_one_skeleton_in_every_script() {
        for (en, ar, ru) in [
            ("Obama", "أوباما", "Обамы"),
            ("Washington", "واشنطن", "Вашингтоном"),
            ("George", "جورج", "Джорджу"),
            ("Mohammed", "ومحمد", "Мухаммедом"),
            ("Tehran", "بطهران", "Тегеране"),
            ("Khartoum", "الخرطوم", "Хартума"),
            ("Johnson", "جونسون", "Джонсона"),
        ] {
            assert!(share(("en", en), ("ar", ar)), "{en} {ar}");
            assert!(share(("en", en), ("ru", ru)), "{en} {ru}");
        }
        assert!(share(("en", "president"), ("ru", "президентами")));
        assert!(!share(("en", "Paris"), ("ru", "Лондоне")));
    }
}
