//! 等级.

use crate::template::Band;
use crate::value::{CellRef, Points};

/// The grade of a total: the first band whose lower bound it reaches; bands are listed highest first.
///
/// # Source
///
/// The profile's `grades`.
pub fn grade(bands: &[Band], total: Points) -> Option<&str> {
    bands.iter().find(|band| total >= band.from).map(|band| band.grade.as_str())
}

/// The Excel text of [`grade`].
pub fn grade_excel(bands: &[Band], total: CellRef) -> String {
    let Some((last, higher)) = bands.split_last() else { return "\"\"".to_owned() };
    let mut text = String::new();
    for band in higher {
        text.push_str(&format!("IF({total}>={},\"{}\",", band.from.get().normalize(), band.grade));
    }
    text.push_str(&format!("\"{}\"", last.grade));
    text.push_str(&")".repeat(higher.len()));
    text
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::template::by_id;

    #[test]
    fn grades_by_lower_bounds() {
        let bands = &by_id("national-project").expect("built in").grades;
        for (total, expected) in [
            (dec!(96.88), "优"),
            (dec!(90), "优"),
            (dec!(89.99), "良"),
            (dec!(80), "良"),
            (dec!(60), "中"),
            (dec!(59.99), "差"),
            (dec!(0), "差"),
        ] {
            assert_eq!(grade(bands, Points::new(total)), Some(expected), "{total}");
        }
        assert_eq!(
            grade_excel(bands, CellRef::new(24, 7)),
            r#"IF(H25>=90,"优",IF(H25>=80,"良",IF(H25>=60,"中","差")))"#
        );
    }
}
