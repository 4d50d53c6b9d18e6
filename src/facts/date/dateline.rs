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
    let mut words = before.clone().filter_map(|at| scene.token(at)).filter(|token| token.kind == TokenKind::Word);
    let named = !scene.pack.profile.capitals || words.all(|token| token.capitals != Capitals::None);
    let parted = before.len() <= 2 || (before.len() <= PLACE && !matches!(scene.token(tokens.start - 1)?.kind, TokenKind::Word));
    let closed = tokens.end == scene.range.end || matches!(scene.form(tokens.end), "-" | "–" | "—" | "(" | "." | "/" | ":" | "|");
    (named && parted && closed).then(|| Moment { at: day.at(12, 0, 0, 0), offset: None })
}
