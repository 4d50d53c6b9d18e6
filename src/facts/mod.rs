//! What a fact is: a typed value at a place of a text, and what it is about.
//!
//! One file or folder per kind. A kind owns its value, the words it needs (`<kind>.toml` in every pack), how it is found ([`Finder`]) and when two
//! of its values agree ([`Relation`]). [`KINDS`] lists them in the order in which they are run; a later kind sees what the earlier ones found.

pub mod age;
pub mod amount;
pub mod casualty;
pub mod contrary;
mod conventions;
pub mod date;
pub mod duration;
pub mod money;
pub mod name;
pub mod number;
pub mod ordinal;
pub mod percent;
pub mod polarity;
pub mod quantity;
pub mod quote;
mod relation;
mod scene;
pub mod terms;
pub mod time;
pub mod timex;

pub use conventions::Conventions;
pub use relation::{Relation, Why, agreement, comparable, relate};
pub use scene::{Concept, ConceptHit, Concepts, PoleHit, Poles, Scene};

use crate::error::Result;
use crate::languages::{Pack, Vocabulary};
use crate::text::Span;
use serde_json::{Map, Value as Json};
use std::fmt;
use std::sync::Arc;

/// The kinds of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A count or any other bare number.
    Number,
    /// A place in an order.
    Ordinal,
    /// A share of a hundred, or a difference of such shares.
    Percent,
    /// A sum in a currency.
    Money,
    /// A number of units of measurement.
    Quantity,
    /// How many people something befell.
    Casualty,
    /// How old somebody or something is.
    Age,
    /// A day or another period of the calendar.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A length of time.
    Duration,
    /// A person, place or organisation.
    Name,
    /// Words given as said by somebody.
    Quote,
    /// A negation, hedge or the like that holds for a clause.
    Polarity,
}

/// Every kind, in the order in which extraction runs them.
pub const KINDS: &[Kind] = &[
    Kind::Number,
    Kind::Ordinal,
    Kind::Percent,
    Kind::Money,
    Kind::Quantity,
    Kind::Age,
    Kind::Duration,
    Kind::Time,
    Kind::Date,
    Kind::Casualty,
    Kind::Name,
    Kind::Quote,
    Kind::Polarity,
];

