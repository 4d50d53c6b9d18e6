//! The pipeline on one page: editions in, report out.

use crate::align::{self, Bead};
use crate::compare::{self, Expect, Side};
use crate::correct;
use crate::error::{Error, Result};
use crate::extract::{self, Extracted, Extractor};
use crate::facts::terms::HouseTerms;
use crate::facts::{Conventions, name};
use crate::languages::{Pack, TAGS};
use crate::lexicon::{Lexicon, Word};
use crate::report::{Note, Report, Summary};
use crate::segment::{self, Mode, Rules};
use crate::text::{Edition, Segments, Sentence, Span, Story};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Everything that is needed to read editions in one language.
#[derive(Debug)]
pub struct Reader {
    rules: Rules,
    extractor: &'static Extractor,
}

/// One edition, read: its sentences and facts.
#[derive(Debug)]
pub struct ReadEdition {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tokens, concepts and facts.
    pub extracted: Extracted,
}

impl std::ops::Deref for ReadEdition {
    type Target = Extracted;

    fn deref(&self) -> &Extracted {
        &self.extracted
    }
}

/// The readers built so far, in the order of [`TAGS`].
static READERS: [OnceLock<Result<Reader>>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];

impl Reader {
    /// The reader of a language, built once for the process.
    ///
    /// # Errors
    /// If there is no such pack or one of its tables is broken.
    pub fn get(tag: &str) -> Result<&'static Reader> {
        let pack = Pack::get(tag)?;
        let at = TAGS.iter().position(|known| *known == tag).expect("a loaded pack is in the list");
        READERS[at].get_or_init(|| Ok(Reader { rules: Rules::load(pack)?, extractor: Extractor::get(tag)? })).as_ref().map_err(Clone::clone)
    }

    /// The sentences of a text.
    pub fn sentences(&self, text: &str, mode: Mode) -> Vec<Sentence> {
        match mode {
            Mode::Auto => segment::sentences(text, &self.rules),
            Mode::Line => segment::lines(text),
        }
    }

    /// The sentences of the segments that a bilingual file gives; none crosses the end of its segment, and every segment is a paragraph.
    pub fn sentences_of(&self, text: &str, segments: &[Span], mode: Mode) -> Vec<Sentence> {
        let of = |(paragraph, segment): (usize, &Span)| {
            let start = segment.start;
            let own = self.sentences(segment.of(text), mode).into_iter();
            own.map(move |sentence| Sentence { span: Span::new(sentence.span.start + start, sentence.span.end + start), paragraph })
                .collect::<Vec<_>>()
        };
        segments.iter().enumerate().flat_map(of).collect()
    }

    /// The sentences and facts of an edition.
    pub fn read(&self, edition: &Edition, mode: Mode) -> ReadEdition {
        let sentences = self.sentences(&edition.text, mode);
        let extracted = self.extractor.extract(&edition.text, &sentences, edition.published);
        ReadEdition { sentences, extracted }
    }
}

/// What a check is told beside the story.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Id or language of the edition that is right where two disagree and no third decides; the first one if not given.
    pub reference: Option<String>,
    /// The same for the stories that have such an edition, where `reference` says nothing: what a house prefers rather than what is asked of one story.
    pub preferred: Option<String>,
    /// How much alike the editions are meant to be.
    pub expect: Expect,
    /// How editions are cut into sentences.
    pub segmentation: Mode,
    /// Words that an archive has shown to translate each other, as further evidence of which sentences say the same.
    pub lexicon: Option<Arc<Lexicon>>,
    /// Terms of the house, in place of the list that the packs bring.
    pub terms: Option<Arc<HouseTerms>>,
    /// What the house agrees on, by id or language of an edition; that of an id goes before.
    pub conventions: BTreeMap<String, Conventions>,
    /// The segments of the editions where the file that they come from pairs them; they are the alignment then.
    pub segments: Option<Segments>,
}

impl Options {
    /// The conventions of an edition.
    fn conventions(&self, edition: &Edition) -> Option<&Conventions> {
        self.conventions.get(&edition.id).or_else(|| self.conventions.get(&edition.language))
    }
}

/// A checker with its options, for many stories: built once, and shared by as many threads as there are.
///
/// ```
/// use variorum::check::{Checker, Options};
/// use variorum::text::{Edition, Story};
///
/// let checker = Checker::new(Options::default());
/// let edition = |language: &str, text: &str| Edition { id: language.into(), language: language.into(), text: text.into(), published: None };
/// let stories = [
///     Story { id: "flood".into(), editions: vec![edition("en", "The flood killed 12 people."), edition("ru", "При наводнении погибли 12 человек.")] },
///     Story { id: "fire".into(), editions: vec![edition("en", "The fire injured 3 people."), edition("ru", "При пожаре пострадали 8 человек.")] },
/// ];
/// let found = std::thread::scope(|scope| {
///     let threads: Vec<_> = stories.iter().map(|story| scope.spawn(|| checker.check(story))).collect();
///     threads.into_iter().map(|thread| thread.join().expect("a check does not panic").map(|report| report.findings.len())).collect::<Result<Vec<_>, _>>()
/// })?;
/// assert_eq!(found, [0, 1]);
/// # Ok::<(), variorum::error::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Checker {
    options: Options,
}

