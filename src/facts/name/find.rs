//! Where names stand in a sentence.
//!
//! First the gazetteer; then runs of words that can be a name: in scripts with capitals the capitalised words between titles, particles and initials
//! included; in other scripts what follows a title or begins with a given name and is no word that a table knows. A run is a person, a place or an
//! organisation by what stands in it and around it; a single capitalised word of which nothing is known stays tentative until the edition is read.
//!
//! Tables: `name.toml` (sections `title`, `saying`, `given`, `given-weak`, `surname`, `particle`, `suffix`, `place-word`, `org-word`), `ordinary.toml` (`words`: never
//! part of a name), `gazetteer/`.

use super::title::{has_levels, is_area, is_deputy};
use super::{Class, Gazetteer, Name, Sort, Title};
use crate::error::Result;
use crate::facts::{Concept, Finder, Scene, Value, number};
use crate::languages::{GrammaticalNumber, Listed, Pack, Phrases, Row, Text, Vocabulary};
use crate::normalise::{Capitals, Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::ops::Range;

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    gazetteer: Gazetteer,
    titles: Listed,
    /// Words that begin the names of many titles, without their endings.
    vague: FxHashSet<&'static str>,
    saying: Listed,
    given: Listed,
    surnames: Listed,
    suffixes: Listed,
    particles: Listed,
    place_words: Listed,
    organization_words: Listed,
    ordinary: Phrases<()>,
    verbal: Phrases<()>,
    capitals: bool,
    /// What is written before a word and holds an article: no given name has it.
    articles: Vec<String>,
    /// A sign that no name is printed with.
    adverbial: Option<char>,
    /// Words for `and`; in a script without capitals written together with the next word.
    conjunctions: Vec<String>,
}

/// A title by one of its names.
#[derive(Clone, Copy, Debug)]
struct Post {
    title: Concept,
    /// The word alone begins the names of many titles, and says little (`head`, رئيس).
    vague: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Ordinary {
    words: Vec<Text>,
    /// Particles that only a verb can follow: قد رفعت has no Rifaat.
    #[serde(default)]
    verbal: Vec<Text>,
}

impl Words {
    /// Reads `ordinary.toml`, and takes the lists of `name.toml` and the gazetteer of a pack.
    ///
    /// # Errors
    /// If a table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let ordinary: Ordinary = pack.table("ordinary")?;
        let gazetteer = Gazetteer::load(pack, vocabulary)?;
        let conjunctions = number::joining(pack, vocabulary)?;
        let mut list = |name: &str| Listed::load(pack, vocabulary, name);
        let mut out = Self {
            gazetteer,
            given: list("given")?,
            organization_words: list("org-word")?,
            particles: list("particle")?,
            place_words: list("place-word")?,
            saying: list("saying")?,
            surnames: list("surname")?,
            suffixes: list("suffix")?,
            titles: list("title")?,
            vague: vague(pack),
            ordinary: Phrases::default(),
            verbal: Phrases::default(),
            conjunctions,
            capitals: pack.profile.capitals,
            adverbial: pack.profile.adverbial,
            articles: pack.profile.clitics.proclitics.iter().filter(|chain| chain.chars().count() > 1).cloned().collect(),
        };
        for word in &ordinary.verbal {
            out.verbal.insert(vocabulary, word, ()).map_err(|message| pack.error("ordinary", message))?;
        }
        for word in &ordinary.words {
            out.ordinary.insert(vocabulary, word, ()).map_err(|message| pack.error("ordinary", message))?;
        }
        Ok(out)
    }
}

/// A word that begins the names of more titles than this is vague.
const MANY: usize = 4;

