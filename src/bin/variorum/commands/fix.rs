//! `variorum fix`: the suggested corrections of a story as a difference, and written where that is asked for.

use super::write::write_whole;
use super::{Done, Outcome};
use crate::args::{Checking, Reading};
use crate::settings::Settings;
use similar::TextDiff;
use std::io::Write;
use std::path::{Path, PathBuf};
use variorum::ingest::{Format, ReadFile};
use variorum::report::{Correction, visible};
use variorum::text::Span;
use variorum::{check, ingest};

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, only: &[String], write: bool) -> Done {
    let (story, read) = ingest::story(files, &reading.hints())?;
    let settings = Settings::new(checking, files.first().map_or(Path::new("."), PathBuf::as_path))?;
    let mut options = settings.options(reading.mode());
    options.segments = ingest::given(&read);
    let mut report = check::check(&story, &options)?;
    report.sources = read.iter().map(|one| one.source.clone()).collect();
    settings.apply(&mut report);
    let chosen = report.findings.iter().filter(|finding| settings.shows(finding) && report.acceptance(finding).is_none());
    let chosen = chosen.filter(|finding| only.is_empty() || only.iter().any(|id| id.len() >= 4 && finding.id.starts_with(id.as_str())));
    let corrections: Vec<&Correction> = chosen.filter_map(|finding| report.correction(finding)).collect();
    let places = report.places();
    let mut out = std::io::stdout().lock();
    let mut changed = 0;
    for (at, one) in read.iter().enumerate() {
        // Editions of one file are corrected together.
        if read[..at].iter().any(|other| other.path == one.path) {
            continue;
        }
        let mut here = Vec::new();
        for correction in corrections.iter().filter(|correction| read[correction.edition].path == one.path) {
            match places[correction.edition].exactly(correction.span) {
                Some(span) if one.format != Format::Docx => here.push((span, correction.text.as_str())),
                _ => {
                    let (line, column) = places[correction.edition].start(correction.span);
                    let old = visible(correction.span.of(&report.edition(correction.edition).text));
                    let name = visible(&one.path.to_string_lossy());
                    writeln!(
                        out,
                        "{name}: line {line}, column {column}: {old} -> {}: to be written by hand, as it is not plain text in the file",
                        visible(&correction.text)
                    )?;
                }
            }
        }
        let own = places[at].file();
        let new = corrected(own, here);
        if new == *own {
            continue;
        }
        changed += 1;
        let name = visible(&one.path.to_string_lossy());
        let diff = TextDiff::from_lines(own, &new);
        let lines = diff.unified_diff().context_radius(1).header(&name, &name).to_string();
        writeln!(out, "{}", lines.lines().map(visible_line).collect::<Vec<_>>().join("\n"))?;
        if write {
            keep_and_write(one, own, &new)?;
        }
    }
    let noun = if changed == 1 { "edition" } else { "editions" };
    match (changed, write) {
        (0, _) => writeln!(out, "there is nothing that is safe to correct")?,
        (_, true) => writeln!(out, "{changed} {noun} written; the originals are beside them, with .orig after their names")?,
        (_, false) => writeln!(out, "{changed} {noun} would change; --write writes them and keeps the originals")?,
    }
    Ok(if changed > 0 && !write { Outcome::Findings } else { Outcome::Done })
}

/// A line of a difference, with its blanks as they are and nothing that acts on a terminal.
fn visible_line(line: &str) -> String {
    let (sign, rest) = line.split_at(line.chars().next().map_or(0, char::len_utf8));
    format!("{}{}", visible(sign), visible(rest))
}

/// A text with corrections made, the last one first; of two that overlap the first one in the text is left out.
fn corrected(text: &str, mut all: Vec<(Span, &str)>) -> String {
    all.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let (mut out, mut end) = (text.to_owned(), text.len());
    for (span, new) in all {
        if span.end <= end {
            out.replace_range(span.start..span.end, new);
            end = span.start;
        }
    }
    out
}

/// Writes a file anew, in its own encoding, and keeps what it was beside it.
fn keep_and_write(one: &ReadFile, own: &str, new: &str) -> Result<(), String> {
    let path = &one.path;
    let now = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let encode = |text: &str| match &one.source {
        None => Some(text.as_bytes().to_vec()),
        Some(source) => source.encode(text),
    };
    let (Some(old), Some(new)) = (encode(own), encode(new)) else {
        return Err(format!("{}: the correction cannot be written in the encoding of the file; convert it to UTF-8 first", path.display()));
    };
    if old != now {
        return Err(format!("{}: the file changed while it was checked; nothing was written to it", path.display()));
    }
    let mut original = path.as_os_str().to_owned();
    original.push(".orig");
    let original = PathBuf::from(original);
    if original.exists() {
        return Err(format!("{}: an earlier original is kept there; move it away first, so that it is not lost", original.display()));
    }
    write_whole(&original, &now)?;
    write_whole(path, &new)
}
