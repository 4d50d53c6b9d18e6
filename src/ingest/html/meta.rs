//! What a page says of itself: `meta`, OpenGraph, JSON-LD (schema.org), `link` and `time`.

use super::super::json::Json;
use super::super::when::moment;
use super::blocks::{Head, Page};
use super::value;
use crate::text::{Extract, Moment};
use serde_json::value::RawValue;

/// What was found.
#[derive(Default)]
pub(super) struct About {
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
    pub(super) published: Option<Moment>,
    pub(super) headline: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) version: Option<String>,
    pub(super) links: Vec<String>,
    /// The headline as it stands in JSON-LD or the page's head.
    pub(super) title: Option<Extract>,
    /// The text of the article as JSON-LD has it.
    pub(super) body: Option<Extract>,
}

/// How deep JSON-LD is looked into.
const DEEP: usize = 6;

/// Reads what a page says of itself; what is more exact comes first.
pub(super) fn about(text: &str, page: &Page) -> About {
    let mut out = About::default();
    for head in page.heads.iter().filter(|head| head.name == "script" && get(head, "type").is_some_and(|kind| kind.contains("ld+json"))) {
        if let Ok(value) = serde_json::from_str::<&RawValue>(head.content.of(text)) {
            linked_data(Json::new(text), value, DEEP, &mut out);
        }
    }
    let meta = |names: &[&str]| {
        let named = |head: &&Head, name: &str| {
            head.name == "meta"
                && ["property", "name", "itemprop", "http-equiv"].iter().any(|key| get(head, key).is_some_and(|own| own.eq_ignore_ascii_case(name)))
        };
        names
            .iter()
            .find_map(|name| page.heads.iter().find(|head| named(head, name) && get(head, "content").is_some_and(|own| !own.trim().is_empty())))
    };
    let content = |names: &[&str]| meta(names).and_then(|head| get(head, "content")).map(|own| own.trim().to_owned());
    let published = [
        "article:published_time",
        "og:published_time",
        "datePublished",
        "parsely-pub-date",
        "pubdate",
        "publish-date",
        "date",
        "dcterms.created",
        "dc.date",
    ];
    out.published = out.published.or_else(|| content(&published).and_then(|time| moment(&time)));
    out.published = out.published.or_else(|| {
        let times = page.heads.iter().filter(|head| head.name == "time");
        times.filter_map(|head| get(head, "datetime")).find_map(moment)
    });
    let title = meta(&["og:title", "twitter:title", "dc.title"]);
    out.headline = out.headline.or_else(|| title.and_then(|head| get(head, "content")).map(|own| own.trim().to_owned()));
    out.title = out.title.or_else(|| title.and_then(|head| head.attributes.get("content")).map(|(_, span)| value(text, *span)));
    let plain = || page.heads.iter().find(|head| head.name == "title").map(|head| value(text, head.content).into_parts().0);
    out.headline = out.headline.or_else(plain).filter(|title| !title.is_empty());
    out.language = out.language.or_else(|| content(&["og:locale", "content-language", "dc.language", "inLanguage"]));
    let links = page.heads.iter().filter(|head| head.name == "link");
    for head in links {
        let (rel, href) = (get(head, "rel").unwrap_or_default().to_ascii_lowercase(), get(head, "href").unwrap_or_default().trim().to_owned());
        if rel == "canonical" && !href.is_empty() {
            out.address = Some(href);
        } else if rel == "alternate" && get(head, "hreflang").is_some() && !href.is_empty() {
            out.links.push(href);
        }
    }
    out.address = out.address.or_else(|| content(&["og:url"]));
    out
}

fn get<'a>(head: &'a Head, name: &str) -> Option<&'a str> {
    head.attributes.get(name).map(|(value, _)| value.as_str())
}

/// Looks for the article in JSON-LD.
fn linked_data<'a>(json: Json<'a>, value: &'a RawValue, deep: usize, out: &mut About) {
    if deep == 0 {
        return;
    }
    json.list(value).into_iter().for_each(|one| linked_data(json, one, deep - 1, out));
    let object = json.fields(value);
    let word = |name: &str| object.get(name).and_then(|value| json.word(value)).map(|own| own.trim().to_owned()).filter(|own| !own.is_empty());
    let is = |kind: &RawValue| {
        let kind = json.word(kind).unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
    };
    if object.get("@type").is_some_and(|kind| is(kind) || json.list(kind).into_iter().any(is)) {
        let text = |name: &str| object.get(name).and_then(|value| json.string(value)).filter(|own| !own.text().trim().is_empty());
        out.title = out.title.take().or_else(|| text("headline"));
        out.headline = out.headline.take().or_else(|| word("headline")).or_else(|| word("name"));
        out.published = out.published.or_else(|| word("datePublished").or_else(|| word("dateCreated")).and_then(|time| moment(&time)));
        out.dateline = out.dateline.take().or_else(|| word("dateline"));
        out.version = out.version.take().or_else(|| word("version")).or_else(|| word("dateModified"));
        let language = object.get("inLanguage").and_then(|own| json.word(own).or_else(|| json.word(json.fields(own).get("alternateName")?)));
        out.language = out.language.take().or(language);
        out.links
            .extend(["translationOfWork", "workTranslation"].iter().filter_map(|name| object.get(*name)).flat_map(|value| addresses(json, value)));
        out.body = out.body.take().or_else(|| text("articleBody"));
    }
    for inner in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
        if let Some(inner) = object.get(inner) {
            linked_data(json, inner, deep - 1, out);
        }
    }
}

/// The addresses of works that JSON-LD names.
fn addresses<'a>(json: Json<'a>, value: &'a RawValue) -> Vec<String> {
    let address = |value: &'a RawValue| {
        let object = json.fields(value);
        json.word(value).or_else(|| ["@id", "url"].iter().find_map(|name| json.word(object.get(*name)?)))
    };
    address(value).into_iter().chain(json.list(value).into_iter().filter_map(address)).collect()
}
