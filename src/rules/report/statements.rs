//! Statements: a name and what is said of it, over one or several clauses.

use super::Report;
use super::clauses::{Clause, Line, Stop, sentence_text};
use super::facts::{Said, Spoken, TOTAL_WORDS, spoken};
use super::grades::{has_grade, is_about_whole};
use super::names::{Meant, Named, SAME};
use crate::model::{FormKind, Quote};

/// One thing said of a name.
pub(in crate::rules) struct Fact {
    pub(in crate::rules) said: Said,
    /// As written.
    pub(in crate::rules) value: String,
    /// The words, with the name where it stands near.
    pub(in crate::rules) quote: Quote,
}

/// A name with all that is said of it in a row.
pub(in crate::rules) struct Statement<'f> {
    /// What the name may mean; several where the form has it more than once.
    pub(in crate::rules) meant: Vec<Meant<'f>>,
    /// The name on the form, where the report's is another.
    pub(in crate::rules) near: Option<NearName>,
    /// The name as the report has it.
    pub(in crate::rules) name: String,
    pub(in crate::rules) facts: Vec<Fact>,
    /// The paragraph's place among the report's.
    pub(super) line: usize,
    /// Where in the paragraph it begins.
    pub(super) from: usize,
}

impl Statement<'_> {
    /// Whether the report uses the form's own name of the row or group that is labelled in this cell.
    pub(in crate::rules) fn names_exactly(&self, label: crate::value::CellRef) -> bool {
        self.near.is_none()
            && self.meant.iter().any(|meant| match meant {
                Meant::Row(row) => row.level3.as_ref().is_some_and(|field| field.at == label),
                Meant::Group(group) => group.label.at == label,
                Meant::Budget(_) | Meant::Whole => false,
            })
    }
}

/// A name on the form that is like the report's.
#[derive(Clone)]
pub(in crate::rules) struct NearName {
    /// How like, in hundredths.
    pub(in crate::rules) percent: u32,
    pub(in crate::rules) shown: String,
    pub(in crate::rules) at: crate::value::CellRef,
}

/// A quotation with more letters is cut down to its clause.
const LONGEST_QUOTE: usize = 60;

/// A name in running text may be the clause's only in so many letters.
const LONGEST_HEAD: usize = 40;

/// Words that stand for the name said before.
const PRONOUNS: [&str; 9] =
    ["该项", "该项指标", "该指标", "此项", "此项指标", "本项", "本项指标", "该部分", "该部分指标"];

/// Words around a value that name nothing.
const FILLERS: [&str; 24] = [
    "全年",
    "本年度",
    "本年",
    "年度",
    "目前",
    "累计",
    "共计",
    "合计",
    "总计",
    "共",
    "已",
    "均",
    "实际",
    "自评",
    "最终",
    "经",
    "其中",
    "其",
    "综合",
    "年底",
    "年末",
    "按",
    "评价",
    "最后",
];

/// Words of plans and of other years: what is said there is no result.
const NOT_A_RESULT: [&str; 14] = [
    "力争",
    "确保",
    "计划",
    "目标",
    "争取",
    "要求",
    "预计",
    "应",
    "上年",
    "去年",
    "同比",
    "下一步",
    "不低于",
    "不少于",
];

impl<'f> Report<'f> {
    /// Reads every statement of the report, in reading order.
    pub(super) fn read_statements(&self) -> Vec<Statement<'f>> {
        let mut statements = Vec::new();
        let mut heading = None;
        for (at, line) in self.lines.iter().enumerate() {
            if line.is_heading() && spoken(&line.text()).is_none() {
                heading = Some(at);
                continue;
            }
            Reader::new(self, line, at, heading).read(&mut statements);
        }
        statements
    }

    /// What a heading or a paragraph's first words name, if they are exactly a name.
    pub(super) fn named_exactly(&self, text: &str) -> Vec<Meant<'f>> {
        self.names.exact(text).into_iter().map(|named| named.meant.clone()).collect()
    }
}

