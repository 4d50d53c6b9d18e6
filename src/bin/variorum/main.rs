//! The command line of variorum.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the program that prints")]
#![allow(unreachable_pub, reason = "a program has no public interface; `pub` tells what a module offers the others")]

mod args;
mod commands;
mod settings;

use clap::Parser;
use std::process::ExitCode;
use variorum::report::visible;

/// Exit codes: 0 consistent (or done), 1 findings, 2 could not do what was asked.
fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(commands::Outcome::Done) => ExitCode::SUCCESS,
        Ok(commands::Outcome::Findings) => ExitCode::from(1),
        Err(error) if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("variorum: {}", visible(&error.to_string()));
            ExitCode::from(2)
        }
    }
}
