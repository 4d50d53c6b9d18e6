//! What the forms in XML share: a writer that indents, and text without the characters that XML does not have.

use super::visible::{is_dangerous, visible};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that is written from its beginning to its end.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// Begins a document.
    pub(super) fn new() -> Self {
        let mut out = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        out
    }

    /// Begins an element. Values are shown as a reader should see them: what acts on a terminal is a symbol or an escape.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let element = start(name, attributes);
        self.event(Event::Start(element));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let element = start(name, attributes);
        self.event(Event::Empty(element));
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Text that XML has, which is escaped.
    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(text)));
    }

    /// Text that is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.event(Event::Text(BytesText::from_escaped(markup)));
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        let mut text = String::from_utf8(self.writer.into_inner()).unwrap_or_default();
        text.push('\n');
        text
    }

    fn event(&mut self, event: Event<'_>) {
        // OK because a vector takes whatever is written.
        let _ = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, visible(value).as_str()));
    }
    element
}

/// Lines of a text, each visible.
pub(super) fn shown(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// The text itself as markup: nothing is lost or added but characters that XML does not have, which `instead` writes.
pub(super) fn exact(text: &str, instead: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push_str(&instead(c)),
            '\r' => out.push_str("&#xD;"),
            // What would act on a terminal is a reference, which changes nothing for a reader of XML.
            _ if is_dangerous(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            exact("]]> <b a=\"1\">&\u{1B}\u{202E}\r\n", |c| format!("[{:X}]", u32::from(c))),
            "]]&gt; &lt;b a=&quot;1&quot;&gt;&amp;[1B]&#x202E;&#xD;\n"
        );
        let mut out = Xml::new();
        out.open("a", &[("b", "\"><x>\u{1B}\n")]);
        out.text("<y>]]>");
        out.close("a");
        assert_eq!(out.finish(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&gt;&lt;x&gt;␛ \">&lt;y&gt;]]&gt;</a>\n");
    }
}
