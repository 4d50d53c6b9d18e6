//! What a language is: a folder of tables, loaded and checked. Only this folder knows a language, and its code names none.
//!
//! [`Pack`] is the folder, [`Vocabulary`] its words with their endings and clitics, [`Phrases`] a table of phrases that can be looked up at a
//! place of a text. What a table means is known to the stage or kind of fact that reads it.

mod detect;
mod entries;
mod laid;
mod listed;
mod pattern;
mod phrases;
mod profile;
mod quick;
mod stems;
mod vocabulary;

pub use detect::{Detected, detect, left_in};
pub use entries::{Entries, Pattern, Text};
pub use listed::{Entry, Listed, Row};
pub use phrases::{Lookup, Match, Phrases};
pub use profile::{Direction, Profile};
pub use vocabulary::{Analyses, Analysis, GrammaticalNumber, Vocabulary, WordId};

use crate::error::{Error, Result};
use crate::text::fnv;
use laid::{Keys, Laid, List};
use quick::Quick;
use serde::Deserialize;
use std::sync::OnceLock;

/// Tags of the languages that have a pack, in the order in which they are offered.
pub const TAGS: &[&str] = &["en", "ar", "ru"];

/// A table in the program; the build script writes the list.
#[derive(Debug)]
struct Table {
    name: &'static str,
    /// As it stands in its folder: 2.6 MB that a release has no use for.
    #[cfg(any(test, debug_assertions))]
    written: &'static str,
    /// The same in the form of `quick`, which is read many times faster.
    quick: &'static [u8],
}

/// The strings and tables of every pack by tag.
static TABLES: &[(&str, Laid, &[Table])] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A hash of the names and texts of all of them.
const TABLES_HASH: u64 = include!(concat!(env!("OUT_DIR"), "/hash.rs"));

/// What the lists of all packs name; the build script writes it.
static KEYS: Keys = include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// What the lists of all packs name, by number.
pub fn key(number: u32) -> Option<&'static str> {
    KEYS.get(number)
}

/// The number of a key of the lists of all packs.
pub fn number_of(key: &str) -> Option<u32> {
    KEYS.find(key)
}

/// How many keys these are.
pub fn keys() -> u32 {
    KEYS.ends.len() as u32
}

/// Facts about countries and currencies that belong to no language.
pub const WORLD: &str = include_str!("world.toml");

/// How names are carried from one script to another.
pub const TRANSLITERATION: &str = include_str!("transliteration.toml");

/// Which names of the gazetteers lie in one another.
pub const KIN: &str = include_str!("kin.toml");

/// Which posts and ranks exclude one another.
pub const TITLES: &str = include_str!("titles.toml");

/// How letters of every script sound.
pub const SOUNDS: &str = include_str!("sounds.toml");

/// Concepts that exclude each other, which belong to no language.
pub const CONTRARIES: &str = include_str!("contraries.toml");

/// Currencies by code, which belong to no language.
pub const CURRENCIES: &str = include_str!("currencies.toml");

/// Units of measurement by CLDR identifier, which belong to no language.
pub const UNITS: &str = include_str!("units.toml");

/// The tables that belong to no language.
const SHARED: [&str; 8] = [WORLD, TRANSLITERATION, KIN, TITLES, SOUNDS, CONTRARIES, CURRENCIES, UNITS];

/// A hash of every table of the program (FNV-1a, 64 bits, sixteen hexadecimal digits): what was checked with other tables may have other findings.
pub fn fingerprint() -> &'static str {
    static FINGERPRINT: OnceLock<String> = OnceLock::new();
    FINGERPRINT.get_or_init(|| format!("{:016x}", SHARED.into_iter().map(str::as_bytes).fold(TABLES_HASH, fnv::add)))
}

/// One language: its profile and its tables.
#[derive(Debug)]
pub struct Pack {
    /// The language itself.
    pub profile: Profile,
    tables: &'static [Table],
    laid: &'static Laid,
    /// Its place in the list of tables.
    place: u8,
}

