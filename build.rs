//! Lists the tables of the language packs, so that a table is in the program by standing in its folder.
//!
//! Every pack must have the same tables: one that is missing stops the build with its name. An empty table means: nothing yet, on purpose.
//!
//! A table goes into the program in a quick form (`src/languages/quick.rs`), and into a debug build and the tests also as it was written, for messages that
//! name the line of a mistake. What is not TOML at all has no quick form; it stops the build.
//!
//! The strings of a pack are in the program once, numbered, with the words that each is made of if it is read as a pattern, and the stems of all these
//! words stand in a table (`src/languages/laid.rs`). Patterns are cut and folded with the program's own code, so that there is one way to do it.

#[path = "src/text/fnv.rs"]
mod fnv;
#[path = "src/normalise/mod.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
mod normalise;
#[path = "src/languages/pattern.rs"]
#[allow(dead_code)]
mod pattern;
#[path = "src/text/span.rs"]
#[allow(dead_code, unreachable_pub, missing_docs)]
mod span;

#[path = "src/facts/name/triples.rs"]
#[allow(dead_code)]
mod triples;

/// What the program's code calls so.
mod text {
    pub(crate) use crate::span::Span;
}

use pattern::Hash;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    for source in ["src/languages", "src/normalise", "src/text/fnv.rs", "src/text/span.rs", "src/facts/name/triples.rs", "build.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src/languages");
    let mut packs: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for folder in entries(&root).into_iter().filter(|path| path.join("profile.toml").is_file()) {
        let mut tables = BTreeMap::new();
        collect(&folder, "", &mut tables);
        packs.insert(name(&folder), tables);
    }
    let all: BTreeSet<String> = packs.values().flat_map(|tables| tables.keys().cloned()).collect();
    let keys = keys(&packs, &root.join("contraries.toml"));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut out = String::from("&[\n");
    let mut hash = fnv::START;
    for (tag, tables) in &packs {
        for table in &all {
            if !tables.contains_key(table) {
                println!(
                    "cargo::error=the language pack {tag} lacks the table {table}.toml, which another pack has; write it, or leave it empty on purpose"
                );
            }
        }
        let mut strings = Strings::default();
        let quick: Vec<Vec<u8>> = tables.values().map(|path| quick(path, &mut strings)).collect();
        let profile = tables.get("profile").and_then(|path| read(path));
        let letters = letters(profile.as_ref());
        let mut made = Made::default();
        for (_, path) in tables.iter().filter(|(table, _)| is_counted(table)) {
            made.add_all(&read(path).unwrap_or_default(), &letters);
        }
        let lists: Vec<(&str, Vec<Row>)> = LISTS.iter().map(|list| (list.name, list.rows(tables, &mut strings, &keys))).collect();
        let laid = strings.lay(profile.as_ref(), &letters, &made, &lists, &Files { folder: &target, tag });
        let _ = writeln!(out, "({tag:?}, {laid}, &[");
        for ((table, path), quick) in tables.iter().zip(quick) {
            let file = target.join(format!("{tag}.{}.quick", table.replace('/', ".")));
            std::fs::write(&file, quick).expect("the build folder can be written");
            let (written, quick) = (path.display().to_string(), file.display().to_string());
            let written = format!("#[cfg(any(test, debug_assertions))] written: include_str!({written:?})");
            let _ = writeln!(out, "Table {{ name: {table:?}, {written}, quick: include_bytes!({quick:?}) }},");
            hash = [table.as_bytes(), &std::fs::read(path).unwrap_or_default()].into_iter().fold(hash, fnv::add);
        }
        out.push_str("]),\n");
    }
    out.push_str("]\n");
    std::fs::write(target.join("tables.rs"), out).expect("the build folder can be written");
    std::fs::write(target.join("hash.rs"), format!("0x{hash:016x}_u64")).expect("the build folder can be written");
    lay_keys(&keys, &Files { folder: &target, tag: "all" });
}

/// Sections of tables whose entries the program takes as the build has laid them out, without reading the tables: a key, and the patterns that name it.
struct List {
    name: &'static str,
    /// A table, or a folder of tables.
    tables: &'static str,
    /// The sections, in the order in which they are read; every section if none is named.
    sections: &'static [&'static str],
}

