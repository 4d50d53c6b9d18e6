//! A name of one edition, looked for in the text of another.

use super::token::{PERHAPS, Word};
use super::{Class, Name, ready};
use crate::normalise::{Capitals, TokenKind, Tokens};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// How the words of an edition are looked at.
#[derive(Clone, Debug, Default)]
pub struct Sounds {
    /// Tokens that are words of the language, in a script where no capital tells a name; in order.
    ordinary: Vec<usize>,
    /// The script has capitals, and names begin with one.
    capitals: bool,
}

impl Sounds {
    /// For a script with or without capitals; `plain` are the tokens, in order, that are words of the language and no names.
    pub fn new(plain: Vec<usize>, capitals: bool) -> Self {
        Self { ordinary: plain, capitals }
    }

    /// Whether a table of the language has the word, so that it must sound just like a name to be one.
    fn is_ordinary(&self, at: usize) -> bool {
        self.ordinary.binary_search(&at).is_ok()
    }

    fn word(&self, at: usize, text: &str, tokens: &Tokens) -> Option<Rc<Word>> {
        let token = tokens.list().get(at).filter(|token| token.kind == TokenKind::Word && token.span().len() > 2)?;
        if self.capitals && token.capitals == Capitals::None {
            return None;
        }
        Some(ready::word(token.span().of(text)))
    }
}

/// Where a name that only its words tell stands among the tokens of another edition, in whatever script: the words of it that are there. Names of the
/// gazetteer are found by their keys, not here. With `loose` a surname that is only something like it is taken for it.
pub fn locate(name: &Name, (text, tokens, sounds): (&str, &Tokens, &Sounds), range: Range<usize>, loose: bool) -> Option<Range<usize>> {
    let words: Vec<&Word> = name.parsed.names().collect();
    let (surname, given) = words.split_last()?;
    // A short name is like too many words.
    let enough = if loose && surname.text.chars().count() > SHORT { PERHAPS } else { ENOUGH };
    let mut best: Option<(f64, Range<usize>)> = None;
    for i in range.clone() {
        let Some(here) = sounds.word(i, text, tokens) else { continue };
        let ordinary = sounds.is_ordinary(i);
        let likeness = surname.likeness_beyond(&here, if ordinary { JUST } else { enough });
        if ordinary && likeness < JUST {
            continue;
        }
        // Two words of another script can be one of this.
        let (likeness, end) = match tokens.list().get(i + 1).filter(|next| next.kind == TokenKind::Word && i + 1 < range.end) {
            Some(next) if likeness < ENOUGH => {
                let both = ready::both(tokens.list()[i].span().of(text), next.span().of(text));
                let joined = surname.likeness_beyond(&both, ENOUGH);
                if joined >= ENOUGH { (joined, i + 2) } else { (likeness, i + 1) }
            }
            _ => (likeness, i + 1),
        };
        let likeness = if loose && likeness < enough && enough < ENOUGH && surname.is_run_into(&here) { enough } else { likeness };
        if likeness < enough || best.as_ref().is_some_and(|(known, _)| likeness <= *known) {
            continue;
        }
        // What is more like a given name of the person is that, not the surname.
        if given.iter().any(|given| given.likeness_beyond(&here, likeness) > likeness) {
            continue;
        }
        best = Some((likeness, i..end));
    }
    let (_, mut found) = best?;
    // The given names before it.
    for word in given.iter().rev() {
        let Some(before) = found.start.checked_sub(1).filter(|at| *at >= range.start) else { break };
        if sounds.word(before, text, tokens).is_none_or(|here| word.likeness_beyond(&here, enough) < enough) {
            break;
        }
        found.start = before;
    }
    Some(found)
}

/// Where any one word of a name stands among the tokens of another edition.
pub fn locate_word(name: &Name, (text, tokens, sounds): (&str, &Tokens, &Sounds), range: Range<usize>) -> Option<usize> {
    let is = |i: usize, word: &Word, here: &Word| if sounds.is_ordinary(i) { word.likeness_beyond(here, JUST) >= JUST } else { word.stands_in(here) };
    range.into_iter().find(|i| sounds.word(*i, text, tokens).is_some_and(|here| name.parsed.names().any(|word| is(*i, word, &here))))
}

/// Where a run of words of another edition stands for a name of as many, of which at most one is not plainly the same.
pub fn locate_run(name: &Name, (text, tokens, sounds): (&str, &Tokens, &Sounds), range: Range<usize>) -> Option<Range<usize>> {
    let words: SmallVec<[&Word; 4]> = name.parsed.names().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return None };
    let list = tokens.list();
    let is_word = |i: usize| list[i].kind == TokenKind::Word;
    let fits = |run: &Range<usize>| {
        let inside = range.start <= run.start && run.end <= range.end && is_word(run.start) && is_word(run.end - 1);
        let joined = || run.clone().all(|i| is_word(i) || list[i].glued && list[i].span().len() == 1);
        let spelled = || Name::spelled(Class::Person, list[run.start].span().cover(list[run.end - 1].span()).of(text));
        inside
            && joined()
            && spelled().words_alike(name).iter().filter(|alike| **alike >= PLAIN).count() + 1 >= words.len()
            && spelled().count() == words.len()
    };
    range.clone().filter(|i| !sounds.is_ordinary(*i)).find_map(|i| {
        let here = sounds.word(i, text, tokens)?;
        // Particles and hyphens stand between.
        let lengths = words.len()..=words.len() + 2;
        let is = |word: &Word| word.likeness_beyond(&here, PLAIN) >= PLAIN;
        let ending = || lengths.clone().filter_map(|length| Some((i + 1).checked_sub(length)?..i + 1)).find(|run| fits(run));
        let beginning = || lengths.clone().map(|length| i..i + length).find(|run| fits(run));
        if is(last) { ending() } else { None }.or_else(|| if is(first) { beginning() } else { None })
    })
}

