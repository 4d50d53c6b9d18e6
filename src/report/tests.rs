//! Every form on a small story, held against `tests/forms`, and on one whose every text is hostile.
//!
//! The report is put together by hand, so that these tests tell of the forms and not of what is found. `SNAPSHOTS=overwrite cargo test report::tests` writes the
//! expected files anew; read the difference.

use super::visible::is_dangerous;
use super::*;
use crate::compare::{Category, FindingKind, Reading, Subject};
use crate::facts::amount::Amount;
use crate::facts::casualty::Casualty;
use crate::facts::{Kind, Value};
use quick_xml::events::Event;
use serde_json::{Map, Value as Json, json};
use std::path::Path;

const EN: &str =
    "Ferry sinks off the coast\n\nA ferry sank on Monday & 14 people died. Divers searched until night. “We lost all,” a fisherman said.\n";
const AR: &str = "غرق عبارة قبالة الساحل\n\nغرقت عبارة يوم الاثنين ولقي ١٧ شخصا حتفهم. وبحث الغواصون حتى الليل.\n";
const RU: &str = "Паром затонул у побережья\n\nВ понедельник затонул паром, погибли 14 человек. Водолазы вели поиски до ночи. «Мы потеряли всё», – сказал рыбак.\n";

fn edition(id: &str, language: &str, text: &str) -> Edition {
    Edition { id: id.to_owned(), language: language.to_owned(), text: text.into(), published: None }
}

/// Where the `nth` occurrence of `words` stands.
fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    Span::new(start, start + words.len())
}

/// Sentences that end with a full stop and a blank or line end, or with a blank line.
fn sentences(text: &str) -> Vec<Sentence> {
    let (mut out, mut start) = (Vec::new(), 0);
    for (at, _) in text.match_indices(['.', '\n']) {
        let rest = &text[at + 1..];
        if text[start..=at].trim().is_empty() || !(rest.is_empty() || rest.starts_with([' ', '\n'])) {
            continue;
        }
        let piece = &text[start..=at];
        let lead = piece.len() - piece.trim_start().len();
        out.push(Sentence { span: Span::new(start + lead, start + lead + piece.trim().len()), paragraph: 0 });
        start = at + 1;
    }
    out
}

fn reading(text: &str, words: &str, value: &Json) -> Reading {
    let span = span(text, words);
    let context = sentences(text).into_iter().map(|sentence| sentence.span).find(|sentence| sentence.contains(span)).unwrap_or(span);
    Reading { span, context, value: value.as_object().cloned().unwrap_or_default() }
}

fn finding(id: &str, kind: FindingKind, subject: Subject, severity: Severity, readings: Vec<Option<Reading>>) -> Finding {
    Finding {
        id: id.to_owned(),
        kind,
        subject,
        category: if kind == FindingKind::Altered { Category::Numbers } else { Category::Omission },
        severity,
        confidence: 0.925,
        readings: readings.into_iter().enumerate().collect(),
        odd: Some(1),
        message: "ar lacks a sentence that en and ru have".to_owned(),
        rule: if kind == FindingKind::Altered { "toll" } else { "no-counterpart" },
        why: "17 is not 14".to_owned(),
        place: (0, 0),
    }
}

fn report(ids: [&str; 3], texts: [&str; 3], words: [&str; 3], lost: [&str; 2]) -> Report {
    let [en, ar, ru] = texts;
    let editions = vec![edition(ids[0], "en", en), edition(ids[1], "ar", ar), edition(ids[2], "ru", ru)];
    let own: Vec<Vec<Sentence>> = texts.iter().map(|text| sentences(text)).collect();
    let rows = own.iter().map(Vec::len).max().unwrap_or(0);
    let of_row = |row: usize| own.iter().map(|own| if row < own.len() { vec![row] } else { vec![] }).collect();
    let beads = (0..rows).map(|row| Bead { sentences: of_row(row), score: 0.9 }).collect();
    let toll = |number: &str| json!({ "number": number, "toll": "killed" });
    let altered = vec![Some(reading(en, words[0], &toll("14"))), Some(reading(ar, words[1], &toll("17"))), Some(reading(ru, words[2], &toll("14")))];
    let whole = |text: &str, words: &str| {
        let mut reading = reading(text, words, &json!({}));
        reading.span = reading.context;
        reading
    };
    let findings = vec![
        finding("00000000000000a1", FindingKind::Altered, Subject::Fact(Kind::Casualty), Severity::Critical, altered),
        finding(
            "00000000000000b2",
            FindingKind::Missing,
            Subject::Fact(Kind::Casualty),
            Severity::Minor,
            vec![Some(reading(en, words[0], &toll("14"))), None, Some(reading(ru, words[2], &toll("14")))],
        ),
        finding(
            "00000000000000c3",
            FindingKind::Unaligned,
            Subject::Sentence,
            Severity::Major,
            vec![Some(whole(en, lost[0])), None, Some(whole(ru, lost[1]))],
        ),
    ];
    let fact = |text: &str, words: &str| Fact {
        span: span(text, words),
        sentence: 1,
        value: Value::Casualty(Casualty::new(Amount::exact(14), "killed").into()),
        about: None,
    };
    Report {
        story: Story { id: "ferry".to_owned(), editions },
        summaries: own.iter().map(|own| Summary { sentences: own.len(), facts: 1, aligned: own.len() }).collect(),
        reference: 0,
        sentences: own,
        facts: vec![vec![fact(en, words[0])], vec![], vec![fact(ru, words[2])]],
        files: ids.iter().map(|id| Some(PathBuf::from(format!("ferry/{id}.txt")))).collect(),
        sources: Vec::new(),
        beads,
        findings,
        accepted: BTreeMap::new(),
        corrections: BTreeMap::from([(
            "00000000000000a1".to_owned(),
            Correction {
                edition: 1,
                span: ar.find("١٧").map_or(Span::default(), |start| Span::new(start, start + "١٧".len())),
                text: "١٤".to_owned(),
            },
        )]),
        explained: true,
        notes: vec![Note { code: "no-publication-time", edition: Some(0), text: "no publication time is known; give --published".to_owned() }],
    }
}

