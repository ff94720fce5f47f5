/** Where the library runs: beside a loopback server, or as WASM in a worker. The page knows only this. */

import type { Checked, Fixed, FolderLine, FolderSize, ProfileEntry, Reason, RulePage } from "./checked";

export interface Options {
  /** A profile's id; absent: told from the form. */
  profile?: string;
}

export interface Host {
  readonly kind: "server" | "file";
  /** How many files are worth sending at once. */
  readonly lanes: number;
  /** Resolves once the host can work; rejects with a `Refusal` if it cannot at all. */
  ready(): Promise<void>;
  /** A bad workbook is a result (`unreadable`), no rejection. */
  check(name: string, bytes: Uint8Array<ArrayBuffer>, options: Options): Promise<Checked>;
  /** Rejects with a `Refusal` where nothing can be written. */
  fix(name: string, bytes: Uint8Array<ArrayBuffer>, options: Options): Promise<Fixed>;
  rules(): Promise<RulePage[]>;
  profiles(): Promise<ProfileEntry[]>;
  /** Checks a folder in place; `write`: corrected workbooks are put beside the files. */
  folder?(path: string, write: boolean): AsyncIterable<FolderSize | FolderLine>;
  /** Ends all that is under way at once; what waited rejects with `Stopped`. */
  stop(): void;
}

/** The host said no, for a reason a person can act on. */
export class Refusal extends Error {
  readonly code: string;

  constructor(reason: Reason) {
    super(reason.message);
    this.code = reason.code;
  }
}

/** The work was stopped by the user. */
export class Stopped extends Error {}
