//! What the letters of every script can sound like, and what it costs to take one group of letters for another.
//!
//! The table is `languages/transliteration.toml`. Every group of letters of a script is a symbol with its possible sounds; the cost of a pair of
//! symbols is that of the cheapest pair of their sounds, so a rule is written once for a script and serves every pair of scripts.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

/// Cost in hundredths of a wrong consonant.
pub(super) type Cost = u16;

/// See [`Script::side`].
pub(super) const SIDES: usize = 2;

/// A script that names are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

impl Script {
    /// The script of a letter.
    pub(super) fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => Some(Script::Latin),
            '\u{0400}'..='\u{052F}' => Some(Script::Cyrillic),
            '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D5}' => Some(Script::Arabic),
            _ => None,
        }
    }

    /// 1 for a script that leaves short vowels out, 0 for one that does not.
    pub(super) fn side(self) -> usize {
        usize::from(self == Script::Arabic)
    }

    /// The script of a language, by the name that Unicode has for it.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "Latin" => Some(Script::Latin),
            "Cyrillic" => Some(Script::Cyrillic),
            "Arabic" => Some(Script::Arabic),
            _ => None,
        }
    }

    /// The script of the first letter of a text; Latin if there is none.
    pub(super) fn of_text(text: &str) -> Self {
        text.chars().find_map(Script::of).unwrap_or(Script::Latin)
    }
}

/// A group of letters of a script, at a place of a word.
pub(super) type Symbol = u16;

/// Where a group of letters may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Anywhere,
    Start,
    End,
    /// A case ending.
    Ending,
    /// Written together with the word that follows.
    Proclitic,
}

impl Place {
    /// Every place.
    pub(super) const ALL: [Self; 5] = [Place::Anywhere, Place::Start, Place::End, Place::Ending, Place::Proclitic];
}

/// The table, made ready.
#[derive(Debug)]
pub(super) struct Letters {
    groups: FxHashMap<u64, Symbol>,
    beginnings: Beginnings,
    count: usize,
    /// What pairs of symbols cost, worked out when first asked for, as a story has few of them: one more than the cost, 0 for what is not known.
    pairs: Vec<AtomicU16>,
    list: Vec<Group>,
    sounds: Vec<Vec<char>>,
    phones: Phones,
    silent: Vec<[Cost; 2]>,
    /// For each symbol every sound that it can have.
    spoken: Vec<Spoken>,
    /// For each symbol, by the [`Script::side`] of the other word, and for each of [`LEVELS`]: of these sounds one must be there for it to cost less.
    near: Vec<[[Spoken; LEVELS.len()]; 2]>,
    weights: Vec<Cost>,
    likeliest: Vec<String>,
    pub(super) words: WordLists,
    /// An initial -> groups of letters of its script for which it stands too.
    pub(super) initials: BTreeMap<char, Vec<Symbol>>,
}

/// The most that one symbol costs beside another.
const DEAREST: Cost = 255;

/// Sounds as bits: letters of ASCII differ in their last six.
pub(super) type Spoken = u64;

/// A bit of no sound, which every word has: what costs little beside nothing at all is near to it.
pub(super) const SILENCE: Spoken = 1;

/// Costs that [`Letters::least`] tells apart.
pub(super) const LEVELS: [Cost; 4] = [20, 45, 70, 100];

/// The longest group of letters in the table, in letters.
pub(super) const LONGEST: usize = 5;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    near: BTreeMap<String, Cost>,
    silent: BTreeMap<String, Silence>,
    latin: BTreeMap<String, toml::Value>,
    cyrillic: BTreeMap<String, toml::Value>,
    arabic: BTreeMap<String, toml::Value>,
    words: WordLists,
    initials: BTreeMap<char, Vec<String>>,
}

/// Words and endings that play a part of their own in a name.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordLists {
    pub(super) articles: Vec<String>,
    pub(super) hyphenated: Vec<String>,
    pub(super) servants: Vec<String>,
    pub(super) filial: Vec<String>,
    pub(super) particles: Vec<String>,
    pub(super) patronymics: Vec<String>,
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(transparent)]
struct Silence((Cost, Cost));

