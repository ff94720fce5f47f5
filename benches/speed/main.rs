//! How long a check and a correction take beside the floor: what the spreadsheet crates alone need for the same file.
//!
//! `cargo bench` prints the four figures; docs/performance.md holds the ones measured and what they were measured on.

mod equal_workbook;

use std::hint::black_box;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use criterion::{Criterion, criterion_group, criterion_main};
use sha2::{Digest, Sha256};
use ziping::read::{read_forms, read_workbook};
use ziping::write::Source;
use ziping::{rules, write};

use self::equal_workbook::EqualWorkbook;

const FORM: &str = "workbook-templates/shangjie-department/example.xlsx";

/// Values, formulas, styles and merges of every sheet, by calamine alone; gives back how much there was.
fn calamine_alone(bytes: &[u8]) -> usize {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut seen = 0;
    for name in book.sheet_names() {
        {
            let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
            while let Some(cell) = cells.next_cell_with_formula_metadata().expect("a cell") {
                seen += usize::from(cell.formula.is_some()) + 1;
                black_box(&cell.value);
            }
        }
        {
            let mut styles = book.worksheet_cells_reader(&name).expect("a sheet");
            while let Some((_, _, id)) = styles.next_style_id().expect("a style") {
                seen += id;
            }
        }
        seen += book.merge_cells_by_sheet_name(&name).expect("merges").len();
    }
    seen
}

fn check(bytes: &[u8]) -> usize {
    black_box(Sha256::digest(bytes));
    let workbook = read_workbook(bytes).expect("a workbook");
    let forms = read_forms(&workbook).expect("a form");
    forms.into_iter().map(|form| rules::check(form, &rules::Request::default()).findings.len()).sum()
}

fn fix(bytes: &[u8]) -> usize {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let workbook = read_workbook(bytes).expect("a workbook");
    let forms = read_forms(&workbook).expect("a form");
    let checked: Vec<_> =
        forms.into_iter().map(|form| rules::check(form, &rules::Request::default())).collect();
    let source = Source { file_name: "example.xlsx", sha256: &sha256, bytes };
    write::corrected(&workbook, &checked, &[], &rules::Request::default(), source, false)
        .expect("a corrected workbook")
        .bytes
        .len()
}

fn speed(criterion: &mut Criterion) {
    let bytes = std::fs::read(FORM).expect("run from the project's folder");
    // Without its own sheets' marker the example is drawn in full, not copied.
    let equal = {
        let workbook = read_workbook(&bytes).expect("a workbook");
        let checked: Vec<_> = read_forms(&workbook)
            .expect("a form")
            .into_iter()
            .map(|form| rules::check(form, &rules::Request::default()))
            .collect();
        let source = Source { file_name: "example.xlsx", sha256: "", bytes: &bytes };
        let corrected = write::corrected(&workbook, &checked, &[], &rules::Request::default(), source, false)
            .expect("a corrected workbook");
        assert!(!corrected.is_copy);
        EqualWorkbook::of(&corrected.bytes)
    };
    criterion.bench_function("calamine alone", |b| b.iter(|| calamine_alone(black_box(&bytes))));
    criterion.bench_function("check", |b| b.iter(|| check(black_box(&bytes))));
    criterion.bench_function("rust_xlsxwriter alone", |b| b.iter(|| black_box(&equal).write()));
    criterion.bench_function("fix", |b| b.iter(|| fix(black_box(&bytes))));
}

criterion_group!(benches, speed);
criterion_main!(benches);
