use ziping::model::{Active, Odd};

use crate::support::{told, whole};

const RULE: &str = "active-content";

fn active(found: &[Active], is_kept: bool) -> Odd {
    Odd::Active { found: found.to_vec(), is_kept }
}

#[test]
fn tells_what_there_is_and_that_nothing_was_done_with_it() {
    assert_eq!(
        told(&whole().odd("A1", active(&[Active::Macros, Active::ExternalLinks], true)), RULE),
        [
            "A1 info | — → — | no fix | 含宏、外部链接（其他工作簿、DDE 或 OLE）；核对时没有运行、没有打开、没有联网，\
          更正后的工作簿里原样保留"
        ]
    );
}

#[test]
fn says_that_a_workbook_drawn_anew_has_none_of_it() {
    let told = told(&whole().odd("A1", active(&[Active::MacroSheets], false)), RULE);
    assert!(told[0].ends_with("更正后重新绘制的工作簿里没有这些"), "{told:?}");
}

#[test]
fn every_kind_has_a_name_of_its_own() {
    let kinds = [
        Active::Macros,
        Active::MacroSheets,
        Active::ExternalLinks,
        Active::Connections,
        Active::Embedded,
        Active::OtherWorkbook,
        Active::OtherProgram,
        Active::Network,
        Active::Hyperlink,
    ];
    let mut names: Vec<String> =
        kinds.iter().map(|kind| told(&whole().odd("A1", active(&[*kind], true)), RULE).concat()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), kinds.len(), "{names:?}");
}

#[test]
fn passes_a_form_of_a_plain_workbook() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
