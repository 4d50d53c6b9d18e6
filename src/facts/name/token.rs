//! One word of a name, and how far two words are apart across scripts.
//!
//! A word is a lattice: at each letter the groups of letters of the table that begin there. The distance is a weighted edit distance over two
//! lattices, in which a group can stand for a group, or for nothing.

use super::given;
use super::letters::{Cost, LEVELS, LONGEST, Letters, Place, SILENCE, Script, Spoken, Symbol};
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Letters of a word that are compared; longer words are cut.
pub(super) const MOST: usize = 24;

/// A word of a name, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In lower case, without marks that say nothing.
    pub(super) text: String,
    pub(super) script: Script,
    pub(super) letters: u8,
    /// Letters of its longest edge.
    reach: u8,
    /// Whether it can carry proclitics, being the first of its name.
    pub(super) first: bool,
    edges: Vec<Edge>,
    /// For each letter, and for the end, its first edge.
    starts: [u8; MOST + 1],
    /// Every sound that is in it, as far as its letters say.
    pub(super) spoken: Spoken,
    /// How much there is to compare, in the units of cost.
    pub(super) weight: Cost,
    /// Which given names it is, whatever it sounds like.
    pub(super) given: given::Keys,
    /// What its beginnings and ends can be, once another word was looked for there; nothing where a letter is unknown.
    ends: OnceLock<Option<Box<Ends>>>,
}

/// What the beginnings and ends of a word can be if each is taken for a word of its own: more than they are, so that what it says of their costs is never
/// too much.
#[derive(Clone, Debug)]
struct Ends {
    /// Groups of letters at whatever place of a word: the first letter, how many there are, and the symbol.
    groups: Vec<(u8, u8, Symbol)>,
    /// Every sound that is in one of them.
    spoken: Spoken,
    /// What so many of the first letters weigh at most.
    weights: [Cost; MOST + 1],
    /// Which given names they are.
    given: given::Keys,
}

impl Ends {
    fn new(chars: &[char], text: &str) -> Option<Self> {
        let table = Letters::get();
        let mut out = Self { groups: Vec::with_capacity(2 * chars.len()), spoken: SILENCE, weights: [0; MOST + 1], given: given::Keys::new() };
        for part in (SHORTEST_PART..chars.len()).flat_map(|n| [0..n, chars.len() - n..chars.len()]) {
            out.given.extend(given::keys(letters_of(text, &part)));
        }
        for from in 0..chars.len() {
            let mut heaviest = None;
            for length in 1..=table.longest(&chars[from..]) {
                for place in Place::ALL {
                    let Some(symbol) = table.symbol(place, chars[from..from + length].iter().copied()) else { continue };
                    out.groups.push((from as u8, length as u8, symbol));
                    out.spoken |= table.spoken(symbol);
                    if place == Place::Anywhere {
                        heaviest = heaviest.max(Some(table.weight(symbol)));
                        if length == 1 && chars.get(from + 1) == Some(&chars[from]) {
                            out.groups.push((from as u8, 2, symbol));
                        }
                    }
                }
                // A letter that is not in the table by itself can be left alone at either end.
                heaviest?;
            }
            out.weights[from + 1] = out.weights[from] + heaviest?;
        }
        Some(out)
    }

    /// What so many of the first letters, and what those from each letter on, cost at least beside a word of this [`Script::side`] with these sounds.
    fn least(&self, side: usize, spoken: Spoken) -> [[Cost; WIDTH]; 2] {
        let table = Letters::get();
        let costs: SmallVec<[Cost; 64]> = self.groups.iter().map(|(.., symbol)| table.least(*symbol, side, spoken)).collect();
        let (mut before, mut after) = ([Cost::MAX; WIDTH], [Cost::MAX; WIDTH]);
        before[0] = 0;
        for ((from, length, _), cost) in self.groups.iter().zip(&costs) {
            let (from, to) = (usize::from(*from), usize::from(from + length));
            before[to % WIDTH] = before[to % WIDTH].min(before[from % WIDTH].saturating_add(*cost));
        }
        let last = self.groups.last().map_or(0, |(from, ..)| usize::from(*from) + 1);
        after[last % WIDTH] = 0;
        for ((from, length, _), cost) in self.groups.iter().zip(&costs).rev() {
            let (from, to) = (usize::from(*from), usize::from(from + length));
            after[from % WIDTH] = after[from % WIDTH].min(after[to % WIDTH].saturating_add(*cost));
        }
        [before, after]
    }
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    length: u8,
    symbol: Symbol,
    /// What it costs to leave it out, by the [`Script::side`] of the other word.
    silent: [Cost; 2],
}

