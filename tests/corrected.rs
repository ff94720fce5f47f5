//! The corrected workbook, on a small department form: what it keeps, what it corrects, and that a second run is at rest.
#![expect(clippy::unwrap_used, reason = "a test stops at its first surprise")]

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Workbook as Book, Worksheet};
use ziping::read::{CellValue, Workbook, is_own_sheet, read_forms, read_workbook};
use ziping::rules::{CheckedForm, Request, check};
use ziping::template::by_id;
use ziping::value::CellRef;
use ziping::write::{Corrected, Source, corrected};

const SHEET: &str = "自评 表'甲";
const OWN_SHEETS: [&str; 5] = ["核对结论", "问题清单", "更正记录", "重算底稿", "规则与版本"];

/// The rows of the indicator block: level 1, level 2, level 3, target, actual (in percent), weight, score, deviation.
type Row = (&'static str, &'static str, &'static str, &'static str, f64, f64, Option<f64>, Option<f64>);

const ROWS: [Row; 6] = [
    ("投入管理指标", "预算管理", "预算执行率", "≥90%", 66.6, 10.0, Some(10.0), None),
    ("投入管理指标", "预算管理", "结转结余率", "≤40%", 33.4, 20.0, Some(20.0), Some(0.0)),
    ("产出指标", "数量", "培训完成率", "≥95%", 100.0, 15.0, Some(15.0), Some(0.0)),
    ("产出指标", "质量", "培训合格率", "≥90%", 92.0, 10.0, Some(10.0), Some(0.0)),
    ("效益指标", "效益", "政策知晓率", "≥80%", 100.0, 20.0, Some(20.0), Some(0.0)),
    ("效益指标", "满意度", "群众满意度", "≥90%", 99.0, 15.0, Some(15.0), Some(0.0)),
];

/// A form with a wrong rate, a wrong score, a blank deviation and a wrong total, behind a sheet of instructions.
fn faulty() -> Vec<u8> {
    let mut book = Book::new();
    let notes = book.add_worksheet().set_name("填报说明").unwrap();
    notes.write_string(0, 0, "=本表由单位填写，不是公式").unwrap();
    let sheet = book.add_worksheet().set_name(SHEET).unwrap();
    head(sheet);
    let percent = Format::new().set_num_format("0.0%");
    let deviation = Format::new().set_num_format("0.00%");
    for (row, (level1, level2, level3, target, actual, weight, score, off)) in (10_u32..).zip(ROWS) {
        for (col, text) in [(2, level2), (3, level3), (4, target)] {
            sheet.write_string(row, col, text).unwrap();
        }
        if row % 2 == 0 {
            sheet.merge_range(row, 1, row + 1, 1, level1, &Format::new()).unwrap();
        }
        sheet.write_number_with_format(row, 5, actual / 100.0, &percent).unwrap();
        sheet.write_number(row, 6, weight).unwrap();
        if let Some(score) = score {
            sheet.write_number(row, 7, score).unwrap();
        }
        if let Some(off) = off {
            sheet.write_number_with_format(row, 8, off, &deviation).unwrap();
        }
    }
    sheet.write_string(10, 9, "+资金拨付较晚，\n已督促").unwrap();
    sheet.merge_range(16, 0, 16, 5, "总分", &Format::new()).unwrap();
    sheet.write_number(16, 6, 100.0).unwrap();
    sheet.write_number(16, 7, 99.0).unwrap();
    sheet.write_string(17, 0, "填报人：某某    联系电话：0371-00000000").unwrap();
    book.save_to_buffer().unwrap()
}

