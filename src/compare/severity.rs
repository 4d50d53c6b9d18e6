//! What a difference would cost a desk.
//!
//! | severity | what |
//! | --- | --- |
//! | critical | a toll, or a denial or negation turned round |
//! | major | any other altered fact; a sentence with news value that is missing |
//! | minor | a fact that one edition leaves out, a vaguer reading |
//! | note | what a desk does every day: a sentence without facts left out, a rewrite's omission |

use super::finding::{Category, FindingKind, Severity};
use crate::facts::Kind;

/// Severity of an altered fact.
pub(super) fn altered(kind: Kind) -> Severity {
    match kind {
        Kind::Casualty | Kind::Polarity => Severity::Critical,
        _ => Severity::Major,
    }
}

/// ITS 2.0 type of a finding about a fact.
pub(super) fn category(what: FindingKind, kind: Kind) -> Category {
    match (what, kind) {
        (FindingKind::Missing, _) => Category::Omission,
        (FindingKind::Added, _) => Category::Addition,
        (_, Kind::Date | Kind::Time | Kind::Name) => Category::InconsistentEntities,
        (_, Kind::Polarity | Kind::Quote) => Category::Mistranslation,
        _ => Category::Numbers,
    }
}