/// The lists, by the names that the program's code asks for. What they name is numbered in this order.
const LISTS: [List; 11] = [
    List { name: "gazetteer", tables: "gazetteer/", sections: &[] },
    List { name: "place-word", tables: "name", sections: &["place-word"] },
    List { name: "saying", tables: "name", sections: &["saying"] },
    List { name: "title", tables: "name", sections: &["title"] },
    List { name: "lexicon", tables: "lexicon/", sections: &["concept", "also", "silent"] },
    List { name: "pole", tables: "contrary", sections: &["pole"] },
    List { name: "given", tables: "name", sections: &["given", "given-weak"] },
    List { name: "surname", tables: "name", sections: &["surname"] },
    List { name: "org-word", tables: "name", sections: &["org-word"] },
    List { name: "particle", tables: "name", sections: &["particle"] },
    List { name: "suffix", tables: "name", sections: &["suffix"] },
];

/// In this section the patterns are the keys: one form, and the places that it can be.
const AMBIGUOUS: &str = "ambiguous";

/// An entry of a list, in numbers.
struct Row {
    /// The string that is the pattern.
    pattern: u32,
    /// Table, section, key and form.
    told: [u32; 4],
}

impl List {
    /// The tables of a pack that the list is made of. What was written by hand stands before what was generated: the first meaning of a form is the one
    /// that counts.
    fn tables<'a>(&self, tables: &'a BTreeMap<String, PathBuf>) -> Vec<(usize, &'a Path)> {
        let own = |name: &str| if self.tables.ends_with('/') { name.starts_with(self.tables) } else { name == self.tables };
        let mut out: Vec<(usize, &str, &Path)> =
            tables.iter().enumerate().filter(|(_, (name, _))| own(name)).map(|(at, (name, path))| (at, name.as_str(), path.as_path())).collect();
        out.sort_by_key(|(_, name, _)| (name.ends_with("cldr"), *name));
        out.into_iter().map(|(at, _, path)| (at, path)).collect()
    }

    /// Calls `entry` with the place of the table, section, key and form of every entry; a form of a section of ambiguous names is a key.
    fn each(&self, tables: &BTreeMap<String, PathBuf>, mut entry: impl FnMut(usize, &str, &str, &str)) {
        let tables: Vec<(usize, &Path, toml::Table)> =
            self.tables(tables).into_iter().filter_map(|(at, path)| Some((at, path, read(path)?))).collect();
        let known = |section: &str| LISTS.iter().any(|list| list.tables == self.tables && list.sections.contains(&section));
        for (_, path, table) in &tables {
            for other in table.keys().filter(|section| !self.sections.is_empty() && !known(section)) {
                println!("cargo::error={}: there is no section {other:?}", path.display());
            }
        }
        let mut section_of = |(at, path, table): &(usize, &Path, toml::Table), section: &str| {
            for (key, forms) in table.get(section).and_then(toml::Value::as_table).into_iter().flatten() {
                let Some(forms) = forms.as_array().filter(|forms| forms.iter().all(toml::Value::is_str)) else {
                    println!("cargo::error={}: {section}.{key} is no list of strings", path.display());
                    continue;
                };
                forms.iter().filter_map(toml::Value::as_str).for_each(|form| entry(*at, section, key, form));
            }
        };
        if self.sections.is_empty() {
            tables.iter().for_each(|all| all.2.keys().for_each(|section| section_of(all, section)));
        } else {
            // What a section says of a form in whatever table stands before what the next one says of it.
            self.sections.iter().for_each(|section| tables.iter().for_each(|all| section_of(all, section)));
        }
    }

    fn rows(&self, tables: &BTreeMap<String, PathBuf>, strings: &mut Strings, keys: &HashMap<String, u32>) -> Vec<Row> {
        let mut out = Vec::new();
        self.each(tables, |table, section, key, form| {
            let (pattern, key) = if section == AMBIGUOUS { (key, form) } else { (form, key) };
            let pattern = strings.number(pattern, true);
            out.push(Row { pattern, told: [table as u32, strings.number(section, false), keys[key], pattern] });
        });
        out
    }
}

