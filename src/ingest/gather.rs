//! The files of folders -> stories.
//!
//! Files go together by a manifest, or by their names (`story/en.txt`, `story.en.txt`, `story_ar.html`, `en/story.txt`), or by what they say of each other (ids and links of
//! translations), or because they are the only texts of a folder. A file that holds several editions is a story by itself. What has no place is listed with the reason.

use super::document::Notice;
use super::file::{Opened, ReadFile, open, stem};
use super::format::Format;
use super::{Hints, assemble, manifest, pack_tag};
use crate::error::{Error, Result};
use crate::languages::TAGS;
use crate::text::{Moment, Story};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What the files of folders are.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The stories, in the order of their ids.
    pub stories: Vec<Planned>,
    /// What belongs to none.
    pub unplaced: Vec<Unplaced>,
}

/// A story whose editions are known and not held in memory.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The name of its folder, what its files' names share, or the id that they give it.
    pub id: String,
    /// When it was published, if a manifest says so.
    pub published: Option<Moment>,
    /// Its editions, the reference first.
    pub editions: Vec<Member>,
}

/// An edition of a planned story.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its file.
    pub path: PathBuf,
    /// Which text of the file, from 0.
    pub document: usize,
    /// Its language, if a manifest says so.
    pub language: Option<String>,
}

/// A file, or a text of one, that belongs to no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The file.
    pub path: PathBuf,
    /// Why, and what to do.
    pub reason: String,
}

/// How deep folders are looked into.
const DEEP: usize = 32;

impl Planned {
    /// Reads the editions.
    ///
    /// # Errors
    /// If a file has changed so that it cannot be read, or two editions are in one language.
    pub fn read(&self, hints: &Hints) -> Result<(Story, Vec<ReadFile>)> {
        let mut opened: Vec<Opened> = Vec::new();
        let mut read = Vec::new();
        for member in &self.editions {
            let at = match opened.iter().position(|one| one.path == member.path) {
                Some(at) => at,
                None => {
                    opened.push(open(&member.path, hints)?);
                    opened.len() - 1
                }
            };
            let mut own = hints.clone();
            own.published = hints.published.or(self.published);
            if let Some(language) = &member.language {
                own.language = Some(language.clone());
                own.languages.clear();
            }
            read.push(opened[at].edition(member.document, &own)?);
        }
        assemble(self.id.clone(), read)
    }
}

/// A text that looks for its story.
struct Candidate {
    path: PathBuf,
    document: usize,
    language: String,
    /// How its language is known: by its file's name, by what the file says, or by a guess.
    sureness: u8,
    /// What its file's name says of its story.
    key: Option<PathBuf>,
    /// Its story within its file.
    within: Option<String>,
    /// Its own id and those of its translations.
    ids: Vec<String>,
    /// What tells a later version from an earlier one.
    version: (Option<u64>, Option<Moment>),
}

/// The stories of files and folders; folders are looked into with all folders in them.
///
/// # Errors
/// If a folder or a manifest cannot be read.
pub fn stories(paths: &[PathBuf], hints: &Hints) -> Result<Gathered> {
    let mut out = Gathered::default();
    for path in paths {
        gather(path, hints, DEEP, &mut out)?;
    }
    Ok(out)
}

/// The only story of a folder or a manifest, without the folders in it.
pub(super) fn only(path: &Path, hints: &Hints) -> Result<(Story, Vec<ReadFile>)> {
    let mut gathered = Gathered::default();
    let loose = gather(path, hints, 1, &mut gathered)?;
    let fail = |message: String| Error::Read { path: path.to_owned(), message };
    let name = path.canonicalize().ok().and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let (mut story, mut read) = match gathered.stories.as_slice() {
        [planned] => planned.read(hints)?,
        [] if loose.is_empty() => {
            let why = gathered.unplaced.first().map_or(String::new(), |first| format!(" ({}: {})", first.path.display(), first.reason));
            return Err(fail(format!(
                "the folder holds no text that could be an edition{why}; name the editions, or put each in a file such as en.txt"
            )));
        }
        // Texts that are no story say best themselves why.
        [] => {
            gathered.unplaced.retain(|one| !loose.contains(&one.path));
            super::story(&loose, hints)?
        }
        several => {
            let names: Vec<&str> = several.iter().take(4).map(|one| one.id.as_str()).collect();
            return Err(fail(format!(
                "the folder holds {} stories ({} ...); name the files of one, or check all with variorum audit",
                several.len(),
                names.join(", ")
            )));
        }
    };
    if path.is_dir() {
        story.id = name.unwrap_or_default();
    }
    if let Some(first) = read.first_mut() {
        first
            .notices
            .extend(gathered.unplaced.iter().map(|one| Notice::new("unplaced", format!("{} was not read: {}", one.path.display(), one.reason))));
    }
    Ok((story, read))
}

