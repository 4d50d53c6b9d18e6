//! A person whom every edition names, one of them with another given name or another surname (`Salem Obaid`, `Samir Obaid`).
//!
//! A surname alone names a person, so that names of which one word is alike are not held against each other as a whole. Here they are, word by word: all words but one must be
//! plainly the same in all editions, and the one plainly another, as no two ways to carry a name over are. Initials, patronymics and particles are left out; names with different
//! numbers of words are not compared.

use super::super::finding::{Finding, FindingKind, Reading, Severity, Subject};
use super::super::{Options, Side, severity};
use super::Otherwise;
use crate::align::Bead;
use crate::facts::name::{ALIKE, Class, Heard, Name, PLAIN, is_run_together, locate_alone, locate_run};
use crate::facts::{Kind, Relation, Value};
use crate::text::Span;

/// Two words less alike than this are plainly two names.
const OTHER: f64 = 0.775;
/// The same where only two editions are held together, or the word is a surname, which translators write in more ways.
const PLAINLY_OTHER: f64 = 0.7;
/// The same for a surname in letters that English does not have: it is read by rules of its own.
const LEAST: f64 = 0.6;
/// A word at least so much like one of a name may be it, badly spelled.
const NEAR: f64 = 0.72;
/// Letters that a word has at least: shorter ones are abbreviations (`St`) or sound like too many others.
const SHORTEST: usize = 2;

/// Where an edition names somebody with all the words of the name.
#[derive(Clone, Debug)]
struct Naming {
    edition: usize,
    span: Span,
    name: Name,
    /// Only its words tell that it is a name.
    run: bool,
}

