//! The tests that need more than one module: a line each.

mod api;
mod archive;
mod clauses;
mod cli;
mod dense;
mod desk;
mod hostile;
mod house;
mod laws;
mod layers;
mod names;
mod packs;
mod planted;
mod polarity;
mod program;
mod readers;
mod report;
mod stories;
mod tolls;
mod triples;
mod untranslated;