/// The letters of a word as they are compared: lower case, marks of the table kept, other diacritics and signs dropped.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The same, added to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    // Most words have only letters that are composed already and that the table knows.
    let plain = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{0410}'..='\u{044F}');
    if text.chars().all(plain) {
        return out.extend(text.chars().map(|c| match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            // The capitals of the alphabet stand before its small letters in the same order.
            '\u{0410}'..='\u{042F}' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
            c => c,
        }));
    }
    let table = Letters::get();
    let composed = |c: char| c.is_ascii() || matches!(c, '\u{0410}'..='\u{044F}' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}');
    let plain = text.chars().all(composed);
    let (own, made) = if plain { (Some(text.chars()), None) } else { (None, Some(text.nfc())) };
    for c in own.into_iter().flatten().chain(made.into_iter().flatten()).flat_map(char::to_lowercase) {
        if Script::of(c).is_none() {
            continue;
        }
        if c.is_ascii() || table.symbol(Place::Anywhere, std::iter::once(c)).is_some() {
            out.push(c);
        } else {
            // й and the letters of the table are kept composed; any other letter is taken for the one that it is made of.
            out.extend(std::iter::once(c).nfd().filter(|c| Script::of(*c).is_some()));
        }
    }
}

/// Some of the letters of a word.
fn letters_of<'w>(word: &'w str, letters: &Range<usize>) -> &'w str {
    let mut places = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let start = places.nth(letters.start).unwrap_or(word.len());
    let end = if letters.is_empty() { start } else { places.nth(letters.len() - 1).unwrap_or(word.len()) };
    &word[start..end]
}

/// Costs of the beginnings of two words beside each other: of the rows that a group of letters can lead to, those cells that cost less than a bound.
struct Cells {
    bound: Cost,
    /// For each row its cells that have a cost, as bits.
    open: [u32; ROWS],
    costs: [[Cost; WIDTH]; ROWS],
}

/// Rows that are kept: a group of letters leads from one to the next, at most to the one [`LONGEST`] further on.
const ROWS: usize = 8;
const _: () = assert!(ROWS > LONGEST && ROWS.is_power_of_two());

/// Cells of a row.
const WIDTH: usize = 32;
const _: () = assert!(WIDTH > MOST && WIDTH.is_power_of_two());

impl Cells {
    #[inline]
    fn new(bound: Cost) -> Self {
        Self { bound, open: [0; ROWS], costs: [[0; WIDTH]; ROWS] }
    }

    /// Cells of row `i` that have a cost.
    #[inline]
    fn open(&self, i: usize) -> u32 {
        self.open[i % ROWS]
    }

    #[inline]
    fn cost(&self, i: usize, j: usize) -> Cost {
        self.costs[i % ROWS][j % WIDTH]
    }

    /// Notes that a cell can be had for a cost; says no where that changes nothing.
    #[inline]
    fn reach(&mut self, i: usize, j: usize, cost: Cost) -> bool {
        let (open, cell) = (&mut self.open[i % ROWS], &mut self.costs[i % ROWS][j % WIDTH]);
        let bit = 1 << (j % WIDTH);
        if cost >= self.bound || *open & bit != 0 && *cell <= cost {
            return false;
        }
        *open |= bit;
        *cell = cost;
        true
    }

    /// Row `i` will not be looked at again.
    #[inline]
    fn leave(&mut self, i: usize) {
        self.open[i % ROWS] = 0;
    }

    /// Whether no row has anything left.
    #[inline]
    fn is_empty(&self) -> bool {
        self.open.iter().all(|open| *open == 0)
    }
}

impl Word {
    /// Makes a word ready. `first` in its name it can carry proclitics.
    pub(super) fn new(text: &str, first: bool) -> Self {
        Self::folded(fold(text), first)
    }

