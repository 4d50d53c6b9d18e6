//! `variorum align`: which sentences of the editions say the same.

use super::read::tell;
use super::{Done, Outcome};
use crate::args::{AlignFormat, Reading};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use variorum::lexicon::Lexicon;
use variorum::text::Sentence;
use variorum::{check, ingest, report};

pub fn run(files: &[PathBuf], reading: &Reading, lexicon: Option<&Path>, format: AlignFormat) -> Done {
    let (story, files) = ingest::story(files, &reading.hints())?;
    tell(&files);
    let lexicon = lexicon.map(Lexicon::read).transpose()?;
    let (read, beads) = match ingest::given(&files) {
        Some(segments) => check::read_given(&story.editions, &segments, reading.mode())?,
        None => {
            let read = check::read_all(&story.editions, reading.mode())?;
            let beads = check::align_with(&story.editions, &read, lexicon.as_ref())?;
            (read, beads)
        }
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let sentences: Vec<&[Sentence]> = read.iter().map(|read| read.sentences.as_slice()).collect();
    match format {
        AlignFormat::Tsv => out.write_all(report::to_tsv(&beads, &story.editions, &sentences).as_bytes())?,
        AlignFormat::Tmx => report::to_tmx(&beads, &story.editions, 0, &sentences, &mut out)?,
        AlignFormat::Jsonl => {
            for bead in &beads {
                writeln!(out, "{}", report::line(&report::bead_line(bead, &story.editions)))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
