//! Entries of large tables, looked up at a place of a text as the build has laid them out: no table is read for them.
//!
//! It is what [`Phrases`](super::Phrases) would be after reading these tables, and gives the same: `build.rs` names the lists and says which sections of which
//! tables they are made of.

use super::laid::{Laid, List, value};
use super::{Analyses, Analysis, GrammaticalNumber, Lookup, Match, Pack, Vocabulary};
use crate::error::Result;

/// An entry as it is laid out; see [`Listed::entry`].
pub type Row = [u8; 12];

/// What an entry says.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The table that it stands in.
    pub table: &'static str,
    /// The section of the table.
    pub section: &'static str,
    /// What is named: a number for [`key`](super::key).
    pub key: u32,
    /// The pattern.
    pub form: &'static str,
}

/// The entries of one list of a pack.
#[derive(Debug)]
pub struct Listed {
    list: &'static List,
    laid: &'static Laid,
    tables: &'static [super::Table],
    /// Its mark on the words that begin its patterns; see [`Analyses::begins`].
    mark: u128,
}

impl Listed {
    /// A list of a pack. Its words are interned as if its patterns were.
    ///
    /// # Errors
    /// If there is no such list.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary, name: &str) -> Result<Self> {
        let list = pack.laid.lists.iter().find(|list| list.name == name);
        let list = list.ok_or_else(|| pack.error(name, "this pack has no such list".to_owned()))?;
        let mark = vocabulary.note_list(list);
        Ok(Self { list, laid: pack.laid, tables: pack.tables, mark })
    }

    /// What a row says.
    pub fn entry(&self, row: &Row) -> Entry {
        let number = |at: usize| value([row[at], row[at + 1], row[at + 2]]);
        let string = |at: usize| self.laid.string(number(at)).unwrap_or_default();
        Entry { table: self.tables.get(number(0) as usize).map_or("", |table| table.name), section: string(3), key: number(6), form: string(9) }
    }

    /// The number of what a row names, for [`key`](super::key).
    pub fn key_of(row: &Row) -> u32 {
        value([row[6], row[7], row[8]])
    }

    fn walk<'a>(
        &'a self,
        begun: &Begun<'_>,
        node: u32,
        at: usize,
        last: Analysis,
        number: GrammaticalNumber,
        found: &mut impl FnMut(Match<'a, Row>),
    ) {
        let meanings = self.list.rows_at(node);
        if !meanings.is_empty() {
            found(Match { meanings, tokens: begun.start..at, first: begun.first, last, number });
        }
        if at < begun.end && self.list.goes_on(node) {
            for &next in begun.analyses.of(at) {
                if let Some(node) = self.list.step(node, next.word.number()) {
                    let number = if number == GrammaticalNumber::Any { next.number } else { number };
                    self.walk(begun, node, at + 1, next, number, found);
                }
            }
        }
    }
}

impl Lookup for Listed {
    type Meaning = Row;

    #[inline]
    fn may_begin(&self, analyses: &Analyses, i: usize) -> bool {
        analyses.begins(i) & self.mark != 0
    }

    fn each<'a>(&'a self, analyses: &Analyses, i: usize, end: usize, mut found: impl FnMut(Match<'a, Row>)) {
        if i >= end || !self.may_begin(analyses, i) {
            return;
        }
        for &first in analyses.of(i) {
            if let Some(node) = self.list.step(0, first.word.number()) {
                let begun = Begun { analyses, start: i, end, first };
                self.walk(&begun, node, i + 1, first, first.number, &mut found);
            }
        }
    }
}

/// The entries of a list of a pack in the order in which its tables have them: section, key and pattern.
pub(super) fn entries(pack: &Pack, name: &str) -> impl Iterator<Item = Entry> + use<> {
    let list = pack.laid.lists.iter().find(|list| list.name == name);
    let (laid, tables) = (pack.laid, pack.tables);
    list.into_iter().flat_map(move |list| {
        let listed = Listed { list, laid, tables, mark: 0 };
        list.order.iter().map(move |at| listed.entry(&list.rows[value(*at) as usize]))
    })
}

/// A pattern that has begun at a token.
struct Begun<'a> {
    analyses: &'a Analyses,
    start: usize,
    end: usize,
    first: Analysis,
}
