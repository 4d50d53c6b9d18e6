//! What was typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;
use variorum::report::Form;
use variorum::text::Moment;

/// Finds the facts that the language editions of one news story state differently.
#[derive(Debug, Parser)]
#[command(name = "variorum", version, about, disable_help_subcommand = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Print no report on standard output: the exit code tells, and files of --output are written
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Tell on standard error what is read and how long it takes
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Cut a text into sentences
    #[command(after_help = SEGMENT_EXAMPLES)]
    Segment {
        /// The text
        file: PathBuf,
        #[command(flatten)]
        reading: Reading,
    },
    /// Show what was understood of a file: its format, encoding, metadata and texts, with their places in the file
    #[command(after_help = READ_EXAMPLES)]
    Read {
        /// The files or folders; - for standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        /// Form of the answer
        #[arg(long, value_enum, default_value = "text")]
        format: ReadFormat,
    },
    /// Show the facts of a text
    #[command(after_help = FACTS_EXAMPLES)]
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
    #[command(after_help = NAMES_EXAMPLES)]
    Names {
        /// The two names; with --among those that are looked up, which are read from standard input, one a line, if none is here
        #[arg(required_unless_present_any = ["pairs", "among"], value_name = "NAME")]
        names: Vec<String>,
        /// A file of pairs, left<TAB>right on a line; each is answered with score<TAB>same|different
        #[arg(long, value_name = "FILE", conflicts_with = "names")]
        pairs: Option<PathBuf>,
        /// A file of names, one a line, among which each NAME is looked up; each that is the same, or else the likeliest one, is answered with
        /// NAME<TAB>score<TAB>same|different<TAB>name of the file<TAB>its line
        #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
        among: Option<PathBuf>,
        /// Answer with the N likeliest names of the file, whether they are the same or not
        #[arg(long, value_name = "N", requires = "among", value_parser = clap::value_parser!(u32).range(1..))]
        best: Option<u32>,
    },
    /// Show which sentences of the editions say the same
    #[command(after_help = ALIGN_EXAMPLES)]
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
    #[command(after_help = LEARN_EXAMPLES)]
    Learn {
        /// Stories as JSON lines, as `audit` reads them; the file is read twice
        archive: PathBuf,
        /// The lexicon to write; a file of that name is replaced as a whole
        #[arg(short, long, value_name = "FILE", required = true)]
        output: PathBuf,
        #[command(flatten)]
        size: Size,
        /// How many stories are aligned at once; as many as there are processors if not given
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
    /// Compare the editions of one story
    #[command(after_help = CHECK_EXAMPLES)]
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
        /// Say under each finding of a text report what else was considered, and why it was turned down
        #[arg(long)]
        explain: bool,
    },
    /// Compare the editions of many stories
    #[command(after_help = AUDIT_EXAMPLES)]
    Audit {
        /// Stories as JSON lines, also compressed (gzip, Zstandard); folders of such files and of stories; - for standard input
        #[arg(required = true, value_name = "PATH")]
        stories: Vec<PathBuf>,
        #[command(flatten)]
        checking: Checking,
        #[command(flatten)]
        size: Size,
        #[command(flatten)]
        keeping: Keeping,
        /// Form of the answer on standard output: one report a line, in the order of the stories; printed by default where neither --db nor --output is given
        #[arg(long, value_enum)]
        format: Option<LineFormat>,
        /// How many stories are checked at once; as many as there are processors if not given
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
        jobs: Option<u16>,
    },
    /// Count what an audit found: by kind, severity, language, source and week
    #[command(after_help = STATS_EXAMPLES)]
    Stats {
        /// A database that `audit --db` made
        database: PathBuf,
        /// The run, by its number; the latest one if not given
        #[arg(long, value_name = "N")]
        run: Option<i64>,
        /// Count findings of at least this severity
        #[arg(long, value_enum, value_name = "SEVERITY", default_value = "note")]
        min_severity: Severity,
        /// Form of the answer; the name of the --output tells it where this is not given
        #[arg(long, value_enum)]
        format: Option<StatsFormat>,
        /// Write the answer to a file, which is replaced as a whole
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Find the readings of an audit that hold some words
    Search {
        /// A database that `audit --db` made
        database: PathBuf,
        /// The words; each has to stand in the reading, also within a longer word
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
        /// The run, by its number; the latest one if not given
        #[arg(long, value_name = "N")]
        run: Option<i64>,
        /// How many readings are shown at most
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
        /// Form of the answer
        #[arg(long, value_enum, default_value = "text")]
        format: SearchFormat,
    },
    /// Compare two runs of an audit: which findings are new, fixed, unchanged
    #[command(after_help = COMPARE_EXAMPLES)]
    CompareRuns {
        /// The earlier run: a file of reports that `audit` wrote, or a database; FILE#3 is its third run, else its latest
        #[arg(value_name = "A")]
        first: String,
        /// The later run
        #[arg(value_name = "B")]
        second: String,
        /// Compare findings of at least this severity
        #[arg(long, value_enum, value_name = "SEVERITY", default_value = "note")]
        min_severity: Severity,
        /// Form of the answer
        #[arg(long, value_enum, default_value = "text")]
        format: CompareFormat,
    },
    /// Show the corrections of a story that are safe to make, or make them
    #[command(after_help = FIX_EXAMPLES)]
    Fix {
        /// The editions, the reference first; or one folder that holds them
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        checking: Checking,
        /// Only the corrections of these findings: an id or the beginning of one
        #[arg(long, value_name = "FINDING")]
        only: Vec<String>,
        /// Write the corrections to the files; what they were is kept beside them
        #[arg(long)]
        write: bool,
    },
    /// Tell everything about one finding of a report
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// A report of `check --format json`, or reports of `audit`; - for standard input
        report: PathBuf,
        /// The finding: its id, the beginning of it, or its number in the report, the worst being 1
        finding: String,
    },
    /// Let a finding stand: write it, with the reason, to the file of accepted findings
    #[command(after_help = ACCEPT_EXAMPLES)]
    Accept {
        /// A report of `check --format json`, or reports of `audit`; - for standard input
        report: PathBuf,
        /// The findings: an id, the beginning of one, or a number in the report, the worst being 1
        #[arg(required = true, value_name = "FINDING")]
        findings: Vec<String>,
        /// Why the finding is let stand
        #[arg(long)]
        reason: String,
        /// The last day on which this holds, such as 2026-12-31; for good if not given
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
        /// The file of accepted findings; made if it is not there
        #[arg(long, value_name = "FILE", default_value = "accept.toml")]
        to: PathBuf,
    },
    /// Print the settings in force, and the file that they come from
    #[command(after_help = CONFIG_EXAMPLES)]
    Config {
        /// A story's file or folder, from which the settings are looked for upward; this folder if not given
        path: Option<PathBuf>,
        /// Settings to read instead of those found
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Print a script that completes commands and options in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page, or write one for every command
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// A folder for the pages of all commands
        folder: Option<PathBuf>,
    },
}

