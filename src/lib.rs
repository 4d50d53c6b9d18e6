#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! In the order of the pipeline: [`ingest`] reads, [`languages`] knows the packs, [`normalise`] folds letters, [`segment`] finds sentences, [`facts`] says what a fact is and
//! [`extract`] finds them, [`align`] pairs sentences, [`lexicon`] helps it to, [`compare`] decides, [`report`] shows, [`correct`] proposes what to write, [`house`] applies what a house decided; [`check`](mod@check) is all of it on one page. [`text`] and [`error`] are what they share.

pub mod align;
#[cfg(feature = "archive")]
pub mod archive;
pub mod check;
pub mod compare;
pub mod correct;
pub mod error;
pub mod extract;
pub mod facts;
pub mod house;
pub mod ingest;
pub mod languages;
pub mod lexicon;
pub mod normalise;
pub mod report;
pub mod segment;
pub mod text;
