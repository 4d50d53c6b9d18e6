//! Tables with commas, semicolons or tabs, by their header.
//!
//! Columns that are languages (`en,ar,ru`, as `variorum align --format tsv` writes them) are editions, and rows are segments that say the same. With a
//! column `story` or `id` beside them every row is a story. Columns `language` and `text` (and `story`, `published`, `headline`) make every row an edition.

use super::bitext::Bitext;
use super::document::{Contents, Document, Fault, Flow, Notice};
use super::when::moment;
use crate::languages::TAGS;
use crate::text::{Extract, Span};
use csv::{ReaderBuilder, StringRecord};

/// What is left out.
pub(super) const LOST: &[&str] = &["columns that the header does not name as a language, text, headline, time or story", "rows without text"];

const STORY: [&str; 3] = ["story", "id", "story_id"];
const LANGUAGE: [&str; 3] = ["language", "lang", "locale"];
const TEXT: [&str; 4] = ["text", "body", "content", "article"];
const HEADLINE: [&str; 3] = ["headline", "title", "heading"];
const PUBLISHED: [&str; 4] = ["published", "date", "time", "published_at"];

/// Whether a text is a table without doubt: a header that says what its columns are, and rows with as many columns.
pub(super) fn is(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(head) = lines.next() else { return false };
    let separator = separator(head);
    let names: Vec<String> = head.split(char::from(separator)).map(clean).collect();
    let has = |list: &[&str]| names.iter().any(|name| list.contains(&name.as_str()));
    let languages = names.iter().filter(|name| is_language(name)).count();
    names.len() > 1 && (languages > 1 || (has(&LANGUAGE) && has(&TEXT))) && lines.next().is_some_and(|line| line.contains(char::from(separator)))
}

fn separator(head: &str) -> u8 {
    [b'\t', b';', b','].into_iter().max_by_key(|byte| (head.bytes().filter(|other| other == byte).count(), *byte == b'\t')).unwrap_or(b',')
}

fn clean(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{FEFF}')).to_ascii_lowercase()
}

