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
    let mut input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::with_capacity(1 << 18, File::open(file).map_err(|error| format!("{}: {error}", file.display()))?))
    };
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