/// The words that begin the names of many titles.
fn vague(pack: &Pack) -> FxHashSet<&'static str> {
    let mut titles: FxHashMap<&str, SmallVec<[u32; 4]>> = FxHashMap::default();
    for entry in pack.list("title") {
        if let Some((first, _)) = entry.form.split_once(' ') {
            let known = titles.entry(stem(first)).or_default();
            // Those of a title stand side by side.
            if known.last() != Some(&entry.key) {
                known.push(entry.key);
            }
        }
    }
    titles.into_iter().filter(|(_, titles)| titles.len() > MANY).map(|(word, _)| word).collect()
}

/// A word without its ending.
fn stem(word: &str) -> &str {
    word.split('|').next().unwrap_or(word)
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut work = Work { words: self, taken: vec![Taken::Free; scene.range.len()], found: Vec::new(), shouting: is_shouting(scene) };
        for (tokens, fact) in &scene.found {
            let toll = matches!(fact.value, Value::Casualty(_));
            work.take(scene, tokens, if toll { Taken::Toll } else { Taken::Other });
        }
        work.gazetteer(scene);
        work.runs(scene);
        work.unnamed(scene);
        self.titles(scene);
        for (tokens, name) in work.found {
            scene.add(tokens, Value::Name(name.into()), None);
        }
    }
}

impl Words {
    /// Notes the titles of a sentence, the longest at each place.
    fn titles(&self, scene: &mut Scene<'_>) {
        let mut at = scene.range.start;
        while at < scene.range.end {
            let Some(found) = scene.longest(&self.titles, at) else {
                at += 1;
                continue;
            };
            let (title, tokens) = (self.post(&found.meaning()), found.tokens.clone());
            at = tokens.end;
            // Of several portfolios one can be told with the word and another without: the interior and foreign ministers.
            let several = self.is_joined(scene, &tokens, matches!(found.number, GrammaticalNumber::Plural | GrammaticalNumber::Dual));
            let vague = title.vague || several || has_levels(title.title) && self.is_of_a_part(scene, &tokens) || is_deputys(scene, tokens.start);
            scene.titles.push(Title { concept: title.title, tokens, vague });
        }
    }
}

/// Whether the title that begins at token `start` is that of a deputy's chief, words such as `former` between the two: النائب السابق لعمدة المدينة.
fn is_deputys(scene: &Scene<'_>, start: usize) -> bool {
    /// How far before the title the word for the deputy may stand, in tokens.
    const NEAR: usize = 3;
    let near = scene.titles.iter().rev().take_while(|title| title.tokens.start + NEAR >= start);
    near.into_iter()
        .any(|title| is_deputy(title.concept) && (title.tokens.end..start).all(|i| scene.token(i).is_some_and(|t| t.kind == TokenKind::Word)))
}

impl Words {
    /// Whether a conjunction joins a title to a portfolio told without the word: the interior and foreign ministers, وزير المياه والطاقة.
    fn is_joined(&self, scene: &Scene<'_>, title: &Range<usize>, several: bool) -> bool {
        let (before, after) = (title.start.checked_sub(1).map_or("", |at| scene.form(at)), scene.form(title.end));
        let joins = |and: &String| {
            let article = || self.articles.iter().any(|chain| chain.starts_with(and.as_str()) && chain != and && after.starts_with(chain.as_str()));
            before == and || after == and || !self.capitals && if several { after.starts_with(and.as_str()) } else { article() }
        };
        self.conjunctions.iter().any(joins)
    }

    /// What a title of the table says.
    fn post(&self, row: &Row) -> Post {
        let form = self.titles.entry(row).form;
        Post { title: Concept::of_row(row), vague: !form.contains(' ') && self.vague.contains(stem(form)) }
    }

