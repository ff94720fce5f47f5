//! WB-05: every link on the added sheets leads to a cell that is there.

use roxmltree::Document;

use super::book::{Book, area, elements};
use super::copies::copies;
use super::log::{ADDED, table};

/// The places that a sheet's links lead to, by the cells that hold them.
fn links(book: &Book, sheet: &str) -> Vec<(String, String)> {
    let document = Document::parse(book.package.text(&book.sheet(sheet).unwrap().part)).unwrap();
    let links = elements(&document).filter(|node| node.tag_name().name() == "hyperlink");
    links
        .map(|link| {
            let outside = link.attributes().any(|attribute| attribute.name() == "id");
            assert!(!outside, "{sheet} links to a place outside the workbook");
            let word = |name| link.attribute(name).unwrap_or_default().to_owned();
            (word("ref"), word("location"))
        })
        .collect()
}

/// The sheet and the area of `'a sheet'!A1`, with the apostrophes that formulas need and no others.
fn place(location: &str) -> Option<(String, String)> {
    let (sheet, at) = location.trim_start_matches('#').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'') {
        Some(rest) => rest.strip_suffix('\'')?.replace("''", "'"),
        None if sheet.contains([' ', '\'', '（', '-', '+', '&']) => return None,
        None => sheet.to_owned(),
    };
    Some((sheet, at.replace('$', "")))
}

#[test]
fn every_link_leads_to_a_cell_that_is_there() {
    let mut wrong = Vec::new();
    for copy in copies() {
        let book = Book::open(&copy.bytes);
        for (sheet, (at, location)) in
            ADDED.iter().flat_map(|sheet| links(&book, sheet).into_iter().map(move |link| (sheet, link)))
        {
            let found = place(&location).is_some_and(|(target, cell)| {
                let (first, last) = area(&cell);
                book.sheet(&target).is_some() && first <= last
            });
            if !found {
                wrong.push(format!("{}: {sheet}!{at} leads to {location}", copy.fixture.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_finding_with_a_place_has_its_link() {
    for copy in copies() {
        let (name, book) = (copy.fixture.name, Book::open(&copy.bytes));
        let issues = table(&book.cells("问题清单"));
        let placed: Vec<_> =
            issues.iter().map(|row| row["位置"].value.clone()).filter(|place| place.contains('!')).collect();
        let links = links(&book, "问题清单");
        let counts = (placed.len(), links.len());
        assert!(counts.0 >= 4 && counts.1 >= counts.0 && counts.1 <= 65_530, "{name}: {counts:?}");
        for spoken in placed {
            let (sheet, at) = spoken.rsplit_once('!').unwrap();
            assert_eq!(sheet.trim_matches('\'').replace("''", "'"), copy.fixture.sheet, "{name}");
            let led = links.iter().filter_map(|(_, location)| place(location));
            assert!(
                led.into_iter().any(|led| led == (copy.fixture.sheet.to_owned(), at.to_owned())),
                "{name}: {spoken}"
            );
        }
    }
}
