//! People, places and organisations.
//!
//! A name has a class and a key. Names that are translated or have settled forms come from the gazetteer (`Сирия`, `UN`, `دمشق`), and their key is the
//! same in every language; an adjective or an inhabitant (`Syrian`) is a weaker mention of the country. Other names are found by capitals, titles, verbs
//! of saying and given names ([`find`]); their key is what is left of them in every script, and they are compared by how they sound ([`score`]).
//!
//! Value: `{"class":"person","key":"fltmr-btn","title":"president","of":"RU"}`, `{"class":"place","key":"SY","derived":true}`.
//! Left alone: ordinary words at the beginning of a sentence, months and weekdays, titles without a name, headlines in capitals.

mod cluster;
mod find;
mod gazetteer;
mod given;
mod held;
mod index;
mod kin;
mod letters;
mod locate;
mod ready;
mod relation;
mod score;
mod shape;
mod title;
mod token;
mod triples;

pub use cluster::{Clustered, cluster};
pub use find::Words;
pub use gazetteer::{Entry, Gazetteer, Sort};
pub use held::Held;
pub use index::{Found, Index, LEAST};
pub use locate::{ALIKE, Heard, PLAIN, Sounds, are_alike, is_run_together, locate, locate_alone, locate_given, locate_run, locate_word};
pub use score::{Parsed, THRESHOLD};
pub use shape::shape;
pub use title::{Post, Title};

use super::Concept;
use serde_json::{Map, Value as Json};
use smallvec::SmallVec;
use std::sync::Arc;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Somebody.
    Person,
    /// Somewhere.
    Place,
    /// A body of people.
    Organization,
}

impl Class {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Person => "person",
            Class::Place => "place",
            Class::Organization => "organization",
        }
    }
}

/// A name as a text gives it.
#[derive(Clone, Debug)]
pub struct Name {
    /// What it is of.
    pub class: Class,
    /// The gazetteer's key, or what is left of the name in every script.
    pub key: String,
    /// Keys of the gazetteer: several where the form is ambiguous, none for other names.
    pub places: SmallVec<[Concept; 1]>,
    /// An adjective or an inhabitant of the place.
    pub derived: bool,
    /// What the gazetteer says that it is.
    pub sort: Option<Sort>,
    /// The post or rank that stands with it.
    pub title: Option<Concept>,
    /// The place or organisation that the title names.
    pub of: Option<Concept>,
    /// Nothing but a capital says that it is a name; see [`cluster`].
    pub(super) tentative: bool,
    /// The words, ready to be compared.
    parsed: Arc<Parsed>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        (self.class, &self.key, self.derived, self.title, self.of) == (other.class, &other.key, other.derived, other.title, other.of)
    }
}

impl Name {
    /// A name of the gazetteer.
    pub fn known(entries: &[Entry]) -> Self {
        let first = entries[0];
        Self {
            class: first.class,
            key: first.key.id().to_owned(),
            places: entries.iter().map(|entry| entry.key).collect(),
            derived: first.derived,
            sort: Some(first.sort),
            title: None,
            of: None,
            tentative: false,
            parsed: Parsed::none(),
        }
    }

    /// A name that only its words tell.
    pub fn spelled(class: Class, text: &str) -> Self {
        let parsed = ready::name(text);
        Self { class, key: parsed.key(), places: SmallVec::new(), derived: false, sort: None, title: None, of: None, tentative: false, parsed }
    }

    /// How many given names and surnames it has.
    pub fn count(&self) -> usize {
        self.parsed.names().count()
    }

    /// One of its given names and surnames, folded.
    pub fn word(&self, at: usize) -> Option<&str> {
        self.parsed.names().nth(at).map(|word| word.text.as_str())
    }

    /// Whether a word of it is a given name that a table knows.
    pub fn is_given(&self, at: usize) -> bool {
        self.parsed.names().nth(at).is_some_and(|word| !word.given.is_empty())
    }

    /// How alike each of its given names and surnames is to the one in the same place of another name, from 0 to 1; nothing where they do not have as many.
    pub fn words_alike(&self, other: &Self) -> SmallVec<[f64; 4]> {
        if self.count() != other.count() {
            return SmallVec::new();
        }
        self.parsed.names().zip(other.parsed.names()).map(|(own, other)| own.likeness(other)).collect()
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("class".into(), self.class.name().into());
        fields.insert("key".into(), self.key.clone().into());
        if self.derived {
            fields.insert("derived".into(), true.into());
        }
        if let Some(title) = self.title {
            fields.insert("title".into(), title.id().into());
        }
        if let Some(of) = self.of {
            fields.insert("of".into(), of.id().into());
        }
    }
}

/// Reads the tables that names of every language are compared by, which are otherwise read when the first name is met. Meant for a thread of its own, while
/// the packs are read.
pub fn prepare() {
    letters::Letters::get();
    given::keys("");
    kin::prepare();
}

/// A name by itself, ready to be compared: with its keys in the gazetteer, and its words.
#[derive(Clone, Debug)]
pub struct Candidate {
    keys: SmallVec<[Concept; 2]>,
    parsed: Parsed,
}

impl Candidate {
    /// Makes a name ready.
    pub fn new(text: &str) -> Self {
        Self { keys: gazetteer::keys(text), parsed: Parsed::new(text) }
    }

    /// 0 to 1: how likely the one could stand for the other in a story; [`THRESHOLD`] and more is the same.
    pub fn score(&self, other: &Self) -> f64 {
        if !self.keys.is_empty() && !other.keys.is_empty() {
            let shared = self.keys.iter().any(|key| other.keys.contains(key));
            // Two places can have one name; the gazetteer then has both keys for it. What is left tells near names apart.
            let sound = score::compare(&self.parsed, &other.parsed);
            return if shared { 0.95 + 0.05 * sound } else { 0.3 * sound };
        }
        score::compare(&self.parsed, &other.parsed)
    }

    /// Why two names are the same or not, a clause for each reason.
    pub fn explain(&self, other: &Self) -> Vec<String> {
        let mut out = Vec::new();
        let ids = |keys: &[Concept]| keys.iter().map(|key| key.id()).collect::<Vec<_>>().join(", ");
        if !self.keys.is_empty() && !other.keys.is_empty() {
            out.push(format!("the gazetteer knows both: {} and {}", ids(&self.keys), ids(&other.keys)));
        }
        out.extend(self.parsed.explain(&other.parsed));
        out
    }
}

/// [`Candidate::score`] of two names that are needed once.
pub fn score(left: &str, right: &str) -> f64 {
    Candidate::new(left).score(&Candidate::new(right))
}
