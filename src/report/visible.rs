//! Text of an input made safe to show: nothing in it can move a cursor, colour a line, or turn the order of what stands around it.

use unicode_normalization::char::is_combining_mark;

/// First strong isolate and pop directional isolate (Unicode Standard Annex 9): what stands between them is ordered by itself.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// How many marks may follow one letter.
const MOST_MARKS: usize = 6;

/// `text` on one line: runs of white space are one blank, control characters are their pictures (`␛`), characters that would reorder the line are
/// spelled out (`\u{202E}`). Marks that only help to order a line by itself are left out.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        // Marks pile up on one letter without end; no orthography needs more than a few.
        let joins = is_combining_mark(c) || c == '\u{200D}' || matches!(c, '\u{FE00}'..='\u{FE0F}');
        marks = if joins { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            continue;
        }
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{0}'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => out.push('␡'),
            '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if is_dangerous(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a character has to be escaped even where the form of the answer keeps it whole: it acts on a terminal or on what stands around it.
pub(super) fn is_dangerous(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    )
}

/// Whether a text has letters that run from right to left.
pub(super) fn runs_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Which way a text runs as a whole, in the words of HTML: the way of most of its letters.
pub(super) fn direction(text: &str) -> &'static str {
    let (mut left, mut right) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if is_right_to_left(c) { right += 1 } else { left += 1 }
    }
    if right > left { "rtl" } else { "ltr" }
}

/// `shown` between isolates if it has letters that run from right to left; it must be [`visible`] already.
pub(super) fn isolated(shown: &str) -> String {
    if runs_right_to_left(shown) { format!("{}{shown}{}", ISOLATE.0, ISOLATE.1) } else { shown.to_owned() }
}

/// A sentence of ours with quotations of an input in “ ”: visible, and each quotation isolated.
pub(super) fn message(text: &str) -> String {
    let text = visible(text);
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(open) = rest.find('“') {
        let after = open + '“'.len_utf8();
        let close = rest[after..].find('”').map_or(rest.len(), |at| after + at);
        out.push_str(&isolated(&rest[..open]));
        out.push('“');
        out.push_str(&isolated(&rest[after..close]));
        rest = &rest[close..];
        if let Some(closed) = rest.strip_prefix('”') {
            out.push('”');
            rest = closed;
        }
    }
    out.push_str(&isolated(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_unescaped() {
        assert_eq!(visible("a\u{1B}[31mb\r\n\tc\u{7}"), "a␛[31mb c␇");
        assert_eq!(visible("x\u{202E}y\u{9B}z"), "x\\u{202e}y\\u{9b}z");
        assert_eq!(visible("می\u{200C}رود \u{200F}"), "می\u{200C}رود ");
    }

    #[test]
    fn quotations_are_isolated() {
        assert_eq!(message("ar has “قتيلان” where en has “two”"), "ar has “\u{2068}قتيلان\u{2069}” where en has “two”");
        assert_eq!(message("ar has “قتيل"), "ar has “\u{2068}قتيل\u{2069}");
    }
}
