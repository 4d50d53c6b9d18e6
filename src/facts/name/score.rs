//! Whole names across scripts: could the one stand for the other in a story?
//!
//! A name is cut into words; articles and particles are set aside, patronymics may be absent, initials match the words that they begin, and the words
//! of the shorter name must each be found in the longer one, in whatever order. A surname alone is the full name; another given name, another initial
//! or another surname is another person.

use super::letters::{Letters, Place, Script};
use super::token::{Word, fold};
use smallvec::SmallVec;
use std::sync::{Arc, OnceLock};

/// Names at least this alike are the same.
pub const THRESHOLD: f64 = 0.5;

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A given name or a surname.
    Name,
    /// The first letter of one.
    Initial,
    /// A patronymic or a father's name: may be absent.
    Patronymic,
    /// `van`, `bin`: may be absent.
    Particle,
}

/// A name cut into words, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    words: Vec<(Role, Word)>,
    /// Neighbours written as one word, with the index of the first: two words of one script are often one of another.
    joined: Vec<(usize, Word)>,
}

impl Parsed {
    /// Of no words: what the gazetteer knows is not compared by its sounds.
    pub(super) fn none() -> Arc<Self> {
        static NONE: OnceLock<Arc<Parsed>> = OnceLock::new();
        Arc::clone(NONE.get_or_init(Arc::default))
    }

    /// Cuts a name, with or without a comma after the surname.
    pub fn new(text: &str) -> Self {
        let mut pieces: SmallVec<[(String, bool); 8]> = SmallVec::new();
        for word in text.split(|c: char| c.is_whitespace() || c == ',' || c == '،' || c == '·') {
            let mut parts = word.split(['-', '‑', '–', '‐']).peekable();
            while let Some(part) = parts.next() {
                let hyphen = parts.peek().is_some();
                // Initials can be run together: В.В.
                let dotted = part.trim_end_matches('.').contains('.');
                if dotted {
                    pieces.extend(part.split_inclusive('.').map(|p| (p.to_owned(), false)));
                } else if !part.is_empty() {
                    pieces.push((part.to_owned(), hyphen));
                }
            }
        }
        let mut out = Self::default();
        let mut kept: SmallVec<[(Role, String, bool); 8]> = SmallVec::new();
        let (mut servant, mut filial): (Option<String>, bool) = (None, false);
        let words = &Letters::get().words;
        let has = |list: &[String], word: &str| list.iter().any(|known| known == word);
        let count = pieces.len();
        for (at, (piece, hyphen)) in pieces.iter().enumerate() {
            let mut folded = fold(piece);
            if folded.is_empty() {
                continue;
            }
            // A word of the lists can carry what is written together with the whole name.
            if at == 0
                && let Some(bare) = without_proclitic(&folded)
                && [&words.servants, &words.filial, &words.particles].iter().any(|list| has(list, bare))
            {
                folded = bare.to_owned();
            }
            let letters = folded.chars().count();
            let last = at + 1 == count;
            if !last && (has(&words.articles, &folded) || *hyphen && has(&words.hyphenated, &folded)) {
                continue;
            }
            if !last && servant.is_none() && has(&words.servants, &folded) {
                servant = Some(folded);
                continue;
            }
            if let Some(first) = servant.take() {
                let role = if std::mem::take(&mut filial) && !last { Role::Patronymic } else { Role::Name };
                kept.push((role, first + &folded, kept.is_empty()));
                continue;
            }
            let role = if letters == 1 && (piece.ends_with('.') || count > 1 && Script::of_text(&folded) != Script::Arabic) {
                Role::Initial
            } else if !last && has(&words.filial, &folded) {
                filial = !kept.is_empty();
                Role::Particle
            } else if !last && has(&words.particles, &folded) {
                Role::Particle
            } else if (count > 2 && words.patronymics.iter().any(|ending| folded.ends_with(ending.as_str())))
                || (std::mem::take(&mut filial) && !last)
            {
                Role::Patronymic
            } else {
                Role::Name
            };
            kept.push((role, folded, at == 0));
        }
        kept.extend(servant.map(|servant| (Role::Name, servant, false)));
        let names = kept.iter().filter(|(role, ..)| *role == Role::Name).count();
        for (at, pair) in kept.windows(2).enumerate() {
            let both = pair.iter().all(|(role, ..)| matches!(role, Role::Name | Role::Particle)) && pair[0].1.len() + pair[1].1.len() < 40;
            if both && kept.len() > 1 {
                out.joined.push((at, Word::folded(format!("{}{}", pair[0].1, pair[1].1), pair[0].2)));
            }
        }
        out.words.reserve_exact(kept.len());
        for (role, text, first) in kept {
            // A name of particles only is a name all the same.
            let role = if names == 0 && role != Role::Initial { Role::Name } else { role };
            out.words.push((role, Word::folded(text, first)));
        }
        out
    }

