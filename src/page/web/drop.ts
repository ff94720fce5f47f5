/** Putting files in: dropped anywhere on the page, or chosen; folders and archives are opened up. */

import { isArchive, unpack } from "./archive";
import type { Source } from "./batch";
import { part } from "./dom";

/** What a folder is searched for. A file that was put in by itself is taken whatever its name. */
const WORKBOOK = /\.(xlsx|xlsm|xls|xlsb|et|ods|docx)$/i;

/** What Office, macOS and Windows leave beside the files. */
const BESIDE = /^(~\$|\.~lock\.|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** The most files that are taken at a time. */
const MOST = 2_000;

export interface Taken {
  sources: Source[];
  /** What was left out, in a sentence; empty if nothing was. */
  left: string;
}

/** Calls `take` for whatever is put in. */
export function listen(take: (taken: Promise<Taken>) => void): void {
  let inside = 0;
  const mark = () => document.body.classList.toggle("over", inside > 0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) inside++;
    mark();
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) inside--;
    mark();
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    inside = 0;
    mark();
    if (event.dataTransfer?.files.length) take(opened(dropped(event.dataTransfer)));
  });
  for (const id of ["files", "folder"]) {
    const input = part(id) as HTMLInputElement;
    input.addEventListener("change", () => {
      const chosen = [...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, content: file }));
      // The same file can be chosen again after it was changed.
      input.value = "";
      if (chosen.length) take(opened(Promise.resolve(chosen)));
    });
  }
}

/** The dropped files, those of dropped folders included. The items must be asked before the first wait. */
function dropped(transfer: DataTransfer): Promise<Source[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null || entry.isFile)) {
    return Promise.resolve([...transfer.files].map((file) => ({ name: file.name, content: file })));
  }
  return walk(entries.filter((entry) => entry !== null));
}

async function walk(entries: FileSystemEntry[]): Promise<Source[]> {
  const sources: Source[] = [];
  const rest = entries.reverse();
  for (let entry = rest.pop(); entry && sources.length <= MOST; entry = rest.pop()) {
    if (entry.isDirectory) rest.push(...(await children(entry as FileSystemDirectoryEntry)).reverse());
    else sources.push({ name: entry.fullPath.replace(/^\//, ""), content: await file(entry as FileSystemFileEntry) });
  }
  return sources;
}

/** A folder's entries; the browser gives them a hundred at a time. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all.sort((a, b) => a.name.localeCompare(b.name, "zh"));
    all.push(...some);
  }
}

function file(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Archives unpacked, leftovers and other kinds of files left out. */
async function opened(put: Promise<Source[]>): Promise<Taken> {
  const sources: Source[] = [];
  const left: string[] = [];
  let others = 0;
  for (const source of await put) {
    const { name, content } = source;
    if (isBeside(name)) continue;
    if (isArchive(name)) {
      const { sources: unpacked, left: lost } = await unpack(name, content);
      sources.push(...unpacked.filter((one) => !isBeside(one.name) && WORKBOOK.test(one.name)));
      left.push(...lost);
    } else if (name.includes("/") && !WORKBOOK.test(name)) others++;
    else sources.push(source);
  }
  if (others) left.push(`文件夹里有 ${others} 个文件不是表格，没有核对。`);
  if (!sources.length && !left.length) left.push("没有找到可以核对的表格（.xlsx、.xls、.et、.ods 等）。");
  if (sources.length > MOST) {
    left.push(`一次最多核对 ${MOST} 份，多出的 ${sources.length - MOST} 份没有核对，请分批放入。`);
    sources.length = MOST;
  }
  return { sources, left: left.join("") };
}

function isBeside(name: string): boolean {
  return name.split("/").some((part) => BESIDE.test(part) || part === "__MACOSX");
}
