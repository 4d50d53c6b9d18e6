//! ninjs, news in JSON of the IPTC: versions 1 to 3, an object, an array of them, one a line, or the answer of an API that lists them.

use super::document::{Contents, Document, Fault, Flow, Limits, Notice};
use super::html;
use super::json::{Fields, Json};
use super::when::moment;
use crate::text::Extract;

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "bylines, subjects, people, places, rights and other metadata",
    "associated pictures and items with their captions; of an item's descriptions all where there is a body",
    "of several bodies all but the first that can be read, HTML before plain text",
    "the dateline, which is kept as such",
];

/// Fields of an answer that lists items.
const LISTS: [&str; 4] = ["items", "_items", "results", "stories"];

/// Every item with a text.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let json = Json::new(text);
    let mut values = Vec::new();
    for value in json.values()? {
        let fields = json.fields(value);
        let list = LISTS.iter().find_map(|name| fields.get(*name)).map(|list| json.list(list)).filter(|list| !list.is_empty());
        match list {
            Some(list) if !fields.contains_key("uri") => values.extend(list),
            _ if value.get().starts_with('[') => values.extend(json.list(value)),
            _ => values.push(value),
        }
    }
    let mut documents = Vec::new();
    for value in values {
        documents.push(item(json, &json.fields(value), limits)?);
    }
    if documents.is_empty() {
        return Err(Fault::new("this holds no ninjs item"));
    }
    Ok(Contents { documents, segments: None })
}

fn item(json: Json<'_>, fields: &Fields<'_>, limits: &Limits) -> Result<Document, Fault> {
    let word = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).and_then(|value| json.word(value));
    let text = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).and_then(|value| json.string(value)).filter(|text| !text.is_empty());
    let mut out = Document {
        id: word(&["uri", "guid", "id"]),
        language: word(&["language"]),
        version: word(&["version"]),
        published: word(&["versioncreated", "versionCreated", "contentcreated", "contentCreated", "firstcreated", "firstCreated"])
            .and_then(|time| moment(&time)),
        ..Document::default()
    };
    if let Some(status) = word(&["pubstatus", "pubStatus"]).filter(|status| matches!(status.as_str(), "canceled" | "cancelled" | "withheld")) {
        out.notices.push(Notice::new("not-usable", format!("the agency marks this item as {status}; do not publish it")));
    }
    out.dateline =
        word(&["dateline"]).or_else(|| fields.get("dateline").and_then(|value| json.fields(value).get("text").and_then(|value| json.word(value))));
    out.links = links(json, fields);
    let entries = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).map(|list| json.list(list)).unwrap_or_default();
    let headline = text(&["headline"]).or_else(|| {
        let all: Vec<_> = entries(&["headlines"]).into_iter().map(|entry| json.fields(entry)).collect();
        let role = |entry: &Fields<'_>| entry.get("role").and_then(|role| json.word(role)).unwrap_or_default();
        let main = all.iter().find(|entry| matches!(role(entry).as_str(), "" | "main")).or_else(|| all.first())?;
        json.string(main.get("value")?)
    });
    let mut flow = Flow::default();
    if let Some(headline) = headline.or_else(|| text(&["title"])) {
        // Some desks put HTML into the headline.
        let words = html::fragment(headline.text(), limits)?.through(&headline);
        out.headline = Some(words.text().to_owned()).filter(|words| !words.is_empty());
        flow.append(&words);
    }
    let markup = |text: Extract| -> Result<Extract, Fault> { Ok(html::fragment(text.text(), limits)?.through(&text)) };
    let body = if let Some(text) = text(&["body_html", "body_xhtml", "bodyHtml", "bodyXhtml"]) {
        Some(markup(text)?)
    } else if let Some(text) = text(&["body_text", "bodyText"]) {
        Some(text)
    } else {
        let bodies: Vec<_> = entries(&["bodies"]).into_iter().map(|entry| json.fields(entry)).collect();
        let kind = |entry: &Fields<'_>| {
            ["contentType", "contenttype"].iter().find_map(|name| entry.get(*name)).and_then(|kind| json.word(kind)).unwrap_or_default()
        };
        let chosen = bodies.iter().find(|entry| kind(entry).contains("html")).or_else(|| bodies.first());
        match chosen.and_then(|entry| Some((entry, json.string(entry.get("value")?)?))) {
            Some((entry, text)) if kind(entry).contains("html") => Some(markup(text)?),
            Some((_, text)) => Some(text),
            None => None,
        }
    };
    match body.filter(|body| !body.text().trim().is_empty()) {
        Some(body) => flow.append(&body),
        None => {
            let summary = text(&["description_text", "descriptionText", "description_html"])
                .or_else(|| json.string(json.fields(entries(&["descriptions"]).first()?).get("value")?));
            match summary {
                Some(summary) => {
                    out.notices.push(Notice::new("summary-only", "this item has no body; its description was read"));
                    flow.append(&markup(summary)?);
                }
                None => out.notices.push(Notice::new("no-text", "this item has no body")),
            }
        }
    }
    out.extract = flow.finish();
    Ok(out)
}

