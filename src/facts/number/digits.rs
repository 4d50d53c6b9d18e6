//! Numbers written in digits: grouping and decimal signs, fractions, signs, and shapes that only look like numbers.

use super::super::Scene;
use super::words::{NumberWords, ratio};
use crate::normalise::TokenKind;
use rust_decimal::Decimal;

/// What a run of digits is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Digits {
    /// A number, perhaps with another reading.
    Number {
        /// The token after it.
        end: usize,
        /// Its likelier value.
        value: Decimal,
        /// The other reading of an ambiguous sign.
        other: Option<Decimal>,
        /// Written as one number over another.
        fraction: bool,
    },
    /// A clock time, a date, a telephone number, a score: not one number.
    Chain {
        /// The token after it.
        end: usize,
    },
}

const LONGEST: usize = 15;

/// Reads the digits at token `i`, which must begin them.
pub(super) fn read(words: &NumberWords, scene: &Scene<'_>, i: usize) -> Option<Digits> {
    if scene.token(i)?.kind != TokenKind::Digits {
        return None;
    }
    if let Some((end, value)) = vulgar(scene, i) {
        return Some(Digits::Number { end, value, other: None, fraction: true });
    }
    let (end, signs) = signed_chain(scene, i);
    if signs.is_empty() {
        return blank_groups(words, scene, i);
    }
    let first = scene.form(i);
    let same = signs.iter().all(|sign| *sign == signs[0]);
    let part = |n: usize| scene.form(i + 2 * n);
    let parts = signs.len() + 1;
    let chain = Some(Digits::Chain { end });
    match signs[0] {
        // A part with a nought before it is no number: 742851-01.
        '-' | '–' | '—' if parts == 2 => {
            return if part(1).starts_with('0') && part(1).len() > 1 { chain } else { number(i + 1, first, None, None) };
        }
        ':' | '-' | '–' | '—' => return chain,
        '/' => {
            return match (parts, first.parse::<i64>(), part(1).parse::<i64>()) {
                (2, Ok(n), Ok(d)) if fraction_like(n, d) => Some(Digits::Number { end, value: ratio(n, d), other: None, fraction: true }),
                _ => chain,
            };
        }
        _ => {}
    }
    // `1.5-2 million`: the first of a range of decimals.
    if let Some(dash) = signs.iter().position(|sign| matches!(sign, '-' | '–' | '—'))
        && is_range(words, scene, i, &signs, dash)
    {
        return one_sign(words, scene, i, signs[0]);
    }
    if signs.iter().any(|sign| matches!(sign, ':' | '-' | '–' | '—' | '/')) {
        return chain;
    }
    let grouped = |upto: usize| first.len() <= 3 && !first.starts_with('0') && (1..upto).all(|n| part(n).len() == 3);
    let indian = |upto: usize| {
        upto > 2 && first.len() <= 2 && !first.starts_with('0') && part(upto - 1).len() == 3 && (1..upto - 1).all(|n| part(n).len() == 2)
    };
    let joined = |upto: usize| (0..upto).map(part).collect::<String>();
    if parts > 2 && same {
        return if grouped(parts) || indian(parts) { number(end, &joined(parts), None, None) } else { chain };
    }
    if parts > 2 {
        let heads_same = signs[..parts - 2].iter().all(|sign| *sign == signs[0]);
        return if heads_same && (grouped(parts - 1) || indian(parts - 1)) && !is_mark_of_group(*signs.last()?) {
            number(end, &joined(parts - 1), Some(part(parts - 1)), None)
        } else {
            chain
        };
    }
    one_sign(words, scene, i, signs[0])
}