    /// What is left of the name in every script: the consonants of its words, roughly as they sound.
    pub fn key(&self) -> String {
        let words = self.words.iter().filter(|(role, _)| *role == Role::Name).map(|(_, word)| word.skeleton());
        words.collect::<Vec<_>>().join("-")
    }

    /// The words that are a given name or surname, in order.
    pub(super) fn names(&self) -> impl DoubleEndedIterator<Item = &Word> {
        self.words.iter().filter(|(role, _)| *role == Role::Name).map(|(_, word)| word)
    }

    /// Whether it could be the other name, badly spelled or with its neighbour's letters run into it: every word of the shorter name is at least
    /// something like a word of the longer one.
    pub(super) fn may_be(&self, other: &Parsed) -> bool {
        let (few, many) = if self.names().count() <= other.names().count() { (self, other) } else { (other, self) };
        let (few, many): (SmallVec<[&Word; 4]>, SmallVec<[&Word; 4]>) = (few.names().collect(), many.names().collect());
        !few.is_empty() && few.len() <= MOST && can_pair(&few, &many, &mut SmallVec::from_elem(false, many.len()))
    }

    /// How many words it has, of whatever role.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Neighbours of it, written as one word.
    pub(super) fn joined(&self) -> impl Iterator<Item = &Word> {
        self.joined.iter().map(|(_, word)| word)
    }

    /// For each word the word of the other name that is most like it.
    pub(super) fn explain(&self, other: &Parsed) -> Vec<String> {
        let mut out = Vec::new();
        for (role, word) in &self.words {
            match role {
                Role::Name => {
                    let best = other.names().map(|word| &word.text).zip(other.names().map(|o| word.likeness(o)));
                    match best.max_by(|x, y| x.1.total_cmp(&y.1)) {
                        Some((text, likeness)) if likeness > 0.0 => out.push(format!("{} ~ {text}: {likeness:.2} alike", word.text)),
                        _ => out.push(format!("{} is like no word of the other name", word.text)),
                    }
                }
                Role::Initial => out.push(format!("{}. is an initial", word.text)),
                Role::Patronymic => out.push(format!("{} is a patronymic or a father's name and may be absent", word.text)),
                Role::Particle => out.push(format!("{} is a particle and may be absent", word.text)),
            }
        }
        out
    }

    fn view(&self) -> SmallVec<[(Role, &Word); 6]> {
        self.words.iter().map(|(role, word)| (*role, word)).collect()
    }
}

/// More words than this are no name that one could have misspelled.
const MOST: usize = 5;

/// Whether each word can be another word of the other name.
fn can_pair(few: &[&Word], many: &[&Word], taken: &mut SmallVec<[bool; 8]>) -> bool {
    let Some((first, rest)) = few.split_first() else { return true };
    (0..many.len()).any(|at| {
        if taken[at] || !first.may_be(many[at]) {
            return false;
        }
        taken[at] = true;
        let found = can_pair(rest, many, taken);
        taken[at] = false;
        found
    })
}

/// 0 to 1: how likely the one name can stand for the other by its sounds. Names that are translated are not known here; see [`super::gazetteer`].
pub(super) fn compare(left: &Parsed, right: &Parsed) -> f64 {
    matched(left, right, 0.0)
}

/// Whether two names are alike at least so much, which is [`THRESHOLD`] or more: sooner told than how much.
pub(super) fn reaches(left: &Parsed, right: &Parsed, least: f64) -> bool {
    matched(left, right, FLOOR) >= least
}

/// How alike the worst pair of words is at least in two names with at least this score, of which one has at most so many words.
pub(super) fn worst(score: f64, words: usize) -> f64 {
    let words = words.max(1) as f64;
    let needed = MIDDLE - (1.0 / score - 1.0).ln() / STEEP;
    // All other pairs are alike at most. Less by a little, so that rounding turns nothing down.
    (needed - (1.0 - WORST) * (words - 1.0) / words) / (WORST + (1.0 - WORST) / words) - 1e-9
}

/// The words of a name with what they are in it.
type View<'a> = [(Role, &'a Word)];

/// `floor` is the likeness below which two words need no exact comparison.
fn matched(left: &Parsed, right: &Parsed, floor: f64) -> f64 {
    let (own, other) = (left.view(), right.view());
    let mut best = aligned(&own, &other, floor);
    if best > SURE || own.len() + other.len() < 3 {
        return best;
    }
    // Two words of one name can be one word of the other.
    for (parsed, whole, across) in [(left, &own, &other), (right, &other, &own)] {
        for (at, joined) in &parsed.joined {
            if across.iter().any(|(role, word)| *role == Role::Name && joined.likeness_beyond(word, JOINED) > JOINED) {
                let mut shorter = whole.clone();
                shorter[*at] = (Role::Name, joined);
                shorter.remove(at + 1);
                best = best.max(aligned(&shorter, across, floor));
            }
        }
    }
    best
}

