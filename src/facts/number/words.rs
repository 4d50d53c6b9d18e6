//! The number words of a language: `number.toml` and `ordinal.toml`.

use crate::error::Result;
use crate::languages::{GrammaticalNumber, Pack, Phrases, Vocabulary};
use crate::normalise::{Capitals, TokenKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::{Scene, money};

/// What a number word does to the numeral that it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Adds itself: `five`, `twenty`, `пятьсот`.
    Value(i64),
    /// Multiplies what stands before it: `hundred`, `thousand`, `dozen`.
    Scale(i64),
    /// A dual: twice its scale without a word for two (`ألفان`).
    Twice(i64),
    /// Twice its scale before a noun, its scale elsewhere (`ألفا`).
    Construct(i64),
    /// `half`, `полтора`: numerator and denominator.
    Ratio(i64, i64),
    /// The denominator after one: `third`.
    Part(i64),
    /// The denominator after two and more: `thirds`.
    Parts(i64),
    /// `dozens`, `several`: lowest and highest meaning; `None` is open.
    Vague(i64, Option<i64>),
    /// A place in an order.
    Ordinal(i64),
    /// The same in a form that orders only after a verb of a result (`حل ثانيا`).
    Placed(i64),
    /// Multiplies like a scale where money is counted: `пять штук баксов`.
    Slang(i64),
    /// How often: `twice`, `трижды`, `مرتين`.
    Times(i64),
    /// A numeral that is a noun as well, which a verb shows to be one: `сорока улетела`.
    Noun(i64),
    /// A phrase that says `and a half`.
    AndHalf,
    /// `point`: a decimal fraction follows, digit by digit or as a number.
    Point,
    /// `целых`: a fraction with its denominator follows.
    Whole,
    /// `minus`.
    Minus,
    /// `and`, standing alone.
    And,
    /// `a`, `an` before a scale or a fraction.
    Article,
    /// `of` between two numerals (`tens of thousands`).
    Of,
    /// Looks like a numeral and is none (`one another`).
    Silent,
}

/// A number word found at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) word: Word,
    pub(super) end: usize,
    /// Its first word carries a conjunction (`وعشرون`).
    pub(super) joined: bool,
    /// Its first word carries an article.
    pub(super) article: bool,
    /// Its first word carries something else (`بعشرين`), so that it continues no numeral.
    pub(super) other: bool,
    /// A pronoun is written at its end (`نصفهم`), as only a fraction may have it.
    pub(super) possessed: bool,
    /// Its last word carries an article.
    pub(super) definite: bool,
    pub(super) number: GrammaticalNumber,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    grammar: Grammar,
    #[serde(default)]
    clitic: Clitic,
    #[serde(default)]
    value: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    scale: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    twice: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    construct: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    ratio: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    fraction: BTreeMap<String, Parts>,
    #[serde(default)]
    vague: BTreeMap<String, Vec<String>>,
    /// Slang for a scale, which only a currency after it makes one.
    #[serde(default)]
    slang: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    times: Times,
    #[serde(default)]
    noun: Noun,
    #[serde(default)]
    join: Join,
    #[serde(default)]
    suffix: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    capital_suffix: BTreeMap<String, Vec<String>>,
    /// Before these a small letter is such a suffix too: `2.5m people`.
    #[serde(default)]
    suffix_before: Vec<String>,
    /// Adjectives of a scale after digits and a hyphen: `25-тысячная толпа`.
    #[serde(default)]
    hyphen_suffix: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    one: One,
    #[serde(default)]
    apart: Apart,
    #[serde(default)]
    modify: toml::Table,
    #[serde(default)]
    compound: Compound,
}

/// How often something happened.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Times {
    /// Words that say it without a numeral, by number: `twice`.
    words: BTreeMap<String, Vec<String>>,
    /// What follows a numeral that says it: `three times`.
    noun: Vec<String>,
    /// Before these it compares instead: `twice as many`.
    not_before: Vec<String>,
}

/// Numerals that are nouns too.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Noun {
    /// By number.
    words: BTreeMap<String, Vec<String>>,
    /// Endings of a verb right after it, whose subject it is.
    verbs: Vec<String>,
}

