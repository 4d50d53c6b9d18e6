//! Whether it is a man or a woman of whom the editions speak, by pronouns and words for people.
//!
//! A noun that one edition has for a woman and another for a man (`schoolgirls`, `школьников`) tells it of those whom it names; where a third edition has neither, its words
//! for men and women in general decide, or nothing does.
//!
//! An edition speaks of men if it has such words of the one gender and none of the other. Languages differ in what they show: a pronoun that also
//! stands for things says less, so with three editions two have to agree, and with two the finding is a minor one.

use super::super::Options;
use super::super::finding::{Finding, Severity};
use super::super::sentences::is_open;
use super::clause::Clause;
use super::{Told, reading};
use crate::align::Bead;
use crate::facts::contrary::Contraries;
use crate::facts::{Concept, PoleHit};
use crate::languages::Pack;
use smallvec::SmallVec;

/// Adds a finding for an edition that speaks of the other gender than the rest.
pub(super) fn judge(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    let says: Vec<Option<Says<'_>>> = clauses.iter().map(|clause| said(clause, contraries)).collect();
    let of = |man: bool| (0..says.len()).filter(|at| says[*at].as_ref().is_some_and(|says| says.man == man)).collect::<Vec<_>>();
    let (men, women) = (of(true), of(false));
    let odd = match (men.as_slice(), women.as_slice()) {
        ([_, _, ..], [odd]) | ([odd], [_, _, ..]) => *odd,
        ([_], [_]) if clauses.len() == 2 => 1 - options.reference.min(1),
        _ => return,
    };
    // A verb of which a thing may be the subject agrees with a pronoun, and no more.
    let pronoun = |at: &usize| says[*at].as_ref().is_some_and(|says| says.pronoun);
    let spoken = says.iter().all(|says| says.as_ref().is_some_and(|says| says.spoken));
    if !spoken && (!pronoun(&odd) || !(0..says.len()).any(|at| at != odd && pronoun(&at))) {
        return;
    }
    // Elsewhere a pronoun may stand for a thing that is named before; whoever speaks is somebody.
    let natural = spoken || Pack::get(&clauses[odd].side.edition.language).is_ok_and(|pack| pack.profile.natural_gender);
    // Where an edition speaks of several people each may mean another one.
    let several = clauses.iter().any(|clause| clause.speaks_of_several(contraries));
    // A verb of saying is of whoever speaks, and says nothing of whom a pronoun stands for.
    let voted = spoken || (0..says.len()).filter(|at| pronoun(at)).count() > 2;
    let (severity, confidence) = if clauses.len() > 2 && natural && voted && !several { (Severity::Major, 0.75) } else { (Severity::Minor, 0.6) };
    let mut readings = Vec::with_capacity(clauses.len());
    let mut words = vec![""; clauses.len()];
    for (at, clause) in clauses.iter().enumerate() {
        let Some((says, span)) = says[at].as_ref().and_then(|says| Some((says, clause.span(&says.hit.tokens)?))) else { continue };
        words[at] = span.of(&clause.side.edition.text);
        readings.push((clause.edition, Some(reading(clause, span, &[("concept", if says.man { "he" } else { "she" })]))));
    }
    let others = (0..clauses.len()).filter(|at| *at != odd && !words[*at].is_empty());
    let others: Vec<String> = others.map(|at| format!("{} has “{}”", clauses[at].id(), words[at])).collect();
    let message = format!("{} has “{}” where {}", clauses[odd].id(), words[odd], others.join(", "));
    let why = "the words stand for a man in one edition and for a woman in another".to_owned();
    findings.push(Told { rule: "gender", why, message, severity, confidence, readings, odd: clauses[odd].edition }.finding(bead));
}

/// Adds a finding for somebody who is a man by the noun of one edition, and a woman by that of another.
pub(super) fn judge_nouns(clauses: &[Clause<'_>], bead: (usize, &Bead), contraries: &Contraries, options: &Options, findings: &mut Vec<Finding>) {
    for (man, woman) in contraries.sexes() {
        let hits: Vec<Option<(bool, &PoleHit)>> = clauses.iter().map(|clause| noun(clause, (man, woman))).collect();
        let is = |wanted: bool| hits.iter().flatten().any(|(man, _)| *man == wanted);
        if !is(true) || !is(false) {
            continue;
        }
        // A woman may be told of elsewhere in the sentence, by a pronoun or another noun.
        let women = |clause: &Clause<'_>| general(clause, contraries).any(|(man, _)| !man);
        if clauses.iter().zip(&hits).any(|(clause, hit)| matches!(hit, Some((true, _))) && women(clause)) {
            continue;
        }
        // A pronoun may stand for somebody else.
        let vote = |at: usize| hits[at].or_else(|| noun(&clauses[at], (Concept::new("male"), Concept::new("female"))));
        let votes: Vec<Option<(bool, &PoleHit)>> = (0..clauses.len()).map(vote).collect();
        let count = |wanted: bool| votes.iter().flatten().filter(|(man, _)| *man == wanted).count();
        let odd = match (count(true), count(false)) {
            (1, 2..) => votes.iter().position(|vote| matches!(vote, Some((true, _)))),
            (2.., 1) => votes.iter().position(|vote| matches!(vote, Some((false, _)))),
            _ if clauses.len() == 2 => Some(1 - options.reference.min(1)),
            _ => None,
        };
        let mut readings = Vec::with_capacity(clauses.len());
        let mut said: [Vec<String>; 2] = Default::default();
        for (clause, vote) in clauses.iter().zip(&votes) {
            let Some((man, span)) = vote.and_then(|(man, hit)| Some((man, clause.span(&hit.tokens)?))) else { continue };
            said[usize::from(man)].push(format!("{} has “{}”", clause.id(), span.of(&clause.side.edition.text)));
            readings.push((clause.edition, Some(reading(clause, span, &[("concept", if man { "man" } else { "woman" })]))));
        }
        let first = odd.is_none_or(|odd| matches!(votes[odd], Some((true, _))));
        let [one, other] = if first { [1, 0] } else { [0, 1] };
        let message = format!("{} where {}", said[one].join(", "), said[other].join(", "));
        let why = "a noun names a man in one edition and a woman in another".to_owned();
        // The noun for a man also stands for people of whom nothing is said.
        let (severity, confidence) = if clauses.len() > 2 && odd.is_some() { (Severity::Major, 0.75) } else { (Severity::Minor, 0.6) };
        let told = Told { rule: "gender", why, message, severity, confidence, readings, odd: odd.map_or(0, |odd| clauses[odd].edition) };
        findings.push(Finding { odd: odd.map(|odd| clauses[odd].edition), ..told.finding(bead) });
        return;
    }
}

/// Whether a clause has the noun for a man or that for a woman; nothing if it has both or neither.
fn noun<'a>(clause: &Clause<'a>, (man, woman): (Concept, Concept)) -> Option<(bool, &'a PoleHit)> {
    let of = |pole: Concept| clause.poles().find(|hit| hit.poles.contains(&pole));
    match (of(man), of(woman)) {
        (Some(hit), None) => Some((true, hit)),
        (None, Some(hit)) => Some((false, hit)),
        _ => None,
    }
}

