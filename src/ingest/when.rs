//! Times as formats write them.

use crate::text::Moment;

/// Reads what news formats write: RFC 3339 and the like, the basic form of ISO 8601 (`20230316T100000+0300`), and the dates of mail (RFC 2822).
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(found) = text.parse() {
        return Some(found);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        let date = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]);
        let rest = &text[8..];
        let Some(time) = rest.strip_prefix(['T', 't', ' ']) else { return date.parse().ok().filter(|_| rest.is_empty()) };
        let clock = time.bytes().take_while(u8::is_ascii_digit).count();
        let zone = &time[clock..];
        let time = match clock {
            4 => format!("{}:{}:00", &time[..2], &time[2..4]),
            6 => format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..6]),
            _ => return date.parse().ok(),
        };
        let zone = if zone.starts_with(['+', '-', 'Z', 'z']) { zone } else { "" };
        return format!("{date}T{time}{zone}").parse().ok();
    }
    let mail = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let found = mail.parse_zoned_datetime(text).ok()?;
    Some(Moment { at: found.datetime(), offset: Some(found.offset().seconds() / 60) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_news_formats() {
        for (text, expected) in [
            ("2023-03-16T10:00:00+03:00", "2023-03-16T10:00:00+03:00"),
            ("2023-03-16T10:00:00.000Z", "2023-03-16T10:00:00Z"),
            ("20230316T100000+0300", "2023-03-16T10:00:00+03:00"),
            ("20230316T1000Z", "2023-03-16T10:00:00Z"),
            ("20230316", "2023-03-16T12:00:00"),
            ("Thu, 16 Mar 2023 10:00:00 +0300", "2023-03-16T10:00:00+03:00"),
            ("Thu, 16 Mar 2023 07:00:00 GMT", "2023-03-16T07:00:00Z"),
        ] {
            assert_eq!(moment(text).map(|found| found.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(moment("yesterday"), None);
        assert_eq!(moment("12345678"), None);
    }
}
