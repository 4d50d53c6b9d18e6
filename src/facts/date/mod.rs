//! Days and other periods of the calendar: `last Wednesday`, `في 15 آذار/مارس 2023`, `в начале марта`.
//!
//! Finds dates by their names and in figures, whole or partial, weekdays, days and periods told by their distance from the day of publication, nth
//! weekdays and weeks, quarters, halves, seasons, decades and centuries, the months of every Arabic tradition, Islamic dates, and feasts. The value is a
//! TIMEX3 date (`2023-03-15`, `XXXX-03-15`, `2023-W11`, `201X`); `mod` tells the part of a period (`START`, `MID`, `END`) or the direction
//! (`BEFORE`, `AFTER`). Both ends of a range are facts of their own. A date beside a clock time or a part of the day becomes one time with its date.
//! Leaves alone: counts that look like years, `may` and `march` as verbs, lengths of time. Without a day of publication nothing is invented: a weekday
//! stays `XXXX-WXX-3`, yesterday `XXXX-XX-XX`.

mod dateline;
mod day;
mod hijri;
mod holiday;
mod join;
mod numeric;
mod period;
mod resolve;
mod words;

pub use dateline::dateline;
pub(super) use period::roman_number;
pub use words::Words;

use super::timex::{Calendar, DayPart, Form, Modifier, TimeOfDay, Timex, Told, read};
use super::{Finder, Kind, Scene, Value};
use crate::normalise::TokenKind;
use jiff::civil::Date;
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use words::Word;

/// A date found, before it is joined with a time.
#[derive(Clone, Debug)]
struct Dated {
    tokens: Range<usize>,
    timex: Timex,
    /// The part of the day that comes with it (`tonight`).
    part: Option<DayPart>,
}

/// What a rule of the grammar gives: a value and the token after it.
#[derive(Clone, Debug)]
struct Read {
    timex: Timex,
    part: Option<DayPart>,
    end: usize,
}

impl Read {
    fn date(date: Calendar, end: usize) -> Self {
        Self { timex: Timex::new(Form::Date(date)), part: None, end }
    }

    fn told(date: Calendar, told: Told, end: usize) -> Self {
        Self { timex: Timex { told, ..Timex::new(Form::Date(date)) }, part: None, end }
    }

    /// With the weekday that stands beside it.
    fn beside(mut self, weekday: u8) -> Self {
        self.timex.beside = Some(weekday);
        self
    }
}

/// More words than this never stand between the beginning of a date and what says it.
const REACH: usize = 12;

/// The rules over one sentence.
struct Grammar<'a, 's> {
    words: &'a Words,
    scene: &'a Scene<'s>,
    /// The day of publication.
    today: Option<Date>,
    /// The sentence is about the time to come.
    future: bool,
    /// By token of the sentence: the phrases that begin there.
    known: Vec<OnceCell<Known<'a>>>,
}

/// Phrases that begin at one token: what they mean, and the token after them.
type Known<'a> = SmallVec<[(&'a [Word], usize); 2]>;

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let dates = Grammar::new(self, scene).dates();
        if !dates.is_empty() {
            join::join(self, scene, dates);
        }
    }
}

impl<'a, 's> Grammar<'a, 's> {
    fn new(words: &'a Words, scene: &'a Scene<'s>) -> Self {
        let known = scene.range.clone().map(|_| OnceCell::new()).collect();
        Self { words, scene, today: scene.anchor.map(|anchor| anchor.at.date()), future: false, known }
    }

