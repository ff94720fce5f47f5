//! The help in Chinese: every command and option by name.

use clap::Command;

struct CommandText {
    name: &'static str,
    about: &'static str,
    usage: &'static str,
    /// Argument, name of its value (empty for a switch), help.
    args: &'static [(&'static str, &'static str, &'static str)],
}

const ABOUT: &str =
    "ziping（自评）：核对绩效自评表（.xlsx .xls .et .ods .docx 等），给出更正并评好分的工作簿";

const EXIT: &str = "退出码：0 没有错误；1 有错误；2 有文件无法检查，或命令写法不对（2 优先于 1）；130 按 Ctrl-C 中断。\n不写命令而直接给文件，等于 check。";

const SHARED: [(&str, &str, &str); 6] = [
    ("lang", "语言", "界面语言：zh（默认）或 en"),
    ("color", "时机", "颜色：auto（默认，仅终端）、always 或 never"),
    ("config", "文件", "按这份设置文件，不用就近的 ziping.toml"),
    ("no_config", "", "不用任何设置文件"),
    ("quiet", "", "没有问题的文件不输出"),
    ("help", "", "显示帮助"),
];

const PATHS: (&str, &str, &str) = (
    "paths",
    "文件",
    "自评表（.xlsx .xlsm .xlsb .xls .et .ods .docx）、文件夹、压缩包（.zip）、通配符或 @名单.txt，可以给多个；- 从标准输入读名单",
);
const PROFILE: (&str, &str, &str) = ("profile", "编号", "指定评分办法，不写则自动识别；见 ziping profiles");
const REPORT_TEXT: (&str, &str, &str) =
    ("report_text", "文件", "自评报告（.docx 或 .txt）：把报告里的指标、得分、金额与表对照");
const JOBS: (&str, &str, &str) = ("jobs", "个数", "同时处理几份文件，不写则与处理器核数相同（fix 为两倍）");
const FORCE: (&str, &str, &str) = ("force", "", "覆盖已存在的输出文件");

