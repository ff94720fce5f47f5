//! Forms of every family of layouts, written down as exports.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Desk, made};

/// An export of one form, written as texts: every cell gets an address of its own, and levels that repeat share one.
pub(crate) struct Draft {
    pub(crate) form: Value,
    row: u32,
}

impl Draft {
    fn new(title: &str) -> Self {
        let form = json!({
            "sheet": "表", "title": title, "kind": "project", "amount_unit": "万元",
            "header": [], "funding": [], "goals": [], "tasks": [], "indicators": [],
        });
        Self { form, row: 2 }
    }

    fn set(mut self, key: &str, value: &str) -> Self {
        self.form[key] = json!(value);
        self
    }

    fn push(&mut self, block: &str, entry: Value) {
        if self.form[block].is_null() {
            self.form[block] = json!([]);
        }
        self.form[block].as_array_mut().unwrap().push(entry);
        self.row += 1;
    }

    /// Labels and entries of one line.
    fn header(mut self, pairs: &[(&str, &str)]) -> Self {
        let row = self.row;
        for ((label, text), col) in pairs.iter().zip("BDFH".chars()) {
            self.push("header", json!({ "label": label, "at": format!("{col}{row}"), "text": text }));
        }
        self
    }

    fn note(mut self, label: &str, text: &str) -> Self {
        let at = format!("A{}", self.row);
        self.push("notes", json!({ "label": label, "at": at, "text": text }));
        self
    }

    fn cell(&self, col: usize, text: &str) -> Value {
        json!({ "at": format!("{}{}", char::from(b'A' + u8::try_from(col).unwrap()), self.row), "text": text })
    }

    /// A row of a block; `heading=text` goes to the further columns, a key without `=` leaves its cell to the one above.
    fn row(mut self, block: &str, cells: &[(&str, &str)]) -> Self {
        let mut row = json!({ "row": self.row });
        let mut other = Vec::new();
        for (col, (key, text)) in cells.iter().enumerate() {
            let cell = self.cell(col, text);
            match key.strip_prefix("other:") {
                Some(heading) => {
                    other.push(json!({ "heading": heading, "at": cell["at"], "text": text, "value": text }));
                }
                None => row[*key] = cell,
            }
        }
        if let Some(above) = self.form[block].as_array().and_then(|rows| rows.last()) {
            for level in ["level1", "level2"].iter().filter(|_| block == "indicators") {
                if row.get(level).is_some() && row[level]["text"] == above[level]["text"] {
                    row[level]["at"] = above[level]["at"].clone();
                }
            }
        }
        if !other.is_empty() {
            row["other"] = Value::Array(other);
        }
        self.push(block, row);
        self
    }

    fn total(mut self, cells: &[(&str, &str)]) -> Self {
        let mut total = json!({});
        for (col, (key, text)) in cells.iter().enumerate() {
            total[*key] = self.cell(col + 6, text);
        }
        self.form["total"] = total;
        self.row += 1;
        self
    }

    /// What the program itself exports of such a form: the typed values are its own.
    pub(crate) fn export(self, desk: &Desk) -> Value {
        let draft = json!({ "schema": "ziping/forms/1", "files": [{ "forms": [self.form] }] });
        desk.export(&made("national-project", &typed(&draft)))
    }
}

/// The draft with the value that each text has, where it is one number.
fn typed(draft: &Value) -> Value {
    let mut draft = draft.clone();
    fn walk(value: &mut Value) {
        if let Some(text) = value.get("text").and_then(Value::as_str).map(str::to_owned)
            && value.get("label").is_none()
        {
            let number = text.trim_end_matches('%');
            let percent_in_words = text.starts_with(['≥', '≤']);
            if number.parse::<f64>().is_ok() && !percent_in_words {
                value["value"] = json!(number);
            }
        }
        match value {
            Value::Array(items) => items.iter_mut().for_each(walk),
            Value::Object(items) => items.values_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut draft);
    draft
}

type Cells<'a> = [(&'a str, &'a str)];

fn flat(
    level3: &'static str,
    sign: &'static str,
    target: &'static str,
    unit: &'static str,
) -> Vec<(&'static str, &'static str)> {
    vec![
        ("level3", level3),
        ("sign", sign),
        ("target", target),
        ("unit", unit),
        ("actual", target),
        ("weight", "10"),
        ("score", "9.5"),
        ("variance_note", ""),
    ]
}

fn levels<'a>(names: [&'a str; 3], rest: &Cells<'a>) -> Vec<(&'a str, &'a str)> {
    let own = ["level1", "level2", "level3"].into_iter().zip(names);
    own.chain(rest.iter().copied()).collect()
}

