/** Opening a zip of workbooks in the page, bit by bit, so that the page stays alive and a zip bomb meets its limit. */

import { Unzip, UnzipInflate } from "fflate";
import type { Source } from "./batch";
import { breath } from "./dom";

/** Bytes that are unpacked at a time: at the densest a thousandfold. */
const BITE = 16 << 10;

/** The largest file that is unpacked, in bytes: a byte more than is checked, so that its row says so. */
const FILE_LIMIT = (20 << 20) + 1;

/** The most that is unpacked of one archive, in bytes. */
const TOTAL_LIMIT = 200 << 20;

/** The most entries that are unpacked of one archive. */
const COUNT_LIMIT = 10_000;

export function isArchive(name: string): boolean {
  return /\.zip$/i.test(name);
}

/** The archive's files, named behind the archive's own name, and what was left out, in sentences. */
export async function unpack(name: string, content: Blob): Promise<{ sources: Source[]; left: string[] }> {
  const sources: Source[] = [];
  const left: string[] = [];
  let total = 0;
  let isOver = false;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith("/")) return;
    const shown = `${name}/${written(file.name)}`;
    if (isArchive(file.name)) {
      left.push(`“${shown}”是压缩包里的压缩包，没有展开。`);
      return;
    }
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (error) {
        left.push(`“${shown}”解不开，可能已损坏或设了密码。`);
        return;
      }
      size += chunk.length;
      total += chunk.length;
      isOver ||= total > TOTAL_LIMIT || sources.length >= COUNT_LIMIT;
      if (size <= FILE_LIMIT + BITE) chunks.push(chunk.slice());
      if (final) sources.push({ name: shown, content: new Blob(chunks) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < content.size && !isOver; at += BITE) {
      const bite = new Uint8Array(await content.slice(at, at + BITE).arrayBuffer());
      unzip.push(bite, at + BITE >= content.size);
      if (at % (16 * BITE) === 0) await breath();
    }
  } catch {
    left.push(`“${name}”没有全部解开，可能已损坏。`);
  }
  if (isOver) left.push(`“${name}”解开后太大，只核对了前面的部分。`);
  if (!sources.length && !left.length) left.push(`“${name}”里没有文件，或不是压缩包。`);
  return { sources, left };
}

/** The name as it was written: the library reads names without the UTF-8 mark byte by byte, and Windows writes them in GBK. */
function written(name: string): string {
  if (![...name].every((char) => char.charCodeAt(0) < 256)) return name.replaceAll("\\", "/");
  const bytes = Uint8Array.from(name, (char) => char.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
