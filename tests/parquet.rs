//! The three Parquet tables of a run, read back by the library's own reader.

#![expect(clippy::unwrap_used, reason = "a test stops at its first surprise")]

mod workbooks;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use rust_decimal::{Decimal, dec};
use ziping::batch::{FileRecord, FixRecord, Reason, Status, Tables};
use ziping::check::check_file;
use ziping::model::{Applicability, Severity, Waiver, WaiverKind};
use ziping::report::Lang;
use ziping::rules::Request;

type Row = BTreeMap<String, Field>;

fn record(folder: &Path, name: &str, bytes: &[u8]) -> FileRecord {
    fs::write(folder.join(name), bytes).unwrap();
    let mut record = FileRecord::of(&check_file(&folder.join(name), &Request::default()), Lang::Zh);
    record.path = name.to_owned();
    record
}

/// Two files with forms, one of them with a person's word on it, a file without and a copy.
fn records(folder: &Path) -> Vec<FileRecord> {
    let clean = record(folder, "对.xlsx", &workbooks::example("shangjie-department"));
    let mut wrong = record(folder, "错.xlsx", &workbooks::example("national-project"));
    let from = "ziping.toml:12".to_owned();
    wrong.forms[0].findings[0].waived =
        Some(Waiver { kind: WaiverKind::Explained, reason: "有文件".to_owned(), from });
    wrong.forms[0].findings[1].known = true;
    let broken = record(folder, "坏.xlsx", b"no workbook");
    let same = FileRecord { same_as: Some(clean.path.clone()), forms: Vec::new(), ..clean.clone() };
    vec![clean, wrong, broken, FileRecord { path: "对 (2).xlsx".to_owned(), ..same }]
}

fn write(folder: &Path, records: &[FileRecord]) {
    let mut tables = Tables::create(folder, false).unwrap();
    for record in records {
        tables.add(record).unwrap();
    }
    tables.finish().unwrap();
}

fn reader(folder: &Path, table: &str) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(folder.join(format!("{table}.parquet"))).unwrap()).unwrap()
}

fn rows(folder: &Path, table: &str) -> Vec<Row> {
    let rows = reader(folder, table).into_iter().map(|row| row.unwrap());
    rows.map(|row| row.into_columns().into_iter().collect()).collect()
}

fn text(row: &Row, column: &str) -> Option<String> {
    match &row[column] {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        other => panic!("{column} is {other:?}"),
    }
}

fn integer(row: &Row, column: &str) -> Option<usize> {
    match &row[column] {
        Field::Null => None,
        Field::Long(number) => Some(usize::try_from(*number).unwrap()),
        other => panic!("{column} is {other:?}"),
    }
}

fn decimal(row: &Row, column: &str) -> Option<Decimal> {
    match &row[column] {
        Field::Null => None,
        Field::Decimal(number) => {
            let whole = i128::from_be_bytes(number.data().try_into().unwrap());
            Some(Decimal::from_i128_with_scale(whole, u32::try_from(number.scale()).unwrap()))
        }
        other => panic!("{column} is {other:?}"),
    }
}

