use crate::support::{FormBuilder, form, told};

const RULE: &str = "value-unit-clash";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn warns_of_units_that_do_not_convert() {
    assert_eq!(
        told(&row("≥300人次", "280人"), RULE),
        ["F14 warning | 280人 → — | no fix | 指标值“≥300人次”，完成值“280人”，单位是人次和人，不能直接比较"]
    );
    for (target, actual) in [
        ("≥20场", "20次"),
        ("≥20亩", "20000平方米"),
        ("≤5个工作日", "5天"),
        ("3-5天", "4场"),
        ("75元/人", "75元"),
    ] {
        assert_eq!(told(&row(target, actual), RULE).len(), 1, "{target} {actual}");
    }
}

#[test]
fn warns_of_a_bare_number_a_thousandfold_of_its_target() {
    assert_eq!(
        told(&row("≥5万", "48000"), RULE),
        [
            "F14 warning | 48000 → — | no fix | 指标值“≥5万”，完成值“48000”，完成值没有单位，与以万计的指标值相差千倍以上"
        ]
    );
    assert_eq!(told(&row("≥5万", "6"), RULE), [""; 0]);
}

#[test]
fn passes_what_converts_or_names_one_thing() {
    for (target, actual) in [
        ("≥1.2万亩", "12000亩"),
        ("≤90万元", "900000元"),
        ("≥50台（套）", "50台"),
        ("≥12个村", "12个"),
        ("≥3批次", "3批"),
        ("≥50个", "50"),
        ("≥10个", "10家"),
        ("≥30名", "32人"),
        ("≥2次/年", "3次"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn leaves_what_other_rules_speak_of() {
    for (target, actual) in [("≥40次", "95%"), ("1", "100%"), ("≥40次", "完成"), ("≥40次", "")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
