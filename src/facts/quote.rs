//! Words given as said by somebody.
//!
//! Finds what stands between quotation marks of every style, also where a mark is missing because the quotation runs over sentences, with the speaker
//! that a verb of saying names beside it, in either word order.
//! Value: `{"speaker":"srk-lfrf","words":12}`; the speaker as the key of the name, if there is one.
//! Left alone: one or two words in marks (scare quotes), titles of works, names of companies, ships and groups.
//!
//! Tables: `quote.toml` (`marks`: opening and closing signs, the outer ones first), `name.toml` (`saying`).

use super::name::{Class, Name};
use super::{Finder, Relation, Scene, Value, Why};
use crate::error::Result;
use crate::languages::{Listed, Pack, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use serde_json::{Map, Value as Json};
use std::ops::Range;
use std::sync::Arc;

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Who says it.
    pub speaker: Option<Arc<Name>>,
    /// How many words are quoted.
    pub words: usize,
}

impl Quote {
    /// How it compares with another reading: by who speaks; translations differ in length.
    pub fn relate(&self, other: &Self) -> Relation {
        match (&self.speaker, &other.speaker) {
            (Some(a), Some(b)) => match a.relate(b) {
                Some(Relation::Conflicting(_)) => Relation::Conflicting(Why::new("speaker", format!("{} is not {}", a.key, b.key))),
                _ => Relation::Same,
            },
            (None, None) => Relation::Same,
            _ => Relation::Vaguer(Why::new("speaker", "one edition does not name the speaker beside the quotation")),
        }
    }

    /// Its named fields.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        if let Some(speaker) = &self.speaker {
            fields.insert("speaker".into(), Json::String(speaker.key.clone()));
        }
        fields.insert("words".into(), self.words.into());
    }
}

/// The words of this kind in one language.
#[derive(Debug)]
pub struct Words {
    marks: Vec<(char, char)>,
    saying: Listed,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    marks: Vec<(char, char)>,
}

impl Words {
    /// Reads `quote.toml` and the verbs of saying of `name.toml`.
    ///
    /// # Errors
    /// If a table is broken.
    pub fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("quote")?;
        let saying = Listed::load(pack, vocabulary, "saying")?;
        Ok(Self { marks: table.marks, saying })
    }

    /// What stands between marks, the marks not included. An open end reaches to the end of the sentence.
    fn marked(&self, scene: &Scene<'_>) -> Vec<Range<usize>> {
        let sign = |i: usize| scene.token(i).filter(|t| t.kind == TokenKind::Sign).and_then(|_| scene.form(i).chars().next());
        let (mut out, mut open): (Vec<Range<usize>>, Option<(usize, char)>) = (Vec::new(), None);
        for i in scene.range.clone() {
            let Some(sign) = sign(i) else { continue };
            match open {
                None => {
                    if let Some((_, close)) = self.marks.iter().find(|(opening, _)| *opening == sign) {
                        open = Some((i, *close));
                    } else if out.is_empty() && self.marks.iter().any(|(opening, close)| *close == sign && opening != close) {
                        // The quotation began in a sentence before.
                        out.push(scene.range.start..i);
                    }
                }
                Some((start, close)) if sign == close || (sign == '”' && close == '“') => {
                    out.push(start + 1..i);
                    open = None;
                }
                Some(_) => {}
            }
        }
        if let Some((start, _)) = open {
            out.push(start + 1..scene.range.end);
        }
        out
    }

    /// Whether what stands between marks is said by somebody.
    fn is_said(&self, scene: &Scene<'_>, inside: &Range<usize>, words: usize, verb: Option<usize>) -> bool {
        let before = inside.start.checked_sub(2).map_or("", |i| scene.form(i));
        let last = inside.end.checked_sub(1).map_or("", |i| scene.form(i));
        let ended = matches!(last, "." | "," | "!" | "?" | "…" | "؟" | "،");
        let introduced = inside.start <= scene.range.start + 1 || before == ":";
        let whole = inside.start == scene.range.start || inside.end == scene.range.end;
        let near = verb.is_some_and(|at| at + 6 >= inside.start && at < inside.end + 6);
        // Names of works and bodies begin with a capital, and mostly every word of them does.
        let capitals = inside.clone().filter_map(|i| scene.token(i)).filter(|t| t.kind == TokenKind::Word && t.span().len() > 3);
        let named = scene.pack.profile.capitals && words < 6 && !ended && !introduced && capitals.clone().all(|t| t.capitals != Capitals::None);
        match words {
            0 => false,
            1 | 2 => near && (ended || introduced) && !whole,
            3 | 4 => !named && (near || ended),
            _ => !named && (near || ended || introduced || whole || words > 6),
        }
    }
}

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let marked = self.marked(scene);
        if marked.is_empty() {
            return;
        }
        let quoted = |i: usize| marked.iter().any(|inside| inside.contains(&i));
        let verbs: Vec<usize> = scene.range.clone().filter(|i| !quoted(*i) && scene.longest(&self.saying, *i).is_some()).collect();
        let names: Vec<(Range<usize>, Arc<Name>)> =
            scene.found.iter().filter_map(|(tokens, fact)| speaker(&fact.value).map(|n| (tokens.clone(), n))).collect();
        for inside in &marked {
            let words = inside.clone().filter(|i| scene.token(*i).is_some_and(|t| t.kind == TokenKind::Word)).count();
            let verb = verbs.iter().copied().min_by_key(|at| gap(inside, *at));
            if !self.is_said(scene, inside, words, verb) {
                continue;
            }
            // The name nearest to the verb speaks; without a verb nobody does.
            let outside = names.iter().filter(|(tokens, _)| !quoted(tokens.start));
            let speaker = verb.and_then(|at| outside.min_by_key(|(tokens, _)| gap(tokens, at)).filter(|(tokens, _)| gap(tokens, at) < 7));
            let quote = Quote { speaker: speaker.map(|(_, name)| Arc::clone(name)), words };
            scene.add(inside.clone(), Value::Quote(quote), None);
        }
    }
}

/// How many tokens lie between a range and a token.
fn gap(range: &Range<usize>, at: usize) -> usize {
    if at < range.start { range.start - at } else { at.saturating_sub(range.end.saturating_sub(1)) }
}

/// Who can speak: a person, a body, or a building that stands for one.
fn speaker(value: &Value) -> Option<Arc<Name>> {
    match value {
        Value::Name(name) if !name.derived && name.class != Class::Place => Some(Arc::clone(name)),
        _ => None,
    }
}
