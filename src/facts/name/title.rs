//! Posts and ranks: which of them exclude one another.
//!
//! The table is `languages/titles.toml`. A title in no list of it, such as `official`, is vaguer than another and agrees with any.

use crate::facts::Concept;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A title where a text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Which one.
    pub concept: Concept,
    /// Tokens of the edition.
    pub tokens: Range<usize>,
    /// The word alone begins the names of many titles, and says little (`head`, رئيس).
    pub vague: bool,
}

/// What a title is, as far as two of one list exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Post {
    /// A post.
    Office(Concept),
    /// A rank.
    Rank(Concept),
    /// What somebody does for a living.
    Occupation(Concept),
    /// A post in a company.
    Business(Concept),
    /// A player's place in the team.
    Player(Concept),
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    office: Vec<String>,
    rank: Vec<String>,
    occupation: Vec<String>,
    business: Vec<String>,
    player: Vec<String>,
    levels: Vec<String>,
    deputies: Vec<String>,
    area: Vec<String>,
    /// Titles that are taken for one another: the chancellor of one country is the finance minister of another.
    either: Vec<(String, String)>,
    same: BTreeMap<String, String>,
}

impl Post {
    /// The post or rank of a title, by the name that all its names share; `None` for a title that excludes no other.
    pub fn of(title: Concept) -> Option<Self> {
        static POSTS: OnceLock<FxHashMap<Concept, Post>> = OnceLock::new();
        let posts = POSTS.get_or_init(|| {
            let table = Table::get();
            let mut out: FxHashMap<Concept, Post> = FxHashMap::default();
            let mut list = |ids: &[String], post: fn(Concept) -> Post| {
                out.extend(ids.iter().map(|id| Concept::new(id)).map(|title| (title, post(title))));
            };
            list(&table.office, Post::Office);
            list(&table.occupation, Post::Occupation);
            list(&table.business, Post::Business);
            list(&table.player, Post::Player);
            list(&table.rank, Post::Rank);
            for (alias, id) in &table.same {
                if let Some(post) = out.get(&Concept::new(id)).copied() {
                    out.insert(Concept::new(alias), post);
                }
            }
            out
        });
        posts.get(&title).copied()
    }

    /// Whether two posts or ranks are of two people.
    pub fn excludes(self, other: Post) -> bool {
        let either = |(left, right): &(String, String)| {
            let ids = (self.title().id(), other.title().id());
            ids == (left.as_str(), right.as_str()) || ids == (right.as_str(), left.as_str())
        };
        std::mem::discriminant(&self) == std::mem::discriminant(&other) && self.title() != other.title() && !Table::get().either.iter().any(either)
    }

    /// The title, by the name that all its names share.
    pub fn title(self) -> Concept {
        let (Post::Office(title) | Post::Rank(title) | Post::Occupation(title) | Post::Business(title) | Post::Player(title)) = self;
        title
    }
}

impl Table {
    fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        // OK because: the table is compiled in and a test reads it.
        TABLE.get_or_init(|| toml::from_str(crate::languages::TITLES).expect("the table of titles can be read"))
    }
}

/// Whether bodies and parts of countries have heads of this title as well.
pub(super) fn has_levels(title: Concept) -> bool {
    Table::get().levels.iter().any(|id| title.id() == id)
}

/// Whether a title is of somebody who stands in for the holder of the next one: a deputy.
pub(super) fn is_deputy(title: Concept) -> bool {
    Table::get().deputies.iter().any(|id| title.id() == id)
}

/// Whether a word for a place is one for a part of a country.
pub(super) fn is_area(word: Concept) -> bool {
    Table::get().area.iter().any(|id| word.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(id: &str) -> Option<Post> {
        Post::of(Concept::new(id))
    }

    #[test]
    fn two_portfolios_exclude_each_other_and_a_vaguer_word_agrees() {
        let (foreign, defence) = (post("foreign-minister").unwrap(), post("defence-minister").unwrap());
        assert!(foreign.excludes(defence));
        assert!(!foreign.excludes(post("secretary-of-state").unwrap()));
        assert_eq!(post("minister"), None);
        assert!(!foreign.excludes(post("general").unwrap()));
    }

    #[test]
    fn every_title_of_the_table_stands_in_every_pack() {
        let table: Table = toml::from_str(crate::languages::TITLES).unwrap();
        for tag in crate::languages::TAGS {
            let names: BTreeMap<String, BTreeMap<String, Vec<String>>> = crate::languages::Pack::get(tag).unwrap().table("name").unwrap();
            for id in table
                .office
                .iter()
                .chain(&table.rank)
                .chain(&table.occupation)
                .chain(&table.business)
                .chain(&table.player)
                .chain(&table.levels)
                .chain(table.same.keys())
                .chain(table.same.values())
            {
                assert!(names["title"].contains_key(id), "{tag}: there is no title {id}");
            }
        }
    }
}
