//! How two readings compare.

/// How one reading stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same value.
    Same,
    /// Another way to state the same value.
    Equivalent(Why),
    /// One side is less precise, and the other fits into it.
    Vaguer(Why),
    /// Both cannot be true.
    Conflicting(Why),
}

impl Relation {
    /// Whether both sides can be true.
    pub fn agrees(&self) -> bool {
        !matches!(self, Relation::Conflicting(_))
    }

    /// The reason, where there is one to give.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Relation::Same => None,
            Relation::Equivalent(why) | Relation::Vaguer(why) | Relation::Conflicting(why) => Some(why),
        }
    }
}

/// The rule that made two readings equal or set them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Stable identifier of the rule, in kebab case (`rounding`, `time-zone`, `toll`).
    pub rule: &'static str,
    /// One clause for a reader, without capital and full stop (`25 kilometres are about 15.5 miles`).
    pub text: String,
}

impl Why {
    /// A reason with its rule.
    pub fn new(rule: &'static str, text: impl Into<String>) -> Self {
        Self { rule, text: text.into() }
    }
}
