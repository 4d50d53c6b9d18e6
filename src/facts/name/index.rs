//! Many names made ready, among which one is looked up: few are compared in full, and nothing is lost by that.
//!
//! A name can stand for another only if each word of the shorter one is alike to a word of the longer one (see [`super::score`]), so that it is enough
//! to compare names that share so many words. The words of all names stand here once each, and which of them are alike to a word of the name that is
//! looked up is asked in two steps. First, what a word costs at least beside each of 64 others at once: for each sound a number says by its bits which of
//! them have it, so that a sound which a word needs and which they lack is counted for all of them in a few operations ([`Block::near`]). It is a lower
//! bound, never more than the distance; what it leaves, a few in a hundred, is then compared as elsewhere. Translated and settled names are found by their
//! keys in the gazetteer, forms of one given name by the key of that.

use super::letters::{Cost, SIDES, Spoken};
use super::token::{Demand, MOST, PARTS, Part, SKIPPED, UNIT, Word};
use super::{Candidate, THRESHOLD, score};
use crate::facts::Concept;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Names less likely than this to be the one that was looked up are not found.
pub const LEAST: f64 = 0.001;

/// Scores down to which names are looked for, one after the other until enough are found: the higher the score, the sooner all that reach it are known.
const STEPS: [f64; 5] = [THRESHOLD, 0.2, 0.05, 0.01, LEAST];

/// Names among which one is looked up, in any of the three scripts.
///
/// ```
/// use variorum::facts::name::{Candidate, Index};
///
/// let names = ["Maria Callas", "Мария Захарова", "زاخار بريليبين", "Maria Zakharova", "United Nations"];
/// let index = Index::new(names.map(Candidate::new));
///
/// let found = index.nearest(&Candidate::new("ماريا زاخاروفا"), 1);
/// assert_eq!(names[found[0].at], "Мария Захарова");
///
/// let same = index.same(&Candidate::new("M. Zakharova"));
/// assert_eq!(same.iter().map(|found| names[found.at]).collect::<Vec<_>>(), ["Мария Захарова", "Maria Zakharova"]);
///
/// assert_eq!(names[index.same(&Candidate::new("ООН"))[0].at], "United Nations");
/// assert!(index.same(&Candidate::new("Sergei Lavrov")).is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Index {
    names: Vec<Candidate>,
    /// How many words of each name are a given name or surname.
    counts: Vec<u32>,
    /// Every word, first those that are not only made of two, then by script, and the shorter before the longer.
    words: Vec<Entry>,
    blocks: Vec<Block>,
    needs: Needs,
    /// Words that are a form of a given name, by its key.
    given: FxHashMap<u16, Vec<u32>>,
    /// Names that the gazetteer knows, by their keys.
    known: FxHashMap<Concept, Vec<u32>>,
}

/// A name of an [`Index`] that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Where it stands among the names, from 0.
    pub at: usize,
    /// What [`Candidate::score`] says of it.
    pub score: f64,
}

/// A word and the names that it stands in.
#[derive(Clone, Debug)]
struct Entry {
    word: Word,
    names: SmallVec<[(u32, Role); 2]>,
}

impl Entry {
    /// Whether no name has it as one word.
    fn is_joined(&self) -> bool {
        self.names.iter().all(|(_, role)| *role == Role::Joined)
    }
}

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Name,
    /// Two neighbours written as one.
    Joined,
}

/// How much of a name was found.
#[derive(Clone, Copy, Debug)]
enum Shared {
    /// So many words, the last of them being this one of the name that is looked up.
    Words(u32, u32),
    /// Enough to compare it, however many words that are.
    Enough,
}

