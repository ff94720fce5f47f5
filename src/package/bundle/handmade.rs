//! Archives made byte by byte for tests: whatever a directory can say.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::crc32;

/// One entry, plain unless said otherwise.
#[derive(Debug, Clone, Default)]
pub(crate) struct Packed {
    /// The name as it stands in the archive.
    pub(crate) name: Vec<u8>,
    /// What it unpacks to.
    pub(crate) bytes: Vec<u8>,
    /// 1: encrypted, 1 << 11: the name is UTF-8.
    pub(crate) flags: u16,
    /// Extra fields of the directory.
    pub(crate) extra: Vec<u8>,
    /// The size it is said to have; its own if none is given.
    pub(crate) declared: Option<u32>,
    /// The method it is said to be packed by; deflated if none is given.
    pub(crate) method: Option<u16>,
    /// The permissions and kind that Unix gives a file.
    pub(crate) mode: u32,
    /// Takes the content of the entry at this place instead of having its own.
    pub(crate) shares: Option<usize>,
}

impl Packed {
    /// An entry with this name and content.
    pub(crate) fn new(name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Self {
        Self { name: name.as_ref().to_vec(), bytes: bytes.as_ref().to_vec(), ..Self::default() }
    }
}

/// An archive of these entries.
pub(crate) fn handmade(entries: &[Packed]) -> Vec<u8> {
    let (mut archive, mut directory, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let content = entry.shares.map_or(entry, |place| &entries[place]);
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(&content.bytes).unwrap();
        let deflated = deflated.finish().unwrap();
        let offset = entry.shares.map_or(archive.len(), |place| offsets[place]);
        offsets.push(offset);
        let length = |len: usize| u16::try_from(len).unwrap().to_le_bytes();
        let size = |len: usize| u32::try_from(len).unwrap().to_le_bytes();
        let mut shared =
            [20_u16, entry.flags, entry.method.unwrap_or(8), 0, 0].map(u16::to_le_bytes).concat();
        shared.extend(crc32(&content.bytes).to_le_bytes());
        shared.extend(size(deflated.len()));
        shared.extend(entry.declared.map_or(size(content.bytes.len()), u32::to_le_bytes));
        shared.extend(length(entry.name.len()));
        if entry.shares.is_none() {
            archive.extend([b"PK\x03\x04".as_slice(), &shared, &[0, 0], &entry.name, &deflated].concat());
        }
        directory.extend([b"PK\x01\x02\x14\x03".as_slice(), &shared, &length(entry.extra.len())].concat());
        directory.extend([0; 6]);
        directory.extend([(entry.mode << 16).to_le_bytes(), size(offset)].concat());
        directory.extend([entry.name.as_slice(), &entry.extra].concat());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (start, len) = (archive.len(), directory.len());
    archive.extend(directory);
    archive.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count].concat());
    archive.extend([len, start].map(|n| u32::try_from(n).unwrap().to_le_bytes()).concat());
    archive.extend([0, 0]);
    archive
}
