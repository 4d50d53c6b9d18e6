//! Sentences of several editions -> beads.
//!
//! Knows no language: a sentence is a length and a list of items (a figure, a name, a concept ...), each with keys that mean the same in every
//! edition. Two editions are aligned by a lattice over all ways to pair runs of their sentences ([`lattice`]), scored by how much likelier the
//! items and lengths are if the runs say the same than if they do not ([`scorer`]); the story's own words are learnt between two passes
//! ([`learn`]). What was moved is found among what stayed single ([`moved`]); how
//! sure the rest is to have no counterpart is weighed last ([`lone`]). More editions are joined one by one, each to all before it ([`join`]).

mod band;
mod guide;
mod join;
mod lattice;
mod learn;
mod lone;
mod matches;
mod moved;
mod scorer;

use smallvec::SmallVec;

/// Sentences of all editions that say the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// For each edition the indexes of its sentences, in order; empty where it has no counterpart.
    pub sentences: Vec<Vec<usize>>,
    /// How sure the aligner is, 0 to 1.
    pub score: f64,
}

/// What the aligner knows of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Characters.
    pub length: usize,
    /// Which paragraph it stands in, from 0.
    pub paragraph: usize,
    /// What it names, each item once.
    pub items: Vec<Item>,
}

/// Something named in a sentence.
#[derive(Clone, Debug)]
pub struct Item {
    /// What sort of thing.
    pub kind: ItemKind,
    /// What it is in every edition; it matches an item that shares a key.
    pub keys: SmallVec<[Key; 2]>,
    /// The word as its own edition writes it, roughly without endings; 0 for what is not a word.
    pub word: u64,
}

/// Something that means the same in every edition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Equal for equal things.
    pub id: u64,
    /// How probable it is that an unrelated sentence has it too.
    pub chance: f32,
}

/// Sorts of items, by how reliably a translation keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A number, sum, date or time.
    Figure,
    /// A word in the letters of another script.
    Foreign,
    /// What is written with a capital inside a sentence.
    Name,
    /// What the lexicon knows.
    Concept,
    /// Any other word.
    Word,
    /// Quotation marks, question marks and the like.
    Mark,
}

/// Sorts of items.
pub(crate) const KINDS: usize = 6;

/// Aligns the sentences of several editions. Beads stand in the order of the first edition.
pub fn align(editions: &[&[Evidence]]) -> Vec<Bead> {
    join::align(editions)
}
