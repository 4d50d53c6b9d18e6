//! Negations, hedges and other marks that hold for a clause.
//!
//! Finds the marks that survive translation: a clause that is negated, that is only reported or alleged, that may be so, that somebody denies.
//! Value: `{"polarity":"negated"}`; `negated`, `without`, `denied`, `failing` (a word that says by itself that something is not so or was not done:
//! `unable`, `refuse`), `continued` (one that goes on with a negation before it: `nor`), `excepted` (one that a word after it takes back in part, so that another language may say `only` or
//! nothing: `not ... until`), `implied` (one that another language may put a negation for: `unsold`, `only`), `indirect` (one that says in its own way what another language says with a negation,
//! and turns nothing round: `stay home`, `lose touch`), `hedged` (somebody's claim), `possible`,
//! `able` (what can be, by chance or by strength: `could`, `может`), `open` (said not to be ruled out),
//! `unlikely` (perhaps not: `may not`, `вряд ли`),
//! `attributed` (a report or claim of others), `told` (somebody says it), `tentative` (leaves open what it stands by, as one of several things that it says: `expected`, `would`), `required`; what the mark governs is the
//! fact's `about`: the next word of substance, where the lexicon has it.
//! An idiom in which a negation means nothing (`not only`, `no doubt`) is `implied`: another language may put a negation that means something.
//! Left alone: bounds of numbers (`no more than`), and prefixes of words.
//!
//! Table: `polarity.toml` (`mark.<polarity>`: words and phrases; `idle`: idioms that hold such a word and mean nothing; `exceptive`: words that make
//! `only` of a negation before them in the same clause, or leave it one; `spelled`: words that are marks as they are written, before letters are folded; `split`: a verb and
//! its particle, with a few words between (`turned the money down`); `until`: words with which a negation in the same clause says `until`; `continuing`: words such as `nor`, which need be no further negation after one; `correlative`: such a word with the one that it goes with, however far before it (`neither ... nor`); `particles`: negations that do nothing but negate a verb; `future`: those of them that negate what is to come, with their auxiliaries; `auxiliary`: words that can stand
//! between a mark and what it governs; `before`: proclitics that a particle can carry; `prefixes`: how a word begins that negates another, `exempt`:
//! words that only seem to begin so; `prospective`: words that mean `perhaps` before a verb of the present and nothing before one of the past,
//! with how the former begins, how a verb of the past ends that begins so too, such verbs, and how verbs of both tenses begin; what may be of
//! either tense is `tentative`).

use super::contrary::Contraries;
use super::name::Class;
use super::{Concept, Finder, Relation, Scene, Value, Why};
use crate::error::Result;
use crate::languages::{Match, Pack, Phrases, Text, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use serde_json::{Map, Value as Json};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// A mark on a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Polarity {
    /// One of [`MARKS`].
    pub polarity: &'static str,
    /// It does nothing but negate a verb (`not`, `не`, لم): what a slip of the pen adds or drops.
    pub particle: bool,
    /// It negates what is to come (`will not`, `не будет`, لن).
    pub future: bool,
}

/// The marks there are.
pub const MARKS: &[&str] = &[
    "able",
    "attributed",
    "continued",
    "denied",
    "excepted",
    "failing",
    "hedged",
    "implied",
    "indirect",
    "negated",
    "open",
    "possible",
    "required",
    "tentative",
    "told",
    "unlikely",
    "without",
];

impl Polarity {
    /// A mark that is no mere particle.
    pub fn new(polarity: &'static str) -> Self {
        Self { polarity, particle: false, future: false }
    }

