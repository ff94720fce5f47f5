//! A form with its report: an invented one with a fault of every kind, and one without any; as text, as a document, and
//! as one document that holds both.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod workbooks;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use ziping::check::{Input, check_file, fix, read_report};
use ziping::model::{Finding, Narrative, Paragraph, Severity};
use ziping::read::{NarrativeError, read_narrative, read_workbook};
use ziping::rules::{CheckedForm, Request};

const FAULTY: &str = "tests/reports/faulty.txt";
const CLEAN: &str = "tests/reports/clean.txt";

/// The shipped department example, which has no error of its own.
fn form() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("表.xlsx");
    fs::write(&path, workbooks::example("shangjie-department")).unwrap();
    (folder, path)
}

fn checked(path: &Path, narrative: Option<&Narrative>) -> CheckedForm {
    let outcome = check_file(path, &Request { narrative, ..Request::default() }).outcome;
    outcome.unwrap().remove(0)
}

fn is_of_report(finding: &&Finding) -> bool {
    finding.rule.starts_with("report-") || finding.rule == "basis-superseded"
}

/// What the report adds, one line a finding.
fn told(checked: &CheckedForm) -> Vec<String> {
    checked
        .findings
        .iter()
        .filter(is_of_report)
        .map(|finding| {
            let severity = match finding.severity {
                Severity::Error => "错误",
                Severity::Warning => "提醒",
                Severity::Info => "提示",
            };
            format!("{severity} {} {} {}", finding.cell, finding.rule, finding.message.zh)
        })
        .collect()
}

fn report(path: &str) -> Narrative {
    read_report(Path::new(path)).unwrap()
}

/// To make the list anew after a change that is meant, set `ZIPING_WRITE_GOLDEN=1`.
#[test]
fn every_planted_contradiction_is_found_with_both_places_quoted() {
    let (_folder, path) = form();
    let narrative = report(FAULTY);
    let checked = checked(&path, Some(&narrative));
    let lines = told(&checked).join("\n") + "\n";
    let golden = Path::new("tests/reports/findings.txt");
    if std::env::var_os("ZIPING_WRITE_GOLDEN").is_some() {
        fs::write(golden, &lines).unwrap();
    }
    assert_eq!(lines, fs::read_to_string(golden).unwrap());
    for finding in checked.findings.iter().filter(is_of_report) {
        let quote = finding.quote.as_ref().unwrap();
        let paragraph = &narrative.paragraphs[quote.paragraph as usize - 1];
        assert_eq!(paragraph.number, quote.paragraph);
        assert!(paragraph.text.contains(&quote.text), "verbatim: {quote:?}");
        assert!(finding.message.zh.contains(&quote.text) && finding.message.en.contains(&quote.text));
        assert!(finding.doubts.is_empty() && finding.fixes.is_empty());
    }
}

#[test]
fn a_report_that_agrees_adds_nothing() {
    let (_folder, path) = form();
    let narrative = report(CLEAN);
    let with = checked(&path, Some(&narrative));
    assert_eq!(told(&with), [""; 0]);
    let without = checked(&path, None);
    assert_eq!((with.findings, with.not_checked), (without.findings, without.not_checked));
}

#[test]
fn the_forms_own_findings_and_fixes_stay_as_they_are() {
    let (folder, _) = form();
    let path = folder.path().join("错.xlsx");
    fs::write(&path, workbooks::example("national-project")).unwrap();
    let narrative = report(FAULTY);
    let own = |checked: &CheckedForm| -> Vec<Finding> {
        checked.findings.iter().filter(|finding| !is_of_report(finding)).cloned().collect()
    };
    assert_eq!(own(&checked(&path, Some(&narrative))), own(&checked(&path, None)));
}

#[test]
fn a_text_in_gbk_reads_the_same() {
    let text = fs::read_to_string(FAULTY).unwrap();
    let gbk = encoding_rs::GB18030.encode(&text).0.into_owned();
    assert_eq!(read_narrative(&gbk).unwrap(), report(FAULTY));
}

