//! Claims that all of something was attained: 以上均达到指标值, 各项指标全部完成.

use super::clauses::{Line, Stop, sentence};
use super::facts::spoken;
use super::names::{Meant, Named};
use super::statements::Statement;
use super::{Claim, Report};
use crate::model::IndicatorRow;

/// Words that make a claim of all.
const ALL: [&str; 4] = ["均", "全部", "都", "悉数"];

/// Words between them and the verb.
const BETWEEN: [&str; 10] = ["已经", "已", "能够", "能", "按时", "按期", "如期", "圆满", "顺利", "按要求"];

const VERBS: [&str; 5] = ["达标", "达到", "达成", "完成", "实现"];

/// What the verb must be about, unless what stands before says so.
const OBJECTS: [&str; 8] =
    ["指标值", "目标值", "绩效指标", "各项指标", "预期指标", "年初目标", "预期目标", "既定目标"];

/// What takes the claim back, or makes it a plan.
const NOT_SO: [&str; 15] = [
    "未",
    "没有",
    "不",
    "除",
    "大部分",
    "基本",
    "部分",
    "多数",
    "应",
    "确保",
    "力争",
    "争取",
    "将",
    "要求",
    "如果",
];

/// What the claim is about, in its own words.
enum About<'c> {
    /// What was named before: by 以上, or in the same sentence by nothing at all.
    Named { back: bool },
    /// 各项指标: all there are.
    Every,
    /// 产出指标.
    Name(&'c str),
}

impl<'f> Report<'f> {
    /// Every claim, with the rows that it is about.
    pub(in crate::rules) fn claims(&self) -> Vec<Claim<'f>> {
        let (mut claims, mut heading) = (Vec::new(), String::new());
        for (at, line) in self.lines.iter().enumerate() {
            if line.is_heading() {
                heading = line.text();
            }
            let start = self.statements.partition_point(|own| own.line < at);
            let end = self.statements.partition_point(|own| own.line <= at);
            claims.extend(self.claims_in(line, &self.statements[start..end], &heading));
        }
        claims
    }

    fn claims_in(&self, line: &Line, statements: &[Statement<'f>], heading: &str) -> Vec<Claim<'f>> {
        let clauses = line.clauses();
        let head = clauses
            .first()
            .filter(|clause| clause.stop == Stop::Colon && spoken(&clause.text).is_none())
            .map(|clause| clause.text.as_str());
        let (mut claims, mut last) = (Vec::new(), 0);
        for clause in &clauses {
            let Some(about) = about(&clause.text) else { continue };
            let opening = sentence(&clauses, clause.sentence).first().map_or(0, |first| first.from);
            // 以上 reaches back to the claim before, a bare 均 to the sentence's beginning.
            let reach = if matches!(about, About::Named { back: true }) { last } else { opening.max(last) };
            let said = &clauses[clauses.partition_point(|own| own.from < reach)..];
            let said = &said[..said.partition_point(|own| own.from < clause.from)];
            last = clause.to;
            if said.iter().any(|own| is_exception(&own.text)) || self.is_of_other_year(&clause.text) {
                continue;
            }
            let start = statements.partition_point(|own| own.from < reach);
            let end = statements.partition_point(|own| own.from < clause.from);
            let named = statements[start..end].iter().filter_map(Statement::row).collect();
            if let Some(rows) = self.rows_claimed(&about, named, head, heading) {
                claims.push(Claim { quote: line.quote(clause.from, clause.to), rows });
            }
        }
        claims
    }

    /// The rows that a claim is about; `None` where that is not plain.
    fn rows_claimed(
        &self,
        about: &About<'_>,
        named: Vec<&'f IndicatorRow>,
        head: Option<&str>,
        heading: &str,
    ) -> Option<Vec<&'f IndicatorRow>> {
        match about {
            About::Name(name) => self.group(name),
            About::Named { .. } if !named.is_empty() => Some(named),
            About::Named { .. } | About::Every => match head {
                Some(head) => self.group(head),
                None => match (self.group(heading), about) {
                    (Some(rows), _) => Some(rows),
                    (None, About::Every) => Some(self.form.filled_indicators().collect()),
                    (None, _) => None,
                },
            },
        }
    }

    /// The rows of the group of this name, or of one that is like it as no other is.
    fn group(&self, name: &str) -> Option<Vec<&'f IndicatorRow>> {
        let exact = self.names.exact(name);
        let is_group = |named: &&&Named<'f>| matches!(named.meant, Meant::Group(_));
        let named = match exact.iter().find(is_group) {
            Some(named) => named,
            None => self.names.nearest(name, |named| matches!(named.meant, Meant::Group(_)))?.0,
        };
        match &named.meant {
            Meant::Group(group) => Some(group.rows.clone()),
            _ => None,
        }
    }
}

