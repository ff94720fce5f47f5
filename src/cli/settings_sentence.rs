//! A broken `ziping.toml`, in a sentence: the line, what is wrong, what to write.

use super::suggest::nearest;
use crate::report::Lang;
use crate::settings::{Place, SettingsError, Wanted};

/// The sentence for a `ziping.toml` that cannot be gone by.
pub fn sentence(error: &SettingsError, lang: Lang) -> String {
    let (zh, en) = match error {
        SettingsError::NotUtf8 => (
            "设置文件不是 UTF-8 编码，请用记事本“另存为”并选 UTF-8".to_owned(),
            "the settings are not UTF-8; save them as UTF-8".to_owned(),
        ),
        SettingsError::Toml { line, reason } => (
            format!("第 {line} 行的写法不对：文字要加引号，同一个键只能写一次"),
            format!("line {line} is no TOML: {reason}"),
        ),
        SettingsError::UnknownKey { line, key, place, choices } => unknown_key(*line, key, *place, choices),
        SettingsError::UnknownWord { line, key, word, choices } => unknown_word(*line, key, word, choices),
        SettingsError::Kind { line, key, wanted } => {
            let (zh, en) = form_of(*wanted);
            (format!("第 {line} 行：{key} 要写成{zh}"), format!("line {line}: {key} takes {en}"))
        }
        SettingsError::Missing { line, key } => (
            format!("第 {line} 行起的 [[waivers]] 缺少 {key}；rule、kind、reason 都要写"),
            format!("the [[waivers]] of line {line} has no {key}; rule, kind and reason are needed"),
        ),
        SettingsError::Empty { line, key } => {
            (format!("第 {line} 行：{key} 是空的，请写上内容"), format!("line {line}: {key} is empty"))
        }
        SettingsError::NoPlace { line } => (
            format!(
                "第 {line} 行起的 [[waivers]] 没有写位置；请写 file、sheet、cell 或 label，确实处处适用的写 everywhere = true"
            ),
            format!(
                "the [[waivers]] of line {line} names no place; give file, sheet, cell or label, or everywhere = true"
            ),
        ),
        _ => (
            "读不到这份设置文件，请核对 --config 后的路径和读取权限".to_owned(),
            "the settings cannot be read; check the path after --config and your permissions".to_owned(),
        ),
    };
    lang.choose(zh, en)
}

fn unknown_key(line: usize, key: &str, place: Place, choices: &[String]) -> (String, String) {
    if place == Place::Levels {
        return unknown_rule(line, key, choices);
    }
    let (near_zh, near_en) = near(key, choices);
    let (all_zh, all_en) = (choices.join("、"), choices.join(", "));
    (
        format!("第 {line} 行：没有“{key}”这个键；{near_zh}可用：{all_zh}"),
        format!("line {line}: there is no key “{key}”; {near_en}keys are {all_en}"),
    )
}

fn unknown_word(line: usize, key: &str, word: &str, choices: &[String]) -> (String, String) {
    if key == "rule" {
        return unknown_rule(line, word, choices);
    }
    let (near_zh, near_en) = near(word, choices);
    let (all_zh, all_en) = (choices.join("、"), choices.join(", "));
    (
        format!("第 {line} 行：{key} 不接受“{word}”；{near_zh}可用：{all_zh}"),
        format!("line {line}: {key} does not take “{word}”; {near_en}choices are {all_en}"),
    )
}

fn unknown_rule(line: usize, word: &str, choices: &[String]) -> (String, String) {
    let (near_zh, near_en) = near(word, choices);
    (
        format!("第 {line} 行：没有“{word}”这条规则；{near_zh}全部规则见 ziping rules"),
        format!("line {line}: there is no rule “{word}”; {near_en}see `ziping rules` for all"),
    )
}

fn near(word: &str, choices: &[String]) -> (String, String) {
    match nearest(word, choices.iter().map(String::as_str)) {
        Some(near) => (format!("是不是 {near}？"), format!("did you mean {near}? ")),
        None => (String::new(), String::new()),
    }
}

fn form_of(wanted: Wanted) -> (String, String) {
    let (zh, en) = match wanted {
        Wanted::Count(most) => {
            return (format!("从 1 到 {most} 的整数，不加引号"), format!("a whole number from 1 to {most}"));
        }
        Wanted::Text => ("加引号的文字", "text in quotes"),
        Wanted::Flag => (" true 或 false", "true or false"),
        Wanted::Table => ("一段，如 [levels]，每行一个键", "a table, as [levels], one key a line"),
        Wanted::Tables => ("一段或几段 [[waivers]]", "one [[waivers]] or more"),
        Wanted::Cell => ("单元格地址，如 \"H15\"", "a cell's address, as \"H15\""),
    };
    (zh.to_owned(), en.to_owned())
}
