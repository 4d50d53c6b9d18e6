//! Transcripts of the command line: what is asked, the exit code, what is answered.

use crate::program::{folder, run, write};

const EN: &str = "The flood in the port city killed 12 people on Monday, the governor said.\n";
const AR: &str = "قال المحافظ إن الفيضان في المدينة الساحلية أودى بحياة 12 شخصا يوم الاثنين.\n";
const RU: &str = "В понедельник при наводнении в портовом городе погибли 12 человек, сообщил губернатор.\n";
const RU_ALTERED: &str = "В понедельник при наводнении в портовом городе погибли 15 человек, сообщил губернатор.\n";

#[test]
fn exit_codes_tell_consistent_from_findings_from_failure() {
    let here = folder("cli-exit");
    write(&here, "en.txt", EN);
    write(&here, "ar.txt", AR);
    write(&here, "ru.txt", RU);
    write(&here, "altered.txt", RU_ALTERED);
    let clean = run(&here, &["check", "en.txt", "ar.txt", "ru.txt"]);
    assert_eq!(clean.code, Some(0), "{}{}", clean.out, clean.err);
    assert!(clean.out.starts_with("no differences between en, ar and ru\n"), "{}", clean.out);
    let altered = run(&here, &["check", "en.txt", "ar.txt", "altered.txt"]);
    assert_eq!(altered.code, Some(1), "{}{}", altered.out, altered.err);
    assert!(altered.out.contains("⟦погибли 15 человек⟧"), "{}", altered.out);
    assert_eq!(run(&here, &["check", "en.txt", "gone.txt"]).code, Some(2));
    assert_eq!(run(&here, &["check", "en.txt", "ru.txt", "--no-such-option"]).code, Some(2));
}

#[test]
fn what_is_not_shown_does_not_count() {
    let here = folder("cli-threshold");
    write(&here, "en.txt", EN);
    write(&here, "ru.txt", RU_ALTERED);
    assert_eq!(run(&here, &["check", "en.txt", "ru.txt"]).code, Some(1));
    let strict = run(&here, &["check", "en.txt", "ru.txt", "--min-confidence", "1"]);
    assert_eq!(strict.code, Some(0), "{}", strict.out);
    assert!(strict.out.contains("--all shows"), "{}", strict.out);
}

#[test]
fn a_report_goes_to_a_file_as_a_whole() {
    let here = folder("cli-output");
    write(&here, "en.txt", EN);
    write(&here, "ru.txt", RU_ALTERED);
    write(&here, "report.json", "an older report");
    let ran = run(&here, &["check", "en.txt", "ru.txt", "--format", "json", "-o", "report.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    let report = std::fs::read_to_string(here.join("report.json")).expect("the report was written");
    assert!(serde_json::from_str::<serde_json::Value>(&report).is_ok(), "{report}");
    let left: Vec<_> =
        std::fs::read_dir(&here).expect("the folder is there").flatten().filter(|file| file.path().extension().is_some_and(|e| e == "tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
    let nowhere = run(&here, &["check", "en.txt", "ru.txt", "-o", "no/such/folder/report.txt"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("cannot be written"), "{}", nowhere.err);
}

#[test]
fn audit_answers_line_by_line_and_names_what_it_could_not_check() {
    let here = folder("cli-audit");
    let story =
        |ru: &str| serde_json::json!({"id": "flood", "editions": [{"language": "en", "text": EN}, {"language": "ru", "text": ru}]}).to_string();
    write(&here, "stories.jsonl", format!("{}\n\n{}\nnot json\n", story(RU), story(RU_ALTERED)));
    let ran = run(&here, &["audit", "stories.jsonl"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!([&lines[0]["verdict"], &lines[1]["verdict"]], ["consistent", "findings"]);
    assert_eq!(lines[2]["line"], 4);
    assert!(lines[2]["error"].is_string());
}

#[test]
fn names_are_looked_up_among_those_of_a_file() {
    let here = folder("cli-among");
    write(&here, "list.txt", "\u{FEFF}Maria Callas\n\nМария Захарова\r\nMaria Zakharova\nUnited Nations\nبشار الأسد\n");
    let ask = |arguments: &[&str]| {
        let ran = run(&here, &[&["names", "--among", "list.txt"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
        let lines: Vec<String> = ran.out.lines().map(str::to_owned).collect();
        lines.iter().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    // Every one that is the same, with its line; several names are answered one after the other.
    let found = ask(&["ماريا زاخاروفا", "ООН"]);
    let told: Vec<_> = found.iter().map(|row| [row[0].as_str(), row[2].as_str(), row[3].as_str(), row[4].as_str()]).collect();
    assert_eq!(
        told,
        [
            ["ماريا زاخاروفا", "same", "Мария Захарова", "3"],
            ["ماريا زاخاروفا", "same", "Maria Zakharova", "4"],
            ["ООН", "same", "United Nations", "5"],
        ]
    );
    // Else the likeliest, or none that is alike at all.
    let other = ask(&["Maria Zakharchenko", "Q"]);
    assert_eq!((other.len(), other[0][2].as_str(), other[1].join("|").as_str()), (2, "different", "Q|0.0000|different||"), "{other:?}");
    assert_eq!(ask(&["Zakharova", "--best", "1"]).len(), 1);
    // What could act on a terminal does not get there.
    assert_eq!(ask(&["Bashar\u{1B}[2J al-Assad"])[0][0], "Bashar␛[2J al-Assad");
}

#[test]
fn a_list_of_names_that_cannot_be_read_is_told_with_its_line() {
    let here = folder("cli-among-broken");
    write(&here, "empty.txt", "\n 12 \n");
    write(&here, "pairs.tsv", "Maria\nMaria\tМария\n");
    write(&here, "old.txt", b"Maria\n\xCC\xE0\xF0\xE8\xFF\n");
    for (file, message) in [
        ("gone.txt", "gone.txt: "),
        ("empty.txt", "empty.txt: there is no name in it"),
        ("pairs.tsv", "pairs.tsv: line 2: expected one name, but there is a tab"),
        ("old.txt", "old.txt: line 2: expected a name in UTF-8"),
    ] {
        let ran = run(&here, &["names", "--among", file, "Maria"]);
        assert!(ran.code == Some(2) && ran.err.contains(message), "{file}: {}", ran.err);
    }
    for arguments in [
        &["names", "Maria"] as &[&str],
        &["names", "--among", "-"],
        &["names", "a", "b", "--best", "2"],
        &["names", "--among", "pairs.tsv", "a", "--best", "0"],
    ] {
        assert_eq!(run(&here, arguments).code, Some(2), "{arguments:?}");
    }
}
