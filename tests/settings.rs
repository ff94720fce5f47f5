//! `ziping.toml`, people's marks in a corrected workbook, and baselines, as a user meets them.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod desk;
mod workbooks;

use std::fs;

use desk::{Desk, validate};
use serde_json::Value;

const WAIVED: &str = "[[waivers]]
rule = \"score-disagrees\"
kind = \"已说明\"
reason = \"上级核定为 7.8 分\"
file = \"错*.xlsx\"
";

#[test]
fn the_nearest_settings_hold_and_are_named_once() {
    let desk = Desk::new();
    desk.put("ziping.toml", "fail_on = \"warning\"\n[levels]\ntotal-off-sum = \"off\"\n");
    fs::create_dir_all(desk.path("甲/乙")).unwrap();
    let ran = desk.run_in("甲/乙", &["check", "../../对.xlsx", "../../对.xlsx"]);
    assert_eq!(ran.code, 1, "its warnings fail it");
    assert_eq!(ran.err.matches("的设置").count(), 1, "{}", ran.err);
    assert!(ran.err.starts_with("按 ") && ran.err.contains("ziping.toml 的设置"), "{}", ran.err);
    assert!(!desk.run(&["check", "-q", "对.xlsx"]).err.contains("设置"));
    assert_eq!(desk.run(&["check", "--fail-on", "error", "对.xlsx"]).code, 0, "a flag outranks the file");
    let without = desk.run(&["--no-config", "check", "对.xlsx"]);
    assert!(without.code == 0 && !without.err.contains("设置"), "{}", without.err);
    desk.put("甲/ziping.toml", "lang = \"en\"\n");
    let nearer = desk.run_in("甲/乙", &["check", "../../对.xlsx"]);
    assert!(nearer.code == 0 && nearer.out.contains("no errors"), "{}", nearer.out);
    assert!(desk.run_in("甲", &["check", "--lang", "zh", "../对.xlsx"]).out.contains("没有错误"));
    let named = desk.run_in("甲", &["check", "--config", "../ziping.toml", "../对.xlsx"]);
    assert!(named.code == 1 && named.out.contains("没有错误"), "{}", named.out);
    let both = desk.run(&["check", "--config", "ziping.toml", "--no-config", "对.xlsx"]);
    assert!(both.code == 2 && both.err.contains("不能与"), "{}", both.err);
}

