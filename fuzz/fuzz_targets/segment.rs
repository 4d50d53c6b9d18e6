//! Sentences: in order, apart, trimmed and complete.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::check::Reader;
use variorum::languages::TAGS;
use variorum::segment::Mode;

fuzz_target!(|text: &str| {
    let blank = |part: &str| part.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}');
    for tag in TAGS {
        let reader = Reader::get(tag).expect("the pack loads");
        for mode in [Mode::Auto, Mode::Line] {
            let mut last = 0;
            for sentence in reader.sentences(text, mode) {
                assert!(blank(&text[last..sentence.span.start]));
                let own = &text[sentence.span.start..sentence.span.end];
                assert!(!own.is_empty() && own.trim() == own);
                last = sentence.span.end;
            }
            assert!(blank(&text[last..]));
        }
    }
});
