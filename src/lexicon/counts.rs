//! Learning a lexicon: expected counts as in IBM Model 1 (Brown et al. 1993), in both directions, one pass over the archive at a time.
//!
//! The first pass counts how often two words meet; what goes beyond chance is where the expectation of the second pass starts, in which the words of a
//! sentence share every word of the other among them. Words and pairs are held up to a bound; beyond it the rarest are let go, so memory does not grow with the archive.

use super::{Entry, Lexicon};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Pairs of words that are held at once for two languages.
const MOST_PAIRS: usize = 4_000_000;
/// Words that are held at once for a language.
const MOST_WORDS: usize = 1_000_000;
/// A word that was seen less often teaches nothing.
const LEAST_SEEN: f32 = 2.0;
/// A pair that is less reliable is left out.
const LEAST_WEIGHT: f32 = 0.25;
/// Words that stand in a greater share of the sentences say nothing.
const COMMON: f32 = 0.1;
/// How probable it is, beside the words of the other sentence, that a word comes from nowhere.
const NOWHERE: f32 = 0.05;

/// A word of a sentence, as the aligner knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// Its number ([`crate::align::Item::word`]).
    pub id: u64,
    /// Its letters.
    pub stem: String,
}

/// What two languages' words have been seen to do together.
#[derive(Clone, Debug, Default)]
struct Pairs {
    /// By word of the first and the second language: how often they met; after the first pass how often each is expected to have translated the other.
    now: FxHashMap<(u64, u64), [f32; 2]>,
    /// What the last pass made of them.
    before: FxHashMap<(u64, u64), [f32; 2]>,
}

/// What one language's words have been seen to do.
#[derive(Clone, Debug, Default)]
struct Seen {
    sentences: f32,
    words: FxHashMap<u64, (Box<str>, f32)>,
}

/// Counts over an archive.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// By the two languages, in alphabetical order.
    pairs: BTreeMap<[String; 2], ([Seen; 2], Pairs)>,
}

impl Counts {
    /// Counts two passages that say the same, each with its language and its words. `sure` is how probable it is that they do.
    pub fn add(&mut self, left: (&str, &[Word]), right: (&str, &[Word]), sure: f32) {
        if left.0 > right.0 {
            return self.add(right, left, sure);
        }
        let sides = [left, right].map(|(_, words)| {
            let mut words: Vec<&Word> = words.iter().collect();
            words.sort_unstable();
            words.dedup();
            words
        });
        let (seen, pairs) = self.pairs.entry([left.0.to_owned(), right.0.to_owned()]).or_default();
        let total = seen[0].sentences.max(1.0);
        for (seen, words) in seen.iter_mut().zip(&sides) {
            seen.sentences += 1.0;
            for word in words {
                seen.words.entry(word.id).or_insert_with(|| (word.stem.as_str().into(), 0.0)).1 += 1.0;
            }
            let mut floor = 1.0;
            while seen.words.len() > MOST_WORDS {
                seen.words.retain(|_, (_, times)| *times > floor);
                floor *= 2.0;
            }
        }
        let first = pairs.before.is_empty();
        let known = |x: &Word, y: &Word, way: usize| if first { 1.0 } else { pairs.before.get(&(x.id, y.id)).map_or(0.0, |known| known[way]) };
        let nowhere =
            |seen: &Seen, word: &Word| if first { NOWHERE } else { seen.words.get(&word.id).map_or(0.0, |(_, times)| times / total).max(NOWHERE) };
        let mut found: Vec<((u64, u64), [f32; 2])> = Vec::with_capacity(sides[0].len() * sides[1].len());
        let from_left: Vec<f32> = sides[1].iter().map(|y| nowhere(&seen[1], y) + sides[0].iter().map(|x| known(x, y, 0)).sum::<f32>()).collect();
        for x in &sides[0] {
            let from_right = nowhere(&seen[0], x) + sides[1].iter().map(|y| known(x, y, 1)).sum::<f32>();
            for (y, from_left) in sides[1].iter().zip(&from_left) {
                let share = if first { [1.0, 1.0] } else { [known(x, y, 0) / from_left, known(x, y, 1) / from_right] };
                if share[0] + share[1] > 0.0 {
                    found.push(((x.id, y.id), share));
                }
            }
        }
        for (pair, share) in found {
            let count = pairs.now.entry(pair).or_default();
            *count = [count[0] + sure * share[0], count[1] + sure * share[1]];
        }
        let mut floor = 0.1;
        while pairs.now.len() > MOST_PAIRS {
            pairs.now.retain(|_, count| count[0] + count[1] > floor);
            floor *= 2.0;
        }
    }

