//! What the readers of XML share: a walk over elements with places, bounds and references.
//!
//! References are resolved one at a time and never expanded: those of XML, those of HTML (which feeds use without declaring them) and those by number. One
//! that a document declares itself is an error, so that neither a bomb of entities nor a file outside is ever read.

use super::document::{Fault, Flow};
use crate::text::{Extract, Span};
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

/// What stands next.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// The element of this local name ends.
    End(&'a str),
    /// Characters that mean themselves.
    Text(Span),
    /// A character that a reference stands for.
    Char(String, Span),
}

/// The beginning of an element.
pub(super) struct Tag<'a> {
    /// Its name without a prefix.
    pub(super) name: &'a str,
    /// The prefix of its name; empty if it has none.
    pub(super) prefix: &'a str,
    event: BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute; `name` with its prefix, if it has one (`xml:lang`).
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.event.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(unescaped(&found.value))
    }

    /// The language that the element states.
    pub(super) fn language(&self) -> Option<String> {
        self.attribute("xml:lang").filter(|tag| !tag.is_empty())
    }
}

/// A value with the references that everybody knows resolved.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape_with(value, resolve).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

fn resolve(name: &str) -> Option<&'static str> {
    resolve_predefined_entity(name).or_else(|| resolve_html5_entity(name))
}

