//! The place and date at the head of a wire story.

use super::{Grammar, Words};
use crate::facts::Scene;
use crate::text::Moment;

/// The day that a dateline gives at the beginning of a text: `MOSCOW, March 15, 2023 (Agency) -`, `بيروت 3-2-2023 (وكالة)`, `МОСКВА, 15 марта 2023 г.`
///
/// `scene` is the first sentence. A day counts as a dateline when it is a full date, stands among the first words, and what separates a dateline from the
/// story follows it or the name of the agency; noon of that day is meant.
pub fn dateline(words: &Words, scene: &Scene<'_>) -> Option<Moment> {
    /// A dateline is short: place, country, day, agency.
    const HEAD: usize = 14;
    let grammar = Grammar::new(words, scene);
    let end = scene.range.end.min(scene.range.start + HEAD);
    let dates = grammar.dates();
    let first = dates.first().filter(|dated| dated.tokens.end <= end)?;
    let day = first.timex.date()?.as_day()?;
    if first.timex.told != super::Told::Stated {
        return None;
    }
    let before = scene.range.start..first.tokens.start;
    let short = before.len() <= 6;
    let signs = ["-", "–", "—", "(", ".", "/", ":"];
    let closed = signs.contains(&scene.form(first.tokens.end)) || first.tokens.end == scene.range.end;
    (short && closed).then(|| Moment { at: day.at(12, 0, 0, 0), offset: None })
}
