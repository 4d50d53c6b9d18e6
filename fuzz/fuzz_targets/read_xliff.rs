//! The reader of xliff: an error with a message, or texts whose pieces lead back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::ingest::Format;

fuzz_target!(|bytes: &[u8]| variorum_fuzz::reader(Some(Format::Xliff), bytes));