/// Adjectives that begin with a number: `десятираундовый`, `пятикратный`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Compound {
    /// The first part by number; tens are joined with units.
    first: BTreeMap<String, Vec<String>>,
    /// What makes half of a unit of the noun after it, in one word: `полкило`.
    half: Vec<String>,
    /// What is counted, as an adjective.
    counted: Vec<String>,
    /// Adjectives of a scale: `двухтысячный`.
    scale: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parts {
    one: Vec<String>,
    many: Vec<String>,
}

/// How numerals are put together.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Grammar {
    /// `five and twenty`: the unit stands before the ten, joined by a conjunction.
    pub(super) units_first: bool,
    /// A teen is two words, the unit and ten.
    pub(super) teens_apart: bool,
    /// A comma may stand between a scale and what follows (`three thousand, five hundred`).
    pub(super) comma: bool,
    /// Digits may follow a scale and a conjunction (`خمسة آلاف و300`).
    pub(super) digits_joined: bool,
    /// A ten with an article after a noun with an article is an ordinal (`الاجتماع الستون`).
    pub(super) definite_tens_order: bool,
    /// The words of parts are spelled like those of numbers: before a noun with an article they are parts (`خمس السكان`, but `خمس نساء`).
    pub(super) part_like_number: bool,
    /// A vowel sign that editors write on the first letter of a part, to tell it from the number (`خُمس`).
    pub(super) part_sign: Option<char>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Clitic {
    /// What a conjunction written together with a word begins with.
    and: Vec<String>,
    /// What an article written together with a word ends with.
    article: Vec<String>,
    /// Endings of the dual.
    dual: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Join {
    and: Vec<String>,
    article: Vec<String>,
    of: Vec<String>,
    minus: Vec<String>,
    point: Vec<String>,
    whole: Vec<String>,
    and_half: Vec<String>,
    /// Scales that are written with a full stop.
    abbreviation: Vec<String>,
}

/// Where the word for one is a pronoun rather than a number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct One {
    words: Vec<String>,
    not_after: Vec<String>,
    not_before: Vec<String>,
}

/// Numbers that count nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Apart {
    /// Phrases that look like a number.
    silent: Vec<String>,
    /// Words after which a number is a part of a name or reference.
    label: Vec<String>,
    /// Words with the ending of a dual that are no duals.
    not_dual: Vec<String>,
    /// Words after which a form of one and of many is one.
    singular_after: Vec<String>,
    /// Words that the noun of a number does not stand beyond.
    stops: Vec<String>,
    /// After these a part with an article is a fraction, whatever follows: `fell by a fifth since 2012`.
    fraction_after: Vec<String>,
    /// Between the numbers of a ratio.
    ratio: Vec<String>,
    /// The same before ten, a hundred or a thousand alone: `девять из десяти`.
    ratio_round: Vec<String>,
    /// The word for each in `каждый пятый`.
    each: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdinalTable {
    #[serde(default)]
    value: BTreeMap<String, Vec<String>>,
    /// Letters written after digits: `st`, `-й`.
    #[serde(default)]
    suffix: Suffixes,
    #[serde(default)]
    apart: OrdinalApart,
    #[serde(default)]
    placed: Placed,
    #[serde(default)]
    definite: Definite,
    #[serde(default)]
    roman: Roman,
    /// By hundred: the words after a smaller ordinal that add it (`الثالث عشر بعد المئة`).
    #[serde(default)]
    beyond: BTreeMap<String, Vec<String>>,
}

/// Forms that order only as the result of a verb.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Placed {
    words: BTreeMap<String, Vec<String>>,
    verbs: Vec<String>,
}

/// Digits with an article, which order after some nouns: `المركز الـ15`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Definite {
    nouns: Vec<String>,
}

/// Roman numerals, which order what stands after them: `XXII съезд`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Roman {
    before: Vec<String>,
    /// Endings of the adjectives that may stand between; without any, words with a capital may.
    adjectives: Vec<String>,
}