/// The small story, with one of its findings accepted.
fn ferry() -> Report {
    let mut report = report(
        ["en", "ar", "ru"],
        [EN, AR, RU],
        ["14 people died", "لقي ١٧ شخصا حتفهم", "погибли 14 человек"],
        ["“We lost all,”", "«Мы потеряли всё»"],
    );
    report
        .accepted
        .insert("00000000000000b2".to_owned(), Acceptance { reason: "told in the headline".to_owned(), until: Some("2027-01-31".to_owned()) });
    report
}

/// Everything that someone might try.
const HOSTILE: &str = "=1+1\"'><script>alert(1)</script><img src=x onerror=alert(1)> ]]> --> [a](javascript:x) | `@all` #1 ::error::x %0A \u{1B}[31m\u{7} \u{9B}2J \u{202E}x\u{2066}y {0} \u{0} & \\";

/// The same story with hostile text wherever an input can put some.
fn hostile() -> Report {
    let texts = [EN, AR, RU].map(|text| text.replacen('\n', &format!(" {HOSTILE}\n"), 1));
    let texts = texts.each_ref().map(String::as_str);
    let mut report = report(
        ["=en", "<b>ar", "ru\u{1B}"],
        texts,
        ["14 people died", "لقي ١٧ شخصا حتفهم", "погибли 14 человек"],
        ["“We lost all,”", "«Мы потеряли всё»"],
    );
    report.story.id = HOSTILE.to_owned();
    for (at, edition) in report.story.editions.iter_mut().enumerate() {
        edition.id = format!("{HOSTILE}{at}");
    }
    report.files = vec![Some(PathBuf::from(format!("a/{}", HOSTILE.replace('\0', "")))); 3];
    for finding in &mut report.findings {
        finding.message = format!("“{HOSTILE}” where “{HOSTILE}”");
        finding.why = HOSTILE.to_owned();
        for (edition, reading) in &mut finding.readings {
            if let Some(reading) = reading {
                // The whole first line, hostile as it is.
                let text = &report.story.editions[*edition].text;
                reading.span = Span::new(0, text.find('\n').unwrap_or(0));
                reading.context = reading.span;
                reading.value = Map::from_iter([("key".to_owned(), json!(HOSTILE)), ("class".to_owned(), json!("person"))]);
            }
        }
    }
    report.notes[0].text = HOSTILE.to_owned();
    report.accepted.insert("00000000000000b2".to_owned(), Acceptance { reason: HOSTILE.to_owned(), until: Some(HOSTILE.to_owned()) });
    report
}

fn documents(report: &Report, form: Form) -> Vec<Document> {
    render(report, form, Style::default(), |_| true)
}

fn one(report: &Report, form: Form) -> String {
    documents(report, form).remove(0).content
}