    /// Every date of the sentence, in order.
    fn dates(mut self) -> Vec<Dated> {
        let mut out: Vec<Dated> = Vec::new();
        let mut i = self.scene.range.start;
        let mut tense: Option<Vec<usize>> = None;
        let mut ahead: Option<Vec<usize>> = None;
        while i < self.scene.range.end {
            if self.is_nothing(i) {
                i += 1;
                continue;
            }
            // Most places where a preposition or an article could begin a date have none.
            let ahead = ahead.get_or_insert_with(|| self.said_ahead());
            if ahead[i - self.scene.range.start] > REACH {
                i += 1;
                continue;
            }
            // What is to come is told in the same part of the sentence, which a semicolon ends.
            let ahead = tense.get_or_insert_with(|| self.scene.range.clone().filter(|at| self.flag(*at, Word::Future).is_some()).collect());
            self.future = ahead.iter().any(|at| (i.min(*at)..i.max(*at)).all(|at| !matches!(self.scene.form(at), ";" | "؛")));
            let before = out.len();
            if let Some(list) = self.list(i) {
                out.extend(list);
            } else if let Some(read) = self.read(i) {
                let (modifier, start) = self.modifier(i);
                out.push(Dated {
                    tokens: start.max(out.last().map_or(start, |last| last.tokens.end))..read.end,
                    timex: read.timex.modified(modifier),
                    part: read.part,
                });
            }
            if out.len() > before && out[before..].iter().all(|dated| self.is_free(dated)) {
                i = out.last().map_or(i + 1, |last| last.tokens.end);
                self.share_year(&mut out);
            } else {
                out.truncate(before);
                i += 1;
            }
        }
        out
    }

    /// Whether no rule can begin at token `i`.
    fn is_nothing(&self, i: usize) -> bool {
        let scene = self.scene;
        let is_word = scene.token(i).is_some_and(|token| token.kind == TokenKind::Word);
        // Most words are known to some table, few to that of dates or of numbers.
        let unknown =
            scene.analyses.of(i).is_empty() || is_word && !self.words.phrases.may_begin(scene.analyses, i) && scene.numerals.at(i).is_none();
        unknown
            && read::digits(scene, i).is_none()
            && period::roman(scene.source(i)).is_none()
            && scene.found.iter().all(|(tokens, _)| tokens.start != i)
    }

    /// By token of the sentence: how far it is to the next one that says something of a date by itself, itself included.
    fn said_ahead(&self) -> Vec<usize> {
        let scene = self.scene;
        let mut says: Vec<bool> =
            scene.range.clone().map(|i| read::digits(scene, i).is_some() || self.word(i, |word| (!word.is_glue()).then_some(())).is_some()).collect();
        for tokens in scene.numerals.iter().map(|numeral| &numeral.tokens).chain(scene.found.iter().map(|(tokens, _)| tokens)) {
            for i in tokens.clone().filter(|i| scene.range.contains(i)) {
                says[i - scene.range.start] = true;
            }
        }
        read::ahead(&says)
    }

    /// Whether no kind that knows better has these words.
    fn is_free(&self, dated: &Dated) -> bool {
        let (tokens, clock) = (&dated.tokens, dated.part.is_some());
        !self.scene.found.iter().any(|(other, fact)| {
            let overlap = other.start < tokens.end && tokens.start < other.end;
            let weaker = match fact.kind() {
                Kind::Number | Kind::Ordinal | Kind::Duration => true,
                // A part of the day inside a phrase that is a date; figures that only look like a time (20.03.2023).
                Kind::Time => tokens.start <= other.start && (clock || other.end <= tokens.end) && tokens.len() > other.len(),
                Kind::Quantity => tokens.len() > other.len(),
                _ => false,
            };
            overlap && !weaker
        })
    }

    /// The longest date that a rule reads at token `i`.
    fn read(&self, i: usize) -> Option<Read> {
        let rules: [&dyn Fn(usize) -> Option<Read>; 12] = [
            &|i| self.numeric(i),
            &|i| self.named(i),
            &|i| self.nth(i),
            &|i| self.holiday(i),
            &|i| self.near(i),
            &|i| self.distance(i),
            &|i| self.weekday(i),
            &|i| self.period(i),
            &|i| self.decade(i),
            &|i| self.season_or_quarter(i),
            &|i| self.year_alone(i),
            &|i| self.day_alone(i),
        ];
        let mut best: Option<Read> = None;
        for rule in rules {
            if let Some(read) = rule(i)
                && best.as_ref().is_none_or(|best| read.end > best.end)
            {
                best = Some(read);
            }
        }
        best
    }