    /// The same for a word that is folded already.
    pub(super) fn folded(text: String, first: bool) -> Self {
        let table = Letters::get();
        let script = Script::of_text(&text);
        let mut chars: SmallVec<[char; 32]> = text.chars().take(MOST).collect();
        chars.retain(|c| Script::of(*c) == Some(script));
        let n = chars.len();
        let (mut edges, mut starts) = (Vec::with_capacity(2 * n), [0; MOST + 1]);
        let (mut weight, mut covered, mut unknown) = (0, 0, false);
        for i in 0..n {
            // OK because a letter begins at most 15 groups, the others five and the same letter twice, and two of each length end with the last.
            starts[i] = edges.len() as u8;
            let mut longest: Option<(usize, Symbol)> = None;
            let before = edges.len();
            for length in 1..=table.longest(&chars[i..n]) {
                let group = &chars[i..i + length];
                let mut add = |place: Place| {
                    if let Some(symbol) = table.symbol(place, group.iter().copied()) {
                        let silent = table.silent(symbol);
                        edges.push(Edge { length: length as u8, symbol, silent });
                        return Some(symbol);
                    }
                    None
                };
                let anywhere = add(Place::Anywhere);
                if i == 0 {
                    add(Place::Start);
                    if n > length + 1 && (first || length == 2) {
                        add(Place::Proclitic);
                    }
                }
                if i + length == n && i > 0 {
                    add(Place::End);
                    if i >= 2 {
                        add(Place::Ending);
                    }
                }
                if let Some(symbol) = anywhere {
                    longest = Some((length, symbol));
                }
            }
            // A doubled letter counts once.
            if i + 1 < n && chars[i] == chars[i + 1] && table.symbol(Place::Anywhere, std::iter::once(chars[i])).is_some() {
                let single = edges[before];
                edges.push(Edge { length: 2, silent: single.silent.map(|cost| cost + 2), ..single });
                longest = longest.filter(|(length, _)| *length > 1).or(Some((2, single.symbol)));
            }
            if edges.len() == before {
                edges.push(Edge { length: 1, symbol: 0, silent: [100; 2] });
                unknown = true;
            }
            if i >= covered
                && let Some((length, symbol)) = longest
            {
                weight += table.weight(symbol);
                covered = i + length;
            }
        }
        starts[n] = edges.len() as u8;
        let given = given::keys(&text);
        let reach = edges.iter().map(|edge| edge.length).max().unwrap_or(0);
        // A letter that the table does not know stands for no sound.
        let spoken = if unknown { Spoken::MAX } else { edges.iter().fold(SILENCE, |all, edge| all | table.spoken(edge.symbol)) };
        Self { text, script, letters: n as u8, reach, first, edges, starts, spoken, weight, given, ends: OnceLock::new() }
    }

    fn at(&self, i: usize) -> &[Edge] {
        &self.edges[usize::from(self.starts[i])..usize::from(self.starts[i + 1])]
    }

    /// For each letter what the rest of the word costs at least beside a word of this [`Script::side`] that has these sounds, wherever its counterparts
    /// stand in that; nothing if the whole cannot cost less than `bound`.
    #[inline]
    fn least(&self, table: &Letters, (side, spoken): (usize, Spoken), bound: Cost) -> Option<[Cost; WIDTH]> {
        let mut out = [0; WIDTH];
        let mut beyond = 0;
        for i in (0..usize::from(self.letters)).rev() {
            let mut best = Cost::MAX;
            for edge in self.at(i) {
                best = best.min(out[(i + usize::from(edge.length)) % WIDTH] + table.least(edge.symbol, side, spoken));
            }
            out[i % WIDTH] = best;
            // No group of letters leads past so many.
            beyond = if best >= bound { beyond + 1 } else { 0 };
            if beyond == self.reach {
                return None;
            }
        }
        (out[0] < bound).then_some(out)
    }

