//! Where each rule is shown by fixtures: its own tests, the golden forms, the published forms.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ziping::rules::Rule;

/// The fixtures of all rules.
pub(super) struct Fixtures {
    /// Each golden form and what is said of it.
    golden: BTreeMap<String, String>,
    /// The errors on the published forms, each looked at by hand.
    published: String,
}

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Fixtures {
    pub(super) fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let names = fs::read_dir(folder)
            .expect("the golden forms")
            .map(|entry| entry.expect("a readable entry").file_name().into_string().expect("a plain name"));
        let golden = names
            .map(|name| {
                let findings = text(&format!("tests/golden/{name}/findings.txt"));
                (name, findings)
            })
            .collect();
        Self { golden, published: text("tests/corpus/errors.txt") }
    }

    /// Its own tests, the golden forms, the published forms: one cell each.
    pub(super) fn cells(&self, rule: &Rule) -> [String; 3] {
        let path = format!("tests/rules/{}.rs", rule.id.replace('-', "_"));
        let count = text(&path).matches("#[test]").count();
        let golden = self.golden.iter().filter(|(_, findings)| names(findings, rule.id));
        let golden: Vec<&str> = golden.map(|(name, _)| name.as_str()).collect();
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for line in self.published.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            if let (Some(form), Some(_), Some(found)) = (words.next(), words.next(), words.next())
                && found == rule.id
            {
                *forms.entry(form).or_default() += 1;
            }
        }
        let published: Vec<String> = forms
            .iter()
            .map(|(form, count)| if *count > 1 { format!("{form} ×{count}") } else { (*form).to_owned() })
            .collect();
        [format!("[{count} tests](../{path})"), golden.join(", "), published.join(", ")]
    }
}

fn names(findings: &str, id: &str) -> bool {
    findings.split_whitespace().any(|word| word == id)
}