#[test]
fn lines_are_joined_and_the_form_below_is_cut_off() {
    let narrative = report(FAULTY);
    let text = |number: usize| narrative.paragraphs[number - 1].text.as_str();
    assert_eq!(
        text(7),
        "办公室按照财预〔2011〕285号文件的方法组织自评，先由各科室填报数据，再由财务室逐项核对，全部材料已经归档备查，自评范围覆盖4个科室。"
    );
    assert!(narrative.paragraphs.iter().any(|paragraph| paragraph.text.contains("实际完成值为100%；专项")));
    assert!(text(narrative.paragraphs.len()).ends_with("该项得分35分。"));
}

#[test]
fn what_is_no_report_is_told_by_its_code() {
    for (bytes, code) in [
        (b"".as_slice(), "F001"),
        (b"\n \n", "F088"),
        (b"%PDF-1.7", "F086"),
        (&workbooks::example("national-project"), "F086"),
        (b"\xff\xff\xff\xff", "F087"),
        (b"PK\x03\x04 and then nothing", "F010"),
        (&docx(""), "F088"),
        ("长".repeat(200_001).as_bytes(), "F089"),
    ] {
        assert_eq!(read_narrative(bytes).map_err(|error: NarrativeError| error.code()), Err(code));
    }
}

fn docx(body: &str) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", document.as_str())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraphs(narrative: &Narrative) -> String {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text.replace('<', "&lt;"));
    narrative.paragraphs.iter().map(|own| paragraph(&own.text)).collect()
}

#[test]
fn a_document_says_what_it_shows() {
    let body = "<w:p><w:r><w:t>得分</w:t></w:r><w:del><w:r><w:delText>98</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t>96.88</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>\
                <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> 分</w:t></w:r></w:p><w:p/>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>表内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:sdt><w:sdtContent><w:p><w:r><w:t>末段</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let narrative = read_narrative(&docx(body)).unwrap();
    let texts: Vec<(u32, &str)> =
        narrative.paragraphs.iter().map(|own| (own.number, own.text.as_str())).collect();
    assert_eq!(texts, [(1, "得分96.88分"), (2, "末段")]);
}

