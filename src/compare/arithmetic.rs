//! Figures of one edition that cannot be true together: a part that is larger than its whole (`12 people were killed, including 15 children`).
//!
//! The finding is about that edition alone, whatever the others say; where they say the same, each has its own. Leaves alone vague and approximate
//! figures, and sums: a text seldom says that the parts it names are all there are.

use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Side, severity};
use crate::align::Bead;
use crate::facts::amount::Amount;
use crate::facts::casualty::Casualty;
use crate::facts::{Fact, Kind, Value};

/// Adds a finding for every part of a toll that exceeds the toll.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], findings: &mut Vec<Finding>) {
    for (edition, side) in sides.iter().enumerate() {
        for pair in impossible(side) {
            let (whole, part) = (&side.extracted.facts[pair.0], &side.extracted.facts[pair.1]);
            let Some(bead) = beads.iter().position(|bead| bead.sentences[edition].contains(&part.sentence)) else { continue };
            findings.push(finding(side, edition, bead, whole, part));
        }
    }
}

/// The tolls of an edition with a part that exceeds them, as indexes of the whole and the part.
fn impossible(side: &Side<'_>) -> Vec<(usize, usize)> {
    let facts = &side.extracted.facts;
    let mut out = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let Some(part) = toll(fact).filter(|toll| toll.part) else { continue };
        let before = facts[..at].iter().enumerate().rev().take_while(|(_, other)| other.sentence == fact.sentence);
        let whole = before.filter_map(|(other, fact)| toll(fact).map(|toll| (other, toll))).find(|(_, toll)| !toll.part);
        if let Some((other, whole)) = whole
            && whole.toll == part.toll
            && exceeds(&part.amount, &whole.amount)
        {
            out.push((other, at));
        }
    }
    out
}

fn toll(fact: &Fact) -> Option<&Casualty> {
    match &fact.value {
        Value::Casualty(toll) => Some(toll),
        _ => None,
    }
}

/// Whether the least that a part can be is more than the most that its whole can be.
fn exceeds(part: &Amount, whole: &Amount) -> bool {
    let loose = |amount: &Amount| amount.vague || amount.approximate;
    !loose(part) && !loose(whole) && part.min.zip(whole.max).is_some_and(|(part, whole)| part > whole)
}

fn finding(side: &Side<'_>, edition: usize, bead: usize, whole: &Fact, part: &Fact) -> Finding {
    let text = |fact: &Fact| fact.span.of(&side.edition.text);
    let context = side.sentences.get(part.sentence).map_or(part.span, |sentence| sentence.span);
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(Kind::Casualty),
        category: severity::category(FindingKind::Altered, Kind::Casualty),
        severity: Severity::Major,
        confidence: 0.9,
        readings: vec![(edition, Some(Reading { span: part.span, context, value: part.value.fields() }))],
        odd: Some(edition),
        message: format!("{} counts “{}” in “{}”", side.edition.id, text(part), text(whole)),
        rule: "part-of-whole",
        why: "a part is larger than its whole".to_owned(),
        place: (bead, part.span.start),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::text::{Edition, Story};

    fn rules(text: &str, language: &str) -> Vec<&'static str> {
        let edition = |id: &str| Edition { id: id.to_owned(), language: language.to_owned(), published: None, text: text.into() };
        let story = Story { id: String::new(), editions: vec![edition("a"), edition("b")] };
        let report = check(&story, &Options::default()).expect("the story can be checked");
        report.findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_part_is_no_larger_than_its_whole() {
        assert!(rules("The blast killed 12 people, including 15 children.", "en").contains(&"part-of-whole"));
        assert!(rules("При взрыве погибли 12 человек, в том числе 15 детей.", "ru").contains(&"part-of-whole"));
        assert!(rules("قتل 12 شخصا بينهم 15 طفلا في الانفجار.", "ar").contains(&"part-of-whole"));
    }

    #[test]
    fn a_part_that_fits_is_left_alone() {
        assert_eq!(rules("The blast killed at least 12 people, including 15 children.", "en"), Vec::<&str>::new());
        assert_eq!(rules("При взрыве погибли 12 человек, в том числе 3 ребёнка.", "ru"), Vec::<&str>::new());
        assert_eq!(rules("قتل 12 شخصا بينهم 12 طفلا في الانفجار.", "ar"), Vec::<&str>::new());
    }
}
