//! What the forms say; all of it invented.

use ziping::model::Column;

use crate::layout::{Layout, Line};

/// One indicator.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fact {
    pub(crate) level1: &'static str,
    pub(crate) level2: &'static str,
    pub(crate) level3: &'static str,
    sign: &'static str,
    number: &'static str,
    unit: &'static str,
    actual: &'static str,
    weight: &'static str,
    score: &'static str,
    note: &'static str,
    /// 调整指标值, where the form has it.
    pub(crate) adjusted: &'static str,
}

impl Fact {
    /// `level1|level2|level3|sign|number|unit|actual|weight|score|note|adjusted`, as short as one likes.
    pub(crate) fn new(line: &'static str) -> Self {
        let mut parts = line.split('|').map(str::trim);
        let mut next = || parts.next().unwrap_or("");
        Self {
            level1: next(),
            level2: next(),
            level3: next(),
            sign: next(),
            number: next(),
            unit: next(),
            actual: next(),
            weight: next(),
            score: next(),
            note: next(),
            adjusted: next(),
        }
    }

    /// What its cell in this column says.
    pub(crate) fn text(&self, role: Column, layout: &Layout) -> String {
        let part = |text: &str, own: Column| if layout.has(own) { String::new() } else { text.to_owned() };
        let target = |number: &str| {
            if number.is_empty() {
                return String::new();
            }
            format!("{}{number}{}", part(self.sign, Column::Sign), part(self.unit, Column::Unit))
        };
        match role {
            Column::Level1 => self.level1.to_owned(),
            Column::Level2 => self.level2.to_owned(),
            Column::Level3 => self.level3.to_owned(),
            Column::Sign => self.sign.to_owned(),
            Column::Target if layout.has(Column::OriginalTarget) => target(self.adjusted),
            Column::Target | Column::OriginalTarget => target(self.number),
            Column::Unit => self.unit.to_owned(),
            Column::Actual => self.actual.to_owned(),
            Column::Weight => self.weight.to_owned(),
            Column::Score => self.score.to_owned(),
            Column::Deviation => if self.actual.is_empty() { "" } else { "0%" }.to_owned(),
            Column::VarianceNote => self.note.to_owned(),
            Column::Other => String::new(),
        }
    }
}

pub(crate) fn facts(lines: &[&'static str]) -> Vec<Line> {
    lines.iter().map(|line| Line::Fact(Fact::new(line))).collect()
}

/// Three groups of a project.
pub(crate) const PROJECT: &[&str] = &[
    "产出指标|数量指标|巡查河段长度|≥|266|公里|270公里|10|10|",
    "产出指标|数量指标|开展清淤次数|≥|12|次|9次|10|7.5|雨季推迟三次。",
    "产出指标|质量指标|清淤验收合格率|≥|95|%|100%|15|15|",
    "产出指标|时效指标|完工时间||11月底前||10月|10|10|",
    "产出指标|成本指标|单次清淤成本|≤|4.5|万元|4.2万元|5|5|",
    "效益指标|社会效益指标|河道行洪能力||提高||提高|15|15|",
    "效益指标|可持续影响指标|管护制度健全性||健全||健全|15|15|",
    "满意度指标|服务对象满意度指标|沿河居民满意度|≥|90|%|93%|10|10|",
];

/// Rows of a department, with the rate of the head as an indicator.
pub(crate) const DEPARTMENT: &[&str] = &[
    "投入管理指标|工作目标管理|年度履职目标相关性||相关||100%|2|2|",
    "投入管理指标|预算和财务管理|预算执行率|≥|90|%|81%|2|1.8|拨款较晚。",
    "投入管理指标|预算和财务管理|结转结余率|≤|20|%|12%|1|1|",
    "投入管理指标|绩效管理|绩效自评完成率||100%||100%|1|1|",
    "产出指标|重点工作任务完成|馆藏整理卷数|≥|3000|卷|3120卷|15|15|",
    "产出指标|履职目标实现|开放日次数||4次||4次|20|20|",
    "效益指标|履职效益|查档便利程度||良好||良好|20|20|",
    "效益指标|满意度|查档群众满意度|≥|90|%|97%|15|15|",
];

/// Sign, number and unit in every row.
pub(crate) const PARTS: &[&str] = &[
    "产出指标|数量指标|讲座场次|≥|24|场|26|10|10|",
    "产出指标|数量指标|参加人数|≥|1500|人次|1320|10|8.8|两场改为线上。",
    "产出指标|质量指标|设备完好率|=|100|%|100|20|20|",
    "产出指标|成本指标|每场成本|≤|1.2|万元|1.1|10|10|",
    "效益指标|社会效益指标|馆藏知晓程度|定性|好坏||好|20|20|",
    "满意度指标|服务对象满意度指标|读者满意度|≥|95|%|96|10|10|",
];
