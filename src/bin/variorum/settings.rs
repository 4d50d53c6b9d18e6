//! What is in force: the command line, then the house's settings, then the defaults.

use crate::args::Checking;
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use variorum::archive::Fingerprint;
use variorum::check;
use variorum::compare::{Expect, Finding, Severity};
use variorum::facts::terms::HouseTerms;
use variorum::house::{AcceptFile, House, parse_terms};
use variorum::lexicon::Lexicon;
use variorum::report::Report;
use variorum::segment::Mode;

/// Everything that a check is told beside its story.
#[derive(Debug)]
pub struct Settings {
    /// The file of the house's settings, if there is one.
    pub file: Option<PathBuf>,
    /// What the house sets.
    pub house: House,
    /// The reference as the command line names it; the house's is asked for where there is none.
    reference: Option<String>,
    expect: Expect,
    least: (Severity, f64),
    all: bool,
    /// The files of accepted findings.
    pub accepted: Vec<AcceptFile>,
    today: Date,
    lexicon: Option<Arc<Lexicon>>,
    /// Its terms, and what their file held.
    terms: Option<(Arc<HouseTerms>, String)>,
}

impl Settings {
    /// Settles what was typed; the house's settings are looked for from `start` upward.
    ///
    /// # Errors
    /// If a file of settings, of accepted findings or a lexicon cannot be read or does not hold what it should.
    pub fn new(checking: &Checking, start: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let file = match (&checking.config, checking.no_config) {
            (Some(file), _) => Some(file.clone()),
            (None, true) => None,
            (None, false) => found(start),
        };
        let house = match &file {
            Some(file) => House::parse(file, &text(file)?)?,
            None => House::default(),
        };
        let beside = |path: &PathBuf| file.as_ref().and_then(|file| file.parent()).unwrap_or(Path::new("")).join(path);
        let own = house.accept.as_ref().map(beside);
        let terms = checking.terms.clone().or_else(|| house.terms.as_ref().map(beside));
        let terms = terms.map(|file| {
            let text = text(&file)?;
            Ok::<_, Box<dyn std::error::Error>>((Arc::new(parse_terms(&file, &text)?), Fingerprint::of(&text)))
        });
        let terms = terms.transpose()?;
        let accepted = own.iter().chain(&checking.accept).map(|file| Ok(AcceptFile::parse(file, &text(file)?)?));
        let confidence = checking.min_confidence.or(house.min_confidence).unwrap_or(0.5);
        if !(0.0..=1.0).contains(&confidence) {
            return Err(format!("--min-confidence: expected a number from 0 to 1, but found {confidence}").into());
        }
        Ok(Self {
            reference: checking.reference.clone(),
            expect: checking.expect.map(crate::args::Expect::meant).or(house.expect).unwrap_or_default(),
            least: (checking.min_severity.map(crate::args::Severity::meant).or(house.min_severity).unwrap_or(Severity::Minor), confidence),
            all: checking.all,
            accepted: accepted.collect::<Result<_, Box<dyn std::error::Error>>>()?,
            today: jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date(),
            lexicon: checking.lexicon.as_deref().map(Lexicon::read).transpose()?.map(Arc::new),
            terms,
            file,
            house,
        })
    }

    /// The library's options. The house's reference is taken where a story has it.
    pub fn options(&self, segmentation: Mode) -> check::Options {
        let (reference, preferred) = (self.reference.clone(), self.house.reference.clone());
        check::Options {
            reference,
            preferred,
            expect: self.expect,
            segmentation,
            lexicon: self.lexicon.clone(),
            terms: self.terms.as_ref().map(|(terms, _)| Arc::clone(terms)),
            conventions: self.house.conventions.clone(),
            segments: None,
        }
    }

