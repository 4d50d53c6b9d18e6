//! Who may use whom: the table of `docs/architecture.md`, held against the code.

use std::path::{Path, PathBuf};

/// Each module with those below it that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("error", &[]),
    ("normalise", &["text"]),
    ("languages", &["text", "error", "normalise"]),
    ("ingest", &["text", "error", "languages"]),
    ("segment", &["text", "error", "normalise", "languages"]),
    ("facts", &["text", "error", "normalise", "languages"]),
    ("align", &["text"]),
    ("lexicon", &["text", "error", "align"]),
    ("extract", &["text", "error", "normalise", "languages", "facts", "align", "lexicon"]),
    ("compare", &["text", "error", "normalise", "languages", "facts", "align", "extract"]),
    ("report", &["text", "facts", "align", "compare"]),
    ("correct", &["text", "error", "languages", "facts", "compare", "report"]),
    ("house", &["text", "error", "languages", "facts", "compare", "report"]),
    ("check", &["text", "error", "languages", "segment", "facts", "align", "extract", "compare", "report", "correct", "lexicon"]),
    ("archive", &["text", "error", "languages", "ingest", "compare", "report", "house"]),
];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn nobody_uses_what_stands_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut wrong = Vec::new();
    for file in all {
        let path = file.strip_prefix(&source).expect("the file is in src");
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        let module = path.iter().next().unwrap_or_default().to_string_lossy().trim_end_matches(".rs").to_owned();
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        let text = std::fs::read_to_string(&file).expect("source is text");
        // What a file's tests use is their own affair; they stand at its end or in a file `tests.rs`.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let known = MAY_USE.iter().any(|(name, _)| *name == used);
                if known && used != module && !may.contains(&used.as_str()) {
                    wrong.push(format!("{} uses {used}: {line}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
