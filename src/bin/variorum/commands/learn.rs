//! `variorum learn`: a lexicon from an archive.
//!
//! The archive is read once a pass, a batch of stories at a time; the second pass aligns with what the first one taught.

use super::write::write_whole;
use super::{Done, Outcome};
use crate::args::Size;
use rayon::prelude::*;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use variorum::check::{self, Lesson};
use variorum::ingest::Stories;
use variorum::lexicon::{Counts, Lexicon};
use variorum::text::Story;

/// Stories that are held at once.
const BATCH: usize = 64;
/// How often the archive is read.
const PASSES: usize = 2;

pub fn run(archive: &Path, output: &Path, size: &Size, jobs: Option<usize>) -> Done {
    if archive.as_os_str() == "-" {
        return Err("an archive is read twice, so it has to be a file; save the stories to one first".into());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let mut counts = Counts::default();
    let mut known: Option<Lexicon> = None;
    for pass in 0..PASSES {
        if pass > 0 {
            known = Some(counts.lexicon());
            counts.end_pass();
        }
        let file = File::open(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
        let mut stories = Stories::new(BufReader::with_capacity(1 << 20, file), size.bytes());
        loop {
            let batch: Vec<(usize, Result<Story, String>)> = stories.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let learn = |(line, story): (usize, Result<Story, String>)| -> Result<Lesson, String> {
                let lesson = story.and_then(|story| check::lesson(&story, known.as_ref()).map_err(|error| error.to_string()));
                lesson.map_err(|error| format!("{}, line {line}: {error}; correct or leave out this story", archive.display()))
            };
            let lessons: Vec<Result<Lesson, String>> = pool.install(|| batch.into_par_iter().map(learn).collect());
            for lesson in lessons {
                for ([(left, words), (right, others)], sure) in lesson? {
                    counts.add((&left, &words), (&right, &others), sure);
                }
            }
        }
    }
    let lexicon = counts.lexicon();
    if lexicon.entries().is_empty() {
        return Err(format!(
            "{}: nothing was learnt; an archive has to hold some hundred sentences that two editions share, and words that come again in them",
            archive.display()
        )
        .into());
    }
    write_whole(output, lexicon.to_text())?;
    Ok(Outcome::Done)
}
