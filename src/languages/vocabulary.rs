//! The words that a language's tables name, found in a text whatever ending or clitic they carry.
//!
//! A pattern's word (`солдат|`, `قنبل|ة`) is interned once; [`Vocabulary::analyse`] then says of each token of a text which interned words it can
//! be. Endings are not unfolded into full forms: a token is split at each place where a known stem ends and its paradigm has the rest.

use super::Pack;
use super::entries::Pattern;
use super::laid::{Laid, List, value};
use super::pattern::{self, Hash, NONE};
use super::stems::Stems;
use crate::error::Result;
use crate::normalise::{Letters, Pool, TokenKind, Tokens};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::any::Any;
use std::sync::Arc;

/// An interned word of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    /// Its number.
    pub(super) const fn number(self) -> u32 {
        self.0
    }
}

/// Grammatical number as an ending shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GrammaticalNumber {
    /// The form does not say.
    Any,
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

/// One way to read a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The interned word.
    pub word: WordId,
    /// What its ending says of number.
    pub number: GrammaticalNumber,
    /// Index into [`Vocabulary::proclitics`] of what stands before it, 0 for nothing.
    pub proclitic: u8,
    /// Index into [`Vocabulary::enclitics`] of what stands after it, 0 for nothing.
    pub enclitic: u8,
}

/// The readings of every token of a text.
#[derive(Clone, Debug, Default)]
pub struct Analyses {
    /// By token: the number of its form, by which the lists go.
    forms: Arc<[u32]>,
    list: Vec<SmallVec<[Analysis; 4]>>,
    /// For each of `list` the marks of the tables that have a phrase with such a beginning.
    begins: Vec<u128>,
}

impl Analyses {
    /// The readings of token `i`, those without clitics first; empty for a word that no table names.
    #[inline]
    pub fn of(&self, i: usize) -> &[Analysis] {
        self.forms.get(i).map_or(&[], |at| &self.list[*at as usize])
    }

    /// The marks of the tables that can have a phrase beginning with token `i`; a table whose mark is not among them has none.
    #[inline]
    pub(super) fn begins(&self, i: usize) -> u128 {
        self.forms.get(i).map_or(0, |at| self.begins[*at as usize])
    }
}

/// All words of a language's tables.
#[derive(Debug)]
pub struct Vocabulary {
    letters: Letters,
    proclitics: Vec<String>,
    enclitics: Vec<String>,
    /// Paradigm key -> index into `endings`.
    paradigms: FxHashMap<String, u16>,
    /// For each paradigm its folded endings.
    endings: Vec<FxHashMap<String, GrammaticalNumber>>,
    /// Longest that can follow a stem, an ending and an enclitic, in bytes.
    longest: usize,
    /// Stems and words of the pack as the build has laid them out; paradigm `NONE` for a word without endings.
    laid: &'static Laid,
    /// The place of the pack among all.
    pack: u8,
    /// Further stems -> the words that have them, numbered after those of the pack.
    stems: Stems,
    /// By word: its place in the order of interning, counted from 1; 0 for a word of the pack that no table has asked for.
    interned: Vec<u32>,
    /// How many words have been interned.
    count: u32,
    /// By word: the marks of the tables with phrases that it begins.
    begins: Vec<u128>,
    /// Tables so far.
    tables: u32,
    /// What several kinds of fact read of one table.
    shared: Vec<Arc<dyn Any + Send + Sync>>,
    /// Room for folding.
    folded: String,
    /// Readings of words, for a while.
    kept: Pool<Read>,
}

/// The readings of a word, and the marks of the tables that have a phrase beginning with it.
type Read = (Box<[Analysis]>, u128);

/// A word with a stem, as a token is looked at: its place in the order of interning, its paradigm, and itself.
type Stemmed = (u32, u16, WordId);

