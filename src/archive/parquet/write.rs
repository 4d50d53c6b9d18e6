//! What was found as two tables: a row a story, and a row a finding.

use crate::archive::output::Beside;
use crate::archive::record::{Checked, Record};
use crate::archive::{Answer, Sink, unwritten};
use crate::error::{Error, Result};
use arrow_array::builder::{ArrayBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Stories that are gathered before they are handed to the writer.
const BATCH: usize = 512;
/// Rows, and bytes, of a row group: what is held before it is written.
const GROUP: (usize, usize) = (100_000, 16 << 20);

/// `NAME.stories.parquet` and `NAME.findings.parquet`, which are there as a whole or not at all.
pub struct TableFiles {
    stories: Table,
    findings: Table,
    gathered: Vec<Record>,
}

struct Table {
    path: PathBuf,
    beside: Beside,
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
}

impl TableFiles {
    /// Begins the two files that `NAME.parquet` stands for.
    ///
    /// # Errors
    /// If they cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let table = |part: &str, schema: Schema| Table::create(path.with_file_name(format!("{stem}.{part}.parquet")), schema);
        Ok(Self { stories: table("stories", story_schema())?, findings: table("findings", finding_schema())?, gathered: Vec::new() })
    }

    /// Ends the files and gives them their names.
    ///
    /// # Errors
    /// If they cannot be written; nothing is left behind then.
    pub fn finish(mut self) -> Result<()> {
        self.hand_over()?;
        self.findings.finish()?;
        self.stories.finish()
    }

    fn hand_over(&mut self) -> Result<()> {
        let records = std::mem::take(&mut self.gathered);
        self.stories.write(stories(&records))?;
        self.findings.write(findings(&records))
    }
}

impl Sink for TableFiles {
    fn take(&mut self, answer: &Answer) -> Result<(), Box<dyn std::error::Error>> {
        self.gathered.push(answer.record.clone());
        if self.gathered.len() >= BATCH {
            self.hand_over()?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for TableFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableFiles").field("stories", &self.stories.path).field("findings", &self.findings.path).finish_non_exhaustive()
    }
}

impl Table {
    fn create(path: PathBuf, schema: Schema) -> Result<Self> {
        let beside = Beside::new(&path)?;
        let file = beside.create().map_err(|error| unwritten(&path, &error))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP.0))
            .set_max_row_group_bytes(Some(GROUP.1))
            .build();
        let schema = Arc::new(schema);
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(|error| failed(&path, error))?;
        Ok(Self { path, beside, writer, schema })
    }

    fn write(&mut self, columns: Vec<ArrayRef>) -> Result<()> {
        let schema = Arc::clone(&self.schema);
        let batch = RecordBatch::try_new(schema, columns).map_err(|error| failed(&self.path, error.into()))?;
        self.writer.write(&batch).map_err(|error| failed(&self.path, error))
    }

    fn finish(self) -> Result<()> {
        self.writer.close().map_err(|error| failed(&self.path, error))?;
        self.beside.place(&self.path).map_err(|error| unwritten(&self.path, &error))
    }
}

fn failed(path: &Path, error: ParquetError) -> Error {
    unwritten(path, &std::io::Error::other(error))
}

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Utf8, nullable)
}

fn whole(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Int64, nullable)
}

fn edition_fields() -> Fields {
    let texts = [text("edition", false), text("language", false), text("published", true)];
    texts.into_iter().chain(["bytes", "sentences", "facts", "aligned"].map(|name| whole(name, false))).collect()
}

fn reading_fields() -> Fields {
    [text("edition", false), text("text", true), whole("start", true), whole("end", true), text("value", true), text("context", true)].into_iter().collect()
}

fn list(name: &str, fields: Fields) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new("item", DataType::Struct(fields), false))), false)
}

fn story_schema() -> Schema {
    let texts = ["source", "desk", "published", "week", "error", "reference"].map(|name| text(name, true));
    let head = [text("story", false), text("place", false), whole("position", false)];
    let counts = ["sentences", "findings", "hidden"].map(|name| whole(name, false));
    Schema::new(head.into_iter().chain(texts).chain(counts).chain([list("editions", edition_fields())]).collect::<Vec<_>>())
}

fn finding_schema() -> Schema {
    let head = [text("story", false), text("place", false), whole("position", false)];
    let texts = ["finding", "kind", "fact", "category", "severity", "rule", "why", "message"].map(|name| text(name, false));
    let tail = [Field::new("confidence", DataType::Float64, false), text("odd", true), list("readings", reading_fields())];
    Schema::new(head.into_iter().chain(texts).chain(tail).collect::<Vec<_>>())
}

fn texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    let mut column = StringBuilder::new();
    values.for_each(|value| column.append_option(value));
    Arc::new(column.finish())
}

fn wholes(values: impl Iterator<Item = usize>) -> ArrayRef {
    let mut column = Int64Builder::new();
    values.for_each(|value| column.append_value(value as i64));
    Arc::new(column.finish())
}