/// Digits with one sign among them: is it the mark of a group or of a fraction?
fn one_sign(words: &NumberWords, scene: &Scene<'_>, i: usize, sign: char) -> Option<Digits> {
    let (first, tail, end) = (scene.form(i), scene.form(i + 2), i + 3);
    let can_group = is_grouped(first, tail) && (words.group.contains(&sign) || is_mark_of_group(sign));
    let can_divide = words.decimal.contains(&sign);
    let whole = format!("{first}{tail}");
    match (can_group, can_divide) {
        (true, false) => number(end, &whole, None, None),
        (false, true) => number(end, first, Some(tail), None),
        (true, true) => {
            // Nobody writes the noughts of 12,000 for a fraction; otherwise the language's commoner use of the sign comes first.
            let commoner = words.decimal.iter().position(|c| *c == sign) < words.group.iter().position(|c| *c == sign);
            let scaled = words.at(scene, end).iter().any(|hit| matches!(hit.word, super::words::Word::Scale(_) | super::words::Word::Construct(_)));
            let grouping = !scaled && (tail.ends_with('0') || !commoner);
            let (group, fraction) = (parse(&whole, None)?, parse(first, Some(tail))?);
            let (value, other) = if grouping { (group, fraction) } else { (fraction, group) };
            Some(Digits::Number { end, value, other: Some(other), fraction: false })
        }
        // `5,6`: two numbers of a list.
        (false, false) => number(i + 1, first, None, None),
    }
}

fn is_grouped(first: &str, tail: &str) -> bool {
    first.len() <= 3 && !first.starts_with('0') && tail.len() == 3
}

/// Whether the chain of digits at token `i` is two numbers with a dash (sign number `dash`) between, the first with one sign of a fraction or group and the
/// second, which is higher, with one or none. Two signs with two digits after each can be times or days: `10.00-18.00`.
fn is_range(words: &NumberWords, scene: &Scene<'_>, i: usize, signs: &[char], dash: usize) -> bool {
    let part = |n: usize| scene.form(i + 2 * n);
    let fits = |n: usize| {
        let sign = signs[n];
        let group = is_grouped(part(n), part(n + 1)) && words.group.contains(&sign);
        group || words.decimal.contains(&sign) && part(n + 1).len() <= 3
    };
    let clock = |n: usize| part(n).len() <= 2 && part(n + 1).len() == 2;
    let number = |n: usize, signed: bool| -> Option<Decimal> {
        let digits = if signed { one_sign(words, scene, i + 2 * n, signs[n]) } else { number(i + 2 * n + 1, part(n), None, None) };
        if let Digits::Number { value, .. } = digits? { Some(value) } else { None }
    };
    let fits = match (dash, signs.len()) {
        (1, 2) => fits(0) && !clock(0),
        (1, 3) => fits(0) && fits(2) && !(clock(0) && clock(2)),
        _ => false,
    };
    // A result falls as well: 2.5-1.5.
    fits && matches!((number(0, true), number(2, signs.len() == 3)), (Some(low), Some(high)) if low < high)
}

/// The token after a telephone number that begins at token `i`: `+962 6 560 1234`, `8 (495) 123-45-67`.
pub(super) fn telephone(scene: &Scene<'_>, i: usize) -> Option<usize> {
    const DIGITS: usize = 8;
    let plus = scene.form(i) == "+" && scene.glued(i + 1);
    let first = i + usize::from(plus);
    let is_digits = |at: usize| scene.token(at).is_some_and(|token| token.kind == TokenKind::Digits);
    if !is_digits(first) || scene.form(first).len() > 3 || !plus && scene.form(first + 1) != "(" {
        return None;
    }
    let (mut groups, mut end) = (vec![scene.form(first).len()], first + 1);
    while groups.len() < 8 {
        let signs = (end..end + 3).take_while(|at| matches!(scene.form(*at), "(" | ")" | "-" | "–")).count();
        if !is_digits(end + signs) {
            break;
        }
        groups.push(scene.form(end + signs).len());
        end += signs + 1;
    }
    // Groups of three digits can be a number.
    let written = groups.len() > 2 && groups.iter().sum::<usize>() >= DIGITS && groups[1..].iter().any(|group| *group != 3);
    written.then_some(end)
}

/// The tokens of digits joined by single glued signs, and the signs.
fn signed_chain(scene: &Scene<'_>, i: usize) -> (usize, Vec<char>) {
    let (mut end, mut signs) = (i + 1, Vec::new());
    while let Some(sign) = scene.form(end).chars().next() {
        let joins = matches!(sign, '.' | ',' | '،' | '٬' | '٫' | ':' | '-' | '–' | '—' | '/' | '\'' | '⁄')
            && scene.glued(end)
            && scene.glued(end + 1)
            && scene.token(end + 1).is_some_and(|token| token.kind == TokenKind::Digits);
        if !joins {
            break;
        }
        signs.push(sign);
        end += 2;
    }
    (end, signs)
}

