//! What the aligner is told of each sentence: its facts, concepts, names and words as keys that mean the same in every edition.

use super::skeleton::{Skeletons, Sounded};
use super::{Extracted, Extractor};
use crate::align::{Evidence, Item, ItemKind, Key};
use crate::facts::{Fact, Value};
use crate::lexicon::{Word, stem_id};
use crate::normalise::{Capitals, Kept, TokenKind};
use crate::text::Sentence;
use rust_decimal::Decimal;
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// How probable it is that an unrelated sentence of the story shares a key by chance.
const CONCEPT: f32 = 0.02;
const DATE: f32 = 0.01;
const FOREIGN: f32 = 0.002;
const MARK: f32 = 0.15;

/// A word of another script's letters that is shorter says nothing.
const SHORTEST_FOREIGN: usize = 2;

/// What is known of every sentence of an edition.
pub fn evidence(extractor: &Extractor, text: &str, sentences: &[Sentence], extracted: &Extracted) -> Vec<Evidence> {
    extractor.skeletons().kept.with(|sounded| evidence_with(sounded, extractor, text, sentences, extracted))
}

fn evidence_with(sounded: &mut Kept<Sounded>, extractor: &Extractor, text: &str, sentences: &[Sentence], extracted: &Extracted) -> Vec<Evidence> {
    let mut facts = extracted.facts.iter().peekable();
    let mut out = Vec::with_capacity(sentences.len());
    let mut items = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        while facts.next_if(|fact| fact.sentence < index).is_some() {}
        let mut own: SmallVec<[&Fact; 16]> = SmallVec::new();
        while let Some(fact) = facts.next_if(|fact| fact.sentence == index) {
            own.push(fact);
        }
        let mut reader = Reader { extractor, sounded, extracted, range: extracted.tokens.within(sentence.span), items };
        reader.read(&own, extracted.concepts.of(index));
        let length = sentence.span.of(text).chars().count();
        out.push(Evidence::new(length, sentence.paragraph, reader.items.iter().map(|(kind, keys, word)| Item { kind: *kind, keys, word: *word })));
        items = reader.items;
        items.clear();
    }
    out
}

/// The words of every sentence of an edition that a lexicon can be learnt from, as the evidence numbers them.
pub fn words(extractor: &Extractor, sentences: &[Sentence], extracted: &Extracted) -> Vec<Vec<Word>> {
    let skeletons = extractor.skeletons();
    let of = |sentence: &Sentence| {
        let tokens = extracted.tokens.within(sentence.span).filter(|at| extracted.tokens.list()[*at].kind == TokenKind::Word);
        let stems = tokens.map(|at| extracted.tokens.form(at)).filter(|form| form.chars().nth(3).is_some()).map(|form| stem(skeletons, form));
        stems.map(|stem| Word { id: stem_id(stem), stem: stem.to_owned() }).collect()
    };
    sentences.iter().map(of).collect()
}

/// The keys of one item.
type Keys = SmallVec<[Key; 2]>;

struct Reader<'a> {
    extractor: &'a Extractor,
    sounded: &'a mut Kept<Sounded>,
    extracted: &'a Extracted,
    range: Range<usize>,
    items: Vec<(ItemKind, Keys, u64)>,
}