/// One form of every family of layouts, with the number of its indicator rows.
pub(crate) fn drafts() -> BTreeMap<&'static str, (Draft, usize)> {
    let new = || Draft::new("2023年度项目支出绩效自评表");
    let points = |target, weight, score| {
        [("target", target), ("actual", target), ("weight", weight), ("score", score)]
    };
    let mut all = BTreeMap::new();
    let mut put = |name, draft: Draft, rows| {
        all.insert(name, (draft, rows));
    };
    put(
        "a flat list with sign and unit",
        {
            let rows = [
                flat("讲座知晓率", "=", "100", "%"),
                flat("机制健全性", "定性", "好坏", ""),
                flat("满意度", "≥", "95", "%"),
            ];
            rows.iter()
                .fold(new(), |draft, row| draft.row("indicators", row))
                .total(&[("weight", "30"), ("score", "28.5")])
        },
        3,
    );
    put(
        "two targets, no levels, a total in the head",
        {
            let row = |name, original, target, score| {
                vec![
                    ("level3", name),
                    ("sign", "定量指标"),
                    ("target", target),
                    ("original_target", original),
                    ("unit", "%"),
                    ("actual", "92%"),
                    ("weight", "2"),
                    ("score", score),
                    ("other:得分系数(%)", "100%"),
                    ("other:是否\n核心指标", "否"),
                ]
            };
            new()
                .set("title", "部门整体绩效自评表")
                .header(&[("主管部门", ""), ("财政处室", "")])
                .header(&[("自评总分(分)", "4"), ("部门联系人", "×××")])
                .row("goals", &[("expected", "调整后"), ("actual", "完成")])
                .row("goals", &[("expected", "年初")])
                .row("indicators", &row("控制率", "90%", "100%", "2"))
                .row("indicators", &row("变动率", "", "80%", "2"))
        },
        2,
    );
    put(
        "review columns",
        {
            let row = |name, score| {
                levels(
                    ["产出指标", "数量指标", name],
                    &[
                        ("target", "≥90%"),
                        ("actual", "95%"),
                        ("weight", "10"),
                        ("score", score),
                        ("variance_note", "原因"),
                        ("other:复核得分", "9"),
                        ("other:复核意见", "同意"),
                        ("other:复核得分", ""),
                    ],
                )
            };
            new()
                .row("indicators", &row("甲", "10"))
                .row("indicators", &row("乙", "8"))
                .total(&[("weight", "20"), ("score", "18")])
        },
        2,
    );
    put(
        "a score beside the unit's own",
        {
            let row = |name| {
                levels(
                    ["产出指标", "数量指标", name],
                    &[
                        ("target", "3"),
                        ("actual", "3"),
                        ("weight", "5"),
                        ("score", "5"),
                        ("other:得分", "4"),
                        ("other:自评得分", "3"),
                    ],
                )
            };
            new().row("indicators", &row("甲")).row("indicators", &row("乙"))
        },
        2,
    );
    put(
        "further labels in the head",
        {
            new()
                .set("title", "某项目绩效自评表")
                .header(&[("单位名称", "某站"), ("填报日期", "2023年3月20日")])
                .header(&[("单位", "元")])
                .header(&[("项目类别", "1、部门预算项目 ☑ 2、专项 □")])
                .header(&[("填报年度", "")])
                .set("amount_unit", "元")
                .row("indicators", &levels(["产出指标", "数量指标", "甲"], &points("≥20000亩", "10", "10")))
                .total(&[("weight", "10"), ("score", "10")])
        },
        1,
    );
    put(
        "three funding columns and no points",
        {
            new()
                .set("kind", "transfer")
                .header(&[("转移支付(项目)名称", "补助")])
                .row(
                    "funding",
                    &[
                        ("name", "年度资金总额:"),
                        ("revised_budget", "4000"),
                        ("outturn", "4000"),
                        ("execution_rate", "100%"),
                    ],
                )
                .row(
                    "funding",
                    &[
                        ("name", "      地方资金"),
                        ("revised_budget", ""),
                        ("outturn", ""),
                        ("execution_rate", ""),
                    ],
                )
                .row(
                    "indicators",
                    &levels(
                        ["产出指标", "数量指标", "公里"],
                        &[("target", "20"), ("actual", "20"), ("variance_note", "")],
                    ),
                )
                .row(
                    "indicators",
                    &levels(
                        ["产出指标", "质量指标", "……"],
                        &[("target", ""), ("actual", ""), ("variance_note", "")],
                    ),
                )
                .note("说明", "按项目填报。")
                .note("", "绩效目标：无法归入以上各栏的")
        },
        2,
    );
    put(
        "seven funding columns and more",
        {
            let row = |name, weight, rate, score| {
                vec![
                    ("name", name),
                    ("original_budget", "620.82万元"),
                    ("revised_budget", "1,234.50"),
                    ("outturn", "387664.62"),
                    ("weight", weight),
                    ("execution_rate", rate),
                    ("score", score),
                    ("other:资金来源", "省级"),
                    ("other:原因", "—"),
                ]
            };
            new()
                .set("title", "支出绩效自评表")
                .set("amount_unit", "元")
                .row("funding", &row("总额", "10", "97.75", "9.8"))
                .row("funding", &row("其中", "—", "99%", "—"))
                .row("funding", &row("其他", "", "", ""))
                .row("indicators", &levels(["产出指标\n(50分)", "", "甲"], &points("25TB", "10", "10")))
                .total(&[("weight", "20"), ("score", "19.8分")])
        },
        1,
    );
    put(
        "points in the labels only",
        {
            let row = |name| levels(["部门决策（25分）", "目标任务（15分）", name], &[("score", "5")]);
            new()
                .set("title", "2017年部门整体支出绩效评价得分表")
                .row("indicators", &row("相关性（5分）"))
                .row("indicators", &row("明确性（5分）"))
        },
        2,
    );
    put(
        "parent rows",
        {
            let row = |name, score| {
                levels(
                    ["产出指标", "数量指标", name],
                    &[("target", "≧20000亩"), ("actual", "20000亩"), ("score", score)],
                )
            };
            new()
                .row("indicators", &row("一、示范区建立", "15.0"))
                .row("indicators", &row("1、水稻", "5.0"))
                .row("indicators", &row("2、玉米", "10.0"))
                .row("indicators", &row("二、试验", "15.0"))
                .total(&[("score", "30")])
                .note("填表人", "")
                .note("联系电话", "")
                .note("填表日期", "年  月  日")
        },
        4,
    );
    put(
        "points of a merged cell",
        {
            let own = levels(["产出指标", "数量指标", "甲"], &points("25TB", "20", "10"));
            let below =
                levels(["产出指标", "数量指标", "乙"], &[("target", "100%覆盖"), ("actual", "100%覆盖")]);
            new()
                .row("indicators", &own)
                .row("indicators", &below)
                .total(&[("weight", "20"), ("score", "10")])
        },
        2,
    );
    put(
        "several goals, tasks and notes",
        {
            new()
                .row("goals", &[("expected", "目标一"), ("actual", "完成一")])
                .row("goals", &[("expected", "目标二"), ("actual", "")])
                .row("tasks", &[("name", "会议"), ("content", "开会"), ("actual", "开了")])
                .row(
                    "indicators",
                    &levels(["产出指标", "时效指标", "甲"], &points("2023年11月30日前", "10", "")),
                )
                .row("indicators", &levels(["产出指标", "时效指标", "指标2："], &points("", "", "")))
                .total(&[("weight", ""), ("score", "")])
                .note("其他需要说明事项", "无")
                .note("评价结论", "")
                .note("", "绩效自评完成。")
        },
        2,
    );
    put(
        "a lone goal and no indicators",
        {
            new()
                .header(&[("项目名称", "司法业务经费")])
                .row(
                    "funding",
                    &[
                        ("name", "总额"),
                        ("original_budget", "5"),
                        ("revised_budget", "5"),
                        ("outturn", "4.50"),
                        ("score", ""),
                    ],
                )
                .row("goals", &[("expected", "普法、社区矫正、公共法律服务三项")])
        },
        0,
    );
    all
}
