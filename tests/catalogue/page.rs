//! What the pages of one language look like.

use ziping::rules::Rule;

/// The pages of one language.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    pub(super) folder: &'static str,
    pub(super) of: fn(&Rule) -> &'static str,
    pub(super) title: fn(&Rule) -> String,
    /// The headings of the five parts, in order.
    parts: [&'static str; 5],
    /// What stands above the bad and the good table.
    examples: [&'static str; 2],
    /// How the remedy opens: corrected, proposed, a person's alone.
    pub(super) remedies: [&'static str; 3],
    /// The form's arithmetic, and its profile.
    pub(super) bases: [&'static str; 3],
}

pub(super) const CHINESE: Pages = Pages {
    folder: "docs/rules",
    of: |rule| rule.doc,
    title: |rule| rule.title.to_owned(),
    parts: ["查什么", "为什么", "例", "怎么改", "依据"],
    examples: ["不对：", "对："],
    remedies: ["**可自动更正**：", "**给出建议，由人确认**：", "**不自动更正**："],
    bases: ["本表自身的计算关系", "本表适用的评分办法（`", "一般知识，未引用条文"],
};

pub(super) const ENGLISH: Pages = Pages {
    folder: "docs/rules-en",
    of: |rule| rule.doc_en,
    title: |rule| {
        let mut letters = rule.title_en.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    },
    parts: ["What it checks", "Why", "Example", "Remedy", "Basis"],
    examples: ["Wrong:", "Right:"],
    remedies: [
        "**Corrected by the program**: ",
        "**Proposed, for a person to accept**: ",
        "**Never corrected by the program**: ",
    ],
    bases: ["Arithmetic of the form: ", "This form's profile (`", "General knowledge, no clause is quoted"],
};

impl Pages {
    /// All lines that are to start with `#`, in order.
    pub(super) fn headings(&self, rule: &Rule) -> Vec<String> {
        let title = std::iter::once(format!("# {}", (self.title)(rule)));
        title.chain(self.parts.iter().map(|part| format!("## {part}"))).collect()
    }

    /// The five parts, without their headings.
    pub(super) fn bodies(&self, rule: &Rule) -> [&'static str; 5] {
        self.parts.map(|heading| {
            let (_, from_here) = (self.of)(rule)
                .split_once(&format!("\n## {heading}\n"))
                .unwrap_or_else(|| panic!("{}: no part {heading}", rule.id));
            from_here.split("\n## ").next().unwrap_or_default().trim()
        })
    }

    /// The bad and the good table.
    pub(super) fn tables(&self, rule: &Rule) -> [&'static str; 2] {
        let [_, _, example, _, _] = self.bodies(rule);
        let [bad, good] = self.examples;
        let tables = example.strip_prefix(&format!("{bad}\n\n"));
        let (bad, good) = tables
            .and_then(|tables| tables.split_once(&format!("\n\n{good}\n\n")))
            .unwrap_or_else(|| panic!("{}: a good example after a bad one", rule.id));
        [bad, good]
    }

    pub(super) fn remedy(&self, rule: &Rule) -> &'static str {
        let [_, _, _, remedy, _] = self.bodies(rule);
        remedy
    }

    pub(super) fn basis(&self, rule: &Rule) -> &'static str {
        let [_, _, _, _, basis] = self.bodies(rule);
        basis
    }

    /// The profile's keys that the basis names.
    pub(super) fn keys(&self, rule: &Rule) -> Vec<&'static str> {
        self.basis(rule).split('`').skip(1).step_by(2).collect()
    }
}