impl Pack {
    /// The pack of a language tag, loaded once for the process.
    ///
    /// # Errors
    /// If there is no such pack (the message lists those that exist), or one of its tables is broken.
    pub fn get(tag: &str) -> Result<&'static Pack> {
        static PACKS: [OnceLock<Result<Pack>>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];
        let at = TAGS
            .iter()
            .position(|known| *known == tag)
            .ok_or_else(|| Error::Check(format!("no language pack for {tag:?}; there are packs for {}", TAGS.join(", "))))?;
        PACKS[at].get_or_init(|| Pack::load(tag)).as_ref().map_err(Clone::clone)
    }

    fn load(tag: &str) -> Result<Pack> {
        let found = TABLES.iter().enumerate().find(|(_, (known, ..))| *known == tag);
        let (place, (_, laid, tables)) = found.ok_or_else(|| Error::Check(format!("the language pack {tag:?} has no folder")))?;
        let (place, table) = (place as u8, tables.iter().find(|table| table.name == "profile"));
        let profile = table.map_or_else(|| Err("this pack has no such table".to_owned()), |table| table.read(laid, place));
        let profile = profile.map_err(|message| Error::Load { pack: tag.to_owned(), table: "profile".to_owned(), message })?;
        Ok(Pack { profile, tables, laid, place })
    }

    /// Parses the table `name` (`money`, `lexicon/law`).
    ///
    /// # Errors
    /// If the pack has no such table, or it does not have the form that is asked for; in a debug build the message gives line and column.
    pub fn table<T: Deserialize<'static>>(&self, name: &str) -> Result<T> {
        self.find(name)?.read(self.laid, self.place).map_err(|message| self.error(name, message))
    }

    fn find(&self, name: &str) -> Result<&'static Table> {
        // Sorted by the build script.
        let at = self.tables.binary_search_by(|table| table.name.cmp(name));
        at.map(|at| &self.tables[at]).map_err(|_| self.error(name, "this pack has no such table".to_owned()))
    }

    /// Names of the tables under a folder (`lexicon`): `lexicon/law`, `lexicon/people` ...
    pub fn tables_in(&self, folder: &str) -> impl Iterator<Item = &'static str> {
        self.tables.iter().map(|table| table.name).filter(move |name| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// The entries of one of its lists, in the order of the tables; see [`Listed`].
    pub fn list(&self, name: &str) -> impl Iterator<Item = Entry> + use<> {
        listed::entries(self, name)
    }

    /// How often three letters that follow one another stand in the names and in the words of its tables; see `facts::name::triples` for the number.
    pub fn triple(&self, letters: u64) -> [u32; 2] {
        self.laid.triple(letters)
    }

    /// The same for the first two of three letters.
    pub fn pair(&self, letters: u64) -> [u32; 2] {
        self.laid.pair(letters)
    }

    /// How many letters these names and words are made of.
    pub fn letters(&self) -> u32 {
        self.laid.letters
    }

    /// An error about one of this pack's tables.
    pub fn error(&self, table: &str, message: String) -> Error {
        Error::Load { pack: self.profile.tag.clone(), table: table.to_owned(), message }
    }
}

impl Table {
    /// Reads the quick form.
    fn read<T: Deserialize<'static>>(&self, laid: &'static Laid, pack: u8) -> Result<T, String> {
        let read = T::deserialize(&mut Quick::new(self.quick, laid, pack));
        // Once more as it is written, for the place of the mistake.
        #[cfg(any(test, debug_assertions))]
        let read = read.or_else(|_| toml::from_str(self.written));
        read.map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_of_every_table() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages");
        let files = std::fs::read_dir(folder).expect("the folder is readable").flatten();
        let shared = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "toml")).count();
        assert_eq!(shared, SHARED.len(), "a table that belongs to no language is missing in SHARED");
        assert_eq!((fingerprint().len(), fingerprint()), (16, fingerprint()));
    }
}
