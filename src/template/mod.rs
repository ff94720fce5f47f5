//! Floor 1: what a form looks like and how its authority scores it.
//!
//! Everything comes from `workbook-templates/<id>/profile.toml`; a new year's form is a new folder there.

mod drawing;
mod profile;
mod scoring;

use std::sync::LazyLock;

pub use drawing::{Drawing, DrawnColumn, DrawnFundingColumn, DrawnGroup, DrawnHeader, Span};
pub use profile::{Band, Layout, Level1, Profile, ProfileError, parse_all};
pub use scoring::{
    DeviationRule, EmptyBudget, ExecutionBase, ExecutionCurve, ExecutionTarget, OverFulfilment, Overspending,
    PositiveRule, Precision, ReasonRule, ReverseRule, Rounding, Scoring, Step,
};

/// The profiles that come with the program, in the order they are tried.
pub fn builtin() -> &'static [Profile] {
    static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
        parse_all([
            include_str!("../../workbook-templates/national-project/profile.toml"),
            include_str!("../../workbook-templates/shangjie-department/profile.toml"),
            include_str!("../../workbook-templates/hubei-project/profile.toml"),
            include_str!("../../workbook-templates/chongqing-department/profile.toml"),
            include_str!("../../workbook-templates/sichuan-project/profile.toml"),
            include_str!("../../workbook-templates/yunnan-project/profile.toml"),
            include_str!("../../workbook-templates/anhui-project/profile.toml"),
            include_str!("../../workbook-templates/jiangxi/profile.toml"),
            include_str!("../../workbook-templates/zhejiang/profile.toml"),
            include_str!("../../workbook-templates/guangxi/profile.toml"),
            include_str!("../../workbook-templates/shanghai-project/profile.toml"),
            include_str!("../../workbook-templates/shanxi/profile.toml"),
            include_str!("../../workbook-templates/henan-project-2024/profile.toml"),
            include_str!("../../workbook-templates/sichuan-department/profile.toml"),
        ])
        .expect("built-in profiles are parsed by a test")
    });
    &PROFILES
}

/// The built-in profile of this id.
pub fn by_id(id: &str) -> Option<&'static Profile> {
    builtin().iter().find(|profile| profile.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_profile_parses_and_has_its_own_id() {
        let ids: Vec<_> = builtin().iter().map(|profile| profile.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "national-project",
                "shangjie-department",
                "hubei-project",
                "chongqing-department",
                "sichuan-project",
                "yunnan-project",
                "anhui-project",
                "jiangxi",
                "zhejiang",
                "guangxi",
                "shanghai-project",
                "shanxi",
                "henan-project-2024",
                "sichuan-department",
            ]
        );
        assert!(by_id("shangjie-department").is_some() && by_id("nowhere").is_none());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let text = include_str!("../../workbook-templates/national-project/profile.toml");
        let broken = text.replace("[scoring]\n", "[scoring]\nroundign = 2\n");
        let error = Profile::parse(&broken).expect_err("an unknown key").to_string();
        let line = broken.lines().position(|l| l.starts_with("roundign")).expect("the line is there") + 1;
        assert!(error.contains("roundign") && error.contains(&format!("line {line}")), "{error}");
    }
}
