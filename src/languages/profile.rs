//! `profile.toml`: what holds for a language as a whole.

use crate::normalise::Letters;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The reading direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language's own properties; the fields are those of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// BCP 47 language tag.
    pub tag: String,
    /// English name of the language.
    pub name: String,
    /// Name of its script as Unicode spells it.
    pub script: String,
    /// The code that whatlang has for it (ISO 639-3, with `ara` for Arabic).
    pub whatlang: String,
    /// Reading direction.
    pub direction: Direction,
    /// Whether names begin with a capital letter.
    pub capitals: bool,
    /// Whether `he` and `she` are said of people alone, and not of whatever a masculine or feminine noun names.
    #[serde(default)]
    pub natural_gender: bool,
    /// Share of sentences, from 0 to 1, in which a good translation into or out of the language negates what two other languages do not; counted in `tests/stories`.
    #[serde(default = "Profile::usual_negations")]
    pub own_negations: f64,
    /// Paradigms of adjectives that are made of a name (`|ي`): with them a form is a weaker mention of it. Only for scripts without capitals.
    #[serde(default)]
    pub relational: Vec<String>,
    /// A sign in words that is printed in adverbs and objects (سالماً), and in no name.
    #[serde(default)]
    pub adverbial: Option<char>,
    letters: LetterTable,
    /// Signs between and after digits.
    pub digits: Digits,
    /// What is written together with a word.
    pub clitics: Clitics,
    /// Endings by the key that stands after the bar of a pattern.
    #[serde(default)]
    pub paradigm: BTreeMap<String, Endings>,
    #[serde(skip)]
    folding: OnceLock<Letters>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterTable {
    fold: BTreeMap<char, String>,
    #[serde(default)]
    drop: Vec<char>,
    #[serde(default)]
    closing: Vec<char>,
}

/// Signs that group digits and that begin a fraction, the commonest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digits {
    /// Between groups of three (a blank stands for every kind of space).
    pub group: Vec<String>,
    /// Before the fraction.
    pub decimal: Vec<String>,
}

/// Chains that are written together with the word that follows or precedes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clitics {
    /// Before a word.
    pub proclitics: Vec<String>,
    /// After a word.
    pub enclitics: Vec<String>,
}

/// The endings of one paradigm by grammatical number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Endings {
    /// Of one thing.
    pub singular: Vec<String>,
    /// Of two things.
    pub dual: Vec<String>,
    /// Of more.
    pub plural: Vec<String>,
    /// Forms that say nothing about number.
    pub any: Vec<String>,
}

impl Profile {
    /// Between the languages that have been counted.
    const fn usual_negations() -> f64 {
        0.04
    }

    /// The letter table, ready for folding.
    pub fn letters(&self) -> Letters {
        let folding = self.folding.get_or_init(|| {
            let folded = self.letters.fold.iter().map(|(from, to)| (*from, to.as_str()));
            Letters::new(folded.chain(self.letters.drop.iter().map(|c| (*c, "")))).closing(&self.letters.closing)
        });
        folding.clone()
    }
}
