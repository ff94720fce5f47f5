//! Reading workbooks that are made here: forms as clerks fill them, and files that are none.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod workbooks;

use rust_decimal::dec;
use rust_xlsxwriter::{Format, Formula, Workbook as Writer, Worksheet};
use ziping::model::{Column, EvaluationForm, FormKind, Stored};
use ziping::read::{NoFormGuess, ReadError, is_own_sheet, read_forms, read_workbook};
use ziping::value::{Comparator, Kind, Points, Rate};

/// How a rate is put into a cell.
#[derive(Clone, Copy)]
enum Percent {
    Number,
    Text,
    Formatted,
}

impl Percent {
    fn write(self, sheet: &mut Worksheet, row: u32, col: u16, percent: f64) {
        match self {
            Self::Number => sheet.write(row, col, percent),
            Self::Text => sheet.write(row, col, format!("{percent}%")),
            Self::Formatted => {
                sheet.write_with_format(row, col, percent / 100.0, &Format::new().set_num_format("0.0%"))
            }
        }
        .expect("a cell inside the sheet");
    }
}

/// A small department form in the layout of the 部门整体自评表, its first cell at (`down`, `right`).
fn write_form(sheet: &mut Worksheet, down: u32, right: u16, percent: Percent, breaks: bool) {
    let plain = Format::new();
    let split = |text: &str| match breaks {
        true => text.chars().map(|c| format!("{c} \n")).collect::<String>(),
        false => text.to_owned(),
    };
    let mut put = |row: u32, col: u16, text: &str| {
        sheet.write(down + row, right + col, text).expect("a cell inside the sheet");
    };
    put(0, 0, "部门整体自评表");
    put(1, 0, "（2022年度）");
    put(2, 0, "部门（单位）名称");
    put(2, 1, "示例县档案服务中心");
    put(3, 0, "部门整体\n支出情况");
    for (col, text) in (4..).zip(["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    {
        put(3, col, &split(text));
    }
    put(4, 1, "部门预算总额（万元）");
    put(5, 1, "（1）政府预算资金");
    put(4, 6, "615.33");
    put(5, 7, "-");
    put(6, 0, "年度履职\n目标");
    put(6, 1, "预期目标");
    put(6, 5, "实际完成情况");
    put(7, 1, "整理馆藏并对外开放。");
    put(7, 5, "已按计划整理并开放。");
    put(8, 0, "年度主要\n任务");
    for (col, text) in [(1, "任务名称"), (4, "主要内容"), (7, "实际完成情况")] {
        put(8, col, text);
    }
    for (col, text) in [(1, "馆藏整理"), (4, "整理旧档"), (7, "已完成")] {
        put(9, col, text);
    }
    put(10, 0, "绩效指标");
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
    for (col, text) in (1..).zip(headings) {
        put(10, col, &split(text));
    }
    put(11, 2, "预算管理");
    put(11, 3, "预算执行率");
    put(11, 4, "≥90%");
    put(11, 9, "拨款较晚。");
    put(12, 3, "开放次数");
    put(12, 4, "不少于2次");
    put(12, 5, "3次");
    put(13, 0, "总分");
    put(14, 0, "填表人：");
    for (row, col, number) in [
        (4, 4, 855.66),
        (4, 5, 923.86),
        (4, 7, 10.0),
        (4, 9, 7.4),
        (5, 5, 923.86),
        (11, 6, 2.0),
        (11, 7, 1.48),
        (12, 6, 8.0),
        (12, 7, 8.0),
        (13, 6, 20.0),
        (13, 7, 16.88),
    ] {
        sheet.write(down + row, right + col, number).expect("a cell inside the sheet");
    }
    percent.write(sheet, down + 4, right + 8, 66.6);
    percent.write(sheet, down + 11, right + 5, 66.6);
    let deviation = Format::new().set_num_format("0.00%");
    sheet.write_with_format(down + 11, right + 8, -0.26, &deviation).expect("a cell inside the sheet");
    for (first, last, text) in [
        ((0, 0), (0, 9), "部门整体自评表"),
        ((3, 0), (5, 0), "部门整体\n支出情况"),
        ((10, 0), (12, 0), "绩效指标"),
        ((11, 1), (12, 1), "投入管理指标"),
        ((13, 0), (13, 5), "总分"),
    ] {
        let (first_row, first_col): (u32, u16) = first;
        let (last_row, last_col): (u32, u16) = last;
        sheet
            .merge_range(down + first_row, right + first_col, down + last_row, right + last_col, text, &plain)
            .expect("a block inside the sheet");
    }
}

fn saved(mut writer: Writer) -> Vec<u8> {
    writer.save_to_buffer().expect("a workbook in memory")
}

fn workbook(draw: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut writer = Writer::new();
    draw(writer.add_worksheet());
    saved(writer)
}

fn forms(bytes: &[u8]) -> Vec<EvaluationForm> {
    read_forms(&read_workbook(bytes).expect("a workbook")).expect("a form")
}

fn only(bytes: &[u8]) -> EvaluationForm {
    let mut forms = forms(bytes);
    assert_eq!(forms.len(), 1, "one form");
    forms.remove(0)
}

fn code(bytes: &[u8]) -> &'static str {
    read_workbook(bytes).and_then(|workbook| read_forms(&workbook)).expect_err("no form").code()
}

