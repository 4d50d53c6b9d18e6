//! Pairs the facts of a bead across editions and decides what is missing, added, altered or unaligned.
//!
//! A file or folder for each step: [`claims`] gathers the readings of one fact, first within a bead, then around it; [`judge`] turns claims whose
//! readings conflict or are missing into findings; [`names`] knows names and titles that stand in the place of others; [`swaps`] finds values that
//! changed places; [`arithmetic`] finds figures of one edition that cannot be true together; [`polarity`] finds clauses that were turned into their opposite; [`quotes`]
//! finds words that only one edition puts into a mouth; [`sentences`] looks for sentences that have no counterpart, [`untranslated`] for those that were left in
//! another edition's language, [`terms`] for words of different loading for one thing.
//! [`severity`] says what each would cost a desk.

mod arithmetic;
mod balance;
mod claims;
mod finding;
mod judge;
mod names;
mod polarity;
mod quotes;
mod scores;
mod sentences;
mod severity;
mod swaps;
mod terms;
mod untranslated;

pub use claims::Claim;
pub use finding::{Category, Finding, FindingKind, Reading, Severity, Subject};

use crate::align::Bead;
use crate::extract::Extracted;
use crate::facts::name::Sounds;
use crate::normalise::Tokens;
use crate::text::{Edition, Sentence};

/// One edition as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its tokens, concepts and facts.
    pub extracted: &'a Extracted,
}

impl<'a> Side<'a> {
    /// What names are looked for in: the text, its tokens and how they sound.
    fn lettered(&self) -> (&'a str, &'a Tokens, &'a Sounds) {
        (&self.edition.text, &self.extracted.tokens, &self.extracted.sounds)
    }
}

/// How much alike the editions are meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expect {
    /// Translations of one text: a missing sentence is a finding.
    #[default]
    Translation,
    /// Rewrites of one story: a missing sentence is a note, a changed fact is still an error.
    Rewrite,
}

/// What the comparison is told beside the editions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Index of the edition that is right where two disagree and no third decides.
    pub reference: usize,
    /// How much alike the editions are meant to be.
    pub expect: Expect,
}

/// Finds what the editions state differently, worst first within the order of the text.
pub fn compare(sides: &[Side<'_>], beads: &[Bead], options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    let claims = claims::gather(sides, beads);
    judge::judge(sides, beads, &claims, options, &mut findings);
    names::judge_aligned(sides, beads, &claims, options, &mut findings);
    names::judge_words(sides, beads, options, &mut findings);
    names::judge_titles(sides, beads, options, &mut findings);
    swaps::judge(sides, beads, &claims, options.reference, &mut findings);
    arithmetic::judge(sides, beads, &mut findings);
    polarity::judge(sides, beads, options, &mut findings);
    quotes::judge(sides, beads, options, &mut findings);
    let untranslated = untranslated::judge(sides, beads, &mut findings);
    sentences::judge(sides, beads, options, &untranslated, &mut findings);
    terms::judge(sides, beads, &mut findings);
    findings.sort_by_key(|finding| finding.place);
    finding::give_ids(sides, &mut findings);
    findings
}
