//! One edition's part of a bead, as clauses are compared.

use super::super::Side;
use crate::facts::contrary::Contraries;
use crate::facts::name::{Class, Name};
use crate::facts::timex::Modifier;
use crate::facts::{Concept, ConceptHit, Fact, Kind, PoleHit, Value};
use crate::normalise::TokenKind;
use crate::text::Span;
use smallvec::SmallVec;
use std::ops::Range;

/// How far after a mark the word of substance may stand that it governs, in tokens; a comma or the like ends its reach.
const AFTER: usize = 5;

/// More words that an edition affirms and others negate say no more.
const MOST_AFFIRMED: usize = 3;

/// How far before a word a negation may stand that turns it round, in tokens.
const TURNS: usize = 12;

/// How far before a word of substance a word stands that turns it into its contrary, in tokens.
const BEFORE: usize = 3;

/// How far apart `without` and the negation of what cannot be done stand, in tokens.
const NEEDS: usize = 5;

/// A word that implies a negation negates words nearer than this, in tokens.
const BESIDE: usize = 8;

/// How far around a word its neighbours stand, in tokens.
const AROUND: usize = 6;

/// Sentences that share such a part of their words of substance, and at least so many, are translated closely.
const CLOSE: f64 = 0.58;
const FEWEST: usize = 3;

/// Sentences of no more tokens hold one statement; they need share one word fewer.
const SHORT: usize = 14;

/// Two words that each imply a negation can be counterparts if their places differ by no more than this share of the sentence.
const APART: f64 = 0.25;

/// A word that implies a negation can stand for one whose place differs by no more than this share of the sentence.
const STANDS_FOR: f64 = 0.5;

/// A negation, or a word that says by itself that something is not so.
#[derive(Clone, Debug)]
pub(super) struct Negation {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// Its place, 0 at the beginning of the sentences and 1 at their end.
    place: f64,
    /// One of the marks of the kind polarity: `negated` does nothing but negate, `failing`, `denied`, `without` and `unlikely` say more.
    pub what: &'static str,
    /// An exception follows it: `not ... until`.
    pub excepted: bool,
    /// It does nothing but negate a verb.
    pub particle: bool,
    /// It negates what is to come.
    pub future: bool,
    /// What the word that it governs can mean, where the lexicon has the word.
    pub about: SmallVec<[Concept; 2]>,
    /// The other words of substance after it.
    pub near: SmallVec<[Concept; 4]>,
}

impl Negation {
    /// It does nothing but negate: `not`, and no `fail`.
    pub(super) fn is_plain(&self) -> bool {
        self.what == "negated"
    }

    /// The words of substance that it may negate.
    fn words(&self) -> impl Iterator<Item = Concept> + '_ {
        self.about.iter().copied().chain(self.near.iter().copied())
    }

    fn shares(&self, other: &Self, contraries: &Contraries) -> bool {
        self.words().any(|own| other.words().any(|there| contraries.are_alike(own, there)))
    }
}

/// A word that says a negation by itself (`unsold`, `only`) or stands for one in another language.
#[derive(Clone, Debug)]
pub(super) struct Implied {
    /// Its first token.
    pub token: usize,
    /// Its place, 0 at the beginning of the sentences and 1 at their end.
    place: f64,
    concept: Option<Concept>,
    /// It goes on with a negation before it (`nor`).
    continued: bool,
    /// It turns round what stands beside it (`only`, `hardly`), and does not only say in its own way what another language negates (`stay home`).
    turns: bool,
}

impl Implied {
    /// What a negation is where an exception follows it.
    fn excepted(negation: &Negation) -> Self {
        Self { token: negation.tokens.start, place: negation.place, concept: None, continued: true, turns: true }
    }

    /// What is left of a negation that another one turned round.
    fn left_by(gone: &Negation) -> Self {
        Self { token: gone.tokens.start, place: gone.place, concept: gone.about.first().copied(), continued: false, turns: true }
    }
}

