//! Which characters of one value another one does not have.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// The byte ranges of `value` that differ from `other`: whole words where a word is another one, the characters that differ where both have digits or
/// much the same letters.
pub(super) fn differing(value: &str, other: &str) -> Vec<Range<usize>> {
    let (own, theirs) = (words(value), words(other));
    let texts = |words: &[Range<usize>], text: &'_ str| words.iter().map(|range| text[range.clone()].to_owned()).collect::<Vec<_>>();
    let (own_texts, their_texts) = (texts(&own, value), texts(&theirs, other));
    let mut out = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &own_texts, &their_texts) {
        let (tag, old, new) = operation.as_tag_tuple();
        match tag {
            DiffTag::Equal | DiffTag::Insert => {}
            DiffTag::Replace if old.len() == new.len() => {
                for (a, b) in old.zip(new) {
                    let start = own[a].start;
                    out.extend(letters(&own_texts[a], &their_texts[b]).into_iter().map(|range| start + range.start..start + range.end));
                }
            }
            DiffTag::Delete | DiffTag::Replace => out.extend(old.map(|at| own[at].clone())),
        }
    }
    out
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c == ' ', start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The characters of one word that another does not have; the whole word if the two have little in common.
fn letters(word: &str, other: &str) -> Vec<Range<usize>> {
    let places: Vec<(usize, char)> = word.char_indices().collect();
    let (own, theirs): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let operations = capture_diff_slices(Algorithm::Myers, &own, &theirs);
    let shared: usize =
        operations.iter().map(|operation| operation.as_tag_tuple()).filter(|(tag, ..)| *tag == DiffTag::Equal).map(|(_, old, _)| old.len()).sum();
    if shared * 2 < own.len().max(theirs.len()) && !word.contains(|c: char| c.is_ascii_digit()) {
        return std::iter::once(0..word.len()).collect();
    }
    let end = |at: usize| places.get(at).map_or(word.len(), |(byte, _)| *byte);
    let changed = operations.iter().map(|operation| operation.as_tag_tuple()).filter(|(tag, ..)| matches!(tag, DiffTag::Delete | DiffTag::Replace));
    changed.map(|(_, old, _)| end(old.start)..end(old.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(value: &str, other: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for range in differing(value, other) {
            out.push_str(&value[at..range.start]);
            out.push_str(&format!("[{}]", &value[range.clone()]));
            at = range.end;
        }
        out + &value[at..]
    }

    #[test]
    fn digits_differ_one_by_one_and_words_as_a_whole() {
        assert_eq!(marked("130 killed", "127 killed"), "1[30] killed");
        assert_eq!(marked("5 killed", "5 injured"), "5 [killed]");
        assert_eq!(marked("at least 12,000", "at most 12,000"), "at [least] 12,000");
        assert_eq!(marked("more than 5", "5"), "[more][than] 5".replace("][", "] ["));
        assert_eq!(marked("sadykova", "sadikova"), "sad[y]kova");
        assert_eq!(marked("", "5"), "");
    }
}