    /// Gives a report the house's severities and marks what was accepted. Returns for each file which of its entries held.
    pub fn apply(&self, report: &mut Report) -> Vec<Vec<bool>> {
        self.house.apply(report);
        self.accepted.iter().map(|file| file.apply(report, self.today)).collect()
    }

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        self.all || (finding.severity >= self.least.0 && finding.confidence >= self.least.1 && !self.house.is_off(finding))
    }

    /// Everything that the findings of a story depend on beside the story and the program: what is in force, and the lexicon by its hash. What is let stand is not part of it,
    /// as it changes no finding.
    pub fn checked_with(&self) -> String {
        let (house, lexicon) = (&self.house, self.lexicon.as_ref().map(|lexicon| Fingerprint::of(&lexicon.to_text())));
        json!({
            "reference": self.reference,
            "preferred": house.reference,
            "expect": if self.expect == Expect::Rewrite { "rewrite" } else { "translation" },
            "min-severity": self.least.0.name(),
            "min-confidence": self.least.1,
            "all": self.all,
            "off": house.off,
            "severity": house.severity.iter().map(|(what, severity)| (what.clone(), severity.name())).collect::<BTreeMap<_, _>>(),
            "lexicon": lexicon,
            "terms": self.terms.as_ref().map(|(_, print)| print),
            "conventions": house.conventions.iter().map(|(edition, own)| (edition.clone(), (own.zone.as_deref(), own.decimal, own.group))).collect::<BTreeMap<_, _>>(),
        })
        .to_string()
    }

    /// What is in force, as a file of settings that would say the same.
    pub fn describe(&self) -> String {
        let string = |text: &str| serde_json::Value::String(variorum::report::visible(text)).to_string();
        let mut out = match &self.file {
            Some(file) => format!("# in force; from {}, the rest by default\n", variorum::report::visible(&file.display().to_string())),
            None => format!("# in force; there is no {}, so that everything is by default\n", House::FILE),
        };
        match self.reference.as_ref().or(self.house.reference.as_ref()) {
            Some(reference) => out.push_str(&format!("reference = {}\n", string(reference))),
            None => out.push_str("# reference: the first edition\n"),
        }
        out.push_str(&format!("expect = \"{}\"\n", if self.expect == Expect::Rewrite { "rewrite" } else { "translation" }));
        out.push_str(&format!("min-severity = \"{}\"\nmin-confidence = {:?}\n", self.least.0, self.least.1));
        if let Some(accept) = &self.house.accept {
            out.push_str(&format!("accept = {}\n", string(&accept.to_string_lossy())));
        }
        if let Some(terms) = &self.house.terms {
            out.push_str(&format!("terms = {}\n", string(&terms.to_string_lossy())));
        }
        let off: Vec<String> = self.house.off.iter().map(|kind| string(kind)).collect();
        out.push_str(&format!("off = [{}]\n", off.join(", ")));
        out.push_str("\n[severity]\n");
        for (what, severity) in &self.house.severity {
            out.push_str(&format!("{what} = \"{severity}\"\n"));
        }
        let zones = self.house.conventions.iter().filter_map(|(edition, own)| Some((edition, own.zone.as_ref()?)));
        out.push_str("\n[zones]\n");
        for (edition, zone) in zones {
            out.push_str(&format!("{} = {}\n", string(edition), string(zone)));
        }
        for (edition, own) in self.house.conventions.iter().filter(|(_, own)| own.decimal.is_some() || own.group.is_some()) {
            out.push_str(&format!("\n[numbers.{}]\n", string(edition)));
            for (name, sign) in [("decimal", own.decimal), ("group", own.group)] {
                if let Some(sign) = sign {
                    out.push_str(&format!("{name} = {}\n", string_exact(sign)));
                }
            }
        }
        out
    }
}

/// The settings that stand nearest to a file or folder: in its folder, or in one above.
fn found(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().map(|folder| folder.join(House::FILE)).find(|file| file.is_file())
}

/// The text of a file, with the file's name in the error.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub fn text(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// A sign as a string of TOML; blanks other than the plain one are escapes, so that they can be told apart.
fn string_exact(sign: char) -> String {
    match sign {
        '\u{A0}' | '\u{202F}' => format!("\"\\u{:04X}\"", u32::from(sign)),
        sign => serde_json::Value::String(sign.to_string()).to_string(),
    }
}
