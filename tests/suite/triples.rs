//! One sentence in three languages: desks that say the same are not accused, and a planted change is found.
//!
//! The sentences stand in `tests/triples/facts.txt`, in blocks that a blank line parts. A line is a language and a text; one that begins with `!` takes
//! that edition's place in the block.

use variorum::check::{Options, check};
use variorum::compare::Severity;
use variorum::text::{Edition, Moment, Story};

const FACTS: &str = include_str!("../triples/facts.txt");

struct Block {
    editions: Vec<(&'static str, &'static str)>,
    wrong: Vec<(&'static str, &'static str)>,
}

fn blocks() -> Vec<Block> {
    let mut all = Vec::new();
    for block in FACTS.split("\n\n") {
        let lines = block.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let (wrong, editions): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('!'));
        let cut = |line: &'static str| line.trim_start_matches('!').split_once(' ').expect("a line is a language and a text");
        if !editions.is_empty() {
            all.push(Block { editions: editions.into_iter().map(cut).collect(), wrong: wrong.into_iter().map(cut).collect() });
        }
    }
    all
}

/// The messages of the findings that a desk would be shown.
fn alarms(editions: &[(&str, &str)]) -> Vec<String> {
    let published: Option<Moment> = "2019-07-18T12:00:00Z".parse().ok();
    let edition = |(language, text): &(&str, &str)| Edition { id: (*language).into(), language: (*language).into(), text: (*text).into(), published };
    let story = Story { id: String::new(), editions: editions.iter().map(edition).collect() };
    let report = check(&story, &Options::default()).expect("the story can be checked");
    let raised = report.findings.into_iter().filter(|finding| matches!(finding.severity, Severity::Major | Severity::Critical));
    raised.map(|finding| finding.message).collect()
}

#[test]
fn editions_that_agree_are_left_alone() {
    let mut wrong = Vec::new();
    for block in blocks() {
        let alarms = alarms(&block.editions);
        if !alarms.is_empty() {
            wrong.push(format!("{}\n    {}", block.editions[0].1, alarms.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}

#[test]
fn planted_changes_are_found() {
    let mut missed = Vec::new();
    for block in blocks() {
        for (language, text) in &block.wrong {
            let changed: Vec<(&str, &str)> =
                block.editions.iter().map(|(own, right)| if own == language { (*own, *text) } else { (*own, *right) }).collect();
            if alarms(&changed).is_empty() {
                missed.push(*text);
            }
        }
    }
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
}
