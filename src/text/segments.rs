//! Segments that a bilingual file pairs itself.

use super::Span;

/// The segments of editions that one file holds side by side. The segments of one number say the same; an edition that lacks one has an empty span there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    editions: Vec<Vec<Span>>,
}

impl Segments {
    /// By edition its segments in the order of its text; `None` if the editions have not equally many, or the segments of one overlap or are out of order.
    pub fn new(editions: Vec<Vec<Span>>) -> Option<Self> {
        let count = editions.first().map_or(0, Vec::len);
        let ordered = |spans: &Vec<Span>| spans.len() == count && spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
        editions.iter().all(ordered).then_some(Self { editions })
    }

    /// By edition its segments.
    pub fn editions(&self) -> &[Vec<Span>] {
        &self.editions
    }

    /// How many segments each edition has.
    pub fn len(&self) -> usize {
        self.editions.first().map_or(0, Vec::len)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those of some of the editions, in the order named.
    pub fn of(&self, editions: &[usize]) -> Self {
        Self { editions: editions.iter().filter_map(|at| self.editions.get(*at).cloned()).collect() }
    }
}
