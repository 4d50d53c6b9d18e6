//! One text, folded; every position maps back.

use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Which letters a language writes loosely: the `[letters]` table of its profile. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    fold: Arc<FxHashMap<char, Box<str>>>,
    /// For the characters below [`KNOWN`] what each becomes when no mark follows it; filled when the letters are made.
    known: Arc<[Fate]>,
    /// See [`Letters::closing`].
    closing: Arc<[char]>,
}

/// What becomes of a character, as one number: the character that it is folded to, or one of the constants.
type Fate = u32;

/// It leaves no trace.
const GONE: Fate = u32::MAX;
/// Has to be worked out: a mark, or a character that becomes several.
const UNKNOWN: Fate = u32::MAX - 1;
/// The alphabets of Europe, Cyrillic, Hebrew and Arabic.
const KNOWN: u32 = 0x700;

impl Letters {
    /// The same, with the letters after which a word is at its end: nothing is written together with it there, whatever the letter is folded to.
    #[must_use]
    pub fn closing(mut self, letters: &[char]) -> Self {
        self.closing = letters.into();
        self
    }

    /// Whether the source of a word ends with a letter that lets nothing follow.
    pub fn closes(&self, source: &str) -> bool {
        !self.closing.is_empty() && source.chars().next_back().is_some_and(|last| self.closing.contains(&last))
    }

    /// From pairs letter -> what it is folded to (empty: dropped). ASCII letters are never folded further.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (char, &'a str)>) -> Self {
        let fold = pairs.into_iter().map(|(from, to)| (from, to.into())).collect();
        let mut letters = Self { fold: Arc::new(fold), known: Arc::new([]), closing: Arc::new([]) };
        let fate = |code: u32| {
            let Some(c) = char::from_u32(code).filter(|c| !is_combining_mark(*c)) else { return UNKNOWN };
            let mut buffer = [0; 4];
            let folded = Folded::new(c.encode_utf8(&mut buffer), &letters).text;
            let mut chars = folded.chars();
            match (chars.next(), chars.next()) {
                (None, _) => GONE,
                (Some(only), None) => u32::from(only),
                _ => UNKNOWN,
            }
        };
        let known = (0..KNOWN).map(fate).collect();
        letters.known = known;
        letters
    }

    /// Folds a short string, such as a word of a table.
    pub fn fold(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.fold_into(text, &mut out);
        out
    }

    /// Adds `text`, folded, to `out`.
    pub fn fold_into(&self, text: &str, out: &mut String) {
        let before = out.len();
        if !self.fold_plain(text, out, |_| ()) {
            out.truncate(before);
            each(text, self, |c, _| out.push(c));
        }
    }

    /// Adds `text`, folded, to `out`, and calls `seen` for each character of what is added. Stops and says no at what cannot be told letter by letter (a
    /// mark, a letter that becomes several); what has been added is then of no use.
    #[inline]
    pub fn fold_plain(&self, text: &str, out: &mut String, mut seen: impl FnMut(char)) -> bool {
        let known = &*self.known;
        for c in text.chars() {
            match known.get(c as usize) {
                None | Some(&UNKNOWN) => return false,
                Some(fate) => {
                    if let Some(c) = char::from_u32(*fate) {
                        out.push(c);
                        seen(c);
                    }
                }
            }
        }
        true
    }

    /// What becomes of a character that no mark follows.
    fn fate(&self, c: char) -> Fate {
        self.known.get(c as usize).copied().unwrap_or(UNKNOWN)
    }
}

/// A text folded for comparison.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where the way back is not a step for a step: bytes of `text`, each with the first byte of the source cluster that it came from, and at the end the
    /// lengths of both. Neither ever decreases. Most letters take as many bytes folded as not, so that these are few.
    turns: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `source`. Texts of 4 GiB and more are not supported; readers refuse them long before.
    pub fn new(source: &str, letters: &Letters) -> Self {
        let mut out = Self { text: String::with_capacity(source.len()), turns: Vec::new() };
        let mut expected = None;
        each(source, letters, |c, at| {
            if expected != Some(at) {
                out.turns.push((out.text.len() as u32, at as u32));
            }
            out.text.push(c);
            expected = Some(at + c.len_utf8());
        });
        out.turns.push((out.text.len() as u32, source.len() as u32));
        out
    }

    /// The first byte of the source cluster that a folded character came from, given where it begins; the length of the source at the end.
    fn start(&self, at: usize) -> usize {
        let next = self.turns.partition_point(|(folded, _)| *folded as usize <= at);
        // OK because the first turn is at the first byte, or at the end where there is none.
        let (folded, source) = self.turns[next - 1];
        source as usize + at - folded as usize
    }

    /// Where a range of folded bytes stands in the source; `source` must be the text it was made of.
    pub fn source(&self, range: std::ops::Range<usize>, source: &str) -> Span {
        let start = self.start(range.start);
        let mut end = self.start(range.end);
        // What stands between the last folded character and the next one and left no trace (marks, invisible signs) is not part of it,
        // except combining marks, which belong to the letter before them.
        if let Some(between) = source.get(start..end) {
            let last = self.text[..range.end].char_indices().next_back().map_or(start, |(at, _)| self.start(at));
            let own = source[last..].chars().next().map_or(0, char::len_utf8);
            let marks: usize = source[last + own..end.max(last + own)].chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum();
            end = (last + own + marks).min(start + between.len());
        }
        Span::new(start, end.max(start))
    }
}

