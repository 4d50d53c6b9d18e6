//! The tests that need more than one module: a line each.

mod packs;
