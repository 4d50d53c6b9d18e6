//! Files and lines of JSON -> editions and stories. The only reader of bytes.

mod jsonl;

pub use jsonl::{Labels, Lines, Stories, id_from_json, labelled_from_json, story_from_json, too_large};

use crate::error::{Error, Result};
use crate::languages::{self, TAGS};
use crate::text::{Edition, Moment, Story};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest edition that is read unless the user says otherwise, in bytes: several times the longest novel, and a minute's work.
pub const LARGEST: u64 = 8 << 20;

/// What the user said about the editions beside naming them.
#[derive(Clone, Debug)]
pub struct Hints {
    /// Language for every file that has none of its own.
    pub language: Option<String>,
    /// Language by file, as the user wrote the file's name, or by its stem.
    pub languages: BTreeMap<String, String>,
    /// Publication time of every edition.
    pub published: Option<Moment>,
    /// The largest file that is read, in bytes.
    pub largest: u64,
}

impl Default for Hints {
    fn default() -> Self {
        Self { language: None, languages: BTreeMap::new(), published: None, largest: LARGEST }
    }
}

/// An edition and how its language was found.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The edition.
    pub edition: Edition,
    /// The file, as the user named it.
    pub path: PathBuf,
    /// Confidence of the guess, `None` when the user named the language.
    pub guessed: Option<f64>,
}

/// Reads one file as one edition; its id is the file's stem.
///
/// # Errors
/// If the file cannot be read, is empty, too large, binary or not UTF-8, or its language has no pack.
pub fn edition(path: &Path, hints: &Hints) -> Result<ReadFile> {
    let text = text(path, hints.largest)?;
    let id = path.file_stem().map_or_else(|| "edition".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let name = path.to_string_lossy();
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let named = [name.as_ref(), &file, &id].into_iter().find_map(|key| hints.languages.get(key)).or(hints.language.as_ref());
    let (language, guessed) = match named {
        Some(tag) => (pack_tag(tag)?, None),
        None => {
            let found = languages::detect(&text).map_err(|error| Error::Read { path: path.to_owned(), message: error.to_string() })?;
            (found.tag.to_owned(), Some(found.confidence))
        }
    };
    Ok(ReadFile { edition: Edition { id, language, text, published: hints.published }, path: path.to_owned(), guessed })
}

/// The pack's tag that a user's tag asks for (`ru`, `ru-RU`, `RU`).
///
/// # Errors
/// If there is no such pack; the message lists the packs.
pub fn pack_tag(tag: &str) -> Result<String> {
    let base = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
    if TAGS.contains(&base.as_str()) {
        return Ok(base);
    }
    Err(Error::Check(format!("no language pack for {tag:?}; there are packs for {}", TAGS.join(", "))))
}

/// The editions of a story from files, or from every text file of one folder, in the order given (in a folder: of their names, `en` first).
///
/// # Errors
/// If a file cannot be read as an edition, or two editions are in one language; see [`edition`].
pub fn story(paths: &[PathBuf], hints: &Hints) -> Result<(Story, Vec<ReadFile>)> {
    let (files, id) = match paths {
        [folder] if folder.is_dir() => {
            let name = folder.canonicalize().ok().and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
            (files_of(folder)?, name.unwrap_or_default())
        }
        _ => (paths.to_vec(), String::new()),
    };
    let mut read = files.iter().map(|path| edition(path, hints)).collect::<Result<Vec<_>>>()?;
    for i in 0..read.len() {
        for j in 0..i {
            if read[i].edition.language == read[j].edition.language {
                return Err(Error::Check(format!(
                    "{} and {} are both in {:?}; a story has one edition a language: leave one out, or name the language of one (--lang FILE=TAG) if it was mistaken",
                    files[j].display(),
                    files[i].display(),
                    read[i].edition.language
                )));
            }
        }
    }
    unique_ids(&mut read);
    let editions = read.iter().map(|one| one.edition.clone()).collect();
    Ok((Story { id, editions }, read))
}

/// Makes ids unique: the second `en` becomes `en.2`.
fn unique_ids(read: &mut [ReadFile]) {
    for i in 0..read.len() {
        let wanted = read[i].edition.id.clone();
        let mut n = 1;
        while read[..i].iter().any(|other| other.edition.id == read[i].edition.id) {
            n += 1;
            read[i].edition.id = format!("{wanted}.{n}");
        }
    }
}

/// The text files of a folder (`*.txt`), the packs' own order of languages first where a stem is a tag.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let fail = |error: std::io::Error| Error::Read { path: folder.to_owned(), message: error.to_string() };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort_by_key(|path| {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        (TAGS.iter().position(|tag| *tag == stem).unwrap_or(TAGS.len()), stem)
    });
    if files.is_empty() {
        return Err(Error::Read {
            path: folder.to_owned(),
            message: "the folder holds no .txt file; name the editions, or put each in a file such as en.txt".to_owned(),
        });
    }
    Ok(files)
}

/// Reads a file of at most `largest` bytes as text.
///
/// # Errors
/// If it cannot be read, is a folder, too large, empty, or not UTF-8 text.
pub fn text(path: &Path, largest: u64) -> Result<String> {
    let fail = |message: String| Error::Read { path: path.to_owned(), message };
    if path.is_dir() {
        return Err(fail("this is a folder; name the files in it".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| fail(error.to_string()))?;
    // What is known to be too large is not read at all; a pipe tells its length by its end.
    let known = file.metadata().map_or(0, |about| about.len());
    if known <= largest {
        bytes.reserve_exact(known as usize + 1);
        file.take(largest + 1).read_to_end(&mut bytes).map_err(|error| fail(error.to_string()))?;
    }
    if known.max(bytes.len() as u64) > largest {
        return Err(fail(format!(
            "larger than {} MiB, the largest edition that is read; a story has one text a file (variorum audit reads many stories), and a longer one is \
             read with --largest {}",
            largest >> 20,
            (known >> 20) + 1
        )));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
        if bytes.contains(&0) {
            fail("a binary file, not text".to_owned())
        } else {
            fail(format!("line {line}: byte {at} is not UTF-8; convert the file to UTF-8 (iconv -f windows-1256 -t utf-8, for instance)"))
        }
    })?;
    if text.contains('\0') {
        return Err(fail("a binary file, not text".to_owned()));
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
        return Err(fail("the file is empty".to_owned()));
    }
    Ok(text)
}
