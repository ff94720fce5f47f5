//! What went wrong with a file, in a sentence a clerk can act on: what is wrong, then what to do.

use std::io;

use super::explain_archive::bundle_error;
use super::explain_limit::exceeded;
use super::explain_read::{narrative_error, read_error};
use super::{BaselineError, ImportError, Lang};
use crate::check::CheckError;
use crate::package::PackageError;
use crate::write::{Obstacle, WriteError};

/// The sentence for a file that could not be checked or a result that could not be saved.
///
/// Input files are named by whoever shows the sentence; outputs are named in it.
pub fn check_error(error: &CheckError, lang: Lang) -> String {
    let (zh, en) = match error {
        CheckError::NotFound { .. } => (
            "找不到这个文件，请核对路径和文件名".to_owned(),
            "there is no such file; check the path and the name".to_owned(),
        ),
        CheckError::Denied { .. } => (
            "没有读取这个文件的权限，请把它复制到自己的文件夹后再试".to_owned(),
            "no permission to read the file; copy it to a folder of your own".to_owned(),
        ),
        CheckError::Io { .. } => (
            "文件没有读完，磁盘或网络可能中断，请复制到本机后再试".to_owned(),
            "the file could not be read to its end; copy it to this computer and try again".to_owned(),
        ),
        CheckError::Changed { .. } => (
            "读这份文件的时候它被改动了，没有核对；请等写它的程序保存完、关闭后再试".to_owned(),
            "the file was written to while it was read; close the program that saves it and try again"
                .to_owned(),
        ),
        CheckError::Exceeded(error) => exceeded(error),
        CheckError::NotAFile { .. } => (
            "这不是普通文件，请给出 Excel 文件的路径".to_owned(),
            "not a regular file; name an Excel file".to_owned(),
        ),
        CheckError::GaveUp => (
            "程序处理这份文件时遇到意外，没有核对；其他文件不受影响，请把这份文件发给我们".to_owned(),
            "the program met something unexpected in this file and did not check it; please send it to us"
                .to_owned(),
        ),
        CheckError::Task => (
            "这一行不是任务；请写 {\"path\":\"甲.xlsx\"}，或再加上 \"base64\":\"文件内容\"".to_owned(),
            "this line is no task; write {\"path\":\"a.xlsx\"}, or with \"base64\":\"its bytes\" too"
                .to_owned(),
        ),
        CheckError::InUse { .. } => (
            "另一个 ziping 正在往这里写结果；请等它结束，或换一个输出位置".to_owned(),
            "another ziping is writing its results here; wait for it to end, or choose another output"
                .to_owned(),
        ),
        CheckError::LinkLoop { .. } => (
            "这个链接又指回它所在的文件夹，没有再读；其他文件照常检查，可删除这个链接".to_owned(),
            "this link leads back to the folder it is in and was not followed; it may be deleted".to_owned(),
        ),
        CheckError::NoMatch { pattern } => {
            let pattern = pattern.display();
            (
                format!("没有符合“{pattern}”的自评表文件，请核对文件夹和文件名"),
                format!("no file that could be a form fits “{pattern}”; check the folder and the names"),
            )
        }
        CheckError::NothingInside { .. } => (
            "里面没有可以检查的文件；能检查的有 .xlsx、.xls、.et、.ods、.docx 等，请核对路径".to_owned(),
            "nothing in it can be checked; files that can are .xlsx, .xls, .et, .ods, .docx and the like"
                .to_owned(),
        ),
        CheckError::ListEncoding { .. } => (
            "清单的文字无法识别（不是 UTF-8，也不是 GBK）；请在记事本中打开，另存为 UTF-8，每行写一个路径"
                .to_owned(),
            "the list is neither UTF-8 nor GBK; save it as UTF-8 with one path a line".to_owned(),
        ),
        CheckError::ListInList { .. } => (
            "清单里不能再写清单；请把其中的路径直接写进来，每行一个".to_owned(),
            "a list cannot name another list; write its paths here, one a line".to_owned(),
        ),
        CheckError::Bundle(error) => bundle_error(error),
        CheckError::IsFolder { .. } => (
            "这是文件夹，这里要的是一个文件；请写出文件夹里那个文件的名称".to_owned(),
            "a folder; a single file is needed here: give the name of a file in it".to_owned(),
        ),
        CheckError::Read(error) => read_error(error),
        CheckError::Report(error) => narrative_error(error),
        CheckError::Write(WriteError::Build(_)) => (
            "工作簿没有生成，原件未改动；请核对表中是否有特别长的文字".to_owned(),
            "the workbook could not be made; the input is unchanged; look for very long texts in it"
                .to_owned(),
        ),
        CheckError::Write(WriteError::InPlace(obstacle)) => in_place(obstacle),
        CheckError::OutputExists { path } => {
            let path = path.display();
            (
                format!("输出文件已存在：{path}；请换一个 -o，或加 --force 覆盖"),
                format!("the output exists: {path}; choose another -o, or add --force to replace it"),
            )
        }
        CheckError::OutputIsFolder { path } => {
            let path = path.display();
            (
                format!("输出位置是文件夹：{path}；请写出文件名，如 自评表_已核.xlsx"),
                format!("the output is a folder: {path}; name a file in it"),
            )
        }
        CheckError::OutputIsDevice { path } => {
            let path = path.display();
            (
                format!("输出位置是设备或管道，不是普通文件：{path}；请用 -o 另给一个文件名"),
                format!("the output is a device or a pipe: {path}; name a file with -o"),
            )
        }
        CheckError::OutputEnding { path, ending } => {
            let path = path.display();
            (
                format!("输出的是 .{ending} 工作簿，文件名要以 .{ending} 结尾：{path}；请改名后再试"),
                format!(
                    "the output is an .{ending} workbook and {path} does not end so; give it that ending"
                ),
            )
        }
        CheckError::NotCorrected => (
            "这不是 ziping 给出的更正副本（没有“更正记录”），没有可还原的；请给出 _已核 的文件".to_owned(),
            "not a copy corrected by ziping (it has no 更正记录); name the _已核 file".to_owned(),
        ),
        CheckError::OutputIsInput { path } => {
            let path = path.display();
            (
                format!("输出文件就是原件：{path}；原件不会被改动，请用 -o 另给一个文件名"),
                format!(
                    "the output is the input: {path}; inputs are never changed, name another file with -o"
                ),
            )
        }
        CheckError::OutputFolder { folder, source } => output_folder(&folder.display().to_string(), source),
        CheckError::Save { path, source } => save(&path.display().to_string(), source),
    };
    lang.choose(zh, en)
}