#[test]
fn broken_settings_stop_every_command_with_one_sentence() {
    let desk = Desk::new();
    let waiver = |keys: &str| format!("\n[[waivers]]\n{keys}");
    for (text, says) in [
        ("[levles]", "第 1 行：没有“levles”这个键；是不是 levels？"),
        ("langg = \"en\"", "第 1 行：没有“langg”这个键；是不是 lang？"),
        ("\nlang = \"de\"", "第 2 行：lang 不接受“de”；可用：zh、en"),
        ("lang = en", "第 1 行的写法不对"),
        ("profile = \"shangjie\"", "是不是 shangjie-department？"),
        (
            "[levels]\nscore-disagree = \"off\"",
            "第 2 行：没有“score-disagree”这条规则；是不是 score-disagrees？",
        ),
        ("[levels]\nscore-disagrees = \"warn\"", "第 2 行：score-disagrees 不接受“warn”；是不是 warning？"),
        ("levels = 1", "levels 要写成一段，如 [levels]"),
        (&waiver("rule = \"total-of-sum\""), "第 3 行：没有“total-of-sum”这条规则；是不是 total-off-sum？"),
        (&waiver("kind = \"属实\""), "第 3 行：kind 不接受“属实”；可用：已说明、误报"),
        (&waiver("rule = \"total-off-sum\"\nkind = \"误报\""), "第 2 行起的 [[waivers]] 缺少 reason"),
        (&waiver("reason = \"\""), "第 3 行：reason 是空的"),
        (&waiver("rule = \"total-off-sum\"\nkind = \"误报\"\nreason = \"无\""), "没有写位置"),
    ] {
        desk.put("ziping.toml", text);
        for args in [&["check", "错.xlsx"][..], &["fix", "错.xlsx"], &["config"], &["rules"]] {
            let ran = desk.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{text}");
            assert!(ran.err.contains(says) && ran.err.contains("（F072）"), "{text}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
        assert_eq!(desk.run(&["check", "错.xlsx", "--no-config"]).code, 1);
        assert_eq!(desk.run(&["check", "--help"]).code, 0);
    }
    let english = desk.run(&["check", "--lang", "en", "错.xlsx"]);
    assert!(english.err.contains("names no place"), "{}", english.err);
    let nowhere = desk.run(&["check", "--config", "无.toml", "错.xlsx"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("F078"), "{}", nowhere.err);
    fs::write(desk.path("ziping.toml"), [0xb2, 0xe2]).unwrap();
    assert!(desk.run(&["check", "错.xlsx"]).err.contains("不是 UTF-8"));
}

#[test]
fn the_example_in_the_manual_is_sound() {
    let manual = fs::read_to_string("docs/使用手册.md").unwrap();
    let example = manual.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let desk = Desk::new();
    desk.put("ziping.toml", example);
    let ran = desk.run(&["config"]);
    assert!(ran.code == 0 && ran.out.contains("供水*.xlsx “更换老旧水表”"), "{}{}", ran.out, ran.err);
}

#[test]
fn config_tells_each_value_and_where_it_is_from() {
    let desk = Desk::new();
    let plain = desk.run(&["config", "--no-config"]);
    assert!(plain.code == 0 && plain.out.contains("没有设置文件") && plain.out.contains("zh（默认）"));
    desk.put(
        "ziping.toml",
        &format!(
            "profile = \"national-project\"\nlang = \"zh\"\n[levels]\nscore-missing = \"warning\"\n{WAIVED}"
        ),
    );
    let ran = desk.run(&["config"]);
    for says in [
        "设置文件：ziping.toml",
        "national-project（ziping.toml 第 1 行）",
        "lang：zh（ziping.toml 第 2 行）",
        "fail_on：错误（默认）",
        "级别 score-missing：错误 → 提醒（ziping.toml 第 4 行）",
        "已说明 score-disagrees：错*.xlsx：上级核定为 7.8 分（ziping.toml 第 5 行）",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    let json = desk.run(&["config", "--format", "json", "--lang", "en"]).json();
    assert_eq!(json["profile"]["value"], "national-project");
    assert_eq!((&json["lang"]["value"], &json["lang"]["origin"]), (&"en".into(), &"--lang".into()));
    assert_eq!(json["waivers"][0]["from"], "ziping.toml:5");
    let head = desk.run(&["check", "对.xlsx"]).out;
    assert!(head.contains("评分办法：national-project") && head.contains("由使用人指定"), "{head}");
    assert!(desk.run(&["check", "对.xlsx", "--profile", "shangjie-department"]).out.contains("没有错误"));
}

#[test]
fn levels_change_what_is_told_and_are_told_themselves() {
    let desk = Desk::new();
    desk.put(
        "ziping.toml",
        "[levels]\nscore-disagrees = \"off\"\ntotal-off-sum = \"info\"\nexecution-rate-disagrees = \"warning\"\n",
    );
    let json = desk.run(&["check", "错.xlsx", "--format", "json"]).json();
    let findings = json["files"][0]["forms"][0]["findings"].as_array().unwrap();
    let told: Vec<(&str, &str)> = findings
        .iter()
        .map(|finding| (finding["rule"].as_str().unwrap(), finding["severity"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("execution-rate-disagrees", "warning"),
            ("execution-rate-wrong-base", "warning"),
            ("total-off-sum", "info")
        ]
    );
    assert_eq!((&json["summary"]["errors"], &json["summary"]["warnings"]), (&0.into(), &2.into()));
    let list = desk.run(&["rules"]).out;
    assert!(list.contains("不查  score-disagrees") && list.contains("（原为错误，ziping.toml:2）"), "{list}");
    assert!(desk.run(&["rules", "total-off-sum"]).out.contains("原为错误，按 ziping.toml:3 为提示"));
    let rules = desk.run(&["rules", "--format", "json"]).json();
    let level =
        |id: &str| rules.as_array().unwrap().iter().find(|rule| rule["id"] == id).unwrap()["level"].clone();
    assert_eq!((level("score-disagrees"), level("score-missing")), ("off".into(), Value::Null));
    assert_eq!(desk.run(&["fix", "错.xlsx"]).code, 0);
    let about = desk.sheet("错_已核.xlsx", "规则与版本");
    for says in ["不查（原为错误）", "提醒（原为错误）", "提示（原为错误）"] {
        assert!(about.contains(says), "{says}: {about}");
    }
}

#[test]
fn a_waived_finding_is_told_aside_and_not_corrected() {
    let desk = Desk::new();
    desk.put("ziping.toml", WAIVED);
    let ran = desk.run(&["check", "错.xlsx"]);
    for says in [
        "✗ 错误 2 处，提醒 1 处，提示 0 处；已说明 1 处",
        "已说明 1 处（不计入问题）：",
        "已说明 score-disagrees 得分与完成情况不符：H15“更换老旧水表”：上级核定为 7.8 分（ziping.toml:1）",
        "可自动更正 2 格",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    assert!(ran.err.contains("已说明或误报 1 处"), "{}", ran.err);
    let json = desk.run(&["check", "错.xlsx", "--format", "json"]);
    validate(&json.out);
    let json = json.json();
    assert_eq!((&json["summary"]["errors"], &json["summary"]["waived"]), (&2.into(), &1.into()));
    let findings = json["files"][0]["forms"][0]["findings"].as_array().unwrap();
    let waived: Vec<&Value> = findings.iter().filter(|finding| finding.get("waived").is_some()).collect();
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0]["waived"]["kind"], "已说明");
    assert_eq!(waived[0]["waived"]["from"], "ziping.toml:1");
    assert!(json.get("unused_waivers").is_none());
    let csv = desk.run(&["check", "错.xlsx", "--format", "csv"]).out;
    assert!(csv.contains(",已说明,上级核定为 7.8 分,ziping.toml:1,"), "{csv}");
    let english = desk.run(&["check", "--lang", "en", "错.xlsx"]).out;
    assert!(english.contains("explained 1 (not counted):"), "{english}");
    let fixed = desk.run(&["fix", "错.xlsx"]);
    assert_eq!(fixed.code, 0, "{}", fixed.out);
    assert!(fixed.err.contains("已更正 2 处") && !fixed.out.contains("7.8 → 7.2"), "{}", fixed.out);
    let list = desk.sheet("错_已核.xlsx", "问题清单");
    assert!(list.contains("上级核定为 7.8 分（ziping.toml:1）"), "{list}");
    assert!(!desk.sheet("错_已核.xlsx", "项目支出绩效自评表").contains("待核实"));
    assert_eq!(desk.run(&["fix", "错_已核.xlsx", "-o", "再.xlsx"]).code, 0);
    assert_eq!(fs::read(desk.path("再.xlsx")).unwrap(), fs::read(desk.path("错_已核.xlsx")).unwrap());
}

#[test]
fn waivers_that_meet_nothing_are_told() {
    let desk = Desk::new();
    let entry = |rule: &str, place: &str| {
        format!("[[waivers]]\nrule = \"{rule}\"\nkind = \"误报\"\nreason = \"无\"\n{place}\n")
    };
    let text = [
        entry("score-missing", "everywhere = true"),
        entry("score-disagrees", "file = \"别的.xlsx\""),
        entry("total-off-sum", "label = \"总分\""),
    ];
    desk.put("ziping.toml", &text.concat());
    let ran = desk.run(&["check", "错.xlsx"]);
    assert!(ran.err.contains("△ ziping.toml:1 的“误报”这次没有对应的问题"), "{}", ran.err);
    assert!(ran.err.contains("另有 1 条说明是写给本次没有核对的文件的"), "{}", ran.err);
    assert!(!ran.err.contains("ziping.toml:11"), "{}", ran.err);
    let json = desk.run(&["check", "错.xlsx", "--format", "json"]);
    validate(&json.out);
    let unused = json.json()["unused_waivers"].clone();
    let told: Vec<(&str, bool)> = unused
        .as_array()
        .unwrap()
        .iter()
        .map(|unused| (unused["from"].as_str().unwrap(), unused["file_checked"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("ziping.toml:1", true), ("ziping.toml:6", false)]);
}

/// A form with a wrong total, its correction, and that correction with a mark beside the one open finding.
#[test]
fn marks_in_a_corrected_workbook_hold_and_are_carried_on() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["fix", "对.xlsx", "-o", "核.xlsx"]).code, 0);
    let before = desk.run(&["check", "核.xlsx"]).out;
    assert!(before.contains("△ 提醒 F21  carry-over-rate-disagrees"), "{before}");
    let row = desk.row_of("核.xlsx", "问题清单", "carry-over-rate-disagrees");
    let mark = |reason: &str| {
        let texts = [("N", "已说明"), ("O", reason), ("P", "经办人甲")];
        let texts: Vec<(String, &str)> =
            texts.iter().map(|(col, text)| (format!("{col}{row}"), *text)).collect();
        desk.edit("核.xlsx", "标.xlsx", |_, _| 0, &texts);
    };
    mark("");
    let without = desk.run(&["check", "标.xlsx"]);
    assert!(without.out.contains("△ 提醒 F21"), "not waived: {}", without.out);
    let told = format!("标.xlsx：已选“已说明”或“误报”但没有写“核实说明”，仍按问题列出：问题清单!N{row}");
    assert!(without.err.contains(&told), "{}", without.err);
    mark("结转资金已于次年一月收回");
    let marked = desk.run(&["check", "标.xlsx", "--fail-on", "warning"]);
    assert!(!marked.out.contains("△ 提醒 F21"), "{}", marked.out);
    let said = format!("F21“结转结余率”：结转资金已于次年一月收回（问题清单!N{row}）");
    assert!(marked.out.contains(&said), "{}", marked.out);
    // The next correction says so on its own pages, keeps the mark, and then is at rest.
    assert_eq!(desk.run(&["fix", "标.xlsx", "-o", "标1.xlsx"]).code, 0);
    let list = desk.sheet("标1.xlsx", "问题清单");
    for says in ["结转资金已于次年一月收回", "经办人甲", "已说明"] {
        assert!(list.contains(says), "{says}: {list}");
    }
    assert!(desk.sheet("标1.xlsx", "核对结论").contains("另有 1 处已由人说明或判为误报"));
    assert_eq!(desk.run(&["fix", "标1.xlsx", "-o", "标2.xlsx"]).code, 0);
    assert_eq!(fs::read(desk.path("标1.xlsx")).unwrap(), fs::read(desk.path("标2.xlsx")).unwrap());
    // A row put in above moves the cell; the mark goes along, and its line then names the new cell.
    desk.edit("标1.xlsx", "移.xlsx", |sheet, row| u32::from(sheet == "绩效自评表" && row >= 2), &[]);
    let moved = desk.run(&["check", "移.xlsx"]);
    assert!(moved.out.contains("F22“结转结余率”：结转资金已于次年一月收回"), "{}", moved.out);
    assert_eq!(desk.run(&["fix", "移.xlsx", "-o", "移1.xlsx"]).code, 0);
    let list = desk.sheet("移1.xlsx", "问题清单");
    assert!(list.contains("绩效自评表!F22") && list.contains("经办人甲"), "{list}");
    assert_eq!(desk.run(&["fix", "移1.xlsx", "-o", "移2.xlsx"]).code, 0);
    assert_eq!(fs::read(desk.path("移1.xlsx")).unwrap(), fs::read(desk.path("移2.xlsx")).unwrap());
    // Once the cell is right, the mark has nothing left to say.
    let right = [("F21".to_owned(), "33.40%")];
    desk.edit("标1.xlsx", "改.xlsx", |_, _| 0, &right);
    let mended = desk.run(&["check", "改.xlsx"]);
    assert!(
        mended.err.contains("改.xlsx 问题清单!N") && mended.err.contains("没有对应的问题"),
        "{}",
        mended.err
    );
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let desk = Desk::new();
    let first = desk.run(&["check", "错.xlsx", "对.xlsx", "--format", "json"]);
    desk.put("旧.json", &first.out);
    let again = desk.run(&["check", "错.xlsx", "对.xlsx", "--baseline", "旧.json"]);
    assert_eq!(again.code, 0, "{}", again.out);
    assert!(again.out.contains("✓ 没有错误；提醒 0 处，提示 0 处；基线内 4 处"), "{}", again.out);
    let all: usize = first.json()["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["forms"][0]["findings"].as_array().unwrap().len())
        .sum();
    assert!(again.err.contains(&format!("，基线内 {all} 处；")), "{}", again.err);
    let json = desk.run(&["check", "错.xlsx", "--baseline", "旧.json", "--format", "json"]);
    validate(&json.out);
    let json = json.json();
    assert_eq!((&json["summary"]["errors"], &json["summary"]["known"]), (&0.into(), &4.into()));
    assert_eq!(json["files"][0]["status"], "clean");
    assert!(json["files"][0]["forms"][0]["findings"][0]["known"].as_bool().unwrap());
    // The same file name in another folder, every row from the first indicator on one lower.
    fs::create_dir(desk.path("收")).unwrap();
    desk.edit("错.xlsx", "收/错.xlsx", |_, row| u32::from(row >= 2), &[]);
    let moved = desk.run(&["check", "收/错.xlsx", "--baseline", "旧.json"]);
    assert_eq!(moved.code, 0, "{}", moved.out);
    assert!(moved.out.contains("基线内 4 处"), "{}", moved.out);
    // A new slip is the one thing told.
    desk.edit("错.xlsx", "收/错.xlsx", |_, row| u32::from(row >= 2), &[("H15".to_owned(), "99")]);
    let new = desk.run(&["check", "收/错.xlsx", "--baseline", "旧.json"]);
    assert_eq!(new.code, 1);
    assert!(new.out.contains("✗ 错误 1 处，提醒 0 处，提示 0 处；基线内 4 处"), "{}", new.out);
    assert!(new.out.contains("✗ 错误 H15  score-above-weight"), "{}", new.out);
    assert!(!new.out.contains("连带"), "{}", new.out);
}

#[test]
fn a_broken_baseline_stops_the_run() {
    let desk = Desk::new();
    desk.put("坏.json", "{");
    desk.put("导.json", &desk.run(&["export", "错.xlsx", "--format", "json"]).out);
    for (name, code) in [("坏.json", "F074"), ("导.json", "F074"), ("无.json", "F073")] {
        let ran = desk.run(&["check", "错.xlsx", "--baseline", name]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        assert!(ran.err.contains(name) && ran.err.contains(code), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}
