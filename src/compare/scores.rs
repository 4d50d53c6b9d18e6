//! Results: two numbers written together (`2-1`, `7:6`), turned round in one edition or another result in one.

use super::Side;
use super::finding::{Finding, Reading, Severity};
use super::swaps::{finding, lone, pair};
use crate::align::Bead;
use crate::facts::{Concept, Kind};
use crate::normalise::TokenKind;
use crate::text::Span;
use serde_json::{Map, Value as Json};

/// Adds a finding for every result of a bead that one edition alone turns round, or for which it has another one.
pub(super) fn judge(sides: &[Side<'_>], index: usize, bead: &Bead, reference: usize, findings: &mut Vec<Finding>) {
    let own: Vec<Vec<Score>> = sides.iter().zip(&bead.sentences).map(|(side, sentences)| scores_of(side, sentences)).collect();
    if own[0].is_empty() {
        return;
    }
    turned(sides, (index, bead), &own, reference, findings);
    changed(sides, (index, bead), &own, reference, findings);
}

/// Two numbers written together.
#[derive(Clone, Debug)]
struct Score {
    span: Span,
    context: Span,
    first: String,
    second: String,
}

impl Score {
    /// The two numbers, the smaller one in front.
    fn numbers(&self) -> [&str; 2] {
        let (a, b) = (self.first.as_str(), self.second.as_str());
        if (a.len(), a) <= (b.len(), b) { [a, b] } else { [b, a] }
    }

    fn reading(&self) -> Reading {
        let value = pair(Map::new(), Json::String(self.first.clone()), Json::String(self.second.clone()));
        Reading { span: self.span, context: self.context, value }
    }
}

/// The pairs of an edition's sentences: digits, a hyphen or colon, digits, blanks on both sides of the sign or on none. Longer chains are dates and codes.
fn scores_of(side: &Side<'_>, sentences: &[usize]) -> Vec<Score> {
    let tokens = &side.extracted.tokens;
    let list = tokens.list();
    let mut out = Vec::new();
    let is_time = |span: Span| {
        let temporal = |kind: Kind| matches!(kind, Kind::Time | Kind::Date | Kind::Duration);
        side.extracted.facts.iter().any(|fact| temporal(fact.kind()) && fact.span.overlaps(span))
    };
    for sentence in sentences.iter().filter_map(|at| side.sentences.get(*at)) {
        let range = tokens.within(sentence.span);
        let digits = |at: usize| range.contains(&at) && list[at].kind == TokenKind::Digits;
        let sign = |at: usize| range.contains(&at) && matches!(tokens.form(at), "-" | "–" | "—" | ":" | "−");
        let glued = |at: usize| range.contains(&at) && list[at].glued;
        let mut at = range.start;
        while at + 2 < range.end {
            let (mark, next, after) = (at + 1, at + 2, at + 3);
            let chained = (glued(at) && list[at - 1].kind == TokenKind::Sign && at > range.start + 1 && digits(at - 2))
                || (glued(after) && digits(after + 1) && glued(after + 1));
            if digits(at)
                && sign(mark)
                && digits(next)
                && glued(mark) == glued(next)
                && !chained
                && !is_time(list[at].span())
                && tokens.form(at).len() <= 3
                && tokens.form(next).len() <= 3
            {
                let span = list[at].span().cover(list[next].span());
                out.push(Score { span, context: sentence.span, first: tokens.form(at).to_owned(), second: tokens.form(next).to_owned() });
                at = next;
            }
            at += 1;
        }
    }
    out
}

/// Pairs that stand once in every edition of the bead, the other way round in one.
fn turned(sides: &[Side<'_>], (index, bead): (usize, &Bead), own: &[Vec<Score>], reference: usize, findings: &mut Vec<Finding>) {
    for model in &own[0] {
        let (a, b) = (&model.first, &model.second);
        if a == b {
            continue;
        }
        let alike = |score: &&Score| (&score.first, &score.second) == (a, b) || (&score.first, &score.second) == (b, a);
        let mut readings = Vec::with_capacity(sides.len());
        for list in own {
            let mut found = list.iter().filter(alike);
            let (Some(score), None) = (found.next(), found.next()) else { break };
            readings.push(score);
        }
        let turned: Vec<bool> = readings.iter().map(|score| score.first != *a).collect();
        if readings.len() < sides.len() {
            continue;
        }
        let Some(odd) = lone(&turned, reference) else { continue };
        let values = readings.iter().map(|score| score.reading());
        // Digits and a hyphen in a text that runs from right to left are shown turned round, so that desks type them both ways.
        let shown_turned = |edition: usize| sides[edition].extracted.right_to_left;
        let usual = shown_turned(odd) && (0..sides.len()).all(|edition| edition == odd || !shown_turned(edition));
        let (severity, confidence, why) = if usual {
            (Severity::Minor, 0.6, "the two numbers stand in the other order, as they often do in a text that runs from right to left")
        } else if tells_defeat(sides, bead) {
            (Severity::Minor, 0.6, "the two numbers stand in the other order, as they may where one side tells a defeat and the other a victory")
        } else {
            (Severity::Major, 0.92, "the two numbers stand in the other order")
        };
        let place = (index, model.span.start);
        findings.push(Finding { severity, ..finding(sides, bead, place, Kind::Number, values.collect(), odd, confidence, why) });
    }
}

/// A result that the editions agree on but for one, which has another one; nothing else may be left over.
fn changed(sides: &[Side<'_>], (index, bead): (usize, &Bead), own: &[Vec<Score>], reference: usize, findings: &mut Vec<Finding>) {
    if own.iter().any(|list| list.len() != own[0].len()) {
        return;
    }
    let left = |edition: usize, other: usize| -> Vec<&Score> {
        let mut free: Vec<&Score> = own[other].iter().collect();
        let mut left = Vec::new();
        for score in &own[edition] {
            match free.iter().position(|other| other.numbers() == score.numbers()) {
                Some(at) => drop(free.swap_remove(at)),
                None => left.push(score),
            }
        }
        left
    };
    for odd in (0..sides.len()).filter(|odd| sides.len() > 2 || *odd != reference) {
        let others: Vec<usize> = (0..sides.len()).filter(|e| *e != odd).collect();
        let agree = others.iter().all(|a| others.iter().all(|b| left(*a, *b).is_empty()));
        let lost: Vec<Vec<&Score>> = others.iter().map(|e| left(*e, odd)).collect();
        let [stated] = left(odd, others[0])[..] else { continue };
        // A result with one other number is another result; a wholly different pair is something else, such as a time.
        let near = |score: &Score| score.numbers().iter().any(|number| stated.numbers().contains(number));
        if !agree || !lost.iter().all(|left| left.len() == 1 && near(left[0])) {
            continue;
        }
        let mut lost = lost.iter().map(|left| left[0]);
        let readings: Vec<Reading> = (0..sides.len()).filter_map(|e| if e == odd { Some(stated) } else { lost.next() }).map(Score::reading).collect();
        let text = |edition: usize| format!("{} has “{}”", sides[edition].edition.id, readings[edition].span.of(&sides[edition].edition.text));
        let message = format!("{} where {}", text(odd), others.iter().map(|e| text(*e)).collect::<Vec<_>>().join(", "));
        let why = "the results that the editions give differ in one of the two numbers";
        let place = (index, own[0][0].span.start);
        let finding = finding(sides, bead, place, Kind::Number, readings, odd, 0.85, why);
        findings.push(Finding { message, rule: "score", ..finding });
        return;
    }
}

/// Whether the sentences tell of a defeat, or of a side that is behind: some desks then give the result from that side, others from the other one's.
fn tells_defeat(sides: &[Side<'_>], bead: &Bead) -> bool {
    let behind = [Concept::new("lose"), Concept::new("laggard")];
    let hits = |edition: usize| bead.sentences[edition].iter().flat_map(move |at| sides[edition].extracted.poles.of(*at));
    (0..sides.len()).any(|edition| hits(edition).any(|hit| behind.iter().any(|pole| hit.poles.contains(pole))))
}