/// What the lists of all packs name, numbered in the order in which the lists name it. Of two contraries the one that is named first stands first in a
/// report: what no list before the lexicon has is numbered as `contraries.toml` has it.
fn keys(packs: &BTreeMap<String, BTreeMap<String, PathBuf>>, contraries: &Path) -> HashMap<String, u32> {
    let mut all = HashMap::new();
    let mut add = |key: &str| {
        let next = all.len() as u32;
        all.entry(key.to_owned()).or_insert(next);
    };
    for list in &LISTS {
        if list.name == "lexicon" {
            let table = read(contraries).unwrap_or_default();
            for section in ["light", "converse", "pairs", "loose", "gender", "alike"] {
                table.get(section).into_iter().for_each(|ids| each_string(ids, &mut add));
            }
        }
        for tables in packs.values() {
            list.each(tables, |_, section, key, form| add(if section == AMBIGUOUS { form } else { key }));
        }
    }
    all
}

/// Calls `add` with every string of a list of strings, or of lists of them.
fn each_string(value: &toml::Value, add: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(text) => add(text),
        toml::Value::Array(list) => list.iter().for_each(|item| each_string(item, add)),
        _ => {}
    }
}

/// Lays out the keys with a table by hash, as the strings and stems of a pack are.
fn lay_keys(keys: &HashMap<String, u32>, files: &Files) {
    let mut keys: Vec<(&str, u32)> = keys.iter().map(|(key, number)| (key.as_str(), *number)).collect();
    keys.sort_unstable_by_key(|(_, number)| *number);
    let (mut text, mut ends) = (String::new(), Vec::new());
    for (key, _) in &keys {
        text.push_str(key);
        ends.push(text.len() as u32);
    }
    let slots = slots(keys.iter().map(|(key, _)| Hash::of(key)));
    let mut out = "Keys { ".to_owned();
    out += &format!("text: include_str!({:?}), ", files.write("keys", text.as_bytes()));
    for (name, list) in [("ends", short(&ends)), ("slots", bytes(&slots))] {
        out += &format!("{name}: laid::numbers(include_bytes!({:?})), ", files.write(&format!("key_{name}"), &list));
    }
    std::fs::write(files.folder.join("keys.rs"), out + "}").expect("the build folder can be written");
}

/// Numbers as the program reads them.
fn bytes(list: &[u32]) -> Vec<u8> {
    list.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The same in three bytes each; see `laid::Number`.
fn short(list: &[u32]) -> Vec<u8> {
    let number = |number: &u32| {
        let [low, middle, high, rest] = number.to_le_bytes();
        assert!(rest == 0, "{number} has no room in three bytes");
        [low, middle, high]
    };
    list.iter().flat_map(number).collect()
}

/// A table by hash of so many things; see `Laid::slots`.
fn slots(hashes: impl ExactSizeIterator<Item = Hash>) -> Vec<u32> {
    assert!(hashes.len() < (1 << 24) - 1, "a slot has no room for the number");
    let mut slots = vec![0_u32; (hashes.len() * 3 / 2 + 2).next_power_of_two()];
    for (number, hash) in hashes.enumerate() {
        let mut at = hash.bits() as usize & (slots.len() - 1);
        while slots[at] != 0 {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = hash.bits() >> 24 << 24 | (number as u32 + 1);
    }
    slots
}

/// A list with the words of its patterns as a tree: see `src/languages/listed.rs`.
fn lay_list(name: &str, rows: &[Row], words_of: impl Fn(u32) -> Vec<u32>, pattern_of: impl Fn(u32) -> String, files: &Files) -> String {
    /// Where a phrase can end: the steps on from there by word, and the rows that end there.
    #[derive(Default)]
    struct Node {
        steps: BTreeMap<u32, usize>,
        rows: Vec<u32>,
    }
    let mut nodes = vec![Node::default()];
    let (mut words, mut seen) = (Vec::new(), BTreeSet::new());
    for (number, row) in rows.iter().enumerate() {
        let mut node = 0;
        for word in words_of(row.pattern) {
            if seen.insert(word) {
                words.push(word);
            }
            let next = nodes.len();
            node = *nodes[node].steps.entry(word).or_insert(next);
            if node == next {
                nodes.push(Node::default());
            }
        }
        if node == 0 {
            let (tag, pattern) = (files.tag, pattern_of(row.pattern));
            println!(
                "cargo::error=the language pack {tag} has no such ending, or no word, in {pattern:?} of the list {name}; endings stand in its profile.toml"
            );
            continue;
        }
        nodes[node].rows.push(number as u32);
    }
    let (mut steps, mut step_ends, mut told, mut row_ends, mut order) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), vec![0; rows.len()]);
    for node in &nodes {
        steps.extend(node.steps.iter().flat_map(|(word, node)| [*word, *node as u32]));
        step_ends.push((steps.len() / 2) as u32);
        for number in &node.rows {
            order[*number as usize] = (told.len() / 4) as u32;
            told.extend(rows[*number as usize].told);
        }
        row_ends.push((told.len() / 4) as u32);
    }
    let mut out = format!("List {{ name: {name:?}, ");
    let parts = [
        ("words", short(&words)),
        ("steps", short(&steps)),
        ("step_ends", short(&step_ends)),
        ("rows", short(&told)),
        ("row_ends", short(&row_ends)),
        ("order", short(&order)),
    ];
    for (part, bytes) in parts {
        out += &format!("{part}: laid::numbers(include_bytes!({:?})), ", files.write(&format!("list.{name}.{part}"), &bytes));
    }
    out + "}"
}

