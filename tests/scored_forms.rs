//! Random forms that the program scored itself: nothing is found on them, and one slip in a cell that follows from others is
//! found there and nowhere else.

mod support;

use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;
use support::{FormBuilder, apply_safe_fixes, department, form, roots, under};
use ziping::model::{EvaluationForm, Field, Stored};
use ziping::rules::CheckedForm;
use ziping::value::{CellRef, Points, Rate};

/// Profiles whose formulas leave nothing open on these forms, and the points each gives the budget.
const PROFILES: [(&str, u32); 9] = [
    ("national-project", 10),
    ("anhui-project", 10),
    ("jiangxi", 10),
    ("zhejiang", 10),
    ("guangxi", 10),
    ("shanghai-project", 10),
    ("shanxi", 10),
    ("hubei-project", 20),
    ("shangjie-department", 10),
];

/// One row: how its target reads, and how far in percent of it the actual value went.
#[derive(Debug, Clone)]
struct Row {
    kind: Kind,
    target: u32,
    reached: u32,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// `≥120件`.
    Count,
    /// `≥85%`.
    Rate,
    /// `≤6.5%`.
    Limit,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let kind = prop_oneof![Just(Kind::Count), Just(Kind::Rate), Just(Kind::Limit)];
    let row = (kind, 20_u32..=400, 30_u32..=180);
    // The first row is missed: a form of full marks is worth a remark of its own.
    proptest::collection::vec(row, 9..=9).prop_map(|rows| {
        let mut rows: Vec<Row> =
            rows.into_iter().map(|(kind, target, reached)| Row { kind, target, reached }).collect();
        rows[0] = Row { kind: Kind::Rate, target: 90, reached: 70 };
        rows
    })
}

impl Row {
    /// Target and actual value as they read on the form.
    fn texts(&self) -> (String, String) {
        let Self { kind, target, reached } = *self;
        match kind {
            Kind::Count => (format!("≥{target}件"), format!("{}件", target * reached / 100)),
            Kind::Rate => {
                let percent = target % 60 + 40;
                (format!("≥{percent}%"), format!("{}%", (percent * reached / 100).min(100)))
            }
            // A reverse target that nobody knows how to score once it is missed is met here.
            Kind::Limit => {
                let tenths = target % 90 + 10;
                (format!("≤{}.{}%", tenths / 10, tenths % 10), format!("{}%", tenths / 20))
            }
        }
    }
}

/// The form as it is before anybody has scored it: every cell that follows from others is blank.
fn unscored(profile: &str, budget_weight: u32, budget: u32, spent: u32, rows: &[Row]) -> EvaluationForm {
    const LEVELS: [(&str, &str, usize); 3] = [
        ("产出指标", "数量指标", 4),
        ("效益指标", "社会效益指标", 4),
        ("满意度指标", "服务对象满意度指标", 1),
    ];
    let is_department = profile == "shangjie-department";
    let weights: [u32; 9] = match (is_department, budget_weight) {
        (true, _) => [8, 7, 5, 5, 10, 10, 10, 18, 17],
        (false, 10) => [15, 10, 15, 10, 10, 10, 5, 5, 10],
        (false, _) => [10, 10, 10, 10, 8, 7, 7, 8, 10],
    };
    let outturn = budget * spent / 100;
    let amounts = (format!("{budget}.50"), format!("{outturn}.25"), budget_weight.to_string());
    let mut builder: FormBuilder = if is_department { department() } else { form() };
    builder = builder.funding(["年度资金总额", &amounts.0, &amounts.0, &amounts.1, &amounts.2, "", ""]);
    let mut levels = LEVELS.iter().flat_map(|(level1, level2, rows)| vec![(*level1, *level2); *rows]);
    for (number, (row, weight)) in rows.iter().zip(weights).enumerate() {
        let (level1, level2) = levels.next().expect("nine rows in three groups");
        // The points of a department form bind: 30, 25 and 35 for three groups of its own.
        let level1 = match (is_department, number) {
            (true, 0..4) => "产出指标",
            (true, 4..7) => "投入管理指标",
            (true, _) => "效益指标",
            (false, _) => level1,
        };
        let (target, actual) = row.texts();
        let noun = match row.kind {
            Kind::Count => "台账建立件数",
            Kind::Rate => "台账建立比例",
            Kind::Limit => "台账退件比例",
        };
        builder = builder.indicator(|indicator| {
            indicator
                .levels(level1, level2)
                .name(&format!("第{}片区{noun}", number + 1))
                .target(&target)
                .actual(&actual)
                .weight(&weight.to_string())
                .score("")
                .deviation("")
                .reason(&format!("第{}片区的人员轮换，记录在案。", number + 1))
        });
    }
    let builder = builder.total("100", "");
    if is_department { builder.build() } else { builder.grade("").build() }
}