/// A list of structures; it is ended for each row by the caller.
fn lists(fields: Fields) -> ListBuilder<StructBuilder> {
    let item = Field::new("item", DataType::Struct(fields.clone()), false);
    ListBuilder::new(StructBuilder::from_fields(fields, 0)).with_field(item)
}

/// OK because the builders are made from the fields that say their types.
fn builder<T: ArrayBuilder>(one: &mut StructBuilder, at: usize) -> &mut T {
    one.field_builder(at).expect("the field is of this type")
}

/// The columns of the table of stories, in the order of its schema.
fn stories(records: &[Record]) -> Vec<ArrayRef> {
    let all = || records.iter();
    let checked = |record: &Record| record.outcome.as_ref().ok().cloned().unwrap_or_default();
    let published: Vec<Option<String>> = all().map(|record| record.published.map(|published| published.to_string())).collect();
    let weeks: Vec<Option<String>> = all().map(Record::week).collect();
    let places: Vec<String> = all().map(|record| record.place.to_string()).collect();
    let reference = |record: &'_ Record| record.outcome.as_ref().ok().and_then(|checked| checked.editions.get(checked.reference)).map(|edition| edition.id.clone());
    let references: Vec<Option<String>> = all().map(reference).collect();
    let mut editions = lists(edition_fields());
    for record in records {
        for edition in record.outcome.iter().flat_map(|checked| &checked.editions) {
            let one = editions.values();
            builder::<StringBuilder>(one, 0).append_value(&edition.id);
            builder::<StringBuilder>(one, 1).append_value(&edition.language);
            builder::<StringBuilder>(one, 2).append_option(edition.published.as_deref());
            for (at, count) in [edition.bytes, edition.sentences, edition.facts, edition.aligned].into_iter().enumerate() {
                builder::<Int64Builder>(one, 3 + at).append_value(count as i64);
            }
            one.append(true);
        }
        editions.append(true);
    }
    let sentences = |checked: Checked| checked.editions.get(checked.reference).map_or(0, |edition| edition.sentences);
    vec![
        texts(all().map(|record| Some(record.story.as_str()))),
        texts(places.iter().map(|place| Some(place.as_str()))),
        wholes(all().map(|record| record.position as usize)),
        texts(all().map(|record| record.labels.source.as_deref())),
        texts(all().map(|record| record.labels.desk.as_deref())),
        texts(published.iter().map(Option::as_deref)),
        texts(weeks.iter().map(Option::as_deref)),
        texts(all().map(|record| record.outcome.as_ref().err().map(String::as_str))),
        texts(references.iter().map(Option::as_deref)),
        wholes(all().map(|record| sentences(checked(record)))),
        wholes(all().map(|record| checked(record).findings.len())),
        wholes(all().map(|record| checked(record).hidden)),
        Arc::new(editions.finish()),
    ]
}

/// The columns of the table of findings, in the order of its schema.
fn findings(records: &[Record]) -> Vec<ArrayRef> {
    let each = || records.iter().flat_map(|record| record.outcome.iter().flat_map(move |checked| checked.findings.iter().map(move |finding| (record, checked, finding))));
    let places: Vec<String> = each().map(|(record, ..)| record.place.to_string()).collect();
    let mut confidence = Float64Builder::new();
    each().for_each(|(.., finding)| confidence.append_value(finding.confidence));
    let mut readings = lists(reading_fields());
    for (_, checked, finding) in each() {
        for reading in &finding.readings {
            let (one, said) = (readings.values(), reading.said.as_ref());
            builder::<StringBuilder>(one, 0).append_value(&checked.editions[reading.edition].id);
            builder::<StringBuilder>(one, 1).append_option(said.map(|said| &said.text));
            builder::<Int64Builder>(one, 2).append_option(said.map(|said| said.span[0] as i64));
            builder::<Int64Builder>(one, 3).append_option(said.map(|said| said.span[1] as i64));
            builder::<StringBuilder>(one, 4).append_option(said.map(|said| &said.value));
            builder::<StringBuilder>(one, 5).append_option(said.map(|said| &said.context));
            one.append(true);
        }
        readings.append(true);
    }
    vec![
        texts(each().map(|(record, ..)| Some(record.story.as_str()))),
        texts(places.iter().map(|place| Some(place.as_str()))),
        wholes(each().map(|(record, ..)| record.position as usize)),
        texts(each().map(|(.., finding)| Some(finding.id.as_str()))),
        texts(each().map(|(.., finding)| Some(finding.kind))),
        texts(each().map(|(.., finding)| Some(finding.fact))),
        texts(each().map(|(.., finding)| Some(finding.category))),
        texts(each().map(|(.., finding)| Some(finding.severity))),
        texts(each().map(|(.., finding)| Some(finding.rule))),
        texts(each().map(|(.., finding)| Some(finding.why.as_str()))),
        texts(each().map(|(.., finding)| Some(finding.message.as_str()))),
        Arc::new(confidence.finish()),
        texts(each().map(|(_, checked, finding)| finding.odd.and_then(|odd| checked.editions.get(odd)).map(|edition| edition.id.as_str()))),
        Arc::new(readings.finish()),
    ]
}