/// How alike two words are that are plainly one name.
pub const PLAIN: f64 = 0.92;

/// A word of an edition that can be a name, or have one in it, ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Heard<'t> {
    /// Its token.
    at: usize,
    word: Rc<Word>,
    /// See [`Sounds::is_ordinary`].
    ordinary: bool,
    text: &'t str,
    /// The word behind it.
    next: Option<&'t str>,
    /// Both written as one, once that was asked for.
    both: OnceCell<Rc<Word>>,
}

impl<'t> Heard<'t> {
    /// Those among some tokens of an edition.
    pub fn all((text, tokens, sounds): (&'t str, &Tokens, &Sounds), range: Range<usize>) -> Vec<Self> {
        let own = |i: usize| tokens.list()[i].span().of(text);
        let hear = |at: usize| {
            let word = sounds.word(at, text, tokens)?;
            let next = tokens.list().get(at + 1).filter(|next| next.kind == TokenKind::Word && at + 1 < range.end);
            let (ordinary, next) = (sounds.is_ordinary(at), next.map(|next| next.span().of(text)));
            Some(Self { at, word, ordinary, text: own(at), next, both: OnceCell::new() })
        };
        range.clone().filter_map(hear).collect()
    }

    /// How much it is like a word, if it could be that.
    fn likeness(&self, word: &Word) -> Option<f64> {
        if self.ordinary {
            return Some(word.likeness_beyond(&self.word, JUST)).filter(|likeness| *likeness >= JUST);
        }
        let likeness = word.likeness_beyond(&self.word, PERHAPS);
        // A word of two letters is like too many.
        if likeness >= PERHAPS && (likeness >= ENOUGH || self.word.text.chars().count() > 2) {
            return Some(likeness);
        }
        // Two words of another script can be one of this.
        let both = self.next.map(|next| word.likeness_beyond(self.both.get_or_init(|| ready::both(self.text, next)), ENOUGH));
        both.filter(|likeness| *likeness >= ENOUGH).or((likeness >= PERHAPS).then_some(PERHAPS))
    }
}

/// Where a single word of a name stands among words of another edition, in whatever script and however badly spelled: the token most like it, and
/// how alike the two are, which is at least `least`, from 0 to 1.
pub fn locate_alone(word: &str, heard: &[Heard<'_>], least: f64) -> Option<(usize, f64)> {
    let word = ready::word(word);
    let mut best: Option<(usize, f64)> = None;
    for here in heard {
        let known = best.map_or(0.0, |(_, known)| known);
        best = here.likeness(&word).filter(|likeness| *likeness >= least && *likeness > known).map(|likeness| (here.at, likeness)).or(best);
        if best.is_some_and(|(_, likeness)| likeness >= 1.0) {
            break;
        }
    }
    if least > PERHAPS || best.is_some_and(|(_, likeness)| likeness > PERHAPS) {
        return best;
    }
    // It may be run into another word. That takes most work and says least.
    let mut before = heard.iter().take_while(|here| best.is_none_or(|(at, _)| here.at < at)).filter(|here| !here.ordinary);
    before.find(|here| word.is_one_run_into(&here.word)).map(|here| (here.at, PERHAPS)).or(best)
}

/// How alike two words of [`locate_alone`] are that nobody would take for two names.
pub const ALIKE: f64 = ENOUGH;

/// How alike a word of the language must be to a name to be taken for it.
const JUST: f64 = 0.965;

/// Letters of a name that must be found as it is.
const SHORT: usize = 4;

/// Where a given name stands among the tokens of another edition: a word of a name that is not its last, with a capital where the script has them.
pub fn locate_given(name: &Name, (text, tokens, sounds): (&str, &Tokens, &Sounds), range: Range<usize>) -> Option<usize> {
    let words: SmallVec<[&Word; 4]> = name.parsed.names().collect();
    let (_, given) = words.split_last()?;
    range
        .into_iter()
        .find(|i| sounds.word(*i, text, tokens).is_some_and(|here| given.iter().any(|word| word.likeness_beyond(&here, ENOUGH) >= ENOUGH)))
}

/// Whether a word has a word of a name in it, as in a text that lost a blank, or is a part of one, as where one script cuts what another writes together.
pub fn is_run_together(name: &Name, word: &str) -> bool {
    let word = Word::new(word, true);
    name.parsed.names().any(|own| own.begins_or_ends(&word) || word.begins_or_ends(own))
        || name.parsed.joined().any(|own| own.likeness(&word) >= PERHAPS)
}

/// Whether two words could be one name.
pub fn are_alike(left: &str, right: &str) -> bool {
    Word::new(left, true).may_be(&Word::new(right, true))
}

/// How alike two words must be to be one name, where nothing else says so.
const ENOUGH: f64 = 0.88;
