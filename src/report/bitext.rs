//! Beads with their text, for translation tools: tab-separated columns and TMX 1.4b.
//!
//! A translation memory is read by programs that other people wrote, so its text holds nothing but what XML 1.0 allows, and nothing that turns the
//! order of a line; the same goes for the columns, which a terminal may show. White space inside a sentence is one blank.

use super::visible::{is_dangerous, visible};
use crate::align::Bead;
use crate::text::{Edition, Sentence};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::fmt::Write as _;
use std::io::{Result, Write};

/// Beads as a table: a header with the editions' ids, then a line a bead with a column an edition (empty where it lacks the bead) and the score.
pub fn to_tsv(beads: &[Bead], editions: &[Edition], sentences: &[&[Sentence]]) -> String {
    let mut out = String::new();
    for edition in editions {
        let _ = write!(out, "{}\t", visible(&edition.id));
    }
    out.push_str("score\n");
    for bead in beads {
        for text in texts(bead, editions, sentences) {
            let _ = write!(out, "{}\t", visible(&text));
        }
        let _ = writeln!(out, "{:.3}", bead.score);
    }
    out
}

/// Beads that two editions or more share, as a translation memory (TMX 1.4b) whose source is the edition `source`.
///
/// # Errors
/// If `out` cannot be written.
pub fn to_tmx(beads: &[Bead], editions: &[Edition], source: usize, sentences: &[&[Sentence]], out: impl Write) -> Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let source = editions.get(source).map_or("*all*", |edition| edition.language.as_str());
    let header = [
        ("creationtool", "variorum"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "plain text"),
        ("adminlang", "en"),
        ("srclang", source),
        ("datatype", "plaintext"),
    ];
    xml.create_element("tmx").with_attribute(("version", "1.4")).write_inner_content(|xml| {
        xml.create_element("header").with_attributes(header).write_empty()?;
        xml.create_element("body").write_inner_content(|xml| {
            let shared = beads.iter().enumerate().filter(|(_, bead)| bead.sentences.iter().filter(|own| !own.is_empty()).count() > 1);
            for (at, bead) in shared {
                let number = (at + 1).to_string();
                xml.create_element("tu").with_attribute(("tuid", number.as_str())).write_inner_content(|xml| {
                    xml.create_element("prop")
                        .with_attribute(("type", "x-score"))
                        .write_text_content(BytesText::new(&format!("{:.3}", bead.score)))?;
                    variants(xml, &texts(bead, editions, sentences), editions)
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    xml.get_mut().write_all(b"\n")
}

/// What each edition says, where it says anything.
fn variants(xml: &mut Writer<impl Write>, texts: &[String], editions: &[Edition]) -> Result<()> {
    for (text, edition) in texts.iter().zip(editions).filter(|(text, _)| !text.is_empty()) {
        xml.create_element("tuv").with_attribute(("xml:lang", edition.language.as_str())).write_inner_content(|xml| {
            xml.create_element("prop").with_attribute(("type", "x-edition")).write_text_content(BytesText::new(&allowed(&edition.id)))?;
            xml.create_element("seg").write_text_content(BytesText::new(&allowed(text)))?;
            Ok(())
        })?;
    }
    Ok(())
}

/// By edition the text of a bead's sentences, joined by a blank.
fn texts(bead: &Bead, editions: &[Edition], sentences: &[&[Sentence]]) -> Vec<String> {
    let text = |(edition, own): (usize, &Vec<usize>)| {
        let parts = own.iter().filter_map(|at| sentences.get(edition)?.get(*at)).map(|sentence| sentence.span.of(&editions[edition].text));
        parts.collect::<Vec<_>>().join(" ")
    };
    bead.sentences.iter().enumerate().map(text).collect()
}

/// Text as XML 1.0 can hold it, on one line, without what acts on a terminal or on the order of what stands around it.
fn allowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | ' ' if out.ends_with(' ') => {}
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if is_dangerous(c) => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use quick_xml::Reader;

    fn edition(id: &str, language: &str, text: &str) -> Edition {
        Edition { id: id.into(), language: language.into(), text: text.into(), published: None }
    }

    fn sentence(start: usize, end: usize) -> Sentence {
        Sentence { span: Span::new(start, end), paragraph: 0 }
    }

    fn tmx(beads: &[Bead], editions: &[Edition], sentences: &[&[Sentence]]) -> String {
        let mut out = Vec::new();
        to_tmx(beads, editions, 0, sentences, &mut out).expect("memory can be written");
        String::from_utf8(out).expect("the writer writes UTF-8")
    }

    /// Name, content, required and optional attributes.
    type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

    /// What `tmx14.dtd` says of the elements that are written: what may stand in each, in order (`*` any number, `+` one or more, `#` text), and its
    /// attributes, those that it must have first.
    const DTD: &[Element] = &[
        ("tmx", &["header", "body"], &["version"], &[]),
        (
            "header",
            &["(note|ude|prop)*"],
            &["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"],
            &["o-encoding", "creationdate", "creationid", "changedate", "changeid"],
        ),
        ("body", &["tu*"], &[], &[]),
        ("tu", &["(note|prop)*", "tuv+"], &[], &["tuid", "o-encoding", "datatype", "usagecount", "creationtool", "srclang", "segtype", "o-tmf"]),
        ("tuv", &["(note|prop)*", "seg"], &["xml:lang"], &["o-encoding", "datatype", "usagecount", "creationtool", "o-tmf"]),
        ("prop", &["#"], &["type"], &["xml:lang", "o-encoding"]),
        ("seg", &["#"], &[], &[]),
    ];

    /// Whether `children` are what `model` asks for.
    fn fits(mut children: &[String], model: &[&str]) -> bool {
        for part in model {
            let names = part.trim_matches(|c| matches!(c, '(' | ')' | '*' | '+'));
            let run = children.iter().take_while(|child| names.split('|').any(|name| name == *child)).count();
            let (least, most) = match part.chars().last() {
                Some('*') => (0, usize::MAX),
                Some('+') => (1, usize::MAX),
                _ => (1, 1),
            };
            if *part == "#" {
                continue;
            }
            if run < least {
                return false;
            }
            children = &children[run.min(most)..];
        }
        children.is_empty()
    }

    /// Reads a document as XML and holds every element against the rules.
    fn validate(document: &str) {
        let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        assert!(document.chars().all(legal), "{document:?}");
        let mut reader = Reader::from_str(document);
        reader.config_mut().check_end_names = true;
        let mut open: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
        loop {
            let event = reader.read_event().expect("the document is well-formed");
            let (tag, empty) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::Text(text) => {
                    let own = &open.last().expect("an element is open").0;
                    let mixed = matches!(own.as_str(), "seg" | "prop");
                    assert!(mixed || text.trim().is_empty(), "text in {own}: {text:?}");
                    continue;
                }
                Event::End(_) => {
                    let (name, children) = open.pop().expect("an element is open");
                    let rule = DTD.iter().find(|rule| rule.0 == name).expect("a known element");
                    assert!(fits(&children, rule.1), "{name} holds {children:?}");
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let name = tag.name().as_ref().to_owned();
            let rule = DTD.iter().find(|rule| rule.0 == name).unwrap_or_else(|| panic!("no element {name}"));
            let given: Vec<String> = tag.attributes().map(|a| a.expect("a sound attribute").key.as_ref().to_owned()).collect();
            assert!(rule.2.iter().all(|needed| given.iter().any(|given| given == needed)), "{name} has only {given:?}");
            assert!(given.iter().all(|given| rule.2.contains(&given.as_str()) || rule.3.contains(&given.as_str())), "{name} has {given:?}");
            open.last_mut().expect("the document is open").1.push(name.clone());
            if empty {
                assert!(fits(&[], rule.1), "{name} is empty");
            } else {
                open.push((name, Vec::new()));
            }
        }
        assert_eq!(open.len(), 1, "{document}");
        assert_eq!(open[0].1, ["tmx"]);
    }

    #[test]
    fn a_translation_memory_follows_the_rules_of_its_format() {
        let editions = [edition("en", "en", "A & B.\tC"), edition("ru", "ru", "А < Б.")];
        let (en, ru) = ([sentence(0, 6), sentence(7, 8)], [sentence(0, editions[1].text.len())]);
        let beads = [Bead { sentences: vec![vec![0], vec![0]], score: 0.96 }, Bead { sentences: vec![vec![1], vec![]], score: 0.5 }];
        let document = tmx(&beads, &editions, &[&en, &ru]);
        validate(&document);
        assert!(document.contains("<seg>A &amp; B.</seg>") && document.contains("<seg>А &lt; Б.</seg>"), "{document}");
        assert_eq!(document.matches("<tu ").count(), 1, "{document}");
        validate(&tmx(&[], &[], &[]));
    }

    #[test]
    fn nothing_in_a_text_breaks_out_of_its_field() {
        let text = "</seg><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///\">]>&y;\u{0}\u{1B}[2J\u{202E}\u{FFFE}\u{85}]]>\ta\nb";
        let editions = [edition("<e\"n\u{7}\tx>", "en", text), edition("ar", "ar", text)];
        let own = [sentence(0, text.len())];
        let beads = [Bead { sentences: vec![vec![0], vec![0]], score: 1.0 }];
        let document = tmx(&beads, &editions, &[&own, &own]);
        validate(&document);
        assert!(!document.contains(['\u{1B}', '\u{202E}', '\u{85}']), "{document:?}");
        let table = to_tsv(&beads, &editions, &[&own, &own]);
        assert_eq!(table.lines().count(), 2, "{table:?}");
        assert!(table.lines().all(|line| line.matches('\t').count() == 2), "{table:?}");
        assert!(!table.contains(['\u{1B}', '\u{202E}', '\u{85}', '\u{0}']), "{table:?}");
    }
}
