//! Where a file of an archive may go below a folder.

use std::path::PathBuf;

/// Names that Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The path below a folder that a name, with `/` between folders, stands for; `None` where it leads out of it or names a device.
///
/// What some system takes for something else in a name is written as `_`.
pub fn safe_path(name: &str) -> Option<PathBuf> {
    let has_drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    if name.starts_with('/') || has_drive {
        return None;
    }
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "."));
    let path = parts.map(safe_part).collect::<Option<PathBuf>>()?;
    (!path.as_os_str().is_empty()).then_some(path)
}

fn safe_part(part: &str) -> Option<String> {
    let is_meant = |c: char| !c.is_control() && !r#"\:*?"<>|"#.contains(c);
    // Windows drops dots and spaces at the end, so `.. ` is `..` there.
    let kept = part.trim_end_matches([' ', '.']);
    if (kept.is_empty() && part.starts_with("..")) || is_device(part) {
        return None;
    }
    let mut safe: String = kept.chars().map(|c| if is_meant(c) { c } else { '_' }).collect();
    safe.extend(part[kept.len()..].chars().map(|_| '_'));
    Some(safe)
}

/// `CON`, `nul.xlsx`, `COM1`, `LPT³`.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let numbered = |port: &str| {
        let number = stem.get(..3).filter(|start| start.eq_ignore_ascii_case(port)).map(|_| &stem[3..]);
        number.is_some_and(|number| {
            matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_stays_below_the_folder() {
        for (name, expected) in [
            ("甲.xlsx", "甲.xlsx"),
            ("2024/甲/乙.xlsx", "2024/甲/乙.xlsx"),
            ("./甲//乙.xlsx", "甲/乙.xlsx"),
            ("甲..xlsx", "甲..xlsx"),
            ("...甲.xlsx", "...甲.xlsx"),
            ("10:30 会议?.xlsx", "10_30 会议_.xlsx"),
            ("甲. /乙.xlsx", "甲__/乙.xlsx"),
            ("CONTRACT.xlsx", "CONTRACT.xlsx"),
            ("COM10.xlsx", "COM10.xlsx"),
            ("甲\u{1b}[2J.xlsx", "甲_[2J.xlsx"),
        ] {
            assert_eq!(safe_path(name), Some(PathBuf::from(expected)), "{name}");
        }
    }

    #[test]
    fn refuses_what_leads_out_of_it_or_is_a_device() {
        for name in [
            "../甲.xlsx",
            "甲/../../乙.xlsx",
            "甲/.. /乙.xlsx",
            ".../甲.xlsx",
            "/甲.xlsx",
            "//srv/共享/甲.xlsx",
            "C:/甲.xlsx",
            "c:甲.xlsx",
            "CON",
            "nul.xlsx",
            "甲/Com1.xlsx",
            "LPT².xlsx",
            "AUX .xlsx",
            "",
            "./",
        ] {
            assert_eq!(safe_path(name), None, "{name}");
        }
    }
}
