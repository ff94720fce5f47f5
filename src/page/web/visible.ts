/** Text with what would hide or steer it written out, as the command line shows it. */

const HIDDEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** Line breaks and tabs stay: the page shows them as such. */
export function visible(text: string): string {
  if (!HIDDEN.test(text)) return text;
  let shown = "";
  for (const char of text.replaceAll("\r", "")) {
    const written = char !== "\n" && char !== "\t" && HIDDEN.test(char);
    shown += written ? `\\u{${char.codePointAt(0)?.toString(16)}}` : char;
  }
  return shown;
}
