//! The weights of [`super::change`] and [`super::opposite`], fitted to the stories of `tests/stories`: to negations and contraries that were planted there by
//! hand, and to negations such as a slip of the pen adds.

use super::change::{self, GAINED, LOST, gained, lost};
use super::opposite::{self, Opposite, WEIGHTS, WEIGHTS_OF_TWO, opposites};
use super::{Clause, Side, negation};
use crate::check::{align_all, read_all};
use crate::facts::contrary::Contraries;
use crate::segment::Mode;
use crate::text::Edition;
use std::collections::BTreeSet;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "ar", "ru"];

/// How strongly weights are drawn to nothing.
const PENALTY: f64 = 2.0;

/// What `of` makes of every bead of some editions that is looked at.
fn beads<T>(lines: &[(usize, &[String])], mut of: impl FnMut(&[Clause<'_>], f64, &Contraries) -> Vec<T>) -> Vec<T> {
    let edition = |(at, lines): &(usize, &[String])| {
        let language = LANGUAGES[*at];
        Edition { id: language.into(), language: language.into(), text: lines.join("\n").into(), published: None }
    };
    let editions: Vec<Edition> = lines.iter().map(edition).collect();
    let read = read_all(&editions, Mode::Auto).expect("there are packs");
    let beads = align_all(&editions, &read).expect("there are packs");
    let contraries = Contraries::get().expect("the table can be read");
    let sides: Vec<Side<'_>> =
        editions.iter().zip(&read).map(|(edition, read)| Side { edition, sentences: &read.sentences, extracted: &read.extracted }).collect();
    let mut out = Vec::new();
    for bead in &beads {
        let few = bead.sentences.iter().all(|own| (1..=super::MOST).contains(&own.len()));
        if !few || bead.score < super::SURE {
            continue;
        }
        let clauses: Vec<Clause<'_>> = (0..sides.len()).map(|at| Clause::new(&sides[at], at, &bead.sentences[at], contraries)).collect();
        out.extend(of(&clauses, bead.score, contraries));
    }
    out
}

/// The text of an edition's sentences.
fn text(clause: &Clause<'_>) -> String {
    clause.whole().of(&clause.side.edition.text).to_owned()
}

/// What a negation lost or gained is told by: the signs of every bead in which one edition may have lost or gained one, with that edition's sentences.
fn changes(lines: &[Vec<String>; 3]) -> Vec<(bool, change::Signs, usize, String)> {
    let all: Vec<(usize, &[String])> = lines.iter().enumerate().map(|(at, lines)| (at, lines.as_slice())).collect();
    beads(&all, |clauses, score, contraries| {
        if clauses.iter().filter(|clause| clause.sentences.len() > 1).count() > 1 {
            return Vec::new();
        }
        let plain = negation::plain(clauses);
        let both = [lost(plain.as_deref().unwrap_or(clauses), score, contraries), gained(clauses, score, contraries)];
        both.into_iter().flatten().map(|change| (change.gained, change.signs, change.odd, text(&clauses[change.odd]))).collect()
    })
}

/// A word that may be the contrary of what the others have: its edition's place, what it says and what the others say, its sentences, its odds and signs.
struct Candidate {
    odd: usize,
    says: (&'static str, &'static str),
    sentences: String,
    odds: f64,
    signs: opposite::Signs,
}

/// Every such word of some editions.
fn candidates(lines: &[(usize, &[String])]) -> Vec<Candidate> {
    beads(lines, |clauses, _, contraries| {
        let candidate = |found: Opposite<'_>| Candidate {
            odd: found.odd,
            says: (found.own.id(), found.theirs.id()),
            sentences: text(&clauses[found.odd]),
            odds: found.odds(),
            signs: found.signs,
        };
        opposites(clauses, contraries).into_iter().map(candidate).collect()
    })
}

/// Of every so many lines one gets such a slip.
const EVERY: usize = 4;

/// Words before or after which a slip puts a negation, and what then stands there.
const SLIPS: [&[(&str, &str)]; 3] = [
    &[
        (" was ", " was not "),
        (" were ", " were not "),
        (" is ", " is not "),
        (" are ", " are not "),
        (" will ", " will not "),
        (" would ", " would not "),
        (" can ", " cannot "),
        (" could ", " could not "),
        (" may ", " may not "),
        (" should ", " should not "),
        (" has ", " has not "),
        (" have ", " have not "),
        (" had ", " had not "),
        (" must ", " must not "),
    ],
    &[
        (" كان ", " لم يكن "),
        (" كانت ", " لم تكن "),
        (" وكان ", " ولم يكن "),
        (" وكانت ", " ولم تكن "),
        (" تم ", " لم يتم "),
        (" وتم ", " ولم يتم "),
        (" يمكن ", " لا يمكن "),
        (" سي", " لن ي"),
        (" ست", " لن ت"),
        (" وسي", " ولن ي"),
        (" وست", " ولن ت"),
        (" يجب ", " لا يجب "),
        (" ينبغي ", " لا ينبغي "),
        (" يوجد ", " لا يوجد "),
        (" تزال ", " لا تزال "),
    ],
    &[
        (" был ", " не был "),
        (" была ", " не была "),
        (" было ", " не было "),
        (" были ", " не были "),
        (" будет ", " не будет "),
        (" будут ", " не будут "),
        (" может ", " не может "),
        (" могут ", " не могут "),
        (" стал ", " не стал "),
        (" стала ", " не стала "),
        (" стали ", " не стали "),
        (" должен ", " не должен "),
        (" должны ", " не должны "),
        (" смог ", " не смог "),
        (" смогли ", " не смогли "),
        (" является ", " не является "),
        (" удалось ", " не удалось "),
    ],
];

/// A story's lines by language, and its planted errors of a class: edition, line, and the line with the error.
struct Story {
    lines: [Vec<String>; 3],
    planted: Vec<(usize, usize, String)>,
}

fn stories(class: &str) -> Vec<Story> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut stories: Vec<_> = std::fs::read_dir(home).expect("the stories are there").flatten().map(|entry| entry.path()).collect();
    stories.retain(|path| path.is_dir());
    stories.sort();
    let read = |story: &std::path::PathBuf| {
        let text = |name: &str| std::fs::read_to_string(story.join(name)).expect("a story has its files");
        let lines = LANGUAGES.map(|language| text(&format!("{language}.txt")).lines().map(str::to_owned).collect::<Vec<_>>());
        let mut planted = Vec::new();
        for row in text("planted.tsv").lines().skip(1) {
            let [edition, its, line, before, after] = row.split('\t').collect::<Vec<_>>()[..] else { continue };
            if its == class {
                let edition = LANGUAGES.iter().position(|language| *language == edition).expect("one of the languages");
                let line = line.parse::<usize>().expect("a line") - 1;
                planted.push((edition, line, lines[edition][line].replacen(before, after, 1)));
            }
        }
        Story { lines, planted }
    };
    stories.iter().map(read).collect()
}

