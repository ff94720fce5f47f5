//! Why an archive, or a file in it, was not unpacked, in a sentence a clerk can act on.

use super::explain_limit::exceeded;
use crate::package::BundleError;

/// The sentence in Chinese and in English.
pub(super) fn bundle_error(error: &BundleError) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match error {
        BundleError::Io(_) => fixed(
            "压缩包没有读完，磁盘或网络可能中断，请复制到本机后再试",
            "the archive could not be read to its end; copy it to this computer and try again",
        ),
        BundleError::Incomplete => fixed(
            "压缩包不完整（缺少压缩目录），请重新传送或索要原件",
            "the archive is incomplete (its directory is missing); transfer it again or ask for the original",
        ),
        BundleError::Exceeded(error) => exceeded(error),
        BundleError::Nested => fixed(
            "嵌套压缩包不展开；请先解压外层，再检查这个压缩包",
            "an archive in an archive is not unpacked; unpack the outer one and check this one",
        ),
        BundleError::Name => fixed(
            "压缩包里这一项的名称不安全（指向包外、链接或设备名），没有解压；请改名后重新打包",
            "the name of this file in the archive is not safe (it leads out of it, is a link or a device); rename it and pack it again",
        ),
        BundleError::Encrypted => fixed(
            "压缩包里的这份文件加了密码；请用密码解压后再检查",
            "this file in the archive is packed with a password; unpack it and check it then",
        ),
        BundleError::Overlap => fixed(
            "压缩包里这份文件与别的文件共用数据，不是正常打包的；请索要原件",
            "this file in the archive shares its data with another, as no packing program does; ask for the original",
        ),
        BundleError::Method => fixed(
            "压缩包里的这份文件用了少见的压缩方式；请先解压，再检查其中的文件",
            "this file in the archive is packed in a way that is not supported; unpack it and check it then",
        ),
        BundleError::Damaged(_) => fixed(
            "压缩包里的这份文件损坏，解不出来；请重新打包或索要原件",
            "this file in the archive is damaged; pack it again or ask for the original",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::io;
    use std::path::PathBuf;

    use super::*;
    use crate::budget::{Exceeded, Limit};
    use crate::check::CheckError;
    use crate::report::{Lang, check_error};

    #[test]
    fn each_reason_has_a_sentence_of_its_own() {
        let path = || PathBuf::from("甲*.xlsx");
        let reasons: Vec<CheckError> = vec![
            BundleError::Io(io::ErrorKind::Other.into()).into(),
            BundleError::Incomplete.into(),
            BundleError::from(Exceeded::new(Limit::ArchiveFiles, 10_001)).into(),
            BundleError::Nested.into(),
            BundleError::Name.into(),
            BundleError::Encrypted.into(),
            BundleError::Overlap.into(),
            BundleError::from(Exceeded::new(Limit::File, (20 << 20) + 1)).into(),
            BundleError::Method.into(),
            BundleError::Damaged(Box::new(io::Error::other("x"))).into(),
            CheckError::LinkLoop { path: path() },
            CheckError::NoMatch { pattern: path() },
            CheckError::NothingInside { path: path() },
            CheckError::ListEncoding { path: path() },
            CheckError::ListInList { path: path() },
        ];
        let sentences = |lang| reasons.iter().map(|error| check_error(error, lang)).collect::<HashSet<_>>();
        let (zh, en) = (sentences(Lang::Zh), sentences(Lang::En));
        assert_eq!((zh.len(), en.len()), (reasons.len(), reasons.len()));
        assert!(zh.iter().all(|sentence| sentence.contains(['，', '；'])));
        assert!(en.iter().all(|sentence| sentence.split('“').next().is_some_and(str::is_ascii)), "{en:?}");
        for part in ["嵌套压缩包不展开", "超过 20 MB 上限", "超过 10000 个上限", "“甲*.xlsx”"]
        {
            assert!(zh.iter().any(|sentence| sentence.contains(part)), "{part}");
        }
    }
}