/// The sentence for a `--from` file that holds no form content.
pub fn import_error(error: &ImportError, lang: Lang) -> String {
    let (zh, en) = match error {
        ImportError::Kind => (
            "--from 只接受 .json 和 .csv 文件；可以先用 ziping export 从自评表导出".to_owned(),
            "--from takes .json and .csv files; ziping export makes them from a form".to_owned(),
        ),
        ImportError::NotUtf8 => (
            "文件不是 UTF-8 编码，请在 Excel/WPS 中另存为“CSV UTF-8（逗号分隔）”".to_owned(),
            "the file is not UTF-8; save it as “CSV UTF-8” from Excel or WPS".to_owned(),
        ),
        ImportError::Json(error) => {
            let (line, column) = (error.line(), error.column());
            (
                format!("第 {line} 行第 {column} 列不是表的内容；格式见 ziping export --format json 的输出"),
                format!(
                    "line {line}, column {column} is no form content ({error}); see `ziping export --format json`"
                ),
            )
        }
        ImportError::NoForm => (
            "这份导出里没有自评表；请用 ziping export 重新导出含有自评表的文件".to_owned(),
            "the export holds no form; export a file that has one with ziping export".to_owned(),
        ),
        ImportError::Csv(error) => {
            let line = error.position().map_or(1, csv::Position::line);
            (
                format!("第 {line} 行的列数与表头不同，请核对逗号和引号"),
                format!(
                    "line {line} has another number of columns than the heading; check commas and quotes"
                ),
            )
        }
        ImportError::Heading(name) => (
            format!("表头缺少“{name}”一列；需要：三级指标、年度指标值、分值，其余可选"),
            format!(
                "the heading has no column “{name}”; level3, target and weight are needed, others may follow"
            ),
        ),
    };
    lang.choose(zh, en)
}

/// The sentence for a `--baseline` file that is no earlier report.
pub fn baseline_error(error: &BaselineError, lang: Lang) -> String {
    match error {
        BaselineError::Read(_) => lang.choose(
            "读不到这份基线文件，请核对 --baseline 后的路径",
            "the baseline cannot be read; check the path after --baseline",
        ),
        BaselineError::Json(_) | BaselineError::Schema(_) => lang.choose(
            "这不是以前的核对结果；基线要用 ziping check --format json 的输出",
            "this is no earlier report; a baseline is what `ziping check --format json` prints",
        ),
    }
    .to_owned()
}

