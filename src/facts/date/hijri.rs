//! Days of the Islamic calendar, by the tables of Umm al-Qura that Saudi Arabia keeps; sighting elsewhere may differ by a day.

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Hijri, Iso};
use jiff::civil::Date;

/// The day of the common calendar that an Islamic date names.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(1..=1700).contains(&year) {
        return None;
    }
    let date = IcuDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(Iso);
    Date::new(iso.year().extended_year().try_into().ok()?, iso.month().ordinal as i8, iso.day_of_month().0 as i8).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn islamic_days_are_those_of_umm_al_qura() {
        let day = |y, m, d| super::day(y, m, d).unwrap().to_string();
        assert_eq!(day(1444, 9, 1), "2023-03-23");
        assert_eq!(day(1446, 1, 1), "2024-07-07");
        assert_eq!(super::day(1446, 13, 1), None);
        assert_eq!(super::day(1446, 1, 31), None);
    }
}
