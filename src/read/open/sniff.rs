//! What a file is, told by its bytes; its name is never asked.

use memchr::memmem;

use crate::read::error::{OtherKind, ReadError};
use crate::read::grid::FileKind;

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";

/// Beginnings of files that are no workbooks.
const OTHERS: [(&[u8], OtherKind); 14] = [
    (b"%PDF", OtherKind::Pdf),
    (b"\x89PNG", OtherKind::Image),
    (b"\xff\xd8\xff", OtherKind::Image),
    (b"GIF8", OtherKind::Image),
    (b"BM", OtherKind::Image),
    (b"II*\0", OtherKind::Image),
    (b"MM\0*", OtherKind::Image),
    (b"RIFF", OtherKind::Image),
    (b"{\\rtf", OtherKind::Document),
    (b"Rar!", OtherKind::Archive),
    (b"7z\xbc\xaf", OtherKind::Archive),
    (b"\x1f\x8b", OtherKind::Archive),
    (b"MIME-Version:", OtherKind::WebArchive),
    (b"From: <Saved by", OtherKind::WebArchive),
];

/// The kind of file that can be read; everything else is an error that says what it is.
pub(in crate::read) fn kind_of(bytes: &[u8]) -> Result<FileKind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package_kind(bytes);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(ReadError::OtherKind { kind: OtherKind::Archive });
    }
    if bytes.starts_with(OLE) {
        return ole_kind(bytes);
    }
    // Interrupted copies leave a file of the right length that is all zeros, or the first bytes of a zip.
    if b"PK\x03\x04".starts_with(bytes) || bytes.iter().all(|byte| *byte == 0) {
        return Err(ReadError::Incomplete);
    }
    // `BM` alone also begins words; the rest of a bitmap's head is not text.
    if let Some((_, kind)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start))
        && (!bytes.starts_with(b"BM") || bytes.iter().take(64).any(|byte| *byte == 0))
    {
        return Err(ReadError::OtherKind { kind: *kind });
    }
    Err(text_kind(bytes))
}

fn package_kind(bytes: &[u8]) -> Result<FileKind, ReadError> {
    let directory = directory(bytes).ok_or(ReadError::Incomplete)?;
    let lists = |name: &str| find(directory, name.as_bytes()).is_some();
    let kind = if bytes
        .get(30..)
        .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument."))
    {
        let family = bytes.get(73..).unwrap_or_default();
        if family.starts_with(b"spreadsheet") {
            return Ok(FileKind::Ods);
        }
        if family.starts_with(b"presentation") { OtherKind::Presentation } else { OtherKind::Document }
    } else if lists("xl/workbook.bin") {
        return Ok(FileKind::Xlsb);
    } else if lists("word/document") {
        // `word/document.xml`, or `word/document2.xml` as Word for the web names it.
        return Ok(FileKind::Docx);
    } else if lists("ppt/presentation.xml") {
        OtherKind::Presentation
    } else if lists("[Content_Types].xml") || lists("xl/") {
        return Ok(FileKind::Xlsx);
    } else {
        OtherKind::Archive
    };
    Err(ReadError::OtherKind { kind })
}

/// The zip's list of names at its end, or `None` if the file breaks off before it.
fn directory(bytes: &[u8]) -> Option<&[u8]> {
    // The end record is 22 bytes and a comment of at most 65,535.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let record = tail + rfind(bytes.get(tail..)?, END_OF_DIRECTORY)?;
    let start: [u8; 4] = bytes.get(record + 16..record + 20)?.try_into().ok()?;
    let start = usize::try_from(u32::from_le_bytes(start)).ok()?;
    // Bytes before the archive shift the offset; then everything up to the record is searched.
    Some(bytes.get(start..record).unwrap_or(&bytes[..record]))
}

/// Streams of an OLE container stand in 128-byte entries that begin with the UTF-16 name.
fn ole_kind(bytes: &[u8]) -> Result<FileKind, ReadError> {
    let utf16 = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let position = |name: &str| {
        let name = utf16(name);
        bytes.chunks_exact(128).position(|entry| entry.starts_with(&name))
    };
    let rights = ["DRMEncryptedTransform", "DRMEncryptedDataSpace", "\u{9}DRMContent"];
    if rights.into_iter().any(|name| position(name).is_some()) {
        return Err(ReadError::Restricted);
    }
    if position("EncryptedPackage").is_some() || position("EncryptionInfo").is_some() {
        return Err(ReadError::Encrypted);
    }
    // A document may hold a workbook and the other way round; the outer one's stream comes first.
    let workbook = position("Workbook").or_else(|| position("Book"));
    let others = [("WordDocument", OtherKind::Document), ("PowerPoint Document", OtherKind::Presentation)];
    let other =
        others.into_iter().filter_map(|(name, kind)| Some((position(name)?, kind))).min_by_key(|(at, _)| *at);
    match (workbook, other) {
        (Some(at), Some((other_at, _))) if at < other_at => Ok(FileKind::Xls),
        (_, Some((_, kind))) => Err(ReadError::OtherKind { kind }),
        (Some(_), None) => Ok(FileKind::Xls),
        (None, None) => Err(ReadError::OtherKind { kind: OtherKind::Ole }),
    }
}

fn text_kind(bytes: &[u8]) -> ReadError {
    // Zero bytes are dropped so that UTF-16 reads as plain letters.
    let head: Vec<u8> =
        bytes.iter().take(4096).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    if find(&head, b"urn:schemas-microsoft-com:office:spreadsheet").is_some()
        && find(&head, b"<workbook").is_some()
    {
        return ReadError::SpreadsheetXml;
    }
    if [b"<html".as_slice(), b"<!doctype html", b"<table", b"<body"]
        .iter()
        .any(|tag| find(&head, tag).is_some())
    {
        return ReadError::WebPage;
    }
    ReadError::NotExcel
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::find(bytes, needle)
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        kind_of(bytes).map_or_else(|error| error.code(), FileKind::extension)
    }

    fn ole(stream: &str) -> Vec<u8> {
        let mut bytes = OLE.to_vec();
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1536, 0);
        bytes
    }

    #[test]
    fn tells_files_by_their_content() {
        for (bytes, expected) in [
            (b"".as_slice(), "F001"),
            ("一级指标,得分\n".as_bytes(), "F002"),
            (b"BMW,1", "F002"),
            (b"\xef\xbb\xbf<html><table>", "F003"),
            (b"\r\n <TABLE border=1>", "F003"),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "F003"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "F004",
            ),
            (b"%PDF-1.7", "F005"),
            (b"\x89PNG\r\n", "F005"),
            (b"{\\rtf1", "F005"),
            (b"PK", "F010"),
            (b"PK\x03\x04 and then nothing", "F010"),
            (&[0; 512], "F010"),
        ] {
            assert_eq!(code(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn looks_into_ole_containers() {
        for (stream, expected) in [
            ("EncryptedPackage", "F040"),
            ("Workbook", "xls"),
            ("Book", "xls"),
            ("WordDocument", "F005"),
            ("Else", "F005"),
        ] {
            assert_eq!(code(&ole(stream)), expected, "{stream}");
        }
    }
}