#[test]
fn reads_every_block_of_a_department_form() {
    let form = only(&workbook(|sheet| write_form(sheet, 0, 0, Percent::Formatted, false)));
    assert_eq!((form.kind, form.fiscal_year), (FormKind::Department, Some(2022)));
    assert_eq!(form.title.text, "部门整体自评表");
    assert_eq!(form.unit_name.as_deref(), Some("示例县档案服务中心"));
    assert_eq!(form.amount_unit, "万元");
    assert_eq!(form.header.len(), 1);
    assert_eq!(form.header[0].at.to_string(), "B3");

    assert_eq!(form.funding.len(), 2);
    let total = &form.funding[0];
    assert_eq!(total.name.text, "部门预算总额（万元）");
    let amounts = [&total.original_budget, &total.revised_budget, &total.outturn]
        .map(|field| field.as_ref().and_then(|field| field.value).map(ziping::value::Amount::get));
    assert_eq!(
        amounts,
        [Some(dec!(855.66)), Some(dec!(923.86)), Some(dec!(615.33))],
        "a number as text counts too"
    );
    assert_eq!(total.outturn.as_ref().map(|field| field.stored), Some(Stored::Text));
    let placeholder = form.funding[1].weight.as_ref().expect("the form has 分值");
    assert!(placeholder.is_empty() && !placeholder.is_unread());

    assert_eq!(form.goals.len(), 1);
    assert_eq!(form.goals[0].actual.as_ref().map(|field| field.at.to_string()), Some("F8".to_owned()));
    assert_eq!(form.tasks.len(), 1);
    assert_eq!(form.tasks[0].name.as_ref().map(|field| field.text.as_str()), Some("馆藏整理"));

    assert_eq!(form.indicators.len(), 2);
    let [rate, count] = [&form.indicators[0], &form.indicators[1]];
    assert_eq!((rate.row, rate.label()), (12, "预算执行率"));
    let actual = rate.actual.as_ref().expect("the column");
    assert_eq!((actual.text.as_str(), actual.stored), ("66.6%", Stored::Percent));
    let measure = &actual.value.as_ref().expect("read").0;
    assert_eq!((measure.kind, measure.number), (Kind::Percent, Some(dec!(66.6))));
    assert_eq!(rate.deviation.as_ref().and_then(|field| field.value), Some(Rate::from_ratio(dec!(-0.26))));
    let level1 = count.level1.as_ref().expect("the column");
    assert_eq!((level1.text.as_str(), level1.at.to_string()), ("投入管理指标", "B12".to_owned()), "merged");
    let level2 = count.level2.as_ref().expect("the column");
    assert_eq!(
        (level2.text.as_str(), level2.at.to_string()),
        ("预算管理", "C12".to_owned()),
        "left blank below"
    );
    let target = &count.target.as_ref().and_then(|field| field.value.as_ref()).expect("read").0;
    assert_eq!((target.comparator, target.number), (Comparator::AtLeast, Some(dec!(2))));

    let total = form.total.as_ref().expect("the total");
    assert_eq!(total.weight.as_ref().and_then(|field| field.value), Some(Points::new(dec!(20))));
    assert_eq!(total.score.as_ref().map(|field| field.at.to_string()), Some("H14".to_owned()));
    assert!(form.grade.is_none());
    assert_eq!((form.plan.first_row, form.plan.last_row), (0, 14));
    assert_eq!(form.plan.heading_rows, [3, 6, 8, 10]);
    assert!(form.has_column(Column::Deviation) && !form.has_column(Column::Sign));
}

