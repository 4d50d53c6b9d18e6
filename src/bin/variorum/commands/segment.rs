//! `variorum segment`: sentences as JSON lines.

use super::read::tell;
use super::{Done, Outcome};
use crate::args::Reading;
use std::io::{BufWriter, Write};
use std::path::Path;
use variorum::check::Reader;
use variorum::{ingest, report};

pub fn run(file: &Path, reading: &Reading) -> Done {
    let file = ingest::edition(file, &reading.hints())?;
    tell(std::slice::from_ref(&file));
    let edition = file.edition;
    let reader = Reader::get(&edition.language)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (index, sentence) in reader.sentences(&edition.text, reading.mode()).iter().enumerate() {
        let line =
            serde_json::json!({ "index": index, "span": sentence.span, "text": sentence.span.of(&edition.text), "paragraph": sentence.paragraph });
        writeln!(out, "{}", report::line(&line))?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}
