//! What was found, and its forms. The only place that knows JSON documents.

use crate::facts::Fact;
use serde_json::{Value as Json, json};

/// One fact as `variorum facts` prints it.
pub fn fact_line(fact: &Fact, text: &str) -> Json {
    let mut line = json!({
        "sentence": fact.sentence,
        "kind": fact.kind().name(),
        "span": fact.span,
        "text": fact.span.of(text),
        "value": fact.value.fields(),
    });
    if let Some(about) = fact.about {
        line["about"] = Json::String(about.id().to_owned());
    }
    line
}
