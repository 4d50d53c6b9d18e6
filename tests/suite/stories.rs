//! The samples: nothing is reported on a clean story, and every planted difference of its altered twin is found.

use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use variorum::check::{Options, check};
use variorum::compare::{Finding, Severity};
use variorum::ingest::{self, Hints};
use variorum::report::Report;
use variorum::text::Span;

fn folder(story: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(story)
}

fn report(folder: &Path) -> Report {
    let (story, _) = ingest::story(&[folder.to_owned()], &Hints::default()).expect("the sample can be read");
    check(&story, &Options::default()).expect("the sample can be checked")
}

/// What stands in the findings of a clean story that should not.
fn false_alarms(story: &str) -> Vec<String> {
    let report = report(&folder(story));
    let alarms = report.findings.iter().filter(|finding| finding.severity >= Severity::Major && finding.confidence >= 0.5);
    alarms.map(|finding| format!("{story}: false alarm: {} {}: {}", finding.subject.name(), finding.kind, finding.message)).collect()
}

/// One planted difference: who has it, what may be found, and where.
struct Planted<'a> {
    edition: usize,
    kinds: Vec<&'a str>,
    facts: Vec<&'a str>,
    /// What was changed, in the altered edition; for lost text the place where it was.
    place: Span,
    /// For lost text: it, as the clean edition has it.
    lost: bool,
}

/// The planted differences of a story that no finding tells.
fn missed(story: &str) -> Vec<String> {
    let altered = folder(story).join("altered");
    let report = report(&altered);
    let expected = std::fs::read_to_string(altered.join("expected.json")).expect("the list of differences is there");
    let expected: Json = serde_json::from_str(&expected).expect("it is JSON");
    let mut out = Vec::new();
    for entry in expected["planted"].as_array().expect("it has a list") {
        let text = |name: &str| entry[name].as_str().unwrap_or_default();
        let list = |name: &str| entry[name].as_array().into_iter().flatten().filter_map(Json::as_str).collect::<Vec<_>>();
        let edition = report.story.editions.iter().position(|edition| edition.id == text("edition")).expect("the edition is there");
        let lost = text("after").is_empty();
        let place = if lost {
            place_of_lost(&folder(story).join(format!("{}.txt", text("edition"))), text("before"), &report.edition(edition).text)
        } else {
            let at = report.edition(edition).text.find(text("after")).unwrap_or_else(|| panic!("{story}: {:?} is not there", text("after")));
            Span::new(at, at + text("after").len())
        };
        let planted = Planted { edition, kinds: list("kinds"), facts: list("facts"), place, lost };
        if !report.findings.iter().any(|finding| tells(&report, finding, &planted)) {
            out.push(format!("{story}: missed: {} ({}): {}", text("class"), text("edition"), text("note")));
        }
    }
    out
}

/// Where a lost text stood: the byte of the altered edition after the text that stood before it.
fn place_of_lost(clean: &Path, lost: &str, altered: &str) -> Span {
    let clean = std::fs::read_to_string(clean).expect("the clean edition is there");
    let at = clean.find(lost).expect("the clean edition has the text");
    // The words before it are still there; enough of them to be found only once.
    let before: String = clean[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let place = altered.find(&before).map_or(0, |start| start + before.len());
    Span::new(place, place)
}

fn tells(report: &Report, finding: &Finding, planted: &Planted<'_>) -> bool {
    if finding.severity < Severity::Minor || finding.confidence < 0.5 || !planted.kinds.contains(&finding.kind.name()) {
        return false;
    }
    match finding.reading(planted.edition) {
        // A change inside a fact of another kind is told all the same.
        Some(reading) if !planted.lost => reading.span.overlaps(planted.place),
        Some(_) => false,
        None => {
            let of_kind = planted.facts.contains(&finding.subject.name());
            let lacks = finding.readings.iter().any(|(edition, reading)| *edition == planted.edition && reading.is_none());
            let near = match report.place_of(finding, planted.edition) {
                Some(span) => Span::new(span.start.saturating_sub(2), span.end + 2).overlaps(Span::new(planted.place.start, planted.place.end + 1)),
                None => planted.lost,
            };
            of_kind && lacks && near
        }
    }
}

/// Nothing is told of the clean story, and all that was planted in its twin.
#[track_caller]
fn holds(story: &str) {
    let wrong: Vec<String> = false_alarms(story).into_iter().chain(missed(story)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_summit_is_clean_and_its_twin_is_not() {
    holds("summit");
}

#[test]
fn the_earthquake_is_clean_and_its_twin_is_not() {
    holds("earthquake");
}

#[test]
fn the_markets_are_clean_and_their_twin_is_not() {
    holds("markets");
}
