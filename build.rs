//! Lists the tables of the language packs, so that a table is in the program by standing in its folder.
//!
//! Every pack must have the same tables: one that is missing stops the build with its name. An empty table means: nothing yet, on purpose.
//!
//! A table goes into the program twice: as JSON, which is read many times faster when the program starts, and as it was written, for messages
//! that name the line of a mistake. What is not TOML at all has no JSON, and the message then comes from reading it as written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=src/languages");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src/languages");
    let mut packs: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for folder in entries(&root).into_iter().filter(|path| path.join("profile.toml").is_file()) {
        let mut tables = BTreeMap::new();
        collect(&folder, "", &mut tables);
        packs.insert(name(&folder), tables);
    }
    let all: BTreeSet<String> = packs.values().flat_map(|tables| tables.keys().cloned()).collect();
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut out = String::from("&[\n");
    for (tag, tables) in &packs {
        for table in &all {
            if !tables.contains_key(table) {
                println!(
                    "cargo::error=the language pack {tag} lacks the table {table}.toml, which another pack has; write it, or leave it empty on purpose"
                );
            }
        }
        let _ = writeln!(out, "({tag:?}, &[");
        for (table, path) in tables {
            let quick = target.join(format!("{tag}.{}.json", table.replace('/', ".")));
            std::fs::write(&quick, json(path)).expect("the build folder can be written");
            let (written, quick) = (path.display().to_string(), quick.display().to_string());
            let _ = writeln!(out, "Table {{ name: {table:?}, written: include_str!({written:?}), quick: include_str!({quick:?}) }},");
        }
        out.push_str("]),\n");
    }
    out.push_str("]\n");
    std::fs::write(target.join("tables.rs"), out).expect("the build folder can be written");
}

/// A table as JSON; empty if it is not TOML.
fn json(path: &Path) -> String {
    let written = std::fs::read_to_string(path).unwrap_or_default();
    toml::from_str::<toml::Table>(&written).ok().and_then(|table| serde_json::to_string(&table).ok()).unwrap_or_default()
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
