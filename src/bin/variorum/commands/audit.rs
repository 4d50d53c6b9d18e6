//! `variorum audit`: a report a line for a stream of stories.
//!
//! Stories are read, checked and written in batches, so memory is bounded by a batch and the order of the input is kept.

use super::{Done, Outcome};
use crate::args::{Checking, LineFormat};
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use variorum::check;
use variorum::ingest::Stories;
use variorum::report::to_json;
use variorum::segment::Mode;
use variorum::text::Story;

/// Stories that are held at once.
const BATCH: usize = 64;

pub fn run(stories: &Path, checking: &Checking, format: LineFormat, jobs: Option<usize>) -> Done {
    let LineFormat::Jsonl = format;
    let input: Box<dyn BufRead + Send> = if stories.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(stories).map_err(|error| format!("{}: {error}", stories.display()))?;
        Box::new(BufReader::with_capacity(1 << 20, file))
    };
    let options = checking.options(Mode::Auto)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut findings, mut failed) = (false, 0_usize);
    let mut input = Stories::new(input);
    loop {
        let batch: Vec<(usize, Result<Story, String>)> = input.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let lines: Vec<Checked> = pool.install(|| batch.into_par_iter().map(|(line, story)| one(line, story, checking, &options)).collect());
        for line in lines {
            findings |= line.findings;
            failed += usize::from(line.failed);
            writeln!(out, "{}", line.json)?;
        }
    }
    out.flush()?;
    if failed > 0 {
        return Err(format!("{}: {failed} of the stories could not be checked; their lines hold \"error\"", stories.display()).into());
    }
    Ok(if findings { Outcome::Findings } else { Outcome::Done })
}

struct Checked {
    json: Json,
    findings: bool,
    failed: bool,
}

fn one(line: usize, story: Result<Story, String>, checking: &Checking, options: &check::Options) -> Checked {
    let (id, result) = match story {
        Ok(story) => (story.id.clone(), check::check(&story, options).map_err(|error| error.to_string())),
        Err(error) => (String::new(), Err(error)),
    };
    match result {
        Ok(report) => {
            let json = to_json(&report, |finding| checking.shows(finding));
            let findings = report.findings.iter().any(|finding| checking.shows(finding));
            Checked { json, findings, failed: false }
        }
        Err(error) => Checked { json: json!({ "story": id, "line": line, "error": error }), findings: false, failed: true },
    }
}