    /// The modifier before the date that begins at token `start`, and where it begins.
    fn modifier(&self, start: usize) -> (Option<Modifier>, usize) {
        let mut at = start;
        for _ in 0..3 {
            if let Some((modifier, from)) = self.before(at, |word| if let Word::Mod(modifier) = word { Some(modifier) } else { None }) {
                return (Some(modifier), from);
            }
            match self.before(at, |word| matches!(word, Word::Link | Word::MonthMark | Word::YearMark | Word::WeekdayMark).then_some(())) {
                Some(((), from)) if self.scene.form(from) != "," => at = from,
                _ => break,
            }
        }
        (None, start)
    }

    /// Gives a date without a year the year that the next one of a range tells: `14 June - 15 July 2018`, `Nov-Feb 2017`.
    fn share_year(&self, out: &mut [Dated]) {
        let [.., first, second] = out else { return };
        let (Form::Date(a), Form::Date(b)) = (&first.timex.form, &second.timex.form) else { return };
        let (Some(year), None) = (b.year(), a.year()) else { return };
        let month = |date: &Calendar| match date {
            Calendar::Month(_, month) | Calendar::Day(_, Some(month), _) => Some(*month),
            _ => None,
        };
        let (Some(from), Some(to)) = (month(a), month(b)) else { return };
        if first.timex.told == Told::Stated && second.timex.told == Told::Stated && self.is_range(first.tokens.end, second.tokens.start) {
            let year = if from > to { year - 1 } else { year };
            first.timex.form = Form::Date(a.with_year(year));
        }
    }

    /// Whether only words of range stand from token `from` to token `to`.
    fn is_range(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            match self.flag(at, Word::Range).or_else(|| self.flag(at, Word::Link)) {
                Some(end) if end <= to => at = end,
                _ => return false,
            }
        }
        at > from
    }

    /// The token after the links at token `i`.
    fn link(&self, i: usize) -> usize {
        let mut at = i;
        for _ in 0..3 {
            match self.flag(at, Word::Link) {
                Some(end) => at = end,
                None => break,
            }
        }
        at
    }

    /// The token after a word that is there or not.
    fn skip(&self, i: usize, wanted: Word) -> usize {
        self.flag(i, wanted).unwrap_or(i)
    }

    fn flag(&self, i: usize, wanted: Word) -> Option<usize> {
        self.word(i, |word| (word == wanted).then_some(())).map(|((), end)| end)
    }

    fn word<R>(&self, i: usize, choose: impl Fn(Word) -> Option<R>) -> Option<(R, usize)> {
        let at = i.checked_sub(self.scene.range.start)?;
        let mut best: Option<(R, usize)> = None;
        // Dozens of rules ask what stands at a token; it is looked up once.
        for &(meanings, end) in self.known.get(at)?.get_or_init(|| self.look_up(i)) {
            if best.as_ref().is_some_and(|best| best.1 >= end) {
                continue;
            }
            if let Some(chosen) = meanings.iter().find_map(|meaning| choose(*meaning)) {
                best = Some((chosen, end));
            }
        }
        best
    }

    /// The phrases of the table that begin at token `i`, with what they mean and where they end.
    fn look_up(&self, i: usize) -> Known<'a> {
        let possessive = self.scene.pack.profile.capitals;
        let mut all = Known::new();
        self.words.phrases.each(self.scene.analyses, i, self.scene.range.end, |found| {
            if possessive || (found.first.enclitic == 0 && found.last.enclitic == 0) {
                all.push((found.meanings, found.tokens.end));
            }
        });
        all
    }

    fn before<R>(&self, end: usize, choose: impl Fn(Word) -> Option<R>) -> Option<(R, usize)> {
        read::phrase_before(self.scene, &self.words.phrases, end, true, choose)
    }
}

/// The fact of a value, by its form.
fn value(form: Form, from: Timex) -> Value {
    let kind = match form {
        Form::Time(..) => Value::Time,
        Form::Length(_) => Value::Duration,
        Form::Date(_) | Form::Interval(..) => Value::Date,
    };
    kind(Box::new(Timex { form, ..from }))
}

impl Dated {
    /// As a fact without any other time.
    fn alone(self) -> (Range<usize>, Value) {
        let form = match (self.part, &self.timex.form) {
            (Some(part), Form::Date(date)) => Form::Time(Some(*date), TimeOfDay::Part(part)),
            (_, form) => form.clone(),
        };
        (self.tokens, value(form, self.timex))
    }
}