impl Checker {
    /// A checker. The packs of languages are read when the first edition asks for them, and once for the process.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// What it was told.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Reads, aligns and compares the editions of a story.
    ///
    /// # Errors
    /// If the story has fewer than two editions, the reference is none of them, or a language pack is missing or broken.
    pub fn check(&self, story: &Story) -> Result<Report> {
        check(story, &self.options)
    }
}

/// Index of the edition that is right where two disagree and no third decides.
fn reference(editions: &[Edition], options: &Options) -> Result<usize> {
    let find = |name: &String| editions.iter().position(|edition| edition.id == *name || edition.language == *name);
    match &options.reference {
        None => Ok(options.preferred.as_ref().and_then(find).unwrap_or(0)),
        Some(id) => find(id).ok_or_else(|| {
            let ids: Vec<&str> = editions.iter().map(|edition| edition.id.as_str()).collect();
            Error::Check(format!("the reference {id:?} is none of the editions {}", ids.join(", ")))
        }),
    }
}

/// Reads, aligns and compares the editions of one story; for many, see [`Checker`].
///
/// # Errors
/// If the story has fewer than two editions, the reference is none of them, or a language pack is missing or broken.
pub fn check(story: &Story, options: &Options) -> Result<Report> {
    let editions = &story.editions;
    if editions.len() < 2 {
        return Err(Error::Check(format!("a check needs two editions or more, but there is {}", editions.len())));
    }
    let reference = reference(editions, options)?;
    let given = options.segments.as_ref().filter(|segments| segments.editions().len() == editions.len());
    let (mut read, beads) = match given {
        Some(segments) => {
            let (read, beads) = read_given(editions, segments, options.segmentation)?;
            (read, Some(beads))
        }
        None => (read_all(editions, options.segmentation)?, None),
    };
    for (edition, read) in editions.iter().zip(&mut read) {
        let extracted = &mut read.extracted;
        if let Some(conventions) = options.conventions(edition) {
            conventions.settle(&edition.text, &mut extracted.facts, edition.published.or(extracted.anchor));
        }
        if let Some(terms) = &options.terms {
            extracted.terms = terms.find(&edition.language, &extracted.tokens);
        }
    }
    let beads = match beads {
        Some(beads) => beads,
        None => align_with(editions, &read, options.lexicon.as_deref())?,
    };
    let sides: Vec<Side<'_>> =
        editions.iter().zip(&read).map(|(edition, read)| Side { edition, sentences: &read.sentences, extracted: &read.extracted }).collect();
    let findings = compare::compare(&sides, &beads, &compare::Options { reference, expect: options.expect });
    let summaries = (0..read.len()).map(|edition| summary(&read[edition], edition, &beads)).collect();
    let notes = notes(editions, &read, &beads);
    let (sentences, facts) = read.into_iter().map(|read| (read.sentences, read.extracted.facts)).unzip();
    let (files, sources) = (vec![None; editions.len()], vec![None; editions.len()]);
    let mut report = Report {
        story: story.clone(),
        summaries,
        reference,
        sentences,
        facts,
        files,
        sources,
        beads,
        findings,
        accepted: BTreeMap::new(),
        corrections: BTreeMap::new(),
        explained: false,
        notes,
    };
    let groups: Vec<Option<char>> = editions.iter().map(|edition| options.conventions(edition).and_then(|own| own.group)).collect();
    correct::suggest(&mut report, &groups);
    Ok(report)
}

/// Reads every edition with the pack of its language.
///
/// # Errors
/// If a language pack is missing or broken.
pub fn read_all(editions: &[Edition], mode: Mode) -> Result<Vec<ReadEdition>> {
    prepare(editions);
    editions.iter().map(|edition| Ok(Reader::get(&edition.language)?.read(edition, mode))).collect()
}

/// Reads editions whose segments are paired already: the sentences of a segment are aligned with those of its partners.
///
/// # Errors
/// If a language pack is missing or broken.
pub fn read_given(editions: &[Edition], segments: &Segments, mode: Mode) -> Result<(Vec<ReadEdition>, Vec<Bead>)> {
    prepare(editions);
    let mut read = Vec::new();
    for (edition, spans) in editions.iter().zip(segments.editions()) {
        let reader = Reader::get(&edition.language)?;
        let sentences = reader.sentences_of(&edition.text, spans, mode);
        let extracted = reader.extractor.extract(&edition.text, &sentences, edition.published);
        read.push(ReadEdition { sentences, extracted });
    }
    let beads = (0..segments.len()).map(|number| {
        let own = |read: &ReadEdition| {
            let first = read.sentences.partition_point(|sentence| sentence.paragraph < number);
            (first..read.sentences.partition_point(|sentence| sentence.paragraph <= number)).collect::<Vec<_>>()
        };
        Bead { sentences: read.iter().map(own).collect(), score: 1.0 }
    });
    let beads = beads.filter(|bead| bead.sentences.iter().any(|own| !own.is_empty())).collect();
    Ok((read, beads))
}

