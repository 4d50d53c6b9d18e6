//! Runs every kind of fact over the sentences of an edition, once.

mod by_sentence;
mod evidence;
mod skeleton;

pub use by_sentence::BySentence;
pub use evidence::{evidence, words};

use crate::error::Result;
use crate::facts::casualty::Sum;
use crate::facts::name::{Clustered, Held, Sounds, Title, cluster};
use crate::facts::terms::{TermHit, Terms};
use crate::facts::{Concept, ConceptHit, Concepts, Fact, Finder, KINDS, Kind, PoleHit, Poles, Scene, date};
use crate::languages::{Analyses, Direction, Lookup, Pack, Vocabulary};
use crate::normalise::{Letters, Tokens};
use crate::text::{Moment, Sentence};
use std::ops::Range;
use std::sync::OnceLock;

/// Everything that is needed to find facts in one language.
#[derive(Debug)]
pub struct Extractor {
    /// The language.
    pub pack: &'static Pack,
    /// Its words.
    pub vocabulary: Vocabulary,
    /// Its lexicon.
    pub concepts: Concepts,
    /// Its words that have a contrary.
    pub poles: Poles,
    /// Its words of different loading for one thing.
    pub terms: Terms,
    letters: Letters,
    finders: Vec<(Kind, Box<dyn Finder>)>,
    skeletons: skeleton::Skeletons,
}

/// One edition's tokens, concepts and facts.
#[derive(Debug, Default)]
pub struct Extracted {
    /// The text's tokens.
    pub tokens: Tokens,
    /// What each token can be.
    pub analyses: Analyses,
    /// Concepts named.
    pub concepts: BySentence<ConceptHit>,
    /// Words that have a contrary.
    pub poles: BySentence<PoleHit>,
    /// Words of different loading for one thing, in the order of the text.
    pub terms: Vec<TermHit>,
    /// Facts in the order of the text.
    pub facts: Vec<Fact>,
    /// The text runs from right to left.
    pub right_to_left: bool,
    /// How each token sounds, for names that are looked for in it.
    pub sounds: Sounds,
    /// Words of no table, by token, that can be a name in a script without capitals.
    pub unnamed: Vec<usize>,
    /// Words of no table, by token, that stand where a name would: after a title or a given name, beside a verb of saying.
    pub seats: Vec<usize>,
    /// Numerals that are set against another value, by token: an old value, the votes of the losing side.
    pub against: Vec<usize>,
    /// Numerals that are a whole of which another number is a part, by token.
    pub wholes: Vec<usize>,
    /// Words of tolls, by token, in the order of the text, whether or not a figure goes with them.
    pub tolls: Vec<(usize, &'static str)>,
    /// People whose parts, listed in full, do not add up to them, in the order of the text.
    pub sums: Vec<Sum>,
    /// Posts and ranks, in the order of the text.
    pub titles: Vec<Title>,
    /// What relative dates were resolved against: the publication time, or the dateline of the text.
    pub anchor: Option<Moment>,
}

impl Extracted {
    /// The facts of a sentence, as indexes.
    pub fn facts_of(&self, sentence: usize) -> Range<usize> {
        self.facts_within(sentence..sentence + 1)
    }

    /// The facts of a run of sentences, as indexes.
    pub fn facts_within(&self, sentences: Range<usize>) -> Range<usize> {
        let start = self.facts.partition_point(|fact| fact.sentence < sentences.start);
        start..start + self.facts[start..].partition_point(|fact| fact.sentence < sentences.end)
    }
}

impl Extractor {
    /// The extractor of a language, built once for the process.
    ///
    /// # Errors
    /// If there is no such pack or one of its tables is broken.
    pub fn get(tag: &str) -> Result<&'static Extractor> {
        static BUILT: [OnceLock<Result<Extractor>>; crate::languages::TAGS.len()] = [const { OnceLock::new() }; crate::languages::TAGS.len()];
        let pack = Pack::get(tag)?;
        let at = crate::languages::TAGS.iter().position(|known| *known == tag).expect("a loaded pack is in the list");
        BUILT[at].get_or_init(|| Extractor::new(pack)).as_ref().map_err(Clone::clone)
    }

    fn new(pack: &'static Pack) -> Result<Self> {
        let mut vocabulary = Vocabulary::new(pack);
        let finders: Result<Vec<_>> = KINDS.iter().map(|kind| kind.finder(pack, &mut vocabulary).map(|finder| (*kind, finder))).collect();
        let concepts = Concepts::load(pack, &mut vocabulary)?;
        let poles = Poles::load(pack, &mut vocabulary)?;
        let terms = Terms::load(pack, &mut vocabulary)?;
        let skeletons = skeleton::Skeletons::new(&pack.profile);
        Ok(Self { pack, concepts, poles, terms, letters: pack.profile.letters(), finders: finders?, skeletons, vocabulary })
    }

    /// What makes the skeletons of its words.
    fn skeletons(&self) -> &skeleton::Skeletons {
        &self.skeletons
    }

