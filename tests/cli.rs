//! The command line as its users meet it: words, exit codes, and what is left on the disk.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod workbooks;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt as _;
use tempfile::TempDir;

/// A folder of its own with the example forms in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.put("对.xlsx", &workbooks::example("shangjie-department"));
        desk.put("错.xlsx", &workbooks::example("national-project"));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("ziping").unwrap();
        command.current_dir(self.0.path()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    /// Every file here with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

/// What a run printed and how it ended.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let ran =
            Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        for word in ["panicked", "os error", "unwrap", "Err(", "None", "NaN", "null", "error:"] {
            assert!(!ran.err.contains(word), "{word} in {}", ran.err);
        }
        ran
    }
}

#[test]
fn alone_it_says_how_to_begin() {
    let desk = Desk::new();
    for (args, example) in
        [(&[][..], "ziping fix 自评表.xlsx"), (&["--lang", "en"], "ziping check form.xlsx")]
    {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(example) && ran.err.lines().count() <= 25, "{}", ran.err);
    }
    assert!(desk.run(&["--help"]).out.contains("用法：ziping"));
    assert!(desk.run(&["--help", "--lang=en"]).out.contains("Usage: ziping"));
    assert!(desk.run(&["--help"]).out.contains("退出码"));
    for command in ["check", "fix", "new", "export", "rules", "profiles"] {
        let help = desk.run(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(!help.out.contains("Usage") && help.out.contains("选项"), "{}", help.out);
    }
}

#[test]
fn a_slip_in_the_command_gets_a_suggestion_and_runs_nothing() {
    let desk = Desk::new();
    for (args, says) in [
        (&["chekc", "对.xlsx"][..], "是否指 check？"),
        (&["check", "--frmat", "json", "对.xlsx"], "是否指 --format？"),
        (&["check", "--format", "xml", "对.xlsx"], "可用：text、json、ndjson、csv"),
        (&["check"], "缺少 <文件>"),
        (&["check", "对.xlsx", "--profile", "shangjie"], "是否指 shangjie-department？"),
        (&["rules", "total-of-sum"], "是否指 total-off-sum？"),
        (&["fix", "对.xlsx", "--accept-review", "score-disagree"], "是否指 score-disagrees？"),
        (&["fix", "对.xlsx", "错.xlsx", "-o", "果.xlsx"], "--out-dir"),
        (&["fix", "对.xlsx", "-o", "果.xlsx", "--out-dir", "夹"], "不能与"),
        (&["new", "--profile", "national-project"], "缺少 --output"),
        (&["export", "对.xlsx"], "缺少 --format"),
    ] {
        let before = desk.files();
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert_eq!(desk.files(), before);
    }
}

