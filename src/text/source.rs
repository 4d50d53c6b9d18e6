//! Where a text stands in the file that it was taken from.
//!
//! An edition's text is what is compared; the file that the user gave may hold it between tags, behind escapes, or in another encoding. An [`Extract`] is a
//! text that grows piece by piece, each with its place in the file; a [`Source`] keeps those pieces with the file, and [`Places`] tells lines and columns.
//!
//! Invariant: pieces follow each other in the text without a gap. In the file they may stand in any order (a headline that a format puts last), but what
//! lies between two breaks of a line stands there in the order of the text.

use super::span::{LineIndex, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::Arc;

/// A stretch of a text, and what stands for it in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte in the text; it goes to where the next piece begins.
    pub at: usize,
    /// What it was made of, in bytes of the decoded file; empty for what the reader added.
    pub from: Span,
    /// Whether both hold the same characters, so that a place inside one is a place inside the other.
    pub exact: bool,
}

/// A text taken out of another one, with the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    text: String,
    pieces: Vec<Piece>,
}

impl Extract {
    /// All of a text as it is.
    pub fn whole(text: &str) -> Self {
        let mut out = Self::default();
        out.copy(text, Span::new(0, text.len()));
        out
    }

    /// Adds what stands in `source` at `from`, as it is.
    pub fn copy(&mut self, source: &str, from: Span) {
        self.exact(from.of(source), from);
    }

    /// Adds `text`, which is what stands at `from`.
    fn exact(&mut self, text: &str, from: Span) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.exact && last.from.end == from.start => last.from.end = from.end,
            _ => self.pieces.push(Piece { at: self.text.len(), from, exact: true }),
        }
        self.text.push_str(text);
    }

    /// Adds `text` for what stands at `from`: a character for its escape, a blank for a break of a line, a break between two blocks.
    pub fn put(&mut self, text: &str, from: Span) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), from, exact: false });
            self.text.push_str(text);
        }
    }

    /// Adds another text that was taken out of the same file.
    pub fn append(&mut self, other: &Extract) {
        for (piece, span) in other.spans() {
            let text = span.of(&other.text);
            if piece.exact { self.exact(text, piece.from) } else { self.put(text, piece.from) }
        }
    }

    /// The same text with its places in the file from which `outer` was taken: `self` was taken out of the text of `outer`.
    pub fn through(&self, outer: &Extract) -> Extract {
        let mut out = Extract::default();
        for (piece, span) in self.spans() {
            if !piece.exact {
                out.put(span.of(&self.text), outer.back(piece.from));
                continue;
            }
            let mut at = outer.piece(piece.from.start);
            let mut here = piece.from.start;
            while here < piece.from.end {
                let (Some(step), end) = (outer.pieces.get(at), outer.end_of(at).min(piece.from.end)) else { break };
                let text = Span::new(here, end).of(&outer.text);
                if step.exact {
                    let start = step.from.start + (here - step.at);
                    out.exact(text, Span::new(start, start + (end - here)));
                } else {
                    out.put(text, step.from);
                }
                here = end;
                at += 1;
            }
        }
        out
    }

    /// What stands in the file for a span of the text.
    pub fn back(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        let first = self.piece(span.start);
        let last = self.piece(span.end.saturating_sub(1).max(span.start));
        let (from, to) = (&self.pieces[first], &self.pieces[last]);
        let start = if from.exact { from.from.start + (span.start - from.at).min(from.from.len()) } else { from.from.start };
        let end = if to.exact { to.from.start + (span.end.saturating_sub(to.at)).min(to.from.len()) } else { to.from.end };
        // Where the end stands before the start the two are of different parts of the file; the first one is named.
        if end >= start { Span::new(start, end) } else { Span::new(start, from.from.end.max(start)) }
    }

    /// What stands in the file for a span of the text, if it holds the same characters.
    pub fn exactly(&self, span: Span) -> Option<Span> {
        let piece = self.pieces.get(self.piece(span.start))?;
        let start = piece.from.start + span.start.checked_sub(piece.at)?;
        (piece.exact && start + span.len() <= piece.from.end).then(|| Span::new(start, start + span.len()))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pieces, in the order of the text.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text and its pieces.
    pub fn into_parts(self) -> (String, Vec<Piece>) {
        (self.text, self.pieces)
    }

    /// The pieces with their spans in the text.
    fn spans(&self) -> impl Iterator<Item = (&Piece, Span)> {
        self.pieces.iter().enumerate().map(|(at, piece)| (piece, Span::new(piece.at, self.end_of(at))))
    }

    fn end_of(&self, piece: usize) -> usize {
        self.pieces.get(piece + 1).map_or(self.text.len(), |next| next.at)
    }

    /// Index of the piece that holds a byte of the text.
    fn piece(&self, byte: usize) -> usize {
        self.pieces.partition_point(|piece| piece.at <= byte).saturating_sub(1)
    }
}

/// The file of an edition, and where the edition's text stands in it.
#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<str>,
    extract: Extract,
    encoding: &'static Encoding,
    mark: usize,
}

