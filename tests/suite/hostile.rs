//! Input that no newsroom sends on purpose: each has a clear error or a sensible report, and never a panic.

use crate::program::{Run, folder, run, run_in_colour, write};
use std::path::Path;

const EN: &str = "The flood in the port city killed 12 people on Monday, the governor said.\n";
const RU: &str = "В понедельник при наводнении в портовом городе погибли 15 человек, сообщил губернатор.\n";

fn story(name: &str) -> std::path::PathBuf {
    let here = folder(name);
    write(&here, "en.txt", EN);
    write(&here, "ru.txt", RU);
    here
}

/// The run fails, and its message has all of `words`.
#[track_caller]
fn refuses(here: &Path, arguments: &[&str], words: &[&str]) {
    let Run { code, out, err } = run(here, arguments);
    assert_eq!(code, Some(2), "{out}{err}");
    for word in words {
        assert!(err.contains(word), "{word:?} is not in: {err}");
    }
}

#[test]
fn files_that_cannot_be_editions_are_named_with_the_remedy() {
    let here = story("hostile-files");
    write(&here, "empty.txt", "");
    write(&here, "blank.txt", " \n\u{FEFF}\n\t");
    write(&here, "binary.txt", [0x7F, b'E', b'L', b'F', 0, 0, 1, 2]);
    write(&here, "legacy.txt", [b"First line.\nSecond ".as_slice(), &[0xC7, 0xE1, 0xED], b"\n"].concat());
    write(&here, "big.txt", "word ".repeat(14_000_000));
    write(&here, "marks.txt", "... !!! — ??? «»\n");
    write(&here, "greek.txt", "Η πλημμύρα στην πόλη σκότωσε δώδεκα ανθρώπους τη Δευτέρα, δήλωσε ο κυβερνήτης.\n");
    std::fs::create_dir(here.join("folder")).expect("the folder can be written");
    refuses(&here, &["check", "en.txt", "gone.txt"], &["gone.txt"]);
    refuses(&here, &["check", "en.txt", "empty.txt"], &["empty.txt", "empty"]);
    refuses(&here, &["check", "en.txt", "blank.txt"], &["blank.txt", "empty"]);
    refuses(&here, &["check", "en.txt", "folder"], &["folder", "name the files"]);
    refuses(&here, &["check", "folder"], &["folder", ".txt"]);
    refuses(&here, &["check", "en.txt", "binary.txt"], &["binary.txt", "binary"]);
    refuses(&here, &["check", "en.txt", "legacy.txt"], &["legacy.txt", "line 2", "UTF-8"]);
    refuses(&here, &["check", "en.txt", "big.txt"], &["big.txt", "8 MiB", "--largest 67"]);
    refuses(&here, &["check", "en.txt", "marks.txt"], &["marks.txt", "no letters"]);
    refuses(&here, &["check", "en.txt", "greek.txt"], &["greek.txt", "en (", "ar (", "ru ("]);
    refuses(&here, &["check", "en.txt", "ru.txt", "--lang", "fr"], &["fr", "en, ar, ru"]);
}

#[test]
fn stories_that_are_none_are_refused() {
    let here = story("hostile-stories");
    write(&here, "second.txt", EN);
    refuses(&here, &["check", "en.txt"], &["two editions"]);
    refuses(&here, &["check", "en.txt", "second.txt"], &["en.txt", "second.txt", "--lang"]);
    refuses(&here, &["check", "en.txt", "ru.txt", "--reference", "fr"], &["fr", "en, ru"]);
    refuses(&here, &["check", "en.txt", "ru.txt", "--published", "Monday"], &["--published", "2023-03-16"]);
    refuses(&here, &["check", "en.txt", "ru.txt", "--published", "2023-02-30"], &["2023-02-30"]);
}

