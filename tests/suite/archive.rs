//! Audits of archives: what a database holds, also after the worst; statistics, searches and comparisons of runs.

use crate::program::{Run, folder, run, write};
use rusqlite::Connection;
use serde_json::{Value as Json, json};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const EN: &str = "The flood in the port city killed 12 people on Monday, the governor said.";
const RU: &str = "В понедельник при наводнении в портовом городе погибли 12 человек, сообщил губернатор.";
const AR: &str = "قال المحافظ إن الفيضان في المدينة الساحلية أودى بحياة 12 شخصا يوم الاثنين.";

/// A story whose Russian edition has another toll.
fn story(id: &str, russian_toll: usize) -> Json {
    let ru = RU.replace("12", &russian_toll.to_string());
    let edition = |language: &str, text: &str| json!({ "language": language, "text": text });
    json!({
        "id": id, "source": if id.len().is_multiple_of(2) { "north wire" } else { "south wire" }, "published": "2024-05-14T10:00:00Z",
        "editions": [edition("en", EN), edition("ar", AR), edition("ru", &ru)],
    })
}

fn lines(stories: impl IntoIterator<Item = Json>) -> String {
    stories.into_iter().map(|story| format!("{story}\n")).collect()
}

/// Everything that a run found, apart from when and in how many goes.
fn content(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).expect("the database opens");
    let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it can be checked");
    assert_eq!(whole, "ok");
    connection
        .execute_batch("INSERT INTO reading_texts (reading_texts, rank) VALUES ('integrity-check', 1)")
        .expect("the index of texts fits the texts");
    let mut out = Vec::new();
    for sql in [
        "SELECT key || '|' || nth || '|' || story || '|' || place || '|' || position || '|' || hash || '|' || coalesce(source, '') || '|' || coalesce(week, '')
         || '|' || coalesce(error, '') || '|' || sentences || '|' || hidden FROM stories ORDER BY position",
        "SELECT s.position || '|' || e.position || '|' || edition || '|' || language || '|' || e.sentences || '|' || facts || '|' || aligned
         FROM editions e JOIN stories s ON s.id = e.story ORDER BY s.position, e.position",
        "SELECT s.position || '|' || f.position || '|' || f.finding || '|' || severity || '|' || message || '|' || coalesce(odd, '') || '|' || r.edition || '|' || coalesce(r.text, '')
         || '|' || coalesce(r.value, '') || '|' || coalesce(r.start, '') || '|' || coalesce(r.context, '')
         FROM readings r JOIN findings f ON f.id = r.finding JOIN stories s ON s.id = f.story ORDER BY s.position, f.position, r.edition",
    ] {
        let mut statement = connection.prepare(sql).expect("the schema is as documented");
        out.extend(statement.query_map([], |row| row.get::<_, String>(0)).expect("it can be asked").map(|row| row.expect("it is text")));
    }
    out
}

fn number(database: &Path, sql: &str) -> i64 {
    Connection::open(database).and_then(|connection| connection.query_row(sql, [], |row| row.get(0))).expect("the database answers")
}

#[track_caller]
fn answers(ran: &Run, code: i32) {
    assert_eq!(ran.code, Some(code), "{}{}", ran.out, ran.err);
}