    /// How far two words are apart, if that is less than `bound`.
    pub(super) fn distance(&self, other: &Word, bound: Cost) -> Option<Cost> {
        if self.script == other.script && self.text == other.text {
            return Some(0);
        }
        let table = Letters::get();
        let (n, m) = (usize::from(self.letters), usize::from(other.letters));
        let (here, there) = (self.script.side(), other.script.side());
        // Whatever the rest costs, the first letters have to go with each other, or with nothing.
        if bound <= FIRST && n > 0 && m > 0 {
            let alone = self.at(0).iter().map(|a| a.silent[there]).chain(other.at(0).iter().map(|b| b.silent[here])).min();
            let together = || self.at(0).iter().any(|a| other.at(0).iter().any(|b| table.pair(a.symbol, b.symbol) < bound));
            if alone.is_none_or(|cost| cost >= bound) && !together() {
                return None;
            }
        }
        // The heavier word is the one more likely to have what the other lacks.
        let (own, others) = ((here, self.spoken), (there, other.spoken));
        let (rest, across) = if self.weight >= other.weight {
            let rest = self.least(table, others, bound)?;
            (rest, other.least(table, own, bound)?)
        } else {
            let across = other.least(table, own, bound)?;
            (self.least(table, others, bound)?, across)
        };
        let mut cells = Cells::new(bound);
        cells.reach(0, 0, 0);
        for i in 0..n {
            let own = self.at(i);
            let mut open = cells.open(i);
            if open == 0 {
                if cells.is_empty() {
                    return None;
                }
                continue;
            }
            while open != 0 {
                let j = open.trailing_zeros() as usize;
                open &= open - 1;
                let cost = cells.cost(i, j);
                if cost + rest[i % WIDTH].max(across[j % WIDTH]) >= bound {
                    continue;
                }
                let others = if j < m { other.at(j) } else { &[] };
                for a in own {
                    let below = i + usize::from(a.length);
                    cells.reach(below, j, cost + a.silent[there]);
                    let beside = table.beside(a.symbol);
                    for b in others {
                        cells.reach(below, j + usize::from(b.length), cost + table.pair_of(beside, a.symbol, b.symbol));
                    }
                }
                for b in others {
                    let next = j + usize::from(b.length);
                    if cells.reach(i, next, cost + b.silent[here]) {
                        open |= 1 << next;
                    }
                }
            }
            cells.leave(i);
        }
        // The first word is at its end: what is left of the other has no counterpart.
        let mut open = cells.open(n);
        while open != 0 {
            let j = open.trailing_zeros() as usize;
            open &= open - 1;
            let cost = cells.cost(n, j);
            if j == m {
                return Some(cost);
            }
            for b in other.at(j) {
                let next = j + usize::from(b.length);
                if cells.reach(n, next, cost + b.silent[here]) {
                    open |= 1 << next;
                }
            }
        }
        None
    }

    /// 0 to 1: how likely one word is the other, carried over.
    pub(super) fn likeness(&self, other: &Word) -> f64 {
        self.likeness_beyond(other, 0.0)
    }

    /// The likeness if it is at least `least`, else something less than that: sooner told than the likeness itself.
    pub(super) fn likeness_beyond(&self, other: &Word, least: f64) -> f64 {
        let weight = self.weight_beside(other.weight);
        let bound = bound(weight, least);
        let sound = self.distance(other, bound).map_or(0.0, |cost| 1.0 - f64::from(cost) / weight);
        let one = self.script != other.script && self.given.iter().any(|key| other.given.contains(key));
        if one { sound.max(GIVEN) } else { sound }
    }

    /// What a distance of two words is compared with.
    fn weight_beside(&self, other: Cost) -> f64 {
        f64::from(self.weight.min(other)) * SHARE + f64::from(self.weight.max(other)) * (1.0 - SHARE) + EXTRA
    }

