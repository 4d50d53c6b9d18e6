//! Clauses that an edition turned into their opposite, and good free translations beside each, which must stay silent.

use variorum::check::{Options, check};
use variorum::compare::{Finding, Severity, Subject};
use variorum::facts::Kind;
use variorum::text::{Edition, Story};

/// What the comparison says of clauses: rule, severity and the edition that stands alone.
fn said(texts: &[(&str, &str)]) -> Vec<(&'static str, Severity, String)> {
    let edition = |(language, text): &(&str, &str)| {
        let language = (*language).to_owned();
        Edition { id: language.clone(), language, text: (*text).into(), published: None }
    };
    let story = Story { id: String::new(), editions: texts.iter().map(edition).collect() };
    let report = check(&story, &Options::default()).expect("editions can be compared");
    let clause = |finding: &&Finding| finding.subject == Subject::Fact(Kind::Polarity) && finding.confidence >= 0.5;
    let odd = |finding: &Finding| finding.odd.map_or_else(String::new, |odd| report.edition(odd).id.clone());
    report.findings.iter().filter(clause).map(|finding| (finding.rule, finding.severity, odd(finding))).collect()
}

fn major(rule: &'static str, odd: &str) -> Vec<(&'static str, Severity, String)> {
    vec![(rule, Severity::Major, odd.to_owned())]
}

#[test]
fn a_negation_that_one_edition_gained() {
    let found = said(&[
        ("en", "The committee will publish the report on the flood in May."),
        ("ar", "ستنشر اللجنة التقرير عن الفيضان في مايو."),
        ("ru", "Комиссия не опубликует доклад о наводнении в мае."),
    ]);
    assert_eq!(found, major("negation", "ru"));
}

#[test]
fn a_negation_that_one_edition_lost() {
    let found = said(&[
        ("en", "The police did not arrest the driver of the bus."),
        ("ar", "لم تعتقل الشرطة سائق الحافلة."),
        ("ru", "Полиция арестовала водителя автобуса."),
    ]);
    assert_eq!(found, major("negation", "ru"));
}

#[test]
fn two_editions_of_which_one_negates() {
    let found = said(&[("ru", "Президент прибыл в столицу на саммит."), ("en", "The president did not arrive in the capital for the summit.")]);
    assert_eq!(found, major("negation", "en"));
}

#[test]
fn what_another_language_says_without_a_negation_is_no_finding() {
    for texts in [
        // A word that carries the negation in itself.
        [
            ("en", "The company was unable to pay the workers."),
            ("ar", "لم تتمكن الشركة من دفع أجور العمال."),
            ("ru", "Компания не смогла заплатить рабочим."),
        ],
        // Idioms in which a negation means nothing.
        [
            ("en", "Not only the army but also the police took part in the search."),
            ("ar", "ولم يشارك الجيش فقط بل الشرطة أيضا في البحث."),
            ("ru", "В поисках участвовала не только армия, но и полиция."),
        ],
        [("en", "The hospital is still open."), ("ar", "لا يزال المستشفى مفتوحا."), ("ru", "Больница по-прежнему открыта.")],
        // A negated contrary.
        [("en", "Do not forget the children."), ("ar", "تذكروا الأطفال."), ("ru", "Не забывайте о детях.")],
        // Words that only look like a particle.
        [("en", "Every word of the speech was heard."), ("ar", "سمعت كل كلمة من الخطاب."), ("ru", "Каждое слово речи было слышно.")],
    ] {
        assert_eq!(said(&texts), vec![], "{texts:?}");
    }
}

#[test]
fn a_negated_contrary_agrees() {
    let found = said(&[
        ("en", "The court did not allow the march in the capital."),
        ("ar", "حظرت المحكمة المسيرة في العاصمة."),
        ("ru", "Суд запретил марш в столице."),
    ]);
    assert_eq!(found, vec![]);
}

#[test]
fn a_pronoun_of_another_gender() {
    let found = said(&[("ru", "Он был задержан вместе с министром в октябре."), ("en", "She was detained together with the minister in October.")]);
    assert_eq!(found, vec![("gender", Severity::Minor, "en".to_owned())]);
}

/// `neither` and its `nor` are one negation, whatever stands between them.
#[test]
fn neither_and_nor_are_one_negation() {
    let said = said(&[
        ("en", "Neither the pilot, aged 68, nor his pupil had filed a flight plan."),
        ("ar", "لم يقدم الطيار البالغ من العمر 68 عاما وتلميذه خطة طيران."),
        ("ru", "68-летний пилот и его ученик не подавали план полета."),
    ]);
    assert!(said.is_empty(), "{said:?}");
}
