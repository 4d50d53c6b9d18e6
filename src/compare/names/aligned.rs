//! A name that no other edition has, beside a name that all the others have and this edition has not.
//!
//! Facts alone do not tell it: the one name may be in the gazetteer and the other in no table, in no script. So the names of a bead are held against each
//! other word by word, those that only a capital or strange letters make one included, by key where the gazetteer has them and by sound otherwise. What
//! is left over on both sides is then judged by what it is, by what stands beside it and by where it stands.
//! With three editions the two that share the name outvote the third; with two, nothing else may be left over.

use super::super::claims::Claim;
use super::super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::super::{Options, Side, severity};
use super::Otherwise;
use super::strangers::{concepts, is_two_words, made};
use crate::align::Bead;
use crate::facts::name::{ALIKE, Class, Heard, Name, Sort, are_alike, is_run_together, locate_alone};
use crate::facts::{Concept, Fact, Kind, Relation, Value};
use crate::normalise::{Capitals, TokenKind};
use crate::text::Span;
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;

/// A name, or a word of one, where an edition has it.
#[derive(Clone, Debug)]
struct Mention<'a> {
    edition: usize,
    tokens: Range<usize>,
    span: Span,
    /// The fact that it is, or is a word of.
    name: Option<&'a Name>,
    /// It is a word of a longer name.
    part: bool,
    /// The word with the one before it or after it in the name: one script writes together what another writes apart.
    joined: SmallVec<[String; 2]>,
    /// By edition: where its bead has the name, or what is most like it; looked for when it is asked for.
    likest: Vec<OnceCell<Option<Told>>>,
    /// The same without what another name is plainly.
    told: Vec<OnceCell<Option<Told>>>,
}

/// Where another edition has a name.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// A token of it.
    at: usize,
    span: Span,
    /// How alike the two are, from 0 to 1.
    likeness: f64,
}

impl Mention<'_> {
    /// A name of the gazetteer.
    fn known(&self) -> Option<&Name> {
        self.name.filter(|name| !name.places.is_empty())
    }

    /// By edition: where its bead has the name, as far as it has been asked for.
    fn all_told(&self) -> impl Iterator<Item = (usize, Option<Told>)> + '_ {
        self.told.iter().enumerate().map(|(edition, told)| (edition, told.get().copied().flatten()))
    }
}

/// The mentions of a bead.
struct Mentions<'a, 'b> {
    sides: &'b [Side<'a>],
    bead: &'b Bead,
    /// By edition.
    all: Vec<Vec<Mention<'a>>>,
    /// By edition: tokens of names that all editions have.
    settled: Vec<SmallVec<[usize; 8]>>,
    /// By edition and sentence of the bead: its words; made ready when they are asked for.
    heard: Vec<Vec<OnceCell<Vec<Heard<'a>>>>>,
}

impl Mentions<'_, '_> {
    /// Where another edition has the name of a mention, or what is most like it.
    fn likest(&self, mention: &Mention<'_>, edition: usize) -> Option<Told> {
        if edition == mention.edition {
            return None;
        }
        let mut sentences = self.bead.sentences[edition].iter().zip(&self.heard[edition]);
        let look = || sentences.find_map(|(at, heard)| told_in(self.sides, self.bead, mention, (edition, *at), heard));
        *mention.likest[edition].get_or_init(look)
    }

    /// Where another edition has the name of a mention. What another name is plainly is not this one, badly spelled.
    fn told(&self, mention: &Mention<'_>, edition: usize) -> Option<Told> {
        let text = |m: &Mention<'_>| m.span.of(&self.sides[m.edition].edition.text);
        let taken = |told: &Told| {
            let at = |m: &Mention<'_>| self.likest(m, edition).is_some_and(|own| own.at == told.at && own.likeness >= ALIKE);
            let better = |m: &Mention<'_>| at(m) && !are_alike(text(m), text(mention));
            told.likeness < ALIKE && (self.settled[edition].contains(&told.at) || self.all[mention.edition].iter().any(better))
        };
        *mention.told[edition].get_or_init(|| self.likest(mention, edition).filter(|told| !taken(told)))
    }
}