const EXAMPLES: &str = "Examples:
  variorum check en.txt ar.txt ru.txt                which facts differ between the editions of a story
  variorum check story/ -o report.html               the same as a page for a browser
  variorum fix story/                                corrections that are safe to make
  variorum audit stories.jsonl > reports.jsonl       the same for an archive

`variorum COMMAND --help` has examples for every command.";

const SEGMENT_EXAMPLES: &str = "Examples:
  variorum segment ar.txt                            {\"index\":0,\"span\":[0,41],\"text\":\"..\"} for every sentence
  variorum segment notes.txt --lang ru               where the language is not to be guessed
  variorum segment lines.txt --segmentation line     every line is a sentence

Spans are in bytes of the file's UTF-8 text.";

const FACTS_EXAMPLES: &str = "Examples:
  variorum facts ru.txt                              every number, toll, sum, date, time, name and quotation, with its value
  variorum facts ru.txt --published 2023-03-16       `yesterday` is 15 March then
  variorum facts ru.txt | jq 'select(.kind == \"casualty\")'";

const NAMES_EXAMPLES: &str = "Examples:
  variorum names \"Bashar al-Assad\" \"Башара Асада\"   why two names match, or do not
  variorum names --pairs pairs.tsv                   left<TAB>right on a line; answers score<TAB>same|different
  variorum names --among staff.txt \"Башара Асада\"    who that is in a list of names, one a line
  cut -f1 bylines.tsv | variorum names --among staff.txt --best 3";

const ALIGN_EXAMPLES: &str = "Examples:
  variorum align en.txt ar.txt ru.txt                {\"sentences\":{\"en\":[0,1],\"ar\":[0],\"ru\":[0]},\"score\":0.93} a line
  variorum align en.txt ru.txt --format tsv          side by side, for a spreadsheet
  variorum align en.txt ru.txt --format tmx > story.tmx";

const LEARN_EXAMPLES: &str = "Examples:
  variorum learn archive.jsonl -o newsroom.lexicon   words that translate each other in your archive
  variorum check story/ --lexicon newsroom.lexicon";

const EXPLAIN_EXAMPLES: &str = "Examples:
  variorum check story/ --format json -o report.json
  variorum explain report.json 1                     the worst finding
  variorum explain report.json 8f14                  by the beginning of its id
  variorum check story/ --explain                    the same in short, under every finding";

const CONFIG_EXAMPLES: &str = "Examples:
  variorum config                                    from this folder upward
  variorum config story/                             what a check of that story would use
  variorum config --config desk.toml > variorum.toml

Keys: reference, expect, min-severity, min-confidence, accept, terms, off, [severity], [zones], [numbers.EDITION].";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  variorum completions bash > ~/.local/share/bash-completion/completions/variorum
  variorum completions zsh > ~/.zfunc/_variorum
  variorum completions fish > ~/.config/fish/completions/variorum.fish";

const MAN_EXAMPLES: &str = "Examples:
  variorum man | man -l -
  variorum man ~/.local/share/man/man1";

const CHECK_EXAMPLES: &str = "Examples:
  variorum check en.txt ar.txt ru.txt                the first edition is the reference where two disagree
  variorum check story/ --reference ar               a folder with an edition a file: en.txt, ar.html ...
  variorum check story.xlf                           source and target of a bilingual file
  variorum check story/ -o report.html               a page that opens in a browser
  variorum check story/ -o report.html -o report.sarif
  variorum check story/ --format github              annotations in a workflow
  variorum check story/ --format html,tmx -o a.html -o b.tmx
  variorum check story/ --accept accept.toml         findings that somebody let stand do not count
  variorum check story/ --explain                    what else was considered, and why it was turned down
  variorum check story/ --min-severity note          also words of different loading (martyrs, dead)
  variorum check story/ --terms house.tbx            your own list of such words

Exit codes: 0 the editions agree, 1 they differ, 2 they could not be checked.";

const READ_EXAMPLES: &str = "Examples:
  variorum read page.html                            what is the article, and what does the page say of it?
  variorum read story.xlf --format jsonl             for a program: metadata, text, and the place of every piece
  variorum read archive/                             which files make a story, and which have no place?
  curl -s https://news.example/1 | variorum read -   standard input

Exit codes: 0 everything was understood, 2 something was not.";

const AUDIT_EXAMPLES: &str = "Examples:
  variorum audit stories.jsonl > reports.jsonl       a story a line in, a report a line out
  variorum audit archive/ --db audit.sqlite          folders of stories and of files of stories, into a database
  variorum audit archive/ --db audit.sqlite --resume what is new or has changed, or what a broken-off run left
  variorum audit 2023.jsonl.gz -o reports.jsonl.gz
  curl .. | variorum audit - --min-severity major

A story is {\"id\":\"..\",\"published\":\"..\",\"source\":\"..\",\"desk\":\"..\",\"editions\":[{\"id\":\"en\",\"language\":\"en\",\"text\":\"..\"}, ..]} on one line;
or a folder with a text for each edition.

Exit codes: 0 the editions agree, 1 they differ, 2 some of the stories, or the archive, could not be checked.";

const STATS_EXAMPLES: &str = "Examples:
  variorum stats audit.sqlite
  variorum stats audit.sqlite -o trends.html         a page that opens in a browser
  variorum stats audit.sqlite --min-severity major --format json";

const COMPARE_EXAMPLES: &str = "Examples:
  variorum compare-runs before.jsonl after.jsonl
  variorum compare-runs audit.sqlite#1 audit.sqlite#2
  variorum compare-runs released.sqlite new.sqlite --min-severity major --format json

Exit codes: 0 nothing is new, 1 there are new findings or stories that cannot be checked any more, 2 the runs could not be compared.";

const FIX_EXAMPLES: &str = "Examples:
  variorum fix story/                                what would change, as a difference
  variorum fix story/ --only 8f14 --write            one correction, written; the original is kept as FILE.orig

Numbers in digits, clock times, dates, weekdays and, in English, names are corrected, and only where nothing around them has to change.
Exit codes: 0 nothing to correct, or written; 1 there are corrections to write; 2 it could not be done.";

const ACCEPT_EXAMPLES: &str = "Examples:
  variorum check story/ --format json -o report.json
  variorum accept report.json 1 --reason \"corrected in the second lead\" --until 2026-12-31
  variorum check story/ --accept accept.toml";

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

/// Where an audit is kept.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Keeping {
    /// Keep what is found in a database, which is made if it is not there; every audit is a run of its own in it
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Go on with the latest run of the database: pass over the stories that are in it and have not changed, neither in text nor in settings
    #[arg(long, requires = "db")]
    pub resume: bool,
    /// Write the reports to a file, which is there once the audit has ended: .jsonl, .jsonl.gz, or .parquet for tables. Can be given several times
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
}

/// What is compared and what is shown.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Checking {
    /// The edition that is right where two disagree and no third decides: its id or language; the first one if not given
    #[arg(long, value_name = "EDITION")]
    pub reference: Option<String>,
    /// Whether the editions are translations, or rewrites in which a missing sentence is only a note [default: translation]
    #[arg(long, value_enum)]
    pub expect: Option<Expect>,
    /// A lexicon that `variorum learn` made, as further evidence of which sentences say the same
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,
    /// Words of different loading for one thing, in place of the list that comes with variorum: TSV (concept, term, language, form) or TBX-Basic
    #[arg(long, value_name = "FILE")]
    pub terms: Option<PathBuf>,
    /// Show findings of at least this severity [default: minor]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub min_severity: Option<Severity>,
    /// Show findings of at least this confidence, 0 to 1 [default: 0.5]
    #[arg(long, value_name = "SHARE")]
    pub min_confidence: Option<f64>,
    /// Findings that are let stand; can be given several times
    #[arg(long, value_name = "FILE")]
    pub accept: Vec<PathBuf>,
    /// Settings of the house; variorum.toml beside the story or above it if not given
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Take no settings but those of the command line
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// Show every finding, whatever its severity and confidence
    #[arg(long)]
    pub all: bool,
}

/// How much alike the editions are meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Expect {
    /// Translations of one text
    Translation,
    /// Rewrites of one story
    Rewrite,
}

