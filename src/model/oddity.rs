//! What a file holds that a person who looks at the sheet does not see.

use serde::{Deserialize, Serialize};

use crate::value::CellRef;

/// Something odd about how a file holds a cell, or a whole form; told, and never a reason to read the cell otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    /// The cell; of what concerns the whole form, its title.
    pub at: CellRef,
    /// What is odd.
    pub what: Odd,
}

/// What can be odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Odd {
    /// 显示与实际不一致: the cell's number format shows another number than the one stored, or none.
    ShowsOther {
        /// What the cell shows; mostly empty where it shows no number.
        shown: String,
        /// The number stored.
        stored: String,
    },
    /// 循环引用: formulas that read one another.
    Ring {
        /// The cells as `sheet!A1`, each reading the next, the last the first; of a long ring its beginning only.
        cells: Vec<String>,
        /// How many cells the ring has.
        count: usize,
    },
    /// 单元格重复: the file writes the cell more than once, and not the same.
    Repeated {
        /// How often.
        times: usize,
        /// What was written there first, at most two of them.
        earlier: Vec<String>,
        /// What was written there last, which holds.
        last: String,
    },
    /// 看不见的字.
    Unseen(Unseen),
    /// 含宏或外部内容: what could run or reach out.
    Active {
        /// What there is, ascending.
        found: Vec<Active>,
        /// Whether a corrected copy keeps it as it is.
        is_kept: bool,
    },
}

/// Why a cell's text cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unseen {
    /// Its colour is that of the cell.
    Ink,
    /// It is 2 points high or less.
    Size,
}

/// Content that a spreadsheet program could run, or that leads out of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Active {
    /// 宏: a VBA project.
    Macros,
    /// 宏表: Excel 4 macro sheets.
    MacroSheets,
    /// 外部链接: links to other workbooks, or DDE and OLE links, which are kept alike.
    ExternalLinks,
    /// 数据连接: connections and queries.
    Connections,
    /// 嵌入对象: OLE objects and ActiveX controls.
    Embedded,
    /// A formula that reads another workbook.
    OtherWorkbook,
    /// A formula that asks another program (DDE, RTD).
    OtherProgram,
    /// A formula that fetches something from the network (WEBSERVICE, IMAGE).
    Network,
    /// A formula that makes a link to an address outside (HYPERLINK).
    Hyperlink,
}
