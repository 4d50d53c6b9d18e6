//! What is only possible or only claimed in one edition and stated as a fact in the others, or the other way round; what must be for what may be.
//!
//! An edition that has such a mark alone gained it; one that lacks a mark of two others lost it. Translations leave things open in many ways: any
//! mark that is akin (`would`, `expected`, whose words they are) explains one that is missing, so that only bare statements beside hedged ones are told.
//! A major finding is what one of three editions states plainly that the other two leave open or claim: both are close to it in their words, and one of them at
//! least uses a word that does nothing else (`may`, not `could`, which is what somebody can do as well); or both say that it is not ruled out. All else is minor;
//! with two editions the sentences have to be translated closely for one that is shown.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::clause::{Clause, Mark};
use super::{Told, reading};
use crate::align::Bead;
use crate::facts::contrary::Contraries;

/// How much of their words of substance editions share at least for one that states what the others leave open to be major.
const ALIKE: f64 = 0.4;

/// What is looked for, and every mark that explains why an edition does without it.
struct Kin {
    marks: &'static [&'static str],
    akin: &'static [&'static str],
    why: &'static str,
}

/// Marks of what may be.
const POSSIBLE: &[&str] = &["able", "possible", "unlikely"];

/// Somebody says it.
const TOLD: &[&str] = &["told"];

const KINDS: &[Kin] = &[
    Kin { marks: POSSIBLE, akin: &["able", "possible", "unlikely", "hedged", "tentative"], why: "one side leaves open what the other states" },
    Kin {
        marks: &["hedged"],
        akin: &["able", "possible", "unlikely", "hedged", "attributed", "tentative"],
        why: "one side gives as a claim what the other states",
    },
    Kin { marks: &["required"], akin: &["required", "tentative"], why: "one side says what must be, the other what may be" },
];

/// Adds a finding for a hedge that an edition gained or lost, the first of a bead.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    for kind in KINDS {
        let marks = |at: usize, whats: &'static [&'static str]| clauses[at].marks.iter().filter(move |mark| whats.contains(&mark.what));
        let own = |at: usize| marks(at, kind.marks);
        let with: Vec<usize> = (0..clauses.len()).filter(|at| own(*at).next().is_some()).collect();
        // What an edition leaves open beside this, it leaves open in all: `they expect that it may`.
        let all = |at: usize| marks(at, kind.akin).count();
        let beside = with.iter().map(|at| all(*at)).min().filter(|_| with.len() > 1 && kind.marks == POSSIBLE).unwrap_or(1);
        // Where one edition alone names who says so, that is its way to leave it to them: prosecutors say, allegedly.
        let told = |at: usize| marks(at, TOLD).count();
        let named = with.iter().map(|at| told(*at)).min().unwrap_or(0);
        let claim = kind.marks == ["hedged"];
        let bare = |at: &usize| own(*at).next().is_none() && all(*at) < beside && !(claim && told(*at) > named);
        let without: Vec<usize> = (0..clauses.len()).filter(bare).collect();
        if with.is_empty() || without.is_empty() || with.len() + without.len() < clauses.len() {
            continue;
        }
        // What must be is left out now and then; told only where it became what may be.
        let may = |at: &usize| clauses[*at].has_mark(POSSIBLE);
        if kind.marks == ["required"] && (with.iter().any(may) || !without.iter().all(may)) {
            continue;
        }
        let odd = match (with.as_slice(), without.as_slice()) {
            ([_], [_]) => 1 - options.reference.min(1),
            ([odd], _) | (_, [odd]) => *odd,
            _ => continue,
        };
        let close = clauses.len() > 2 || clauses[0].is_close(&clauses[1], contraries);
        // Translators add a `may` of their own more often than they leave out one that two editions have.
        let lost = without.len() == 1;
        let sure = |at: &usize| own(*at).any(|mark| mark.what != "able");
        // What is unlikely to be is ruled out in other words.
        let denied = with.iter().any(|at| clauses[*at].has_mark(&["unlikely"])) && without.iter().any(|at| clauses[*at].denies())
            || without.iter().any(|at| clauses[*at].denies_in_part());
        let near = |at: &usize| clauses[*at].closeness(&clauses[odd], contraries) >= ALIKE;
        let open = with.iter().all(|at| own(*at).any(|mark| mark.open));
        let plain = lost && open || lost && kind.marks != ["required"] && with.iter().any(sure) && with.iter().all(near) && !denied;
        let (severity, confidence) = match clauses.len() {
            3.. if plain => (Severity::Major, 0.8),
            3.. if lost => (Severity::Minor, 0.6),
            _ if close => (Severity::Minor, 0.55),
            _ => (Severity::Minor, 0.35),
        };
        let mark = |at: usize| own(at).next();
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
