//! Sentences that an edition left in the language of another one.

use variorum::check::{Options, check};
use variorum::compare::{Category, Severity};
use variorum::text::{Edition, Story};

const EN: &str = "The bridge over the Orontes was closed on Monday.\nEngineers found cracks in two of its pillars during a routine inspection.\nIt will stay shut for three weeks.\n";
const RU: &str =
    "Мост через Оронт в понедельник закрыли.\nИнженеры обнаружили трещины в двух опорах во время плановой проверки.\nОн будет закрыт три недели.\n";

/// Edition and text of every untranslated sentence that is reported, and how many other findings of weight there are.
fn found(ar: &str) -> (Vec<(usize, String)>, usize) {
    let edition = |language: &str, text: &str| Edition { id: language.into(), language: language.into(), text: text.into(), published: None };
    let story = Story { id: "bridge".into(), editions: vec![edition("en", EN), edition("ar", ar), edition("ru", RU)] };
    let report = check(&story, &Options::default()).expect("the story can be checked");
    let (left, others): (Vec<_>, Vec<_>) = report.findings.iter().partition(|finding| finding.category == Category::Untranslated);
    let text = |edition: usize, finding: &variorum::compare::Finding| {
        finding.reading(edition).map_or("", |reading| reading.span.of(&story.editions[edition].text)).to_owned()
    };
    let left = left.iter().map(|finding| (finding.odd.expect("one edition has it"), text(finding.odd.unwrap_or(0), finding))).collect();
    (left, others.iter().filter(|finding| finding.severity >= Severity::Major).count())
}

#[test]
fn a_sentence_left_in_english_is_one_finding() {
    let left = "Engineers found cracks in two of its pillars during a routine inspection.";
    let (untranslated, others) = found(&format!("أغلق الجسر فوق نهر العاصي يوم الاثنين.\n{left}\nوسيظل مغلقا ثلاثة أسابيع.\n"));
    assert_eq!((untranslated, others), (vec![(1, left.to_owned())], 0));
}

#[test]
fn a_full_translation_has_none() {
    let (untranslated, others) =
        found("أغلق الجسر فوق نهر العاصي يوم الاثنين.\nوعثر المهندسون على شقوق في اثنتين من دعائمه خلال فحص دوري.\nوسيظل مغلقا ثلاثة أسابيع.\n");
    assert_eq!((untranslated, others), (vec![], 0));
}
