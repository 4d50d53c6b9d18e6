//! What a finder sees: one sentence with its tokens, their readings, the concepts named in it and what has been found so far.

use super::contrary::Contraries;
use super::{Fact, Value};
use crate::error::Result;
use crate::languages::{self, Analyses, GrammaticalNumber, Listed, Lookup, Match, Pack, Row, Vocabulary};
use crate::normalise::{Token, Tokens};
use crate::text::{Moment, Sentence, Span};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::{OnceLock, RwLock};

/// A language-neutral concept of the lexicon, such as `soldier`. Cheap to copy and compare.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Concept(u32);

/// Identifiers that no list of a pack has: their numbers less that of the keys of lists, and they by these numbers.
type Identifiers = (FxHashMap<&'static str, u32>, Vec<&'static str>);

static CONCEPTS: OnceLock<RwLock<Identifiers>> = OnceLock::new();

impl Concept {
    /// The concept of an identifier (`soldier`); identifiers are the keys of the lexicon tables.
    pub fn new(id: &str) -> Self {
        if let Some(listed) = languages::number_of(id) {
            return Self(listed);
        }
        let all = CONCEPTS.get_or_init(Default::default);
        // OK because: nothing panics while the lock is held, so it is never poisoned with a half-made entry; a poisoned lock is still usable.
        let known = all.read().unwrap_or_else(|e| e.into_inner()).0.get(id).copied();
        let place = known.unwrap_or_else(|| {
            let mut all = all.write().unwrap_or_else(|e| e.into_inner());
            if let Some(known) = all.0.get(id) {
                return *known;
            }
            // Concepts come from the tables compiled into the program: a bounded set, kept for its life.
            let id: &'static str = Box::leak(id.to_owned().into_boxed_str());
            let next = all.1.len() as u32;
            all.0.insert(id, next);
            all.1.push(id);
            next
        });
        Self(languages::keys() + place)
    }

    /// What a row of a list names.
    pub fn of_row(row: &Row) -> Self {
        Self(Listed::key_of(row))
    }

    /// What a key of the lists names, by number.
    pub fn of_key(key: u32) -> Self {
        Self(key)
    }

    /// Its identifier.
    pub fn id(self) -> &'static str {
        let further = || CONCEPTS.get_or_init(Default::default).read().unwrap_or_else(|e| e.into_inner()).1[(self.0 - languages::keys()) as usize];
        languages::key(self.0).unwrap_or_else(further)
    }
}

impl std::fmt::Debug for Concept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

/// The lexicon of one language: phrases that name concepts.
#[derive(Debug)]
pub struct Concepts {
    /// The phrases.
    pub phrases: Listed,
    /// What words are said to mean that name nothing by themselves, whatever they look like: إلى is not آلي.
    silent: Concept,
}

impl Concepts {
    /// The tables of the pack's `lexicon` folder.
    ///
    /// # Errors
    /// If the pack has none.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        Ok(Self { phrases: Listed::load(pack, vocabulary, "lexicon")?, silent: Concept::new("silent") })
    }

    /// The longest phrase at a token, with all that it can mean. What is listed letter by letter is likelier than what an ending or a clitic makes of another
    /// word; among equals stands first what was found first.
    pub fn longest(&self, analyses: &Analyses, at: usize, end: usize) -> Option<ConceptHit> {
        if !self.phrases.may_begin(analyses, at) {
            return None;
        }
        let mut tokens = at..at;
        let mut found: SmallVec<[(&Row, bool, GrammaticalNumber); 4]> = SmallVec::new();
        self.phrases.each(analyses, at, end, |other| {
            if other.tokens.len() > tokens.len() {
                tokens = other.tokens.clone();
                found.clear();
            }
            if other.tokens.len() == tokens.len() {
                let plain = other.first.proclitic == 0 && other.last.enclitic == 0;
                found.extend(other.meanings.iter().map(|row| (row, plain, other.number)));
            }
        });
        let (first, ..) = found.first()?;
        let several = found.iter().any(|(row, ..)| Listed::key_of(row) != Listed::key_of(first));
        let is_listed = |(row, plain, _): &(&Row, bool, GrammaticalNumber)| *plain && !self.phrases.entry(row).form.contains('|');
        let place = if several { found.iter().position(is_listed).unwrap_or(0) } else { 0 };
        let (row, _, number) = found[place];
        let mut hit = ConceptHit { concept: Concept::of_row(row), also: SmallVec::new(), tokens, number };
        for (row, ..) in &found {
            let concept = Concept::of_row(row);
            if !hit.meanings().any(|known| known == concept) {
                hit.also.push(concept);
            }
        }
        Some(hit)
    }

    /// Whether the words of a hit name nothing.
    pub fn is_silent(&self, hit: &ConceptHit) -> bool {
        hit.meanings().any(|meaning| meaning == self.silent)
    }
}