/// Adds a finding for every name that an edition alone has where the others share another one.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], claims: &[Claim], options: &Options, findings: &mut Vec<Finding>) {
    let mut rest = claims;
    let mut found = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        let end = rest.partition_point(|claim| claim.bead <= index);
        let (own, later) = rest.split_at(end);
        rest = later;
        // Longer beads leave too much open.
        let told = bead.sentences.iter().filter(|own| !own.is_empty()).count();
        if told < 2 || told < sides.len() || bead.sentences.iter().any(|own| own.len() > LONGEST) {
            continue;
        }
        found.extend(judge_bead(sides, (index, bead), own, options, findings));
    }
    // What could not be told is told now.
    let tells = |finding: &Finding, other: &Finding| {
        let odd = |finding: &Finding| {
            finding.readings.iter().filter_map(|(e, reading)| reading.as_ref().map(|reading| (*e, reading.span))).collect::<Vec<_>>()
        };
        finding.place.0 == other.place.0 && odd(other).iter().all(|(e, span)| odd(finding).iter().any(|(f, own)| e == f && own.overlaps(*span)))
    };
    findings.retain(|finding| !is_of_names(finding) || finding.severity >= Severity::Major || !found.iter().any(|new| tells(new, finding)));
    findings.extend(found);
}

/// Whether a finding is of names that stand in one another's place.
fn is_of_names(finding: &Finding) -> bool {
    finding.kind == FindingKind::Altered && finding.subject == Subject::Fact(Kind::Name)
}

/// Sentences that an edition has in a bead at most.
const LONGEST: usize = 3;

