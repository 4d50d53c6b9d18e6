//! `variorum facts`: the facts of one text as JSON lines.

use super::read::tell;
use super::{Done, Outcome};
use crate::args::{LineFormat, Reading};
use std::io::{BufWriter, Write};
use std::path::Path;
use variorum::check::Reader;
use variorum::{ingest, report};

pub fn run(file: &Path, reading: &Reading, format: LineFormat) -> Done {
    let file = ingest::edition(file, &reading.hints())?;
    tell(std::slice::from_ref(&file));
    let edition = file.edition;
    let read = Reader::get(&edition.language)?.read(&edition, reading.mode());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for fact in &read.facts {
        match format {
            LineFormat::Jsonl => writeln!(out, "{}", report::line(&report::fact_line(fact, &edition.text)))?,
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
