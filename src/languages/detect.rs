//! Which pack a text asks for.

use super::{Pack, TAGS};
use crate::error::{Error, Result};

/// What a text seems to be written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// Tag of the pack.
    pub tag: &'static str,
    /// 0 to 1, as whatlang states it.
    pub confidence: f64,
}

/// Asks whatlang, first for any language (a confident answer that has no pack is an error) and then among the packs.
///
/// # Errors
/// If the text has no letters, or is written in a language that has no pack; the message lists the packs.
pub fn detect(text: &str) -> Result<Detected> {
    let packs = || {
        let names: Result<Vec<String>> = TAGS.iter().map(|tag| Pack::get(tag).map(|pack| format!("{tag} ({})", pack.profile.name))).collect();
        names.map(|names| names.join(", "))
    };
    if !text.contains(char::is_alphabetic) {
        return Err(Error::Check("the text holds no letters, so its language cannot be told".to_owned()));
    }
    let mut known = Vec::new();
    for tag in TAGS {
        let pack = Pack::get(tag)?;
        let lang = whatlang::Lang::from_code(&pack.profile.whatlang)
            .ok_or_else(|| pack.error("profile", format!("whatlang knows no language {:?}", pack.profile.whatlang)))?;
        known.push((*tag, lang));
    }
    let open = whatlang::detect(text).ok_or_else(|| Error::Check("the text holds no letters, so its language cannot be told".to_owned()))?;
    let same_script = known.iter().any(|(_, lang)| whatlang::detect_script(text).is_some_and(|script| script.langs().contains(lang)));
    if !same_script || (open.is_reliable() && open.confidence() > 0.9 && !known.iter().any(|(_, lang)| *lang == open.lang())) {
        return Err(Error::Check(format!(
            "the text seems to be {}, which has no language pack; there are packs for {}; name one of them if this is wrong",
            open.lang().eng_name(),
            packs()?
        )));
    }
    let detector = whatlang::Detector::with_allowlist(known.iter().map(|(_, lang)| *lang).collect());
    let Some(info) = detector.detect(text) else {
        return Err(Error::Check(format!("the language cannot be told; there are packs for {}", packs()?)));
    };
    let (tag, _) = known.iter().find(|(_, lang)| *lang == info.lang()).expect("the detector answers from its list");
    Ok(Detected { tag, confidence: info.confidence() })
}