/// A mark that leaves open what a clause says, or says whose claim it is.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// One of the marks of the kind polarity.
    pub what: &'static str,
    /// Its tokens.
    tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// It says that something is not ruled out: without it that is ruled out, or so.
    pub open: bool,
}

/// Whether a fact is a figure, whose bounds belong to it.
fn is_bound(fact: &Fact) -> bool {
    matches!(fact.kind(), Kind::Number | Kind::Money | Kind::Percent | Kind::Quantity | Kind::Duration | Kind::Age)
}

/// Whether a length of time is said to be shorter than it, or something to be no earlier than a day or an hour: `не раньше вторника`.
fn is_bound_in_time(value: &Value) -> bool {
    match value {
        Value::Duration(timex) => matches!(timex.modifier, Some(Modifier::LessThan)),
        Value::Date(timex) | Value::Time(timex) => matches!(timex.modifier, Some(Modifier::After)),
        _ => false,
    }
}

/// Something that a clause names.
#[derive(Clone, Copy, Debug)]
enum Thing<'a> {
    Name(&'a Name),
    Concept(Concept),
}

impl Thing<'_> {
    fn is(&self, other: &Self, contraries: &Contraries) -> bool {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => a.relate(b).is_some_and(|relation| relation.agrees()),
            (Self::Concept(a), Self::Concept(b)) => contraries.are_alike(*a, *b),
            _ => false,
        }
    }
}

/// One edition's part of a bead.
#[derive(Clone, Debug)]
pub(super) struct Clause<'a> {
    /// The edition.
    pub side: Side<'a>,
    /// Its index.
    pub edition: usize,
    /// Its sentences.
    pub sentences: &'a [usize],
    /// What it negates.
    pub negations: SmallVec<[Negation; 4]>,
    /// Words that imply a negation.
    pub implied: SmallVec<[Implied; 8]>,
    /// Negations that an exception follows, so that another language may have none; each is in `implied` too.
    excepted: SmallVec<[Negation; 1]>,
    /// Its hedges and modal words.
    pub marks: SmallVec<[Mark; 8]>,
    /// Words whose own negation another one turned round: `does not lack`.
    cancelled: SmallVec<[Range<usize>; 2]>,
    /// The tokens of its names.
    names: SmallVec<[Range<usize>; 8]>,
}

