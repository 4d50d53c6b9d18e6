//! What a house brings along: its terms, zones and signs of numbers; and what each of them changes in a check.

use crate::program::{folder, run, write};
use serde_json::Value as Json;
use std::path::Path;
use variorum::check::{Options, check};
use variorum::compare::{Severity, Subject};
use variorum::text::{Edition, Story};

/// Messages of the terms that the editions choose differently, each with the edition that stands alone.
fn terms(texts: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    let edition = |(language, text): &(&str, &str)| Edition {
        id: (*language).to_owned(),
        language: (*language).to_owned(),
        text: (*text).into(),
        published: None,
    };
    let story = Story { id: String::new(), editions: texts.iter().map(edition).collect() };
    let report = check(&story, &Options::default()).expect("editions can be compared");
    let own = report.findings.iter().filter(|finding| finding.subject == Subject::Term);
    own.map(|finding| {
        assert_eq!((finding.severity, finding.rule), (Severity::Note, "loaded-term"), "never more than a note by default");
        (finding.message.clone(), finding.odd.map(|odd| report.edition(odd).id.clone()))
    })
    .collect()
}

#[test]
fn a_word_of_another_loading_is_a_note_whoever_chose_it() {
    for (texts, words, odd) in [
        (
            [
                ("en", "Three militants were killed in the village on Monday."),
                ("ar", "قتل ثلاثة إرهابيين في القرية يوم الاثنين."),
                ("ru", "Трое боевиков убиты в деревне в понедельник."),
            ],
            "terrorists",
            Some("ar"),
        ),
        (
            [
                ("en", "Three terrorists were killed in the village on Monday."),
                ("ar", "قتل ثلاثة مسلحين في القرية يوم الاثنين."),
                ("ru", "Трое боевиков убиты в деревне в понедельник."),
            ],
            "terrorists",
            Some("en"),
        ),
        (
            [
                ("en", "The war in the east of the country has lasted for two years."),
                ("ar", "تستمر الحرب في شرق البلاد منذ عامين."),
                ("ru", "Специальная военная операция на востоке страны продолжается два года."),
            ],
            "operation",
            Some("ru"),
        ),
        (
            [
                ("en", "The government said that the invasion had failed in the autumn."),
                ("ar", "قالت الحكومة إن العملية العسكرية الخاصة فشلت في الخريف."),
                ("ru", "Правительство заявило, что специальная военная операция осенью провалилась."),
            ],
            "invasion",
            Some("en"),
        ),
    ] {
        let found = terms(&texts);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.contains(words), "{found:?}");
        assert_eq!(found[0].1.as_deref(), odd, "{found:?}");
    }
}

#[test]
fn the_same_choice_or_none_is_silent() {
    for texts in [
        // All take the same side.
        vec![("en", "Three terrorists were killed in the village."), ("ru", "Трое террористов убиты в деревне.")],
        // One edition only repeats what it said.
        vec![("en", "The militants fled, and the terrorists were caught."), ("ru", "Террористы бежали, их поймали.")],
        // One edition does not name the thing.
        vec![("en", "Three terrorists came to the village on Monday."), ("ru", "Трое пришли в деревню в понедельник.")],
        // Words that mean something else.
        vec![("en", "The ceasefire came into force, the government said."), ("ru", "Режим прекращения огня вступил в силу, сообщило правительство.")],
        vec![("en", "The Al-Aqsa Martyrs Brigades said five had been killed."), ("ru", "Бригады мучеников Аль-Аксы сообщили о пяти убитых.")],
    ] {
        assert_eq!(terms(&texts), [], "{texts:?}");
    }
}

