//! A list of stories and their files, `stories.toml` or `stories.json`.

use super::when::moment;
use crate::error::{Error, Result};
use crate::text::Moment;
use serde::Deserialize;
use std::path::{Component, Path, PathBuf};

/// The names that a manifest has in a folder.
pub(super) const NAMES: [&str; 2] = ["stories.toml", "stories.json"];

/// A manifest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(default)]
    story: Vec<WireStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireStory {
    #[serde(default)]
    id: String,
    published: Option<String>,
    edition: Vec<WireEdition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireEdition {
    file: PathBuf,
    language: Option<String>,
    item: Option<String>,
}

/// A story as a manifest lists it.
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) published: Option<Moment>,
    pub(super) editions: Vec<ListedEdition>,
}

/// An edition as a manifest lists it.
pub(super) struct ListedEdition {
    /// The file, from where the program was started.
    pub(super) path: PathBuf,
    pub(super) language: Option<String>,
    /// Which text of the file: its id, headline or language.
    pub(super) item: Option<String>,
}

/// Whether a file is a manifest, by its name.
pub(super) fn is(path: &Path) -> bool {
    path.is_file() && path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known))
}

/// Reads a manifest; files are looked for from its folder on.
pub(super) fn read(path: &Path) -> Result<Vec<Listed>> {
    let fail = |message: String| Error::Read { path: path.to_owned(), message };
    let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
    let wire: Wire = if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).map_err(|error| fail(error.to_string()))?
    } else {
        toml::from_str(&text).map_err(|error| fail(error.to_string().trim_end().to_owned()))?
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut out = Vec::new();
    for story in wire.story {
        let published = match story.published {
            Some(time) => {
                Some(moment(&time).ok_or_else(|| fail(format!("story {:?}: {time:?} is no time such as 2023-03-16T10:00:00+03:00", story.id)))?)
            }
            None => None,
        };
        let mut editions = Vec::new();
        for edition in story.edition {
            // A list of files that somebody sent must not reach what is not beside it.
            if edition.file.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
                return Err(fail(format!(
                    "story {:?}: {} leads out of the folder; put the file beside the manifest",
                    story.id,
                    edition.file.display()
                )));
            }
            editions.push(ListedEdition { path: folder.join(edition.file), language: edition.language, item: edition.item });
        }
        out.push(Listed { id: story.id, published, editions });
    }
    Ok(out)
}