/// The words of one language that have a contrary.
#[derive(Debug)]
pub struct Poles {
    /// The phrases.
    pub phrases: Listed,
    /// What an idiom is listed as, in which no word is a pole.
    pub idiom: Concept,
    /// What stands for a man or a woman.
    pub genders: Vec<Concept>,
}

impl Poles {
    /// The words of `contrary.toml` of a pack.
    ///
    /// # Errors
    /// If the pack has none.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let genders = Contraries::get()?.genders().flat_map(|(man, woman)| [man, woman]).collect();
        Ok(Self { phrases: Listed::load(pack, vocabulary, "pole")?, idiom: Concept::new("idiom"), genders })
    }
}

/// A word that has a contrary: what it can mean, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PoleHit {
    /// Its poles; a word such as `light` has several.
    pub poles: SmallVec<[Concept; 2]>,
    /// Tokens of the edition.
    pub tokens: Range<usize>,
}

/// A concept named in a sentence.
#[derive(Clone, Debug)]
pub struct ConceptHit {
    /// Which one.
    pub concept: Concept,
    /// What else the words can mean: `суда` are ships or of the court.
    pub also: SmallVec<[Concept; 1]>,
    /// Tokens of the edition that name it.
    pub tokens: Range<usize>,
    /// What the form says of number: an Arabic dual counts two.
    pub number: GrammaticalNumber,
}

impl ConceptHit {
    /// All that the words can mean, the likeliest first.
    pub fn meanings(&self) -> impl Iterator<Item = Concept> + '_ {
        std::iter::once(self.concept).chain(self.also.iter().copied())
    }
}

/// One sentence, as finders see it. Token indexes are those of the edition.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The edition's text.
    pub text: &'a str,
    /// The edition's tokens.
    pub tokens: &'a Tokens,
    /// What each token can be.
    pub analyses: &'a Analyses,
    /// The language.
    pub pack: &'a Pack,
    /// The sentence.
    pub sentence: Sentence,
    /// Its index.
    pub index: usize,
    /// Its tokens.
    pub range: Range<usize>,
    /// What relative dates are relative to: the publication time or the dateline.
    pub anchor: Option<Moment>,
    /// Concepts named in the sentence, longest first where they overlap, in text order.
    pub concepts: Vec<ConceptHit>,
    /// The numerals of the sentence; the kind `number`, which runs first, fills them in.
    pub numerals: super::number::NumeralList,
    /// What has been found so far, with the tokens that it spans.
    pub found: Vec<(Range<usize>, Fact)>,
    /// In a script without capitals, words of the language that are no names; the kind `name` fills them in.
    pub plain: Vec<usize>,
    /// Words of no table that can be a name; the kind `name` fills them in.
    pub unnamed: Vec<usize>,
    /// Words of no table that stand where a name would; the kind `name` fills them in.
    pub seats: Vec<usize>,
    /// Numerals that are set against another value (`from 20 per cent`, `52 votes to 41`), by token; the kind `number` fills them in.
    pub against: Vec<usize>,
    /// Numerals that are a whole of which another number is a part (`five of the 14`), by token; the kind `number` fills them in.
    pub wholes: Vec<usize>,
    /// Words of tolls, by token, whether or not a figure goes with them; the kind `casualty` fills them in.
    pub tolls: Vec<(usize, &'static str)>,
    /// People whose parts do not add up to them; the kind `casualty` fills them in.
    pub sums: Vec<super::casualty::Sum>,
    /// Titles, in the order of the text; the kind `name` fills them in.
    pub titles: Vec<super::name::Title>,
}

