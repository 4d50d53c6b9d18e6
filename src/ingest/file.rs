//! A file or standard input -> its texts: bytes, encoding, format, reader.

use super::document::{Contents, Document, Fault, Notice};
use super::encoding::{self, Decoded};
use super::format::Format;
use super::{Hints, docx};
use crate::error::{Error, Result};
use crate::languages;
use crate::text::{Edition, LineIndex, Source, Span};
use encoding_rs::{Encoding, UTF_8};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The file, as the user named it; `-` for standard input.
    pub path: PathBuf,
    /// Its format.
    pub format: Format,
    /// What it holds.
    pub contents: Contents,
    /// What a reader of the report should know of the file as a whole.
    pub notices: Vec<Notice>,
    file: Arc<str>,
    encoding: &'static Encoding,
    mark: usize,
}

/// One edition of a file, and how it was read.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The edition.
    pub edition: Edition,
    /// The file, as the user named it.
    pub path: PathBuf,
    /// Confidence of the guess of its language, `None` when the user or the file named it.
    pub guessed: Option<f64>,
    /// The format of the file.
    pub format: Format,
    /// What the format says of the text; its own text is that of the edition.
    pub about: Document,
    /// Where the text stands in the file; `None` if it is the file's text itself.
    pub source: Option<Arc<Source>>,
    /// The segments that the file pairs with those of its other editions, if it does.
    pub segments: Option<Vec<Span>>,
    /// What a reader of the report should know.
    pub notices: Vec<Notice>,
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// If it cannot be read, is a folder, empty, too large, of no encoding that can be told, or not what its format asks for. Messages name line and remedy.
pub fn open(path: &Path, hints: &Hints) -> Result<Opened> {
    read(path, bytes(path, hints.limits.largest)?, hints)
}

/// Reads what was read from a file already, or never was in one; `path` is its name, whose ending decides between forms that look alike.
///
/// # Errors
/// As [`open`].
pub fn read(path: &Path, bytes: Vec<u8>, hints: &Hints) -> Result<Opened> {
    let fail = |message: String| Error::Read { path: path.to_owned(), message };
    let plain = |fault: Fault| fail(fault.message);
    if docx::is(&bytes) {
        let document = docx::unpack(&bytes, &hints.limits).map_err(plain)?;
        let file = Arc::from(document.extract.text());
        let contents = Contents::one(document);
        let format = Format::Docx;
        return filled(Opened { path: path.to_owned(), format, contents, notices: Vec::new(), file, encoding: UTF_8, mark: 0 });
    }
    if let Some(what) = foreign(&bytes) {
        return Err(fail(what.to_owned()));
    }
    let Decoded { text, encoding, mark, notices } = encoding::decode(bytes, hints.encoding.as_deref(), Format::declared).map_err(plain)?;
    if text.contains('\0') {
        return Err(fail("a binary file, not text".to_owned()));
    }
    if blank(&text) {
        return Err(fail("the file is empty".to_owned()));
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let format = hints.format.unwrap_or_else(|| Format::of(&text, &extension));
    if let (Format::Plain, None, Some(what)) = (format, hints.format, unknown(&text)) {
        return Err(fail(format!("{what} of a kind that is not read; --from names a format, and --from text takes the marks for text")));
    }
    let contents = format.read(&text, &hints.limits).map_err(|fault| {
        let line = fault.at.map_or(String::new(), |at| format!("line {}: ", LineIndex::new(&text).position(&text, at).0));
        let as_what = if format == Format::Plain { String::new() } else { format!("read as {format}: ") };
        fail(format!("{as_what}{line}{}", fault.message))
    })?;
    filled(Opened { path: path.to_owned(), format, contents, notices, file: Arc::from(text), encoding, mark })
}

/// A file whose texts are not all empty.
fn filled(opened: Opened) -> Result<Opened> {
    if opened.contents.documents.iter().all(|document| blank(document.extract.text())) {
        let why = opened.contents.documents.iter().flat_map(|document| &document.notices).next();
        let why = why.map_or("no text was found in it; variorum read --from NAME reads it as another format", |notice| notice.text.as_str());
        return Err(Error::Read { path: opened.path, message: format!("read as {}: {why}", opened.format) });
    }
    Ok(opened)
}

fn blank(text: &str) -> bool {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty()
}

/// What is certainly markup or data, although it is none of the formats.
fn unknown(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let data = start.strip_prefix('{').or_else(|| start.strip_prefix("[").map(str::trim_start)?.strip_prefix('{')).map(str::trim_start);
    match () {
        () if start.starts_with("<?xml") => Some("XML"),
        () if data.is_some_and(|rest| rest.starts_with('"') || rest.starts_with('}')) => Some("JSON"),
        () => None,
    }
}

/// What is certainly no text, by its first bytes.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    match () {
        () if begins(b"%PDF-") => Some("a PDF, which holds no reading order that can be relied on; take the text from where it was made"),
        () if begins(&[0xD0, 0xCF, 0x11, 0xE0]) => Some("a document of an old Word; save it as DOCX"),
        () if begins(b"{\\rtf") => Some("an RTF document; save it as DOCX or plain text"),
        () if begins(&[0x1F, 0x8B]) => Some("a file packed with gzip; unpack it (zcat FILE | variorum ... -)"),
        _ => None,
    }
}