/// The form as `ziping fix` scores it.
fn scored(profile: &str, blank: &EvaluationForm) -> EvaluationForm {
    apply_safe_fixes(&under(profile, blank))
}

fn told(checked: &CheckedForm) -> Vec<String> {
    checked
        .findings
        .iter()
        .map(|finding| format!("{}@{} {}", finding.rule, finding.cell, finding.message.zh))
        .collect()
}

/// Writes a number over a cell that follows from others.
fn slip<T>(field: &mut Field<T>, value: T, text: String) -> CellRef {
    field.value = Some(value);
    field.text = text;
    field.at
}

fn slip_points(field: &mut Field<Points>, hundredths: i64) -> CellRef {
    let off = field.value.expect("a scored form").get() + Decimal::new(hundredths, 2);
    slip(field, Points::new(off), off.to_string())
}

fn slip_rate(field: &mut Field<Rate>, hundredths: i64) -> CellRef {
    let off = field.value.expect("a scored form").percent() + Decimal::new(hundredths, 2);
    field.stored = Stored::Percent;
    slip(field, Rate::from_percent(off), format!("{off}%"))
}

/// Changes one of the form's derived cells by more than any tolerance; which one is up to `which`.
fn slipped(form: &mut EvaluationForm, which: &Index, hundredths: i64) -> CellRef {
    let rows = form.indicators.len();
    let has_deviation = form.indicators.iter().any(|row| row.deviation.is_some());
    let grade = usize::from(form.grade.is_some());
    let all = 3 + rows + grade + if has_deviation { rows } else { 0 };
    match which.index(all) {
        0 => slip_rate(form.funding[0].execution_rate.as_mut().expect("a rate"), hundredths),
        1 => slip_points(form.funding[0].score.as_mut().expect("a budget score"), hundredths),
        2 => slip_points(
            form.total.as_mut().and_then(|total| total.score.as_mut()).expect("a total"),
            hundredths,
        ),
        cell if cell < 3 + rows => {
            slip_points(form.indicators[cell - 3].score.as_mut().expect("a score"), hundredths)
        }
        cell if cell < 3 + rows + grade => {
            let field = form.grade.as_mut().expect("a grade");
            let other = if field.text == "良" { "中" } else { "良" };
            slip(field, other.to_owned(), other.to_owned())
        }
        cell => slip_rate(
            form.indicators[cell - 3 - rows - grade].deviation.as_mut().expect("a deviation"),
            hundredths,
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_found_on_a_form_that_the_program_scored(
        profile in proptest::sample::select(&PROFILES[..]), budget in 100_u32..=90_000, spent in 81_u32..=99, rows in rows(),
    ) {
        let (profile, weight) = profile;
        let form = scored(profile, &unscored(profile, weight, budget, spent, &rows));
        prop_assert_eq!(told(&under(profile, &form)), Vec::<String>::new());
    }

    #[test]
    fn one_slip_in_a_derived_cell_is_the_one_root_and_stands_there(
        profile in proptest::sample::select(&PROFILES[..]), budget in 100_u32..=90_000, spent in 81_u32..=99, rows in rows(),
        which: Index, off in 7_i64..=300, is_more: bool,
    ) {
        let (profile, weight) = profile;
        let mut form = scored(profile, &unscored(profile, weight, budget, spent, &rows));
        let cell = slipped(&mut form, &which, if is_more { off } else { -off });
        let checked = under(profile, &form);
        let found: Vec<String> =
            roots(&checked).iter().filter_map(|root| Some(root.split_once('@')?.1.to_owned())).collect();
        prop_assert_eq!(found, vec![cell.to_string()], "{:#?}", told(&checked));
    }
}