/// Ordinals that order nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OrdinalApart {
    /// Phrases that hold an ordinal.
    silent: Vec<String>,
    /// Words after which the ordinal two is a unit of time.
    second_not_after: Vec<String>,
    /// Forms of numerals that no compound ordinal has before its last word: `от двухсот до трёхсот второй день подряд`.
    oblique: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Suffixes {
    /// Written without or with a hyphen.
    glued: Vec<String>,
    /// Only with a hyphen.
    hyphen: Vec<String>,
    /// After a hyphen these are endings of a cardinal (`5-ти`).
    cardinal: Vec<String>,
}

/// What letters after digits say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Suffix {
    /// The number is multiplied.
    Scale(i64),
    /// The number is multiplied if the letter is a capital or money is counted.
    Capital(i64),
    /// The number is multiplied if a hyphen stands between.
    ScaleHyphen(i64),
    /// It is an ordinal.
    Ordinal,
    /// It is an ordinal if a hyphen stands between.
    OrdinalHyphen,
    /// An ending of a cardinal, after a hyphen.
    Cardinal,
}

/// The number words of one language.
#[derive(Debug)]
pub(super) struct NumberWords {
    pub(super) phrases: Phrases<Word>,
    pub(super) suffixes: Phrases<Suffix>,
    pub(super) suffix_before: Phrases<()>,
    pub(super) labels: Phrases<()>,
    pub(super) one: Phrases<()>,
    pub(super) one_not_after: Phrases<()>,
    pub(super) one_not_before: Phrases<()>,
    pub(super) ordinal_not_after: Phrases<()>,
    pub(super) oblique: Phrases<()>,
    pub(super) beyond: Phrases<i64>,
    pub(super) grammar: Grammar,
    /// By index of a proclitic chain: (a conjunction, an article, anything else).
    clitics: Vec<(bool, bool, bool)>,
    /// Folded forms that a conjunction, an article and any chain take before a word.
    pub(super) and_clitics: Vec<String>,
    /// Words for `and`, folded.
    pub(super) and_words: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) proclitics: Vec<String>,
    pub(super) group: Vec<char>,
    pub(super) decimal: Vec<char>,
    pub(super) modify: toml::Table,
    /// First parts of compound adjectives.
    pub(super) first: Arc<Vec<(Decimal, String)>>,
    /// First parts of nouns of a unit that make half of it.
    pub(super) half: Arc<Vec<String>>,
    /// After a numeral that says how often.
    pub(super) times: Phrases<()>,
    /// After words that say how often, where they compare.
    pub(super) times_not_before: Phrases<()>,
    /// Endings of a verb whose subject a numeral that is a noun too can be.
    noun_verbs: Vec<String>,
    /// Verbs of a result, before an adverb that is a place in an order.
    pub(super) placed: Phrases<()>,
    /// Nouns after which digits with an article are a place in an order.
    pub(super) definite: Phrases<()>,
    /// What a Roman numeral orders.
    pub(super) roman: Phrases<()>,
    pub(super) roman_adjectives: Vec<String>,
    /// Money, after which a letter or a word of slang scales.
    pub(super) money: Arc<money::Followers>,
    /// Counted things in one word with their number.
    pub(super) compound: Phrases<Decimal>,
    /// Endings that only a dual has.
    dual_endings: Vec<String>,
    /// Words with such an ending that are no duals.
    not_dual: Phrases<()>,
    /// Words after which a form of one and of many is one (`свыше тысячи`).
    pub(super) singular_after: Phrases<()>,
    /// What the noun of a number does not stand beyond.
    pub(super) stops: Phrases<()>,
    pub(super) fraction_after: Phrases<()>,
    /// Between the two numbers of a ratio (`one in five`), and the word for each before an ordinal (`каждый пятый`).
    pub(super) ratio_middle: Phrases<()>,
    pub(super) ratio_round: Phrases<()>,
    pub(super) each: Phrases<()>,
    /// Scales that are written with a full stop (`тыс.`).
    pub(super) abbreviations: Phrases<()>,
}

