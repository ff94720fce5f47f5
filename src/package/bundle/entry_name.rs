//! The name of a file in an archive, in whatever encoding it was written.

use encoding_rs::GB18030;
use rawzip::crc32;
use rawzip::extra_fields::{ExtraFieldId, ExtraFields};

/// The flag that says of a name that it is UTF-8.
const IS_UTF8: u16 = 1 << 11;

/// Code page 437 from 0x80 on, the encoding of names that bear no sign of another.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The name as it was meant, `/` between folders.
///
/// Windows packs names in the system's encoding, GBK in China, without saying so. They are decoded before separators are looked
/// for: the second byte of a GBK letter may be `\`.
pub(super) fn entry_name(raw: &[u8], flags: u16, extra: ExtraFields<'_>) -> String {
    let utf8 = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
    let flagged = if flags & IS_UTF8 != 0 { utf8(raw) } else { None };
    let gbk = || GB18030.decode_without_bom_handling_and_without_replacement(raw).map(String::from);
    let name = flagged
        .or_else(|| unicode_path(raw, extra))
        .or_else(|| utf8(raw))
        .or_else(gbk)
        .unwrap_or_else(|| cp437(raw));
    name.replace('\\', "/")
}

/// Info-ZIP's second name: a version, the checksum of the first name, and the name in UTF-8.
fn unicode_path(raw: &[u8], mut extra: ExtraFields<'_>) -> Option<String> {
    let (_, field) = extra.find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH)?;
    let (sum, name) = field.strip_prefix(&[1])?.split_first_chunk()?;
    // Of another sum if the archive's entry was renamed by a program that does not know the field.
    if u32::from_le_bytes(*sum) != crc32(raw) {
        return None;
    }
    std::str::from_utf8(name).ok().map(str::to_owned)
}

fn cp437(raw: &[u8]) -> String {
    let upper = |byte: u8| CP437.chars().nth(usize::from(byte) - 0x80);
    raw.iter()
        .map(|byte| if byte.is_ascii() { char::from(*byte) } else { upper(*byte).unwrap_or('_') })
        .collect()
}