/// The likeness of two names whose words are settled.
fn aligned<'a>(left: &'a View<'a>, right: &'a View<'a>, floor: f64) -> f64 {
    let names = |view: &View<'_>| view.iter().filter(|(role, _)| *role == Role::Name).count();
    // The side with fewer words must be found in the other.
    let (few, many): (&'a View<'a>, &'a View<'a>) = if names(left) <= names(right) { (left, right) } else { (right, left) };
    let (n, m) = (names(few), names(many));
    if n == 0 {
        return 0.0;
    }
    let own: SmallVec<[usize; 4]> = (0..few.len()).filter(|at| few[*at].0 == Role::Name).collect();
    let others: SmallVec<[usize; 4]> = (0..many.len()).filter(|at| many[*at].0 == Role::Name).collect();
    let mut table: SmallVec<[f64; 16]> = SmallVec::with_capacity(n * m);
    let middle = MIDDLE + if few.len() == 1 && many.len() == 1 { SINGLE } else { 0.0 };
    let value = |worst: f64, mean: f64| 1.0 / (1.0 + (-STEEP * (WORST * worst + (1.0 - WORST) * mean - middle)).exp());
    for a in &own {
        let from = table.len();
        table.extend(others.iter().map(|b| few[*a].1.likeness_beyond(many[*b].1, floor)));
        // A word that is like none of the other name makes two names of them, whatever the rest is like.
        if table[from..].iter().all(|likeness| *likeness == 0.0) {
            return value(0.0, 0.0);
        }
    }
    let mut taken: SmallVec<[bool; 8]> = SmallVec::from_elem(false, many.len());
    let mut likeness: SmallVec<[f64; 4]> = SmallVec::from_elem(-1.0, n);
    for _ in 0..n {
        let free = (0..n).filter(|i| likeness[*i] < 0.0).flat_map(|i| (0..m).map(move |j| (i, j)));
        let free = free.filter(|(_, j)| !taken[others[*j]]);
        let Some((i, j)) = free.max_by(|x, y| table[x.0 * m + x.1].total_cmp(&table[y.0 * m + y.1])) else { break };
        likeness[i] = table[i * m + j];
        taken[others[j]] = true;
    }
    let worst = likeness.iter().copied().fold(1.0, f64::min);
    let mean = likeness.iter().sum::<f64>() / n as f64;
    let value = value(worst, mean);
    if initials_fit(few, many, &taken) { value } else { value * OTHER_INITIAL }
}

/// Whether the initials of either name can stand for words of the other that nothing else stands for. A second initial may be of a patronymic.
fn initials_fit(few: &View<'_>, many: &View<'_>, taken: &[bool]) -> bool {
    let fits = |side: &View<'_>, other: &View<'_>, taken: Option<&[bool]>| {
        let mut seen = false;
        for (_, initial) in side.iter().filter(|(role, _)| *role == Role::Initial) {
            let open = |at: usize| taken.is_none_or(|taken| !taken[at]);
            let mut open = other.iter().enumerate().filter(|(at, (role, _))| *role == Role::Initial || *role == Role::Name && open(*at)).peekable();
            if open.peek().is_some() && !seen && !open.any(|(_, (_, word))| initial.begins(word)) {
                return false;
            }
            seen = true;
        }
        true
    };
    // Where every word of the longer name has its counterpart, its initials have nothing left to stand for but initials.
    let only: SmallVec<[bool; 8]> = few.iter().map(|(role, _)| *role != Role::Initial).collect();
    fits(few, many, Some(taken)) && fits(many, few, Some(&only))
}

/// The word without the one letter that is written together with it.
fn without_proclitic(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    Letters::get().symbol(Place::Proclitic, std::iter::once(first)).map(|_| &word[first.len_utf8()..])
}

/// Likeness beyond which nothing else is tried.
const SURE: f64 = 0.9;

/// How much two words written as one must be like a word of the other name to be taken for it.
pub(super) const JOINED: f64 = 0.78;

/// Two names of which a word is less like its counterpart than this are not the same.
const FLOOR: f64 = JOINED;
const _: () = assert!(MIDDLE - (1.0 - WORST) >= FLOOR * WORST, "the worst pair of words can be below the floor");

/// What is left of the likeness where an initial belongs to another name.
const OTHER_INITIAL: f64 = 0.1;

/// The part of the worst pair of words in the likeness of two names.
const WORST: f64 = 0.75;

/// Likeness at which two names are as likely the same as not, and how sharply that turns.
const MIDDLE: f64 = 0.895;

/// How much surer two single words must be.
const SINGLE: f64 = 0.01;
const STEEP: f64 = 18.0;
