//! What a new form accepts, and what it turns red.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, Format, Formula, Worksheet,
    XlsxError,
};

use super::form_places::{Places, Rows, column};
use super::shading::WARNING_COLOR;
use crate::model::{Column, FundingColumn};
use crate::template::Profile;
use crate::value::{CellRef, trimmed};

/// Behind cells that are wrong: light red, dark text on it stays readable.
const WRONG_FILL: Color = Color::RGB(0xFF_C7_CE);

/// Adds the checks on what is typed, with prompts and errors in Chinese.
pub(super) fn accept(worksheet: &mut Worksheet, profile: &Profile, places: &Places) -> Result<(), XlsxError> {
    let form = &profile.form;
    if let Some(Rows { first, last }) = places.funding {
        let at_least_zero = DataValidation::new()
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_title("金额不对")?
            .set_error_message(format!(
                "请填写不小于0的数字，单位为{}，不要带单位文字。",
                profile.amount_unit
            ))?;
        for field in [FundingColumn::OriginalBudget, FundingColumn::RevisedBudget, FundingColumn::Outturn] {
            if let Some(at) = form.funding_column(field) {
                worksheet.add_data_validation(first, at.first, last, at.first, &at_least_zero)?;
            }
        }
    }
    if let Some(rows) = places.indicators {
        accept_rows(worksheet, profile, rows)?;
    }
    if let Some(at) = places.grade {
        let grades: Vec<&str> = profile.grades.iter().map(|band| band.grade.as_str()).collect();
        let list = DataValidation::new()
            .allow_list_strings(&grades)?
            .set_input_title("自评等级")?
            .set_input_message(format!("按总分选择：{}。", bands(profile)))?
            .set_error_title("等级不对")?
            .set_error_message(format!("请从 {} 中选择。", grades.join("、")))?;
        worksheet.add_data_validation(at.row, at.col, at.row, at.col, &list)?;
    }
    Ok(())
}

/// The checks on the indicator rows.
fn accept_rows(worksheet: &mut Worksheet, profile: &Profile, rows: Rows) -> Result<(), XlsxError> {
    let form = &profile.form;
    let whole = trimmed(profile.scoring.total_weight.get());
    let weight = column(form, Column::Weight);
    if let Some(weight) = weight {
        let weights = DataValidation::new()
            .allow_decimal_number_formula(DataValidationRule::Between(
                Formula::new("0"),
                Formula::new(whole.to_string()),
            ))
            .set_input_title("分值")?
            .set_input_message(format!("填数字。全表分值（含预算执行率）合计应为{whole}。"))?
            .set_error_title("分值不对")?
            .set_error_message(format!("分值应是0到{whole}之间的数字。"))?;
        worksheet.add_data_validation(rows.first, weight, rows.last, weight, &weights)?;
    }
    if let Some((weight, score)) = weight.zip(column(form, Column::Score)) {
        let scores = DataValidation::new()
            .allow_decimal_number_formula(DataValidationRule::Between(
                Formula::new("0"),
                Formula::new(CellRef::new(rows.first, weight).to_string()),
            ))
            .set_error_title("得分不对")?
            .set_error_message("得分应是0到本行分值之间的数字。")?;
        worksheet.add_data_validation(rows.first, score, rows.last, score, &scores)?;
    }
    // A sign or a unit of its own leaves the bare number to the target.
    let is_plain = [Column::Sign, Column::Unit].iter().all(|column| form.column(*column).is_none());
    if let Some(target) = column(form, Column::Target).filter(|_| is_plain) {
        add_prompt(
            worksheet,
            (rows, target),
            "年度指标值",
            "越大越好：填 95% 或 ≥95%；越小越好：填 ≤30%。百分比要带%号。带单位的文字、日期不能自动计分。",
        )?;
    }
    if let Some(actual) = column(form, Column::Actual) {
        add_prompt(
            worksheet,
            (rows, actual),
            "实际完成值",
            "写法与指标值一致，填数字；百分比要带%号，如 66.6%。",
        )?;
    }
    Ok(())
}

fn add_prompt(
    worksheet: &mut Worksheet,
    (rows, col): (Rows, u16),
    title: &str,
    text: &str,
) -> Result<(), XlsxError> {
    let prompt = DataValidation::new().allow_any_value().set_input_title(title)?.set_input_message(text)?;
    worksheet.add_data_validation(rows.first, col, rows.last, col, &prompt)?;
    Ok(())
}

/// 优 from 90, 良 from 80 …, as the profile grades.
pub(super) fn bands(profile: &Profile) -> String {
    let bands: Vec<String> = profile
        .grades
        .iter()
        .map(|band| match trimmed(band.from.get()) {
            from if from.is_zero() => format!("其余为{}", band.grade),
            from => format!("{from}分及以上为{}", band.grade),
        })
        .collect();
    bands.join("，")
}

/// Adds the warnings: weights that do not add up, scores above their weight, points lost without a reason, and rows
/// that are filled in but have no score.
pub(super) fn warn(worksheet: &mut Worksheet, profile: &Profile, places: &Places) -> Result<(), XlsxError> {
    let form = &profile.form;
    let Some(rows) = places.indicators else { return Ok(()) };
    // Columns stay fixed, rows move along.
    let mixed = |field| column(form, field).map(|col| format!("${}", CellRef::new(rows.first, col)));
    let (weight, score) = (mixed(Column::Weight), mixed(Column::Score));
    let (Some(weight), Some(score)) = (weight, score) else { return Ok(()) };
    let numbers = format!("ISNUMBER({weight}),ISNUMBER({score})");
    let over = format!("AND({numbers},{score}>{weight})");
    let unscored = mixed(Column::Target)
        .zip(mixed(Column::Actual))
        .map(|(target, actual)| format!("AND({target}<>\"\",{actual}<>\"\",{weight}<>\"\",{score}=\"\")"));
    let unexplained = mixed(Column::VarianceNote)
        .map(|reason| format!("AND({numbers},{score}<{weight},TRIM({reason})=\"\")"));
    for (field, rule) in
        [(Column::Score, Some(over)), (Column::Score, unscored), (Column::VarianceNote, unexplained)]
    {
        if let Some((col, rule)) = column(form, field).zip(rule) {
            worksheet.add_conditional_format(rows.first, col, rows.last, col, &red(&rule))?;
        }
    }
    if let Some((row, col)) = places.total_row.zip(column(form, Column::Weight)) {
        let (first, last) = (CellRef::new(rows.first, col), CellRef::new(rows.last, col));
        let (total, whole) = (CellRef::new(row, col), profile.scoring.total_weight);
        let off = format!("AND(COUNT({first}:{last})>0,ROUND({total},2)<>{whole})");
        worksheet.add_conditional_format(row, col, row, col, &red(&off))?;
    }
    Ok(())
}

fn red(rule: &str) -> ConditionalFormatFormula {
    let format = Format::new().set_background_color(WRONG_FILL).set_font_color(WARNING_COLOR);
    ConditionalFormatFormula::new().set_rule(rule).set_format(format)
}
