//! A TIMEX3 value in words: `15 March 2023, 17:00 +03:00`, `the first quarter of 2023`, `2 hours 30 minutes`.
//!
//! What has no words here is shown as the value itself.

use super::words::ordinal;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The value, its TimeML modifier, its second reading, and its distance from publication where the day itself is not known.
pub(super) fn words(timex: &str, modifier: Option<&str>, or: Option<&str>, shift: Option<&str>) -> String {
    let plain = match (shift, modifier) {
        (Some(shift), _) => match shift.strip_prefix('-') {
            Some(before) => format!("{} before publication", value(before)),
            None if shift.bytes().all(|b| !b.is_ascii_digit() || b == b'0') => "the day of publication".to_owned(),
            None => format!("{} after publication", value(shift)),
        },
        (None, _) => value(timex),
    };
    let modified = match modifier {
        Some("START") => format!("early {plain}"),
        Some("MID") => format!("mid-{plain}"),
        Some("END") => format!("late {plain}"),
        Some("APPROX") => format!("about {plain}"),
        Some("MORE_THAN") => format!("more than {plain}"),
        Some("LESS_THAN") => format!("less than {plain}"),
        Some("BEFORE") => format!("by {plain}"),
        Some("AFTER") => format!("from {plain} on"),
        _ => plain,
    };
    match or {
        Some(other) => format!("{modified} (or {})", value(other)),
        None => modified,
    }
}

fn value(timex: &str) -> String {
    if let Some((from, to)) = timex.split_once('/') {
        return format!("{} to {}", value(from), value(to));
    }
    if timex.starts_with('P') {
        return length(timex).unwrap_or_else(|| timex.to_owned());
    }
    let Some(at) = timex.find('T') else {
        return date(timex).unwrap_or_else(|| timex.to_owned());
    };
    let (day, time) = (&timex[..at], clock(&timex[at + 1..]));
    if day.is_empty() { time } else { format!("{}, {time}", date(day).unwrap_or_else(|| day.to_owned())) }
}

fn date(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (year, second, third) = (parts.next()?, parts.next(), parts.next());
    let known = !year.contains('X');
    let of_year = |what: String| if known { format!("{what} of {year}") } else { what };
    let with_year = |what: String| if known { format!("{what} {year}") } else { what };
    Some(match (second, third) {
        (None, _) => match (year.strip_suffix("XX"), year.strip_suffix('X')) {
            (Some(century), _) if century.bytes().all(|b| b.is_ascii_digit()) => {
                format!("the {} century", ordinal(&(century.parse::<u32>().ok()? + 1).to_string()))
            }
            (Some(_), _) => "an unknown year".to_owned(),
            (None, Some(decade)) => format!("the {decade}0s"),
            (None, None) => year.to_owned(),
        },
        (Some("WXX"), Some(day)) => DAYS.get(day.parse::<usize>().ok()?.checked_sub(1)?)?.to_string(),
        (Some(week), end) if week.starts_with('W') && week != "WXX" => {
            let which = if end == Some("WE") { "the weekend of week" } else { "week" };
            of_year(format!("{which} {}", week[1..].trim_start_matches('0')))
        }
        (Some(quarter), _) if quarter.starts_with('Q') && quarter != "QX" => of_year(format!("the {} quarter", ordinal(&quarter[1..]))),
        (Some(half), _) if half.starts_with('H') && half != "HX" => of_year(format!("the {} half", ordinal(&half[1..]))),
        (Some("SP"), _) => with_year("spring".to_owned()),
        (Some("SU"), _) => with_year("summer".to_owned()),
        (Some("FA" | "AU"), _) => with_year("autumn".to_owned()),
        (Some("WI"), _) => with_year("winter".to_owned()),
        (Some("WXX"), None) => "an unknown week".to_owned(),
        (Some("XX"), Some("XX")) => "an unknown day".to_owned(),
        (Some("XX"), None) => "an unknown month".to_owned(),
        (Some("XX"), Some(day)) => format!("the {}", ordinal(day.trim_start_matches('0'))),
        (Some(month), day) => {
            let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
            match day {
                None | Some("XX") => with_year((*month).to_owned()),
                Some(day) => with_year(format!("{} {month}", day.trim_start_matches('0'))),
            }
        }
    })
}

fn clock(text: &str) -> String {
    match text {
        "MO" => return "morning".to_owned(),
        "MI" => return "midday".to_owned(),
        "AF" => return "afternoon".to_owned(),
        "EV" => return "evening".to_owned(),
        "NI" => return "night".to_owned(),
        "DT" => return "daytime".to_owned(),
        _ => {}
    }
    if let Some(time) = text.strip_suffix('Z') {
        return format!("{time} UTC");
    }
    match text.find(['+', '-']) {
        Some(at) => format!("{} {}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

fn length(text: &str) -> Option<String> {
    let (mut out, mut number, mut in_time) = (Vec::new(), String::new(), false);
    for c in text.strip_prefix('P')?.chars() {
        let unit = match (c, in_time) {
            ('T', _) => {
                in_time = true;
                continue;
            }
            ('0'..='9' | '.' | 'X', _) => {
                number.push(c);
                continue;
            }
            ('Y', _) => "year",
            ('M', false) => "month",
            ('W', _) => "week",
            ('D', _) => "day",
            ('H', _) => "hour",
            ('M', true) => "minute",
            ('S', _) => "second",
            _ => return None,
        };
        let shown = if number.contains('X') { "some" } else { number.as_str() };
        out.push(format!("{shown} {unit}{}", if number == "1" { "" } else { "s" }));
        number.clear();
    }
    (!out.is_empty()).then(|| out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timex_values_in_words() {
        for (timex, want) in [
            ("2023-03-15", "15 March 2023"),
            ("XXXX-03-05", "5 March"),
            ("XXXX-XX-15", "the 15th"),
            ("2023-03", "March 2023"),
            ("XXXX-03", "March"),
            ("2023", "2023"),
            ("201X", "the 2010s"),
            ("20XX", "the 21st century"),
            ("XXXX-WXX-3", "Wednesday"),
            ("2023-W11", "week 11 of 2023"),
            ("2023-Q1", "the 1st quarter of 2023"),
            ("XXXX-H2", "the 2nd half"),
            ("2023-SU", "summer 2023"),
            ("2023-03-15T17:00+03:00", "15 March 2023, 17:00 +03:00"),
            ("T14:00Z", "14:00 UTC"),
            ("2023-03-15TMO", "15 March 2023, morning"),
            ("P3D", "3 days"),
            ("PT2H30M", "2 hours 30 minutes"),
            ("P1Y", "1 year"),
            ("2019-05-06/2019-06-03", "6 May 2019 to 3 June 2019"),
            ("2023-99-99", "2023-99-99"),
            ("", ""),
        ] {
            assert_eq!(words(timex, None, None, None), want, "{timex}");
        }
        assert_eq!(words("XXXX-XX-XX", None, None, Some("-P1D")), "1 day before publication");
        assert_eq!(words("2023-03", Some("START"), None, None), "early March 2023");
        assert_eq!(words("2023-04-03", None, Some("2023-03-04"), None), "3 April 2023 (or 4 March 2023)");
    }
}