#[derive(Debug)]
struct Group {
    script: Script,
    sounds: Vec<(u16, Cost)>,
}

impl Letters {
    /// The table, read once for the process.
    pub(super) fn get() -> &'static Letters {
        static LETTERS: OnceLock<Letters> = OnceLock::new();
        LETTERS.get_or_init(|| {
            // OK because: the table is compiled in and a test reads it.
            Letters::read(crate::languages::TRANSLITERATION).expect("the table of letters can be read")
        })
    }

    fn read(source: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(source).map_err(|error| error.to_string())?;
        let mut sounds: Vec<Vec<char>> = Vec::new();
        let (mut groups, mut list) = (FxHashMap::default(), Vec::<Group>::new());
        let mut add = |script: Script, place: Place, letters: &str, value: &str| -> Result<(), String> {
            let mut own = Vec::new();
            for choice in value.split_whitespace() {
                let (sound, cost) = choice.split_once('/').unwrap_or((choice, "0"));
                let cost: Cost = cost.parse().map_err(|_| format!("{letters:?}: expected a cost after the slash, but found {choice:?}"))?;
                let sound: Vec<char> = sound.chars().filter(|c| *c != '-').collect();
                let at = sounds.iter().position(|known| *known == sound).unwrap_or_else(|| {
                    sounds.push(sound);
                    sounds.len() - 1
                });
                own.push((at as u16, cost));
            }
            let key = key(place, letters.chars()).ok_or_else(|| format!("{letters:?}: expected at most {LONGEST} letters"))?;
            groups.insert(key, list.len() as Symbol);
            list.push(Group { script, sounds: own });
            Ok(())
        };
        for (script, entries) in [(Script::Latin, &table.latin), (Script::Cyrillic, &table.cyrillic), (Script::Arabic, &table.arabic)] {
            for (key, value) in entries {
                match value {
                    toml::Value::String(value) => {
                        let (place, letters) = anchored(key);
                        add(script, place, letters, value)?;
                    }
                    toml::Value::Table(part) => {
                        let place = if key == "endings" { Place::Ending } else { Place::Proclitic };
                        for (letters, value) in part {
                            add(script, place, letters, value.as_str().unwrap_or_default())?;
                        }
                    }
                    _ => return Err(format!("{key:?}: expected sounds, but found {value:?}")),
                }
            }
        }
        let phones = Phones::new(&table.near, &table.silent);
        let built = Self::build(groups, list, sounds, phones);
        let group = |letters: &String| built.symbol(Place::Anywhere, letters.chars());
        let initials = table.initials.iter().map(|(initial, groups)| (*initial, groups.iter().filter_map(group).collect())).collect();
        Ok(Self { words: table.words, initials, ..built })
    }

    fn build(groups: FxHashMap<u64, Symbol>, list: Vec<Group>, sounds: Vec<Vec<char>>, phones: Phones) -> Self {
        let n = list.len();
        let pairs = std::iter::repeat_with(|| AtomicU16::new(0)).take(n * n).collect();
        let silence = |group: &Group, short: bool| {
            let costs = group.sounds.iter().map(|(s, c)| c + sounds[usize::from(*s)].iter().map(|p| phones.silent(*p, short)).sum::<Cost>());
            costs.min().unwrap_or(100)
        };
        let silent = list.iter().map(|group| [silence(group, false), silence(group, group.script != Script::Arabic)]).collect();
        let first = |group: &Group| group.sounds.iter().map(|(s, _)| &sounds[usize::from(*s)]).find(|s| !s.is_empty());
        let weights = list.iter().map(|g| first(g).map_or(0, |s| s.iter().map(|p| if is_vowel(*p) { 35 } else { 100 }).sum())).collect();
        let likeliest = list.iter().map(|g| first(g).map_or_else(String::new, |s| s.iter().collect())).collect();
        let words = WordLists::default();
        let spoken = |group: &Group| group.sounds.iter().flat_map(|(s, _)| &sounds[usize::from(*s)]).fold(SILENCE, |all, p| all | bit(*p));
        let spoken = list.iter().map(spoken).collect();
        let near = phones.near(&list, &sounds);
        let beginnings = Beginnings::new(groups.keys().copied());
        Self { groups, beginnings, count: n, pairs, list, sounds, phones, silent, spoken, near, weights, likeliest, words, initials: BTreeMap::new() }
    }

    /// The symbol of a group of letters at a place.
    pub(super) fn symbol(&self, place: Place, letters: impl Iterator<Item = char>) -> Option<Symbol> {
        key(place, letters).and_then(|key| self.groups.get(&key)).copied()
    }

    /// How many of these letters the longest group that begins with them can have: most groups are one letter, which saves looking for the others.
    #[inline]
    pub(super) fn longest(&self, letters: &[char]) -> usize {
        self.beginnings.longest(letters)
    }

    /// What it costs to take one symbol for another.
    pub(super) fn pair(&self, a: Symbol, b: Symbol) -> Cost {
        self.pair_of(self.beside(a), a, b)
    }

    /// What is known of the costs of a symbol beside every other one; for [`Letters::pair_of`].
    #[inline]
    pub(super) fn beside(&self, a: Symbol) -> &[AtomicU16] {
        &self.pairs[usize::from(a) * self.count..][..self.count]
    }

    /// [`Letters::pair`] where the costs of the first symbol are at hand.
    #[inline]
    pub(super) fn pair_of(&self, beside: &[AtomicU16], a: Symbol, b: Symbol) -> Cost {
        let known = &beside[usize::from(b)];
        match known.load(Ordering::Relaxed) {
            0 => self.learn(known, a, b),
            more => more - 1,
        }
    }

    #[cold]
    fn learn(&self, known: &AtomicU16, a: Symbol, b: Symbol) -> Cost {
        let cost = self.work_out(&self.list[usize::from(a)], &self.list[usize::from(b)]);
        known.store(cost + 1, Ordering::Relaxed);
        cost
    }

    /// The cost of the cheapest pair of sounds. Two scripts that write vowels are compared as they stand; one that does not leaves out short ones.
    fn work_out(&self, a: &Group, b: &Group) -> Cost {
        let mut best = DEAREST;
        for &(x, cost) in &a.sounds {
            for &(y, other) in &b.sounds {
                let (x, y) = (&self.sounds[usize::from(x)], &self.sounds[usize::from(y)]);
                let distance = match (a.script == Script::Arabic, b.script == Script::Arabic) {
                    (false, true) => self.phones.distance(x, y, true),
                    (true, false) => self.phones.distance(y, x, true),
                    _ => self.phones.distance(x, y, false),
                };
                best = best.min(cost + other + distance);
            }
        }
        best
    }

    /// What it costs that a symbol has no counterpart, by the [`Script::side`] of the other word.
    pub(super) fn silent(&self, a: Symbol) -> [Cost; 2] {
        self.silent[usize::from(a)]
    }

    /// Every sound that a symbol can have.
    pub(super) fn spoken(&self, a: Symbol) -> Spoken {
        self.spoken[usize::from(a)]
    }

    /// What a symbol costs at least beside a word that has these sounds and no other, whatever stands for it: nothing, or one of [`LEVELS`].
    #[inline]
    pub(super) fn least(&self, a: Symbol, side: usize, spoken: Spoken) -> Cost {
        const STEPS: [Cost; LEVELS.len() + 1] = [0, LEVELS[0], LEVELS[1], LEVELS[2], LEVELS[3]];
        let [one, two, three, four] = &self.near[usize::from(a)][side];
        // What is near enough for one level is for all above it.
        let missing = |near: &Spoken| usize::from(near & spoken == 0);
        STEPS[missing(one) + missing(two) + missing(three) + missing(four)]
    }

    /// For each of [`LEVELS`] the sounds of which another word must have one for the symbol to cost less.
    pub(super) fn near(&self, a: Symbol, side: usize) -> &[Spoken; LEVELS.len()] {
        &self.near[usize::from(a)][side]
    }

    /// How much of a name a symbol is.
    pub(super) fn weight(&self, a: Symbol) -> Cost {
        self.weights[usize::from(a)]
    }

    /// The likeliest sounds of a symbol; nothing for silence.
    pub(super) fn sounds(&self, a: Symbol) -> &str {
        &self.likeliest[usize::from(a)]
    }
}

