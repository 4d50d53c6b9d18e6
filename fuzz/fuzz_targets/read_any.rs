//! Bytes of which nothing is known: an error with a message, or texts whose pieces lead back.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| variorum_fuzz::reader(None, bytes));