#[test]
fn every_form_is_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut wrong = Vec::new();
    for form in Form::ALL {
        for document in documents(&ferry(), *form) {
            let part = document.part.map_or(String::new(), |part| format!(".{part}"));
            let file = folder.join(format!("ferry{part}.{}", form.extensions()[0]));
            if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
                std::fs::write(&file, &document.content).expect("the expected file can be written");
            }
            let version = env!("CARGO_PKG_VERSION");
            let expected = std::fs::read_to_string(&file).unwrap_or_default();
            let first = expected.lines().zip(document.content.lines()).enumerate().find(|(_, (a, b))| a != b);
            if expected.replace("\r\n", "\n") != document.content.replace("\r\n", "\n") {
                wrong.push(format!("{} (version {version}), first difference: {first:#?}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_in_any_form_acts_on_a_terminal() {
    for form in Form::ALL {
        for document in documents(&hostile(), *form) {
            let found = document.content.chars().find(|c| {
                let isolate = matches!(c, '\u{2066}'..='\u{2069}');
                *c != '\n' && !(*c == '\r' && *form == Form::Csv) && is_dangerous(*c) && !isolate
            });
            assert_eq!(found, None, "{}", form.name());
        }
    }
}

#[test]
fn a_page_holds_no_markup_but_its_own() {
    let page = one(&hostile(), Form::Html);
    let own = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "p",
        "bdi",
        "h1",
        "span",
        "ul",
        "li",
        "strong",
        "main",
        "section",
        "h2",
        "figure",
        "div",
        "svg",
        "polygon",
        "rect",
        "figcaption",
        "fieldset",
        "legend",
        "label",
        "input",
        "details",
        "summary",
        "ol",
        "h3",
        "dl",
        "dt",
        "dd",
        "mark",
        "code",
        "del",
        "ins",
        "sup",
        "footer",
    ];
    let (head, body) = page.split_once("</style>").expect("it has a style");
    for rest in body.split('<').skip(1) {
        let name: String = rest.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
        assert!(own.contains(&name.as_str()), "<{}", rest.chars().take(60).collect::<String>());
        // Only what stands outside of quotes is markup; a quote of an input is an entity.
        let outside: String = rest.split('>').next().unwrap_or_default().split('"').step_by(2).collect();
        assert!(!outside.split_whitespace().any(|word| word.starts_with("on")), "<{rest}");
        let target = rest.split_once("href=\"").filter(|_| name == "a").map_or("#", |(_, target)| target);
        assert!(target.starts_with('#'), "<{rest}");
    }
    assert!(head.contains("default-src 'none'; style-src 'sha256-"), "{head}");
    assert!(!page.contains("<script") && !page.contains(" style="));
}

#[test]
fn every_anchor_of_a_page_is_there_once() {
    for report in [ferry(), hostile()] {
        let page = one(&report, Form::Html);
        let after =
            |start: &'static str| page.split(start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<String>>();
        let mut ids = after(" id=\"");
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
        let lost: Vec<String> = after("href=\"#").into_iter().filter(|id| ids.binary_search(id).is_err()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn a_table_holds_no_formula() {
    for (form, tab) in [(Form::Csv, b','), (Form::Tsv, b'\t')] {
        let table = one(&hostile(), form);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(tab)
            .quoting(form == Form::Csv)
            .has_headers(false)
            .from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("every row is whole")).collect();
        assert_eq!(rows.len(), 4);
        for cell in rows.iter().flat_map(|row| row.iter()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

#[test]
fn xml_is_well_formed_whatever_it_holds() {
    for form in [Form::Junit, Form::Xliff, Form::Tmx] {
        for document in documents(&hostile(), form).into_iter().chain(documents(&ferry(), form)) {
            let mut reader = quick_xml::Reader::from_str(&document.content);
            reader.config_mut().check_end_names = true;
            let mut depth = 0_i32;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{}", document.content)) {
                    Event::Start(element) => {
                        depth += 1;
                        assert!(element.attributes().all(|attribute| attribute.is_ok()));
                    }
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    Event::CData(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) => panic!("{}", document.content),
                    _ => {}
                }
            }
            assert_eq!(depth, 0);
        }
    }
}

#[test]
fn xliff_keeps_the_text_as_it_is() {
    let documents = documents(&ferry(), Form::Xliff);
    assert_eq!(documents.iter().map(|document| document.part.as_deref()).collect::<Vec<_>>(), [Some("ar"), Some("ru")]);
    let mut reader = quick_xml::Reader::from_str(&documents[0].content);
    let (mut targets, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(element) if element.name().as_ref() == "target" => inside = true,
            Event::End(element) if element.name().as_ref() == "target" => inside = false,
            Event::Text(text) if inside => targets.push_str(&text),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(targets, AR.split('\n').collect::<String>().replace(". ", "."));
}

#[test]
fn annotations_are_a_line_each() {
    let lines = one(&hostile(), Form::Github);
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(lines.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::notice file=")), "{lines}");
}

#[test]
fn sarif_fits_what_the_standard_asks_for() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/sarif.schema.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let index = compiler.compile(&schema.to_string_lossy(), &mut schemas).expect("the schema is one");
    for report in [ferry(), hostile()] {
        let log: Json = serde_json::from_str(&one(&report, Form::Sarif)).expect("it is JSON");
        if let Err(error) = schemas.validate(&log, index) {
            panic!("{error:#}");
        }
        let run = &log["runs"][0];
        for result in run["results"].as_array().expect("it has results") {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap_or(u64::MAX) as usize];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    }
    let log: Json = serde_json::from_str(&one(&ferry(), Form::Sarif)).expect("it is JSON");
    let results = log["runs"][0]["results"].as_array().expect("it has results");
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    let chars: Vec<char> = AR.chars().collect();
    let (offset, length) = (region["charOffset"].as_u64().unwrap_or(0) as usize, region["charLength"].as_u64().unwrap_or(0) as usize);
    assert_eq!(chars[offset..offset + length].iter().collect::<String>(), "لقي ١٧ شخصا حتفهم");
    assert_eq!(results[2]["suppressions"][0]["status"], "accepted");
    assert_eq!(results[0]["relatedLocations"].as_array().map(Vec::len), Some(2));
}
