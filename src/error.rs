//! What can go wrong before anything can be compared.

use std::path::PathBuf;

/// Why an edition could not be read, a language pack not be loaded, or a story not be checked. Messages say what to do next.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or its content could not be read as text.
    #[error("{}: {message}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What was wrong with it and what to do, with the line where one is known.
        message: String,
    },
    /// A table of a language pack does not hold what it should.
    #[error("language pack {pack}, table {table}: {message}")]
    Load {
        /// Tag of the pack.
        pack: String,
        /// Name of the table, without `.toml`.
        table: String,
        /// What was expected and found.
        message: String,
    },
    /// A database or file of an audit cannot be opened, read or written.
    #[error("{}: {message}", path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// What was wrong and what to do.
        message: String,
    },
    /// The story cannot be checked.
    #[error("{0}")]
    Check(String),
}

/// The result of anything that can fail in this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;
