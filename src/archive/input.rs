//! What an archive is made of: files of stories, plain or compressed, folders of them, standard input.
//!
//! [`Inputs`] walks all of it in a fixed order and gives one [`Item`] a story, as it stands in the archive; a worker makes a story of it ([`Item::read`]),
//! since taking JSON apart costs more than finding the end of a line. What a file is, its first bytes tell and not its name. A file that breaks off is an item
//! that cannot be read, and the walk goes on with the next one.

use super::packed::unpacked;
use crate::error::{Error, Result};
use crate::ingest::{self, Hints, Labels, Lines};
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
}

/// Everything in an archive, in order: what the user named as named, what is in a folder by name.
pub struct Inputs {
    todo: VecDeque<Todo>,
    stream: Option<Stream>,
    largest: u64,
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Inputs {
    /// Standard input among the inputs.
    pub const STANDARD: &str = "-";

    /// The stories of files and folders, with editions of at most `largest` bytes.
    ///
    /// # Errors
    /// If one of the paths is not there. Nothing is read before that is settled.
    pub fn new(paths: &[PathBuf], largest: u64) -> Result<Self> {
        let mut total = Some(0);
        for path in paths.iter().filter(|path| path.as_os_str() != Self::STANDARD) {
            let about = path.metadata().map_err(|error| Error::Read { path: path.clone(), message: error.to_string() })?;
            total = total.filter(|_| about.is_file()).map(|total| total + about.len());
        }
        if paths.iter().any(|path| path.as_os_str() == Self::STANDARD) {
            total = None;
        }
        let todo = paths.iter().cloned().map(Todo::Named).collect();
        Ok(Self { todo, stream: None, largest, read: Arc::default(), total })
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
        };
        let name: Arc<str> = path.to_string_lossy().into();
        let broken = |message: String| Some(Item { place: Place { file: Arc::clone(&name), line: None }, form: Form::Broken(message) });
        if path.is_dir() {
            let root = root.cloned().unwrap_or_else(|| Arc::new(path.clone()));
            return match self.enter(path, &root) {
                Ok(true) => Some(Item { form: Form::Folder(path.clone(), id_of(path, &root)), place: Place { file: name, line: None } }),
                Ok(false) => None,
                Err(error) => broken(error.to_string()),
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

    /// Puts what a folder holds before everything else that has to be walked. Whether the folder itself is a story.
    fn enter(&mut self, folder: &Path, root: &Arc<PathBuf>) -> std::io::Result<bool> {
        let mut found = Vec::new();
        let mut is_story = false;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A folder that a link leads to may hold the one that holds the link.
            if entry.file_type()?.is_dir() || (path.is_file() && is_stream(&path)) {
                found.push(path);
            } else {
                is_story |= path.is_file() && path.extension().is_some_and(|extension| extension == "txt");
            }
        }
        found.sort();
        for path in found.into_iter().rev() {
            self.todo.push_front(Todo::Found(Arc::clone(root), path));
        }
        Ok(is_story)
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
        Ok(Stream::Lines(name, Box::new(Lines::new(input, self.largest))))
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
        for (name, content) in
            [("b/x/en.txt", "Two."), ("b/x/ru.txt", "Два."), ("b/en.txt", "Three."), ("a.jsonl", STORY), ("c.json", "{}"), (".d.jsonl", STORY)]
        {
            let path = here.join(name);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("the folder can be made");
            std::fs::write(path, content).expect("it can be written");
        }
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(format!("{STORY}\n\n{STORY}\n").repeat(50).as_bytes()).expect("memory takes all");
        let packed = packed.finish().expect("memory takes all");
        std::fs::write(here.join("d.jsonl.gz"), &packed[..packed.len() - 20]).expect("it can be written");
        std::fs::write(here.join("e.jsonl"), STORY).expect("it can be written");
        let inputs = Inputs::new(std::slice::from_ref(&here), 1000).expect("it is there");
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
    fn what_is_not_there_is_said_before_anything_is_read() {
        let error = Inputs::new(&["no-such-archive".into()], 1).expect_err("it is not there").to_string();
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
