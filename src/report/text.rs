//! The report for a terminal: a verdict, the findings with the worst first, what was read, and what else can be seen.
//!
//! Every quotation of an input is [`visible`], and isolated where it runs from right to left, so that Arabic stays readable beside Latin. A reading is
//! underlined, or stands in ⟦ ⟧ where there is no colour: marks inside a text move with it when a terminal reorders it, carets below do not.

use super::candidates::candidates;
use super::difference::differing;
use super::excerpt::{excerpt, opening};
use super::headline::{and, counts, headline, verdict};
use super::view::View;
use super::visible::{isolated, message, visible};
use super::words::words;
use super::{Note, Report};
use crate::compare::{Finding, Reading, Severity, Subject};
use crate::text::Places;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// How a terminal shows things.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colour and underlining; otherwise readings stand in ⟦ ⟧.
    pub colour: bool,
    /// How many graphemes of a sentence are shown.
    pub width: usize,
    /// How many columns the terminal has; lines are broken there. Nothing is broken where it is not known.
    pub columns: Option<usize>,
    /// Whether each finding says what else was considered.
    pub explained: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 90, columns: None, explained: false }
    }
}

/// The whole report with the findings that `shown` lets through.
pub fn to_text(report: &Report, style: Style, shown: impl Fn(&Finding) -> bool) -> String {
    let View { findings, places, .. } = View::new(report, shown);
    let ids: Vec<String> = report.story.editions.iter().map(|edition| isolated(&visible(&edition.id))).collect();
    let page = Page { report, style, places, margin: ids.iter().map(|id| id.chars().count()).max().unwrap_or(0).max(3), ids };
    let mut out = String::new();
    page.verdict(&mut out, &findings);
    for (at, finding) in findings.iter().enumerate() {
        out.push('\n');
        page.finding(&mut out, at + 1, finding);
    }
    out.push('\n');
    page.summary(&mut out);
    page.notes(&mut out);
    page.more(&mut out, &findings);
    out
}

/// What all parts of the page need.
struct Page<'a> {
    report: &'a Report,
    style: Style,
    places: Vec<Places<'a>>,
    /// By edition: its id, safe to show.
    ids: Vec<String>,
    /// Width of the longest id.
    margin: usize,
}

