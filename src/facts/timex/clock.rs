//! Times of day.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::fmt;
use std::sync::Arc;

/// A time of day: on the clock, or a part of the day.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeOfDay {
    /// On the clock.
    At(Clock),
    /// A part of the day.
    Part(DayPart),
}

/// A time on the clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    /// 0 to 24; 24 is the midnight that ends the day.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where told.
    pub second: Option<u8>,
    /// The zone, where told.
    pub zone: Option<Zone>,
    /// Told on the twelve-hour clock without saying which half of the day is meant.
    pub twelve: bool,
    /// Told by a word for midnight, which can mean either end of the day.
    pub midnight: bool,
}

/// A zone as a text names it, at the date it is used for.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Minutes east of UTC.
    pub offset: i32,
    /// Name in the IANA database, where the text names a zone rather than an offset.
    pub name: Option<Arc<str>>,
}

impl Zone {
    /// An offset without a name.
    pub fn fixed(offset: i32) -> Self {
        Self { offset, name: None }
    }

    /// A zone of the IANA database (`Europe/Moscow`) or a fixed offset (`+03:00`), as it is at a local time. `None` for a name that is neither.
    pub fn named(name: &Arc<str>, local: DateTime) -> Option<Self> {
        if let Some(offset) = offset(name) {
            return Some(Self::fixed(offset));
        }
        let zone = TimeZone::get(name).ok()?;
        let offset = local.to_zoned_datetime(zone).ok()?.offset().seconds() / 60;
        Some(Self { offset, name: Some(name.clone()) })
    }

    /// The same zone at another local time: its clocks may have been changed.
    pub fn at(&self, local: DateTime) -> Self {
        self.name.as_ref().and_then(|name| Self::named(name, local)).unwrap_or_else(|| self.clone())
    }

    /// How a reader is told it: the city, or the offset from Greenwich.
    pub fn label(&self) -> String {
        match &self.name {
            Some(name) => name.rsplit('/').next().unwrap_or(name).replace('_', " "),
            None if self.offset == 0 => "GMT".to_owned(),
            None if self.offset % 60 == 0 => format!("GMT{:+}", self.offset / 60),
            None => format!("GMT{}", Offset(self.offset)),
        }
    }
}

/// Parts of the day, with their TIMEX3 letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// From dawn until noon.
    Morning,
    /// Around noon.
    Midday,
    /// After noon.
    Afternoon,
    /// At the end of the day.
    Evening,
    /// After dark.
    Night,
    /// While it is light.
    Daytime,
}

impl DayPart {
    /// TIMEX3 letters.
    pub const fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
            DayPart::Daytime => "DT",
        }
    }

    /// The part of its TIMEX3 letters.
    pub fn from_code(code: &str) -> Option<Self> {
        use DayPart::*;
        [Morning, Midday, Afternoon, Evening, Night, Daytime].into_iter().find(|part| part.code() == code)
    }

    /// The hours that it can mean, both included; a night runs past midnight.
    pub const fn hours(self) -> (u8, u8) {
        match self {
            DayPart::Morning => (3, 12),
            DayPart::Midday => (11, 14),
            DayPart::Afternoon => (12, 19),
            DayPart::Evening => (16, 24),
            DayPart::Night => (18, 30),
            DayPart::Daytime => (6, 19),
        }
    }
}

impl Clock {
    /// Hour and minute.
    pub fn new(hour: u8, minute: u8) -> Self {
        Self { hour, minute, ..Self::default() }
    }

    /// Minutes from the midnight that begins the day.
    pub fn minutes(&self) -> i32 {
        i32::from(self.hour) * 60 + i32::from(self.minute)
    }

    /// The hour on the twelve-hour clock moved into the half of the day that `part` names.
    pub fn in_part(mut self, part: DayPart) -> Self {
        if self.hour > 12 {
            return self;
        }
        self.twelve = false;
        self.hour = match (part, self.hour) {
            (DayPart::Morning, 12) | (DayPart::Evening | DayPart::Night, 12) => 0,
            (DayPart::Morning, hour) => hour,
            (DayPart::Night, hour @ 0..=5) => hour,
            (DayPart::Midday | DayPart::Daytime, hour @ (9..=12)) => hour,
            (_, 12) => 12,
            (_, hour) => hour + 12,
        };
        self
    }
}

/// Minutes east of UTC of an offset such as `+03:00`, `-0400`, `+3` or `UTC`.
pub(crate) fn offset(text: &str) -> Option<i32> {
    if text == "UTC" {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Minutes east of UTC as `+03:00`.
pub(crate) struct Offset(pub(crate) i32);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}:{:02}", if self.0 < 0 { '-' } else { '+' }, self.0.abs() / 60, self.0.abs() % 60)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match &self.zone {
            Some(zone) if zone.offset == 0 => f.write_str("Z"),
            Some(zone) => write!(f, "{}", Offset(zone.offset)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeOfDay::At(clock) => write!(f, "{clock}"),
            TimeOfDay::Part(part) => write!(f, "T{}", part.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_hours_become_twenty_four() {
        let at = |hour, part| Clock::new(hour, 0).in_part(part).hour;
        assert_eq!([at(12, DayPart::Morning), at(8, DayPart::Morning)], [0, 8]);
        assert_eq!([at(12, DayPart::Afternoon), at(3, DayPart::Afternoon)], [12, 15]);
        assert_eq!([at(2, DayPart::Night), at(11, DayPart::Night), at(12, DayPart::Night)], [2, 23, 0]);
        assert_eq!([at(12, DayPart::Midday), at(1, DayPart::Midday), at(11, DayPart::Midday)], [12, 13, 11]);
    }

    #[test]
    fn a_zone_keeps_the_history_of_its_clocks() {
        let offset = |year, month| Zone::named(&"Europe/Moscow".into(), jiff::civil::date(year, month, 1).at(12, 0, 0, 0)).unwrap().offset;
        assert_eq!([offset(2012, 7), offset(2013, 1), offset(2023, 7)], [240, 240, 180]);
        assert_eq!(super::offset("-03:30"), Some(-210));
        assert_eq!(super::offset("-0400"), Some(-240));
        assert_eq!(super::offset("Europe/Moscow"), None);
    }

    #[test]
    fn a_zone_is_printed_as_its_offset() {
        let clock = |offset| Clock { zone: Some(Zone::fixed(offset)), ..Clock::new(17, 0) }.to_string();
        assert_eq!(clock(180), "T17:00+03:00");
        assert_eq!(clock(0), "T17:00Z");
        assert_eq!(clock(-210), "T17:00-03:30");
    }
}
