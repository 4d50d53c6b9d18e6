//! Plain text: the file is the text.

use super::document::{Contents, Document};
use crate::text::Extract;

/// What is left out.
pub(super) const LOST: &[&str] = &["nothing; a byte order mark of UTF-16 is not part of the text"];

/// The whole file.
pub(super) fn read(text: &str) -> Contents {
    Contents::one(Document { extract: Extract::whole(text), ..Document::default() })
}
