//! Lines of JSON: a story, or an error that says something.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::ingest::{Stories, story_from_json};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(line) = std::str::from_utf8(bytes) {
        assert!(story_from_json(line).err().is_none_or(|error| !error.is_empty()));
    }
    for (_, story) in Stories::new(bytes, variorum::ingest::LARGEST) {
        assert!(story.err().is_none_or(|error| !error.is_empty()));
    }
});