    /// Whether a body, or a part of a country, stands right beside a title: the president of a club is no head of state.
    fn is_of_a_part(&self, scene: &Scene<'_>, title: &Range<usize>) -> bool {
        let part = |i: usize| {
            let area = scene.longest(&self.place_words, i).is_some_and(|found| is_area(Concept::of_row(&found.meaning())));
            let known = self.gazetteer.longest(scene.tokens, scene.analyses, i, scene.range.end);
            let known = known.is_some_and(|found| found.meanings.iter().all(|entry| matches!(entry.sort, Sort::Land | Sort::Organization)));
            area || known || scene.longest(&self.organization_words, i).is_some()
        };
        // Words like `of` and `the` can stand between them, nothing that means anything.
        let empty = |i: usize| {
            scene.token(i).is_some_and(is_small)
                && !scene.concepts.iter().any(|hit| hit.tokens.contains(&i))
                && scene.longest(&self.saying, i).is_none()
        };
        let after = (title.end..title.end + 3).find(|i| !empty(*i) || part(*i));
        let before = title.start.checked_sub(1).filter(|i| *i >= scene.range.start);
        before.is_some_and(part) || after.is_some_and(|i| scene.token(i).is_some() && part(i))
    }
}

/// What a token already belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Free,
    /// A name of the gazetteer.
    Known,
    /// People that a toll counts: they can be called by their country.
    Toll,
    /// A fact of another kind.
    Other,
}

struct Work<'a> {
    words: &'a Words,
    taken: Vec<Taken>,
    found: Vec<(Range<usize>, Name)>,
    /// Most words have capitals, as in some headlines: a capital says nothing.
    shouting: bool,
}

/// A word in small letters.
fn is_small(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.capitals == Capitals::None
}

/// Whether most words of a sentence have capitals, those of the lexicon included: a list of names has its capitals from people.
fn is_shouting(scene: &Scene<'_>) -> bool {
    let words = scene.range.clone().filter_map(|i| scene.token(i)).filter(|token| token.kind == TokenKind::Word);
    let (mut capital, mut all) = (0, 0);
    for token in words {
        all += 1;
        capital += usize::from(token.capitals != Capitals::None);
    }
    let lower = |i: &usize| scene.token(*i).is_some_and(|token| token.kind == TokenKind::Word && token.capitals == Capitals::None);
    let known = scene.concepts.iter().flat_map(|hit| hit.tokens.clone());
    all > 5 && capital * 10 > all * 7 && known.clone().filter(lower).count() * 2 <= known.count()
}

