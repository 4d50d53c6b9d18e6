//! The weights of [`super::loss`], fitted to the stories of `tests/stories`.

use super::loss::{Signs, WEIGHTS, likeliest};
use super::{Clause, Side};
use crate::check::{align_all, read_all};
use crate::facts::contrary::Contraries;
use crate::segment::Mode;
use crate::text::Edition;
use std::collections::BTreeSet;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "ar", "ru"];

/// How strongly weights are drawn to nothing.
const PENALTY: f64 = 2.0;

/// What a lost negation is told by: the signs of every bead in which one edition may have lost one, with that edition's sentences.
fn losses(lines: &[Vec<String>; 3]) -> Vec<(Signs, usize, String)> {
    let edition =
        |at: usize| Edition { id: LANGUAGES[at].into(), language: LANGUAGES[at].into(), text: lines[at].join("\n").into(), published: None };
    let editions: Vec<Edition> = (0..3).map(edition).collect();
    let read = read_all(&editions, Mode::Auto).expect("there are packs");
    let beads = align_all(&editions, &read).expect("there are packs");
    let contraries = Contraries::get().expect("the table can be read");
    let sides: Vec<Side<'_>> =
        editions.iter().zip(&read).map(|(edition, read)| Side { edition, sentences: &read.sentences, extracted: &read.extracted }).collect();
    let mut out = Vec::new();
    for bead in &beads {
        let few = bead.sentences.iter().all(|own| (1..=super::MOST).contains(&own.len()));
        if !few || bead.score < super::SURE || bead.sentences.iter().filter(|own| own.len() > 1).count() > 1 {
            continue;
        }
        let clause = |at: usize| Clause::new(&sides[at], at, &bead.sentences[at], contraries);
        let clauses: Vec<Clause<'_>> = (0..3).map(clause).collect();
        if let Some(loss) = likeliest(&clauses, bead.score, contraries) {
            out.push((loss.signs, loss.odd.edition, loss.odd.whole().of(&loss.odd.side.edition.text).to_owned()));
        }
    }
    out
}

/// Signs of the beads of all stories, and whether a negation was lost.
fn examples() -> Vec<(Signs, bool)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut stories: Vec<_> = std::fs::read_dir(home).expect("the stories are there").flatten().map(|entry| entry.path()).collect();
    stories.retain(|path| path.is_dir());
    stories.sort();
    let mut out = Vec::new();
    for story in stories {
        let text = |name: &str| std::fs::read_to_string(story.join(name)).expect("a story has its files");
        let lines = LANGUAGES.map(|language| text(&format!("{language}.txt")).lines().map(str::to_owned).collect::<Vec<_>>());
        let clean = losses(&lines);
        let known: BTreeSet<(usize, String)> = clean.iter().map(|(_, odd, sentences)| (*odd, sentences.clone())).collect();
        out.extend(clean.into_iter().map(|(signs, ..)| (signs, false)));
        for row in text("planted.tsv").lines().skip(1) {
            let [edition, class, line, before, after] = row.split('\t').collect::<Vec<_>>()[..] else { continue };
            if class != "negation" {
                continue;
            }
            let edition = LANGUAGES.iter().position(|language| *language == edition).expect("one of the languages");
            let line = line.parse::<usize>().expect("a line") - 1;
            let mut lines = lines.clone();
            lines[edition][line] = lines[edition][line].replacen(before, after, 1);
            let told = lines[edition][line].clone();
            let lost = losses(&lines).into_iter().find(|(_, odd, sentences)| {
                *odd == edition && (told.contains(sentences) || sentences.contains(&told)) && !known.contains(&(*odd, sentences.clone()))
            });
            out.extend(lost.map(|(signs, ..)| (signs, true)));
        }
    }
    out
}

/// Weights by iteratively reweighted least squares; the first is free.
fn fit(examples: &[(Signs, bool)]) -> Signs {
    const COUNT: usize = WEIGHTS.len();
    let mut weights = [0.0; COUNT];
    for _ in 0..30 {
        let mut gradient = [0.0; COUNT];
        let mut hessian = [[0.0; COUNT]; COUNT];
        for at in 0..COUNT {
            let penalty = if at == 0 { 1e-6 } else { PENALTY };
            gradient[at] = -penalty * weights[at];
            hessian[at][at] = penalty;
        }
        for (signs, lost) in examples {
            let odds: f64 = signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
            let probable = 1.0 / (1.0 + (-odds).exp());
            for row in 0..COUNT {
                gradient[row] += signs[row] * (f64::from(u8::from(*lost)) - probable);
                for column in 0..COUNT {
                    hessian[row][column] += signs[row] * signs[column] * probable * (1.0 - probable);
                }
            }
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
        if step.iter().all(|step| step.abs() < 1e-6) {
            break;
        }
    }
    weights
}

/// Gaussian elimination with the greatest pivot first.
fn solve<const N: usize>(mut rows: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        let pivot = (at..N).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs())).unwrap_or(at);
        rows.swap(at, pivot);
        right.swap(at, pivot);
        for below in at + 1..N {
            let factor = rows[below][at] / rows[at][at];
            let above = rows[at];
            rows[below].iter_mut().zip(above).skip(at).for_each(|(own, above)| *own -= factor * above);
            right[below] -= factor * right[at];
        }
    }
    for at in (0..N).rev() {
        let known: f64 = (at + 1..N).map(|column| rows[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
}

#[test]
#[ignore = "reads every story hundreds of times; for when a sign or a table of negations has changed: just weigh"]
fn the_weights_are_those_of_the_stories() {
    let examples = examples();
    let weights = fit(&examples);
    let lost = examples.iter().filter(|(_, lost)| *lost).count();
    let told: Vec<String> = weights.iter().map(|weight| format!("{weight:.2}")).collect();
    let off = weights.iter().zip(WEIGHTS).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
    assert!(off < 0.35, "of {} beads in {lost} of which a negation was lost: [{}]", examples.len(), told.join(", "));
}

#[test]
fn equations_are_solved() {
    let found = solve([[0.0, 2.0, 1.0], [1.0, -1.0, 0.0], [3.0, 0.0, -2.0]], [7.0, -1.0, -3.0]);
    assert!(found.iter().zip([1.0, 2.0, 3.0]).all(|(found, known)| (found - known).abs() < 1e-9), "{found:?}");
}

#[test]
fn what_always_goes_with_a_loss_weighs_for_it() {
    let example = |sign: f64| {
        let mut signs = [0.0; WEIGHTS.len()];
        (signs[0], signs[1]) = (1.0, sign);
        signs
    };
    let examples: Vec<(Signs, bool)> = (0..40).map(|at| (example(f64::from(at % 2)), at % 2 == 1)).collect();
    let weights = fit(&examples);
    assert!(weights[1] > 1.0 && weights[0] < 0.0 && weights[2].abs() < 1e-9, "{weights:?}");
}
