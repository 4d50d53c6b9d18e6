//! NewsML-G2 of the IPTC: items alone, in packages and in messages, with NITF, XHTML or plain text inside.

use super::document::{Contents, Document, Fault, Flow, Limits, Notice};
use super::when::moment;
use super::xml::{Node, Walk};
use super::{html, nitf};
use crate::text::{Extract, Moment};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "subjects, genres, bylines, descriptions, rights and other metadata",
    "the dateline, which is kept as such",
    "packages' order and groups, concepts, planning items",
    "remote content, and what is not text",
    "of several renditions of one content all but the first that can be read",
];

/// An item that is being read.
#[derive(Default)]
struct Item {
    document: Document,
    headline: Option<Extract>,
    body: Option<Extract>,
    /// By how exact they are: this version, the content, the first version.
    times: [Option<Moment>; 3],
    /// The language of the metadata, if the content has none of its own.
    fallback: Option<String>,
    remote: bool,
}

/// Every text item.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let mut walk = Walk::new(text, limits.deepest);
    let mut documents = Vec::new();
    let mut item: Option<Item> = None;
    let mut language = None;
    while let Some(node) = walk.next()? {
        let tag = match node {
            Node::Start(tag) => tag,
            Node::End("newsItem") => {
                documents.extend(item.take().map(finish));
                continue;
            }
            _ => continue,
        };
        if walk.depth() == 1 {
            language = tag.language();
            if tag.name == "NewsML" {
                return Err(Fault::at(0, "NewsML 1 is not read; ask for the feed as NewsML-G2, NITF or ninjs"));
            }
        }
        if tag.name == "newsItem" {
            let document = Document { id: tag.attribute("guid"), version: tag.attribute("version"), ..Document::default() };
            item = Some(Item { document, fallback: tag.language().or_else(|| language.clone()), ..Item::default() });
            continue;
        }
        let Some(item) = &mut item else {
            if matches!(tag.name, "conceptItem" | "knowledgeItem" | "planningItem" | "catalogItem") {
                walk.skip()?;
            }
            continue;
        };
        let parent = walk.parent();
        match (parent, tag.name) {
            (_, "versionCreated") => item.times[0] = moment(&walk.words()?),
            (_, "contentCreated") => item.times[1] = moment(&walk.words()?),
            (_, "firstCreated") => item.times[2] = moment(&walk.words()?),
            (_, "pubStatus") => {
                let status = tag.attribute("qcode").unwrap_or_default();
                if status.ends_with("canceled") || status.ends_with("withheld") {
                    item.document.notices.push(Notice::new("not-usable", format!("the agency marks this item as {status}; do not publish it")));
                }
            }
            ("contentMeta", "headline") if item.headline.is_none() => item.headline = Some(walk.flow(|_| super::xml::Inside::Text)?.finish()),
            ("contentMeta", "dateline") => item.document.dateline = Some(walk.words()?).filter(|words| !words.is_empty()),
            ("contentMeta", "language") => item.document.language = item.document.language.take().or_else(|| tag.attribute("tag")),
            (_, "altId") => item.document.links.push(walk.words()?),
            (_, "link") if tag.attribute("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("transl")) => {
                item.document.links.extend(tag.attribute("residref").or_else(|| tag.attribute("href")));
                walk.skip()?;
            }
            ("contentSet", "inlineXML") if item.body.is_none() => {
                let outer = walk.inner()?;
                item.body = inline(&outer, &mut item.document, limits)?.filter(|body| !body.is_empty());
            }
            ("contentSet", "inlineData") if item.body.is_none() && tag.attribute("encoding").is_none() => {
                let markup = tag.attribute("contenttype").is_some_and(|kind| kind.contains("html"));
                let outer = walk.verbatim()?;
                let body = if markup { html::fragment(outer.text(), limits)?.through(&outer) } else { outer };
                item.body = Some(body).filter(|body| !body.text().trim().is_empty());
            }
            ("contentSet", "remoteContent") => item.remote = true,
            _ => {}
        }
    }
    if documents.is_empty() {
        return Err(Fault::new("this NewsML-G2 document holds no news item"));
    }
    Ok(Contents { documents, segments: None })
}