/// Adds a finding for every name of which one edition alone has another word. Lighter findings about the same places are told by it.
pub(super) fn judge(sides: &[Side<'_>], beads: &[Bead], options: &Options, findings: &mut Vec<Finding>) {
    for (index, bead) in beads.iter().enumerate() {
        if bead.sentences.iter().any(Vec::is_empty) {
            continue;
        }
        let all: Vec<Vec<Naming>> = (0..sides.len()).map(|edition| people(&sides[edition], bead, edition)).collect();
        // Names that all editions have alike.
        let mut told: Vec<(usize, Span)> = Vec::new();
        for own in all.iter().flatten() {
            if told.contains(&(own.edition, own.span)) {
                continue;
            }
            let Some(namings) = namings(sides, bead, &all, own) else { continue };
            let Some((odd, others)) = odd_one(sides, bead, namings, own, options, &mut told) else { continue };
            if findings.iter().any(|finding| tells(finding, &odd) && finding.severity >= Severity::Major) {
                continue;
            }
            findings.retain(|finding| !tells(finding, &odd));
            findings.push(finding(sides, (index, bead), &odd, &others, &PART));
        }
        let open = |naming: &&Naming| !told.contains(&(naming.edition, naming.span));
        if sides.len() < 3 || all.iter().flatten().filter(open).count() < 2 {
            continue;
        }
        for odd in 0..sides.len() {
            let Some((own, others)) = replaced(sides, bead, &all, odd, &told) else { continue };
            let weighty = |finding: &Finding| finding.severity >= Severity::Major;
            if findings.iter().any(|finding| weighty(finding) && (tells(finding, &own) || others.iter().any(|other| tells(finding, other)))) {
                continue;
            }
            findings.retain(|finding| !tells(finding, &own));
            findings.push(finding(sides, (index, bead), &own, &others, &WHOLE));
        }
    }
}

/// Whether a finding says that a name stands where another one should.
fn tells(finding: &Finding, naming: &Naming) -> bool {
    let reading = finding.readings.iter().find(|(edition, _)| *edition == naming.edition).and_then(|(_, reading)| reading.as_ref());
    let altered = finding.kind == FindingKind::Altered && finding.subject == Subject::Fact(Kind::Name);
    altered && reading.is_some_and(|reading| reading.span.overlaps(naming.span))
}

/// The people whom an edition names in a bead with two words or more.
fn people(side: &Side<'_>, bead: &Bead, edition: usize) -> Vec<Naming> {
    let facts = bead.sentences[edition].iter().flat_map(|sentence| side.extracted.facts_of(*sentence)).map(|at| &side.extracted.facts[at]);
    let person = |fact: &&crate::facts::Fact| matches!(&fact.value, Value::Name(name) if name.class == Class::Person && name.places.is_empty());
    // A surname alone stands for the whole name in the fact; here it is what is written that counts.
    let naming = facts.filter(person).map(|fact| Naming { edition, span: fact.span, name: spelled(side, fact.span), run: false });
    naming.filter(|naming| naming.name.count() > 1 && !is_cut(side, naming.span)).collect()
}

/// Whether a title opens the name, or a hyphen goes on behind it: what stands there are not all its words, and no others.
fn is_cut(side: &Side<'_>, span: Span) -> bool {
    let extracted = side.extracted;
    let tokens = extracted.tokens.within(span);
    let titles = &extracted.titles[extracted.titles.partition_point(|title| title.tokens.start < tokens.start)..];
    let title = titles.first().is_some_and(|title| title.tokens.start < tokens.end);
    let next = side.edition.text[span.end..].chars().next();
    title || next.is_some_and(|next| matches!(next, '-' | '‑'))
}

fn spelled(side: &Side<'_>, span: Span) -> Name {
    Name::spelled(Class::Person, span.of(&side.edition.text))
}

/// Where each edition names somebody with as many words, at least all but one of them plainly the same.
fn namings(sides: &[Side<'_>], bead: &Bead, all: &[Vec<Naming>], own: &Naming) -> Option<Vec<Naming>> {
    let mut out: Vec<Naming> = Vec::with_capacity(all.len());
    for (edition, list) in all.iter().enumerate() {
        if edition == own.edition {
            out.push(own.clone());
            continue;
        }
        let plain = |other: &&Naming| own.name.words_alike(&other.name).iter().filter(|alike| **alike >= PLAIN).count();
        let best = list.iter().filter(|other| plain(other) + 1 >= own.name.count()).max_by_key(plain);
        out.push(match best {
            Some(best) => best.clone(),
            None => run(&sides[edition], bead, edition, &own.name)?,
        });
    }
    Some(out)
}

/// The edition that has one word of a name otherwise than the others, which agree, and the others. Names that are alike are added to `told`.
fn odd_one(
    sides: &[Side<'_>],
    bead: &Bead,
    mut namings: Vec<Naming>,
    own: &Naming,
    options: &Options,
    told: &mut Vec<(usize, Span)>,
) -> Option<(Naming, Vec<Naming>)> {
    let place = |a: &Naming, b: &Naming| {
        let alike = a.name.words_alike(&b.name);
        let mut apart = (0..alike.len()).filter(|at| alike[*at] < PLAIN);
        match (apart.next(), apart.next()) {
            (Some(at), None) => Some((at, alike[at])),
            _ => None,
        }
    };
    let same = |a: &Naming, b: &Naming| a.name.words_alike(&b.name).iter().all(|alike| *alike >= PLAIN);
    if namings.iter().all(|naming| same(naming, own)) {
        told.extend(namings.iter().map(|naming| (naming.edition, naming.span)));
        return None;
    }
    let editions = 0..namings.len();
    let odd = editions.clone().filter(|edition| editions.len() > 2 || *edition != options.reference).find(|odd| {
        let others = || editions.clone().filter(|edition| edition != odd);
        let mut places = others().map(|other| place(&namings[*odd], &namings[other]));
        let Some(Some((at, _))) = places.next() else { return false };
        let strange = namings.iter().any(|naming| is_strange(sides, naming));
        let least = if editions.len() == 2 || strange || at + 1 == own.name.count() { PLAINLY_OTHER } else { OTHER };
        let least = if strange && at + 1 == own.name.count() { LEAST } else { least };
        let apart = others().all(|other| place(&namings[*odd], &namings[other]).is_some_and(|(place, alike)| place == at && alike < least));
        let agree = others().all(|a| others().all(|b| a == b || same(&namings[a], &namings[b])));
        let named = !namings[*odd].run || namings[*odd].name.is_given(at);
        apart && agree && named && others().all(|other| is_missing(sides, bead, &namings[*odd], &namings[other], at))
    })?;
    let found = namings.remove(odd);
    Some((found, namings))
}

/// Whether a name in Latin letters is not written as English is.
fn is_strange(sides: &[Side<'_>], naming: &Naming) -> bool {
    let text = naming.span.of(&sides[naming.edition].edition.text);
    text.chars().any(|c| c.is_ascii_alphabetic()) && text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Where the words of an edition stand for a name that no finder saw, all but one of them plainly the same.
fn run(side: &Side<'_>, bead: &Bead, edition: usize, name: &Name) -> Option<Naming> {
    bead.sentences[edition].iter().filter_map(|at| side.sentences.get(*at)).find_map(|sentence| {
        let found = locate_run(name, side.lettered(), side.extracted.tokens.within(sentence.span))?;
        let list = side.extracted.tokens.list();
        let span = list[found.start].span().cover(list[found.end - 1].span());
        (!is_cut(side, span)).then(|| Naming { edition, span, name: spelled(side, span), run: true })
    })
}

/// The one person of a bead whom an edition alone names, with two words or more of which no other edition has any nearby, where the others name one person in full of whom it
/// has no word.
fn replaced(sides: &[Side<'_>], bead: &Bead, all: &[Vec<Naming>], odd: usize, told: &[(usize, Span)]) -> Option<(Naming, Vec<Naming>)> {
    // What all editions have alike is neither.
    let open = |naming: &&Naming| !told.contains(&(naming.edition, naming.span));
    let others = || all.iter().enumerate().filter(|(edition, _)| *edition != odd).flat_map(|(_, list)| list.iter().filter(open));
    if !all[odd].iter().any(|naming| open(&naming)) || others().next().is_none() {
        return None;
    }
    // Whom the others lack may be told by a pronoun there, beside a sentence that names him; whom the edition lacks stands nowhere near.
    let heard: Vec<Vec<Heard<'_>>> = (0..sides.len()).map(|edition| around(&sides[edition], bead, edition, usize::from(edition == odd))).collect();
    let words = |naming: &Naming| (0..naming.name.count()).filter_map(|at| naming.name.word(at)).map(str::to_owned).collect::<Vec<_>>();
    let has_any = |naming: &Naming, edition: usize| words(naming).iter().any(|word| locate_alone(word, &heard[edition], NEAR).is_some());
    let mut alone = all[odd].iter().filter(open).filter(|naming| (0..sides.len()).all(|edition| edition == odd || !has_any(naming, edition)));
    let (Some(own), None) = (alone.next(), alone.next()) else { return None };
    let mut lost: Vec<Vec<Naming>> = Vec::new();
    for naming in others() {
        if has_any(naming, odd) || lost.iter().flatten().any(|known| known.edition == naming.edition && known.span.overlaps(naming.span)) {
            continue;
        }
        let Some(told) = (0..sides.len())
            .filter(|edition| *edition != odd && *edition != naming.edition)
            .map(|edition| whole(sides, bead, all, naming, edition))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        lost.push([vec![naming.clone()], told].concat());
    }
    // The same person can be named twice.
    let same = |a: &Naming, b: &Naming| a.name.words_alike(&b.name).iter().all(|alike| *alike >= PLAIN);
    let first = lost.first()?;
    lost.iter().all(|other| same(&other[0], &first[0])).then(|| (own.clone(), first.clone()))
}

/// Where an edition has a name with all its words.
fn whole(sides: &[Side<'_>], bead: &Bead, all: &[Vec<Naming>], naming: &Naming, edition: usize) -> Option<Naming> {
    let plain = |other: &Naming| {
        let same = matches!(naming.name.relate(&other.name), Some(Relation::Same | Relation::Equivalent(_)));
        same && naming.name.count() == other.name.count()
    };
    let known = all[edition].iter().find(|other| plain(other)).cloned();
    known.or_else(|| run(&sides[edition], bead, edition, &naming.name).filter(plain))
}

/// The words of an edition's part of a bead and of so many sentences before it and behind it.
fn around<'a>(side: &Side<'a>, bead: &Bead, edition: usize, beside: usize) -> Vec<Heard<'a>> {
    let (Some(first), Some(last)) = (bead.sentences[edition].first(), bead.sentences[edition].last()) else { return Vec::new() };
    let sentences = first.saturating_sub(beside)..(last + 1 + beside).min(side.sentences.len());
    sentences
        .filter_map(|at| side.sentences.get(at))
        .flat_map(|sentence| Heard::all(side.lettered(), side.extracted.tokens.within(sentence.span)))
        .collect()
}

/// Whether neither of two editions has the other's word of a name anywhere in the bead, nor it run into another.
fn is_missing(sides: &[Side<'_>], bead: &Bead, left: &Naming, right: &Naming, at: usize) -> bool {
    let (Some(one), Some(other)) = (left.name.word(at), right.name.word(at)) else { return false };
    let short = |word: &str| {
        word.chars().count() < SHORTEST || word.chars().all(|c| c.is_ascii_alphabetic()) && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    if short(one) || short(other) {
        return false;
    }
    let told = |word: &str, edition: usize| {
        let side = &sides[edition];
        let sentences = bead.sentences[edition].iter().filter_map(|at| side.sentences.get(*at));
        sentences
            .map(|sentence| Heard::all(side.lettered(), side.extracted.tokens.within(sentence.span)))
            .any(|heard| locate_alone(word, &heard, ALIKE).is_some())
    };
    !is_run_together(&left.name, other) && !is_run_together(&right.name, one) && !told(one, right.edition) && !told(other, left.edition)
}

/// What a finding says beside its readings: the rule, and why.
type Rule = (&'static str, &'static str);

const PART: Rule = ("name-word", "one word of the name is another, and the rest is the same");
const WHOLE: Rule = ("name-replaced", "the others name one person in full, and a full name that they do not have stands in its place");

fn finding(sides: &[Side<'_>], (index, bead): (usize, &Bead), odd: &Naming, others: &[Naming], (rule, why): &Rule) -> Finding {
    let reading = |naming: &Naming| {
        let sentence = sides[naming.edition].sentences.iter().find(|sentence| sentence.span.contains(naming.span));
        let context = sentence.map_or(naming.span, |sentence| sentence.span);
        (naming.edition, Reading { span: naming.span, context, value: Value::Name(naming.name.clone().into()).fields() })
    };
    let told = Otherwise {
        rule,
        why,
        odd: reading(odd),
        others: others.iter().map(reading).collect(),
        severity: severity::altered(Kind::Name),
        confidence: if sides.len() > 2 { 0.8 } else { 0.65 },
        place: odd.span.start,
    };
    told.finding(sides, (index, bead))
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::text::{Edition, Story};

    fn told(texts: [&str; 3]) -> Vec<(&'static str, Option<usize>)> {
        let edition = |(text, tag): (&str, &str)| Edition { id: tag.to_owned(), language: tag.to_owned(), published: None, text: text.into() };
        let story = Story { id: String::new(), editions: texts.into_iter().zip(["en", "ar", "ru"]).map(edition).collect() };
        let report = check(&story, &Options::default()).expect("the story can be checked");
        let names = report.findings.iter().filter(|finding| finding.severity >= super::Severity::Major && finding.rule.starts_with("name"));
        names.map(|finding| (finding.rule, finding.odd)).collect()
    }

    #[test]
    fn another_given_name_is_another_person() {
        let texts = ["Governor Samir Obaid opened the bridge.", "افتتح المحافظ سالم عبيد الجسر.", "Губернатор Салем Обейд открыл мост."];
        assert_eq!(told(texts), [("name-word", Some(0))]);
        let texts = ["Oleg Fedotov chaired the meeting.", "ترأس أوليغ فيدوتوف الاجتماع.", "Заседание вёл Игорь Федотов."];
        assert_eq!(told(texts), [("name-word", Some(2))]);
    }

    #[test]
    fn one_name_in_three_spellings_is_one() {
        for texts in [
            ["Mike Organ wrote the report.", "كتب مايك أورغان التقرير.", "Отчёт написал Майкл Орган."],
            ["Niamh Corrigan won the race.", "فازت نيف كوريغان بالسباق.", "Гонку выиграла Нив Корриган."],
            [
                "Javier Quiroga and Rui Falcão met in Porto.",
                "التقى خافيير كيروغا وروي فالكاو في بورتو.",
                "Хавьер Кирога и Руй Фалкан встретились в Порту.",
            ],
        ] {
            assert_eq!(told(texts), [], "{texts:?}");
        }
    }

    #[test]
    fn a_whole_name_in_the_place_of_another_is_told() {
        let texts = [
            "Wasiu Adebayo closed the market on Friday; Yakubu Musa protested.",
            "أغلق واسيو أديبايو السوق يوم الجمعة واحتج يعقوبو موسى.",
            "Эмека Обиора закрыл рынок в пятницу, Якубу Муса протестовал.",
        ];
        assert!(told(texts).iter().any(|(_, odd)| *odd == Some(2)), "{:?}", told(texts));
    }
}
