//! Facts: inside their sentence, on character boundaries.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::check::Reader;
use variorum::languages::TAGS;
use variorum::segment::Mode;
use variorum::text::Edition;

fuzz_target!(|text: &str| {
    for tag in TAGS {
        let edition = Edition { id: (*tag).to_owned(), language: (*tag).to_owned(), text: text.into(), published: "2024-02-29".parse().ok() };
        let read = Reader::get(tag).expect("the pack loads").read(&edition, Mode::Auto);
        for fact in &read.facts {
            assert!(read.sentences[fact.sentence].span.contains(fact.span), "{fact:?}");
            assert!(text.is_char_boundary(fact.span.start) && text.is_char_boundary(fact.span.end), "{fact:?}");
            let _ = fact.value.fields();
        }
    }
});