impl Page<'_> {
    fn verdict(&self, out: &mut String, findings: &[&Finding]) {
        let story = visible(&self.report.story.id);
        if !story.is_empty() {
            let _ = write!(out, "{}: ", self.paint(BOLD, &isolated(&story)));
        }
        let open: Vec<&Finding> = findings.iter().copied().filter(|finding| self.report.acceptance(finding).is_none()).collect();
        let told = verdict(self.report, &open);
        let code = match counts(&open).first() {
            Some((severity, _)) => colour(*severity),
            None if self.report.summaries.iter().any(|summary| summary.aligned > 0) => GREEN,
            None => YELLOW,
        };
        let accepted = findings.len() - open.len();
        let accepted = if accepted > 0 { format!(" ({accepted} accepted)") } else { String::new() };
        let _ = writeln!(out, "{} between {}{accepted}", self.paint(code, &told), and(&self.ids));
    }

    fn finding(&self, out: &mut String, number: usize, finding: &Finding) {
        let severity = self.paint(colour(finding.severity), &finding.severity.name().to_uppercase());
        let percent = (finding.confidence.clamp(0.0, 1.0) * 100.0).round();
        let _ = writeln!(out, "{number}. {severity}  {} {}, {percent} % sure", finding.subject.name(), finding.kind);
        self.paragraph(out, "   ", &headline(self.report, finding), BOLD);
        for (edition, reading) in &finding.readings {
            match reading {
                Some(reading) => self.reading(out, finding, *edition, reading),
                None => self.gap(out, finding, *edition),
            }
        }
        let why = format!("{}: {}", finding.rule, message(&finding.why));
        self.paragraph(out, &format!("   {}  ", self.label("why")), &why, DIM);
        if self.style.explained {
            self.considered(out, finding);
        }
        if let Some(correction) = self.report.correction(finding) {
            let edition = self.report.edition(correction.edition);
            let (old, new) = (isolated(&visible(correction.span.of(&edition.text))), isolated(&visible(&correction.text)));
            let _ = writeln!(out, "   {}  in {}: {old} -> {new}", self.label("fix"), self.ids[correction.edition]);
        }
        let _ = writeln!(out, "   {}  {}", self.label("id"), self.paint(DIM, &finding.id));
        if let Some(accepted) = self.report.acceptance(finding) {
            let until = accepted.until.as_ref().map_or(String::new(), |until| format!(" until {}", visible(until)));
            let _ = writeln!(out, "   {}  accepted{until}: {}", self.label(""), isolated(&visible(&accepted.reason)));
        }
    }

    /// One edition's reading in its sentence, and its value.
    fn reading(&self, out: &mut String, finding: &Finding, edition: usize, reading: &Reading) {
        let text = &self.report.edition(edition).text;
        let (line, _) = self.places[edition].start(reading.span);
        let quoted = if finding.subject == Subject::Sentence {
            opening(text, reading.context, self.style.width)
        } else {
            let parts = excerpt(text, reading.context, reading.span, self.style.width);
            format!("{}{}{}", parts.before, self.marked(&parts.reading), parts.after)
        };
        let quoted = isolated(&quoted);
        let _ = writeln!(out, "   {}  line {line}  {quoted}", self.label(&self.ids[edition]));
        let value = visible(&words(finding.subject, &reading.value));
        if !value.is_empty() {
            let alone = if finding.odd == Some(edition) && self.report.story.editions.len() > 2 { "  (stands alone)" } else { "" };
            let _ = writeln!(out, "   {}  = {}{alone}", self.label(""), self.emphasised(finding, edition, &value));
        }
    }

    /// What else was considered, and why it was turned down.
    fn considered(&self, out: &mut String, finding: &Finding) {
        for one in candidates(self.report, finding) {
            let text = &self.report.edition(one.edition).text;
            let (line, _) = self.places[one.edition].start(one.span);
            let quoted = isolated(&opening(text, one.span, self.style.width / 2));
            let told = format!("not {} line {line} “{quoted}”: {}", self.ids[one.edition], message(&one.why));
            self.paragraph(out, &format!("   {}  ", self.label("")), &told, DIM);
        }
    }

    /// Where a fact would stand that an edition lacks.
    fn gap(&self, out: &mut String, finding: &Finding, edition: usize) {
        let label = self.label(&self.ids[edition]);
        let Some(place) = self.report.place_of(finding, edition) else {
            let _ = writeln!(out, "   {label}  nothing that corresponds");
            return;
        };
        let text = &self.report.edition(edition).text;
        let (line, _) = self.places[edition].start(place);
        let _ = writeln!(out, "   {label}  line {line}  {}", isolated(&opening(text, place, self.style.width)));
        let _ = writeln!(out, "   {}  = {}", self.label(""), self.paint(DIM, "not stated here"));
    }

    /// A value with what another reading does not have made bold; there is no mark for it without colour.
    fn emphasised(&self, finding: &Finding, edition: usize, value: &str) -> String {
        let others = finding.readings.iter().filter(|(at, _)| *at != edition).filter_map(|(_, reading)| reading.as_ref());
        let other = others.map(|reading| visible(&words(finding.subject, &reading.value))).find(|other| !other.is_empty() && other != value);
        let (Some(other), true) = (other, self.style.colour) else {
            return isolated(value);
        };
        let (mut out, mut at) = (String::new(), 0);
        for range in differing(value, &other) {
            out.push_str(&value[at..range.start]);
            out.push_str(&self.paint(colour(finding.severity), &value[range.clone()]));
            at = range.end;
        }
        out.push_str(&value[at..]);
        isolated(&out)
    }

    fn summary(&self, out: &mut String) {
        for ((edition, id), summary) in self.report.story.editions.iter().zip(&self.ids).zip(&self.report.summaries) {
            let share = (summary.aligned * 100).checked_div(summary.sentences).unwrap_or(0);
            let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
            let line = format!("{}, {}, {share} % aligned", count(summary.sentences, "sentence"), count(summary.facts, "fact"));
            let language = if edition.language == edition.id { String::new() } else { format!("{}, ", edition.language) };
            let _ = writeln!(out, "{}  {}", self.label(id), self.paint(DIM, &format!("{language}{line}")));
        }
    }

    /// The notes; one that holds for several editions is told once.
    fn notes(&self, out: &mut String) {
        let mut told: Vec<(&Note, Vec<String>)> = Vec::new();
        for note in &self.report.notes {
            let who = note.edition.map(|edition| self.ids[edition].clone());
            match told.iter_mut().find(|(known, _)| known.code == note.code && known.text == note.text) {
                Some((_, editions)) => editions.extend(who),
                None => told.push((note, who.into_iter().collect())),
            }
        }
        for (note, editions) in told {
            let who = if editions.is_empty() { String::new() } else { format!("{}: ", and(&editions)) };
            self.paragraph(out, "note: ", &format!("{who}{}", message(&note.text)), PLAIN);
        }
    }

    fn more(&self, out: &mut String, findings: &[&Finding]) {
        let hidden = self.report.findings.len() - findings.len();
        let form = "--format json gives everything to a program";
        let line = match hidden {
            0 => form.to_owned(),
            1 => format!("1 less severe or less certain finding is not shown: --all shows it; {form}"),
            _ => format!("{hidden} less severe or less certain findings are not shown: --all shows them; {form}"),
        };
        self.paragraph(out, "", &line, DIM);
    }

    /// Words after `lead`, painted; broken at the last column, further lines standing below the first word.
    fn paragraph(&self, out: &mut String, lead: &str, text: &str, code: &str) {
        let indent = lead.graphemes(true).count();
        let room = self.style.columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent).max(20));
        for (at, line) in broken(text, room).into_iter().enumerate() {
            let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
            let _ = writeln!(out, "{lead}{}", self.paint(code, &line));
        }
    }

    fn marked(&self, reading: &str) -> String {
        if self.style.colour { self.paint(MARK, reading) } else { format!("⟦{reading}⟧") }
    }

    /// A word in the left margin.
    fn label(&self, word: &str) -> String {
        let blank = self.margin.saturating_sub(word.chars().count());
        format!("{word}{}", " ".repeat(blank))
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.style.colour && !code.is_empty() { format!("\u{1B}[{code}m{text}\u{1B}[0m") } else { text.to_owned() }
    }
}