/// The text of what stands in `inlineXML`, by its first element.
fn inline(outer: &Extract, document: &mut Document, limits: &Limits) -> Result<Option<Extract>, Fault> {
    let text = outer.text();
    // Places of a fault are those of the part; they are moved to the file.
    let moved = |fault: Fault| Fault { at: fault.at.map(|at| outer.back(crate::text::Span::new(at, at)).start), ..fault };
    let mut walk = Walk::new(text, limits.deepest);
    let first = loop {
        match walk.next().map_err(moved)? {
            Some(Node::Start(tag)) => break tag,
            Some(_) => {}
            None => return Ok(None),
        }
    };
    match first.name {
        "nitf" => {
            let inner = nitf::document(text, limits).map_err(moved)?;
            document.dateline = document.dateline.take().or(inner.dateline);
            document.headline = document.headline.take().or(inner.headline);
            document.published = document.published.or(inner.published);
            document.language = document.language.take().or(inner.language);
            Ok(Some(inner.extract.through(outer)))
        }
        "html" | "body" | "div" | "section" | "article" | "p" => Ok(Some(html::fragment(text, limits).map_err(moved)?.through(outer))),
        _ => Ok(None),
    }
}

fn finish(item: Item) -> Document {
    let mut document = item.document;
    document.published = item.times.into_iter().flatten().next().or(document.published);
    document.language = document.language.or(item.fallback);
    let mut flow = Flow::default();
    let body = item.body.unwrap_or_default();
    if let Some(headline) = item.headline.filter(|headline| !headline.is_empty()) {
        document.headline = Some(headline.text().to_owned());
        // NITF inside an item has its headline once more.
        if !body.text().trim_start().starts_with(headline.text()) {
            flow.append(&headline);
        }
    }
    if body.is_empty() {
        let why = if item.remote { "the text of this item is remote content, which is not fetched" } else { "this item holds no text that is read" };
        document.notices.push(Notice::new("no-text", why));
    }
    flow.append(&body);
    document.extract = flow.finish();
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn item(content: &str) -> String {
        format!(
            "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><packageItem guid=\"p\"><itemMeta><versionCreated>2020-01-01</versionCreated></itemMeta></packageItem>\
             <newsItem guid=\"urn:x:1\" version=\"3\" xml:lang=\"en-US\"><itemMeta><versionCreated>2023-03-16T10:00:00+03:00</versionCreated>\
             <link rel=\"irel:translatedFrom\" residref=\"urn:x:0\"/></itemMeta><contentMeta><altId type=\"t\">story-7</altId><language tag=\"ar\"/>\
             <headline>A &amp; B</headline></contentMeta><contentSet>{content}</contentSet></newsItem></itemSet></newsMessage>"
        )
    }

    #[test]
    fn items_with_every_kind_of_content() {
        for content in [
            "<inlineXML contenttype=\"application/nitf+xml\"><nitf><body><body.content><p>One &quot;12&quot;.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
            "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>One &quot;12&quot;.</p><p>Two.</p></body></html></inlineXML>",
            "<inlineData contenttype=\"text/plain\">One \"12\".\n\nTwo.</inlineData>",
            "<inlineData contenttype=\"text/html\">&lt;p&gt;One &amp;quot;12&amp;quot;.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>",
        ] {
            let file = item(content);
            let contents = read(&file, &Limits::default()).expect("it is NewsML-G2");
            let [document] = &contents.documents[..] else { panic!("one item") };
            assert_eq!(document.extract.text(), "A & B\n\nOne \"12\".\n\nTwo.", "{content}");
            assert_eq!(document.links, ["urn:x:0", "story-7"]);
            assert_eq!((document.language.as_deref(), document.version.as_deref()), (Some("ar"), Some("3")));
            let place = document.extract.text().find("Two").expect("it is there");
            assert_eq!(document.extract.back(Span::new(place, place + 3)).of(&file), "Two");
        }
    }

    #[test]
    fn what_has_no_text_says_so() {
        let contents = read(&item("<remoteContent href=\"http://x.example/a.jpg\"/>"), &Limits::default()).expect("it is NewsML-G2");
        assert_eq!(contents.documents[0].notices[0].code, "no-text");
    }
}
