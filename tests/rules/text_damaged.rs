use crate::support::{FormBuilder, form, told};

const RULE: &str = "text-damaged";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn tells_of_characters_that_cannot_be_read() {
    assert_eq!(
        told(&form().goal("完成\u{fffd}\u{fffd}工作", "完成"), RULE),
        ["B11 info | 完成\u{fffd}\u{fffd}工作 → — | no fix | 文字中有 2 个无法识别的字符，请对照原件核对"]
    );
    assert_eq!(told(&form().goal("第一行\n第二行\t完", "完成"), RULE), [""; 0]);
}

#[test]
fn tells_of_signs_taken_for_others() {
    assert_eq!(
        told(&row("≥1O份", "12份"), RULE),
        ["E14 info | ≥1O份 → — | no fix | “≥1O份”中的“O”可能是“0”识别错误，请对照原件核对"]
    );
    for target in ["第O份", "到0次", "≥100百分比", "tot扁2200篇"] {
        assert_eq!(told(&row(target, "12份"), RULE).len(), 1, "{target}");
    }
}

#[test]
fn tells_of_a_sign_that_became_a_digit() {
    assert_eq!(
        told(&row("26次", "7次"), RULE),
        ["E14 info | 26次 → — | no fix | 指标值“26次”可能是“≥6次”识别错误：完成值 7次 得满分"]
    );
    assert_eq!(told(&row("26次", "12次"), RULE).len(), 1);
    for (target, actual) in
        [("26次", "5次"), ("26次", "13次"), ("26次", "26次"), ("20次", "0次"), ("26", "7"), ("≥26次", "7次")]
    {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn passes_a_miss_that_lost_points() {
    assert_eq!(told(&row("21次", "1次").change("任务完成率", |row| row.score("0.48")), RULE), [""; 0]);
}

#[test]
fn passes_letters_that_are_meant() {
    for target in ["O2O平台上线", "CO2减排达标", "到位", "百分比提高", "≥90%"] {
        assert_eq!(told(&row(target, "完成"), RULE), [""; 0], "{target}");
    }
}
