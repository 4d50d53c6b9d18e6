//! One numeral of a sentence, and the list of them.

use super::halves::More;
use rust_decimal::Decimal;
use std::ops::Range;

/// A number as it stands in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// The tokens that state it.
    pub tokens: Range<usize>,
    /// Its value; the lowest one if it is vague.
    pub value: Decimal,
    /// The other reading of an ambiguous grouping sign.
    pub other: Option<Decimal>,
    /// What kind of numeral it is.
    pub form: Form,
    /// Its outermost scale (`million`), where the last word is one.
    pub scale: Option<i64>,
    /// It begins with digits.
    pub digits: bool,
    /// Letters of a unit or an unknown suffix are written together with its last token (`29km`).
    pub attached: bool,
    /// It is an adverb that orders by the result of a verb (`حل ثانيا`), and names no day, hour or age.
    pub(in crate::facts) adverb: bool,
    /// It belongs to a longer name or code (`S-300`, `Route 8`): no kind counts it.
    pub label: bool,
}

/// The kinds of numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `5`, `five`, `пятеро`.
    Cardinal,
    /// `fifth`, `5-й`.
    Ordinal,
    /// `half`, `two thirds`, `1/5`; not a decimal.
    Fraction,
    /// `dozens`; with the highest meaning, `None` if open.
    Vague(Option<i64>),
    /// Number words without an own number that a pronoun can be (`one`): the text around it says that it counts nothing.
    Pronoun,
}

impl Numeral {
    /// Whether it is an ordinal.
    pub fn ordinal(&self) -> bool {
        self.form == Form::Ordinal
    }

    /// Whether it states a count or measure: not an ordinal, a pronoun or a part of a name.
    pub fn counts(&self) -> bool {
        !self.label && !matches!(self.form, Form::Ordinal | Form::Pronoun)
    }

    /// Its value where that is a whole number that fits.
    pub fn integer(&self) -> Option<i64> {
        (self.value.fract().is_zero()).then(|| i64::try_from(self.value).ok()).flatten()
    }
}

/// Numerals of a sentence by place.
#[derive(Clone, Debug, Default)]
pub struct NumeralList {
    list: Vec<Numeral>,
    /// Tokens beyond which the noun of a number does not stand; only kept where there is a numeral or a concept to count.
    stops: Vec<usize>,
    /// By the first token of a numeral: the fraction behind what it counts.
    more: Vec<(usize, More)>,
}

impl NumeralList {
    /// From numerals in order, and the tokens that end their noun phrases.
    pub fn new(list: Vec<Numeral>, stops: Vec<usize>) -> Self {
        Self { list, stops, more: Vec::new() }
    }

    /// Notes the fractions behind what the numerals count.
    pub(super) fn set_more(&mut self, more: Vec<(usize, More)>) {
        self.more = more;
    }

    /// By the first token of a numeral: the fraction behind what it counts (`six points and a half`).
    pub(super) fn more(&self) -> &[(usize, More)] {
        &self.more
    }

    /// Whether the noun of a number does not stand beyond token `i` (a preposition, an auxiliary).
    pub fn stops(&self, i: usize) -> bool {
        self.stops.binary_search(&i).is_ok()
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, Numeral> {
        self.list.iter()
    }

    /// The one that begins at token `i`.
    pub fn at(&self, i: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&i, |numeral| numeral.tokens.start).ok().map(|at| &self.list[at])
    }

    /// The one that ends before token `end`.
    pub fn before(&self, end: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&end, |numeral| numeral.tokens.end).ok().map(|at| &self.list[at])
    }

    /// The one that holds token `i`.
    pub fn around(&self, i: usize) -> Option<&Numeral> {
        let at = self.list.partition_point(|numeral| numeral.tokens.end <= i);
        self.list.get(at).filter(|numeral| numeral.tokens.contains(&i))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
