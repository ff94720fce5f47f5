/** The files that were put in, and the run over them. */

import { type Checked, count, type FileEntry, type Reason, type Sheet } from "./checked";
import { breath } from "./dom";
import { type Host, Refusal, Stopped } from "./host";

/** The largest file that is read, in bytes; the library's own limit. */
const SIZE_LIMIT = 20 << 20;

/** Where an entry's bytes come from: a file of the user's, or what was unpacked from an archive. */
export interface Source {
  /** As shown: the file's name, with its folder where a folder was put in. */
  name: string;
  content: Blob;
}

export class Entry {
  readonly name: string;
  state: "waiting" | "checking" | "done" | "stopped" = "waiting";
  file?: FileEntry;
  sheets: Sheet[] = [];
  /** A profile's id; empty: told from the form. */
  profile = "";
  /** Where the server wrote the corrected workbook. */
  output?: string;
  /** Why the server wrote none, although it was asked to. */
  notWritten?: Reason;
  #content?: Blob;

  /** Without content: a file of a folder that the server reads itself. */
  constructor(name: string, content?: Blob) {
    this.name = name;
    this.#content = content;
  }

  /** Whether the page holds the file, so that it can be checked again and corrected. */
  get isHeld(): boolean {
    return this.#content !== undefined;
  }

  /** The file's bytes, or a `Refusal` that says why there are none. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    if (!this.#content || this.#content.size > SIZE_LIMIT) {
      throw new Refusal({ code: "F020", message: "文件超过 20 MB 上限。自评表不会这么大，请删去图片等无关内容，另存后再核对。" });
    }
    try {
      return new Uint8Array(await this.#content.arrayBuffer());
    } catch {
      throw new Refusal({ code: "F050", message: "文件读不出来：可能已被移走、改名或改动。请重新放入。" });
    }
  }

  /** Checks the file; a file that cannot be checked is a result like any other. */
  async check(host: Host): Promise<void> {
    this.state = "checking";
    try {
      this.take(await host.check(this.name, await this.bytes(), { profile: this.profile }));
    } catch (error) {
      if (error instanceof Stopped) {
        this.state = "stopped";
        return;
      }
      const reason =
        error instanceof Refusal
          ? { code: error.code, message: error.message }
          : { code: "", message: "核对程序没有给出结果。请重新打开本页再试。" };
      this.take({ file: { path: this.name, sha256: null, status: "unreadable", reason, forms: [] }, sheets: [] });
    }
  }

  take({ file, sheets }: Checked): void {
    this.file = file;
    this.sheets = sheets;
    this.state = "done";
  }
}

export class Batch {
  readonly entries: Entry[] = [];
  #stopped = false;

  get done(): number {
    return this.entries.filter((entry) => entry.state === "done").length;
  }

  /** Checks what was not checked yet; `changed` is told of each entry as it goes. */
  async run(host: Host, changed: (entry: Entry) => void): Promise<void> {
    this.#stopped = false;
    const waiting = this.entries.filter((entry) => entry.state !== "done");
    for (const entry of waiting) entry.state = "waiting";
    const lane = async () => {
      for (let entry = waiting.shift(); entry && !this.#stopped; entry = waiting.shift()) {
        const checking = entry.check(host);
        changed(entry);
        await checking;
        changed(entry);
        await breath();
      }
    };
    await Promise.all(Array.from({ length: host.lanes }, lane));
    for (const entry of this.entries) {
      if (entry.state === "waiting") {
        entry.state = "stopped";
        changed(entry);
      }
    }
  }

  stop(host: Host): void {
    this.#stopped = true;
    host.stop();
  }

  /** The entries, the worst first: not checked, then by change of grade, errors, gap, warnings and name. */
  worstFirst(): Entry[] {
    const ranked = this.entries.map((entry) => ({ entry, rank: rank(entry) }));
    ranked.sort((a, b) => {
      const at = a.rank.findIndex((value, i) => value !== b.rank[i]);
      return at < 0 ? a.entry.name.localeCompare(b.entry.name, "zh") : (b.rank[at] ?? 0) - (a.rank[at] ?? 0);
    });
    return ranked.map(({ entry }) => entry);
  }
}

/** The higher, the worse; the first number that differs decides. */
function rank({ file }: Entry): number[] {
  if (!file) return [0, 0, 0, 0, 0];
  const proved = file.forms.filter((form) => form.profile.confirmed);
  const gaps = proved.map(({ score }) =>
    score.stated && score.computed ? Math.abs(Number(score.stated) - Number(score.computed)) : 0,
  );
  const regraded = proved.some(({ grade }) => grade.stated && grade.computed && grade.stated !== grade.computed);
  return [
    Number(file.status === "unreadable"),
    Number(regraded),
    count(file, "error"),
    Math.max(0, ...gaps),
    count(file, "warning"),
  ];
}
