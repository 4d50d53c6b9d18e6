//! The program about itself: `variorum config`, `variorum completions` and `variorum man`.

use super::{Done, Outcome};
use crate::args::{Args, Checking};
use crate::settings::Settings;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;
use std::path::Path;

/// `variorum config`: the settings in force.
pub fn config(path: &Path, config: Option<&Path>) -> Done {
    let checking = Checking { config: config.map(Path::to_owned), ..Checking::default() };
    let settings = Settings::new(&checking, path)?;
    std::io::stdout().lock().write_all(settings.describe().as_bytes())?;
    Ok(Outcome::Done)
}

/// `variorum completions`: a script for a shell.
pub fn completions(shell: Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "variorum", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}

/// `variorum man`: the page of the program, or in a folder those of all commands.
pub fn man(folder: Option<&Path>) -> Done {
    let Some(folder) = folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page)?;
        std::io::stdout().lock().write_all(&page)?;
        return Ok(Outcome::Done);
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    written.map_err(|error| format!("{}: the pages cannot be written: {error}", folder.display()))?;
    Ok(Outcome::Done)
}
