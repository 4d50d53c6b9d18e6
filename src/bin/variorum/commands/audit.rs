//! `variorum audit`: a report a line for a stream of stories.
//!
//! Stories are read, checked and written in batches, so memory is bounded by a batch and the order of the input is kept.

use super::check::Talk;
use super::{Done, Outcome};
use crate::args::{Checking, LineFormat, Size};
use crate::settings::Settings;
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use variorum::check;
use variorum::ingest::Stories;
use variorum::report::{self, to_json, visible};
use variorum::segment::Mode;
use variorum::text::Story;

/// Stories that are held at once.
const BATCH: usize = 64;

pub fn run(stories: &Path, checking: &Checking, size: &Size, format: LineFormat, jobs: Option<usize>, talk: Talk) -> Done {
    let LineFormat::Jsonl = format;
    let settings = Settings::new(checking, if stories.as_os_str() == "-" { Path::new(".") } else { stories })?;
    let mut used: Vec<Vec<bool>> = settings.accepted.iter().map(|file| vec![false; file.entries().len()]).collect();
    let mut progress = Progress::new(talk);
    let input: Box<dyn BufRead + Send> = if stories.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(stories).map_err(|error| format!("{}: {error}", stories.display()))?;
        Box::new(BufReader::with_capacity(1 << 20, file))
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut findings, mut failed) = (false, 0_usize);
    let mut input = Stories::new(input, size.bytes());
    loop {
        let batch: Vec<(usize, Result<Story, String>)> = input.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let lines: Vec<Checked> = pool.install(|| batch.into_par_iter().map(|(line, story)| one(line, story, &settings)).collect());
        for line in lines {
            findings |= line.findings;
            failed += usize::from(line.failed);
            for (file, here) in used.iter_mut().zip(&line.used) {
                file.iter_mut().zip(here).for_each(|(used, here)| *used |= here);
            }
            if !talk.quiet {
                writeln!(out, "{}", report::line(&line.json))?;
            }
            progress.one();
        }
    }
    out.flush()?;
    progress.end();
    for (file, used) in settings.accepted.iter().zip(&used) {
        for (entry, _) in file.entries().iter().zip(used).filter(|(_, used)| !**used) {
            eprintln!("variorum: {}", visible(&file.unused(entry)));
        }
    }
    if failed > 0 {
        return Err(format!("{}: {failed} of the stories could not be checked; their lines hold \"error\"", stories.display()).into());
    }
    Ok(if findings { Outcome::Findings } else { Outcome::Done })
}

struct Checked {
    json: Json,
    findings: bool,
    failed: bool,
    /// By file of accepted findings: which entries held.
    used: Vec<Vec<bool>>,
}

fn one(line: usize, story: Result<Story, String>, settings: &Settings) -> Checked {
    let (id, result) = match story {
        Ok(story) => (story.id.clone(), check::check(&story, &settings.options(&story, Mode::Auto)).map_err(|error| error.to_string())),
        Err(error) => (String::new(), Err(error)),
    };
    match result {
        Ok(mut report) => {
            let used = settings.apply(&mut report);
            let json = to_json(&report, |finding| settings.shows(finding));
            let findings = report.findings.iter().any(|finding| settings.shows(finding) && report.acceptance(finding).is_none());
            Checked { json, findings, failed: false, used }
        }
        Err(error) => Checked { json: json!({ "story": id, "line": line, "error": error }), findings: false, failed: true, used: Vec::new() },
    }
}

/// How far the audit is, on standard error: for a person who waits, once it takes long.
struct Progress {
    shown: bool,
    verbose: bool,
    begun: Instant,
    last: Instant,
    done: usize,
}

impl Progress {
    fn new(talk: Talk) -> Self {
        let now = Instant::now();
        // A report that scrolls by on the same terminal is progress enough.
        let shown = !talk.quiet && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self { shown, verbose: talk.verbose, begun: now, last: now, done: 0 }
    }

    fn one(&mut self) {
        self.done += 1;
        if self.shown && self.last.elapsed() > Duration::from_secs(1) {
            self.last = Instant::now();
            eprint!("\r{}", self.line());
        }
    }

    fn end(&self) {
        if self.last > self.begun {
            eprint!("\r{}\r", " ".repeat(self.line().len()));
        }
        if self.verbose {
            eprintln!("{}", self.line());
        }
    }

    fn line(&self) -> String {
        format!("{} stories, {:.0} a second", self.done, self.done as f64 / self.begun.elapsed().as_secs_f64().max(0.001))
    }
}
