//! The place and date at the head of a wire story.

use crate::facts::timex::{Form, Told};
use crate::facts::{Scene, Value};
use crate::normalise::{Capitals, TokenKind};
use crate::text::Moment;

/// The day that a dateline gives: `MOSCOW, March 15, 2023 (Agency) -`, `بيروت 3-2-2023 (وكالة)`, `МОСКВА, 15 марта 2023 г.`
///
/// `scene` is one of the first sentences, with its dates found. A date counts as a dateline when it is a full day, only a place stands before it, and a sign that
/// parts a dateline from the story follows it. Noon of that day is meant.
pub fn dateline(scene: &Scene<'_>) -> Option<Moment> {
    /// Place, country and the signs between.
    const PLACE: usize = 6;
    let (tokens, fact) =
        scene.found.iter().filter(|(_, fact)| matches!(fact.value, Value::Date(_) | Value::Time(_))).min_by_key(|(tokens, _)| tokens.start)?;
    let (Value::Date(timex) | Value::Time(timex)) = &fact.value else { return None };
    if timex.told != Told::Stated || !matches!(timex.form, Form::Date(_) | Form::Time(Some(_), _)) {
        return None;
    }
    let day = timex.date()?.as_day()?;
    let before = scene.range.start..tokens.start;
    // With the first word of the date, which can be a preposition: the law of 15 March.
    let mut words = (before.start..tokens.start + 1).filter_map(|at| scene.token(at)).filter(|token| token.kind == TokenKind::Word);
    let named = !scene.pack.profile.capitals || words.all(|token| token.capitals != Capitals::None);
    let parted = before.len() <= 2 || (before.len() <= PLACE && !matches!(scene.token(tokens.start - 1)?.kind, TokenKind::Word));
    let closed = tokens.end == scene.range.end || matches!(scene.form(tokens.end), "-" | "–" | "—" | "(" | "." | "/" | ":" | "|");
    (named && parted && closed).then(|| Moment { at: day.at(12, 0, 0, 0), offset: None })
}

#[cfg(test)]
mod tests {
    use crate::check::Reader;
    use crate::segment::Mode;
    use crate::text::Edition;

    /// The date that yesterday is in an edition without a time of publication.
    fn yesterday(language: &str, text: &str) -> String {
        let edition = Edition { id: language.to_owned(), language: language.to_owned(), text: text.into(), published: None };
        let read = Reader::get(language).unwrap().read(&edition, Mode::Line);
        read.facts.last().unwrap().value.fields()["timex"].as_str().unwrap().to_owned()
    }

    #[test]
    fn relative_dates_are_counted_from_the_dateline() {
        for (language, text) in [
            ("en", "MOSCOW, March 15, 2023 (Agency) - Talks ended yesterday."),
            ("en", "Talks end\nGENEVA, 15 March 2023 - The talks ended yesterday."),
            ("ar", "موسكو، 15 مارس/آذار 2023 (وكالة) - انتهت المحادثات أمس."),
            ("ar", "بيروت 15-3-2023 (وكالة) - انتهت المحادثات أمس."),
            ("ru", "МОСКВА, 15 марта 2023 г. (Агентство) - Переговоры завершились вчера."),
            ("ru", "МОСКВА, 15.03.2023 /Агентство/. Переговоры завершились вчера."),
        ] {
            assert_eq!(yesterday(language, text), "2023-03-14", "{text}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_no_dateline() {
        for (language, text) in [
            ("en", "The law of March 15, 2023 (as amended) expired yesterday."),
            ("en", "On March 15, 2023, he said the talks ended yesterday."),
            ("ru", "Закон от 15 марта 2023 г. (в новой редакции) утратил силу вчера."),
            ("ru", "МОСКВА, 15 марта. /Агентство/. Переговоры завершились вчера."),
        ] {
            assert_eq!(yesterday(language, text), "XXXX-XX-XX", "{text}");
        }
    }
}