    /// How it compares with another reading.
    pub fn relate(&self, other: &Self) -> Relation {
        match (self.polarity, other.polarity) {
            (a, b) if a == b => Relation::Same,
            // The same thing, said by a verb or by a particle.
            ("negated", "without" | "denied" | "failing" | "unlikely") | ("without" | "denied" | "failing" | "unlikely", "negated") => {
                Relation::Equivalent(Why::new("polarity", "one edition negates the verb, the other says it with another word"))
            }
            ("hedged" | "unlikely" | "open" | "able", "possible") | ("possible", "hedged" | "unlikely" | "open" | "able") => {
                Relation::Vaguer(Why::new("polarity", "both editions leave it open"))
            }
            (a, b) => Relation::Conflicting(Why::new("polarity", format!("{a} is not {b}"))),
        }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("polarity".into(), Json::String(self.polarity.to_owned()));
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    /// A mark, or nothing for an idiom.
    phrases: Phrases<Option<&'static str>>,
    /// Proclitics that a particle can carry.
    before: SmallVec<[u8; 4]>,
    /// How a word begins that is a negation of another word.
    prefixes: Vec<String>,
    /// Words that only seem to begin so.
    exempt: Phrases<()>,
    /// Words that can stand between a mark and what it governs.
    auxiliary: Phrases<()>,
    /// Negations that do nothing but negate a verb.
    particles: Phrases<()>,
    /// Those of them that negate what is to come, with their auxiliaries.
    future: Phrases<()>,
    /// Words that go on with a negation before them.
    continuing: Phrases<()>,
    correlative: Phrases<String>,
    /// Verb -> its particles, each with the mark that both are.
    split: Phrases<(String, &'static str)>,
    /// Words with which a negation in the same clause says `until`.
    until: Phrases<()>,
    /// Words as they are written -> mark.
    spelled: Vec<(String, &'static str)>,
    /// Words that leave something open before a verb of the present.
    prospective: Phrases<()>,
    /// How such a verb begins, and how one ends that only begins so.
    present: (Vec<String>, Vec<String>),
    /// How verbs of both tenses begin.
    either: Vec<String>,
    /// Verbs of the past that begin as those of the present do, and may be written as one of them.
    past: Phrases<()>,
    contraries: &'static Contraries,
}

#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Table {
    mark: BTreeMap<String, Vec<Text>>,
    idle: Vec<Text>,
    exceptive: Vec<Text>,
    #[serde(default)]
    spelled: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    split: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    until: Vec<Text>,
    continuing: Vec<Text>,
    #[serde(default)]
    correlative: Vec<Text>,
    particles: Vec<Text>,
    #[serde(default)]
    future: Vec<Text>,
    #[serde(default)]
    prospective: Prospective,
    auxiliary: Vec<Text>,
    before: Vec<Text>,
    prefixes: Vec<Text>,
    exempt: Vec<Text>,
}

#[derive(Default, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
struct Prospective {
    words: Vec<Text>,
    begins: Vec<Text>,
    either: Vec<Text>,
    past: Vec<Text>,
    unless_ends: Vec<Text>,
}

/// How far before a continuing word its negation may stand, in tokens.
const CONTINUED: usize = 10;

/// The same for a word that is said before each of several things: ни ..., ни ...
const REPEATED: usize = 20;

/// A word such as `except`: after a negation the two of them mean `only`; alone it is what else the table says of it.
const EXCEPTIVE: &str = "exceptive";

/// How far before such a word its negation may stand, in tokens.
const EXCEPTED: usize = 20;

/// Between a verb and its particle in a table.
const SPLIT: &str = " ... ";

/// How far after its verb a particle may stand, in tokens.
const APART: usize = 4;

/// How far after a mark the word is looked for that it governs, in tokens.
const REACH: usize = 5;

impl Words {
    /// Reads `polarity.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("polarity")?;
        let contraries = Contraries::get()?;
        let mut phrases = Phrases::default();
        for form in &table.idle {
            phrases.insert(vocabulary, form, None).map_err(|message| pack.error("polarity", message))?;
        }
        for form in &table.exceptive {
            phrases.insert(vocabulary, form, Some(EXCEPTIVE)).map_err(|message| pack.error("polarity", message))?;
        }
        let known = |mark: &str| {
            let known = MARKS.iter().find(|known| **known == mark).copied();
            known.ok_or_else(|| pack.error("polarity", format!("there is no mark {mark:?}; there are {}", MARKS.join(", "))))
        };
        let mut spelled = Vec::new();
        for (mark, forms) in &table.spelled {
            let mark = known(mark)?;
            spelled.extend(forms.iter().map(|form| (form.clone(), mark)));
        }
        let mut split = Phrases::default();
        for (mark, forms) in &table.split {
            let mark = known(mark)?;
            for form in forms {
                let (verb, particle) = form.split_once(SPLIT).ok_or_else(|| pack.error("polarity", format!("{form:?} has no {SPLIT:?}")))?;
                let particle = vocabulary.letters().fold(particle);
                split.insert(vocabulary, verb, (particle, mark)).map_err(|message| pack.error("polarity", message))?;
            }
        }
        let mut correlative = Phrases::default();
        for form in &table.correlative {
            let (first, second) = form.split_once(SPLIT).ok_or_else(|| pack.error("polarity", format!("{form:?} has no {SPLIT:?}")))?;
            let second = vocabulary.letters().fold(second);
            correlative.insert(vocabulary, first, second).map_err(|message| pack.error("polarity", message))?;
        }
        for (mark, forms) in &table.mark {
            let known = known(mark)?;
            for form in forms {
                phrases.insert(vocabulary, form, Some(known)).map_err(|message| pack.error("polarity", message))?;
            }
        }
        let (mut exempt, mut auxiliary) = (Phrases::default(), Phrases::default());
        let (mut continuing, mut prospective, mut past) = (Phrases::default(), Phrases::default(), Phrases::default());
        let (mut until, mut particles, mut future) = (Phrases::default(), Phrases::default(), Phrases::default());
        let lists = [
            (&mut exempt, &table.exempt),
            (&mut auxiliary, &table.auxiliary),
            (&mut continuing, &table.continuing),
            (&mut until, &table.until),
            (&mut particles, &table.particles),
            (&mut future, &table.future),
            (&mut prospective, &table.prospective.words),
            (&mut past, &table.prospective.past),
        ];
        for (phrases, forms) in lists {
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(|message| pack.error("polarity", message))?;
            }
        }
        let prefixes = table.prefixes.iter().map(|prefix| vocabulary.letters().fold(prefix)).collect();
        let before = table.before.iter().map(|clitic| vocabulary.letters().fold(clitic));
        let before = before.filter_map(|clitic| vocabulary.proclitics().iter().position(|known| *known == clitic)).map(|at| at as u8).collect();
        let folded = |list: &[Text]| list.iter().map(|part| vocabulary.letters().fold(part)).collect::<Vec<_>>();
        let present = (folded(&table.prospective.begins), folded(&table.prospective.unless_ends));
        let either = folded(&table.prospective.either);
        Ok(Self {
            before,
            phrases,
            split,
            until,
            spelled,
            prefixes,
            exempt,
            auxiliary,
            particles,
            future,
            continuing,
            correlative,
            prospective,
            present,
            either,
            past,
            contraries,
        })
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut at = scene.range.start;
        while at < scene.range.end {
            // An idiom whose word carries a pronoun is none: إن لم يكن, but إنه لم يكن.
            let plain = |found: &Match<'_, Option<&'static str>>| found.meaning().is_some() || found.first.enclitic == 0;
            let found = scene.longest(&self.phrases, at).filter(plain);
            // Such a word with a clitic can look like another: فقد يصل.
            let single = found.as_ref().is_none_or(|found| found.tokens.len() == 1);
            let own = single.then(|| self.spelled(scene, at).or_else(|| self.prospective(scene, at)).or_else(|| self.split(scene, at))).flatten();
            let Some(found) = found.filter(|_| own.is_none()) else {
                let mark = own.or_else(|| self.is_negated_word(scene, at).then_some("implied"));
                if let Some(polarity) = mark {
                    scene.add(at..at + 1, Value::Polarity(Polarity::new(polarity)), None);
                }
                at += 1;
                continue;
            };
            let (tokens, meanings, mark) = (found.tokens.clone(), found.meanings, found.meaning());
            // What carries an ending or another clitic only looks like a particle: كلمة, سلم.
            if mark == Some("negated") && tokens.len() == 1 && !self.is_particle(&found) {
                at += 1;
                continue;
            }
            // An idiom can begin inside: there was | no doubt.
            let idle = (tokens.start + 1..tokens.end).filter_map(|i| scene.longest(&self.phrases, i)).find(|inner| inner.meaning().is_none());
            let (tokens, mark) = match idle.filter(|idle| idle.tokens.end > tokens.end) {
                Some(idle) => {
                    // Perhaps it goes on (ربما لا يزال): what stands before the idiom is no `perhaps not`.
                    if mark == Some("unlikely") {
                        scene.add(tokens.start..idle.tokens.start, Value::Polarity(Polarity::new("possible")), None);
                    }
                    (idle.tokens.clone(), None)
                }
                None => (tokens, mark),
            };
            at = tokens.end;
            // Where an idiom has a negation that means nothing, another language may put one that does: `made no secret of`.
            let mark = mark.or(Some("implied"));
            // What another kind has read (`at least 5`, the month of May) is no mark, but a negation is one all the same: `no deaths` counts none.
            // A toll reaches over the words between the people and what befell them: two men may have died.
            let hedge = matches!(mark, Some("able" | "hedged" | "possible" | "tentative" | "unlikely"));
            let taken = |value: &Value| match value {
                // A town of one word is no verb that looks like it: فالنسيا.
                Value::Name(name) => name.class == Class::Place && tokens.len() == 1 && mark != Some("negated"),
                Value::Quote(_) | Value::Polarity(_) => false,
                Value::Casualty(_) => mark != Some("negated") && !hedge,
                _ => mark != Some("negated"),
            };
            let taken = scene.found.iter().any(|(other, fact)| taken(&fact.value) && other.start < tokens.end && tokens.start < other.end);
            // Two words can make one negation: никто не, neither ... nor.
            let again = |(other, fact): &(std::ops::Range<usize>, crate::facts::Fact)| match &fact.value {
                Value::Polarity(known) => Some(known.polarity) == mark && !matches!(mark, Some("implied" | "indirect")) && other.end == tokens.start,
                _ => false,
            };
            let taken = taken || scene.found.iter().any(again);
            let mark = match mark {
                Some("negated") if self.continues(scene, &tokens, CONTINUED) => Some("continued"),
                Some("negated") if self.is_until(scene, tokens.start) => Some("excepted"),
                // Before its negation such a word is a part of that (ни один не погиб); where there is none it is one itself.
                Some("continued") if !self.continues(scene, &tokens, REPEATED) => {
                    if self.is_negated_after(scene, tokens.end) {
                        continue;
                    }
                    Some("negated")
                }
                mark => mark,
            };
            let mark = if mark == Some(EXCEPTIVE) {
                // It excepts what follows it, not as the last word of its clause: `could not afford one before`.
                let excepts = scene.range.contains(&tokens.end) && scene.token(tokens.end).is_some_and(|next| next.kind != TokenKind::Sign);
                if excepts && except(scene, tokens.start) {
                    continue;
                }
                meanings.iter().copied().flatten().find(|mark| *mark != EXCEPTIVE)
            } else {
                mark
            };
            if let (Some(polarity), false) = (mark, taken) {
                let about = self.governed(scene, tokens.end);
                let particle = polarity == "negated" && scene.longest(&self.particles, tokens.start).is_some_and(|found| found.tokens == tokens);
                let future = particle
                    && (tokens.start.saturating_sub(1)..=tokens.start).any(|at| {
                        scene.longest(&self.future, at).is_some_and(|found| found.tokens.contains(&tokens.start) && found.tokens.end >= tokens.end)
                    });
                scene.add(tokens, Value::Polarity(Polarity { polarity, particle, future }), about);
            }
        }
    }
}

