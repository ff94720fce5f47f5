use crate::support::{FormBuilder, form, told};

const RULE: &str = "satisfaction-suspect";

fn row(actual: &str, reason: &str) -> FormBuilder {
    form().indicator(|row| {
        row.levels("满意度指标", "服务对象满意度指标").name("群众满意度").actual(actual).reason(reason)
    })
}

#[test]
fn warns_of_more_than_all() {
    assert_eq!(
        told(&row("105%", ""), RULE),
        ["F14 warning | 105% → — | no fix | 满意度填写为“105%”，超过 100%"]
    );
    assert_eq!(told(&row("100%", "").change("群众满意度", |row| row.target("≥950%")), RULE).len(), 1);
}

#[test]
fn warns_of_points_for_nobody_complaining() {
    assert_eq!(
        told(&row("全年未收到投诉", ""), RULE),
        [
            "F14 warning | 全年未收到投诉 → — | no fix | 完成值填写为“全年未收到投诉”，没有投诉不等于满意，应填调查得出的满意度"
        ]
    );
    assert_eq!(
        told(&row("100%", "全年无投诉"), RULE),
        ["F14 warning | 100% → — | no fix | 满意度填写为 100%，说明写“无投诉”，没有投诉不等于全部满意"]
    );
}

#[test]
fn passes_the_result_of_a_survey() {
    for (actual, reason) in
        [("100%", ""), ("96%", "无投诉"), ("100%", "问卷调查120份，无投诉"), ("98分", ""), ("满意", "")]
    {
        assert_eq!(told(&row(actual, reason), RULE), [""; 0], "{actual} {reason}");
    }
}

#[test]
fn is_silent_where_complaints_are_counted_or_nothing_was_scored() {
    let complaints = row("无投诉", "").change("群众满意度", |row| row.name("投诉次数").target("0次"));
    assert_eq!(told(&complaints, RULE), [""; 0]);
    assert_eq!(told(&row("无投诉", "").change("群众满意度", |row| row.score("0")), RULE), [""; 0]);
    let asked = row("120", "").change("群众满意度", |row| row.name("受访人数").target("100"));
    assert_eq!(told(&asked, RULE), [""; 0]);
    let output = form().indicator(|row| row.actual("150%"));
    assert_eq!(told(&output, RULE), [""; 0]);
}
