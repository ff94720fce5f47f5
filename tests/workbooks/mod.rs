//! The example forms as workbooks, made on the spot.

use std::path::Path;

use ziping::check::new_form;
use ziping::report::read_content;
use ziping::template::by_id;

/// The example form of a profile; the one of `national-project` has three planted mistakes.
pub(crate) fn example(profile: &str) -> Vec<u8> {
    let path = Path::new("workbook-templates").join(profile).join("example.json");
    let content = read_content(&path, &std::fs::read(&path).unwrap()).unwrap();
    new_form(by_id(profile).unwrap(), &content).unwrap()
}
