//! `variorum align`: which sentences of the editions say the same.

use super::{Done, Outcome};
use crate::args::{AlignFormat, Reading};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use variorum::{check, ingest, report};

pub fn run(files: &[PathBuf], reading: &Reading, format: AlignFormat) -> Done {
    let (story, _) = ingest::story(files, &reading.hints())?;
    let read = check::read_all(&story.editions, reading.mode())?;
    let beads = check::align_all(&story.editions, &read)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match format {
        AlignFormat::Jsonl => {
            for bead in &beads {
                writeln!(out, "{}", report::line(&report::bead_line(bead, &story.editions)))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
