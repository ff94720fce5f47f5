//! LibreOffice as the second opinion: it opens what we write, works out every formula anew, and must agree.
//!
//! Without `soffice` the tests say so and pass, except under `CI=true`, where they fail.

#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::{Decimal, dec};
use ziping::read::{CellValue, Sheet, Workbook, read_forms, read_workbook};
use ziping::value::{Amount, CellRef, Points, Rate, round};
use ziping::write::{Source, corrected};
use ziping::{rules, score, template};

/// LibreOffice with a user profile of its own that recalculates every workbook on loading.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// `None`, with a line saying so, where LibreOffice is not installed and nobody insists.
    fn find() -> Option<Self> {
        if Command::new("soffice").arg("--version").output().is_err() {
            assert!(std::env::var_os("CI").is_none(), "CI needs LibreOffice: install libreoffice-calc");
            println!("skipped: soffice is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("user/user");
        fs::create_dir_all(&settings).unwrap();
        let always_recalculate = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
        fs::write(settings.join("registrymodifications.xcu"), always_recalculate).unwrap();
        Some(Self { folder })
    }

    fn convert(&self, bytes: &[u8], to: &str) -> PathBuf {
        let input = self.folder.path().join("input.xlsx");
        fs::write(&input, bytes).unwrap();
        let out = self.folder.path().join(to);
        let profile = format!("-env:UserInstallation=file://{}", self.folder.path().join("user").display());
        let run = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", to, "--outdir"])
            .arg(&out)
            .arg(&input)
            .output()
            .unwrap();
        let result = out.join("input").with_extension(to);
        assert!(result.exists(), "{}", String::from_utf8_lossy(&run.stderr));
        result
    }

    fn recalculated(&self, bytes: &[u8]) -> Workbook {
        read_workbook(&fs::read(self.convert(bytes, "xlsx")).unwrap()).unwrap()
    }
}

/// Every formula whose cached result is not what LibreOffice works out: `sheet!cell formula: cached / recalculated`.
fn disagreements(cached: &Workbook, recalculated: &Workbook) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut formulas = 0;
    for sheet in &cached.sheets {
        let Some(other) = recalculated.sheet(&sheet.name) else {
            wrong.push(format!("{} is gone", sheet.name));
            continue;
        };
        for cell in &sheet.cells {
            let Some(formula) = &cell.formula else { continue };
            formulas += 1;
            let result = other.cell(cell.at).map_or(&CellValue::Empty, |found| &found.value);
            if !same_value(&cell.value, result) {
                wrong.push(format!("{}!{} {formula}: {:?} / {result:?}", sheet.name, cell.at, cell.value));
            }
        }
    }
    assert!(formulas > 0, "a workbook without formulas proves nothing");
    wrong
}

fn same_value(one: &CellValue, other: &CellValue) -> bool {
    match (one, other) {
        (CellValue::Number(one), CellValue::Number(other)) => (one - other).abs() <= dec!(0.000000001),
        (CellValue::Text(text), CellValue::Empty) | (CellValue::Empty, CellValue::Text(text)) => {
            text.is_empty()
        }
        _ => one == other,
    }
}

fn number(sheet: &Sheet, at: &str) -> Option<Decimal> {
    match sheet.cell(at.parse::<CellRef>().unwrap())?.value {
        CellValue::Number(number) => Some(number),
        _ => None,
    }
}

/// A profile of each way to score and of each layout.
const FORMS: [&str; 7] = [
    "shangjie-department",
    "national-project",
    "jiangxi",
    "zhejiang",
    "hubei-project",
    "sichuan-department",
    "chongqing-department",
];

fn template_file(profile: &str, name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("workbook-templates").join(profile).join(name))
        .unwrap()
}

/// The corrected workbook of a file, as `ziping fix` writes it.
fn fixed(bytes: &[u8]) -> Vec<u8> {
    let workbook = read_workbook(bytes).unwrap();
    let forms: Vec<_> = read_forms(&workbook)
        .unwrap()
        .into_iter()
        .map(|form| rules::check(form, &rules::Request::default()))
        .collect();
    corrected(
        &workbook,
        &forms,
        &[],
        &rules::Request::default(),
        Source { file_name: "form.xlsx", sha256: "", bytes },
        false,
    )
    .unwrap()
    .bytes
}

/// The workbook with one number of its first sheet replaced, as a person would type it.
fn with_number(bytes: &[u8], cell: &str, number: &str) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let xml = String::from_utf8(text).unwrap();
            let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
            let value = start + xml[start..].find("<v>").unwrap() + 3;
            let end = value + xml[value..].find("</v>").unwrap();
            text = format!("{}{number}{}", &xml[..value], &xml[end..]).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// One formula and its expected exact result, rounded to `decimals`.
