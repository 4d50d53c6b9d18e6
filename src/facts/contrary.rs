//! Concepts that exclude each other (`buy` and `sell`), and concepts that carry no weight of their own (`very`).
//!
//! Belongs to no language: the table `languages/contraries.toml` names concepts, and the lexicons of the packs say how they are put.

use super::{Concept, ConceptHit};
use crate::error::{Error, Result};
use crate::languages::CONTRARIES;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// How firmly two contraries exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// No good translation has one for the other.
    Firm,
    /// Good translations exchange them now and then, when they turn a clause round.
    Loose,
    /// Pronouns, by the gender of whom they stand for.
    Gender,
}

/// The table, by concept.
#[derive(Debug, Default)]
pub struct Contraries {
    of: FxHashMap<Concept, SmallVec<[Concept; 2]>>,
    light: FxHashSet<Concept>,
    alike: FxHashSet<(Concept, Concept)>,
    grades: FxHashMap<(Concept, Concept), Grade>,
    converse: FxHashSet<Concept>,
    exchange: FxHashSet<Concept>,
    genders: Vec<(Concept, Concept)>,
    sexes: Vec<(Concept, Concept)>,
    people: FxHashSet<Concept>,
    saying: FxHashSet<Concept>,
    order: FxHashSet<Concept>,
    change: FxHashSet<Concept>,
    fixed: FxHashSet<Concept>,
    storeys: FxHashSet<Concept>,
    akin: FxHashMap<Concept, SmallVec<[Concept; 8]>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    light: Vec<String>,
    alike: Vec<Vec<String>>,
    pairs: Vec<(String, String)>,
    gender: Vec<(String, String)>,
    sexes: Vec<String>,
    person: Vec<String>,
    saying: Vec<String>,
    order: Vec<String>,
    change: Vec<String>,
    fixed: Vec<String>,
    storeys: Vec<String>,
    akin: Vec<Vec<String>>,
    converse: Vec<String>,
    exchange: Vec<String>,
    loose: Vec<(String, String)>,
}

impl Contraries {
    /// The table, read once for the process.
    ///
    /// # Errors
    /// If it is broken.
    pub fn get() -> Result<&'static Self> {
        static READ: OnceLock<Result<Contraries>> = OnceLock::new();
        READ.get_or_init(Self::read).as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self> {
        let table: Table = toml::from_str(CONTRARIES).map_err(|error| Error::Load {
            pack: "every language".to_owned(),
            table: "contraries".to_owned(),
            message: error.to_string(),
        })?;
        let set = |ids: &[String]| ids.iter().map(|id| Concept::new(id)).collect();
        let mut all = Self {
            light: set(&table.light),
            converse: set(&table.converse),
            exchange: set(&table.exchange),
            people: set(&table.person),
            saying: set(&table.saying),
            order: set(&table.order),
            change: set(&table.change),
            fixed: set(&table.fixed),
            storeys: set(&table.storeys),
            ..Self::default()
        };
        let grades = [(Grade::Firm, &table.pairs), (Grade::Loose, &table.loose), (Grade::Gender, &table.gender)];
        for (grade, (left, right)) in grades.into_iter().flat_map(|(grade, pairs)| pairs.iter().map(move |pair| (grade, pair))) {
            let (left, right) = (Concept::new(left), Concept::new(right));
            all.grades.extend([((left, right), grade), ((right, left), grade)]);
            all.of.entry(left).or_default().push(right);
            all.of.entry(right).or_default().push(left);
        }
        all.genders = table.gender.iter().map(|(man, woman)| (Concept::new(man), Concept::new(woman))).collect();
        all.sexes = table.sexes.iter().map(|id| (Concept::new(&format!("man-{id}")), Concept::new(&format!("woman-{id}")))).collect();
        for line in &table.akin {
            let poles: SmallVec<[Concept; 8]> = line.iter().map(|id| Concept::new(id)).collect();
            for pole in &poles {
                all.akin.entry(*pole).or_default().extend(poles.iter().copied().filter(|other| other != pole));
            }
        }
        for line in &table.alike {
            let ids: SmallVec<[Concept; 8]> = line.iter().map(|id| Concept::new(id)).collect();
            let Some((first, others)) = ids.split_first() else { continue };
            all.alike.extend(others.iter().flat_map(|other| [(*first, *other), (*other, *first)]));
        }
        Ok(all)
    }

    /// What excludes a concept.
    pub fn of(&self, concept: Concept) -> &[Concept] {
        self.of.get(&concept).map_or(&[], SmallVec::as_slice)
    }

    /// How firmly two poles exclude each other.
    pub fn grade(&self, left: Concept, right: Concept) -> Option<Grade> {
        self.grades.get(&(left, right)).copied()
    }

    /// Whether translations of one sentence may have now this concept, now that one.
    pub fn are_alike(&self, left: Concept, right: Concept) -> bool {
        left == right || self.alike.contains(&(left, right))
    }

    /// Whether words may say the same: one meaning of the one goes with one of the other.
    pub fn may_mean_the_same(&self, left: &ConceptHit, right: &ConceptHit) -> bool {
        left.meanings().any(|own| right.meanings().any(|other| self.are_alike(own, other)))
    }

    /// Whether a pole tells which of two things is meant, so that no negation turns it round (`the left door`).
    pub fn is_fixed(&self, pole: Concept) -> bool {
        self.fixed.contains(&pole)
    }

    /// Whether a thing is counted from nought in one country and from one in another.
    pub fn is_storey(&self, concept: Concept) -> bool {
        self.storeys.contains(&concept)
    }

    /// Poles that another translator may have taken in the place of a pole.
    pub fn akin(&self, pole: Concept) -> &[Concept] {
        self.akin.get(&pole).map_or(&[], SmallVec::as_slice)
    }

    /// Whether two poles say one thing of two sides: what one of them buys the other sells.
    pub fn are_converse(&self, left: Concept, right: Concept) -> bool {
        self.converse.contains(&left) && self.converse.contains(&right)
    }

    /// Whether a pole is of an exchange, which translators tell from either side.
    pub fn is_exchange(&self, pole: Concept) -> bool {
        self.exchange.contains(&pole)
    }

    /// Whether a pole says one side of what another says of the other side.
    pub fn is_converse(&self, pole: Concept) -> bool {
        self.converse.contains(&pole)
    }

    /// What stands for a man and what for a woman, the surest first.
    pub fn genders(&self) -> impl Iterator<Item = (Concept, Concept)> + '_ {
        self.genders.iter().copied()
    }

    /// Words for somebody that say whether it is a man or a woman (`schoolboy`, `schoolgirl`), the man first.
    pub fn sexes(&self) -> impl Iterator<Item = (Concept, Concept)> + '_ {
        self.sexes.iter().copied()
    }

    /// Whether a concept is somebody, of a name or of none (`woman`, `son`).
    pub fn is_person(&self, concept: Concept) -> bool {
        self.people.contains(&concept)
    }

    /// Whether a concept is a verb that somebody says something with.
    pub fn is_saying(&self, concept: Concept) -> bool {
        self.saying.contains(&concept)
    }

    /// Whether a pole says on which side of a time or an event something is (`before`).
    pub fn is_order(&self, pole: Concept) -> bool {
        self.order.contains(&pole)
    }

    /// Whether a pole says what became of a figure (`rise`): two of them beside one another are not told apart (`growth slowed`).
    pub fn is_change(&self, pole: Concept) -> bool {
        self.change.contains(&pole)
    }

    /// Whether a concept carries no weight of its own.
    pub fn is_light(&self, concept: Concept) -> bool {
        self.light.contains(&concept)
    }
}
