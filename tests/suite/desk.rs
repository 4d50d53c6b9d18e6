//! What a desk does with a report: forms in files, findings let stand, settings, corrections.

use crate::program::{Run, folder, run, write};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

const EN: &str = "A bus fell into a ravine near the capital on Monday, killing 14 people, police said.\n";
const AR: &str = "قالت الشرطة إن حافلة سقطت في واد قرب العاصمة يوم الاثنين ما أدى إلى مقتل ١٧ شخصا.\n";
const RU: &str = "В понедельник автобус упал в ущелье недалеко от столицы, погибли 14 человек, сообщила полиция.\n";

/// A story with one altered toll, in a folder of its own.
fn story(name: &str) -> PathBuf {
    let here = folder(name);
    std::fs::create_dir(here.join("bus")).expect("the folder can be written");
    write(&here, "bus/en.txt", EN);
    write(&here, "bus/ar.txt", AR);
    write(&here, "bus/ru.txt", RU);
    here
}

fn read(here: &Path, name: &str) -> String {
    std::fs::read_to_string(here.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The one finding of the story, with its id.
fn report(here: &Path, arguments: &[&str]) -> (Run, Json) {
    let ran = run(here, &[&["check", "bus", "--published", "2024-05-14", "--format", "json"], arguments].concat());
    let report = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    (ran, report)
}

#[track_caller]
fn refuses(here: &Path, arguments: &[&str], words: &[&str]) {
    let ran = run(here, arguments);
    assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
    for word in words {
        assert!(ran.err.contains(word), "{word:?} is not in: {}", ran.err);
    }
}

#[test]
fn the_name_of_a_file_tells_its_form() {
    let here = story("desk-forms");
    let ran = run(&here, &["check", "bus", "-o", "r.html", "-o", "r.sarif", "-o", "r.xlf", "-o", "r.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    assert!(read(&here, "r.html").starts_with("<!DOCTYPE html>"));
    assert!(read(&here, "r.sarif").contains("\"bus/ar.txt\""));
    assert!(read(&here, "r.csv").starts_with("\u{FEFF}story,"));
    assert!(read(&here, "r.ar.xlf").contains("trgLang=\"ar\"") && read(&here, "r.ru.xlf").contains("trgLang=\"ru\""));
    let named = run(&here, &["check", "bus", "--format", "markdown,jsonl", "-o", "one", "-o", "two"]);
    assert_eq!(named.code, Some(1), "{}", named.err);
    assert!(read(&here, "one").starts_with("## ") && read(&here, "two").starts_with('{'));
    refuses(&here, &["check", "bus", "-o", "report"], &["report", ".html", "--format"]);
    refuses(&here, &["check", "bus", "--format", "html,json"], &["-o"]);
    refuses(&here, &["check", "bus", "--format", "html,json", "-o", "x"], &["2", "1"]);
    refuses(&here, &["check", "bus", "--format", "xliff"], &["-o FILE"]);
    refuses(&here, &["check", "bus", "--format", "pdf"], &["sarif"]);
}

#[test]
fn an_accepted_finding_is_shown_and_does_not_count() {
    let here = story("desk-accept");
    let (ran, before) = report(&here, &[]);
    assert_eq!(ran.code, Some(1));
    write(&here, "report.json", &ran.out);
    let id = before["findings"][0]["id"].as_str().expect("a finding has an id").to_owned();
    let accepted = run(&here, &["accept", "report.json", &id[..6], "--reason", "told so by the police", "--to", "let.toml"]);
    assert_eq!(accepted.code, Some(0), "{}", accepted.err);
    let (ran, after) = report(&here, &["--accept", "let.toml"]);
    assert_eq!((ran.code, after["verdict"].as_str()), (Some(0), Some("consistent")), "{after:#}");
    assert_eq!(after["findings"][0]["accepted"]["reason"], "told so by the police");
    assert_eq!((&after["counts"]["accepted"], &after["counts"]["critical"]), (&Json::from(1), &Json::from(0)));
    // Again is no second entry.
    let again = run(&here, &["accept", "report.json", "1", "--reason", "again", "--to", "let.toml"]);
    assert!(again.out.contains("already"), "{}{}", again.out, again.err);
    assert_eq!(read(&here, "let.toml").matches("[[accept]]").count(), 1);

    let expired = run(&here, &["accept", "report.json", "1", "--reason", "for a day", "--until", "2001-01-01", "--to", "old.toml"]);
    assert_eq!(expired.code, Some(0), "{}", expired.err);
    write(&here, "none.toml", "[[accept]]\nfinding = \"0123456789abcdef\"\nreason = \"long gone\"\n");
    let (ran, old) = report(&here, &["--accept", "old.toml", "--accept", "none.toml"]);
    assert_eq!(ran.code, Some(1));
    let codes: Vec<&str> = old["notes"].as_array().expect("it has notes").iter().filter_map(|note| note["code"].as_str()).collect();
    assert!(codes.contains(&"acceptance-expired") && codes.contains(&"acceptance-unused"), "{codes:?}");
    refuses(&here, &["accept", "report.json", "9", "--reason", "x"], &["no finding 9"]);
    refuses(&here, &["accept", "report.json", "1", "--reason", " "], &["--reason"]);
    refuses(&here, &["accept", "bus/en.txt", "1", "--reason", "x"], &["--format json"]);
    write(&here, "broken.toml", "[[accept]]\nfinding = \"a\"\nbecause = \"b\"\n");
    refuses(&here, &["check", "bus", "--accept", "broken.toml"], &["broken.toml: line 3", "because"]);
}

#[test]
fn a_house_sets_what_the_command_line_does_not() {
    let here = story("desk-house");
    write(&here, "variorum.toml", "[severity]\ncasualty = \"minor\"\n");
    let (_, settled) = report(&here, &[]);
    assert_eq!(settled["findings"][0]["severity"], "minor", "{settled:#}");
    let (_, plain) = report(&here, &["--no-config"]);
    assert_eq!(plain["findings"][0]["severity"], "critical");
    write(&here, "bus/variorum.toml", "off = [\"casualty\"]\n");
    let (ran, off) = report(&here, &[]);
    assert_eq!((ran.code, off["counts"]["hidden"].as_u64().is_some_and(|hidden| hidden > 0)), (Some(0), true), "{off:#}");
    let shown = run(&here, &["config", "bus"]);
    assert!(shown.out.contains("off = [\"casualty\"]") && shown.out.contains("variorum.toml"), "{}{}", shown.out, shown.err);
    write(&here, "bus/variorum.toml", "expect = \"translation\"\nmin-severity = \"grave\"\n");
    refuses(&here, &["check", "bus"], &["variorum.toml: line 2", "min-severity", "critical"]);
}

#[test]
fn a_correction_is_shown_and_written_when_asked() {
    let here = story("desk-fix");
    let (_, found) = report(&here, &[]);
    assert_eq!(found["findings"][0]["correction"]["new"], "١٤", "{found:#}");
    let shown = run(&here, &["fix", "bus", "--published", "2024-05-14"]);
    assert_eq!(shown.code, Some(1), "{}{}", shown.out, shown.err);
    assert!(shown.out.lines().any(|line| line.starts_with('+') && line.contains("١٤")), "{}", shown.out);
    assert_eq!(read(&here, "bus/ar.txt"), AR);
    let written = run(&here, &["fix", "bus", "--published", "2024-05-14", "--write"]);
    assert_eq!(written.code, Some(0), "{}{}", written.out, written.err);
    assert_eq!(read(&here, "bus/ar.txt"), AR.replace("١٧", "١٤"));
    assert_eq!(read(&here, "bus/ar.txt.orig"), AR);
    let again = run(&here, &["fix", "bus", "--published", "2024-05-14", "--write"]);
    assert!(again.out.contains("nothing"), "{}", again.out);
    // An original that is kept is never lost.
    write(&here, "bus/ar.txt", AR);
    refuses(&here, &["fix", "bus", "--write"], &["ar.txt.orig"]);
}

#[test]
fn a_finding_is_explained() {
    let here = story("desk-explain");
    let (ran, _) = report(&here, &[]);
    write(&here, "report.json", &ran.out);
    let told = run(&here, &["explain", "report.json", "1"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    for word in ["ar (stands alone)", "17", "toll", "killed", "rule "] {
        assert!(told.out.contains(word), "{word}: {}", told.out);
    }
    refuses(&here, &["explain", "report.json", "ffffffff"], &["ffffffff"]);
}

#[test]
fn the_program_tells_of_itself() {
    let here = story("desk-program");
    let quiet = run(&here, &["check", "bus", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (Some(1), "", ""));
    let verbose = run(&here, &["check", "bus", "-v"]);
    assert!(verbose.err.contains("en.txt") && verbose.err.contains(" ms"), "{}", verbose.err);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&here, &["completions", shell]);
        assert!(script.code == Some(0) && script.out.contains("audit"), "{shell}: {}", script.err);
    }
    assert!(run(&here, &["man"]).out.contains(".TH variorum"));
    assert_eq!(run(&here, &["man", "pages"]).code, Some(0));
    assert!(here.join("pages/variorum.1").is_file() && here.join("pages/variorum-check.1").is_file());
    assert!(run(&here, &["check", "--help"]).out.contains("Examples:"));
}