impl Kind {
    /// The word for it in data, JSON and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Casualty => "casualty",
            Kind::Age => "age",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Name => "name",
            Kind::Quote => "quote",
            Kind::Polarity => "polarity",
        }
    }

    /// Builds the finder of this kind for one language.
    ///
    /// # Errors
    /// If the kind's table in the pack is missing or broken.
    pub fn finder(self, pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Box<dyn Finder>> {
        Ok(match self {
            Kind::Number => Box::new(number::Words::load(pack, vocabulary)?),
            Kind::Ordinal => Box::new(ordinal::Words::load(pack, vocabulary)?),
            Kind::Percent => Box::new(percent::Words::load(pack, vocabulary)?),
            Kind::Money => Box::new(money::Words::load(pack, vocabulary)?),
            Kind::Quantity => Box::new(quantity::Words::load(pack, vocabulary)?),
            Kind::Casualty => Box::new(casualty::Words::load(pack, vocabulary)?),
            Kind::Age => Box::new(age::Words::load(pack, vocabulary)?),
            Kind::Date => Box::new(date::Words::load(pack, vocabulary)?),
            Kind::Time => Box::new(time::Words::load(pack, vocabulary)?),
            Kind::Duration => Box::new(duration::Words::load(pack, vocabulary)?),
            Kind::Name => Box::new(name::Words::load(pack, vocabulary)?),
            Kind::Quote => Box::new(quote::Words::load(pack, vocabulary)?),
            Kind::Polarity => Box::new(polarity::Words::load(pack, vocabulary)?),
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Finds the facts of one kind in a sentence.
pub trait Finder: fmt::Debug + Send + Sync {
    /// Adds what it finds to `scene.found`. It may also take out or replace what an earlier kind found there, where the same words mean
    /// more than that kind could know (`5` becomes `5 per cent`): see [`Scene::claim`].
    fn find(&self, scene: &mut Scene<'_>);
}

/// A typed, normalised value at a place of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where it stands, in bytes of the edition's text, inside one sentence.
    pub span: Span,
    /// Index of that sentence.
    pub sentence: usize,
    /// What it states.
    pub value: Value,
    /// The language-neutral concept that it counts or dates, where the lexicon has it.
    pub about: Option<Concept>,
}

impl Fact {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.value.kind()
    }
}

/// The value of a fact; each kind has its own type. What takes more than two words stands beside it: a long text has tens of thousands of facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// See [`number`].
    Number(Box<amount::Amount>),
    /// See [`ordinal`].
    Ordinal(Box<amount::Amount>),
    /// See [`percent`].
    Percent(Box<percent::Percent>),
    /// See [`money`].
    Money(Box<money::Money>),
    /// See [`quantity`].
    Quantity(Box<quantity::Quantity>),
    /// See [`casualty`].
    Casualty(Box<casualty::Casualty>),
    /// See [`age`].
    Age(Box<amount::Amount>),
    /// See [`date`].
    Date(Box<timex::Timex>),
    /// See [`time`].
    Time(Box<timex::Timex>),
    /// See [`duration`].
    Duration(Box<timex::Timex>),
    /// See [`name`]. An edition that tells a name again and again holds it once.
    Name(Arc<name::Name>),
    /// See [`quote`].
    Quote(quote::Quote),
    /// See [`polarity`].
    Polarity(polarity::Polarity),
}

impl Value {
    /// The kind that it belongs to.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Number(_) => Kind::Number,
            Value::Ordinal(_) => Kind::Ordinal,
            Value::Percent(_) => Kind::Percent,
            Value::Money(_) => Kind::Money,
            Value::Quantity(_) => Kind::Quantity,
            Value::Casualty(_) => Kind::Casualty,
            Value::Age(_) => Kind::Age,
            Value::Date(_) => Kind::Date,
            Value::Time(_) => Kind::Time,
            Value::Duration(_) => Kind::Duration,
            Value::Name(_) => Kind::Name,
            Value::Quote(_) => Kind::Quote,
            Value::Polarity(_) => Kind::Polarity,
        }
    }

    /// Its named fields, as reports give them. The names and forms are those of `docs/report.md`.
    pub fn fields(&self) -> Map<String, Json> {
        let mut fields = Map::new();
        match self {
            Value::Number(amount) | Value::Ordinal(amount) | Value::Age(amount) => amount.fields(&mut fields),
            Value::Percent(value) => value.fields(&mut fields),
            Value::Money(value) => value.fields(&mut fields),
            Value::Quantity(value) => value.fields(&mut fields),
            Value::Casualty(value) => value.fields(&mut fields),
            Value::Date(value) | Value::Time(value) | Value::Duration(value) => value.fields(&mut fields),
            Value::Name(value) => value.fields(&mut fields),
            Value::Quote(value) => value.fields(&mut fields),
            Value::Polarity(value) => value.fields(&mut fields),
        }
        fields
    }

    /// The temporal value in it.
    pub fn timex(&self) -> Option<&timex::Timex> {
        match self {
            Value::Date(value) | Value::Time(value) | Value::Duration(value) => Some(value),
            _ => None,
        }
    }

    /// The amount in it, to be changed.
    pub fn amount_mut(&mut self) -> Option<&mut amount::Amount> {
        match self {
            Value::Number(amount) | Value::Ordinal(amount) | Value::Age(amount) => Some(amount),
            Value::Percent(value) => Some(&mut value.amount),
            Value::Money(value) => Some(&mut value.amount),
            Value::Quantity(value) => Some(&mut value.amount),
            Value::Casualty(value) => Some(&mut value.amount),
            _ => None,
        }
    }

    /// The amount in it, of whatever kind.
    pub fn amount(&self) -> Option<&amount::Amount> {
        match self {
            Value::Number(amount) | Value::Ordinal(amount) | Value::Age(amount) => Some(amount),
            Value::Percent(value) => Some(&value.amount),
            Value::Money(value) => Some(&value.amount),
            Value::Quantity(value) => Some(&value.amount),
            Value::Casualty(value) => Some(&value.amount),
            _ => None,
        }
    }
}
