//! Files -> editions and stories. The only reader of bytes.
//!
//! [`open`] reads one file: its bytes are decoded (`encoding`), its [`Format`] is told by its content, and the reader of the format, a file each, takes
//! [`Document`]s out of it with their places. [`edition`] and [`story`] make editions of them, [`stories`] puts the files of folders together, and [`Stories`] reads
//! a stream of JSON lines. `docs/inputs.md` says what each format gives and loses.
//!
//! Invariants: no reader follows a reference, opens another file or expands an entity; memory is bounded by a multiple of the file's size, which [`Limits`] bound.

mod bitext;
mod document;
mod docx;
mod encoding;
mod feed;
mod file;
mod format;
mod gather;
mod html;
mod json;
mod jsonl;
mod manifest;
mod markdown;
mod newsml;
mod ninjs;
mod nitf;
mod plain;
mod po;
mod subtitles;
mod table;
mod tmx;
mod when;
mod xliff;
mod xml;

pub use document::{Contents, Document, Limits, Notice};
pub use file::{Opened, ReadFile, open, read};
pub use format::Format;
pub use gather::{Gathered, Member, Planned, Unplaced, stories};
pub use jsonl::{Labels, Lines, Stories, id_from_json, labelled_from_json, story_from_json, too_large};

use crate::error::{Error, Result};
use crate::languages::TAGS;
use crate::text::{Moment, Segments, Story};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The largest edition that is read unless the user says otherwise, in bytes: several times the longest novel, and a minute's work.
pub const LARGEST: u64 = 8 << 20;

/// What the user said about the editions beside naming them.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Language for every file that has none of its own.
    pub language: Option<String>,
    /// Language by file, as the user wrote the file's name, or by its stem.
    pub languages: BTreeMap<String, String>,
    /// Publication time of every edition, whatever a file says.
    pub published: Option<Moment>,
    /// The encoding of every file, whatever it says of itself.
    pub encoding: Option<String>,
    /// The format of every file; told by its content if not given.
    pub format: Option<Format>,
    /// How much a file may ask of the reader.
    pub limits: Limits,
}

impl Hints {
    /// The language that the user named for a file.
    fn language_of(&self, path: &Path) -> Option<&String> {
        let name = path.to_string_lossy();
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        [name.as_ref(), &file, &file::stem(path)].into_iter().find_map(|key| self.languages.get(key)).or(self.language.as_ref())
    }
}

/// Reads one file as one edition; its id is the file's stem. Of a file with several texts the one in the language that the user names.
///
/// # Errors
/// If the file cannot be read (see [`open`]), its language has no pack, or it holds several texts and none is named.
pub fn edition(path: &Path, hints: &Hints) -> Result<ReadFile> {
    let opened = open(path, hints)?;
    let count = opened.contents.documents.len();
    if count == 1 {
        return opened.edition(0, hints);
    }
    let wanted = hints.language_of(path).map(|tag| pack_tag(tag)).transpose()?;
    let mut found: Vec<ReadFile> = (0..count).filter_map(|number| opened.edition(number, hints).ok()).collect();
    found.retain(|one| wanted.as_ref().is_none_or(|tag| one.edition.language == *tag));
    match found.len() {
        1 => Ok(found.remove(0)),
        _ => Err(several(&opened, "name one by its language with --lang, or take it out into a file of its own")),
    }
}

/// The error for a file that holds more texts than was asked for.
fn several(opened: &Opened, remedy: &str) -> Error {
    let names = opened.contents.documents.iter().take(4).map(|document| {
        let name = document
            .headline
            .as_ref()
            .or(document.id.as_ref())
            .or(document.story.as_ref().filter(|story| !story.is_empty()))
            .or(document.language.as_ref());
        format!("{:?}", name.map_or("?", String::as_str))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let more = if opened.contents.documents.len() > 4 { ", ..." } else { "" };
    let message = format!("read as {}: it holds {} texts ({names}{more}); {remedy}", opened.format, opened.contents.documents.len());
    Error::Read { path: opened.path.clone(), message }
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

/// The editions of a story: from files in the order given, from one file that holds several editions, or from one folder (of [`stories`] the only one).
///
/// # Errors
/// If a file cannot be read as an edition or holds several stories, two editions are in one language, or a folder holds no story or several.
pub fn story(paths: &[PathBuf], hints: &Hints) -> Result<(Story, Vec<ReadFile>)> {
    match paths {
        [path] if path.is_dir() || manifest::is(path) => return gather::only(path, hints),
        _ => {}
    }
    let mut read = Vec::new();
    let mut id = String::new();
    for path in paths {
        let opened = open(path, hints)?;
        let documents = &opened.contents.documents;
        if documents.len() == 1 {
            read.push(opened.edition(0, hints)?);
            continue;
        }
        let first = &documents[0].story;
        if first.is_none() || documents.iter().any(|document| document.story != *first) {
            return Err(several(&opened, "check one story at a time: name its file, or put the stories together in a manifest (stories.toml)"));
        }
        if paths.len() == 1 {
            id = first.clone().unwrap_or_default();
        }
        let (mut own, mut left_out) = (Vec::new(), Vec::new());
        for (number, document) in documents.iter().enumerate() {
            match opened.edition(number, hints) {
                Ok(one) => own.push(one),
                Err(error) => left_out.push((document.language.clone().unwrap_or_else(|| "?".to_owned()), error)),
            }
        }
        match (own.first_mut(), left_out) {
            (Some(first), left_out) => {
                first.notices.extend(
                    left_out
                        .into_iter()
                        .map(|(language, _)| Notice::new("left-out", format!("its text in {language:?} was left out: there is no pack for it"))),
                );
            }
            (None, mut left_out) => return Err(left_out.swap_remove(0).1),
        }
        read.append(&mut own);
    }
    assemble(id, read)
}

/// A story of editions that were read.
fn assemble(id: String, mut read: Vec<ReadFile>) -> Result<(Story, Vec<ReadFile>)> {
    for i in 0..read.len() {
        for j in 0..i {
            if read[i].edition.language == read[j].edition.language {
                return Err(Error::Check(format!(
                    "{} and {} are both in {:?}; a story has one edition a language: leave one out, or name the language of one (--lang FILE=TAG) if it was mistaken",
                    read[j].path.display(),
                    read[i].path.display(),
                    read[i].edition.language
                )));
            }
        }
    }
    unique_ids(&mut read);
    let editions = read.iter().map(|one| one.edition.clone()).collect();
    Ok((Story { id, editions }, read))
}

/// The segments of editions that come from one bilingual file, as it pairs them; `None` for all others, which are aligned.
pub fn given(read: &[ReadFile]) -> Option<Segments> {
    let first = read.first()?;
    let spans = read.iter().map(|one| one.segments.clone().filter(|_| one.path == first.path)).collect::<Option<Vec<_>>>()?;
    Segments::new(spans)
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
