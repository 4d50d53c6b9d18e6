//! `variorum audit`: the stories of an archive to reports and a database.

use super::check::Talk;
use super::progress::{Bar, summary};
use super::{Done, Outcome};
use crate::args::{Checking, Keeping, LineFormat, Size};
use crate::settings::Settings;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use variorum::archive::{self, Answer, Database, Fingerprint, Inputs, LineFile, Plan, Run, RunSettings, Sink};
use variorum::check::Checker;
use variorum::ingest::{Hints, Limits};
use variorum::report::visible;
use variorum::segment::Mode;

pub fn run(
    stories: &[PathBuf],
    checking: &Checking,
    size: &Size,
    keeping: &Keeping,
    (format, jobs): (Option<LineFormat>, Option<u16>),
    talk: Talk,
) -> Done {
    let settings =
        Settings::new(checking, stories.first().filter(|path| path.as_os_str() != Inputs::STANDARD).map_or(Path::new("."), PathBuf::as_path))?;
    let hints = Hints { limits: Limits { largest: size.bytes(), ..Default::default() }, ..Hints::default() };
    let inputs = Inputs::new(stories, &hints)?;
    let unplaced = inputs.unplaced();
    let described = settings.checked_with();
    let begin = |path: &PathBuf| {
        let names: Vec<String> = stories.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let about = RunSettings { settings: &described, inputs: &names, accepted: &settings.accepted };
        let database = Database::open(path)?;
        if keeping.resume { database.resume(about) } else { database.begin(about) }
    };
    let kept: Option<Mutex<Run>> = keeping.db.as_ref().map(begin).transpose()?.map(Mutex::new);
    let mut files = Files::new(&keeping.output)?;
    // A report on standard output is what nobody asked for who has it in a file or database.
    let printed = !talk.quiet && (format.is_some() || (keeping.db.is_none() && keeping.output.is_empty()));
    let mut out = printed.then(|| Lines(BufWriter::with_capacity(1 << 16, std::io::stdout().lock())));

    let checker = Checker::new(settings.options(Mode::Auto));
    let used: Vec<Vec<AtomicBool>> = settings.accepted.iter().map(|file| file.entries().iter().map(|_| AtomicBool::new(false)).collect()).collect();
    let check = |story: &variorum::text::Story| {
        let mut report = checker.check(story)?;
        for (file, held) in used.iter().zip(settings.apply(&mut report)) {
            file.iter().zip(held).filter(|(_, held)| *held).for_each(|(used, _)| used.store(true, Ordering::Relaxed));
        }
        Ok(report)
    };
    let shown = |finding: &variorum::compare::Finding| settings.shows(finding);
    let plan = Plan {
        jobs: jobs.map_or_else(|| Plan::new(&check, &shown).jobs, usize::from),
        hints,
        lines: printed || files.wants_lines(),
        rows: files.wants_rows(),
        fingerprint: Some(Fingerprint::new(&described)),
        ..Plan::new(&check, &shown)
    };
    // A report that scrolls by on the same terminal is progress enough.
    let watched = !talk.quiet && std::io::stderr().is_terminal() && !(printed && std::io::stdout().is_terminal());
    let bar = Bar::new(watched, &inputs);
    let mut sinks = files.sinks();
    if let Some(out) = &mut out {
        sinks.push(out);
    }
    let counted = archive::audit(inputs, &plan, kept.as_ref(), &mut sinks, |count| bar.tell(count));
    drop(sinks);
    let took = bar.end();
    let count = counted?;
    if let Some(out) = &mut out {
        out.0.flush()?;
    }
    files.finish()?;
    let totals = match kept {
        Some(run) => Some(run.into_inner().map_err(|_| "the audit was broken off by a fault of variorum")?.finish()?.1),
        None => None,
    };
    // On a run that was gone on with, what is used by the stories that were passed over is not known.
    if count.skipped == 0 {
        for (file, used) in settings.accepted.iter().zip(&used) {
            for (entry, _) in file.entries().iter().zip(used).filter(|(_, used)| !used.load(Ordering::Relaxed)) {
                eprintln!("variorum: {}", visible(&file.unused(entry)));
            }
        }
    }
    if !talk.quiet && (talk.verbose || watched || keeping.db.is_some() || !keeping.output.is_empty()) {
        eprint!("{}", summary(&count, totals.as_ref(), took, keeping));
    }
    let unplaced = unplaced.load(Ordering::Relaxed);
    if unplaced > 0 && !talk.quiet {
        eprintln!("variorum: {unplaced} files belong to no story; `variorum read FOLDER` tells which, and why");
    }
    let names: Vec<String> = stories.iter().map(|path| path.display().to_string()).collect();
    if count.stories == 0 && stories.iter().any(|path| path.is_dir()) {
        return Err(format!(
            "{}: no story was found; a story is a folder with a text for each edition (en.txt, ru.txt), or a line of a .jsonl file",
            names.join(", ")
        )
        .into());
    }
    let (failed, open) = totals.map_or((count.failed, count.open), |totals| (totals.failed, totals.open));
    if failed > 0 {
        return Err(format!("{}: {failed} of the stories could not be checked; their lines hold \"error\"", names.join(", ")).into());
    }
    Ok(if open.iter().any(|count| *count > 0) { Outcome::Findings } else { Outcome::Done })
}