/// How groups of letters begin.
#[derive(Debug)]
struct Beginnings {
    /// For each letter the letters of the longest group that it begins.
    longest: Vec<u8>,
    /// Which two letters begin a group of several, as far as a few bits tell.
    pairs: [u64; Self::WORDS],
}

impl Beginnings {
    const WORDS: usize = 64;

    fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut out = Self { longest: vec![0; 1 << LETTER], pairs: [0; Self::WORDS] };
        for key in keys {
            let mut letters: SmallVec<[u32; LONGEST]> = SmallVec::new();
            let mut rest = key >> PLACE;
            while rest != 0 {
                letters.push((rest % (1 << LETTER)) as u32);
                rest >>= LETTER;
            }
            letters.reverse();
            let Some(first) = letters.first() else { continue };
            let longest = &mut out.longest[*first as usize];
            *longest = (*longest).max(letters.len() as u8);
            if let Some(second) = letters.get(1) {
                let at = Self::place(*first, *second);
                out.pairs[at / 64] |= 1 << (at % 64);
            }
        }
        out
    }

    fn place(first: u32, second: u32) -> usize {
        (first.wrapping_mul(61) ^ second) as usize % (64 * Self::WORDS)
    }

    #[inline]
    fn longest(&self, letters: &[char]) -> usize {
        let Some(first) = letters.first() else { return 0 };
        let most = self.longest.get(*first as usize).map_or(0, |most| usize::from(*most));
        let several = |second: &char| {
            let at = Self::place(u32::from(*first), u32::from(*second));
            self.pairs[at / 64] >> (at % 64) & 1 == 1
        };
        if most > 1 && !letters.get(1).is_some_and(several) { 1 } else { most.min(letters.len()) }
    }
}