impl Index {
    /// Makes an index of names; where a name stands among them is what it is found by.
    pub fn new(names: impl IntoIterator<Item = Candidate>) -> Self {
        let names: Vec<Candidate> = names.into_iter().collect();
        let mut entries: FxHashMap<(&str, bool), Entry> = FxHashMap::default();
        let mut known: FxHashMap<Concept, Vec<u32>> = FxHashMap::default();
        for (at, name) in (0..).zip(&names) {
            for key in &name.keys {
                known.entry(*key).or_default().push(at);
            }
            let parts = name.parsed.names().map(|word| (word, Role::Name)).chain(name.parsed.joined().map(|word| (word, Role::Joined)));
            for (word, role) in parts {
                let entry = entries.entry((&word.text, word.first)).or_insert_with(|| Entry { word: word.clone(), names: SmallVec::new() });
                entry.names.push((at, role));
            }
        }
        let mut words: Vec<Entry> = entries.into_values().collect();
        let order = |entry: &Entry| {
            let word = &entry.word;
            (entry.is_joined(), word.script.side(), word.letters, word.weight, word.spoken)
        };
        words.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| (&a.word.text, a.word.first).cmp(&(&b.word.text, b.word.first))));
        let mut given: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
        for (at, entry) in (0..).zip(&words) {
            for key in &entry.word.given {
                given.entry(*key).or_default().push(at);
            }
        }
        let (blocks, needs) = (Block::all(&words), Needs::new(&words));
        let counts = names.iter().map(|name| name.parsed.names().count() as u32).collect();
        Self { names, counts, words, blocks, needs, given, known }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Every name that could stand for this one in a story, the likeliest first: what [`Candidate::score`] gives [`THRESHOLD`] or more.
    pub fn same(&self, name: &Candidate) -> Vec<Found> {
        self.reaching(name, THRESHOLD)
    }

    /// The `k` names that are likeliest to be this one, the likeliest first and names of one score in their order; fewer where others are below [`LEAST`].
    pub fn nearest(&self, name: &Candidate, k: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for least in STEPS {
            found = self.reaching(name, least);
            if found.len() >= k {
                break;
            }
        }
        found.truncate(k);
        found
    }

    /// All names with at least this score.
    fn reaching(&self, name: &Candidate, score: f64) -> Vec<Found> {
        let mut found: Vec<Found> = self.perhaps(name, score).map(|at| Found { at, score: name.score(&self.names[at]) }).collect();
        found.retain(|found| found.score >= score);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
        found
    }

    /// Names that can have at least this score: all that have it, and few more.
    fn perhaps(&self, name: &Candidate, score: f64) -> impl Iterator<Item = usize> {
        let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
        for at in name.keys.iter().filter_map(|key| self.known.get(key)).flatten() {
            shared.insert(*at, Shared::Enough);
        }
        let least = score::worst(score, name.parsed.len());
        let own = name.parsed.names().count() as u32;
        let needed = |at: u32| self.counts[at as usize].min(own);
        for (n, word) in (0..own).zip(name.parsed.names()) {
            // Whether a name in which too few words were found so far can still have enough of them.
            let open = |at: u32| match own - n {
                left if left >= needed(at) => true,
                left => shared.get(&at).is_some_and(|shared| matches!(shared, Shared::Words(count, _) if count + left >= needed(at))),
            };
            let worth = |entry: &Entry| entry.names.iter().any(|(at, role)| *role == Role::Joined || open(*at));
            for (entry, likeness) in self.alike((word, Role::Name), least, worth) {
                for (at, role) in &entry.names {
                    let before = shared.get(at).copied().unwrap_or(Shared::Words(0, u32::MAX));
                    let after = match (before, role) {
                        (Shared::Words(count, last), Role::Name) if last != n => Shared::Words(count + 1, n),
                        (_, Role::Joined) if likeness > score::JOINED => Shared::Enough,
                        _ => continue,
                    };
                    shared.insert(*at, after);
                }
            }
        }
        for word in name.parsed.joined() {
            for (entry, _) in self.alike((word, Role::Joined), least, |_| true) {
                shared.extend(entry.names.iter().filter(|(_, role)| *role == Role::Name).map(|(at, _)| (*at, Shared::Enough)));
            }
        }
        shared.into_iter().filter_map(move |(at, shared)| match shared {
            Shared::Words(count, _) if count < self.counts[at as usize].min(own) => None,
            _ => Some(at as usize),
        })
    }

    /// The words that are at least so much alike to a word of a name, and how much, of those that are `worth` to be compared; one can be told twice.
    ///
    /// What is made of two words is taken for one only where it is much alike, and two such words are not held against each other.
    fn alike(&self, (word, role): (&Word, Role), least: f64, worth: impl Fn(&Entry) -> bool) -> Vec<(&Entry, f64)> {
        let mut out = Vec::new();
        let mut compare = |at: usize, least: f64| {
            let entry = &self.words[at];
            if worth(entry) {
                let likeness = word.likeness_beyond(&entry.word, least);
                if likeness > 0.0 && likeness >= least {
                    out.push((entry, likeness));
                }
            }
        };
        let (side, letters) = (word.script.side(), usize::from(word.letters));
        let sides: [_; SIDES] = std::array::from_fn(|side| (word.demands(side), word.alone(side)));
        let unmet = [false, true].map(|narrow| self.needs.unmet(&sounds(word, narrow)));
        for block in self.blocks.iter().take_while(|block| role == Role::Name || !block.joined) {
            let least = if role == Role::Joined || block.joined { least.max(score::JOINED) } else { least };
            let (demands, alone) = &sides[block.side];
            let bound = word.bound(block.weight, least);
            if alone[block.letters].max(block.alone[side][letters]) >= bound * UNIT {
                continue;
            }
            let narrow = bound * UNIT <= SKIPPED;
            let mut near = block.near(demands, narrow, bound);
            while near != 0 {
                let at = block.start + near.trailing_zeros() as usize;
                if self.needs.cost(at, side, &unmet[usize::from(narrow)]) < bound {
                    compare(at, least);
                }
                near &= near - 1;
            }
        }
        for at in word.given.iter().filter_map(|key| self.given.get(key)).flatten() {
            compare(*at as usize, least);
        }
        out
    }
}