/// 除预算执行率外, or an indicator that is said to be missed: the claim after it is about the others.
fn is_exception(clause: &str) -> bool {
    clause.starts_with('除') && clause.contains('外')
        || ["未达", "未完成", "未能", "没有达到", "没有完成"].iter().any(|word| clause.contains(word))
}

/// What a clause claims to be attained wholly; `None` for a clause without such a claim.
fn about(clause: &str) -> Option<About<'_>> {
    let (at, word) = ALL.iter().filter_map(|word| Some((clause.find(word)?, *word))).min()?;
    let (subject, mut rest) = (&clause[..at], &clause[at + word.len()..]);
    while let Some(shorter) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let verb = VERBS.iter().find(|verb| rest.starts_with(**verb))?;
    let object = rest[verb.len()..].trim_start_matches('了').trim_end_matches("要求");
    if NOT_SO.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let names_indicators = subject.contains("指标") && !subject.contains("任务");
    let is_claim = match *verb {
        "达标" => object.is_empty() || object.starts_with("完成"),
        _ => OBJECTS.iter().any(|word| object.ends_with(word)) || names_indicators && object.is_empty(),
    };
    if !is_claim {
        return None;
    }
    let subject = subject.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '度'));
    let bare = subject.trim_end_matches("指标");
    Some(match bare {
        "" if subject.is_empty() => About::Named { back: false },
        "以上" | "上述" | "以上各项" | "上述各项" | "以上三级" | "上述三级" => {
            About::Named { back: true }
        }
        ""
        | "各项"
        | "所有"
        | "全部"
        | "绩效"
        | "各项绩效"
        | "所有绩效"
        | "全部绩效"
        | "三级"
        | "各"
        | "各三级"
        | "各项三级"
        | "年度绩效"
        | "本年度各项绩效"
        | "本年度绩效" => About::Every,
        // A count or other words before 指标: only the form's own names are taken.
        _ => About::Name(subject),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(clause: &str) -> Option<String> {
        about(clause).map(|about| match about {
            About::Named { back } => if back { "above" } else { "named" }.to_owned(),
            About::Every => "every".to_owned(),
            About::Name(name) => name.to_owned(),
        })
    }

    #[test]
    fn knows_a_claim_of_all() {
        for (clause, expected) in [
            ("以上均达到指标值", "above"),
            ("均达到指标值", "named"),
            ("以上指标全部达标", "above"),
            ("各项绩效指标均已完成", "every"),
            ("各项指标全部达到年初目标", "every"),
            ("产出指标均达到年度指标值", "产出指标"),
            ("2023年度绩效指标全部完成", "every"),
        ] {
            assert_eq!(told(clause).as_deref(), Some(expected), "{clause}");
        }
    }

    #[test]
    fn leaves_praise_plans_and_exceptions_alone() {
        for clause in [
            "圆满完成年初各项指标任务",
            "绩效考核目标任务圆满完成",
            "各项工作均已完成",
            "除预算执行率外均达到指标值",
            "大部分指标均已达标",
            "确保各项指标全部完成",
            "各项指标未能全部完成",
            "各项目均完成验收",
            "基本指标均达到目标值",
        ] {
            assert_eq!(told(clause), None, "{clause}");
        }
    }
}
