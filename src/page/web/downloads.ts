/** What the user takes home: a corrected workbook, all of them in one zip, the list of findings. */

import { Zip, ZipPassThrough } from "fflate";
import type { Entry } from "./batch";
import type { FileEntry } from "./checked";
import { csv } from "./csv";
import { breath } from "./dom";
import { type Host, Refusal, Stopped } from "./host";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The corrected workbook of one file; resolves with the cells corrected. */
export async function saveWorkbook(host: Host, entry: Entry): Promise<number> {
  const fixed = await host.fix(entry.name, await entry.bytes(), { profile: entry.profile });
  save(fixed.name, new Blob([fixed.bytes], { type: WORKBOOK }));
  return fixed.corrected;
}

/** The findings of some files as 问题清单. */
export function saveList(files: FileEntry[]): void {
  const [first] = files;
  const name = files.length === 1 && first ? `${stem(leaf(first.path))}_问题清单.csv` : "问题清单.csv";
  save(name, new Blob([csv(files)], { type: "text/csv" }));
}

/** All corrected workbooks and 问题清单.csv in one zip; resolves with the names that have no workbook, and why. */
export async function saveAll(host: Host, entries: Entry[], progress: (done: number) => void): Promise<string[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const taken = new Set<string>();
  const put = (path: string, bytes: Uint8Array) => {
    // A workbook is packed already; the fixed day makes the same files give the same zip.
    const file = new ZipPassThrough(unique(path, taken));
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    file.push(bytes, true);
  };
  const left: string[] = [];
  put("问题清单.csv", new TextEncoder().encode(csv(entries.flatMap((entry) => entry.file ?? []))));
  for (const [done, entry] of entries.entries()) {
    progress(done);
    if (entry.file && entry.file.status !== "unreadable" && entry.isHeld) {
      try {
        const fixed = await host.fix(entry.name, await entry.bytes(), { profile: entry.profile });
        put(folder(entry.name) + fixed.name, fixed.bytes);
      } catch (error) {
        if (error instanceof Stopped || !(error instanceof Refusal)) throw error;
        left.push(`${entry.name}：${error.message}`);
      }
    }
    await breath();
  }
  zip.end();
  save("自评表_已核.zip", new Blob(chunks, { type: "application/zip" }));
  return left;
}

function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = safe(name);
  link.click();
  // The browser has begun to read the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function leaf(path: string): string {
  return path.split(/[/\\]/).pop() ?? path;
}

/** The folders before a name, fit for a zip; empty without. */
function folder(path: string): string {
  const folders = path.split(/[/\\]/).slice(0, -1).map(safe);
  return folders.length ? `${folders.join("/")}/` : "";
}

function stem(name: string): string {
  return name.replace(/\.[^.]+$/, "");
}

/** A name that every system takes: no path, no device, no sign that means something to a shell or to Windows. */
function safe(name: string): string {
  const plain = name.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"/\\|?*]/gu, "_").replace(/[. ]+$/, "");
  return plain && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? plain : `_${plain}`;
}

/** A path that no other takes, in whatever case. */
function unique(path: string, taken: Set<string>): string {
  const [, name = path, ending = ""] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
  let one = path;
  for (let n = 2; taken.has(one.toLowerCase()); n++) one = `${name}(${n})${ending}`;
  taken.add(one.toLowerCase());
  return one;
}
