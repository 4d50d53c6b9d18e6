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

/// Sentences of all editions that say the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// For each edition the indexes of its sentences, in order; empty where it has no counterpart.
    pub sentences: Vec<Vec<usize>>,
    /// How sure the aligner is, 0 to 1.
    pub score: f64,
}

/// What the aligner knows of one sentence. That of all sentences of a story is held at once, so that it takes as little room as it can.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Characters.
    pub length: usize,
    /// Which paragraph it stands in, from 0.
    pub paragraph: usize,
    items: Box<[Entry]>,
    /// The keys of all items, one behind the other.
    keys: Box<[Key]>,
}

/// An [`Item`] whose keys stand among those of all.
#[derive(Clone, Copy, Debug)]
struct Entry {
    word: u64,
    /// Where its keys end; they begin where those of the item before end.
    end: u32,
    kind: ItemKind,
}

impl Evidence {
    /// Of a sentence that names some items, each once.
    pub fn new<'k>(length: usize, paragraph: usize, items: impl IntoIterator<Item = Item<'k>>) -> Self {
        let (mut entries, mut keys) = (Vec::new(), Vec::new());
        for item in items {
            keys.extend_from_slice(item.keys);
            entries.push(Entry { word: item.word, end: keys.len() as u32, kind: item.kind });
        }
        Self { length, paragraph, items: entries.into(), keys: keys.into() }
    }

    /// What it names.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Item<'_>> {
        let mut start = 0;
        self.items.iter().map(move |entry| {
            let keys = &self.keys[start..entry.end as usize];
            start = entry.end as usize;
            Item { kind: entry.kind, keys, word: entry.word }
        })
    }

    /// The keys of all that it names.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }
}

/// Something named in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item<'k> {
    /// What sort of thing.
    pub kind: ItemKind,
    /// What it is in every edition; it matches an item that shares a key.
    pub keys: &'k [Key],
    /// The word as its own edition writes it, roughly without endings; 0 for what is not a word.
    pub word: u64,
}

/// Something that means the same in every edition. Packed, as a third of it would be padding otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(Rust, packed(4))]
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
