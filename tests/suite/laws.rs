//! What holds for every story.

use proptest::prelude::*;
use variorum::check::{Options, check};
use variorum::compare::FindingKind;
use variorum::report::Report;
use variorum::text::{Edition, Story};

const SENTENCES: &[&str] = &[
    "Officials said on 12 March 2021 that 40 houses had burned down.",
    "The fire killed 3 people and injured 18 in the northern district.",
    "Repairs will cost $2.5 million, the mayor told reporters.",
    "Traffic on the bridge resumed at 17:30 after a closure of six hours.",
    "The minister did not comment on the report.",
    "About 7 per cent of the forest was lost.",
];

fn report(left: &str, right: &str) -> Report {
    let edition = |id: &str, text: &str| Edition { id: id.to_owned(), language: "en".to_owned(), text: text.into(), published: None };
    let story = Story { id: String::new(), editions: vec![edition("a", left), edition("b", right)] };
    check(&story, &Options::default()).expect("two editions can be compared")
}

fn text(choice: &[usize]) -> String {
    choice.iter().map(|at| SENTENCES[*at]).collect::<Vec<_>>().join("\n\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn prop_an_edition_does_not_differ_from_itself(order in Just((0..SENTENCES.len()).collect::<Vec<_>>()).prop_shuffle(), count in 1..=SENTENCES.len()) {
        let text = text(&order[..count]);
        prop_assert_eq!(report(&text, &text).findings, vec![]);
    }

    #[test]
    fn prop_any_text_can_be_compared(left in "\\PC{0,200}", right in "\\PC{0,200}") {
        let report = report(&left, &right);
        for finding in &report.findings {
            for (edition, reading) in &finding.readings {
                let text = &report.edition(*edition).text;
                prop_assert!(reading.as_ref().is_none_or(|reading| text.get(reading.span.start..reading.span.end).is_some()));
            }
        }
    }
}

#[test]
fn swapping_the_editions_swaps_missing_and_added() {
    let (long, short) = (text(&[0, 1, 2, 3]), text(&[0, 1, 3]));
    let (there, back) = (report(&long, &short), report(&short, &long));
    assert_eq!(there.findings.len(), back.findings.len());
    for (one, other) in there.findings.iter().zip(&back.findings) {
        let swapped = match one.kind {
            FindingKind::Missing => FindingKind::Added,
            FindingKind::Added => FindingKind::Missing,
            same => same,
        };
        assert_eq!(swapped, other.kind);
    }
}

#[test]
fn ids_stay_when_unrelated_text_is_added() {
    let ids = |report: Report| report.findings.into_iter().map(|finding| finding.id).collect::<Vec<_>>();
    let before = ids(report(&text(&[1, 2]), &text(&[1, 2]).replace("killed 3", "killed 5")));
    let after = ids(report(&text(&[0, 1, 2, 4]), &text(&[0, 1, 2, 4]).replace("killed 3", "killed 5")));
    assert!(!before.is_empty());
    assert_eq!(before, after);
}