impl Work<'_> {
    fn take(&mut self, scene: &Scene<'_>, tokens: &Range<usize>, as_what: Taken) {
        for i in tokens.clone() {
            if let Some(slot) = i.checked_sub(scene.range.start).and_then(|at| self.taken.get_mut(at)) {
                *slot = as_what;
            }
        }
    }

    fn taken(&self, scene: &Scene<'_>, i: usize) -> Taken {
        i.checked_sub(scene.range.start).and_then(|at| self.taken.get(at)).copied().unwrap_or(Taken::Other)
    }

    /// Names of the gazetteer. One that stands beside a given name is a surname (`Michael Jordan`).
    fn gazetteer(&mut self, scene: &Scene<'_>) {
        let mut at = scene.range.start;
        while at < scene.range.end {
            if !matches!(self.taken(scene, at), Taken::Free | Taken::Toll) {
                at += 1;
                continue;
            }
            let Some(found) = self.words.gazetteer.longest(scene.tokens, scene.analyses, at, scene.range.end) else {
                at += 1;
                continue;
            };
            // A longer name can begin inside: (state of Virginia) West.
            let mut inner = (at + 1..found.tokens.end).filter_map(|i| self.words.gazetteer.longest(scene.tokens, scene.analyses, i, scene.range.end));
            let inner = inner.rfind(|inner| inner.tokens.end > found.tokens.end && inner.tokens.len() > 1);
            let found = inner.unwrap_or(found);
            let tokens = found.tokens.clone();
            let first = found.meanings[0];
            // Without capitals a title that is written with a preposition can look like a place.
            let title = !self.words.capitals && scene.longest(&self.words.titles, at).is_some();
            // A longer word of the language begins like a place where no capital tells them apart (مسقط رأس, birthplace, and مسقط, Muscat).
            let longer = |hit: &crate::facts::ConceptHit| hit.tokens.start == at && hit.tokens.len() > tokens.len();
            if !self.words.capitals && scene.concepts.iter().any(longer) {
                at += 1;
                continue;
            }
            // Папа римский is a title.
            let within = || scene.longest_before(&self.words.titles, tokens.end).is_some_and(|title| title.tokens.start < tokens.start);
            if found.meanings.iter().all(|entry| entry.derived) && within() {
                at = tokens.end;
                continue;
            }
            // The address of a page: Russia.tv.
            let end = tokens.end;
            if scene.form(end) == "." && scene.glued(end) && scene.glued(end + 1) && scene.token(end + 1).is_some_and(is_small) {
                at = end;
                continue;
            }
            if tokens.len() == 1 && first.class == Class::Place && (title || self.is_part_of_person(scene, at)) {
                at += 1;
                continue;
            }
            self.take(scene, &tokens, Taken::Known);
            self.found.push((tokens.clone(), Name::known(&found.meanings)));
            at = tokens.end;
        }
    }

    /// A place's name between the words of a person's.
    fn is_part_of_person(&self, scene: &Scene<'_>, at: usize) -> bool {
        let capital = |i: usize| scene.token(i).is_some_and(|t| t.capitals == Capitals::First);
        if at >= scene.range.start + 2 && scene.form(at - 1) == "-" && scene.glued(at) && self.is_particle(scene, at - 2) {
            return true;
        }
        if self.words.capitals {
            let given_before = at > scene.range.start && capital(at - 1) && self.given(scene, at - 1) == Some(false);
            let given_itself = self.given(scene, at).is_some() && capital(at + 1) && !self.is_ordinary(scene, at + 1);
            given_before || given_itself
        } else {
            at > scene.range.start && self.given(scene, at - 1) == Some(false) && self.given(scene, at).is_some()
        }
    }

    /// Whether a token is a given name, and then whether a weak one.
    fn given(&self, scene: &Scene<'_>, i: usize) -> Option<bool> {
        scene.token(i)?;
        if self.is_verb(scene, i) {
            return None;
        }
        // A name carries no pronoun: وليدها is her newborn.
        let found = scene.longest(&self.words.given, i).filter(|found| found.last.enclitic == 0);
        found.map(|found| self.words.given.entry(&found.meaning()).section == "given-weak")
    }

    /// Whether a particle stands before the token that only a verb can follow.
    fn is_verb(&self, scene: &Scene<'_>, i: usize) -> bool {
        i > scene.range.start && scene.longest(&self.words.verbal, i - 1).is_some_and(|found| found.tokens.len() == 1)
    }

    fn is_particle(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.token(i).is_some() && scene.longest(&self.words.particles, i).is_some() && scene.longest(&self.words.ordinary, i).is_none()
    }

    /// Whether a table knows the token as a word of the language.
    fn is_ordinary(&self, scene: &Scene<'_>, i: usize) -> bool {
        scene.longest(&self.words.ordinary, i).is_some()
            || scene.concepts.iter().any(|hit| hit.tokens.contains(&i))
            || scene.longest(&self.words.saying, i).is_some()
            || scene.longest(&self.words.place_words, i).is_some()
            || scene.longest(&self.words.organization_words, i).is_some()
            || scene.longest(&self.words.titles, i).is_some()
    }

    fn runs(&mut self, scene: &Scene<'_>) {
        let mut at = scene.range.start;
        while at < scene.range.end {
            if self.taken(scene, at) != Taken::Free {
                at += 1;
                continue;
            }
            let run = if self.words.capitals { self.capital_run(scene, at) } else { self.plain_run(scene, at) };
            match run {
                Some(run) if !run.is_empty() => {
                    at = self.suffix(scene, run.end).unwrap_or(run.end);
                    self.found.retain(|(tokens, _)| tokens.end <= run.start || run.end <= tokens.start);
                    self.classify(scene, run);
                }
                _ => at += 1,
            }
        }
    }

    /// The token after what is written behind a name and no part of it: Jr, الابن, -младший. A number of the line (the Second) is one.
    fn suffix(&self, scene: &Scene<'_>, i: usize) -> Option<usize> {
        let at = if scene.form(i) == "-" && scene.glued(i) && scene.glued(i + 1) { i + 1 } else { i };
        let found = scene.longest(&self.words.suffixes, at)?;
        let numbered = crate::languages::key(self.words.suffixes.entry(&found.meaning()).key).is_some_and(|key| key.ends_with("-roman"));
        (!numbered).then_some(found.tokens.end)
    }

    /// Capitalised words with what can stand between them.
    fn capital_run(&self, scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
        if self.shouting {
            return None;
        }
        let is_word = |i: usize| scene.token(i).is_some_and(|t| t.kind == TokenKind::Word) && self.taken(scene, i) == Taken::Free;
        let capital = |i: usize| is_word(i) && scene.token(i).is_some_and(|t| t.capitals != Capitals::None);
        let joined = |i: usize| scene.form(i) == "-" && scene.glued(i) && scene.glued(i + 1);
        // A title is no part of the name that follows it.
        let title = |i: usize| scene.longest(&self.words.titles, i).is_some();
        let begins = capital(start) && !title(start) || is_word(start) && self.is_particle(scene, start) && joined(start + 1) && capital(start + 2);
        if !begins {
            return None;
        }
        let mut end = start;
        // What is left in another script is no part of the name: British Open Франческо Молинари.
        let latin = |i: usize| scene.source(i).chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        let other = |i: usize| latin(i) != latin(start);
        while end < scene.range.end {
            if capital(end) && other(end) || end > start && self.suffix(scene, end).is_some() {
                break;
            }
            if capital(end) && !(title(end) && end > start) {
                end += 1;
                // What somebody owns is no part of the name.
                if scene.form(end - 1).ends_with("'s") {
                    break;
                }
                // The full stop of an initial.
                if scene.form(end) == "." && scene.glued(end) && scene.form(end - 1).chars().count() == 1 && (capital(end + 1) || is_word(end + 1)) {
                    end += 1;
                }
            } else if end > start && joined(end) && is_word(end + 1) {
                end += 2;
            } else if self.is_particle(scene, end) && is_word(end) && (capital(end + 1) || joined(end + 1) && capital(end + 2)) {
                end += 1 + usize::from(joined(end + 1));
            } else {
                break;
            }
        }
        let mut start = start;
        // What begins a sentence has its capital from there.
        if start == self.sentence_start(scene) && self.given(scene, start).is_none() && self.is_ordinary(scene, start) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// The first word of the sentence.
    fn sentence_start(&self, scene: &Scene<'_>) -> usize {
        scene.range.clone().find(|i| scene.token(*i).is_some_and(|t| t.kind == TokenKind::Word)).unwrap_or(scene.range.start)
    }

    /// In a script without capitals: a given name with the words after it that no table knows. A single strange word after a title is a name
    /// only where the edition tells the full name too.
    fn plain_run(&self, scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
        let free = |i: usize| {
            scene.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.span().len() > 2)
                && self.taken(scene, i) == Taken::Free
                && scene.longest(&self.words.ordinary, i).is_none()
                && self.words.adverbial.is_none_or(|sign| !scene.source(i).contains(sign))
        };
        let strange = |i: usize| free(i) && !self.is_ordinary(scene, i);
        let article = |i: usize| self.words.articles.iter().any(|article| scene.source(i).starts_with(article.as_str()));
        let titled = self.title_before(scene, start).is_some();
        let surname = |i: usize| free(i) && scene.longest(&self.words.surnames, i).is_some();
        // A given name with an article and no title before it is a word of the language (الأنوار, the lights).
        let bare = titled || !article(start) || scene.longest(&self.words.given, start).is_some_and(|found| found.first.proclitic == 0);
        let given = (free(start) && bare).then(|| self.given(scene, start)).flatten().or(surname(start).then_some(false));
        let begins = match given {
            Some(false) => true,
            Some(true) => titled || strange(start + 1) && !self.is_ordinary(scene, start),
            None => titled && strange(start) && !article(start) && !self.is_particle(scene, start),
        };
        if !begins {
            return None;
        }
        // A given name of several words (نور الدين) is one.
        let whole = scene.longest(&self.words.given, start).filter(|_| given.is_some()).map_or(start + 1, |found| found.tokens.end);
        let (mut end, mut strangers) = (whole, usize::from(given.is_none()));
        while end < (start + 6).min(scene.range.end) {
            // A given name with a conjunction before it is another person's.
            let name = scene.longest(&self.words.given, end).is_some_and(|found| found.first.proclitic == 0) || self.is_particle(scene, end);
            let hyphen = scene.form(end) == "-" && scene.glued(end) && scene.glued(end + 1);
            // A surname that is made of a place's name, with its article.
            if given.is_some() && self.is_derived(scene, end) {
                end += 1;
                break;
            }
            if self.suffix(scene, end).is_some() {
                break;
            }
            if hyphen || free(end) && name {
                end += 1;
            } else if surname(end) {
                end += 1;
                break;
            } else if strange(end) && strangers == 0 {
                strangers += 1;
                end += 1;
            } else {
                break;
            }
        }
        // A run does not end with what only joins words.
        while end > whole && (self.is_particle(scene, end - 1) || scene.form(end - 1) == "-") {
            end -= 1;
        }
        Some(start..end)
    }

    /// Notes the words of the language in a script without capitals, the words of no table that could be names, and those among them that stand where a name would.
    fn unnamed(&self, scene: &mut Scene<'_>) {
        let (mut unnamed, mut seats) = (Vec::new(), Vec::new());
        if !self.words.capitals {
            let name = |i: usize| self.given(scene, i).is_some() || scene.longest(&self.words.surnames, i).is_some();
            let plain: Vec<usize> = scene.range.clone().filter(|i| self.is_ordinary(scene, *i) && !name(*i)).collect();
            scene.plain.extend(plain);
        }
        for i in scene.range.clone() {
            let Some(token) = scene.token(i).filter(|token| token.kind == TokenKind::Word && token.span().len() > 3) else { continue };
            // What a figure counts is no name either: ألف ساكن.
            let counted = !self.words.capitals && i > scene.range.start && scene.numerals.around(i - 1).is_some();
            if counted
                || self.is_verb(scene, i)
                || self.taken(scene, i) != Taken::Free
                || self.words.capitals && token.capitals == Capitals::None
                || !scene.analyses.of(i).is_empty()
            {
                continue;
            }
            // As it is printed: folded, a name can begin like an article (إلينغتون).
            let source = scene.source(i);
            if self.words.articles.iter().any(|article| source.starts_with(article.as_str())) {
                continue;
            }
            unnamed.push(i);
            let given = i > scene.range.start && self.given(scene, i - 1).is_some();
            if given || self.title_before(scene, i).is_some() || self.is_speaking(scene, &(i..i + 1)) {
                seats.push(i);
            }
        }
        scene.unnamed.append(&mut unnamed);
        scene.seats.append(&mut seats);
    }

    /// Whether a token alone is a word made of a place's name.
    fn is_derived(&self, scene: &Scene<'_>, i: usize) -> bool {
        self.taken(scene, i) == Taken::Known && self.found.iter().any(|(tokens, name)| *tokens == (i..i + 1) && name.derived)
    }

    /// The title that stands before token `i`, with the place that may stand between them.
    fn title_before(&self, scene: &Scene<'_>, i: usize) -> Option<(Concept, Option<Concept>)> {
        let mut end = i;
        let mut of = None;
        for _ in 0..3 {
            if let Some(found) = scene.longest_before(&self.words.titles, end) {
                let country = |name: &Name| name.places.first().copied();
                let of =
                    of.or_else(|| self.found.iter().rev().find(|(tokens, _)| tokens.end == found.tokens.start).and_then(|(_, name)| country(name)));
                return Some((Concept::of_row(&found.meaning()), of));
            }
            let (tokens, name) = self.found.iter().rev().find(|(tokens, _)| tokens.end == end)?;
            of = of.or(name.places.first().copied());
            end = tokens.start;
        }
        None
    }

    /// Decides what a run is the name of.
    fn classify(&mut self, scene: &Scene<'_>, run: Range<usize>) {
        let words: Vec<usize> = run.clone().filter(|i| scene.token(*i).is_some_and(|t| t.kind == TokenKind::Word)).collect();
        let plain = |i: usize| !self.is_particle(scene, i) && scene.form(i).chars().count() > 1;
        let core: Vec<usize> = words.iter().copied().filter(|i| plain(*i)).collect();
        let given = core.iter().any(|i| self.given(scene, *i) == Some(false));
        let weak = core.iter().any(|i| self.given(scene, *i) == Some(true));
        let given = given || core.iter().any(|i| scene.longest(&self.words.surnames, *i).is_some());
        if core.is_empty() || !given && core.iter().all(|i| self.is_ordinary(scene, *i)) && !(weak && core.len() > 1) {
            return;
        }
        let text = self.text(scene, &run);
        let org = core.iter().any(|i| scene.longest(&self.words.organization_words, *i).is_some());
        let place = self.is_place(scene, &run);
        let title = self.title_before(scene, run.start);
        let spoken = self.is_speaking(scene, &run);
        let initials = words.iter().any(|i| scene.form(*i).chars().count() == 1) && core.len() == 1;
        let person = title.is_some() || given || initials || weak && core.len() > 1 || spoken && !org;
        let class = if org && title.is_none() && !given {
            Class::Organization
        } else if person {
            Class::Person
        } else if place {
            Class::Place
        } else if core.len() > 1 && core.len() < 4 && core.iter().all(|i| !self.is_ordinary(scene, *i)) {
            Class::Person
        } else if core.len() == 1 && self.words.capitals {
            let mut name = Name::spelled(Class::Person, &text);
            name.tentative = true;
            self.found.push((run, name));
            return;
        } else {
            return;
        };
        let mut name = Name::spelled(class, &text);
        if name.key.is_empty() {
            return;
        }
        name.tentative = !self.words.capitals && !given && !weak;
        if let (Class::Person, Some((title, of))) = (class, title) {
            name.title = Some(title);
            name.of = of;
        }
        self.found.push((run, name));
    }

    /// The words of a run as they stand, without a possessive ending.
    fn text(&self, scene: &Scene<'_>, run: &Range<usize>) -> String {
        let text = scene.span(run).of(scene.text);
        let last = scene.form(run.end - 1);
        let bare = last.split('\'').next().unwrap_or(last);
        let cut = last.chars().count() - bare.chars().count();
        // Only a possessive, which is short, is cut; O'Brien is not.
        if cut == 2 { text.chars().take(text.chars().count() - 2).collect() } else { text.to_owned() }
    }

    /// Whether words around a run say that it is a place.
    fn is_place(&self, scene: &Scene<'_>, run: &Range<usize>) -> bool {
        scene.longest(&self.words.place_words, run.end).is_some() || scene.longest_before(&self.words.place_words, run.start).is_some()
    }

    /// Whether a verb of saying stands beside a run.
    fn is_speaking(&self, scene: &Scene<'_>, run: &Range<usize>) -> bool {
        let after = if scene.form(run.end) == "," { run.end + 1 } else { run.end };
        scene.longest(&self.words.saying, after).is_some() || scene.longest_before(&self.words.saying, run.start).is_some()
    }
}
