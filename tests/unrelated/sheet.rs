//! Small tables, and dice that always fall alike.

use rust_xlsxwriter::{Format, Workbook};

/// A linear congruential generator: the same workbooks on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1));
        dice.below(2);
        dice
    }

    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).expect("less than the sides")
    }

    pub(crate) fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// A number from `least` on, as text.
    pub(crate) fn number(&mut self, least: usize, sides: usize) -> String {
        (least + self.below(sides)).to_string()
    }

    pub(crate) fn amount(&mut self) -> String {
        format!("{}.{}", 100 + self.below(9000), 1 + self.below(9))
    }
}

/// One sheet: rows of texts; plain numbers become numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub(crate) rows: Vec<Vec<String>>,
}

impl Grid {
    pub(crate) fn new(title: &str) -> Self {
        Self { rows: vec![vec![title.to_owned()]] }
    }

    pub(crate) fn line(&mut self, texts: &[&str]) {
        self.rows.push(texts.iter().map(|text| (*text).to_owned()).collect());
    }

    pub(crate) fn row(&mut self, texts: Vec<String>) {
        self.rows.push(texts);
    }
}

/// A title, headings, and rows of which `fill` makes one each.
pub(crate) fn table(
    title: &str,
    headings: &[&str],
    rows: usize,
    mut fill: impl FnMut(usize) -> Vec<String>,
) -> Grid {
    let mut grid = Grid::new(title);
    grid.line(headings);
    (0..rows).for_each(|number| grid.row(fill(number)));
    grid
}

pub(crate) fn saved(grids: &[Grid]) -> Vec<u8> {
    let mut writer = Workbook::new();
    for grid in grids {
        let sheet = writer.add_worksheet();
        let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        for (row, texts) in (0..).zip(&grid.rows) {
            if row == 0 && texts.len() == 1 && width > 1 {
                let last = u16::try_from(width - 1).expect("few columns");
                sheet
                    .merge_range(0, 0, 0, last, &texts[0], &Format::new())
                    .expect("a block inside the sheet");
                continue;
            }
            for (col, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, col, number),
                    Err(_) => sheet.write(row, col, text),
                }
                .expect("a cell inside the sheet");
            }
        }
    }
    writer.save_to_buffer().expect("a workbook in memory")
}

pub(crate) const PEOPLE: [&str; 8] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"];
pub(crate) const OFFICES: [&str; 5] = ["办公室", "财务科", "规划科", "执法队", "后勤中心"];
