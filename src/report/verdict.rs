//! The closing line and the counts behind it.

use std::ops::AddAssign;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Lang;
use crate::model::Severity;
use crate::rules::CheckedForm;

/// How a run over some files ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Verdict {
    /// Files with nothing at the level that fails a run.
    pub passed: usize,
    /// Files with findings at that level.
    pub failed: usize,
    /// Files that could not be checked.
    pub unreadable: usize,
    /// Cells corrected.
    pub corrected: usize,
    /// Findings that a person had a word on.
    pub waived: usize,
    /// Findings that the earlier report has already.
    pub known: usize,
}

impl Verdict {
    /// Counts a file that was checked and says whether it failed; `fail_on` is the lowest level that fails it.
    pub fn count(&mut self, forms: &[CheckedForm], fail_on: Severity) -> bool {
        let failed = fails(forms, fail_on);
        let findings = || forms.iter().flat_map(|form| &form.findings);
        self.waived += findings().filter(|finding| finding.waived.is_some()).count();
        self.known += findings().filter(|finding| finding.known).count();
        *if failed { &mut self.failed } else { &mut self.passed } += 1;
        failed
    }

    /// The exit code: 2 if a file could not be checked, else 1 if one failed, else 0.
    pub fn exit_code(&self) -> u8 {
        match (self.unreadable, self.failed) {
            (0, 0) => 0,
            (0, _) => 1,
            _ => 2,
        }
    }

    /// `共 3 份：通过 1，有问题 1，无法检查 1，已更正 0 处；用时 0.01 秒`.
    pub fn line(&self, elapsed: Duration, lang: Lang) -> String {
        let Self { passed, failed, unreadable, corrected, waived, known } = self;
        let some = |count: &usize, zh: &str, en: &str| match count {
            0 => String::new(),
            count => lang.choose(format!("，{zh} {count} 处"), format!(", {count} {en}")),
        };
        let aside = some(waived, "已说明或误报", "waived") + &some(known, "基线内", "in the baseline");
        let (files, seconds) = (passed + failed + unreadable, elapsed.as_secs_f64());
        lang.choose(
            format!(
                "共 {files} 份：通过 {passed}，有问题 {failed}，无法检查 {unreadable}，已更正 {corrected} 处{aside}；用时 {seconds:.2} 秒"
            ),
            format!(
                "{files} files: {passed} passed, {failed} with findings, {unreadable} not checked, {corrected} cells corrected{aside}; {seconds:.2} s"
            ),
        )
    }
}

/// Over both runs.
impl AddAssign for Verdict {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.unreadable += other.unreadable;
        self.corrected += other.corrected;
        self.waived += other.waived;
        self.known += other.known;
    }
}

/// Whether any finding that counts reaches the level.
pub(super) fn fails(forms: &[CheckedForm], fail_on: Severity) -> bool {
    forms
        .iter()
        .flat_map(|form| &form.findings)
        .any(|finding| finding.counts() && finding.severity >= fail_on)
}
