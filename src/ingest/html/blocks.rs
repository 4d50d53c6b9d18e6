//! A page as blocks of text, each with what stands around it.
//!
//! Not a tree as a browser builds it: a stack of open elements, which the rules of HTML for left-out end tags close, is enough to know in which container a
//! block stands and what kind of thing hides it.

use super::super::document::{Fault, Flow, Limits};
use crate::text::{Extract, Span};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer, naive_next_state};
use quick_xml::escape::resolve_html5_entity;
use std::collections::HashMap;

/// A stretch of text without a break between paragraphs.
pub(super) struct Block {
    /// Its text.
    pub(super) extract: Extract,
    /// Index of the container that it stands in.
    pub(super) container: usize,
    /// 1 to 6 for a heading, 0 for other text.
    pub(super) heading: u8,
    /// Whether it stands in what is no part of an article: navigation, an aside, a footer, a form.
    pub(super) aside: bool,
    /// Whether it is the caption of a picture.
    pub(super) caption: bool,
    /// How many of its bytes are links.
    pub(super) linked: usize,
}

/// An element that holds blocks.
pub(super) struct Container {
    /// The one around it; the first one has itself.
    pub(super) parent: usize,
    /// What it says that it is.
    pub(super) kind: Kind,
    /// Whether its class or id is that of something that surrounds articles.
    pub(super) suspect: bool,
    /// The language that it or one around it states.
    pub(super) language: Option<String>,
}

/// What an element says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text of an article (`itemprop="articleBody"`).
    Body,
    /// An article.
    Article,
    /// The main part of the page.
    Main,
    /// Anything else.
    Plain,
}

/// A page.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) containers: Vec<Container>,
    /// The elements of the head that say something: name, attributes with their places, and the text of `title` and of JSON-LD.
    pub(super) heads: Vec<Head>,
}

/// An element that says something of the page.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) attributes: HashMap<String, (String, Span)>,
    /// Where its text stands.
    pub(super) content: Span,
}

impl Page {
    /// The language of most of the chosen blocks, as the page states it.
    pub(super) fn language(&self, chosen: &[usize]) -> Option<String> {
        let mut count: HashMap<&str, usize> = HashMap::new();
        for block in chosen.iter().map(|at| &self.blocks[*at]) {
            if let Some(language) = &self.containers[block.container].language {
                *count.entry(language).or_default() += block.extract.text().len();
            }
        }
        let most = count.into_iter().max_by_key(|(tag, length)| (*length, std::cmp::Reverse(*tag))).map(|(tag, _)| tag.to_owned());
        most.or_else(|| self.containers.iter().find_map(|container| container.language.clone()))
    }
}

/// Words in classes and ids of what surrounds an article.
const SUSPECT: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "credit",
    "disqus",
    "donate",
    "footer",
    "menu",
    "meta",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "readmore",
    "recirculation",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "trending",
    "widget",
];

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "ruby"
            | "rb"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "frame"
            | "keygen"
    )
}

/// What holds no text of a page.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "noframes"
            | "noembed"
            | "object"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "button"
            | "textarea"
            | "dialog"
            | "head"
            | "title"
            | "rt"
            | "rp"
            | "datalist"
            | "option"
    )
}

fn is_aside(name: &str, role: &str) -> bool {
    matches!(name, "nav" | "aside" | "footer" | "form" | "menu")
        || matches!(role, "navigation" | "complementary" | "contentinfo" | "search" | "banner" | "form" | "dialog" | "alert")
}

/// An open element.
struct Frame {
    name: String,
    container: usize,
    heading: u8,
    hidden: bool,
    aside: bool,
    caption: bool,
    link: bool,
    block: bool,
}

struct Builder<'a> {
    text: &'a str,
    page: Page,
    stack: Vec<Frame>,
    /// How many elements of a name are open, so that a stray end tag costs nothing.
    open: HashMap<String, usize>,
    flow: Flow,
    linked: usize,
    deepest: usize,
    /// The element whose text is kept, and where that begins.
    keeping: Option<usize>,
}

