//! The tests that need more than one module: a line each.

mod cli;
mod hostile;
mod packs;
mod program;
