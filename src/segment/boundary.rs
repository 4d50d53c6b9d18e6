//! Where sentences end inside a block of text.

use super::headline;
use super::rules::{Abbreviation, Rules};

/// Signs that can end a sentence.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '．' | '！' | '？' | '｡')
}

/// Signs that close what a sentence may end with.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']' | '}' | '】' | '」' | '\u{200F}' | '\u{200E}' | '\u{202C}' | '\u{2069}')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '„'
            | '‹'
            | '('
            | '['
            | '{'
            | '\u{200F}'
            | '\u{200E}'
            | '\u{202A}'
            | '\u{202B}'
            | '\u{2066}'
            | '\u{2067}'
            | '\u{2068}'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '•' | '*' | '·')
}

/// The bytes of `text` after which a new sentence begins, in order. Only what `opens` a text can begin with a headline that runs on.
pub(super) fn ends(text: &str, rules: &Rules, opens: bool) -> Vec<usize> {
    let mut out = if opens { headline::ends(text, rules) } else { Vec::new() };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_terminator(c) {
            continue;
        }
        let start = at;
        let mut end = at + c.len_utf8();
        let mut last = c;
        // A run of signs, with blanks inside an ellipsis of spaced full stops, and what closes after it.
        let mut closed = false;
        loop {
            let rest = &text[end..];
            let Some(next) = rest.chars().next() else { break };
            if is_terminator(next) && !closed {
                last = if next == '.' && last != '.' { last } else { next };
            } else if is_closer(next) && !(matches!(next, '"' | '\'' | '“') && opens_here(rest)) {
                closed = true;
            } else if next == '[' && footnote(rest).is_some() {
                end += footnote(rest).unwrap_or(0);
                continue;
            } else if !(next == ' ' && rest[1..].starts_with('.') && last == '.' && rest[2..].chars().next().is_none_or(|c| !c.is_alphanumeric())) {
                break;
            }
            end += next.len_utf8();
        }
        while chars.next_if(|(at, _)| *at < end).is_some() {}
        let run = &text[start..end];
        if end < text.len() && is_end(text, start, run, end, rules) {
            out.push(end);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A straight quotation mark after a sign opens when a letter follows it at once.
fn opens_here(rest: &str) -> bool {
    rest.chars().nth(1).is_some_and(char::is_alphanumeric)
}

/// Length of a footnote mark such as `[12]`.
fn footnote(rest: &str) -> Option<usize> {
    // No longer than the longest mark, or a text of nothing but opening brackets would be read over and over.
    let end = rest.bytes().take(5).position(|byte| byte == b']')?;
    let inside = &rest[1..end];
    (!inside.is_empty() && inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit())).then_some(inside.len() + 2)
}

/// Whether the signs `run` at `start..end` end a sentence.
fn is_end(text: &str, start: usize, run: &str, end: usize, rules: &Rules) -> bool {
    let after = &text[end..];
    let next = after.trim_start();
    let wide = run.contains(['。', '．', '！', '？', '｡']);
    if next.len() == after.len() && !wide {
        return false;
    }
    let sign = next.trim_start_matches(|c: char| is_opener(c) || is_dash(c) || c.is_whitespace());
    let Some(first) = sign.chars().next() else { return true };
    let opened = sign.len() < next.len();
    let dashed = next.starts_with(is_dash);
    let quoted = run.ends_with(is_closer) && run.chars().any(|c| matches!(c, '"' | '”' | '»' | '“' | '’' | '\'' | '›'));
    let plain = run.chars().all(|c| c == '.' || is_closer(c));
    let word = first_word(sign);
    if matches!(first, ',' | ';' | ':' | '،' | '؛' | '?' | '!' | '&') {
        return false;
    }
    // `«…!» — сказал`: a dash and a small letter go on with the same sentence.
    if first.is_lowercase() {
        return false;
    }
    // `"Why?" Smith asked`, `«متى؟» تساءلت أم`: what follows the closing mark says who spoke.
    if quoted && !opened && !rules.is_starter(word) && !plain && speech_follows(sign, rules) {
        return false;
    }
    if quoted && dashed && !plain && speech_follows(sign, rules) {
        return false;
    }
    // `«…, — сказал он. — …»`: the quotation goes on after its speaker.
    if plain && dashed && speech_before(&text[..start], rules) {
        return false;
    }
    let single = run.starts_with('.') && run.chars().nth(1).is_none_or(|c| !is_terminator(c));
    if !single {
        // An ellipsis or a question inside a clause between dashes: `-- voila! -- you`.
        return !(dashed && !first.is_uppercase() && rules.capitals && first.is_alphabetic());
    }
    after_full_stop(text, start, run.len() > 1, sign, opened, next.starts_with(['(', '[']), rules)
}

/// Whether a single full stop at `at` ends a sentence; `next` begins with the first letter or digit after it.
fn after_full_stop(text: &str, at: usize, closed: bool, next: &str, opened: bool, bracketed: bool, rules: &Rules) -> bool {
    let first = next.chars().next().unwrap_or(' ');
    let before = &text[..at];
    let word = last_word(before);
    let following = first_word(next);
    let digit = first.is_numeric();
    // A number with a full stop at the beginning of a block is its number in a list.
    let head = before[..before.len() - word.len()].trim_end_matches(|c: char| is_opener(c) || is_dash(c) || c == '§' || c.is_whitespace());
    if head.is_empty() && (is_number(word) || is_roman(word)) {
        return false;
    }
    if is_initial(word) {
        // `А. Иванова`, `ب. نتنياهو`; a capital that is a word by itself (`vitamin C. The`, `plan B. He`) is told by what follows.
        return first.is_alphabetic() && rules.capitals && rules.is_starter(following) && !is_initial_again(next);
    }
    if closed && !before.ends_with('.') {
        // A closing bracket or mark after the full stop: the abbreviation, if any, was inside (`(Ind.) said`).
        return rules.abbreviation(word).is_none() || rules.is_starter(following);
    }
    let joined = spaced(before, word);
    let word = joined.as_deref().unwrap_or(word);
    let dotted = word.contains('.');
    let starter = rules.is_starter(following) && !next[following.len()..].starts_with('.');
    match rules.abbreviation(word) {
        // `им.` is also a pronoun, `с.` a preposition: a word that begins sentences tells.
        Some(Abbreviation::BeforeWord) => starter && word.starts_with(char::is_lowercase),
        Some(Abbreviation::BeforeNumber) => !digit && !is_roman(following) && first.is_uppercase() && (starter || word.chars().count() > 2),
        Some(Abbreviation::Inside) => {
            !digit && (rules.is_starter(following) || (!opened && rules.capitals && first.is_uppercase() && !dotted && numeric_before(before, word)))
        }
        Some(Abbreviation::MayEnd) => {
            if !rules.capitals {
                return !digit;
            }
            first.is_uppercase()
                && !bracketed
                && !rules.continues(following)
                && (starter || opened || (!dotted_capitals(word) && plain_capital(following) && !is_initial_again(next)))
        }
        // Letters with full stops between them that no list has: `к.п.н.`, `J.C.`
        None if dotted && is_dotted_letters(word) => rules.capitals && starter,
        None => true,
    }
}

/// `т. д`, `н. э`, `p. m`: letters with a full stop and a blank between them, without the blank.
fn spaced(before: &str, word: &str) -> Option<String> {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
    let first = last_word(before[..before.len() - word.len()].trim_end().strip_suffix('.')?);
    (single && first.chars().count() == 1 && first.chars().all(char::is_lowercase)).then(|| format!("{first}.{word}"))
}

/// `5 чел. Водитель`: the unit of a number can end a sentence.
fn numeric_before(before: &str, word: &str) -> bool {
    before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_numeric())
}