/// What ties an item to its translations: alternative ids, the ids that Superdesk gives, and associations that say so.
fn links(json: Json<'_>, fields: &Fields<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for name in ["altids", "altIds", "alt_ids"] {
        let Some(value) = fields.get(name) else { continue };
        for entry in json.list(value) {
            let inner = json.fields(entry);
            out.extend(inner.get("value").or_else(|| inner.get("id")).and_then(|value| json.word(value)));
        }
        out.extend(json.fields(value).values().filter_map(|value| json.word(value)));
    }
    for name in ["translation_id", "translationId", "translated_from", "translatedFrom"] {
        out.extend(fields.get(name).and_then(|value| json.word(value)));
    }
    if let Some(translations) = fields.get("translations") {
        out.extend(json.list(translations).into_iter().filter_map(|value| json.word(value)));
    }
    if let Some(associations) = fields.get("associations") {
        let named = json.fields(associations);
        let listed: Vec<(String, _)> = json.list(associations).into_iter().map(|value| (String::new(), value)).collect();
        for (name, value) in named.into_iter().map(|(name, value)| (name.into_owned(), value)).chain(listed) {
            let inner = json.fields(value);
            let says = [Some(name), inner.get("rel").and_then(|rel| json.word(rel)), inner.get("name").and_then(|name| json.word(name))];
            if says.iter().flatten().any(|word| word.to_ascii_lowercase().contains("transl")) {
                out.extend(inner.get("uri").and_then(|uri| json.word(uri)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    /// What stands in the file for words of the text.
    fn found<'a>(source: &'a str, document: &Document, words: &str) -> &'a str {
        let at = document.extract.text().find(words).expect("the words are in the text");
        document.extract.back(Span::new(at, at + words.len())).of(source)
    }

    #[test]
    fn the_versions() {
        let first = r#"{"uri":"urn:1","language":"ar","versioncreated":"2023-03-16T10:00:00+03:00","version":"2","translation_id":"t1",
            "headline":"\u0641\u064a\u0636\u0627\u0646","body_html":"<p>قتل <b>12</b> شخصا.</p>\n<p>و\u0623صيب 30 &amp; 5.</p>","associations":{"translation--en":{"uri":"urn:0"}}}"#;
        let third = r#"[{"uri":"urn:2","language":"en","versionCreated":"2023-03-16T07:00:00Z","altIds":[{"role":"story","value":"t1"}],"headlines":[{"role":"short","value":"F"},{"role":"main","value":"Flood"}],
            "bodies":[{"role":"main","contentType":"text/plain","value":"12 died.\n\n30 were hurt."}]},{"uri":"urn:3","language":"en","headline":"Only","description_text":"A summary."}]"#;
        let contents = read(first, &Limits::default()).expect("it is ninjs");
        let document = &contents.documents[0];
        assert_eq!(document.extract.text(), "فيضان\n\nقتل 12 شخصا.\n\nوأصيب 30 & 5.");
        assert_eq!(document.links, ["t1", "urn:0"]);
        assert_eq!(found(first, document, "12"), "12");
        assert_eq!(found(first, document, "وأصيب"), "و\\u0623صيب");
        assert_eq!(found(first, document, "& 5"), "&amp; 5");
        let contents = read(third, &Limits::default()).expect("it is ninjs");
        assert_eq!(contents.documents[0].extract.text(), "Flood\n\n12 died.\n\n30 were hurt.");
        assert_eq!(contents.documents[0].links, ["t1"]);
        assert_eq!(found(third, &contents.documents[0], "30 were"), "30 were");
        assert_eq!(contents.documents[1].notices[0].code, "summary-only");
    }
}
