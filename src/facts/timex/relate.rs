//! When two temporal readings agree.

use super::Timex;
use crate::facts::Relation;

impl Timex {
    /// How it compares with another reading; `None` when the two cannot state the same fact.
    pub fn relate(&self, other: &Self) -> Option<Relation> {
        (self == other).then_some(Relation::Same)
    }
}
