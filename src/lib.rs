//! variorum: reads the language editions of one news story and reports every fact that differs.

pub mod check;
pub mod error;
pub mod extract;
pub mod facts;
pub mod ingest;
pub mod languages;
pub mod normalise;
pub mod report;
pub mod segment;
pub mod text;
