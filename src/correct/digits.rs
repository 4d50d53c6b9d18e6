//! A number in digits, written anew as it was written: the same digits' script, separators and scale.

use rust_decimal::Decimal;
use std::ops::Range;

/// A run of digits with the separators in it.
struct Run {
    range: Range<usize>,
    /// The zero of its digits.
    zero: char,
    /// Digits and separators as they stand.
    signs: Vec<char>,
}

/// The zeros of the digits that are read.
const ZEROS: [char; 3] = ['0', '\u{660}', '\u{6F0}'];

/// Signs that can stand between the digits of one number.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '٫' | '٬' | ' ' | '\u{A0}' | '\u{202F}' | '\'')
}

fn digit(c: char) -> Option<(u32, char)> {
    ZEROS.into_iter().find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10).map(|value| (value, zero)))
}

/// Every run of digits of a text.
fn runs(text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some((_, zero)) = digit(c) else { continue };
        let mut run = Run { range: at..at + c.len_utf8(), zero, signs: vec![c] };
        while let Some((next, sign)) = chars.peek().copied() {
            let inside = match digit(sign) {
                Some((_, script)) => script == zero,
                None => is_separator(sign) && text[next + sign.len_utf8()..].chars().next().and_then(digit).is_some(),
            };
            if !inside {
                break;
            }
            run.signs.push(sign);
            run.range.end = next + sign.len_utf8();
            chars.next();
        }
        out.push(run);
    }
    out
}

/// How a run is to be read: which sign opens its fraction, and which parts its thousands.
struct Way {
    point: Option<char>,
    group: Option<char>,
    /// In ASCII digits with a full stop.
    plain: String,
}

/// The ways to read a run: all separators part thousands, or the last one opens a fraction.
fn ways(run: &Run) -> Vec<Way> {
    let separators: Vec<(usize, char)> = run.signs.iter().copied().enumerate().filter(|(_, c)| is_separator(*c)).collect();
    let read = |point: Option<usize>| -> String {
        let sign = |(at, c): (usize, &char)| match digit(*c) {
            Some((value, _)) => char::from_digit(value, 10),
            None if Some(at) == point => Some('.'),
            None => None,
        };
        run.signs.iter().enumerate().filter_map(sign).collect()
    };
    let grouped = |separators: &[(usize, char)], end: usize| {
        let ends = separators.iter().skip(1).map(|(at, _)| *at).chain([end]);
        separators.iter().zip(ends).all(|((at, c), end)| end - at == 4 && *c == separators[0].1) && separators.first().is_none_or(|(at, _)| *at <= 3)
    };
    let mut out = Vec::new();
    if grouped(&separators, run.signs.len()) {
        out.push(Way { point: None, group: separators.first().map(|(_, c)| *c), plain: read(None) });
    }
    if let Some(((at, point), before)) = separators.split_last().filter(|((_, c), _)| matches!(c, ',' | '.' | '٫'))
        && grouped(before, *at)
    {
        out.push(Way { point: Some(*point), group: before.first().map(|(_, c)| *c), plain: read(Some(*at)) });
    }
    out
}

/// Where a day of the month stands in digits, if one run of digits is that number and no other could be.
pub(super) fn day(text: &str, day: u32) -> Option<Range<usize>> {
    let number = |run: &Run| run.signs.iter().map(|c| digit(*c).and_then(|(value, _)| char::from_digit(value, 10))).collect::<Option<String>>();
    let mut found = runs(text).into_iter().filter(|run| number(run).and_then(|plain| plain.parse().ok()) == Some(day));
    let (run, None) = (found.next()?, found.next()) else { return None };
    Some(run.range)
}

/// A whole number in the digits of a run, with a leading nought where that has one.
pub(super) fn as_written(run: &str, number: u32) -> Option<String> {
    let (_, zero) = run.chars().next().and_then(digit)?;
    let padded = run.starts_with(zero) && run.chars().count() == 2;
    let plain = if padded { format!("{number:02}") } else { number.to_string() };
    plain.chars().map(|c| c.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value))).collect()
}