/// Lines of at most `room` graphemes, broken at blanks. A text with isolates stays whole: a terminal would reorder its parts apart from each other.
fn broken(text: &str, room: usize) -> Vec<String> {
    if text.graphemes(true).count() <= room {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    let (mut used, mut depth) = (0, 0_i32);
    for word in text.split(' ') {
        let length = word.graphemes(true).count();
        match lines.last_mut() {
            Some(line) if used + 1 + length <= room || depth > 0 => {
                line.push(' ');
                line.push_str(word);
                used += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                used = length;
            }
        }
        let count = |open: &[char]| i32::try_from(word.matches(open).count()).unwrap_or(0);
        depth += count(&['\u{2066}', '\u{2067}', '\u{2068}']) - count(&['\u{2069}']);
    }
    lines
}

// Select Graphic Rendition parameters (ECMA-48).
const PLAIN: &str = "";
const BOLD: &str = "1";
const DIM: &str = "2";
const GREEN: &str = "1;32";
const YELLOW: &str = "1;33";
/// Bold, underlined, yellow.
const MARK: &str = "1;4;33";

fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "1;31",
        Severity::Major => "1;35",
        Severity::Minor => "1;33",
        Severity::Note => "1;36",
    }
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_are_broken_at_blanks_and_not_inside_isolates() {
        assert_eq!(broken("one two three", 80), ["one two three"]);
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("an endlessword", 6), ["an", "endlessword"]);
        assert_eq!(broken("a \u{2068}b c d e\u{2069} f", 4), ["a \u{2068}b c d e\u{2069}", "f"]);
    }
}