/// A document from its beginning to its end.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    source: &'a str,
    deepest: usize,
    /// Local names of the open elements, and where they begin.
    open: Vec<(&'a str, usize)>,
    /// The element that ended last is closed at the next step, so that it is still open while its end is looked at.
    ended: bool,
    begun: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a str, deepest: usize) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, source, deepest, open: Vec::new(), ended: false, begun: false }
    }

    /// The next node; `None` at the end of the document.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, Fault> {
        if std::mem::take(&mut self.ended) {
            self.open.pop();
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| {
                let at = usize::try_from(self.reader.error_position()).unwrap_or(start);
                match self.open.last() {
                    Some((name, begun)) if at + 1 >= self.source.len() => self.cut(name, *begun),
                    _ => Fault::at(at.min(self.source.len()), format!("not well-formed XML: {error}")),
                }
            })?;
            let end = self.position();
            match event {
                Event::Start(event) => {
                    let (prefix, name) = split(self.source, start + 1);
                    if self.open.len() >= self.deepest {
                        let message = format!("more than {} elements stand in each other; --deepest allows more", self.deepest);
                        return Err(Fault::at(start, message));
                    }
                    if self.open.is_empty() && std::mem::replace(&mut self.begun, true) {
                        return Err(Fault::at(start, "the document has ended, but another one begins here"));
                    }
                    self.open.push((name, start));
                    return Ok(Some(Node::Start(Tag { name, prefix, event })));
                }
                Event::End(_) => {
                    self.ended = true;
                    return Ok(self.open.last().map(|(name, _)| Node::End(name)));
                }
                Event::Text(_) if self.open.is_empty() => {}
                Event::Text(_) => return Ok(Some(Node::Text(Span::new(start, end)))),
                Event::CData(text) => {
                    let from = start + "<![CDATA[".len();
                    return Ok(Some(Node::Text(Span::new(from, from + text.len()))));
                }
                Event::GeneralRef(name) => {
                    let number = name.resolve_char_ref().map_err(|_| Fault::at(start, format!("&{};: there is no such character", &*name)))?;
                    let text = match number {
                        Some(c) => c.to_string(),
                        None => resolve(&name).map(str::to_owned).ok_or_else(|| {
                            Fault::at(
                                start,
                                format!("&{};: entities that a file declares itself are not expanded; write the text in its place", &*name),
                            )
                        })?,
                    };
                    return Ok(Some(Node::Char(text, Span::new(start, end))));
                }
                Event::Eof => {
                    return match self.open.last() {
                        Some((name, begun)) => Err(self.cut(name, *begun)),
                        None => Ok(None),
                    };
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Empty(_) => {}
            }
        }
    }

    fn cut(&self, name: &str, begun: usize) -> Fault {
        Fault::at(begun, format!("the file ends inside <{name}>, which begins here; it is cut off, get it whole"))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.source.len())
    }

    /// How many elements are open; while an element's end is looked at it counts.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name of the element around the innermost open one.
    pub(super) fn parent(&self) -> &'a str {
        self.open.len().checked_sub(2).map_or("", |at| self.open[at].0)
    }

    /// Whether the innermost open element has that name.
    pub(super) fn inside_last(&self, name: &str) -> bool {
        self.open.last().is_some_and(|(open, _)| *open == name)
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let depth = self.depth();
        while let Some(node) = self.next()? {
            if matches!(node, Node::End(_)) && self.depth() == depth {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element that was opened last, with what stands in elements inside it.
    pub(super) fn words(&mut self) -> Result<String, Fault> {
        Ok(self.flow(|_| Inside::Text)?.finish().into_parts().0)
    }

    /// Where the content of the element that was opened last stands, from after its tag to before its end.
    pub(super) fn content(&mut self) -> Result<Span, Fault> {
        let (depth, start) = (self.depth(), self.position());
        loop {
            let before = self.position();
            match self.next()? {
                Some(Node::End(_)) if self.depth() == depth => return Ok(Span::new(start, before.max(start))),
                Some(_) => {}
                None => return Ok(Span::new(start, self.source.len())),
            }
        }
    }

    /// The characters of the element that was opened last, with every blank and break as it stands; other elements in it are passed over.
    pub(super) fn verbatim(&mut self) -> Result<Extract, Fault> {
        let depth = self.depth();
        let mut out = Extract::default();
        while let Some(node) = self.next()? {
            match node {
                Node::Start(_) => self.skip()?,
                Node::End(_) if self.depth() == depth => break,
                Node::End(_) => {}
                Node::Text(span) => out.copy(self.source, span),
                Node::Char(text, span) => out.put(&text, span),
            }
        }
        Ok(out)
    }

    /// What the element that was opened last holds, as it stands in the file.
    pub(super) fn inner(&mut self) -> Result<Extract, Fault> {
        let span = self.content()?;
        let mut out = Extract::default();
        out.copy(self.source, span);
        Ok(out)
    }

    /// The text of the element that was opened last; `inside` says what an element in it means.
    pub(super) fn flow(&mut self, inside: impl Fn(&Tag<'a>) -> Inside) -> Result<Flow, Fault> {
        let depth = self.depth();
        let mut out = Flow::default();
        let mut blocks: Vec<usize> = Vec::new();
        while let Some(node) = self.next()? {
            match node {
                Node::Start(tag) => match inside(&tag) {
                    Inside::Text => {}
                    Inside::Nothing => self.skip()?,
                    Inside::Line => out.line(),
                    Inside::Block => {
                        out.block();
                        blocks.push(self.depth());
                    }
                    Inside::Char(text) => out.put(&text, Span::new(self.position(), self.position())),
                },
                Node::End(_) if self.depth() == depth => break,
                Node::End(_) => {
                    if blocks.last() == Some(&self.depth()) {
                        blocks.pop();
                        out.block();
                    }
                }
                Node::Text(span) => out.text(self.source, span),
                Node::Char(text, span) => out.put(&text, span),
            }
        }
        Ok(out)
    }
}

/// What an element inside a text means.
pub(super) enum Inside {
    /// Its content belongs to the text around it.
    Text,
    /// Nothing of it belongs to the text.
    Nothing,
    /// A break of the line.
    Line,
    /// A paragraph of its own.
    Block,
    /// A character.
    Char(String),
}

/// Prefix and local name of the tag whose name begins at `at`.
fn split(source: &str, at: usize) -> (&str, &str) {
    let rest = source.get(at..).unwrap_or("");
    let name = &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len())];
    name.rsplit_once(':').unwrap_or(("", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Result<String, Fault> {
        let mut walk = Walk::new(source, 100);
        walk.next()?;
        let words = walk.words()?;
        while walk.next()?.is_some() {}
        Ok(words)
    }

    #[test]
    fn references_are_resolved_and_never_expanded() {
        assert_eq!(words("<a>x &amp; y&#x41;&nbsp;<![CDATA[<b>&amp;]]></a>").as_deref(), Ok("x & yA\u{A0}<b>&amp;"));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(words(bomb).expect_err("a bomb is refused").message.contains("not expanded"));
        let outside = "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&f;</a>";
        assert!(words(outside).is_err());
    }

    #[test]
    fn what_is_cut_off_or_too_deep_is_an_error_with_a_place() {
        let cut = words("<a>\n<b>text").expect_err("it is cut off");
        assert!(cut.message.contains("ends inside <b>"), "{cut:?}");
        assert_eq!(cut.at, Some(4));
        assert!(words(&"<a>".repeat(101)).expect_err("it is too deep").message.contains("--deepest"));
        assert!(words("<a>x</b>").is_err());
        assert!(words("<a/><b/>").is_err());
    }
}
