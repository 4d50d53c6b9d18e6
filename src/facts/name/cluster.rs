//! Which names of one edition are of one person.

use super::score::{THRESHOLD, reaches};
use super::{Class, Held, Name};
use crate::facts::{Fact, Value};
use crate::languages::{Analyses, Pack};
use crate::normalise::Tokens;
use crate::text::Sentence;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The edition that facts were found in.
#[derive(Clone, Copy, Debug)]
pub struct Clustered<'a> {
    /// The language.
    pub pack: &'a Pack,
    /// The edition's tokens.
    pub tokens: &'a Tokens,
    /// What each token can be.
    pub analyses: &'a Analyses,
    /// The edition's sentences.
    pub sentences: &'a [Sentence],
}

/// Gives every surname that stands alone the full name that the edition tells elsewhere, and takes out names that nothing supports: a single
/// capitalised word that is part of no full name. In a script without capitals a surname that stands alone is looked for first. `held` are its names.
pub fn cluster(facts: &mut Vec<Fact>, edition: &Clustered<'_>, held: &mut Held) {
    if !edition.pack.profile.capitals {
        surnames(facts, edition);
    }
    let mut full: Vec<Arc<Name>> = facts.iter().filter_map(name_of).filter(|name| is_full(name)).cloned().collect();
    // A long text names the same people over and over.
    let mut seen = FxHashSet::default();
    full.retain(|name| seen.insert(name.key.clone()));
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
        let mut whole = full.iter().filter(|whole| reaches(&name.parsed, &whole.parsed, SURE));
        if let Some(whole) = whole.next() {
            let joined = Name {
                key: whole.key.clone(),
                parsed: Arc::clone(&whole.parsed),
                title: name.title.or(whole.title),
                of: name.of.or(whole.of),
                tentative: false,
                ..Name::clone(name)
            };
            *name = held.hold(joined.into());
        }
    }
    facts.retain(|fact| name_of(fact).is_none_or(|name| !name.tentative));
}

/// Adds the surnames of full names where they stand alone, with or without what is written together with them.
fn surnames(facts: &mut Vec<Fact>, edition: &Clustered<'_>) {
    let Clustered { pack, tokens, analyses, sentences } = *edition;
    let letters = pack.profile.letters();
    let chains: Vec<String> = pack.profile.clitics.proclitics.iter().map(|chain| letters.fold(chain)).collect();
    let mut known: FxHashMap<&str, Arc<Name>> = FxHashMap::default();
    for fact in facts.iter() {
        let Some(name) = name_of(fact).filter(|name| is_full(name)) else { continue };
        let Some(last) = tokens.within(fact.span).last() else { continue };
        // A surname that is a word of the language would be found in too many places.
        if analyses.of(last).is_empty() && tokens.form(last).chars().count() > 3 {
            known.entry(tokens.form(last)).or_insert_with(|| Arc::clone(name));
        }
    }
    if known.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        for i in tokens.within(sentence.span) {
            let form = tokens.form(i);
            let bare = || chains.iter().filter_map(|chain| form.strip_prefix(chain.as_str())).find_map(|bare| known.get(bare));
            let Some(name) = known.get(form).or_else(bare) else { continue };
            let span = tokens.list()[i].span();
            if !facts.iter().any(|fact| fact.span.overlaps(span) && name_of(fact).is_some()) {
                found.push(Fact { span, sentence: index, value: Value::Name(Arc::clone(name)), about: None });
            }
        }
    }
    if !found.is_empty() {
        facts.append(&mut found);
        facts.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind()));
    }
}

/// How alike a surname and a full name of one edition must be.
const SURE: f64 = THRESHOLD + 0.25;

fn name_of(fact: &Fact) -> Option<&Arc<Name>> {
    match &fact.value {
        Value::Name(name) => Some(name),
        _ => None,
    }
}

fn is_full(name: &Name) -> bool {
    name.class == Class::Person && !name.tentative && name.parsed.names().count() > 1
}