#[test]
fn every_file_form_indicator_and_finding_has_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let records = records(folder.path());
    write(folder.path(), &records);

    let forms = rows(folder.path(), "forms");
    assert_eq!(forms.len(), 4, "one a form, and one for each file without");
    let statuses = forms.iter().map(|row| text(row, "status").unwrap());
    assert_eq!(statuses.collect::<Vec<_>>(), ["clean", "findings", "unreadable", "clean"]);
    for (row, record) in forms.iter().zip(&records) {
        assert_eq!(text(row, "file"), Some(record.path.clone()));
        assert_eq!(text(row, "sha256"), record.sha256);
        assert_eq!(text(row, "same_as"), record.same_as);
        assert_eq!(text(row, "reason_code"), record.reason.as_ref().map(|reason| reason.code.clone()));
        let form = record.forms.first();
        assert_eq!(integer(row, "form_index"), form.map(|_| 1));
        assert_eq!(text(row, "unit_name"), form.and_then(|form| form.unit_name.clone()));
        assert_eq!(integer(row, "fiscal_year"), form.and_then(|form| form.fiscal_year.map(usize::from)));
        assert_eq!(decimal(row, "revised_budget"), form.and_then(|form| form.revised_budget));
        assert_eq!(decimal(row, "execution_rate"), form.and_then(|form| form.execution_rate));
        assert_eq!(decimal(row, "stated_score"), form.and_then(|form| form.stated_score));
        assert_eq!(decimal(row, "computed_score"), form.and_then(|form| form.computed_score));
        assert_eq!(integer(row, "indicators"), form.map(|form| form.indicators.len()));
        let open = |severity| {
            form.map(|form| {
                form.findings.iter().filter(|own| own.counts() && own.severity == severity).count()
            })
        };
        assert_eq!(integer(row, "errors"), open(Severity::Error));
        assert_eq!(integer(row, "warnings"), open(Severity::Warning));
        assert_eq!(text(row, "beyond_decimal"), None);
    }
    let wrong = &forms[1];
    let counts = ["findings", "waived", "known"].map(|column| integer(wrong, column).unwrap());
    assert_eq!(counts, [records[1].forms[0].findings.len(), 1, 1]);
    let open: usize =
        ["errors", "warnings", "infos"].iter().filter_map(|column| integer(wrong, column)).sum();
    assert_eq!(open, counts[0] - 2, "what a person or the baseline knows counts nowhere");

    let indicators = rows(folder.path(), "indicators");
    let expected = records.iter().flat_map(|file| file.forms.iter().map(move |form| (file, form)));
    let expected: Vec<_> =
        expected.flat_map(|(file, form)| form.indicators.iter().map(move |row| (file, row))).collect();
    assert!(indicators.len() > 20 && indicators.len() == expected.len());
    for (row, (file, own)) in indicators.iter().zip(expected) {
        assert_eq!(text(row, "file"), Some(file.path.clone()));
        assert_eq!(row["row"], Field::Long(i64::from(own.row)));
        assert_eq!(text(row, "level3").unwrap_or_default(), own.level3);
        assert_eq!(text(row, "target").unwrap_or_default(), own.target);
        assert_eq!(decimal(row, "weight"), own.weight);
        assert_eq!(decimal(row, "score"), own.score);
    }

    let findings = rows(folder.path(), "findings");
    let expected: Vec<_> = records.iter().flat_map(FileRecord::findings).collect();
    assert!(findings.len() > 3 && findings.len() == expected.len());
    for (row, own) in findings.iter().zip(expected) {
        assert_eq!(text(row, "rule"), Some(own.rule.clone()));
        assert_eq!(text(row, "cell"), Some(own.cell.clone()));
        assert_eq!(text(row, "message"), Some(own.message.clone()));
        assert_eq!(text(row, "expected"), own.expected);
        assert_eq!(text(row, "caused_by"), own.caused_by);
        assert_eq!(integer(row, "fixes"), Some(own.fixes.len()));
        assert_eq!(text(row, "fix_value"), own.fixes.first().map(|fix| fix.value.clone()));
        assert_eq!(text(row, "waived_reason"), own.waived.as_ref().map(|waiver| waiver.reason.clone()));
        assert_eq!(row["known"], Field::Bool(own.known));
    }
    let waived: Vec<_> = findings.iter().filter_map(|row| text(row, "waived_kind")).collect();
    assert_eq!(waived, ["已说明"]);
}

#[test]
fn rows_go_on_in_group_after_group() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = records(folder.path()).swap_remove(1);
    let form = &mut file.forms[0];
    let mut finding = form.findings.swap_remove(0);
    finding.fixes =
        vec![FixRecord { applicability: Applicability::Safe, cell: "H7".into(), value: "9".into() }];
    form.findings = vec![finding; 40_000];
    for (number, finding) in form.findings.iter_mut().enumerate() {
        finding.cell = format!("H{number}");
        finding.expected = (number % 3 == 0).then(|| number.to_string());
    }
    write(folder.path(), &[file]);
    assert!(reader(folder.path(), "findings").num_row_groups() > 2);
    let findings = rows(folder.path(), "findings");
    assert_eq!(findings.len(), 40_000);
    for (number, row) in findings.iter().enumerate() {
        assert_eq!(text(row, "cell"), Some(format!("H{number}")));
        assert_eq!(text(row, "expected"), (number % 3 == 0).then(|| number.to_string()));
        assert_eq!(text(row, "fix_applicability").as_deref(), Some("safe"));
    }
}