/// What a finding would cost a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Severity {
    /// Nobody has to act
    Note,
    /// An imprecision
    Minor,
    /// A wrong fact
    Major,
    /// A wrong fact that has to be corrected in public
    Critical,
}

impl Expect {
    /// The library's name for it.
    pub fn meant(self) -> variorum::compare::Expect {
        match self {
            Expect::Translation => variorum::compare::Expect::Translation,
            Expect::Rewrite => variorum::compare::Expect::Rewrite,
        }
    }
}

impl Severity {
    /// The library's name for it.
    pub fn meant(self) -> variorum::compare::Severity {
        match self {
            Severity::Note => variorum::compare::Severity::Note,
            Severity::Minor => variorum::compare::Severity::Minor,
            Severity::Major => variorum::compare::Severity::Major,
            Severity::Critical => variorum::compare::Severity::Critical,
        }
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
    /// The encoding of the files, such as windows-1256, whatever they say of themselves; told by them or guessed if not given
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The format of the files; told by their content if not given
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub from: Option<variorum::ingest::Format>,
    #[command(flatten)]
    pub size: Size,
    /// The most that a packed file (DOCX) may unpack to, in MiB [default: 8 times --largest]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=16384))]
    pub unpacked: Option<u64>,
    /// How deep elements of XML or HTML may stand in each other
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub deepest: usize,
}

/// The formats that are read by their names.
fn formats() -> impl TypedValueParser<Value = variorum::ingest::Format> {
    use variorum::ingest::Format;
    let names = PossibleValuesParser::new(Format::ALL.map(Format::name));
    // OK because the parser lets only the names of formats through.
    names.map(|name| name.parse().unwrap_or(Format::Plain))
}

/// How large an edition may be.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Size {
    /// The largest edition that is read, in MiB; a larger one is refused
    #[arg(long, value_name = "MIB", default_value_t = variorum::ingest::LARGEST >> 20, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub largest: u64,
}

impl Size {
    /// In bytes.
    pub fn bytes(&self) -> u64 {
        self.largest << 20
    }
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

/// Forms of the numbers of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// Tables for a terminal
    Text,
    /// One JSON document
    Json,
    /// A page for a browser, with charts
    Html,
}

/// Forms of what a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// Some lines a reading
    Text,
    /// One JSON object a reading
    Jsonl,
}

/// Forms of a comparison of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// One line a change
    Text,
    /// One JSON document
    Json,
}

/// Forms of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For a person
    Text,
    /// One JSON object a text
    #[value(alias = "json")]
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
        let largest = self.size.bytes();
        let unpacked = self.unpacked.map_or(largest.saturating_mul(8), |mib| mib << 20);
        let limits = variorum::ingest::Limits { largest, unpacked, deepest: self.deepest };
        let (encoding, format) = (self.encoding.clone(), self.from);
        let mut hints = variorum::ingest::Hints { published: self.published, encoding, format, limits, ..Default::default() };
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
