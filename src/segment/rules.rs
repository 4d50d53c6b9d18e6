//! `segment.toml`: the words that tell a sentence end from what only looks like one.

use crate::error::Result;
use crate::languages::Pack;
use crate::normalise::Letters;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The rules of one language.
#[derive(Debug)]
pub struct Rules {
    letters: Letters,
    /// Whether names and sentences begin with capitals in this language.
    pub(super) capitals: bool,
    before_word: FxHashSet<String>,
    before_number: FxHashSet<String>,
    inside: FxHashSet<String>,
    may_end: FxHashSet<String>,
    starters: FxHashSet<String>,
    speech: FxHashSet<String>,
    headline_verbs: FxHashSet<String>,
    headline_present: FxHashSet<String>,
    articles: Vec<String>,
    conjunctions: Vec<String>,
    linkers: FxHashSet<String>,
    prepositions: FxHashSet<String>,
    always_capital: FxHashSet<String>,
    continues: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    abbreviations: Abbreviations,
    starters: Vec<String>,
    speech: Vec<String>,
    #[serde(default)]
    headline: Headline,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    before_word: Vec<String>,
    before_number: Vec<String>,
    inside: Vec<String>,
    may_end: Vec<String>,
    #[serde(default)]
    continues: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Headline {
    verbs: Vec<String>,
    present: Vec<String>,
    articles: Vec<String>,
    conjunctions: Vec<String>,
    linkers: Vec<String>,
    prepositions: Vec<String>,
    always_capital: Vec<String>,
}

/// What an abbreviation says of the full stop after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A word follows, also one with a capital: `Gen.`, `ул.`, `د.`
    BeforeWord,
    /// A number follows: `No.`, `стр.`
    BeforeNumber,
    /// Stands inside a sentence, and a capital after it begins a new one: `approx.`, `тыс.`
    Inside,
    /// Often ends a sentence: `etc.`, `p.m.`, `и т. д.`
    MayEnd,
}

impl Rules {
    /// Reads `segment.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack) -> Result<Self> {
        let table: Table = pack.table("segment")?;
        let letters = pack.profile.letters();
        let set = |words: &[String]| words.iter().map(|word| letters.fold(word).trim_end_matches('.').to_owned()).collect();
        Ok(Self {
            capitals: pack.profile.capitals,
            before_word: set(&table.abbreviations.before_word),
            before_number: set(&table.abbreviations.before_number),
            inside: set(&table.abbreviations.inside),
            may_end: set(&table.abbreviations.may_end),
            starters: set(&table.starters),
            speech: set(&table.speech),
            headline_verbs: set(&table.headline.verbs),
            articles: table.headline.articles.iter().map(|article| letters.fold(article)).collect(),
            conjunctions: table.headline.conjunctions.iter().map(|word| letters.fold(word)).collect(),
            headline_present: set(&table.headline.present),
            linkers: table.headline.linkers.iter().chain(&table.headline.prepositions).map(|word| letters.fold(word)).collect(),
            prepositions: set(&table.headline.prepositions),
            always_capital: set(&table.headline.always_capital),
            continues: set(&table.abbreviations.continues),
            letters,
        })
    }

    /// What is known of the word before a full stop (without that full stop: `p.m`, `Gen`).
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let word = self.letters.fold(word);
        [
            (&self.before_word, Abbreviation::BeforeWord),
            (&self.before_number, Abbreviation::BeforeNumber),
            (&self.inside, Abbreviation::Inside),
            (&self.may_end, Abbreviation::MayEnd),
        ]
        .into_iter()
        .find(|(set, _)| set.contains(&word))
        .map(|(_, kind)| kind)
    }

    /// Whether a word often begins a sentence (`The`, `Он`).
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(&self.letters.fold(word))
    }

    /// Whether a word has a capital wherever it stands (`I`).
    pub(super) fn is_always_capital(&self, word: &str) -> bool {
        self.always_capital.contains(&self.letters.fold(word))
    }

    /// Whether a capitalised word after an abbreviation goes on with the sentence (`5 a.m. Eastern time`).
    pub(super) fn continues(&self, word: &str) -> bool {
        self.continues.contains(&self.letters.fold(word))
    }

    /// Whether a word reports speech (`said`, `сказал`, `قال`).
    pub(super) fn is_speech(&self, word: &str) -> bool {
        self.speech.contains(&self.letters.fold(word))
    }

    /// Whether a word is a verb that opens the text after a headline in a language that begins sentences with verbs.
    pub(super) fn opens_after_headline(&self, word: &str) -> bool {
        self.headline_verbs.contains(&self.letters.fold(word))
    }

    /// Whether a word is such a verb, also with a conjunction that is written with it (`وقال`).
    pub(super) fn is_past(&self, word: &str) -> bool {
        let word = self.letters.fold(word);
        let bare = self.conjunctions.iter().filter_map(|own| word.strip_prefix(own.as_str()));
        std::iter::once(word.as_str()).chain(bare).any(|word| self.headline_verbs.contains(word))
    }

    /// Whether a word is a verb in which headlines tell their news (`يعلن`), so that a second one begins the text.
    pub(super) fn tells_in_headline(&self, word: &str) -> bool {
        self.headline_present.contains(&self.letters.fold(word))
    }

    /// Whether a word bears the article that is written with it.
    pub(super) fn is_definite(&self, word: &str) -> bool {
        let word = self.letters.fold(word);
        self.articles.iter().any(|article| word.starts_with(article.as_str()))
    }

    /// Whether a word is a preposition: a noun follows it.
    pub(super) fn is_preposition(&self, word: &str) -> bool {
        self.prepositions.contains(&self.letters.fold(word))
    }

    /// Whether a word binds the next one to itself, so that no sentence can begin after it (prepositions, relatives, conjunctions).
    pub(super) fn is_linker(&self, word: &str) -> bool {
        self.linkers.contains(&self.letters.fold(word))
    }

    /// Whether a line ends as sentences end.
    pub(super) fn is_terminated(&self, line: &str) -> bool {
        line.trim_end_matches(super::boundary::is_closer).ends_with(super::boundary::is_terminator)
    }
}