impl Source {
    /// The edition `extract` of a file whose bytes were decoded to `file`, after a byte order mark of `mark` bytes.
    pub fn new(file: Arc<str>, extract: Extract, encoding: &'static Encoding, mark: usize) -> Self {
        Self { file, extract, encoding, mark }
    }

    /// The decoded file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The name of the file's encoding, as the WHATWG Encoding Standard has it.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The edition's text with its places in the decoded file.
    pub fn extract(&self) -> &Extract {
        &self.extract
    }

    /// What stands for a span of the edition's text, in bytes of the file as it lies on the disk.
    pub fn bytes(&self, span: Span) -> Span {
        let back = self.extract.back(span);
        let start = self.mark + self.encoded(Span::new(0, back.start));
        Span::new(start, start + self.encoded(back))
    }

    /// A text that is to take the place of the file's, as the file's bytes are; `None` where its encoding lacks a character, or is UTF-16.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        if self.encoding == UTF_16LE || self.encoding == UTF_16BE || self.mark > 0 {
            return None;
        }
        let (bytes, _, lacks) = self.encoding.encode(text);
        (!lacks).then(|| bytes.into_owned())
    }

    /// How many bytes of the file a span of the decoded file takes.
    fn encoded(&self, span: Span) -> usize {
        let text = span.of(&self.file);
        if self.encoding == UTF_8 {
            text.len()
        } else if self.encoding == UTF_16LE || self.encoding == UTF_16BE {
            text.encode_utf16().count() * 2
        } else {
            self.encoding.encode(text).0.len()
        }
    }
}

/// Lines and columns of an edition in the file that it came from, or in its own text where it came from none.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    file: &'a str,
    extract: Option<&'a Extract>,
    lines: LineIndex,
}

impl<'a> Places<'a> {
    /// Finds the lines.
    pub fn new(edition: &'a str, source: Option<&'a Source>) -> Self {
        let file = source.map_or(edition, Source::file);
        Self { file, extract: source.map(Source::extract), lines: LineIndex::new(file) }
    }

    /// The text in which lines are counted.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// What stands there for a span of the edition's text.
    pub fn span(&self, span: Span) -> Span {
        self.extract.map_or(span, |extract| extract.back(span))
    }

    /// The same, if it holds the very characters of the span.
    pub fn exactly(&self, span: Span) -> Option<Span> {
        self.extract.map_or(Some(span), |extract| extract.exactly(span))
    }

    /// Line and column at which a span begins, both from 1; the column counts characters.
    pub fn start(&self, span: Span) -> (usize, usize) {
        self.lines.position(self.file, self.span(span).start)
    }

    /// Line and column after its last character.
    pub fn end(&self, span: Span) -> (usize, usize) {
        self.lines.position(self.file, self.span(span).end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a &amp; b` between tags, as a reader takes it.
    fn sample() -> (&'static str, Extract) {
        let file = "<p>a &amp; b</p>\n<p>в\n  г</p>";
        let mut extract = Extract::default();
        extract.copy(file, Span::new(3, 5));
        extract.put("&", Span::new(5, 10));
        extract.copy(file, Span::new(10, 12));
        extract.put("\n\n", Span::new(16, 17));
        extract.copy(file, Span::new(20, 22));
        extract.put(" ", Span::new(22, 25));
        extract.copy(file, Span::new(25, 27));
        (file, extract)
    }

    #[test]
    fn what_stands_between_tags_and_escapes_is_found_again() {
        let (file, extract) = sample();
        assert_eq!(extract.text(), "a & b\n\nв г");
        assert_eq!(extract.back(Span::new(0, 5)).of(file), "a &amp; b");
        assert_eq!(extract.back(Span::new(2, 3)).of(file), "&amp;");
        assert_eq!(extract.exactly(Span::new(7, 9)).map(|span| span.of(file)), Some("в"));
        assert_eq!(extract.exactly(Span::new(0, 4)), None);
        let source = Source::new(file.into(), extract, UTF_8, 0);
        let places = Places::new("a & b\n\nв г", Some(&source));
        assert_eq!(places.start(Span::new(10, 12)), (3, 3));
        assert_eq!(places.end(Span::new(10, 12)), (3, 4));
    }

    #[test]
    fn a_text_taken_out_of_a_text_leads_back_to_the_file() {
        let (file, outer) = sample();
        let mut inner = Extract::default();
        inner.copy(outer.text(), Span::new(2, 5));
        inner.put("-", Span::new(5, 7));
        inner.copy(outer.text(), Span::new(7, 9));
        let both = inner.through(&outer);
        assert_eq!(both.text(), "& b-в");
        assert_eq!(both.back(Span::new(0, 3)).of(file), "&amp; b");
        assert_eq!(both.back(Span::new(4, 6)).of(file), "в");
    }

    #[test]
    fn bytes_are_those_of_the_encoding() {
        let extract = |text: &str| Extract::whole(text);
        let text = "да, 5";
        let cyrillic = Source::new(text.into(), extract(text), encoding_rs::WINDOWS_1251, 0);
        assert_eq!(cyrillic.bytes(Span::new(6, 7)), Span::new(4, 5));
        let wide = Source::new(text.into(), extract(text), UTF_16LE, 2);
        assert_eq!(wide.bytes(Span::new(6, 7)), Span::new(10, 12));
    }
}
