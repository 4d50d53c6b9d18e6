//! The pipeline and its stages: `cargo bench`. What is measured and what came out stands in `docs/benchmarks.md`.

#![allow(missing_docs, reason = "criterion's macros make the entry points")]

mod stories;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use variorum::check::{self, Options, Reader};
use variorum::facts::name::{Candidate, Index};
use variorum::segment::Mode;
use variorum::text::{Edition, Story};

/// A whole check of the samples, with the packs loaded.
fn check_samples(c: &mut Criterion) {
    let mut group = c.benchmark_group("check");
    for (at, name) in ["summit", "earthquake", "markets"].into_iter().enumerate() {
        let story = stories::sample(at);
        group.throughput(Throughput::Bytes(bytes(&story)));
        group.bench_function(name, |b| b.iter(|| check::check(black_box(&story), &Options::default())));
    }
    group.finish();
}

/// Sentences and facts of one language's text.
fn read(c: &mut Criterion) {
    for (name, cut_only) in [("facts", false), ("segment", true)] {
        let mut group = c.benchmark_group(name);
        for edition in &stories::long(SAMPLE_PARAGRAPHS).editions {
            let reader = Reader::get(&edition.language).expect("the pack loads");
            group.throughput(Throughput::Bytes(edition.text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(&edition.language), edition, |b, edition: &Edition| {
                if cut_only {
                    b.iter(|| reader.sentences(black_box(&edition.text), Mode::Auto).len())
                } else {
                    b.iter(|| reader.read(black_box(edition), Mode::Auto).facts.len())
                }
            });
        }
        group.finish();
    }
}

/// As many paragraphs as the samples have together.
const SAMPLE_PARAGRAPHS: usize = 29;

/// Three editions of 10, 100 and 1,000 paragraphs, aligned from what was read of them.
fn align(c: &mut Criterion) {
    let mut group = c.benchmark_group("align");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    for paragraphs in [10, 100, 1000] {
        let story = stories::long(paragraphs);
        let read = check::read_all(&story.editions, Mode::Line).expect("the packs load");
        group.throughput(Throughput::Elements(read.iter().map(|one| one.sentences.len() as u64).sum()));
        group.bench_function(BenchmarkId::from_parameter(paragraphs), |b| {
            b.iter_batched(|| (), |()| check::align_all(black_box(&story.editions), &read), BatchSize::LargeInput)
        });
    }
    group.finish();
}

/// A check of a story, of one ten times as long, and of one a hundred times as long: the throughput should stay the same.
fn scaling(c: &mut Criterion) {
    let mut group = c.benchmark_group("scaling");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for times in [1, 10, 100] {
        let story = stories::long(16 * times);
        group.throughput(Throughput::Bytes(bytes(&story)));
        group.bench_function(BenchmarkId::from_parameter(times), |b| b.iter(|| check::check(black_box(&story), &Options::default())));
    }
    group.finish();
}

/// A name looked up among 10,000 of two words in three scripts: in an index, and by comparing it with all.
fn names(c: &mut Criterion) {
    const NAMES: usize = 10_000;
    let ready = |from: usize, many: usize| (from..from + many).map(|n| Candidate::new(&stories::name(n, n % 3))).collect::<Vec<_>>();
    let names = ready(0, NAMES);
    // The same names in another script, from all over the list.
    let wanted: Vec<Candidate> = (0..100).map(|n| n * (NAMES / 100)).map(|n| Candidate::new(&stories::name(n, (n + 1) % 3))).collect();
    let mut group = c.benchmark_group("names");
    group.sample_size(10).throughput(Throughput::Elements(wanted.len() as u64));
    let index = Index::new(names.iter().cloned());
    group.bench_function("same", |b| b.iter(|| wanted.iter().map(|name| index.same(black_box(name)).len()).sum::<usize>()));
    group.bench_function("nearest", |b| {
        b.iter(|| wanted.iter().filter_map(|name| index.nearest(black_box(name), 1).pop()).map(|found| found.at).sum::<usize>())
    });
    group.bench_function("nearest five", |b| b.iter(|| wanted.iter().map(|name| index.nearest(black_box(name), 5).len()).sum::<usize>()));
    let best = |name: &Candidate| names.iter().map(|other| name.score(other)).fold(0.0, f64::max);
    group.bench_function("compared with all", |b| b.iter(|| wanted.iter().map(|name| best(black_box(name))).sum::<f64>()));
    group.throughput(Throughput::Elements(NAMES as u64));
    group.bench_function("ready", |b| b.iter(|| ready(0, NAMES).len()));
    group.bench_function("index", |b| b.iter_batched(|| names.clone(), |names| Index::new(names).len(), BatchSize::LargeInput));
    group.finish();
}

fn bytes(story: &Story) -> u64 {
    story.editions.iter().map(|edition| edition.text.len() as u64).sum()
}

criterion_group!(benches, check_samples, read, align, scaling, names);
criterion_main!(benches);
