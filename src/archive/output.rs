//! Reports in a file, one a line, which is there as a whole or not at all.

use super::{Answer, Sink, unwritten};
use crate::error::{Error, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file of reports as JSON lines, compressed where its name ends in `.gz`. It is written beside its place and takes its name when it is whole.
pub struct LineFile {
    path: PathBuf,
    beside: Beside,
    writer: Option<Box<dyn Finish>>,
}

/// A file that is removed unless it got its name.
pub(super) struct Beside(PathBuf);

impl Beside {
    /// Beside `path`.
    ///
    /// # Errors
    /// If `path` is no name of a file.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let name = path.file_name().ok_or_else(|| Error::Archive {
            path: path.to_owned(),
            message: "this is no file; name the file that the reports go to".to_owned(),
        })?;
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}.tmp", std::process::id()));
        Ok(Self(path.with_file_name(beside)))
    }

    pub(super) fn create(&self) -> std::io::Result<File> {
        File::create(&self.0)
    }

    /// Gives it its name.
    pub(super) fn place(&self, path: &Path) -> std::io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Once it has its name there is nothing left to remove.
        let _ = fs::remove_file(&self.0);
    }
}

/// A writer that has to be ended.
trait Finish: Write {
    fn finish(self: Box<Self>) -> std::io::Result<()>;
}

impl Finish for BufWriter<File> {
    fn finish(mut self: Box<Self>) -> std::io::Result<()> {
        self.flush()
    }
}

impl Finish for GzEncoder<BufWriter<File>> {
    fn finish(self: Box<Self>) -> std::io::Result<()> {
        (*self).finish()?.flush()
    }
}

impl LineFile {
    /// Begins the file.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        let beside = Beside::new(path)?;
        let file = BufWriter::with_capacity(1 << 16, beside.create().map_err(|error| unwritten(path, &error))?);
        let packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
        let writer: Box<dyn Finish> = if packed { Box::new(GzEncoder::new(file, Compression::fast())) } else { Box::new(file) };
        Ok(Self { path: path.to_owned(), beside, writer: Some(writer) })
    }

    /// Ends the file and gives it its name.
    ///
    /// # Errors
    /// If it cannot be written; nothing is left behind then.
    pub fn finish(mut self) -> Result<()> {
        let finished = self.writer.take().map_or(Ok(()), Finish::finish).and_then(|()| self.beside.place(&self.path));
        finished.map_err(|error| unwritten(&self.path, &error))
    }
}

impl Sink for LineFile {
    fn take(&mut self, answer: &Answer) -> Result<(), Box<dyn std::error::Error>> {
        match &mut self.writer {
            Some(writer) if !answer.line.is_empty() => Ok(writeln!(writer, "{}", answer.line).map_err(|error| unwritten(&self.path, &error))?),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for LineFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LineFile").field("path", &self.path).finish_non_exhaustive()
    }
}
