//! What the readers of JSON share: values with their places.
//!
//! A document is cut into raw values, which are parts of the file; only strings that are asked for are decoded, so that depth costs nothing.

use super::document::Fault;
use crate::text::{Extract, Span};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The fields of an object.
pub(super) type Fields<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// A file of JSON.
#[derive(Clone, Copy)]
pub(super) struct Json<'a> {
    source: &'a str,
}

impl<'a> Json<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source }
    }

    /// The values of the file: one, or several after each other.
    pub(super) fn values(self) -> Result<Vec<&'a RawValue>, Fault> {
        let start = self.source.len() - self.source.trim_start_matches('\u{FEFF}').len();
        let mut values = serde_json::Deserializer::from_str(&self.source[start..]).into_iter::<&RawValue>();
        let mut out = Vec::new();
        loop {
            let at = start + values.byte_offset();
            match values.next() {
                Some(Ok(value)) => out.push(value),
                Some(Err(error)) => return Err(self.fault(at, &error)),
                None => return Ok(out),
            }
        }
    }

    /// An error of the parser; its line counts from `at`.
    fn fault(self, at: usize, error: &serde_json::Error) -> Fault {
        let rest = &self.source[at..];
        let line = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        let cut = if error.is_eof() { "; the file is cut off, get it whole" } else { "" };
        Fault::at((at + line).min(self.source.len()), format!("not JSON: {what}{cut}"))
    }

    /// Where a value stands.
    pub(super) fn place(self, value: &RawValue) -> usize {
        (value.get().as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize).min(self.source.len())
    }

    /// The fields of an object; none of another value.
    pub(super) fn fields(self, value: &'a RawValue) -> Fields<'a> {
        serde_json::from_str(value.get()).unwrap_or_default()
    }

    /// The values of an array; none of another value.
    pub(super) fn list(self, value: &'a RawValue) -> Vec<&'a RawValue> {
        serde_json::from_str(value.get()).unwrap_or_default()
    }

    /// A string with its places; `None` of another value.
    pub(super) fn string(self, value: &RawValue) -> Option<Extract> {
        let raw = value.get();
        let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
        let base = self.place(value) + 1;
        let mut out = Extract::default();
        let mut at = 0;
        while let Some(found) = inner[at..].find('\\') {
            let start = at + found;
            out.copy(self.source, Span::new(base + at, base + start));
            let (text, length) = escape(&inner[start..]);
            out.put(text.encode_utf8(&mut [0; 4]), Span::new(base + start, base + start + length));
            at = start + length;
        }
        out.copy(self.source, Span::new(base + at, base + inner.len()));
        Some(out)
    }

    /// A string, or a number as it is written.
    pub(super) fn word(self, value: &RawValue) -> Option<String> {
        let raw = value.get();
        if raw.starts_with('"') {
            return self.string(value).map(|text| text.into_parts().0).filter(|text| !text.is_empty());
        }
        raw.starts_with(|c: char| c.is_ascii_digit() || c == '-').then(|| raw.to_owned())
    }
}

/// The character of the escape at the beginning of `text`, and its length; a lone half of a pair is U+FFFD.
fn escape(text: &str) -> (char, usize) {
    let simple = |c: char| (c, 2);
    match text.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b'u') => {
            let unit = |at: usize| text.get(at..at + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
            let Some(first) = unit(2) else { return ('\u{FFFD}', text.len().min(2)) };
            let second = text.get(6..8).filter(|next| *next == "\\u").and_then(|_| unit(8));
            match (char::decode_utf16([first]).next(), second) {
                (Some(Ok(c)), _) => (c, 6),
                (_, Some(second)) => match char::decode_utf16([first, second]).next() {
                    Some(Ok(c)) => (c, 12),
                    _ => ('\u{FFFD}', 6),
                },
                _ => ('\u{FFFD}', 6),
            }
        }
        Some(byte) if byte.is_ascii() => simple(char::from(*byte)),
        _ => ('\u{FFFD}', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_know_their_places() {
        let source = "\u{FEFF}{\"a\": \"x\\n\\u0442\\ud83d\\ude00 y\\ud800\"}\n{\"a\": 5}";
        let json = Json::new(source);
        let values = json.values().expect("it is JSON");
        let text = json.string(json.fields(values[0])["a"]).expect("it is a string");
        assert_eq!(text.text(), "x\nт😀 y\u{FFFD}");
        let place = text.text().find('т').unwrap();
        assert_eq!(text.back(Span::new(place, place + 2)).of(source), "\\u0442");
        assert_eq!(json.word(json.fields(values[1])["a"]).as_deref(), Some("5"));
        assert!(Json::new("{\"a\": [").values().expect_err("it is cut off").message.contains("cut off"));
        assert!(Json::new(&"[".repeat(100_000)).values().is_err());
    }
}
