//! Sentences that an edition left in the language of another one.

use super::Side;
use super::finding::{Category, Finding, FindingKind, Reading, Severity, Subject};
use crate::align::Bead;
use crate::languages;
use crate::text::Span;
use serde_json::Map;

/// Adds a finding for every sentence that is not in its edition's language; gives the spans of those sentences by edition.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], findings: &mut Vec<Finding>) -> Vec<Vec<Span>> {
    let tags: Vec<&str> = sides.iter().map(|side| side.edition.language.as_str()).collect();
    let mut left = vec![Vec::new(); sides.len()];
    for (index, bead) in beads.iter().enumerate() {
        for (edition, side) in sides.iter().enumerate() {
            for sentence in bead.sentences[edition].iter().filter_map(|at| side.sentences.get(*at)) {
                let Some(tag) = languages::left_in(sentence.span.of(&side.edition.text), tags[edition], &tags) else { continue };
                left[edition].push(sentence.span);
                findings.push(finding(sides, (index, bead), edition, sentence.span, tag));
            }
        }
    }
    left
}

fn finding(sides: &[Side<'_>], (index, bead): (usize, &Bead), edition: usize, span: Span, tag: &str) -> Finding {
    let plain = |span: Span| Reading { span, context: span, value: Map::new() };
    // The aligned sentence of the edition that it was left over from, for the reader to compare.
    let source = sides.iter().enumerate().filter(|(other, side)| *other != edition && side.edition.language == tag);
    let source = source.filter_map(|(other, side)| {
        let spans = bead.sentences[other].iter().filter_map(|at| side.sentences.get(*at)).map(|sentence| sentence.span);
        Some((other, Some(plain(spans.reduce(Span::cover)?))))
    });
    let mut readings: Vec<(usize, Option<Reading>)> = source.chain([(edition, Some(plain(span)))]).collect();
    readings.sort_by_key(|(edition, _)| *edition);
    Finding {
        id: String::new(),
        kind: FindingKind::Unaligned,
        subject: Subject::Sentence,
        category: Category::Untranslated,
        severity: Severity::Major,
        confidence: 0.95,
        readings,
        odd: Some(edition),
        message: format!("{} has a sentence that was left in another language ({tag})", sides[edition].edition.id),
        rule: "untranslated",
        why: "most of its words are in the letters or the language of another edition".to_owned(),
        place: (index, span.start),
    }
}
