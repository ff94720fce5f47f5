//! What to type: the overview, and a sentence for each way of getting it wrong.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use super::lead::COMMANDS;
use super::suggest::nearest;
use crate::report::Lang;

/// Makes sure that one output is not asked for from several inputs.
pub(super) fn one_output(output: Option<&Path>, inputs: usize, lang: Lang) -> Result<(), Failure> {
    if output.is_none() || inputs < 2 {
        return Ok(());
    }
    let text = lang.choose(
        "-o 只能用于一个文件；多个文件请用 --out-dir 文件夹",
        "-o takes one file; use --out-dir for several",
    );
    Err(Failure::Usage(text.to_owned()))
}

/// Says what `--resume` cannot do without.
pub(super) fn resume_needs(lang: Lang, option: &str) -> Failure {
    Failure::Usage(lang.choose(
        format!("--resume 接着做的是写到文件里的结果，请加上 {option}"),
        format!("--resume goes on with results that are saved; add {option}"),
    ))
}

/// What the overview says of the page.
const PAGE: (&str, &str) = (
    "  ziping page                 在浏览器中打开网页，拖入表即可\n",
    "  ziping page               opens a page in the browser to drop forms on\n",
);

/// What `ziping` alone prints.
pub(super) fn overview(lang: Lang) -> String {
    let page = if cfg!(feature = "page") { lang.choose(PAGE.0, PAGE.1) } else { "" };
    lang.choose(
        format!(
            "\
ziping（自评）：核对绩效自评表，给出更正后的工作簿

  ziping check 自评表.xlsx    核对一份表，逐格列出问题
  ziping fix 自评表.xlsx      另存更正后的副本 自评表_已核.xlsx，原件不动
{page}
其他命令：
  revert    把更正过的副本还原成更正前的样子
  new       新建一份空白或已填好的表
  export    把表的内容写成 JSON 或 CSV
  rules     规则目录和说明
  profiles  评分办法
  config    现在按哪些设置（ziping.toml）

各命令的选项见 ziping <命令> --help；English: ziping --lang en
"
        ),
        format!(
            "\
ziping checks the 绩效自评表 (performance self-evaluation form) and gives back a corrected workbook

  ziping check form.xlsx    checks a form and lists every wrong cell
  ziping fix form.xlsx      saves a corrected copy, form_已核.xlsx; the input stays
{page}
Other commands:
  revert    takes the corrections of a copy back
  new       makes a blank or filled form
  export    writes a form's content as JSON or CSV
  rules     the catalogue of rules and their pages
  profiles  how forms are scored
  config    the settings in force (ziping.toml)

See `ziping <command> --help --lang en` for the options.
"
        ),
    )
}

/// A first word that is neither a command nor a file.
pub(super) fn unknown_command(word: &str, lang: Lang) -> String {
    let near = nearest(word, COMMANDS.iter().copied());
    let all = COMMANDS.join(lang.choose("、", ", "));
    match near {
        Some(near) => lang.choose(
            format!("没有“{word}”这个命令，是否指 {near}？请输入 ziping {near} …"),
            format!("there is no command “{word}”; did you mean `ziping {near}`?"),
        ),
        None => lang.choose(
            format!("没有“{word}”这个命令；可用的命令：{all}。核对文件请写出带扩展名的文件名"),
            format!("there is no command “{word}”; commands are {all}. A file needs its extension"),
        ),
    }
}

/// The sentence for arguments that were not understood.
pub(super) fn sentence(error: &clap::Error, lang: Lang) -> String {
    if lang == Lang::En {
        let text = error.render().to_string();
        return text.trim_start_matches("error: ").trim_end().to_owned();
    }
    let one = |kind| error.get(kind).map(words).unwrap_or_default();
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => match one(ContextKind::SuggestedArg).as_str() {
            "" => format!("没有 {arg} 这个选项"),
            near => format!("没有 {arg} 这个选项，是否指 {near}？"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面缺少内容"),
        ErrorKind::InvalidValue => {
            format!("{arg} 不接受“{value}”，可用：{}", one(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("{arg} 不接受“{value}”，要写从 1 起的整数"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::ArgumentConflict => {
            format!("{arg} 不能与 {} 同时使用", one(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg} 的内容个数不对")
        }
        _ => "命令没有看懂".to_owned(),
    };
    let usage = one(ContextKind::Usage);
    let usage = usage.trim_start_matches("Usage:").trim();
    let stop = if what.ends_with('？') { "" } else { "。" };
    if usage.is_empty() { what } else { format!("{what}{stop}用法：{usage}") }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => String::new(),
    }
}
