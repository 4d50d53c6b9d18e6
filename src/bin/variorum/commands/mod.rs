//! One file a command.

mod align;
mod audit;
mod check;
mod facts;
mod learn;
mod names;
mod segment;
mod write;

use crate::args::{Args, Command};
use std::error::Error;

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
    match args.command {
        Command::Segment { file, reading } => segment::run(&file, &reading),
        Command::Facts { file, reading, format } => facts::run(&file, &reading, format),
        Command::Align { files, reading, lexicon, format } => align::run(&files, &reading, lexicon.as_deref(), format),
        Command::Learn { archive, output, jobs } => learn::run(&archive, &output, jobs),
        Command::Check { files, reading, checking, writing } => check::run(&files, &reading, &checking, &writing),
        Command::Names { names, pairs } => names::run(&names, pairs.as_deref()),
        Command::Audit { stories, checking, format, jobs } => audit::run(&stories, &checking, format, jobs),
    }
}
