//! What the readers of bilingual files share: rows of segments become editions with their alignment.

use super::document::{Contents, Document, Fault};
use crate::text::{Extract, Segments, Span};

/// Editions that grow row by row.
#[derive(Default)]
pub(super) struct Bitext {
    editions: Vec<(String, Extract, Vec<Span>)>,
    rows: usize,
}

impl Bitext {
    /// Makes sure that a language has an edition; editions stand in the order in which they are named. `en` and `en-GB` are one.
    pub(super) fn name(&mut self, language: &str) -> usize {
        let within = |long: &str, short: &str| {
            !short.is_empty()
                && long.len() > short.len()
                && long.is_char_boundary(short.len())
                && long[..short.len()].eq_ignore_ascii_case(short)
                && long[short.len()..].starts_with(['-', '_'])
        };
        let exact = self.editions.iter().position(|(own, ..)| own.eq_ignore_ascii_case(language));
        let found = exact.or_else(|| self.editions.iter().position(|(own, ..)| within(own, language) || within(language, own)));
        found.unwrap_or_else(|| {
            self.editions.push((language.to_owned(), Extract::default(), vec![Span::new(0, 0); self.rows]));
            self.editions.len() - 1
        })
    }

    /// Adds segments that say the same, at most one for each language; a second one of a language is passed over and counted.
    pub(super) fn row(&mut self, cells: Vec<(String, Extract)>) -> usize {
        if cells.iter().all(|(_, text)| text.text().trim().is_empty()) {
            return 0;
        }
        let mut twice = 0;
        for (language, cell) in cells {
            let at = self.name(&language);
            let (_, text, spans) = &mut self.editions[at];
            if spans.len() > self.rows {
                twice += 1;
                continue;
            }
            if cell.text().trim().is_empty() {
                continue;
            }
            if let (false, Some(first)) = (text.is_empty(), cell.pieces().first()) {
                text.put("\n\n", Span::new(first.from.start, first.from.start));
            }
            let start = text.text().len();
            text.append(&cell);
            spans.push(Span::new(start, text.text().len()));
        }
        self.rows += 1;
        for (_, text, spans) in &mut self.editions {
            if spans.len() < self.rows {
                spans.push(Span::new(text.text().len(), text.text().len()));
            }
        }
        twice
    }

    /// The editions of one story, without those that have no text.
    pub(super) fn finish(mut self, what: &str) -> Result<Contents, Fault> {
        self.editions.retain(|(_, text, _)| !text.is_empty());
        if self.rows == 0 {
            return Err(Fault::new(format!("{what} holds no segment with text")));
        }
        let segments = Segments::new(self.editions.iter().map(|(.., spans)| spans.clone()).collect());
        let documents = self.editions.into_iter().map(|(language, extract, _)| Document {
            story: Some(String::new()),
            language: Some(language).filter(|tag| !tag.is_empty()),
            extract,
            ..Document::default()
        });
        Ok(Contents { documents: documents.collect(), segments })
    }
}
