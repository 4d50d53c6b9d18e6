//! The settings of a house, `variorum.toml`: what the command line does not say.
//!
//! ```toml
//! reference = "en"              # edition (id or language) that is right where two disagree and no third decides
//! expect = "translation"        # or "rewrite"
//! min-severity = "minor"        # note, minor, major or critical
//! min-confidence = 0.5
//! accept = "accept.toml"        # findings that are let stand; the path is relative to this file
//! off = ["ordinal"]             # kinds of fact that are not shown
//!
//! terms = "terms.tsv"           # words of different loading, in place of the list that the packs bring; the path is relative to this file
//!
//! [severity]                    # by kind of fact, or by rule
//! quote = "critical"
//! rounding = "note"
//!
//! [zones]                       # zone of clock times that name none, by id or language of the edition
//! ru = "Europe/Moscow"
//!
//! [numbers.ru]                  # signs in numbers, by id or language of the edition
//! decimal = ","
//! group = " "
//! ```

use super::{unreadable, wrong};
use crate::compare::{Expect, Finding, Severity};
use crate::error::Result;
use crate::facts::{Conventions, KINDS};
use crate::report::{RULES, Report};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// What a house sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    /// Id or language of the edition that is right where two disagree and no third decides.
    pub reference: Option<String>,
    /// How much alike the editions are meant to be.
    pub expect: Option<Expect>,
    /// The least severity that is shown.
    pub min_severity: Option<Severity>,
    /// The least confidence that is shown, 0 to 1.
    pub min_confidence: Option<f64>,
    /// The file of accepted findings, as the settings name it.
    pub accept: Option<PathBuf>,
    /// The file of terms, as the settings name it.
    pub terms: Option<PathBuf>,
    /// Zones and signs of numbers, by id or language of an edition.
    pub conventions: BTreeMap<String, Conventions>,
    /// Kinds of fact that are not shown.
    pub off: Vec<String>,
    /// Severity by kind of fact or by rule; that of a rule goes before.
    pub severity: BTreeMap<String, Severity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    reference: Option<String>,
    expect: Option<Spanned<String>>,
    min_severity: Option<Spanned<String>>,
    min_confidence: Option<Spanned<f64>>,
    accept: Option<PathBuf>,
    terms: Option<PathBuf>,
    #[serde(default)]
    zones: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    numbers: BTreeMap<String, Signs>,
    #[serde(default)]
    off: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<String, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    decimal: Option<Spanned<String>>,
    group: Option<Spanned<String>>,
}

/// The severities by their names.
const SEVERITIES: [Severity; 4] = [Severity::Note, Severity::Minor, Severity::Major, Severity::Critical];

impl House {
    /// The name of the file that holds the settings.
    pub const FILE: &str = "variorum.toml";

