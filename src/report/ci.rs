//! The report for continuous integration: JUnit's XML, and the workflow commands of GitHub.

use super::headline::headline;
use super::rules::Rule;
use super::view::View;
use super::visible::visible;
use super::words::words;
use super::xml::{self, Xml};
use crate::compare::{Finding, Severity, Subject};

/// A suite with a failed test case a finding, or one passed case where there is none. Accepted findings are skipped cases.
pub(super) fn to_junit(view: &View<'_>) -> String {
    let open = view.open();
    let story = if view.report.story.id.is_empty() { "story" } else { view.report.story.id.as_str() };
    let tests = view.findings.len().max(1).to_string();
    let counts = [
        ("tests", tests),
        ("failures", open.len().to_string()),
        ("errors", "0".to_owned()),
        ("skipped", (view.findings.len() - open.len()).to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut out = Xml::new();
    out.open("testsuites", &[&[("name", "variorum")], counts.as_slice()].concat());
    out.open("testsuite", &[&[("name", story)], counts.as_slice()].concat());
    if view.findings.is_empty() {
        out.empty("testcase", &[("classname", "variorum"), ("name", "the editions agree")]);
    }
    for finding in &view.findings {
        let edition = view.culprit(finding);
        let line = view.place(finding, edition).map_or(1, |span| view.start(edition, span).0).to_string();
        let (name, file) = (headline(view.report, finding), view.file(edition));
        let class = format!("{}.{}", finding.subject.name(), finding.kind);
        out.open("testcase", &[("classname", &class), ("name", &name), ("file", &file), ("line", &line)]);
        match view.acceptance(finding) {
            Some(accepted) => out.empty("skipped", &[("message", &format!("accepted: {}", accepted.reason))]),
            None => {
                out.open("failure", &[("type", &format!("{}.{}", finding.severity, finding.rule)), ("message", &name)]);
                out.text(&xml::shown(&readings(view, finding)));
                out.close("failure");
            }
        }
        out.close("testcase");
    }
    out.close("testsuite");
    out.close("testsuites");
    out.finish()
}

/// A line a finding: `::error file=...::...`. What was accepted is a notice.
pub(super) fn to_github(view: &View<'_>) -> String {
    let mut out = String::new();
    for finding in &view.findings {
        let edition = view.culprit(finding);
        let accepted = view.acceptance(finding);
        let level = match finding.severity {
            _ if accepted.is_some() => "notice",
            Severity::Critical | Severity::Major => "error",
            Severity::Minor => "warning",
            Severity::Note => "notice",
        };
        let place = view.place(finding, edition).map(|span| (view.start(edition, span), view.end(edition, span)));
        let place = match place {
            Some(((line, column), (last, end))) if line == last => format!(",line={line},endLine={last},col={column},endColumn={end}"),
            // Columns are only taken within one line.
            Some(((line, _), (last, _))) => format!(",line={line},endLine={last}"),
            None => String::new(),
        };
        let mut title = format!("{} {} {}", finding.severity, finding.subject.name(), finding.kind);
        if let Some(accepted) = accepted {
            title.push_str(&format!(" (accepted: {})", accepted.reason));
        }
        let message = format!("{}\n{}", headline(view.report, finding), readings(view, finding));
        out.push_str(&format!("::{level} file={}{place},title={}::{}\n", property(&view.file(edition)), property(&visible(&title)), data(&message)));
    }
    out
}

/// Each edition's words and value, a line each, and the rule.
fn readings(view: &View<'_>, finding: &Finding) -> String {
    let mut out = String::new();
    for (edition, reading) in &finding.readings {
        let of = view.report.edition(*edition);
        let line = view.place(finding, *edition).map_or(String::new(), |span| format!(" line {}", view.start(*edition, span).0));
        let what = match reading {
            Some(reading) => {
                let value = words(finding.subject, &reading.value);
                let value = if value.is_empty() { value } else { format!(" = {value}") };
                let words = reading.span.of(&of.text);
                if finding.subject == Subject::Sentence { words.to_owned() } else { format!("“{words}”{value}") }
            }
            None => "not stated".to_owned(),
        };
        out.push_str(&format!("{}{line}: {}\n", visible(&of.id), visible(&what)));
    }
    out.push_str(&format!("{}: {}", Rule::of(finding.rule).title, visible(&finding.why)));
    out
}

/// The message of a workflow command, in which only per cent signs and line ends have to be escaped; what acts on a terminal is visible already.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_cannot_be_broken_out_of() {
        assert_eq!(property("a,line=1::x\n::error::y%"), "a%2Cline=1%3A%3Ax %3A%3Aerror%3A%3Ay%25");
        assert_eq!(data("x\r\n::set-output name=a::b"), "x%0D%0A::set-output name=a::b");
    }
}
