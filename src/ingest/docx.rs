//! Word documents (DOCX, Office Open XML).
//!
//! Only named parts are read and nothing is written anywhere, so that names in the archive mean nothing; what a part unpacks to is bounded before it is read. A line
//! of the text is a paragraph of the document, and lines and columns of findings are those.

use super::document::{Document, Fault, Limits};
use super::when::moment;
use super::xml::{Node, Walk};
use crate::text::Extract;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "what is marked as deleted or moved away; insertions are read",
    "footnotes, comments, headers and footers, pictures, and codes of fields",
    "times: those of a document are those of its writing and not of publication; give --published",
    "place in the file: a line is a paragraph, a column counts in it",
];

/// Whether bytes are those of an archive.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The text of a document, a paragraph a line, and what it says of itself.
pub(super) fn unpack(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Fault::new(format!("the document cannot be unpacked: {error}; it is cut off or damaged")))?;
    let body = match part(&mut archive, "word/document.xml", limits)? {
        Some(body) => body,
        None => {
            let other = part(&mut archive, "mimetype", limits)?.unwrap_or_default();
            let what = if other.contains("opendocument") {
                "an OpenDocument text; save it as DOCX"
            } else {
                "an archive, but no Word document; name the texts in it"
            };
            return Err(Fault::new(what));
        }
    };
    // Places inside the archive tell nobody anything.
    let placed = |fault: Fault| Fault::new(format!("word/document.xml: {}", fault.message));
    let text = paragraphs(&body, limits).map_err(placed)?;
    let mut out = Document { extract: Extract::whole(&text), ..Document::default() };
    if let Some(core) = part(&mut archive, "docProps/core.xml", limits)? {
        // What a document says of itself is no reason not to read it.
        let _ = properties(&core, limits, &mut out);
    }
    Ok(out)
}

/// One part of the archive, if it is there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Result<Option<String>, Fault> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(Fault::new(format!("{name} cannot be unpacked: {error}"))),
    };
    let mut bytes = Vec::new();
    file.take(limits.unpacked + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::new(format!("{name} cannot be unpacked: {error}; the file is damaged")))?;
    if bytes.len() as u64 > limits.unpacked {
        let message = format!("{name} unpacks to more than {} MiB; --unpacked allows more", limits.unpacked >> 20);
        return Err(Fault::new(message));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| Fault::new(format!("{name} is not UTF-8")))
}

fn paragraphs(body: &str, limits: &Limits) -> Result<String, Fault> {
    let mut walk = Walk::new(body, limits.deepest);
    let mut out = String::new();
    while let Some(node) = walk.next()? {
        match node {
            Node::Start(tag) => match tag.name {
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "footnoteReference" | "commentReference" | "drawing" | "pict" | "rPr"
                | "pPr" | "tblPr" | "sectPr" => {
                    walk.skip()?;
                }
                "tab" | "br" | "cr" => out.push(' '),
                "noBreakHyphen" => out.push('\u{2011}'),
                "softHyphen" => out.push('\u{AD}'),
                _ => {}
            },
            Node::Text(span) if walk.inside_last("t") => out.push_str(span.of(body)),
            Node::Char(text, _) if walk.inside_last("t") => out.push_str(&text),
            Node::End("p") => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            _ => {}
        }
    }
    Ok(out)
}

fn properties(core: &str, limits: &Limits, out: &mut Document) -> Result<(), Fault> {
    let mut walk = Walk::new(core, limits.deepest);
    while let Some(node) = walk.next()? {
        let Node::Start(tag) = node else { continue };
        let mut word = || walk.words().map(|words| Some(words).filter(|words| !words.is_empty()));
        match tag.name {
            "title" => out.headline = word()?,
            "language" => out.language = word()?,
            "version" | "revision" => out.version = word()?.or(out.version.take()),
            "identifier" => out.id = word()?,
            // Custom templates of newsrooms keep the publication time here; creation and change are not it.
            "issued" | "available" => out.published = word()?.and_then(|time| moment(&time)),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_without_what_was_deleted() {
        let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>12 &amp; </w:t></w:r><w:del><w:r><w:delText>13</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t xml:space=\"preserve\">14 died.</w:t></w:r></w:ins></w:p><w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(paragraphs(body, &Limits::default()).as_deref(), Ok("12 & 14 died.\na b\n"));
    }

    #[test]
    fn what_is_no_document_says_so() {
        let message = |bytes: &[u8]| unpack(bytes, &Limits::default()).expect_err("it is none").message;
        assert!(message(b"PK\x03\x04 and nothing more").contains("cut off or damaged"));
    }
}
