//! What an archive is made of: files of stories, plain or compressed, folders of them, standard input.
//!
//! [`Inputs`] walks all of it in a fixed order and gives one [`Item`] a story, as it stands in the archive; a worker makes a story of it ([`Item::read`]),
//! since taking JSON apart costs more than finding the end of a line. What a file is, its first bytes tell and not its name. A file that breaks off is an item
//! that cannot be read, and the walk goes on with the next one.

use super::packed::unpacked;
use crate::error::{Error, Result};
use crate::ingest::{self, Hints, Labels, Lines, Planned};
use crate::languages::TAGS;
use crate::text::Story;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where a story stands in its archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file or folder, as the user named it and as the walk found it.
    pub file: Arc<str>,
    /// Line, or row of a table, from 1; `None` where the file or folder is one story.
    pub line: Option<usize>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// A story as it stands in the archive.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// A line of JSON.
    Line(String),
    /// A folder with a text for each edition, and the id that it gives the story.
    Folder(PathBuf, String),
    /// Files that belong together.
    Planned(Box<Planned>),
    /// A row of a table.
    #[cfg(feature = "parquet")]
    Row(Box<(Story, Labels)>),
    /// What could not be read, and why.
    Broken(String),
}

/// Why an item is no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The story's id, as far as it could be read.
    pub id: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Item {
    /// The item of a row.
    #[cfg(feature = "parquet")]
    pub(super) fn row(place: Place, row: Result<(Story, Labels), String>) -> Self {
        let form = row.map_or_else(Form::Broken, |row| Form::Row(Box::new(row)));
        Self { place, form }
    }

    /// The bytes that a broken item can be told by.
    pub(super) fn raw(&self) -> &str {
        match &self.form {
            Form::Line(line) => line,
            _ => "",
        }
    }

    /// Makes a story of it.
    ///
    /// # Errors
    /// If it is no story, an edition is larger than the hints allow, or a language has no pack.
    pub fn read(self, hints: &Hints) -> Result<(Story, Labels), Refusal> {
        let (story, labels) = match self.form {
            Form::Line(line) => ingest::labelled_from_json(&line).map_err(|message| Refusal { id: ingest::id_from_json(&line), message })?,
            Form::Folder(folder, id) => {
                let read = ingest::story(&[folder], hints).map_err(|error| Refusal { id: id.clone(), message: error.to_string() })?;
                (Story { id, editions: read.0.editions }, Labels::default())
            }
            Form::Planned(planned) => {
                let read = planned.read(hints).map_err(|error| Refusal { id: planned.id.clone(), message: error.to_string() })?;
                (read.0, Labels::default())
            }
            #[cfg(feature = "parquet")]
            Form::Row(row) => *row,
            Form::Broken(message) => return Err(Refusal { id: String::new(), message }),
        };
        if story.editions.iter().any(|edition| edition.text.len() as u64 > hints.limits.largest) {
            return Err(Refusal { id: story.id, message: ingest::too_large(hints.limits.largest) });
        }
        Ok((story, labels))
    }
}

/// The stream that is being read.
enum Stream {
    Lines(Arc<str>, Box<Lines<Box<dyn BufRead + Send>>>),
    #[cfg(feature = "parquet")]
    Rows(Box<super::parquet::Rows>),
}

/// What has still to be walked.
enum Todo {
    /// Something that the user named.
    Named(PathBuf),
    /// Something in the folder that the user named: that folder, and it.
    Found(Arc<PathBuf>, PathBuf),
    /// A folder whose stories have been gathered, so that only files of stories are left in it.
    Streams(PathBuf),
    /// A story that was gathered.
    Gathered(Box<Planned>),
}

