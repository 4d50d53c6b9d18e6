//! Web pages: the text of the article, and what the page says of it.
//!
//! [`blocks`] cuts the page into blocks of text, [`choose`] tells the article from what surrounds it, [`meta`] reads `meta`, JSON-LD and OpenGraph. A
//! [`fragment`] is the HTML of an article alone, as feeds and agencies send it: all of it is text.

mod blocks;
mod choose;
mod meta;

use super::document::{Contents, Document, Fault, Flow, Limits, Notice};
use crate::text::{Extract, Span};
use blocks::{Block, Page};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "navigation, headers and footers of the site, asides, forms, comments, and lists of links",
    "captions and descriptions of pictures",
    "scripts, styles, frames, and what a script would load",
    "emphasis and the targets of links",
    "bylines and times of the page, as far as they are marked as such; the publication time is kept as such",
];

/// An article with less text than this is taken from the page's own description of itself, where it has one.
const SHORT: usize = 200;

/// The article of a page.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let page = blocks::page(text, limits)?;
    let about = meta::about(text, &page);
    let chosen = choose::article(&page);
    let mut flow = Flow::default();
    let heading = heading(&page, &chosen, about.headline.as_deref());
    if let Some(block) = heading.filter(|at| !chosen.contains(at)) {
        flow.append(&page.blocks[block].extract);
    } else if let (None, Some(extract)) = (heading, &about.title) {
        flow.append(extract);
    }
    for at in &chosen {
        flow.append(&page.blocks[*at].extract);
    }
    let mut notices = Vec::new();
    let mut extract = flow.finish();
    if let Some(body) = about.body.as_ref().filter(|body| extract.text().len() < SHORT && body.text().len() > 2 * extract.text().len()) {
        let mut flow = Flow::default();
        if let Some(title) = &about.title {
            flow.append(title);
        }
        flow.append(body);
        extract = flow.finish();
        notices.push(Notice::new("text-of-json-ld", "the page itself holds hardly any text; the article was taken from its JSON-LD"));
    }
    if ends_in_a_tag(text) {
        notices.push(Notice::new("cut-off", "the page ends inside a tag: it was cut off, and the rest of the text is missing; get it whole"));
    }
    let headline = about.headline.or_else(|| heading.map(|at| page.blocks[at].extract.text().to_owned()));
    let language = page.language(&chosen).or(about.language);
    Ok(Contents::one(Document {
        id: about.address,
        language,
        published: about.published,
        headline,
        dateline: about.dateline,
        version: about.version,
        links: about.links,
        extract,
        notices,
        ..Document::default()
    }))
}

/// Whether the page breaks off. It may end anywhere else, as HTML lets end tags be left out.
fn ends_in_a_tag(text: &str) -> bool {
    let last = text.rfind('<').map_or("", |at| &text[at + 1..]);
    !last.contains('>') && last.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The text of HTML that is an article and nothing else.
pub(super) fn fragment(text: &str, limits: &Limits) -> Result<Extract, Fault> {
    let page = blocks::page(text, limits)?;
    let mut flow = Flow::default();
    for block in page.blocks.iter().filter(|block| !block.caption) {
        flow.append(&block.extract);
    }
    Ok(flow.finish())
}

/// The headline of the article: the first one in it, or the one on the page that says what the page says of itself, or the last one before it.
fn heading(page: &Page, chosen: &[usize], told: Option<&str>) -> Option<usize> {
    let is = |block: &Block| block.heading == 1 && !block.extract.is_empty();
    let all = || page.blocks.iter().enumerate().filter(|(_, block)| is(block)).map(|(at, _)| at);
    let first = chosen.first().copied().unwrap_or(usize::MAX);
    all()
        .find(|at| chosen.contains(at))
        .or_else(|| all().find(|at| told.is_some_and(|told| same(told, page.blocks[*at].extract.text()))))
        .or_else(|| all().rfind(|at| *at < first && !page.blocks[*at].aside))
}

/// Whether two headlines have the same letters.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(one) == letters(other)
}