/// Cuts a page into blocks.
pub(super) fn page(text: &str, limits: &Limits) -> Result<Page, Fault> {
    let root = Container { parent: 0, kind: Kind::Plain, suspect: false, language: None };
    let mut builder = Builder {
        text,
        page: Page { blocks: Vec::new(), containers: vec![root], heads: Vec::new() },
        stack: Vec::new(),
        open: HashMap::new(),
        flow: Flow::default(),
        linked: 0,
        deepest: limits.deepest,
        keeping: None,
    };
    let mut tokenizer = Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span());
    // OK because reading a string cannot fail.
    while let Some(Ok(token)) = tokenizer.next() {
        // XHTML closes even a script or a title by itself, and what follows is no part of it.
        let raw = match &token {
            Token::StartTag(tag) if !tag.self_closing => naive_next_state(&tag.name),
            _ => None,
        };
        if let Some(state) = raw {
            tokenizer.set_state(state);
        }
        match token {
            Token::StartTag(tag) => builder.start(&tag)?,
            Token::EndTag(tag) => {
                builder.kept(tag.span.start);
                builder.end(&plain_name(&tag.name));
            }
            Token::String(words) => builder.words(whole(text, words.span.start, words.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.kept(text.len());
    builder.flush();
    Ok(builder.page)
}

/// Where the value of an attribute stands that begins at `start`: the tokenizer tells where the attribute as a whole does.
fn value_of(text: &str, start: usize) -> Span {
    let start = whole(text, start, start).start;
    let attribute = &text[start..];
    let Some(equals) = attribute.find(['=', '>']).filter(|at| attribute[*at..].starts_with('=')) else { return Span::new(start, start) };
    let value = attribute[equals + 1..].trim_start_matches(|c: char| c.is_ascii_whitespace());
    let from = text.len() - value.len();
    let (from, end) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => (from + 1, value[1..].find(quote).map(|at| at + 1)),
        _ => (from, value.find(|c: char| c.is_ascii_whitespace() || c == '>')),
    };
    Span::new(from, end.map_or(text.len(), |end| text.len() - value.len() + end))
}

/// The name of an element; XHTML in another format may have a prefix.
fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let bare = ["html:", "xhtml:", "h:"].iter().find_map(|prefix| name.strip_prefix(prefix));
    bare.map_or_else(|| name.clone().into_owned(), str::to_owned)
}

/// A span that fits the text, whatever the tokenizer says of broken input.
fn whole(text: &str, start: usize, end: usize) -> Span {
    let fit = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = fit(start);
    Span::new(start, fit(end).max(start))
}

/// Text in which references stand for characters. One that HTML does not know is what it looks like.
pub(super) fn characters(text: &str, span: Span, flow: &mut Flow) {
    let mut at = span.start;
    while let Some(found) = Span::new(at, span.end).of(text).find('&') {
        let start = at + found;
        flow.text(text, Span::new(at, start));
        let rest = Span::new(start, span.end).of(text);
        let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map_or(rest.len(), |end| end + 1).min(40);
        let name = &rest[1..end];
        let ends = usize::from(rest[end..].starts_with(';'));
        match reference(name, ends == 1) {
            Some(stands_for) => {
                at = start + end + ends;
                flow.put(&stands_for, Span::new(start, at));
            }
            None => {
                at = start + 1;
                flow.text(text, Span::new(start, at));
            }
        }
    }
    flow.text(text, Span::new(at, span.end));
}

/// What a reference stands for. Numbers from 0x80 to 0x9F mean windows-1252, as browsers have it.
fn reference(name: &str, ended: bool) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let old = matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg" | "laquo" | "raquo");
        return resolve_html5_entity(name).filter(|_| ended || old).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9F => {
            let byte = [u8::try_from(code).ok()?];
            Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned())
        }
        0 => Some('\u{FFFD}'.to_string()),
        _ => Some(char::from_u32(code).unwrap_or('\u{FFFD}').to_string()),
    }
}