#[test]
fn finds_the_form_wherever_it_stands() {
    let plain = only(&workbook(|sheet| write_form(sheet, 0, 0, Percent::Formatted, false)));
    for (down, right) in [(1, 0), (0, 1), (3, 2), (40, 5)] {
        let moved = only(&workbook(|sheet| write_form(sheet, down, right, Percent::Formatted, false)));
        let texts = |form: &EvaluationForm| {
            form.indicators
                .iter()
                .map(|row| (row.label().to_owned(), row.score.clone().map(|f| f.value)))
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&moved), texts(&plain));
        assert_eq!((moved.funding.len(), moved.goals.len(), moved.tasks.len()), (2, 1, 1));
        assert_eq!(moved.unit_name, plain.unit_name);
        assert!(moved.total.is_some());
    }
}

#[test]
fn reads_headings_with_breaks_and_blanks() {
    let form = only(&workbook(|sheet| write_form(sheet, 0, 0, Percent::Text, true)));
    assert_eq!((form.funding.len(), form.indicators.len()), (2, 2));
    assert!(form.indicators[0].other.is_empty(), "every heading is known");
}

#[test]
fn a_rate_is_the_same_however_it_is_stored() {
    for (percent, stored) in [
        (Percent::Number, Stored::Number),
        (Percent::Text, Stored::Text),
        (Percent::Formatted, Stored::Percent),
    ] {
        let form = only(&workbook(|sheet| write_form(sheet, 0, 0, percent, false)));
        let rate = form.funding[0].execution_rate.as_ref().expect("the column");
        assert_eq!((rate.value, rate.stored), (Some(Rate::from_ratio(dec!(0.666))), stored));
        let actual = form.indicators[0].actual.as_ref().expect("the column");
        let measure = &actual.value.as_ref().expect("read").0;
        assert_eq!((measure.kind, measure.number), (Kind::Percent, Some(dec!(66.6))));
        assert_eq!(actual.stored, stored);
    }
}

#[test]
fn number_formats_carry_sign_and_unit() {
    let bytes = workbook(|sheet| {
        write_form(sheet, 0, 0, Percent::Formatted, false);
        sheet.write_with_format(11, 4, 0.9, &Format::new().set_num_format("\"≥\"0%")).expect("a cell");
        sheet.write_with_format(12, 5, 3.0, &Format::new().set_num_format("0\"次\"")).expect("a cell");
    });
    let form = only(&bytes);
    let target = form.indicators[0].target.as_ref().expect("the column");
    assert_eq!(target.text, "≥90%");
    let measure = &target.value.as_ref().expect("read").0;
    assert_eq!((measure.comparator, measure.number), (Comparator::AtLeast, Some(dec!(90))));
    let actual = form.indicators[1].actual.as_ref().expect("the column");
    assert_eq!((actual.text.as_str(), actual.stored), ("3次", Stored::Number));
}