/// Why an xlsx cannot be corrected where it is, and that it can be drawn anew.
fn in_place(obstacle: &Obstacle) -> (String, String) {
    let (zh, en) = match obstacle {
        Obstacle::TakenName(sheet) => {
            return (
                format!("核对结果要放进工作表“{sheet}”，但已有图表用了这个名称；请给图表改个名再试"),
                format!(
                    "the results go to a sheet “{sheet}”, which a chart is called; give the chart another name"
                ),
            );
        }
        Obstacle::MissingSheet(sheet) => {
            return (
                format!(
                    "更正过的工作表“{sheet}”找不到了，可能改了名；请把名称改回来再还原，或在“更正记录”里逐格查看原值"
                ),
                format!(
                    "the corrected sheet “{sheet}” is gone or has another name; name it so again, or see 更正记录 for the old values"
                ),
            );
        }
        Obstacle::Encoding(part) => {
            (format!("部件 {part} 不是 UTF-8 编码"), format!("part {part} is not in UTF-8"))
        }
        Obstacle::RepeatedCell { sheet, cell } => (
            format!("工作表“{sheet}”里单元格 {cell} 出现了两次"),
            format!("cell {cell} stands twice on sheet “{sheet}”"),
        ),
        Obstacle::UnorderedRows { sheet } => (
            format!("工作表“{sheet}”里的行没有按顺序排列"),
            format!("the rows of sheet “{sheet}” are not in order"),
        ),
        Obstacle::Part { part, .. } => {
            (format!("部件 {part} 的内容不规范"), format!("part {part} is not as it should be"))
        }
        Obstacle::Package(PackageError::RepeatedPart(_)) => {
            ("文件里有同名的部件".to_owned(), "two parts of the file have one name".to_owned())
        }
        Obstacle::Package(PackageError::MoreThanPackage) => (
            "文件前后有多余的内容".to_owned(),
            "there is something before or behind the workbook in the file".to_owned(),
        ),
        Obstacle::Package(_) => ("文件内部有损坏".to_owned(), "the file is damaged inside".to_owned()),
        Obstacle::Proof(what) => (
            format!("改好的副本复核时发现 {what} 与预期不一致，没有保存"),
            format!("the copy was checked and {what} is not as it should be; nothing is saved"),
        ),
    };
    (
        format!("不能在原工作簿上直接更正：{zh}；请用 Excel 或 WPS 另存一次再试，或加 --redraw 另画一份"),
        format!(
            "cannot correct the workbook in place: {en}; save it once more in Excel or WPS, or add --redraw to draw it anew"
        ),
    )
}

fn output_folder(folder: &str, source: &io::Error) -> (String, String) {
    if source.kind() == io::ErrorKind::NotFound {
        (
            format!("输出文件夹不存在：{folder}；请先建好，或换一个位置"),
            format!("the output folder does not exist: {folder}; create it or choose another"),
        )
    } else {
        (
            format!("输出文件夹不能写入：{folder}；请换一个有权限的位置"),
            format!("the output folder cannot be written to: {folder}; choose another"),
        )
    }
}

fn save(path: &str, source: &io::Error) -> (String, String) {
    if source.kind() == io::ErrorKind::StorageFull {
        (
            format!("磁盘空间不足，没有写出 {path}；请清理后再试"),
            format!("the disk is full; {path} was not written"),
        )
    } else if matches!(source.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) {
        (
            format!("没有权限写出 {path}，或它正在 Excel 或 WPS 中打开；请关闭它，或换一个有权限的位置"),
            format!(
                "no permission to write {path}, or it is open in Excel or WPS; close it or choose another place"
            ),
        )
    } else if matches!(source.kind(), io::ErrorKind::QuotaExceeded) {
        (
            format!("磁盘配额已用完，没有写出 {path}；请清理后再试"),
            format!("the disk quota is used up; {path} was not written"),
        )
    } else if source.kind() == io::ErrorKind::NotFound {
        (
            format!("没有写出 {path}；输出文件夹可能已被删除或移走，请核对后再试"),
            format!("{path} was not written; its folder may be gone: look for it and try again"),
        )
    } else {
        (
            format!("没有写出 {path}；它可能正在 Excel 或 WPS 中打开，请关闭后再试"),
            format!("{path} was not written; it may be open in Excel or WPS: close it and try again"),
        )
    }
}
