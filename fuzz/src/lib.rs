//! What must hold of every reader, whatever the bytes.

use std::path::Path;
use variorum::ingest::{self, Format, Hints};
use variorum::text::Span;

/// Reads bytes in a format, or in the one that they seem to have. Either there is an error with a message, or every piece of every text leads back to the same characters of the file.
pub fn reader(format: Option<Format>, bytes: &[u8]) {
    let hints = Hints { format, ..Hints::default() };
    let opened = match ingest::read(Path::new("input"), bytes.to_vec(), &hints) {
        Ok(opened) => opened,
        Err(error) => return assert!(error.to_string().len() > "input: ".len()),
    };
    let documents = &opened.contents.documents;
    for (number, document) in documents.iter().enumerate() {
        let (extract, text) = (&document.extract, document.extract.text());
        let mut last = 0;
        for (at, piece) in extract.pieces().iter().enumerate() {
            let end = extract.pieces().get(at + 1).map_or(text.len(), |next| next.at);
            assert!(piece.at == last && piece.at < end && text.is_char_boundary(piece.at), "{piece:?}");
            assert!(piece.from.start <= piece.from.end, "{piece:?}");
            assert!(!piece.exact || piece.from.len() == end - piece.at, "{piece:?}");
            last = end;
        }
        assert_eq!(last, text.len());
        if let Some(segments) = &opened.contents.segments {
            assert_eq!(segments.editions().len(), documents.len());
            for segment in &segments.editions()[number] {
                assert!(text.get(segment.start..segment.end).is_some());
            }
        }
        if let Ok(read) = opened.edition(number, &hints) {
            assert_eq!(read.edition.text, text);
            let Some(source) = read.source else { continue };
            for (at, piece) in extract.pieces().iter().enumerate() {
                let end = extract.pieces().get(at + 1).map_or(text.len(), |next| next.at);
                let there = source.file().get(piece.from.start..piece.from.end).expect("a place in the file");
                assert!(!piece.exact || there == &text[piece.at..end], "{piece:?}");
            }
            let all = source.bytes(Span::new(0, text.len()));
            assert!(all.start <= all.end);
        }
    }
}
