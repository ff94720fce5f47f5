//! What the program says about a few whole forms, and what it makes of them, word for word.
//!
//! Each folder of `tests/golden/` has the form (`input.xlsx`), the report of `check` (`findings.txt`) and the corrected
//! workbook as text (`corrected.txt`). After a change that is meant, write them anew and read the difference:
//!
//! ```sh
//! ZIPING_WRITE_GOLDEN=1 cargo test --test golden
//! ```

#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

mod dump;
mod typed_form;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dump::dump;
use typed_form::{Expected, remark, typed_form};
use ziping::check::{Input, check_file, fix};
use ziping::model::{FormContent, FundingContent, IndicatorContent};
use ziping::report::{Lang, checked_lines, read_content};
use ziping::rules::Request;
use ziping::template::{Profile, by_id};

/// Small enough to be read in a review.
const LARGEST_BYTES: usize = 30 * 1024;

struct Case {
    name: &'static str,
    profile: &'static Profile,
    content: FormContent,
    expected: Vec<Expected>,
}

#[test]
fn one_project_form_with_every_slip_in_a_row_of_its_own() {
    holds(&Case {
        name: "national-faults",
        profile: by_id("national-project").unwrap(),
        content: project(PROJECT_FUNDING, &FAULTY_ROWS, "88.5", "中"),
        expected: vec![
            ("年度资金总额", "execution-rate-disagrees"),
            ("年度资金总额", "execution-rate-wrong-base"),
            ("改造路灯", "score-disagrees"),
            ("工程验收合格率", "score-above-weight"),
            ("设施完好率", "missed-but-full"),
            ("设施完好率", "score-disagrees"),
            ("设施完好率", "variance-unexplained"),
            ("按期完工率", "scored-without-data"),
            ("主体完工时间", "value-kind-clash"),
            ("年节约电费", "variance-unexplained"),
            ("受益居民", "score-missing"),
            ("总分", "total-off-sum"),
            ("自评等级", "grade-disagrees"),
        ],
    });
}

/// The head's score and the total that goes with it: two roots, and neither hides the other.
#[test]
fn a_department_form_with_a_full_budget_score_and_its_total() {
    let mut content = department();
    content.funding[0].score = "10".to_owned();
    content.total_score = "99.48".to_owned();
    holds(&Case {
        name: "department-double-fault",
        profile: by_id("shangjie-department").unwrap(),
        content,
        expected: department_expects(&[
            ("部门预算总额（万元）", "execution-score-disagrees"),
            ("总分", "total-off-sum"),
        ]),
    });
}

/// One weight too high: the sums that follow from it stand under it, and no score is lowered or raised for it.
#[test]
fn a_department_form_with_one_weight_too_high() {
    let mut content = department();
    let row = content.indicators.iter_mut().find(|row| row.level3 == "政府采购执行率").unwrap();
    row.weight = "3".to_owned();
    holds(&Case {
        name: "department-weights",
        profile: by_id("shangjie-department").unwrap(),
        content,
        expected: department_expects(&[
            ("年度履职目标相关性", "weights-off-level1"),
            ("政府采购执行率", "score-disagrees"),
            ("政府采购执行率", "variance-unexplained"),
            ("总分", "weights-off-total"),
        ]),
    });
}

#[test]
fn a_project_form_that_nobody_has_scored_yet() {
    holds(&Case {
        name: "unscored",
        profile: by_id("national-project").unwrap(),
        content: project(UNSCORED_FUNDING, &UNSCORED_ROWS, "", ""),
        expected: vec![
            ("年度资金总额", "derived-missing"),
            ("改造路灯", "indicator-too-heavy"),
            ("改造路灯", "score-missing"),
        ],
    });
}

/// 年度资金总额 and its parts: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分. The rate is that of the first budget.
const PROJECT_FUNDING: [[&str; 7]; 3] = [
    ["年度资金总额", "100.00", "120.00", "108.00", "10", "108.00%", "9"],
    ["其中：当年财政拨款", "80.00", "90.00", "81.00", "—", "90.00%", "—"],
    ["其他资金", "20.00", "30.00", "27.00", "—", "90.00%", "—"],
];

const UNSCORED_FUNDING: [[&str; 7]; 3] = [
    ["年度资金总额", "100.00", "120.00", "108.00", "10", "", ""],
    ["其中：当年财政拨款", "80.00", "90.00", "81.00", "—", "", "—"],
    ["其他资金", "20.00", "30.00", "27.00", "—", "", "—"],
];