    /// Finds the facts of an edition whose sentences are known. `anchor` is what relative dates are relative to.
    pub fn extract(&self, text: &str, sentences: &[Sentence], anchor: Option<Moment>) -> Extracted {
        let tokens = Tokens::new(text, &self.letters);
        let analyses = self.vocabulary.analyse(&tokens);
        let read = |(index, sentence): (usize, &Sentence), range, anchor| self.scene(text, &tokens, &analyses, (index, *sentence), range, anchor);
        // A headline, and a line about the source, may stand before the dateline.
        const HEAD: usize = 3;
        let first = |sentence: &Sentence| pieces(tokens.within(sentence.span)).next().unwrap_or(0..0);
        let anchor = anchor.or_else(|| {
            sentences.iter().enumerate().take(HEAD).find_map(|(index, sentence)| date::dateline(&read((index, sentence), first(sentence), None)))
        });
        let (mut concepts, mut poles, mut facts) = (BySentence::default(), BySentence::default(), Vec::new());
        let (mut unnamed, mut seats, mut titles, mut plain, mut against) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut tolls, mut wholes, mut sums, mut names) = (Vec::new(), Vec::new(), Vec::new(), Held::default());
        let pieces = sentences
            .iter()
            .enumerate()
            .flat_map(|(index, sentence)| pieces(tokens.within(sentence.span)).map(move |range| ((index, sentence), range)));
        for ((index, sentence), range) in pieces {
            let mut scene = read((index, sentence), range, anchor);
            scene.found.sort_by_key(|(_, fact)| (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind()));
            facts.extend(scene.found.drain(..).map(|(_, mut fact)| {
                names.share(&mut fact.value);
                fact
            }));
            poles.add(index, self.poles_of(&scene));
            concepts.add(index, scene.concepts.drain(..));
            unnamed.append(&mut scene.unnamed);
            plain.append(&mut scene.plain);
            seats.append(&mut scene.seats);
            against.append(&mut scene.against);
            tolls.append(&mut scene.tolls);
            sums.append(&mut scene.sums);
            wholes.append(&mut scene.wholes);
            titles.append(&mut scene.titles);
        }
        let mut terms = self.terms.find(&analyses, 0..tokens.len());
        terms.shrink_to_fit();
        let edition = Clustered { pack: self.pack, tokens: &tokens, analyses: &analyses, sentences };
        cluster(&mut facts, &edition, &mut names);
        facts.shrink_to_fit();
        concepts.shrink_to_fit();
        poles.shrink_to_fit();
        titles.shrink_to_fit();
        plain.sort_unstable();
        let sounds = Sounds::new(plain, self.pack.profile.capitals);
        let right_to_left = self.pack.profile.direction == Direction::Rtl;
        Extracted {
            right_to_left,
            sounds,
            tokens,
            analyses,
            concepts,
            poles,
            terms,
            facts,
            unnamed,
            seats,
            against,
            wholes,
            tolls,
            sums,
            titles,
            anchor,
        }
    }

    /// A sentence, or a piece of a long one, with the facts found in it.
    fn scene<'a>(
        &'a self,
        text: &'a str,
        tokens: &'a Tokens,
        analyses: &'a Analyses,
        (index, sentence): (usize, Sentence),
        range: Range<usize>,
        anchor: Option<Moment>,
    ) -> Scene<'a> {
        let (pack, numerals) = (self.pack, Default::default());
        let mut scene = Scene {
            text,
            tokens,
            analyses,
            pack,
            sentence,
            index,
            range,
            anchor,
            concepts: Vec::new(),
            numerals,
            found: Vec::new(),
            plain: Vec::new(),
            unnamed: Vec::new(),
            seats: Vec::new(),
            against: Vec::new(),
            wholes: Vec::new(),
            tolls: Vec::new(),
            sums: Vec::new(),
            titles: Vec::new(),
        };
        scene.concepts = self.concepts_of(&scene);
        for (_, finder) in &self.finders {
            finder.find(&mut scene);
        }
        scene
    }

    /// The concepts of a sentence: at each place the longest phrase; a phrase inside a longer one is not counted.
    fn concepts_of(&self, scene: &Scene<'_>) -> Vec<ConceptHit> {
        let (mut hits, mut at) = (Vec::new(), scene.range.start);
        while at < scene.range.end {
            let next = self.concepts.longest(scene.analyses, at, scene.range.end);
            at = next.as_ref().map_or(at + 1, |hit| hit.tokens.end);
            hits.extend(next.filter(|hit| !self.concepts.is_silent(hit)));
        }
        hits
    }

    /// The words of a sentence that have a contrary: at each place the longest phrase.
    fn poles_of(&self, scene: &Scene<'_>) -> Vec<PoleHit> {
        let (mut hits, mut at) = (Vec::new(), scene.range.start);
        while at < scene.range.end {
            let mut best: Option<PoleHit> = None;
            self.poles.phrases.each(scene.analyses, at, scene.range.end, |found| {
                let length = best.as_ref().map_or(0, |best| best.tokens.len());
                if found.tokens.len() > length {
                    best = Some(PoleHit { poles: found.meanings.iter().map(Concept::of_row).collect(), tokens: found.tokens.clone() });
                } else if let Some(best) = best.as_mut().filter(|_| found.tokens.len() == length) {
                    for pole in found.meanings.iter().map(Concept::of_row) {
                        // Two forms of one word can read the same (`купила` is one of `купить` by two patterns).
                        if !best.poles.contains(&pole) {
                            best.poles.push(pole);
                        }
                    }
                }
            });
            at = best.as_ref().map_or(at + 1, |best| best.tokens.end);
            if let Some(mut best) = best {
                // What is an idiom as well as a word is the idiom, in which only a pronoun says something.
                if best.poles.contains(&self.poles.idiom) {
                    best.poles.retain(|pole| self.poles.genders.contains(pole));
                }
                if !best.poles.is_empty() {
                    hits.push(best);
                }
            }
        }
        hits
    }
}

/// A sentence has at most so many tokens; what is longer (a table in one line, a text without full stops) is read in pieces, so that no kind of
/// fact meets more than it was made for.
const LONGEST: usize = 600;

/// The tokens of a sentence, in pieces of bounded length; one piece if it is a sentence as people write them, also when it is empty.
fn pieces(tokens: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let count = tokens.len().div_ceil(LONGEST).max(1);
    (0..count).map(move |piece| tokens.start + piece * LONGEST..tokens.end.min(tokens.start + (piece + 1) * LONGEST))
}
