//! The grade (等级) a report states, and whether a sentence is about the whole form.

use super::Report;
use super::clauses::{Line, Stop, before, sentence_text};
use super::facts::{Said, spoken};
use crate::model::Quote;

/// A grade as the report has it.
pub(in crate::rules) struct GradeSaid {
    /// 优, 良, 中 or 差.
    pub(in crate::rules) grade: &'static str,
    pub(in crate::rules) quote: Quote,
}

const GRADES: [(&str, &str); 8] = [
    ("优秀", "优"),
    ("良好", "良"),
    ("合格", "中"),
    ("较差", "差"),
    ("优", "优"),
    ("良", "良"),
    ("中", "中"),
    ("差", "差"),
];

const BEFORE_GRADES: [&str; 6] = ["等级", "结果", "评定", "评为", "级别", "档次"];

/// Words that speak of the whole: once they are gone nothing is left of a subject that names no part.
const OF_THE_WHOLE: [&str; 40] = [
    "我单位",
    "本单位",
    "我局",
    "我委",
    "我院",
    "我中心",
    "我校",
    "本部门",
    "该项目",
    "本项目",
    "项目",
    "部门",
    "单位",
    "整体",
    "结论",
    "情况",
    "得分",
    "评定",
    "预算",
    "支出",
    "资金",
    "绩效",
    "自评",
    "评价",
    "综合",
    "年度",
    "结果",
    "最终",
    "总体",
    "总",
    "按照",
    "根据",
    "打分",
    "的",
    "为",
    "经",
    "本",
    "评",
    "自",
    "价",
];

impl Report<'_> {
    /// Every grade that is stated of the whole form.
    pub(in crate::rules) fn grades(&self) -> Vec<GradeSaid> {
        let mut heading = String::new();
        let mut said = Vec::new();
        for line in &self.lines {
            if line.is_heading() {
                heading = line.text();
            }
            let about_part = !self.named_exactly(&heading).is_empty();
            said.extend(grades_in(line).into_iter().filter_map(|(sentence, found)| {
                let is_own = !self.is_of_other_year(&sentence);
                (!about_part && is_own && self.speaks_of_whole(&sentence, &heading)).then_some(found)
            }));
        }
        said
    }
}

fn grades_in(line: &Line) -> Vec<(String, GradeSaid)> {
    let clauses = line.clauses();
    let found = clauses.iter().filter_map(|clause| {
        let (lead, grade) = grade_at_end(&clause.text)?;
        // 培训项目自评得分88分，等级为良: the grade is that of what was named before it.
        let is_of_part = before(&clauses, clause).iter().any(|own| match spoken(&own.text) {
            Some(spoken) => {
                matches!(spoken.said, Said::Score | Said::Weight) && !is_about_whole(spoken.subject)
            }
            None => own.stop == Stop::Colon && !is_about_whole(&own.text),
        });
        (is_about_whole(lead) && !is_of_part).then(|| {
            let quote = line.quote(clause.from, clause.to);
            (sentence_text(&clauses, clause), GradeSaid { grade, quote })
        })
    });
    found.collect()
}

/// Whether a sentence states a grade.
pub(super) fn has_grade(sentence: &str) -> bool {
    sentence.split(',').any(|clause| grade_at_end(clause).is_some())
}

/// The grade a clause ends with, and what stands before 等级, 结果 …
fn grade_at_end(clause: &str) -> Option<(&str, &'static str)> {
    let text = clause.trim_end_matches(['”', '"', '级', '等', '次']);
    let (word, grade) = GRADES.iter().find(|(word, _)| text.ends_with(word))?;
    let rest = text.strip_suffix(word)?.trim_end_matches(['“', '"']);
    let rest = ["评定为", "确定为", "评为", "为", "是"]
        .iter()
        .find_map(|word| rest.strip_suffix(word))
        .unwrap_or(rest);
    // 评为“优” has the word before the grade within the copula.
    let lead = BEFORE_GRADES.iter().find_map(|word| rest.strip_suffix(word)).or_else(|| {
        clause.contains("评为").then_some(rest).or_else(|| clause.contains("评定为").then_some(rest))
    })?;
    Some((lead, grade))
}

/// Whether nothing in a subject names a part.
pub(super) fn is_about_whole(subject: &str) -> bool {
    let mut rest = subject.to_owned();
    for word in OF_THE_WHOLE {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '度' | '“' | '”' | '(' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_grade_of_the_whole() {
        for (clause, grade) in [
            ("自评结果为优", Some("优")),
            ("评价等级为“优”", Some("优")),
            ("我单位2022年整体绩效自评结果为良好", Some("良")),
            ("评定为优秀等级", Some("优")),
            ("综合评定等级为良", Some("良")),
            ("培训效果良好", None),
            ("工作作风为优", None),
            ("第三小组自评结果为优", None),
        ] {
            let found = grade_at_end(clause).filter(|(lead, _)| is_about_whole(lead)).map(|(_, grade)| grade);
            assert_eq!(found, grade, "{clause}");
        }
    }
}
