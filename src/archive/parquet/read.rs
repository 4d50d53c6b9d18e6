//! The stories of a Parquet file: a row a story, its editions a list of structures.

use crate::archive::input::{Item, Place};
use crate::ingest::{self, Labels};
use crate::text::Story;
use arrow_array::{Array, ArrayRef, LargeListArray, LargeStringArray, ListArray, RecordBatch, StringArray, StringViewArray, StructArray};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::{Map, Value as Json};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows that are held at once; a row group may hold a year.
const BATCH: usize = 16;

/// The rows of a file, one item each.
pub struct Rows {
    reader: ParquetRecordBatchReader,
    file: Arc<str>,
    batch: Option<RecordBatch>,
    /// The next row of the batch, and how many rows came before the batch.
    next: usize,
    before: usize,
    /// For the progress: bytes of the file that count as read after each row.
    read: Arc<AtomicU64>,
    per_row: u64,
    broken: bool,
}

impl Rows {
    /// Opens a file, which is called `name` where its rows are.
    ///
    /// # Errors
    /// A message, if it cannot be opened, is damaged, or has no column of editions.
    pub fn open(path: &Path, name: Arc<str>, read: Arc<AtomicU64>) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let length = file.metadata().map_or(0, |about| about.len());
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| format!("the Parquet file is damaged: {error}"))?;
        let names: Vec<&str> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
        if !names.contains(&"editions") {
            return Err(format!("a table of stories has a column `editions` (docs/archive.md), but this one has {}", names.join(", ")));
        }
        let rows = builder.metadata().file_metadata().num_rows().unsigned_abs().max(1);
        let reader = builder.with_batch_size(BATCH).build().map_err(|error| error.to_string())?;
        Ok(Self { reader, file: name, batch: None, next: 0, before: 0, read, per_row: length / rows, broken: false })
    }
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.next < batch.num_rows()) {
                let place = Place { file: Arc::clone(&self.file), line: Some(self.before + self.next + 1) };
                let item = Item::row(place, story(batch, self.next));
                self.next += 1;
                self.read.fetch_add(self.per_row, Ordering::Relaxed);
                return Some(item);
            }
            if self.broken {
                return None;
            }
            self.before += self.batch.take().map_or(0, |batch| batch.num_rows());
            self.next = 0;
            match self.reader.next()? {
                Ok(batch) => self.batch = Some(batch),
                Err(error) => {
                    self.broken = true;
                    let place = Place { file: Arc::clone(&self.file), line: Some(self.before + 1) };
                    return Some(Item::row(place, Err(format!("the Parquet file is damaged: {error}"))));
                }
            }
        }
    }
}

/// A row as a story. It is made into the JSON of a line, whose reader knows what a story has to have.
fn story(batch: &RecordBatch, row: usize) -> Result<(Story, Labels), String> {
    let mut story = Map::new();
    for name in ["id", "published", "source", "desk"] {
        if let Some(value) = batch.column_by_name(name).map(|column| text(column, row, name)).transpose()?.flatten() {
            story.insert(name.to_owned(), Json::String(value));
        }
    }
    let editions = batch.column_by_name("editions").and_then(|column| list(column, row)).ok_or("the column `editions` is no list of structures")?;
    let editions = editions.as_any().downcast_ref::<StructArray>().ok_or("the column `editions` is no list of structures")?;
    let edition = |at: usize| -> Result<Json, String> {
        let mut edition = Map::new();
        for name in ["id", "language", "published", "text"] {
            if let Some(value) = editions.column_by_name(name).map(|column| text(column, at, name)).transpose()?.flatten() {
                edition.insert(name.to_owned(), Json::String(value));
            }
        }
        Ok(Json::Object(edition))
    };
    let all = (0..editions.len()).map(edition).collect::<Result<Vec<_>, _>>()?;
    story.insert("editions".to_owned(), Json::Array(all));
    ingest::labelled_from_json(&Json::Object(story).to_string())
}

/// The list in a row; an empty one where there is none.
fn list(column: &ArrayRef, row: usize) -> Option<ArrayRef> {
    let any = column.as_any();
    any.downcast_ref::<ListArray>().map(|list| list.value(row)).or_else(|| any.downcast_ref::<LargeListArray>().map(|list| list.value(row)))
}

/// The text in a row, in whichever of the three ways a table holds texts.
fn text(column: &ArrayRef, row: usize, name: &str) -> Result<Option<String>, String> {
    if column.is_null(row) {
        return Ok(None);
    }
    let any = column.as_any();
    let text = any.downcast_ref::<StringArray>().map(|texts| texts.value(row));
    let text = text.or_else(|| any.downcast_ref::<LargeStringArray>().map(|texts| texts.value(row)));
    let text = text.or_else(|| any.downcast_ref::<StringViewArray>().map(|texts| texts.value(row)));
    text.map(|text| Some(text.to_owned())).ok_or_else(|| format!("the column `{name}` holds {}, not text", column.data_type()))
}
