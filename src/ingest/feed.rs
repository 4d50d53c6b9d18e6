//! RSS 1.0 and 2.0, and Atom: an item is an edition.

use super::document::{Contents, Document, Fault, Flow, Limits, Notice};
use super::html;
use super::when::moment;
use super::xml::{Node, Tag, Walk};
use crate::text::Extract;

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "authors, categories, enclosures and media",
    "the summary, where there is a full text; a notice tells where there is none",
    "what the HTML of an item loses (see HTML), but no part of it is taken for the surroundings of an article",
];

/// Every item.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let mut walk = Walk::new(text, limits.deepest);
    let mut documents = Vec::new();
    let mut language = None;
    while let Some(node) = walk.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.name {
            "item" | "entry" => documents.push(item(&mut walk, &tag, limits)?),
            "language" => language = Some(walk.words()?),
            _ if language.is_none() => language = tag.language(),
            _ => {}
        }
    }
    if documents.is_empty() {
        return Err(Fault::new("the feed holds no item"));
    }
    for document in &mut documents {
        document.language = document.language.take().or_else(|| language.clone());
    }
    Ok(Contents { documents, segments: None })
}

fn item(walk: &mut Walk<'_>, item: &Tag<'_>, limits: &Limits) -> Result<Document, Fault> {
    let depth = walk.depth();
    let mut out = Document { language: item.language(), id: item.attribute("rdf:about"), ..Document::default() };
    let (mut title, mut full, mut summary): (Option<Extract>, Option<Extract>, Option<Extract>) = (None, None, None);
    let mut updated = None;
    while let Some(node) = walk.next()? {
        let tag = match node {
            Node::Start(tag) => tag,
            Node::End(_) if walk.depth() == depth => break,
            _ => continue,
        };
        let own = tag.prefix == item.prefix;
        match tag.name {
            "title" if own => title = Some(content(walk, &tag, limits)?),
            "encoded" => full = Some(content(walk, &tag, limits)?),
            "content" if own => {
                out.language = tag.language().or(out.language);
                full = Some(content(walk, &tag, limits)?);
            }
            "description" | "summary" if own => summary = Some(content(walk, &tag, limits)?),
            "guid" | "id" if own => out.id = Some(walk.words()?),
            "link" if own => {
                if let (Some("alternate"), Some(_), Some(href)) = (tag.attribute("rel").as_deref(), tag.attribute("hreflang"), tag.attribute("href"))
                {
                    out.links.push(href);
                }
                let words = walk.words()?;
                if out.id.is_none() && !words.is_empty() {
                    out.id = Some(words);
                }
            }
            "pubDate" | "published" | "issued" => out.published = moment(&walk.words()?).or(out.published),
            "date" if tag.prefix == "dc" => out.published = out.published.or(moment(&walk.words()?)),
            "updated" | "modified" => updated = moment(&walk.words()?),
            "language" => out.language = Some(walk.words()?),
            _ => walk.skip()?,
        }
    }
    out.published = out.published.or(updated);
    let mut flow = Flow::default();
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        out.headline = Some(title.text().to_owned());
        flow.append(&title);
    }
    let full = full.filter(|full| !full.is_empty());
    if full.is_none() && summary.is_some() {
        out.notices
            .push(Notice::new("summary-only", "the feed gives only a summary of this item; take a feed with full texts, or the pages themselves"));
    }
    if let Some(body) = full.or(summary) {
        flow.append(&body);
    }
    out.extract = flow.finish();
    Ok(out)
}

/// The text of an element: HTML as a value or inline, or plain text.
fn content(walk: &mut Walk<'_>, tag: &Tag<'_>, limits: &Limits) -> Result<Extract, Fault> {
    let kind = tag.attribute("type").unwrap_or_default();
    if kind == "xhtml" || kind.ends_with("+xml") {
        let outer = walk.inner()?;
        return Ok(html::fragment(outer.text(), limits)?.through(&outer));
    }
    let outer = walk.verbatim()?;
    if kind == "text" {
        let mut flow = Flow::default();
        flow.text(outer.text(), crate::text::Span::new(0, outer.text().len()));
        return Ok(flow.finish().through(&outer));
    }
    Ok(html::fragment(outer.text(), limits)?.through(&outer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn rss_with_full_text() {
        let file = "<rss version=\"2.0\" xmlns:content=\"c\" xmlns:media=\"m\"><channel><title>Feed</title><language>ru</language><item><title>Паводок: 12 &amp;amp; 30</title>\
            <guid>g1</guid><pubDate>Thu, 16 Mar 2023 10:00:00 +0300</pubDate><description>Кратко</description><media:title>Нет</media:title>\
            <content:encoded><![CDATA[<p>Погибли 12 человек.</p><p>Ещё 30&nbsp;ранены.</p>]]></content:encoded></item></channel></rss>";
        let contents = read(file, &Limits::default()).expect("it is a feed");
        let document = &contents.documents[0];
        assert_eq!(document.extract.text(), "Паводок: 12 & 30\n\nПогибли 12 человек.\n\nЕщё 30\u{A0}ранены.");
        assert_eq!((document.language.as_deref(), document.id.as_deref()), (Some("ru"), Some("g1")));
        assert!(document.published.is_some());
        let place = document.extract.text().find("ранены").expect("it is there");
        assert_eq!(document.extract.back(Span::new(place, place + 12)).of(file), "ранены");
    }

    #[test]
    fn atom_with_a_page_inside() {
        let file = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><entry><title>Flood</title><id>tag:1</id><updated>2023-03-16T10:00:00Z</updated>\
            <link rel=\"alternate\" hreflang=\"ar\" href=\"http://x.example/ar\"/><content type=\"xhtml\"><div xmlns=\"x\"><p>Five <b>people</b> died.</p></div></content></entry>\
            <entry><title>Short</title><summary>Only this</summary></entry></feed>";
        let contents = read(file, &Limits::default()).expect("it is a feed");
        assert_eq!(contents.documents[0].extract.text(), "Flood\n\nFive people died.");
        assert_eq!(contents.documents[0].links, ["http://x.example/ar"]);
        assert_eq!(contents.documents[1].notices[0].code, "summary-only");
        assert_eq!(contents.documents[1].language.as_deref(), Some("en"));
    }
}
