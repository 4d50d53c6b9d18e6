//! The program run as a user runs it: arguments in, exit code and output out.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, empty at first.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the build folder can be written");
    folder
}

/// Writes a file of a test's folder.
pub(crate) fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), content).expect("the folder can be written");
}

/// What a run printed, and its exit code.
pub(crate) struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs `variorum` in a folder, without colour.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder, arguments).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").output();
    said(output.expect("the program runs"))
}

/// The same with colour, as on a terminal.
pub(crate) fn run_in_colour(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder, arguments).env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR").output();
    said(output.expect("the program runs"))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.current_dir(folder).args(arguments);
    command
}

fn said(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let run = Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}
