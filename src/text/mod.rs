//! What every stage talks about: places in an edition's text, editions, stories, sentences.
//!
//! Invariant: a [`Span`] is always in bytes of an edition's text ([`Edition::text`]). No stage has offsets of its own; where that text stands in the file
//! that the user gave is told by a [`Source`], which only `ingest` makes and only reports ask.

pub(crate) mod fnv;
mod moment;
mod segments;
mod source;
mod span;

pub use moment::Moment;
pub use segments::Segments;
pub use source::{Extract, Piece, Places, Source};
pub use span::{LineIndex, Span};

use std::sync::Arc;

/// One language's text of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edition {
    /// Unique within its story; usually the stem of the file it came from (`en`, `story.ar`).
    pub id: String,
    /// Tag of the language pack that reads it (`en`, `ar`, `ru`).
    pub language: String,
    /// The text as given, untouched. Shared, as the story that is checked, its report and what was read of its files all have it.
    pub text: Arc<str>,
    /// When it was published, if that is known from outside the text.
    pub published: Option<Moment>,
}

/// All the editions of one report, in the order in which the user gave them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Empty when the user gave none.
    pub id: String,
    /// Each with an id of its own.
    pub editions: Vec<Edition>,
}

/// One sentence of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: Span,
    /// Which paragraph of the edition it stands in, from 0.
    pub paragraph: usize,
}
