//! Why a file cannot be read, in a sentence a clerk can act on.

use super::explain_limit::{exceeded, flawed};
use crate::read::{BinaryPart, NarrativeError, NoFormGuess, OtherKind, ReadError};

/// The sentence for a workbook or a document.
pub(super) fn read_error(error: &ReadError) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match error {
        ReadError::Empty => fixed(
            "文件是空的（0 字节），请重新导出或索要原件",
            "the file is empty (0 bytes); export it again or ask for the original",
        ),
        ReadError::NotExcel => fixed(
            "不是 Excel 文件（内容为文本或其他数据），可能是改了扩展名；请在 Excel/WPS 中打开原件，另存为 .xlsx",
            "not an Excel file (its content is text or other data), perhaps renamed; open the original and save it as .xlsx",
        ),
        ReadError::WebPage => fixed(
            "这是网页格式的表，请在 Excel/WPS 中打开，另存为 .xlsx",
            "this is a table in web page format; open it in Excel or WPS and save it as .xlsx",
        ),
        ReadError::SpreadsheetXml => fixed(
            "这是 Excel 2003 的 XML 格式，请在 Excel/WPS 中打开，另存为 .xlsx",
            "this is the XML format of Excel 2003; open it in Excel or WPS and save it as .xlsx",
        ),
        ReadError::OtherKind { kind } => other_kind(*kind),
        ReadError::Incomplete => fixed(
            "文件不完整（缺少压缩目录），请重新传送或索要原件",
            "the file is incomplete (its zip directory is missing); transfer it again or ask for the original",
        ),
        ReadError::Damaged { sheet: Some(sheet), .. } => (
            format!("工作表“{sheet}”的数据损坏，请用 Excel/WPS 修复后另存，或索要原件"),
            format!(
                "the data of sheet “{sheet}” are damaged; repair and save it with Excel, or ask for the original"
            ),
        ),
        ReadError::Damaged { sheet: None, .. } => fixed(
            "工作簿的数据损坏，请用 Excel/WPS 修复后另存，或索要原件",
            "the workbook is damaged; repair and save it with Excel, or ask for the original",
        ),
        ReadError::BinaryDamaged { what, sheet } => binary_damaged(*what, sheet.as_deref()),
        ReadError::Flawed { flaw, place } => flawed(*flaw, place),
        ReadError::Exceeded(error) => exceeded(error),
        ReadError::NoReader => fixed(
            "这台电脑不让程序另起进程来读旧格式的表，没有核对；请用 Excel/WPS 打开，另存为 .xlsx 再检查",
            "this computer lets the program start no process to read such a file in; save it as .xlsx and check that",
        ),
        ReadError::ReaderDied => fixed(
            "这份文件的结构异常，读它要用的内存或时间超出上限，没有核对；其他文件不受影响，请用 Excel/WPS 打开，另存为 .xlsx 再检查",
            "the file is built such that reading it takes more memory or time than there is; open it in Excel or WPS and save it as .xlsx",
        ),
        ReadError::Restricted => fixed(
            "文件设了权限管理（IRM），只有指定的人能打开；请让报送单位解除限制后再交",
            "the file is protected by rights management; have whoever sent it lift the protection",
        ),
        ReadError::NoSheet => fixed(
            "这份旧格式的工作簿里没有能读的工作表；请用 Excel/WPS 打开，另存为 .xlsx 再检查",
            "the workbook has no sheet that can be read; open it in Excel or WPS and save it as .xlsx",
        ),
        ReadError::Encrypted => fixed(
            "文件设了打开密码，请去除密码后再交",
            "the file has an opening password; remove it and try again",
        ),
        ReadError::NoForm { sheets, guess } => no_form(sheets, *guess),
    }
}

fn binary_damaged(what: BinaryPart, sheet: Option<&str>) -> (String, String) {
    let (zh, en) = match what {
        BinaryPart::Container => (".xls 文件的外层结构损坏", "the container of the .xls file is damaged"),
        BinaryPart::Parts => (".xlsb 文件的数据损坏", "the data of the .xlsb file are damaged"),
        _ => (".xls 文件的数据损坏", "the data of the .xls file are damaged"),
    };
    let (at_zh, at_en) = match sheet {
        Some(sheet) => (format!("（工作表“{sheet}”）"), format!(" (sheet “{sheet}”)")),
        None => (String::new(), String::new()),
    };
    (
        format!("{zh}{at_zh}；请用 Excel/WPS 打开修复，另存为 .xlsx 再检查，或索要原件"),
        format!("{en}{at_en}; repair it in Excel or WPS and save it as .xlsx, or ask for the original"),
    )
}

