//! How well sentences are aligned, on cases whose alignment is known; what each kind of evidence adds, and what scores mean.
//!
//! `cargo run --example alignment -- CASES.jsonl [--without EVIDENCE]... [--each] [--scores] [--lexicon FILE]`
//!
//! A case is `{"id", "pair": "eng-arb", "level", "a": [sentence, ...], "b": [...], "gold": [[[0], [0]], [[1, 2], [1]], [[3], []], ...]}` on a line.
//! `--without` leaves a kind of evidence out, `--each` does so for each kind in turn, `--scores` shows how many beads of each tenth of the score are right.

#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use variorum::align::{Bead, Evidence, Item, ItemKind, align};
use variorum::extract::{Extractor, evidence};
use variorum::lexicon::Lexicon;
use variorum::segment::Mode;
use variorum::{check, text::Edition};

/// Kinds of evidence that can be left out.
const KINDS: [&str; 8] = ["facts", "foreign words", "names", "lexicon", "cognates", "learnt words", "marks", "length"];

struct Case {
    level: String,
    sides: Vec<Vec<Evidence>>,
    gold: BTreeSet<Vec<Vec<usize>>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut without, mut each, mut scores, mut lexicon) = (None, Vec::new(), false, false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without" => {
                without.push(arguments.next().filter(|kind| KINDS.contains(&kind.as_str())).ok_or(format!("--without takes one of {KINDS:?}"))?)
            }
            "--lexicon" => lexicon = Some(Lexicon::read(arguments.next().ok_or("--lexicon takes a file")?.as_ref())?),
            "--each" => each = true,
            "--scores" => scores = true,
            _ => file = Some(argument),
        }
    }
    let text = std::fs::read_to_string(file.ok_or("name the file of cases")?)?;
    let cases = text.lines().filter(|line| !line.trim().is_empty()).map(|line| read(line, lexicon.as_ref()));
    let cases = cases.collect::<Result<Vec<Case>, Box<dyn Error>>>()?;
    report("all", &cases, &without, scores);
    for kind in KINDS.iter().filter(|_| each) {
        report(kind, &cases, &[(*kind).to_owned()], scores);
    }
    Ok(())
}

fn read(line: &str, lexicon: Option<&Lexicon>) -> Result<Case, Box<dyn Error>> {
    let case: serde_json::Value = serde_json::from_str(line)?;
    let word = |key: &str| case[key].as_str().map(str::to_owned).ok_or(format!("a case has no {key:?}"));
    let pair = word("pair")?;
    let tags = pair.split('-').map(|tag| match tag {
        "eng" => "en",
        "arb" => "ar",
        "rus" => "ru",
        tag => tag,
    });
    let mut sides: Vec<(&str, Vec<Evidence>)> = Vec::new();
    for (tag, key) in tags.zip(["a", "b", "c"]) {
        let lines: Vec<String> = serde_json::from_value(case[key].clone())?;
        let edition = Edition { id: tag.to_owned(), language: tag.to_owned(), text: lines.join("\n").into(), published: None };
        let read = check::read_all(std::slice::from_ref(&edition), Mode::Line)?.remove(0);
        sides.push((tag, evidence(Extractor::get(tag)?, &edition.text, &read.sentences, &read.extracted)));
    }
    if let Some(lexicon) = lexicon {
        lexicon.enrich(&mut sides);
    }
    let sides = sides.into_iter().map(|(_, sentences)| sentences).collect();
    Ok(Case { level: word("level")?, sides, gold: serde_json::from_value(case["gold"].clone())? })
}