impl Words {
    /// The concept of the next word of substance after a mark, if the lexicon has that word.
    fn governed(&self, scene: &Scene<'_>, from: usize) -> Option<Concept> {
        let end = scene.range.end.min(from + REACH);
        let (mut at, mut hits) = (from, scene.concepts.iter().skip_while(|hit| hit.tokens.start < from).peekable());
        while at < end {
            let hit = hits.next_if(|hit| hit.tokens.start == at);
            let auxiliary = scene.longest(&self.auxiliary, at);
            at = match (hit, auxiliary) {
                (Some(hit), None) if !self.contraries.is_light(hit.concept) => return Some(hit.concept),
                (Some(hit), auxiliary) => hit.tokens.end.max(auxiliary.map_or(0, |found| found.tokens.end)),
                (None, Some(found)) => found.tokens.end,
                (None, None) => return None,
            };
            while hits.next_if(|hit| hit.tokens.start < at).is_some() {}
        }
        None
    }

    /// Whether nothing is written together with a particle but what its language allows there.
    fn is_particle(&self, found: &Match<'_, Option<&'static str>>) -> bool {
        found.last.enclitic == 0 && (found.first.proclitic == 0 || self.before.contains(&found.first.proclitic))
    }

    /// Whether a word goes on with a negation that stands before it: `neither ... nor`. In a clause of its own it is a further one, but for a word that is
    /// said before each of several things: `no food, no water`.
    fn continues(&self, scene: &Scene<'_>, tokens: &std::ops::Range<usize>, reach: usize) -> bool {
        let at = tokens.start;
        let same = |other: &std::ops::Range<usize>| scene.form(other.start) == scene.form(at);
        // Where verbs of the present can be told, what stands before another word goes on across a comma: لا أحد يعرف متى، ولا من.
        let (present, _) = &self.present;
        let verb = || present.iter().chain(&self.either).any(|begin| scene.form(tokens.end).starts_with(begin.as_str()));
        let phrase = !present.is_empty() && !verb();
        // Neither the pilot, aged 68, nor his pupil.
        let pair = |other: &std::ops::Range<usize>| {
            other.end + REPEATED > at && scene.longest(&self.correlative, other.start).is_some_and(|found| found.meanings[0] == scene.form(at))
        };
        let before = |(other, fact): &(std::ops::Range<usize>, crate::facts::Fact)| {
            matches!(&fact.value, Value::Polarity(mark) if matches!(mark.polarity, "negated" | "continued" | "excepted"))
                && other.end <= at
                && (pair(other) || other.end + reach > at && (same(other) || phrase || !is_cut(scene, other.end..at)))
        };
        scene.longest(&self.continuing, at).is_some_and(|found| found.tokens.end == tokens.end) && scene.found.iter().any(before)
    }