fn head(sheet: &mut Worksheet) {
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 9, "部门整体自评表", &plain).unwrap();
    sheet.write_string(1, 0, "部门（单位）名称").unwrap();
    sheet.merge_range(1, 1, 1, 9, "某区某局", &plain).unwrap();
    sheet.merge_range(2, 0, 4, 0, "部门整体\n支出情况", &plain).unwrap();
    for (col, text) in
        [(4, "年初预算数"), (5, "全年预算数"), (6, "全年执行数"), (7, "分值"), (8, "执行率"), (9, "得分")]
    {
        sheet.write_string(2, col, text).unwrap();
    }
    for (row, name) in [(3, "部门预算总额（万元）"), (4, "资金来源：（1）政府预算资金")]
    {
        sheet.merge_range(row, 1, row, 3, name, &plain).unwrap();
        for (col, amount) in [(4, 855.66), (5, 923.86), (6, 615.33)] {
            sheet.write_number(row, col, amount).unwrap();
        }
        sheet.write_number(row, 8, if row == 3 { 71.9 } else { 66.6 }).unwrap();
    }
    sheet.write_number(3, 7, 10.0).unwrap();
    sheet.write_number(3, 9, 7.4).unwrap();
    sheet.write_string(4, 7, "-").unwrap();
    sheet.write_string(4, 9, "-").unwrap();
    sheet.merge_range(5, 0, 6, 0, "年度履职\n目标", &plain).unwrap();
    sheet.merge_range(5, 1, 5, 4, "预期目标", &plain).unwrap();
    sheet.merge_range(5, 5, 5, 9, "实际完成情况", &plain).unwrap();
    sheet.merge_range(6, 1, 6, 4, &"保障各项工作正常运转。".repeat(12), &plain).unwrap();
    sheet.merge_range(6, 5, 6, 9, "已完成。", &plain).unwrap();
    sheet.merge_range(7, 0, 8, 0, "年度主要\n任务", &plain).unwrap();
    for (row, texts) in [(7, ["任务名称", "主要内容", "实际完成情况"]), (8, ["培训", "组织培训", "已完成"])]
    {
        for ((first, last), text) in [(1, 3), (4, 6), (7, 9)].into_iter().zip(texts) {
            sheet.merge_range(row, first, row, last, text, &plain).unwrap();
        }
    }
    sheet.merge_range(9, 0, 15, 0, "绩效指标", &plain).unwrap();
    let headings = [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差度",
        "偏差原因分析及改进措施",
    ];
    for (col, heading) in (1..).zip(headings) {
        sheet.write_string(9, col, heading).unwrap();
    }
}

fn checked(bytes: &[u8]) -> (Workbook, Vec<CheckedForm>) {
    let workbook = read_workbook(bytes).unwrap();
    let request = Request { profile: by_id("shangjie-department"), ..Request::default() };
    let forms = read_forms(&workbook).unwrap().into_iter().map(|form| check(form, &request)).collect();
    (workbook, forms)
}

/// Corrected in place.
fn fix(bytes: &[u8], accepted: &[&str]) -> Corrected {
    made(bytes, accepted, false)
}

/// Corrected by drawing it anew.
fn redrawn(bytes: &[u8]) -> Corrected {
    made(bytes, &[], true)
}

fn made(bytes: &[u8], accepted: &[&str], redraw: bool) -> Corrected {
    let (workbook, forms) = checked(bytes);
    let accepted: Vec<String> = accepted.iter().map(ToString::to_string).collect();
    let source = Source { file_name: "自评表.xlsx", sha256: "0".repeat(64).leak(), bytes };
    corrected(&workbook, &forms, &accepted, &Request::default(), source, redraw).unwrap()
}

fn formula(workbook: &Workbook, sheet: &str, at: &str) -> String {
    let cell = workbook.sheet(sheet).unwrap().cell(at.parse::<CellRef>().unwrap()).unwrap();
    cell.formula.clone().unwrap_or_default()
}