/// Bits of a letter of the three scripts, and of a [`Place`], in the number of a group.
const LETTER: u32 = 11;
const PLACE: u32 = 3;

/// A group of letters at a place as one number: letters of the three scripts have eleven bits.
fn key(place: Place, letters: impl Iterator<Item = char>) -> Option<u64> {
    let mut key = 0;
    for (count, letter) in letters.enumerate() {
        let code = u64::from(u32::from(letter));
        if count == LONGEST || code >= 1 << LETTER {
            return None;
        }
        key = key << LETTER | code;
    }
    Some(key << PLACE | place as u64)
}

fn anchored(key: &str) -> (Place, &str) {
    if let Some(letters) = key.strip_prefix('^') {
        (Place::Start, letters)
    } else if let Some(letters) = key.strip_suffix('$') {
        (Place::End, letters)
    } else {
        (Place::Anywhere, key)
    }
}

pub(super) fn is_vowel(phone: char) -> bool {
    matches!(phone, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'Q')
}

/// What sounds cost, in tables by letter: a sound is written with one ASCII letter, and every two sounds are compared when the table is read.
#[derive(Debug)]
struct Phones {
    swap: Vec<Cost>,
    silent: Vec<(Cost, Cost)>,
}

/// Letters that a sound can be written with.
const PHONES: usize = 128;

fn bit(phone: char) -> Spoken {
    1 << (phone as u32 % Spoken::BITS)
}