impl Builder<'_> {
    fn start(&mut self, tag: &StartTag<usize>) -> Result<(), Fault> {
        let name = plain_name(&tag.name);
        let get = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        if matches!(name.as_str(), "meta" | "link" | "title" | "script" | "time" | "html") {
            let attribute = |(key, value): (&html5gum::HtmlString, &html5gum::Spanned<html5gum::HtmlString, usize>)| {
                let span = value_of(self.text, value.span.start);
                (String::from_utf8_lossy(key).into_owned(), (String::from_utf8_lossy(value).into_owned(), span))
            };
            let end = whole(self.text, tag.span.end, tag.span.end).start;
            let attributes = tag.attributes.iter().map(attribute).collect();
            self.page.heads.push(Head { name: name.clone(), attributes, content: Span::new(end, end) });
            self.kept(tag.span.start);
            self.keeping = matches!(name.as_str(), "title" | "script").then(|| self.page.heads.len() - 1);
        }
        if name == "br" {
            self.flow.line();
            return Ok(());
        }
        let inline = is_inline(&name);
        if !inline {
            self.flush();
        }
        if is_void(&name) {
            return Ok(());
        }
        self.imply(&name);
        if self.stack.len() >= self.deepest {
            let message = format!("more than {} elements stand in each other; --deepest allows more", self.deepest);
            return Err(Fault::at(tag.span.start, message));
        }
        let above = self.stack.last();
        let container = above.map_or(0, |frame| frame.container);
        let role = get("role").unwrap_or_default();
        let hides = is_hidden(&name) || get("hidden").is_some() || get("aria-hidden").as_deref() == Some("true");
        let hides = hides || get("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let level = match name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => digit - b'0',
            _ => 0,
        };
        let frame = Frame {
            container,
            heading: if level > 0 { level } else { above.map_or(0, |frame| frame.heading) },
            hidden: above.is_some_and(|frame| frame.hidden) || hides,
            aside: above.is_some_and(|frame| frame.aside) || is_aside(&name, &role),
            caption: above.is_some_and(|frame| frame.caption) || name == "figcaption" || name == "caption",
            link: above.is_some_and(|frame| frame.link) || name == "a",
            block: !inline,
            name: name.clone(),
        };
        let frame = if inline { frame } else { Frame { container: self.contain(container, &name, &role, &get), ..frame } };
        *self.open.entry(name).or_default() += 1;
        self.stack.push(frame);
        if tag.self_closing {
            self.keeping = None;
            self.pop();
        }
        Ok(())
    }

    /// A new container, where the element could hold an article or says something of its text.
    fn contain(&mut self, parent: usize, name: &str, role: &str, get: &impl Fn(&str) -> Option<String>) -> usize {
        let language = get("lang").or_else(|| get("xml:lang")).filter(|tag| !tag.trim().is_empty());
        if name == "html" {
            self.page.containers[0].language = language;
            return 0;
        }
        if matches!(name, "body" | "head" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "pre")
            && language.is_none()
        {
            let suspicious = get("class").is_some() || get("id").is_some();
            if name == "body" || !suspicious {
                return parent;
            }
        }
        let words = |key: &str| get(key).unwrap_or_default().to_ascii_lowercase();
        let kind = match () {
            () if words("itemprop").split_ascii_whitespace().any(|word| word == "articlebody") => Kind::Body,
            () if name == "article" || role == "article" => Kind::Article,
            () if name == "main" || role == "main" => Kind::Main,
            () => Kind::Plain,
        };
        let named = format!("{} {}", words("class"), words("id"));
        let suspect = kind == Kind::Plain && named.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| SUSPECT.binary_search(&word).is_ok());
        let language = language.or_else(|| self.page.containers[parent].language.clone());
        self.page.containers.push(Container { parent, kind, suspect, language });
        self.page.containers.len() - 1
    }

    /// Closes what a new element ends without saying so.
    fn imply(&mut self, name: &str) {
        let closes: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["tr", "td", "th"],
            "td" | "th" => &["td", "th"],
            "option" => &["option"],
            "body" => &["head"],
            _ if is_inline(name) || is_hidden(name) => return,
            _ => &[],
        };
        // A paragraph ends where a block begins, whatever is left open in it.
        while self.open.get("p").is_some_and(|count| *count > 0) {
            self.pop();
        }
        let block = |stack: &[Frame]| stack.iter().rev().find(|frame| frame.block).is_some_and(|frame| closes.contains(&frame.name.as_str()));
        while !closes.is_empty() && block(&self.stack) {
            let done = self.stack.last().is_some_and(|last| last.block && name != "tr");
            self.pop();
            if done {
                break;
            }
        }
    }

    /// The element whose text is kept ends at `end`.
    fn kept(&mut self, end: usize) {
        if let Some(head) = self.keeping.take().and_then(|keeping| self.page.heads.get_mut(keeping)) {
            let end = whole(self.text, end, end).start;
            head.content = Span::new(head.content.start, end.max(head.content.start));
        }
    }

    fn end(&mut self, name: &str) {
        if name == "p" && self.open.get("p").is_none_or(|count| *count == 0) {
            return self.flush();
        }
        if self.open.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        if !is_inline(name) {
            self.flush();
        }
        // An end tag of an inline element does not close a block around it.
        if is_inline(name) && self.stack.iter().rev().take_while(|frame| frame.name != name).any(|frame| frame.block) {
            return;
        }
        while let Some(last) = self.stack.last() {
            let found = last.name == name;
            self.pop();
            if found {
                break;
            }
        }
    }

    fn pop(&mut self) {
        if let Some(frame) = self.stack.pop() {
            if frame.block {
                self.flush_as(&frame);
            }
            if let Some(count) = self.open.get_mut(&frame.name) {
                *count -= 1;
            }
        }
    }

    fn words(&mut self, span: Span) {
        if self.stack.last().is_some_and(|frame| frame.hidden) {
            return;
        }
        let before = self.flow.len();
        characters(self.text, span, &mut self.flow);
        if self.stack.last().is_some_and(|frame| frame.link) {
            self.linked += self.flow.len() - before;
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        match self.stack.pop() {
            Some(frame) => {
                self.flush_as(&frame);
                self.stack.push(frame);
            }
            None => self.take(0, 0, false, false),
        }
    }

    fn flush_as(&mut self, frame: &Frame) {
        self.take(frame.container, frame.heading, frame.aside, frame.caption);
    }

    fn take(&mut self, container: usize, heading: u8, aside: bool, caption: bool) {
        let flow = std::mem::take(&mut self.flow);
        let linked = std::mem::take(&mut self.linked);
        let extract = flow.finish();
        if !extract.text().trim().is_empty() {
            self.page.blocks.push(Block { extract, container, heading, aside, caption, linked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_classes_are_in_order() {
        assert!(SUSPECT.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
