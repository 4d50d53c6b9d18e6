//! Beads with an empty side -> findings about sentences.

use super::finding::{Category, Finding, FindingKind, Reading, Severity, Subject};
use super::{Expect, Options, Side};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, Fact, Kind, Value};
use crate::text::Span;
use serde_json::Map;

/// Adds a finding for every run of sentences that some edition lacks; `told` are spans by edition of which another finding tells.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], options: &Options, told: &[Vec<Span>], findings: &mut Vec<Finding>) {
    for (index, bead) in beads.iter().enumerate() {
        let present: Vec<usize> = (0..sides.len()).filter(|e| !bead.sentences[*e].is_empty()).collect();
        let absent: Vec<usize> = (0..sides.len()).filter(|e| bead.sentences[*e].is_empty()).collect();
        if present.is_empty() || absent.is_empty() {
            continue;
        }
        let name = |edition: &usize| sides[*edition].edition.id.as_str();
        let spans: Vec<(usize, Span)> = present.iter().map(|e| (*e, span(&sides[*e], &bead.sentences[*e]))).collect();
        if spans.iter().any(|(edition, span)| told[*edition].iter().any(|told| told.overlaps(*span))) {
            continue;
        }
        let beside = absent.iter().all(|without| present.iter().any(|with| is_beside(sides, beads, index, *with, *without)));
        let worth = spans.iter().map(|(e, _)| news_value(&sides[*e], &bead.sentences[*e])).max().unwrap_or(0);
        let severity = match (options.expect, worth) {
            (Expect::Rewrite, _) => Severity::Note,
            (Expect::Translation, 0) => Severity::Minor,
            (Expect::Translation, _) if beside || is_quoted_on(sides, beads, index, &present, &absent) => Severity::Minor,
            (Expect::Translation, _) => Severity::Major,
        };
        let addition = present.len() == 1 && (sides.len() > 2 || present[0] != options.reference);
        let odd = if present.len() == 1 && sides.len() > 2 {
            Some(present[0])
        } else if absent.len() == 1 {
            Some(absent[0])
        } else {
            None
        };
        let (have, lack): (Vec<&str>, Vec<&str>) = (present.iter().map(name).collect(), absent.iter().map(name).collect());
        let message = if addition {
            format!("a sentence stands in {} alone", have.join(" and "))
        } else {
            format!("{} lacks a sentence that {} {}", lack.join(" and "), have.join(" and "), if have.len() > 1 { "have" } else { "has" })
        };
        let empty = |span: Span| Reading { span, context: span, value: Map::new() };
        let mut readings: Vec<(usize, Option<Reading>)> = spans.iter().map(|(e, span)| (*e, Some(empty(*span)))).collect();
        readings.extend(absent.iter().map(|e| (*e, None)));
        readings.sort_by_key(|(edition, _)| *edition);
        findings.push(Finding {
            id: String::new(),
            kind: FindingKind::Unaligned,
            subject: Subject::Sentence,
            category: if addition { Category::Addition } else { Category::Omission },
            severity,
            // The score of what stands alone says how sure that is; that of a bead which some lack, how well those that have it agree.
            confidence: if present.len() == 1 { bead.score.clamp(0.0, 1.0) } else { 0.5 + 0.4 * bead.score.clamp(0.0, 1.0) },
            readings,
            odd,
            message,
            rule: "no-counterpart",
            why: "no sentence of the other edition shares its facts, names and words".to_owned(),
            place: (index, spans.first().map_or(0, |(_, span)| span.start)),
        });
    }
}

/// Such a part of the words of substance of a sentence, and so many of them, say that another sentence holds it.
const MOST: f64 = 0.6;
const FEWEST: usize = 2;

