//! Names across scripts, as the library's own users call them.

use proptest::prelude::*;
use variorum::check::{Options, check};
use variorum::compare::{Finding, Severity, Subject};
use variorum::facts::Kind;
use variorum::facts::name::{Candidate, Found, Index, LEAST, THRESHOLD, score};
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

/// All names in the order that an index gives them.
fn compared_with_all(name: &Candidate, names: &[Candidate]) -> Vec<Found> {
    let mut all: Vec<Found> = names.iter().enumerate().map(|(at, other)| Found { at, score: name.score(other) }).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
    all
}

/// Looks every name up among all, and holds what an index finds against comparing it with all.
fn assert_found(names: &[String]) {
    let names: Vec<Candidate> = names.iter().map(|name| Candidate::new(name)).collect();
    let index = Index::new(names.iter().cloned());
    assert_eq!(index.len(), names.len());
    for name in &names {
        let all = compared_with_all(name, &names);
        assert_eq!(index.same(name), all.iter().copied().filter(|found| found.score >= THRESHOLD).collect::<Vec<_>>(), "{name:?}");
        for k in [0, 1, 3, names.len() + 1] {
            let likeliest: Vec<Found> = all.iter().copied().take(k).filter(|found| found.score >= LEAST).collect();
            assert_eq!(index.nearest(name, k), likeliest, "{name:?}");
        }
    }
}

#[test]
fn an_index_of_no_name_finds_none() {
    let index = Index::new([]);
    assert!(index.is_empty() && index.same(&Candidate::new("Maria")).is_empty() && index.nearest(&Candidate::new("Maria"), 3).is_empty());
}

/// Words of names in three scripts: some the same, some near to each other, with all that stands beside them in names.
const PIECES: &[&str] = &[
    "Sergei",
    "Сергея",
    "سيرغي",
    "Michael",
    "Майкл",
    "مايكل",
    "Ivan",
    "Иван",
    "إيفان",
    "Mohammed",
    "Мухаммед",
    "محمد",
    "Abdel",
    "Aziz",
    "Абдель-Азиз",
    "عبد العزيز",
    "عبدالعزيز",
    "Ivanov",
    "Иванову",
    "Иванович",
    "إيفانوف",
    "Petrova",
    "Петрова",
    "بتروفا",
    "Zakharova",
    "Захаровой",
    "زاخاروفا",
    "al-Assad",
    "Асад",
    "الأسد",
    "والأسد",
    "van der Berg",
    "Ван-дер-Берг",
    "van",
    "bin",
    "бин",
    "بن",
    "O'Brien",
    "О’Брайен",
    "J.",
    "В.В.",
    "و.",
    "M",
    "Müller",
    "Мюллер",
    "Jean-Claude",
    "Li",
    "Ли",
    "لي",
    "Washington",
    "Вашингтон",
    "واشنطن",
    "United Nations",
    "ООН",
    "الأمم المتحدة",
    "Syria",
    "Сирия",
    "سوريا",
    ",",
    "Shcherbakov",
    "Щербаков",
    "شيرباكوف",
];

/// Syllables in three scripts, of which names are made that no table knows.
const SYLLABLES: &[[&str; 3]] = &[
    ["ka", "ка", "كا"],
    ["lo", "ло", "لو"],
    ["min", "мин", "مين"],
    ["dar", "дар", "دار"],
    ["she", "ше", "شي"],
    ["gor", "гор", "غور"],
    ["tsu", "цу", "تسو"],
    ["va", "ва", "فا"],
    ["ghi", "ги", "غي"],
    ["zhan", "жан", "جان"],
    ["khu", "ху", "خو"],
    ["ber", "бер", "بر"],
    ["th", "т", "ث"],
    ["el", "эль", "ال"],
];

fn made_up() -> impl Strategy<Value = String> {
    let word = (0..3_usize, prop::collection::vec(prop::sample::select(SYLLABLES), 1..5));
    let word = word.prop_map(|(script, syllables)| syllables.iter().map(|syllable| syllable[script]).collect::<String>());
    prop::collection::vec(prop_oneof![word, prop::sample::select(PIECES).prop_map(str::to_owned)], 1..5).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn prop_an_index_finds_what_comparing_with_all_finds(names in prop::collection::vec(made_up(), 1..60)) {
        assert_found(&names);
    }

    #[test]
    fn prop_any_text_can_be_looked_up(names in prop::collection::vec(prop_oneof!["\\PC{0,40}", "[а-яёa-zء-ي' .,-]{0,60}"], 0..20)) {
        assert_found(&names);
    }
}

fn report(editions: &[(&str, &str)]) -> Report {
    let edition = |(language, text): &(&str, &str)| Edition {
        id: (*language).to_owned(),
        language: (*language).to_owned(),
        published: None,
        text: (*text).into(),
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
