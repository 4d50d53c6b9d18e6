//! What was typed.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
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
