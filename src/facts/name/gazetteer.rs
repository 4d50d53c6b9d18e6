//! Names that are translated or have settled forms: the tables of `gazetteer/` in every pack.
//!
//! An entry is a place or an organisation with a key that is the same in every language. A form printed with a capital is a name only where the text
//! has the capital too (Turkey and turkey, WHO and who).

use super::Class;
use super::letters::Script;
use crate::error::Result;
use crate::facts::Concept;
use crate::languages::{Analyses, GrammaticalNumber, Listed, Lookup, Pack, Row, TAGS, Vocabulary};
use crate::normalise::{Capitals, Tokens};
use smallvec::SmallVec;
use std::ops::Range;
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
#[derive(Debug)]
pub struct Gazetteer {
    phrases: Listed,
    /// Whether names begin with a capital letter.
    capitals: bool,
    /// Endings of adjectives that are made of a place's name, in scripts without capitals.
    relational: Vec<String>,
}

/// A name found at a place of a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it names; several where the form is ambiguous, never none.
    pub meanings: SmallVec<[Entry; 2]>,
    /// The tokens that it spans.
    pub tokens: Range<usize>,
}

impl Gazetteer {
    /// The tables of the pack's `gazetteer` folder.
    ///
    /// # Errors
    /// If the pack has none.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let phrases = Listed::load(pack, vocabulary, "gazetteer")?;
        Ok(Self { phrases, capitals: pack.profile.capitals, relational: pack.profile.relational.clone() })
    }

    /// What a row of the tables says.
    fn entry(&self, row: &Row) -> Entry {
        let row = self.phrases.entry(row);
        let class = if row.table.ends_with("organizations") { Class::Organization } else { Class::Place };
        let derived = row.section == "demonym";
        let mut entry = Entry { class, key: Concept::of_key(row.key), derived, sort: Sort::of(row.section), capitals: Capitals::None };
        if self.capitals {
            // The first word as texts are cut: U.N. begins with the word U.
            let mut letters = row.form.chars().skip_while(|c| !c.is_alphabetic()).take_while(|c| c.is_alphabetic());
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
        } else if entry.class == Class::Place && self.relational.iter().any(|ending| row.form.ends_with(ending.as_str())) {
            entry.derived = true;
        }
        entry
    }

    /// The longest name that begins at token `i` and ends before token `end`; several entries where the form is ambiguous.
    pub fn longest(&self, tokens: &Tokens, analyses: &Analyses, i: usize, end: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let printed = tokens.list().get(i)?.capitals;
        self.phrases.each(analyses, i, end, |found| {
            if best.as_ref().is_some_and(|best| best.tokens.len() >= found.tokens.len()) {
                return;
            }
            let meanings: SmallVec<[Entry; 2]> = found.meanings.iter().map(|row| self.entry(row)).collect();
            // Nobody prints a city in the plural: the form is of another word (Амрани is no plural of Амран).
            let several = |entry: &Entry| found.number == GrammaticalNumber::Plural && entry.sort == Sort::City && entry.capitals == Capitals::First;
            if meanings.iter().any(|entry| fits(entry.capitals, printed) && !several(entry)) {
                best = Some(Found { meanings, tokens: found.tokens });
            }
        });
        best
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
                let entries = found.meanings.iter().map(|row| gazetteer.entry(row));
                out.extend(entries.filter(|entry| !entry.derived && entry.sort != Sort::Metonym).map(|entry| entry.key));
            }
        });
    }
    out
}