fn read(path: &Path) -> Option<toml::Table> {
    toml::from_str(&std::fs::read_to_string(path).unwrap_or_default()).ok()
}

/// A table in its quick form; what is not TOML stops the build.
fn quick(path: &Path, strings: &mut Strings) -> Vec<u8> {
    let mut out = Vec::new();
    match toml::from_str(&std::fs::read_to_string(path).unwrap_or_default()) {
        Ok(table) => section(&table, strings, &mut out),
        Err(error) => println!("cargo::error={}: {}", path.display(), error.to_string().trim_end().replace('\n', "\ncargo::error=")),
    }
    out
}

fn section(table: &toml::Table, strings: &mut Strings, out: &mut Vec<u8>) {
    out.push(b't');
    out.extend((table.len() as u32).to_le_bytes());
    for (key, value) in table {
        string(strings.number(key, false), out);
        self::value(value, strings, out);
    }
}

fn value(value: &toml::Value, strings: &mut Strings, out: &mut Vec<u8>) {
    match value {
        toml::Value::String(text) => string(strings.number(text, true), out),
        toml::Value::Integer(number) => {
            out.push(b'i');
            out.extend(number.to_le_bytes());
        }
        toml::Value::Float(number) => {
            out.push(b'f');
            out.extend(number.to_le_bytes());
        }
        toml::Value::Boolean(yes) => out.push(if *yes { b'y' } else { b'n' }),
        // No table has one; a reader that wants one reads the table as it is written.
        toml::Value::Datetime(time) => string(strings.number(&time.to_string(), false), out),
        toml::Value::Array(list) => {
            out.push(b'l');
            out.extend((list.len() as u32).to_le_bytes());
            list.iter().for_each(|item| self::value(item, strings, out));
        }
        toml::Value::Table(table) => section(table, strings, out),
    }
}

fn string(number: u32, out: &mut Vec<u8>) {
    out.push(b's');
    out.extend(number.to_le_bytes());
}

/// The letters of a profile, as far as folding asks for them.
fn letters(profile: Option<&toml::Table>) -> normalise::Letters {
    let strings_of = |value: Option<&toml::Value>| -> BTreeMap<String, String> {
        let pairs = value.and_then(toml::Value::as_table).into_iter().flatten();
        pairs.filter_map(|(key, value)| value.as_str().map(|value| (key.clone(), value.to_owned()))).collect()
    };
    let letters = profile.and_then(|profile| profile.get("letters"));
    let mut folded = strings_of(letters.and_then(|letters| letters.get("fold")));
    for dropped in letters.and_then(|letters| letters.get("drop")?.as_array()).into_iter().flatten().filter_map(toml::Value::as_str) {
        folded.insert(dropped.to_owned(), String::new());
    }
    normalise::Letters::new(folded.iter().filter_map(|(from, to)| Some((from.chars().next()?, to.as_str()))))
}

