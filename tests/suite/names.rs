//! Names across scripts, as the library's own users call them.

use variorum::check::{Options, check};
use variorum::facts::name::{Candidate, THRESHOLD, score};
use variorum::report::Report;
use variorum::text::{Edition, Story};

fn same(left: &str, right: &str) -> bool {
    score(left, right) >= THRESHOLD
}

#[test]
fn one_name_in_three_scripts() {
    for (left, right) in [
        ("Sergei Lavrov", "سيرغي لافروف"),
        ("Sergei Lavrov", "Сергея Лаврова"),
        ("Bashar al-Assad", "بشار الأسد"),
        ("Giorgia Meloni", "Джорджей Мелони"),
        ("Lavrov", "Сергей Викторович Лавров"),
        ("S. Lavrov", "Сергей Лавров"),
    ] {
        assert!(same(left, right), "{left} {right}: {}", score(left, right));
    }
}

#[test]
fn another_given_name_or_surname_is_another_person() {
    for (left, right) in
        [("Sergei Lavrov", "Сергей Шойгу"), ("Sergei Lavrov", "ديمتري بيسكوف"), ("A. Lavrov", "Сергей Лавров"), ("Hassan Rouhani", "حسن نصر الله")]
    {
        assert!(!same(left, right), "{left} {right}: {}", score(left, right));
    }
}

#[test]
fn given_names_of_one_key_are_one_name() {
    for (left, right) in [("Michael", "Майкл"), ("Michael", "مايكل"), ("George", "Джордж"), ("Joseph", "جوزيف")] {
        assert!(same(left, right), "{left} {right}: {}", score(left, right));
    }
}

#[test]
fn a_name_is_found_among_many() {
    let wanted = Candidate::new("ماريا زاخاروفا");
    let many: Vec<Candidate> =
        ["Maria Callas", "Dmitry Peskov", "Maria Zakharova", "Zakhar Prilepin", "Mario Draghi"].iter().map(|name| Candidate::new(name)).collect();
    let best = (0..many.len()).max_by(|a, b| wanted.score(&many[*a]).total_cmp(&wanted.score(&many[*b])));
    assert_eq!(best, Some(2));
}

fn report(editions: &[(&str, &str)]) -> Report {
    let edition = |(language, text): &(&str, &str)| Edition {
        id: (*language).to_owned(),
        language: (*language).to_owned(),
        published: None,
        text: (*text).to_owned(),
    };
    check(&Story { editions: editions.iter().map(edition).collect(), ..Story::default() }, &Options::default()).expect("it can be checked")
}

/// The messages of the findings about names that a desk would look at.
fn names(editions: &[(&str, &str)]) -> Vec<String> {
    let report = report(editions);
    let names = report.findings.iter().filter(|finding| finding.subject.name() == "name" && finding.severity.name() != "note");
    names.map(|finding| finding.message.clone()).collect()
}

#[test]
fn a_person_replaced_in_a_script_without_capitals_is_told() {
    let found = names(&[
        ("en", "The judge Margaret Holloway opened the hearing in Manchester on Monday."),
        ("ar", "افتتحت القاضية مارغريت ستانتون الجلسة في مانشستر يوم الاثنين."),
        ("ru", "Судья Маргарет Холлоуэй открыла слушания в Манчестере в понедельник."),
    ]);
    assert!(found.iter().any(|message| message.contains("ستانتون")), "{found:#?}");
}

#[test]
fn a_region_is_not_held_against_its_country() {
    let found = names(&[
        ("en", "Fishermen in Scotland protested on Monday."),
        ("ar", "احتج الصيادون في بريطانيا يوم الاثنين."),
        ("ru", "Рыбаки в Шотландии протестовали в понедельник."),
    ]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_post_that_becomes_another_is_told() {
    let found = names(&[
        ("en", "The foreign minister of Norway arrived in Cairo on Monday."),
        ("ar", "وصل وزير خارجية النرويج إلى القاهرة يوم الاثنين."),
        ("ru", "Министр обороны Норвегии прибыл в Каир в понедельник."),
    ]);
    assert!(found.iter().any(|message| message.contains("обороны")), "{found:#?}");
}
