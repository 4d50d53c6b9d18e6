//! Folding and tokens: every place maps back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::languages::{Pack, TAGS};
use variorum::normalise::Tokens;

fuzz_target!(|text: &str| {
    for tag in TAGS {
        let tokens = Tokens::new(text, &Pack::get(tag).expect("the pack loads").profile.letters());
        let mut last = 0;
        for (i, token) in tokens.list().iter().enumerate() {
            assert!(last <= token.span.start && token.span.start <= token.span.end && token.span.end <= text.len());
            assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
            assert!(!tokens.form(i).is_empty());
            last = token.span.start;
        }
    }
});
