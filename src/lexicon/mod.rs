//! A bilingual lexicon that an archive teaches: which words of two languages stand in sentences that say the same.
//!
//! [`Counts`] learns one from aligned stories; [`Lexicon`] adds what it knows to the aligner's evidence, so that words no table has become keys that both
//! editions share. It knows words as the aligner does, without clitics and without most of their ending, and it says nothing of facts: a lexicon
//! changes which sentences are compared and never what is found in them.

mod counts;

pub use counts::{Counts, Word};

use crate::align::{Evidence, Item, ItemKind, Key};
use crate::error::{Error, Result};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// First line of the file.
const HEAD: &str = "# variorum lexicon 1";
/// A word has so many translations at most.
const MOST: usize = 3;

/// Two words that translate each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The languages.
    pub languages: [String; 2],
    /// The words, without clitics and without most of their ending.
    pub words: [String; 2],
    /// How reliably one stands for the other, 0 to 1: the geometric mean of both directions.
    pub weight: f32,
    /// In what share of all sentences the commoner one stands.
    pub chance: f32,
}

/// Words that translate each other.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// By word of a language: the other language, and the key that both words share.
    keys: FxHashMap<u64, SmallVec<[(u64, Key); MOST]>>,
}

impl Lexicon {
    /// From entries, the best for each word first.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| (&x.languages, &x.words).cmp(&(&y.languages, &y.words))));
        let mut out = Self::default();
        for entry in entries {
            let sides = [0, 1].map(|side| (word_id(&entry.languages[side], stem_id(&entry.words[side])), hash(&entry.languages[1 - side])));
            let full = |(word, other): &(u64, u64)| out.keys.get(word).is_some_and(|keys| keys.iter().filter(|key| key.0 == *other).count() >= MOST);
            if sides.iter().any(full) {
                continue;
            }
            let key = Key { id: hash((9_u8, sides[0].0, sides[1].0)) | 1, chance: entry.chance };
            for (word, other) in sides {
                out.keys.entry(word).or_default().push((other, key));
            }
            out.entries.push(entry);
        }
        out
    }

    /// What it holds, the most reliable first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds to each edition's evidence what the lexicon knows of its words in the languages of the others.
    pub fn enrich(&self, sides: &mut [(&str, Vec<Evidence>)]) {
        let languages: Vec<u64> = sides.iter().map(|(language, _)| hash(language)).collect();
        for (at, (language, sentences)) in sides.iter_mut().enumerate() {
            let keys = |item: Item<'_>| {
                let known = if item.word == 0 { None } else { self.keys.get(&word_id(language, item.word)) };
                let useful =
                    known.into_iter().flatten().filter(|(other, _)| languages.iter().enumerate().any(|(side, own)| side != at && own == other));
                item.keys.iter().copied().chain(useful.map(|(_, key)| *key)).collect::<SmallVec<[Key; 4]>>()
            };
            for sentence in sentences {
                let all: Vec<_> = sentence.items().map(keys).collect();
                let items = sentence.items().zip(&all).map(|(item, keys)| {
                    let kind = if keys.len() > item.keys.len() && item.kind == ItemKind::Word { ItemKind::Concept } else { item.kind };
                    Item { kind, keys, word: item.word }
                });
                *sentence = Evidence::new(sentence.length, sentence.paragraph, items);
            }
        }
    }

    /// As a file: a line an entry with languages, words, weight and chance, separated by tabs.
    pub fn to_text(&self) -> String {
        let mut out = format!("{HEAD}\n");
        for Entry { languages: [left, right], words: [word, other], weight, chance } in &self.entries {
            let _ = writeln!(out, "{left}\t{right}\t{word}\t{other}\t{weight:.3}\t{chance:.5}");
        }
        out
    }

    /// Reads what [`Lexicon::to_text`] wrote.
    ///
    /// # Errors
    /// If it is no such file; the message names the line.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, first)| first.trim() != HEAD) {
            return Err(format!("line 1: expected {HEAD:?}; make a lexicon with `variorum learn`"));
        }
        let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let entry = |(number, line): (usize, &str)| {
            let wrong =
                |what: &str| format!("line {}: {what}; expected two languages, two words, a weight and a chance, separated by tabs", number + 1);
            let fields: Vec<&str> = line.split('\t').collect();
            let [left, right, word, other, weight, chance] = fields[..] else { return Err(wrong(&format!("{} fields", fields.len()))) };
            let share = |field: &str| field.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
            let (weight, chance) = (share(weight), share(chance).filter(|chance| *chance > 0.0));
            let (Some(weight), Some(chance)) = (weight, chance) else { return Err(wrong("a number that is not between 0 and 1")) };
            if word.is_empty() || other.is_empty() {
                return Err(wrong("an empty word"));
            }
            Ok(Entry { languages: [left, right].map(str::to_owned), words: [word, other].map(str::to_owned), weight, chance })
        };
        lines.map(entry).collect::<Result<Vec<_>, String>>().map(Self::new)
    }

    /// Reads a file that `variorum learn` wrote.
    ///
    /// # Errors
    /// If the file cannot be read or is no lexicon.
    pub fn read(file: &Path) -> Result<Self> {
        let wrong = |message: String| Error::Read { path: file.to_owned(), message };
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        Self::from_text(&text).map_err(wrong)
    }
}

/// The number that the aligner's evidence gives a word without its ending ([`crate::align::Item::word`]).
pub fn stem_id(stem: &str) -> u64 {
    hash((4_u8, stem)) | 1
}

fn word_id(language: &str, word: u64) -> u64 {
    hash((language, word))
}

fn hash(thing: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    thing.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(word: &str, other: &str, weight: f32) -> Entry {
        Entry { languages: ["en".into(), "ru".into()], words: [word.into(), other.into()], weight, chance: 0.01 }
    }

    #[test]
    fn a_lexicon_is_read_as_it_was_written() {
        let lexicon = Lexicon::new(vec![entry("glass", "стекл", 0.5), entry("barge", "баржа", 0.75)]);
        let again = Lexicon::from_text(&lexicon.to_text()).unwrap();
        assert_eq!(again.entries(), lexicon.entries());
        assert_eq!(again.entries()[0].words[0], "barge");
    }

    #[test]
    fn what_is_no_lexicon_is_refused_with_its_line() {
        assert!(Lexicon::from_text("").unwrap_err().contains("line 1"));
        for line in ["en\tru\tbarge", "en\tru\tbarge\tбаржа\t2\t0.1", "en\tru\t\tбаржа\t0.5\t0.1", "en\tru\tbarge\tбаржа\tNaN\t0.1"] {
            let error = Lexicon::from_text(&format!("{HEAD}\n\n{line}\n")).unwrap_err();
            assert!(error.contains("line 3"), "{error}");
        }
    }

    #[test]
    fn words_that_translate_each_other_share_a_key_and_others_do_not() {
        let lexicon = Lexicon::new(vec![entry("barge", "баржа", 0.75)]);
        let side = |language: &'static str, stem: &str| {
            let item = Item { kind: ItemKind::Word, keys: &[], word: stem_id(stem) };
            (language, vec![Evidence::new(20, 0, [item])])
        };
        let mut sides = [side("en", "barge"), side("ru", "баржа"), side("ar", "barge")];
        lexicon.enrich(&mut sides);
        let keys: Vec<_> = sides.iter().map(|(_, sentences)| sentences[0].keys()).collect();
        assert_eq!(keys[0].len(), 1);
        assert_eq!(keys[0], keys[1]);
        assert!(keys[2].is_empty());
    }
}
