//! What a reader takes out of a file: texts, and what the format says of each.

use crate::text::{Extract, Moment, Segments, Span};

/// One text of a file, with what its format says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the format calls the item: a guid, a URI, a message's id.
    pub id: Option<String>,
    /// Which story of its file it belongs to; documents of one file that have the same are editions of each other.
    pub story: Option<String>,
    /// The language as the format states it, a BCP 47 tag.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// The headline. It is a part of the text, too, where it stands in the file as a text.
    pub headline: Option<String>,
    /// Place and day of writing, where the format tells them apart from the text.
    pub dateline: Option<String>,
    /// The version of the item.
    pub version: Option<String>,
    /// What links it with the other language editions: an id that they share, or ids of theirs.
    pub links: Vec<String>,
    /// The text, and where each piece of it stands in the file.
    pub extract: Extract,
    /// What a reader of the report should know.
    pub notices: Vec<Notice>,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Its texts.
    pub documents: Vec<Document>,
    /// If the documents are editions of one story that the file pairs itself: their segments.
    pub segments: Option<Segments>,
}

impl Contents {
    /// One text.
    pub(super) fn one(document: Document) -> Self {
        Self { documents: vec![document], segments: None }
    }
}

/// Something about the reading of a file, not about the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Stable identifier (`encoding-guessed`, `left-out`).
    pub code: &'static str,
    /// One sentence, with what to do.
    pub text: String,
}

impl Notice {
    pub(super) fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}

/// Why a file is not what its format asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The place, as a byte of the decoded file.
    pub(super) at: Option<usize>,
    /// What is wrong, and what to do.
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { at: None, message: message.into() }
    }

    pub(super) fn at(at: usize, message: impl Into<String>) -> Self {
        Self { at: Some(at), message: message.into() }
    }
}

/// How much a file may ask of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub largest: u64,
    /// The most bytes that a packed file may unpack to.
    pub unpacked: u64,
    /// How deep elements may stand in each other.
    pub deepest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { largest: super::LARGEST, unpacked: 8 * super::LARGEST, deepest: 1000 }
    }
}

/// A text under construction: words with one blank between them, blocks with an empty line between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    out: Extract,
    /// White space that was passed over and not written yet.
    blank: Option<Span>,
    /// What has to stand before the next word.
    pending: &'static str,
    /// Where the last character came from.
    last: usize,
}

impl Flow {
    /// What stands in `source` at `span`; a run of white space becomes one blank.
    pub(super) fn text(&mut self, source: &str, span: Span) {
        let (mut start, mut blank) = (span.start, span.start);
        let mut in_blank = false;
        for (at, c) in span.of(source).char_indices() {
            let at = span.start + at;
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            if is_blank && !in_blank {
                self.word(source, Span::new(start, at));
                (blank, in_blank) = (at, true);
            } else if !is_blank && in_blank {
                self.space(Span::new(blank, at));
                (start, in_blank) = (at, false);
            }
        }
        if in_blank {
            self.space(Span::new(blank, span.end));
        } else {
            self.word(source, Span::new(start, span.end));
        }
    }

    /// Characters that stand in the file as something else, such as an escape.
    pub(super) fn put(&mut self, text: &str, from: Span) {
        if text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')) {
            self.space(from);
        } else {
            self.before(from);
            self.out.put(text, from);
            self.last = from.end;
        }
    }

    /// White space.
    pub(super) fn space(&mut self, from: Span) {
        self.blank = Some(self.blank.map_or(from, |blank| if from.start >= blank.start { blank.cover(from) } else { from }));
    }

    /// The end of a line that is meant.
    pub(super) fn line(&mut self) {
        self.pending = if self.pending.is_empty() { "\n" } else { "\n\n" };
    }

    /// The end of a block.
    pub(super) fn block(&mut self) {
        self.pending = "\n\n";
    }

    /// Adds another text as a block of its own.
    pub(super) fn append(&mut self, other: &Extract) {
        if let (Some(first), false) = (other.pieces().first(), other.is_empty()) {
            self.block();
            self.before(Span::new(first.from.start, first.from.start));
            self.out.append(other);
            self.last = other.pieces().last().map_or(self.last, |last| last.from.end);
        }
        self.block();
    }

    fn word(&mut self, source: &str, span: Span) {
        if !span.is_empty() {
            self.before(span);
            self.out.copy(source, span);
            self.last = span.end;
        }
    }

    /// Writes what was kept back. What separates two blocks stands between them in the file, or nowhere where they come from different parts of it.
    fn before(&mut self, next: Span) {
        let separator = if self.out.is_empty() {
            ""
        } else if !self.pending.is_empty() {
            self.pending
        } else if self.blank.is_some() {
            " "
        } else {
            ""
        };
        let between = if self.last <= next.start { Span::new(self.last, next.start) } else { Span::new(next.start, next.start) };
        self.out.put(separator, self.blank.filter(|_| self.pending.is_empty()).unwrap_or(between));
        self.blank = None;
        self.pending = "";
    }

    /// How long the text is.
    pub(super) fn len(&self) -> usize {
        self.out.text().len()
    }

    /// Where the next word will begin: after what separates it from what is there.
    pub(super) fn next(&self) -> usize {
        let separator = if self.pending.is_empty() { usize::from(self.blank.is_some()) } else { self.pending.len() };
        self.len() + if self.out.is_empty() { 0 } else { separator }
    }

    /// What was written.
    pub(super) fn written(&self) -> &Extract {
        &self.out
    }

    /// Ends the text.
    pub(super) fn finish(self) -> Extract {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_single_and_blocks_stand_apart() {
        let source = "  one \n two&nbsp;\tthree\n\nfour";
        let mut flow = Flow::default();
        flow.text(source, Span::new(0, 11));
        flow.put("\u{A0}", Span::new(11, 17));
        flow.text(source, Span::new(17, 23));
        flow.block();
        flow.text(source, Span::new(23, source.len()));
        let out = flow.finish();
        assert_eq!(out.text(), "one two\u{A0} three\n\nfour");
        let place = out.text().find("three").unwrap();
        assert_eq!(out.back(Span::new(place, place + 5)).of(source), "three");
    }
}