/// Everything in an archive, in order: what the user named as named, what is in a folder by name.
pub struct Inputs {
    todo: VecDeque<Todo>,
    stream: Option<Stream>,
    hints: Hints,
    read: Arc<AtomicU64>,
    unplaced: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Inputs {
    /// Standard input among the inputs.
    pub const STANDARD: &str = "-";

    /// The stories of files and folders. The hints are for the files of folders; of files of stories they limit the size of an edition.
    ///
    /// # Errors
    /// If one of the paths is not there. Nothing is read before that is settled.
    pub fn new(paths: &[PathBuf], hints: &Hints) -> Result<Self> {
        let mut total = Some(0);
        for path in paths.iter().filter(|path| path.as_os_str() != Self::STANDARD) {
            let about = path.metadata().map_err(|error| Error::Read { path: path.clone(), message: error.to_string() })?;
            total = total.filter(|_| about.is_file()).map(|total| total + about.len());
        }
        if paths.iter().any(|path| path.as_os_str() == Self::STANDARD) {
            total = None;
        }
        let todo = paths.iter().cloned().map(Todo::Named).collect();
        Ok(Self { todo, stream: None, hints: hints.clone(), read: Arc::default(), unplaced: Arc::default(), total })
    }

    /// How many files of folders belong to no story, as far as the walk is.
    pub fn unplaced(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.unplaced)
    }

    /// How many bytes of the files have been read, for whoever wants to know how far the walk is.
    pub fn progress(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// How many bytes there are, if the inputs are files.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// Begins with the next thing to be walked; an item where that is one.
    fn open(&mut self, todo: Todo) -> Option<Item> {
        let (path, root) = match &todo {
            Todo::Named(path) => (path, None),
            Todo::Found(root, path) => (path, Some(root)),
            Todo::Streams(path) => {
                // OK because what cannot be listed could not be gathered, which was said then.
                let _ = self.enter(path, None);
                return None;
            }
            Todo::Gathered(planned) => {
                let file =
                    planned.editions.first().map(|edition| edition.path.to_string_lossy().into()).unwrap_or_else(|| planned.id.as_str().into());
                return Some(Item { place: Place { file, line: None }, form: Form::Planned(planned.clone()) });
            }
        };
        let name: Arc<str> = path.to_string_lossy().into();
        let broken = |message: String| Some(Item { place: Place { file: Arc::clone(&name), line: None }, form: Form::Broken(message) });
        if path.is_dir() {
            let plain = root.is_some() || is_plain(path);
            let root = root.cloned().unwrap_or_else(|| Arc::new(path.clone()));
            let entered = if plain { self.enter(path, Some(&root)).map_err(|error| error.to_string()) } else { self.gather(path).map(|()| false) };
            return match entered {
                Ok(true) => Some(Item { form: Form::Folder(path.clone(), id_of(path, &root)), place: Place { file: name, line: None } }),
                Ok(false) => None,
                Err(error) => broken(error),
            };
        }
        match self.stream(path, &name) {
            Ok(stream) => {
                self.stream = Some(stream);
                None
            }
            Err(error) => broken(error),
        }
    }

    /// Finds out which files of a folder make a story, from their names and from what they say: they are all looked at for that before the first is checked.
    fn gather(&mut self, folder: &Path) -> Result<(), String> {
        let gathered = ingest::stories(&[folder.to_owned()], &self.hints).map_err(|error| error.to_string())?;
        let unplaced = gathered.unplaced.iter().filter(|one| !is_stream(&one.path)).count();
        self.unplaced.fetch_add(unplaced as u64, Ordering::Relaxed);
        // A file of stories is read line by line, whatever is in it.
        let stories = gathered.stories.into_iter().filter(|story| !story.editions.iter().any(|edition| is_stream(&edition.path)));
        for planned in stories.rev() {
            self.todo.push_front(Todo::Gathered(Box::new(planned)));
        }
        self.todo.push_front(Todo::Streams(folder.to_owned()));
        Ok(())
    }

    /// Puts what a folder holds before everything else that has to be walked. Whether the folder itself is a story; it is none where there is no `root`, as
    /// its stories have been gathered.
    fn enter(&mut self, folder: &Path, root: Option<&Arc<PathBuf>>) -> std::io::Result<bool> {
        let mut found = Vec::new();
        let mut is_story = false;
        for (path, is_folder) in entries(folder)? {
            if is_folder || is_stream(&path) {
                found.push(path);
            } else {
                is_story |= is_edition(&path);
            }
        }
        for path in found.into_iter().rev() {
            let todo = match root {
                Some(root) => Todo::Found(Arc::clone(root), path),
                None if path.is_dir() => Todo::Streams(path),
                None => Todo::Named(path),
            };
            self.todo.push_front(todo);
        }
        Ok(is_story && root.is_some())
    }

    fn stream(&self, path: &Path, name: &Arc<str>) -> Result<Stream, String> {
        let standard = path.as_os_str() == Self::STANDARD;
        let name = if standard { "standard input".into() } else { Arc::clone(name) };
        let read = Arc::clone(&self.read);
        let mut input: Box<dyn BufRead + Send> = if standard {
            let input: Counted<Stdin> = Counted { inner: std::io::stdin(), read };
            Box::new(BufReader::with_capacity(BUFFER, input))
        } else {
            let inner = File::open(path).map_err(|error| error.to_string())?;
            Box::new(BufReader::with_capacity(BUFFER, Counted { inner, read }))
        };
        if input.fill_buf().map_err(|error| error.to_string())?.starts_with(b"PAR1") {
            return self.rows(path, &name);
        }
        let input = unpacked(input).map_err(|error| error.to_string())?;
        Ok(Stream::Lines(name, Box::new(Lines::new(input, self.hints.limits.largest))))
    }

    #[cfg(feature = "parquet")]
    fn rows(&self, path: &Path, name: &Arc<str>) -> Result<Stream, String> {
        super::parquet::Rows::open(path, Arc::clone(name), Arc::clone(&self.read)).map(|rows| Stream::Rows(Box::new(rows)))
    }

    #[cfg(not(feature = "parquet"))]
    fn rows(&self, _: &Path, _: &Arc<str>) -> Result<Stream, String> {
        Err("a Parquet file, which this build of variorum does not read; build it with --features parquet, or convert the file to JSON lines"
            .to_owned())
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let item = match &mut self.stream {
                Some(Stream::Lines(file, lines)) => lines.next().map(|(line, content)| Item {
                    place: Place { file: Arc::clone(file), line: Some(line) },
                    form: content.map_or_else(Form::Broken, Form::Line),
                }),
                #[cfg(feature = "parquet")]
                Some(Stream::Rows(rows)) => rows.next(),
                None => None,
            };
            if item.is_some() {
                return item;
            }
            self.stream = None;
            let todo = self.todo.pop_front()?;
            if let Some(item) = self.open(todo) {
                return Some(item);
            }
        }
    }
}

