//! How long a check and a correction take beside the floor: inflating the same file and cutting it into tokens.
//!
//! `cargo bench --bench speed` prints the figures, with `ZIPING_FORMS=FOLDER` also those of the forms in it;
//! docs/performance.md holds the ones measured and what they were measured on.

mod equal_workbook;

use std::hint::black_box;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use quick_xml::events::Event;
use sha2::{Digest, Sha256};
use ziping::package::sheet::scan;
use ziping::package::{Changes, Package, Splices, WorkbookPart, rewrite};
use ziping::read::{read_forms, read_workbook};
use ziping::rules::{self, CheckedForm, Request};
use ziping::write::{self, Corrected, Source};

use self::equal_workbook::EqualWorkbook;

/// The program's own allocator, for the floor as for everything else.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The two families of forms, both with mistakes to be put right.
const FORMS: [(&str, &str); 2] = [
    ("project", "workbook-templates/national-project/example.xlsx"),
    ("department", "tests/golden/department-double-fault/input.xlsx"),
];

/// Every part inflated and cut into tokens: what no reader of the file can do without.
fn floor(bytes: &[u8]) -> usize {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut tokens = 0;
    for index in 0..package.len() {
        let mut text = String::new();
        package.by_index(index).expect("a part").read_to_string(&mut text).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().expect("XML"), Event::Eof) {
            tokens += 1;
        }
    }
    tokens
}

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

fn checked(bytes: &[u8]) -> Vec<CheckedForm> {
    let forms = read_forms(&read_workbook(bytes).expect("a workbook")).expect("a form");
    forms.into_iter().map(|form| rules::check(form, &Request::default())).collect()
}

fn check(bytes: &[u8]) -> usize {
    black_box(Sha256::digest(bytes));
    checked(bytes).iter().map(|form| form.findings.len()).sum()
}

/// One sheet read, some of its cells given other values, and the package written with that part changed.
fn splice(bytes: &[u8]) -> usize {
    let mut package = Package::open(bytes).expect("a package");
    let workbook = WorkbookPart::read(&mut package).expect("a workbook");
    let part = workbook.sheets[0].part.clone().expect("a sheet");
    let xml = package.text(&part).expect("UTF-8").expect("a part");
    let sheet = scan(&xml, &part).expect("a worksheet");
    let mut splices = Splices::default();
    for cell in sheet.cells.iter().step_by(50) {
        splices
            .replace(cell.span.clone(), format!("<c r=\"{}\" s=\"{}\"><v>1.5</v></c>", cell.at, cell.style));
    }
    let xml = splices.apply(&xml).expect("cells side by side");
    let changes = Changes { changed: [(part, xml)].into(), ..Changes::default() };
    rewrite(bytes, &changes).expect("a package").len()
}

fn corrected(bytes: &[u8], redraw: bool) -> Corrected {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let workbook = read_workbook(bytes).expect("a workbook");
    let forms = read_forms(&workbook).expect("a form");
    let checked: Vec<_> = forms.into_iter().map(|form| rules::check(form, &Request::default())).collect();
    let source = Source { file_name: "example.xlsx", sha256: &sha256, bytes };
    let corrected = write::corrected(&workbook, &checked, &[], &Request::default(), source, redraw);
    corrected.expect("a corrected workbook")
}

fn speed(criterion: &mut Criterion) {
    for (name, path) in FORMS {
        let bytes = std::fs::read(path).expect("run from the project's folder");
        let copy = corrected(&bytes, false);
        assert!(!copy.changes.is_empty() && !copy.is_redrawn && !copy.is_copy, "{name}");
        let equal = EqualWorkbook::of(&corrected(&bytes, true).bytes);
        let mut group = criterion.benchmark_group(name);
        group.bench_function("floor", |b| b.iter(|| floor(black_box(&bytes))));
        group.bench_function("calamine alone", |b| b.iter(|| calamine_alone(black_box(&bytes))));
        group.bench_function("check", |b| b.iter(|| check(black_box(&bytes))));
        group.bench_function("splice", |b| b.iter(|| splice(black_box(&bytes))));
        group.bench_function("fix", |b| b.iter(|| corrected(black_box(&bytes), false).bytes.len()));
        group.bench_function("rust_xlsxwriter alone", |b| b.iter(|| black_box(&equal).write()));
        group.bench_function("fix --redraw", |b| b.iter(|| corrected(black_box(&bytes), true).bytes.len()));
        group.finish();
    }
}

/// The same over the files of a folder, as the generator makes them: what a core does at most, and what it does.
fn folder(criterion: &mut Criterion) {
    let Some(folder) = std::env::var_os("ZIPING_FORMS") else { return };
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let forms = paths.filter(|path| path.extension().is_some_and(|own| own == "xlsx"));
    let forms: Vec<Vec<u8>> = forms.take(1000).map(|path| std::fs::read(path).expect("a form")).collect();
    let mut group = criterion.benchmark_group("folder");
    group.sample_size(10).throughput(Throughput::Elements(forms.len() as u64));
    let mut over = |name, work: fn(&[u8]) -> usize| {
        group.bench_function(name, |b| b.iter(|| forms.iter().map(|bytes| work(bytes)).sum::<usize>()));
    };
    over("floor", floor);
    over("calamine alone", calamine_alone);
    over("check", check);
    group.finish();
}

criterion_group!(benches, speed, folder);
criterion_main!(benches);
