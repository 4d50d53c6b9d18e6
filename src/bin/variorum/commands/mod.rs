//! One file a command.

mod align;
mod audit;
mod check;
mod compare_runs;
mod facts;
mod finding;
mod fix;
mod learn;
mod names;
mod program;
mod progress;
mod read;
mod search;
mod segment;
mod stats;
mod write;

use crate::args::{Args, Command};
use std::error::Error;
use std::path::Path;

/// What the exit code says.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and nothing to report.
    Done,
    /// There are findings.
    Findings,
}

/// What a command returns.
pub type Done = Result<Outcome, Box<dyn Error>>;

/// Does what was asked.
pub fn run(args: Args) -> Done {
    let talk = check::Talk { quiet: args.quiet, verbose: args.verbose };
    match args.command {
        Command::Segment { file, reading } => segment::run(&file, &reading),
        Command::Read { files, reading, format } => read::run(&files, &reading, format),
        Command::Facts { file, reading, format } => facts::run(&file, &reading, format),
        Command::Align { files, reading, lexicon, format } => align::run(&files, &reading, lexicon.as_deref(), format),
        Command::Learn { archive, output, size, jobs } => learn::run(&archive, &output, &size, jobs),
        Command::Check { files, reading, checking, writing, explain } => check::run(&files, &reading, &checking, &writing, explain, talk),
        Command::Names { names, pairs, among, best } => names::run(&names, pairs.as_deref(), among.as_deref(), best),
        Command::Audit { stories, checking, size, keeping, format, jobs } => audit::run(&stories, &checking, &size, &keeping, (format, jobs), talk),
        Command::Stats { database, run, min_severity, format, output } => stats::run(&database, run, min_severity, format, output.as_deref()),
        Command::Search { database, words, run, limit, format } => search::run(&database, &words, run, limit, format),
        Command::CompareRuns { first, second, min_severity, format } => compare_runs::run(&first, &second, min_severity, format),
        Command::Fix { files, reading, checking, only, write } => fix::run(&files, &reading, &checking, &only, write),
        Command::Explain { report, finding } => finding::explain(&report, &finding),
        Command::Accept { report, findings, reason, until, to } => finding::accept(&report, &findings, &reason, until, &to),
        Command::Config { path, config } => program::config(path.as_deref().unwrap_or(Path::new(".")), config.as_deref()),
        Command::Completions { shell } => program::completions(shell),
        Command::Man { folder } => program::man(folder.as_deref()),
    }
}
