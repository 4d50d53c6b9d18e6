//! Names across scripts, as the library's own users call them.

use variorum::check::{Options, check};
use variorum::compare::{Finding, Severity, Subject};
use variorum::facts::Kind;
use variorum::facts::name::{Candidate, THRESHOLD, score};
use variorum::report::Report;
use variorum::text::{Edition, Span, Story};

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

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    sentence: Vec<Trilingual>,
}

/// One sentence in three languages, with changes of one edition.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Trilingual {
    en: String,
    ar: String,
    ru: String,
    /// Edition, what stands in it, what is put there: must be found.
    #[serde(default)]
    wrong: Vec<(String, String, String)>,
    /// The same for changes that are not found yet.
    #[serde(default)]
    open: Vec<(String, String, String)>,
}

impl Trilingual {
    fn editions(&self) -> [(&str, &str); 3] {
        [("en", &self.en), ("ar", &self.ar), ("ru", &self.ru)]
    }

    /// The editions with a change, and where the new words stand.
    fn changed(&self, (edition, before, after): &(String, String, String)) -> (Vec<(String, String)>, usize, Span) {
        let mut span = None;
        let editions: Vec<(String, String)> = self
            .editions()
            .into_iter()
            .map(|(language, text)| {
                if language != edition {
                    return (language.to_owned(), text.to_owned());
                }
                assert_eq!(text.matches(before.as_str()).count(), 1, "{before:?} stands once in {text:?}");
                span = text.find(before.as_str()).map(|at| Span::new(at, at + after.len()));
                (language.to_owned(), text.replacen(before.as_str(), after, 1))
            })
            .collect();
        let odd = editions.iter().position(|(language, _)| language == edition).expect("the edition is one of three");
        (editions, odd, span.expect("the edition is one of three"))
    }
}

fn sentences() -> Vec<(String, Trilingual)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a table is readable");
        let table: Sentences = toml::from_str(&source).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        out.extend(table.sentence.into_iter().map(|sentence| (name.clone(), sentence)));
    }
    out
}

fn alarms(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.severity >= Severity::Major)
}

#[test]
fn a_name_that_is_carried_over_is_no_finding() {
    let mut wrong = Vec::new();
    let all = sentences();
    assert!(all.len() >= 150, "only {} sentences are left", all.len());
    for (file, sentence) in &all {
        let report = report(&sentence.editions());
        wrong.extend(alarms(&report).filter(|f| f.subject == Subject::Fact(Kind::Name)).map(|f| format!("{file}: {}", f.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_in_the_place_of_another_is_found() {
    let mut missed = Vec::new();
    for (file, sentence) in &sentences() {
        for change in &sentence.wrong {
            let (editions, odd, span) = sentence.changed(change);
            let editions: Vec<(&str, &str)> = editions.iter().map(|(language, text)| (language.as_str(), text.as_str())).collect();
            let report = report(&editions);
            if !alarms(&report).any(|finding| finding.reading(odd).is_some_and(|reading| reading.span.overlaps(span))) {
                missed.push(format!("{file}: {}: {} -> {}", change.0, change.1, change.2));
            }
        }
        // What is open stands in the text at least.
        sentence.open.iter().for_each(|change| drop(sentence.changed(change)));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