/// A value that stands in the page as escaped text, with its places.
fn value(text: &str, span: Span) -> Extract {
    let mut flow = Flow::default();
    blocks::characters(text, span, &mut flow);
    flow.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en-GB"><head><title>Flood kills 12 | Example News</title>
<meta property="og:title" content="Flood kills 12 &amp; injures 30">
<meta property="article:published_time" content="2023-03-16T10:00:00+03:00">
<link rel="alternate" hreflang="ar" href="https://news.example/ar/flood">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Flood kills 12 & injures 30","inLanguage":"en"}]}</script>
<style>p { color: red }</style></head>
<body class="has-sidebar"><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<h1>Flood kills 12 &amp; injures 30</h1>
<div class="layout"><div class="story"><p class="lead">The flood in the port city killed 12 people on Monday,
 the governor&nbsp;said.<p>Another <b>30</b> were taken to hospital, doctors at the city clinic told reporters.
<figure><img alt="x"><figcaption>A street under water</figcaption></figure>
<div class="related-links"><p><a href="/1">Ten things to know about floods in the region</a></p></div>
<p>Rescue teams were searching the lower town for 4 people who are still missing.</p></div>
<aside><p>Subscribe to our newsletter for the latest news, every morning, in your inbox.</p></aside></div>
<footer><p>Copyright Example News, all rights reserved, no part may be reproduced.</p></footer>
<script>if (1 < 2) document.write("<p>not text</p>")</script></body></html>"#;

    #[test]
    fn an_article_is_told_from_its_page() {
        let contents = read(PAGE, &Limits::default()).expect("the page can be read");
        let document = &contents.documents[0];
        let paragraphs: Vec<&str> = document.extract.text().split("\n\n").collect();
        assert_eq!(
            paragraphs,
            [
                "Flood kills 12 & injures 30",
                "The flood in the port city killed 12 people on Monday, the governor\u{A0}said.",
                "Another 30 were taken to hospital, doctors at the city clinic told reporters.",
                "Rescue teams were searching the lower town for 4 people who are still missing.",
            ]
        );
        assert_eq!(document.headline.as_deref(), Some("Flood kills 12 & injures 30"));
        assert_eq!(document.language.as_deref(), Some("en-GB"));
        assert_eq!(document.published.map(|at| at.to_string()).as_deref(), Some("2023-03-16T10:00:00+03:00"));
        assert_eq!(document.links, ["https://news.example/ar/flood"]);
        let place = document.extract.text().find("30 were").expect("it is there");
        assert_eq!(document.extract.back(Span::new(place, place + 2)).start, PAGE.find("30</b>").expect("it is there"));
    }

    #[test]
    fn what_a_page_says_of_itself_has_its_places() {
        let article = "\"@type\":\"NewsArticle\",\"headline\":\"Flood \\u0026 storm\",\"datePublished\":\"2023-03-16T10:00:00Z\",\"dateline\":\"PORT\",\
            \"version\":\"2\",\"inLanguage\":\"en-GB\",\"articleBody\":\"The flood in the port killed 12 people.\\n\\nAnother 30 were hurt.\"";
        for script in [format!("{{{article}}}"), format!("\n{{\"@graph\":[{{\"@type\":\"Person\"}},{{{article}}}]}}\n")] {
            let page = format!("<html><head><script type='application/ld+json'>{script}</script></head><body><p>More soon.</p></body></html>");
            let document = read(&page, &Limits::default()).expect("the page can be read").documents.remove(0);
            let told = [&document.headline, &document.dateline, &document.version, &document.language];
            assert_eq!(told.map(Option::as_deref), ["Flood & storm", "PORT", "2", "en-GB"].map(Some));
            assert!(document.published.is_some());
            assert_eq!(document.extract.text(), "Flood & storm\n\nThe flood in the port killed 12 people.\n\nAnother 30 were hurt.");
            let place = document.extract.text().find("30").expect("it is there");
            assert_eq!(document.extract.back(Span::new(place, place + 2)).of(&page), "30");
        }
        for (page, headline) in [
            ("<meta property=og:title content=Flood><p>x", "Flood"),
            ("<meta content = 'The 12 \"dead\" &amp; more' property='og:title' ><p>x", "The 12 \"dead\" & more"),
        ] {
            let extract = read(page, &Limits::default()).expect("the page can be read").documents.remove(0).extract;
            assert_eq!(extract.text(), format!("{headline}\n\nx"));
            assert_eq!(extract.back(Span::new(0, 5)).of(page), &headline[..5]);
        }
    }

    #[test]
    fn tag_soup_has_a_text() {
        let limits = Limits::default();
        for soup in ["<p>a</b></div></p>b<li>c<table><tr><td>d", "<p>1 < 2 & 3 &bogus; &#x110000; &amp</p>", "<![CDATA[x]]><p", "<a href='x>y"] {
            assert!(read(soup, &limits).is_ok(), "{soup}");
            assert!(fragment(soup, &limits).is_ok(), "{soup}");
        }
        let out = fragment("<p>one<br>two</p><script>x</script><blockquote>th&#1088;ee&mdash;</blockquote>", &limits).expect("it can be read");
        assert_eq!(out.text(), "one\ntwo\n\nthрee—");
    }

    #[test]
    fn a_page_that_is_cut_off_in_a_tag_says_so() {
        let notes = |page: &str| read(page, &Limits::default()).expect("it can be read").documents[0].notices.len();
        assert_eq!(
            ["<p>Five died <a href=\"", "<p>Five died</", "<p>Five died</p", "<p>Five died < 6", "<p>Five died</p>\n"].map(notes),
            [1, 0, 1, 0, 0]
        );
    }

    #[test]
    fn what_is_too_deep_is_refused_at_once() {
        let deep = format!("{}x{}", "<div>".repeat(100_000), "</span>".repeat(100_000));
        assert!(read(&deep, &Limits::default()).expect_err("it is too deep").message.contains("--deepest"));
        assert!(read(&deep, &Limits { deepest: 1_000_000, ..Limits::default() }).is_ok());
    }
}
