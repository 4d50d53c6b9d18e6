//! `variorum read`: what was understood of files.

use super::{Done, Outcome};
use crate::args::{ReadFormat, Reading};
use serde_json::{Value as Json, json};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use variorum::ingest::{self, Hints, Opened, ReadFile};
use variorum::report::{self, visible};
use variorum::text::{Places, Span};

pub fn run(files: &[PathBuf], reading: &Reading, format: ReadFormat) -> Done {
    let hints = reading.hints();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    for file in files {
        if file.is_dir() {
            failed |= folder(file, &hints, format, &mut out)?;
            continue;
        }
        let opened = ingest::open(file, &hints)?;
        for number in 0..opened.contents.documents.len() {
            match opened.edition(number, &hints) {
                Ok(read) => match format {
                    ReadFormat::Text => shown(&opened, &read, &mut out)?,
                    ReadFormat::Jsonl => writeln!(out, "{}", report::line(&line(&opened, number, &read)))?,
                },
                Err(error) => {
                    failed = true;
                    eprintln!("variorum: {}", visible(&error.to_string()));
                }
            }
        }
    }
    out.flush()?;
    if failed {
        return Err("not everything was understood; see above".into());
    }
    Ok(Outcome::Done)
}

/// Tells on standard error what a reader of the answer should know of the reading.
pub fn tell(read: &[ReadFile]) {
    for one in read {
        for notice in &one.notices {
            eprintln!("variorum: {}: {}", visible(&one.path.to_string_lossy()), visible(&notice.text));
        }
    }
}

/// Which files of a folder make a story. Returns whether something has no place.
fn folder(folder: &Path, hints: &Hints, format: ReadFormat, out: &mut impl Write) -> Result<bool, Box<dyn std::error::Error>> {
    let gathered = ingest::stories(&[folder.to_owned()], hints)?;
    for story in &gathered.stories {
        let files: Vec<String> = story.editions.iter().map(|member| member.path.to_string_lossy().into_owned()).collect();
        match format {
            ReadFormat::Text => {
                writeln!(out, "{}", visible(&story.id))?;
                for member in &story.editions {
                    let number = if member.document > 0 { format!(", text {}", member.document + 1) } else { String::new() };
                    writeln!(out, "  {}{number}", visible(&member.path.to_string_lossy()))?;
                }
            }
            ReadFormat::Jsonl => writeln!(out, "{}", report::line(&json!({ "story": story.id, "files": files })))?,
        }
    }
    for one in &gathered.unplaced {
        let path = one.path.to_string_lossy();
        match format {
            ReadFormat::Text => writeln!(out, "no place: {}: {}", visible(&path), visible(&one.reason))?,
            ReadFormat::Jsonl => writeln!(out, "{}", report::line(&json!({ "unplaced": path, "reason": one.reason })))?,
        }
    }
    Ok(!gathered.unplaced.is_empty())
}

/// A text for a person: what is known of it, then its lines with their places in the file.
fn shown(opened: &Opened, read: &ReadFile, out: &mut impl Write) -> std::io::Result<()> {
    let about = &read.about;
    let published = read.edition.published.map(|time| time.to_string());
    let language = match read.guessed {
        Some(sure) => format!("{} (guessed, {:.0} % sure)", read.edition.language, sure * 100.0),
        None => read.edition.language.clone(),
    };
    writeln!(out, "{}: {}, {}", visible(&read.path.to_string_lossy()), opened.format, opened.encoding())?;
    let told = [
        ("edition", Some(read.edition.id.clone())),
        ("story", about.story.clone().filter(|story| !story.is_empty())),
        ("item", about.id.clone().filter(|id| *id != read.edition.id)),
        ("language", Some(language)),
        ("published", published),
        ("headline", about.headline.clone()),
        ("dateline", about.dateline.clone()),
        ("version", about.version.clone()),
        ("links", Some(about.links.join(" ")).filter(|links| !links.is_empty())),
        ("segments", read.segments.as_ref().map(|segments| format!("{}, which are the alignment", segments.len()))),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            writeln!(out, "  {name:<10} {}", visible(&value))?;
        }
    }
    for notice in &read.notices {
        writeln!(out, "  {:<10} {}", "note", visible(&notice.text))?;
    }
    writeln!(out)?;
    let places = Places::new(&read.edition.text, read.source.as_deref());
    for (span, words) in lines(&read.edition.text) {
        let (row, column) = places.start(span);
        writeln!(out, "{:>10}  {}", format!("{row}:{column}"), visible(words))?;
    }
    writeln!(out)
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |row| {
        let start = at;
        at += row.len();
        let words = row.trim_end_matches(['\n', '\r']);
        (!words.trim().is_empty()).then(|| (Span::new(start, start + words.len()), words))
    })
}

/// A text for a program. Pieces: where a piece begins in the text, its span in the file in bytes, and whether both hold the same characters.
fn line(opened: &Opened, number: usize, read: &ReadFile) -> Json {
    let about = &read.about;
    let pieces: Vec<Json> = match &read.source {
        None => vec![json!([0, [0, read.edition.text.len()], true])],
        Some(source) => {
            let all = source.extract().pieces();
            let ends = all.iter().skip(1).map(|piece| piece.at).chain([read.edition.text.len()]);
            all.iter().zip(ends).map(|(piece, end)| json!([piece.at, source.bytes(Span::new(piece.at, end)), piece.exact])).collect()
        }
    };
    let notes: Vec<Json> = read.notices.iter().map(|notice| json!({ "code": notice.code, "text": notice.text })).collect();
    let mut out = json!({
        "file": read.path.to_string_lossy(),
        "format": opened.format.name(),
        "encoding": opened.encoding(),
        "number": number,
        "edition": read.edition.id,
        "language": read.edition.language,
    });
    let told = [
        ("guessed", read.guessed.map(|sure| json!((sure * 100.0).round() / 100.0))),
        ("story", about.story.as_ref().map(|story| json!(story))),
        ("item", about.id.as_ref().map(|id| json!(id))),
        ("published", read.edition.published.map(|time| json!(time.to_string()))),
        ("headline", about.headline.as_ref().map(|headline| json!(headline))),
        ("dateline", about.dateline.as_ref().map(|dateline| json!(dateline))),
        ("version", about.version.as_ref().map(|version| json!(version))),
        ("links", Some(json!(about.links)).filter(|_| !about.links.is_empty())),
        ("text", Some(json!(&*read.edition.text))),
        ("pieces", Some(json!(pieces))),
        ("segments", read.segments.as_ref().map(|segments| json!(segments))),
        ("lost", Some(json!(opened.format.losses()))),
        ("notes", Some(json!(notes))),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            out[name] = value;
        }
    }
    out
}