impl<'a> Clause<'a> {
    /// Reads the sentences of an edition.
    pub(super) fn new(side: &Side<'a>, edition: usize, sentences: &'a [usize], contraries: &Contraries) -> Self {
        let (negations, implied, marks) = Default::default();
        let (excepted, cancelled, names) = Default::default();
        let mut clause = Self { side: *side, edition, sentences, negations, implied, excepted, marks, cancelled, names };
        let names = clause.facts().filter(|fact| fact.kind() == Kind::Name);
        clause.names = names.map(|fact| side.extracted.tokens.within(fact.span)).collect();
        let all = side.extracted.tokens.within(clause.whole());
        for sentence in sentences {
            let Some(whole) = side.sentences.get(*sentence) else { continue };
            let range = side.extracted.tokens.within(whole.span);
            for fact in &side.extracted.facts[side.extracted.facts_of(*sentence)] {
                // What lasted less than a year did not last a year; what begins no earlier than a day does not begin before it.
                if fact.value.amount().is_some_and(|amount| amount.min.is_none() && amount.max.is_some()) || is_bound_in_time(&fact.value) {
                    let tokens = side.extracted.tokens.within(fact.span);
                    let place = (tokens.start - all.start) as f64 / all.len().max(1) as f64;
                    clause.implied.push(Implied { token: tokens.start, place, concept: None, continued: false, turns: false });
                }
                // Nobody was hurt: where the words that say so are no negation of their own, the toll of none is one.
                let none = matches!(&fact.value, Value::Casualty(toll) if toll.amount.point().is_some_and(|number| number.is_zero()));
                let told = |other: &Fact| matches!(other.value, Value::Polarity(_)) && fact.span.overlaps(other.span);
                let what = match &fact.value {
                    Value::Polarity(mark) => mark.polarity,
                    _ if none && !clause.facts().any(told) => "negated",
                    _ => continue,
                };
                let tokens = side.extracted.tokens.within(fact.span);
                let place = (tokens.start - all.start) as f64 / all.len().max(1) as f64;
                match what {
                    // `will not exceed $5 billion` is a bound, in whatever words.
                    "negated" if clause.facts().any(|other| is_bound(other) && other.span.start == fact.span.start) => {
                        clause.implied.push(Implied { token: tokens.start, place, concept: fact.about, continued: false, turns: true });
                    }
                    what @ ("negated" | "excepted" | "failing" | "denied" | "without" | "unlikely") => {
                        let near = clause.near(&tokens, &range, contraries);
                        let governed = clause.concepts().find(|hit| hit.tokens.start >= tokens.end && Some(hit.concept) == fact.about);
                        let about = fact.about.map(|about| governed.map_or_else(|| [about].into_iter().collect(), |hit| hit.meanings().collect()));
                        let about: SmallVec<[Concept; 2]> = about.unwrap_or_default();
                        if what == "unlikely" {
                            clause.marks.push(Mark { what, tokens: tokens.clone(), span: fact.span, open: false });
                        }
                        let (particle, future) = match &fact.value {
                            Value::Polarity(mark) => (mark.particle, mark.future),
                            _ => (false, false),
                        };
                        let excepted = what == "excepted";
                        let what = if excepted { "negated" } else { what };
                        let negation = Negation { what, excepted, particle, future, tokens, span: fact.span, place, about, near };
                        if excepted {
                            clause.implied.push(Implied::excepted(&negation));
                            clause.excepted.push(negation);
                        } else {
                            clause.negations.push(negation);
                        }
                    }
                    what @ ("implied" | "continued" | "indirect") => {
                        let concept = clause.concepts().find(|hit| hit.tokens.contains(&tokens.start) || tokens.contains(&hit.tokens.start));
                        let (continued, turns) = (what == "continued", what != "indirect");
                        clause.implied.push(Implied { token: tokens.start, place, concept: concept.map(|hit| hit.concept), continued, turns });
                    }
                    what => {
                        let open = what == "open";
                        let what = if open { "possible" } else { what };
                        clause.marks.push(Mark { what, tokens, span: fact.span, open });
                    }
                }
            }
        }
        clause.cancel();
        // What cannot be is no possibility; what perhaps is not is one.
        let negations = &clause.negations;
        let negated = |mark: &Mark| {
            let (own, after) = (&mark.tokens, mark.what == "able");
            let beside = |negation: &Range<usize>| (negation.start..=negation.end).contains(&own.start) || after && own.end == negation.start;
            negations.iter().any(|negation| negation.is_plain() && beside(&negation.tokens))
        };
        clause.marks.retain(|mark| !matches!(mark.what, "possible" | "able") || !negated(mark));
        clause
    }

    /// Whether an exception follows one of its negations.
    pub(super) fn has_exceptions(&self) -> bool {
        !self.excepted.is_empty()
    }

    /// The same sentences, where a negation that an exception follows is a negation as any other; nothing if they have none.
    pub(super) fn without_exceptions(&self) -> Option<Self> {
        if self.excepted.is_empty() {
            return None;
        }
        let mut clause = self.clone();
        clause.implied.retain(|word| !self.excepted.iter().any(|negation| negation.tokens.start == word.token));
        clause.negations.append(&mut clause.excepted);
        clause.negations.sort_by_key(|negation| negation.tokens.start);
        Some(clause)
    }

    /// How many negations it may be said to have, those included that go on with one before them.
    pub(super) fn most_negations(&self) -> usize {
        self.negations.len() + self.implied.iter().filter(|word| word.continued).count()
    }

