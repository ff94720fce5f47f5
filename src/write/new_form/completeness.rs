//! The line beside the legend that says what does not add up yet.

use rust_decimal::Decimal;

use super::canvas::formula;
use super::form_places::{Places, Rows, column};
use super::indicator_block::IndicatorBlock;
use crate::model::Column;
use crate::template::Profile;
use crate::value::{CellRef, trimmed};
use crate::write::drawn::{Cached, DrawnCell, Role};

/// A live sentence about weights and scores; empty while the form is blank and once it is complete. None on a form
/// without them.
pub(super) fn completeness(
    profile: &Profile,
    places: &Places,
    block: &IndicatorBlock,
    budget_weight: Option<Decimal>,
) -> Option<DrawnCell> {
    let form = &profile.form;
    let (weight, score) = (column(form, Column::Weight)?, column(form, Column::Score)?);
    let all = places.indicators?;
    let run = |col, rows: Rows| format!("{}:{}", CellRef::new(rows.first, col), CellRef::new(rows.last, col));
    let (weights, scores) = (run(weight, all), run(score, all));
    let total = CellRef::new(places.total_row?, weight);
    let whole = profile.scoring.total_weight;
    let mut parts = vec![Part {
        holds: format!("ROUND({total},2)<>{whole}"),
        holds_now: block.weights().chain(budget_weight).sum::<Decimal>() != whole.get(),
        says: format!("分值合计不等于{whole}。"),
    }];
    let bound = profile.level1.iter().filter(|_| profile.scoring.level1_binding);
    for group in bound {
        if let Some((name, rows)) = places.level1.iter().find(|(name, _)| *name == group.name) {
            let points = trimmed(group.weight.get());
            let inside = (all.first..).zip(&block.points).filter(|(row, _)| rows.contains(*row));
            parts.push(Part {
                holds: format!("ROUND(SUM({}),2)<>{points}", run(weight, *rows)),
                holds_now: inside.filter_map(|(_, row)| row.weight).sum::<Decimal>() != points,
                says: format!("{name}应为{points}分。"),
            });
        }
    }
    parts.push(Part {
        holds: format!("COUNT({weights})>COUNT({scores})"),
        holds_now: block.weights().count() > block.scores().count(),
        says: "有指标尚未得分。".to_owned(),
    });
    let texts: Vec<String> =
        parts.iter().map(|part| format!("IF({},\"{}\",\"\")", part.holds, part.says)).collect();
    let text = format!("IF(COUNT({weights})=0,\"\",{})", texts.join("&"));
    let now: String = if block.weights().next().is_none() {
        String::new()
    } else {
        parts.iter().filter(|part| part.holds_now).map(|part| part.says.as_str()).collect()
    };
    Some(DrawnCell { role: Role::Plain, ..formula(text, Cached::Text(now), None) })
}

/// A condition in Excel's words, whether it holds for the cells as drawn, and the sentence it brings up.
struct Part {
    holds: String,
    holds_now: bool,
    says: String,
}