impl Phones {
    /// See [`Letters::near`]. A symbol costs less than a level only if one of its sounds does, and that only if its heaviest letter does.
    fn near(&self, list: &[Group], sounds: &[Vec<char>]) -> Vec<[[Spoken; LEVELS.len()]; 2]> {
        // For each letter the letters that cost less than so much beside it.
        let dearest = usize::from(LEVELS[LEVELS.len() - 1]);
        let letters = || (PHONES as u8 / 2..PHONES as u8).map(char::from);
        let within: Vec<Vec<Spoken>> = letters()
            .map(|a| {
                let mut within = vec![0; dearest + 1];
                for b in letters().filter(char::is_ascii_alphabetic) {
                    let cost = usize::from(self.swap(a, b).min(self.swap(b, a)));
                    if cost < dearest {
                        within[cost + 1] |= bit(b);
                    }
                }
                for cost in 0..dearest {
                    within[cost + 1] |= within[cost];
                }
                within
            })
            .collect();
        let near = |sound: &[char], cost: Cost, short: bool| {
            let heaviest = sound.iter().max_by_key(|phone| self.silent(**phone, short));
            let silent = heaviest.map_or(0, |phone| self.silent(*phone, short));
            LEVELS.map(|level| match level.checked_sub(cost) {
                None | Some(0) => 0,
                Some(left) if silent < left => Spoken::MAX,
                Some(left) => heaviest.map_or(0, |phone| within[*phone as usize % (PHONES / 2)][usize::from(left)]),
            })
        };
        let group = |group: &Group, short: bool| {
            let mut all = [0; LEVELS.len()];
            for (sound, cost) in &group.sounds {
                for (all, near) in all.iter_mut().zip(near(&sounds[usize::from(*sound)], *cost, short)) {
                    *all |= near;
                }
            }
            all
        };
        list.iter().map(|own| [group(own, false), group(own, own.script != Script::Arabic)]).collect()
    }

    fn new(near: &BTreeMap<String, Cost>, silent: &BTreeMap<String, Silence>) -> Self {
        let other = silent.get("other").map_or((100, 100), |Silence(pair)| *pair);
        let mut out = Self { swap: Vec::with_capacity(PHONES * PHONES), silent: vec![other; PHONES] };
        for (phone, Silence(pair)) in silent.iter().filter(|(phone, _)| phone.len() == 1) {
            out.silent[usize::from(phone.as_bytes()[0])] = *pair;
        }
        let letters = || (0..PHONES as u8).map(char::from);
        out.swap.extend(letters().flat_map(|a| letters().map(move |b| (a, b))).map(|(a, b)| match (is_vowel(a), is_vowel(b)) {
            _ if a == b => 0,
            (false, false) => 100,
            (true, true) => 60,
            _ => 130,
        }));
        // The order in which a pair is written says nothing; where both are there, each holds for itself.
        for turned in [true, false] {
            for (pair, cost) in near.iter().filter(|(pair, _)| pair.len() == 2 && pair.is_ascii()) {
                let (a, b) = (usize::from(pair.as_bytes()[0]), usize::from(pair.as_bytes()[1]));
                let (a, b) = if turned { (b, a) } else { (a, b) };
                if a != b {
                    out.swap[a * PHONES + b] = *cost;
                }
            }
        }
        out
    }

    fn silent(&self, phone: char, short: bool) -> Cost {
        // OK because a sound beyond ASCII, which no table has, is taken for the last one.
        let pair = self.silent[(phone as usize).min(PHONES - 1)];
        if short { pair.1 } else { pair.0 }
    }

    fn swap(&self, a: char, b: char) -> Cost {
        self.swap[(a as usize).min(PHONES - 1) * PHONES + (b as usize).min(PHONES - 1)]
    }

    /// Edit distance of two sounds; with `short`, `b` is of a script that leaves short vowels out.
    fn distance(&self, a: &[char], b: &[char], short: bool) -> Cost {
        if let ([x], [y]) = (a, b) {
            return self.swap(*x, *y).min(self.silent(*x, short) + self.silent(*y, false));
        }
        let mut row: SmallVec<[Cost; 8]> = SmallVec::new();
        row.push(0);
        for &phone in b {
            row.push(row.last().copied().unwrap_or(0) + self.silent(phone, false));
        }
        for &x in a {
            let mut diagonal = row[0];
            row[0] += self.silent(x, short);
            for (j, &y) in b.iter().enumerate() {
                let best = (diagonal + self.swap(x, y)).min(row[j + 1] + self.silent(x, short)).min(row[j] + self.silent(y, false));
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }
        row[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let letters = Letters::get();
        let sh = letters.symbol(Place::Anywhere, "sh".chars()).unwrap();
        let sheen = letters.symbol(Place::Anywhere, "ش".chars()).unwrap();
        assert_eq!(letters.pair(sh, sheen), 0);
    }
}
