//! `variorum names`: are two names of one person, place or organisation, and which of many is one?

use super::{Done, Outcome};
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use variorum::facts::name::{Candidate, Found, Index, THRESHOLD};
use variorum::report::visible;

/// Names that are kept ready; when there are more, all are forgotten, which bounds memory and costs little.
const KEPT: usize = 50_000;

pub fn run(names: &[String], pairs: Option<&Path>, among: Option<&Path>, best: Option<u32>) -> Done {
    match (pairs, among, names) {
        (Some(file), ..) => stream(file),
        (None, Some(file), _) => look_up(names, file, best),
        (None, None, [left, right]) => explain(left, right),
        _ => Err("two names are needed, or --pairs FILE, or --among FILE with any number of names".into()),
    }
}

fn verdict(score: f64) -> &'static str {
    if score >= THRESHOLD { "same" } else { "different" }
}

/// Writes a score with four digits, and the verdict.
fn answer(out: &mut impl Write, score: f64) -> std::io::Result<()> {
    let scaled = score * 1e4;
    // So near to the middle of two numbers, rounding is for the standard library, which knows all digits.
    if !(0.0..=1e4).contains(&scaled) || (scaled.fract() - 0.5).abs() < 1e-6 {
        return writeln!(out, "{score:.4}\t{}", verdict(score));
    }
    let mut rest = scaled.round() as u32;
    let mut text = *b"0.0000\t";
    for at in [5, 4, 3, 2, 0] {
        text[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.write_all(&text)?;
    out.write_all(verdict(score).as_bytes())?;
    out.write_all(b"\n")
}

fn stream(file: &Path) -> Done {
    let mut input = open(file)?;
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let (mut known, mut ready): (FxHashMap<String, usize>, Vec<Candidate>) = (FxHashMap::default(), Vec::new());
    let mut line = String::new();
    for at in 1_usize.. {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            break;
        }
        let pair = line.strip_suffix('\n').map_or(line.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
        let Some((left, right)) = pair.split_once('\t') else {
            return Err(format!("{}: line {at}: expected two names with a tab between them", file.display()).into());
        };
        if ready.len() > KEPT {
            known.clear();
            ready.clear();
        }
        let [left, right] = [left, right].map(|name| match known.get(name) {
            Some(at) => *at,
            None => {
                ready.push(Candidate::new(name));
                known.insert(name.to_owned(), ready.len() - 1);
                ready.len() - 1
            }
        });
        answer(&mut out, ready[left].score(&ready[right]))?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Opens a file, or standard input for `-`.
fn open(file: &Path) -> Result<Box<dyn BufRead>, String> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let opened = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 18, opened)))
}

/// The next name of a file with its line, which `at` counts; lines without a letter are passed over.
fn next(file: &Path, input: &mut dyn BufRead, at: &mut usize) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    loop {
        line.clear();
        *at += 1;
        let place = || format!("{}: line {at}", file.display());
        if input.read_until(b'\n', &mut line).map_err(|error| format!("{}: {error}", place()))? == 0 {
            return Ok(None);
        }
        let text = std::str::from_utf8(&line).map_err(|_| format!("{}: expected a name in UTF-8", place()))?;
        let text = text.trim_start_matches('\u{FEFF}').trim_end_matches(['\n', '\r']);
        if text.contains('\t') {
            return Err(format!("{}: expected one name, but there is a tab", place()));
        }
        if text.chars().any(char::is_alphabetic) {
            return Ok(Some(text.trim().to_owned()));
        }
    }
}

/// Looks names up among those of a file.
fn look_up(names: &[String], file: &Path, best: Option<u32>) -> Done {
    let stdin = Path::new("-");
    if names.is_empty() && file == stdin {
        return Err("the names to be looked up and those of --among cannot both come from standard input".into());
    }
    let (mut input, mut at, mut list) = (open(file)?, 0, Vec::new());
    while let Some(name) = next(file, &mut *input, &mut at)? {
        list.push((at, name));
    }
    if list.is_empty() {
        return Err(format!("{}: there is no name in it; expected one a line", file.display()).into());
    }
    let index = Index::new(list.iter().map(|(_, name)| Candidate::new(name)));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut answer_one = |name: &str| -> std::io::Result<()> {
        let wanted = Candidate::new(name);
        let mut found = best.map_or_else(|| index.same(&wanted), |best| index.nearest(&wanted, best as usize));
        if found.is_empty() {
            found = index.nearest(&wanted, 1);
        }
        let name = visible(name);
        for Found { at, score } in &found {
            let (line, other) = &list[*at];
            writeln!(out, "{name}\t{score:.4}\t{}\t{}\t{line}", verdict(*score), visible(other))?;
        }
        if found.is_empty() {
            writeln!(out, "{name}\t{:.4}\t{}\t\t", 0.0, verdict(0.0))?;
        }
        // Whoever sends one name after the other waits for each answer.
        out.flush()
    };
    for name in names {
        answer_one(name)?;
    }
    if names.is_empty() {
        let (mut input, mut at) = (open(stdin)?, 0);
        while let Some(name) = next(stdin, &mut *input, &mut at)? {
            answer_one(&name)?;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_written_as_the_standard_library_writes_them() {
        for n in 0..=20_000 {
            // Every number of four digits, the middle of every two, and what lies next to them.
            let score = f64::from(n) / 2e4;
            for score in [score, score + 3e-13, (score - 3e-13).max(0.0), score.next_up(), score.next_down().max(0.0)] {
                let mut out = Vec::new();
                answer(&mut out, score).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), format!("{score:.4}\t{}\n", verdict(score)));
            }
        }
    }
}