    /// Two negations in a row make none: `did not deny`.
    fn cancel(&mut self) {
        let double = |clause: &Self| {
            (1..clause.negations.len()).find(|at| {
                let (first, second) = (&clause.negations[at - 1], &clause.negations[*at]);
                first.is_plain()
                    && !second.is_plain()
                    && second.tokens.start < first.tokens.end + BEFORE
                    && !clause.is_cut(first.tokens.end, second.tokens.start)
            })
        };
        // What cannot be done without something needs it: без лодок не попасть.
        let needs = |clause: &Self| {
            (1..clause.negations.len()).find(|at| {
                let (first, second) = (&clause.negations[at - 1], &clause.negations[*at]);
                let one = first.what == "without" && second.is_plain() || first.is_plain() && second.what == "without";
                one && second.tokens.start < first.tokens.end + NEEDS && !clause.is_cut(first.tokens.end, second.tokens.start)
            })
        };
        while let Some(at) = needs(self) {
            for gone in self.negations.drain(at - 1..=at) {
                self.implied.push(Implied::left_by(&gone));
            }
        }
        while let Some(at) = double(self) {
            let gone = self.negations.remove(at);
            self.negations.remove(at - 1);
            // What nobody doubts is not unlikely.
            self.marks.retain(|mark| mark.what != "unlikely" || mark.tokens != gone.tokens);
            self.implied.push(Implied::left_by(&gone));
            self.cancelled.push(gone.tokens);
        }
    }

    /// Its negations to which no negation of another edition corresponds.
    pub(super) fn negates_more(&self, other: &Self, contraries: &Contraries) -> SmallVec<[&Negation; 4]> {
        let mut free: SmallVec<[&Negation; 4]> = other.negations.iter().collect();
        let mut left: SmallVec<[&Negation; 4]> = SmallVec::new();
        for own in &self.negations {
            match free.iter().position(|there| own.shares(there, contraries)) {
                Some(at) => drop(free.remove(at)),
                None => left.push(own),
            }
        }
        // Of those that share no known word the nearest correspond.
        while let Some(there) = free.pop() {
            let gap = |own: &&Negation| (own.place - there.place).abs();
            let nearest = (0..left.len()).min_by(|a, b| gap(&left[*a]).total_cmp(&gap(&left[*b])));
            nearest.map(|at| left.remove(at));
        }
        left
    }

    /// Its negations to which no negation of another edition corresponds, no contrary, and, if `implied`, no word of it that can stand for one.
    pub(super) fn negates_beyond(&self, other: &Self, contraries: &Contraries, implied: bool) -> SmallVec<[&Negation; 4]> {
        let mut left = self.negates_more(other, contraries);
        if left.is_empty() {
            return left;
        }
        let mut weak = if implied { other.implied_beyond(self) } else { SmallVec::new() };
        left.retain(|own| match weak.iter().position(|word| (own.place - word.place).abs() <= STANDS_FOR) {
            Some(at) => {
                weak.swap_remove(at);
                false
            }
            None => true,
        });
        // What is not open is closed there, also where something else is said to be open.
        let says = |pole: Concept| {
            contraries.of(pole).iter().any(|contrary| other.has_pole(*contrary) && (!other.has_pole(pole) || !self.has_pole(*contrary)))
        };
        left.retain(|own| !self.negated_poles(own).any(says));
        left
    }

    /// Its words that imply a negation to which no such word of another edition corresponds.
    fn implied_beyond(&self, other: &Self) -> SmallVec<[&Implied; 8]> {
        // What is warned not to be done is warned of: the two words of one language say what one says in the other.
        let doubled = |word: &&Implied| {
            let reach = word.token + 1..word.token + BESIDE;
            let follows = |negation: &Negation| {
                negation.is_plain() && reach.contains(&negation.tokens.start) && !other.is_cut(word.token + 1, negation.tokens.start)
            };
            other.negations.iter().any(follows)
        };
        let mut free: SmallVec<[&Implied; 8]> = other.implied.iter().collect();
        let mut left: SmallVec<[&Implied; 8]> = SmallVec::new();
        for own in &self.implied {
            match free.iter().position(|word| own.concept.is_some() && own.concept == word.concept) {
                Some(at) => drop(free.remove(at)),
                None => left.push(own),
            }
        }
        free.retain(|word| !doubled(word));
        left.retain(|own| match free.iter().position(|word| (own.place - word.place).abs() <= APART) {
            Some(at) => {
                free.swap_remove(at);
                false
            }
            None => true,
        });
        left
    }

