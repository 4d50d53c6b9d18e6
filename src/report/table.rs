//! The report as a table, one row a finding: CSV as RFC 4180 has it, or values with tabs between them.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe, and no cell holds a line break, a tab or a control character.

use super::headline::headline;
use super::view::View;
use super::visible::visible;
use super::words::words;
use csv::{Terminator, WriterBuilder};

/// Begins a CSV file for a spreadsheet, which would otherwise not take it for UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Values with commas between them.
pub(super) fn to_csv(view: &View<'_>) -> String {
    format!("{BYTE_ORDER_MARK}{}", table(view, WriterBuilder::new().terminator(Terminator::CRLF)))
}

/// Values with tabs between them; none holds a tab, so none is quoted.
pub(super) fn to_tsv(view: &View<'_>) -> String {
    table(view, WriterBuilder::new().delimiter(b'\t').quote_style(csv::QuoteStyle::Never))
}

fn table(view: &View<'_>, form: &WriterBuilder) -> String {
    let editions = &view.report.story.editions;
    let mut writer = form.from_writer(Vec::new());
    let mut head: Vec<String> =
        ["story", "finding", "severity", "kind", "fact", "confidence", "stands alone", "what differs", "rule", "why", "suggested", "accepted"]
            .map(str::to_owned)
            .to_vec();
    for edition in editions {
        head.extend(["line", "text", "value", "sentence"].map(|what| cell(&format!("{} {what}", edition.id))));
    }
    let mut rows = vec![head];
    for finding in &view.findings {
        let odd = finding.odd.map_or("", |odd| view.report.edition(odd).id.as_str());
        let mut row = vec![
            cell(&view.report.story.id),
            cell(&finding.id),
            finding.severity.name().to_owned(),
            finding.kind.name().to_owned(),
            finding.subject.name().to_owned(),
            format!("{:.2}", finding.confidence),
            cell(odd),
            cell(&headline(view.report, finding)),
            finding.rule.to_owned(),
            cell(&finding.why),
            view.report.correction(finding).map_or(String::new(), |correction| {
                let of = view.report.edition(correction.edition);
                cell(&format!("{}: {} -> {}", of.id, correction.span.of(&of.text), correction.text))
            }),
            view.acceptance(finding).map_or(String::new(), |accepted| cell(&accepted.reason)),
        ];
        for (at, edition) in editions.iter().enumerate() {
            let reading = finding.reading(at);
            let place = view.place(finding, at).filter(|_| finding.readings.iter().any(|(edition, _)| *edition == at));
            row.push(place.map_or(String::new(), |span| view.start(at, span).0.to_string()));
            row.push(reading.map_or(String::new(), |reading| cell(reading.span.of(&edition.text))));
            row.push(reading.map_or(String::new(), |reading| cell(&words(finding.subject, &reading.value))));
            let context = reading.map(|reading| reading.context).or(place);
            row.push(context.map_or(String::new(), |span| cell(span.of(&edition.text))));
        }
        rows.push(row);
    }
    for row in rows {
        // OK because every row has the same length and a vector takes whatever is written.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Text of an input as a cell.
fn cell(text: &str) -> String {
    let shown = visible(text);
    let shown = shown.trim();
    // What follows blanks and quotes is a formula too; the signs also exist in full width.
    let first = shown.chars().find(|c| !c.is_whitespace() && *c != '"' && *c != '\'' && !is_isolate(*c));
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}' | '\u{2212}'));
    if formula { format!("'{shown}") } else { shown.to_owned() }
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        assert_eq!(cell("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(cell("\t@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\"=1+1"), "'\"=1+1");
        assert_eq!(cell("-5"), "'-5");
        assert_eq!(cell("5 - 3"), "5 - 3");
        assert_eq!(cell("a\r\nb\tc\u{1B}[0m"), "a b c␛[0m");
    }
}
