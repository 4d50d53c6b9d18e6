//! Stories as JSON, one a line.

use super::pack_tag;
use crate::error::Result;
use crate::text::{Edition, Story};
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
struct WireStory {
    #[serde(default)]
    id: String,
    published: Option<String>,
    editions: Vec<WireEdition>,
}

#[derive(Deserialize)]
struct WireEdition {
    id: Option<String>,
    language: Option<String>,
    published: Option<String>,
    text: String,
}

/// Reads one story from JSON: `{"id", "published", "editions": [{"id", "language", "published", "text"}]}`; only `editions` and `text` are
/// required, a language that is not given is guessed.
///
/// # Errors
/// A message that says what is wrong with the line.
pub fn story_from_json(line: &str) -> Result<Story, String> {
    let wire: WireStory = serde_json::from_str(line).map_err(|error| format!("not a story: {error}"))?;
    let published = |text: Option<String>| text.map(|text| text.parse().map_err(|error| format!("published: {error}"))).transpose();
    let common = published(wire.published)?;
    let mut editions: Vec<Edition> = Vec::new();
    for edition in wire.editions {
        let language = match edition.language {
            Some(tag) => pack_tag(&tag).map_err(|error| error.to_string())?,
            None => crate::languages::detect(&edition.text).map_err(|error| error.to_string())?.tag.to_owned(),
        };
        let id = edition.id.unwrap_or_else(|| language.clone());
        if editions.iter().any(|other| other.id == id) {
            return Err(format!("two editions have the id {id:?}; give each its own"));
        }
        if editions.iter().any(|other| other.language == language) {
            return Err(format!("two editions are in {language:?}; a story has one edition a language"));
        }
        editions.push(Edition { id, language, text: edition.text, published: published(edition.published)?.or(common) });
    }
    Ok(Story { id: wire.id, editions })
}

/// The stories of a stream, with their line numbers from 1; blank lines are passed over.
#[derive(Debug)]
pub struct Stories<R> {
    lines: std::iter::Enumerate<std::io::Split<R>>,
}

impl<R: BufRead> Stories<R> {
    /// Reads from `reader`.
    pub fn new(reader: R) -> Self {
        Self { lines: reader.split(b'\n').enumerate() }
    }
}

impl<R: BufRead> Iterator for Stories<R> {
    type Item = (usize, Result<Story, String>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (n, line) = self.lines.next()?;
            let line = match line {
                Ok(line) => line,
                Err(error) => return Some((n + 1, Err(error.to_string()))),
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let story = String::from_utf8(line).map_err(|_| "not UTF-8".to_owned()).and_then(|line| story_from_json(&line));
            return Some((n + 1, story));
        }
    }
}
