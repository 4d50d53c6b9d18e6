//! How readings relate, from their TIMEX3 forms.

use crate::facts::Relation;
use crate::facts::timex::{Calendar, Clock, DayPart, Form, Length, Modifier, Season, TimeOfDay, Timex, Told, Unit, Zone};

fn day(year: i16, month: u8, day: u8) -> Timex {
    Timex::new(Form::Date(Calendar::Day(Some(year), Some(month), day)))
}

fn date(calendar: Calendar) -> Timex {
    Timex::new(Form::Date(calendar))
}

fn at(day: Option<Calendar>, clock: Clock) -> Timex {
    Timex::new(Form::Time(day, TimeOfDay::At(clock)))
}

fn zoned(hour: u8, name: &str) -> Clock {
    let local = jiff::civil::date(2023, 3, 15).at(12, 0, 0, 0);
    Clock { zone: Zone::named(&name.into(), local), ..Clock::new(hour, 0) }
}

fn weekday(timex: Timex, day: u8) -> Timex {
    Timex { told: Told::Weekday(day), ..timex }
}

fn check(a: &Timex, b: &Timex, expected: &str) {
    for (a, b) in [(a, b), (b, a)] {
        let relation = a.relate(b);
        let found = match &relation {
            None => "none".to_owned(),
            Some(Relation::Same) => "same".to_owned(),
            Some(Relation::Equivalent(why)) => format!("equivalent {}", why.rule),
            Some(Relation::Vaguer(why)) => format!("vaguer {}", why.rule),
            Some(Relation::Conflicting(why)) => format!("conflicting {}", why.rule),
        };
        assert_eq!(found, expected, "{a} and {b}: {relation:?}");
    }
}

#[test]
fn zones_are_converted() {
    check(&at(None, zoned(17, "Europe/Moscow")), &at(None, zoned(14, "UTC")), "equivalent time-zone");
    check(&at(None, zoned(17, "Europe/Moscow")), &at(None, zoned(15, "UTC")), "conflicting time-zone");
    check(&at(None, zoned(17, "Europe/Moscow")), &at(None, Clock::new(17, 0)), "vaguer time-zone");
    let (before, after) = (Calendar::Day(Some(2023), Some(3), 15), Calendar::Day(Some(2023), Some(3), 16));
    check(&at(Some(after), zoned(1, "Europe/Moscow")), &at(Some(before), zoned(22, "UTC")), "equivalent time-zone");
    let why = at(None, zoned(17, "Europe/Moscow")).relate(&at(None, zoned(14, "UTC"))).and_then(|relation| relation.why().cloned());
    assert_eq!(why.unwrap().text, "17:00 in Moscow is 14:00 GMT");
}

#[test]
fn midnight_ends_one_day_and_begins_the_next() {
    let (fifth, sixth) = (Calendar::Day(Some(2023), Some(3), 5), Calendar::Day(Some(2023), Some(3), 6));
    check(&at(Some(fifth), Clock::new(24, 0)), &at(Some(sixth), Clock::new(0, 0)), "equivalent midnight");
    check(&at(Some(fifth), Clock::new(24, 0)), &at(Some(fifth), Clock::new(0, 0)), "conflicting midnight");
    check(&at(None, Clock::new(24, 0)), &at(None, Clock::new(0, 0)), "equivalent midnight");
}

#[test]
fn weekdays_fit_their_dates() {
    let wednesday = weekday(date(Calendar::Weekday(3)), 3);
    check(&wednesday, &day(2023, 3, 15), "equivalent weekday");
    check(&wednesday, &day(2023, 3, 16), "conflicting weekday");
    check(&weekday(day(2023, 3, 8), 3), &weekday(day(2023, 3, 15), 3), "equivalent weekday");
    check(&weekday(day(2023, 3, 14), 2), &weekday(day(2023, 3, 15), 3), "conflicting weekday");
    check(&weekday(day(2023, 3, 15), 3), &date(Calendar::Day(None, Some(3), 15)), "equivalent weekday");
    check(&weekday(day(2023, 3, 15), 3), &date(Calendar::Month(Some(2023), 3)), "vaguer period");
}

#[test]
fn longer_periods_are_vaguer() {
    check(&day(2023, 3, 15), &date(Calendar::Month(Some(2023), 3)), "vaguer period");
    check(&day(2023, 3, 15), &date(Calendar::Month(None, 3)), "vaguer period");
    check(&day(2023, 3, 15), &date(Calendar::Month(None, 4)), "conflicting date");
    check(&day(2023, 3, 15), &date(Calendar::Day(None, Some(3), 15)), "vaguer year");
    check(&day(2023, 3, 15), &day(2023, 3, 16), "conflicting date");
    check(&date(Calendar::Year(2022)), &date(Calendar::Year(2023)), "conflicting date");
    check(&date(Calendar::Year(2022)), &day(2023, 3, 16), "none");
    check(&date(Calendar::Season(Some(2016), Season::Summer)), &date(Calendar::Month(Some(2016), 7)), "vaguer period");
    check(&date(Calendar::Decade(197)), &date(Calendar::Year(1975)), "vaguer period");
}