/// Calls `put` for every character of the folded text, with the first byte of the source cluster that it comes from.
fn each(source: &str, letters: &Letters, mut put: impl FnMut(char, usize)) {
    let mut rest = source.char_indices().peekable();
    let mut buffer = String::new();
    while let Some((at, first)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        if first.is_ascii() && next.is_none_or(|next| next.is_ascii()) {
            put(first.to_ascii_lowercase(), at);
            continue;
        }
        let fate = letters.fate(first);
        if fate != UNKNOWN && next.is_none_or(|next| next.is_ascii() || letters.fate(next) != UNKNOWN) {
            if let Some(c) = char::from_u32(fate) {
                put(c, at);
            }
            continue;
        }
        // One starter with the marks that follow it is normalised at a time, so that the result has one place in the source.
        let mut end = at + first.len_utf8();
        while let Some((_, mark)) = rest.next_if(|(_, c)| is_combining_mark(*c)) {
            end += mark.len_utf8();
        }
        let single = end == at + first.len_utf8();
        if single && is_plain(first) {
            lower(letters, first, |c| put(c, at));
            continue;
        }
        buffer.clear();
        buffer.extend(source[at..end].nfkc());
        for c in buffer.chars() {
            lower(letters, c, |c| put(c, at));
        }
    }
}

fn lower(letters: &Letters, c: char, mut put: impl FnMut(char)) {
    for lower in c.to_lowercase() {
        push(letters, lower, &mut put);
    }
}

fn push(letters: &Letters, c: char, put: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return put(c);
    }
    if let Some(to) = letters.fold.get(&c) {
        return to.chars().for_each(put);
    }
    if is_invisible(c) || (is_combining_mark(c) && canonical_combining_class(c) != 0) {
        return;
    }
    if let Some(digit) = digit_value(c) {
        return put(char::from(b'0' + digit));
    }
    match c {
        c if c.is_whitespace() => put(' '),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => put('-'),
        '\u{066A}' => put('%'),
        // Latin letters lose their diacritics; in other scripts a composed letter is a letter of its own (й, ї, ў).
        '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => put(std::iter::once(c).nfd().next().unwrap_or(c)),
        c => put(c),
    }
}

/// Characters that NFKC leaves alone, so that the common letters need no normalisation.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{0410}'..='\u{044F}' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' | '\u{0660}'..='\u{066C}' | '\u{060C}' | '\u{061B}' | '\u{061F}' | '«' | '»' | '–' | '—' | '“' | '”' | '’' | '‘' | '„')
}

/// Format characters that a reader does not see: joiners, direction marks, soft hyphen, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Value of a decimal digit of any script (Unicode general category Nd, the blocks in use outside mathematics).
fn digit_value(c: char) -> Option<u8> {
    const ZEROS: [u32; 20] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0,
        0x1810, 0x1946, 0xFF10,
    ];
    let code = c as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| (code - zero) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Letters {
        Letters::new([('أ', "ا"), ('ى', "ي"), ('ة', "ه"), ('ـ', ""), ('ё', "е"), ('’', "'")])
    }

    #[test]
    fn folds_what_the_press_writes_loosely() {
        for (source, folded) in [
            ("Café", "cafe"),
            ("Ещё й", "еще й"),
            ("أَحْمَد", "احمد"),
            ("مكتبـــة", "مكتبه"),
            ("١٢٬٣", "12٬3"),
            ("a\u{200F}b", "ab"),
            ("５％", "5%"),
            ("Türkiye’s", "turkiye's"),
        ] {
            assert_eq!(letters().fold(source), folded, "{source}");
        }
    }

    #[test]
    fn letter_by_letter_or_not_the_text_is_the_same() {
        let letters = letters();
        for source in ["Ещё й", "مكتبـــة", "Türkiye’s", "a\u{301}bc", "ﬁne", "五", "", "U.N.", "قالَ"] {
            let mut out = "x".to_owned();
            letters.fold_into(source, &mut out);
            assert_eq!(out[1..], Folded::new(source, &letters).text, "{source}");
        }
        let mut seen = String::new();
        assert!(letters.fold_plain("Ещё", &mut String::new(), |c| seen.push(c)));
        assert_eq!(seen, "еще");
        assert!(!letters.fold_plain("a\u{301}", &mut String::new(), |_| ()));
    }

    #[test]
    fn every_place_maps_back() {
        let source = "قالَ «\u{200F}أحمدُ» Café";
        let folded = Folded::new(source, &letters());
        let at = folded.text.find("احمد").unwrap();
        assert_eq!(folded.source(at..at + "احمد".len(), source).of(source), "أحمدُ");
        let at = folded.text.find("cafe").unwrap();
        assert_eq!(folded.source(at..at + 4, source).of(source), "Café");
    }
}