/// `1 234 567` and `1 234 567,89`: groups of three after single blanks.
fn blank_groups(words: &NumberWords, scene: &Scene<'_>, i: usize) -> Option<Digits> {
    let first = scene.form(i);
    let mut whole = first.to_owned();
    let mut end = i + 1;
    if first.len() <= 3 && !first.starts_with('0') {
        while group_of_three(scene, end) {
            let (after, signs) = signed_chain(scene, end);
            match signs.as_slice() {
                [] => {
                    whole.push_str(scene.form(end));
                    end += 1;
                }
                [sign] if words.decimal.contains(sign) && after == end + 3 => {
                    whole.push_str(scene.form(end));
                    return number(after, &whole, Some(scene.form(end + 2)), None);
                }
                _ => break,
            }
        }
    }
    number(end, &whole, None, None)
}

/// Whether token `i` is a group of three digits after exactly one blank.
fn group_of_three(scene: &Scene<'_>, i: usize) -> bool {
    let (Some(before), Some(token)) = (scene.token(i.wrapping_sub(1)), scene.token(i)) else { return false };
    let between = scene.text.get(before.span().end..token.span().start).unwrap_or("");
    token.kind == TokenKind::Digits && scene.form(i).len() == 3 && between.chars().count() == 1 && !between.contains(['\n', '\t'])
}

/// Unicode fractions (`½`, `2½`), which folding has spelled out with a fraction slash.
fn vulgar(scene: &Scene<'_>, i: usize) -> Option<(usize, Decimal)> {
    if scene.form(i + 1) != "\u{2044}" || !scene.glued(i + 1) {
        return None;
    }
    let denominator: i64 = scene.form(i + 2).parse().ok()?;
    let numerator = scene.form(i);
    // `2½` folds to `21⁄2`: as many digits of the source as stand before the fraction are the whole part.
    let token = scene.token(i)?;
    let sign = scene.token(i + 1)?;
    let source = scene.text.get(token.span().start..sign.span().end.max(token.span().end))?;
    let whole = if source.contains('\u{2044}') { 0 } else { source.chars().take_while(|c| c.is_numeric() && !is_fraction(*c)).count() };
    let (whole, numerator) = numerator.split_at_checked(whole)?;
    let value = ratio(numerator.parse().ok()?, denominator);
    let whole = if whole.is_empty() { Decimal::ZERO } else { whole.parse().ok()? };
    Some((i + 3, whole + value))
}

/// The fractions that Unicode has as one character.
fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '⅐'..='⅟' | '↉')
}

/// Fractions that people write: small denominators and round ones. Keeps `24/7` and `9/11` out.
fn fraction_like(n: i64, d: i64) -> bool {
    // More than a whole is written as a mixed number; `5/4` is a result.
    (n > 0 && n < d && matches!(d, 2..=6 | 8..=10 | 12 | 16)) || (n > 0 && n <= d && matches!(d, 7 | 20 | 25 | 32 | 50 | 64 | 100 | 1000))
}

fn is_mark_of_group(sign: char) -> bool {
    matches!(sign, '٬' | '\'')
}

fn number(end: usize, whole: &str, fraction: Option<&str>, other: Option<Decimal>) -> Option<Digits> {
    Some(match parse(whole, fraction) {
        Some(value) => Digits::Number { end, value, other, fraction: false },
        None => Digits::Chain { end },
    })
}

fn parse(whole: &str, fraction: Option<&str>) -> Option<Decimal> {
    let fraction = fraction.unwrap_or("");
    if whole.len() > LONGEST || fraction.len() > 10 {
        return None;
    }
    let number: i128 = format!("{whole}{fraction}").parse().ok()?;
    Decimal::try_from_i128_with_scale(number, fraction.len() as u32).ok()
}