/// Level 1, level 2, level 3, target, actual, weight, score, reason.
type Row = [&'static str; 8];

const FAULTY_ROWS: [Row; 12] = [
    ["产出指标", "数量指标", "新建口袋公园", "≥10座", "10座", "6", "6", ""],
    [
        "产出指标",
        "数量指标",
        "改造路灯",
        "≥200盏",
        "180盏",
        "10",
        "9.5",
        "两条街道管线尚未迁改，明年一季度补装。",
    ],
    ["产出指标", "质量指标", "工程验收合格率", "100%", "100%", "8", "9", ""],
    ["产出指标", "质量指标", "设施完好率", "≥95%", "90%", "6", "6", ""],
    ["产出指标", "时效指标", "按期完工率", "≥90%", "", "6", "6", ""],
    ["产出指标", "时效指标", "主体完工时间", "10月31日前", "100%", "4", "4", ""],
    ["产出指标", "成本指标", "单座建设成本", "≤5万元", "5万元", "10", "10", ""],
    ["效益指标", "经济效益指标", "年节约电费", "≥20万元", "18万元", "10", "9", ""],
    ["效益指标", "社会效益指标", "受益居民", "≥5000人", "5200人", "10", "", ""],
    ["效益指标", "生态效益指标", "绿化覆盖率", "≥40%", "42%", "5", "5", ""],
    [
        "效益指标",
        "可持续影响指标",
        "管护机制",
        "健全",
        "基本健全",
        "5",
        "4",
        "管护经费标准尚未出台，已报主管部门研究。",
    ],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", "10", "10", ""],
];

const UNSCORED_ROWS: [Row; 5] = [
    [
        "产出指标",
        "数量指标",
        "改造路灯",
        "≥200盏",
        "180盏",
        "30",
        "",
        "两条街道管线尚未迁改，明年一季度补装。",
    ],
    [
        "产出指标",
        "成本指标",
        "单盏改造成本",
        "≤2000元",
        "2500元",
        "20",
        "",
        "灯杆一并更换，单价上升；今后分项报价。",
    ],
    ["效益指标", "社会效益指标", "受益居民", "≥5000人", "5200人", "20", "", ""],
    ["效益指标", "可持续影响指标", "管护机制", "健全", "基本健全", "10", "", ""],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", "10", "", ""],
];

/// Rows of the department example whose target is a word or a date, and whose actual value is 100 %.
const UNPROVABLE: [&str; 11] = [
    "年度履职目标相关性",
    "工作任务科学性",
    "绩效指标合理性",
    "预算编制完整性",
    "决算真实性",
    "资金使用合规性",
    "管理制度健全性",
    "预决算信息公开性",
    "资产管理规范性",
    "人民代表大会召开时间",
    "人大代表履职活动正常运转情况",
];

/// What the intact department example is warned of, and the slips of a case.
fn department_expects(slips: &[Expected]) -> Vec<Expected> {
    let clashes = UNPROVABLE.map(|row| (row, "value-kind-clash"));
    let intact = [
        ("结转结余率", "carry-over-rate-disagrees"),
        ("部门预算总额（万元）", "low-spending-full-output"),
        ("预算执行率", "execution-scored-twice"),
        ("政府采购执行率", "over-fulfilment-unexplained"),
    ];
    [&clashes[..], &intact, slips].concat()
}

fn project(funding: [[&str; 7]; 3], rows: &[Row], total: &str, grade: &str) -> FormContent {
    let header =
        [("项目名称", "背街小巷改造工程"), ("主管部门", "某区城市管理局"), ("实施单位", "某区市政设施所")];
    let funding = funding.map(|row| {
        let [name, original_budget, revised_budget, outturn, weight, execution_rate, score] =
            row.map(str::to_owned);
        FundingContent {
            name,
            original_budget,
            revised_budget,
            outturn,
            weight,
            execution_rate,
            score,
            ..FundingContent::default()
        }
    });
    let indicators = rows.iter().map(|row| {
        let [level1, level2, level3, target, actual, weight, score, variance_note] = row.map(str::to_owned);
        IndicatorContent {
            level1,
            level2,
            level3,
            target,
            actual,
            weight,
            score,
            variance_note,
            ..IndicatorContent::default()
        }
    });
    FormContent {
        fiscal_year: Some(2023),
        header: header.map(|(label, entry)| (label.to_owned(), entry.to_owned())).to_vec(),
        funding: funding.to_vec(),
        goal_expected: "改造背街小巷的照明和绿地，方便居民出行和休憩。".to_owned(),
        goal_actual: "公园全部建成开放，路灯改造完成九成。".to_owned(),
        indicators: indicators.collect(),
        total_score: total.to_owned(),
        grade: grade.to_owned(),
        ..FormContent::default()
    }
}

/// The shipped department example, which has no error.
fn department() -> FormContent {
    let path = Path::new("workbook-templates/shangjie-department/example.json");
    read_content(path, &fs::read(path).unwrap()).unwrap().remove(0)
}

/// The checked-in files are what the generator, `check` and `fix` make, and the remarks beside the rows come true.
fn holds(case: &Case) {
    let folder = Path::new("tests/golden").join(case.name);
    let (bytes, remarks) = typed_form(case.profile, &case.content, &case.expected);
    assert!(bytes.len() <= LARGEST_BYTES, "{} has {} bytes", case.name, bytes.len());
    let write = std::env::var_os("ZIPING_WRITE_GOLDEN").is_some();
    let path = folder.join("input.xlsx");
    if write {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, &bytes).unwrap();
    }
    assert!(fs::read(&path).unwrap() == bytes, "{} is not what the generator makes", path.display());
    assert_eq!(reported(&path, &remarks), remarks, "{}: the remarks beside the rows", case.name);
    let fixed = fix(&Input::open(&path).unwrap(), &Request::default(), &[], false).unwrap();
    for (name, text) in
        [("findings.txt", findings(&path)), ("corrected.txt", unversioned(&dump(&fixed.bytes)))]
    {
        let path = folder.join(name);
        if write {
            fs::write(&path, &text).unwrap();
        }
        same(&path, &text);
    }
}

