//! Whether a word is made like a name or like a word of the language.
//!
//! A language's own words are made by its own patterns, and most names in the news come from elsewhere: سنكلير can hardly be an Arabic word, تباينات can
//! hardly be anything else. The pack's tables have some thousand of each. The measure is the log of how much likelier the letters of a word are, each
//! after the two before it, among the names than among the words (add-δ smoothing; Jurafsky & Martin, *Speech and Language Processing*, 3rd ed.,
//! chapter 3). It is a help where nothing else tells a name, never a finding by itself.

use crate::languages::{Pack, TAGS};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How often three letters follow one another, in names and in words.
#[derive(Debug, Default)]
struct Shape {
    triples: FxHashMap<[char; 3], [f32; 2]>,
    pairs: FxHashMap<[char; 2], [f32; 2]>,
    letters: f32,
    /// What is written together with the word after it.
    proclitics: Vec<char>,
}

/// What every count is raised by, so that letters never seen together are unlikely and not impossible.
const SMOOTHING: f32 = 0.3;

/// Words shorter than this say too little, both in the tables and of themselves.
const SHORTEST: usize = 4;

/// What a word loses when its first letter is taken for a proclitic.
const PROCLITIC: f32 = 1.0;

/// More than 0 for what is made like a name, less for what is made like a word of the language; `form` is folded. The measure of one pack is made when it
/// is first asked for.
pub fn shape(tag: &str, form: &str) -> f32 {
    static SHAPES: [OnceLock<Shape>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];
    let Some(at) = TAGS.iter().position(|known| *known == tag) else { return 0.0 };
    let shape = SHAPES[at].get_or_init(|| Pack::get(tag).map(Shape::new).unwrap_or_default());
    let bare = form.chars().next().filter(|first| shape.proclitics.contains(first)).map(|first| &form[first.len_utf8()..]);
    let bare = bare.filter(|bare| bare.chars().count() >= SHORTEST).map(|bare| shape.of(bare) - PROCLITIC);
    bare.into_iter().fold(shape.of(form), f32::max)
}

impl Shape {
    fn new(pack: &Pack) -> Self {
        let letters = pack.profile.letters();
        let mut out = Self {
            proclitics: pack.profile.clitics.proclitics.iter().filter(|chain| chain.chars().count() == 1).flat_map(|chain| chain.chars()).collect(),
            ..Self::default()
        };
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        let mut add = |pattern: &str, kind: usize| {
            for word in pattern.split_whitespace() {
                // The citation form; what follows a colon names a paradigm.
                let word = letters.fold(&word.split(':').next().unwrap_or(word).replace('|', ""));
                if word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) {
                    let kind_of = words.entry(word).or_insert(kind);
                    *kind_of = kind.min(*kind_of);
                }
            }
        };
        for name in pack.tables_in("lexicon").chain(["name"]).chain(pack.tables_in("gazetteer")) {
            let Ok(sections) = pack.table::<BTreeMap<String, BTreeMap<String, Vec<String>>>>(name) else { continue };
            for (section, entries) in &sections {
                let kind = match section.as_str() {
                    "given" | "city" => NAME,
                    "concept" | "title" | "saying" | "place-word" | "org-word" => WORD,
                    _ => continue,
                };
                for pattern in entries.values().flatten() {
                    add(pattern, kind);
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for (word, kind) in &words {
            seen.extend(word.chars());
            for triple in triples(word) {
                out.triples.entry(triple).or_default()[*kind] += 1.0;
                out.pairs.entry([triple[0], triple[1]]).or_default()[*kind] += 1.0;
            }
        }
        out.letters = seen.len() as f32 + 1.0;
        out
    }

    fn of(&self, form: &str) -> f32 {
        let chance = |triple: &[char; 3], kind: usize| {
            let all = self.pairs.get(&[triple[0], triple[1]]).map_or(0.0, |count| count[kind]);
            let own = self.triples.get(triple).map_or(0.0, |count| count[kind]);
            (own + SMOOTHING) / (all + SMOOTHING * self.letters)
        };
        triples(form).map(|triple| (chance(&triple, NAME) / chance(&triple, WORD)).ln()).sum()
    }
}

const NAME: usize = 0;
const WORD: usize = 1;

/// The letters of a word three by three, with a blank at both ends.
fn triples(word: &str) -> impl Iterator<Item = [char; 3]> + '_ {
    let mut last = [' ', ' '];
    let mut first = true;
    word.chars().chain([' ']).filter_map(move |c| {
        let triple = [last[0], last[1], c];
        last = [last[1], c];
        (!std::mem::take(&mut first)).then_some(triple)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_is_not_made_like_a_word() {
        for name in ["غريفيث", "مارتينيز"] {
            assert!(shape("ar", name) > 0.0, "{name}: {}", shape("ar", name));
        }
        for word in ["استثمارات", "يستعرضون", "المتظاهرين", "تقديراتها"] {
            assert!(shape("ar", word) < 0.0, "{word}: {}", shape("ar", word));
        }
    }

    #[test]
    fn every_language_has_a_measure() {
        assert!(shape("en", "mcallister") > shape("en", "investments"));
        assert!(shape("ru", "шевченко") > shape("ru", "предложение"));
        assert!(shape("xx", "name").abs() < f32::EPSILON);
    }
}