impl NumberWords {
    /// Read once, for all kinds that have numbers in them.
    pub(super) fn get(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Arc<Self>> {
        vocabulary.shared(|vocabulary| Self::load(pack, vocabulary))
    }

    fn load(pack: &Pack, vocabulary: &mut Vocabulary) -> Result<Self> {
        let table: Table = pack.table("number")?;
        let ordinals: OrdinalTable = pack.table("ordinal")?;
        let fail = |message: String| pack.error("number", message);
        let mut phrases = Phrases::default();
        let mut all: Vec<(Word, &Vec<String>)> = Vec::new();
        let integer = |key: &str| key.parse::<i64>().map_err(|_| fail(format!("expected a whole number as a key, but found {key:?}")));
        for (key, forms) in &table.vague {
            let (min, max) = key.split_once("..").ok_or_else(|| fail(format!("expected a key such as \"20..199\", but found {key:?}")))?;
            let max = if max.is_empty() { None } else { Some(integer(max)?) };
            all.push((Word::Vague(integer(min)?, max), forms));
        }
        for (key, forms) in &table.value {
            all.push((Word::Value(integer(key)?), forms));
        }
        for (section, make) in [
            (&table.scale, Word::Scale as fn(i64) -> Word),
            (&table.twice, Word::Twice),
            (&table.construct, Word::Construct),
            (&ordinals.value, Word::Ordinal),
            (&ordinals.placed.words, Word::Placed),
            (&table.slang, Word::Slang),
            (&table.times.words, Word::Times),
            (&table.noun.words, Word::Noun),
        ] {
            for (key, forms) in section {
                all.push((make(integer(key)?), forms));
            }
        }
        for (key, forms) in &table.ratio {
            let (n, d) = key.split_once('/').ok_or_else(|| fail(format!("expected a key such as \"1/2\", but found {key:?}")))?;
            all.push((Word::Ratio(integer(n)?, integer(d)?.max(1)), forms));
        }
        for (key, parts) in &table.fraction {
            all.push((Word::Part(integer(key)?.max(1)), &parts.one));
            all.push((Word::Parts(integer(key)?.max(1)), &parts.many));
        }
        let join = &table.join;
        all.extend([
            (Word::And, &join.and),
            (Word::Article, &join.article),
            (Word::Of, &join.of),
            (Word::Minus, &join.minus),
            (Word::Point, &join.point),
            (Word::Whole, &join.whole),
            (Word::AndHalf, &join.and_half),
            (Word::Silent, &table.apart.silent),
            (Word::Silent, &ordinals.apart.silent),
        ]);
        for (word, forms) in all {
            for form in forms {
                phrases.insert(vocabulary, form, word).map_err(&fail)?;
            }
        }
        let mut suffixes = Phrases::default();
        for (key, forms) in &table.suffix {
            let scale = integer(key)?;
            for form in forms {
                suffixes.insert(vocabulary, form, Suffix::Scale(scale)).map_err(&fail)?;
            }
        }
        for (key, forms) in &table.capital_suffix {
            let scale = integer(key)?;
            for form in forms {
                suffixes.insert(vocabulary, form, Suffix::Capital(scale)).map_err(&fail)?;
            }
        }
        for (key, forms) in &table.hyphen_suffix {
            let scale = integer(key)?;
            for form in forms {
                suffixes.insert(vocabulary, form, Suffix::ScaleHyphen(scale)).map_err(&fail)?;
            }
        }
        for (suffix, forms) in [
            (Suffix::Ordinal, &ordinals.suffix.glued),
            (Suffix::OrdinalHyphen, &ordinals.suffix.hyphen),
            (Suffix::Cardinal, &ordinals.suffix.cardinal),
        ] {
            for form in forms {
                suffixes.insert(vocabulary, form, suffix).map_err(&fail)?;
            }
        }
        let mut list = |forms: &[String]| -> Result<Phrases<()>> {
            let mut phrases = Phrases::default();
            for form in forms {
                phrases.insert(vocabulary, form, ()).map_err(&fail)?;
            }
            Ok(phrases)
        };
        let (labels, one) = (list(&table.apart.label)?, list(&table.one.words)?);
        let (one_not_after, one_not_before) = (list(&table.one.not_after)?, list(&table.one.not_before)?);
        let abbreviations = list(&join.abbreviation)?;
        let not_dual = list(&table.apart.not_dual)?;
        let (singular_after, stops) = (list(&table.apart.singular_after)?, list(&table.apart.stops)?);
        let (ratio_middle, each) = (list(&table.apart.ratio)?, list(&table.apart.each)?);
        let suffix_before = list(&table.suffix_before)?;
        let ratio_round = list(&table.apart.ratio_round)?;
        let (times, times_not_before) = (list(&table.times.noun)?, list(&table.times.not_before)?);
        let (placed, definite, roman) = (list(&ordinals.placed.verbs)?, list(&ordinals.definite.nouns)?, list(&ordinals.roman.before)?);
        let fraction_after = list(&table.apart.fraction_after)?;
        let ordinal_not_after = list(&ordinals.apart.second_not_after)?;
        let oblique = list(&ordinals.apart.oblique)?;
        let mut beyond = Phrases::default();
        for (key, forms) in &ordinals.beyond {
            for form in forms {
                beyond.insert(vocabulary, form, integer(key)?).map_err(&fail)?;
            }
        }
        let (first, compound) = compound(&table.compound, vocabulary).map_err(&fail)?;
        let money = money::Followers::get(pack, vocabulary)?;
        let letters = vocabulary.letters();
        let fold = |forms: &[String]| forms.iter().map(|form| letters.fold(form)).collect::<Vec<_>>();
        let (and, article) = (fold(&table.clitic.and), fold(&table.clitic.article));
        let proclitics = vocabulary.proclitics().iter().filter(|chain| !chain.is_empty()).cloned().collect();
        let class = |chain: &String| {
            let (joined, rest) = and.iter().find_map(|c| chain.strip_prefix(c.as_str())).map_or((false, chain.as_str()), |rest| (true, rest));
            let article = article.iter().any(|c| c == rest);
            (joined, article, !article && !rest.is_empty())
        };
        let signs = |list: &[String]| list.iter().filter_map(|sign| sign.chars().next()).collect::<Vec<char>>();
        Ok(Self {
            phrases,
            suffixes,
            suffix_before,
            labels,
            one,
            one_not_after,
            one_not_before,
            ordinal_not_after,
            oblique,
            beyond,
            grammar: table.grammar,
            clitics: vocabulary.proclitics().iter().map(class).collect(),
            and_clitics: and.clone(),
            and_words: fold(&table.join.and),
            articles: article.clone(),
            proclitics,
            group: signs(&pack.profile.digits.group),
            decimal: signs(&pack.profile.digits.decimal),
            modify: table.modify,
            first: Arc::new(first),
            half: Arc::new(table.compound.half),
            times,
            times_not_before,
            noun_verbs: fold(&table.noun.verbs),
            placed,
            definite,
            roman,
            roman_adjectives: fold(&ordinals.roman.adjectives),
            money,
            compound,
            dual_endings: fold(&table.clitic.dual),
            not_dual,
            singular_after,
            stops,
            fraction_after,
            ratio_middle,
            ratio_round,
            each,
            abbreviations,
        })
    }

    /// Whether token `i` has the full ending of a dual and is none of the words that only look like one.
    pub(super) fn is_dual(&self, scene: &Scene<'_>, i: usize) -> bool {
        let form = scene.form(i);
        self.dual_endings.iter().any(|ending| form.len() > ending.len() + 4 && form.ends_with(ending.as_str()))
            && scene.longest(&self.not_dual, i).is_none()
    }

    /// Whether the verb after the word before token `i` shows it to be a noun, or a capital inside a sentence does: `сорока улетела`, the name `Сорока`.
    pub(super) fn is_noun(&self, scene: &Scene<'_>, i: usize) -> bool {
        let form = scene.form(i);
        let capital = i > scene.range.start + 1 && scene.token(i - 1).is_some_and(|token| token.capitals == Capitals::First);
        let inside = || scene.token(i - 2).is_some_and(|before| before.kind == TokenKind::Word);
        capital && inside() || self.noun_verbs.iter().any(|ending| form.len() > ending.len() + 2 && form.ends_with(ending.as_str()))
    }

    /// The longest number words that begin at token `i`, with all their meanings.
    pub(super) fn at(&self, scene: &Scene<'_>, i: usize) -> SmallVec<[Hit; 4]> {
        self.read(scene, i, true)
    }

    /// The words at token `i` that can go on with a numeral: after «семь», «тысяч пять» is no vague amount.
    pub(super) fn further(&self, scene: &Scene<'_>, i: usize) -> SmallVec<[Hit; 4]> {
        self.read(scene, i, false)
    }

    fn read(&self, scene: &Scene<'_>, i: usize, vague: bool) -> SmallVec<[Hit; 4]> {
        let mut hits: SmallVec<[Hit; 4]> = SmallVec::new();
        let mut best = 0;
        self.phrases.each(scene.analyses, i, scene.range.end, |found| {
            let possessed = found.first.enclitic != 0 || found.last.enclitic != 0;
            let fraction = |word: &Word| matches!(word, Word::Ratio(..) | Word::Part(_) | Word::Parts(_));
            let left_out = |word: &Word| !vague && matches!(word, Word::Vague(..)) || possessed && !fraction(word);
            if found.tokens.end < best || found.meanings.iter().all(left_out) {
                return;
            }
            if found.tokens.end > best {
                best = found.tokens.end;
                hits.clear();
            }
            let (joined, article, other) = self.clitics[usize::from(found.first.proclitic)];
            let definite = self.clitics[usize::from(found.last.proclitic)].1;
            for &word in found.meanings.iter().filter(|word| !left_out(word)) {
                hits.push(Hit { word, end: found.tokens.end, joined, article, other, possessed, definite, number: found.number });
            }
        });
        if hits.len() < 2 {
            return hits;
        }
        // Vague words come first: a plural without a numeral before it is read as vague.
        hits.sort_by_key(|hit| !matches!(hit.word, Word::Vague(..)));
        // A cardinal that an ordinal's ending can also be (`девяносто`) is a cardinal.
        if hits.iter().any(|hit| matches!(hit.word, Word::Value(_))) {
            hits.retain(|hit| !matches!(hit.word, Word::Ordinal(_)));
        }
        hits
    }
}

/// First parts of compound adjectives, each with its number.
type Firsts = Vec<(Decimal, String)>;

/// First parts of compound adjectives with their numbers, and the compounds of things that are only counted.
fn compound(table: &Compound, vocabulary: &mut Vocabulary) -> Result<(Firsts, Phrases<Decimal>), String> {
    let mut first: Vec<(Decimal, String)> = Vec::new();
    for (key, forms) in &table.first {
        let number: Decimal = key.parse().map_err(|_| format!("[compound.first]: expected a number as a key, but found {key:?}"))?;
        first.extend(forms.iter().map(|form| (number, form.clone())));
    }
    let units: Vec<(Decimal, String)> = first.iter().filter(|(number, _)| *number < Decimal::TEN && number.fract().is_zero()).cloned().collect();
    let tens: Vec<(Decimal, String)> = first.iter().filter(|(number, _)| (20..100).any(|ten| Decimal::from(ten) == *number)).cloned().collect();
    for (ten, left) in &tens {
        first.extend(units.iter().map(|(unit, right)| (ten + unit, format!("{left}{right}"))));
    }
    let mut phrases = Phrases::default();
    for form in &table.counted {
        for (number, left) in &first {
            phrases.insert(vocabulary, &format!("{left}{form}"), *number)?;
        }
    }
    for (key, forms) in &table.scale {
        let scale: Decimal = key.parse().map_err(|_| format!("[compound.scale]: expected a number as a key, but found {key:?}"))?;
        for form in forms {
            for (number, left) in first.iter().filter(|(number, _)| *number != Decimal::ONE) {
                phrases.insert(vocabulary, &format!("{left}{form}"), *number * scale)?;
            }
        }
    }
    Ok((first, phrases))
}

/// `n/d` as a decimal: exact where it ends, else rounded to ten places.
pub(super) fn ratio(n: i64, d: i64) -> Decimal {
    (Decimal::from(n) / Decimal::from(d.max(1))).round_dp(10).normalize()
}