/// Where the digits of `old` stand in a text, and what they have to be for `new`; `keeps` says whether what stands beside them keeps its
/// form, `group` how the house parts thousands.
pub(super) fn corrected(
    text: &str,
    old: Decimal,
    new: Decimal,
    group: Option<char>,
    keeps: impl Fn(&str, &str) -> bool,
) -> Option<(Range<usize>, String)> {
    let mut runs = runs(text).into_iter();
    let (run, None) = (runs.next()?, runs.next()) else { return None };
    for way in ways(&run) {
        let Ok(shown) = way.plain.parse::<Decimal>() else { continue };
        let Some(scale) = old.checked_div(shown).filter(|scale| is_scale(*scale) && shown.checked_mul(*scale) == Some(old)) else { continue };
        let wanted = new.checked_div(scale)?.normalize();
        let written = way.plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        // Where a separator was taken for the other kind (2.275 for 2,275), more than digits is wrong.
        let leaps = written > 0 && shown.checked_mul(Decimal::ONE_HUNDRED).is_none_or(|most| wanted >= most);
        if wanted.is_sign_negative() || wanted.scale() as usize > written || leaps {
            return None;
        }
        let plain = if written > 0 { format!("{wanted:.written$}") } else { wanted.to_string() };
        if plain == way.plain || !keeps(&way.plain, &plain) {
            return None;
        }
        return Some((run.range.clone(), write(&plain, &way, run.zero, group)?));
    }
    None
}

/// Whether a number is what `thousand`, `million` and the like stand for, or one.
fn is_scale(scale: Decimal) -> bool {
    [1_i64, 1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000].iter().any(|known| Decimal::from(*known) == scale)
}

/// A plain number in the way another one is written.
fn write(plain: &str, way: &Way, zero: char, house: Option<char>) -> Option<String> {
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let was = way.plain.split('.').next().unwrap_or_default();
    // How this edition would part thousands cannot be told from a number that has none.
    let grown = way.group.is_none() && whole.len() > 4 && was.len() <= 4;
    let parting = way.group.or(house.filter(|_| grown));
    if grown && parting.is_none() {
        return None;
    }
    let own = |c: char| c.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value));
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if let Some(group) = parting.filter(|_| at > 0 && (whole.len() - at).is_multiple_of(3)) {
            out.push(group);
        }
        out.push(own(c)?);
    }
    if let Some(fraction) = fraction {
        out.push(way.point?);
        for c in fraction.chars() {
            out.push(own(c)?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, old: &str, new: &str) -> Option<String> {
        let (range, digits) = corrected(text, old.parse().unwrap(), new.parse().unwrap(), None, |_, _| true)?;
        Some(format!("{}{digits}{}", &text[..range.start], &text[range.end..]))
    }

    #[test]
    fn digits_are_written_as_the_edition_writes_them() {
        for (text, old, new, want) in [
            ("23 people", "23", "32", Some("32 people")),
            ("١٧ قتيلا", "17", "14", Some("١٤ قتيلا")),
            ("1,250 tents", "1250", "1520", Some("1,520 tents")),
            ("12 500 палаток", "12500", "9500", Some("9 500 палаток")),
            ("3,9 млн долларов", "3900000", "3600000", Some("3,6 млн долларов")),
            ("٣٫٩ مليون", "3900000", "4000000", Some("٤٫٠ مليون")),
            ("350 млн рублей", "350000000", "530000000", Some("530 млн рублей")),
            // What cannot be written with other digits alone.
            ("3.9 billion", "3900000000", "3900000", None),
            ("350 million", "350000000", "350500000", None),
            ("5 killed and 12 hurt", "5", "6", None),
            ("two people", "2", "3", None),
            ("950 tents", "950", "12500", None),
            ("96 people", "95", "94", None),
        ] {
            assert_eq!(fixed(text, old, new).as_deref(), want, "{text}");
        }
        // A house says how it parts thousands.
        let grown = |group| corrected("950 tents", 950.into(), 12500.into(), Some(group), |_, _| true).map(|(_, digits)| digits);
        assert_eq!(grown(','), Some("12,500".to_owned()));
    }
}
