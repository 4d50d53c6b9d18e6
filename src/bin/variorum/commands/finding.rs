//! A finding of a report that was written earlier: `variorum explain` and `variorum accept`.

use super::write::write_whole;
use super::{Done, Outcome};
use crate::settings::text;
use jiff::civil::Date;
use serde_json::Value as Json;
use std::io::{Read, Write};
use std::path::Path;
use variorum::house::{AcceptFile, Entry, entry};
use variorum::report::{Rule, visible};

/// The severities from the worst on, as a report names them.
const SEVERITIES: [&str; 4] = ["critical", "major", "minor", "note"];

/// `variorum explain`: everything that a report says of one finding.
pub fn explain(report: &Path, wanted: &str) -> Done {
    let reports = read(report)?;
    let (_, finding) = find(&reports, wanted, report)?;
    let mut out = std::io::stdout().lock();
    out.write_all(explained(finding).as_bytes())?;
    Ok(Outcome::Done)
}

/// `variorum accept`: adds findings to the file of accepted ones.
pub fn accept(report: &Path, wanted: &[String], reason: &str, until: Option<Date>, to: &Path) -> Done {
    if reason.trim().is_empty() {
        return Err("--reason: say why the finding is let stand".into());
    }
    let reports = read(report)?;
    let mut content = if to.exists() { text(to)? } else { "# Findings that are let stand; `variorum check --accept` reads this file.\n".to_owned() };
    let known = AcceptFile::parse(to, &content)?;
    let mut out = std::io::stdout().lock();
    for wanted in wanted {
        let (story, finding) = find(&reports, wanted, report)?;
        let id = word(finding, "id");
        let story = (!story.is_empty()).then(|| story.to_owned());
        if known.entries().iter().any(|entry| entry.finding == id && entry.story == story && entry.until.is_none()) {
            writeln!(out, "{id} is accepted already")?;
            continue;
        }
        let added = Entry { finding: id.to_owned(), story, reason: reason.to_owned(), until, what: Some(word(finding, "message").to_owned()) };
        if !content.ends_with('\n') {
            content.push('\n');
        }
        content.push('\n');
        content.push_str(&entry(&added));
        writeln!(out, "accepted {id}: {}", visible(word(finding, "message")))?;
    }
    write_whole(to, &content)?;
    Ok(Outcome::Done)
}

/// The reports of a file: one document, or one a line.
fn read(path: &Path) -> Result<Vec<Json>, String> {
    let content = if path.as_os_str() == "-" {
        let mut content = String::new();
        std::io::stdin().read_to_string(&mut content).map_err(|error| format!("standard input: {error}"))?;
        content
    } else {
        text(path)?
    };
    let whole = serde_json::from_str::<Json>(&content).map(|report| vec![report]);
    let reports =
        whole.or_else(|_| content.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<Vec<Json>, _>>());
    let reports = reports.map_err(|error| format!("{}: this is no report in JSON: {error}; write one with --format json", path.display()))?;
    if reports.iter().any(|report| report["findings"].is_array()) {
        return Ok(reports);
    }
    Err(format!("{}: this is no report of variorum; write one with check --format json, or audit", path.display()))
}

/// The finding that was asked for, with its story's id.
fn find<'a>(reports: &'a [Json], wanted: &str, path: &Path) -> Result<(&'a str, &'a Json), String> {
    let all =
        || reports.iter().flat_map(|report| report["findings"].as_array().into_iter().flatten().map(move |finding| (word(report, "story"), finding)));
    if let Some(number) = wanted.parse::<usize>().ok().filter(|number| *number < 1000 && reports.len() == 1) {
        let mut sorted: Vec<(&str, &Json)> = all().collect();
        // As in every form: the worst first, what is accepted last.
        sorted.sort_by_key(|(_, finding)| (finding.get("accepted").is_some(), SEVERITIES.iter().position(|name| *name == word(finding, "severity"))));
        let count = sorted.len();
        let found = number.checked_sub(1).and_then(|at| sorted.into_iter().nth(at));
        return found.ok_or_else(|| format!("{}: there is no finding {number}; the report has {count}", path.display()));
    }
    if let Some(exact) = all().find(|(_, finding)| word(finding, "id") == wanted) {
        return Ok(exact);
    }
    let mut begins = all().filter(|(_, finding)| wanted.len() >= 4 && word(finding, "id").starts_with(wanted));
    match (begins.next(), begins.next()) {
        (Some(found), None) => Ok(found),
        (Some(_), Some(_)) => Err(format!("{}: several findings begin with {wanted:?}; give more of the id", path.display())),
        (None, _) => Err(format!("{}: there is no finding {wanted:?}; a report names each finding by its \"id\"", path.display())),
    }
}

fn word<'a>(object: &'a Json, name: &str) -> &'a str {
    object[name].as_str().unwrap_or_default()
}

/// Everything about a finding, for a person.
fn explained(finding: &Json) -> String {
    let say = |name: &str| visible(word(finding, name));
    let mut out = format!("{}\n\n", say("message"));
    let confidence = finding["confidence"].as_f64().unwrap_or(0.0) * 100.0;
    out.push_str(&format!("{} {} {}, {confidence:.0} % sure, id {}\n", say("severity"), say("fact"), say("kind"), say("id")));
    for (edition, reading) in finding["readings"].as_object().into_iter().flatten() {
        let odd = if finding["odd"].as_str() == Some(edition) { " (stands alone)" } else { "" };
        out.push_str(&format!("\n{}{odd}\n", visible(edition)));
        if reading.is_null() {
            match finding["aligned"].get(edition) {
                Some(place) => out.push_str(&format!("  not stated; line {} should: {}\n", place["line"], visible(word(place, "text")))),
                None => out.push_str("  not stated; nothing that corresponds\n"),
            }
            continue;
        }
        out.push_str(&format!("  words     {}\n", visible(word(reading, "text"))));
        out.push_str(&format!("  place     line {}, column {}, bytes {}\n", reading["line"], reading["column"], reading["span"]));
        for (name, value) in reading["value"].as_object().into_iter().flatten() {
            out.push_str(&format!("  {name:<9} {}\n", visible(value.as_str().unwrap_or(&value.to_string()))));
        }
        out.push_str(&format!("  sentence  {}\n", visible(word(&reading["context"], "text"))));
    }
    out.push_str(&format!("\nrule {}: {}\n", say("rule"), say("why")));
    if let Some(rule) = Rule::find(word(finding, "rule")) {
        out.push_str(&format!("{}. {}\n", rule.title, rule.help));
    }
    let considered = finding["candidates"].as_array().map_or(&[][..], Vec::as_slice);
    if !considered.is_empty() {
        out.push_str("\nconsidered, and turned down\n");
    }
    for one in considered {
        let (edition, text, why) = (visible(word(one, "edition")), visible(word(one, "text")), visible(word(one, "why")));
        out.push_str(&format!("  {edition} line {}: {text}\n    {}: {why}\n", one["line"], visible(word(one, "relation"))));
    }
    if finding.get("candidates").is_none() {
        out.push_str("\nWhat else was considered is in reports of `check`, not of `audit`.\n");
    }
    if let Some(accepted) = finding.get("accepted") {
        out.push_str(&format!("accepted: {}\n", visible(word(accepted, "reason"))));
    }
    out
}
