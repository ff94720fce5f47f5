//! Records of forms that were never checked: each says what a test needs, the rest is as on most forms.

use rust_decimal::{Decimal, dec};
use ziping::batch::{
    FileRecord, FindingRecord, FixRecord, FormRecord, IndicatorRecord, ProfileRecord, Reason, Status,
};
use ziping::model::{Applicability, FormKind, Severity, Waiver, WaiverKind};

/// A file with one form and nothing found.
pub(crate) fn file(path: &str) -> FileRecord {
    FileRecord {
        path: path.to_owned(),
        sha256: Some("0".repeat(64)),
        status: Status::Clean,
        reason: None,
        same_as: None,
        corrected: 0,
        output: None,
        forms: vec![form()],
    }
}

/// A file that could not be checked.
pub(crate) fn unreadable(path: &str, code: &str, message: &str) -> FileRecord {
    let reason = Some(Reason { code: code.to_owned(), message: message.to_owned() });
    FileRecord { status: Status::Unreadable, reason, forms: Vec::new(), ..file(path) }
}

/// A file with the bytes of another.
pub(crate) fn same(path: &str, other: &str) -> FileRecord {
    FileRecord { same_as: Some(other.to_owned()), forms: Vec::new(), ..file(path) }
}

/// The same file with its form changed; its status follows from the findings.
pub(crate) fn with(file: FileRecord, change: impl FnOnce(&mut FormRecord)) -> FileRecord {
    let mut file = file;
    change(&mut file.forms[0]);
    let fails = file.findings().any(|own| own.counts() && own.severity == Severity::Error);
    file.status = if fails { Status::Findings } else { Status::Clean };
    file
}

/// A confirmed form that states 96 points and is right.
pub(crate) fn form() -> FormRecord {
    FormRecord {
        sheet: "自评表".to_owned(),
        title: "项目支出绩效自评表".to_owned(),
        kind: FormKind::Project,
        unit_name: Some("市水务局".to_owned()),
        project_name: Some("供水管网改造".to_owned()),
        fiscal_year: Some(2024),
        amount_unit: "万元".to_owned(),
        profile: ProfileRecord {
            id: "national-project".to_owned(),
            name: "财政部项目支出".to_owned(),
            given: false,
            confirmed: true,
            explained: 12,
            stated: 12,
        },
        original_budget: Some(dec!(100)),
        revised_budget: Some(dec!(120)),
        outturn: Some(dec!(96)),
        execution_rate: Some(dec!(80)),
        stated_score: Some(dec!(96)),
        computed_score: Some(dec!(96)),
        stated_grade: Some("优".to_owned()),
        computed_grade: Some("优".to_owned()),
        findings: Vec::new(),
        not_checked: 0,
        indicators: Vec::new(),
        texts: Vec::new(),
    }
}

/// A finding of a score that is half a point too high, with a safe fix.
pub(crate) fn finding(severity: Severity, cell: &str) -> FindingRecord {
    FindingRecord {
        rule: "score-disagrees".to_owned(),
        title: "得分与完成情况不符".to_owned(),
        severity,
        cell: cell.to_owned(),
        label: "更换老旧水表".to_owned(),
        stated: "10".to_owned(),
        expected: Some("9.50".to_owned()),
        difference: Some("0.50".to_owned()),
        message: "得分应为 9.50 = 10 × 95% ÷ 100%，填报 10，多 0.50".to_owned(),
        basis: "评分办法：正向指标按比例计分".to_owned(),
        fixes: vec![FixRecord {
            applicability: Applicability::Safe,
            cell: cell.to_owned(),
            value: "9.50".to_owned(),
        }],
        caused_by: None,
        waived: None,
        known: false,
    }
}

/// A person's word.
pub(crate) fn waiver(reason: &str) -> Waiver {
    Waiver { kind: WaiverKind::Explained, reason: reason.to_owned(), from: "ziping.toml:9".to_owned() }
}

/// Stated and recomputed totals with their grades.
pub(crate) fn totals(form: &mut FormRecord, stated: (Decimal, &str), computed: (Decimal, &str)) {
    (form.stated_score, form.stated_grade) = (Some(stated.0), Some(stated.1.to_owned()));
    (form.computed_score, form.computed_grade) = (Some(computed.0), Some(computed.1.to_owned()));
}

/// An indicator row with full marks.
pub(crate) fn indicator(row: u32, name: &str) -> IndicatorRecord {
    IndicatorRecord {
        row,
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: name.to_owned(),
        sign: String::new(),
        target: "≥100个".to_owned(),
        unit: String::new(),
        actual: "100个".to_owned(),
        weight: Some(dec!(10)),
        score: Some(dec!(10)),
        deviation: Some(dec!(0)),
        variance_note: String::new(),
        note_cell: Some(format!("I{row}")),
    }
}