/// Parts of a run's time, others every time: from soon after its beginning to soon after its end.
fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        whole.mul_f64(0.05 + (state % 1000) as f64 / 1000.0)
    })
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_as_one_that_was_left_alone() {
    let here = folder("archive-kill");
    // Some have a finding, one is broken, two share an id, one has none.
    let mut stories: Vec<Json> = (0..1200).map(|n| story(&format!("story {n}"), if n % 3 == 0 { 13 + n } else { 12 })).collect();
    stories.insert(40, json!({ "id": "alone", "editions": [{ "language": "en", "text": EN }] }));
    stories.insert(90, story("story 7", 99));
    stories.insert(91, story("", 98));
    write(&here, "stories.jsonl", lines(stories));
    let audit = |database: &str, more: &[&str]| {
        [&["audit", "stories.jsonl", "--db", database][..], more].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let plain: Vec<String> = audit("plain.sqlite", &[]);
    let begun = Instant::now();
    answers(&run(&here, &plain.iter().map(String::as_str).collect::<Vec<_>>()), 2);
    let took = begun.elapsed();
    let expected = content(&here.join("plain.sqlite"));
    // Stories, their editions, the readings of the findings.
    assert!(expected.len() > 1203 + 3 * 1202 + 400 * 3, "{}", expected.len());

    let mut moments = moments(took);
    let (mut kills, mut database) = (0, 0);
    while kills < 20 {
        let name = format!("killed-{database}.sqlite");
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .current_dir(&here)
            .args(audit(&name, &["--resume"]))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let until = Instant::now() + moments.next().unwrap_or_default();
        let ended = loop {
            match child.try_wait().expect("it can be asked") {
                Some(_) => break true,
                None if Instant::now() >= until => break false,
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        if ended {
            // It got to its end before its time: that is one way to go on, and the next kill needs another database.
            assert_eq!(content(&here.join(&name)), expected, "{name}");
            database += 1;
        } else {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            kills += 1;
        }
    }
    let name = format!("killed-{database}.sqlite");
    let last: Vec<String> = audit(&name, &["--resume"]);
    answers(&run(&here, &last.iter().map(String::as_str).collect::<Vec<_>>()), 2);
    assert_eq!(content(&here.join(&name)), expected);
    assert_eq!(number(&here.join(&name), "SELECT count(*) FROM runs"), 1);
}

#[test]
fn going_on_checks_what_changed_and_nothing_else() {
    let here = folder("archive-resume");
    let database = here.join("a.sqlite");
    write(&here, "s.jsonl", lines([story("a", 12), story("bb", 15), story("c", 12)]));
    answers(&run(&here, &["audit", "s.jsonl", "--db", "a.sqlite"]), 1);
    let first = content(&database);
    let again = run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume"]);
    answers(&again, 1);
    assert!(again.err.contains("3 of them unchanged") && again.err.contains("; 0 checked"), "{}", again.err);
    assert_eq!(content(&database), first);
    // A text that was corrected, a story that is new, and one that is no story.
    write(&here, "s.jsonl", format!("{}{{\"id\":\"e\"}}\n", lines([story("a", 12), story("bb", 12), story("c", 12), story("d", 16)])));
    let changed = run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume"]);
    answers(&changed, 2);
    assert!(
        changed.err.contains("2 of them unchanged and passed over; 2 checked") && changed.err.contains("1 stories could not be checked"),
        "{}",
        changed.err
    );
    assert_eq!(number(&database, "SELECT count(*) FROM stories"), 5);
    assert_eq!(number(&database, "SELECT count(*) FROM findings f JOIN stories s ON s.id = f.story WHERE s.key = 'bb'"), 0);
    assert_eq!(number(&database, "SELECT count(*) FROM stories WHERE key = 'e' AND error LIKE '%editions%'"), 1);
    // What was broken is mended; its error is gone.
    write(&here, "s.jsonl", lines([story("a", 12), story("bb", 12), story("c", 12), story("d", 16), story("e", 12)]));
    answers(&run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume"]), 1);
    assert_eq!(number(&database, "SELECT count(*) FROM stories WHERE error IS NULL"), 5);
    // Other settings may find other things.
    let other = run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume", "--min-severity", "critical"]);
    assert!(other.err.contains("5 stories; 5 checked"), "{}", other.err);
    // Without --resume a run of its own begins.
    run(&here, &["audit", "s.jsonl", "--db", "a.sqlite"]);
    assert_eq!(number(&database, "SELECT count(*) FROM runs"), 2);
    assert_eq!(number(&database, "SELECT count(*) FROM stories"), 10);
}

#[test]
fn what_is_let_stand_does_not_count_and_needs_no_new_check() {
    let here = folder("archive-accept");
    write(&here, "s.jsonl", lines([story("a", 15)]));
    let ran = run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--format", "jsonl"]);
    answers(&ran, 1);
    let report: Json = serde_json::from_str(&ran.out).expect("the report is one line");
    let id = report["findings"][0]["id"].as_str().expect("it has a finding");
    write(&here, "accept.toml", format!("[[accept]]\nfinding = \"{id}\"\nreason = \"corrected later\"\n"));
    let ran = run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume", "--accept", "accept.toml"]);
    answers(&ran, 0);
    assert!(ran.err.contains("1 of them unchanged") && ran.err.contains("1 accepted"), "{}", ran.err);
    let stats: Json = serde_json::from_str(&run(&here, &["stats", "a.sqlite", "--format", "json"]).out).expect("it is JSON");
    assert_eq!((&stats["accepted"], &stats["all"]["findings"]), (&json!(1), &json!(0)));
    // An acceptance that has expired holds no more.
    write(&here, "accept.toml", format!("[[accept]]\nfinding = \"{id}\"\nreason = \"corrected later\"\nuntil = 2020-01-01\n"));
    answers(&run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume", "--accept", "accept.toml"]), 1);
}

#[test]
fn folders_and_compressed_files_are_read_in_order() {
    let here = folder("archive-inputs");
    let stories = lines([story("a", 12), story("b", 15)]);
    std::fs::create_dir_all(here.join("archive/flood")).expect("it can be made");
    write(&here, "archive/flood/en.txt", EN);
    write(&here, "archive/flood/ru.txt", RU);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, stories.as_bytes()).expect("memory takes all");
    write(&here, "archive/a.jsonl.gz", packed.finish().expect("memory takes all"));
    write(&here, "archive/b.jsonl.zst", ruzstd::encoding::compress_to_vec(stories.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest));
    write(&here, "plain", &stories);
    let ran = run(&here, &["audit", "archive", "plain", "--jobs", "3"]);
    answers(&ran, 1);
    let ids: Vec<String> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).expect("it is JSON")["story"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(ids, ["a", "b", "a", "b", "flood", "a", "b"]);
    // The same in files, which are there as a whole.
    let kept = run(&here, &["audit", "archive", "plain", "-o", "r.jsonl", "-o", "r.jsonl.gz"]);
    answers(&kept, 1);
    assert_eq!((kept.out.as_str(), std::fs::read_to_string(here.join("r.jsonl")).expect("it was written")), ("", ran.out));
    answers(&run(&here, &["compare-runs", "r.jsonl", "r.jsonl.gz"]), 0);
    std::fs::create_dir_all(here.join("empty")).expect("it can be made");
    assert!(run(&here, &["audit", "empty"]).err.contains("no story was found"));
    let nothing = run(&here, &["audit", "archive", "gone"]);
    answers(&nothing, 2);
    assert!(nothing.err.contains("gone") && nothing.out.is_empty(), "{}", nothing.err);
}

#[test]
fn targets_that_cannot_be_written_are_named_and_leave_nothing() {
    let here = folder("archive-readonly");
    write(&here, "s.jsonl", lines([story("a", 12)]));
    for (target, words) in [("no/such/a.sqlite", "folder exists"), ("/proc/a.sqlite", "folder exists"), ("s.jsonl", "no database")] {
        let ran = run(&here, &["audit", "s.jsonl", "--db", target]);
        answers(&ran, 2);
        assert!(ran.err.contains(words) && ran.err.contains(target), "{}", ran.err);
    }
    for target in ["no/such/r.jsonl", "r.docx"] {
        let ran = run(&here, &["audit", "s.jsonl", "-o", target]);
        answers(&ran, 2);
        assert!(ran.err.contains(target), "{}", ran.err);
    }
    assert_eq!(std::fs::read_dir(&here).expect("it is there").count(), 1);
}

/// A limit on the size of files is how a test can fill a disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_the_database_can_be_gone_on_with() {
    let here = folder("archive-full");
    write(&here, "s.jsonl", lines((0..3000).map(|n| story(&format!("s{n}"), 13 + n))));
    let limited = |arguments: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 3000; exec '{}' {arguments}", env!("CARGO_BIN_EXE_variorum"));
        let ran = Command::new("bash").current_dir(&here).args(["-c", &script]).output().expect("there is a shell");
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    let (code, said) = limited("audit s.jsonl --db a.sqlite --jobs 2");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("a.sqlite") && said.contains("--resume") && !said.contains("panicked"), "{said}");
    let kept = number(&here.join("a.sqlite"), "SELECT count(*) FROM stories");
    assert!((1..3000).contains(&kept), "{kept}");
    answers(&run(&here, &["stats", "a.sqlite"]), 0);
    answers(&run(&here, &["audit", "s.jsonl", "--db", "a.sqlite", "--resume", "--quiet"]), 1);
    assert_eq!(number(&here.join("a.sqlite"), "SELECT count(DISTINCT key) FROM stories"), 3000);
    assert_eq!(number(&here.join("a.sqlite"), "SELECT count(*) FROM stories"), 3000);
    let (code, said) = limited("audit s.jsonl -o r.jsonl");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("r.jsonl") && said.contains("disk"), "{said}");
    assert!(!here.join("r.jsonl").exists());
}

#[test]
fn numbers_are_told_as_text_as_json_and_as_a_page() {
    let here = folder("archive-stats");
    let hostile = "<script>alert(1)</script>\u{1b}[31m";
    let mut odd = story("odd", 17);
    odd["source"] = json!(hostile);
    let many = (0..6).map(|n| story(&format!("{n}{}", "x".repeat(n)), if n < 2 { 15 } else { 12 }));
    write(&here, "s.jsonl", lines(many.chain([odd])));
    answers(&run(&here, &["audit", "s.jsonl", "--db", "a.sqlite"]), 1);
    let stats: Json = serde_json::from_str(&run(&here, &["stats", "a.sqlite", "--format", "json"]).out).expect("it is JSON");
    assert_eq!((&stats["stories"], &stats["all"]["findings"], &stats["affected"]["stories"]), (&json!(7), &json!(3), &json!(3)), "{stats:#}");
    let rate = &stats["all"]["per_100_sentences"];
    assert!((rate["value"].as_f64().unwrap_or(0.0) - 300.0 / 7.0).abs() < 0.01 && rate["low"].as_f64() < rate["value"].as_f64(), "{rate}");
    let by = |table: &str, key: &str| {
        let rows = stats["by"][table].as_array().unwrap_or_else(|| panic!("no {table}: {stats:#}"));
        rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("no {key} in {table}: {stats:#}"))["findings"].clone()
    };
    assert_eq!((by("fact", "casualty"), by("week", "2024-W20"), by("source", "north wire")), (json!(3), json!(3), json!(1)));
    // The Russian edition stands alone against both others.
    assert_eq!((by("languages", "ar–ru"), by("languages", "en–ru"), by("languages", "ar–en")), (json!(3), json!(3), json!(0)));
    let alone = stats["alone"].as_array().expect("it is a list");
    assert!(
        alone
            .iter()
            .all(|row| (row["language"] == "ru") == (row["alone"] != json!(0)) || row["source"] == "north wire" || row["source"] == "south wire"),
        "{alone:#?}"
    );
    assert_eq!(stats["lone_editions"][0]["edition"], "ru");
    let text = run(&here, &["stats", "a.sqlite"]).out;
    assert!(text.contains("casualty") && text.contains("95 %") && !text.contains('\u{1b}'), "{text}");
    answers(&run(&here, &["stats", "a.sqlite", "-o", "s.html", "--min-severity", "minor"]), 0);
    let page = std::fs::read_to_string(here.join("s.html")).expect("it was written");
    assert!(
        page.contains("default-src 'none'") && page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains('\u{1b}'),
        "{page}"
    );
    for (arguments, words) in [
        (&["stats", "gone.sqlite"][..], "audit --db"),
        (&["stats", "a.sqlite", "--run", "7"], "the latest is 1"),
        (&["stats", "s.jsonl"], "no database"),
    ] {
        let ran = run(&here, arguments);
        answers(&ran, 2);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn readings_are_found_by_their_words_in_every_script() {
    let here = folder("archive-search");
    write(&here, "s.jsonl", lines([story("a", 15), story("b", 16)]));
    run(&here, &["audit", "s.jsonl", "--db", "a.sqlite"]);
    let hits = |words: &[&str]| -> Vec<Json> {
        let ran = run(&here, &[&["search", "a.sqlite", "--format", "jsonl"][..], words].concat());
        answers(&ran, 0);
        ran.out.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect()
    };
    assert_eq!(hits(&["погиб"]).len(), 2);
    assert_eq!(hits(&["ПОГИБ", "16"]).iter().map(|hit| &hit["story"]).collect::<Vec<_>>(), ["b"]);
    assert_eq!(hits(&["بحياة"]).len(), 2);
    assert_eq!(hits(&["\"", "OR", "x*"]).len(), 0);
    assert!(run(&here, &["search", "a.sqlite", "погиб", "--limit", "1"]).err.contains("--limit"));
}

#[test]
fn two_runs_are_held_against_each_other() {
    let here = folder("archive-compare");
    write(&here, "1.jsonl", lines([story("a", 15), story("b", 12), story("c", 16), story("gone", 17)]));
    write(&here, "2.jsonl", lines([story("a", 12), story("b", 18), story("c", 16), json!({ "id": "new", "editions": [] })]));
    for file in ["1.jsonl", "2.jsonl"] {
        run(&here, &["audit", file, "--db", "a.sqlite"]);
        write(&here, &format!("reports-{file}"), run(&here, &["audit", file]).out);
    }
    let mut documents = Vec::new();
    for sides in [["a.sqlite#1", "a.sqlite"], ["reports-1.jsonl", "reports-2.jsonl"], ["reports-1.jsonl", "a.sqlite#2"]] {
        let ran = run(&here, &["compare-runs", sides[0], sides[1], "--format", "json"]);
        answers(&ran, 1);
        let mut document: Json = serde_json::from_str(&ran.out).expect("it is JSON");
        document["runs"] = Json::Null;
        documents.push(document);
    }
    assert_eq!(documents[0], documents[1]);
    assert_eq!(documents[0], documents[2]);
    let counts = &documents[0]["counts"];
    assert_eq!([&counts["new"], &counts["fixed"], &counts["unchanged"], &counts["lost"], &counts["broken"]], [1, 1, 1, 1, 1], "{counts}");
    assert_eq!(
        (&documents[0]["new"][0]["story"], &documents[0]["fixed"][0]["story"], &documents[0]["broken"][0]["story"]),
        (&json!("b"), &json!("a"), &json!("new"))
    );
    let text = run(&here, &["compare-runs", "a.sqlite#1", "a.sqlite#2"]).out;
    assert!(text.contains("1 new, 1 fixed, 1 unchanged") && text.contains("new     critical  b: "), "{text}");
    answers(&run(&here, &["compare-runs", "a.sqlite#2", "a.sqlite#2"]), 0);
    for sides in [["a.sqlite#9", "a.sqlite"], ["1.jsonl", "a.sqlite"], ["gone", "a.sqlite"]] {
        answers(&run(&here, &["compare-runs", sides[0], sides[1]]), 2);
    }
}