/// One paragraph being read.
struct Reader<'r, 'f> {
    report: &'r Report<'f>,
    line: &'r Line,
    at: usize,
    /// The heading above.
    heading: Option<usize>,
    /// The words before the paragraph's first colon.
    paragraph_head: Option<(usize, String)>,
    /// The words before the last colon, within the sentence.
    head: Option<(usize, String)>,
    /// The statement that a clause without a name goes on with.
    current: Option<usize>,
    /// Whether a clause since the head was not understood: it may have named what the next ones are about.
    has_gap: bool,
}

impl<'r, 'f> Reader<'r, 'f> {
    fn new(report: &'r Report<'f>, line: &'r Line, at: usize, heading: Option<usize>) -> Self {
        Self { report, line, at, heading, paragraph_head: None, head: None, current: None, has_gap: false }
    }

    fn read(&mut self, statements: &mut Vec<Statement<'f>>) {
        let clauses = self.line.clauses();
        for (index, clause) in clauses.iter().enumerate() {
            match spoken(&clause.text) {
                Some(spoken) => self.add(&clauses, clause, &spoken, statements),
                None if clause.stop == Stop::Colon => self.begin(index, clause),
                None => self.has_gap |= !bare(&clause.text).is_empty(),
            }
            if matches!(clause.stop, Stop::Full | Stop::Semicolon) {
                self.current = None;
            }
            if clause.stop == Stop::Full {
                self.head = None;
                self.has_gap = false;
            }
        }
    }

    fn begin(&mut self, index: usize, clause: &Clause) {
        if bare(&clause.text).is_empty() || clause.text.chars().nth(LONGEST_HEAD).is_some() {
            return;
        }
        let head = Some((clause.from, clause.text.clone()));
        if index == 0 {
            self.paragraph_head.clone_from(&head);
        }
        self.head = head;
        self.current = None;
        self.has_gap = false;
    }

    fn add(
        &mut self,
        clauses: &[Clause],
        clause: &Clause,
        spoken: &Spoken<'_>,
        statements: &mut Vec<Statement<'f>>,
    ) {
        let sentence = sentence_text(clauses, clause);
        if self.report.is_of_other_year(&clause.text) {
            self.current = None;
            return;
        }
        if spoken.said == Said::Reached && NOT_A_RESULT.iter().any(|word| sentence.contains(word)) {
            return;
        }
        let subject = bare(spoken.subject);
        if subject.is_empty() && matches!(spoken.said, Said::Points | Said::Percent) {
            // 合计96.88分 is nobody's.
            self.current = None;
            return;
        }
        if spoken.said == Said::Words && (subject.is_empty() || self.report.named_exactly(subject).is_empty())
        {
            return;
        }
        let index = match self.current {
            Some(index) if subject.is_empty() => index,
            _ => {
                let Some(statement) = self.statement(clause, subject, spoken, &sentence, statements) else {
                    self.current = None;
                    return;
                };
                statements.push(statement);
                statements.len() - 1
            }
        };
        self.current = Some(index);
        if spoken.said == Said::Words {
            return;
        }
        let statement = &mut statements[index];
        let whole = self.line.quote(statement.from, clause.to);
        let short = whole.text.chars().nth(LONGEST_QUOTE).is_none();
        let quote = if short { whole } else { self.line.quote(clause.from, clause.to) };
        statement.facts.push(Fact { said: spoken.said, value: spoken.value.to_owned(), quote });
    }