fn judge_bead(sides: &[Side<'_>], (index, bead): (usize, &Bead), claims: &[Claim], options: &Options, known: &[Finding]) -> Vec<Finding> {
    let all: Vec<Vec<Mention<'_>>> = (0..sides.len()).map(|e| mentions(sides, bead, claims, e)).collect();
    if all.iter().filter(|own| !own.is_empty()).count() < 2 {
        return Vec::new();
    }
    let settled = (0..sides.len()).map(|e| settled_tokens(sides, bead, claims, e)).collect();
    let heard = bead.sentences.iter().map(|own| vec![OnceCell::new(); own.len()]).collect();
    let mentions = Mentions { sides, bead, all, settled, heard };
    let mut out = Vec::new();
    let covered = |edition: usize, span: Span, out: &[Finding]| {
        let name = |finding: &&Finding| finding.place.0 == index && is_of_names(finding) && finding.severity >= Severity::Major;
        known
            .iter()
            .chain(out)
            .filter(name)
            .flat_map(|finding| &finding.readings)
            .any(|(e, reading)| *e == edition && reading.as_ref().is_some_and(|reading| reading.span.overlaps(span)))
    };
    for odd in (0..sides.len()).filter(|e| sides.len() > 2 || *e != options.reference) {
        let others = || (0..sides.len()).filter(|e| *e != odd);
        let own = mentions.all[odd].iter();
        let instead: Vec<&Mention<'_>> = own.filter(|m| (0..sides.len()).all(|e| mentions.told(m, e).is_none())).collect();
        if instead.is_empty() {
            continue;
        }
        let shared: Vec<&Mention<'_>> = others()
            .flat_map(|e| &mentions.all[e])
            .filter(|m| mentions.told(m, odd).is_none() && others().all(|e| e == m.edition || mentions.told(m, e).is_some()))
            .collect();
        // With two editions nothing outvotes a name that a finder knows on one side alone.
        if sides.len() == 2 && (shared.iter().filter(|m| is_sure(sides, m)).count() > 1 || instead.iter().filter(|m| is_sure(sides, m)).count() > 1) {
            continue;
        }
        let mut pairs: Vec<(i32, &Mention<'_>, &Mention<'_>)> = Vec::new();
        for lost in shared {
            for stated in &instead {
                let weight = weight(sides, bead, lost, stated);
                if weight > 0 && !covered(odd, stated.span, &[]) && !covered(lost.edition, lost.span, &[]) {
                    pairs.push((weight, lost, stated));
                }
            }
        }
        pairs.sort_by_key(|(weight, lost, stated)| (-weight, lost.edition, lost.span.start, stated.span.start));
        for (weight, lost, stated) in pairs {
            if weight < needed(sides.len()) || covered(odd, stated.span, &out) || covered(lost.edition, lost.span, &out) {
                continue;
            }
            out.push(finding(sides, (index, bead), lost, stated));
        }
    }
    out
}

/// Whether a mention is a name for more than its letters.
fn is_sure(sides: &[Side<'_>], mention: &Mention<'_>) -> bool {
    mention.name.is_some() || sides[mention.edition].extracted.tokens.list()[mention.tokens.start].capitals != Capitals::None
}

/// The tokens of spelled names of an edition that all editions have.
fn settled_tokens(sides: &[Side<'_>], bead: &Bead, claims: &[Claim], edition: usize) -> SmallVec<[usize; 8]> {
    let extracted = sides[edition].extracted;
    let held = claims.iter().filter(|claim| is_settled(sides, claim)).filter_map(|claim| claim.facts[edition]).map(|at| &extracted.facts[at]);
    let here = held.filter(|fact| fact.kind() == Kind::Name && bead.sentences[edition].contains(&fact.sentence));
    here.flat_map(|fact| extracted.tokens.within(fact.span)).collect()
}

/// How much must speak for a pair.
const fn needed(editions: usize) -> i32 {
    if editions > 2 { 2 } else { 4 }
}

/// The names of an edition in a bead that no claim of all editions holds, and the words that look like one.
fn mentions<'a>(sides: &[Side<'a>], bead: &Bead, claims: &[Claim], edition: usize) -> Vec<Mention<'a>> {
    let side = &sides[edition];
    let extracted = side.extracted;
    let settled = |at: usize| claims.iter().any(|claim| claim.facts[edition] == Some(at) && is_settled(sides, claim));
    let mut out: Vec<Mention<'a>> = Vec::new();
    let whole = |tokens: Range<usize>, name: Option<&'a Name>| {
        let list = extracted.tokens.list();
        let span = list[tokens.start].span().cover(list[tokens.end - 1].span());
        let unasked = || vec![OnceCell::new(); sides.len()];
        Mention { edition, tokens, span, name, part: false, joined: SmallVec::new(), likest: unasked(), told: unasked() }
    };
    let both = |i: usize| {
        let word = |i: usize| extracted.tokens.list()[i].span().of(&side.edition.text);
        [word(i), word(i + 1)].concat()
    };
    let long = |i: usize| extracted.tokens.list()[i].kind == TokenKind::Word && extracted.tokens.form(i).chars().count() >= SHORTEST;
    for &index in &bead.sentences[edition] {
        let Some(sentence) = side.sentences.get(index) else { continue };
        let range = extracted.tokens.within(sentence.span);
        let facts = extracted.facts_of(index);
        for at in facts.clone() {
            let fact = &extracted.facts[at];
            let Value::Name(name) = &fact.value else { continue };
            let tokens = extracted.tokens.within(fact.span);
            if settled(at) || tokens.is_empty() {
                continue;
            }
            if name.places.is_empty() {
                // Most bodies have names of common words, which are translated.
                let common = |i: usize| name.class == Class::Organization && !extracted.analyses.of(i).is_empty();
                let words: SmallVec<[usize; 6]> = tokens.filter(|i| extracted.tokens.list()[*i].kind == TokenKind::Word).collect();
                for (n, &i) in words.iter().enumerate().filter(|(_, i)| long(**i) && !common(**i)) {
                    let beside = words[n.saturating_sub(1)..].windows(2).take(if n == 0 { 1 } else { 2 }).filter(|pair| pair[1] == pair[0] + 1);
                    let joined = beside.filter(|pair| pair.contains(&i)).map(|pair| both(pair[0])).collect();
                    out.push(Mention { part: words.len() > 1, joined, ..whole(i..i + 1, Some(name)) });
                }
            } else {
                out.push(whole(tokens, Some(name)));
            }
        }
        let list = extracted.tokens.list();
        let first = range.clone().find(|i| list[*i].kind == TokenKind::Word);
        let strange = &extracted.unnamed[extracted.unnamed.partition_point(|i| *i < range.start)..];
        for &i in strange.iter().take_while(|i| **i < range.end).filter(|i| long(**i)) {
            let span = list[i].span();
            let told = |fact: &Fact| fact.span.overlaps(span) && !matches!(fact.value, Value::Quote(_));
            // What begins a sentence or a title has its capital from there.
            let small = |i: usize| list.get(i).is_some_and(|next| next.kind == TokenKind::Word && next.capitals == Capitals::None);
            let opens = i > range.start && list[i - 1].kind != TokenKind::Word && list[i - 1].span().end == list[i].span().start && small(i + 1);
            // Without capitals a strange word that begins a sentence is a verb more often than a name.
            let begins = Some(i) == first && (list[i].capitals == Capitals::None || made(side, i) < 0) || list[i].capitals != Capitals::None && opens;
            if !begins && !extracted.facts[facts.clone()].iter().any(told) {
                out.push(whole(i..i + 1, None));
            }
        }
    }
    out
}

