//! NITF, the News Industry Text Format of the IPTC (3.x).

use super::document::{Contents, Document, Fault, Flow, Limits};
use super::when::moment;
use super::xml::{Inside, Node, Tag, Walk};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "byline, distributor, abstract, notes and rights",
    "the dateline, which is kept as such",
    "media with their captions",
    "what the mark-up of people, places, sums and dates says beyond the words",
];

/// One story's edition.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    Ok(Contents::one(document(text, limits)?))
}

/// The same, of a document that stands in another one.
pub(super) fn document(text: &str, limits: &Limits) -> Result<Document, Fault> {
    let mut walk = Walk::new(text, limits.deepest);
    let mut out = Document::default();
    let mut flow = Flow::default();
    // By how exact they are: the release, the issue, the paper's day, the story's day.
    let mut times = [None; 4];
    let mut title = None;
    while let Some(node) = walk.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.name {
            "nitf" | "body" | "body.content" => {
                out.language = tag.language().or(out.language);
                if tag.name == "body.content" {
                    flow.append(&walk.flow(meaning)?.finish());
                }
            }
            "title" => title = Some(walk.words()?),
            "doc-id" => out.id = tag.attribute("id-string").or(out.id),
            "du-key" => out.version = tag.attribute("version").or_else(|| tag.attribute("generation")).or(out.version),
            "date.release" => times[0] = tag.attribute("norm").and_then(|norm| moment(&norm)),
            "date.issue" => times[1] = tag.attribute("norm").and_then(|norm| moment(&norm)),
            "pubdata" => times[2] = tag.attribute("date.publication").and_then(|norm| moment(&norm)),
            "story.date" => times[3] = tag.attribute("norm").and_then(|norm| moment(&norm)),
            "hl1" | "hl2" => {
                let words = walk.flow(meaning)?.finish();
                if tag.name == "hl1" && out.headline.is_none() {
                    out.headline = Some(words.text().to_owned());
                }
                flow.append(&words);
            }
            "dateline" => {
                // Its date may be the only one.
                let mut words = String::new();
                let depth = walk.depth();
                while let Some(node) = walk.next()? {
                    match node {
                        Node::Start(tag) if tag.name == "story.date" => times[3] = tag.attribute("norm").and_then(|norm| moment(&norm)).or(times[3]),
                        Node::End(_) if walk.depth() == depth => break,
                        Node::Text(span) => words.push_str(span.of(text)),
                        Node::Char(c, _) => words.push_str(&c),
                        _ => {}
                    }
                }
                out.dateline = Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty());
            }
            "byline" | "distributor" | "abstract" | "note" | "rights" | "series" | "body.end" => walk.skip()?,
            _ => {}
        }
    }
    out.published = times.into_iter().flatten().next();
    out.headline = out.headline.or(title.filter(|title| !title.is_empty()));
    out.extract = flow.finish();
    Ok(out)
}

/// What an element of the text means.
fn meaning(tag: &Tag<'_>) -> Inside {
    match tag.name {
        "p" | "hl1" | "hl2" | "block" | "bq" | "blockquote" | "block.credit" | "li" | "ol" | "ul" | "dl" | "dt" | "dd" | "tr" | "table"
        | "nitf-table" | "pre" | "hr" => Inside::Block,
        "br" => Inside::Line,
        "td" | "th" => Inside::Char(" ".to_owned()),
        "media" | "note" | "fn" | "credit" | "datasource" | "caption" | "nitf-table-metadata" | "byline" | "abstract" | "copyrite" => Inside::Nothing,
        _ => Inside::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_with_mark_up() {
        let text = "<nitf><head><title>Flood</title><docdata><doc-id id-string=\"x1\"/><date.issue norm=\"20230316T100000+0300\"/><du-key version=\"2\"/></docdata></head>\
            <body xml:lang=\"en\"><body.head><hedline><hl1>Flood kills <num>12</num></hl1></hedline><byline>By A. Reporter</byline>\
            <dateline><location>PORT CITY</location>, <story.date norm=\"20230315\">March 15</story.date></dateline></body.head>\
            <body.content><block><p>The <person>governor</person> said &quot;12&quot;.</p><media><media-caption>Water</media-caption></media><p>More.</p></block></body.content></body></nitf>";
        let document = document(text, &Limits::default()).expect("it is NITF");
        assert_eq!(document.extract.text(), "Flood kills 12\n\nThe governor said \"12\".\n\nMore.");
        assert_eq!(document.dateline.as_deref(), Some("PORT CITY, March 15"));
        assert_eq!(document.headline.as_deref(), Some("Flood kills 12"));
        assert_eq!((document.language.as_deref(), document.version.as_deref(), document.id.as_deref()), (Some("en"), Some("2"), Some("x1")));
        assert_eq!(document.published.map(|at| at.to_string()).as_deref(), Some("2023-03-16T10:00:00+03:00"));
    }
}