impl Vocabulary {
    /// An empty vocabulary with the letters, clitics and paradigms of a pack.
    pub fn new(pack: &Pack) -> Self {
        let letters = pack.profile.letters();
        let with_nothing = |list: &[String]| std::iter::once(String::new()).chain(list.iter().map(|c| letters.fold(c))).collect();
        let mut paradigms = FxHashMap::default();
        let mut endings = Vec::new();
        for (key, table) in &pack.profile.paradigm {
            paradigms.insert(key.clone(), endings.len() as u16);
            let mut all = FxHashMap::default();
            for (number, list) in [
                (GrammaticalNumber::Any, &table.any),
                (GrammaticalNumber::Singular, &table.singular),
                (GrammaticalNumber::Plural, &table.plural),
                (GrammaticalNumber::Dual, &table.dual),
            ] {
                for ending in list {
                    let ending = letters.fold(ending);
                    // A form of two numbers is read as the one listed first in singular, plural, dual order.
                    all.entry(ending).or_insert(number);
                }
            }
            endings.push(all);
        }
        let enclitics: Vec<String> = with_nothing(&pack.profile.clitics.enclitics);
        let longest = endings.iter().flat_map(|all| all.keys()).map(String::len).max().unwrap_or(0);
        let longest = longest + enclitics.iter().map(String::len).max().unwrap_or(0);
        Self {
            proclitics: with_nothing(&pack.profile.clitics.proclitics),
            enclitics,
            letters,
            paradigms,
            endings,
            longest,
            laid: pack.laid,
            pack: pack.place,
            stems: Stems::default(),
            interned: vec![0; pack.laid.paradigms.len()],
            count: 0,
            begins: vec![0; pack.laid.paradigms.len()],
            tables: 0,
            shared: Vec::new(),
            folded: String::new(),
            kept: Pool::default(),
        }
    }

    /// The language's letter folding.
    pub fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Folded proclitic chains; the first is empty.
    pub fn proclitics(&self) -> &[String] {
        &self.proclitics
    }

    /// Folded enclitics; the first is empty.
    pub fn enclitics(&self) -> &[String] {
        &self.enclitics
    }

