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
    /// `timex` and `mod`.
    pub fn fields(&self, fields: &mut Map<String, Json>) {
        fields.insert("timex".into(), Json::String(self.value.clone()));
        if let Some(modifier) = self.modifier {
            fields.insert("mod".into(), Json::String(modifier.to_owned()));
        }
    }
}
