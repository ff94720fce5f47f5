//! Which of several forms a report goes with.

use crate::model::{EvaluationForm, FormKind, Narrative};
use crate::rules::Request;
use crate::value::{fold, strip_blanks};

/// How many paragraphs make the report's title.
const TITLE: usize = 4;

/// Shorter project names may stand in a title by chance.
const SHORTEST: usize = 4;

/// One request a form: the report goes with the one that it is about.
pub fn requests<'r>(request: &Request<'r>, forms: &[&EvaluationForm]) -> Vec<Request<'r>> {
    let meant = request.narrative.and_then(|narrative| form_meant(narrative, forms));
    let narrative = |at| request.narrative.filter(|_| meant == Some(at));
    (0..forms.len()).map(|at| Request { narrative: narrative(at), ..*request }).collect()
}

/// The form that a report is about: the only one, the department's own where the title says 整体, or the project that the
/// title names. `None` where that is not plain.
fn form_meant(narrative: &Narrative, forms: &[&EvaluationForm]) -> Option<usize> {
    if forms.len() == 1 {
        return Some(0);
    }
    let title: String =
        narrative.paragraphs.iter().take(TITLE).map(|paragraph| fold(&paragraph.text)).collect();
    let title = strip_blanks(&title);
    let only = |fits: &dyn Fn(&EvaluationForm) -> bool| {
        let mut found = forms.iter().enumerate().filter(|(_, form)| fits(form)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    let named = only(&|form| {
        form.header.iter().any(|entry| {
            let name = fold(&entry.text);
            let name = strip_blanks(&name);
            entry.label.contains("项目名称") && name.chars().count() >= SHORTEST && title.contains(&*name)
        })
    });
    let whole = || only(&|form| title.contains("整体") && form.kind == FormKind::Department);
    named.or_else(whole)
}