const COMMANDS: &[CommandText] = &[
    CommandText {
        name: "check",
        about: "核对自评表，逐格列出问题",
        usage: "ziping check 文件… [选项]",
        args: &[
            PATHS,
            PROFILE,
            REPORT_TEXT,
            ("format", "格式", "输出格式：text（默认）、json、ndjson 或 csv"),
            JOBS,
            ("report", "文件", "另写一份汇总工作簿（.xlsx），问题最重的排在最前"),
            ("parquet", "文件夹", "在这个文件夹里写三张 Parquet 数据表：表、指标、问题"),
            FORCE,
            ("resume", "", "接着做上次中断的检查，已查完的不再重查（与 --report 或 --parquet 同用）"),
            ("fail_on", "级别", "退出码为 1 的最低级别：error（默认）或 warning"),
            ("baseline", "文件", "以前 check --format json 的结果：其中已有的问题不再列出，也不计入"),
        ],
    },
    CommandText {
        name: "fix",
        about: "另存更正并评好分的副本，原件不动",
        usage: "ziping fix 文件… [选项]",
        args: &[
            PATHS,
            PROFILE,
            REPORT_TEXT,
            ("output", "文件", "输出文件；不写则在原件旁另存为 原名_已核.xlsx"),
            ("out_dir", "文件夹", "把副本存到这个文件夹"),
            JOBS,
            ("resume", "", "接着做上次中断的更正，已存好的副本不再重做（与 --out-dir 同用）"),
            ("redraw", "", "不在原工作簿上改，按读到的内容重新绘制版面"),
            ("dry_run", "", "只用对照的形式列出要改的单元格，不写文件"),
            ("accept_review", "规则", "同时写入这条规则中经人确认的建议值，可重复"),
            FORCE,
        ],
    },
    CommandText {
        name: "revert",
        about: "把更正过的副本还原成更正前的样子，另存一份",
        usage: "ziping revert 副本… [选项]",
        args: &[
            ("paths", "文件", "要还原的副本（_已核），可以给多个"),
            ("output", "文件", "输出文件；不写则在旁边另存为 原名_还原.xlsx"),
            ("out_dir", "文件夹", "把还原的文件存到这个文件夹"),
            FORCE,
        ],
    },
    CommandText {
        name: "new",
        about: "新建一份空白或已填好的自评表",
        usage: "ziping new --profile 编号 [--from 数据.json|数据.csv] -o 文件",
        args: &[
            ("profile", "编号", "用哪种评分办法的表；见 ziping profiles"),
            ("from", "文件", "内容：JSON（表的内容或一份 export 结果）或 CSV（一行一个指标）"),
            ("output", "文件", "新工作簿"),
            FORCE,
        ],
    },
    CommandText {
        name: "export",
        about: "把表的内容写成 JSON 或 CSV",
        usage: "ziping export 文件… --format json|ndjson|csv",
        args: &[PATHS, ("format", "格式", "json、ndjson（一行一张表）或 csv（一行一个指标）"), JOBS],
    },
    CommandText {
        name: "rules",
        about: "规则目录；给出编号或中文名则显示该规则的说明",
        usage: "ziping rules [编号]",
        args: &[("id", "编号", "规则编号或中文名"), ("format", "格式", "输出格式：text（默认）或 json")],
    },
    CommandText {
        name: "profiles",
        about: "评分办法目录；给出编号则显示分值、公式和依据",
        usage: "ziping profiles [编号]",
        args: &[("id", "编号", "评分办法编号")],
    },
    CommandText {
        name: "config",
        about: "显示现在按哪些设置，各写在哪里",
        usage: "ziping config [选项]",
        args: &[("format", "格式", "输出格式：text（默认）或 json")],
    },
    CommandText {
        name: "worker",
        about: "供其他程序分派任务：标准输入每行一份文件（ndjson），逐行给出结果",
        usage: "ziping worker [选项]",
        args: &[PROFILE],
    },
    #[cfg(feature = "page")]
    CommandText {
        name: "page",
        about: "在浏览器中打开网页：拖入表，看哪里不对，取回更正后的工作簿",
        usage: "ziping page [选项]",
        args: &[("no_open", "", "只显示网址，不打开浏览器")],
    },
];

/// The same command line with Chinese help.
pub(super) fn translate(command: Command) -> Command {
    let command = command
        .about(ABOUT)
        .override_usage("ziping <命令> [选项]")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .after_help(EXIT)
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}{after-help}");
    let command = SHARED
        .iter()
        .chain(&[("version", "", "显示版本")])
        .fold(command, |command, own| translate_arg(command, own, "选项"));
    COMMANDS.iter().fold(command, |command, text| {
        command.mut_subcommand(text.name, |sub| {
            let sub = sub
                .about(text.about)
                .override_usage(text.usage)
                .help_template("{about}\n\n用法：{usage}\n\n{all-args}");
            text.args.iter().fold(sub, |sub, own| translate_arg(sub, own, "选项"))
        })
    })
}

fn translate_arg(
    command: Command,
    (id, value, help): &(&'static str, &'static str, &'static str),
    heading: &'static str,
) -> Command {
    command.mut_arg(id, |arg| {
        let heading = if arg.is_positional() { "参数" } else { heading };
        let arg = arg.help(*help).help_heading(heading);
        if value.is_empty() {
            arg
        } else {
            // clap's own notes on choices and defaults are English; the help above names both.
            arg.value_name(*value).hide_possible_values(true).hide_default_value(true)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::args::command;
    use crate::report::Lang;

    #[test]
    fn every_command_and_option_has_chinese_help() {
        let chinese = |text: Option<&clap::builder::StyledStr>| {
            text.is_some_and(|text| text.to_string().contains(|c: char| ('一'..='龥').contains(&c)))
        };
        let command = command(Lang::Zh);
        assert!(command.get_arguments().all(|arg| chinese(arg.get_help())), "of ziping itself");
        for sub in command.get_subcommands() {
            assert!(chinese(sub.get_about()), "{}", sub.get_name());
            for arg in sub.get_arguments() {
                assert!(chinese(arg.get_help()), "{} {}", sub.get_name(), arg.get_id());
            }
        }
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }
}
