//! Names that are translated or have settled forms: the tables of `gazetteer/` in every pack.
//!
//! An entry is a place or an organisation with a key that is the same in every language. A form printed with a capital is a name only where the text
//! has the capital too (Turkey and turkey, WHO and who).

use super::Class;
use super::letters::Script;
use crate::error::Result;
use crate::facts::Concept;
use crate::languages::{Entries, GrammaticalNumber, Match, Pack, Pattern, Phrases, TAGS, Text, Vocabulary};
use crate::normalise::{Capitals, Tokens};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// What a form of the gazetteer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Place or organisation.
    pub class: Class,
    /// Its key, the same in every language.
    pub key: Concept,
    /// An adjective or an inhabitant: a weaker mention of the place.
    pub derived: bool,
    /// What it is among places and organisations.
    pub sort: Sort,
    /// How the form is printed.
    capitals: Capitals,
}

/// Sorts of places and organisations, as far as two names of one sort exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Countries with their people.
    Country,
    /// Cities.
    City,
    /// Everything else on a map, and forms that are names of several places: one can lie in the other.
    Land,
    /// Organisations of states, groups, companies.
    Organization,
    /// Organs of a state: one edition says which, the other says whose.
    Body,
    /// A building or square that stands for a government.
    Metonym,
}

impl Sort {
    fn of(section: &str) -> Self {
        match section {
            "country" | "demonym" => Sort::Country,
            "city" => Sort::City,
            "international" | "group" | "company" | "club" => Sort::Organization,
            "body" => Sort::Body,
            "metonym" => Sort::Metonym,
            _ => Sort::Land,
        }
    }
}

/// The names of one language.
#[derive(Debug, Default)]
pub struct Gazetteer {
    phrases: Phrases<Entry>,
}

type Section = Entries<Vec<Text>>;

impl Gazetteer {
    /// Reads every table of the pack's `gazetteer` folder.
    ///
    /// # Errors
    /// If a table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let mut out = Self::default();
        let mut tables: Vec<&str> = pack.tables_in("gazetteer").collect();
        // What was written by hand before what was generated: the first meaning of a form is the one that counts.
        tables.sort_by_key(|name| (name.ends_with("cldr"), *name));
        for name in tables {
            let sections: Entries<Section> = pack.table(name)?;
            let class = if name.ends_with("organizations") { Class::Organization } else { Class::Place };
            for (section, entries) in sections.iter() {
                for (key, forms) in entries.iter() {
                    if &**section == "ambiguous" {
                        for place in forms {
                            out.add(pack, vocabulary, key, Entry::new(class, place, "ambiguous"), key)
                                .map_err(|message| pack.error(name, message))?;
                        }
                        continue;
                    }
                    for form in forms {
                        out.add(pack, vocabulary, form, Entry::new(class, key, section), key).map_err(|message| pack.error(name, message))?;
                    }
                }
            }
        }
        Ok(out)
    }

    fn add(
        &mut self,
        pack: &Pack,
        vocabulary: &mut Vocabulary,
        form: &(impl Pattern + ?Sized),
        entry: Entry,
        key: &str,
    ) -> std::result::Result<(), String> {
        let (mut entry, text) = (entry, form.text());
        if pack.profile.capitals {
            // The first word as texts are cut: U.N. begins with the word U.
            let mut letters = text.chars().skip_while(|c| !c.is_alphabetic()).take_while(|c| c.is_alphabetic());
            let (initial, rest) = (letters.next(), letters);
            let (mut upper, mut count) = (true, 0);
            for c in rest {
                upper &= c.is_uppercase();
                count += 1;
            }
            entry.capitals = match initial {
                Some(c) if c.is_uppercase() && upper && count > 0 => Capitals::All,
                Some(c) if c.is_uppercase() => Capitals::First,
                // A place's adjective stands in lower case beside it.
                _ => {
                    entry.derived |= entry.class == Class::Place;
                    Capitals::None
                }
            };
        } else if entry.class == Class::Place && pack.profile.relational.iter().any(|ending| text.ends_with(ending.as_str())) {
            entry.derived = true;
        }
        self.phrases.insert(vocabulary, form, entry).map_err(|message| format!("{key}: {message}"))
    }

    /// The longest name that begins at token `i` and ends before token `end`; several entries where the form is ambiguous.
    pub fn longest<'a>(&'a self, tokens: &Tokens, analyses: &crate::languages::Analyses, i: usize, end: usize) -> Option<Match<'a, Entry>> {
        let mut best: Option<Match<'a, Entry>> = None;
        let printed = tokens.list().get(i)?.capitals;
        self.phrases.each(analyses, i, end, |found| {
            // Nobody prints a city in the plural: the form is of another word (Амрани is no plural of Амран).
            let several = |entry: &Entry| found.number == GrammaticalNumber::Plural && entry.sort == Sort::City && entry.capitals == Capitals::First;
            let fits = found.meanings.iter().any(|entry| fits(entry.capitals, printed) && !several(entry));
            if fits && best.as_ref().is_none_or(|best| best.tokens.len() < found.tokens.len()) {
                best = Some(found);
            }
        });
        best
    }
}

impl Entry {
    fn new(class: Class, key: &str, section: &str) -> Self {
        Self { class, key: Concept::new(key), derived: section == "demonym", sort: Sort::of(section), capitals: Capitals::None }
    }
}

/// Whether a form in these capitals can be printed so.
fn fits(form: Capitals, printed: Capitals) -> bool {
    match form {
        Capitals::None => true,
        Capitals::First => printed != Capitals::None,
        Capitals::All => printed == Capitals::All,
    }
}

/// The gazetteers of every pack, to look up names by themselves.
#[derive(Debug)]
struct Atlas {
    packs: Vec<(&'static Pack, Vocabulary, Gazetteer)>,
}

/// Keys of the places and organisations that a whole string names, in any language; adjectives and inhabitants are not looked at.
pub(super) fn keys(text: &str) -> SmallVec<[Concept; 2]> {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    let atlas = ATLAS.get_or_init(|| {
        let mut packs = Vec::new();
        for tag in TAGS {
            let Ok(pack) = Pack::get(tag) else { continue };
            let mut vocabulary = Vocabulary::new(pack);
            if let Ok(gazetteer) = Gazetteer::load(pack, &mut vocabulary) {
                packs.push((pack, vocabulary, gazetteer));
            }
        }
        Atlas { packs }
    });
    let mut out = SmallVec::new();
    for (pack, vocabulary, gazetteer) in &atlas.packs {
        // A pack knows names in its own letters.
        let script = Script::named(&pack.profile.script);
        if script.is_some() && !text.chars().any(|c| Script::of(c) == script) {
            continue;
        }
        let tokens = Tokens::new(text, vocabulary.letters());
        let analyses = vocabulary.analyse(&tokens);
        gazetteer.phrases.each(&analyses, 0, tokens.len(), |found| {
            if found.tokens.len() == tokens.len() {
                out.extend(found.meanings.iter().filter(|entry| !entry.derived && entry.sort != Sort::Metonym).map(|entry| entry.key));
            }
        });
    }
    out
}
