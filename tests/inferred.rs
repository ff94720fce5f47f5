//! Rates without a percent sign: what they are read as, and that the report says so.

use rust_xlsxwriter::Workbook;
use ziping::check::{check_file, read_file};
use ziping::report::{Lang, checked_lines, forms_json};
use ziping::rules::Request;

/// A form whose actual values are bare numbers; 95% has its sign.
fn form() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let head = ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"];
    sheet.write(0, 0, "项目支出绩效自评表").expect("a cell");
    for (col, text) in (0..).zip(head) {
        sheet.write(1, col, text).expect("a cell");
    }
    let actuals = ["0.958", "0.96", "0.97", "0.98", "0.99", "1", "95%", "95", "0"];
    for (row, actual) in (2..).zip(actuals) {
        for (col, text) in [(0, "产出指标"), (1, "任务完成率"), (2, "≥90%"), (4, "10"), (5, "10")]
        {
            sheet.write(row, col, text).expect("a cell");
        }
        match actual.parse::<f64>() {
            // One typed as text: the kind of cell makes no difference.
            Ok(number) if actual != "0.958" => sheet.write(row, 3, number).expect("a cell"),
            _ => sheet.write(row, 3, actual).expect("a cell"),
        };
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn says_what_was_inferred_in_json_and_in_one_line_of_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.xlsx");
    std::fs::write(&path, form()).expect("a file");

    let json: serde_json::Value =
        serde_json::from_str(&forms_json(&[read_file(&path)], Lang::Zh)).expect("JSON");
    let rows = json["files"][0]["forms"][0]["indicators"].as_array().expect("rows");
    let read: Vec<_> = rows
        .iter()
        .map(|row| {
            let actual = &row["actual"];
            (actual["value"]["number"].as_str().expect("a number"), actual.get("inferred").is_some())
        })
        .collect();
    assert_eq!(
        read,
        [
            ("95.8", true),
            ("96", true),
            ("97", true),
            ("98", true),
            ("99", true),
            ("100", true),
            ("95", false),
            ("95", false),
            ("0", false),
        ]
    );
    assert!(!rows[0]["target"].as_object().expect("a cell").contains_key("inferred"));
    let schema = std::fs::read_to_string("docs/schema/forms-1.schema.json").expect("the schema");
    let schema = serde_json::from_str(&schema).expect("JSON");
    assert!(jsonschema::is_valid(&schema, &json));

    let checked = check_file(&path, &Request::default()).outcome.expect("a form");
    for (lang, expected) in [
        (
            Lang::Zh,
            "推断：D3 的 0.958 读作 95.8%、D4 的 0.96 读作 96%、D5 的 0.97 读作 97%、D6 的 0.98 读作 98%、D7 的 0.99 读作 99% 等 6 处（单元格没有百分号）",
        ),
        (
            Lang::En,
            "inferred: D3: 0.958 read as 95.8%, D4: 0.96 read as 96%, D5: 0.97 read as 97%, D6: 0.98 read as 98%, D7: 0.99 read as 99% and others, 6 in all (the cells have no percent sign)",
        ),
    ] {
        let lines = checked_lines(&path, &checked, lang);
        let inferred: Vec<_> = lines
            .iter()
            .map(|line| line.text.trim())
            .filter(|text| text.starts_with(["推断", "inferred"][usize::from(lang == Lang::En)]))
            .collect();
        assert_eq!(inferred, [expected]);
    }
}
