//! variorum: reads the language editions of one news story and reports every fact that differs.

pub mod align;
pub mod check;
pub mod compare;
pub mod error;
pub mod extract;
pub mod facts;
pub mod ingest;
pub mod languages;
pub mod normalise;
pub mod report;
pub mod segment;
pub mod text;
