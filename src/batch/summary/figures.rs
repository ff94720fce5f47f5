//! What the whole run comes to.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::book::Light;
use crate::batch::{FileRecord, FormRecord, Status};
use crate::report::Lang;
use crate::value::round;

/// Sums over the records of a run. Points and grades are summed only where the profile is confirmed.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) files: usize,
    clean: usize,
    with_findings: usize,
    unreadable: usize,
    same: usize,
    corrected: usize,
    forms: usize,
    wrong: usize,
    budget: Decimal,
    budget_of_wrong: Decimal,
    over: Points,
    under: Points,
    grades: BTreeMap<(String, String), usize>,
}

/// How many forms, and how many points together.
#[derive(Debug, Default)]
struct Points {
    forms: usize,
    points: Decimal,
}

impl Points {
    fn add(&mut self, points: Decimal) {
        self.forms += 1;
        self.points += points;
    }
}

impl Figures {
    pub(super) fn count(&mut self, file: &FileRecord) {
        self.files += 1;
        self.same += usize::from(file.same_as.is_some());
        self.corrected += file.corrected;
        match file.status {
            Status::Clean => self.clean += 1,
            Status::Findings => self.with_findings += 1,
            Status::Unreadable => self.unreadable += 1,
        }
        file.forms.iter().for_each(|form| self.count_form(form));
    }

    fn count_form(&mut self, form: &FormRecord) {
        self.forms += 1;
        let budget = form.budget().unwrap_or_default();
        self.budget += budget;
        if form.light() == Light::Wrong {
            self.wrong += 1;
            self.budget_of_wrong += budget;
        }
        if !form.profile.confirmed {
            return;
        }
        match form.gap() {
            Some(gap) if gap > Decimal::ZERO => self.over.add(gap),
            Some(gap) if gap < Decimal::ZERO => self.under.add(-gap),
            _ => {}
        }
        if let Some((stated, computed)) = form.grade_change() {
            *self.grades.entry((stated.to_owned(), computed.to_owned())).or_default() += 1;
        }
    }

    /// The run in one sentence.
    pub(super) fn verdict(&self, lang: Lang) -> String {
        let Self { files, clean, with_findings, unreadable, same, corrected, .. } = self;
        let mut aside = String::new();
        if *same > 0 {
            aside += &lang.choose(
                format!("，其中 {same} 份与另一份完全相同"),
                format!(", {same} of them the same as another"),
            );
        }
        if *corrected > 0 {
            aside +=
                &lang.choose(format!("，已更正 {corrected} 处"), format!(", {corrected} cells corrected"));
        }
        lang.choose(
            format!("共 {files} 份：通过 {clean}，有问题 {with_findings}，无法检查 {unreadable}{aside}。"),
            format!(
                "{files} files: {clean} passed, {with_findings} with findings, {unreadable} not checked{aside}."
            ),
        )
    }

    /// The key figures: what each is, the figure, what it is made of.
    pub(super) fn key_figures(&self, lang: Lang) -> [[String; 3]; 5] {
        let Self { forms, wrong, over, under, budget, budget_of_wrong, .. } = self;
        let share = match *forms {
            0 => Decimal::ZERO,
            forms => Decimal::from(*wrong) * Decimal::ONE_HUNDRED / Decimal::from(forms),
        };
        let flips: usize = self.grades.values().sum();
        let changes: Vec<String> = self
            .grades
            .iter()
            .map(|((stated, computed), count)| format!("{stated}→{computed} {count}"))
            .collect();
        let changes =
            if changes.is_empty() { lang.choose("没有", "none").to_owned() } else { changes.join("，") };
        let [budget, budget_of_wrong] = [budget, budget_of_wrong].map(|amount| grouped(*amount));
        lang.choose(
            [
                ["自评表".to_owned(), format!("{forms} 张"), format!("来自 {} 份文件", self.files)],
                ["有错误的".to_owned(), format!("{wrong} 张"), format!("占 {share:.1}%")],
                [
                    "涉及资金".to_owned(),
                    format!("{budget} 万元"),
                    format!("有错误的表涉及 {budget_of_wrong} 万元"),
                ],
                [
                    "总分多填".to_owned(),
                    format!("{:.2} 分", over.points),
                    format!("{} 张；另有 {} 张少填 {:.2} 分", over.forms, under.forms, under.points),
                ],
                ["等级有变".to_owned(), format!("{flips} 张"), changes.clone()],
            ],
            [
                ["forms".to_owned(), forms.to_string(), format!("from {} files", self.files)],
                ["with errors".to_owned(), wrong.to_string(), format!("{share:.1} %")],
                [
                    "funds (万元)".to_owned(),
                    budget.clone(),
                    format!("{budget_of_wrong} on forms with errors"),
                ],
                [
                    "points overstated".to_owned(),
                    format!("{:.2}", over.points),
                    format!("{} forms; {} understate {:.2}", over.forms, under.forms, under.points),
                ],
                ["grade changes".to_owned(), flips.to_string(), changes],
            ],
        )
    }
}

/// An amount with two decimals and a comma between thousands.
fn grouped(amount: Decimal) -> String {
    let text = format!("{:.2}", round(amount.abs(), 2));
    let (whole, decimals) = text.split_at(text.len() - 3);
    let mut grouped = if amount.is_sign_negative() { "-".to_owned() } else { String::new() };
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + decimals
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        for (amount, text) in [
            (dec!(0), "0.00"),
            (dec!(999.999), "1,000.00"),
            (dec!(123), "123.00"),
            (dec!(1234.5), "1,234.50"),
            (dec!(-1234567), "-1,234,567.00"),
        ] {
            assert_eq!(grouped(amount), text);
        }
    }
}
