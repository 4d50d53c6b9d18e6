//! Names that one edition replaced by another.
//!
//! A name that only its spelling tells can be lost without a fact to hold against it: the other name may be one that no finder knows. The evidence is
//! then in the text: the editions that have the name agree, one does not spell it in any way, and has a strange word where the name would stand
//! ([`strangers`]). Names in full are held against each other word by word ([`words`]).

mod aligned;
mod partners;
mod strangers;
mod titles;
mod words;

use super::claims::{Claim, is_spelled, spelled_at};
use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Options, Side, severity};
use crate::align::Bead;
use crate::facts::name::{Class, Name, Sort, locate_word};
use crate::facts::{Fact, Kind, Value};
use crate::languages::Pack;
use crate::text::{Sentence, Span};

/// Adds a finding for every post or rank that one edition has in the place of another.
pub(super) fn judge_titles(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    titles::judge(sides, beads, options, findings);
}

/// Adds a finding for every name that an edition alone has where the others share another one, and no finding tells it yet.
pub(super) fn judge_aligned(sides: &[Side<'_>], beads: &[Bead], claims: &[Claim], options: &Options, findings: &mut Vec<Finding>) {
    aligned::judge(sides, beads, claims, options, findings);
}

/// Adds a finding for every person of whose name one edition alone has another word.
pub(super) fn judge_words(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    words::judge(sides, beads, options, findings);
}

/// The finding about a person whose surname one edition alone gives otherwise, if the others tell it beside the given name.
pub(super) fn outvoted(sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Option<Finding> {
    let others = partners::outvoting(sides, bead, claim)?;
    let (odd, at) = claim.readings().next()?;
    let fact = &sides[odd].extracted.facts[at];
    let context = sides[odd].sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span);
    let told = Otherwise {
        rule: "name",
        why: "the given name is the same, and the others agree on another surname",
        odd: (odd, Reading { span: fact.span, context, value: fact.value.fields() }),
        others: others.iter().map(|(e, span)| (*e, spelled_reading(&sides[*e], *span))).collect(),
        severity: severity::altered(Kind::Name),
        confidence: 0.85,
        place: fact.span.start,
    };
    Some(told.finding(sides, (claim.bead, bead)))
}

/// A name or a title that one edition has otherwise than the others.
struct Otherwise {
    rule: &'static str,
    why: &'static str,
    /// The edition that stands alone, with its reading.
    odd: (usize, Reading),
    others: Vec<(usize, Reading)>,
    severity: Severity,
    /// Of the rule by itself, from 0 to 1; the score of the bead lowers it.
    confidence: f64,
    /// A byte of the edition by which the finding is put in order.
    place: usize,
}

impl Otherwise {
    /// The finding of a bead.
    fn finding(self, sides: &[Side<'_>], (index, bead): (usize, &Bead)) -> Finding {
        let Self { rule, why, odd, mut others, severity, confidence, place } = self;
        others.sort_by_key(|(edition, _)| *edition);
        let has = |(edition, reading): &(usize, Reading)| {
            let edition = &sides[*edition].edition;
            format!("{} has “{}”", edition.id, reading.span.of(&edition.text))
        };
        let said: Vec<String> = others.iter().map(has).collect();
        let message = format!("{} where {}", has(&odd), said.join(", "));
        let alone = odd.0;
        let mut readings: Vec<_> = others.into_iter().chain([odd]).map(|(edition, reading)| (edition, Some(reading))).collect();
        readings.sort_by_key(|(edition, _)| *edition);
        Finding {
            id: String::new(),
            kind: FindingKind::Altered,
            subject: Subject::Fact(Kind::Name),
            category: severity::category(FindingKind::Altered, Kind::Name),
            severity,
            confidence: confidence * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
            readings,
            odd: Some(alone),
            message,
            rule,
            why: why.to_owned(),
            place: (index, place),
        }
    }
}

/// Whether a name that one of two editions lacks was left out, and is not told in other words: one sentence stands against one, and the other names the
/// person, the place or the body nowhere, in no form.
pub(super) fn is_dropped(sides: &[Side<'_>], bead: &Bead, fact: &Fact, stating: usize, lacking: usize) -> bool {
    let Value::Name(name) = &fact.value else { return false };
    let alone = sides.len() == 2 && bead.sentences.iter().all(|sentences| sentences.len() == 1);
    if !alone || name.derived || name.sort == Some(Sort::Metonym) {
        return false;
    }
    if !name.places.is_empty() {
        return true;
    }
    // What only a finder without capitals to go by took for a name may be none; places and bodies are often translated.
    let side = &sides[lacking];
    let capitals = Pack::get(&sides[stating].edition.language).is_ok_and(|pack| pack.profile.capitals);
    let spells = |sentence: &Sentence| locate_word(name, side.lettered(), side.extracted.tokens.within(sentence.span)).is_some();
    capitals && name.class == Class::Person && !side.sentences.iter().any(spells)
}

/// A vote for one of two names, by an edition that spells it where no finder saw it.
pub(super) struct Vote {
    /// The edition that votes.
    pub(super) edition: usize,
    /// Its reading.
    pub(super) reading: Reading,
    /// It votes for what the claim says, not for what is stated instead.
    pub(super) stated: bool,
}

/// Where two editions have two names and the third one spells one of them.
pub(super) fn vote(sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Option<Vote> {
    let mut readings = claim.readings();
    let (Some(first), None) = (readings.next(), readings.next()) else { return None };
    let mut instead = claim.instead.iter().enumerate().filter_map(|(edition, fact)| fact.map(|fact| (edition, fact)));
    let (Some(other), None) = (instead.next(), instead.next()) else { return None };
    let fact = |(edition, at): (usize, usize)| &sides[edition].extracted.facts[at];
    (0..sides.len()).filter(|edition| *edition != first.0 && *edition != other.0).find_map(|edition| {
        let find = |of: (usize, usize)| spelled_at(sides, fact(of), edition, &bead.sentences[edition]);
        let (span, stated) = match (find(first), find(other)) {
            (Some(span), None) => (span, true),
            (None, Some(span)) => (span, false),
            _ => return None,
        };
        Some(Vote { edition, reading: spelled_reading(&sides[edition], span), stated })
    })
}

/// A name that only its spelling tells, as the words of an edition.
fn spelled_reading(side: &Side<'_>, span: Span) -> Reading {
    let context = side.sentences.iter().find(|sentence| sentence.span.contains(span)).map_or(span, |sentence| sentence.span);
    Reading { span, context, value: Value::Name(Name::spelled(Class::Person, span.of(&side.edition.text)).into()).fields() }
}

/// Another name in the place of the one that a claim is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replacement {
    /// The edition that has it.
    edition: usize,
    /// Where it stands.
    span: Span,
    /// How likely it is the name's replacement and no other word.
    confidence: f64,
}

/// The edition that states another name where the others agree on that of the claim, with the name. `taken` holds words that already replace a name.
pub(super) fn replaced(sides: &[Side<'_>], bead: &Bead, claim: &Claim, options: &Options, taken: &[(usize, Span)]) -> Option<Replacement> {
    let (first, at) = claim.readings().next()?;
    let Value::Name(name) = &sides[first].extracted.facts[at].value else { return None };
    if name.class != Class::Person || !name.places.is_empty() {
        return None;
    }
    let here = |edition: usize| {
        let sentences = &bead.sentences[edition];
        // What moved here from another bead is told there.
        let own = claim.facts[edition].is_some_and(|at| sentences.contains(&sides[edition].extracted.facts[at].sentence));
        own || claim.readings().any(|(e, f)| is_spelled(sides, &sides[e].extracted.facts[f], edition, sentences))
    };
    let (with, without): (Vec<usize>, Vec<usize>) = (0..sides.len()).filter(|e| !bead.sentences[*e].is_empty()).partition(|e| here(*e));
    let &[odd] = without.as_slice() else { return None };
    // What only a finder without capitals to go by took for a name may be none.
    let capitals = |edition: &usize| Pack::get(&sides[*edition].edition.language).is_ok_and(|pack| pack.profile.capitals);
    if !with.iter().any(capitals) {
        return None;
    }
    let found = strangers::find(sides, bead, claim, odd, &with, taken)?;
    // Somebody else of the story, whom the others name in another sentence, is no slip for this one where nothing outvotes it; and the given name of
    // somebody whom the others name here by the surname is none at all.
    let word = found.of(&sides[odd].edition.text);
    if strangers::is_known(sides, word, &with) && (with.len() < 2 || strangers::is_of_bead(sides, bead, word, &with)) {
        return None;
    }
    let confidence = match with.len() {
        0 => return None,
        // With two editions nothing outvotes a name that a translator writes in a way of his own.
        1 if sides.len() > 2 || claim.elsewhere[odd] || options.reference == odd => return None,
        1 => 0.7,
        _ => 0.8,
    };
    Some(Replacement { edition: odd, span: found, confidence })
}

impl Replacement {
    /// What it takes from the words that can replace another name.
    pub(super) fn taken(&self) -> (usize, Span) {
        (self.edition, self.span)
    }

    /// The finding about it.
    pub(super) fn finding(&self, sides: &[Side<'_>], bead: &Bead, claim: &Claim) -> Finding {
        let reading = |(edition, at): (usize, usize)| {
            let fact = &sides[edition].extracted.facts[at];
            let context = sides[edition].sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span);
            (edition, Reading { span: fact.span, context, value: fact.value.fields() })
        };
        let others: Vec<(usize, Reading)> = claim.readings().map(reading).collect();
        let told = Otherwise {
            rule: "name-replaced",
            why: "the name stands nowhere in the sentence, in no form, and a word that the other editions do not have stands in its place",
            odd: (self.edition, spelled_reading(&sides[self.edition], self.span)),
            place: others.first().map_or(self.span.start, |(_, reading)| reading.span.start),
            others,
            severity: severity::altered(Kind::Name),
            confidence: self.confidence,
        };
        told.finding(sides, (claim.bead, bead))
    }
}
