//! `variorum names`: are two names of one person, place or organisation?

use super::{Done, Outcome};
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use variorum::facts::name::{Candidate, THRESHOLD};

/// Names that are kept ready; when there are more, all are forgotten, which bounds memory and costs little.
const KEPT: usize = 50_000;

pub fn run(names: &[String], pairs: Option<&Path>) -> Done {
    match (pairs, names) {
        (Some(file), _) => stream(file),
        (None, [left, right]) => explain(left, right),
        _ => Err("two names are needed, or --pairs FILE".into()),
    }
}

fn verdict(score: f64) -> &'static str {
    if score >= THRESHOLD { "same" } else { "different" }
}

fn stream(file: &Path) -> Done {
    let input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::with_capacity(1 << 18, File::open(file).map_err(|error| format!("{}: {error}", file.display()))?))
    };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut ready: FxHashMap<String, Candidate> = FxHashMap::default();
    for (at, line) in input.lines().enumerate() {
        let line = line?;
        let Some((left, right)) = line.split_once('\t') else {
            return Err(format!("{}: line {}: expected two names with a tab between them", file.display(), at + 1).into());
        };
        if ready.len() > KEPT {
            ready.clear();
        }
        for name in [left, right] {
            if !ready.contains_key(name) {
                ready.insert(name.to_owned(), Candidate::new(name));
            }
        }
        let score = ready[left].score(&ready[right]);
        writeln!(out, "{score:.4}\t{}", verdict(score))?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn explain(left: &str, right: &str) -> Done {
    let (a, b) = (Candidate::new(left), Candidate::new(right));
    let score = a.score(&b);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} ({score:.2}; {THRESHOLD} and more is the same)", verdict(score))?;
    for line in a.explain(&b) {
        writeln!(out, "  {line}")?;
    }
    Ok(Outcome::Done)
}
