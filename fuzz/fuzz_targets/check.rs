//! A whole check of editions of any text: they are cut at the first form feed or in the middle.

#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::check::{Options, check};
use variorum::report::to_json;
use variorum::text::{Edition, Story};

fuzz_target!(|text: &str| {
    let middle = (text.len() / 2..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (left, right) = text.split_once('\u{C}').unwrap_or(text.split_at(middle));
    for (a, b) in [("en", "ar"), ("ru", "en"), ("ar", "ru")] {
        let edition = |tag: &str, text: &str| Edition { id: tag.to_owned(), language: tag.to_owned(), text: text.into(), published: None };
        let story = Story { id: String::new(), editions: vec![edition(a, left), edition(b, right)] };
        let report = check(&story, &Options::default()).expect("two editions can be checked");
        for finding in &report.findings {
            for (at, reading) in &finding.readings {
                let text = &story.editions[*at].text;
                assert!(reading.as_ref().is_none_or(|reading| text.get(reading.span.start..reading.span.end).is_some()), "{finding:?}");
            }
        }
        let _ = to_json(&report, |_| true);
    }
});