impl std::fmt::Debug for Inputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inputs").field("todo", &self.todo.len()).field("total", &self.total).finish_non_exhaustive()
    }
}

const BUFFER: usize = 1 << 18;

/// The ends of names that a walk takes for files of stories; a file that the user names himself may have any name.
const STREAMS: [&str; 7] = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst", ".parquet"];

fn is_stream(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    STREAMS.iter().any(|end| name.ends_with(end))
}

/// What stands in a folder, by name, and whether it is a folder. Names that begin with a dot, and folders behind links (which may hold the one that holds the link), are passed over.
fn entries(folder: &Path) -> std::io::Result<Vec<(PathBuf, bool)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (path, is_folder) = (entry.path(), entry.file_type()?.is_dir());
        if !entry.file_name().to_string_lossy().starts_with('.') && (is_folder || path.is_file()) {
            found.push((path, is_folder));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file is by its name alone an edition of the story that its folder is: `en.txt`.
fn is_edition(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "txt") && path.file_stem().is_some_and(|stem| TAGS.iter().any(|tag| stem == *tag))
}

/// Whether a folder, and all in it, holds nothing but such editions and files of stories. Then no file has to be opened to know what belongs together.
fn is_plain(folder: &Path) -> bool {
    let settings = |path: &Path| path.file_name().is_some_and(|name| name == "variorum.toml" || name == "accept.toml");
    let plain =
        |(path, is_folder): (PathBuf, bool)| if is_folder { is_plain(&path) } else { is_edition(&path) || is_stream(&path) || settings(&path) };
    entries(folder).is_ok_and(|entries| entries.into_iter().all(plain))
}