    /// What another word must sound like to be near this one. The costs of the demands that it does not meet are together no more than its distance; `side`
    /// is the [`Script::side`] of the other word.
    ///
    /// Every way through the word leads over each of its letters, by one of the groups that hold the letter: the cheapest of them is what the letter costs at
    /// least, a group's cost being divided among its letters.
    pub(super) fn demands(&self, side: usize) -> Vec<Demand> {
        let table = Letters::get();
        let mut out: Vec<Demand> = Vec::new();
        let last = usize::from(self.letters).saturating_sub(1);
        for letter in 0..usize::from(self.letters) {
            let part = if letter == 0 {
                Part::Beginning
            } else if letter == last {
                Part::End
            } else {
                Part::Whole
            };
            let from = |start: usize| self.at(start).iter().filter(move |edge| start + usize::from(edge.length) > letter);
            let over: SmallVec<[&Edge; 16]> = (0..=letter).flat_map(from).collect();
            let each = |edge: &Edge, level: Cost| level / Cost::from(edge.length) / UNIT;
            let mut costs: SmallVec<[Cost; 32]> =
                over.iter().flat_map(|edge| LEVELS.map(|level| each(edge, level))).filter(|cost| *cost > 0).collect();
            costs.sort_unstable();
            costs.dedup();
            let mut before = 0;
            for cost in costs {
                // A sound that makes any of the groups cheaper than that.
                let near = over.iter().map(|edge| match LEVELS.iter().position(|level| each(edge, *level) >= cost) {
                    Some(level) => table.near(edge.symbol, side)[level],
                    None => Spoken::MAX,
                });
                let sounds = near.fold(0, |all, near| all | near);
                // Every word has silence.
                if sounds & SILENCE != 0 {
                    break;
                }
                match out.last_mut() {
                    Some(last) if (last.part, last.sounds) == (part, sounds) => last.cost += cost - before,
                    _ => out.push(Demand { part, sounds, cost: cost - before }),
                }
                before = cost;
            }
        }
        out.sort_by_key(|demand| std::cmp::Reverse(demand.cost));
        out
    }

    /// The sounds of each [`Part`] of the word: what the first and the last group of another word can stand for unless as much as [`SKIPPED`] is left out
    /// before or after it, and all.
    pub(super) fn sounds(&self) -> [Spoken; PARTS] {
        if self.spoken == Spoken::MAX {
            return [Spoken::MAX; PARTS];
        }
        let (table, n) = (Letters::get(), usize::from(self.letters));
        let least = |edge: &Edge| edge.silent[0].min(edge.silent[1]);
        let (mut beginning, mut end) = (SILENCE, SILENCE);
        let (mut before, mut after) = ([SKIPPED; MOST + 1], [SKIPPED; MOST + 1]);
        (before[0], after[n]) = (0, 0);
        for start in 0..n {
            let skipped = before[start];
            for edge in self.at(start).iter().filter(|_| skipped < SKIPPED) {
                beginning |= table.spoken(edge.symbol);
                let next = &mut before[start + usize::from(edge.length)];
                *next = (*next).min(skipped + least(edge));
            }
        }
        for start in (0..n).rev() {
            for edge in self.at(start) {
                let rest = after[start + usize::from(edge.length)];
                if rest < SKIPPED {
                    end |= table.spoken(edge.symbol);
                    after[start] = after[start].min(rest + least(edge));
                }
            }
        }
        [beginning, end, self.spoken]
    }

    /// For each number what the word costs at least beside another one if no more than so many of its groups have a counterpart.
    pub(super) fn alone(&self, side: usize) -> [Cost; MOST + 1] {
        let n = usize::from(self.letters);
        let mut rest = [[0; MOST + 1]; MOST + 1];
        for start in (0..n).rev() {
            // More groups than letters are left there cannot be.
            for many in 0..n - start {
                let one = |edge: &Edge| {
                    let after = &rest[start + usize::from(edge.length)];
                    let alone = after[many] + edge.silent[side];
                    many.checked_sub(1).map_or(alone, |fewer| alone.min(after[fewer]))
                };
                rest[start][many] = self.at(start).iter().map(one).min().unwrap_or(0);
            }
        }
        rest[0]
    }

    /// A cost in [`UNIT`]s that a word of this weight, or a lighter one, has to stay below to be at least so much alike.
    pub(super) fn bound(&self, weight: Cost, least: f64) -> Cost {
        bound(self.weight_beside(weight), least).div_ceil(UNIT)
    }

    /// Whether one word could be the other, badly spelled, or run together with what stands beside it.
    pub(super) fn may_be(&self, other: &Word) -> bool {
        self.likeness_beyond(other, PERHAPS) >= PERHAPS || self.is_one_run_into(other)
    }

