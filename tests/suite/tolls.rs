//! Tolls as news tells of them: every subject of `tests/tolls.toml` in every sentence of its language is read with its number.

use rust_decimal::Decimal;
use std::fmt::Write as _;
use variorum::check::Reader;
use variorum::facts::Value;
use variorum::segment::Mode;
use variorum::text::Edition;

/// A sentence with a subject: of forms in brackets the one that goes with it.
fn sentence(pattern: &str, subject: &str, object: &str, form: usize) -> String {
    let chosen = match (pattern.split_once('('), pattern.split_once(')')) {
        (Some((before, rest)), Some((_, after))) => {
            let forms = rest.split(')').next().unwrap_or_default();
            let form = forms.split('|').nth(form).unwrap_or_else(|| panic!("{pattern:?} has no form {form}"));
            format!("{before}{form}{after}")
        }
        _ => pattern.to_owned(),
    };
    chosen.replace("{s}", subject).replace("{o}", object)
}

#[test]
fn every_subject_is_read_in_every_sentence() {
    let table: toml::Table = include_str!("../tolls.toml").parse().expect("the table can be read");
    let (mut missed, mut all) = (String::new(), 0);
    for (language, tolls) in &table {
        let reader = Reader::get(language).expect("there is a pack");
        let subjects = tolls["subjects"].as_array().expect("subjects are a list");
        for (toll, told) in tolls.as_table().expect("a table").iter().filter(|(key, _)| *key != "subjects") {
            for pattern in told["sentences"].as_array().expect("a list") {
                for subject in subjects {
                    let field = |at: usize| subject[at].as_str().expect("a text");
                    let text = sentence(pattern.as_str().expect("a text"), field(0), field(1), field(3).parse().expect("a number"));
                    let number: Decimal = field(2).parse().expect("a number");
                    let edition = Edition { id: "x".into(), language: language.clone(), text: text.as_str().into(), published: None };
                    let read = reader.read(&edition, Mode::Line);
                    let told = |value: &Value| matches!(value, Value::Casualty(own) if own.toll == toll && own.amount.min.or(own.amount.max) == Some(number));
                    all += 1;
                    if !read.facts.iter().any(|fact| told(&fact.value)) {
                        let _ = writeln!(missed, "{toll} {number}: {text}");
                    }
                }
            }
        }
    }
    assert!(all > 300, "only {all} sentences were made");
    assert!(missed.is_empty(), "not read:\n{missed}");
}