/// The sounds of each part of a word; all of them for each where it can begin and end anywhere.
fn sounds(word: &Word, narrow: bool) -> [Spoken; PARTS] {
    if narrow { word.sounds() } else { [word.spoken; PARTS] }
}

/// Words that are held against another one at once.
const TOGETHER: usize = u64::BITS as usize;

/// Up to 64 words, which leave out short vowels or do not.
#[derive(Clone, Debug)]
struct Block {
    /// Its first word, and its words as bits.
    start: usize,
    all: u64,
    /// Whether its words are only made of two.
    joined: bool,
    /// See [`super::letters::Script::side`].
    side: usize,
    /// The weight of the heaviest, and the letters of the longest.
    weight: Cost,
    letters: usize,
    /// The least of [`Word::alone`], for each side of the other word.
    alone: [[Cost; MOST + 1]; SIDES],
    /// For each part of a word and each sound the words that have it there.
    sounds: [[u64; TOGETHER]; PARTS],
}

/// Bits of a cost in [`Block::near`].
const PLANES: usize = 8;

impl Block {
    fn all(words: &[Entry]) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::new();
        for (at, entry) in words.iter().enumerate() {
            let (word, joined, side) = (&entry.word, entry.is_joined(), entry.word.script.side());
            if out.last().is_none_or(|block| block.joined != joined || block.side != side || at - block.start == TOGETHER) {
                let (alone, sounds) = ([[Cost::MAX; MOST + 1]; SIDES], [[0; TOGETHER]; PARTS]);
                out.push(Self { start: at, all: 0, joined, side, weight: 0, letters: 0, alone, sounds });
            }
            let Some(block) = out.last_mut() else { continue };
            let bit = 1 << (at - block.start);
            block.all |= bit;
            block.weight = block.weight.max(word.weight);
            block.letters = block.letters.max(usize::from(word.letters));
            for (side, least) in block.alone.iter_mut().enumerate() {
                least.iter_mut().zip(word.alone(side)).for_each(|(least, own)| *least = own.min(*least));
            }
            for (with, mut sounds) in block.sounds.iter_mut().zip(word.sounds()) {
                while sounds != 0 {
                    with[sounds.trailing_zeros() as usize] |= bit;
                    sounds &= sounds - 1;
                }
            }
        }
        out
    }

    /// Those of its words that can cost less than `bound` beside a word with these demands; `narrow` where beginnings and ends can be told.
    ///
    /// The costs of all words are counted at once: the first of `planes` holds the lowest bit of each, the second the next one. They begin so far below the
    /// highest number that a word which costs as much as `bound` goes beyond it.
    fn near(&self, demands: &[Demand], narrow: bool, bound: Cost) -> u64 {
        let Some(start) = ((1 as Cost) << PLANES).checked_sub(bound) else { return self.all };
        let mut planes: [u64; PLANES] = std::array::from_fn(|bit| if start >> bit & 1 == 1 { u64::MAX } else { 0 });
        let mut near = self.all;
        for demand in demands {
            let has = &self.sounds[if narrow { demand.part } else { Part::Whole } as usize];
            let (mut sounds, mut with) = (demand.sounds, 0);
            while sounds != 0 {
                with |= has[sounds.trailing_zeros() as usize];
                sounds &= sounds - 1;
            }
            let (without, mut carry) = (near & !with, 0);
            for (bit, plane) in planes.iter_mut().enumerate() {
                let added = if demand.cost >> bit & 1 == 1 { without } else { 0 };
                let sum = *plane ^ added;
                (*plane, carry) = (sum ^ carry, *plane & added | carry & sum);
            }
            near &= !carry;
            if near == 0 {
                break;
            }
        }
        near
    }
}

