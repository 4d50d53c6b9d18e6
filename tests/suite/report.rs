//! The two forms of a report on a small story.

use crate::program::{folder, run, write};
use boon::{Compiler, Schemas};
use serde_json::Value as Json;
use std::path::Path;

const EN: &str = "A bus fell into a ravine near the capital on Monday, killing 14 people, police said.\n";
const AR: &str = "قالت الشرطة إن حافلة سقطت في واد قرب العاصمة يوم الاثنين ما أدى إلى مقتل ١٧ شخصا.\n";
const RU: &str = "В понедельник автобус упал в ущелье недалеко от столицы, погибли 14 человек, сообщила полиция.\n";

/// Holds a document against `docs/report.schema.json`.
#[track_caller]
fn fits_the_schema(document: &Json) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let index = compiler.compile(&schema.to_string_lossy(), &mut schemas).expect("the schema is one");
    if let Err(error) = schemas.validate(document, index) {
        panic!("{error:#}\n{document:#}");
    }
}

#[test]
fn reports_fit_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for story in ["summit", "summit/altered", "earthquake/altered", "markets/altered"] {
        let ran = run(&root, &["check", story, "--all", "--format", "json"]);
        fits_the_schema(&serde_json::from_str(&ran.out).expect("a report is JSON"));
    }
}

#[test]
fn a_report_shows_each_reading_in_its_sentence() {
    let here = folder("report-text");
    write(&here, "en.txt", EN);
    write(&here, "ar.txt", AR);
    write(&here, "ru.txt", RU);
    let ran = run(&here, &["check", "en.txt", "ar.txt", "ru.txt", "--published", "2024-05-14"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines[0].contains("between en, ar and ru"), "{}", ran.out);
    assert!(lines.iter().any(|line| line.contains("ar has 17") && line.contains("where en and ru have 14")), "{}", ran.out);
    // Arabic is isolated as a whole, with the marks inside.
    let arabic = lines.iter().find(|line| line.contains('⟦') && line.contains("الشرطة")).unwrap_or_else(|| panic!("{}", ran.out));
    let (open, close) = (arabic.find('\u{2068}').expect("an isolate opens"), arabic.find('\u{2069}').expect("it closes"));
    assert!(open < arabic.find('⟦').unwrap_or(0) && arabic.find('⟧').unwrap_or(usize::MAX) < close, "{arabic}");
    assert!(ran.out.contains("(stands alone)") && ran.out.contains("   why"), "{}", ran.out);
    assert!(ran.out.lines().last().is_some_and(|line| line.contains("--format json")), "{}", ran.out);
}
