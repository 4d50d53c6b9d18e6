//! Checks on the language tables themselves: what a speaker can get wrong when editing them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;
use variorum::languages::{Pack, TAGS, Vocabulary};

fn folder(tag: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages").join(tag)
}

/// Every table of a pack under a folder of it: name and content.
fn tables(tag: &str, under: &str) -> Vec<(String, Table)> {
    let folder = folder(tag).join(under);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let read = |file: PathBuf| {
        let source = std::fs::read_to_string(&file).expect("a table is readable");
        let table = source.parse::<Table>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file.file_stem().expect("a table has a name").to_string_lossy().into_owned(), table)
    };
    files.into_iter().map(read).collect()
}

/// All strings in a table, with the path of keys that leads there.
fn strings(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => out.push((path.to_owned(), text.clone())),
        Value::Array(list) => list.iter().for_each(|value| strings(value, path, out)),
        Value::Table(table) => table.iter().for_each(|(key, value)| strings(value, &format!("{path}.{key}"), out)),
        _ => {}
    }
}

/// Every file of a pack is in the list of `src/languages/mod.rs`, and so compiled in.
#[test]
fn every_table_is_in_the_list() {
    for tag in TAGS {
        let pack = Pack::get(tag).expect("the pack loads");
        for under in ["", "lexicon", "gazetteer"] {
            for (name, _) in tables(tag, under) {
                let name = if under.is_empty() { name } else { format!("{under}/{name}") };
                assert!(
                    name.ends_with(".examples") || pack.table::<toml::Table>(&name).is_ok(),
                    "{tag}/{name}.toml is not in the list of src/languages/mod.rs"
                );
            }
        }
    }
}

#[test]
fn tables_hold_no_invisible_characters_and_are_composed() {
    for tag in TAGS {
        for under in ["", "lexicon", "gazetteer"] {
            for (name, table) in tables(tag, under) {
                let mut all = Vec::new();
                strings(&Value::Table(table), &name, &mut all);
                for (path, text) in all {
                    let invisible =
                        |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
                    assert!(name.ends_with(".examples") || !text.contains(invisible), "{tag}: {path}: {text:?} holds an invisible character");
                    assert_eq!(text, text.nfc().collect::<String>(), "{tag}: {path}: {text:?} is not in NFC");
                }
            }
        }
    }
}

#[test]
fn every_pattern_can_be_read() {
    let mut wrong = Vec::new();
    for tag in TAGS {
        let pack = Pack::get(tag).expect("the pack loads");
        let mut vocabulary = Vocabulary::new(pack);
        for under in ["lexicon", "gazetteer"] {
            for (name, table) in tables(tag, under) {
                let mut all = Vec::new();
                strings(&Value::Table(table), &name, &mut all);
                for (path, text) in all.iter().filter(|(path, _)| !path.contains(".ambiguous.")) {
                    if let Err(message) = vocabulary.intern(text) {
                        wrong.push(format!("{tag}/{under}/{path}: {message}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The packs name the same concepts and terms, so that no language takes a side that another cannot answer.
#[test]
fn every_term_is_in_every_language() {
    let names = |tag: &str| -> BTreeSet<String> {
        let (_, table) = tables(tag, "").into_iter().find(|(name, _)| name == "terms").expect("every pack has terms");
        let concepts = table["concept"].as_table().expect("[concept] is a table").clone();
        concepts
            .into_iter()
            .flat_map(|(concept, words)| {
                let words: Vec<String> = words.as_table().expect("a concept has terms").keys().map(|word| format!("{concept}.{word}")).collect();
                assert!(words.len() > 1, "{tag}: {concept} has one term, which is no choice");
                words
            })
            .collect()
    };
    for tag in TAGS {
        assert_eq!(names(tag), names(TAGS[0]), "{tag}");
    }
}

/// What the lexicons say of each concept, by language: first of all, or `also`, or of those that are `silent`.
fn section(tag: &str, section: &str) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, table) in tables(tag, "lexicon") {
        for (id, forms) in table.get(section).into_iter().flat_map(|table| table.as_table().expect("a section is a table")) {
            let forms = forms.as_array().expect("forms are a list").iter().map(|form| form.as_str().expect("a form is a string").to_owned());
            let known = out.insert(id.clone(), forms.collect());
            assert!(known.is_none(), "{tag}/lexicon/{name}.toml: the concept {id} stands in another table as well");
        }
    }
    out
}

fn concepts(tag: &str) -> BTreeMap<String, Vec<String>> {
    section(tag, "concept")
}

/// What a word means besides is a concept of the lexicon, and no more than once; what names nothing has no other meaning.
#[test]
fn further_meanings_are_concepts() {
    let mut wrong = Vec::new();
    for tag in TAGS {
        let letters = Pack::get(tag).expect("the pack loads").profile.letters();
        let (first, also) = (concepts(tag), section(tag, "also"));
        let silent: BTreeSet<String> = section(tag, "silent").values().flatten().map(|form| letters.fold(form)).collect();
        assert!(!also.is_empty() && !silent.is_empty(), "{tag} has words of several meanings");
        for (id, forms) in &also {
            let Some(known) = first.get(id) else {
                wrong.push(format!("{tag}: there is no concept {id}"));
                continue;
            };
            let mut known: BTreeSet<String> = known.iter().map(|form| letters.fold(form)).collect();
            for form in forms {
                if !known.insert(letters.fold(form)) {
                    wrong.push(format!("{tag}: {form:?} stands twice under {id}"));
                }
                if silent.contains(&letters.fold(form)) {
                    wrong.push(format!("{tag}: {form:?} means {id} and is silent"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_concept_is_in_every_language() {
    let all: Vec<BTreeSet<String>> = TAGS.iter().map(|tag| concepts(tag).into_keys().collect()).collect();
    for (tag, own) in TAGS.iter().zip(&all) {
        for other in &all {
            let lacking: Vec<&String> = other.difference(own).collect();
            assert!(lacking.is_empty(), "{tag} lacks the concepts {lacking:?}");
        }
    }
    assert!(all[0].len() >= 1500, "the lexicon has shrunk to {} concepts", all[0].len());
}

#[test]
fn no_form_names_two_concepts() {
    let mut wrong = Vec::new();
    for tag in TAGS {
        let letters = Pack::get(tag).expect("the pack loads").profile.letters();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (id, forms) in concepts(tag) {
            for form in forms {
                if let Some(other) = seen.insert(letters.fold(&form), id.clone()).filter(|other| *other != id) {
                    wrong.push(format!("{tag}: {form:?} names both {other} and {id}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
