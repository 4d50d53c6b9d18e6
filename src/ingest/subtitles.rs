//! Subtitles: SubRip (SRT) and WebVTT.
//!
//! A sentence runs over several cues, so that cues flow into each other; a line ends where a cue ends a sentence, a speaker changes, or nothing is shown for a while.

use super::document::{Contents, Document, Fault, Flow};
use crate::text::Span;

/// What is left out.
pub(super) const LOST: &[&str] =
    &["numbers, times and places of cues", "styles, and who speaks where a cue marks it", "notes, styles and regions of WebVTT"];

/// After this pause, in milliseconds, a new paragraph begins.
const PAUSE: u64 = 2_000;

/// Whether a text is one of the two.
pub(super) fn is(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("WEBVTT") {
        return rest.starts_with(['\n', '\r', ' ', '\t']) || rest.is_empty();
    }
    let mut lines = text.lines();
    let number = lines.next().unwrap_or_default().trim();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && lines.next().is_some_and(|line| times(line).is_some())
}

/// One text.
pub(super) fn read(text: &str) -> Result<Contents, Fault> {
    let mut document = Document::default();
    let mut flow = Flow::default();
    let (mut in_cue, mut skipping, mut last) = (false, false, 0_u64);
    let (mut at, mut cues) = (0, 0);
    for row in text.split_inclusive(['\n', '\r']) {
        let start = at;
        at += row.len();
        let line = row.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if row == "\n" && text[..start].ends_with('\r') {
            // The second half of the end of a line is not an empty line.
            continue;
        }
        if line.is_empty() {
            (in_cue, skipping) = (false, false);
            continue;
        }
        if let Some((begin, end)) = times(line).filter(|_| !skipping) {
            if begin.saturating_sub(last) > PAUSE && cues > 0 {
                flow.block();
            }
            (in_cue, last) = (true, end);
            cues += 1;
            continue;
        }
        if !in_cue {
            skipping |= ["NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word));
            if let (0, Some(language)) = (cues, line.strip_prefix("Language:")) {
                document.language = Some(language.trim().to_owned());
            }
            continue;
        }
        let place = start + row.find(line).unwrap_or(0);
        let before = flow.len();
        if line.starts_with(['-', '–', '—', '‒']) && before > 0 {
            flow.line();
        }
        words(text, Span::new(place, place + line.len()), &mut flow);
        let end = Span::new(place + line.len(), at);
        let written = flow.written().text();
        if written.len() > before
            && written.trim_end_matches(['"', '»', '”', '’', ')', '\u{200F}', '\u{200E}']).ends_with(['.', '!', '?', '؟', '…', '۔'])
        {
            flow.line();
        } else {
            flow.space(end);
        }
    }
    if cues == 0 {
        return Err(Fault::new("the subtitles hold no cue with its times"));
    }
    document.extract = flow.finish();
    Ok(Contents::one(document))
}

/// A line of a cue without its tags: `<i>`, `<v Anna>`, `{\an8}`, `<00:01.000>`.
fn words(text: &str, span: Span, flow: &mut Flow) {
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(text);
        let Some(found) = rest.find(['<', '{', '&']) else { break };
        let start = at + found;
        flow.text(text, Span::new(at, start));
        let tail = Span::new(start, span.end).of(text);
        let tag = match tail.as_bytes()[0] {
            b'<' if tail[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.')) => tail.find('>'),
            b'{' if tail.starts_with("{\\") => tail.find('}'),
            _ => None,
        };
        if let Some(end) = tag {
            at = start + end + 1;
            continue;
        }
        let references =
            [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&lrm;", "\u{200E}"), ("&rlm;", "\u{200F}"), ("&quot;", "\"")];
        let (length, stands_for) = references.iter().find(|(name, _)| tail.starts_with(name)).map_or((1, None), |(name, c)| (name.len(), Some(*c)));
        at = start + length;
        match stands_for {
            Some(stands_for) => flow.put(stands_for, Span::new(start, at)),
            None => flow.text(text, Span::new(start, at)),
        }
    }
    flow.text(text, Span::new(at.min(span.end), span.end));
}

/// Beginning and end of a cue, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, thousandths) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let mut total = 0_u64;
    for part in clock.split(':') {
        total = total.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    (clock.contains(':')).then_some(())?;
    total.checked_mul(1000)?.checked_add(thousandths.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_flow_into_sentences() {
        let srt = "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>The flood in the port</i>\r\ncity killed\r\n\r\n2\r\n00:00:03,100 --> 00:00:05,000 X1:1\r\n{\\an8}12 people.\r\n\r\n3\r\n00:00:05,100 --> 00:00:06,000\r\n- Who said so?\r\n- The governor\r\n";
        assert!(is(srt));
        let contents = read(srt).expect("these are subtitles");
        assert_eq!(contents.documents[0].extract.text(), "The flood in the port city killed 12 people.\n\n- Who said so?\n\n- The governor");
        let vtt = "WEBVTT\nLanguage: en\n\nNOTE a remark\nover two lines\n\nintro\n00:01.000 --> 00:02.000 line:0\n<v Anna>12 &amp; 13 died\n\n00:09.000 --> 00:10.000\nLater\n";
        let contents = read(vtt).expect("these are subtitles");
        assert_eq!(contents.documents[0].extract.text(), "12 & 13 died\n\nLater");
        assert_eq!(contents.documents[0].language.as_deref(), Some("en"));
    }
}
