//! Inputs that newsrooms have: what is understood of each, where it stands in the file, which files make a story, and what is refused.

use crate::program::{Run, folder, run, write};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use variorum::check::{self, Options};
use variorum::compare::Severity;
use variorum::ingest::{self, Format, Hints, Opened};
use variorum::text::{Extract, Span};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/inputs")
}

fn sample_files() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for folder in std::fs::read_dir(samples()).expect("the samples are there").flatten().filter(|entry| entry.path().is_dir()) {
        out.extend(std::fs::read_dir(folder.path()).expect("the folder is readable").flatten().map(|entry| entry.path()));
    }
    out.sort();
    out
}

fn open(path: &Path) -> Opened {
    ingest::open(path, &Hints::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(name: &str, content: impl AsRef<[u8]>) -> String {
    let here = folder("readers-refused");
    write(&here, name, content);
    ingest::open(&here.join(name), &Hints::default()).expect_err(name).to_string()
}

#[test]
fn every_sample_is_understood() {
    for (file, format, editions, published) in [
        ("web/ar.html", Format::Html, "ar", true),
        ("newsml/bridge-en.xml", Format::NewsMl, "en", true),
        ("newsml/bridge-ar.xml", Format::NewsMl, "ar", true),
        ("newsml/bridge-ru.xml", Format::NewsMl, "ru", true),
        ("nitf/ru.xml", Format::Nitf, "ru", true),
        ("ninjs/20240912-0417.json", Format::Ninjs, "en", true),
        ("ninjs/20240912-0425.json", Format::Ninjs, "ru", true),
        ("feed/bridge.en.rss", Format::Feed, "en", true),
        ("feed/bridge.ru.atom", Format::Feed, "ru", true),
        ("cat/bridge.tmx", Format::Tmx, "en ar ru", false),
        ("cat/bridge-1.2.xlf", Format::Xliff, "en ar", false),
        ("cat/bridge-2.0.xlf", Format::Xliff, "en ru", false),
        ("cat/bridge.po", Format::Po, "en ru", false),
        ("word/bridge_ru.docx", Format::Docx, "ru", false),
        ("subtitles/bridge.en.srt", Format::Subtitles, "en", false),
        ("subtitles/bridge.ar.vtt", Format::Subtitles, "ar", false),
        ("tables/bridge.tsv", Format::Table, "en ar ru", false),
        ("tables/export.csv", Format::Table, "en ar ru", true),
        ("stories/stories.jsonl", Format::Stories, "en ar ru", true),
        ("legacy/en.txt", Format::Plain, "en", false),
        ("legacy/ar.txt", Format::Plain, "ar", false),
        ("legacy/ru.txt", Format::Plain, "ru", false),
        ("markdown/ru.md", Format::Markdown, "ru", true),
    ] {
        let opened = open(&samples().join(file));
        assert_eq!(opened.format, format, "{file}");
        let read: Vec<_> = (0..opened.contents.documents.len()).map(|number| opened.edition(number, &Hints::default()).expect(file)).collect();
        let languages: Vec<&str> = read.iter().map(|one| one.edition.language.as_str()).collect();
        assert_eq!(languages.join(" "), editions, "{file}");
        for one in &read {
            assert_eq!(one.edition.published.is_some(), published, "{file}");
            let text = &one.edition.text;
            let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
            assert!(has(&["45,000", "45 ألف", "45 тысяч"]), "{file}: {text}");
            assert!(has(&["injured", "وأصيب", "пострадали"]), "{file}: {text}");
            // What surrounds the article, was deleted, or is said of it.
            assert!(!has(&["Ferry fares", "2019", "2 drivers", "<", "&nbsp;", "-->", "Narrator", "rights reserved", "Economy"]), "{file}: {text}");
        }
    }
}

#[test]
fn every_sample_is_a_story_without_differences() {
    let mut stories: Vec<PathBuf> =
        ["web", "newsml", "nitf", "ninjs", "feed", "word", "subtitles", "legacy", "markdown"].map(|name| samples().join(name)).into();
    stories.extend(
        [
            "cat/bridge.tmx",
            "cat/bridge-1.2.xlf",
            "cat/bridge-2.0.xlf",
            "cat/bridge.po",
            "tables/bridge.tsv",
            "tables/export.csv",
            "stories/stories.jsonl",
        ]
        .map(|name| samples().join(name)),
    );
    for path in stories {
        let (story, read) = ingest::story(std::slice::from_ref(&path), &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
        let options = Options { segments: ingest::given(&read), ..Options::default() };
        assert_eq!(options.segments.is_some(), path.to_string_lossy().contains("/cat/") || path.ends_with("bridge.tsv"), "{}", path.display());
        let report = check::check(&story, &options).expect("it can be checked");
        let alarms: Vec<&str> = report.at_least(Severity::Minor, 0.5).map(|finding| finding.message.as_str()).collect();
        assert!(alarms.is_empty(), "{}: {alarms:?}", path.display());
        assert!(report.summaries.iter().all(|summary| summary.aligned == summary.sentences), "{}", path.display());
    }
}

/// What must hold of every text that was taken out of a file.
#[track_caller]
fn leads_back(file: &str, extract: &Extract) {
    let text = extract.text();
    let mut last = 0;
    for (at, piece) in extract.pieces().iter().enumerate() {
        let end = extract.pieces().get(at + 1).map_or(text.len(), |next| next.at);
        assert!(last <= piece.at && piece.at < end && text.is_char_boundary(piece.at), "{piece:?}");
        assert!(file.get(piece.from.start..piece.from.end).is_some(), "{piece:?}");
        if piece.exact {
            assert_eq!(&text[piece.at..end], piece.from.of(file));
        }
        last = end;
    }
    // Within a line of the text the file is gone through in its order.
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut before = 0;
        for (offset, c) in line.char_indices() {
            let back = extract.back(Span::new(at + offset, at + offset + c.len_utf8()));
            assert!(before <= back.start && back.start <= back.end, "{line}");
            before = back.start;
        }
        at += line.len();
    }
}

/// Bytes changed at random, the same ones in every run: some overwritten, some cut out, some doubled, some of another file.
fn damaged(bytes: &[u8], other: &[u8], state: &mut u64) -> Vec<u8> {
    let mut random = |below: usize| {
        // An LCG (Knuth's MMIX) is random enough to break markup.
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % below.max(1)
    };
    let mut out = bytes.to_vec();
    for _ in 0..=random(4) {
        let (at, length) = (random(out.len()), random(40));
        let end = (at + length).min(out.len());
        match random(5) {
            0 => out[at..end].fill(b"<>&\"{}[]\\/'\0\xFF\n,;"[random(16)]),
            1 => drop(out.drain(at..end)),
            2 => {
                let part = out[at..end].to_vec();
                out.splice(at..at, part);
            }
            3 => {
                let from = random(other.len());
                out.splice(at..end, other[from..(from + length).min(other.len())].iter().copied());
            }
            _ => out.truncate(at + 1),
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

#[test]
fn damaged_files_are_errors_or_texts_that_lead_back() {
    let files: Vec<(PathBuf, Vec<u8>)> =
        sample_files().into_iter().map(|path| (path.clone(), std::fs::read(path).expect("it can be read"))).collect();
    let mut state = 2024;
    for (at, (path, bytes)) in files.iter().enumerate() {
        let format = Some(open(path).format);
        for round in 0..40 {
            let other = &files[(at + round) % files.len()].1;
            let hints = Hints { format: format.filter(|_| round % 2 == 0), ..Hints::default() };
            match ingest::read(path, damaged(bytes, other, &mut state), &hints) {
                Ok(opened) => {
                    for number in 0..opened.contents.documents.len() {
                        if let Ok(read) = opened.edition(number, &hints)
                            && let Some(source) = read.source
                        {
                            leads_back(source.file(), source.extract());
                        }
                    }
                }
                Err(error) => assert!(error.to_string().len() > path.as_os_str().len() + 5, "{error}"),
            }
        }
    }
}

#[test]
fn places_lead_back_into_every_sample() {
    for path in sample_files() {
        let opened = open(&path);
        for number in 0..opened.contents.documents.len() {
            let read = opened.edition(number, &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
            if let Some(source) = &read.source {
                leads_back(source.file(), source.extract());
                assert_eq!(source.extract().text(), &*read.edition.text);
            }
        }
    }
}

#[test]
fn bytes_are_those_of_the_file_on_the_disk() {
    for (name, words) in
        [("legacy/ar.txt", "320 مليون"), ("legacy/en.txt", "45,000"), ("legacy/ru.txt", "12 сентября"), ("web/ru.html", "12 сентября")]
    {
        let path = samples().join(name);
        let read = ingest::edition(&path, &Hints::default()).expect(name);
        let source = read.source.expect("it is not the file itself");
        let at = read.edition.text.find(words).expect(words);
        let span = source.bytes(Span::new(at, at + words.len()));
        let bytes = std::fs::read(&path).expect("it can be read");
        let encoding = encoding_rs::Encoding::for_label(source.encoding().as_bytes()).expect("a known encoding");
        assert_eq!(encoding.decode_without_bom_handling(&bytes[span.start..span.end]).0, words, "{name}");
    }
}

#[test]
fn findings_name_line_and_column_of_the_file() {
    let here = folder("readers-places");
    write(
        &here,
        "en.html",
        "<html lang=\"en\"><body>\n<nav>Home</nav>\n<article><h1>Flood</h1>\n<p>The flood in the port city killed\n  <b>12 people</b> on Monday, the governor&nbsp;said.</p></article></body></html>",
    );
    write(
        &here,
        "ru.json",
        "{\"uri\":\"x\",\n \"language\":\"ru\",\n \"body_text\":\"В понедельник при наводнении в портовом городе погибли 15 человек, сообщил губернатор.\"}",
    );
    let ran = run(&here, &["check", "en.html", "ru.json", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    let report: Json = serde_json::from_str(&ran.out).expect("it is JSON");
    let finding = report["findings"].as_array().and_then(|all| all.iter().find(|one| one["kind"] == "altered")).expect("a toll differs");
    assert_eq!([&finding["readings"]["en"]["line"], &finding["readings"]["ru"]["line"]], [4, 3], "{finding}");
    let text = run(&here, &["check", "en.html", "ru.json"]).out;
    assert!(text.contains("line 4") && text.contains("line 3"), "{text}");
    let sarif: Json = serde_json::from_str(&run(&here, &["check", "en.html", "ru.json", "--format", "sarif"]).out).expect("it is JSON");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let file = std::fs::read_to_string(here.join("ru.json")).expect("it is there");
    let from = region["charOffset"].as_u64().expect("an offset") as usize;
    let snippet: String = file.chars().skip(from).take(region["charLength"].as_u64().expect("a length") as usize).collect();
    assert_eq!(region["snippet"]["text"], snippet.as_str());
    assert!(snippet.contains("15"), "{snippet}");
}

#[test]
fn corrections_are_written_into_the_file_as_it_is() {
    let here = folder("readers-fix");
    let page = |count: &str| {
        format!(
            "<html lang=\"ru\"><body><article><p>В понедельник автобус упал в&nbsp;ущелье недалеко от столицы, погибли {count} человек, сообщила полиция.</p></article></body></html>\n"
        )
    };
    write(&here, "en.txt", "A bus fell into a ravine near the capital on Monday, killing 14 people, police said.\n");
    write(&here, "ar.txt", "قالت الشرطة إن حافلة سقطت في واد قرب العاصمة يوم الاثنين ما أدى إلى مقتل ١٤ شخصا.\n");
    let in_1251 = |text: &str| encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    write(&here, "ru.html", in_1251(&page("17")));
    let ran = run(&here, &["fix", "en.txt", "ar.txt", "ru.html", "--write", "--encoding", "utf-8", "--lang", "ru.html=ru"]);
    // The page is not UTF-8, as it was said to be.
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    let ran = run(&here, &["fix", "en.txt", "ar.txt", "ru.html", "--write"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let written = std::fs::read(here.join("ru.html")).expect("it is there");
    assert_eq!(written, in_1251(&page("14")), "{}", ran.out);
}

#[test]
fn what_is_written_can_be_read_again() {
    let here = folder("readers-again");
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/summit");
    let story = story.to_string_lossy().into_owned();
    for (form, name) in [("tmx", "again.tmx"), ("tsv", "again.tsv")] {
        let first = run(&here, &["align", &story, "--format", form]).out;
        write(&here, name, &first);
        let second = run(&here, &["align", name, "--format", form]).out;
        let rows = |text: &str| {
            text.lines()
                .filter(|line| line.contains("<seg>") || form == "tsv")
                .map(|line| line.rsplit_once('\t').map_or(line, |(row, _)| row).to_owned())
                .collect::<Vec<_>>()
        };
        let (one, two) = (rows(&first), rows(&second));
        assert!(one.len() > 20, "{first}");
        assert_eq!(one, two, "{form}");
    }
    let altered = Path::new(&story).join("altered");
    let altered = altered.to_string_lossy().into_owned();
    let ran = run(&here, &["check", &format!("{altered}/en.txt"), &format!("{altered}/ru.txt"), "--format", "xliff", "-o", "report.xlf"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let lines = run(&here, &["read", "report.xlf", "--format", "jsonl"]).out;
    let mut read = lines.lines().map(|line| serde_json::from_str::<Json>(line).expect("a line is JSON"));
    for language in ["en", "ru"] {
        let own = read.next().expect("an edition")["text"].as_str().expect("it has a text").split_whitespace().collect::<Vec<_>>().join(" ");
        let text = std::fs::read_to_string(Path::new(&altered).join(format!("{language}.txt"))).expect("the sample is there");
        // Sentences stand in the order of the beads, which a moved one leaves; the words are the same.
        let words = |text: &str| {
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(words(&own), words(&text), "{language}");
    }
}

#[test]
fn files_go_together_by_name_by_link_and_by_manifest() {
    let here = folder("readers-folders");
    let (en, ru) = ("Five people died in the flood in the old town.", "При наводнении в старом городе погибли пять человек.");
    let ar = "لقي خمسة أشخاص مصرعهم في فيضان ضرب المدينة القديمة.";
    for name in ["flood", "en", "ru", "mixed", "by hand"] {
        std::fs::create_dir(here.join(name)).expect("the folder can be written");
    }
    write(&here, "flood/en.txt", en);
    write(&here, "flood/ar.html", format!("<p>{ar}</p>"));
    write(&here, "storm.en.txt", en);
    write(&here, "storm_ru.md", ru);
    write(&here, "en/fire.txt", en);
    write(&here, "ru/fire.txt", ru);
    write(&here, "mixed/1.json", format!("{{\"uri\":\"urn:1\",\"language\":\"en\",\"translation_id\":\"t\",\"body_text\":{en:?}}}"));
    write(
        &here,
        "mixed/2.json",
        format!("{{\"uri\":\"urn:2\",\"language\":\"ar\",\"altIds\":[{{\"role\":\"x\",\"value\":\"urn:1\"}}],\"body_text\":{ar:?}}}"),
    );
    write(&here, "mixed/notes.txt", en);
    write(&here, "mixed/picture.jpg", [0xFF, 0xD8, 0xFF, 0, 1, 2]);
    write(&here, "by hand/a.txt", en);
    write(&here, "by hand/b.txt", ru);
    write(&here, "by hand/c.txt", ru);
    write(
        &here,
        "by hand/stories.toml",
        "[[story]]\nid = \"hand\"\n[[story.edition]]\nfile = \"a.txt\"\n[[story.edition]]\nfile = \"b.txt\"\nlanguage = \"ru\"\n",
    );
    let ran = run(&here, &["read", ".", "--format", "jsonl"]);
    let lines: Vec<Json> = ran.out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let of = |story: &str| {
        let files = &lines.iter().find(|line| line["story"] == story).unwrap_or_else(|| panic!("{story}: {}", ran.out))["files"];
        files.as_array().expect("a list").iter().map(|file| file.as_str().expect("a name").trim_start_matches("./").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("flood"), ["flood/en.txt", "flood/ar.html"]);
    assert_eq!(of("storm"), ["storm.en.txt", "storm_ru.md"]);
    assert_eq!(of("fire"), ["en/fire.txt", "ru/fire.txt"]);
    assert_eq!(of("mixed/1"), ["mixed/1.json", "mixed/2.json"]);
    assert_eq!(of("hand"), ["by hand/a.txt", "by hand/b.txt"]);
    let unplaced: Vec<&str> = lines.iter().filter_map(|line| line["unplaced"].as_str()).map(|name| name.trim_start_matches("./")).collect();
    assert_eq!(unplaced.len(), 3, "{}", ran.out);
    for name in ["mixed/notes.txt", "mixed/picture.jpg", "by hand/c.txt"] {
        assert!(unplaced.contains(&name), "{name}: {}", ran.out);
    }
    assert_eq!(ran.code, Some(2));
    // One of the folders alone, with what was passed over told.
    let ran = run(&here, &["check", "mixed"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("notes.txt was not read"), "{}", ran.out);
    let ran = run(&here, &["check", "by hand"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    write(
        &here,
        "by hand/stories.toml",
        "[[story]]\nid = \"x\"\n[[story.edition]]\nfile = \"../storm.en.txt\"\n[[story.edition]]\nfile = \"b.txt\"\n",
    );
    let Run { code, err, .. } = run(&here, &["check", "by hand"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("leads out of the folder"), "{err}");
}

#[test]
fn a_file_with_several_stories_is_not_one() {
    let here = folder("readers-several");
    write(
        &here,
        "feed.xml",
        "<rss version=\"2.0\"><channel><language>en</language><item><title>One thing</title><description>It happened.</description></item><item><title>Another</title><description>It did too.</description></item></channel></rss>",
    );
    write(&here, "ru.txt", "Погибли пять человек.");
    let ran = run(&here, &["check", "feed.xml", "ru.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("2 texts") && ran.err.contains("One thing") && ran.err.contains("manifest"), "{}", ran.err);
    let ran = run(&here, &["facts", samples().join("cat/bridge.tmx").to_string_lossy().as_ref(), "--lang", "ru"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("320 миллионов рублей"), "{}", ran.out);
    assert_eq!(run(&here, &["facts", samples().join("cat/bridge.tmx").to_string_lossy().as_ref()]).code, Some(2));
}

#[test]
fn hostile_markup_is_refused_with_its_line() {
    let mut bomb = "<!DOCTYPE nitf [\n<!ENTITY a0 \"aaaaaaaaaa\">\n".to_owned();
    for n in 1..30 {
        bomb.push_str(&format!("<!ENTITY a{n} \"{}\">\n", format!("&a{};", n - 1).repeat(10)));
    }
    bomb.push_str("]>\n<nitf><body><body.content><p>&a29;</p></body.content></body></nitf>");
    let error = refused("bomb.xml", &bomb);
    assert!(error.contains("line 33") && error.contains("not expanded"), "{error}");
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n<nitf><body><body.content><p>&f;</p></body.content></body></nitf>";
    assert!(refused("outside.xml", outside).contains("line 2"));
    for (name, open) in [("deep.xml", "<nitf>"), ("deep.html", "<div>"), ("deep.xlf", "<xliff>"), ("deep.tmx", "<tmx>"), ("deep.rss", "<rss>")] {
        let error = refused(name, open.repeat(100_000));
        assert!(error.contains("--deepest"), "{name}: {error}");
    }
    assert!(refused("deep.json", format!("{{\"uri\":\"x\",\"headline\":{}", "[".repeat(100_000))).contains("not JSON"));
    for path in sample_files() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("it can be read");
        let here = folder("readers-cut");
        for part in [1, 2, 3] {
            write(&here, &name, &bytes[..bytes.len() * part / 4]);
            // Whatever is left of it is read or refused, with a message.
            if let Err(error) = ingest::open(&here.join(&name), &Hints::default()) {
                assert!(error.to_string().len() > name.len() + 10, "{error}");
            } else {
                assert!(!["xml", "xlf", "tmx", "rss", "atom", "docx", "json"].iter().any(|end| name.ends_with(end)), "{name} was cut off");
            }
        }
    }
}

#[test]
fn what_is_no_text_says_what_to_do() {
    assert!(refused("a.txt", "%PDF-1.7\nxyz").contains("PDF"));
    assert!(refused("a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]).contains("DOCX"));
    assert!(refused("a.gz", [0x1F, 0x8B, 8, 0, 0]).contains("zcat"));
    assert!(refused("a.docx", b"PK\x03\x04....").contains("cut off or damaged"));
    assert!(refused("a.xml", "<?xml version=\"1.0\"?>\n<invoice><p>Five</p></invoice>").contains("--from"));
    assert!(refused("a.json", "{\"total\": 5}").contains("--from"));
    assert!(refused("a.txt", b"\xFF\xFE\0\0a\0\0\0").contains("UTF-32"));
    let here = folder("readers-line");
    let file = std::fs::File::create(here.join("line.html")).expect("it can be written");
    // A gigabyte of one line, which takes no room on the disk.
    file.set_len(1 << 30).expect("it can be made longer");
    let error = ingest::open(&here.join("line.html"), &Hints::default()).expect_err("it is too large").to_string();
    assert!(error.contains("8 MiB") && error.contains("--largest"), "{error}");
}

#[test]
fn packed_documents_are_bounded_and_write_nothing() {
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    let here = folder("readers-packed");
    let make = |name: &str, parts: &[(&str, &[u8])]| {
        let mut archive = zip::ZipWriter::new(std::fs::File::create(here.join(name)).expect("it can be written"));
        for (part, content) in parts {
            archive.start_file(*part, SimpleFileOptions::default()).expect("a part begins");
            archive.write_all(content).expect("it can be written");
        }
        archive.finish().expect("the archive ends");
    };
    let head = b"<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>".to_vec();
    let bomb = [head, vec![b'a'; 100 << 20]].concat();
    make("bomb.docx", &[("word/document.xml", &bomb)]);
    assert!(std::fs::metadata(here.join("bomb.docx")).expect("it is there").len() < 1 << 20);
    let error = ingest::open(&here.join("bomb.docx"), &Hints::default()).expect_err("it is a bomb").to_string();
    assert!(error.contains("64 MiB") && error.contains("--unpacked"), "{error}");
    let good: &[u8] = b"<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Five people died in the flood.</w:t></w:r></w:p></w:body></w:document>";
    make("tricks.docx", &[("../escaped.txt", b"x"), ("/tmp/escaped.txt", b"x"), ("word/document.xml", good)]);
    let opened = ingest::open(&here.join("tricks.docx"), &Hints::default()).expect("the document is sound");
    assert_eq!(opened.contents.documents[0].extract.text(), "Five people died in the flood.\n");
    assert!(!here.join("../escaped.txt").exists());
    make("sheet.docx", &[("xl/workbook.xml", b"<x/>")]);
    assert!(ingest::open(&here.join("sheet.docx"), &Hints::default()).expect_err("it is a table").to_string().contains("no Word document"));
}

#[test]
fn standard_input_is_a_file() {
    use std::process::{Command, Stdio};
    let page = std::fs::File::open(samples().join("web/ru.html")).expect("the sample is there");
    let output = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["read", "-", "--format", "jsonl"])
        .stdin(Stdio::from(page))
        .output()
        .expect("the program runs");
    let line: Json = serde_json::from_slice(&output.stdout).expect("a line is JSON");
    assert_eq!([&line["format"], &line["language"], &line["edition"]], ["html", "ru", "stdin"]);
    assert_eq!(line["published"], "2024-09-12T15:30:00+03:00");
}

#[test]
fn line_ends_and_marks_that_nobody_sees_make_no_difference() {
    let here = folder("readers-marks");
    write(&here, "en.txt", "Flood kills 12\r\rThe flood\u{200B} killed 12\u{200E} people on Monday.\r\nThe road was closed.\n");
    write(&here, "ar.txt", "\u{FEFF}\u{200F}الفيضان يقتل 12\n\nقتل الفيضان\u{200F} 12\u{200F} شخصا يوم الاثنين.\r\nوأغلق الطريق.\u{200E}\n");
    let ran = run(&here, &["check", "en.txt", "ar.txt"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn the_documentation_lists_formats_and_losses() {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/inputs.md")).expect("the page is there");
    for format in Format::ALL {
        assert_eq!(docs.matches(&format!("| `{format}` |")).count(), 2, "{format}");
        for loss in format.losses() {
            assert!(docs.contains(loss), "{format}: {loss:?} is not in docs/inputs.md");
        }
    }
}