/// The sentence for a report beside the form.
pub(super) fn narrative_error(error: &NarrativeError) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match error {
        NarrativeError::Kind => fixed(
            "自评报告不是 Word 文档（.docx）或文本文件（.txt）；请在 Word/WPS 中打开，另存为 .docx",
            "the report is neither a .docx document nor plain text; open it in Word or WPS and save it as .docx",
        ),
        NarrativeError::Encoding => fixed(
            "自评报告的文字无法识别（不是 UTF-8，也不是 GBK）；请在记事本中打开，另存为 UTF-8",
            "the report's text is neither UTF-8 nor GBK; open it in an editor and save it as UTF-8",
        ),
        NarrativeError::Blank => fixed(
            "自评报告里没有文字；请确认选对了文件，扫描件请先转成文字",
            "the report holds no text; is it the right file? A scan has to be turned into text first",
        ),
        NarrativeError::TooLong { limit } => (
            format!("自评报告超过 {limit} 字，远长于一般报告；请只保留报告正文再试"),
            format!("the report has more than {limit} letters; keep only its text and try again"),
        ),
        NarrativeError::File(error) => match error {
            ReadError::Damaged { .. } => fixed(
                "自评报告的数据损坏，请用 Word/WPS 修复后另存，或索要原件",
                "the report is damaged; repair and save it with Word, or ask for the original",
            ),
            other => read_error(other),
        },
    }
}

fn no_form(sheets: &[String], guess: NoFormGuess) -> (String, String) {
    let (zh, en) = (sheets.join("、"), sheets.join(", "));
    match guess {
        NoFormGuess::NoTable => (
            "没有找到绩效自评表：这份 Word 文档里没有表格；请确认选对了文件，或把自评表贴进文档后再试"
                .to_owned(),
            "no evaluation form found: the Word document has no table; is it the right file?".to_owned(),
        ),
        NoFormGuess::NothingInside => (
            "没有找到绩效自评表：工作簿里没有内容，请确认选对了文件".to_owned(),
            "no evaluation form found: the workbook is empty; is it the right file?".to_owned(),
        ),
        NoFormGuess::OtherTable => (
            format!(
                "没有找到绩效自评表：工作表“{zh}”没有“绩效”“指标”“自评”字样，像是别的表，请确认选对了文件"
            ),
            format!("no evaluation form found: sheet “{en}” looks like another table; is it the right file?"),
        ),
        NoFormGuess::AnotherForm => (
            format!(
                "没有找到绩效自评表：工作表“{zh}”的表头像指标表，但从标题和栏目看不是绩效自评表；如果确实是，请在标题里写明“绩效自评表”再试"
            ),
            format!(
                "no evaluation form found: sheet “{en}” has headings like one, but its title and columns are another table's; if it is one, say 绩效自评表 in its title"
            ),
        ),
        NoFormGuess::NoHeadings => (
            format!(
                "没有找到绩效自评表：工作表“{zh}”没有“三级指标、年度指标值、实际完成值、分值、得分”这样的表头，请核对表头"
            ),
            format!(
                "no evaluation form found: sheet “{en}” has no row of headings such as 三级指标, 年度指标值, 实际完成值, 分值, 得分"
            ),
        ),
    }
}

fn other_kind(kind: OtherKind) -> (String, String) {
    let (zh, en) = match kind {
        OtherKind::Pdf => ("PDF 文件", "a PDF file"),
        OtherKind::Image => ("图片", "a picture"),
        OtherKind::Document => {
            return (
                "这是文字文档，但不是 .docx；请在 Word/WPS 中另存为 .docx，或把表格复制到 Excel 另存为 .xlsx"
                    .to_owned(),
                "this is a text document but no .docx; in Word or WPS save it as .docx, or copy the table into Excel and save that as .xlsx"
                    .to_owned(),
            );
        }
        OtherKind::Presentation => ("演示文稿", "a presentation"),
        OtherKind::Archive => {
            return (
                "这是压缩包，请先解压，再检查其中的 .xlsx 文件".to_owned(),
                "this is an archive; unpack it and check the .xlsx files in it".to_owned(),
            );
        }
        OtherKind::WebArchive => ("单文件网页", "a web page in one file"),
        OtherKind::Ole => ("不含工作簿的旧式文档", "an old document without a workbook"),
    };
    (
        format!("这是{zh}，不是 Excel 文件；请把自评表另存为 .xlsx 再检查"),
        format!("this is {en}, not an Excel file; save the form as .xlsx and check that"),
    )
}
