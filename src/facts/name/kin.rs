//! Which names of the gazetteers lie in one another, and which exclude each other.
//!
//! The table is `languages/kin.toml`: countries with what lies in them, wholes with their parts. Of two names that are kin one edition may print the part
//! and the other the whole; two places of different countries, two cities, two countries, two organisations and two bodies of one list cannot be one thing.

use super::{Class, Sort};
use crate::facts::Concept;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Countries and wholes of every key.
#[derive(Debug, Default)]
struct Kin {
    /// Where a place lies: several where that is disputed.
    countries: FxHashMap<Concept, SmallVec<[Concept; 1]>>,
    wholes: FxHashMap<Concept, SmallVec<[Concept; 1]>>,
    /// The list of bodies that a key stands in.
    bodies: FxHashMap<Concept, usize>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    country: BTreeMap<String, Vec<String>>,
    whole: BTreeMap<String, Vec<String>>,
    exclude: BTreeMap<String, Vec<String>>,
}

impl Kin {
    fn get() -> &'static Kin {
        static KIN: OnceLock<Kin> = OnceLock::new();
        KIN.get_or_init(|| {
            // OK because: the table is compiled in and a test reads it.
            let table: Table = toml::from_str(crate::languages::KIN).expect("the table of kin can be read");
            let mut out = Kin::default();
            for (whole, parts) in &table.country {
                for part in parts {
                    out.countries.entry(Concept::new(part)).or_default().push(Concept::new(whole));
                }
            }
            for (whole, parts) in &table.whole {
                for part in parts {
                    out.wholes.entry(Concept::new(part)).or_default().push(Concept::new(whole));
                }
            }
            for (list, bodies) in table.exclude.values().enumerate() {
                out.bodies.extend(bodies.iter().map(|body| (Concept::new(body), list)));
            }
            out
        })
    }

    /// What a key lies in, near and far.
    fn above(&self, key: Concept) -> SmallVec<[Concept; 8]> {
        let mut out: SmallVec<[Concept; 8]> = SmallVec::new();
        out.push(key);
        let mut at = 0;
        while at < out.len() {
            let lies = self.countries.get(&out[at]).into_iter().chain(self.wholes.get(&out[at])).flatten();
            let new: SmallVec<[Concept; 4]> = lies.filter(|whole| !out.contains(whole)).copied().collect();
            out.extend(new);
            at += 1;
        }
        out
    }
}

/// Reads the table, if it has not been read.
pub(super) fn prepare() {
    Kin::get();
}

/// Whether one of two names lies in the other, or is a part of it.
pub(super) fn are_kin(a: Concept, b: Concept) -> bool {
    let kin = Kin::get();
    kin.above(a).contains(&b) || kin.above(b).contains(&a)
}

/// Whether a name lies in another, or is a part of it.
pub(super) fn lies_in(part: Concept, whole: Concept) -> bool {
    Kin::get().above(part).contains(&whole)
}

/// Whether two names cannot be of one thing.
pub(super) fn exclude((a, sort): (Concept, Sort), (b, other): (Concept, Sort), class: Class) -> bool {
    if a == b || are_kin(a, b) {
        return false;
    }
    if sort == other && matches!(sort, Sort::Country | Sort::City | Sort::Organization) {
        return true;
    }
    if sort == Sort::Body && other == Sort::Body {
        let bodies = &Kin::get().bodies;
        return bodies.get(&a).zip(bodies.get(&b)).is_some_and(|(list, other)| list == other);
    }
    // The buildings that stand for governments, and bodies of a state, are not places that a writer mistakes for others.
    let ground = |sort: Sort| matches!(sort, Sort::Country | Sort::City | Sort::Land);
    if class != Class::Place || !ground(sort) || !ground(other) {
        return false;
    }
    let (here, there) = (countries(a, sort), countries(b, other));
    !here.is_empty() && !there.is_empty() && !here.iter().any(|country| there.contains(country))
}

/// The countries that a place lies in, or is.
fn countries(key: Concept, sort: Sort) -> SmallVec<[Concept; 2]> {
    match Kin::get().countries.get(&key) {
        Some(lies) => lies.iter().copied().collect(),
        None if sort == Sort::Country || is_code(key.id()) => SmallVec::from_slice(&[key]),
        None => SmallVec::new(),
    }
}

/// Whether a key is the code of a country.
fn is_code(id: &str) -> bool {
    id.len() == 2 && id.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str) -> Concept {
        Concept::new(id)
    }

    #[test]
    fn a_part_is_no_other_place_than_its_whole() {
        assert!(are_kin(key("scotland"), key("GB")));
        assert!(are_kin(key("kremlin"), key("RU")));
        assert!(are_kin(key("icrc"), key("red-cross")));
        assert!(!are_kin(key("scotland"), key("england")));
        // Two parts of what once was one are not each other's.
        assert!(are_kin(key("RU"), key("soviet-union")));
        assert!(!are_kin(key("RU"), key("UA")));
        assert!(!are_kin(key("CZ"), key("SK")));
    }

    #[test]
    fn places_of_two_countries_exclude_each_other() {
        let exclude = |a: (&str, Sort), b: (&str, Sort)| exclude((key(a.0), a.1), (key(b.0), b.1), Class::Place);
        assert!(exclude(("scotland", Sort::Land), ("SE", Sort::Country)));
        assert!(exclude(("osh", Sort::City), ("tashkent", Sort::City)));
        assert!(exclude(("osaka", Sort::City), ("VN", Sort::Country)));
        assert!(!exclude(("osaka", Sort::City), ("JP", Sort::Country)));
        assert!(!exclude(("jerusalem", Sort::City), ("PS", Sort::Country)));
        let bodies = |a: &str, b: &str| super::exclude((key(a), Sort::Body), (key(b), Sort::Body), Class::Organization);
        assert!(bodies("interior-ministry", "health-ministry"));
        assert!(!bodies("interior-ministry", "police"));
        assert!(!exclude(("sahara", Sort::Land), ("DZ", Sort::Country)));
    }
}
