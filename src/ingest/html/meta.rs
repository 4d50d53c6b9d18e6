//! What a page says of itself: `meta`, OpenGraph, JSON-LD (schema.org), `link` and `time`.

use super::super::when::moment;
use super::blocks::{Head, Page};
use super::value;
use crate::text::{Extract, Moment};
use serde_json::Value as Json;

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
    /// The headline as it stands in the page's head.
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
        if let Ok(json) = serde_json::from_str::<Json>(head.content.of(text)) {
            linked_data(&json, head, DEEP, &mut out);
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
    out.title = title.and_then(|head| head.attributes.get("content")).map(|(_, span)| value(text, *span));
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
fn linked_data(json: &Json, head: &Head, deep: usize, out: &mut About) {
    if deep == 0 {
        return;
    }
    match json {
        Json::Array(all) => all.iter().for_each(|one| linked_data(one, head, deep - 1, out)),
        Json::Object(object) => {
            let is = |kind: &Json| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report");
            let article = object.get("@type").is_some_and(|kind| is(kind) || kind.as_array().is_some_and(|all| all.iter().any(is)));
            if article {
                let word = |name: &str| object.get(name).and_then(Json::as_str).map(str::trim).filter(|own| !own.is_empty()).map(str::to_owned);
                out.headline = out.headline.take().or_else(|| word("headline")).or_else(|| word("name"));
                out.published = out.published.or_else(|| word("datePublished").or_else(|| word("dateCreated")).and_then(|time| moment(&time)));
                out.dateline = out.dateline.take().or_else(|| word("dateline"));
                out.version = out.version.take().or_else(|| word("version")).or_else(|| word("dateModified"));
                let language = object.get("inLanguage").and_then(|own| own.as_str().or_else(|| own.get("alternateName").and_then(Json::as_str)));
                out.language = out.language.take().or_else(|| language.map(str::to_owned));
                out.links.extend(["translationOfWork", "workTranslation"].iter().filter_map(|name| object.get(*name)).flat_map(addresses));
                if let (None, Some(body)) = (&out.body, word("articleBody")) {
                    let mut extract = Extract::default();
                    // Inside a script of JSON a place cannot be told more exactly.
                    extract.put(&body, head.content);
                    out.body = Some(extract);
                }
            }
            for inner in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = object.get(inner) {
                    linked_data(inner, head, deep - 1, out);
                }
            }
        }
        _ => {}
    }
}

/// The addresses of works that JSON-LD names.
fn addresses(json: &Json) -> Vec<String> {
    match json {
        Json::String(address) => vec![address.clone()],
        Json::Array(all) => all.iter().flat_map(|one| one.as_str().or_else(|| one.get("@id").and_then(Json::as_str))).map(str::to_owned).collect(),
        Json::Object(object) => object.get("@id").or_else(|| object.get("url")).and_then(Json::as_str).map(str::to_owned).into_iter().collect(),
        _ => Vec::new(),
    }
}
