//! Reading .xlsx, from parts written here.

use crate::packed::{packed, read};

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these settings, formats and rows.
fn xlsx(settings: &str, styles: &str, rows: &str) -> Vec<u8> {
    let workbook = format!(
        "<workbook xmlns:r=\"{OFFICE}\"><workbookPr {settings}/><sheets><sheet name=\"自评表\" sheetId=\"1\" r:id=\"rId1\"/>\
         </sheets></workbook>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    packed(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn an_address_no_number_can_hold_is_damage() {
    let rows = |address: &str| format!("<row><c r=\"{address}\"><v>1</v></c></row>");
    assert_eq!(read(&xlsx("", "", &rows("A1"))), "A1#1=1");
    for address in ["A99999999999", "AAAAAAAAAAAA1"] {
        // Where overflow is not checked the address comes out as another one; nothing may panic either way.
        let told = read(&xlsx("", "", &rows(address)));
        assert!(told == "F011" || !cfg!(debug_assertions), "{told}");
    }
}
