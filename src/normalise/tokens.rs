//! The folded text cut into words, digit runs and signs.

use super::fold::{Folded, Letters};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between them.
    Word,
    /// ASCII digits (of any script in the source).
    Digits,
    /// One character that is neither.
    Sign,
}

/// How a word is capitalised in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// Lower case, or a script without case.
    None,
    /// The first letter.
    First,
    /// Every letter, and more than one.
    All,
}

/// A word, a run of digits or a sign.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the source.
    from: u32,
    to: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Nothing stands between it and the token before it.
    pub glued: bool,
    /// How it is capitalised in the source.
    pub capitals: Capitals,
    /// It ends with a letter after which nothing is written together with it (Arabic ة).
    pub closed: bool,
}

impl Token {
    /// Bytes of the source.
    #[inline]
    pub fn span(&self) -> Span {
        Span::new(self.from as usize, self.to as usize)
    }
}

/// A folded form that a text has, however often.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// Where it stands among all forms.
    start: u32,
    end: u32,
    kind: TokenKind,
    closed: bool,
}

/// The tokens of one text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    /// By token: the number of its form. A text has each of its words many times, so that the folded text is not kept beside them.
    numbers: Arc<[u32]>,
    forms: Vec<Form>,
    /// The forms, one behind the other.
    text: String,
}

impl Tokens {
    /// Folds and cuts `source`.
    pub fn new(source: &str, letters: &Letters) -> Self {
        let folded = Folded::new(source, letters);
        let text = folded.text.as_str();
        let mut out = Self { list: Vec::with_capacity(text.len() / 6 + 4), ..Self::default() };
        let mut numbers: Vec<u32> = Vec::with_capacity(text.len() / 6 + 4);
        let mut seen: FxHashMap<(&str, bool), u32> = FxHashMap::default();
        let mut chars = text.char_indices().peekable();
        let mut glued = false;
        while let Some((start, c)) = chars.next() {
            if c == ' ' || c == '\n' || c.is_whitespace() {
                glued = false;
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if c.is_ascii_digit() {
                while let Some((_, _)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    end += 1;
                }
                TokenKind::Digits
            } else if is_letter(c) {
                while let Some(&(at, next)) = chars.peek() {
                    let inside = is_letter(next) || (next == '\'' && text[at + 1..].chars().next().is_some_and(char::is_alphabetic));
                    if !inside {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                TokenKind::Word
            } else {
                TokenKind::Sign
            };
            let span = folded.source(start..end, source);
            let capitals = if kind == TokenKind::Word { capitals(span.of(source)) } else { Capitals::None };
            let closed = kind == TokenKind::Word && letters.closes(span.of(source));
            out.list.push(Token { closed, from: span.start as u32, to: span.end as u32, kind, glued, capitals });
            let form = &text[start..end];
            numbers.push(*seen.entry((form, closed)).or_insert_with(|| out.add(form, kind, closed)));
            glued = true;
        }
        // Every token knows its place and its form; the folded text with the map back of every letter is no longer needed.
        out.list.shrink_to_fit();
        out.numbers = numbers.into();
        out
    }

    /// Adds a form, and gives its number.
    fn add(&mut self, form: &str, kind: TokenKind, closed: bool) -> u32 {
        let start = self.text.len() as u32;
        self.text.push_str(form);
        self.forms.push(Form { start, end: self.text.len() as u32, kind, closed });
        self.forms.len() as u32 - 1
    }

    /// The tokens in order.
    #[inline]
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The folded form of token `i`.
    #[inline]
    pub fn form(&self, i: usize) -> &str {
        let form = &self.forms[self.numbers[i] as usize];
        &self.text[form.start as usize..form.end as usize]
    }

    /// The different forms, by number, with what each is made of and whether it is [closed](Token::closed).
    pub(crate) fn forms(&self) -> impl ExactSizeIterator<Item = (&str, TokenKind, bool)> {
        self.forms.iter().map(|form| (&self.text[form.start as usize..form.end as usize], form.kind, form.closed))
    }

    /// By token: the number of its form.
    pub(crate) fn numbers(&self) -> &Arc<[u32]> {
        &self.numbers
    }

    /// The tokens that lie in a span of the source, as a range of indexes.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.list.partition_point(|token| token.span().start < span.start);
        let end = self.list.partition_point(|token| token.span().start < span.end);
        start..end.max(start)
    }
}

/// Whether a folded character is a letter; the commonest are told without a look into the tables of Unicode.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | '\u{0430}'..='\u{044F}' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => true,
        c if c.is_ascii() => c.is_ascii_alphabetic(),
        c => c.is_alphabetic(),
    }
}

fn capitals(source: &str) -> Capitals {
    // The small letters of the commonest alphabets, and those of one without case.
    if source.starts_with(|c| matches!(c, 'a'..='z' | '\u{0430}'..='\u{044F}' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')) {
        return Capitals::None;
    }
    let mut letters = source.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Capitals::None;
    }
    let mut more = letters.peekable();
    if more.peek().is_some() && more.all(char::is_uppercase) { Capitals::All } else { Capitals::First }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(source: &str) -> Vec<String> {
        let tokens = Tokens::new(source, &Letters::new([('’', "'")]));
        (0..tokens.len()).map(|i| format!("{}{}", if tokens.list()[i].glued { "+" } else { "" }, tokens.form(i))).collect()
    }

    #[test]
    fn words_digits_and_signs_are_apart() {
        assert_eq!(forms("U.S.-led: 1,200.5 don’t"), ["u", "+.", "+s", "+.", "+-", "+led", "+:", "1", "+,", "+200", "+.", "+5", "don't"]);
        assert_eq!(forms("ب4219 تدخل"), ["ب", "+4219", "تدخل"]);
    }

    #[test]
    fn capitals_are_those_of_the_source() {
        let tokens = Tokens::new("NATO Путин said", &Letters::default());
        let capitals: Vec<_> = tokens.list().iter().map(|t| t.capitals).collect();
        assert_eq!(capitals, [Capitals::All, Capitals::First, Capitals::None]);
    }
}
