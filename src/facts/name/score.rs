//! Whole names across scripts: could the one stand for the other in a story?
//!
//! A name is cut into words; articles and particles are set aside, patronymics may be absent, initials match the words that they begin, and the words
//! of the shorter name must each be found in the longer one, in whatever order. A surname alone is the full name; another given name, another initial
//! or another surname is another person.

use super::letters::{Letters, Script};
use super::token::{Word, fold};
use smallvec::SmallVec;

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
#[derive(Clone, Debug)]
pub struct Parsed {
    words: SmallVec<[(Role, Word); 4]>,
    /// Neighbours written as one word, with the index of the first: two words of one script are often one of another.
    joined: SmallVec<[(usize, Word); 2]>,
}

impl Parsed {
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
        let mut out = Self { words: SmallVec::new(), joined: SmallVec::new() };
        let mut kept: SmallVec<[(Role, String, bool); 8]> = SmallVec::new();
        let (mut servant, mut filial): (Option<String>, bool) = (None, false);
        let words = &Letters::get().words;
        let has = |list: &[String], word: &str| list.iter().any(|known| known == word);
        let count = pieces.len();
        for (at, (piece, hyphen)) in pieces.iter().enumerate() {
            let folded = fold(piece);
            if folded.is_empty() {
                continue;
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
            } else if count > 2 && words.patronymics.iter().any(|ending| folded.ends_with(ending.as_str())) {
                Role::Patronymic
            } else if std::mem::take(&mut filial) && !last {
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
                out.joined.push((at, Word::new(&format!("{}{}", pair[0].1, pair[1].1), pair[0].2)));
            }
        }
        for (role, text, first) in kept {
            // A name of particles only is a name all the same.
            let role = if names == 0 && role != Role::Initial { Role::Name } else { role };
            out.words.push((role, Word::new(&text, first)));
        }
        out
    }

    fn of(&self, role: Role) -> impl Iterator<Item = (usize, &Word)> {
        self.words.iter().enumerate().filter(move |(_, (own, _))| *own == role).map(|(at, (_, word))| (at, word))
    }
}

/// 0 to 1: how likely the one name can stand for the other. Names that are translated are not known here; see [`super::gazetteer`].
pub fn score(left: &str, right: &str) -> f64 {
    compare(&Parsed::new(left), &Parsed::new(right))
}

/// [`score`] of names that are already cut.
pub fn compare(left: &Parsed, right: &Parsed) -> f64 {
    matched(left, right).score
}

/// How two names were matched.
#[derive(Clone, Debug, Default)]
pub struct Matched {
    /// Likeness of the names.
    pub score: f64,
    /// Words that stand for each other, with their likeness.
    pub pairs: SmallVec<[(String, String, f64); 4]>,
    /// Why there is no more to say, where a rule decides.
    pub rule: &'static str,
}

fn matched(left: &Parsed, right: &Parsed) -> Matched {
    // The side with fewer words must be found in the other.
    let names = |parsed: &Parsed| parsed.of(Role::Name).count();
    let (few, many) = if names(left) <= names(right) { (left, right) } else { (right, left) };
    let (n, m) = (names(few), names(many));
    if n == 0 {
        return Matched::default();
    }
    let own: SmallVec<[&Word; 4]> = few.of(Role::Name).map(|(_, word)| word).collect();
    let (others_at, others): (SmallVec<[usize; 4]>, SmallVec<[&Word; 4]>) = many.of(Role::Name).unzip();
    let mut table: SmallVec<[f64; 16]> = SmallVec::with_capacity(n * m);
    for a in &own {
        table.extend(others.iter().map(|b| a.likeness(b)));
    }
    let mut taken: SmallVec<[bool; 8]> = SmallVec::from_elem(false, many.words.len());
    let mut chosen: SmallVec<[Option<(usize, f64)>; 4]> = SmallVec::from_elem(None, n);
    for _ in 0..n {
        let free = (0..n).filter(|i| chosen[*i].is_none()).flat_map(|i| (0..m).map(move |j| (i, j)));
        let free = free.filter(|(_, j)| !taken[others_at[*j]]);
        let Some((i, j)) = free.max_by(|x, y| table[x.0 * m + x.1].total_cmp(&table[y.0 * m + y.1])) else { break };
        chosen[i] = Some((j, table[i * m + j]));
        taken[others_at[j]] = true;
    }
    let mut likeness: SmallVec<[f64; 4]> = chosen.iter().map(|c| c.map_or(0.0, |(_, value)| value)).collect();
    join_neighbours(few, many, &own, &others_at, &chosen, &mut likeness, &mut taken);
    let worst = likeness.iter().copied().fold(1.0, f64::min);
    let mean = likeness.iter().sum::<f64>() / n as f64;
    let mut value = WORST * worst + (1.0 - WORST) * mean;
    // Initials of either side stand for words of the other that are still free.
    for (side, other, free) in [(few, many, Some(&taken)), (many, few, None)] {
        for (_, initial) in side.of(Role::Initial) {
            let mut open = other.of(Role::Name).filter(|(at, _)| free.is_none_or(|taken| !taken[*at])).map(|(_, word)| word).peekable();
            let of_initials = other.of(Role::Initial).map(|(_, word)| word);
            if open.peek().is_none() && other.of(Role::Initial).next().is_none() || (free.is_none() && n < 2 && other.of(Role::Initial).next().is_none()) {
                continue;
            }
            if !open.chain(of_initials).any(|word| begins(initial, word)) {
                return Matched { score: value.min(0.1) * 0.5, rule: "initial", ..Matched::default() };
            }
        }
    }
    value = 1.0 / (1.0 + (-STEEP * (value - MIDDLE)).exp());
    Matched { score: value, ..Matched::default() }
}

/// Where a word of the shorter name is badly matched, tries it against two neighbours of the longer name written as one.
fn join_neighbours(
    _few: &Parsed,
    many: &Parsed,
    own: &[&Word],
    others_at: &[usize],
    chosen: &[Option<(usize, f64)>],
    likeness: &mut [f64],
    taken: &mut [bool],
) {
    for i in 0..own.len() {
        if likeness[i] > 0.9 {
            continue;
        }
        let held = chosen[i].map(|(j, _)| others_at[j]);
        let free = |at: usize, taken: &[bool]| !taken[at] || held == Some(at);
        let best = many.joined.iter().filter(|(at, _)| free(*at, taken) && free(*at + 1, taken)).map(|(at, word)| (*at, own[i].likeness(word)));
        if let Some((at, value)) = best.max_by(|x, y| x.1.total_cmp(&y.1))
            && value > likeness[i]
        {
            likeness[i] = value;
            if let Some(held) = held {
                taken[held] = false;
            }
            taken[at] = true;
            taken[at + 1] = true;
        }
    }
}

/// Whether a word can begin with an initial.
fn begins(initial: &Word, word: &Word) -> bool {
    initial.begins(word)
}

/// The part of the worst pair of words in the likeness of two names.
const WORST: f64 = 0.75;

/// Likeness at which two names are as likely the same as not, and how sharply that turns.
const MIDDLE: f64 = 0.89;
const STEEP: f64 = 18.0;
