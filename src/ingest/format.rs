//! The formats, and which of them a file has.
//!
//! A file's content decides; the ending of its name only where the content could be either, such as Markdown and plain text.

use super::document::{Contents, Fault, Limits};
use super::{docx, feed, html, jsonl, markdown, newsml, ninjs, nitf, plain, po, subtitles, table, tmx, xliff};
use std::fmt;
use std::str::FromStr;

/// A form in which a text comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark with front matter).
    Markdown,
    /// A web page.
    Html,
    /// NewsML-G2 of the IPTC: items, packages and messages.
    NewsMl,
    /// NITF of the IPTC.
    Nitf,
    /// ninjs 1 to 3 of the IPTC.
    Ninjs,
    /// RSS 1.0 and 2.0, Atom.
    Feed,
    /// TMX 1.4b.
    Tmx,
    /// XLIFF 1.2 and 2.x.
    Xliff,
    /// Gettext catalogues.
    Po,
    /// Word documents.
    Docx,
    /// Subtitles: SubRip and WebVTT.
    Subtitles,
    /// Stories as JSON, one a line.
    Stories,
    /// Tables with commas, semicolons or tabs.
    Table,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 14] = [
        Format::Plain,
        Format::Markdown,
        Format::Html,
        Format::NewsMl,
        Format::Nitf,
        Format::Ninjs,
        Format::Feed,
        Format::Tmx,
        Format::Xliff,
        Format::Po,
        Format::Docx,
        Format::Subtitles,
        Format::Stories,
        Format::Table,
    ];

    /// The name that a user types.
    pub fn name(self) -> &'static str {
        match self {
            Format::Plain => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::NewsMl => "newsml",
            Format::Nitf => "nitf",
            Format::Ninjs => "ninjs",
            Format::Feed => "feed",
            Format::Tmx => "tmx",
            Format::Xliff => "xliff",
            Format::Po => "po",
            Format::Docx => "docx",
            Format::Subtitles => "subtitles",
            Format::Stories => "stories",
            Format::Table => "table",
        }
    }

    /// What a reader leaves out, a phrase each.
    pub fn losses(self) -> &'static [&'static str] {
        match self {
            Format::Plain => plain::LOST,
            Format::Markdown => markdown::LOST,
            Format::Html => html::LOST,
            Format::NewsMl => newsml::LOST,
            Format::Nitf => nitf::LOST,
            Format::Ninjs => ninjs::LOST,
            Format::Feed => feed::LOST,
            Format::Tmx => tmx::LOST,
            Format::Xliff => xliff::LOST,
            Format::Po => po::LOST,
            Format::Docx => docx::LOST,
            Format::Subtitles => subtitles::LOST,
            Format::Stories => jsonl::LOST,
            Format::Table => table::LOST,
        }
    }

    /// Reads a decoded file; a Word document comes as what [`docx::unpack`] made of it.
    pub(super) fn read(self, text: &str, limits: &Limits) -> Result<Contents, Fault> {
        match self {
            Format::Plain | Format::Docx => Ok(plain::read(text)),
            Format::Markdown => Ok(markdown::read(text)),
            Format::Html => html::read(text, limits),
            Format::NewsMl => newsml::read(text, limits),
            Format::Nitf => nitf::read(text, limits),
            Format::Ninjs => ninjs::read(text, limits),
            Format::Feed => feed::read(text, limits),
            Format::Tmx => tmx::read(text, limits),
            Format::Xliff => xliff::read(text, limits),
            Format::Po => po::read(text),
            Format::Subtitles => subtitles::read(text),
            Format::Stories => jsonl::read(text),
            Format::Table => table::read(text),
        }
    }

    /// The encoding that a file states in its first characters.
    pub(super) fn declared(head: &str) -> Option<String> {
        let value = |after: &str, at: usize| {
            let rest = head[at + after.len()..].trim_start().strip_prefix('=').map_or(&head[at + after.len()..], str::trim_start);
            let rest = rest.trim_start_matches(['"', '\'']);
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).collect();
            (!name.is_empty()).then_some(name)
        };
        let start = head.trim_start();
        if start.starts_with("<?xml") {
            let end = head.find("?>").unwrap_or(head.len());
            return head[..end].find("encoding").and_then(|at| value("encoding", at));
        }
        let low = head.to_ascii_lowercase();
        if start.starts_with('<') && low.contains("<meta") {
            return low.find("charset").and_then(|at| value("charset", at));
        }
        if head.contains("msgid ") {
            return head.find("charset=").and_then(|at| value("charset=", at)).filter(|name| name != "CHARSET");
        }
        None
    }

    /// The format of a decoded file; `extension` is the ending of its name, in small letters.
    pub(super) fn of(text: &str, extension: &str) -> Format {
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let found = match start.chars().next() {
            Some('<') => markup(start),
            Some('{' | '[') => json(start),
            _ => None,
        };
        if let Some(format) = found {
            return format;
        }
        if subtitles::is(start) {
            return Format::Subtitles;
        }
        if po::is(start) {
            return Format::Po;
        }
        match extension {
            "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
            "html" | "htm" | "xhtml" if start.contains('<') => Format::Html,
            "csv" | "tsv" | "tab" => Format::Table,
            "txt" | "text" => Format::Plain,
            _ if markdown::is(start) => Format::Markdown,
            _ if table::is(start) => Format::Table,
            _ => Format::Plain,
        }
    }
}

