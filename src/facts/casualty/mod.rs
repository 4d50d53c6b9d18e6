//! Tolls: how many people something befell.
//!
//! Finds a number tied to what happened to people (`5 killed`, `погибли 5 и ранены 12 человек`, `أسفر عن مقتل 5 وإصابة 12`), whether a verb, a noun
//! or a participle carries the toll and on whichever side it stands; one and two that only a noun states (`مقتل جندي`, `a soldier was killed`);
//! parts of a toll (`including 3 children`) and tolls of none. People whose parts are listed in full and do not add up are kept apart ([`Sum`]). The value is the amount and the toll; `about` is who.
//! Leaves alone ages, dates, money and quantities, earlier values (`up from 12`), and numbers of things.

mod find;
mod none;
mod sums;
mod words;

pub use sums::Sum;
pub use words::Words;

use super::amount::Amount;
use super::{Relation, Why};
use serde_json::{Map, Value as Json};

/// A toll.
#[derive(Clone, Debug, PartialEq)]
pub struct Casualty {
    /// How many.
    pub amount: Amount,
    /// What befell them (`killed`, `injured`, `missing` ...); the sections of `casualty.toml`.
    pub toll: &'static str,
    /// A part of a toll that is also stated (`including 3 children`).
    pub part: bool,
    /// Only a noun for the people tells of it (`5 hostages`): it says who is counted, and another word may say what befell them.
    pub noun: bool,
    /// Another word of the sentence that may tell of the same people, before or after: `three people kidnapped in March were released`.
    pub also: Option<&'static str>,
}

/// Tolls that end a life or harm the body, which no noun for people in another plight stands for.
const HARM: &[&str] = &["killed", "injured", "casualties", "executed", "victims", "infected", "hospitalized"];

/// Killed and injured together.
const CASUALTIES: &str = "casualties";
/// Those who came to harm, in whatever way.
const VICTIMS: &str = "victims";

/// Whether a toll ends a life or harms the body.
fn is_harm(toll: &str) -> bool {
    HARM.contains(&toll)
}

/// Tolls that overlap in meaning, so that one edition's word can stand for the other's.
const ALIKE: &[(&str, &str)] = &[
    ("victims", "killed"),
    ("victims", "casualties"),
    ("injured", "affected"),
    // أصيب is both.
    ("injured", "infected"),
    ("captured", "detained"),
    ("captured", "kidnapped"),
    ("injured", "hospitalized"),
    ("displaced", "evacuated"),
    ("displaced", "homeless"),
    ("evacuated", "homeless"),
    ("displaced", "affected"),
    ("rescued", "evacuated"),
    ("rescued", "released"),
    ("trapped", "missing"),
];

impl Casualty {
    /// What befell so many people.
    pub fn new(amount: Amount, toll: &'static str) -> Self {
        Self { amount, toll, part: false, noun: false, also: None }
    }

    /// Whether one of two tolls can stand for the other.
    pub fn are_alike(left: &str, right: &str) -> bool {
        left == right || ALIKE.iter().any(|pair| *pair == (left, right) || *pair == (right, left))
    }

    /// How it compares with another reading: a number of dead is not one of casualties.
    pub fn relate(&self, other: &Self) -> Relation {
        let amounts = self.amount.relate(&other.amount);
        if self.toll == other.toll {
            return amounts;
        }
        if Self::are_alike(self.toll, other.toll) {
            return match amounts {
                Relation::Same => Relation::Equivalent(Why::new("toll", format!("{} can stand for {}", self.toll, other.toll))),
                amounts => amounts,
            };
        }
        // Where nobody came to harm nobody was killed.
        let none = |toll: &Self| toll.amount.point().is_some_and(|number| number.is_zero());
        if none(self)
            && none(other)
            && [self.toll, other.toll].iter().any(|toll| [CASUALTIES, VICTIMS].contains(toll))
            && is_harm(self.toll)
            && is_harm(other.toll)
        {
            return Relation::Vaguer(Why::new("toll", "nobody was hurt, so that nobody was killed"));
        }
        if (self.noun || other.noun) && !is_harm(self.toll) && !is_harm(other.toll) {
            let why = || {
                Why::new(
                    "people",
                    format!(
                        "{} names the people, {} what befell them",
                        if self.noun { self.toll } else { other.toll },
                        if self.noun { other.toll } else { self.toll }
                    ),
                )
            };
            return match amounts {
                Relation::Same => Relation::Equivalent(why()),
                amounts => amounts,
            };
        }
        // Who is released was held before: where both sentences say both, either of the two may stand beside the figure.
        if self.also == Some(other.toll) && other.also == Some(self.toll) {
            return match amounts {
                Relation::Same => Relation::Equivalent(Why::new("toll", "either sentence tells of both")),
                amounts => amounts,
            };
        }
        let text = if [self.toll, other.toll].contains(&CASUALTIES) {
            format!("casualties are killed and injured together, not {}", if self.toll == "casualties" { other.toll } else { self.toll })
        } else {
            format!("{} is not {}", self.toll, other.toll)
        };
        Relation::Conflicting(Why::new("toll", text))
    }

    /// `number` (or bounds) and `toll`, and `part`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        self.amount.fields(fields);
        fields.insert("toll".into(), Json::String(self.toll.to_owned()));
        if self.part {
            fields.insert("part".into(), Json::Bool(true));
        }
    }
}
