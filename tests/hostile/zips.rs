//! Zips as no program writes them: cut, prepended, overlapping, lying, doubled, and names that lead elsewhere.

use super::form::{self, SHEET, TYPES, WORKBOOK};
use flate2::{Compress, Compression, FlushCompress};

/// How far back deflating looks.
pub(crate) const WINDOW: usize = 32 << 10;

/// An entry, with whatever its archive says of it.
#[derive(Clone)]
pub(crate) struct Entry {
    /// The name as it stands in the archive.
    pub(crate) name: Vec<u8>,
    /// The bytes as they are kept.
    pub(crate) kept: Vec<u8>,
    /// 0: stored, 8: deflated.
    pub(crate) method: u16,
    /// The checksum of what they unpack to.
    pub(crate) sum: u32,
    /// The size that they are said to unpack to.
    pub(crate) size: u32,
    /// The kind and permissions that Unix gives a file.
    pub(crate) mode: u32,
    /// Takes the bytes of the entry at this place instead of keeping its own.
    pub(crate) shares: Option<usize>,
}

impl Entry {
    /// An entry that is stored and tells the truth.
    pub(crate) fn stored(name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Self {
        let (name, kept) = (name.as_ref().to_vec(), bytes.as_ref().to_vec());
        let (sum, size) = (crc32fast::hash(&kept), u32::try_from(kept.len()).unwrap());
        Self { name, kept, method: 0, sum, size, mode: 0o100_644, shares: None }
    }

    /// An entry of this letter again and again, so many MB, deflated.
    pub(crate) fn of(name: &str, letter: u8, megabytes: usize) -> Self {
        Self::repeated(name, &[], &vec![letter; 1 << 20], megabytes, &[])
    }

    /// An entry with a piece again and again between a beginning and an end, deflated.
    ///
    /// The piece is deflated once: behind itself it looks the same each time, if it is longer than what deflating looks back on.
    pub(crate) fn repeated(name: &str, begin: &[u8], piece: &[u8], count: usize, end: &[u8]) -> Self {
        let (piece, count) = match piece.len() {
            0..WINDOW => {
                let times = WINDOW.div_ceil(piece.len());
                (piece.repeat(times), count / times)
            }
            _ => (piece.to_vec(), count),
        };
        let mut deflate = Compress::new(Compression::fast(), false);
        let mut deflated = |bytes: &[u8]| {
            let mut out = Vec::with_capacity(bytes.len() + 1024);
            deflate.compress_vec(bytes, &mut out, FlushCompress::Sync).unwrap();
            out
        };
        let (head, first, again) = (deflated(begin), deflated(&piece), deflated(&piece));
        let tail = deflated(end);
        // An empty last block ends the stream.
        let kept = [&head[..], &first, &again.repeat(count - 1), &tail, &[3, 0]].concat();
        let mut sum = crc32fast::Hasher::new();
        sum.update(begin);
        let mut own = crc32fast::Hasher::new();
        own.update(&piece);
        (0..count).for_each(|_| sum.combine(&own));
        sum.update(end);
        let size = u32::try_from(begin.len() + piece.len() * count + end.len()).unwrap_or(u32::MAX);
        Self { method: 8, sum: sum.finalize(), size, kept, ..Self::stored(name, "") }
    }
}

/// An archive of these entries.
pub(crate) fn archive(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    for entry in entries {
        let own = entry.shares.map_or(entry, |place| &entries[place]);
        let offset = entry.shares.map_or(out.len(), |place| offsets[place]);
        offsets.push(offset);
        let mut head = [20, 1 << 11, own.method, 0, 0x21].map(u16::to_le_bytes).concat();
        head.extend([own.sum.to_le_bytes(), long(own.kept.len()), own.size.to_le_bytes()].concat());
        head.extend(short(entry.name.len()));
        if entry.shares.is_none() {
            out.extend([&b"PK\x03\x04"[..], &head, &[0, 0], &entry.name, &entry.kept].concat());
        }
        directory.extend([&b"PK\x01\x02\x14\x03"[..], &head, &[0; 8]].concat());
        directory.extend([(entry.mode << 16).to_le_bytes(), long(offset)].concat());
        directory.extend(&entry.name);
    }
    let (start, len) = (out.len(), directory.len());
    out.extend(directory);
    // More than the field holds are told by its low half alone, as some writers do.
    let count = u16::try_from(entries.len() & 0xffff).unwrap().to_le_bytes();
    out.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &long(len), &long(start), &[0, 0]].concat());
    out
}

/// The form's parts as entries.
pub(crate) fn entries() -> Vec<Entry> {
    form::parts().iter().map(|(name, bytes)| Entry::stored(name, bytes)).collect()
}

/// The form as a zip, all parts stored.
pub(crate) fn whole() -> Vec<u8> {
    archive(&entries())
}

/// The form with parts added.
pub(crate) fn with(more: &[Entry]) -> Vec<u8> {
    archive(&[entries(), more.to_vec()].concat())
}

/// The form with one part put in place of another.
pub(crate) fn with_entry(name: &str, change: impl Fn(&mut Entry)) -> Vec<u8> {
    let mut entries = entries();
    change(entries.iter_mut().find(|entry| entry.name == name.as_bytes()).unwrap());
    archive(&entries)
}

