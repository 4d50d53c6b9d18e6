//! The terms of a house, from a file: TSV, or TBX-Basic as term bases export it.
//!
//! ```text
//! concept    term        language  form
//! fighters   neutral     en        militant|s
//! fighters   terrorists  en        terrorist|s
//! fighters   terrorists  ar        إرهاب|ي
//! ```
//!
//! Columns are separated by tabs; a first line with these names, blank lines and lines that begin with `#` are left aside. A form is found as it stands, with the
//! clitics of its language, or with endings where it is written as in the packs. In TBX the concept is the entry and the status says which term it is:
//! preferred and admitted terms are `neutral`, deprecated and superseded ones `deprecated`.

use super::wrong;
use crate::error::Result;
use crate::facts::terms::{HouseTerms, Term, TermEntry};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::path::Path;

/// An entry, and the byte of the file at which it stands.
type Placed = (TermEntry, usize);

/// Reads the text of a file of terms; what begins with `<` is TBX.
///
/// # Errors
/// If a line has too few columns, the XML is broken, a language has no pack, or there is no term in it; the message names the line.
pub fn parse_terms(path: &Path, text: &str) -> Result<HouseTerms> {
    let text = text.trim_start_matches('\u{FEFF}');
    let placed = if text.trim_start().starts_with('<') { tbx(path, text)? } else { tsv(path, text)? };
    if placed.is_empty() {
        return Err(wrong(path, text, None, "there is no term in this file; expected the columns concept, term, language and form, or TBX"));
    }
    let (entries, places): (Vec<TermEntry>, Vec<usize>) = placed.into_iter().unzip();
    HouseTerms::new(&entries).map_err(|(at, message)| wrong(path, text, places.get(at).copied(), &message))
}

fn tsv(path: &Path, text: &str) -> Result<Vec<Placed>> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        if out.is_empty() && columns.first().is_some_and(|first| first.eq_ignore_ascii_case("concept")) {
            continue;
        }
        match columns.as_slice() {
            [concept, word, language, form, ..] if [concept, word, language, form].iter().all(|column| !column.is_empty()) => {
                out.push((TermEntry { concept: key(concept), word: key(word), language: (*language).to_owned(), form: (*form).to_owned() }, start));
            }
            _ => {
                let message = format!("expected four columns separated by tabs (concept, term, language, form), but found {}", columns.len());
                return Err(wrong(path, text, Some(start), &message));
            }
        }
    }
    Ok(out)
}

/// A name as reports give it.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// One term of an entry while it is read.
#[derive(Default)]
struct Open {
    form: String,
    deprecated: bool,
    at: usize,
}

fn tbx(path: &Path, text: &str) -> Result<Vec<Placed>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut out: Vec<Placed> = Vec::new();
    let (mut concept, mut language) = (String::new(), String::new());
    let mut term: Option<Open> = None;
    let (mut in_term, mut in_status) = (false, false);
    let mut status = String::new();
    let mut entries = 0;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        let event = reader.read_event().map_err(|error| wrong(path, text, Some(at), &format!("this is no sound XML: {error}")))?;
        match event {
            Event::Start(tag) => match tag.name().local_name().as_ref() {
                "conceptEntry" | "termEntry" => {
                    entries += 1;
                    concept = attribute(&tag, "id").map(|id| key(&id)).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("entry-{entries}"));
                }
                "langSec" | "langSet" => language = attribute(&tag, "lang").unwrap_or_default(),
                "termSec" | "tig" | "ntig" => term = Some(Open { at, ..Open::default() }),
                "term" => in_term = true,
                "termNote" if attribute(&tag, "type").is_some_and(|kind| kind == "administrativeStatus") => {
                    (in_status, status) = (true, String::new())
                }
                _ => {}
            },
            Event::Text(piece) => {
                if let Some(open) = term.as_mut().filter(|_| in_term) {
                    open.form.push_str(&piece);
                } else if in_status {
                    status.push_str(&piece);
                }
            }
            Event::GeneralRef(name) => {
                let known = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "apos" => Some('\''),
                    "quot" => Some('"'),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                if let (Some(open), Some(c)) = (term.as_mut().filter(|_| in_term), known) {
                    open.form.push(c);
                }
            }
            Event::End(tag) => match tag.name().local_name().as_ref() {
                "term" => in_term = false,
                "termNote" if in_status => {
                    in_status = false;
                    if let Some(open) = &mut term {
                        open.deprecated = status.contains("deprecated") || status.contains("superseded");
                    }
                }
                "termSec" | "tig" | "ntig" => {
                    if let Some(open) = term.take().filter(|open| !open.form.trim().is_empty()) {
                        let word = if open.deprecated { "deprecated" } else { Term::NEUTRAL };
                        // A bar in a term base is a bar, and no mark of an ending.
                        let form = open.form.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ");
                        out.push((TermEntry { concept: concept.clone(), word: word.to_owned(), language: language.clone(), form }, open.at));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::Pack;
    use crate::normalise::Tokens;

    fn found(terms: &HouseTerms, language: &str, text: &str) -> Vec<String> {
        let letters = Pack::get(language).unwrap().profile.letters();
        let hits = terms.find(language, &Tokens::new(text, &letters));
        hits.iter().flat_map(|hit| hit.terms.iter().map(|term| format!("{}:{}", term.concept.id(), term.word.id()))).collect()
    }

    #[test]
    fn a_table_is_read() {
        let text =
            "concept\tterm\tlanguage\tform\n# ours\n\nCity Name\tneutral\ten\tKyiv\nCity Name\told\ten\tKiev\r\nCity Name\tneutral\tru\tКиев|\n";
        let terms = parse_terms(Path::new("terms.tsv"), text).unwrap();
        assert_eq!(found(&terms, "en", "from Kiev to Kyiv"), ["city-name:old", "city-name:neutral"]);
        assert_eq!(found(&terms, "ru", "под Киевом"), ["city-name:neutral"]);
    }

    #[test]
    fn a_term_base_is_read() {
        let text = r#"<?xml version="1.0"?><tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="C 1"><langSec xml:lang="en"><termSec><term>irregular &amp; other migrant</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>illegal migrant</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>"#;
        let terms = parse_terms(Path::new("terms.tbx"), text).unwrap();
        assert_eq!(found(&terms, "en", "an illegal migrant"), ["c-1:deprecated"]);
        assert_eq!(found(&terms, "en", "irregular & other migrant"), ["c-1:neutral"]);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, line, words) in [
            ("a\tb\ten\tc\na b c\n", Some(2), "tabs"),
            ("a\tb\ten\tc\n\na\tb\txx\td\n", Some(3), "en, ar, ru"),
            ("a\tb\ten\tc|zz\n", Some(1), "zz"),
            ("# nothing\n", None, "no term"),
            ("<tbx>\n<a></b></tbx>", Some(2), "XML"),
        ] {
            let error = parse_terms(Path::new("terms.tsv"), text).expect_err(text).to_string();
            let place = line.map_or("terms.tsv: ".to_owned(), |line| format!("terms.tsv: line {line}:"));
            assert!(error.contains(&place) && error.contains(words), "{error}");
        }
    }
}
