//! The examples that stand beside the rules: every text of every `src/languages/<tag>/<kind>.examples.toml` is a test of its own.
//!
//! ```toml
//! published = "2023-03-16T10:00:00Z"       # optional, for all examples of the file
//!
//! [[means]]
//! value = { number = "5", toll = "killed" }   # exactly this fact of the kind; fields that are not named may have any value
//! texts = ["five people were killed"]
//!
//! [[means]]
//! values = [{ number = "5", toll = "killed" }, { number = "12", toll = "injured" }]
//! texts = ["5 killed and 12 injured"]
//!
//! failing = ["an example that is not right yet"]   # optional; a fix shows here
//!
//! [[silent]]
//! why = "a figure of speech; nobody was hurt"
//! texts = ["the ruling wounded two parties"]
//! ```

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::path::Path;
use std::sync::Arc;
use variorum::check::Reader;
use variorum::segment::Mode;
use variorum::text::{Edition, Moment};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    published: Option<String>,
    #[serde(default)]
    means: Vec<Means>,
    #[serde(default)]
    silent: Vec<Silent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    value: Option<Map<String, Json>>,
    #[serde(default)]
    values: Vec<Map<String, Json>>,
    published: Option<String>,
    #[serde(default)]
    texts: Vec<String>,
    /// Texts that should mean this and do not yet: the test says so when one of them is mended.
    #[serde(default)]
    failing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    why: String,
    texts: Vec<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages");
    for tag in variorum::languages::TAGS {
        let mut files: Vec<_> = std::fs::read_dir(languages.join(tag)).expect("the pack's folder").flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if let Some(kind) = name.strip_suffix(".examples.toml") {
                let source = std::fs::read_to_string(&file).expect("an examples table is readable");
                add(&mut trials, tag, kind, &source);
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn add(trials: &mut Vec<Trial>, tag: &'static str, kind: &str, source: &str) {
    let examples: Examples = match toml::from_str(source) {
        Ok(examples) => examples,
        Err(error) => {
            let message = error.to_string();
            trials.push(Trial::test(format!("{tag}::{kind}"), move || Err(Failed::from(message))));
            return;
        }
    };
    let kind: Arc<str> = kind.into();
    for means in examples.means {
        let values: Arc<[Map<String, Json>]> = means.value.into_iter().chain(means.values).collect();
        let published = means.published.or_else(|| examples.published.clone());
        let texts = means.texts.into_iter().map(|text| (text, false)).chain(means.failing.into_iter().map(|text| (text, true)));
        for (text, failing) in texts {
            let (kind, values, published) = (kind.clone(), values.clone(), published.clone());
            trials.push(Trial::test(format!("{tag}::{kind}::{text}"), move || {
                let found = facts(tag, &kind, &text, published.as_deref())?;
                let fits = |want: &Map<String, Json>, have: &Map<String, Json>| want.iter().all(|(key, value)| have.get(key) == Some(value));
                let right = found.len() == values.len() && values.iter().zip(&found).all(|(want, have)| fits(want, have));
                if right != failing {
                    return Ok(());
                }
                if failing {
                    return Err("this is right now; move it from `failing` to `texts`".into());
                }
                Err(format!("expected {}\n   found {}", Json::from_iter(values.to_vec()), Json::from_iter(found)).into())
            }));
        }
    }
    for silent in examples.silent {
        for text in silent.texts {
            let (kind, why, published) = (kind.clone(), silent.why.clone(), examples.published.clone());
            trials.push(Trial::test(format!("{tag}::{kind}::silent::{text}"), move || {
                let found = facts(tag, &kind, &text, published.as_deref())?;
                if found.is_empty() { Ok(()) } else { Err(format!("expected nothing ({why})\n   found {}", Json::from_iter(found)).into()) }
            }));
        }
    }
}

/// The values of one kind in a text, in its order.
fn facts(tag: &str, kind: &str, text: &str, published: Option<&str>) -> Result<Vec<Map<String, Json>>, Failed> {
    let published = published.map(str::parse::<Moment>).transpose()?;
    let edition = Edition { id: tag.to_owned(), language: tag.to_owned(), text: text.into(), published };
    let read = Reader::get(tag)?.read(&edition, Mode::Line);
    Ok(read.facts.iter().filter(|fact| fact.kind().name() == kind).map(|fact| fact.value.fields()).collect())
}
