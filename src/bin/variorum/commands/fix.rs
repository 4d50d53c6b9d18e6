//! `variorum fix`: the suggested corrections of a story as a difference, and written where that is asked for.

use super::write::write_whole;
use super::{Done, Outcome};
use crate::args::{Checking, Reading};
use crate::settings::{Settings, text};
use similar::TextDiff;
use std::io::Write;
use std::path::{Path, PathBuf};
use variorum::report::{Correction, visible};
use variorum::{check, ingest};

pub fn run(files: &[PathBuf], reading: &Reading, checking: &Checking, only: &[String], write: bool) -> Done {
    let (story, read) = ingest::story(files, &reading.hints())?;
    let settings = Settings::new(checking, files.first().map_or(Path::new("."), PathBuf::as_path))?;
    let mut report = check::check(&story, &settings.options(reading.mode()))?;
    settings.apply(&mut report);
    let chosen = report.findings.iter().filter(|finding| settings.shows(finding) && report.acceptance(finding).is_none());
    let chosen = chosen.filter(|finding| only.is_empty() || only.iter().any(|id| id.len() >= 4 && finding.id.starts_with(id.as_str())));
    let corrections: Vec<&Correction> = chosen.filter_map(|finding| report.correction(finding)).collect();
    let mut out = std::io::stdout().lock();
    let mut changed = 0;
    for (at, one) in read.iter().enumerate() {
        let own = &report.edition(at).text;
        let new = corrected(own, corrections.iter().filter(|correction| correction.edition == at));
        if new == *own {
            continue;
        }
        changed += 1;
        let name = visible(&one.path.to_string_lossy());
        let diff = TextDiff::from_lines(own, &new);
        let lines = diff.unified_diff().context_radius(1).header(&name, &name).to_string();
        writeln!(out, "{}", lines.lines().map(visible_line).collect::<Vec<_>>().join("\n"))?;
        if write {
            keep_and_write(&one.path, own, &new)?;
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
fn corrected<'a>(text: &str, corrections: impl Iterator<Item = &'a &'a Correction>) -> String {
    let mut all: Vec<&&Correction> = corrections.collect();
    all.sort_by_key(|correction| std::cmp::Reverse(correction.span.start));
    let (mut out, mut end) = (text.to_owned(), text.len());
    for correction in all {
        if correction.span.end <= end {
            out.replace_range(correction.span.start..correction.span.end, &correction.text);
            end = correction.span.start;
        }
    }
    out
}

/// Writes a file anew and keeps what it was beside it.
fn keep_and_write(path: &Path, own: &str, new: &str) -> Result<(), String> {
    let now = text(path)?;
    // A byte order mark is no part of the edition.
    let Some(head) = now.strip_suffix(own) else {
        return Err(format!("{}: the file changed while it was checked; nothing was written to it", path.display()));
    };
    let mut original = path.as_os_str().to_owned();
    original.push(".orig");
    let original = PathBuf::from(original);
    if original.exists() {
        return Err(format!("{}: an earlier original is kept there; move it away first, so that it is not lost", original.display()));
    }
    write_whole(&original, &now)?;
    write_whole(path, &format!("{head}{new}"))
}