    /// Whether a negation follows in the sentence, near.
    fn is_negated_after(&self, scene: &Scene<'_>, from: usize) -> bool {
        // What is quoted ends where a comma or a dash stands behind the mark.
        let quoted = |at: usize| matches!(scene.form(at), "»" | "”" | "\"") && matches!(scene.form(at + 1), "," | "،" | "-" | "–" | "—");
        let ends = |at: usize| matches!(scene.form(at), "." | ";" | "!" | "?") || quoted(at);
        let after = (from..scene.range.end.min(from + REPEATED)).take_while(|at| !ends(*at));
        after.filter_map(|at| scene.longest(&self.phrases, at)).any(|found| found.meaning() == Some("negated"))
    }

    /// Whether a negation is one of `until`: пока он не вернётся.
    fn is_until(&self, scene: &Scene<'_>, at: usize) -> bool {
        let words = (scene.range.start.max(at.saturating_sub(APART))..at).filter_map(|i| scene.longest(&self.until, i));
        words.into_iter().any(|found| found.tokens.end <= at && !is_cut(scene, found.tokens.end..at))
    }

    /// The mark of a verb whose particle stands behind it, a few words between.
    fn split(&self, scene: &Scene<'_>, at: usize) -> Option<&'static str> {
        let found = scene.longest(&self.split, at)?;
        let end = found.tokens.end;
        let after = (end + 1..=end + APART).take_while(|i| *i < scene.range.end && !is_cut(scene, *i..*i + 1)).collect::<SmallVec<[usize; 8]>>();
        let held = |particle: &String| after.iter().any(|i| scene.form(*i) == particle);
        found.meanings.iter().find(|(particle, _)| held(particle)).map(|(_, mark)| *mark)
    }

    /// The mark that a word is as it is written: ألا is no إلا.
    fn spelled(&self, scene: &Scene<'_>, at: usize) -> Option<&'static str> {
        if self.spelled.is_empty() {
            return None;
        }
        let word = scene.token(at)?.span().of(scene.text);
        self.spelled.iter().find(|(form, _)| form == word).map(|(_, mark)| *mark)
    }

    /// Whether a word leaves open what the verb after it says (قد before a verb of the present), or may do so.
    fn prospective(&self, scene: &Scene<'_>, at: usize) -> Option<&'static str> {
        let (present, ends) = &self.present;
        scene.longest(&self.prospective, at).filter(|found| found.last.enclitic == 0)?;
        let verb = scene.form(at + 1);
        let begins = |list: &[String]| list.iter().any(|begin| verb.starts_with(begin.as_str()));
        if ends.iter().any(|end| verb.ends_with(end.as_str())) {
            None
        } else if begins(present) {
            Some(if scene.longest(&self.past, at + 1).is_none() { "possible" } else { "tentative" })
        } else {
            begins(&self.either).then_some("tentative")
        }
    }

    /// Whether a word is made by negating another: `unsold`, `неподходящий`.
    fn is_negated_word(&self, scene: &Scene<'_>, at: usize) -> bool {
        let form = scene.form(at);
        let Some(rest) = self.prefixes.iter().find_map(|prefix| form.strip_prefix(prefix.as_str())) else { return false };
        let word = scene.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.capitals == Capitals::None);
        word && rest.chars().count() >= SHORTEST && scene.longest(&self.exempt, at).is_none()
    }
}

/// What follows the prefix of a negated word has at least so many letters.
const SHORTEST: usize = 4;

/// Whether a sign between tokens ends a clause.
fn is_cut(scene: &Scene<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| matches!(scene.form(at), "," | "،" | ";" | "؛" | ":" | "." | "!" | "?" | "؟" | "–" | "—" | "(" | ")"))
}

/// Turns the negation before an exceptive word into one that may be none, if there is one in the same clause.
fn except(scene: &mut Scene<'_>, at: usize) -> bool {
    let near = |tokens: &std::ops::Range<usize>| tokens.start >= scene.range.start && tokens.end <= at && tokens.end + EXCEPTED > at;
    // What is set off by commas stands between the two: did not rise to level four, the highest, except for an hour.
    let comma = at > scene.range.start && matches!(scene.form(at - 1), "," | "،");
    let negated = |value: &Value| matches!(value, Value::Polarity(mark) if mark.polarity == "negated");
    // So does what stands in brackets: لم تعترف «بارسل هوب» (ParcelHop) بذلك إلا بعد
    let bracket = (scene.range.start..at).rfind(|token| scene.form(*token) == "(").filter(|open| (*open..at).any(|token| scene.form(token) == ")"));
    let close = bracket.and_then(|open| (open..at).find(|token| scene.form(*token) == ")"));
    // And a clause between two commas: لن يحق لقاتلها، الذي أتم السبعين، أن يطلب ذلك إلا بعد سنوات
    let commas = |from: usize| (from..at).filter(|token| matches!(scene.form(*token), "," | "،")).count();
    let signs = |from: usize| (from..at).filter(|token| is_cut(scene, *token..*token + 1)).count();
    let is_one = |from: usize| match (bracket, close) {
        (Some(open), Some(close)) if from <= open => !is_cut(scene, from..open) && !is_cut(scene, close + 1..at),
        _ => matches!((signs(from), commas(from)), (0, _) | (2, 2)),
    };
    let found = scene.found.iter().rposition(|(tokens, fact)| near(tokens) && negated(&fact.value) && (comma || is_one(tokens.end)));
    let Some(Value::Polarity(mark)) = found.map(|found| &mut scene.found[found].1.value) else { return false };
    mark.polarity = "excepted";
    true
}