#[test]
fn strange_texts_have_a_report() {
    let here = folder("hostile-texts");
    for (name, text) in [
        ("marks", "... !!! — ??? «»\n".to_owned()),
        ("nested", format!("{}Five people died{}.", "«“(".repeat(5_000), ")”»".repeat(5_000))),
        ("endless", "a".repeat(200_000)),
        ("digits", "9".repeat(100_000)),
        ("joiners", format!("Five{}people died.", "\u{200D}\u{301}\u{FE0F}".repeat(20_000))),
        ("returns", "Five people died.\r\r\rTen were hurt.\r\n\u{85}\u{2028}".to_owned()),
        ("commas", "1,".repeat(20_000)),
    ] {
        write(&here, "en.txt", text);
        write(&here, "ru.txt", RU);
        let ran = run(&here, &["check", "en.txt", "ru.txt", "--all", "--lang", "en.txt=en", "--lang", "ru.txt=ru"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{name}: {:?} {}", ran.code, ran.err);
        assert!(ran.out.lines().all(|line| line.chars().count() < 400), "{name}: a line is too long");
    }
}

#[test]
fn what_would_act_on_a_terminal_does_not_reach_it() {
    let here = folder("hostile-escapes");
    let evil = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}\u{2066}\u{9B}31m\u{8}";
    write(&here, "en.txt", format!("The flood {evil} killed 12{evil} people on Monday, the governor said.\n"));
    write(&here, "ru.txt", RU);
    for format in ["text", "json"] {
        let ran = run(&here, &["check", "en.txt", "ru.txt", "--all", "--format", format]);
        assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
        let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}');
        assert!(!ran.out.contains(acts), "{format}: {:?}", ran.out);
    }
    // In colour the only escapes are ours: Select Graphic Rendition.
    let ran = run_in_colour(&here, &["check", "en.txt", "ru.txt", "--all"]);
    assert!(ran.out.contains('\u{1B}'));
    for part in ran.out.split('\u{1B}').skip(1) {
        let code = part.split('m').next().unwrap_or_default();
        assert!(code.starts_with('[') && code[1..].chars().all(|c| c.is_ascii_digit() || c == ';'), "{part:?}");
    }
    let named = run(&here, &["check", "en.txt", "\u{1B}[31m.txt"]);
    assert!(!named.err.contains('\u{1B}'), "{:?}", named.err);
}

#[test]
fn nothing_in_a_line_of_json_turns_the_order_of_a_terminal() {
    let here = story("hostile-lines");
    let evil = "\u{202E}\u{2066}\u{200F}\u{200E}\u{61C}\u{9B}\u{7F}";
    write(&here, "evil.txt", format!("The flood {evil} killed 12{evil} people, “he said {evil} so” on Monday.\n"));
    let editions = |text: &str| serde_json::json!({ "id": evil, "editions": [{ "language": "en", "text": text }, { "language": "ru", "text": RU }] });
    write(&here, "stories.jsonl", format!("{}\n", editions(&format!("The flood killed 12{evil} people."))));
    let commands: [&[&str]; 4] =
        [&["segment", "evil.txt"], &["facts", "evil.txt"], &["align", "evil.txt", "ru.txt"], &["audit", "stories.jsonl", "--all"]];
    for arguments in commands {
        let ran = run(&here, arguments);
        assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
        assert!(!ran.out.contains(|c: char| evil.contains(c)), "{arguments:?}: {:?}", ran.out);
        for line in ran.out.lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
        }
    }
    let segment = run(&here, &["segment", "evil.txt"]).out;
    let first: serde_json::Value = serde_json::from_str(segment.lines().next().unwrap_or_default()).expect("a line is JSON");
    assert!(first["text"].as_str().is_some_and(|text| text.contains(evil)), "the document is the same: {first}");
}

#[test]
fn a_story_that_is_too_large_is_passed_over() {
    let here = folder("hostile-large");
    let large = format!(r#"{{"editions":[{{"language":"en","text":"{}"}},{{"language":"ru","text":"x"}}]}}"#, "Five died. ".repeat(100_000));
    let longer = "x".repeat(9 << 20);
    let small = r#"{"id":"small","editions":[{"language":"en","text":"Five died."},{"language":"ru","text":"Погибли пятеро."}]}"#;
    write(&here, "stories.jsonl", [&large, &longer, small].join("\n"));
    let ran = run(&here, &["audit", "stories.jsonl", "--largest", "1"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 3);
    for at in [0, 1] {
        assert!(lines[at]["error"].as_str().is_some_and(|error| error.contains("--largest")), "{}", lines[at]);
    }
    assert_eq!(lines[2]["story"], "small");
    refuses(&here, &["audit", "stories.jsonl", "--largest", "0"], &["--largest"]);
}

#[test]
fn lines_that_are_no_stories_are_answered_one_by_one() {
    let here = folder("hostile-audit");
    let lone = r#"{"editions":[{"language":"en","text":"\ud800 five died"},{"language":"ru","text":"x"}]}"#;
    let one = r#"{"id":"one","editions":[{"language":"en","text":"Five died."}]}"#;
    let twice = r#"{"id":"twice","editions":[{"language":"en","text":"Five died."},{"id":"b","language":"en","text":"Five died."}]}"#;
    let deep = "[".repeat(100_000);
    let empty = r#"{"id":"empty","editions":[{"language":"en","text":""},{"language":"ru","text":""}]}"#;
    write(&here, "stories.jsonl", [lone, one, twice, &deep, empty, "\u{FFFF}"].join("\n"));
    let ran = run(&here, &["audit", "stories.jsonl"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 6);
    for at in [0, 1, 2, 3, 5] {
        assert!(lines[at]["error"].is_string(), "{}", lines[at]);
    }
    assert_eq!(lines[4]["story"], "empty");
}