#[test]
fn a_decimal_that_does_not_fit_is_told_not_rounded() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = records(folder.path()).swap_remove(0);
    let residue = dec!(-0.0000000000000000277555756156);
    let exact = dec!(94.367816091954022989);
    file.forms[0].execution_rate = Some(exact);
    file.forms[0].outturn = Some(dec!(100000000000000000000));
    file.forms[0].stated_score = Some(residue);
    file.forms[0].indicators[1].deviation = Some(residue);
    write(folder.path(), &[file]);
    let forms = rows(folder.path(), "forms");
    assert_eq!(decimal(&forms[0], "execution_rate"), Some(exact));
    assert_eq!((&forms[0]["outturn"], &forms[0]["stated_score"]), (&Field::Null, &Field::Null));
    let beyond = format!("outturn=100000000000000000000; stated_score={residue}");
    assert_eq!(text(&forms[0], "beyond_decimal"), Some(beyond));
    let indicators = rows(folder.path(), "indicators");
    let beyond = |row| text(row, "beyond_decimal");
    assert_eq!(beyond(&indicators[1]), Some(format!("deviation={residue}")));
    assert_eq!(indicators.iter().filter_map(beyond).count(), 1);
}

#[test]
fn tables_get_their_names_when_they_are_complete() {
    let folder = tempfile::tempdir().unwrap();
    let source = tempfile::tempdir().unwrap();
    let records = records(source.path());
    let names = || {
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with(".ziping-"));
        names.sort();
        names
    };
    let mut tables = Tables::create(folder.path(), false).unwrap();
    tables.add(&records[0]).unwrap();
    assert!(names().is_empty());
    drop(tables);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no temporary file stays");

    write(folder.path(), &records);
    assert_eq!(names(), ["findings.parquet", "forms.parquet", "indicators.parquet"]);
    let first = fs::read(folder.path().join("forms.parquet")).unwrap();
    let refused = Tables::create(folder.path(), false).map(|_| ()).unwrap_err();
    assert_eq!(refused.code(), "F060");
    let mut tables = Tables::create(folder.path(), true).unwrap();
    records.iter().for_each(|record| tables.add(record).unwrap());
    tables.finish().unwrap();
    assert_eq!(fs::read(folder.path().join("forms.parquet")).unwrap(), first, "same records, same bytes");
    assert_eq!(Tables::create(&folder.path().join("无"), false).map(|_| ()).unwrap_err().code(), "F062");
}

#[test]
fn a_run_without_files_gives_tables_without_rows() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[]);
    for table in ["forms", "indicators", "findings"] {
        assert_eq!(rows(folder.path(), table).len(), 0, "{table}");
    }
    let reason = Reason { code: "F010".into(), message: "文件不完整".into() };
    let file = FileRecord {
        path: "坏.xlsx".into(),
        sha256: None,
        status: Status::Unreadable,
        reason: Some(reason),
        same_as: None,
        corrected: 0,
        output: None,
        forms: Vec::new(),
    };
    let other = tempfile::tempdir().unwrap();
    write(other.path(), &[file]);
    let forms = rows(other.path(), "forms");
    let given = forms[0].iter().filter(|(_, field)| **field != Field::Null).map(|(name, _)| name.as_str());
    assert_eq!(given.collect::<Vec<_>>(), ["corrected", "file", "reason", "reason_code", "status"]);
}

#[test]
fn the_manual_lists_each_column() {
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/parquet.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[]);
    for table in ["forms", "indicators", "findings"] {
        let section = manual.split(&format!("## {table}.parquet")).nth(1).unwrap();
        let section = section.split("\n## ").next().unwrap();
        // `| name | type | 中文 | meaning |`
        let listed: Vec<_> = section.lines().filter(|line| line.starts_with("| `")).collect();
        let cells = listed.iter().map(|line| line.trim_matches('|').split('|').map(str::trim));
        let listed: Vec<Vec<_>> = cells.map(Iterator::collect).collect();
        let reader = reader(folder.path(), table);
        let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
        let kind = |column: &parquet::schema::types::ColumnDescPtr| match column.physical_type() {
            parquet::basic::Type::BYTE_ARRAY => "text",
            parquet::basic::Type::INT64 => "integer",
            parquet::basic::Type::BOOLEAN => "true or false",
            parquet::basic::Type::FIXED_LEN_BYTE_ARRAY
                if (column.type_precision(), column.type_scale()) == (38, 18) =>
            {
                "decimal"
            }
            other => panic!("{other}"),
        };
        let written: Vec<_> =
            columns.iter().map(|column| (format!("`{}`", column.name()), kind(column))).collect();
        let named: Vec<_> = listed.iter().map(|cells| (cells[0].to_owned(), cells[1])).collect();
        assert_eq!(named, written, "{table}");
        assert!(listed.iter().all(|cells| cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty())));
    }
}