/// Adds the stories below a path. Returns the texts that found no story.
fn gather(path: &Path, hints: &Hints, deep: usize, out: &mut Gathered) -> Result<Vec<PathBuf>> {
    let root = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    if manifest::is(path) {
        listed(path, hints, out)?;
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    if path.is_dir() {
        walk(path, deep, &mut files, hints, out)?;
    } else {
        files.push(path.to_owned());
    }
    let mut candidates = Vec::new();
    for file in files {
        candidates.extend(look(&file, hints, &mut out.unplaced));
    }
    let groups = group(&candidates);
    let mut loose = Vec::new();
    let mut planned = Vec::new();
    for members in groups {
        let (id, chosen) = choose(root, &candidates, members, &mut out.unplaced);
        if let [only] = chosen.as_slice() {
            let candidate = &candidates[*only];
            loose.push(candidate.path.clone());
            let reason = format!("no edition in another language than {:?} goes with it", candidate.language);
            out.unplaced.push(Unplaced { path: candidate.path.clone(), reason });
            continue;
        }
        let member = |at: usize| Member { path: candidates[at].path.clone(), document: candidates[at].document, language: None };
        planned.push(Planned { id, published: None, editions: chosen.into_iter().map(member).collect() });
    }
    planned.sort_by(|one, other| one.id.cmp(&other.id));
    out.stories.append(&mut planned);
    Ok(loose)
}

/// The files below a folder, in the order of their names; a folder with a manifest is what that lists.
fn walk(folder: &Path, deep: usize, files: &mut Vec<PathBuf>, hints: &Hints, out: &mut Gathered) -> Result<()> {
    let fail = |error: std::io::Error| Error::Read { path: folder.to_owned(), message: error.to_string() };
    let mut entries =
        std::fs::read_dir(folder).map_err(fail)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(fail)?;
    entries.sort();
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(manifest) = manifest::NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
        let places = listed(&manifest, hints, out)?;
        for path in entries.iter().filter(|path| path.is_file() && **path != manifest && !places.contains(path) && !is_settings(&name(path))) {
            out.unplaced.push(Unplaced { path: path.clone(), reason: format!("{} does not list it", name(&manifest)) });
        }
        return Ok(());
    }
    for path in entries {
        let name = name(&path);
        if name.starts_with('.') || is_settings(&name) {
            continue;
        }
        // A link may lead round in a circle.
        let linked = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
        if path.is_dir() {
            if deep > 1 && !linked {
                walk(&path, deep - 1, files, hints, out)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Files of the house that stand beside stories.
fn is_settings(name: &str) -> bool {
    matches!(name, "variorum.toml" | "accept.toml") || manifest::NAMES.contains(&name)
}

/// Adds the stories of a manifest. Returns the files that it lists.
fn listed(path: &Path, hints: &Hints, out: &mut Gathered) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for story in manifest::read(path)? {
        let mut editions = Vec::new();
        for edition in story.editions {
            files.push(edition.path.clone());
            let opened = open(&edition.path, hints)?;
            let documents = &opened.contents.documents;
            let numbers: Vec<usize> = match &edition.item {
                Some(item) => {
                    let is = |own: &Option<String>| own.as_ref() == Some(item);
                    let found = documents.iter().position(|one| is(&one.id) || is(&one.headline) || is(&one.language));
                    let found = found.ok_or_else(|| Error::Read {
                        path: path.to_owned(),
                        message: format!("story {:?}: {} has no item {item:?}", story.id, edition.path.display()),
                    })?;
                    vec![found]
                }
                None => (0..documents.len()).collect(),
            };
            if numbers.len() > 1 && opened.contents.segments.is_none() && documents[0].story.is_none() {
                return Err(super::several(&opened, "let the manifest name one by its id (item = \"...\")"));
            }
            editions.extend(numbers.into_iter().map(|document| Member { path: edition.path.clone(), document, language: edition.language.clone() }));
        }
        if editions.len() < 2 {
            return Err(Error::Read { path: path.to_owned(), message: format!("story {:?} has fewer than two editions", story.id) });
        }
        out.stories.push(Planned { id: story.id, published: story.published, editions });
    }
    Ok(files)
}

/// The texts of a file that could be editions.
fn look(path: &Path, hints: &Hints, unplaced: &mut Vec<Unplaced>) -> Vec<Candidate> {
    let mut refuse = |reason: String| unplaced.push(Unplaced { path: path.to_owned(), reason });
    let opened = match open(path, hints) {
        Ok(opened) => opened,
        Err(Error::Read { message, .. }) => {
            refuse(message);
            return Vec::new();
        }
        Err(error) => {
            refuse(error.to_string());
            return Vec::new();
        }
    };
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if opened.format == Format::Plain && !matches!(extension.as_str(), "" | "txt" | "text") && !TAGS.contains(&extension.as_str()) {
        refuse(format!(
            "its format is none of those that are read, and plain text is read from a folder only where its name ends in .txt, not .{extension}"
        ));
        return Vec::new();
    }
    if opened.is_report() {
        refuse("a report of variorum, and no edition".to_owned());
        return Vec::new();
    }
    let (key, tag) = named(path);
    let mut out = Vec::new();
    for (number, document) in opened.contents.documents.iter().enumerate() {
        match opened.edition(number, hints) {
            Ok(read) => {
                let sureness = match () {
                    () if tag.as_ref() == Some(&read.edition.language) => 0,
                    () if read.guessed.is_none() => 1,
                    () => 2,
                };
                let ids = document.id.iter().chain(&document.links).filter(|_| document.story.is_none()).cloned().collect();
                let version = document.version.as_ref().and_then(|version| version.parse().ok());
                let key = if document.story.is_none() { key.clone() } else { None };
                let version = (version, read.edition.published);
                out.push(Candidate {
                    path: path.to_owned(),
                    document: number,
                    language: read.edition.language,
                    sureness,
                    key,
                    within: document.story.clone(),
                    ids,
                    version,
                });
            }
            Err(Error::Read { message, .. }) => refuse(message),
            Err(error) => refuse(error.to_string()),
        }
    }
    out
}

/// What a file's name says: which story, and in which language.
fn named(path: &Path) -> (Option<PathBuf>, Option<String>) {
    let folder = path.parent().unwrap_or(Path::new(""));
    let stem = stem(path);
    let tag = |text: &str| (!text.is_empty()).then(|| pack_tag(text).ok()).flatten().filter(|tag| text.len() <= tag.len() + 5);
    if let Some(language) = tag(&stem) {
        return (Some(folder.to_owned()), Some(language));
    }
    // `story.en.txt`, `story_ar.html`, `story-ru-RU.md`, and `story.txt.en`.
    let mut cuts: Vec<usize> = stem.rmatch_indices(['.', '_', '-']).map(|(at, _)| at).take(2).filter(|at| *at > 0).collect();
    // `ru-RU` before `RU`.
    cuts.reverse();
    let found = cuts.into_iter().find_map(|at| Some((at, tag(&stem[at + 1..])?)));
    if let Some((at, language)) = found {
        return (Some(folder.join(&stem[..at])), Some(language));
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(language) = tag(&extension) {
        return (Some(folder.join(stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem))), Some(language));
    }
    let above = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match tag(&above) {
        Some(language) => (Some(folder.parent().unwrap_or(Path::new("")).join(&stem)), Some(language)),
        None => (None, None),
    }
}

/// The texts that go together, each text in one group.
fn group(candidates: &[Candidate]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..candidates.len()).collect();
    fn find(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut unite = |one: usize, other: usize| {
        let (one, other) = (find(&mut parent, one), find(&mut parent, other));
        parent[one.max(other)] = one.min(other);
    };
    let mut by_key: HashMap<(&Path, &str), usize> = HashMap::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(within) = &candidate.within {
            unite(*by_key.entry((&candidate.path, within)).or_insert(at), at);
        } else if let Some(key) = &candidate.key {
            unite(*by_key.entry((key, "")).or_insert(at), at);
        }
        for id in &candidate.ids {
            unite(*by_id.entry(id).or_insert(at), at);
        }
    }
    let roots: Vec<usize> = (0..candidates.len()).map(|at| find(&mut parent, at)).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, root) in roots.iter().enumerate() {
        groups.entry(*root).or_default().push(at);
    }
    // What is left of a folder is a story if it is all that the folder holds, and each text is in another language.
    let mut folders: BTreeMap<&Path, (Vec<usize>, bool)> = BTreeMap::new();
    for members in groups.values() {
        let folder = candidates[members[0]].path.parent().unwrap_or(Path::new(""));
        let entry = folders.entry(folder).or_default();
        if let [only] = members.as_slice() { entry.0.push(*only) } else { entry.1 = true }
    }
    for (alone, others) in folders.into_values() {
        let mut languages: Vec<&str> = alone.iter().map(|at| candidates[*at].language.as_str()).collect();
        languages.sort_unstable();
        if others || alone.len() < 2 || languages.windows(2).any(|pair| pair[0] == pair[1]) {
            continue;
        }
        for at in &alone {
            groups.remove(at);
        }
        groups.insert(alone[0], alone);
    }
    groups.into_values().collect()
}

/// The id of a story, and its editions: one a language, the surest and latest; the others are listed.
fn choose(root: &Path, candidates: &[Candidate], mut members: Vec<usize>, unplaced: &mut Vec<Unplaced>) -> (String, Vec<usize>) {
    let latest = |at: &usize| {
        let (number, time) = candidates[*at].version;
        (candidates[*at].sureness, Reverse(number), Reverse(time.map(|time| time.at)))
    };
    members.sort_by(|one, other| latest(one).cmp(&latest(other)).then(one.cmp(other)));
    let mut chosen: Vec<usize> = Vec::new();
    for at in members {
        match chosen.iter().find(|other| candidates[**other].language == candidates[at].language) {
            Some(other) => {
                let reason = format!(
                    "{} is the edition in {:?}; name the files if this one is meant",
                    candidates[*other].path.display(),
                    candidates[at].language
                );
                unplaced.push(Unplaced { path: candidates[at].path.clone(), reason });
            }
            None => chosen.push(at),
        }
    }
    // The packs' own order of languages first where a stem is a tag, then the order of names.
    chosen.sort_by_key(|at| {
        let stem = stem(&candidates[*at].path);
        (TAGS.iter().position(|tag| *tag == stem).unwrap_or(TAGS.len()), candidates[*at].path.clone(), candidates[*at].document)
    });
    let first = &candidates[chosen[0]];
    let below = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let id = match (&first.key, &first.within) {
        (_, Some(within)) if !within.is_empty() => within.clone(),
        (Some(key), _) if !below(key).is_empty() => below(key),
        (Some(key), _) => key.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        _ => below(&first.path.with_extension("")),
    };
    (id, chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_story_and_language() {
        for (path, key, language) in [
            ("s/flood/en.txt", "s/flood", "en"),
            ("s/flood.en.txt", "s/flood", "en"),
            ("s/flood_ar.html", "s/flood", "ar"),
            ("s/flood-ru-RU.md", "s/flood", "ru"),
            ("s/en/flood.txt", "s/flood", "en"),
            ("s/flood.txt.ar", "s/flood", "ar"),
        ] {
            assert_eq!(named(Path::new(path)), (Some(PathBuf::from(key)), Some(language.to_owned())), "{path}");
        }
        for path in ["s/flood.txt", "s/enormous.txt", "README.md", "s/a-ruin.txt"] {
            assert_eq!(named(Path::new(path)), (None, None), "{path}");
        }
    }
}
