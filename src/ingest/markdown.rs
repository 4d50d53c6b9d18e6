//! Markdown: the text without its marks, and front matter.

use super::document::{Contents, Document, Flow};
use super::when::moment;
use crate::text::Span;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "emphasis and the targets of links",
    "pictures with their descriptions",
    "code and HTML",
    "footnotes",
    "keys of the front matter but title, date, lang and dateline",
];

/// Whether a text is Markdown beyond doubt.
pub(super) fn is(text: &str) -> bool {
    let front = text.starts_with("---\n") && text[4..].find("\n---").is_some_and(|end| text[4..4 + end].lines().all(|line| line.contains(':')));
    let head = text.starts_with("# ") || text.contains("\n## ");
    front || (head && (text.contains("](") || text.contains("**")))
}

/// One text.
pub(super) fn read(text: &str) -> Contents {
    let mut document = Document::default();
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS | Options::ENABLE_TABLES;
    let options = options | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut flow = Flow::default();
    // How many open elements hide what they hold, and where the open headline began.
    let (mut hidden, mut head, mut front) = (0_usize, None, false);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle)) => front = true,
            Event::End(TagEnd::MetadataBlock(_)) => front = false,
            Event::Text(words) if front => matter(&words, &mut document),
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => {
                flow.block();
                head = (level as usize == 1).then(|| flow.next());
            }
            Event::End(TagEnd::Heading(_)) => {
                if let (Some(start), None) = (head.take(), &document.headline) {
                    document.headline = flow.written().text().get(start..).map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
                }
                flow.block();
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::BlockQuote(_) | Tag::TableRow | Tag::TableHead | Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::TableRow | TagEnd::TableHead | TagEnd::List(_)) => {
                flow.block()
            }
            Event::Start(Tag::TableCell) => flow.space(Span::new(range.start, range.start)),
            Event::Text(words) if hidden == 0 => {
                let span = Span::from(range);
                if span.of(text) == &*words { flow.text(text, span) } else { flow.put(&words, span) }
            }
            Event::Code(words) if hidden == 0 => match text[range.clone()].find(&*words) {
                Some(at) => flow.text(text, Span::new(range.start + at, range.start + at + words.len())),
                None => flow.put(&words, range.into()),
            },
            Event::SoftBreak if hidden == 0 => flow.space(range.into()),
            Event::HardBreak if hidden == 0 => flow.line(),
            _ => {}
        }
    }
    document.extract = flow.finish();
    Contents::one(document)
}

/// The lines `key: value` of the front matter.
fn matter(lines: &str, document: &mut Document) {
    for line in lines.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => document.headline = Some(value),
            "date" | "published" | "pubdate" => document.published = moment(&value),
            "lang" | "language" => document.language = Some(value),
            "dateline" => document.dateline = Some(value),
            "version" => document.version = Some(value),
            "id" | "story" | "translationkey" => document.links.push(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_places_stay() {
        let text = "---\ntitle: \"Flood\"\ndate: 2023-03-16\nlang: en\n---\n# Flood kills 12\n\nThe **flood** in the [port](http://x.example) killed\n12 &amp; more.\n\n- one\n- two\n\n```\ncode\n```\n";
        let contents = read(text);
        let document = &contents.documents[0];
        assert_eq!(document.extract.text(), "Flood kills 12\n\nThe flood in the port killed 12 & more.\n\none\n\ntwo");
        assert_eq!(document.headline.as_deref(), Some("Flood"));
        assert_eq!(document.language.as_deref(), Some("en"));
        assert!(document.published.is_some());
        let place = document.extract.text().find("12 &").unwrap();
        assert_eq!(document.extract.back(Span::new(place, place + 4)).of(text), "12 &amp;");
    }
}