/// What each word demands of another.
#[derive(Clone, Debug, Default)]
struct Needs {
    /// Each set of sounds once, with the part of a word in which one of them has to be.
    sounds: Vec<(Part, Spoken)>,
    /// Numbers of sets, and what it costs to have none of them.
    costs: Vec<(u16, Cost)>,
    /// For each word, and for each [`super::letters::Script::side`] of the other, where its costs begin.
    starts: Vec<u32>,
}

impl Needs {
    fn new(words: &[Entry]) -> Self {
        let mut out = Self { sounds: Vec::new(), costs: Vec::new(), starts: vec![0] };
        let mut numbers: FxHashMap<(Part, Spoken), u16> = FxHashMap::default();
        for Entry { word, .. } in words {
            for side in 0..SIDES {
                for Demand { part, sounds, cost } in word.demands(side) {
                    // OK because the table of letters has a few hundred sets.
                    let next = numbers.len() as u16;
                    let number = *numbers.entry((part, sounds)).or_insert_with(|| {
                        out.sounds.push((part, sounds));
                        next
                    });
                    out.costs.push((number, cost));
                }
                out.starts.push(out.costs.len() as u32);
            }
        }
        out
    }

    /// For each set whether a word with these sounds has none of it: all bits for that, or none.
    fn unmet(&self, own: &[Spoken; PARTS]) -> Vec<Cost> {
        self.sounds.iter().map(|(part, sounds)| if sounds & own[*part as usize] == 0 { Cost::MAX } else { 0 }).collect()
    }

    /// What a word costs at least beside one that does not meet these.
    fn cost(&self, at: usize, side: usize, unmet: &[Cost]) -> Cost {
        let at = SIDES * at + side;
        self.costs[self.starts[at] as usize..self.starts[at + 1] as usize].iter().map(|(number, cost)| cost & unmet[usize::from(*number)]).sum()
    }
}
