//! How values are really written, and what each is read as. A new spelling is a new line here.

use super::*;

/// Kind, comparison, number or both ends or date, unit.
fn shown(text: &str) -> String {
    let m = Measure::parse(text).expect("not blank");
    let number = m.number.map(|n| trimmed(n).to_string()).unwrap_or_default();
    let to = m.to.map(|n| format!("..{}", trimmed(n))).unwrap_or_default();
    let date = m.date.map(|d| d.to_string()).unwrap_or_default();
    let unit = m.unit.unwrap_or_default();
    format!("{:?} {}{number}{to}{date}{unit}", m.kind, m.comparator.sign())
}

fn all(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

fn words(texts: &[&str]) {
    for text in texts {
        assert_eq!(shown(text), "Text ", "{text}");
    }
}

#[test]
fn comparison_signs() {
    all(&[
        ("≥90%", "Percent ≥90%"),
        ("≥ 95 %", "Percent ≥95%"),
        ("≧ 735 人次", "Quantity ≥735人次"),
        ("≧20000亩", "Quantity ≥20000亩"),
        ("⩾90%", "Percent ≥90%"),
        ("≮90%", "Percent ≥90%"),
        (">=90%", "Percent ≥90%"),
        ("> = 90%", "Percent ≥90%"),
        ("＞＝90%", "Percent ≥90%"),
        ("=>90%", "Percent ≥90%"),
        ("≤30%", "Percent ≤30%"),
        ("≦30%", "Percent ≤30%"),
        ("⩽30%", "Percent ≤30%"),
        ("≯30%", "Percent ≤30%"),
        ("<=30%", "Percent ≤30%"),
        ("=<30%", "Percent ≤30%"),
        ("＜＝30%", "Percent ≤30%"),
        ("＞90%", "Percent >90%"),
        ("﹥90%", "Percent >90%"),
        ("<5%", "Percent <5%"),
        ("﹤5%", "Percent <5%"),
        ("=100%", "Percent =100%"),
        ("＝100％", "Percent =100%"),
        ("==100%", "Percent =100%"),
        ("﹦ 72890 元", "Quantity =72890元"),
        ("═ 100 %", "Percent =100%"),
        ("=8个", "Quantity =8个"),
        ("=30000人次", "Quantity =30000人次"),
        ("=99百分比", "Percent =99%"),
        ("=0", "Quantity =0"),
    ]);
}

#[test]
fn comparison_words() {
    all(&[
        ("不少于12种", "Quantity ≥12种"),
        ("不低于95％", "Percent ≥95%"),
        ("不得低于95%", "Percent ≥95%"),
        ("不小于5", "Quantity ≥5"),
        ("至少3场", "Quantity ≥3场"),
        ("大于等于95%", "Percent ≥95%"),
        ("大于或等于95%", "Percent ≥95%"),
        ("不超过5次", "Quantity ≤5次"),
        ("不得超过5次", "Quantity ≤5次"),
        ("不高于5次", "Quantity ≤5次"),
        ("不多于5次", "Quantity ≤5次"),
        ("不大于5次", "Quantity ≤5次"),
        ("小于等于5%", "Percent ≤5%"),
        ("小于或等于5%", "Percent ≤5%"),
        ("大于90%", "Percent >90%"),
        ("高于90%", "Percent >90%"),
        ("超过90%", "Percent >90%"),
        ("小于0.9‰", "Quantity <0.9‰"),
        ("小于5%", "Percent <5%"),
        ("低于5%", "Percent <5%"),
        ("少于5次", "Quantity <5次"),
        ("９５％以上", "Percent ≥95%"),
        ("98%以上", "Percent ≥98%"),
        ("90%及以上", "Percent ≥90%"),
        ("90%以上（含90%）", "Percent ≥90%"),
        ("90%以上（含）", "Percent ≥90%"),
        ("90%（含）以上", "Percent ≥90%"),
        ("90%(含90%)以上", "Percent ≥90%"),
        ("10次以上(含10次)", "Quantity ≥10次"),
        ("5次以下", "Quantity ≤5次"),
        ("5%及以下", "Percent ≤5%"),
        ("30天以内", "Quantity ≤30天"),
        ("30天之内", "Quantity ≤30天"),
        ("30天内", "Quantity ≤30天"),
        ("24小时内", "Quantity ≤24小时"),
        ("控制在5%以内", "Percent ≤5%"),
        ("控制在20万元以内", "Quantity ≤20万元"),
        ("控制在20万元", "Quantity ≤20万元"),
        ("不超过5%以内", "Percent ≤5%"),
        ("达到95%以上", "Percent ≥95%"),
        ("≥90%以上", "Percent ≥90%"),
        ("40余次", "Quantity ≥40次"),
        ("60多次", "Quantity ≥60次"),
        ("3万余元", "Quantity ≥3万元"),
        ("10多万元", "Quantity ≥10万元"),
        ("100余", "Quantity ≥100"),
    ]);
    // An upper and a lower bound at once, or a bound that leaves its number out.
    words(&["≤90%以上", "≥5次以内", "不超过40余次", "90%以上(不含90%)", "90%以上(含80%)", "90%(含)"]);
}

#[test]
fn numbers_and_units() {
    all(&[
        ("100%", "Percent 100%"),
        ("100.00%", "Percent 100%"),
        ("-5%", "Percent -5%"),
        ("－26.00％", "Percent -26%"),
        ("−26.00﹪", "Percent -26%"),
        ("≥-5%", "Percent ≥-5%"),
        ("95百分比", "Percent 95%"),
        ("≥100百分比", "Percent ≥100%"),
        ("0.9 (%)", "Percent 0.9%"),
        ("1.5个百分点", "Quantity 1.5个百分点"),
        ("0.9‰", "Quantity 0.9‰"),
        ("0起", "Quantity 0起"),
        ("0人次", "Quantity 0人次"),
        ("1", "Quantity 1"),
        ("43.2", "Quantity 43.2"),
        ("'95", "Quantity 95"),
        ("’95%", "Percent 95%"),
        ("\u{feff}95\u{200b}%", "Percent 95%"),
        ("１２．５％", "Percent 12.5%"),
        ("12.5\u{a0}%", "Percent 12.5%"),
        ("12.5\u{3000}%", "Percent 12.5%"),
        ("1,234元", "Quantity 1234元"),
        ("1，234.00元", "Quantity 1234元"),
        ("１，２３４，５６７", "Quantity 1234567"),
        ("1次", "Quantity 1次"),
        ("116次", "Quantity 116次"),
        ("38508人", "Quantity 38508人"),
        ("6000平方米", "Quantity 6000平方米"),
        ("6000㎡", "Quantity 6000㎡"),
        ("6000m²", "Quantity 6000m²"),
        ("6000m2", "Quantity 6000m2"),
        ("300公里", "Quantity 300公里"),
        ("≥266米", "Quantity ≥266米"),
        ("≥50厘米", "Quantity ≥50厘米"),
        ("20万元", "Quantity 20万元"),
        ("5万", "Quantity 5万"),
        ("2.6亿元", "Quantity 2.6亿元"),
        ("16.3万亩", "Quantity 16.3万亩"),
        ("20000（万美元）", "Quantity 20000万美元"),
        ("≥50台（套）", "Quantity ≥50台(套)"),
        ("25TB", "Quantity 25TB"),
        ("2年", "Quantity 2年"),
        ("12个月", "Quantity 12个月"),
        ("5个工作日", "Quantity 5个工作日"),
        ("36.5℃", "Quantity 36.5℃"),
        ("75元/人", "Quantity 75元/人"),
        ("12元/m²", "Quantity 12元/m²"),
        ("达到预计值2100", "Quantity 2100"),
        ("达到目标值95%", "Percent 95%"),
        ("完成12次", "Quantity 12次"),
        ("已完成100%", "Percent 100%"),
        ("共3场", "Quantity 3场"),
        ("1000件 达成预期指标", "Quantity 1000件"),
        ("95%。", "Percent 95%"),
    ]);
}

#[test]
fn ranges() {
    all(&[
        ("3-5天", "Range 3..5天"),
        ("3~5天", "Range 3..5天"),
        ("3～5天", "Range 3..5天"),
        ("3—5天", "Range 3..5天"),
        ("3–5天", "Range 3..5天"),
        ("3－5天", "Range 3..5天"),
        ("3至5天", "Range 3..5天"),
        ("3到5天", "Range 3..5天"),
        ("3天至5天", "Range 3..5天"),
        ("90%—95%", "Range 90..95%"),
        ("90%——95%", "Range 90..95%"),
        ("90%～95%", "Range 90..95%"),
        ("90-95%", "Range 90..95%"),
        ("[80%,90%]", "Range 80..90%"),
        ("［80，90］", "Range 80..90"),
        ("控制在3-5天", "Range 3..5天"),
        ("1,000-2,000人", "Range 1000..2000人"),
        ("-5~-3", "Range -5..-3"),
    ]);
    words(&[
        "(80%,90%]",
        "[80%,90%)",
        "5-3天",
        "≤3-5天",
        "3-5天以内",
        "3-5次左右",
        "2022-2023年",
        "2021-2022学年",
        "2020-2025",
        "010-12345678",
        "1-12月",
        "7-8月",
        "3天-5次",
    ]);
}

#[test]
fn dates() {
    all(&[
        ("7月31日前", "Date ≤07-31"),
        ("7月31日之前", "Date ≤07-31"),
        ("12月底之前完成", "Date ≤12"),
        ("12月底", "Date 12"),
        ("12月末前", "Date ≤12"),
        ("12月份", "Date 12"),
        ("2022年底前", "Date ≤2022"),
        ("2022年12月30日", "Date 2022-12-30"),
        ("完成时间为2022年12月30日", "Date 2022-12-30"),
        ("完成时间：2022年12月30日前", "Date ≤2022-12-30"),
        ("2021年12月完成", "Date 2021-12"),
        ("2025年8月7日", "Date 2025-08-07"),
        ("2024年12月31日前", "Date ≤2024-12-31"),
        ("２０２４年１２月３１日前", "Date ≤2024-12-31"),
        ("2022-12-30", "Date 2022-12-30"),
        ("2022-12-30前", "Date ≤2022-12-30"),
        ("2022.12.31", "Date 2022-12-31"),
        ("2022.12.31前", "Date ≤2022-12-31"),
        ("2022.12.31日之前", "Date ≤2022-12-31"),
        ("2024/6/1前", "Date ≤2024-06-01"),
        ("2024/6", "Date 2024-06"),
        ("2022年", "Date 2022"),
        ("2022年度", "Date 2022"),
        ("7月", "Date 07"),
        ("当年12月", "Date 12"),
        ("当年12月底前", "Date ≤12"),
        ("二〇二二年", "Date 2022"),
        ("二○二二年十二月三十一日前", "Date ≤2022-12-31"),
        ("十二月底前", "Date ≤12"),
        ("≤2022年12月31日", "Date ≤2022-12-31"),
        ("不晚于7月31日", "Date ≤07-31"),
        ("2月29日", "Date 02-29"),
        ("2024年2月29日", "Date 2024-02-29"),
    ]);
    // No such day; a period; a part of a month or year; or maybe six months.
    words(&[
        "13月1日前",
        "2月30日",
        "2023年2月29日",
        "4月31日前",
        "2022年1月-12月",
        "2022年1-12月",
        "2022年1月至12月",
        "7月上旬",
        "2022年上半年",
        "2022年第四季度",
        "≤6月",
        "≥7月31日前",
        "5日前",
        "年底前",
        "达到7月31日前",
        "2022-12-30-5",
    ]);
}

#[test]
fn words_stay_words() {
    words(&[
        "良好",
        "优",
        "完整",
        "是",
        "无",
        "长期",
        "达标",
        "及时",
        "有效减少",
        "全天候可用",
        "市级保护单位",
        "公益性事业",
        "达成预期指标",
        "严格执行相关制度规定",
        "在项目计划完成时间内完成",
        "资源采购期以当年为主",
        "获得目的国（地区）受众欢迎",
        "科目调整次数≤10次",
        "优良中低差",
        "100%覆盖",
        "100%完成",
        "每亩300",
        "各1次",
        "约100人",
        "100人左右",
        "近100人",
        "完成1部宣传片，2套方案",
        "超上年2%",
        "增加5%",
        "减少0.1万元",
        "签约率提高1%、体检率下降1%",
        "3成",
        "第20份",
        "一万二",
        "百分之十二点五",
        "百分之九十五",
        "三次",
        "1e5",
        "1.5E+05",
        "0x10",
        "NaN",
        "1 2",
        "95%\n96%",
        "1,23",
        "1.2.3",
        "99999999999999999999",
        "50/50",
        "1:1",
        "24小时×7",
        "≥",
        "=良好",
        "--5",
    ]);
    assert_eq!(shown(&format!("≥90%{}", "，".repeat(10_000))), "Text ");
    assert_eq!(shown(&format!("{}95%{}", " ".repeat(10_000), "\n".repeat(10_000))), "Percent 95%");
    for blank in ["", " ", "—", "/", "-", "*", "－", "- -"] {
        assert!(Measure::parse(blank).is_err(), "{blank:?}");
    }
}

#[test]
fn prints_one_spelling_of_each() {
    for (text, printed) in [
        ("不低于95％", "≥95%"),
        ("95百分比", "95%"),
        ("小于0.9‰", "<0.9‰"),
        ("1，234.50元", "1234.5元"),
        ("90%～95%", "90-95%"),
        ("[-5,-3]", "-5~-3"),
        ("2022.12.31前", "2022年12月31日前"),
        ("12月末之前", "12月底前"),
        ("二〇二二年", "2022年"),
        ("2022年内", "2022年底前"),
        ("良好", ""),
    ] {
        assert_eq!(Measure::parse(text).expect("not blank").to_string(), printed, "{text}");
    }
}

#[test]
fn holds_values_against_each_other_in_one_unit() {
    let read = |text: &str| Measure::parse(text).expect("not blank");
    for (own, other, converted) in [
        ("1.2万亩", "12000亩", Some("12000")),
        ("24500万元", "2.6亿元", Some("2.45")),
        ("50", "≥50个", Some("50")),
        ("0.9‰", "1%", Some("0.09")),
        ("735人", "735人次", None),
    ] {
        let number = read(own).in_unit_of(&read(other)).map(|number| trimmed(number).to_string());
        assert_eq!(number.as_deref(), converted, "{own} in the unit of {other}");
    }
    let ends = read("3-5公里").ends_in_unit_of(&read("4000米")).expect("lengths");
    assert_eq!(ends, (Decimal::from(3000), Decimal::from(5000)));
}