    /// Whether one of two words has the other run into it.
    pub(super) fn is_one_run_into(&self, other: &Word) -> bool {
        self.is_run_into(other) || other.is_run_into(self)
    }

    /// Whether another word could be this one, or have it run into it.
    pub(super) fn stands_in(&self, other: &Word) -> bool {
        self.likeness_beyond(other, PERHAPS) >= PERHAPS || self.is_run_into(other)
    }

    /// Whether a longer word begins or ends with this one: texts lose blanks.
    pub(super) fn is_run_into(&self, long: &Word) -> bool {
        usize::from(self.letters) >= SHORTEST && self.begins_or_ends(long)
    }

    /// The same for a word of any length, as far as three letters of the longer one say it.
    pub(super) fn begins_or_ends(&self, long: &Word) -> bool {
        let (own, all) = (usize::from(self.letters), usize::from(long.letters));
        if all < own + 2 {
            return false;
        }
        let chars: SmallVec<[char; 32]> = long.text.chars().collect();
        // Most parts of most words do not sound like this one, which is told of all at once; that a part is the same given name its sounds do not tell.
        let ends = if chars.len() == all { long.ends.get_or_init(|| Ends::new(&chars, &long.text).map(Box::new)).as_deref() } else { None };
        let named = self.script != long.script && ends.is_some_and(|ends| self.given.iter().any(|key| ends.given.contains(key)));
        let bound = |weight: Cost| bound(self.weight_beside(weight), RUN);
        let far = ends.is_some_and(|ends| self.least(Letters::get(), (long.script.side(), ends.spoken), bound(ends.weights[all])).is_none());
        if far && !named {
            return false;
        }
        let least = ends.filter(|_| !far).map(|ends| (ends, ends.least(self.script.side(), self.spoken)));
        let alike = |part: Range<usize>| {
            let apart = |(ends, [before, after]): &(&Ends, [[Cost; WIDTH]; 2])| {
                let cost = if part.start == 0 { before[part.end % WIDTH] } else { after[part.start % WIDTH] };
                cost >= bound(ends.weights[part.end] - ends.weights[part.start])
            };
            if far || least.as_ref().is_some_and(apart) {
                return named && given::keys(letters_of(&long.text, &part)).iter().any(|key| self.given.contains(key));
            }
            self.likeness_beyond(&super::ready::part(&chars[part]), RUN) >= RUN
        };
        // The same name has fewer letters where vowels are not written, and a few more where they are.
        (own.saturating_sub(2).max(SHORTEST_PART)..=(own + 3).min(chars.len() - 1)).any(|n| alike(0..n) || alike(chars.len() - n..chars.len()))
    }

    /// Whether this word, an initial, can be the beginning of another.
    pub(super) fn begins(&self, other: &Word) -> bool {
        let table = Letters::get();
        let mut firsts: SmallVec<[Edge; 8]> = SmallVec::from_slice(other.at(0));
        // What is written together with the word is not its beginning.
        for edge in other.at(0).iter().filter(|edge| edge.silent[0] <= PROCLITIC && usize::from(edge.length) + 1 < usize::from(other.letters)) {
            firsts.extend_from_slice(other.at(usize::from(edge.length)));
        }
        let also = self.text.chars().next().and_then(|c| table.initials.get(&c)).into_iter().flatten().copied();
        let own: SmallVec<[Symbol; 8]> = self.at(0).iter().map(|edge| edge.symbol).chain(also).collect();
        firsts.iter().any(|b| own.iter().any(|a| table.pair(*a, b.symbol) <= INITIAL))
    }

    /// What is left of the word in every script: its consonants as they sound.
    pub(super) fn skeleton(&self) -> String {
        let table = Letters::get();
        let (mut out, mut at) = (String::new(), 0);
        while at < usize::from(self.letters) {
            let Some(edge) = self.at(at).iter().max_by_key(|edge| edge.length) else { break };
            for sound in table.sounds(edge.symbol).chars() {
                let class = match sound {
                    'p' => 'b',
                    'v' => 'f',
                    'd' | 'T' | 'D' => 't',
                    'z' | 'c' => 's',
                    'S' | 'Z' | 'C' | 'J' => 'j',
                    'g' | 'q' | 'x' | 'G' | 'h' | 'H' => 'k',
                    'N' => 'n',
                    other => other,
                };
                if !super::letters::is_vowel(sound) && !out.ends_with(class) {
                    out.push(class);
                }
            }
            at += usize::from(edge.length);
        }
        out
    }
}