/// The evidence without some of its kinds.
fn reduced(side: &[Evidence], without: &[String]) -> Vec<Evidence> {
    let leaves = |kind: &str| without.iter().any(|left_out| left_out == kind);
    let kept = |item: &Item<'_>| match item.kind {
        ItemKind::Figure => !leaves("facts"),
        ItemKind::Foreign => !leaves("foreign words"),
        ItemKind::Name => !leaves("names"),
        ItemKind::Concept => !leaves("lexicon"),
        ItemKind::Mark => !leaves("marks"),
        ItemKind::Word => true,
    };
    let of = |sentence: &Evidence| {
        let length = if leaves("length") { 100 } else { sentence.length };
        let items = sentence.items().filter(kept).map(|item| Item {
            keys: if leaves("cognates") && item.kind == ItemKind::Word { &[] } else { item.keys },
            word: if leaves("learnt words") { 0 } else { item.word },
            ..item
        });
        Evidence::new(length, sentence.paragraph, items)
    };
    side.iter().map(of).collect()
}

#[derive(Default)]
struct Figures {
    /// Beads with no empty side: right, said, in the answer.
    beads: [usize; 3],
    /// Sentences without counterpart: the same.
    lone: [usize; 3],
}

fn report(name: &str, cases: &[Case], without: &[String], scores: bool) {
    let mut levels: BTreeMap<String, Figures> = BTreeMap::new();
    // By tenth of the score: right and all, of beads that editions share and of those that stand alone.
    let mut tenths = [[[0_usize; 2]; 10]; 2];
    for case in cases {
        let sides: Vec<Vec<Evidence>> = case.sides.iter().map(|side| reduced(side, without)).collect();
        let beads = align(&sides.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let level = format!("{}{}", case.level, if sides.len() > 2 { ", three" } else { "" });
        let figures = levels.entry(level).or_default();
        let said: BTreeSet<Vec<Vec<usize>>> = beads.iter().map(|bead| bead.sentences.clone()).collect();
        let (full, right) = (said.iter().filter(|bead| whole(bead)), case.gold.iter().filter(|bead| whole(bead)));
        figures.beads[1] += full.clone().count();
        figures.beads[2] += right.count();
        figures.beads[0] += full.filter(|bead| case.gold.contains(*bead)).count();
        let (said, answer) = (lone(&said), lone(&case.gold));
        figures.lone = [figures.lone[0] + said.intersection(&answer).count(), figures.lone[1] + said.len(), figures.lone[2] + answer.len()];
        for Bead { sentences, score } in &beads {
            let alone = sentences.iter().filter(|own| !own.is_empty()).count() < 2;
            let own = sentences.iter().enumerate().flat_map(|(side, own)| own.iter().map(move |at| (side, *at)));
            let right = if alone { own.into_iter().all(|place| answer.contains(&place)) } else { case.gold.contains(sentences) };
            let tenth = &mut tenths[usize::from(alone)][((score * 10.0) as usize).min(9)];
            *tenth = [tenth[0] + usize::from(right), tenth[1] + 1];
        }
    }
    let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    for (level, Figures { beads, lone }) in levels {
        let f1 = share(2 * beads[0], beads[1] + beads[2]);
        println!("{name:<14} {level:<16} beads F1 {f1:5.1}   lone P {:5.1} R {:5.1}", share(lone[0], lone[1]), share(lone[0], lone[2]));
    }
    for (kind, tenths) in ["shared", "alone"].iter().zip(tenths).filter(|_| scores) {
        let cells = tenths.iter().enumerate().filter(|(_, [_, all])| *all > 0);
        println!("{kind:<8}{}", cells.map(|(at, [right, all])| format!(" .{at}: {:.0}% of {all}", share(*right, *all))).collect::<String>());
    }
}

fn whole(bead: &[Vec<usize>]) -> bool {
    bead.iter().all(|own| !own.is_empty())
}

/// Sentences that no bead joins with another edition, by edition and number.
fn lone(beads: &BTreeSet<Vec<Vec<usize>>>) -> BTreeSet<(usize, usize)> {
    let alone = beads.iter().filter(|bead| bead.iter().filter(|own| !own.is_empty()).count() < 2);
    alone.flat_map(|bead| bead.iter().enumerate().flat_map(|(side, own)| own.iter().map(move |at| (side, *at)))).collect()
}
