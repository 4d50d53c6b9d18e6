//! Values of dates, times and durations, written as TIMEX3 (TimeML 1.2.1).

use serde_json::{Map, Value as Json};

/// A temporal value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// TIMEX3 `value`.
    pub value: String,
    /// TimeML `mod`: START, MID, END, APPROX, MORE_THAN, LESS_THAN, BEFORE, AFTER.
    pub modifier: Option<&'static str>,
}

impl Timex {
    /// How it compares with another reading; `None` when the two cannot state the same fact.
    pub fn relate(&self, other: &Self) -> Option<super::Relation> {
        (self == other).then_some(super::Relation::Same)
    }

    /// `timex` and `mod`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("timex".into(), Json::String(self.value.clone()));
        if let Some(modifier) = self.modifier {
            fields.insert("mod".into(), Json::String(modifier.to_owned()));
        }
    }
}