    /// The statement that begins with this clause; `None` if what it is about is not on the form.
    fn statement(
        &self,
        clause: &Clause,
        subject: &str,
        spoken: &Spoken<'_>,
        sentence: &str,
        statements: &[Statement<'f>],
    ) -> Option<Statement<'f>> {
        let new = |from, name: &str, meant| Statement {
            meant,
            near: None,
            name: name.to_owned(),
            facts: Vec::new(),
            line: self.at,
            from,
        };
        if PRONOUNS.contains(&subject) {
            let meant = self.meant_by_pronoun(statements);
            return (!meant.is_empty()).then(|| new(clause.from, subject, meant));
        }
        if !subject.is_empty() {
            let exact = self.report.named_exactly(subject);
            if !exact.is_empty() {
                return Some(new(clause.from, subject, exact));
            }
            return match spoken.said {
                Said::Score | Said::Weight if self.is_whole(subject, spoken, sentence) => {
                    Some(new(clause.from, subject, vec![Meant::Whole]))
                }
                // In running text only the form's own words are taken for a name.
                Said::Reached => None,
                _ => {
                    let (named, percent) = self.report.names.nearest(subject, |_| true)?;
                    Some(Statement {
                        near: Some(near(named, percent)),
                        ..new(clause.from, subject, vec![named.meant.clone()])
                    })
                }
            };
        }
        if self.has_gap && (self.head.is_some() || self.paragraph_head.is_some()) {
            return None;
        }
        for (from, head) in [&self.head, &self.paragraph_head].into_iter().flatten() {
            let exact = self.report.named_exactly(head);
            if !exact.is_empty() {
                return Some(new(*from, head, exact));
            }
            if self.head.is_some() {
                // Said of something that the form does not name.
                return None;
            }
        }
        let is_score = matches!(spoken.said, Said::Score | Said::Weight);
        let is_whole = is_score && self.paragraph_head.is_none() && self.is_whole("", spoken, sentence);
        is_whole.then(|| new(clause.from, "", vec![Meant::Whole]))
    }

    /// Whether a score that no indicator is named for is the whole form's.
    fn is_whole(&self, subject: &str, spoken: &Spoken<'_>, sentence: &str) -> bool {
        let says_so = TOTAL_WORDS.contains(&spoken.word) || has_grade(sentence);
        let heading = self.heading.map(|at| self.report.lines[at].text()).unwrap_or_default();
        says_so
            && is_about_whole(subject)
            && self.report.named_exactly(&heading).is_empty()
            && self.report.speaks_of_whole(sentence, &heading)
    }

    /// What was named last in the paragraph or at its beginning, which both may be meant; else in the heading above.
    fn meant_by_pronoun(&self, statements: &[Statement<'f>]) -> Vec<Meant<'f>> {
        let last = statements.iter().rev().find(|own| own.line == self.at && own.near.is_none());
        let mut meant = last.map(|statement| statement.meant.clone()).unwrap_or_default();
        if let Some((_, head)) = &self.paragraph_head {
            meant.extend(self.report.named_exactly(head));
        }
        if let Some(heading) = self.heading.filter(|_| meant.is_empty() && self.paragraph_head.is_none()) {
            meant.extend(self.report.named_exactly(&self.report.lines[heading].text()));
        }
        meant
    }
}

impl Report<'_> {
    /// Whether a sentence without any indicator is about the form, and not about one of several projects.
    pub(super) fn speaks_of_whole(&self, sentence: &str, heading: &str) -> bool {
        let of_project = |text: &str| text.contains("项目") && !text.contains("整体");
        self.form.kind != FormKind::Department || !of_project(sentence) && !of_project(heading)
    }
}

fn near(named: &Named<'_>, percent: u32) -> NearName {
    debug_assert!(percent < SAME || named.shown.len() > 1, "an exact name has been found before");
    NearName { percent, shown: named.shown.clone(), at: named.at }
}

/// The subject without words that name nothing.
fn bare(subject: &str) -> &str {
    let mut rest = subject;
    loop {
        let next = FILLERS
            .iter()
            .find_map(|word| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)))
            .unwrap_or(rest);
        // 综合治理率 begins with a filler and is a name.
        if next.len() == rest.len() {
            return if rest.chars().count() < 2 { "" } else { subject };
        }
        rest = next;
    }
}