/// The bytes of a file of at most `largest` bytes.
fn bytes(path: &Path, largest: u64) -> Result<Vec<u8>> {
    let fail = |message: String| Error::Read { path: path.to_owned(), message };
    if path.is_dir() {
        return Err(fail("this is a folder; name the files in it".to_owned()));
    }
    let mut bytes = Vec::new();
    // What is known to be too large is not read at all; a pipe tells its length by its end.
    let mut known = 0;
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes).map_err(|error| fail(error.to_string()))?;
    } else {
        let file = File::open(path).map_err(|error| fail(error.to_string()))?;
        known = file.metadata().map_or(0, |about| about.len());
        if known <= largest {
            bytes.reserve_exact(known as usize + 1);
            file.take(largest + 1).read_to_end(&mut bytes).map_err(|error| fail(error.to_string()))?;
        }
    }
    let length = known.max(bytes.len() as u64);
    if length > largest {
        return Err(fail(format!(
            "larger than {} MiB, the largest edition that is read; a story has one text a file (variorum audit reads many stories), and a longer one is \
             read with --largest {}",
            largest >> 20,
            (length >> 20) + 1
        )));
    }
    Ok(bytes)
}

impl Opened {
    /// Whether the text of a document is the file itself.
    fn is_whole(&self, document: &Document) -> bool {
        self.encoding == UTF_8 && document.extract.text().len() == self.file.len() && document.extract.pieces().len() == 1
    }

    /// Whether the file is a report that this program wrote.
    pub(super) fn is_report(&self) -> bool {
        match self.format {
            Format::Html => self.file.contains("<meta name=\"generator\" content=\"variorum "),
            Format::Xliff => self.file.contains("urn:variorum:report:"),
            _ => false,
        }
    }

    /// The name of the file's encoding.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// One of the texts as an edition.
    ///
    /// # Errors
    /// If its language has no pack or cannot be told.
    pub fn edition(&self, number: usize, hints: &Hints) -> Result<ReadFile> {
        let documents = &self.contents.documents;
        let document = documents.get(number).ok_or_else(|| Error::Check(format!("{} has no text {number}", self.path.display())))?;
        let mut about = document.clone();
        let extract = std::mem::take(&mut about.extract);
        let mut notices = self.notices.clone();
        notices.append(&mut about.notices);
        let (language, guessed) = self.language(document, documents.len() == 1, hints, &mut notices)?;
        let source = (!self.is_whole(document)).then(|| Arc::new(Source::new(Arc::clone(&self.file), extract.clone(), self.encoding, self.mark)));
        let id = match (&about.id, documents.len()) {
            (Some(id), _) if self.format == Format::Stories => id.clone(),
            (_, 1) => stem(&self.path),
            _ => language.clone(),
        };
        let segments = self.contents.segments.as_ref().map(|segments| segments.editions()[number].clone());
        let edition = Edition { id, language, text: extract.text().into(), published: hints.published.or(about.published) };
        Ok(ReadFile { edition, path: self.path.clone(), guessed, format: self.format, about, source, segments, notices })
    }

    /// The language of a document: as the user says, as the file says unless the text is plainly in another, or as guessed.
    fn language(&self, document: &Document, alone: bool, hints: &Hints, notices: &mut Vec<Notice>) -> Result<(String, Option<f64>)> {
        let fail = |error: Error| Error::Read { path: self.path.clone(), message: error.to_string() };
        let told = if alone { hints.language_of(&self.path) } else { None };
        if let Some(tag) = told {
            return Ok((super::pack_tag(tag)?, None));
        }
        let text = document.extract.text();
        let Some(stated) = &document.language else {
            let found = languages::detect(text).map_err(fail)?;
            return Ok((found.tag.to_owned(), Some(found.confidence)));
        };
        let stated_tag = super::pack_tag(stated);
        // A page's frame is often in another language than what it says; segments of a bilingual file may be left untranslated.
        let found = if self.contents.segments.is_none() { languages::detect(text).ok().filter(|found| found.confidence >= 0.9) } else { None };
        match (stated_tag, found) {
            (Ok(tag), Some(found)) if tag != found.tag && plenty(text) => {
                let text =
                    format!("the file says that it is in {stated:?}, but its text is in {:?} and was read so; --lang names another", found.tag);
                notices.push(Notice::new("language-mismatch", text));
                Ok((found.tag.to_owned(), None))
            }
            (Ok(tag), _) => Ok((tag, None)),
            (Err(error), _) => Err(fail(error)),
        }
    }
}

/// Whether a text is long enough for its language to be told against what the file says.
fn plenty(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(40).is_some()
}

/// The stem of a file's name.
pub(super) fn stem(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| "edition".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