#[test]
fn a_sound_form_passes_and_says_what_its_budget_score_rests_on() {
    let desk = Desk::new();
    let ran = desk.run(&["check", "对.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    for says in [
        "评分办法：shangjie-department",
        "自动识别，已确认；可解释填报得分 28/28",
        "预算执行得分 7.40 = 10 × 66.6% ÷ 90%（目标值取自“预算执行率”一行 E19）",
        "总分：填报 96.88，重算 96.88",
        "重算 优",
        "✓ 没有错误",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    let clashes: Vec<&str> = ran.out.lines().filter(|line| line.contains("value-kind-clash")).collect();
    assert!(clashes.len() == 1 && clashes[0].contains("11 行（39 分）：F14、"), "{clashes:?}");
    let last = ran.err.lines().last().unwrap();
    assert!(last.starts_with("共 1 份：通过 1，有问题 0，无法检查 0，已更正 0 处；用时 "), "{last}");
    assert_eq!(desk.run(&["对.xlsx"]).out, ran.out, "a file alone means check");
    assert_eq!(desk.run(&["check", "对.xlsx", "--fail-on", "warning"]).code, 1);
    let quiet = desk.run(&["check", "-q", "对.xlsx"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn a_faulty_form_is_told_cell_by_cell() {
    let desk = Desk::new();
    let ran = desk.run(&["check", "错.xlsx"]);
    assert_eq!(ran.code, 1);
    for says in [
        "✗ 错误 H15  score-disagrees",
        "填写为 7.8",
        "可自动更正：是（ziping fix）",
        "下一步：ziping fix 错.xlsx",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "no colour into a pipe");
    assert!(desk.run(&["check", "--color", "always", "错.xlsx"]).out.contains('\u{1b}'));
    let english = desk.run(&["check", "--lang", "en", "错.xlsx"]);
    assert!(english.out.contains("✗ error H15  score-disagrees  score disagrees with"), "{}", english.out);
    let both = desk.run(&["check", "对.xlsx", "错.xlsx", "无.xlsx"]);
    assert_eq!(both.code, 2, "a missing file wins");
    assert!(both.err.contains("共 3 份：通过 1，有问题 1，无法检查 1"), "{}", both.err);
}

#[test]
fn files_that_are_no_forms_each_get_their_own_sentence() {
    let desk = Desk::new();
    let whole = workbooks::example("national-project");
    desk.put("零.xlsx", b"");
    desk.put("空.xlsx", &workbooks::table(&[]));
    desk.put("工资表.xlsx", &workbooks::table(&[&["姓名", "应发", "实发"], &["甲", "100", "90"]]));
    desk.put("文本.xlsx", "甲乙丙".as_bytes());
    desk.put("截断.xlsx", &whole[..whole.len() / 2]);
    desk.put("加密.xlsx", &workbooks::encrypted());
    desk.put("网页.xls", b"<html><body><table></table></body></html>");
    fs::create_dir(desk.path("夹")).unwrap();
    let before = desk.files();
    let mut sentences = Vec::new();
    for (name, code, says) in [
        ("零.xlsx", "F001", "文件是空的（0 字节），请重新导出或索要原件"),
        ("空.xlsx", "F070", "工作簿里没有内容"),
        ("工资表.xlsx", "F070", "像是别的表"),
        ("文本.xlsx", "F002", "不是 Excel 文件"),
        ("截断.xlsx", "F010", "文件不完整"),
        ("加密.xlsx", "F040", "文件设了打开密码，请去除密码后再交"),
        ("网页.xls", "F003", "网页格式"),
        ("夹", "F057", "里面没有可以检查的文件"),
        ("无.xlsx", "F050", "找不到这个文件"),
        ("无*.xlsx", "F056", "没有符合"),
        ("@名单.txt", "F050", "找不到这个文件"),
    ] {
        for command in ["check", "fix"] {
            let ran = desk.run(&[command, name]);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command} {name}");
            let first = ran.err.lines().next().unwrap();
            assert!(first.contains(name) && first.contains(code) && first.contains(says), "{first}");
            sentences.push(first.to_owned());
        }
    }
    sentences.sort();
    sentences.dedup();
    assert_eq!(sentences.len(), 11, "each its own");
    // A summary is never written over what somebody handed in, not even by force.
    for (report, code) in [("汇总.csv", "F067"), ("对.xlsx", "F061"), ("错.xlsx", "F060")] {
        let ran = desk.run(&["check", "对.xlsx", "--report", report]);
        assert!(ran.code == 2 && ran.err.contains(code), "{report}: {}", ran.err);
    }
    let ran = desk.run(&["check", "对.xlsx", "--force", "--report", "对.xlsx"]);
    assert!(ran.code == 2 && ran.err.contains("F061"), "{}", ran.err);
    assert_eq!(desk.files(), before, "nothing is written");
}

#[test]
fn fix_saves_a_copy_beside_the_input() {
    let desk = Desk::new();
    let before = fs::read(desk.path("错.xlsx")).unwrap();
    let dry = desk.run(&["fix", "--dry-run", "错.xlsx"]);
    assert_eq!(dry.code, 1, "as a plain check");
    assert!(dry.out.contains("将更正 3 格") && dry.out.contains("\n- 7.8\n+ 7.2"), "{}", dry.out);
    assert!(!desk.path("错_已核.xlsx").exists());
    let ran = desk.run(&["fix", "错.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.err.contains("通过 1，有问题 0，无法检查 0，已更正 3 处"), "{}", ran.err);
    assert_eq!(fs::read(desk.path("错.xlsx")).unwrap(), before, "the input stays");
    assert_eq!(desk.run(&["check", "错_已核.xlsx"]).code, 0);
    let again = desk.run(&["fix", "错.xlsx"]);
    assert!(again.code == 2 && again.err.contains("--force"), "{}", again.err);
    assert_eq!(desk.run(&["fix", "错.xlsx", "--force"]).code, 0);
    let itself = desk.run(&["fix", "错_已核.xlsx", "--force"]);
    assert!(itself.code == 2 && itself.err.contains("-o"), "{}", itself.err);
    assert!(!desk.path("错_已核_已核.xlsx").exists());
    assert_eq!(desk.run(&["fix", "错_已核.xlsx", "-o", "再.xlsx"]).code, 0);
    assert_eq!(fs::read(desk.path("再.xlsx")).unwrap(), fs::read(desk.path("错_已核.xlsx")).unwrap());
    // The folder is made where it is not there yet; what stands in its place is not replaced.
    assert_eq!(desk.run(&["fix", "对.xlsx", "错.xlsx", "--out-dir", "果"]).code, 0);
    assert_eq!(fs::read_dir(desk.path("果")).unwrap().count(), 2);
    let file = desk.run(&["fix", "错.xlsx", "--out-dir", "再.xlsx"]);
    assert!(file.code == 2 && file.err.contains("F062"), "{}", file.err);
    let nowhere = desk.run(&["fix", "错.xlsx", "-o", "无/果.xlsx"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("输出文件夹不存在"), "{}", nowhere.err);
}

#[test]
fn the_input_is_never_the_output() {
    let desk = Desk::new();
    let link = |name: &str| {
        #[cfg(unix)]
        std::os::unix::fs::symlink(desk.path("错.xlsx"), desk.path(name)).unwrap();
        #[cfg(not(unix))]
        fs::hard_link(desk.path("错.xlsx"), desk.path(name)).unwrap();
    };
    link("链.xlsx");
    fs::hard_link(desk.path("错.xlsx"), desk.path("硬.xlsx")).unwrap();
    let before = desk.files();
    for output in ["错.xlsx", "./错.xlsx", "链.xlsx", "硬.xlsx"] {
        let ran = desk.run(&["fix", "错.xlsx", "-o", output, "--force"]);
        assert_eq!(ran.code, 2, "{output}");
        assert!(ran.err.contains("F061"), "{output}: {}", ran.err);
    }
    // An input of the same run is no output either.
    desk.put("错_已核.xlsx", &workbooks::example("national-project"));
    let ran = desk.run(&["fix", "错.xlsx", "错_已核.xlsx", "--force"]);
    assert_eq!(ran.err.matches("F061").count(), 2, "{}", ran.err);
    fs::remove_file(desk.path("错_已核.xlsx")).unwrap();
    assert_eq!(desk.files(), before);
}

#[test]
fn two_inputs_of_one_name_do_not_overwrite_each_other() {
    let desk = Desk::new();
    for folder in ["甲", "乙", "果"] {
        fs::create_dir(desk.path(folder)).unwrap();
    }
    for name in ["甲/表.xlsx", "乙/表.xlsx"] {
        desk.put(name, &workbooks::example("national-project"));
    }
    let ran = desk.run(&["fix", "甲/表.xlsx", "乙/表.xlsx", "--out-dir", "果", "--force"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("乙/表.xlsx") && ran.err.contains("F060"), "{}", ran.err);
}

#[test]
fn new_forms_take_their_content_from_exports() {
    let desk = Desk::new();
    let make = |from: &[&str], output: &str| {
        let args = [&["new", "--profile", "national-project", "-o", output][..], from].concat();
        desk.run(&args).code
    };
    assert_eq!(make(&[], "空白.xlsx"), 0);
    assert_eq!(make(&[], "空白.xlsx"), 2, "it is there");
    let export = |name: &str, format: &str| desk.run(&["export", name, "--format", format]).out;
    desk.put("表.json", export("错.xlsx", "json").as_bytes());
    desk.put("表.csv", export("错.xlsx", "csv").as_bytes());
    for data in ["表.json", "表.csv"] {
        let output = format!("{data}.xlsx");
        assert_eq!(make(&["--from", data], &output), 0);
        assert_eq!(export(&output, "csv").replace(&output, "错.xlsx"), export("错.xlsx", "csv"), "{data}");
    }
    desk.put("坏.json", b"{");
    assert_eq!(make(&["--from", "坏.json"], "坏.xlsx"), 2);
    assert!(!desk.path("坏.xlsx").exists());
}

#[test]
fn csv_opens_in_excel_by_a_double_click() {
    let desk = Desk::new();
    for args in [&["check", "错.xlsx", "--format", "csv"][..], &["export", "错.xlsx", "--format", "csv"]] {
        let out = desk.run(args).out;
        let body = out.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let rows = reader.records().collect::<Result<Vec<_>, _>>().unwrap();
        assert!(!rows.is_empty() && body.ends_with("\r\n"), "{body}");
    }
}

#[test]
fn every_rule_and_profile_has_a_page() {
    let desk = Desk::new();
    let list: serde_json::Value =
        serde_json::from_str(&desk.run(&["rules", "--format", "json"]).out).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), ziping::rules::CATALOGUE.len());
    for rule in list {
        let (id, title) = (rule["id"].as_str().unwrap(), rule["title"].as_str().unwrap());
        let page = desk.run(&["rules", id]);
        assert!(page.code == 0 && page.out.contains(title), "{id}");
        assert_eq!(desk.run(&["rules", title]).out, page.out);
    }
    for id in ["national-project", "shangjie-department"] {
        assert!(desk.run(&["profiles"]).out.contains(id));
        let page = desk.run(&["profiles", id]);
        assert!(page.out.contains("依据：") && page.out.contains("预算执行率 10"), "{}", page.out);
    }
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let desk = Desk::new();
    let mut child = desk
        .command(&["check", "错.xlsx", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 1);
}

#[test]
fn names_cannot_steer_the_terminal() {
    let desk = Desk::new();
    let name = "表\u{1b}[2J\u{202e}.xlsx";
    if fs::write(Path::new(&desk.path(name)), "x").is_ok() {
        let err = desk.run(&["check", name]).err;
        assert!(!err.contains(['\u{1b}', '\u{202e}']) && err.contains("\\u{202e}"), "{err:?}");
    }
}

#[test]
fn a_report_is_held_against_its_form() {
    let desk = Desk::new();
    desk.put("报告.txt", "2022年度自评报告\n满意度情况：代表反映良好。该项得分35分。\n".as_bytes());
    let ran = desk.run(&["check", "对.xlsx", "--report-text", "报告.txt"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("H40  report-score-differs") && ran.out.contains("报告第 2 段“该项得分35分”"),
        "{}",
        ran.out
    );
    let json = desk.run(&["check", "对.xlsx", "--report-text", "报告.txt", "--format", "json"]);
    assert!(json.out.contains("\"report\": {") && json.out.contains("\"paragraph\": 2"), "{}", json.out);
    let fixed = desk.run(&["fix", "对.xlsx", "--report-text", "报告.txt"]);
    assert!(fixed.code == 1 && fixed.out.contains("report-score-differs"), "{}", fixed.out);
    desk.put("说明.pdf", b"%PDF-1.7");
    for (args, says) in [
        (&["check", "对.xlsx", "--report-text", "无.txt"][..], "F050"),
        (&["check", "对.xlsx", "--report-text", "说明.pdf"], "F086"),
        (&["check", "对.xlsx", "错.xlsx", "--report-text", "报告.txt"], "一份表配一份报告"),
    ] {
        let ran = desk.run(args);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}
