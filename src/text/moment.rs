//! A point in time as an edition's publication carries it.

use jiff::civil::DateTime;
use std::fmt;
use std::str::FromStr;

/// A date and time of day, with the offset from UTC where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Local date and time.
    pub at: DateTime,
    /// Minutes east of UTC.
    pub offset: Option<i32>,
}

impl FromStr for Moment {
    type Err = String;

    /// Reads RFC 3339 (`2023-03-16T10:00:00+03:00`), the same without seconds or offset, or a date alone (noon of that day is meant).
    fn from_str(text: &str) -> Result<Self, String> {
        let fail = || format!("expected a date such as 2023-03-16 or 2023-03-16T10:00:00+03:00, but found {text:?}");
        let text = text.trim();
        let (date, rest) = match text.find(['T', 't', ' ']) {
            Some(at) => (&text[..at], &text[at + 1..]),
            None => (text, ""),
        };
        let date: jiff::civil::Date = date.parse().map_err(|_| fail())?;
        if rest.is_empty() {
            return Ok(Self { at: date.at(12, 0, 0, 0), offset: None });
        }
        let (time, offset) = if let Some(time) = rest.strip_suffix(['Z', 'z']) {
            (time, Some(0))
        } else if let Some(at) = rest.rfind(['+', '-']) {
            let sign = if rest[at..].starts_with('-') { -1 } else { 1 };
            let digits: String = rest[at + 1..].chars().filter(char::is_ascii_digit).collect();
            let (hours, minutes) = match digits.len() {
                2 => (&digits[..], "0"),
                4 => digits.split_at(2),
                _ => return Err(fail()),
            };
            let minutes = hours.parse::<i32>().map_err(|_| fail())? * 60 + minutes.parse::<i32>().map_err(|_| fail())?;
            (&rest[..at], Some(sign * minutes))
        } else {
            (rest, None)
        };
        let time: jiff::civil::Time = time.parse().map_err(|_| fail())?;
        Ok(Self { at: date.to_datetime(time), offset })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.at.strftime("%Y-%m-%dT%H:%M:%S"))?;
        match self.offset {
            Some(0) => f.write_str("Z"),
            Some(minutes) => write!(f, "{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["2023-03-16T10:00:00+03:00", "2013-02-12T04:30:00-02:00", "2018-09-30T20:00:00Z", "2018-09-30T20:00:00"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        assert_eq!("2023-03-16".parse::<Moment>().unwrap().to_string(), "2023-03-16T12:00:00");
        assert!("15 March".parse::<Moment>().is_err());
    }
}
