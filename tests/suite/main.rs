//! The tests that need more than one module: a line each.

mod cli;
mod desk;
mod hostile;
mod laws;
mod layers;
mod names;
mod packs;
mod polarity;
mod program;
mod readers;
mod report;
mod stories;