impl Reader<'_> {
    fn read(&mut self, facts: &[&Fact], concepts: &[crate::facts::ConceptHit]) {
        // What a fact of the numeric and temporal kinds covers is not read again as digits and words.
        let mut covered: SmallVec<[Range<usize>; 16]> = SmallVec::new();
        for fact in facts {
            let keys = fact_keys(&fact.value);
            if !keys.is_empty() {
                covered.push(self.extracted.tokens.within(fact.span));
                self.add(ItemKind::Figure, keys, 0);
            }
        }
        let mut named = concepts.iter().peekable();
        let mut at = self.range.start;
        let mut first_word = true;
        while at < self.range.end {
            if let Some(range) = covered.iter().find(|range| range.contains(&at)) {
                at = range.end;
                first_word = false;
                continue;
            }
            while named.next_if(|hit| hit.tokens.start < at).is_some() {}
            if let Some(hit) = named.next_if(|hit| hit.tokens.start == at) {
                let single = hit.tokens.len() == 1;
                let mut keys: Keys = SmallVec::new();
                keys.extend(hit.meanings().map(|concept| Key { id: id((1_u8, concept)), chance: CONCEPT }));
                let word = if single { self.sounds(self.extracted.tokens.form(at), 4, &mut keys) } else { 0 };
                self.add(ItemKind::Concept, keys, word);
                at = hit.tokens.end;
                first_word = false;
                continue;
            }
            let token = self.extracted.tokens.list()[at];
            at = match token.kind {
                TokenKind::Digits => self.digits(at),
                TokenKind::Word => {
                    self.plain_word(at, first_word);
                    first_word = false;
                    at + 1
                }
                TokenKind::Sign => {
                    self.sign(at);
                    at + 1
                }
            };
        }
    }

    /// An item; what the sentence already has is not added twice.
    fn add(&mut self, kind: ItemKind, keys: Keys, word: u64) {
        let known = |(_, own, other): &(ItemKind, Keys, u64)| (*other == word && word != 0) || (!keys.is_empty() && own.first() == keys.first());
        if !self.items.iter().any(known) {
            self.items.push((kind, keys, word));
        }
    }

    /// Digits that no fact covers, with the signs that group them.
    fn digits(&mut self, start: usize) -> usize {
        let tokens = &self.extracted.tokens;
        let signs = &self.extractor.pack.profile.digits;
        let mut number = tokens.form(start).to_owned();
        let mut at = start + 1;
        while at + 1 < self.range.end {
            let (sign, next) = (tokens.list()[at], tokens.list()[at + 1]);
            if !(sign.kind == TokenKind::Sign && sign.glued && next.kind == TokenKind::Digits && next.glued) {
                break;
            }
            let (sign, next) = (tokens.form(at), tokens.form(at + 1));
            if signs.group.iter().any(|known| known == sign) && next.len() == 3 {
                number.push_str(next);
            } else if signs.decimal.iter().any(|known| known == sign) && !number.contains('.') {
                number.push('.');
                number.push_str(next);
            } else {
                break;
            }
            at += 2;
        }
        if let Ok(number) = number.parse::<Decimal>() {
            self.add(ItemKind::Figure, SmallVec::from_slice(&[number_key(number)]), 0);
        }
        at
    }

    fn plain_word(&mut self, at: usize, first: bool) {
        let form = self.extracted.tokens.form(at);
        let profile = &self.extractor.pack.profile;
        let mut keys = SmallVec::new();
        let latin = form.bytes().all(|b| b.is_ascii_alphabetic());
        if latin && form.len() >= SHORTEST_FOREIGN {
            keys.push(Key { id: id((2_u8, form)), chance: FOREIGN });
        }
        if latin && profile.script != "Latin" {
            self.sounds(form, 3, &mut keys);
            return self.add(ItemKind::Foreign, keys, 0);
        }
        let capital = profile.capitals && self.extracted.tokens.list()[at].capitals != Capitals::None;
        let word = self.sounds(form, if capital { 2 } else { 3 }, &mut keys);
        let kind = if capital && !first { ItemKind::Name } else { ItemKind::Word };
        if kind == ItemKind::Name || form.chars().count() > 3 {
            self.add(kind, keys, word);
        }
    }

    /// Adds the skeletons of a word that have at least so many consonants. Gives the number of the word without clitics and all but the beginning of its
    /// ending.
    fn sounds(&mut self, form: &str, least: usize, keys: &mut Keys) -> u64 {
        let skeletons = self.extractor.skeletons();
        let find_out = || {
            let number = |skeleton: &[u8]| (skeleton.len() as u8, id((3_u8, skeleton)));
            Sounded { skeletons: skeletons.of(form).iter().map(|skeleton| number(skeleton)).collect(), stem: stem_id(stem(skeletons, form)) }
        };
        self.sounded.read(form, find_out, |known| {
            let long = known.skeletons.iter().filter(|(length, _)| usize::from(*length) >= least);
            keys.extend(long.map(|(length, id)| Key { id: *id, chance: chance_of(*length) }));
            known.stem
        })
    }

    fn sign(&mut self, at: usize) {
        let mark = match self.extracted.tokens.form(at) {
            "?" | "؟" => 1_u8,
            "!" => 2,
            "\"" | "«" | "“" | "„" | "”" | "»" => 3,
            "(" => 4,
            "%" | "٪" => 5,
            "$" | "€" | "£" => 6,
            _ => return,
        };
        self.add(ItemKind::Mark, SmallVec::from_slice(&[Key { id: id((5_u8, mark)), chance: MARK }]), 0);
    }
}

/// A word without clitics and all but the beginning of its ending.
fn stem<'w>(skeletons: &Skeletons, form: &'w str) -> &'w str {
    let bare = skeletons.bare(form);
    let end = bare.char_indices().nth(5).map_or(bare.len(), |(at, _)| at);
    &bare[..end]
}

/// Keys of the facts whose values can be told apart by themselves.
fn fact_keys(value: &Value) -> Keys {
    if let Some(amount) = value.amount() {
        let mut keys: Keys = [amount.min, amount.max, amount.other].into_iter().flatten().map(number_key).collect();
        keys.dedup_by_key(|key| key.id);
        return keys;
    }
    match value {
        Value::Date(_) | Value::Time(_) | Value::Duration(_) => {
            let fields = value.fields();
            let timex = fields.get("timex").and_then(|timex| timex.as_str()).unwrap_or_default();
            let mut keys = SmallVec::from_slice(&[Key { id: id((7_u8, timex)), chance: DATE }]);
            // A bare year is a number to an edition whose finder does not see a date in it.
            if let Some(year) = timex.get(..4).and_then(|year| year.parse::<Decimal>().ok()).filter(|_| timex.len() == 4) {
                keys.push(number_key(year));
            }
            keys
        }
        Value::Name(name) => SmallVec::from_slice(&[Key { id: id((8_u8, name.key.as_str())), chance: CONCEPT }]),
        _ => SmallVec::new(),
    }
}

/// Small and round numbers are everywhere.
fn number_key(number: Decimal) -> Key {
    let number = number.normalize();
    let size = number.mantissa().unsigned_abs();
    let chance = match size {
        0..=3 => 0.06,
        4..=12 => 0.02,
        13..=99 => 0.008,
        _ => 0.003,
    };
    Key { id: id((6_u8, number.mantissa(), number.scale())), chance }
}

/// Of a sentence's twenty words or so, how many have a skeleton of so many consonants by chance.
fn chance_of(consonants: u8) -> f32 {
    match consonants {
        0..=2 => 0.3,
        3 => 0.06,
        4 => 0.012,
        5 => 0.003,
        _ => 0.001,
    }
}

/// One number for a thing of any sort, never 0.
fn id(thing: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    thing.hash(&mut hasher);
    hasher.finish() | 1
}
