//! Which pack a text asks for.

use super::{Pack, TAGS};
use crate::error::{Error, Result};
use smallvec::SmallVec;

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
    let mut written = known.iter().filter(|(_, lang)| open.script().langs().contains(lang));
    let (first, second) = (written.next(), written.next());
    if first.is_none() || (open.is_reliable() && open.confidence() > 0.9 && !known.iter().any(|(_, lang)| *lang == open.lang())) {
        return Err(Error::Check(format!(
            "the text seems to be {}, which has no language pack; there are packs for {}; name one of them if this is wrong",
            open.lang().eng_name(),
            packs()?
        )));
    }
    // Where one pack alone has the script, whatlang would answer with that.
    if let (Some((tag, _)), None) = (first, second) {
        return Ok(Detected { tag, confidence: 1.0 });
    }
    let detector = whatlang::Detector::with_allowlist(known.iter().map(|(_, lang)| *lang).collect());
    let Some(info) = detector.detect(text) else {
        return Err(Error::Check(format!("the language cannot be told; there are packs for {}", packs()?)));
    };
    let (tag, _) = known.iter().find(|(_, lang)| *lang == info.lang()).expect("the detector answers from its list");
    Ok(Detected { tag, confidence: info.confidence() })
}

/// Fewer words than this may be a name, a title or a slogan that every edition leaves as it is.
const PASSAGE: usize = 6;

/// The share of a passage's words, out of a hundred, that stand in letters of another language.
const FOREIGN: usize = 80;

/// The script of a word, as whatlang tells it; nothing if it has no letter. Words in the usual letters of one script, as nearly all are, need no counting.
fn script_of(word: &str) -> Option<Option<whatlang::Script>> {
    let usual = |c: char| match c {
        'a'..='z' | 'A'..='Z' => Some(whatlang::Script::Latin),
        '\u{0410}'..='\u{044F}' => Some(whatlang::Script::Cyrillic),
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => Some(whatlang::Script::Arabic),
        _ => None,
    };
    let mut letters = word.chars().filter(|c| !c.is_ascii() || c.is_ascii_alphabetic()).map(usual);
    match letters.next().flatten() {
        Some(script) if letters.all(|other| other == Some(script)) => Some(Some(script)),
        _ => word.contains(char::is_alphabetic).then(|| whatlang::detect_script(word)),
    }
}

/// The language among `others` that a passage of a text in `own` is written in instead, if it plainly is; tags of packs.
///
/// Words are told apart by their script. Where the languages share one, whatlang has to be sure.
pub fn left_in(passage: &str, own: &str, others: &[&str]) -> Option<&'static str> {
    let lang = |tag: &str| Pack::get(tag).ok().and_then(|pack| whatlang::Lang::from_code(&pack.profile.whatlang));
    let own_lang = lang(own)?;
    let scripts: SmallVec<[Option<whatlang::Script>; 64]> = passage.split_whitespace().filter_map(script_of).collect();
    let foreign = |script: &Option<whatlang::Script>| script.is_some_and(|script| !script.langs().contains(&own_lang));
    let mixed = scripts.iter().filter(|script| foreign(script)).count() * 100 < scripts.len() * FOREIGN;
    if scripts.len() < PASSAGE || (mixed && scripts.iter().any(foreign)) {
        return None;
    }
    // Where only the own language is written in the passage's script there is nothing to tell, and nothing dearer is asked: whatlang answers with a
    // language of that script.
    let script = whatlang::detect_script(passage)?;
    if script.langs().contains(&own_lang)
        && !others.iter().filter(|tag| **tag != own).filter_map(|tag| lang(tag)).any(|lang| script.langs().contains(&lang))
    {
        return None;
    }
    let among: Vec<whatlang::Lang> = others.iter().filter(|tag| **tag != own).filter_map(|tag| lang(tag)).chain([own_lang]).collect();
    let found = whatlang::Detector::with_allowlist(among).detect(passage)?;
    // A motto or a quotation that every edition leaves in a third language is told from one of these by asking for any language.
    let open = whatlang::detect(passage)?;
    if found.lang() == own_lang || (open.is_reliable() && open.lang() != found.lang()) || (mixed && !found.is_reliable()) {
        return None;
    }
    TAGS.iter().copied().find(|tag| lang(tag) == Some(found.lang()))
}

#[cfg(test)]
mod tests {
    use super::left_in;

    #[test]
    fn a_sentence_left_in_another_language_is_told() {
        assert_eq!(left_in("The minister did not say when the bridge would be open again.", "ar", &["en", "ar"]), Some("en"));
        assert_eq!(left_in("Министр не сказал, когда мост снова откроют для движения.", "en", &["en", "ru"]), Some("ru"));
    }

    #[test]
    fn names_and_titles_in_other_letters_are_not() {
        assert_eq!(left_in("Sony Pictures Classics", "ru", &["en", "ru"]), None);
        assert_eq!(left_in("قال متحدث باسم شركة Golden Gate Capital Partners إن الصفقة لم تكتمل.", "ar", &["en", "ar"]), None);
        assert_eq!(left_in("وأعلنت الشركة نتائجها يوم الثلاثاء في بيان.", "ar", &["en", "ar"]), None);
        // No other edition is in that language: it cannot have been left over from one.
        assert_eq!(left_in("The minister did not say when it would open.", "ar", &["ar", "ru"]), None);
    }
}
