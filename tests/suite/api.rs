//! The public interface of the library, held against `tests/suite/api.txt`: a change of it is seen in review and told in the changelog.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite api` writes the list anew. It is read from the source as rustfmt leaves it: one line an item, with the module that it stands
//! in; the lint `unreachable_pub` sees to it that nothing is public there that nobody can reach.

use std::path::{Path, PathBuf};

/// The public items of one file, each with where it stands.
fn items(module: &str, code: &str, out: &mut Vec<String>) {
    // Indentation and head of what is around: a type, a trait, an implementation.
    let mut around: Vec<(usize, String)> = Vec::new();
    let mut rest = code;
    while let Some(line) = rest.lines().next() {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        let here = rest;
        rest = rest.get(line.len() + 1..).unwrap_or("");
        if text.is_empty() || text.starts_with("//") || text.starts_with("#[") {
            continue;
        }
        around.retain(|(depth, _)| *depth < indent);
        let head = signature(&here[indent..]);
        let within = around.last().map(|(_, head)| head.as_str());
        let listed = match within {
            // Variants and the items of a trait are as public as what they are in.
            Some(head) if head.starts_with("pub enum") => indent == 4 && text.starts_with(|c: char| c.is_ascii_uppercase()),
            Some(head) if head.starts_with("pub trait") => indent == 4 && ["fn ", "type ", "const "].iter().any(|word| text.starts_with(word)),
            Some(head) if head.starts_with("pub struct") => text.starts_with("pub "),
            Some(head) => indent == 4 && head.starts_with("impl") && text.starts_with("pub "),
            None => indent == 0 && text.starts_with("pub "),
        };
        if listed {
            let place = within.map_or_else(String::new, |head| format!("{} :: ", head.trim_end_matches(" {")));
            out.push(format!("{module}: {place}{head}"));
        }
        if indent == 0 && ["pub struct", "pub enum", "pub trait", "impl", "fn", "struct", "enum", "trait", "mod", "macro_rules!"].iter().any(|word| text.starts_with(word)) {
            around.push((indent, head));
        }
    }
}

/// An item up to its body, on one line.
fn signature(code: &str) -> String {
    let (mut depth, mut out) = (0_i32, String::new());
    let is_use = code.starts_with("pub use");
    for c in code.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if !is_use && depth == 0 => break,
            ';' if depth == 0 => break,
            ',' if depth == 0 && !is_use && !out.starts_with("pub fn") && !out.starts_with("impl") && !out.contains('<') => break,
            '\n' if depth == 0 && out.ends_with(',') && !is_use => break,
            _ => {}
        }
        out.push(c);
    }
    // The value of a constant is no part of its interface.
    let head = if out.starts_with("pub const") || out.starts_with("pub static") { out.split(" = ").next().unwrap_or(&out) } else { &out };
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
    head.trim_end_matches(',').replace("( ", "(").replace(", )", ")").replace("{ ", "{").replace(", }", "}").replace(" }", "}")
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).expect("the folder is readable").flatten().map(|entry| entry.path()).collect();
    found.sort();
    for path in found {
        match path.is_dir() {
            true if path.ends_with("src/bin") => {}
            true => files(&path, out),
            false if path.extension().is_some_and(|extension| extension == "rs") && path.file_stem().is_some_and(|stem| stem != "tests") => out.push(path),
            false => {}
        }
    }
}

#[test]
fn the_public_interface_is_as_it_is_written_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (source, list) = (root.join("src"), root.join("tests/suite/api.txt"));
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut out = Vec::new();
    for file in all {
        let name = file.strip_prefix(&source).expect("it is in src").with_extension("").to_string_lossy().replace(std::path::MAIN_SEPARATOR, "::");
        let module = name.trim_end_matches("::mod").to_owned();
        let text = std::fs::read_to_string(&file).expect("source is text");
        items(&module, text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default(), &mut out);
    }
    out.sort();
    let now = out.join("\n") + "\n";
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(&list, &now).expect("the list can be written");
    }
    let written = std::fs::read_to_string(&list).unwrap_or_default();
    let lacks = |one: &str, other: &str, sign: char| -> Vec<String> {
        let other: std::collections::BTreeSet<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    let changes = [lacks(&written, &now, '-'), lacks(&now, &written, '+')].concat();
    assert!(changes.is_empty(), "the public interface has changed; tell it in CHANGELOG.md and run SNAPSHOTS=overwrite cargo test --test suite api\n{}", changes.join("\n"));
}

#[test]
fn items_are_read_with_what_they_stand_in() {
    let code = "pub struct A<T> {\n    /// What.\n    pub a: Vec<(T, u8)>,\n    b: u8,\n}\n\nimpl<T> A<T> {\n    /// New.\n    pub fn new(\n        a: T,\n        b: u8,\n    ) -> Self {\n        todo\n    }\n\n    fn own(&self) {}\n}\n\npub enum E {\n    One,\n    Two(u8),\n}\n\npub use x::{Y, Z};\npub const N: u8 = 3;\nfn private() {\n    pub_like();\n}\npub(crate) fn inner() {}\n";
    let mut out = Vec::new();
    items("m", code, &mut out);
    let expected = [
        "m: pub struct A<T>",
        "m: pub struct A<T> :: pub a: Vec<(T, u8)>",
        "m: impl<T> A<T> :: pub fn new(a: T, b: u8) -> Self",
        "m: pub enum E",
        "m: pub enum E :: One",
        "m: pub enum E :: Two(u8)",
        "m: pub use x::{Y, Z}",
        "m: pub const N: u8",
    ];
    assert_eq!(out, expected);
}
