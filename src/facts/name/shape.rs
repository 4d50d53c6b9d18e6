//! Whether a word is made like a name or like a word of the language.
//!
//! A language's own words are made by its own patterns, and most names in the news come from elsewhere: سنكلير can hardly be an Arabic word, تباينات can
//! hardly be anything else. The pack's tables have some thousand of each. The measure is the log of how much likelier the letters of a word are, each
//! after the two before it, among the names than among the words (add-δ smoothing; Jurafsky & Martin, *Speech and Language Processing*, 3rd ed.,
//! chapter 3). It is a help where nothing else tells a name, never a finding by itself.

use crate::languages::{Entries, Pack, TAGS, Text};
use crate::normalise::is_letter;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// How often three letters follow one another, in names and in words.
#[derive(Debug, Default)]
struct Shape {
    /// By the letters in one number.
    triples: FxHashMap<u64, [f32; 2]>,
    /// The same for the first two of them.
    pairs: FxHashMap<u64, [f32; 2]>,
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
        // All words in one string, and where each ends: names and words of the language.
        let (mut text, mut ends) = (String::new(), [Vec::new(), Vec::new()]);
        let (mut plain, mut start) = (String::new(), 0);
        for name in pack.tables_in("lexicon").chain(["name"]).chain(pack.tables_in("gazetteer")) {
            let Ok(sections) = pack.table::<Entries<Entries<Vec<Text>>>>(name) else { continue };
            for (section, entries) in sections.iter() {
                let kind = match &**section {
                    "given" | "city" => NAME,
                    "concept" | "title" | "saying" | "place-word" | "org-word" => WORD,
                    _ => continue,
                };
                for word in entries.iter().flat_map(|(_, patterns)| patterns).flat_map(|pattern| pattern.split_whitespace()) {
                    // The citation form; what follows a colon names a paradigm.
                    plain.clear();
                    plain.extend(word.split(':').next().unwrap_or(word).split('|'));
                    letters.fold_into(&plain, &mut text);
                    if text[start..].chars().all(is_letter) && text[start..].chars().nth(SHORTEST - 1).is_some() {
                        ends[kind].push(start..text.len());
                        start = text.len();
                    } else {
                        text.truncate(start);
                    }
                }
            }
        }
        // What is both is a name.
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let mut seen: FxHashSet<char> = FxHashSet::default();
        for kind in [NAME, WORD] {
            for word in ends[kind].iter().map(|range| &text[range.clone()]).filter(|word| known.insert(word)) {
                seen.extend(word.chars());
                for triple in triples(word) {
                    out.triples.entry(triple).or_default()[kind] += 1.0;
                }
            }
        }
        for (triple, counts) in &out.triples {
            let pair = out.pairs.entry(first_two(*triple)).or_default();
            *pair = [pair[NAME] + counts[NAME], pair[WORD] + counts[WORD]];
        }
        out.letters = seen.len() as f32 + 1.0;
        out
    }

    fn of(&self, form: &str) -> f32 {
        let counts = |triple: u64| {
            let all = self.pairs.get(&first_two(triple)).copied().unwrap_or_default();
            (self.triples.get(&triple).copied().unwrap_or_default(), all)
        };
        let chance = |own: f32, all: f32| (own + SMOOTHING) / (all + SMOOTHING * self.letters);
        let measure = |(own, all): ([f32; 2], [f32; 2])| (chance(own[NAME], all[NAME]) / chance(own[WORD], all[WORD])).ln();
        triples(form).map(|triple| measure(counts(triple))).sum()
    }
}

const NAME: usize = 0;
const WORD: usize = 1;

/// The letters of a word three by three, with a blank at both ends, each three in one number.
fn triples(word: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = u64::from(' ') << LETTER | u64::from(' ');
    word.chars().chain([' ']).enumerate().filter_map(move |(n, c)| {
        last = (last << LETTER | u64::from(c)) & ((1 << (3 * LETTER)) - 1);
        (n > 0).then_some(last)
    })
}

/// The first two letters of three.
fn first_two(triple: u64) -> u64 {
    triple >> LETTER
}

/// Bits of a character.
const LETTER: u32 = 21;

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
