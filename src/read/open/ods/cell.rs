//! One cell of an ods: the value it stores and the text it shows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::count;
use super::format::{date_code, number_code};
use super::moment::{date, time};
use super::shown_text::ShownText;
use crate::package::{Element, Markup};
use crate::read::date_format::plain_date;
use crate::read::error::ReadError;
use crate::read::grid::CellValue;
use crate::read::number_format::NumberFormat;
use crate::read::open::shown::fifteen_digits;
use crate::value::trimmed;

/// What a cell holds.
#[derive(Clone)]
pub(super) struct Content {
    pub(super) value: CellValue,
    pub(super) text: String,
    pub(super) format: Option<Arc<str>>,
}

/// What a cell says of itself before its text.
#[derive(Default)]
pub(super) struct Head {
    kind: String,
    stored: Option<String>,
    is_error: bool,
    /// How often it stands side by side.
    pub(super) repeated: u32,
    /// How many columns and rows it spreads over.
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Head {
    pub(super) fn read(cell: &Element<'_>) -> Result<Self, ReadError> {
        let mut head = Self { repeated: 1, width: 1, height: 1, ..Self::default() };
        cell.attributes(|prefix, name, value| match name {
            "number-columns-repeated" => head.repeated = count(&value),
            "number-columns-spanned" => head.width = count(&value),
            "number-rows-spanned" => head.height = count(&value),
            // LibreOffice repeats the type under its own prefix, and only there says that it is an error.
            "value-type" if prefix == "calcext" => head.is_error = value == "error",
            "value-type" => head.kind = value.into_owned(),
            "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                head.stored = Some(value.into_owned());
            }
            _ => {}
        })?;
        Ok(head)
    }

    /// The cell's content, or `None` if it holds nothing; `most` is how long its text may be.
    pub(super) fn content(
        self,
        xml: &mut Markup<'_>,
        sheet: &str,
        most: usize,
    ) -> Result<Option<Content>, ReadError> {
        let mut shown = ShownText::at_most(most);
        shown.read_lines(xml, sheet)?;
        // A number in too narrow a column, or one whose writer left it to the reader to show it.
        let is_shown =
            shown.paragraphs > 0 && (shown.text.is_empty() || shown.text.bytes().any(|byte| byte != b'#'));
        let text = shown.text;
        let stored = self.stored.as_deref().unwrap_or_default();
        if self.is_error && !text.is_empty() {
            return Ok(Some(Content { value: CellValue::Error(text.clone()), text, format: None }));
        }
        let content = match self.kind.as_str() {
            "float" | "currency" => number(stored, &text, is_shown, false),
            "percentage" => number(stored, &text, is_shown, true),
            "date" => date(stored).map(|(moment, serial)| {
                let content = typed(CellValue::Date(serial), &text, is_shown, || plain_date(moment));
                let format = Some(date_code(moment, &content.text).into());
                Content { format, ..content }
            }),
            "time" => time(stored).map(|(plain, serial)| Content {
                format: Some("h:mm:ss".into()),
                ..typed(CellValue::Date(serial), &text, is_shown, || plain)
            }),
            "boolean" => {
                let truth = stored == "true";
                let plain = || if truth { "TRUE" } else { "FALSE" }.to_owned();
                Some(typed(CellValue::Bool(truth), &text, is_shown, plain))
            }
            _ => None,
        };
        // Text, or a value that cannot be read: what is shown is all there is.
        Ok(content.or_else(|| {
            let text = if text.is_empty() && self.kind == "string" { stored.to_owned() } else { text };
            (!text.is_empty()).then(|| Content { value: CellValue::Text(text.clone()), text, format: None })
        }))
    }
}

fn typed(value: CellValue, text: &str, is_shown: bool, plain: impl FnOnce() -> String) -> Content {
    Content { value, text: if is_shown { text.to_owned() } else { plain() }, format: None }
}

fn number(stored: &str, text: &str, is_shown: bool, percent: bool) -> Option<Content> {
    let float: f64 = stored.trim().parse().ok()?;
    let Some(number) = fifteen_digits(float) else {
        // Beyond any form's range, or not a number at all.
        let text = if is_shown { text.to_owned() } else { float.to_string() };
        return Some(Content { value: CellValue::Error(text.clone()), text, format: None });
    };
    let content = typed(CellValue::Number(number), text, is_shown, || {
        if percent {
            format!("{}%", trimmed(number * Decimal::ONE_HUNDRED))
        } else {
            NumberFormat::parse("General").number(number)
        }
    });
    let format = number_code(number, &content.text).or_else(|| percent.then(|| "0%".to_owned()));
    Some(Content { format: format.map(Arc::from), ..content })
}