/// Whether the sentence before or after the place where an edition lacks a sentence says what that one says, beyond what the edition that has it says there:
/// two sentences that were made one. Not for a sentence with a figure, a time or a name, which would be found in the other one if it were there.
fn is_beside(sides: &[Side<'_>], beads: &[Bead], index: usize, with: usize, without: usize) -> bool {
    let Ok(contraries) = Contraries::get() else { return false };
    let told = &beads[index].sentences[with];
    let facts = told.iter().flat_map(|sentence| sides[with].extracted.facts_of(*sentence)).map(|at| sides[with].extracted.facts[at].kind());
    if facts.into_iter().any(|kind| !matches!(kind, Kind::Polarity)) {
        return false;
    }
    let own = substance(&sides[with], told, contraries);
    let near = [index.checked_sub(1), Some(index + 1)];
    near.into_iter().flatten().filter_map(|at| beads.get(at)).any(|bead| {
        let here = substance(&sides[with], &bead.sentences[with], contraries);
        let there = substance(&sides[without], &bead.sentences[without], contraries);
        let found = own.iter().filter(|concept| there.contains(concept) && !here.contains(concept)).count();
        found >= FEWEST && found as f64 >= MOST * own.len() as f64
    })
}

/// Whether the sentence ends in the middle of a quotation in every edition that has it, and the others' sentence for the rest of it is as long as both: the
/// words of one speaker that were put in one sentence.
fn is_quoted_on(sides: &[Side<'_>], beads: &[Bead], index: usize, present: &[usize], absent: &[usize]) -> bool {
    let length = |edition: usize, at: usize| -> f64 {
        let own = &beads[at].sentences[edition];
        own.iter()
            .filter_map(|sentence| sides[edition].sentences.get(*sentence))
            .map(|sentence| sentence.span.of(&sides[edition].edition.text).chars().count() as f64)
            .sum()
    };
    let open = |edition: &usize| is_open(span(&sides[*edition], &beads[index].sentences[*edition]).of(&sides[*edition].edition.text));
    let next = index + 1;
    if next >= beads.len() || !present.iter().all(open) {
        return false;
    }
    let both: Vec<usize> =
        (0..beads.len()).filter(|at| *at != index && *at != next && beads[*at].sentences.iter().all(|own| !own.is_empty())).collect();
    present.iter().all(|with| {
        absent.iter().all(|without| {
            let total = |edition: usize| both.iter().map(|at| length(edition, *at)).sum::<f64>().max(1.0);
            let usual = total(*without) / total(*with);
            let (rest, there) = (length(*with, next), length(*without, next));
            let off = |here: f64| (there / (here * usual).max(1.0)).max(f64::MIN_POSITIVE).ln().abs();
            rest > 0.0 && off(rest + length(*with, index)) < off(rest)
        })
    })
}

/// Whether a text opens a quotation that it does not close.
pub(super) fn is_open(text: &str) -> bool {
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    count(&['«', '“', '„']) > count(&['»', '”']) || count(&['"']) % 2 == 1
}

/// The words of substance of sentences.
fn substance(side: &Side<'_>, sentences: &[usize], contraries: &Contraries) -> Vec<Concept> {
    let hits = sentences.iter().flat_map(|sentence| side.extracted.concepts.of(*sentence));
    hits.map(|hit| hit.concept).filter(|concept| !contraries.is_light(*concept)).collect()
}

fn span(side: &Side<'_>, sentences: &[usize]) -> Span {
    let spans = sentences.iter().filter_map(|s| side.sentences.get(*s)).map(|s| s.span);
    spans.reduce(Span::cover).unwrap_or_default()
}

/// Concepts that make a sentence worth a desk's time when it holds no fact of weight.
const SUBSTANCE: usize = 3;

/// A quotation of fewer words says little by itself.
const SHORT_QUOTE: usize = 6;

/// News value of a run of sentences: its tolls, sums, dates, names, quotations and denials, or 1 where it says something at all.
fn news_value(side: &Side<'_>, sentences: &[usize]) -> usize {
    let weighty = |kind: Kind| !matches!(kind, Kind::Number | Kind::Ordinal | Kind::Duration | Kind::Age);
    let own = sentences.iter().flat_map(|sentence| side.extracted.facts_of(*sentence)).map(|at| &side.extracted.facts[at]);
    let implied = |fact: &Fact| matches!(&fact.value, Value::Polarity(mark) if matches!(mark.polarity, "attributed" | "continued" | "failing" | "implied" | "indirect" | "tentative" | "told"));
    // A few words that go on with a quotation (`That ends now.`) are often one word of it elsewhere.
    let short = |fact: &Fact| matches!(&fact.value, Value::Quote(quote) if quote.words < SHORT_QUOTE);
    let facts = own.filter(|fact| weighty(fact.kind()) && !implied(fact) && !short(fact)).count();
    let concepts: usize = sentences.iter().map(|s| side.extracted.concepts.of(*s).len()).sum();
    facts + usize::from(concepts >= SUBSTANCE)
}
