//! Figures of one edition that cannot be true together: a part that is larger than its whole (`12 people were killed, including 15 children`), and parts that do not
//! add up to it where they are listed in full (`12 people: seven women and four children`).
//!
//! The finding is about that edition alone, whatever the others say; where they say the same, each has its own. Leaves alone vague and approximate
//! figures, and parts of which the text does not say that they are all there are.

use super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::{Side, severity};
use crate::align::Bead;
use crate::facts::amount::Amount;
use crate::facts::casualty::{Casualty, Sum};
use crate::facts::{Fact, Kind, Value};
use crate::text::Span;

/// Adds a finding for every part of a toll that exceeds the toll, and for every whole that its parts do not add up to. What is already said of one of these figures is not
/// said again in another way.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], findings: &mut Vec<Finding>) {
    for (edition, side) in sides.iter().enumerate() {
        for pair in impossible(side) {
            let (whole, part) = (&side.extracted.facts[pair.0], &side.extracted.facts[pair.1]);
            let Some(bead) = beads.iter().position(|bead| bead.sentences[edition].contains(&part.sentence)) else { continue };
            findings.push(finding(side, edition, bead, whole, part));
        }
        for sum in &side.extracted.sums {
            let sentence = side.sentences.partition_point(|sentence| sentence.span.end <= sum.whole.start);
            let Some(bead) = beads.iter().position(|bead| bead.sentences[edition].contains(&sentence)) else { continue };
            let told = |finding: &Finding| {
                let own = finding.readings.iter().find(|(of, _)| *of == edition).and_then(|(_, reading)| reading.as_ref());
                let inside = |span: Span| own.is_some_and(|reading| span.start < reading.span.end && reading.span.start < span.end);
                finding.severity >= Severity::Major && (inside(sum.whole) || inside(sum.parts))
            };
            if !findings.iter().any(told) {
                findings.push(imbalance(side, edition, (bead, sentence), sum));
            }
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

/// The finding about a whole that its parts do not add up to.
fn imbalance(side: &Side<'_>, edition: usize, (bead, sentence): (usize, usize), sum: &Sum) -> Finding {
    let text = |span: Span| span.of(&side.edition.text);
    let context = side.sentences.get(sentence).map_or(sum.parts, |sentence| sentence.span);
    let mut value = serde_json::Map::new();
    value.insert("number".to_owned(), sum.sum.normalize().to_string().into());
    Finding {
        id: String::new(),
        kind: FindingKind::Altered,
        subject: Subject::Fact(Kind::Number),
        category: severity::category(FindingKind::Altered, Kind::Number),
        severity: Severity::Major,
        confidence: 0.8,
        readings: vec![(edition, Some(Reading { span: sum.parts, context, value }))],
        odd: Some(edition),
        message: format!("{} says “{}”, but “{}” make {}", side.edition.id, text(sum.whole), text(sum.parts), sum.sum.normalize()),
        rule: "sum-of-parts",
        why: "parts that are listed in full do not add up to their whole".to_owned(),
        place: (bead, sum.parts.start),
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
    fn parts_that_are_all_there_are_add_up() {
        assert!(rules("The blast killed 12 people: seven women and four children.", "en").contains(&"sum-of-parts"));
        assert!(rules("Police arrested 14 men - six Tunisians, five Libyans and two Egyptians - at the border.", "en").contains(&"sum-of-parts"));
        assert!(rules("При взрыве погибли 12 человек: семь женщин и четверо детей.", "ru").contains(&"sum-of-parts"));
        assert!(rules("Задержаны четыре человека: мужчина и две женщины.", "ru").contains(&"sum-of-parts"));
        assert!(rules("قتل 12 شخصا هم سبعة جنود وأربعة مدنيين في الانفجار.", "ar").contains(&"sum-of-parts"));
        assert!(rules("قتل 12 شخصا: سبع نساء وأربعة أطفال.", "ar").contains(&"sum-of-parts"));
    }

    #[test]
    fn parts_that_add_up_or_need_not_are_left_alone() {
        for text in [
            "The blast killed 12 people: seven women and five children.",
            "The blast killed 12 people, most of them women, and wounded four children and two men.",
            "The boat carried 20 people (12 men, five women and three children).",
            "Three people, a man and two women, were arrested.",
            "The blast killed 12 people, three soldiers and a policeman among them.",
            "The blast killed 12 people, including seven women and four children.",
            "Some 12 people: seven women and four children, were there.",
        ] {
            assert_eq!(rules(text, "en"), Vec::<&str>::new(), "{text}");
        }
        for text in
            ["Погибли 20 человек (12 мужчин, пять женщин и трое детей).", "Взрыв унёс жизни 12 человек — семи военных и пятерых мирных жителей."]
        {
            assert_eq!(rules(text, "ru"), Vec::<&str>::new(), "{text}");
        }
        for text in ["قُتل أربعة أشخاص هم رجل وامرأتان وطفل.", "اعتقلت الشرطة 14 رجلا: ستة تونسيين وخمسة ليبيين وثلاثة مصريين."]
        {
            assert_eq!(rules(text, "ar"), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_part_that_fits_is_left_alone() {
        assert_eq!(rules("The blast killed at least 12 people, including 15 children.", "en"), Vec::<&str>::new());
        assert_eq!(rules("При взрыве погибли 12 человек, в том числе 3 ребёнка.", "ru"), Vec::<&str>::new());
        assert_eq!(rules("قتل 12 شخصا بينهم 12 طفلا في الانفجار.", "ar"), Vec::<&str>::new());
    }
}
