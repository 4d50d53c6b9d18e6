//! The picture in the README: the beginning of a report on a story, as a terminal shows it.
//!
//! `cargo run --example picture -- samples/summit/altered > docs/report.svg`

#![allow(clippy::print_stdout, reason = "this is a program that prints")]

use std::error::Error;
use std::path::PathBuf;
use variorum::check::{Options, check};
use variorum::compare::Severity;
use variorum::ingest::{Hints, story};
use variorum::report::{Style, to_text};

/// So many lines are shown.
const LINES: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder of a story")?;
    let (story, _) = story(&[PathBuf::from(&folder)], &Hints::default())?;
    let report = check(&story, &Options::default())?;
    let shown = to_text(&report, Style::default(), |finding| finding.severity >= Severity::Minor && finding.confidence >= 0.5);
    let height = 26 + 18 * LINES;
    println!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"{height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13\">\n\
         <title>The first findings of variorum check {}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#161b22\"/>",
        escaped(&folder)
    );
    for (at, line) in shown.lines().take(LINES).enumerate() {
        // What a terminal paints, by what the line is.
        let line = line.replace(['\u{2068}', '\u{2069}'], "");
        let (fill, weight) = match line.trim_start() {
            _ if at == 0 => ("#ffffff", "bold"),
            rest if rest.starts_with("why") || rest.starts_with("id") => ("#8b949e", "normal"),
            _ if line.contains(". CRITICAL") => ("#ff7b72", "bold"),
            _ if line.contains(". MAJOR") => ("#d2a8ff", "bold"),
            _ if line.contains(". MINOR") => ("#e3b341", "bold"),
            rest if line.starts_with("   ") && !line.starts_with("    ") && rest.contains(" where ") && !rest.contains("  line ") => {
                ("#ffffff", "bold")
            }
            _ => ("#d0d7de", "normal"),
        };
        let marked = escaped(&line).replace('⟦', "<tspan fill=\"#e3b341\" text-decoration=\"underline\">").replace('⟧', "</tspan>");
        println!(
            "<text x=\"20\" y=\"{}\" fill=\"{fill}\" font-weight=\"{weight}\" xml:space=\"preserve\" direction=\"ltr\" unicode-bidi=\"isolate\">{marked}</text>",
            30 + 18 * at
        );
    }
    println!("</svg>");
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
