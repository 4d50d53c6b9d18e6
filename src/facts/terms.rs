//! Words of different loading for one thing: `martyrs` and `dead`, `special military operation` and `war`.
//!
//! A concept has several terms, and a term several forms in every language. The packs bring a list (`terms.toml`) that treats all sides alike; a house can
//! put its own in its place ([`HouseTerms`]). A term is no fact: it is looked for beside them, and the comparison asks which editions chose which.

use super::Concept;
use crate::error::{Error, Result};
use crate::languages::{Analyses, Entries, Pack, Phrases, TAGS, Text, Vocabulary};
use crate::normalise::Tokens;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// A way to name a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// What is named (`fighters`).
    pub concept: Concept,
    /// How (`terrorists`); [`Term::NEUTRAL`] for a word that takes no side.
    pub word: Concept,
}

impl Term {
    /// The name of the term that takes no side.
    pub const NEUTRAL: &str = "neutral";
}

/// A term in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TermHit {
    /// What the words can be; several where they name several concepts (`aggression`).
    pub terms: SmallVec<[Term; 2]>,
    /// Tokens of the edition.
    pub tokens: Range<usize>,
}

/// The terms of one language.
#[derive(Debug, Default)]
pub struct Terms {
    /// Nothing for a phrase that only looks like a term.
    phrases: Phrases<Option<Term>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Table {
    concept: Entries<Entries<Vec<Text>>>,
    #[serde(rename = "else")]
    other: Other,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Other {
    phrases: Vec<Text>,
}

impl Terms {
    /// Reads `terms.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("terms")?;
        let mut all = Self::default();
        for (concept, words) in table.concept.iter() {
            for (word, forms) in words.iter() {
                let term = Term { concept: Concept::new(concept), word: Concept::new(word) };
                for form in forms {
                    all.insert(vocabulary, form, Some(term))
                        .map_err(|message| pack.error("terms", format!("{}.{}: {message}", &**concept, &**word)))?;
                }
            }
        }
        for phrase in &table.other.phrases {
            all.insert(vocabulary, phrase, None).map_err(|message| pack.error("terms", format!("else: {message}")))?;
        }
        Ok(all)
    }

    fn insert(&mut self, vocabulary: &mut Vocabulary, form: &str, term: Option<Term>) -> Result<(), String> {
        self.phrases.insert(vocabulary, form, term)
    }

    /// The terms among some tokens: at each place the longest phrase.
    pub fn find(&self, analyses: &Analyses, tokens: Range<usize>) -> Vec<TermHit> {
        let (mut hits, mut at) = (Vec::new(), tokens.start);
        while at < tokens.end {
            let mut end = at;
            let mut best: SmallVec<[Option<Term>; 2]> = SmallVec::new();
            self.phrases.each(analyses, at, tokens.end, |found| {
                if found.tokens.end > end {
                    end = found.tokens.end;
                    best.clear();
                }
                if found.tokens.end == end {
                    best.extend(found.meanings.iter().copied());
                }
            });
            if best.iter().all(Option::is_some) && end > at {
                let mut terms: SmallVec<[Term; 2]> = best.into_iter().flatten().collect();
                // Two forms of one word can read the same.
                terms.sort_unstable_by_key(|term| (term.concept, term.word));
                terms.dedup();
                hits.push(TermHit { terms, tokens: at..end });
            }
            at = end.max(at + 1);
        }
        hits
    }
}

/// A form of a term as a house lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEntry {
    /// What is named.
    pub concept: String,
    /// How; [`Term::NEUTRAL`] for the word that takes no side.
    pub word: String,
    /// Tag of the language.
    pub language: String,
    /// As the packs write words: `terrorist|s`, or just as it stands.
    pub form: String,
}

/// The terms of a house, for every language that has a pack.
#[derive(Debug, Default)]
pub struct HouseTerms {
    languages: FxHashMap<String, (Vocabulary, Terms)>,
}

impl HouseTerms {
    /// Makes the tables of some entries. A region of a tag (`ar-EG`) is left aside.
    ///
    /// # Errors
    /// The index of the entry whose language has no pack or whose form cannot be read, and why.
    pub fn new(entries: &[TermEntry]) -> Result<Self, (usize, String)> {
        let mut all = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            let tag = entry.language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
            let pack = Pack::get(&tag).map_err(|error| match error {
                Error::Check(_) => (at, format!("no language pack for {:?}; there are packs for {}", entry.language, TAGS.join(", "))),
                other => (at, other.to_string()),
            })?;
            let (vocabulary, terms) = all.languages.entry(tag).or_insert_with(|| (Vocabulary::new(pack), Terms::default()));
            let term = Term { concept: Concept::new(&entry.concept), word: Concept::new(&entry.word) };
            terms.insert(vocabulary, &entry.form, Some(term)).map_err(|message| (at, message))?;
        }
        Ok(all)
    }

    /// The terms of a text in a language.
    pub fn find(&self, language: &str, tokens: &Tokens) -> Vec<TermHit> {
        let Some((vocabulary, terms)) = self.languages.get(language) else { return Vec::new() };
        terms.find(&vocabulary.analyse(tokens), 0..tokens.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, text: &str) -> Vec<String> {
        let pack = Pack::get(language).unwrap();
        let mut vocabulary = Vocabulary::new(pack);
        let terms = Terms::load(pack, &mut vocabulary).unwrap();
        let tokens = Tokens::new(text, &pack.profile.letters());
        let hits = terms.find(&vocabulary.analyse(&tokens), 0..tokens.len());
        let name = |hit: &TermHit| hit.terms.iter().map(|term| format!("{}:{}", term.concept.id(), term.word.id())).collect::<Vec<_>>();
        let mut out: Vec<String> = hits.iter().flat_map(name).collect();
        out.sort();
        out
    }

    #[test]
    fn terms_are_found_in_every_form() {
        for (language, text, want) in [
            ("en", "the regime's forces", vec!["army:neutral", "government:regime"]),
            ("en", "the sanctions regime", vec![]),
            ("ru", "о ликвидации террористов", vec!["fighters:terrorists", "killed:eliminated"]),
            ("ru", "при ликвидации последствий", vec![]),
            ("ru", "в ходе специальной военной операции", vec!["war:operation"]),
            ("ar", "وللشهداء والإرهابيين", vec!["fighters:terrorists", "killed:martyrs"]),
            ("ar", "في العملية العسكرية الخاصة", vec!["war:operation"]),
            ("ar", "الحرب العالمية الثانية", vec![]),
        ] {
            assert_eq!(found(language, text), want, "{text}");
        }
    }

    #[test]
    fn a_house_lists_its_own() {
        let entry = |word: &str, language: &str, form: &str| TermEntry {
            concept: "river".to_owned(),
            word: word.to_owned(),
            language: language.to_owned(),
            form: form.to_owned(),
        };
        let house = HouseTerms::new(&[entry("blue", "en-GB", "Blue Water|s"), entry("neutral", "ru", "рек|а")]).unwrap();
        let pack = Pack::get("en").unwrap();
        assert_eq!(house.find("en", &Tokens::new("the blue waters", &pack.profile.letters())).len(), 1);
        assert!(house.find("ar", &Tokens::new("x", &pack.profile.letters())).is_empty());
        let (at, message) = HouseTerms::new(&[entry("a", "en", "b"), entry("a", "xx", "b")]).unwrap_err();
        assert!(at == 1 && message.contains("en, ar, ru"), "{message}");
        assert!(HouseTerms::new(&[entry("a", "en", "b|zzz")]).unwrap_err().1.contains("zzz"));
    }
}
