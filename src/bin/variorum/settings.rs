//! What is in force: the command line, then the house's settings, then the defaults.

use crate::args::Checking;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use variorum::check;
use variorum::compare::{Expect, Finding, Severity};
use variorum::house::{AcceptFile, House};
use variorum::lexicon::Lexicon;
use variorum::report::Report;
use variorum::segment::Mode;
use variorum::text::Story;

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
        let own = house.accept.as_ref().map(|accept| file.as_ref().and_then(|file| file.parent()).unwrap_or(Path::new("")).join(accept));
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
            file,
            house,
        })
    }

    /// The library's options for a story. The house's reference is taken where the story has it.
    pub fn options(&self, story: &Story, segmentation: Mode) -> check::Options {
        let has = |name: &String| story.editions.iter().any(|edition| edition.id == *name || edition.language == *name);
        let reference = self.reference.clone().or_else(|| self.house.reference.clone().filter(has));
        check::Options { reference, expect: self.expect, segmentation, lexicon: self.lexicon.clone(), ..check::Options::default() }
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
        let off: Vec<String> = self.house.off.iter().map(|kind| string(kind)).collect();
        out.push_str(&format!("off = [{}]\n", off.join(", ")));
        out.push_str("\n[severity]\n");
        for (what, severity) in &self.house.severity {
            out.push_str(&format!("{what} = \"{severity}\"\n"));
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