/// What is in fact reported in each row that has a remark, as the remark would say it.
fn reported(path: &Path, remarks: &BTreeMap<u32, String>) -> BTreeMap<u32, String> {
    let forms = check_file(path, &Request::default()).outcome.unwrap();
    let found = |row: u32| {
        let findings = forms.iter().flat_map(|form| &form.findings);
        let rules: BTreeSet<&str> =
            findings.filter(|finding| finding.cell.row + 1 == row).map(|finding| finding.rule).collect();
        remark(&Vec::from_iter(rules))
    };
    remarks.keys().map(|row| (*row, found(*row))).collect()
}

/// The report of `check` as it is printed without colour, under the bare file name.
fn findings(path: &Path) -> String {
    let forms = check_file(path, &Request::default()).outcome.unwrap();
    let lines = checked_lines(&PathBuf::from("input.xlsx"), &forms, Lang::Zh);
    lines.iter().map(|line| format!("{}{}\n", " ".repeat(line.indent), line.text)).collect()
}

/// A new version alone changes no golden.
fn unversioned(text: &str) -> String {
    text.replace(concat!("ziping ", env!("CARGO_PKG_VERSION")), "ziping 0.0.0")
}

fn same(path: &Path, text: &str) {
    let golden = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let changed = difference(&golden, text);
    assert!(
        golden == text,
        "{} differs (- as stored, + as made now); if that is meant, run\n  \
         ZIPING_WRITE_GOLDEN=1 cargo test --test golden\n{}",
        path.display(),
        changed.join("\n")
    );
}

/// The first lines that are only in one of the texts, in order.
fn difference(old: &str, new: &str) -> Vec<String> {
    const MOST: usize = 40;
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // How long the longest common run of lines is from each pair of places on.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for (i, before) in old.iter().enumerate().rev() {
        for (j, after) in new.iter().enumerate().rev() {
            common[i][j] = if before == after {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while (i < old.len() || j < new.len()) && lines.len() < MOST {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            lines.push(format!("- {}", old[i]));
            i += 1;
        } else {
            lines.push(format!("+ {}", new[j]));
            j += 1;
        }
    }
    lines
}

#[test]
fn a_difference_shows_the_changed_lines_only() {
    let (old, new) = ("A1: 分值\nB1: 10\nB2: 9\nC1: 良\n", "A1: 分值\nB1: 10\nB2: 8\nC1: 良\nC2: 新\n");
    assert_eq!(difference(old, new), ["- B2: 9", "+ B2: 8", "+ C2: 新"]);
    assert_eq!(difference(old, old), Vec::<String>::new());
}