fn text(workbook: &Workbook, sheet: &str, at: &str) -> String {
    let cell = workbook.sheet(sheet).unwrap().cell(at.parse::<CellRef>().unwrap());
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

#[test]
fn corrects_derived_cells_with_live_formulas_in_their_own_scale() {
    let fixed = redrawn(&faulty());
    let changes: Vec<String> = fixed
        .changes
        .iter()
        .map(|c| format!("{} {:?} → {:?} ={} {}", c.cell, c.old_text, c.new_text, c.new_formula, c.rule))
        .collect();
    assert_eq!(
        changes,
        [
            r#"I4 "71.9" → "66.6" =ROUND(G4/F4*100,1) execution-rate-disagrees"#,
            r#"H11 "10" → "7.4" =ROUND(G11*MIN(MAX(F11,0)/0.9,1),2) score-disagrees"#,
            r#"I11 "" → "-26.00%" =ROUND(MIN(0,(F11-0.9)/0.9),4) derived-missing"#,
            r#"H17 "99" → "94.8" =ROUND(J4+SUM(H11:H16),2) total-off-sum"#,
        ]
    );
    let output = read_workbook(&fixed.bytes).unwrap();
    for (at, expected) in [
        ("J4", "ROUND(H4*MIN(MAX(G4/F4,0)/0.9,1),2)"),
        ("H12", "IF(F12<=0.4,G12,\"\")"),
        ("I12", "IF(F12<=0.4,0,\"\")"),
        ("H13", "ROUND(G13*MIN(MAX(F13,0)/0.95,1),2)"),
        ("J5", ""),
        ("G11", ""),
    ] {
        assert_eq!(formula(&output, SHEET, at), expected, "{at}");
    }
}

#[test]
fn keeps_every_text_address_and_merge() {
    let bytes = faulty();
    let (input, output) = (read_workbook(&bytes).unwrap(), read_workbook(&redrawn(&bytes).bytes).unwrap());
    for sheet in &input.sheets {
        let redrawn = output.sheet(&sheet.name).expect("every sheet is drawn again");
        for cell in &sheet.cells {
            if let CellValue::Text(words) = &cell.value {
                let kept = redrawn.cell(cell.at).map(|cell| &cell.value);
                assert_eq!(kept, Some(&CellValue::Text(words.clone())), "{}!{}", sheet.name, cell.at);
            }
        }
        let corners = |sheet: &ziping::read::Sheet| -> BTreeSet<(CellRef, CellRef)> {
            sheet.merges.iter().map(|merge| (merge.first, merge.last)).collect()
        };
        assert_eq!(corners(sheet), corners(redrawn), "{}", sheet.name);
    }
    let names: Vec<&str> = output.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, [&["填报说明", SHEET][..], &OWN_SHEETS].concat());
    assert!(OWN_SHEETS.iter().all(|name| is_own_sheet(&output, name)));
}

#[test]
fn a_second_run_gives_the_first_ones_bytes() {
    let bytes = faulty();
    let once = fix(&bytes, &[]);
    assert_eq!(once.bytes, fix(&bytes, &[]).bytes, "same input, same bytes");
    let twice = fix(&once.bytes, &[]);
    assert!(twice.is_copy && twice.changes.is_empty());
    assert_eq!(twice.bytes, once.bytes);
    let (_, forms) = checked(&once.bytes);
    assert_eq!(
        forms.iter().flat_map(|form| &form.findings).flat_map(ziping::model::Finding::safe_fixes).count(),
        0
    );
}

#[test]
fn the_state_after_the_fixes_is_what_a_second_check_finds() {
    let bytes = faulty();
    let places = |forms: &[CheckedForm]| -> BTreeSet<(&str, CellRef)> {
        forms.iter().flat_map(|form| &form.findings).map(|finding| (finding.rule, finding.cell)).collect()
    };
    let Corrected { bytes, after: promised, .. } = fix(&bytes, &[]);
    let (_, found) = checked(&bytes);
    assert_eq!(places(&promised), places(&found));
    assert_eq!(promised[0].computed_total, found[0].computed_total);
}