/// Signs of the beads of all stories, and whether a negation was lost or gained: of gains first, then of losses.
fn examples() -> [Vec<(change::Signs, bool)>; 2] {
    let mut out = [Vec::new(), Vec::new()];
    for (number, Story { lines, mut planted }) in stories("negation").into_iter().enumerate() {
        let clean = changes(&lines);
        let known: BTreeSet<(bool, usize, String)> = clean.iter().map(|(gained, _, odd, sentences)| (*gained, *odd, sentences.clone())).collect();
        out[0].extend(clean.iter().filter(|(gained, ..)| *gained).map(|(_, signs, ..)| (*signs, false)));
        out[1].extend(clean.iter().filter(|(gained, ..)| !*gained).map(|(_, signs, ..)| (*signs, false)));
        let by_hand = planted.len();
        for (edition, slips) in SLIPS.iter().enumerate() {
            for line in (0..lines[edition].len()).filter(|line| (line + edition + number) % EVERY == 0) {
                let own = &lines[edition][line];
                let mut others = slips.iter().cycle().skip(number % slips.len()).take(slips.len());
                planted
                    .extend(others.find(|(plain, _)| own.contains(plain)).map(|(plain, negated)| (edition, line, own.replacen(plain, negated, 1))));
            }
        }
        for (at, (edition, line, told)) in planted.into_iter().enumerate() {
            let mut lines = lines.clone();
            lines[edition][line] = told.clone();
            for (gained, signs, odd, sentences) in changes(&lines) {
                let here = odd == edition && (told.contains(&sentences) || sentences.contains(&told));
                // A slip that takes a negation away was planted by hand.
                if here && (gained || at < by_hand) && !known.contains(&(gained, odd, sentences)) {
                    out[usize::from(!gained)].push((signs, true));
                }
            }
        }
    }
    out
}

