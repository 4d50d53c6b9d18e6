//! Stories as JSON, one a line.

use super::document::{Contents, Document, Fault, Flow};
use super::json::Json;
use super::pack_tag;
use super::when::moment;
use crate::error::Result;
use crate::text::{Edition, Story};
use serde::Deserialize;
use std::io::{BufRead, Read};

/// What is left out.
pub(super) const LOST: &[&str] = &["fields of stories and editions beside id, language, published, headline, dateline, version and text"];

/// The editions of every story of a file, with their places in it. [`Stories`] reads a stream without them.
pub(super) fn read(text: &str) -> Result<Contents, Fault> {
    let json = Json::new(text);
    let mut documents = Vec::new();
    for (at, value) in json.values()?.into_iter().enumerate() {
        let story = json.fields(value);
        let id = story.get("id").and_then(|id| json.word(id)).unwrap_or_else(|| if at == 0 { String::new() } else { format!("{}", at + 1) });
        let common = story.get("published").and_then(|time| json.word(time)).and_then(|time| moment(&time));
        let Some(editions) = story.get("editions") else {
            return Err(Fault::at(json.place(value), "not a story: it has no field editions"));
        };
        for edition in json.list(editions) {
            let fields = json.fields(edition);
            let word = |name: &str| fields.get(name).and_then(|value| json.word(value));
            let Some(body) = fields.get("text").and_then(|text| json.string(text)) else {
                return Err(Fault::at(json.place(edition), "not an edition: it has no field text that is a string"));
            };
            let mut extract = body;
            if let Some(headline) = fields.get("headline").and_then(|headline| json.string(headline)).filter(|headline| !headline.is_empty()) {
                let mut flow = Flow::default();
                flow.append(&headline);
                flow.append(&extract);
                extract = flow.finish();
            }
            documents.push(Document {
                id: word("id"),
                story: Some(id.clone()),
                language: word("language"),
                published: word("published").and_then(|time| moment(&time)).or(common),
                headline: word("headline"),
                dateline: word("dateline"),
                version: word("version"),
                extract,
                ..Document::default()
            });
        }
    }
    Ok(Contents { documents, segments: None })
}

/// Who brought out a story, as an archive says it. Nothing is compared by it; audits count by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The agency, paper or feed.
    pub source: Option<String>,
    /// The desk or bureau within it.
    pub desk: Option<String>,
}

#[derive(Deserialize)]
struct WireStory {
    #[serde(default)]
    id: String,
    published: Option<String>,
    source: Option<String>,
    desk: Option<String>,
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
    labelled_from_json(line).map(|(story, _)| story)
}

/// The same with the line's `source` and `desk`, which name who brought the story out.
///
/// # Errors
/// A message that says what is wrong with the line.
pub fn labelled_from_json(line: &str) -> Result<(Story, Labels), String> {
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
        editions.push(Edition { id, language, text: edition.text.into(), published: published(edition.published)?.or(common) });
    }
    Ok((Story { id: wire.id, editions }, Labels { source: wire.source, desk: wire.desk }))
}

/// The id of a line that is a JSON object but no story that can be checked, so that an error can name it; empty if there is none.
pub fn id_from_json(line: &str) -> String {
    #[derive(Deserialize)]
    struct WireId {
        id: String,
    }
    serde_json::from_str(line).map_or_else(|_| String::new(), |wire: WireId| wire.id)
}

/// How many times as long as the largest edition a line may be: a story has several, and JSON writes some letters as escapes.
const LINE: u64 = 8;

/// The lines of a stream as they stand in it, with their numbers from 1; blank lines are passed over. What is wrong with a line is its own error and ends
/// nothing; where the stream itself cannot be read any further, that is the last item.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    /// The largest edition, in bytes.
    largest: u64,
    /// Lines read so far.
    lines: usize,
    /// The stream cannot be read any further.
    broken: bool,
}

impl<R: BufRead> Lines<R> {
    /// Reads from `reader` stories with editions of at most `largest` bytes. A line too long for that is answered with an error and never held as a whole.
    pub fn new(reader: R, largest: u64) -> Self {
        Self { reader, largest, lines: 0, broken: false }
    }

    /// The next line without its end; `None` where there is none.
    fn line(&mut self) -> std::io::Result<Option<Result<Vec<u8>, String>>> {
        let (mut line, most) = (Vec::new(), self.largest.saturating_mul(LINE));
        if self.reader.by_ref().take(most + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() as u64 > most {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Err(too_large(self.largest))));
        }
        Ok(Some(Ok(line)))
    }
}

/// What is said of an edition of more than `largest` bytes.
pub fn too_large(largest: u64) -> String {
    format!("an edition is larger than {} MiB, the largest that is read; --largest reads more", largest >> 20)
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Result<String, String>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.broken {
                return None;
            }
            let line = match self.line() {
                Ok(line) => line?,
                Err(error) => {
                    self.broken = true;
                    return Some((self.lines + 1, Err(error.to_string())));
                }
            };
            match line {
                Ok(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(line) => return Some((self.lines, String::from_utf8(line).map_err(|_| "not UTF-8".to_owned()))),
                Err(error) => return Some((self.lines, Err(error))),
            }
        }
    }
}

/// The stories of a stream, with their line numbers from 1; blank lines are passed over.
#[derive(Debug)]
pub struct Stories<R> {
    lines: Lines<R>,
}

impl<R: BufRead> Stories<R> {
    /// Reads from `reader`, editions of at most `largest` bytes. A longer line is answered with an error and never held as a whole.
    pub fn new(reader: R, largest: u64) -> Self {
        Self { lines: Lines::new(reader, largest) }
    }
}

impl<R: BufRead> Iterator for Stories<R> {
    type Item = (usize, Result<Story, String>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, line) = self.lines.next()?;
        let largest = self.lines.largest;
        let small = |story: Story| match story.editions.iter().any(|edition| edition.text.len() as u64 > largest) {
            true => Err(too_large(largest)),
            false => Ok(story),
        };
        Some((number, line.and_then(|line| story_from_json(&line)).and_then(small)))
    }
}
