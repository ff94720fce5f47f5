//! What stands on the sheets.

use rust_decimal::dec;
use ziping::batch::{FileRecord, FindingRecord};
use ziping::model::Severity;
use ziping::read::{Workbook, read_workbook};

use super::desk::{about, saved, spool};
use super::records::{file, finding, same, totals, unreadable, waiver, with};

fn summary(records: &[FileRecord]) -> Workbook {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("汇总.xlsx");
    saved(&mut spool(records), &[], &about(), &path);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "nothing but the summary is left");
    read_workbook(&std::fs::read(path).unwrap()).unwrap()
}

/// The texts of a sheet's rows behind the one that begins with `heading`, as far as they have the column.
fn column(book: &Workbook, sheet: &str, heading: &str) -> Vec<String> {
    let sheet = book.sheet(sheet).unwrap();
    let head = sheet.cells.iter().find(|cell| cell.text == heading).unwrap().at;
    let below = sheet.cells.iter().filter(|cell| cell.at.col == head.col && cell.at.row > head.row);
    below.map(|cell| cell.text.clone()).collect()
}

#[test]
fn the_worst_form_stands_on_top() {
    let wrong = |path: &str, errors: u32| {
        with(file(path), |form| {
            form.findings =
                (0..errors).map(|row| finding(Severity::Error, &format!("H{}", row + 9))).collect();
        })
    };
    let records = [
        file("对.xlsx"),
        wrong("一处.xlsx", 1),
        with(wrong("降等.xlsx", 1), |form| totals(form, (dec!(90), "优"), (dec!(89.5), "良"))),
        with(wrong("差得多.xlsx", 1), |form| totals(form, (dec!(80), "良"), (dec!(85), "良"))),
        wrong("三处.xlsx", 3),
        with(file("提醒.xlsx"), |form| form.findings = vec![finding(Severity::Warning, "H9")]),
        unreadable("坏.xlsx", "F010", "文件不完整，请重新传送"),
        same("又一份.xlsx", "对.xlsx"),
    ];
    let book = summary(&records);
    let files = column(&book, "汇总", "文件");
    assert_eq!(files, ["降等.xlsx", "三处.xlsx", "差得多.xlsx", "一处.xlsx", "提醒.xlsx", "对.xlsx"]);
    // As many rows as findings, in the same order.
    let listed = column(&book, "问题清单", "文件");
    assert_eq!(listed.len(), 7);
    assert_eq!(listed[..2], ["降等.xlsx", "三处.xlsx"]);
    assert_eq!(column(&book, "无法检查", "文件"), ["坏.xlsx", "又一份.xlsx"]);
    assert_eq!(column(&book, "规则统计", "编号"), ["score-disagrees"]);
    let verdict = &book.sheet("汇总").unwrap().cells[1].text;
    for part in ["8", "无法检查 1"] {
        assert!(verdict.contains(part), "{verdict}");
    }
}

#[test]
fn texts_are_never_formulas_and_names_may_be_odd() {
    let odd = "甲&<乙> \"丙\" #%'（1）.xlsx";
    let record = with(file(odd), |form| {
        let mut own = finding(Severity::Error, "H9");
        own.label = "=cmd|' /C calc'!A0".to_owned();
        own.stated = "@SUM(1)".to_owned();
        own.waived = Some(waiver("-1+1 说明"));
        form.unit_name = Some("+某局".to_owned());
        form.findings = vec![own];
    });
    let book = summary(&[record]);
    for sheet in &book.sheets {
        assert!(sheet.cells.iter().all(|cell| cell.formula.is_none()), "{}", sheet.name);
    }
    assert_eq!(column(&book, "汇总", "文件"), [odd]);
    assert_eq!(column(&book, "汇总", "单位"), ["+某局"]);
    assert_eq!(column(&book, "问题清单", "指标"), ["=cmd|' /C calc'!A0"]);
    assert!(column(&book, "问题清单", "核实情况")[0].contains("-1+1 说明"));
}

#[test]
fn the_folder_that_all_files_are_in_is_named_once() {
    let records = [file("收/一/甲.xlsx"), file("收/二/乙.xlsx"), same("收/丙.xlsx", "收/一/甲.xlsx")];
    let book = summary(&records);
    assert_eq!(column(&book, "汇总", "文件"), ["一/甲.xlsx", "二/乙.xlsx"]);
    assert_eq!(column(&book, "无法检查", "文件"), ["丙.xlsx"]);
    assert!(column(&book, "无法检查", "原因和办法")[0].starts_with("同 一/甲.xlsx"));
    assert!(book.sheet("汇总").unwrap().cells[1].text.ends_with("文件夹：收/"));
}

#[test]
fn a_row_is_as_high_as_its_texts_need() {
    let told =
        |message: &str| FindingRecord { message: message.to_owned(), ..finding(Severity::Error, "H9") };
    let records = [with(file("甲.xlsx"), |form| {
        form.findings = vec![told("短"), told(&"长".repeat(200)), told("短")];
    })];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("汇总.xlsx");
    saved(&mut spool(&records), &[], &about(), &path);
    let mut package = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let sheet = std::io::read_to_string(package.by_name("xl/worksheets/sheet2.xml").unwrap()).unwrap();
    // Two lines everywhere, seven where 200 wide letters stand in 60 columns.
    let heights: Vec<&str> = sheet.split("<row ").skip(1).map(|row| row.split('"').nth(3).unwrap()).collect();
    assert_eq!(heights, ["38.25", "38.25", "120.75", "38.25"]);
}

#[test]
fn every_form_is_linked_however_many_there_are() {
    let records: Vec<FileRecord> = (1..=1_200).map(|number| file(&format!("收/{number:04}.xlsx"))).collect();
    let book = summary(&records);
    let files = column(&book, "汇总", "文件");
    assert_eq!((files.len(), files[0].as_str(), files[1_199].as_str()), (1_200, "0001.xlsx", "1200.xlsx"));
    let formulas = book.sheet("汇总").unwrap().cells.iter().filter_map(|cell| cell.formula.as_deref());
    let formulas: Vec<&str> = formulas.collect();
    // The path leads from the summary's folder, a temporary one here.
    assert_eq!(formulas.len(), 200);
    assert!(formulas[199].starts_with("HYPERLINK(\"../"), "{}", formulas[199]);
    assert!(formulas[199].ends_with("/收/1200.xlsx\",\"1200.xlsx\")"), "{}", formulas[199]);
}

#[test]
fn a_run_without_forms_is_a_summary_too() {
    for records in [vec![], vec![unreadable("坏.xlsx", "F001", "文件是空的")]] {
        let book = summary(&records);
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["汇总", "问题清单", "规则统计", "跨表疑点", "无法检查", "规则与版本"]);
        assert_eq!(column(&book, "无法检查", "文件").len(), records.len());
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let records =
        [file("甲.xlsx"), with(file("乙.xlsx"), |form| form.findings = vec![finding(Severity::Error, "H9")])];
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str| {
        let path = folder.path().join(name);
        saved(&mut spool(&records), &[], &about(), &path);
        std::fs::read(path).unwrap()
    };
    assert_eq!(written("一.xlsx"), written("二.xlsx"));
}
