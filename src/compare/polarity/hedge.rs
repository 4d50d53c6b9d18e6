//! What is only possible or only claimed in one edition and stated as a fact in the others, or the other way round; what must be for what may be.
//!
//! An edition that has such a mark alone gained it; one that lacks a mark of two others lost it. Translations leave things open in many ways: any
//! mark that is akin (`would`, `expected`, whose words they are) explains one that is missing, so that only bare statements beside hedged ones are told.
//! A minor finding, but for what one of three editions states in the very word that the others leave open or where both say that it is not ruled out;
//! with two editions the sentences have to be translated closely for one that is shown.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::clause::{Clause, Mark};
use super::{Told, reading};
use crate::align::Bead;
use crate::facts::Concept;
use crate::facts::contrary::Contraries;

/// What is looked for, and every mark that explains why an edition does without it.
struct Kin {
    marks: &'static [&'static str],
    akin: &'static [&'static str],
    why: &'static str,
}

const KINDS: &[Kin] = &[
    Kin { marks: &["possible"], akin: &["possible", "hedged", "tentative"], why: "one side leaves open what the other states" },
    Kin { marks: &["hedged"], akin: &["possible", "hedged", "attributed", "tentative"], why: "one side gives as a claim what the other states" },
    Kin { marks: &["required"], akin: &["required", "tentative"], why: "one side says what must be, the other what may be" },
];

/// Adds a finding for a hedge that an edition gained or lost, the first of a bead.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    for kind in KINDS {
        let has = |clause: &Clause<'_>| clause.has_mark(kind.marks);
        let bare = |clause: &Clause<'_>| !clause.has_mark(kind.akin);
        let with: Vec<usize> = (0..clauses.len()).filter(|at| has(&clauses[*at])).collect();
        let without: Vec<usize> = (0..clauses.len()).filter(|at| bare(&clauses[*at])).collect();
        if with.is_empty() || without.is_empty() || with.len() + without.len() < clauses.len() {
            continue;
        }
        // What must be is left out now and then; told only where it became what may be.
        let may = |at: &usize| clauses[*at].has_mark(&["possible"]);
        if kind.marks == ["required"] && (with.iter().any(may) || !without.iter().all(may)) {
            continue;
        }
        let odd = match (with.as_slice(), without.as_slice()) {
            ([_], [_]) => 1 - options.reference.min(1),
            ([odd], _) | (_, [odd]) => *odd,
            _ => continue,
        };
        let close = clauses.len() > 2 || clauses[0].is_close(&clauses[1], contraries);
        // Translators add a `may` of their own more often than they leave out one that two editions have; on good translations even that is
        // told more often than it is worth a desk's time.
        let lost = without.len() == 1;
        // The very word that two editions leave open stands in the third as a fact; or they say in so many words that it is not ruled out.
        let own = |at: usize| clauses[at].marks.iter().filter(|mark| kind.marks.contains(&mark.what));
        let governs = |at: usize, concept: Concept| own(at).filter_map(|mark| mark.about).any(|other| contraries.are_alike(other, concept));
        let stated = |concept: Concept| without.iter().all(|at| clauses[*at].affirms(concept, contraries));
        let words = with.iter().flat_map(|at| own(*at)).filter_map(|mark| mark.about);
        let plain = lost && kind.marks == ["possible"] && {
            let open = with.iter().filter(|at| own(**at).any(|mark| mark.open)).count();
            words.filter(|concept| stated(*concept)).any(|concept| open > 0 || with.iter().all(|at| governs(*at, concept))) || open == with.len()
        };
        let (severity, confidence) = match clauses.len() {
            3.. if plain => (Severity::Major, 0.8),
            3.. if lost => (Severity::Minor, 0.6),
            _ if close => (Severity::Minor, 0.55),
            _ => (Severity::Minor, 0.35),
        };
        let mark = |at: usize| clauses[at].marks.iter().find(|mark| kind.marks.contains(&mark.what));
        let span = |at: usize| mark(at).map_or_else(|| clauses[at].whole(), |mark: &Mark| mark.span);
        let reading = |at: usize| {
            let polarity = mark(at).map_or("asserted", |mark| mark.what);
            (clauses[at].edition, Some(reading(&clauses[at], span(at), &[("polarity", polarity)])))
        };
        let word = with.first().map_or("", |at| span(*at).of(&clauses[*at].side.edition.text));
        let list = |all: &[usize]| all.iter().map(|at| clauses[*at].id()).collect::<Vec<_>>().join(" and ");
        let verb = |all: &[usize]| if all.len() > 1 { "state" } else { "states" };
        let message = format!("{} {} what {} hedges (“{word}”)", list(&without), verb(&without), list(&with));
        let readings = (0..clauses.len()).map(reading).collect();
        let told = Told { rule: "hedge", why: kind.why.to_owned(), message, severity, confidence, readings, odd: clauses[odd].edition };
        findings.push(told.finding(bead));
        return;
    }
}