#[test]
fn parts_of_a_period() {
    let part = |modifier| date(Calendar::Month(None, 3)).modified(Some(modifier));
    check(&part(Modifier::Start), &part(Modifier::End), "conflicting part-of-period");
    check(&part(Modifier::Start), &date(Calendar::Month(None, 3)), "vaguer part-of-period");
    check(&part(Modifier::Mid), &part(Modifier::Mid), "same");
}

#[test]
fn distances_from_the_publication() {
    let shift = |timex, unit, count| Timex { told: Told::Shift(unit, count), ..timex };
    let unknown = |count| shift(date(Calendar::Unknown(Unit::Day)), Unit::Day, count);
    check(&unknown(-1), &unknown(-1), "same");
    check(&unknown(-1), &unknown(1), "conflicting relative-date");
    check(&shift(day(2023, 3, 15), Unit::Day, -1), &day(2023, 3, 15), "equivalent relative-date");
    check(&shift(day(2023, 3, 15), Unit::Day, -1), &shift(day(2023, 3, 16), Unit::Day, -1), "equivalent relative-date");
    let two_weeks = Timex::new(Form::Length(Length::of(Unit::Week, 2.into()).into()));
    let distance = |timex, unit, count| Timex { told: Told::Distance(unit, count), ..timex };
    check(&distance(day(2023, 3, 29), Unit::Week, 2), &two_weeks, "vaguer relative-date");
    check(&distance(day(2023, 4, 5), Unit::Week, 3), &two_weeks, "conflicting length");
    check(&distance(day(2023, 3, 29), Unit::Week, 2), &distance(day(2023, 3, 29), Unit::Day, 14), "same");
    check(&distance(day(2023, 3, 29), Unit::Week, -2), &distance(day(2023, 4, 5), Unit::Week, -3), "conflicting length");
    check(&day(2023, 3, 29), &two_weeks, "none");
}

#[test]
fn clocks_and_parts_of_the_day() {
    check(&at(None, Clock::new(17, 0)), &at(None, Clock::new(18, 0)), "conflicting clock-time");
    check(&at(None, Clock::new(17, 0)), &at(None, Clock { twelve: true, ..Clock::new(5, 0) }), "vaguer half-of-day");
    let part = |day, part| Timex::new(Form::Time(day, TimeOfDay::Part(part)));
    check(&part(None, DayPart::Evening), &at(None, Clock::new(19, 30)), "vaguer part-of-day");
    check(&part(None, DayPart::Morning), &at(None, Clock::new(19, 30)), "conflicting part-of-day");
    let (fifth, sixth) = (Calendar::Day(Some(2023), Some(3), 5), Calendar::Day(Some(2023), Some(3), 6));
    check(&part(Some(fifth), DayPart::Night), &part(Some(sixth), DayPart::Morning), "vaguer night");
    check(&part(Some(fifth), DayPart::Evening), &date(fifth), "vaguer time");
    check(&at(Some(fifth), Clock::new(9, 0)), &date(sixth), "conflicting date");
    check(&at(None, Clock::new(9, 0)), &date(sixth), "none");
}

#[test]
fn lengths_in_other_units() {
    let of = |unit, count: i64| Timex::new(Form::Length(Length::of(unit, count.into()).into()));
    check(&of(Unit::Day, 7), &of(Unit::Week, 1), "equivalent unit");
    check(&of(Unit::Month, 1), &of(Unit::Day, 30), "equivalent calendar");
    check(&of(Unit::Year, 2), &of(Unit::Month, 24), "equivalent unit");
    check(&of(Unit::Year, 2), &of(Unit::Year, 3), "conflicting length");
    check(&of(Unit::Year, 2).modified(Some(Modifier::MoreThan)), &of(Unit::Year, 3), "vaguer bound");
    check(&of(Unit::Year, 2).modified(Some(Modifier::MoreThan)), &of(Unit::Year, 1), "conflicting length");
    check(&of(Unit::Minute, 30).modified(Some(Modifier::LessThan)), &of(Unit::Minute, 25), "vaguer bound");
    check(&of(Unit::Minute, 30).modified(Some(Modifier::LessThan)), &of(Unit::Minute, 15), "conflicting length");
    check(&of(Unit::Hour, 3).modified(Some(Modifier::Approx)), &of(Unit::Hour, 3), "vaguer approximate");
}

#[test]
fn islamic_dates_may_be_a_day_off() {
    let hijri = Timex { told: Told::Hijri, ..day(2023, 3, 23) };
    check(&hijri, &day(2023, 3, 23), "equivalent calendar");
    check(&hijri, &day(2023, 3, 22), "equivalent calendar");
    check(&hijri, &day(2023, 3, 20), "conflicting date");
}

#[test]
fn either_order_of_day_and_month_can_agree() {
    let ambiguous = Timex { other: Some(Form::Date(Calendar::Day(Some(2023), Some(4), 3))), ..day(2023, 3, 4) };
    check(&ambiguous, &day(2023, 4, 3), "equivalent day-month-order");
    check(&ambiguous, &day(2023, 3, 4), "same");
    check(&ambiguous, &day(2023, 5, 3), "conflicting date");
}
