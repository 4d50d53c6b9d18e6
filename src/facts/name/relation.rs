//! How two names compare: one thing, perhaps one thing, or two.

use super::kin::{are_kin, exclude, lies_in};
use super::ready::{self, Alike};
use super::{Class, Name, THRESHOLD, score};
use crate::facts::{Concept, Relation, Why};

impl Name {
    /// How it compares with another reading; `None` when the two cannot be of one thing.
    pub fn relate(&self, other: &Self) -> Option<Relation> {
        match (self.places.is_empty(), other.places.is_empty()) {
            (false, false) => self.relate_known(other),
            (true, true) => self.relate_spelled(other),
            _ => None,
        }
    }

    /// How it agrees with another reading; sooner told than how it compares.
    pub(in crate::facts) fn agreement(&self, other: &Self) -> Option<Relation> {
        match (self.places.is_empty(), other.places.is_empty()) {
            (false, false) => self.agreement_known(other),
            (true, true) => self.relate_spelled(other).filter(Relation::agrees),
            _ => None,
        }
    }

    fn relate_known(&self, other: &Self) -> Option<Relation> {
        let agreement = self.agreement_known(other);
        if agreement.is_some() {
            return agreement;
        }
        let (Some(sort), Some(beside)) = (self.sort, other.sort) else { return None };
        let mut pairs = self.pairs(other);
        let exclusive = self.class == other.class && pairs.all(|(a, b)| exclude((a, sort), (b, beside), self.class));
        exclusive.then(|| Relation::Conflicting(Why::new("name", format!("{} is not {}", self.key, other.key))))
    }

    fn agreement_known(&self, other: &Self) -> Option<Relation> {
        if self.places.iter().any(|key| other.places.contains(key)) {
            return Some(match (self.derived == other.derived, self.places.len() == other.places.len()) {
                (true, true) => Relation::Same,
                (true, false) => Relation::Vaguer(Why::new("ambiguous-place", "one form is the name of several places")),
                (false, _) => Relation::Equivalent(Why::new("adjective", "one edition names the place, the other derives a word from it")),
            });
        }
        let kin = self.pairs(other).any(|(a, b)| are_kin(a, b));
        kin.then(|| Relation::Vaguer(Why::new("part", "the one lies in the other or is a part of it")))
    }

    /// Whether it is a place in another one, and no more than that.
    pub fn lies_in(&self, other: &Self) -> bool {
        self.class == Class::Place && self.pairs(other).any(|(own, other)| own != other && lies_in(own, other))
    }

    /// What it can name beside what another reading can.
    fn pairs<'n>(&'n self, other: &'n Self) -> impl Iterator<Item = (Concept, Concept)> + 'n {
        self.places.iter().flat_map(|a| other.places.iter().map(move |b| (*a, *b)))
    }

    fn relate_spelled(&self, other: &Self) -> Option<Relation> {
        let compare = || {
            if score::reaches(&self.parsed, &other.parsed, THRESHOLD) {
                Alike::Same
            } else if self.parsed.may_be(&other.parsed) {
                Alike::Perhaps
            } else {
                Alike::No
            }
        };
        match ready::alike(&self.parsed, &other.parsed, compare) {
            Alike::Same if self.key == other.key => Some(Relation::Same),
            Alike::Same => Some(Relation::Equivalent(Why::new("transliteration", "one name in two scripts"))),
            Alike::Perhaps => Some(Relation::Vaguer(Why::new("spelling", "the two are spelled alike, if not as one would carry the name over"))),
            Alike::No => {
                let why = Why::new("name", "the two cannot be one name in two scripts");
                (self.class == other.class).then_some(Relation::Conflicting(why))
            }
        }
    }
}