/// The words of a clause that stand for a man (true) or a woman, whoever it is.
fn general<'a, 'c>(clause: &'c Clause<'a>, contraries: &'c Contraries) -> impl Iterator<Item = (bool, &'a PoleHit)> + 'c {
    let kinds = move || contraries.genders().chain(contraries.sexes());
    let of = move |hit: &PoleHit| {
        kinds().find_map(|(man, woman)| match (hit.poles.contains(&man), hit.poles.contains(&woman)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        })
    };
    clause.poles().filter_map(move |hit| of(hit).map(|man| (man, hit)))
}

/// The gender that a clause speaks of.
struct Says<'a> {
    man: bool,
    /// A pronoun says so, and no verb of which a thing may be the subject.
    pronoun: bool,
    /// It is of somebody who speaks: `he said`, قالت, сказала.
    spoken: bool,
    /// The first word that says so.
    hit: &'a PoleHit,
}

/// The gender that a clause speaks of; nothing if it speaks of both or of none.
fn said<'a>(clause: &Clause<'a>, contraries: &Contraries) -> Option<Says<'a>> {
    let of = |pole: Concept| clause.poles().find(|hit| hit.poles.contains(&pole));
    let kinds: SmallVec<[(Option<&PoleHit>, Option<&PoleHit>); 2]> = contraries.genders().map(|(man, woman)| (of(man), of(woman))).collect();
    kinds.iter().enumerate().find_map(|(at, kind)| {
        let (man, hit) = match *kind {
            (Some(hit), None) => (true, hit),
            (None, Some(hit)) => (false, hit),
            _ => return None,
        };
        let pronoun = at == 0;
        let verb = kinds.iter().skip(1).any(|(he, she)| he.is_some() == man && she.is_some() != man);
        // Somebody else speaks as well.
        let other = kinds.iter().any(|(he, she)| if man { she.is_some() } else { he.is_some() });
        // What is quoted is said by somebody else.
        let quoted = clause.span(&hit.tokens).is_some_and(|span| is_open(&clause.side.edition.text[clause.context(span).start..span.start]));
        let says = || clause.concepts().any(|said| said.tokens.start == hit.tokens.end && said.meanings().any(|own| contraries.is_saying(own)));
        Some(Says { man, pronoun, spoken: !other && !quoted && (verb || pronoun && says()), hit })
    })
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::compare::Severity;
    use crate::text::{Edition, Story};

    fn odd(texts: [&str; 3]) -> Vec<Option<usize>> {
        let edition = |(text, tag): (&str, &str)| Edition { id: tag.to_owned(), language: tag.to_owned(), published: None, text: text.into() };
        let story = Story { id: String::new(), editions: texts.into_iter().zip(["en", "ar", "ru"]).map(edition).collect() };
        let report = check(&story, &Options::default()).expect("the story can be checked");
        report.findings.iter().filter(|finding| finding.rule == "gender" && finding.severity >= Severity::Major).map(|finding| finding.odd).collect()
    }

    #[test]
    fn nouns_say_who_is_a_woman() {
        let texts = ["Two schoolgirls were taken to hospital.", "نُقلت تلميذتان إلى المستشفى.", "Двух школьников доставили в больницу."];
        assert_eq!(odd(texts), [Some(2)]);
        let texts = ["Two female nurses were put in isolation.", "وُضع ممرضان في العزل.", "Две медсестры помещены в изолятор."];
        assert_eq!(odd(texts), [Some(1)]);
        let texts = ["The nurses went on strike on Monday.", "أضرب الممرضون يوم الاثنين.", "Медсёстры в понедельник начали забастовку."];
        assert_eq!(odd(texts), []);
    }

    #[test]
    fn a_verb_of_saying_is_of_whoever_speaks() {
        let texts = ["He told reporters that the road was open.", "وقالت للصحفيين إن الطريق مفتوح.", "Она сообщила журналистам, что дорога открыта."];
        assert_eq!(odd(texts), [Some(0)]);
        // The boat is one thing in Russian and another in English; the captain is a man in all.
        let texts = ["\"She lay down,\" the captain said.", "وقال القبطان: «رقدت».", "«Он лёг», — сказал капитан."];
        assert_eq!(odd(texts), []);
    }
}
