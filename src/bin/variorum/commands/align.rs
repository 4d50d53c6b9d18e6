//! `variorum align`: which sentences of the editions say the same.

use super::{Done, Outcome};
use crate::args::{AlignFormat, Reading};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use variorum::text::Sentence;
use variorum::{check, ingest, report};

pub fn run(files: &[PathBuf], reading: &Reading, format: AlignFormat) -> Done {
    let (story, _) = ingest::story(files, &reading.hints())?;
    let read = check::read_all(&story.editions, reading.mode())?;
    let beads = check::align_all(&story.editions, &read)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let sentences: Vec<&[Sentence]> = read.iter().map(|read| read.sentences.as_slice()).collect();
    match format {
        AlignFormat::Tsv => out.write_all(report::to_tsv(&beads, &story.editions, &sentences).as_bytes())?,
        AlignFormat::Tmx => report::to_tmx(&beads, &story.editions, &sentences, &mut out)?,
        AlignFormat::Jsonl => {
            for bead in &beads {
                writeln!(out, "{}", report::line(&report::bead_line(bead, &story.editions)))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