    /// Ends a pass: what it taught guides the next.
    pub fn end_pass(&mut self) {
        for (seen, pairs) in self.pairs.values_mut() {
            let now = std::mem::take(&mut pairs.now).into_iter();
            pairs.before = now.map(|(pair, count)| (pair, association(seen, pair, count))).filter(|(_, known)| known[0] > 0.0).collect();
            *seen = Default::default();
        }
    }

    /// What has been learnt, in this pass.
    pub fn lexicon(&self) -> Lexicon {
        let mut entries = Vec::new();
        for (languages, (seen, pairs)) in &self.pairs {
            for (pair, count) in &pairs.now {
                let [there, back] = probabilities(seen, *pair, *count);
                let (Some((word, times)), Some((other, others))) = (seen[0].words.get(&pair.0), seen[1].words.get(&pair.1)) else { continue };
                let (weight, chance) = ((there * back).sqrt(), times.max(*others) / seen[0].sentences.max(1.0));
                if weight >= LEAST_WEIGHT && times.min(*others) >= LEAST_SEEN && (chance <= COMMON || times.max(*others) <= LEAST_SEEN) {
                    let words = [word, other].map(ToString::to_string);
                    entries.push(Entry { languages: languages.clone(), words, weight: weight.min(1.0), chance: chance.clamp(1e-5, 1.0) });
                }
            }
        }
        Lexicon::new(entries)
    }
}

/// How much more often two words met than chance would have it, squared so that the best one stands out.
fn association(seen: &[Seen; 2], pair: (u64, u64), met: [f32; 2]) -> [f32; 2] {
    let times = |side: usize, word: u64| seen[side].words.get(&word).map_or(1.0, |(_, times)| times.max(1.0));
    let (x, y) = (times(0, pair.0), times(1, pair.1));
    let beyond = (met[0] - x * y / seen[0].sentences.max(1.0)).max(0.0);
    [(beyond / x.max(y)).powi(2); 2]
}

/// How probable the second word is where the first one stands, and the other way round.
fn probabilities(seen: &[Seen; 2], pair: (u64, u64), count: [f32; 2]) -> [f32; 2] {
    let times = |side: usize, word: u64| seen[side].words.get(&word).map_or(1.0, |(_, times)| times.max(1.0));
    [count[0] / times(0, pair.0), count[1] / times(1, pair.1)]
}

#[cfg(test)]
mod tests {
    use super::super::stem_id;
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.split(' ').map(|stem| Word { id: stem_id(stem), stem: stem.to_owned() }).collect()
    }

    #[test]
    fn two_passes_tell_which_words_go_together() {
        let sentences = [
            ("barge sinks lake", "баржа тонет озере"),
            ("barge leaves port", "баржа покидает порт"),
            ("lake freezes early", "озере замерзает рано"),
            ("port closes early", "порт закрывается рано"),
            ("barge enters port", "баржа входит порт"),
            ("lake floods barge", "озере заливает баржа"),
            ("early barge port lake", "рано баржа порт озере"),
        ];
        let mut counts = Counts::default();
        for pass in 0..2 {
            if pass > 0 {
                counts.end_pass();
            }
            for _ in 0..3 {
                // The order in which two languages are given makes no difference.
                sentences.iter().for_each(|(en, ru)| counts.add(("ru", &words(ru)), ("en", &words(en)), 1.0));
            }
            (0..200).for_each(|n| counts.add(("en", &words(&format!("other{n}"))), ("ru", &words(&format!("иное{n}"))), 1.0));
        }
        let lexicon = counts.lexicon();
        let best = |word: &str| lexicon.entries().iter().find(|entry| entry.words[0] == word).map(|entry| entry.words[1].as_str());
        assert_eq!((best("barge"), best("port"), best("lake"), best("early")), (Some("баржа"), Some("порт"), Some("озере"), Some("рано")));
        assert!(lexicon.entries().iter().all(|entry| entry.languages == ["en", "ru"]));
    }
}
