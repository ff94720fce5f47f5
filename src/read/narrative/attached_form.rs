//! A form typed as text below its report: a table, not narrative.

use super::lines::compact;

/// How many lines below a form's title its headings are looked for.
const NEAR: usize = 150;

/// Headings that a form has and a report has not: all of them stand below the title of one.
const HEADINGS: [&[&str]; 3] = [&["一级指标"], &["三级指标", "指标名称"], &["指标值", "完成值"]];

/// The lines up to the title of a form whose headings follow, and up to the word 附件 above it.
pub(super) fn without<'l>(lines: &'l [&'l str]) -> &'l [&'l str] {
    let compact: Vec<String> = lines.iter().map(|line| compact(line)).collect();
    let Some(title) = (0..lines.len()).find(|at| is_title(&compact[*at]) && is_form(&compact[at + 1..]))
    else {
        return lines;
    };
    let announced = title > 0 && is_announcement(&compact[title - 1]);
    &lines[..if announced { title - 1 } else { title }]
}

fn is_announcement(line: &str) -> bool {
    line.starts_with("附件") || line.starts_with("附表")
}

/// A short line that ends with 自评表, perhaps after 附件 and before the year in brackets.
fn is_title(line: &str) -> bool {
    let bare = line.split_once('(').map_or(line, |(bare, _)| bare);
    bare.ends_with("自评表") && bare.chars().nth(60).is_none() && !line.contains('。')
}

/// Whether a row of headings follows: short lines, in which all of them stand close together.
fn is_form(lines: &[String]) -> bool {
    let near = &lines[..lines.len().min(NEAR)];
    let is_heading = |line: &String| line.contains(HEADINGS[0][0]) && !line.contains(['。', '；', ':']);
    near.iter().enumerate().filter(|(_, line)| is_heading(line)).any(|(at, _)| {
        // One line as printed, or one heading a line.
        let row = near[at..near.len().min(at + 8)].concat();
        HEADINGS.iter().all(|words| words.iter().any(|word| row.contains(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_the_form_off_with_its_announcement() {
        let lines = [
            "八、其他",
            "无。",
            "附件：部门整体绩效自评表",
            "部门整体自评表",
            "部门（单位）名称 某局",
            "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
            "总分 100 98",
        ];
        assert_eq!(without(&lines), &lines[..2]);
        assert_eq!(without(&[&lines[..2], &lines[3..]].concat()), &lines[..2]);
    }

    #[test]
    fn keeps_a_report_that_only_speaks_of_its_form() {
        let lines = [
            "附件：部门整体绩效自评表",
            "本年度共设置4个一级指标、20项三级指标，均设定了指标值和完成值。",
            "一级指标：产出指标；三级指标：培训人数；指标值≥500人。",
        ];
        assert_eq!(without(&lines), &lines[..]);
    }
}