/// The format of what begins with a tag: by the name of its first element.
fn markup(text: &str) -> Option<Format> {
    let mut rest = text;
    let mut page = false;
    for _ in 0..1000 {
        rest = rest.trim_start();
        let low: String = rest.chars().take(16).collect::<String>().to_ascii_lowercase();
        let after = |end: &str| rest.find(end).map(|at| &rest[at + end.len()..]);
        rest = if low.starts_with("<!--") {
            after("-->")?
        } else if low.starts_with("<?") {
            after("?>")?
        } else if low.starts_with("<!doctype") {
            page |= low.starts_with("<!doctype html");
            doctype_end(rest)?
        } else {
            break;
        };
    }
    let name = rest.strip_prefix('<')?;
    let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len())];
    let name = name.rsplit(':').next().unwrap_or(name);
    match name {
        "newsMessage" | "newsItem" | "packageItem" | "NewsML" => Some(Format::NewsMl),
        "nitf" => Some(Format::Nitf),
        "rss" | "RDF" | "feed" => Some(Format::Feed),
        "tmx" => Some(Format::Tmx),
        "xliff" => Some(Format::Xliff),
        _ => {
            // However long a name is, only a short one is known.
            let tag: String = name.chars().take(16).collect::<String>().to_ascii_lowercase();
            let known = ["html", "head", "body", "article", "main", "section", "div", "p", "h1", "meta", "title", "header", "link", "script", "span"];
            (page || known.contains(&tag.as_str())).then_some(Format::Html)
        }
    }
}

/// What follows a declaration of a document's type, which may hold declarations in brackets.
fn doctype_end(text: &str) -> Option<&str> {
    let close = text.find('>')?;
    match text[..close].find('[') {
        None => Some(&text[close + 1..]),
        Some(_) => {
            let end = text.find("]>").map(|at| at + 2).or_else(|| {
                let bracket = text.find(']')?;
                Some(bracket + text[bracket..].find('>')? + 1)
            })?;
            Some(&text[end..])
        }
    }
}

/// The format of JSON: by the keys of its first object.
fn json(text: &str) -> Option<Format> {
    // The rest may be long or broken; the reader says so better.
    let head: String = text.chars().take(1 << 16).collect();
    let has = |key: &str| head.contains(&format!("\"{key}\""));
    if !text.trim_start_matches('[').trim_start().starts_with('{') {
        return None;
    }
    if has("editions") {
        return Some(Format::Stories);
    }
    let ninjs =
        ["body_html", "body_text", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated", "representationtype", "pubstatus"];
    (ninjs.iter().any(|key| has(key)) || (has("uri") && has("headline"))).then_some(Format::Ninjs)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Format::ALL.map(Format::name);
            format!("there is no format {name:?}; there are {}", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_not_the_name() {
        for (text, extension, expected) in [
            ("<!DOCTYPE html>\n<html><p>x", "txt", Format::Html),
            ("<?xml version=\"1.0\"?>\n<!-- a -->\n<newsItem xmlns=\"x\">", "html", Format::NewsMl),
            ("<!DOCTYPE nitf [<!ENTITY a \"<b>\">]>\n<nitf>", "xml", Format::Nitf),
            ("<atom:feed xmlns:atom=\"x\">", "", Format::Feed),
            ("<p>Five people", "", Format::Html),
            ("{\"uri\":\"x\",\"headline\":\"y\"}", "txt", Format::Ninjs),
            ("{\"id\":1,\"editions\":[]}", "txt", Format::Stories),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nFive", "txt", Format::Subtitles),
            ("1\n00:00:01,000 --> 00:00:02,000\nFive", "", Format::Subtitles),
            ("# de\nmsgid \"\"\nmsgstr \"\"\n", "txt", Format::Po),
            ("<3 people> were there", "txt", Format::Plain),
            ("{curly} text", "txt", Format::Plain),
            ("# A headline", "txt", Format::Plain),
            ("A line", "md", Format::Markdown),
            ("<xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxшш> people", "", Format::Plain),
            ("# A headline\n\nA [link](http://x.example).", "", Format::Markdown),
            ("en,ar\nFive,خمسة\nSix,ستة", "", Format::Table),
            ("Five people, one of them a child, died.\n", "", Format::Plain),
        ] {
            assert_eq!(Format::of(text, extension), expected, "{text}");
        }
    }

    #[test]
    fn declared_encodings() {
        let declared = |head: &str| Format::declared(head);
        assert_eq!(declared("<?xml version='1.0' encoding='windows-1251'?><a/>").as_deref(), Some("windows-1251"));
        assert_eq!(declared("<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">").as_deref(), Some("koi8-r"));
        assert_eq!(declared("<meta charset=utf-8>").as_deref(), Some("utf-8"));
        assert_eq!(declared("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"").as_deref(), Some("UTF-8"));
        assert_eq!(declared("The charset=utf-8 of plain text says nothing"), None);
    }
}