impl<'a> Scene<'a> {
    /// Token `i` of the edition; `None` outside this sentence.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        if self.range.contains(&i) { self.tokens.list().get(i) } else { None }
    }

    /// Folded form of token `i`, empty outside this sentence.
    pub fn form(&self, i: usize) -> &'a str {
        if self.range.contains(&i) { self.tokens.form(i) } else { "" }
    }

    /// Token `i` as it stands in the source, empty outside this sentence.
    pub fn source(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |token| token.span().of(self.text))
    }

    /// Whether token `i` follows the one before it without a blank.
    pub fn glued(&self, i: usize) -> bool {
        i > self.range.start && self.token(i).is_some_and(|token| token.glued)
    }

    /// The longest phrase of a table that begins at token `i` of this sentence.
    #[inline]
    pub fn longest<'p, P: Lookup>(&self, phrases: &'p P, i: usize) -> Option<Match<'p, P::Meaning>> {
        phrases.longest(self.analyses, i, self.range.end)
    }

    /// The longest phrase of a table that ends with token `end - 1`.
    pub fn longest_before<'p, P: Lookup>(&self, phrases: &'p P, end: usize) -> Option<Match<'p, P::Meaning>> {
        // Phrases are short; six tokens back is more than any table has before a value.
        (self.range.start.max(end.saturating_sub(6))..end).find_map(|i| {
            let mut found = None;
            phrases.each(self.analyses, i, end, |m| {
                if m.tokens.end == end {
                    found.get_or_insert(m);
                }
            });
            found
        })
    }

    /// Source bytes of a range of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.token(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => Span::new(self.sentence.span.start, self.sentence.span.start),
        }
    }

    /// Adds a fact over `tokens`.
    pub fn add(&mut self, tokens: Range<usize>, value: Value, about: Option<Concept>) {
        let span = self.span(&tokens);
        self.found.push((tokens, Fact { span, sentence: self.index, value, about }));
    }

    /// Adds a fact over `tokens` and takes out every fact found before that overlaps them: the same words mean more than the earlier kind could know.
    ///
    /// Words inside a longer sum, share or measure (`a day` in `barrels a day`) or inside one numeral (`a quarter` in `five and a quarter`) already mean
    /// something, and nothing is added.
    pub fn claim(&mut self, tokens: Range<usize>, value: Value, about: Option<Concept>) {
        let inside = |outer: &Range<usize>| outer.start <= tokens.start && tokens.end <= outer.end && outer.len() > tokens.len();
        let measured = |value: &Value| matches!(value, Value::Money(_) | Value::Percent(_) | Value::Quantity(_));
        if self.found.iter().any(|(other, fact)| measured(&fact.value) && inside(other))
            || self.numerals.iter().any(|numeral| inside(&numeral.tokens))
        {
            return;
        }
        // Letters that scale a number (`3M`) are no unit of time.
        let scaled = self.numerals.at(tokens.start).is_some_and(|numeral| numeral.digits && numeral.scale.is_some() && numeral.tokens == tokens);
        if scaled && matches!(value, Value::Duration(_)) {
            return;
        }
        self.found.retain(|(other, _)| other.end <= tokens.start || tokens.end <= other.start);
        self.add(tokens, value, about);
    }
}
