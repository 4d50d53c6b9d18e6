//! Parquet files: stories out of them, and what was found into them. Their columns are described in `docs/archive.md`.

mod read;
mod write;

pub use read::Rows;
pub use write::TableFiles;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Inputs, Plan, Sink, audit};
    use crate::check::{Checker, Options};
    use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder};
    use arrow_array::{Array, ArrayRef, Float64Array, Int64Array, ListArray, RecordBatch, StringArray};
    use arrow_schema::{DataType, Field, Schema};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use std::fs::File;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("variorum-parquet-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
        folder
    }

    /// A file of stories: the second lacks an edition's text.
    fn stories(path: &Path, count: usize) {
        let fields = ["language", "text"].map(|name| Field::new(name, DataType::Utf8, true));
        let mut editions = ListBuilder::new(StructBuilder::from_fields(fields.to_vec(), 4));
        for n in 0..count {
            let toll = if n % 2 == 0 { 12 } else { 15 };
            let ru = format!("В понедельник при наводнении погибли {toll} человек.");
            for (language, text) in [("en", Some("The flood killed 12 people on Monday.")), ("ru", (n != 1).then_some(ru.as_str()))] {
                let one = editions.values();
                for (at, value) in [Some(language), text].into_iter().enumerate() {
                    one.field_builder::<StringBuilder>(at).expect("it is text").append_option(value);
                }
                one.append(true);
            }
            editions.append(true);
        }
        let ids: ArrayRef = Arc::new((0..count).map(|n| Some(format!("story {n}"))).collect::<StringArray>());
        let sources: ArrayRef = Arc::new((0..count).map(|n| (n % 3 == 0).then_some("wire")).collect::<StringArray>());
        let batch = RecordBatch::try_from_iter_with_nullable([
            ("id", ids, true),
            ("source", sources, true),
            ("editions", Arc::new(editions.finish()) as ArrayRef, true),
        ]);
        let batch = batch.expect("the columns are of one length");
        let mut writer = ArrowWriter::try_new(File::create(path).expect("it can be made"), batch.schema(), None).expect("it can be begun");
        writer.write(&batch).expect("it can be written");
        writer.close().expect("it can be ended");
    }

    fn batches(path: &Path) -> Vec<RecordBatch> {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.build()).expect("it is Parquet");
        reader.map(|batch| batch.expect("it is whole")).collect()
    }

    #[test]
    fn stories_come_out_and_findings_go_in() {
        let here = folder("both");
        let input = here.join("stories.parquet");
        stories(&input, 300);
        let checker = Checker::new(Options::default());
        let mut tables = TableFiles::create(&here.join("audit.parquet")).expect("it can be begun");
        let check = |story: &crate::text::Story| checker.check(story);
        let plan = Plan { rows: true, ..Plan::new(&check, &|_| true) };
        let inputs = Inputs::new(&[input], &Default::default()).expect("it is there");
        let count = audit(inputs, &plan, None, &mut [&mut tables as &mut dyn Sink], |_| ()).expect("it can be written");
        tables.finish().expect("it can be ended");
        let (of_stories, of_findings) = (batches(&here.join("audit.stories.parquet")), batches(&here.join("audit.findings.parquet")));
        let left = std::fs::read_dir(&here).expect("it is there").count();
        let _ = std::fs::remove_dir_all(&here);
        assert_eq!((count.stories, count.failed, left), (300, 1, 3));
        assert_eq!(of_stories.iter().map(RecordBatch::num_rows).sum::<usize>(), 300);
        assert_eq!(of_findings.iter().map(RecordBatch::num_rows).sum::<usize>(), 149);
        let text = |batch: &RecordBatch, name: &str| {
            batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref::<StringArray>().cloned()).expect(name)
        };
        let first = &of_stories[0];
        assert_eq!((text(first, "story").value(2), text(first, "place").value(2).ends_with("stories.parquet:3")), ("story 2", true));
        assert!(text(first, "error").is_null(0) && text(first, "error").value(1).contains("text"));
        assert_eq!((text(first, "source").value(0), text(first, "source").is_null(2)), ("wire", true));
        let sentences =
            first.column_by_name("sentences").and_then(|column| column.as_any().downcast_ref::<Int64Array>().cloned()).expect("sentences");
        assert_eq!(sentences.value(0), 1);
        let finding = &of_findings[0];
        assert_eq!((text(finding, "story").value(0), text(finding, "fact").value(0)), ("story 3", "casualty"));
        assert!(finding.column_by_name("confidence").is_some_and(|column| column.as_any().is::<Float64Array>()));
        let readings = finding.column_by_name("readings").and_then(|column| column.as_any().downcast_ref::<ListArray>().cloned()).expect("readings");
        assert_eq!(readings.value_length(0), 2);
    }

    #[test]
    fn what_is_no_table_of_stories_says_what_it_lacks() {
        let here = folder("wrong");
        let path = here.join("x.parquet");
        let batch = RecordBatch::try_new(
            Arc::new(Schema::new(vec![Field::new("body", DataType::Utf8, true)])),
            vec![Arc::new(StringArray::from(vec!["a"])) as ArrayRef],
        );
        let batch = batch.expect("it is one column");
        let mut writer = ArrowWriter::try_new(File::create(&path).expect("it can be made"), batch.schema(), None).expect("it can be begun");
        writer.write(&batch).and_then(|()| writer.close()).expect("it can be written");
        let whole = std::fs::read(&path).expect("it is there");
        std::fs::write(here.join("y.parquet"), &whole[..whole.len() - 9]).expect("it can be written");
        let said = |name: &str| {
            let mut inputs = Inputs::new(&[here.join(name)], &Default::default()).expect("it is there");
            inputs.next().expect("an item says it").read(&crate::ingest::Hints::default()).expect_err("it is none").message
        };
        let (lacks, damaged) = (said("x.parquet"), said("y.parquet"));
        let _ = std::fs::remove_dir_all(&here);
        assert!(lacks.contains("editions") && lacks.contains("body"), "{lacks}");
        assert!(!damaged.is_empty());
    }
}