/// Sounds of which another word must have one, or else costs so much more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand {
    /// Where they have to be.
    pub(super) part: Part,
    pub(super) sounds: Spoken,
    /// In [`UNIT`]s.
    pub(super) cost: Cost,
}

/// A part of a word as far as its sounds go; see [`Word::sounds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Beginning,
    End,
    Whole,
}

/// How many [`Part`]s there are.
pub(super) const PARTS: usize = 3;

/// What can be left out of a word before its beginning ends, or after its end begins.
pub(super) const SKIPPED: Cost = 100;

/// The cost that two words must stay below to be at least so much alike.
fn bound(weight: f64, least: f64) -> Cost {
    // One more, so that rounding turns nothing down that the caller would take.
    ((weight * (1.0 - least)) as Cost).saturating_add(2).min((weight * BOUND) as Cost)
}

/// What costs are counted in where a word is held against many.
pub(super) const UNIT: Cost = 5;

/// How alike two forms of one given name are.
const GIVEN: f64 = 0.96;

/// The part of the lighter word in what a distance is compared with.
const SHARE: f64 = 0.5;

/// What a distance is compared with beyond the words themselves, so that short words are not all alike.
const EXTRA: f64 = 20.0;

/// How alike two words are that could be one, badly spelled: nothing is then said of them.
pub(super) const PERHAPS: f64 = 0.72;

/// How alike a word must be to the beginning or end of a longer one to be taken for run into it.
const RUN: f64 = 0.9;

/// The letters of a beginning or end of a word that is taken for a word of its own.
const SHORTEST_PART: usize = 3;

/// The letters of a word that is looked for inside another.
const SHORTEST: usize = 4;

/// The most that an initial may cost beside the letters that it stands for.
const INITIAL: Cost = 14;

/// The most that letters cost that are only written together with a name.
const PROCLITIC: Cost = 12;

/// Two words can seldom be told apart by their first letters if they may cost more than this.
const FIRST: Cost = 100;

/// The share of what there is to compare beyond which two words are not alike at all.
const BOUND: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_letters_of_the_table_and_drops_what_says_nothing() {
        for (text, folded) in
            [("Щербаков", "щербаков"), ("Йемен", "йемен"), ("Ёлкин", "ёлкин"), ("O'Brien", "obrien"), ("Müller", "müller"), ("محمّد", "محمد")]
        {
            assert_eq!(fold(text), folded, "{text}");
        }
        let mut out = "al".to_owned();
        fold_into("Assad", &mut out);
        assert_eq!(out, "alassad");
    }

    #[test]
    fn what_all_parts_of_a_word_say_together_is_what_each_says() {
        let words = [
            "Sergey",
            "Сергеевич",
            "Ivan",
            "Иванович",
            "Petrov",
            "بتروفسكي",
            "الحسن",
            "Hassan",
            "Хасан",
            "وهيلاري",
            "Hillary",
            "Шварценеггер",
            "Schwarz",
        ];
        let words = words.map(|text| Word::new(text, true));
        let each = |short: &Word, long: &Word| {
            let (own, chars): (_, Vec<char>) = (usize::from(short.letters), long.text.chars().collect());
            let alike = |part: &[char]| part.len() >= SHORTEST_PART && short.likeness(&Word::folded(part.iter().collect(), false)) >= RUN;
            let parts = own.saturating_sub(2).max(2)..=(own + 3).min(chars.len() - 1);
            chars.len() >= own + 2 && parts.into_iter().any(|n| alike(&chars[..n]) || alike(&chars[chars.len() - n..]))
        };
        let mut found = 0;
        for (short, long) in words.iter().flat_map(|short| words.iter().map(move |long| (short, long))) {
            assert_eq!(short.begins_or_ends(long), each(short, long), "{} in {}", short.text, long.text);
            found += usize::from(short.begins_or_ends(long));
        }
        assert!(found > 3, "{found}");
    }
}
