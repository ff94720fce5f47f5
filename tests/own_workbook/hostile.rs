//! What people and other programs have done to a workbook, or to its copy, before it is corrected.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Chart, ChartType, Format, Formula, Workbook};

use super::book::Book;
use super::checks::styles;
use super::copies::copy;
use super::desk::{Desk, fixed, has_code, try_fixed};
use super::fixtures::form::{FORM, Put, SUMMED_TOTAL, draw};
use super::fixtures::rich::plain;
use super::log::{ADDED, Log};
use super::office::Office;
use super::package::Package;

/// What `revert` gives of a copy.
fn reverted(bytes: &[u8]) -> Book {
    let desk = Desk::new();
    desk.put("表_已核.xlsx", bytes);
    let ran = desk.run(&["revert", "表_已核.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.said);
    Book::open(&desk.get("表_还原.xlsx"))
}

/// Whether a cell holds this number.
fn is(book: &Book, sheet: &str, at: &str, number: f64) -> bool {
    (book.number(sheet, at) - number).abs() < 1e-9
}

/// The cells of the form that carry a mark's border.
fn marked(book: &Book) -> Vec<String> {
    let styles = styles::styles(book);
    let border = |style: usize| styles.get(style).map_or("", |style| style.border.as_str());
    let is_mark = |style| border(style).contains("double") || border(style).contains("ediumDashed");
    let cells = book.cells(FORM).into_iter();
    cells.filter(|(_, cell)| is_mark(cell.style)).map(|(at, _)| at.to_string()).collect()
}

/// A program that saves the copy drops empty cells of the default style, which is the one that these cells had.
#[test]
fn a_style_that_says_nothing_comes_back_too() {
    let Some(office) = Office::find() else { return };
    let saved = office.saved(&copy("without-styles").bytes, "xlsx");
    assert!(marked(&Book::open(&saved)).contains(&"H15".to_owned()));
    assert_eq!(marked(&reverted(&saved)), Vec::<String>::new());
}

/// A form that was drawn has no styles from before its marks.
#[test]
fn the_marks_of_a_drawn_copy_go_with_it() {
    let desk = Desk::new();
    desk.put("表.xlsx", &plain(&[SUMMED_TOTAL]));
    assert_ne!(desk.run(&["fix", "表.xlsx", "--redraw"]).code, 2);
    let copy = desk.get("表_已核.xlsx");
    assert_eq!(marked(&Book::open(&copy)), ["H6", "H15", "I22", "H26"]);
    let after = reverted(&copy);
    assert_eq!(marked(&after), Vec::<String>::new());
    let (cells, styles) = (after.cells(FORM), styles::styles(&after));
    let look = |at: &str| &styles[cells[&at.parse().unwrap()].style];
    assert_eq!((&look("H15").border, &look("H15").fill), (&look("H14").border, &look("H14").fill));
}

/// The lines of 更正记录 in another order; what stands beside a table that is sorted stays where it is.
fn with_sorted_log(bytes: &[u8]) -> Vec<u8> {
    let mut package = Package::open(bytes);
    let part = Book::open(bytes).sheet(ADDED[2]).unwrap().part.clone();
    package.edit(&part, |xml| {
        let mut sorted = xml.to_owned();
        for column in 'A'..='J' {
            let cell = |row: &str| {
                let start = xml.find(&format!("<c r=\"{column}{row}\"")).unwrap();
                let rest = &xml[start..];
                let next = |end: &str| rest.find(end).map_or(usize::MAX, |at| at + end.len());
                let end = if next("/>") < next(">") + 1 { next("/>") } else { next("</c>") };
                rest[..end].to_owned()
            };
            let (third, fourth) = (cell("3"), cell("4"));
            let address = |row: &str| format!("r=\"{column}{row}\"");
            sorted = sorted.replace(&third, "<third/>");
            sorted = sorted.replace(&fourth, &third.replace(&address("3"), &address("4")));
            sorted = sorted.replace("<third/>", &fourth.replace(&address("4"), &address("3")));
        }
        sorted
    });
    package.bytes()
}

#[test]
fn the_lines_of_a_list_may_be_sorted() {
    let copy = copy("rich");
    let sorted = with_sorted_log(&copy.bytes);
    let order = |bytes: &[u8]| Log::of(&Book::open(bytes)).spoken();
    assert_ne!(order(&sorted), order(&copy.bytes));
    let (before, after) = (Book::open(&copy.fixture.bytes), reverted(&sorted));
    let (old, new) = (styles::styles(&before), styles::styles(&after));
    let looks: BTreeMap<_, _> = after.cells(FORM).into_iter().map(|(at, cell)| (at, cell.style)).collect();
    for (at, cell) in before.cells(FORM) {
        assert_eq!(new.get(looks[&at]), old.get(cell.style), "{at}");
    }
}

/// A formula is wrong by itself, and not because it reads another one that is.
#[test]
fn a_total_stays_that_adds_up_a_score_whose_formula_is_wrong() {
    let wrong = ("H15", Put::Formula("=G15*F15/2300", "7.51304347826087", ""));
    let book = Book::open(&fixed("表.xlsx", &plain(&[wrong, SUMMED_TOTAL])));
    let formula = |at| book.cell_at(FORM, at).unwrap().formula.unwrap_or_default();
    assert_ne!(formula("H15"), "G15*F15/2300");
    assert_eq!(formula("H26"), "I6+SUM(H13:H25)");
    assert!(is(&book, FORM, "H15", 7.2) && is(&book, FORM, "H26", 97.2));
}

/// A workbook with the form and more sheets.
fn with_sheets(more: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    draw(book.add_worksheet().set_name(FORM).unwrap(), &[SUMMED_TOTAL]);
    more(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn no_sheet_of_the_users_is_taken_for_one_of_ours() {
    let taken = ADDED.iter().flat_map(|name| [(*name).to_owned(), format!("{name}（自评核对）")]);
    let taken: Vec<String> = taken.collect();
    let bytes = with_sheets(|book| {
        for name in &taken {
            book.add_worksheet().set_name(name).unwrap().write_string(0, 0, "我的").unwrap();
        }
    });
    let once = fixed("表.xlsx", &bytes);
    let book = Book::open(&once);
    assert_eq!(book.sheets.len(), 1 + taken.len() + ADDED.len());
    for name in &taken {
        assert_eq!(book.cell_at(name, "A1").unwrap().value, "我的", "{name}");
    }
    assert!(fixed("表.xlsx", &once) == once);
    assert_eq!(reverted(&once).sheets.len(), 1 + taken.len());
}

/// 2023-05-01 counted from 1904 is day 43585, and a score behind it 43592.8.
#[test]
fn dates_are_counted_as_the_workbook_counts_them() {
    let bytes = with_sheets(|book| {
        let sheet = book.add_worksheet().set_name("汇总").unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_number_with_format(0, 0, 43_585.0, &date).unwrap();
        let follows = Formula::new(format!("=A1+{FORM}!H15")).set_result("43592.8");
        sheet.write_formula_with_format(1, 0, follows, &date).unwrap();
    });
    let mut package = Package::open(&bytes);
    package.replace("xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    let copy = fixed("表.xlsx", &package.bytes());
    let book = Book::open(&copy);
    assert!(is(&book, "汇总", "A2", 43_592.2));
    let spoken = Log::of(&book).spoken();
    assert!(spoken.iter().any(|line| line.ends_with("汇总!A2 43592.8 → 43592.2")), "{spoken:?}");
    assert!(is(&reverted(&copy), "汇总", "A2", 43_592.8));
}

/// One formula fills three scores, of which one is wrong: none of them can be put right alone, and the total that adds them
/// up is not made to look as if it had been.
#[test]
fn a_total_is_left_alone_where_its_scores_cannot_be_corrected() {
    let mut package = Package::open(&plain(&[SUMMED_TOTAL]));
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        let start = xml.find("<c r=\"H14\"").unwrap();
        let at = start + xml[start..].find("<v>").unwrap();
        format!("{}<f t=\"array\" ref=\"H14:H16\">G14:G16*1</f>{}", &xml[..at], &xml[at..])
    });
    let book = Book::open(&fixed("表.xlsx", &package.bytes()));
    assert!(is(&book, FORM, "H15", 7.8));
    assert_eq!(book.cell_at(FORM, "H26").unwrap().formula.as_deref(), Some("I6+SUM(H13:H25)"));
}

/// Somebody took a line out of the list: its mark goes all the same.
#[test]
fn a_mark_that_no_list_names_goes_too() {
    let copy = copy("rich");
    let mut package = Package::open(&copy.bytes);
    let part = Book::open(&copy.bytes).sheet(ADDED[1]).unwrap().part.clone();
    package.replace(&part, &format!("{FORM}!I22"), "（已删）");
    let bytes = package.bytes();
    assert!(marked(&Book::open(&bytes)).contains(&"I22".to_owned()));
    assert_eq!(marked(&reverted(&bytes)), Vec::<String>::new());
}

/// Nothing would go back, and the only record of what is to go back would be lost.
#[test]
fn a_copy_whose_form_was_renamed_is_not_reverted() {
    let mut package = Package::open(&copy("plain").bytes);
    package.replace("xl/workbook.xml", &format!("name=\"{FORM}\""), "name=\"2023年\"");
    let desk = Desk::new();
    desk.put("表_已核.xlsx", &package.bytes());
    let ran = desk.run(&["revert", "表_已核.xlsx"]);
    assert_eq!((ran.code, desk.files().len()), (2, 1), "{}", ran.said);
    assert!(ran.said.contains(FORM) && has_code(&ran.said), "{}", ran.said);
}

#[test]
fn a_sheet_of_ours_that_is_missing_is_made_anew() {
    let mut package = Package::open(&copy("plain").bytes);
    package.replace("xl/workbook.xml", &format!("name=\"{}\"", ADDED[2]), "name=\"旧的\"");
    let book = Book::open(&fixed("表.xlsx", &package.bytes()));
    assert!(ADDED.iter().all(|name| book.sheet(name).is_some()));
    assert!(book.sheet("旧的").is_some());
}

/// A style that is added would become that of cells which ask for one that is not there.
#[test]
fn a_workbook_whose_styles_are_missing_is_refused() {
    let mut package = Package::open(&plain(&[]));
    package.replace("xl/_rels/workbook.xml.rels", "styles.xml", "stylesheet.xml");
    let said = try_fixed("表.xlsx", &package.bytes()).unwrap_err();
    assert!(said.contains("F068"), "{said}");
}

#[test]
fn a_chart_that_has_the_name_of_our_sheet_is_not_hidden_by_it() {
    let bytes = with_sheets(|book| {
        let sheet = book.add_chartsheet().set_name(ADDED[0]).unwrap();
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_values((FORM, 12, 7, 24, 7));
        sheet.insert_chart(0, 0, &chart).unwrap();
    });
    let said = try_fixed("表.xlsx", &bytes).unwrap_err();
    assert!(said.contains(ADDED[0]) && has_code(&said), "{said}");
}