    /// The concepts of substance within reach of a mark.
    fn near(&self, mark: &Range<usize>, sentence: &Range<usize>, contraries: &Contraries) -> SmallVec<[Concept; 4]> {
        let tokens = &self.side.extracted.tokens;
        let stops = |at: usize| tokens.list()[at].kind == TokenKind::Sign && !matches!(tokens.form(at), "-" | "'" | "\"" | "«" | "»" | "“" | "”");
        let end = (mark.end + AFTER).min(sentence.end);
        let end = (mark.end..end).find(|at| stops(*at)).unwrap_or(end);
        let hits = self.concepts().filter(|hit| hit.tokens.start >= mark.end && hit.tokens.start < end);
        hits.flat_map(ConceptHit::meanings).filter(|concept| !contraries.is_light(*concept)).collect()
    }

    /// Its facts, in the order of the text.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'a Fact> + '_ {
        let extracted = self.side.extracted;
        self.sentences.iter().flat_map(move |sentence| &extracted.facts[extracted.facts_of(*sentence)])
    }

    /// Its concepts, in the order of the text.
    pub(super) fn concepts(&self) -> impl Iterator<Item = &'a ConceptHit> + '_ {
        let extracted = self.side.extracted;
        self.sentences.iter().flat_map(move |sentence| extracted.concepts.of(*sentence))
    }

    /// The place where it names a concept, or one that is put for it; the first of several.
    pub(super) fn place(&self, concept: Concept, contraries: &Contraries) -> Option<Span> {
        let hits = || self.concepts().filter(|hit| hit.meanings().any(|own| contraries.are_alike(own, concept)));
        let exact = hits().find(|hit| hit.meanings().any(|own| own == concept));
        exact.or_else(|| hits().next()).and_then(|hit| self.span(&hit.tokens))
    }

    /// Words near after a negation that have a contrary.
    pub(super) fn negated_poles(&self, negation: &Negation) -> impl Iterator<Item = Concept> + '_ {
        let reach = negation.tokens.end..negation.tokens.end + AFTER;
        self.poles().filter(move |hit| reach.contains(&hit.tokens.start)).flat_map(|hit| hit.poles.iter().copied())
    }

    /// Its words that have a contrary, in the order of the text; those in a name say nothing.
    pub(super) fn poles(&self) -> impl Iterator<Item = &'a PoleHit> + '_ {
        let extracted = self.side.extracted;
        let named = |hit: &&PoleHit| self.names.iter().any(|name| name.contains(&hit.tokens.start));
        self.sentences.iter().flat_map(move |sentence| extracted.poles.of(*sentence)).filter(move |hit| !named(hit))
    }

    /// The negation that may turn a word into its contrary: it stands before the word, near and in the same clause.
    pub(super) fn turns(&self, tokens: &Range<usize>) -> Option<&Negation> {
        let before = |negation: &&Negation| {
            let (start, end) = (negation.tokens.start, negation.tokens.end);
            // `Declined to` and `to back the` share a word.
            let before = start < tokens.start && (end <= tokens.start || end < tokens.end);
            before && end + TURNS > tokens.start && !self.is_cut(start, tokens.start)
        };
        self.negations.iter().rfind(before)
    }

    /// Whether a word is one that negates: `nobody`.
    pub(super) fn is_negation(&self, tokens: &Range<usize>) -> bool {
        self.negations.iter().any(|negation| negation.tokens.start < tokens.end && tokens.start < negation.tokens.end)
    }

    /// Whether it has the contrary of another word of an edition as well, beside those of a pair: nobody died where all survived.
    pub(super) fn says_contrary(&self, other: &Self, pair: (Concept, Concept), contraries: &Contraries) -> bool {
        let is_of_pair = |pole: Concept| pole == pair.0 || pole == pair.1;
        let poles = self.poles().flat_map(|hit| hit.poles.iter().copied()).filter(|pole| !is_of_pair(*pole));
        poles
            .into_iter()
            .any(|pole| !other.has_pole(pole) && contraries.of(pole).iter().any(|contrary| other.has_pole(*contrary) && !self.has_pole(*contrary)))
    }

    /// Whether a negation has a word in its reach that implies another one: `neither food nor water is in short supply`.
    pub(super) fn is_double(&self, negation: &Negation) -> bool {
        let reach = negation.tokens.end..negation.tokens.end + BESIDE;
        self.implied.iter().any(|word| word.turns && !word.continued && reach.contains(&word.token))
            || self.negations.iter().any(|other| !other.is_plain() && reach.contains(&other.tokens.start))
    }

    /// Whether a word that implies a negation stands before a word, or a negation right after it (`виновным себя не признал`), so that nothing is sure.
    pub(super) fn is_doubtful(&self, tokens: &Range<usize>) -> bool {
        let reaches = |mark: usize| mark < tokens.start && mark + BEFORE > tokens.start;
        let follows = |own: &Negation| own.is_plain() && (tokens.end..=tokens.end + 1).contains(&own.tokens.start);
        self.implied.iter().any(|word| word.turns && reaches(word.token) && !self.is_cut(word.token, tokens.start))
            || self.cancelled.iter().any(|word| word.start < tokens.end && tokens.start < word.end)
            || self.negations.iter().any(|own| follows(own) && !self.is_cut(tokens.end, own.tokens.start))
    }

    /// Whether it speaks of several people: it names two, or one beside a man or a woman without a name.
    pub(super) fn speaks_of_several(&self, contraries: &Contraries) -> bool {
        let facts = self.facts();
        let mut people: SmallVec<[&Name; 4]> = SmallVec::new();
        for fact in facts {
            if let Value::Name(name) = &fact.value
                && name.class == Class::Person
                && !people.iter().any(|known| known.relate(name).is_some_and(|relation| relation.agrees()))
            {
                people.push(name);
            }
        }
        let unnamed = || self.concepts().any(|hit| hit.meanings().any(|own| contraries.is_person(own)));
        people.len() > 1 || people.len() == 1 && unnamed()
    }

    /// How many words of substance stand near a word here and near its counterpart in another edition.
    pub(super) fn neighbours(&self, tokens: &Range<usize>, other: &Self, there: &Range<usize>, contraries: &Contraries) -> usize {
        let around = |clause: &Self, word: &Range<usize>| -> SmallVec<[&'a ConceptHit; 16]> {
            let reach = word.start.saturating_sub(AROUND)..word.end + AROUND;
            let hits = clause.concepts().filter(|hit| reach.contains(&hit.tokens.start) && !word.contains(&hit.tokens.start));
            hits.filter(|hit| !contraries.is_light(hit.concept)).collect()
        };
        let (own, others) = (around(self, tokens), around(other, there));
        own.iter().filter(|x| others.iter().any(|y| contraries.may_mean_the_same(x, y))).count()
    }

    /// How many of the words of substance after a negation of another edition it has without one, up to [`MOST_AFFIRMED`].
    pub(super) fn affirmed_after(&self, other: &Self, negation: &Negation, contraries: &Contraries) -> usize {
        let reach = negation.tokens.end..negation.tokens.end + AFTER;
        let after = other.concepts().filter(|hit| reach.contains(&hit.tokens.start) && !contraries.is_light(hit.concept));
        after.filter(|hit| hit.meanings().any(|own| self.affirms(own, contraries))).take(MOST_AFFIRMED).count()
    }

    /// The word of substance that stands nearest to a word, before it sooner than after it: mostly who does it.
    pub(super) fn nearest(&self, tokens: &Range<usize>, contraries: &Contraries) -> Option<Concept> {
        let gap = |hit: &&ConceptHit| {
            if hit.tokens.end <= tokens.start { 2 * (tokens.start - hit.tokens.end) } else { 2 * hit.tokens.start.saturating_sub(tokens.end) + 1 }
        };
        let others = self.concepts().filter(|hit| !tokens.contains(&hit.tokens.start) && !contraries.is_light(hit.concept));
        others.min_by_key(gap).filter(|hit| gap(hit) <= 2 * AROUND).map(|hit| hit.concept)
    }

    /// Whether most of what both editions name stands in the reverse order: `A beat B` beside `B lost to A`.
    pub(super) fn is_turned_round(&self, other: &Self, contraries: &Contraries) -> bool {
        let (own, there) = (self.named(contraries), other.named(contraries));
        let place = |thing: &Thing<'_>| there.iter().position(|other| thing.is(other, contraries));
        let shared: SmallVec<[usize; 16]> = own.iter().filter_map(place).collect();
        let pairs = || shared.iter().enumerate().flat_map(|(at, first)| shared[at + 1..].iter().map(move |second| first > second));
        2 * pairs().filter(|turned| *turned).count() > pairs().count()
    }

    /// What it names, in the order of the text: names, and words of substance but those that the other side tells otherwise.
    fn named(&self, contraries: &Contraries) -> SmallVec<[Thing<'a>; 16]> {
        let extracted = self.side.extracted;
        let names =
            self.facts().filter_map(|fact| if let Value::Name(name) = &fact.value { Some((fact.span.start, Thing::Name(name))) } else { None });
        let converse = |pole: &PoleHit| pole.poles.iter().any(|pole| contraries.is_converse(*pole));
        let pole = |hit: &ConceptHit| self.poles().any(|pole| converse(pole) && pole.tokens.contains(&hit.tokens.start));
        let concepts = self.concepts().filter(|hit| !contraries.is_light(hit.concept) && !pole(hit));
        let start = |hit: &ConceptHit| extracted.tokens.list().get(hit.tokens.start).map_or(0, |token| token.span().start);
        let concepts = concepts.map(|hit| (start(hit), Thing::Concept(hit.concept)));
        let mut all: SmallVec<[(usize, Thing<'a>); 16]> = names.chain(concepts).collect();
        all.sort_by_key(|(start, _)| *start);
        all.into_iter().map(|(_, thing)| thing).collect()
    }

    /// How many tokens its sentences have.
    pub(super) fn len(&self) -> usize {
        self.side.extracted.tokens.within(self.whole()).len()
    }

    /// Whether it has one of these marks.
    pub(super) fn has_mark(&self, whats: &[&str]) -> bool {
        self.marks.iter().any(|mark| whats.contains(&mark.what))
    }

    /// Whether somebody denies something or rules it out.
    pub(super) fn denies(&self) -> bool {
        self.negations.iter().any(|negation| negation.what == "denied")
    }

    /// Whether what is denied or ruled out is so of one thing and not of another: `ruled out an apology but not a visit`.
    pub(super) fn denies_in_part(&self) -> bool {
        let denied = self.negations.iter().position(|negation| negation.what == "denied");
        denied.is_some_and(|at| self.negations[at..].iter().any(Negation::is_plain))
    }

    /// Whether a comma, a colon or the like stands between two tokens: `despite this, he was killed`.
    pub(super) fn is_cut(&self, from: usize, to: usize) -> bool {
        let tokens = &self.side.extracted.tokens;
        (from..to.min(tokens.len())).any(|at| matches!(tokens.form(at), "," | "،" | ":" | ";" | "؛" | "–" | "—"))
    }

    /// Whether a word is a part of a clock time or a date.
    pub(super) fn is_in_time(&self, tokens: &Range<usize>) -> bool {
        let times = self.facts().filter(|fact| matches!(fact.kind(), Kind::Time | Kind::Date));
        times.into_iter().any(|fact| self.side.extracted.tokens.within(fact.span).contains(&tokens.start))
    }

    /// Whether one of its words can mean a pole.
    pub(super) fn has_pole(&self, pole: Concept) -> bool {
        self.poles().any(|hit| hit.poles.contains(&pole))
    }

    /// The negation that governs a concept, or that stands before it.
    pub(super) fn negates(&self, concept: Concept, contraries: &Contraries) -> Option<&Negation> {
        let alike = |other: Concept| contraries.are_alike(other, concept);
        let governs = |negation: &&Negation| negation.about.iter().copied().any(alike);
        self.negations.iter().find(governs).or_else(|| self.negations.iter().find(|negation| negation.near.iter().copied().any(alike)))
    }

    /// Whether it names a concept without negating it, in whatever words.
    pub(super) fn affirms(&self, concept: Concept, contraries: &Contraries) -> bool {
        let mut hits = self.concepts().filter(|hit| hit.meanings().any(|own| contraries.are_alike(own, concept))).peekable();
        let beside = |at: usize| self.implied.iter().any(|word| word.token < at + BESIDE && at < word.token + BESIDE);
        let one = self.concepts().filter(|hit| hit.meanings().any(|own| own == concept)).count() <= 1;
        one && hits.peek().is_some() && self.negates(concept, contraries).is_none() && hits.all(|hit| !beside(hit.tokens.start))
    }

    /// How much of the words of substance of two editions is shared, 0 to 1; 0 where there are too few to tell.
    pub(super) fn closeness(&self, other: &Self, contraries: &Contraries) -> f64 {
        let words = |clause: &Self| -> SmallVec<[&'a ConceptHit; 16]> { clause.concepts().filter(|hit| !contraries.is_light(hit.concept)).collect() };
        let (own, there) = (words(self), words(other));
        let shared = |a: &[&ConceptHit], b: &[&ConceptHit]| a.iter().filter(|x| b.iter().any(|y| contraries.may_mean_the_same(x, y))).count();
        let (here, back) = (shared(&own, &there), shared(&there, &own));
        let fewest = if self.len().max(other.len()) <= SHORT { FEWEST - 1 } else { FEWEST };
        if here.min(back) < fewest { 0.0 } else { (here + back) as f64 / (own.len() + there.len()) as f64 }
    }

    /// Whether it says what another edition says in the same words, as far as the lexicon knows them.
    pub(super) fn is_close(&self, other: &Self, contraries: &Contraries) -> bool {
        self.closeness(other, contraries) >= CLOSE
    }

    /// Where tokens stand, 0 at the beginning of the sentences and 1 at their end.
    pub(super) fn place_of(&self, tokens: &Range<usize>) -> f64 {
        let all = self.side.extracted.tokens.within(self.whole());
        tokens.start.saturating_sub(all.start) as f64 / all.len().max(1) as f64
    }

    /// Source bytes of tokens.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let list = self.side.extracted.tokens.list();
        Some(list.get(tokens.start)?.span().cover(list.get(tokens.end.checked_sub(1)?)?.span()))
    }

    /// The sentence around a place, or all of them.
    pub(super) fn context(&self, span: Span) -> Span {
        let mut spans = self.sentences.iter().filter_map(|at| self.side.sentences.get(*at)).map(|sentence| sentence.span);
        spans.clone().find(|sentence| sentence.contains(span)).or_else(|| spans.next()).unwrap_or(span)
    }

    /// All its sentences.
    pub(super) fn whole(&self) -> Span {
        let spans = self.sentences.iter().filter_map(|at| self.side.sentences.get(*at)).map(|sentence| sentence.span);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    /// The edition's name.
    pub(super) fn id(&self) -> &'a str {
        self.side.edition.id.as_str()
    }
}