/// Whether a name of a column is the tag of a language: `en`, `ar-EG`.
fn is_language(name: &str) -> bool {
    let base = name.split(['-', '_']).next().unwrap_or_default();
    TAGS.contains(&base) || (name.len() == 2 && name != "id" && name != "no" && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The editions of the table.
pub(super) fn read(text: &str) -> Result<Contents, Fault> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let head = text[start..].lines().next().unwrap_or_default();
    let delimiter = separator(head);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(&text.as_bytes()[start..]);
    let mut record = StringRecord::new();
    let mut rows: Vec<Vec<Extract>> = Vec::new();
    let fault = |error: csv::Error| {
        let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        Fault::at(start + at, "this is not a table as RFC 4180 has it")
    };
    let (mut at, mut last) = (start, start);
    while reader.read_record(&mut record).map_err(fault)? {
        let end = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        rows.push(cells(text, Span::new(at, end.min(text.len())), &record));
        (last, at) = (at, end.min(text.len()));
    }
    if let Some(open) = unclosed(&text[last..], char::from(delimiter)) {
        return Err(Fault::at(last + open, "a cell begins here with a quotation mark, and the file ends in it; it is cut off, get it whole"));
    }
    let mut rows = rows.into_iter();
    let names: Vec<String> = rows.next().unwrap_or_default().iter().map(|cell| clean(cell.text())).collect();
    let column = |list: &[&str]| names.iter().position(|name| list.contains(&name.as_str()));
    let languages: Vec<usize> = (0..names.len()).filter(|at| is_language(&names[*at])).collect();
    if let (Some(language), Some(text)) = (column(&LANGUAGE), column(&TEXT)) {
        return Ok(editions(rows, language, text, &|list| column(list)));
    }
    if languages.len() < 2 {
        return Err(Fault::at(
            start,
            "the first line has to name the columns: languages (en,ar,ru) whose rows say the same, or story, language and text with an edition a row",
        ));
    }
    match column(&STORY) {
        Some(story) => Ok(wide(rows, story, &languages, &names, column(&PUBLISHED))),
        None => {
            let mut bitext = Bitext::default();
            for at in &languages {
                bitext.name(&names[*at]);
            }
            for row in rows {
                let cells = languages.iter().filter_map(|at| Some((names[*at].clone(), row.get(*at)?.clone())));
                bitext.row(cells.collect());
            }
            bitext.finish("the table")
        }
    }
}

/// Where the cell begins whose quotation mark is open at the end of the row, if there is one.
fn unclosed(row: &str, delimiter: char) -> Option<usize> {
    let (mut begins, mut quoted, mut last) = (true, None, None);
    for (at, c) in row.char_indices() {
        match quoted {
            // The second of two marks opens the cell again, as the first one closed it.
            Some(_) if c == '"' => (last, quoted) = (quoted.take(), None),
            Some(_) => {}
            None if c == '"' && begins => quoted = Some(at),
            None if c == '"' && last.is_some() => quoted = last.take(),
            None => last = None,
        }
        begins = quoted.is_none() && (c == delimiter || c == '\n' || c == '\r' || (begins && c == '\u{FEFF}'));
    }
    quoted
}

/// A row is an edition.
fn editions(rows: impl Iterator<Item = Vec<Extract>>, language: usize, text: usize, column: &dyn Fn(&[&str]) -> Option<usize>) -> Contents {
    let (story, headline, published) = (column(&STORY), column(&HEADLINE), column(&PUBLISHED));
    let mut documents = Vec::new();
    for row in rows {
        let word = |at: Option<usize>| at.and_then(|at| row.get(at)).map(|cell| cell.text().trim().to_owned()).filter(|word| !word.is_empty());
        let Some(body) = row.get(text).filter(|body| !body.text().trim().is_empty()) else { continue };
        let mut flow = Flow::default();
        if let Some(title) = headline.and_then(|at| row.get(at)).filter(|title| !title.text().trim().is_empty()) {
            flow.append(title);
        }
        flow.append(body);
        documents.push(Document {
            story: Some(word(story).unwrap_or_default()),
            language: word(Some(language)),
            headline: word(headline),
            published: word(published).and_then(|time| moment(&time)),
            extract: flow.finish(),
            ..Document::default()
        });
    }
    Contents { documents, segments: None }
}

/// A row is a story, with an edition a column.
fn wide(rows: impl Iterator<Item = Vec<Extract>>, story: usize, languages: &[usize], names: &[String], published: Option<usize>) -> Contents {
    let mut documents = Vec::new();
    for (number, row) in rows.enumerate() {
        let word = |at: usize| row.get(at).map(|cell| cell.text().trim().to_owned()).filter(|word| !word.is_empty());
        let id = word(story);
        for at in languages {
            let Some(body) = row.get(*at).filter(|body| !body.text().trim().is_empty()) else { continue };
            let notices = if id.is_none() { vec![Notice::new("no-story", format!("row {} names no story", number + 2))] } else { Vec::new() };
            documents.push(Document {
                story: Some(id.clone().unwrap_or_else(|| format!("row {}", number + 2))),
                language: Some(names[*at].clone()),
                published: published.and_then(word).and_then(|time| moment(&time)),
                extract: body.clone(),
                notices,
                ..Document::default()
            });
        }
    }
    Contents { documents, segments: None }
}

/// The cells of a record with their places, which the parser does not tell: each is looked for in its row, as it is or with its quotes doubled.
fn cells(text: &str, row: Span, record: &StringRecord) -> Vec<Extract> {
    let mut at = row.start;
    record
        .iter()
        .map(|cell| {
            let mut out = Extract::default();
            for (number, part) in cell.split('"').enumerate() {
                if number > 0 {
                    let rest = Span::new(at, row.end).of(text);
                    let Some(from) = rest.find('"') else {
                        out.put("\"", row);
                        continue;
                    };
                    let end = from + 1 + usize::from(rest[from + 1..].starts_with('"'));
                    out.put("\"", Span::new(at + from, at + end));
                    at += end;
                }
                if part.is_empty() {
                    continue;
                }
                match Span::new(at, row.end).of(text).find(part) {
                    Some(place) => {
                        let start = at + place;
                        out.copy(text, Span::new(start, start + part.len()));
                        at = start + part.len();
                    }
                    None => out.put(part, row),
                }
            }
            out
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_languages_are_editions_with_their_alignment() {
        let file = "\u{FEFF}en,ar,score\r\n\"12 died, he said \"\"so\"\".\",توفي 12.,0.9\r\nNo more.,,0.5\r\n";
        let contents = read(file).expect("it is a table");
        let texts: Vec<&str> = contents.documents.iter().map(|document| document.extract.text()).collect();
        assert_eq!(texts, ["12 died, he said \"so\".\n\nNo more.", "توفي 12."]);
        assert_eq!(contents.segments.as_ref().map(crate::text::Segments::len), Some(2));
        let extract = &contents.documents[0].extract;
        let place = extract.text().find("so").unwrap();
        assert_eq!(extract.back(Span::new(place - 1, place + 3)).of(file), "\"\"so\"\"");
        let place = extract.text().find("No").unwrap();
        assert_eq!(extract.back(Span::new(place, place + 2)).of(file), "No");
    }

    #[test]
    fn a_table_that_is_cut_off_is_refused_where_its_last_cell_begins() {
        let file = "en,ru\nNo \"more\",\"\"\n\"12 died, \"\"he\"\" said\",\"Погибли";
        assert_eq!(read(file).expect_err("it is cut off").at, file.rfind('"'));
        assert_eq!(read("en,ru\n\"12 died,Погибли").expect_err("it is cut off").at, Some(6));
        for whole in ["en,ru\n\"a\",\"b\"", "en,ru\n\"a\"\"\",b", "en,ru\na \"b,c", "en,ru\n\"a\"x\"b,c\n"] {
            assert!(read(whole).is_ok(), "{whole}");
        }
    }

    #[test]
    fn broken_quotes_have_a_place() {
        // A quote that the parser mends at the end of the row, before a letter of two bytes.
        for file in ["en,ru\na,=\"\"\"\"ÿ\n", "en,ru\na,\"Р\"Р\"Р\n", "en,ru\na,\"\"Р"] {
            let contents = read(file).expect("it is a table");
            for extract in contents.documents.iter().map(|document| &document.extract) {
                for piece in extract.pieces() {
                    assert!(file.get(piece.from.start..piece.from.end).is_some(), "{file}: {piece:?}");
                }
            }
        }
    }

    #[test]
    fn rows_are_editions_or_stories() {
        let long = read("story;language;published;headline;text\nf;en;2023-03-16;Flood;12 died.\nf;ru;2023-03-16;Потоп;Погибли 12.\n")
            .expect("it is a table");
        assert_eq!(long.documents[1].extract.text(), "Потоп\n\nПогибли 12.");
        assert_eq!((long.documents[1].story.as_deref(), long.documents[1].language.as_deref()), (Some("f"), Some("ru")));
        let wide = read("id\ten\tru\n7\t12 died.\tПогибли 12.\n").expect("it is a table");
        assert_eq!(wide.documents.len(), 2);
        assert_eq!(wide.documents[1].story.as_deref(), Some("7"));
        assert!(read("a,b\n1,2\n").expect_err("it has no languages").message.contains("en,ar,ru"));
    }
}