/// The form without one part.
pub(crate) fn without(name: &str) -> Vec<u8> {
    let entries: Vec<_> = entries().into_iter().filter(|entry| entry.name != name.as_bytes()).collect();
    archive(&entries)
}

/// The form cut off after so many parts of a hundred.
pub(crate) fn cut_at(percent: usize) -> Vec<u8> {
    let bytes = whole();
    bytes[..(bytes.len() * percent / 100).max(4)].to_vec()
}

/// The form with one bit of its sheet flipped.
pub(crate) fn flipped() -> Vec<u8> {
    with_entry(SHEET, |entry| {
        let middle = entry.kept.len() / 2;
        entry.kept[middle] ^= 1;
    })
}

/// The form with bytes before it; its directory does not know of them.
pub(crate) fn with_head() -> Vec<u8> {
    [&b"#!/bin/sh\nexit 0\n"[..], &whole()].concat()
}

/// The form with bytes behind it.
pub(crate) fn with_tail() -> Vec<u8> {
    [&whole()[..], b"<script>alert(1)</script>"].concat()
}

/// A sheet that unpacks to so many MB of blanks.
pub(crate) fn bomb(megabytes: usize) -> Vec<u8> {
    with_entry(SHEET, |entry| *entry = Entry::of(SHEET, b' ', megabytes))
}

/// A sheet that unpacks to so many MB and says that it is small.
pub(crate) fn modest_bomb() -> Vec<u8> {
    with_entry(SHEET, |entry| *entry = Entry { size: 1000, ..Entry::of(SHEET, b' ', 512) })
}

/// Many parts that are all the bytes of one.
pub(crate) fn overlapping() -> Vec<u8> {
    let mut all = entries();
    let place = all.len();
    all.push(Entry::of("xl/media/0.bin", 0, 16));
    let more = (1..200).map(|number| Entry {
        name: format!("xl/media/{number}.bin").into_bytes(),
        shares: Some(place),
        ..all[place].clone()
    });
    let more: Vec<_> = more.collect();
    all.extend(more);
    archive(&all)
}

/// The form among so many empty parts.
pub(crate) fn crowded(count: usize) -> Vec<u8> {
    let more: Vec<_> = (0..count).map(|number| Entry::stored(format!("xl/{number}.xml"), "")).collect();
    with(&more)
}

/// A sheet that is said to be of another size than it is.
pub(crate) fn lying(size: u32) -> Vec<u8> {
    with_entry(SHEET, |entry| entry.size = size)
}

/// A part with a name that leads elsewhere.
pub(crate) fn named(name: &str) -> Vec<u8> {
    with(&[Entry::stored(name, "x")])
}

/// A part that is a link to a file of the system.
pub(crate) fn link() -> Vec<u8> {
    with(&[Entry { mode: 0o120_777, ..Entry::stored("xl/media/image1.png", "/etc/passwd") }])
}

/// A second sheet of the same name, or of one that some programs take for the same.
pub(crate) fn doubled(name: &str) -> Vec<u8> {
    with(&[Entry::stored(name, "<worksheet><sheetData/></worksheet>")])
}

/// An archive in an archive in an archive, each holding the form.
pub(crate) fn nested() -> Vec<u8> {
    let inner = archive(&[Entry::stored("甲.xlsx", whole())]);
    let middle = archive(&[Entry::stored("内.zip", inner), Entry::stored("乙.xlsx", whole())]);
    archive(&[Entry::stored("中.zip", middle), Entry::stored("丙.xlsx", whole())])
}

/// The form with bytes of another kind before it that a PDF viewer shows.
pub(crate) fn also_pdf() -> Vec<u8> {
    [&b"%PDF-1.4\n1 0 obj<<>>endobj\n"[..], &whole()].concat()
}

/// A file of Numbers: a zip without a workbook.
pub(crate) fn numbers() -> Vec<u8> {
    archive(&[Entry::stored("Index/Document.iwa", "x"), Entry::stored("Metadata/Properties.plist", "x")])
}

/// A zip64 record that says there are more parts, and more bytes, than there are.
pub(crate) fn lying_zip64() -> Vec<u8> {
    let bytes = whole();
    let end = bytes.len() - 22;
    let (start, len) = (u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()), bytes.len());
    let long = |number: u64| number.to_le_bytes();
    let huge = u64::MAX / 2;
    let record = [
        &b"PK\x06\x06"[..],
        &long(44),
        &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &long(huge),
        &long(huge),
        &long(huge),
        &long(u64::from(start)),
    ]
    .concat();
    let locator =
        [&b"PK\x06\x07\0\0\0\0"[..], &long(u64::try_from(len - 22).unwrap()), &[1, 0, 0, 0]].concat();
    let mut tail = bytes[end..].to_vec();
    tail[8..20].fill(0xff);
    [&bytes[..end], &record, &locator, &tail].concat()
}

/// A package whose types or workbook are missing.
pub(crate) fn bare(missing: &str) -> Vec<u8> {
    assert!([TYPES, WORKBOOK, form::RELATIONS, SHEET].contains(&missing));
    without(missing)
}

/// A text that is larger than any part may be.
pub(crate) fn bomb_of_strings() -> Vec<u8> {
    with_entry(form::STRINGS, |entry| *entry = Entry::of(form::STRINGS, b'x', 512))
}
