//! A reading in its sentence, cut to a window that fits a line.

use super::visible::visible;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A sentence around a reading, in three parts that are safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What stands before the reading; begins with … where the sentence was cut.
    pub before: String,
    /// The reading; has … in its middle where it is long.
    pub reading: String,
    /// What stands after it; ends with … where the sentence was cut.
    pub after: String,
}

/// The part of `context` around `reading` that has about `width` graphemes, cut between words.
pub(super) fn excerpt(text: &str, context: Span, reading: Span, width: usize) -> Excerpt {
    let reading = if context.contains(reading) { reading } else { context };
    let before = visible(Span::new(context.start, reading.start).of(text));
    let after = visible(Span::new(reading.end, context.end).of(text));
    let shown = shorten(visible(reading.of(text)).trim(), width * 3 / 4);
    let room = width.saturating_sub(length(&shown));
    // What one side does not need goes to the other.
    let (left, right) = (length(&before), length(&after));
    let half = room / 2;
    let (left, right) = if left <= half {
        (left, room - left)
    } else if right <= half {
        (room - right, right)
    } else {
        (half, room - half)
    };
    Excerpt { before: tail(&before, left), reading: shown, after: head(&after, right) }
}

/// A passage without a reading, from its beginning.
pub(super) fn opening(text: &str, context: Span, width: usize) -> String {
    head(visible(context.of(text)).trim(), width)
}

fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The first words of a text, `width` graphemes at most, and … if that is not all.
fn head(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    let (mut end, mut used) = (0, 1);
    for (at, word) in text.split_word_bound_indices() {
        used += length(word);
        if used > width {
            break;
        }
        end = at + word.len();
    }
    format!("{}…", cut(text, end, width))
}

/// What fits of a text whose first word is longer than the room for it; up to `end` otherwise.
fn cut(text: &str, end: usize, width: usize) -> &str {
    if end > 0 || width < 8 {
        return text[..end].trim_end();
    }
    let end = text.grapheme_indices(true).nth(width - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The last words of a text, `width` graphemes at most, after … if that is not all.
fn tail(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    let (mut start, mut used) = (text.len(), 1);
    for (at, word) in text.split_word_bound_indices().rev() {
        used += length(word);
        if used > width {
            break;
        }
        start = at;
    }
    format!("…{}", text[start..].trim_start())
}

/// A text of at most `width` graphemes: its beginning, … and its end.
fn shorten(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    format!("{} {}", head(text, width * 2 / 3), tail(text, width / 3).trim_start_matches('…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, word: &str, width: usize) -> String {
        let at = text.find(word).unwrap();
        let excerpt = excerpt(text, Span::new(0, text.len()), Span::new(at, at + word.len()), width);
        format!("{}[{}]{}", excerpt.before, excerpt.reading, excerpt.after)
    }

    #[test]
    fn a_window_is_cut_between_words() {
        assert_eq!(parts("The flood killed five people.", "five", 60), "The flood killed [five] people.");
        let long = "Officials of the ministry said late on Monday that the flood had killed five people in the north of the province.";
        assert_eq!(parts(long, "five people", 50), "…flood had killed [five people] in the north of…");
        assert_eq!(
            parts("Погибли пять человек, сообщили в среду в министерстве по чрезвычайным ситуациям.", "пять", 40),
            "Погибли [пять] человек, сообщили в среду…"
        );
    }

    #[test]
    fn one_endless_word_is_cut_too() {
        let text = "ا".repeat(500);
        assert!(opening(&text, Span::new(0, text.len()), 40).chars().count() <= 41);
        assert!(shorten(&text, 40).chars().count() <= 45);
    }
}
