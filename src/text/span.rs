//! Ranges of bytes, and where they stand in lines and columns.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of bytes of an edition's original text, `start` included and `end` not; both lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// What stands there; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether all of `other` lies in it.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Lines of a text, to tell a reader where a byte stands.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`, which end in `\n`, `\r\n` or a lone `\r`, as an editor counts them.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = |(at, byte): &(usize, &u8)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let mut starts = vec![0];
        starts.extend(bytes.iter().enumerate().filter(ends).map(|(at, _)| at + 1));
        Self { starts }
    }

    /// Line and column of a byte, both from 1; the column counts characters (Unicode scalar values).
    pub fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts[line - 1];
        let column = text.get(start..byte).map_or(1, |before| before.chars().count() + 1);
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_characters_not_bytes() {
        let text = "да\nнет и да";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 0), (1, 1));
        assert_eq!(index.position(text, text.find("и").unwrap()), (2, 5));
    }

    #[test]
    fn every_end_of_a_line_ends_one() {
        let text = "a\r\nb\rc\nd";
        let line = |c: char| LineIndex::new(text).position(text, text.find(c).unwrap()).0;
        assert_eq!(['a', 'b', 'c', 'd'].map(line), [1, 2, 3, 4]);
    }
}
