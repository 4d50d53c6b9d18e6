//! What a house agrees on for one of its editions: the zone of clock times that name none, and the signs in numbers.
//!
//! A text that says `17:00` or `2.275` leaves open what is meant; a desk that always writes Moscow time, or always groups with a full stop, does not. What a
//! text says itself is never changed.

use super::timex::{Clock, Form, TimeOfDay, Timex, Zone};
use super::{Fact, Value};
use crate::text::Moment;
use jiff::civil::DateTime;
use std::sync::Arc;

/// The conventions of one edition or language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// Zone of clock times that name none: a name of the IANA database (`Europe/Moscow`) or an offset (`+03:00`).
    pub zone: Option<Arc<str>>,
    /// The sign before a fraction.
    pub decimal: Option<char>,
    /// The sign between groups of three digits.
    pub group: Option<char>,
}

impl Conventions {
    /// Whether a name is that of a zone or an offset.
    pub fn is_zone(name: &str) -> bool {
        Zone::named(&name.into(), DateTime::constant(2024, 1, 1, 12, 0, 0, 0)).is_some()
    }

    /// Settles what the facts of an edition leave open. `anchor` is the publication, by which a zone without a date is taken.
    pub fn settle(&self, text: &str, facts: &mut [Fact], anchor: Option<Moment>) {
        for fact in facts {
            let words = fact.span.of(text);
            match &mut fact.value {
                Value::Time(timex) => self.settle_zone(timex, anchor),
                value => {
                    let Some(amount) = value.amount_mut() else { continue };
                    let (Some(first), Some(second)) = (amount.point(), amount.other) else { continue };
                    // A sign that groups makes the larger number of the two, one that opens a fraction the smaller.
                    let settled = match self.meaning(words) {
                        Some(Sign::Group) => first.max(second),
                        Some(Sign::Decimal) => first.min(second),
                        None => continue,
                    };
                    (amount.min, amount.max, amount.other) = (Some(settled), Some(settled), None);
                }
            }
        }
    }

    /// What the one sign between the digits of some words is by these conventions.
    fn meaning(&self, words: &str) -> Option<Sign> {
        let chars: Vec<char> = words.chars().collect();
        let mut signs =
            chars.windows(3).filter(|three| three[0].is_numeric() && !three[1].is_alphanumeric() && three[2].is_numeric()).map(|three| three[1]);
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        match (self.group == Some(sign), self.decimal == Some(sign)) {
            (true, false) => Some(Sign::Group),
            (false, true) => Some(Sign::Decimal),
            _ => None,
        }
    }

    fn settle_zone(&self, timex: &mut Timex, anchor: Option<Moment>) {
        let Some(name) = &self.zone else { return };
        let Form::Time(date, TimeOfDay::At(clock)) = &mut timex.form else { return };
        if clock.zone.is_some() {
            return;
        }
        let day = date.and_then(|date| date.as_day()).or_else(|| anchor.map(|moment| moment.at.date()));
        let noon = DateTime::constant(2024, 1, 1, 12, 0, 0, 0);
        let local = day.map_or(noon, |day| day.at(clock.hour.min(23) as i8, clock.minute.min(59) as i8, 0, 0));
        let zone = Zone::named(name, local);
        *clock = Clock { zone, ..clock.clone() };
    }
}

/// What a sign between digits can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Group,
    Decimal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_means_what_the_house_says() {
        let house = Conventions { decimal: Some(','), group: Some('.'), zone: None };
        assert_eq!(house.meaning("2.275 tonnes"), Some(Sign::Group));
        assert_eq!(house.meaning("٢,٢٧٥"), Some(Sign::Decimal));
        assert_eq!(house.meaning("2 275"), None);
        assert_eq!(house.meaning("1.234,5"), None, "two signs tell themselves apart");
        assert_eq!(Conventions::default().meaning("2.275"), None);
    }

    #[test]
    fn zones_are_names_or_offsets() {
        assert!(Conventions::is_zone("Europe/Moscow") && Conventions::is_zone("+03:00") && Conventions::is_zone("UTC"));
        assert!(!Conventions::is_zone("Moscow time"));
    }

    #[test]
    fn a_clock_without_a_zone_takes_that_of_the_house() {
        let house = Conventions { zone: Some("Europe/Moscow".into()), ..Conventions::default() };
        let mut timex = Timex::new(Form::Time(None, TimeOfDay::At(Clock::new(17, 0))));
        house.settle_zone(&mut timex, None);
        assert_eq!(timex.to_string(), "T17:00+03:00");
        let mut told = Timex::new(Form::Time(None, TimeOfDay::At(Clock { zone: Some(Zone::fixed(0)), ..Clock::new(14, 0) })));
        house.settle_zone(&mut told, None);
        assert_eq!(told.to_string(), "T14:00Z");
    }
}