    /// Reads the text of a file of settings.
    ///
    /// # Errors
    /// If it is not TOML, has a key that there is none of, or a value that the key does not take; the message names line and key.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let written: Written = toml::from_str(text).map_err(|error| unreadable(path, text, &error))?;
        let fail = |key: &str, value: &str, at: usize, expected: &str| {
            wrong(path, text, Some(at), &format!("key {key}: expected {expected}, but found {value:?}"))
        };
        let severity = |key: &str, value: &Spanned<String>| {
            let known = SEVERITIES.into_iter().find(|severity| severity.name() == value.get_ref());
            known.ok_or_else(|| fail(key, value.get_ref(), value.span().start, "one of note, minor, major, critical"))
        };
        let expect = written.expect.as_ref().map(|value| match value.get_ref().as_str() {
            "translation" => Ok(Expect::Translation),
            "rewrite" => Ok(Expect::Rewrite),
            other => Err(fail("expect", other, value.span().start, "translation or rewrite")),
        });
        let confidence = written.min_confidence.as_ref().map(|value| {
            let share = *value.get_ref();
            let fits = (0.0..=1.0).contains(&share);
            fits.then_some(share).ok_or_else(|| fail("min-confidence", &share.to_string(), value.span().start, "a number from 0 to 1"))
        });
        let mut conventions: BTreeMap<String, Conventions> = BTreeMap::new();
        for (edition, zone) in &written.zones {
            if !Conventions::is_zone(zone.get_ref()) {
                let key = format!("zones.{edition}");
                return Err(fail(&key, zone.get_ref(), zone.span().start, "a zone such as Europe/Moscow, or an offset such as +03:00"));
            }
            conventions.entry(edition.clone()).or_default().zone = Some(zone.get_ref().as_str().into());
        }
        for (edition, signs) in &written.numbers {
            let sign = |name: &str, value: &Option<Spanned<String>>, known: &[char]| {
                let Some(value) = value else { return Ok(None) };
                let mut chars = value.get_ref().chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) if known.contains(&c) => Ok(Some(c)),
                    _ => {
                        let known: Vec<String> = known.iter().map(|c| format!("{c:?}")).collect();
                        Err(fail(&format!("numbers.{edition}.{name}"), value.get_ref(), value.span().start, &format!("one of {}", known.join(", "))))
                    }
                }
            };
            let decimal = sign("decimal", &signs.decimal, &['.', ',', '٫'])?;
            let group = sign("group", &signs.group, &[' ', '\u{A0}', '\u{202F}', '.', ',', '٬', '\''])?;
            if let (Some(value), true) = (&signs.group, decimal.is_some() && decimal == group) {
                return Err(fail(&format!("numbers.{edition}.group"), value.get_ref(), value.span().start, "another sign than the decimal one"));
            }
            let own = conventions.entry(edition.clone()).or_default();
            (own.decimal, own.group) = (decimal, group);
        }
        let mut off = Vec::with_capacity(written.off.len());
        for kind in &written.off {
            if !is_kind(kind.get_ref()) {
                return Err(fail("off", kind.get_ref(), kind.span().start, &format!("kinds of fact: {}", kinds())));
            }
            off.push(kind.get_ref().clone());
        }
        let mut severities = BTreeMap::new();
        for (what, value) in &written.severity {
            if !is_kind(what) && !RULES.iter().any(|rule| rule.id == what) {
                return Err(fail(
                    "severity",
                    what,
                    value.span().start,
                    &format!("a rule (docs/report.md lists them) or a kind of fact: {}", kinds()),
                ));
            }
            severities.insert(what.clone(), severity(&format!("severity.{what}"), value)?);
        }
        Ok(Self {
            reference: written.reference,
            expect: expect.transpose()?,
            min_severity: written.min_severity.as_ref().map(|value| severity("min-severity", value)).transpose()?,
            min_confidence: confidence.transpose()?,
            accept: written.accept,
            terms: written.terms,
            conventions,
            off,
            severity: severities,
        })
    }

    /// Whether findings like this one are not shown.
    pub fn is_off(&self, finding: &Finding) -> bool {
        self.off.iter().any(|kind| kind == finding.subject.name())
    }

    /// Gives the findings of a report the severities of the house.
    pub fn apply(&self, report: &mut Report) {
        for finding in &mut report.findings {
            if let Some(severity) = self.severity.get(finding.rule).or_else(|| self.severity.get(finding.subject.name())) {
                finding.severity = *severity;
            }
        }
    }
}

fn is_kind(name: &str) -> bool {
    name == "sentence" || name == "term" || KINDS.iter().any(|kind| kind.name() == name)
}

fn kinds() -> String {
    KINDS.iter().map(|kind| kind.name()).chain(["sentence", "term"]).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<House> {
        House::parse(Path::new("variorum.toml"), text)
    }

    #[test]
    fn settings_are_read() {
        let house = parse("expect = \"rewrite\"\nmin-confidence = 0.7\noff = [\"ordinal\"]\n[severity]\nquote = \"critical\"\nrounding = \"note\"\n")
            .expect("it is read");
        assert_eq!((house.expect, house.min_confidence, house.off.len(), house.severity.len()), (Some(Expect::Rewrite), Some(0.7), 1, 2));
        assert_eq!(parse("").expect("nothing is fine"), House::default());
    }

    #[test]
    fn mistakes_are_named_with_line_and_key() {
        for (text, line, words) in [
            ("\nmin-severity = \"grave\"\n", 2, "min-severity"),
            ("min-confidence = 7.0\n", 1, "0 to 1"),
            ("off = [\n \"weather\"]\n", 2, "casualty"),
            ("expect = \"x\"\n", 1, "rewrite"),
            ("[severity]\nquotes = \"note\"\n", 2, "quote"),
            ("[zones]\nru = \"Moscow\"\n", 2, "zones.ru"),
            ("[numbers.ru]\ndecimal = \";\"\n", 2, "numbers.ru.decimal"),
            ("[numbers.ru]\ndecimal = \",\"\ngroup = \",\"\n", 3, "another sign"),
            ("[numbers.ru]\nscale = \",\"\n", 2, "scale"),
            ("referense = \"en\"\n", 1, "referense"),
            ("a = \n", 1, ""),
        ] {
            let error = parse(text).expect_err(text).to_string();
            assert!(error.contains(&format!("variorum.toml: line {line}:")) && error.contains(words), "{error}");
        }
    }
}