/// Builds the readers that the editions need and that are not there yet, at the same time: most of the time that a single story takes.
fn prepare(editions: &[Edition]) {
    let missing = |edition: &&Edition| TAGS.iter().position(|tag| *tag == edition.language).is_some_and(|at| READERS[at].get().is_none());
    let mut tags: Vec<&str> = editions.iter().filter(missing).map(|edition| edition.language.as_str()).collect();
    tags.sort_unstable();
    tags.dedup();
    if tags.is_empty() {
        return;
    }
    let mut tags = tags.into_iter();
    let own = tags.next();
    // Where a thread cannot be had the reader is built when it is asked for, and that is also when a broken pack shows.
    std::thread::scope(|scope| {
        for tag in tags {
            let _ = std::thread::Builder::new().spawn_scoped(scope, move || drop(Reader::get(tag)));
        }
        let _ = std::thread::Builder::new().spawn_scoped(scope, name::prepare);
        drop(own.map(Reader::get));
    });
}

/// Aligns the sentences of editions that have been read.
///
/// # Errors
/// If a language pack is missing or broken.
pub fn align_all(editions: &[Edition], read: &[ReadEdition]) -> Result<Vec<Bead>> {
    align_with(editions, read, None)
}

/// The same with what a lexicon knows.
///
/// # Errors
/// If a language pack is missing or broken.
pub fn align_with(editions: &[Edition], read: &[ReadEdition], lexicon: Option<&Lexicon>) -> Result<Vec<Bead>> {
    let evidence = editions.iter().zip(read).map(|(edition, read)| {
        let extractor = Reader::get(&edition.language)?.extractor;
        Ok((edition.language.as_str(), extract::evidence(extractor, &edition.text, &read.sentences, &read.extracted)))
    });
    let mut evidence = evidence.collect::<Result<Vec<_>>>()?;
    if let Some(lexicon) = lexicon {
        lexicon.enrich(&mut evidence);
    }
    let sides: Vec<&[align::Evidence]> = evidence.iter().map(|(_, sentences)| sentences.as_slice()).collect();
    Ok(align::align(&sides))
}

/// A bead that is less sure than this teaches no words.
const TEACHES: f64 = 0.7;

/// What a story can teach a lexicon: for every two editions the passages that say the same, as languages and words, and how sure that is.
pub type Lesson = Vec<([(String, Vec<Word>); 2], f32)>;

/// Aligns a story and gives what it can teach a lexicon, with what an earlier pass taught.
///
/// # Errors
/// If a language pack is missing or broken.
pub fn lesson(story: &Story, known: Option<&Lexicon>) -> Result<Lesson> {
    let read = read_all(&story.editions, Mode::Auto)?;
    let beads = align_with(&story.editions, &read, known)?;
    let words = story.editions.iter().zip(&read).map(|(edition, read)| {
        let extractor = Reader::get(&edition.language)?.extractor;
        Ok((edition.language.clone(), extract::words(extractor, &read.sentences, &read.extracted)))
    });
    let words = words.collect::<Result<Vec<(String, Vec<Vec<Word>>)>>>()?;
    let mut out = Vec::new();
    for bead in beads.iter().filter(|bead| bead.score >= TEACHES) {
        let of = |edition: usize| {
            let (language, words) = &words[edition];
            (language.clone(), bead.sentences[edition].iter().flat_map(|sentence| words[*sentence].clone()).collect::<Vec<_>>())
        };
        let present: Vec<usize> = (0..words.len()).filter(|edition| !bead.sentences[*edition].is_empty()).collect();
        for (at, x) in present.iter().enumerate() {
            out.extend(present[at + 1..].iter().map(|y| ([of(*x), of(*y)], bead.score as f32)));
        }
    }
    Ok(out)
}

fn summary(read: &ReadEdition, edition: usize, beads: &[Bead]) -> Summary {
    let shared = beads.iter().filter(|bead| bead.sentences.iter().enumerate().any(|(other, own)| other != edition && !own.is_empty()));
    Summary { sentences: read.sentences.len(), facts: read.facts.len(), aligned: shared.map(|bead| bead.sentences[edition].len()).sum() }
}

fn notes(editions: &[Edition], read: &[ReadEdition], beads: &[Bead]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, edition) in editions.iter().enumerate() {
        let mut note = |code: &'static str, text: &str| notes.push(Note { code, edition: Some(at), text: text.to_owned() });
        if edition.published.or(read[at].anchor).is_none() {
            note(
                "no-publication-time",
                "no publication time is known and the text has no dateline, so relative dates are not resolved; give --published",
            );
        }
        let shared = summary(&read[at], at, beads).aligned;
        if read[at].sentences.is_empty() {
            note("no-sentences", "the text holds no sentence, so there is nothing to compare");
        } else if shared == 0 {
            note("nothing-aligned", "none of its sentences corresponds to another edition; make sure that it tells the same story");
        }
    }
    notes
}
