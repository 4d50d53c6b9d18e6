//! The pipeline: editions in, report out.

use crate::error::Result;
use crate::extract::{Extracted, Extractor};
use crate::languages::{Pack, TAGS};
use crate::segment::{self, Mode, Rules};
use crate::text::{Edition, Sentence};
use std::sync::OnceLock;

/// Everything that is needed to read editions in one language.
#[derive(Debug)]
pub struct Reader {
    rules: Rules,
    extractor: &'static Extractor,
}

/// One edition, read: its sentences and facts.
#[derive(Debug)]
pub struct ReadEdition {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tokens, concepts and facts.
    pub extracted: Extracted,
}

impl std::ops::Deref for ReadEdition {
    type Target = Extracted;

    fn deref(&self) -> &Extracted {
        &self.extracted
    }
}

impl Reader {
    /// The reader of a language, built once for the process.
    ///
    /// # Errors
    /// If there is no such pack or one of its tables is broken.
    pub fn get(tag: &str) -> Result<&'static Reader> {
        static BUILT: [OnceLock<Result<Reader>>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];
        let pack = Pack::get(tag)?;
        let at = TAGS.iter().position(|known| *known == tag).expect("a loaded pack is in the list");
        BUILT[at].get_or_init(|| Ok(Reader { rules: Rules::load(pack)?, extractor: Extractor::get(tag)? })).as_ref().map_err(Clone::clone)
    }

    /// The sentences of a text.
    pub fn sentences(&self, text: &str, mode: Mode) -> Vec<Sentence> {
        match mode {
            Mode::Auto => segment::sentences(text, &self.rules),
            Mode::Line => segment::lines(text),
        }
    }

    /// The sentences and facts of an edition.
    pub fn read(&self, edition: &Edition, mode: Mode) -> ReadEdition {
        let sentences = self.sentences(&edition.text, mode);
        let extracted = self.extractor.extract(&edition.text, &sentences, edition.published);
        ReadEdition { sentences, extracted }
    }
}
