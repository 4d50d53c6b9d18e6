//! What was typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use variorum::report::Form;
use variorum::text::Moment;

/// Finds the facts that the language editions of one news story state differently.
#[derive(Debug, Parser)]
#[command(name = "variorum", version, about, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Cut a text into sentences
    Segment {
        /// The text
        file: PathBuf,
        #[command(flatten)]
        reading: Reading,
    },
    /// Show the facts of a text
    Facts {
        /// The text
        file: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// Form of the answer
        #[arg(long, value_enum, default_value = "jsonl")]
        format: LineFormat,
    },
    /// Tell whether two names, in whatever scripts, could be of one person, place or organisation
    Names {
        /// The two names
        #[arg(num_args = 2, required_unless_present = "pairs", value_name = "NAME")]
        names: Vec<String>,
        /// A file of pairs, left<TAB>right on a line; each is answered with score<TAB>same|different
        #[arg(long, value_name = "FILE", conflicts_with = "names")]
        pairs: Option<PathBuf>,
    },
    /// Show which sentences of the editions say the same
    Align {
        /// The editions; or one folder that holds them
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        /// A lexicon that `variorum learn` made, as further evidence
        #[arg(long, value_name = "FILE")]
        lexicon: Option<PathBuf>,
        /// Form of the answer
        #[arg(long, value_enum, default_value = "jsonl")]
        format: AlignFormat,
    },
    /// Learn which words translate each other from an archive of stories, for --lexicon
    Learn {
        /// Stories as JSON lines, as `audit` reads them; the file is read twice
        archive: PathBuf,
        /// The lexicon to write; a file of that name is replaced as a whole
        #[arg(short, long, value_name = "FILE", required = true)]
        output: PathBuf,
        /// How many stories are aligned at once; as many as there are processors if not given
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
    /// Compare the editions of one story
    Check {
        /// The editions, the reference first; or one folder that holds them
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        checking: Checking,
        #[command(flatten)]
        writing: Writing,
    },
    /// Compare the editions of many stories, one JSON object a line
    Audit {
        /// Stories as JSON lines; - for standard input
        stories: PathBuf,
        #[command(flatten)]
        checking: Checking,
        /// Form of the answer: one report a line, in the order of the stories
        #[arg(long, value_enum, default_value = "jsonl")]
        format: LineFormat,
        /// How many stories are checked at once; as many as there are processors if not given
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
}

/// Which forms the report takes and where they go.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Writing {
    /// Form of the report; several with commas between them, one for each --output
    #[arg(long, value_name = "FORM", value_delimiter = ',', value_parser = forms())]
    pub format: Vec<Form>,
    /// Write the report to a file, which is replaced as a whole; its name tells the form (report.html) where --format does not. Can be given several times
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
}

/// The forms by their names.
fn forms() -> impl TypedValueParser<Value = Form> {
    let names = PossibleValuesParser::new(Form::ALL.iter().map(|form| PossibleValue::new(form.name()).help(form.help())));
    // OK because the parser lets only the names of forms through.
    names.map(|name| Form::ALL.iter().copied().find(|form| form.name() == name).unwrap_or(Form::Text))
}

/// What is compared and what is shown.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Checking {
    /// The edition that is right where two disagree and no third decides: its id or language; the first one if not given
    #[arg(long, value_name = "EDITION")]
    pub reference: Option<String>,
    /// Whether the editions are translations, or rewrites in which a missing sentence is only a note
    #[arg(long, value_enum, default_value = "translation")]
    pub expect: Expect,
    /// A lexicon that `variorum learn` made, as further evidence of which sentences say the same
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,
    /// Show findings of at least this severity
    #[arg(long, value_enum, default_value = "minor", value_name = "SEVERITY")]
    pub min_severity: Severity,
    /// Show findings of at least this confidence, 0 to 1
    #[arg(long, default_value_t = 0.5, value_name = "SHARE")]
    pub min_confidence: f64,
    /// Show every finding, whatever its severity and confidence
    #[arg(long)]
    pub all: bool,
}

/// How much alike the editions are meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Expect {
    /// Translations of one text
    #[default]
    Translation,
    /// Rewrites of one story
    Rewrite,
}

/// What a finding would cost a desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Severity {
    /// Nobody has to act
    Note,
    /// An imprecision
    #[default]
    Minor,
    /// A wrong fact
    Major,
    /// A wrong fact that has to be corrected in public
    Critical,
}

impl Checking {
    /// The library's options.
    ///
    /// # Errors
    /// If the lexicon cannot be read.
    pub fn options(&self, segmentation: variorum::segment::Mode) -> Result<variorum::check::Options, variorum::error::Error> {
        let expect = match self.expect {
            Expect::Translation => variorum::compare::Expect::Translation,
            Expect::Rewrite => variorum::compare::Expect::Rewrite,
        };
        let lexicon = self.lexicon.as_deref().map(variorum::lexicon::Lexicon::read).transpose()?.map(std::sync::Arc::new);
        Ok(variorum::check::Options { reference: self.reference.clone(), expect, segmentation, lexicon })
    }

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &variorum::compare::Finding) -> bool {
        let least = match self.min_severity {
            Severity::Note => variorum::compare::Severity::Note,
            Severity::Minor => variorum::compare::Severity::Minor,
            Severity::Major => variorum::compare::Severity::Major,
            Severity::Critical => variorum::compare::Severity::Critical,
        };
        self.all || (finding.severity >= least && finding.confidence >= self.min_confidence)
    }
}

/// How editions are read.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Reading {
    /// Language of the files (`ar`), or of one of them (`story.txt=ar`); guessed where not given
    #[arg(long = "lang", value_name = "[FILE=]TAG")]
    pub languages: Vec<String>,
    /// When the story was published, such as 2023-03-16T10:00:00+03:00; relative dates are relative to it
    #[arg(long, value_name = "TIME")]
    pub published: Option<Moment>,
    /// What is a sentence: cut by the language's rules, or every line
    #[arg(long, value_enum, default_value = "auto")]
    pub segmentation: Segmentation,
}

/// What is a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Segmentation {
    /// By the language's rules
    #[default]
    Auto,
    /// Every line that is not blank
    Line,
}

/// Forms of line-by-line answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LineFormat {
    /// One JSON object a line
    Jsonl,
}

/// Forms of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AlignFormat {
    /// One JSON object a bead: the numbers of its sentences and a score
    #[value(alias = "json")]
    Jsonl,
    /// One line a bead: the text of each edition, separated by tabs
    Tsv,
    /// A translation memory, TMX 1.4b
    Tmx,
}

impl Reading {
    /// The hints for readers.
    pub fn hints(&self) -> variorum::ingest::Hints {
        let mut hints = variorum::ingest::Hints { published: self.published, ..Default::default() };
        for given in &self.languages {
            match given.rsplit_once('=') {
                Some((file, tag)) => {
                    hints.languages.insert(file.to_owned(), tag.to_owned());
                }
                None => hints.language = Some(given.clone()),
            }
        }
        hints
    }

    /// The library's name for the segmentation.
    pub fn mode(&self) -> variorum::segment::Mode {
        match self.segmentation {
            Segmentation::Auto => variorum::segment::Mode::Auto,
            Segmentation::Line => variorum::segment::Mode::Line,
        }
    }
}
