use crate::support::{FormBuilder, children, detected, form, roots, told, whole};

const RULE: &str = "template-hint-left";

fn goal(expected: &str) -> FormBuilder {
    form().goal(expected, "全年工作完成。").indicator(|row| row)
}

fn named(name: &str) -> FormBuilder {
    form().indicator(|row| row).indicator(|row| row.name(name))
}

#[test]
fn flags_a_hint_in_a_text() {
    assert_eq!(
        told(&goal("说明完成情况（100字以内）"), RULE),
        ["B11 error | 说明完成情况（100字以内） → — | no fix | 单元格里还留着模板的填写提示“（100字以内）”"]
    );
    for text in [
        "请填写年度目标",
        "此处填写",
        "（填写项目目标）",
        "对照年度目标，说明完成情况",
        "目标一（限 200 字以内）",
    ] {
        assert_eq!(told(&goal(text), RULE).len(), 1, "{text}");
    }
}

#[test]
fn flags_a_name_that_is_the_templates() {
    assert_eq!(
        told(&named("指标2："), RULE),
        ["D15 error | 指标2： → — | no fix | 指标名称仍是模板的“指标2：”，这一行却填有内容"]
    );
    assert_eq!(told(&named("……"), RULE).len(), 1);
}

#[test]
fn flags_a_year_left_open() {
    assert_eq!(
        told(&form().title("项目支出绩效自评表（XXXX年度）"), RULE),
        [
            "A1 error | 项目支出绩效自评表（XXXX年度） → — | no fix | 标题“项目支出绩效自评表（XXXX年度）”里的年度还没有填写"
        ]
    );
}

#[test]
fn is_the_one_root_and_doubts_nothing_else() {
    let hinted =
        whole().goal("请填写年度目标", "").change("群众满意度", |row| row.actual("（填写实际完成值）"));
    let checked = detected(&hinted);
    assert_eq!(roots(&checked), ["template-hint-left@B11", "template-hint-left@F16"]);
    assert_eq!(children(&checked), ["actual-not-a-number@F16 ← template-hint-left@F16"]);
}

#[test]
fn passes_rows_of_the_template_that_nobody_filled_in() {
    for name in ["指标2：", "……", "指标1:/"] {
        let blank =
            form().indicator(|row| row.name(name).target("").actual("/").weight("").score("").deviation(""));
        assert_eq!(told(&blank, RULE), [""; 0], "{name}");
    }
    assert_eq!(told(&named("指标2：培训人数"), RULE), [""; 0]);
    assert_eq!(told(&named("征文（800字以内）"), RULE), [""; 0]);
}

#[test]
fn passes_brackets_and_words_that_are_meant() {
    for text in [
        "完成培训（含线上）",
        "发放（填写人为群众）问卷",
        "按要求填写台账",
        "编制100字以内的标语",
        "短文（500字以内）已印发三十篇",
    ] {
        assert_eq!(told(&goal(text), RULE), [""; 0], "{text}");
    }
}

#[test]
fn passes_what_is_printed_below_the_form() {
    let hint = "请填写实际完成值（100字以内）";
    assert_eq!(told(&form().note("填报说明", hint), RULE), [""; 0]);
    assert_eq!(told(&form().note("其他需要说明事项", hint), RULE).len(), 1);
}
