//! The forms that a report can take: their names, their files, and how to ask for one.

use super::view::View;
use super::{Report, Style, bitext, ci, html, json, markdown, sarif, table, text, xliff};
use crate::compare::Finding;
use crate::text::Sentence;
use serde_json::json;
use std::path::Path;

/// A form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// For a terminal.
    Text,
    /// A page for a browser: one file, which asks for nothing from outside and runs no script.
    Html,
    /// For a pull request or a chat.
    Markdown,
    /// One document for programs.
    Json,
    /// One JSON object a finding.
    Jsonl,
    /// For a spreadsheet: a row a finding.
    Csv,
    /// The same with tabs.
    Tsv,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for continuous integration.
    Junit,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
    /// XLIFF 2.1 with ITS 2.0, for translation tools: a file for each edition but the reference.
    Xliff,
    /// TMX 1.4b: the aligned story, as a translation memory; findings are not in it.
    Tmx,
}

/// One file of a form; most forms are one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where a form takes several files, what tells this one apart: `ar` makes `report.xlf` into `report.ar.xlf`.
    pub part: Option<String>,
    /// All of it.
    pub content: String,
}

impl Form {
    /// Every form.
    pub const ALL: &[Form] = &[
        Form::Text,
        Form::Html,
        Form::Markdown,
        Form::Json,
        Form::Jsonl,
        Form::Csv,
        Form::Tsv,
        Form::Sarif,
        Form::Junit,
        Form::Github,
        Form::Xliff,
        Form::Tmx,
    ];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Html => "html",
            Form::Markdown => "markdown",
            Form::Json => "json",
            Form::Jsonl => "jsonl",
            Form::Csv => "csv",
            Form::Tsv => "tsv",
            Form::Sarif => "sarif",
            Form::Junit => "junit",
            Form::Github => "github",
            Form::Xliff => "xliff",
            Form::Tmx => "tmx",
        }
    }

    /// What it is for, in a few words.
    pub const fn help(self) -> &'static str {
        match self {
            Form::Text => "For a terminal",
            Form::Html => "A page for a browser, in one file",
            Form::Markdown => "For a pull request or a chat",
            Form::Json => "One document for programs",
            Form::Jsonl => "For programs, one finding a line",
            Form::Csv => "For a spreadsheet, one finding a row",
            Form::Tsv => "The same with tabs",
            Form::Sarif => "SARIF 2.1.0, for code scanning",
            Form::Junit => "JUnit's XML, for continuous integration",
            Form::Github => "Annotations of a GitHub workflow",
            Form::Xliff => "XLIFF 2.1 with ITS 2.0, for translation tools; a file for each edition but the reference",
            Form::Tmx => "TMX 1.4b: the aligned story as a translation memory",
        }
    }

    /// The ends of file names that ask for it, without the dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Form::Text => &["txt"],
            Form::Html => &["html", "htm"],
            Form::Markdown => &["md", "markdown"],
            Form::Json => &["json"],
            Form::Jsonl => &["jsonl", "ndjson"],
            Form::Csv => &["csv"],
            Form::Tsv => &["tsv"],
            Form::Sarif => &["sarif", "sarif.json"],
            Form::Junit => &["xml"],
            Form::Github => &["github"],
            Form::Xliff => &["xlf", "xliff"],
            Form::Tmx => &["tmx"],
        }
    }

    /// The form that a file's name asks for.
    pub fn of_path(path: &Path) -> Option<Form> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let ends = |form: &Form| form.extensions().iter().filter(|end| name.ends_with(&format!(".{end}"))).map(|end| end.len()).max();
        Form::ALL.iter().filter_map(|form| ends(form).map(|length| (length, *form))).max_by_key(|(length, _)| *length).map(|(_, form)| form)
    }
}

/// The report in a form, with the findings that `shown` lets through. `style` is for [`Form::Text`] alone.
pub fn render(report: &Report, form: Form, style: Style, shown: impl Fn(&Finding) -> bool) -> Vec<Document> {
    let view = View::new(report, &shown);
    let content = match form {
        Form::Text => text::to_text(report, style, shown),
        Form::Html => html::page(&view),
        Form::Markdown => markdown::to_markdown(&view),
        Form::Json => json::to_pretty(report, shown) + "\n",
        Form::Jsonl => lines(report, &view),
        Form::Csv => table::to_csv(&view),
        Form::Tsv => table::to_tsv(&view),
        Form::Sarif => json::pretty(&sarif::to_sarif(&view)) + "\n",
        Form::Junit => ci::to_junit(&view),
        Form::Github => ci::to_github(&view),
        Form::Xliff => return xliff::to_xliff(&view),
        Form::Tmx => memory(report),
    };
    vec![Document { part: None, content }]
}

/// A path as a URI reference (RFC 3986): what is not a letter or digit of ASCII, or one of `-._~/`, is written by its bytes.
pub(super) fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The aligned story; the reference is the source.
fn memory(report: &Report) -> String {
    let sentences: Vec<&[Sentence]> = report.sentences.iter().map(Vec::as_slice).collect();
    let mut out = Vec::new();
    // OK because a vector takes whatever is written.
    let _ = bitext::to_tmx(&report.beads, &report.story.editions, report.reference, &sentences, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// One finding a line, in the order of the text; nothing in a line acts on a terminal.
fn lines(report: &Report, view: &View<'_>) -> String {
    let mut out = String::new();
    let shown: Vec<&Finding> = report.findings.iter().filter(|finding| view.findings.iter().any(|shown| std::ptr::eq(*shown, *finding))).collect();
    for finding in shown {
        let mut line = json!({ "story": report.story.id });
        if let (Some(line), serde_json::Value::Object(fields)) = (line.as_object_mut(), json::finding_line(finding, report)) {
            line.extend(fields);
        }
        out.push_str(&json::escaped(line.to_string()));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_asks_for_a_form() {
        let form = |name: &str| Form::of_path(Path::new(name));
        assert_eq!(form("out/report.HTML"), Some(Form::Html));
        assert_eq!(form("report.jsonl"), Some(Form::Jsonl));
        assert_eq!(form("report.json"), Some(Form::Json));
        assert_eq!(form("report.sarif.json"), Some(Form::Sarif));
        assert_eq!(form("report"), None);
        assert_eq!(form("html"), None);
    }

    #[test]
    fn a_path_as_a_uri() {
        assert_eq!(uri("./a b/ру.txt"), "a%20b/%D1%80%D1%83.txt");
        assert_eq!(uri("/tmp/x:y"), "file:///tmp/x%3Ay");
    }

    #[test]
    fn no_two_forms_share_a_name_or_an_end() {
        let mut all: Vec<&str> = Form::ALL.iter().flat_map(|form| form.extensions().iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
