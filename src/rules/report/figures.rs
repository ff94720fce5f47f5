//! Figures of money in a report: amounts and rates that are said of the whole.

use rust_decimal::Decimal;

use super::clauses::Clause;
use crate::model::{Field, FundingRow};
use crate::value::{Amount, parse_number};

/// Which column of the funding block an amount belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Original,
    Revised,
    /// 预算, which may be either.
    AnyBudget,
    Outturn,
}

/// An amount or a rate as the report has it, without what stands around it.
pub(super) struct Figure<'c> {
    pub(super) clause: &'c Clause,
    pub(super) what: What,
    /// As written, with unit.
    pub(super) text: String,
    pub(super) number: Decimal,
    /// Whether the words say that it is the whole's.
    pub(super) is_named_whole: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Amount(Column),
    /// 执行率.
    Rate,
    /// A percentage beside 预算 or 资金.
    Share,
}

/// Words of the whole; once they and the words of [`AROUND`] are gone, nothing is left before the figure.
const WHOLE: [&str; 15] = [
    "部门整体",
    "整体",
    "我单位",
    "本单位",
    "我局",
    "我委",
    "我院",
    "本部门",
    "该项目",
    "本项目",
    "项目",
    "部门",
    "单位",
    "年度资金",
    "总额",
];

/// Longest first where one is part of another.
const AROUND: [&str; 40] = [
    "截至12月底",
    "截至12月31日",
    "截至年底",
    "截止12月底",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行数",
    "预算数",
    "预算执行率",
    "执行率",
    "执行进度",
    "支出进度",
    "支出率",
    "调整后",
    "年初",
    "全年",
    "年度",
    "当年",
    "本年",
    "预算",
    "支出",
    "执行",
    "资金",
    "安排",
    "批复",
    "下达",
    "列入",
    "实际",
    "累计",
    "金额",
    "完成",
    "支付",
    "总",
    "共",
    "合计",
    "数",
    "达到",
    "已",
    "的",
];

impl Column {
    /// The form's own name of it.
    pub(super) fn label(self, row: &FundingRow) -> (&'static str, &'static str) {
        match self {
            Self::Original => ("年初预算数", "original budget"),
            Self::Revised => ("全年预算数", "revised budget"),
            Self::AnyBudget if row.revised_budget.is_some() => ("全年预算数", "revised budget"),
            Self::AnyBudget => ("预算数", "budget"),
            Self::Outturn => ("全年执行数", "outturn"),
        }
    }
}

/// The cells of a funding row that an amount of this column may be.
pub(super) fn fields(row: &FundingRow, column: Column) -> impl Iterator<Item = &Field<Amount>> {
    let fields = match column {
        Column::Original => [row.original_budget.as_ref(), None],
        Column::Revised => [row.budget(), None],
        Column::AnyBudget => [row.budget(), row.original_budget.as_ref()],
        Column::Outturn => [row.outturn.as_ref(), None],
    };
    fields.into_iter().flatten()
}

/// The figure a clause ends with, where nothing stands before it but words of the whole.
pub(super) fn figure(clause: &Clause) -> Option<Figure<'_>> {
    let text = clause.text.split('(').next().unwrap_or(&clause.text);
    let digits_end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = text[..digits_end].trim_end_matches(is_digit).len();
    let (lead, value, unit) = (&text[..start], &text[start..digits_end], &text[digits_end..]);
    let number = parse_number(value)?;
    let what = match unit {
        "%" if ["执行率", "执行进度", "支出进度", "支出率"].iter().any(|word| lead.contains(word)) => {
            What::Rate
        }
        "%" if lead.contains("预算") || lead.contains("资金") => What::Share,
        "万元" | "元" | "亿元" | "万" => What::Amount(column(lead)?),
        _ => return None,
    };
    let mut rest = lead.trim_end_matches(['为', '是', '达', ':']).to_owned();
    let is_named_whole = WHOLE.iter().any(|word| rest.contains(word));
    for word in AROUND.iter().chain(&WHOLE) {
        rest = rest.replace(word, "");
    }
    let rest = rest.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '度' | '我' | '在'));
    rest.is_empty().then(|| Figure { clause, what, text: text[start..].to_owned(), number, is_named_whole })
}

fn column(lead: &str) -> Option<Column> {
    let has = |words: &[&str]| words.iter().any(|word| lead.contains(word));
    let ends = |words: &[&str]| {
        words.iter().any(|word| lead.trim_end_matches(['为', '是', '共', '达']).ends_with(word))
    };
    if has(&["执行数", "实际支出", "支出数", "累计支出", "全年支出", "实际执行", "全年执行", "支付"])
        || ends(&["支出", "执行"])
    {
        Some(Column::Outturn)
    } else if lead.contains("调整后") || lead.contains("全年预算") {
        Some(Column::Revised)
    } else if lead.contains("调整") {
        // The amount of the change.
        None
    } else if lead.contains("年初") {
        Some(Column::Original)
    } else {
        lead.contains("预算").then_some(Column::AnyBudget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Paragraph as Words;
    use crate::rules::report::clauses::Line;

    fn read(text: &str) -> Vec<(What, String)> {
        let line = Line::new(&Words { number: 1, text: text.to_owned() });
        line.clauses().iter().filter_map(figure).map(|figure| (figure.what, figure.text)).collect()
    }

    #[test]
    fn reads_figures_of_the_whole() {
        let amount = |column, text: &str| (What::Amount(column), text.to_owned());
        for (text, expected) in [
            (
                "2022年列入部门预算资金66.6%，年初预算855.66万元，实际支出615.33万元",
                vec![
                    (What::Share, "66.6%".to_owned()),
                    amount(Column::Original, "855.66万元"),
                    amount(Column::Outturn, "615.33万元"),
                ],
            ),
            (
                "全年预算数1,200万元，执行数1,100万元，执行率91.67%",
                vec![
                    amount(Column::Revised, "1,200万元"),
                    amount(Column::Outturn, "1,100万元"),
                    (What::Rate, "91.67%".to_owned()),
                ],
            ),
            ("我单位2022年度部门预算923.86万元", vec![amount(Column::AnyBudget, "923.86万元")]),
            ("培训项目全年预算数100万元", vec![]),
            ("预算调整68.2万元", vec![]),
            ("预算执行率指标值为≥100%", vec![]),
            ("政府采购执行率90%", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
