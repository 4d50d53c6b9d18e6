//! `casualty.toml`: what tells of a toll, who is counted, and what may stand between.

use super::none::Lack;
use crate::error::Result;
use crate::facts::number;
use crate::languages::{Pack, Phrases, Text, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a word of a toll is tied to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What a number counts: `5 dead`.
    Count,
    /// People named for what befell them, who can be the victims of something else: `5 hostages`, `двое раненых`.
    State,
    /// A noun that governs the number: `the death of 5`, `مقتل 5`.
    Event,
    /// A verb whose object is counted, or its subject in the passive voice: `killed 5`, `5 were killed`.
    Verb,
    /// A verb whose subject is counted: `5 died`.
    Subject,
    /// A name of the total: `the death toll rose to 5`.
    Total,
    /// A whole phrase that says nobody: `no one was hurt`.
    Nobody,
}

/// What a phrase says of a toll.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    pub(super) toll: &'static str,
    pub(super) role: Role,
}

/// What a word between a number and its toll is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// An auxiliary, an adverb: of no weight.
    Bridge,
    /// A conjunction.
    And,
    /// A preposition or subordinator: another phrase begins.
    Barrier,
    /// Begins another statement.
    Stop,
}

/// What it costs to look for the number on a side of a toll word; `None` is never.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields, default)]
pub(super) struct Sides {
    pub(super) before: Option<u32>,
    pub(super) after: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields, default)]
struct Toll {
    count: Vec<Text>,
    state: Vec<Text>,
    event: Vec<Text>,
    verb: Vec<Text>,
    subject: Vec<Text>,
    total: Vec<Text>,
    nobody: Vec<Text>,
    /// Forms that tell of the toll only after the word that negates them: `لم يصب`.
    negated: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    order: Order,
    toll: BTreeMap<String, Toll>,
    none: None,
    words: Lists,
}

/// How a language says that something befell nobody; see [`Lack`].
#[derive(Debug, Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields, default)]
struct None {
    nobody: Vec<Text>,
    none_of: Vec<Text>,
    object: Vec<Text>,
    before: Vec<Text>,
    after: Vec<Text>,
    not: Vec<Text>,
    /// What negates the verb beside a word for nobody; none where the word is enough.
    negation: Vec<Text>,
    /// What may stand before a noun that is lacked: `сообщений о`.
    reported: Vec<Text>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub(super) struct Order {
    pub(super) count: Sides,
    pub(super) state: Sides,
    pub(super) event: Sides,
    pub(super) verb: Sides,
    pub(super) subject: Sides,
    pub(super) total: Sides,
    /// The noun comes before its adjectives and genitives: what follows one that no table names is not what is counted (`اثنين من أنصار الفريق`).
    #[serde(default)]
    pub(super) noun_first: bool,
    /// A person without an article is one person (`погиб солдат`); else an article must say so (`a soldier`).
    pub(super) bare_singular: bool,
}

#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Lists {
    people: Vec<Text>,
    things: Vec<Text>,
    bridge: Vec<Text>,
    and: Vec<Text>,
    barrier: Vec<Text>,
    /// Words that begin another statement: `how many were hurt`.
    stop: Vec<Text>,
    article: Vec<Text>,
    including: Vec<Text>,
    former: Vec<Text>,
    passive: Vec<Text>,
    silent: Vec<Text>,
    /// What stands before the last part of a list, where it is a word of its own.
    join: Vec<Text>,
    /// What says that the parts of a whole follow.
    namely: Vec<Text>,
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    pub(super) order: Order,
    pub(super) triggers: Phrases<Trigger>,
    pub(super) people: Phrases<()>,
    pub(super) things: Phrases<()>,
    pub(super) between: Phrases<Between>,
    pub(super) article: Phrases<()>,
    pub(super) including: Phrases<()>,
    pub(super) former: Phrases<()>,
    pub(super) passive: Phrases<()>,
    pub(super) silent: Phrases<()>,
    pub(super) join: Phrases<()>,
    pub(super) namely: Phrases<()>,
    pub(super) and_clitics: Vec<String>,
    pub(super) none: Phrases<Lack>,
    pub(super) negation: Phrases<()>,
    pub(super) reported: Phrases<()>,
    pub(super) negated: Phrases<&'static str>,
}

impl Words {
    /// Reads `casualty.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("casualty")?;
        let fail = |message: String| pack.error("casualty", message);
        let (mut triggers, mut negated) = (Phrases::default(), Phrases::default());
        for (toll, words) in table.toll {
            // A handful of names out of compiled-in tables, kept for the life of the program.
            let toll: &'static str = Box::leak(toll.into_boxed_str());
            for (role, forms) in [
                (Role::Count, &words.count),
                (Role::State, &words.state),
                (Role::Event, &words.event),
                (Role::Verb, &words.verb),
                (Role::Subject, &words.subject),
                (Role::Total, &words.total),
                (Role::Nobody, &words.nobody),
            ] {
                for form in forms {
                    triggers.insert(vocabulary, form, Trigger { toll, role }).map_err(&fail)?;
                }
            }
            for form in &words.negated {
                negated.insert(vocabulary, form, toll).map_err(&fail)?;
            }
        }
        let mut between = Phrases::default();
        for (kind, forms) in [
            (Between::Bridge, &table.words.bridge),
            (Between::And, &table.words.and),
            (Between::Barrier, &table.words.barrier),
            (Between::Stop, &table.words.stop),
        ] {
            for form in forms {
                between.insert(vocabulary, form, kind).map_err(&fail)?;
            }
        }
        let mut none = Phrases::default();
        for (lack, forms) in [
            (Lack::Nobody, &table.none.nobody),
            (Lack::NoneOf, &table.none.none_of),
            (Lack::Object, &table.none.object),
            (Lack::Before, &table.none.before),
            (Lack::After, &table.none.after),
            (Lack::Not, &table.none.not),
        ] {
            for form in forms {
                none.insert(vocabulary, form, lack).map_err(&fail)?;
            }
        }
        let and_clitics = number::conjunctions(pack, vocabulary)?;
        let mut list = |forms: &[Text]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(&fail)?;
            }
            Ok(phrases)
        };
        let words = &table.words;
        Ok(Self {
            order: table.order,
            triggers,
            people: list(&words.people)?,
            things: list(&words.things)?,
            between,
            article: list(&words.article)?,
            including: list(&words.including)?,
            former: list(&words.former)?,
            passive: list(&words.passive)?,
            silent: list(&words.silent)?,
            join: list(&words.join)?,
            namely: list(&words.namely)?,
            and_clitics,
            negation: list(&table.none.negation)?,
            reported: list(&table.none.reported)?,
            none,
            negated,
        })
    }

    pub(super) fn sides(&self, role: Role) -> Sides {
        match role {
            Role::Count => self.order.count,
            Role::State => self.order.state,
            Role::Event => self.order.event,
            Role::Verb => self.order.verb,
            Role::Subject => self.order.subject,
            Role::Total => self.order.total,
            Role::Nobody => Sides::default(),
        }
    }
}
