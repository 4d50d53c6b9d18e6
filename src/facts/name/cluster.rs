//! Which names of one edition are of one person.

use super::score::{THRESHOLD, compare};
use super::{Class, Name};
use crate::facts::{Fact, Value};
use std::sync::Arc;

/// Gives every surname that stands alone the full name that the edition tells elsewhere, and takes out names that nothing supports: a single
/// capitalised word that is part of no full name.
pub fn cluster(facts: &mut Vec<Fact>) {
    let full: Vec<Name> = facts.iter().filter_map(name_of).filter(|name| is_full(name)).cloned().collect();
    for fact in facts.iter_mut() {
        let name = match &mut fact.value {
            Value::Name(name) => name,
            Value::Quote(quote) => match &mut quote.speaker {
                Some(name) => name,
                None => continue,
            },
            _ => continue,
        };
        if name.class != Class::Person || name.parsed.names().count() != 1 {
            continue;
        }
        // A surname is the last word of a name in most languages and the first one in some; a given name alone seldom stands for somebody.
        let mut whole = full.iter().filter(|whole| compare(&name.parsed, &whole.parsed) >= SURE);
        if let Some(whole) = whole.next() {
            name.key.clone_from(&whole.key);
            name.parsed = Arc::clone(&whole.parsed);
            name.title = name.title.or(whole.title);
            name.of = name.of.or(whole.of);
            name.tentative = false;
        }
    }
    facts.retain(|fact| name_of(fact).is_none_or(|name| !name.tentative));
}

/// How alike a surname and a full name of one edition must be.
const SURE: f64 = THRESHOLD + 0.25;

fn name_of(fact: &Fact) -> Option<&Name> {
    match &fact.value {
        Value::Name(name) => Some(name),
        _ => None,
    }
}

fn is_full(name: &Name) -> bool {
    name.class == Class::Person && !name.tentative && name.parsed.names().count() > 1
}
