//! Where reports go: standard output, or files that are replaced as a whole.

use crate::args::Writing;
use std::ffi::OsString;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use variorum::compare::Finding;
use variorum::report::{Document, Form, Report, Style, render};

/// What is to be written: a form, and the file it goes to, or standard output.
pub type Target = (Form, Option<PathBuf>);

/// What was asked for. Settled before anything is checked, so that nobody waits for a mistake in the arguments.
///
/// # Errors
/// If a file does not tell its form, or the forms and the files do not fit each other.
pub fn targets(writing: &Writing) -> Result<Vec<Target>, String> {
    let (forms, files) = (&writing.format, &writing.output);
    match (forms.as_slice(), files.as_slice()) {
        ([], []) => Ok(vec![(Form::Text, None)]),
        ([form], []) => Ok(vec![(*form, None)]),
        (_, []) => Err("standard output takes one form; name a file for each with -o".to_owned()),
        ([], _) => files.iter().map(|file| Ok((form_of(file)?, Some(file.clone())))).collect(),
        _ if forms.len() == files.len() => Ok(forms.iter().copied().zip(files.iter().cloned().map(Some)).collect()),
        _ => Err(format!(
            "--format names {} and -o {}; name one form for each file, or leave --format out and let the names of the files tell",
            forms.len(),
            files.len()
        )),
    }
}

fn form_of(file: &Path) -> Result<Form, String> {
    Form::of_path(file).ok_or_else(|| {
        let known: Vec<String> = Form::ALL.iter().filter_map(|form| form.extensions().first()).map(|end| format!(".{end}")).collect();
        format!("{}: this name tells no form; let it end in one of {}, or give --format", file.display(), known.join(" "))
    })
}

/// How text is set: to the width of the terminal where it goes to one.
fn style(shown: bool, colour: bool, explained: bool) -> Style {
    let size = if shown && std::io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    let columns = size.map(|(width, _)| usize::from(width.0)).filter(|columns| *columns > 0);
    let plain = Style::default();
    // What stands before a sentence: the margin, the edition's id and the line.
    const LEAD: usize = 18;
    let width = columns.map_or(plain.width, |columns| columns.saturating_sub(LEAD).clamp(30, 2 * plain.width));
    Style { colour, width, columns, explained }
}

/// Writes a report to every target, with the findings that `shows` lets through; text says what else was considered if `explained`.
///
/// # Errors
/// If a file cannot be written, or a form of several files is to go to standard output.
pub fn write(
    report: &Report,
    targets: &[Target],
    explained: bool,
    shows: impl Fn(&Finding) -> bool + Copy,
) -> Result<(), Box<dyn std::error::Error>> {
    for (form, file) in targets {
        let colour = file.is_none() && !matches!(anstream::stdout().current_choice(), anstream::ColorChoice::Never);
        let documents = render(report, *form, style(file.is_none(), colour, explained), shows);
        match (file, documents.as_slice()) {
            (Some(file), all) => {
                for document in all {
                    write_whole(&name_of(file, document), &document.content)?;
                }
            }
            (None, [document]) => {
                let mut out = anstream::stdout().lock();
                out.write_all(document.content.as_bytes())?;
                out.flush()?;
            }
            (None, _) => return Err(format!("{} takes a file for each pair of editions; name them with -o FILE", form.name()).into()),
        }
    }
    Ok(())
}

/// The file of one part: `report.xlf` and `ar` make `report.ar.xlf`.
fn name_of(file: &Path, document: &Document) -> PathBuf {
    let Some(part) = &document.part else { return file.to_owned() };
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    // An edition's id is a file's stem, but an id of a stream is anybody's.
    name.push(format!(".{}", part.replace(|c: char| !c.is_alphanumeric() && c != '-' && c != '.', "_")));
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    file.with_file_name(name)
}

/// Writes a file so that nobody ever sees half of it: to a new file beside it, which then takes its name.
///
/// # Errors
/// If it cannot be written; nothing is left behind then.
pub fn write_whole(file: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    let name = file.file_name().ok_or_else(|| format!("{}: this is no file; name the file that the report goes to", file.display()))?;
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = file.with_file_name(beside);
    let written = fs::write(&beside, content).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| {
        // The report is lost in any case; what is left of it is only in the way.
        let _ = fs::remove_file(&beside);
        format!("{}: the report cannot be written: {error}", file.display())
    })
}