struct Case {
    formula: String,
    expected: Decimal,
}

const PRECISIONS: [template::Precision; 2] = [
    template::Precision { decimals: 2, rounding: template::Rounding::HalfUp },
    template::Precision { decimals: 2, rounding: template::Rounding::Truncate },
];

/// 10, 7, 5 or 0 of 10 points.
fn steps() -> template::ExecutionCurve {
    let step = |from, share| template::Step { from, share };
    template::ExecutionCurve::Steps(vec![
        step(dec!(100), dec!(1)),
        step(dec!(80), dec!(0.7)),
        step(dec!(60), dec!(0.5)),
    ])
}

/// Weights, targets and actual values around every boundary of the formulas.
fn cases(sheet: &mut rust_xlsxwriter::Worksheet) -> Vec<Case> {
    let weights = [dec!(2), dec!(10), dec!(12.5), dec!(0)];
    let targets = [dec!(90), dec!(0.9), dec!(1), dec!(0), dec!(3), dec!(24694)];
    let actuals = [
        dec!(66.6),
        dec!(0.666),
        dec!(0.9),
        dec!(1.005),
        dec!(0),
        dec!(-3),
        dec!(5.9),
        dec!(6),
        dec!(7),
        dec!(22584),
    ];
    let mut cases = Vec::new();
    let mut row = 0;
    for weight in weights {
        for target in targets {
            for actual in actuals {
                let cell = |col| score::Operand::Cell(CellRef::new(row, col));
                for (col, value) in [(0, weight), (1, target), (2, actual)] {
                    sheet.write_number(row, col, f64::try_from(value).unwrap()).unwrap();
                }
                let points = Points::new(weight);
                let operands = [cell(1), score::Operand::Number(target)];
                for (target_operand, precision) in
                    operands.into_iter().flat_map(|operand| PRECISIONS.map(|precision| (operand, precision)))
                {
                    for (formula, exact) in [
                        (
                            score::at_least_excel(cell(0), target_operand, cell(2), precision),
                            score::at_least(points, target, actual),
                        ),
                        (
                            score::inverse_ratio_excel(cell(0), target_operand, cell(2), precision),
                            score::inverse_ratio(points, target, actual),
                        ),
                        (
                            score::linear_overrun_excel(cell(0), target_operand, cell(2), precision),
                            score::linear_overrun(points, target, actual),
                        ),
                        (
                            score::per_point_excel(cell(0), target_operand, cell(2), true, precision),
                            score::per_point(points, target, actual),
                        ),
                        (
                            score::all_or_nothing_excel(cell(0), target_operand, cell(2)),
                            Some(score::all_or_nothing(points, target, actual)),
                        ),
                    ] {
                        cases.push(Case { formula, expected: precision.apply(exact.unwrap().get()) });
                    }
                }
                if let Some(rate) = score::shortfall(target, actual) {
                    let formula = score::shortfall_excel(cell(1), cell(2), 2);
                    cases.push(Case { formula, expected: round(rate.get(), 4) });
                }
                if let Some(rate) = score::execution_rate(Amount::new(target), Amount::new(actual)) {
                    let (budget, outturn) = (CellRef::new(row, 1), CellRef::new(row, 2));
                    for (in_percent, decimals) in [(true, 1), (true, 2), (false, 0), (false, 2)] {
                        let formula = score::execution_rate_excel(budget, outturn, in_percent, decimals);
                        let expected = if in_percent {
                            round(rate.percent(), decimals)
                        } else {
                            round(rate.get(), decimals + 2)
                        };
                        cases.push(Case { formula, expected });
                    }
                    for percent in [dec!(100), dec!(90)] {
                        for curve in [template::ExecutionCurve::Proportional, steps()] {
                            let formula = score::execution_score_excel(
                                &curve,
                                cell(0),
                                budget,
                                outturn,
                                percent,
                                PRECISIONS[0],
                            );
                            let exact = score::execution_score(&curve, points, rate, percent).unwrap();
                            cases.push(Case { formula, expected: PRECISIONS[0].apply(exact.get()) });
                        }
                    }
                }
                row += 1;
            }
        }
    }
    cases
}