#[test]
fn a_choice_that_comes_again_is_told_once() {
    let found = terms(&[
        ("en", "Militants took the bridge on Monday. The army said the militants had left the town on Tuesday."),
        ("ru", "Террористы захватили мост в понедельник. Армия сообщила, что террористы ушли из города во вторник."),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

fn report(here: &Path, arguments: &[&str]) -> Json {
    let ran = run(here, &[&["check", "story", "--format", "json", "--all"], arguments].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

fn count(report: &Json, fact: &str) -> usize {
    report["findings"].as_array().map_or(0, |all| all.iter().filter(|finding| finding["fact"] == fact).count())
}

#[test]
fn a_house_replaces_the_terms() {
    let here = folder("house-terms");
    std::fs::create_dir(here.join("story")).expect("the folder can be written");
    write(&here, "story/en.txt", "Three militants crossed the Blue River on Monday, the police said.\n");
    write(&here, "story/ru.txt", "Трое террористов пересекли реку Синюю в понедельник, сообщила полиция.\n");
    assert_eq!(count(&report(&here, &[]), "term"), 1);
    write(&here, "own.tsv", "river\tneutral\tru\tрек|а Син|ий\nriver\told\ten\tBlue River\n");
    let own = report(&here, &["--terms", "own.tsv"]);
    let found = own["findings"].as_array().and_then(|all| all.iter().find(|finding| finding["fact"] == "term")).unwrap_or_else(|| panic!("{own:#}"));
    assert_eq!(found["readings"]["en"]["value"]["term"], "old");
    assert_eq!(found["mqm"], "MQM-Core-2.0/terminology/inconsistent-use-of-terminology");
    write(&here, "variorum.toml", "terms = \"own.tsv\"\n[severity]\nterm = \"minor\"\n");
    assert_eq!(report(&here, &[])["counts"]["minor"], 1);
    write(&here, "own.tsv", "river\tneutral\tru\n");
    let broken = run(&here, &["check", "story"]);
    assert!(broken.code == Some(2) && broken.err.contains("own.tsv: line 1"), "{}", broken.err);
}

/// Severity of the first finding about a time.
fn severity(report: &Json) -> Option<&str> {
    let of_time = |finding: &&Json| finding["fact"] == "time";
    report["findings"].as_array()?.iter().find(of_time)?["severity"].as_str()
}

#[test]
fn a_house_says_which_zone_and_which_signs_it_writes() {
    let here = folder("house-conventions");
    std::fs::create_dir(here.join("story")).expect("the folder can be written");
    write(&here, "story/en.txt", "The talks began at 14:00 GMT on Wednesday, and 2,275 tonnes of grain were sold.\n");
    write(&here, "story/ru.txt", "Переговоры начались в среду в 18:00, продано 2.275 тонны зерна.\n");
    let open = report(&here, &["--published", "2023-03-15"]);
    assert_eq!((severity(&open), count(&open, "quantity")), (Some("minor"), 0), "{open:#}");
    write(&here, "variorum.toml", "[zones]\nru = \"Europe/Moscow\"\n[numbers.ru]\ndecimal = \".\"\n");
    let settled = report(&here, &["--published", "2023-03-15"]);
    assert_eq!((severity(&settled), count(&settled, "quantity")), (Some("major"), 1), "{settled:#}");
    let shown = run(&here, &["config", "story"]);
    for line in ["\"ru\" = \"Europe/Moscow\"", "[numbers.\"ru\"]", "decimal = \".\""] {
        assert!(shown.out.contains(line), "{}", shown.out);
    }
    // What it prints is a file of settings that says the same.
    write(&here, "printed.toml", &shown.out);
    let again = run(&here, &["config", "--config", "printed.toml"]);
    assert_eq!(again.out.lines().skip(1).collect::<Vec<_>>(), shown.out.lines().skip(1).collect::<Vec<_>>(), "{}", again.err);
}

#[test]
fn months_and_weekdays_are_corrected_in_their_own_form() {
    let here = folder("house-months");
    std::fs::create_dir(here.join("story")).expect("the folder can be written");
    write(&here, "story/en.txt", "The bridge over the river was closed on May 14, 2024, the mayor said, and the port on August 3, 2024.\n");
    write(&here, "story/ar.txt", "قال رئيس البلدية إن الجسر فوق النهر أغلق في 14 مايو/أيار 2024 والميناء في 3 أغسطس/آب 2024.\n");
    write(&here, "story/ru.txt", "Мост через реку закрыли 14 июля 2024 года, а порт – 3 августа 2024 года, сообщил мэр.\n");
    let found = report(&here, &[]);
    let fixed = found["findings"].as_array().and_then(|all| all.iter().find(|finding| finding["correction"].is_object()));
    let fixed = fixed.unwrap_or_else(|| panic!("{found:#}"));
    assert_eq!((&fixed["correction"]["edition"], &fixed["correction"]["new"]), (&Json::from("ru"), &Json::from("мая")), "{fixed:#}");
    let diff = run(&here, &["fix", "story"]);
    assert!(diff.out.lines().any(|line| line.starts_with('+') && line.contains("14 мая 2024")), "{}", diff.out);
}

#[test]
fn what_else_was_considered_is_told() {
    let here = folder("house-explain");
    std::fs::create_dir(here.join("story")).expect("the folder can be written");
    write(&here, "story/en.txt", "The storm killed 14 people and injured 30 in the north on Monday.\n");
    write(&here, "story/ar.txt", "قتلت العاصفة 14 شخصا وأصابت 30 في الشمال يوم الاثنين.\n");
    write(&here, "story/ru.txt", "Шторм на севере в понедельник унес жизни 17 человек, 30 человек ранены.\n");
    let ran = run(&here, &["check", "story", "--format", "json"]);
    write(&here, "report.json", &ran.out);
    let told = run(&here, &["explain", "report.json", "1"]);
    assert!(told.out.contains("considered, and turned down") && told.out.contains("conflicting:"), "{}{}", told.out, told.err);
    let short = run(&here, &["check", "story", "--explain"]);
    assert!(short.out.contains("not ru line 1"), "{}", short.out);
    assert!(!run(&here, &["check", "story"]).out.contains("not ru line 1"));
}

#[test]
fn the_aligned_story_is_a_form_of_a_check() {
    let here = folder("house-memory");
    std::fs::create_dir(here.join("story")).expect("the folder can be written");
    write(&here, "story/en.txt", "The storm killed 14 people in the north on Monday.\n");
    write(&here, "story/ru.txt", "Шторм на севере в понедельник унес жизни 14 человек.\n");
    let ran = run(&here, &["check", "story", "-o", "story.tmx", "--reference", "ru"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let memory = std::fs::read_to_string(here.join("story.tmx")).expect("it was written");
    assert!(memory.contains("srclang=\"ru\"") && memory.matches("<tuv ").count() == 2, "{memory}");
}

#[test]
fn every_command_teaches_by_examples() {
    let here = folder("house-help");
    assert!(run(&here, &["--help"]).out.contains("Examples:"));
    for command in ["segment", "facts", "names", "align", "learn", "check", "audit", "fix", "explain", "accept", "config", "completions", "man"] {
        let help = run(&here, &[command, "--help"]);
        assert!(help.out.contains("Examples:\n  variorum ") || help.out.contains("| variorum "), "{command}: {}", help.out);
    }
}