    /// What several kinds read of one table: the first who asks reads it.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn shared<T: Any + Send + Sync>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<Arc<T>> {
        if let Some(known) = self.shared.iter().find_map(|known| Arc::clone(known).downcast().ok()) {
            return Ok(known);
        }
        let made = Arc::new(read(self)?);
        self.shared.push(Arc::clone(&made) as _);
        Ok(made)
    }

    /// Interns the words of a pattern such as `prime minister|s`, one for each token of it.
    ///
    /// # Errors
    /// A message without place if the pattern is empty or names a paradigm that the profile lacks.
    pub fn intern<F: Pattern + ?Sized>(&mut self, form: &F) -> Result<SmallVec<[WordId; 4]>, String> {
        if let Some((pack, string)) = form.laid()
            && pack == self.pack
        {
            let words: SmallVec<[WordId; 4]> = self.laid.words_of(string).map(|word| self.note(WordId(word))).collect();
            if !words.is_empty() {
                return Ok(words);
            }
        }
        let mut words = SmallVec::new();
        let mut folded = std::mem::take(&mut self.folded);
        let (letters, paradigms) = (self.letters.clone(), std::mem::take(&mut self.paradigms));
        let cut = pattern::cut(
            form.text(),
            &letters,
            &mut folded,
            |key| paradigms.get(key).copied(),
            |stem, hash, paradigm| {
                words.push(self.word(stem, hash, paradigm));
            },
        );
        (self.folded, self.paradigms) = (folded, paradigms);
        cut.map(|()| words)
    }

    fn word(&mut self, stem: &str, hash: Hash, paradigm: u16) -> WordId {
        if let Some(word) = self.laid.find(stem, hash).find(|word| self.laid.paradigm(*word) == paradigm) {
            return self.note(WordId(word));
        }
        let known = self.stems.entry(stem, hash);
        if let Some((_, word)) = known.iter().find(|(p, _)| *p == paradigm) {
            return *word;
        }
        let word = WordId(self.begins.len() as u32);
        self.begins.push(0);
        self.interned.push(0);
        known.push((paradigm, word));
        self.note(word)
    }

    /// Notes that a table has a word.
    fn note(&mut self, word: WordId) -> WordId {
        self.kept.clear();
        let place = &mut self.interned[word.0 as usize];
        if *place == 0 {
            self.count += 1;
            *place = self.count;
        }
        word
    }

    /// Adds the words of a stem, in the order of interning.
    fn stemmed(&self, stem: &str, hash: Hash, out: &mut SmallVec<[Stemmed; 8]>) {
        let before = out.len();
        let laid = self.laid.find(stem, hash).map(|word| (self.interned[word as usize], self.laid.paradigm(word), WordId(word)));
        out.extend(laid.filter(|(place, ..)| *place > 0));
        if let Some(further) = self.stems.get(stem, hash) {
            out.extend(further.iter().map(|(paradigm, word)| (self.interned[word.0 as usize], *paradigm, *word)));
        }
        if out.len() > before + 1 {
            out[before..].sort_unstable_by_key(|(place, ..)| *place);
        }
    }

    /// A mark for one more table of phrases. There are 128; further tables share them, and then look at a few words more.
    pub(super) fn new_mark(&mut self) -> u128 {
        self.tables += 1;
        1 << (self.tables % u128::BITS)
    }

    /// Notes that a phrase of a table begins with a word.
    pub(super) fn mark(&mut self, word: WordId, mark: u128) {
        self.kept.clear();
        self.begins[word.0 as usize] |= mark;
    }

    /// Interns the words of a list in their order, and gives the mark on those that begin its patterns.
    pub(super) fn note_list(&mut self, list: &List) -> u128 {
        for word in list.words {
            self.note(WordId(value(*word)));
        }
        let mark = self.new_mark();
        list.first_words().for_each(|word| self.mark(WordId(word), mark));
        mark
    }

    /// Says of each token which interned words it can be.
    pub fn analyse(&self, tokens: &Tokens) -> Analyses {
        let forms = tokens.forms();
        let mut out =
            Analyses { forms: Arc::clone(tokens.numbers()), list: Vec::with_capacity(forms.len()), begins: Vec::with_capacity(forms.len()) };
        self.kept.with(|kept| {
            for (form, kind, closed) in forms {
                let find_out = || {
                    let list = self.analyse_form(form, kind);
                    let begins = self.begins_of(&list);
                    (list.into_vec().into_boxed_slice(), begins)
                };
                let (mut list, mut begins): (SmallVec<[Analysis; 4]>, u128) =
                    kept.read(form, find_out, |(list, begins)| (SmallVec::from_slice(list), *begins));
                // The folded letter can look like a pronoun (`المرحلة` is no `مرحل` with one).
                if closed && list.iter().any(|analysis| analysis.enclitic != 0) {
                    list.retain(|analysis| analysis.enclitic == 0);
                    begins = self.begins_of(&list);
                }
                out.begins.push(begins);
                out.list.push(list);
            }
        });
        out
    }

    /// The marks on the words of some readings.
    fn begins_of(&self, readings: &[Analysis]) -> u128 {
        readings.iter().fold(0, |marks, reading| marks | self.begins[reading.word.0 as usize])
    }

    /// The readings of one folded form.
    pub fn analyse_form(&self, form: &str, kind: TokenKind) -> SmallVec<[Analysis; 4]> {
        let mut out: SmallVec<[Analysis; 4]> = SmallVec::new();
        if kind != TokenKind::Word {
            let mut known = SmallVec::new();
            self.stemmed(form, Hash::of(form), &mut known);
            let exact = known.iter().filter(|(_, paradigm, _)| *paradigm == NONE);
            out.extend(exact.map(|(.., word)| Analysis { word: *word, number: GrammaticalNumber::Any, proclitic: 0, enclitic: 0 }));
            return out;
        }
        // The shortest beginning that endings and enclitics can complete.
        let shortest = form.len().saturating_sub(self.longest);
        // Where a stem ends, and where its words begin in the list of words.
        let mut cuts: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        let mut words: SmallVec<[Stemmed; 8]> = SmallVec::new();
        for (p, proclitic) in self.proclitics.iter().enumerate() {
            let Some(rest) = form.strip_prefix(proclitic.as_str()) else { continue };
            cuts.clear();
            words.clear();
            let mut hash = Hash::default();
            for (at, c) in rest.char_indices() {
                hash = hash.and(c);
                let (cut, before) = (at + c.len_utf8(), words.len());
                if proclitic.len() + cut >= shortest {
                    self.stemmed(&rest[..cut], hash, &mut words);
                    if words.len() > before {
                        cuts.push((cut, before));
                    }
                }
            }
            if cuts.is_empty() {
                continue;
            }
            for (e, enclitic) in self.enclitics.iter().enumerate() {
                let Some(base) = rest.strip_suffix(enclitic.as_str()) else { continue };
                let mut end = words.len();
                for &(cut, start) in cuts.iter().rev() {
                    if cut <= base.len() {
                        self.fitting(&words[start..end], &base[cut..], |word, number| {
                            if !out.iter().any(|known| known.word == word) {
                                out.push(Analysis { word, number, proclitic: p as u8, enclitic: e as u8 });
                            }
                        });
                    }
                    end = start;
                }
            }
        }
        out
    }

    /// The words of a stem that can have this ending.
    fn fitting(&self, words: &[Stemmed], ending: &str, mut found: impl FnMut(WordId, GrammaticalNumber)) {
        for &(_, paradigm, word) in words {
            if paradigm == NONE {
                if ending.is_empty() {
                    found(word, GrammaticalNumber::Any);
                }
            } else if let Some(number) = self.endings[paradigm as usize].get(ending) {
                found(word, *number);
            }
        }
    }
}

#[cfg(test)]
pub(super) const fn id(n: u32) -> WordId {
    WordId(n)
}