/// Whether all editions have the name of a claim, with as many words.
fn is_settled(sides: &[Side<'_>], claim: &Claim) -> bool {
    let names = || {
        claim.readings().filter_map(|(edition, at)| match &sides[edition].extracted.facts[at].value {
            Value::Name(name) => Some(&**name),
            _ => None,
        })
    };
    // A name that is told in part, and a place whose form is of several, agree with two that do not agree with each other.
    let words = |name: &Name| if name.places.is_empty() { name.key.split('-').count() } else { 0 };
    let agree =
        |a: &Name| names().all(|b| words(a) == words(b) && (a.places.is_empty() || share(a, b) || matches!(a.relate(b), Some(Relation::Vaguer(_)))));
    claim.facts.iter().all(Option::is_some) && names().all(agree)
}

/// Letters of a word that is looked for alone: shorter ones sound like too many others.
const SHORTEST: usize = 3;

/// Where a sentence of another edition has the name of a mention: the same key, what lies in it or it in, or the same sound. `heard` are its words.
fn told_in<'a>(
    sides: &[Side<'a>],
    bead: &Bead,
    mention: &Mention<'_>,
    (edition, index): (usize, usize),
    heard: &OnceCell<Vec<Heard<'a>>>,
) -> Option<Told> {
    let side = &sides[edition];
    let extracted = side.extracted;
    let sentence = side.sentences.get(index)?;
    let facts = &extracted.facts[extracted.facts_of(index)];
    if let Some(name) = mention.known() {
        let same = facts.iter().find(|fact| match &fact.value {
            Value::Name(other) if !other.places.is_empty() => {
                share(name, other)
                    || matches!(name.relate(other), Some(Relation::Vaguer(_))) && !is_held(sides, bead, edition, other) && !says_whose(facts, other)
            }
            _ => false,
        });
        if let Some(fact) = same {
            let at = extracted.tokens.within(fact.span).start;
            return Some(Told { at, span: fact.span, likeness: 1.0 });
        }
    }
    let heard = heard.get_or_init(|| Heard::all(side.lettered(), extracted.tokens.within(sentence.span)));
    let text = mention.span.of(&sides[mention.edition].edition.text);
    let word = text.split([' ', '-', '\u{a0}']).max_by_key(|word| word.chars().count()).unwrap_or(text);
    let mut found = locate_alone(word, heard, 0.0);
    for both in &mention.joined {
        let least = found.map_or(0.0, |(_, likeness)| likeness.next_up());
        found = locate_alone(both, heard, least).or(found);
    }
    let (at, likeness) = found?;
    let span = extracted.tokens.list()[at].span();
    // A name of the gazetteer that another edition has as well is no spelling of this one.
    let other = facts.iter().any(|fact| match &fact.value {
        Value::Name(other) if fact.span.overlaps(span) => !other.places.is_empty() && is_held(sides, bead, edition, other),
        _ => false,
    });
    (!other).then_some(Told { at, span, likeness })
}

/// Whether a name says in which whole another name of the sentence lies (Dagestan in Russia): it tells no third place.
fn says_whose(facts: &[Fact], name: &Name) -> bool {
    facts.iter().any(|fact| match &fact.value {
        Value::Name(other) => !other.places.is_empty() && !share(name, other) && matches!(name.relate(other), Some(Relation::Vaguer(_))),
        _ => false,
    })
}

/// Whether two names of the gazetteer are, or can be, of one thing.
fn share(a: &Name, b: &Name) -> bool {
    a.places.iter().any(|key| b.places.contains(key))
}

/// Whether an edition other than `edition` has, in the bead, what a name of that edition names.
fn is_held(sides: &[Side<'_>], bead: &Bead, edition: usize, name: &Name) -> bool {
    (0..sides.len()).filter(|e| *e != edition).any(|e| {
        let extracted = sides[e].extracted;
        bead.sentences[e].iter().flat_map(|at| &extracted.facts[extracted.facts_of(*at)]).any(|fact| match &fact.value {
            Value::Name(other) => share(name, other),
            _ => false,
        })
    })
}

/// How much speaks for the one name standing in the place of the other; 0 for nothing.
fn weight(sides: &[Side<'_>], bead: &Bead, lost: &Mention<'_>, stated: &Mention<'_>) -> i32 {
    let text = |mention: &Mention<'_>| mention.span.of(&sides[mention.edition].edition.text);
    // A text that lost a blank has the name in a longer word.
    let spelled = lost.name.filter(|name| name.places.is_empty()).cloned().unwrap_or_else(|| Name::spelled(Class::Person, text(lost)));
    if are_alike(text(lost), text(stated)) || is_run_together(&spelled, text(stated)) {
        return 0;
    }
    // What is left as it is written in another script is the title of a work or a brand, which the next translator translates.
    if lost.known().is_none() && is_left_as_it_is(sides, lost) {
        return 0;
    }
    let kind = match (lost.known(), stated.known()) {
        (Some(a), Some(b)) => match a.relate(b) {
            Some(Relation::Conflicting(_)) => 3,
            None if a.class == Class::Place && b.class == Class::Place && a.derived == b.derived => 2,
            _ => return 0,
        },
        (Some(a), None) => beside_known(a, stated),
        (None, Some(b)) => beside_known(b, lost),
        (None, None) => match (lost.name.map(|name| name.class), stated.name.map(|name| name.class)) {
            (Some(a), Some(b)) if a != b => 0,
            (Some(a), Some(b)) if a == b => 2,
            _ => 1,
        },
    };
    let capital = sides[stated.edition].extracted.tokens.list()[stated.tokens.start].capitals != Capitals::None;
    let kind = kind + i32::from(kind == 1 && capital && stated.name.is_none());
    if kind <= 0 {
        return 0;
    }
    let (here, there) = (&sides[lost.edition], &sides[stated.edition]);
    let mut beside: Vec<Concept> = concepts(here, lost.tokens.clone()).collect();
    for (edition, told) in lost.all_told() {
        beside.extend(told.iter().flat_map(|told| concepts(&sides[edition], told.at..told.at + 1)));
    }
    let near = concepts(there, stated.tokens.clone()).filter(|concept| beside.contains(concept)).count().min(2) as i32;
    // Two words of the language can be written as one, and a strange word without a capital need not be a name.
    let i = stated.tokens.start;
    let mut doubt = 0;
    if there.extracted.tokens.list()[i].capitals == Capitals::None && stated.known().is_none() {
        let seat = there.extracted.seats.binary_search(&i).is_ok();
        let (own, single) = (made(there, i), stated.name.is_some() && !stated.part);
        if is_two_words(there, i) || single && !seat || stated.name.is_none() && own + near + 2 * i32::from(seat) < 3 {
            return 0;
        }
        doubt = own.min(1) - 1;
    }
    match (is_elsewhere(sides, bead, stated), is_cast(sides, bead, lost, stated)) {
        (_, true) => doubt += 2,
        (true, false) => doubt -= 2,
        _ => {}
    }
    let place = place(sides, bead, lost) - place(sides, bead, stated);
    let place = if place.abs() < 0.15 { 1 } else { i32::from(place.abs() < 0.3) - 1 };
    (kind + doubt + near + place).max(0)
}

/// Whether every edition that has the name of a mention has it in the same letters.
fn is_left_as_it_is(sides: &[Side<'_>], mention: &Mention<'_>) -> bool {
    let latin = |edition: usize, span: Span| span.of(&sides[edition].edition.text).chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_ascii());
    let own = latin(mention.edition, mention.span);
    let mut others = mention.all_told().filter_map(|(edition, told)| told.map(|told| latin(edition, told.span))).peekable();
    own && others.peek().is_some() && others.all(|other| other)
}

/// Whether another edition tells the name of a mention somewhere else in the story.
fn is_elsewhere(sides: &[Side<'_>], bead: &Bead, mention: &Mention<'_>) -> bool {
    (0..sides.len()).filter(|e| *e != mention.edition).any(|e| in_story(sides, bead, mention, e))
}

/// Whether an edition tells the name of a mention outside the bead.
fn in_story(sides: &[Side<'_>], bead: &Bead, mention: &Mention<'_>, edition: usize) -> bool {
    let own = &bead.sentences[edition];
    let (first, last) = (own.first().copied().unwrap_or(0), own.last().copied().unwrap_or(0));
    let mut around = (first.saturating_sub(FAR)..(last + FAR).min(sides[edition].sentences.len())).filter(|at| !own.contains(at));
    around.any(|at| told_in(sides, bead, mention, (edition, at), &OnceCell::new()).is_some())
}

/// Whether each of two mentions is a whole name for more than its letters: no word of a longer name, the rest of which may stand in both.
fn are_plain(sides: &[Side<'_>], lost: &Mention<'_>, stated: &Mention<'_>) -> bool {
    let plain = |mention: &Mention<'_>| !mention.part && is_sure(sides, mention);
    sides.len() > 2 && plain(lost) && plain(stated)
}

/// Whether two mentions are surely names: neither begins its sentence, where a capital says nothing, nor do they begin alike, as an adjective does that
/// another language makes of the name in its own way (`Камский` and `Kama`, `Cornishman` and `Корнуолл`).
fn are_strong(sides: &[Side<'_>], lost: &Mention<'_>, stated: &Mention<'_>) -> bool {
    let begins = |mention: &Mention<'_>| {
        let side = &sides[mention.edition];
        let sentence = side.sentences.iter().find(|sentence| sentence.span.contains(mention.span));
        let list = side.extracted.tokens.list();
        let first = sentence.and_then(|sentence| side.extracted.tokens.within(sentence.span).find(|i| list[*i].kind == TokenKind::Word));
        first == Some(mention.tokens.start)
    };
    let key = |mention: &Mention<'_>| Name::spelled(Class::Person, mention.span.of(&sides[mention.edition].edition.text)).key;
    let (a, b) = (key(lost), key(stated));
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let alike = common >= BEGINNING.min(a.chars().count()).min(b.chars().count());
    are_plain(sides, lost, stated) && !begins(lost) && !begins(stated) && !alike
}

/// Consonants by which two names begin alike.
const BEGINNING: usize = 2;

/// Whether both names are told by the other side elsewhere in the story: each edition knows both, so that neither is a strange spelling of the other.
fn is_cast(sides: &[Side<'_>], bead: &Bead, lost: &Mention<'_>, stated: &Mention<'_>) -> bool {
    are_plain(sides, lost, stated) && is_elsewhere(sides, bead, stated) && in_story(sides, bead, lost, stated.edition)
}

/// How far from a bead a name counts as one of the story, in sentences.
const FAR: usize = 40;

/// What speaks for a name of the gazetteer and a word that it does not have.
fn beside_known(known: &Name, other: &Mention<'_>) -> i32 {
    let title = other.name.is_some_and(|name| name.title.is_some());
    if title || known.derived || known.sort == Some(Sort::Metonym) {
        return -4;
    }
    match other.name.map(|name| name.class) {
        Some(class) if class == known.class => 2,
        // A city of no table is one word in most languages, a body has a name of common words.
        None if known.class == Class::Place || known.sort == Some(Sort::Organization) => 1,
        _ => 0,
    }
}

/// Where in its edition's part of the bead a mention stands, from 0 to 1.
fn place(sides: &[Side<'_>], bead: &Bead, mention: &Mention<'_>) -> f64 {
    let side = &sides[mention.edition];
    let spans: Vec<Span> = bead.sentences[mention.edition].iter().filter_map(|at| side.sentences.get(*at)).map(|sentence| sentence.span).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return 0.5 };
    (mention.span.start.saturating_sub(first.start)) as f64 / (last.end - first.start).max(1) as f64
}

fn finding(sides: &[Side<'_>], (index, bead): (usize, &Bead), lost: &Mention<'_>, stated: &Mention<'_>) -> Finding {
    let text = |edition: usize, span: Span| span.of(&sides[edition].edition.text);
    let value = |edition: usize, span: Span, known: Option<&Name>| {
        let name = known.cloned().unwrap_or_else(|| Name::spelled(Class::Person, text(edition, span)));
        let context = sides[edition].sentences.iter().find(|sentence| sentence.span.contains(span)).map_or(span, |sentence| sentence.span);
        Reading { span, context, value: Value::Name(name.into()).fields() }
    };
    let mut others = vec![(lost.edition, value(lost.edition, lost.span, lost.known()))];
    for (edition, told) in lost.all_told() {
        others.extend(told.map(|told| (edition, value(edition, told.span, lost.known()))));
    }
    // Two names of the gazetteer exclude each other; of a word in no table it cannot be known that it is a name at all.
    let (severity, confidence) = match (lost.known(), stated.known()) {
        _ if is_cast(sides, bead, lost, stated) || are_strong(sides, lost, stated) => (severity::altered(Kind::Name), 0.8),
        (Some(_), Some(_)) => (severity::altered(Kind::Name), if sides.len() > 2 { 0.8 } else { 0.7 }),
        _ => (Severity::Minor, if sides.len() > 2 { 0.6 } else { 0.55 }),
    };
    let told = Otherwise {
        rule: "name-alone",
        why: "the name that the others share stands nowhere in the sentence, and a name stands there that the others do not have",
        odd: (stated.edition, value(stated.edition, stated.span, stated.name)),
        others,
        severity,
        confidence,
        place: stated.span.start,
    };
    told.finding(sides, (index, bead))
}
