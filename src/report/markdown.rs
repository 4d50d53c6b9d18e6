//! The report in Markdown (CommonMark with the tables of GitHub), for a pull request or a chat.
//!
//! What an input holds is escaped sign by sign, and what a forge would turn into a mention, a link or an issue is broken by a word joiner.

use super::excerpt::{excerpt, opening};
use super::headline::{and, headline, verdict};
use super::rules::Rule;
use super::view::View;
use super::visible::{isolated, visible};
use super::words::words;
use crate::compare::{Finding, Severity, Subject};
use std::fmt::Write;

/// How many graphemes of a sentence are shown around a reading.
const WIDTH: usize = 140;

/// The whole report.
pub(super) fn to_markdown(view: &View<'_>) -> String {
    let report = view.report;
    let mut out = String::new();
    let story = escape(&visible(&report.story.id));
    let editions: Vec<String> = report.story.editions.iter().map(|edition| escape(&isolated(&visible(&edition.id)))).collect();
    let story = if story.is_empty() { story } else { format!("{story}: ") };
    let _ = writeln!(out, "## {story}{} between {}", verdict(report, &view.open()), and(&editions));
    if !view.findings.is_empty() {
        out.push_str("\n| | severity | what differs | fact | sure |\n| ---: | --- | --- | --- | ---: |\n");
        for (at, finding) in view.findings.iter().enumerate() {
            let accepted = if view.acceptance(finding).is_some() { " (accepted)" } else { "" };
            let _ = writeln!(
                out,
                "| {} | {}{accepted} | {} | {} {} | {:.0} % |",
                at + 1,
                sign(finding.severity),
                escape(&headline(report, finding)),
                finding.subject.name(),
                finding.kind,
                finding.confidence.clamp(0.0, 1.0) * 100.0
            );
        }
    }
    for (at, finding) in view.findings.iter().enumerate() {
        let _ = writeln!(out, "\n### {}. {}\n", at + 1, escape(&headline(report, finding)));
        readings(view, &mut out, finding);
        let rule = Rule::of(finding.rule);
        let _ = writeln!(out, "\n{}: {} (`{}`)", rule.title, escape(&visible(&finding.why)), finding.id);
        if let Some(correction) = view.report.correction(finding) {
            let of = view.report.edition(correction.edition);
            let (old, new) = (visible(correction.span.of(&of.text)), visible(&correction.text));
            let _ = writeln!(out, "\nSuggested in {}: <del>{}</del> <ins>{}</ins>", escape(&isolated(&visible(&of.id))), escape(&old), escape(&new));
        }
        if let Some(accepted) = view.acceptance(finding) {
            let until = accepted.until.as_ref().map_or(String::new(), |until| format!(" until {}", escape(&visible(until))));
            let _ = writeln!(out, "\n**Accepted**{until}: {}", escape(&visible(&accepted.reason)));
        }
    }
    if view.hidden > 0 {
        let _ = writeln!(out, "\n{} less severe or less certain not shown.", view.hidden);
    }
    for note in &report.notes {
        let who = note.edition.map_or(String::new(), |edition| format!("{}: ", escape(&visible(&report.edition(edition).id))));
        let _ = writeln!(out, "\n> note: {who}{}", escape(&visible(&note.text)));
    }
    out
}

fn readings(view: &View<'_>, out: &mut String, finding: &Finding) {
    for (edition, reading) in &finding.readings {
        let of = view.report.edition(*edition);
        let id = escape(&isolated(&visible(&of.id)));
        let Some(reading) = reading else {
            match view.report.place_of(finding, *edition) {
                Some(span) => {
                    let (line, _) = view.start(*edition, span);
                    let _ = writeln!(out, "- **{id}**, line {line}: not stated here: {}", escape(&isolated(&opening(&of.text, span, WIDTH))));
                }
                None => drop(writeln!(out, "- **{id}**: nothing that corresponds")),
            }
            continue;
        };
        let (line, _) = view.start(*edition, reading.span);
        let quoted = if finding.subject == Subject::Sentence {
            escape(&opening(&of.text, reading.context, WIDTH))
        } else {
            let parts = excerpt(&of.text, reading.context, reading.span, WIDTH);
            // The element is understood everywhere, beside any letter; asterisks are not.
            format!("{}<strong>{}</strong>{}", escape(&parts.before), escape(&parts.reading), escape(&parts.after))
        };
        let value = visible(&words(finding.subject, &reading.value));
        let value = if value.is_empty() { value } else { format!(" = {}", escape(&isolated(&value))) };
        let _ = writeln!(out, "- **{id}**, line {line}: {}{value}", isolated(&quoted));
    }
}

/// A severity that is told apart without colour.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "🔴 **critical**",
        Severity::Major => "🟠 **major**",
        Severity::Minor => "🟡 minor",
        Severity::Note => "🔵 note",
    }
}

/// Text in which no sign means anything to a renderer of Markdown or to a forge.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Mentions and issues are made of the rendered text, so that an escape does not stop them.
            '@' => out.push_str("@\u{2060}"),
            '#' => out.push_str("\\#\u{2060}"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' | ':' | '=' | '^' => {
                out.push('\\');
                out.push(c);
            }
            // At the start of a line these make a list, elsewhere a link without a scheme.
            '.' | '-' | '+' if starts_a_list(&out) || (c == '.' && out.ends_with("www")) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether only digits or nothing stand before: a sign here would begin a list.
fn starts_a_list(before: &str) -> bool {
    before.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_input_means_anything() {
        assert_eq!(escape("<img src=x> **b** [a](http://x)"), "&lt;img src\\=x&gt; \\*\\*b\\*\\* \\[a\\]\\(http\\://x\\)");
        assert_eq!(escape("1. one"), "1\\. one");
        assert_eq!(escape("- 3.5 a|b"), "\\- 3.5 a\\|b");
        assert_eq!(escape("@desk #12 www.example.org"), "@\u{2060}desk \\#\u{2060}12 www\\.example.org");
    }
}