#[test]
fn earlier_corrections_and_answers_are_carried_on() {
    let once = fix(&faulty(), &[]);
    // A person edits the corrected workbook: a new slip, typed over the corrected score.
    let mut book = Book::new();
    let first = read_workbook(&once.bytes).unwrap();
    for sheet in &first.sheets {
        let copy = book.add_worksheet().set_name(&sheet.name).unwrap();
        for cell in &sheet.cells {
            let (row, col) = (cell.at.row, cell.at.col);
            let format = cell.format.as_deref().map_or_else(Format::new, |c| Format::new().set_num_format(c));
            match &cell.value {
                CellValue::Number(number) => {
                    let number: f64 = number.to_string().parse().unwrap();
                    copy.write_number_with_format(row, col, number, &format).unwrap();
                }
                CellValue::Text(text) => {
                    copy.write_string(row, col, text).unwrap();
                }
                _ => {}
            }
        }
        for merge in &sheet.merges {
            let text = sheet.cell(merge.first).map(|cell| cell.text.clone()).unwrap_or_default();
            let (from, to) = (merge.first, merge.last);
            copy.merge_range(from.row, from.col, to.row, to.col, &text, &Format::new()).unwrap();
        }
        if sheet.name == SHEET {
            copy.write_number(10, 7, 9.0).unwrap();
        }
        if sheet.name == "问题清单" {
            copy.write_string(2, 13, "误报").unwrap();
            copy.write_string(2, 15, "张三").unwrap();
        }
    }
    let again = fix(&book.save_to_buffer().unwrap(), &[]);
    let lines: Vec<String> = again.changes.iter().map(|c| format!("{} {}", c.cell, c.new_text)).collect();
    assert_eq!(lines, ["H11 7.4"]);
    let output = read_workbook(&again.bytes).unwrap();
    let log: Vec<String> = (3..=8)
        .map(|row| text(&output, "更正记录", &format!("D{row}")))
        .take_while(|t| !t.is_empty())
        .collect();
    assert_eq!(log, ["I4", "H11", "I11", "H17", "H11"]);
    let answers: Vec<String> = output
        .sheet("问题清单")
        .unwrap()
        .cells
        .iter()
        .filter(|cell| cell.text == "误报" || cell.text == "张三")
        .map(|cell| cell.text.clone())
        .collect();
    assert_eq!(answers, ["误报", "张三"]);
}

#[test]
fn a_sheet_of_the_users_own_with_our_name_is_kept() {
    let mut book = Book::new();
    let own = book.add_worksheet().set_name("核对结论").unwrap();
    own.write_string(0, 0, "我的结论").unwrap();
    let sheet = book.add_worksheet().set_name("表").unwrap();
    head(sheet);
    for (col, number) in [(6, 10.0), (7, 10.0)] {
        sheet.write_number(10, col, number).unwrap();
    }
    sheet.write_string(10, 3, "培训完成率").unwrap();
    sheet.write_string(10, 4, "≥95%").unwrap();
    sheet.write_string(10, 5, "95%").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for output in [fix(&bytes, &[]), redrawn(&bytes)] {
        let output = read_workbook(&output.bytes).unwrap();
        assert_eq!(text(&output, "核对结论", "A1"), "我的结论");
        assert!(is_own_sheet(&output, "核对结论（自评核对）") && !is_own_sheet(&output, "核对结论"));
    }
}

/// The workbook of [`faulty`] with one more cell.
fn with_remark(row: u32, col: u16, remark: &str) -> Vec<u8> {
    let mut book = Book::new();
    let sheet = book.add_worksheet().set_name("表").unwrap();
    head(sheet);
    for (col, text) in [(3, "培训完成率"), (4, "≥95%"), (5, "95%"), (6, "10"), (7, "10")] {
        sheet.write_string(10, col, text).unwrap();
    }
    sheet.write_string(row, col, remark).unwrap();
    book.save_to_buffer().unwrap()
}

/// The style number of a cell of the first sheet; each style is one combination of font, border, fill and alignment.
fn style(bytes: &[u8], at: &str) -> String {
    use std::io::Read as _;
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    let cell = xml.split(&format!("<c r=\"{at}\"")).nth(1).unwrap().split('>').next().unwrap();
    cell.split("s=\"").nth(1).map_or_else(String::new, |rest| rest.split('"').next().unwrap().to_owned())
}

#[test]
fn a_remark_beside_the_form_is_kept_without_a_frame() {
    // Column L, with K left empty, beside an indicator; and far below the form, where nothing is framed.
    let beside = redrawn(&with_remark(10, 11, "请张三核对")).bytes;
    assert_eq!(text(&read_workbook(&beside).unwrap(), "表", "L11"), "请张三核对");
    let below = redrawn(&with_remark(30, 11, "请张三核对")).bytes;
    assert_eq!(style(&beside, "L11"), style(&below, "L31"));
    assert_ne!(style(&beside, "L11"), style(&beside, "J11"));
}