/// The id of a story that is a folder: its path below the folder that the user named, or the name of that one.
fn id_of(folder: &Path, root: &Path) -> String {
    let below: Vec<String> = folder.strip_prefix(root).into_iter().flatten().map(|part| part.to_string_lossy().into_owned()).collect();
    if below.is_empty() {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        return whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    }
    below.join("/")
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("variorum-input-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
        folder
    }

    const STORY: &str = r#"{"id":"a","source":"wire","editions":[{"language":"en","text":"One."},{"language":"ru","text":"Один."}]}"#;

    #[test]
    fn a_folder_is_walked_by_name_and_what_breaks_off_ends_nothing() {
        let here = folder("walk");
        for (name, content) in [("b/x/en.txt", "Two."), ("b/x/ru.txt", "Два."), ("b/en.txt", "Three."), ("a.jsonl", STORY), (".d.jsonl", STORY)] {
            let path = here.join(name);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("the folder can be made");
            std::fs::write(path, content).expect("it can be written");
        }
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(format!("{STORY}\n\n{STORY}\n").repeat(50).as_bytes()).expect("memory takes all");
        let packed = packed.finish().expect("memory takes all");
        std::fs::write(here.join("d.jsonl.gz"), &packed[..packed.len() - 20]).expect("it can be written");
        std::fs::write(here.join("e.jsonl"), STORY).expect("it can be written");
        let inputs = Inputs::new(std::slice::from_ref(&here), &Hints::default()).expect("it is there");
        let mut ids = Vec::new();
        for item in inputs {
            let place = item.place.to_string().replace(&*here.to_string_lossy(), "");
            match item.read(&Hints::default()) {
                Ok((story, _)) => ids.push(format!("{place} {} {}", story.id, story.editions.len())),
                Err(refusal) => ids.push(format!("{place} broken {}", refusal.message.len().min(1))),
            }
        }
        let _ = std::fs::remove_dir_all(&here);
        assert_eq!(ids[..3], ["/a.jsonl:1 a 2", "/b b 1", "/b/x b/x 2"]);
        assert_eq!(ids[ids.len() - 1], "/e.jsonl:1 a 2");
        assert!(ids[ids.len() - 2].starts_with("/d.jsonl.gz:") && ids[ids.len() - 2].ends_with("broken 1"), "{ids:?}");
    }

    #[test]
    fn where_names_do_not_tell_it_all_the_files_are_looked_at() {
        let here = folder("gather");
        for (name, content) in [
            ("fire.en.txt", "The fire killed 3 people on Monday."),
            ("fire.ru.txt", "В понедельник при пожаре погибли 3 человека."),
            ("read.me", "What this is."),
            ("z/flood.en.txt", "The flood killed 4 people on Monday."),
            ("z/flood.ru.txt", "В понедельник при наводнении погибли 4 человека."),
            ("z/more.jsonl", STORY),
        ] {
            let path = here.join(name);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("the folder can be made");
            std::fs::write(path, content).expect("it can be written");
        }
        let inputs = Inputs::new(std::slice::from_ref(&here), &Hints::default()).expect("it is there");
        let unplaced = inputs.unplaced();
        let ids: Vec<(String, usize)> =
            inputs.map(|item| item.read(&Hints::default()).expect("it is a story").0).map(|story| (story.id, story.editions.len())).collect();
        let _ = std::fs::remove_dir_all(&here);
        assert_eq!(ids, [("a".to_owned(), 2), ("fire".to_owned(), 2), ("z/flood".to_owned(), 2)]);
        assert_eq!(unplaced.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn what_is_not_there_is_said_before_anything_is_read() {
        let error = Inputs::new(&["no-such-archive".into()], &Hints::default()).expect_err("it is not there").to_string();
        assert!(error.contains("no-such-archive"), "{error}");
    }

    #[test]
    fn a_broken_line_keeps_its_id() {
        let place = Place { file: "x".into(), line: Some(1) };
        let item = |line: &str| Item { place: place.clone(), form: Form::Line(line.to_owned()) };
        let twice = STORY.replace("\"ru\"", "\"en\"");
        assert_eq!(item(&twice).read(&Hints::default()).expect_err("two are English").id, "a");
        let (_, labels) = item(STORY).read(&Hints::default()).expect("it is a story");
        assert_eq!((labels.source.as_deref(), labels.desk), (Some("wire"), None));
        let small = Hints { limits: ingest::Limits { largest: 4, ..Default::default() }, ..Hints::default() };
        assert!(item(STORY).read(&small).expect_err("it is too large").message.contains("--largest"));
    }
}