/// The strings of a pack.
#[derive(Default)]
struct Strings {
    numbers: HashMap<String, u32>,
    /// Each with whether it stands where a pattern can stand.
    all: Vec<(String, bool)>,
}

impl Strings {
    fn number(&mut self, text: &str, pattern: bool) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.all.push((text.to_owned(), pattern));
        } else {
            self.all[number as usize].1 |= pattern;
        }
        number
    }

    /// Lays out the strings, their words and the stems of these as files; gives the `Laid` that holds them.
    fn lay(&self, profile: Option<&toml::Table>, letters: &normalise::Letters, made: &Made, lists: &[(&str, Vec<Row>)], files: &Files) -> String {
        // As the program numbers them: in the order of their keys.
        let paradigms = profile.and_then(|profile| profile.get("paradigm")?.as_table()).into_iter().flatten().map(|(key, _)| key.as_str());
        let paradigms: BTreeSet<&str> = paradigms.collect();
        let paradigms: HashMap<&str, u16> = paradigms.into_iter().zip(0..).collect();

        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut stems: Vec<(String, Hash, Vec<u16>)> = Vec::new();
        let (mut strings, mut string_ends, mut cut) = (String::new(), Vec::new(), Vec::new());
        let mut room = String::new();
        for (text, pattern) in &self.all {
            strings.push_str(text);
            string_ends.push(strings.len() as u32);
            let mut words: Vec<(usize, usize)> = Vec::new();
            let mut add = |stem: &str, hash: Hash, paradigm: u16| {
                let next = stems.len();
                let at = *numbers.entry(stem.to_owned()).or_insert(next);
                if at == next {
                    stems.push((stem.to_owned(), hash, Vec::new()));
                }
                let known = &mut stems[at].2;
                let place = known.iter().position(|own| *own == paradigm).unwrap_or_else(|| {
                    known.push(paradigm);
                    known.len() - 1
                });
                words.push((at, place));
            };
            // What is no pattern has no words, and the program says why when somebody takes it for one.
            let told = *pattern && pattern::cut(text, letters, &mut room, |key| paradigms.get(key).copied(), &mut add).is_ok();
            cut.push(if told { words } else { Vec::new() });
        }
        let (mut stem_text, mut stem_ends, mut stem_words, mut word_paradigms) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        for (stem, _, own) in &stems {
            stem_text.push_str(stem);
            stem_ends.push(stem_text.len() as u32);
            word_paradigms.extend(own.iter().flat_map(|paradigm| paradigm.to_le_bytes()));
            stem_words.push((word_paradigms.len() / 2) as u32);
        }
        let (mut words, mut word_ends) = (Vec::new(), Vec::new());
        for own in &cut {
            let first = |stem: usize| stem.checked_sub(1).map_or(0, |before| stem_words[before]);
            words.extend(own.iter().map(|(stem, place)| first(*stem) + *place as u32));
            word_ends.push(words.len() as u32);
        }
        let slots = slots(stems.iter().map(|(_, hash, _)| *hash));
        let mut out = "Laid { ".to_owned();
        for (name, text) in [("strings", strings), ("stems", stem_text)] {
            out += &format!("{name}: include_str!({:?}), ", files.write(name, &text.into_bytes()));
        }
        // Looked up by the bytes of the key, so that the highest stands first.
        let keys = |counts: &BTreeMap<u64, [u32; 2]>| counts.keys().flat_map(|key| key.to_be_bytes()).collect::<Vec<u8>>();
        let counts = |counts: &BTreeMap<u64, [u32; 2]>| bytes(&counts.values().flatten().copied().collect::<Vec<u32>>());
        let [triples, pairs] = made.count();
        for (name, bytes) in [
            ("paradigms", word_paradigms),
            ("string_ends", short(&string_ends)),
            ("word_ends", short(&word_ends)),
            ("words", short(&words)),
            ("stem_ends", short(&stem_ends)),
            ("stem_words", short(&stem_words)),
            ("slots", bytes(&slots)),
            ("triples", keys(&triples)),
            ("triple_counts", counts(&triples)),
            ("pairs", keys(&pairs)),
            ("pair_counts", counts(&pairs)),
        ] {
            out += &format!("{name}: laid::numbers(include_bytes!({:?})), ", files.write(name, &bytes));
        }
        let words_of = |string: u32| {
            let start = string.checked_sub(1).map_or(0, |before| word_ends[before as usize]);
            words[start as usize..word_ends[string as usize] as usize].to_vec()
        };
        let lists: Vec<String> =
            lists.iter().map(|(name, rows)| lay_list(name, rows, words_of, |string| self.all[string as usize].0.clone(), files)).collect();
        out + &format!("letters: {}, lists: &[{}] }}", made.letters(), lists.join(", "))
    }
}

