//! Gettext catalogues (PO): what is to be translated and its translation are two editions, entry by entry.

use super::bitext::Bitext;
use super::document::{Contents, Fault, Notice};
use crate::text::{Extract, Span};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "comments, contexts and references to code",
    "entries that are marked as obsolete",
    "of plural forms all but the first and the last one, which stand beside singular and plural",
];

/// Whether a text is a catalogue.
pub(super) fn is(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).take(2_000);
    let first = lines.next().unwrap_or_default();
    (first.starts_with("msgid \"") || first.starts_with("msgctxt \"")) && lines.any(|line| line.starts_with("msgstr"))
}

/// An entry under construction.
#[derive(Default)]
struct Entry {
    id: Extract,
    plural: Option<Extract>,
    strings: Vec<Extract>,
    fuzzy: bool,
    begun: bool,
}

/// Every entry, in the order of the file.
pub(super) fn read(text: &str) -> Result<Contents, Fault> {
    let (mut entries, mut entry): (Vec<Entry>, Entry) = (Vec::new(), Entry::default());
    // Which string a line in quotes goes on with: nothing, the id, its plural, or a translation.
    let mut field = Field::None;
    let mut at = 0;
    for row in text.split_inclusive('\n') {
        let start = at;
        at += row.len();
        let line = row.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let place = start + row.find(line).unwrap_or(0);
        if line.is_empty() {
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            if entry.begun && !entry.strings.is_empty() {
                entries.push(std::mem::take(&mut entry));
            }
            entry.fuzzy |= comment.starts_with(',') && comment.contains("fuzzy");
            field = Field::None;
            continue;
        }
        let (keyword, rest) =
            line.split_once(|c: char| c.is_whitespace() || c == '"').map_or((line, ""), |(keyword, _)| (keyword, &line[keyword.len()..]));
        match keyword {
            "" => {}
            "msgctxt" | "msgid" if entry.begun && !entry.strings.is_empty() => {
                entries.push(std::mem::take(&mut entry));
                entry.begun = true;
                field = if keyword == "msgid" { Field::Id } else { Field::None };
            }
            "msgctxt" => field = Field::None,
            "msgid" => (field, entry.begun) = (Field::Id, true),
            "msgid_plural" => {
                entry.plural = Some(Extract::default());
                field = Field::Plural;
            }
            _ if keyword.starts_with("msgstr") => {
                entry.strings.push(Extract::default());
                field = Field::String;
            }
            _ => return Err(Fault::at(place, format!("expected msgid, msgstr or a line in quotes, but found {keyword:?}"))),
        }
        let quoted = rest.trim_start();
        let inside =
            quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inside| !inside.ends_with('\\') || inside.ends_with("\\\\"));
        let Some(inside) = inside else { return Err(Fault::at(place, "a string in quotes does not end on its line")) };
        let base = place + (line.len() - quoted.len()) + 1;
        let target = match field {
            Field::None => continue,
            Field::Id => &mut entry.id,
            Field::Plural => entry.plural.get_or_insert_default(),
            Field::String => match entry.strings.last_mut() {
                Some(last) => last,
                None => continue,
            },
        };
        unescape(text, Span::new(base, base + inside.len()), target);
    }
    if entry.begun {
        entries.push(entry);
    }
    rows(entries)
}

/// What a line goes on with.
enum Field {
    None,
    Id,
    Plural,
    String,
}

fn rows(entries: Vec<Entry>) -> Result<Contents, Fault> {
    let head = entries
        .iter()
        .find(|entry| entry.id.is_empty())
        .and_then(|entry| entry.strings.first())
        .map(|text| text.text().to_owned())
        .unwrap_or_default();
    let field = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
    };
    let source = field("X-Source-Language").unwrap_or_else(|| "en".to_owned());
    let target = field("Language").unwrap_or_default();
    let mut bitext = Bitext::default();
    bitext.name(&source);
    bitext.name(&target);
    let mut fuzzy = 0;
    for mut entry in entries.into_iter().filter(|entry| !entry.id.is_empty()) {
        fuzzy += usize::from(entry.fuzzy);
        let last = if entry.strings.len() > 1 { entry.strings.pop() } else { None };
        let first = entry.strings.into_iter().next().unwrap_or_default();
        bitext.row(vec![(source.clone(), entry.id), (target.clone(), first)]);
        if let Some(plural) = entry.plural {
            bitext.row(vec![(source.clone(), plural), (target.clone(), last.unwrap_or_default())]);
        }
    }
    let mut contents = bitext.finish("the catalogue")?;
    if field("X-Source-Language").is_none() {
        contents.documents[0].notices.push(Notice::new(
            "language-guessed",
            "a catalogue does not name the language of its source; English is usual, and a line X-Source-Language in its header names another",
        ));
    }
    if let (Some(second), true) = (contents.documents.get_mut(1), fuzzy > 0) {
        second.notices.push(Notice::new("fuzzy", format!("{fuzzy} entries are marked as fuzzy, so that nobody has confirmed their translations")));
    }
    Ok(contents)
}

/// A string of C with its places.
fn unescape(text: &str, span: Span, out: &mut Extract) {
    let mut at = span.start;
    while let Some(found) = Span::new(at, span.end).of(text).find('\\') {
        let start = at + found;
        out.copy(text, Span::new(at, start));
        let next = text[start + 1..].chars().next().unwrap_or('\\');
        let end = start + 1 + next.len_utf8();
        let stands_for = match next {
            'n' | 'r' => "\n".to_owned(),
            't' => " ".to_owned(),
            other => other.to_string(),
        };
        out.put(&stands_for, Span::new(start, end));
        at = end;
    }
    out.copy(text, Span::new(at, span.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_rows() {
        let file = "# x\nmsgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n#: a.c:1\n#, fuzzy\nmsgctxt \"c\"\nmsgid \"\"\n\"The \\\"flood\\\" \"\n\"killed 12.\"\nmsgstr \"«Потоп» унёс 12 жизней.\"\n\n\
            msgid \"%d person\"\nmsgid_plural \"%d people\"\nmsgstr[0] \"%d человек\"\nmsgstr[1] \"%d человека\"\nmsgstr[2] \"%d человек.\"\n#~ msgid \"old\"\n#~ msgstr \"старое\"\n";
        assert!(is(file));
        let contents = read(file).expect("it is a catalogue");
        let texts: Vec<&str> = contents.documents.iter().map(|document| document.extract.text()).collect();
        assert_eq!(texts, ["The \"flood\" killed 12.\n\n%d person\n\n%d people", "«Потоп» унёс 12 жизней.\n\n%d человек\n\n%d человек."]);
        assert_eq!(contents.documents[1].language.as_deref(), Some("ru"));
        assert_eq!(contents.documents[1].notices[0].code, "fuzzy");
        assert_eq!(read("msgid \"a\nmsgstr \"b\"\n").expect_err("the quotes do not end").at, Some(0));
        assert!(read("msgid \"a\"\nbogus \"b\"\n").is_err());
    }
}