/// The form of a workbook as a table of a document, merged cells as repeated texts would have them.
fn table() -> String {
    let workbook = read_workbook(&workbooks::example("shangjie-department")).unwrap();
    let sheet = workbook.sheet("绩效自评表").unwrap();
    let cols = sheet.cells.iter().map(|cell| cell.at.col).max().unwrap();
    let rows = sheet.cells.iter().map(|cell| cell.at.row).max().unwrap();
    let cell = |row: u32, col: u16| {
        let at = ziping::value::CellRef::new(row, col);
        let text = sheet.cell(at).map_or("", |cell| cell.text.as_str());
        let merge = sheet.merge_at(at).filter(|merge| merge.first.col == col);
        let (settings, width) = merge.map_or((String::new(), 1), |merge| {
            let width = merge.last.col - merge.first.col + 1;
            let upright = match (merge.last.row > merge.first.row, merge.first.row == row) {
                (false, _) => "",
                (true, true) => "<w:vMerge w:val=\"restart\"/>",
                (true, false) => "<w:vMerge/>",
            };
            (format!("<w:gridSpan w:val=\"{width}\"/>{upright}"), width)
        });
        let text = text.replace('<', "&lt;").replace('\n', " ");
        (format!("<w:tc><w:tcPr>{settings}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"), width)
    };
    let row = |row: u32| {
        let (mut text, mut col) = (String::new(), 0);
        while col <= cols {
            let (own, width) = cell(row, col);
            text.push_str(&own);
            col += width;
        }
        format!("<w:tr>{text}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl>", (0..=rows).map(row).collect::<String>())
}

#[test]
fn one_document_with_both_needs_no_second_file() {
    let (folder, path) = form();
    let narrative = report(FAULTY);
    let both = folder.path().join("报告.docx");
    fs::write(&both, docx(&(paragraphs(&narrative) + &table()))).unwrap();
    assert_eq!(told(&checked(&both, None)), told(&checked(&path, Some(&narrative))));
    let clean = report(CLEAN);
    fs::write(&both, docx(&(paragraphs(&clean) + &table()))).unwrap();
    assert_eq!(told(&checked(&both, None)), [""; 0]);
    // What is printed below a form is no report: 11 points are said of a head that has 10.
    let text = "注：1.预算执行率11分、投入管理指标30分、产出指标25分、效益指标35分，各项指标均已达到指标值的方可得满分。";
    let note = Narrative { paragraphs: vec![Paragraph { number: 1, text: text.to_owned() }] };
    fs::write(&both, docx(&(paragraphs(&note) + &table()))).unwrap();
    assert_eq!(told(&checked(&both, None)), [""; 0]);
    // Another report outranks the document's own.
    assert_eq!(told(&checked(&both, Some(&narrative))).len(), told(&checked(&path, Some(&narrative))).len());
}

#[test]
fn the_corrected_workbook_lists_them() {
    let (_folder, path) = form();
    let narrative = report(FAULTY);
    let request = Request { narrative: Some(&narrative), ..Request::default() };
    let fixed = fix(&Input::open(&path).unwrap(), &request, &[], false).unwrap();
    assert_eq!(told(&fixed.after[0]), told(&fixed.before[0]));
    let workbook = read_workbook(&fixed.bytes).unwrap();
    let list = workbook.sheet("问题清单").unwrap();
    assert!(list.cells.iter().any(|cell| cell.text.contains("报告第") && cell.text.contains("该项得分35分")));
}

#[test]
fn with_several_forms_the_report_goes_with_the_one_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("几张.xlsx");
    let content = fs::read("workbook-templates/national-project/example.json").unwrap();
    let one = ziping::report::read_content(Path::new("example.json"), &content).unwrap().remove(0);
    let mut other = one.clone();
    for (label, entry) in &mut other.header {
        if label == "项目名称" {
            "另一处水厂改造".clone_into(entry);
        }
    }
    let profile = ziping::template::by_id("national-project").unwrap();
    fs::write(&path, ziping::check::new_form(profile, &[one, other]).unwrap()).unwrap();
    let narrative =
        |title: &str| read_narrative(format!("{title}\n本项目综合得分55分。").as_bytes()).unwrap();
    let forms = |narrative: &Narrative| {
        let request = Request { narrative: Some(narrative), ..Request::default() };
        check_file(&path, &request).outcome.unwrap()
    };
    let named = forms(&narrative("另一处水厂改造项目绩效自评报告"));
    assert_eq!((told(&named[0]).len(), told(&named[1]).len()), (0, 1));
    let unnamed = forms(&narrative("某县绩效自评报告"));
    assert!(unnamed.iter().all(|form| told(form).is_empty()));
    assert!(unnamed[0].not_checked.iter().any(|entry| entry.what.zh == "自评报告"));
}

/// The published report that started the project, beside the folder that `ZIPING_CORPUS` names.
#[test]
fn the_published_report_has_its_known_contradictions_and_no_other() {
    let Some(corpus) = std::env::var_os("ZIPING_CORPUS").map(PathBuf::from) else {
        println!("skipped: ZIPING_CORPUS is not set");
        return;
    };
    let seed = corpus.parent().unwrap().join("seed/report-and-form-2022.txt");
    let narrative = read_report(&seed).unwrap();
    let checked = checked(&corpus.join("xlsx/000.xlsx"), Some(&narrative));
    let found = |severity| -> Vec<String> {
        let own = checked.findings.iter().filter(is_of_report).filter(|finding| finding.severity == severity);
        own.map(|finding| format!("{}@{}", finding.rule, finding.cell)).collect()
    };
    assert_eq!(
        found(Severity::Error),
        [
            "report-score-differs@H40",
            "report-target-differs@E19",
            "report-target-differs@E23",
            "report-amount-differs@I4",
            "report-claim-false@F19",
        ]
    );
    assert_eq!(found(Severity::Warning), ["basis-superseded@A1"]);
    assert_eq!(
        found(Severity::Info),
        [
            "report-target-differs@E18",
            "report-name-differs@C34",
            "report-name-differs@D37",
            "report-name-differs@D39",
            "report-name-differs@D34",
            "report-name-differs@D36",
        ]
    );
    assert!(checked.findings.iter().any(|finding| finding.rule == "carry-over-rate-disagrees"));
}