/// After `p.m.`, `etc.`: a capitalised word begins a sentence unless it is all capitals (`5 p.m. EST`).
fn plain_capital(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_uppercase())
}

/// `U.S`, `U.N`, `J.C`.
fn dotted_capitals(word: &str) -> bool {
    word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase())
}

fn is_dotted_letters(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_numeric() || c == '.') && word.len() <= 5
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// One letter: an initial, or a letter that stands for a word.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut letters = last.chars().filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}'));
    letters.next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())) && letters.next().is_none()
}

/// `А. С. Пушкин`: the next word is an initial as well.
fn is_initial_again(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

/// Whether one of the next few words reports the speech before it; with a colon after it, it reports what follows.
fn speech_follows(next: &str, rules: &Rules) -> bool {
    let words = || next.split(|c: char| c.is_whitespace());
    let speech = words()
        .take(4)
        .take_while(|word| !word.ends_with(is_terminator))
        .any(|word| rules.is_speech(word.trim_matches(|c: char| !c.is_alphanumeric())));
    speech && !words().take(7).take_while(|word| !word.ends_with(is_terminator)).any(|word| word.ends_with(':'))
}

/// Whether `text` ends in a short clause that a dash opens and that names a speaker (`, — сказал он`).
fn speech_before(text: &str, rules: &Rules) -> bool {
    let words = text.rsplit(|c: char| c.is_whitespace()).take(8);
    let mut speech = false;
    for word in words {
        if word.starts_with(is_dash) {
            return speech;
        }
        speech |= rules.is_speech(word.trim_matches(|c: char| !c.is_alphanumeric()));
    }
    false
}

/// The letters and digits that `text` ends with, with full stops, hyphens and invisible marks between them.
pub(super) fn last_word(text: &str) -> &str {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '’' | '\'' | '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}');
    // A word longer than this is no abbreviation; the bound keeps a text of nothing but full stops linear.
    let start = text.char_indices().rev().take(40).take_while(|(_, c)| inside(*c)).last().map_or(text.len(), |(at, _)| at);
    text[start..].trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The letters and digits that `text` begins with.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') || ('\u{64B}'..='\u{65F}').contains(&c)));
    text[..end.unwrap_or(text.len())].trim_end_matches(|c: char| !c.is_alphanumeric())
}
