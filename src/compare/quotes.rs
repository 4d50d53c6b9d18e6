//! Quotations that one edition has and the others do not.
//!
//! Words that an edition puts into somebody's mouth, where the others let nobody speak, are invented: a finding. Where the others report what was
//! said, or one edition reports what the others quote, it is a note: desks turn quotations into reported speech and back.
//! Left alone: words in marks that are no speech, and beads beside which the other editions quote something, for marks are set at different places.

use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Options, Side, severity};
use crate::align::Bead;
use crate::facts::{Fact, Kind, Value};

/// The score below which a bead's sentences may say different things.
const SURE: f64 = 0.4;

/// A quotation of fewer words is a phrase that a writer took over.
const FEWEST: usize = 6;

/// Marks of speech: whose words something is.
const SPEECH: &[&str] = &["attributed", "denied", "hedged", "told"];

/// Adds a finding for every bead in which some editions quote and others do not.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    for (index, bead) in beads.iter().enumerate() {
        if bead.score < SURE || bead.sentences.iter().any(Vec::is_empty) {
            continue;
        }
        let quotes: Vec<Option<&Fact>> = sides.iter().zip(&bead.sentences).map(|(side, own)| longest(side, own)).collect();
        let with: Vec<usize> = (0..sides.len()).filter(|e| quotes[*e].is_some()).collect();
        let without: Vec<usize> = (0..sides.len()).filter(|e| quotes[*e].is_none()).collect();
        let (Some(first), false) = (with.first(), without.is_empty()) else { continue };
        let near = index.saturating_sub(1)..(index + 2).min(beads.len());
        let quotes_near = |e: &usize| beads[near.clone()].iter().flat_map(|bead| &bead.sentences[*e]).any(|s| marked(&sides[*e], *s));
        if without.iter().any(quotes_near) {
            continue;
        }
        let odd = match (with.as_slice(), without.as_slice()) {
            ([_], [_]) => Some(1 - options.reference.min(1)),
            ([odd], _) | (_, [odd]) => Some(*odd),
            _ => None,
        };
        let told = without.iter().any(|e| speaks(&sides[*e], &bead.sentences[*e]));
        let invented = !told && with.len() == 1;
        // Marks are set and left out too freely for more.
        let (severity, confidence) = if invented { (Severity::Minor, 0.5) } else { (Severity::Note, 0.5) };
        let name = |e: &usize| sides[*e].edition.id.as_str();
        let list = |all: &[usize]| all.iter().map(name).collect::<Vec<_>>().join(" and ");
        let message = if invented {
            format!("{} quotes what nobody says in {}", list(&with), list(&without))
        } else {
            format!(
                "{} {} what {} {}",
                list(&with),
                if with.len() > 1 { "quote" } else { "quotes" },
                list(&without),
                if without.len() > 1 { "report" } else { "reports" }
            )
        };
        let reading = |e: usize| {
            let fact = quotes[e]?;
            let context = sides[e].sentences.get(fact.sentence).map_or(fact.span, |sentence| sentence.span);
            Some(Reading { span: fact.span, context, value: fact.value.fields() })
        };
        let added = with.len() == 1 && (sides.len() > 2 || *first != options.reference);
        let kind = if added { FindingKind::Added } else { FindingKind::Missing };
        findings.push(Finding {
            id: String::new(),
            kind,
            subject: Subject::Fact(Kind::Quote),
            category: severity::category(kind, Kind::Quote),
            severity,
            confidence: confidence * (0.5 + 0.5 * bead.score.clamp(0.0, 1.0)),
            readings: (0..sides.len()).map(|e| (e, reading(e))).collect(),
            odd,
            message,
            rule: "quotation",
            why: "the aligned sentences of only some editions hold words in quotation marks".to_owned(),
            place: (index, quotes[*first].map_or(0, |fact| fact.span.start)),
        });
    }
}

/// The longest quotation of an edition's sentences.
fn longest<'a>(side: &Side<'a>, sentences: &[usize]) -> Option<&'a Fact> {
    let words = |fact: &Fact| if let Value::Quote(quote) = &fact.value { quote.words } else { 0 };
    let facts = sentences.iter().flat_map(|s| side.extracted.facts_of(*s)).map(|at| &side.extracted.facts[at]);
    facts.filter(|fact| words(fact) >= FEWEST).max_by_key(|fact| words(fact))
}

/// Whether a sentence quotes anything, however short, or holds a quotation mark.
fn marked(side: &Side<'_>, sentence: usize) -> bool {
    let span = side.sentences.get(sentence).map(|sentence| sentence.span).unwrap_or_default();
    span.of(&side.edition.text).contains(['"', '“', '”', '„', '«', '»'])
}

/// Whether somebody speaks in the sentences, in whatever form.
fn speaks(side: &Side<'_>, sentences: &[usize]) -> bool {
    let facts = sentences.iter().flat_map(|s| side.extracted.facts_of(*s)).map(|at| &side.extracted.facts[at]);
    facts.into_iter().any(|fact| matches!(&fact.value, Value::Polarity(mark) if SPEECH.contains(&mark.polarity)))
}