#[test]
fn reads_formulas_by_their_cached_results() {
    let bytes = workbook(|sheet| {
        write_form(sheet, 0, 0, Percent::Formatted, false);
        sheet.write_formula(13, 7, Formula::new("=SUM(H12:H13)+J5").set_result("16.88")).expect("a cell");
    });
    let book = read_workbook(&bytes).expect("a workbook");
    let cell = book.sheets[0].cell("H14".parse().expect("an address")).expect("the total");
    assert_eq!((cell.text.as_str(), cell.formula.as_deref()), ("16.88", Some("SUM(H12:H13)+J5")));
}

/// The package with each `from` in its first sheet replaced; the writer always stores a result.
fn with_sheet(bytes: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let (name, mut content) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut content).expect("its bytes");
        if name == "xl/worksheets/sheet1.xml" {
            content = change(String::from_utf8(content).expect("text")).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a new part");
        writer.write_all(&content).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

#[test]
fn works_out_formulas_that_were_saved_without_a_result() {
    let bytes = workbook(|sheet| {
        write_form(sheet, 0, 0, Percent::Formatted, false);
        let percent = Format::new().set_num_format("0.00%");
        sheet.write_formula_with_format(4, 8, "=G5/F5", &percent).expect("a cell");
        sheet.write_formula(13, 7, "=SUM(H12:H13)+J5").expect("a cell");
        sheet.write_formula(13, 6, "=VLOOKUP(1,A1:B2,2)").expect("a cell");
    });
    let bytes = with_sheet(&bytes, |sheet| sheet.replace("</f><v>0</v>", "</f>"));
    let form = only(&bytes);
    let rate = form.funding[0].execution_rate.as_ref().expect("the column");
    assert_eq!((rate.text.as_str(), rate.stored), ("66.60%", Stored::Percent));
    let total = form.total.as_ref().expect("the total");
    let [weight, score] = [&total.weight, &total.score].map(|field| field.as_ref().expect("the column"));
    assert_eq!(score.value, Some(Points::new(dec!(16.88))));
    assert!(weight.is_unread() && weight.text == "=VLOOKUP(1,A1:B2,2)", "{weight:?}");
}

/// Columns in the places' own order and wording, one row each.
#[test]
fn reads_other_columns_and_orders() {
    let draw = |head: &[&str], row: &[&str]| {
        only(&workbook(|sheet| {
            sheet.write(0, 0, "2022年度项目支出绩效自评表").expect("a cell");
            for (line, texts) in (1..).zip([head, row]) {
                for (col, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                    sheet.write(line, col, *text).expect("a cell");
                }
            }
        }))
    };
    let form = draw(
        &[
            "一级指标",
            "三级指标",
            "分值",
            "年度指标值",
            "全年实际值",
            "得分",
            "复核得分",
            "未完成原因及拟采取的改进措施",
        ],
        &["产出指标", "培训场次", "10", "≥4场", "4场", "10", "9", ""],
    );
    let row = &form.indicators[0];
    assert_eq!(row.score.as_ref().and_then(|field| field.value), Some(Points::new(dec!(10))));
    assert_eq!(
        (row.other.len(), row.other[0].heading.as_str(), row.other[0].field.text.as_str()),
        (1, "复核得分", "9")
    );
    assert!(row.level2.is_none());

    let form = draw(
        &[
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "调整指标值",
            "全年完成值",
            "指标权重（分）",
            "指标得分（分）",
        ],
        &["满意率", "%", "定量指标", "90", "", "95", "10", "10"],
    );
    let row = &form.indicators[0];
    let target = row.target.as_ref().expect("the column");
    assert_eq!(
        (target.text.as_str(), target.at.to_string()),
        ("90", "D3".to_owned()),
        "nothing was adjusted"
    );
    let measure = &target.value.as_ref().expect("read").0;
    assert_eq!((measure.kind, measure.comparator), (Kind::Percent, Comparator::None), "定量指标 is no sign");
    assert_eq!(
        row.actual.as_ref().and_then(|field| field.value.as_ref()).map(|actual| actual.0.kind),
        Some(Kind::Percent)
    );

    let form = draw(
        &["三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"],
        &["到课人数", "≧", "735", "人次", "735", "5", "5"],
    );
    let target = form.indicators[0].target.as_ref().expect("the column");
    assert_eq!(target.text, "735");
    let measure = &target.value.as_ref().expect("read").0;
    assert_eq!((measure.comparator, measure.unit.as_deref()), (Comparator::AtLeast, Some("人次")));
}

#[test]
fn reads_a_heading_of_two_rows() {
    let form = only(&workbook(|sheet| {
        let plain = Format::new();
        sheet.write(0, 0, "项目支出绩效自评表").expect("a cell");
        sheet.merge_range(1, 0, 1, 2, "绩效指标", &plain).expect("a block");
        sheet.merge_range(1, 3, 1, 5, "年度指标值", &plain).expect("a block");
        for (col, text) in (6..).zip(["实际完成值", "分值", "得分"]) {
            sheet.merge_range(1, col, 2, col, text, &plain).expect("a block");
        }
        for (col, text) in (0..).zip(["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"])
        {
            sheet.write(2, col, text).expect("a cell");
        }
        for (col, text) in (0..).zip(["产出指标", "数量指标", "参训人数", "≥", "50", "人", "52", "10", "10"])
        {
            sheet.write(3, col, text).expect("a cell");
        }
        sheet.write(4, 0, "其他需要说明事项").expect("a cell");
        sheet.write(5, 0, "总分").expect("a cell");
        sheet.write(5, 7, 100).expect("a cell");
        sheet.write(5, 8, 96).expect("a cell");
        sheet.write(5, 9, "优").expect("a cell");
    }));
    assert_eq!((form.indicators.len(), form.plan.heading_rows.as_slice()), (1, [1, 2].as_slice()));
    let target = form.indicators[0].target.as_ref().expect("the column");
    assert_eq!(target.at.to_string(), "E4");
    assert_eq!(
        form.total.and_then(|total| total.score).and_then(|field| field.value),
        Some(Points::new(dec!(96)))
    );
    assert_eq!(form.grade.map(|field| field.text), Some("优".to_owned()));
}

/// 存在问题整改率 begins like a closing remark, and a banner is no indicator.
#[test]
fn ends_the_indicators_only_where_they_end() {
    let form = only(&workbook(|sheet| {
        let rows = [
            ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "培训场次", "4场", "4场", "10", "10"],
            ["", "存在问题整改率", "100%", "100%", "10", "10"],
            ["说明会场次", "", "1场", "1场", "10", "10"],
            ["其他需要说明事项", "无", "", "", "", ""],
        ];
        for (row, texts) in (1..).zip(rows) {
            for (col, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, col, text).expect("a cell");
            }
        }
        sheet.merge_range(6, 0, 6, 5, "本表一式两份。", &Format::new()).expect("a block");
    }));
    assert_eq!(form.indicators.iter().map(|row| row.row).collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn points_merged_over_rows_count_once() {
    let bytes = workbook(|sheet| {
        write_form(sheet, 0, 0, Percent::Text, false);
        sheet.merge_range(11, 7, 12, 7, "9.48", &Format::new()).expect("a block");
    });
    let form = only(&bytes);
    assert_eq!(form.indicators[0].score.as_ref().and_then(|f| f.value), Some(Points::new(dec!(9.48))));
    assert!(form.indicators[1].score.is_none(), "the row has no cell of its own");
}

#[test]
fn two_forms_below_one_another_do_not_mix() {
    for gap in [0, 3] {
        let bytes = workbook(|sheet| {
            write_form(sheet, 0, 0, Percent::Text, false);
            write_form(sheet, 15 + gap, 0, Percent::Text, false);
        });
        let forms = forms(&bytes);
        assert_eq!(forms.len(), 2);
        for form in &forms {
            assert_eq!((form.indicators.len(), form.funding.len(), form.goals.len()), (2, 2, 1));
        }
        assert_eq!(forms[1].plan.first_row, 15 + gap);
        assert_eq!(forms[0].plan.last_row, 14);
    }
}

#[test]
fn skips_sheets_that_carry_no_form() {
    let mut writer = Writer::new();
    let intro = writer.add_worksheet().set_name("填报说明").expect("a name");
    for (row, text) in (0..).zip(["填报说明", "1.本表由预算单位填写绩效自评情况。", "2.得分不超过分值。"])
    {
        intro.write(row, 0, text).expect("a cell");
    }
    write_form(writer.add_worksheet().set_name("自评表").expect("a name"), 0, 0, Percent::Text, false);
    writer.add_worksheet();
    let hidden = writer.add_worksheet().set_name("旧表").expect("a name").set_hidden(true);
    write_form(hidden, 2, 1, Percent::Text, false);
    let forms = forms(&saved(writer));
    assert_eq!(forms.iter().map(|form| form.sheet.as_str()).collect::<Vec<_>>(), ["自评表", "旧表"]);
}

#[test]
fn never_reads_its_own_sheets_as_forms() {
    for (mark, count) in [("ziping/workbook/1", 1), ("ziping/workbook/10", 2)] {
        let mut writer = Writer::new();
        write_form(writer.add_worksheet().set_name("自评表").expect("a name"), 0, 0, Percent::Text, false);
        write_form(writer.add_worksheet().set_name("重算底稿").expect("a name"), 0, 0, Percent::Text, false);
        writer.add_worksheet().set_name("规则与版本").expect("a name").write(0, 0, mark).expect("a cell");
        let bytes = saved(writer);
        assert_eq!(forms(&bytes).len(), count, "{mark}");
        let book = read_workbook(&bytes).expect("a workbook");
        assert_eq!(is_own_sheet(&book, "重算底稿"), count == 1);
        assert!(!is_own_sheet(&book, "自评表"));
    }
}

#[test]
fn says_what_a_workbook_without_a_form_is() {
    let payroll = workbook(|sheet| {
        sheet.write(0, 0, "2022年6月工资表").expect("a cell");
        for (col, text) in (0..).zip(["序号", "姓名", "单位", "基本工资", "实发", "备注"]) {
            sheet.write(1, col, text).expect("a cell");
        }
    });
    let notes = workbook(|sheet| {
        sheet.write(0, 0, "绩效自评工作安排").expect("a cell");
    });
    let empty = workbook(|_| ());
    for (bytes, expected) in [
        (payroll, NoFormGuess::OtherTable),
        (notes, NoFormGuess::NoHeadings),
        (empty, NoFormGuess::NothingInside),
    ] {
        let error = read_forms(&read_workbook(&bytes).expect("a workbook")).expect_err("no form");
        assert_eq!(error.code(), "F070");
        let ReadError::NoForm { sheets, guess } = error else { panic!("another error") };
        assert_eq!((sheets, guess), (vec!["Sheet1".to_owned()], expected));
    }
}

#[test]
fn says_what_is_wrong_with_a_file() {
    let good = workbook(|sheet| write_form(sheet, 0, 0, Percent::Text, false));
    assert_eq!(code("项目,得分\n甲,1\n".as_bytes()), "F002");
    for share in [1, 50, 99] {
        assert_eq!(code(&good[..good.len() * share / 100]), "F010", "{share} %");
    }
    assert_eq!(code(&workbooks::encrypted()), "F040");
}

#[test]
fn a_flipped_bit_never_panics() {
    let good = workbook(|sheet| write_form(sheet, 0, 0, Percent::Text, false));
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        // Whatever comes out, it comes out as a result.
        let _ = read_workbook(&bad).and_then(|workbook| read_forms(&workbook));
    }
}

#[test]
fn shows_the_dates_that_a_chinese_excel_has_built_in() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    for (col, index) in (0..).zip([31, 57, 58, 14]) {
        let format = Format::new().set_num_format_index(index);
        sheet.write_with_format(0, col, 44_773, &format).expect("a cell inside the sheet");
    }
    let book = read_workbook(&workbook.save_to_buffer().expect("a workbook")).expect("a workbook");
    let shown: Vec<&str> = book.sheets[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(shown, ["2022年7月31日", "2022年7月", "7月31日", "2022/7/31"]);
}
