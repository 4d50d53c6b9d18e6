//! What a house decides about its checks: its own settings ([`House`]) the findings that it lets stand ([`AcceptFile`]), and
//! its terms ([`parse_terms`]).
//!
//! All are files that a person can read and write. This module takes their text and changes reports; it reads no file.

mod accept;
mod settings;
mod terms;

pub use accept::{AcceptFile, Entry, entry};
pub use settings::House;
pub use terms::parse_terms;

use crate::error::Error;
use crate::text::LineIndex;
use std::path::Path;

/// The error for a place of a file.
fn wrong(path: &Path, text: &str, at: Option<usize>, message: &str) -> Error {
    let message = match at {
        Some(byte) => format!("line {}: {message}", LineIndex::new(text).position(text, byte).0),
        None => message.to_owned(),
    };
    Error::Read { path: path.to_owned(), message }
}

/// What the parser has against a file.
fn unreadable(path: &Path, text: &str, error: &toml::de::Error) -> Error {
    wrong(path, text, error.span().map(|span| span.start), error.message())
}
