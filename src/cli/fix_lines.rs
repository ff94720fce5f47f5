//! What `ziping fix` says of a file.

use std::path::Path;

use super::args::FixArgs;
use crate::check::Fixed;
use crate::report::{Lang, Line, Tone, change_lines, diff_lines, form_lines, remark_lines};

/// What was corrected, or would be, and what is left.
pub(super) fn lines(args: &FixArgs, path: &str, output: &Path, fixed: &Fixed, lang: Lang) -> Vec<Line> {
    let (output, count) = (output.display(), fixed.corrected());
    let mut lines = vec![Line::new(Tone::Title, 0, path)];
    let headline = if args.dry_run {
        lang.choose(
            format!("试运行：将更正 {count} 格，没有写文件"),
            format!("dry run: {count} cells would change; nothing is written"),
        )
    } else if fixed.is_copy {
        lang.choose(
            format!("没有要更正的内容，已原样复制到 {output}"),
            format!("nothing to correct; copied as it is to {output}"),
        )
    } else if count == 0 {
        lang.choose(
            format!("没有要更正的格子，核对结果写入 {output}"),
            format!("nothing to correct; the results are saved as {output}"),
        )
    } else {
        lang.choose(
            format!("已更正 {count} 格，写入 {output}"),
            format!("{count} cells corrected, saved as {output}"),
        )
    };
    lines.push(Line::new(Tone::Plain, 2, &headline));
    if fixed.is_redrawn && !args.redraw && !args.dry_run {
        let note = lang.choose(
            "版面按读到的内容重新绘制，字体、行高等与原件不尽相同",
            "the form is drawn again from what was read; fonts and heights differ from the input's",
        );
        lines.push(Line::new(Tone::Faint, 2, note));
    }
    match args.dry_run {
        true => lines.extend(diff_lines(&fixed.changes, lang)),
        false => lines.extend(change_lines(&fixed.changes, lang)),
    }
    lines.extend(remark_lines(&fixed.remarks, lang));
    if count > 0 {
        let remaining = match args.dry_run {
            true => lang.choose("更正后将是：", "with these corrections:"),
            false => lang.choose("更正后的核对结果：", "after the corrections:"),
        };
        lines.push(Line::new(Tone::Plain, 2, remaining));
    }
    lines.extend(form_lines(&fixed.after, lang));
    lines.push(Line::empty());
    lines
}