#[test]
fn every_formula_means_the_same_in_rust_and_in_a_spreadsheet() {
    let Some(office) = Office::find() else { return };
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let cases = cases(sheet);
    // One column right of the numbers takes all the formulas, a row each.
    for (index, case) in cases.iter().enumerate() {
        sheet.write_formula(u32::try_from(index).unwrap(), 5, case.formula.as_str()).unwrap();
    }
    for (row, total, band) in
        [(0, 96.88, "优"), (1, 90.0, "优"), (2, 89.99, "良"), (3, 60.0, "中"), (4, 59.99, "差")]
    {
        sheet.write_number(row, 7, total).unwrap();
        let bands = &template::by_id("national-project").unwrap().grades;
        assert_eq!(score::grade(bands, Points::new(Decimal::try_from(total).unwrap())), Some(band));
        sheet.write_formula(row, 8, score::grade_excel(bands, CellRef::new(row, 7)).as_str()).unwrap();
        sheet.write_string(row, 9, band).unwrap();
    }
    let recalculated = office.recalculated(&workbook.save_to_buffer().unwrap());
    let sheet = &recalculated.sheets[0];
    let mut wrong = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let at = CellRef::new(u32::try_from(index).unwrap(), 5);
        let result = sheet.cell(at).map(|cell| &cell.value);
        if !matches!(result, Some(CellValue::Number(number)) if (number - case.expected).abs() <= dec!(0.000000001))
        {
            wrong.push(format!("{at} {}: {result:?}, in Rust {}", case.formula, case.expected));
        }
    }
    for row in 0..5 {
        let text = |col| sheet.cell(CellRef::new(row, col)).map(|cell| cell.text.clone());
        if text(8) != text(9) {
            wrong.push(format!("grade in row {row}: {:?} / {:?}", text(8), text(9)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{} of {} formulas", wrong.len(), cases.len());
    // A rate is a ratio; a test of the table itself, so that it cannot be empty.
    assert!(cases.len() > 2_000 && Rate::from_percent(dec!(95)).get() == dec!(0.95));
}

#[test]
fn blank_forms_and_examples_show_what_recalculation_gives() {
    let Some(office) = Office::find() else { return };
    for profile in FORMS {
        for name in ["blank.xlsx", "example.xlsx"] {
            let bytes = template_file(profile, name);
            let wrong = disagreements(&read_workbook(&bytes).unwrap(), &office.recalculated(&bytes));
            assert_eq!(wrong, Vec::<String>::new(), "{profile}/{name}");
        }
    }
}

#[test]
fn corrected_workbooks_show_what_recalculation_gives() {
    let Some(office) = Office::find() else { return };
    let broken = with_number(&template_file("shangjie-department", "example.xlsx"), "F18", "0.45");
    let mut inputs: Vec<_> = FORMS.iter().map(|profile| template_file(profile, "example.xlsx")).collect();
    inputs.push(broken);
    for bytes in inputs {
        let bytes = fixed(&bytes);
        let wrong = disagreements(&read_workbook(&bytes).unwrap(), &office.recalculated(&bytes));
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[test]
fn a_changed_actual_value_scores_itself_in_the_corrected_workbook() {
    let Some(office) = Office::find() else { return };
    let bytes = fixed(&template_file("shangjie-department", "example.xlsx"));
    let before = read_workbook(&bytes).unwrap();
    let scores =
        |workbook: &Workbook| ["H19", "I19", "H41"].map(|at| number(&workbook.sheets[0], at).unwrap());
    assert_eq!(scores(&before), [dec!(1.48), dec!(-0.26), dec!(96.88)]);
    let after = office.recalculated(&with_number(&bytes, "F19", "0.95"));
    assert_eq!(scores(&after), [dec!(2), dec!(0), dec!(97.4)]);
    let shown = ["H19", "I19"].map(|at| after.sheets[0].cell(at.parse().unwrap()).unwrap().text.clone());
    assert_eq!(shown[1], "0.00%");
}

#[test]
fn corrected_workbooks_print_one_page_wide() {
    let Some(office) = Office::find() else { return };
    for (profile, last_heading) in [
        ("shangjie-department", "偏差原因"),
        ("national-project", "偏差原因"),
        ("sichuan-project", "未完成原因"),
        ("chongqing-department", "偏差原因"),
    ] {
        let pdf = office.convert(&fixed(&template_file(profile, "example.xlsx")), "pdf");
        let text = |options: &[&str]| {
            let run = Command::new("pdftotext").args(options).arg(&pdf).arg("-").output().unwrap();
            String::from_utf8(run.stdout).unwrap()
        };
        let first = text(&["-layout", "-f", "1", "-l", "1"]);
        assert!(first.contains("一级指标") && first.contains(last_heading), "{profile}: {first}");
        // A sheet that is two pages wide would print the heading of its first column on one page and miss it on the next.
        let pages = text(&["-layout"]);
        for page in pages.split('\u{c}').filter(|page| page.contains("二级指标")) {
            assert!(page.contains("一级指标") && page.contains(last_heading), "{profile}: {page}");
        }
        let info = Command::new("pdfinfo").arg(&pdf).output().unwrap();
        let info = String::from_utf8(info.stdout).unwrap();
        let size = info.lines().find(|line| line.starts_with("Page size")).unwrap();
        assert!(size.contains("841") && size.contains("595"), "A4 landscape: {size}");
    }
}