/// Signs of the words that may be contraries, and whether they were planted: of all three editions of the stories first, then of every two.
fn contraries() -> [Vec<(opposite::Signs, bool)>; 2] {
    let mut out = [Vec::new(), Vec::new()];
    for Story { lines, planted } in stories("antonym") {
        for (which, some) in [(0, [0, 1, 2].as_slice()), (1, &[0, 1]), (1, &[0, 2]), (1, &[1, 2])] {
            let of = |lines: &[Vec<String>; 3]| candidates(&some.iter().map(|at| (*at, lines[*at].as_slice())).collect::<Vec<_>>());
            let clean = of(&lines);
            let key = |found: &Candidate| (found.odd, found.says, found.sentences.clone());
            let known: BTreeSet<_> = clean.iter().map(key).collect();
            out[which].extend(clean.iter().map(|found| (found.signs, false)));
            for (edition, line, told) in &planted {
                let Some(place) = some.iter().position(|at| at == edition) else { continue };
                let mut lines = lines.clone();
                lines[*edition][*line] = told.clone();
                let here = |found: &Candidate| found.odd == place && (told.contains(&found.sentences) || found.sentences.contains(told));
                // Of several words that the error makes contraries the likeliest is told.
                let found = of(&lines).into_iter().filter(|found| here(found) && !known.contains(&key(found)));
                out[which].extend(found.max_by(|a, b| a.odds.total_cmp(&b.odds)).map(|found| (found.signs, true)));
            }
        }
    }
    out
}

/// Weights by iteratively reweighted least squares; the first is free.
fn fit<const COUNT: usize>(examples: &[([f64; COUNT], bool)]) -> [f64; COUNT] {
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
    let [gains, losses] = examples();
    check("a negation was gained", &gains, GAINED);
    check("a negation was lost", &losses, LOST);
    let [three, two] = contraries();
    check("a word was turned into its contrary", &three, WEIGHTS);
    check("a word of two editions was turned into its contrary", &two, WEIGHTS_OF_TWO);
}

/// Whether the weights that are in are those of the examples.
fn check<const COUNT: usize>(what: &str, examples: &[([f64; COUNT], bool)], weights: [f64; COUNT]) {
    let fitted = fit(examples);
    let changed = examples.iter().filter(|(_, changed)| *changed).count();
    let told: Vec<String> = fitted.iter().map(|weight| format!("{weight:.2}")).collect();
    let off = fitted.iter().zip(weights).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
    assert!(off < 0.35, "of {} examples, {changed} of which say that {what}: [{}]", examples.len(), told.join(", "));
}

#[test]
fn equations_are_solved() {
    let found = solve([[0.0, 2.0, 1.0], [1.0, -1.0, 0.0], [3.0, 0.0, -2.0]], [7.0, -1.0, -3.0]);
    assert!(found.iter().zip([1.0, 2.0, 3.0]).all(|(found, known)| (found - known).abs() < 1e-9), "{found:?}");
}

#[test]
fn what_always_goes_with_a_loss_weighs_for_it() {
    let example = |sign: f64| {
        let mut signs = [0.0; LOST.len()];
        (signs[0], signs[1]) = (1.0, sign);
        signs
    };
    let examples: Vec<(change::Signs, bool)> = (0..40).map(|at| (example(f64::from(at % 2)), at % 2 == 1)).collect();
    let weights = fit(&examples);
    assert!(weights[1] > 1.0 && weights[0] < 0.0 && weights[2].abs() < 1e-9, "{weights:?}");
}