/// Reports on standard output.
struct Lines(BufWriter<StdoutLock<'static>>);

impl Sink for Lines {
    fn take(&mut self, answer: &Answer) -> Result<(), Box<dyn std::error::Error>> {
        if !answer.line.is_empty() {
            writeln!(self.0, "{}", answer.line)?;
        }
        Ok(())
    }

    fn pause(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        // Whoever pipes stories in one by one waits for each report.
        Ok(self.0.flush()?)
    }
}

/// The files that reports go to.
struct Files {
    lines: Vec<LineFile>,
    #[cfg(feature = "parquet")]
    tables: Vec<variorum::archive::parquet::TableFiles>,
}

impl Files {
    fn new(paths: &[PathBuf]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut files = Self {
            lines: Vec::new(),
            #[cfg(feature = "parquet")]
            tables: Vec::new(),
        };
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") || name.ends_with(".ndjson") || name.ends_with(".ndjson.gz") {
                files.lines.push(LineFile::create(path)?);
            } else if name.ends_with(".parquet") {
                files.table(path)?;
            } else {
                return Err(format!("{}: this name tells no form; let it end in .jsonl, .jsonl.gz or .parquet", path.display()).into());
            }
        }
        Ok(files)
    }

    #[cfg(feature = "parquet")]
    fn table(&mut self, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
        self.tables.push(variorum::archive::parquet::TableFiles::create(path)?);
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    fn table(&mut self, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
        Err(format!(
            "{}: this build of variorum does not write Parquet; build it with --features parquet, or let the name end in .jsonl",
            path.display()
        )
        .into())
    }

    fn wants_lines(&self) -> bool {
        !self.lines.is_empty()
    }

    #[cfg(feature = "parquet")]
    fn wants_rows(&self) -> bool {
        !self.tables.is_empty()
    }

    #[cfg(not(feature = "parquet"))]
    fn wants_rows(&self) -> bool {
        false
    }

    fn sinks(&mut self) -> Vec<&mut dyn Sink> {
        let mut sinks: Vec<&mut dyn Sink> = self.lines.iter_mut().map(|file| file as &mut dyn Sink).collect();
        #[cfg(feature = "parquet")]
        sinks.extend(self.tables.iter_mut().map(|file| file as &mut dyn Sink));
        sinks.shrink_to_fit();
        sinks
    }

    fn finish(self) -> Result<(), Box<dyn std::error::Error>> {
        for file in self.lines {
            file.finish()?;
        }
        #[cfg(feature = "parquet")]
        for file in self.tables {
            file.finish()?;
        }
        Ok(())
    }
}