/// Where the files of a pack are written.
struct Files<'a> {
    folder: &'a Path,
    tag: &'a str,
}

impl Files<'_> {
    /// Writes one and gives its path.
    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.join(format!("{}.{name}", self.tag));
        std::fs::write(&path, bytes).expect("the build folder can be written");
        path.display().to_string()
    }
}

/// The tables whose words are counted: one by name, and those of two folders.
fn is_counted(table: &str) -> bool {
    table == "name" || table.starts_with("lexicon/") || table.starts_with("gazetteer/")
}

/// Whether a section of such a table has names or words; `None` if it says nothing.
fn kind(section: &str) -> Option<usize> {
    match section {
        "given" | "city" => Some(triples::NAME),
        "concept" | "title" | "saying" | "place-word" | "org-word" => Some(triples::WORD),
        _ => None,
    }
}

/// The words of a language's tables, for the measure of how a name is made.
#[derive(Default)]
struct Made {
    /// Each with what it is; what is both is a name.
    kinds: BTreeMap<String, usize>,
}

impl Made {
    /// Adds a table of sections of lists; another table says nothing.
    fn add_all(&mut self, table: &toml::Table, letters: &normalise::Letters) {
        for (section, entries) in table.iter().filter_map(|(section, entries)| Some((section, entries.as_table()?))) {
            for pattern in entries.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_str) {
                self.add(section, pattern, letters);
            }
        }
    }

    /// Adds a pattern of a section.
    fn add(&mut self, section: &str, pattern: &str, letters: &normalise::Letters) {
        let Some(kind) = kind(section) else { return };
        for word in pattern.split_whitespace() {
            // The citation form; what follows a colon names a paradigm.
            let word = letters.fold(&word.split(':').next().unwrap_or(word).replace('|', ""));
            if word.chars().all(normalise::is_letter) && word.chars().nth(triples::SHORTEST - 1).is_some() {
                let known = self.kinds.entry(word).or_insert(kind);
                *known = kind.min(*known);
            }
        }
    }

    /// The counts of all triples and of all their first two letters, and how many letters there are.
    fn count(&self) -> [BTreeMap<u64, [u32; 2]>; 2] {
        let [mut all, mut pairs] = [BTreeMap::new(), BTreeMap::new()];
        for (word, kind) in &self.kinds {
            for triple in triples::triples(word) {
                all.entry(triple).or_insert([0, 0])[*kind] += 1;
                pairs.entry(triples::first_two(triple)).or_insert([0, 0])[*kind] += 1;
            }
        }
        [all, pairs]
    }

    /// How many letters the words are made of.
    fn letters(&self) -> usize {
        self.kinds.keys().flat_map(|word| word.chars()).collect::<BTreeSet<char>>().len()
    }
}

/// The tables under a folder: `money`, `lexicon/law`. Examples are for tests and stay out of the program.
fn collect(folder: &Path, prefix: &str, tables: &mut BTreeMap<String, PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, &format!("{prefix}{}/", name(&path)), tables);
        } else if let Some(table) = name(&path).strip_suffix(".toml").filter(|table| !table.ends_with(".examples")) {
            tables.insert(format!("{prefix}{table}"), path);
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).expect("the folder is readable").flatten().map(|entry| entry.path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
