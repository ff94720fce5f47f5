/** The library as WASM in a worker, made from the page itself: no file and no network is asked. */

import type { Answer, Call } from "./call";
import type { Checked, Fixed, ProfileEntry, RulePage } from "./checked";
import { type Host, type Options, Refusal, Stopped } from "./host";

/** The bundled worker's text; build.mjs puts it in. */
declare const WORKER_SOURCE: string;

/** A file that takes longer, in milliseconds, is given up like one that breaks the library. */
const PATIENCE = 30_000;

const UNABLE = {
  code: "",
  message:
    "这个浏览器不能运行核对程序（不支持或停用了 WebAssembly）。请换用新版 Edge、Chrome 或 360 极速模式打开本页，或改用 ziping 程序。",
};

interface Waiting {
  call: Call;
  resolve(value: unknown): void;
  reject(error: Error): void;
  timer: number;
}

/** The instance broke at this call. */
class Trapped extends Error {}

export class WasmHost implements Host {
  readonly kind = "file";
  readonly lanes = 1;
  #library: string;
  #source = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  #worker!: Worker;
  #started!: Promise<void>;
  #waiting = new Map<number, Waiting>();
  #last = 0;

  /** `library`: deflated, in base64. */
  constructor(library: string) {
    this.#library = library;
    this.#start();
  }

  ready(): Promise<void> {
    return this.#started;
  }

  async check(name: string, bytes: Uint8Array<ArrayBuffer>, { profile = "" }: Options): Promise<Checked> {
    try {
      return (await this.#call("check", name, bytes, profile)) as Checked;
    } catch (error) {
      if (error instanceof Trapped) return (await this.#call("gave_up", name)) as Checked;
      throw error;
    }
  }

  async fix(name: string, bytes: Uint8Array<ArrayBuffer>, { profile = "" }: Options): Promise<Fixed> {
    try {
      return (await this.#call("fix", name, bytes, profile)) as Fixed;
    } catch (error) {
      if (!(error instanceof Trapped)) throw error;
      const { file } = (await this.#call("gave_up", name)) as Checked;
      throw new Refusal(file.reason ?? { code: "", message: "没有生成工作簿。" });
    }
  }

  async rules(): Promise<RulePage[]> {
    return (await this.#call("rules")) as RulePage[];
  }

  async profiles(): Promise<ProfileEntry[]> {
    return (await this.#call("profiles")) as ProfileEntry[];
  }

  stop(): void {
    this.#worker.terminate();
    const stopped = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { timer, reject } of stopped) {
      clearTimeout(timer);
      reject(new Stopped());
    }
    this.#start();
  }

  #start(): void {
    this.#started = new Promise((resolve, reject) => {
      try {
        this.#worker = new Worker(this.#source);
      } catch {
        reject(new Refusal(UNABLE));
        return;
      }
      this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ("started" in data) resolve();
        else if ("unable" in data) reject(new Refusal(UNABLE));
        else this.#answered(data);
      };
      this.#worker.onerror = () => this.#broke([...this.#waiting.keys()][0]);
      this.#worker.postMessage({ library: this.#library });
    });
    this.#started.catch(() => undefined);
  }

  async #call(name: Call["name"], ...args: unknown[]): Promise<unknown> {
    await this.#started;
    return new Promise((resolve, reject) => {
      const call = { id: ++this.#last, name, args };
      this.#waiting.set(call.id, { call, resolve, reject, timer: this.#send(call) });
    });
  }

  /** Sends a call and starts its clock. */
  #send(call: Call): number {
    this.#worker.postMessage(call);
    return window.setTimeout(() => this.#broke(call.id), PATIENCE);
  }

  #answered(answer: Exclude<Answer, { started: true } | { unable: string }>): void {
    if ("trapped" in answer) return this.#broke(answer.id);
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ("refusal" in answer) waiting.reject(new Refusal(answer.refusal));
    else waiting.resolve(answer.value);
  }

  /** Throws the instance away with the call that broke it; the others go to a new one. */
  #broke(id: number | undefined): void {
    this.#worker.terminate();
    const broken = id === undefined ? undefined : this.#waiting.get(id);
    if (id !== undefined) this.#waiting.delete(id);
    this.#start();
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.timer = this.#send(waiting.call);
    }
    if (broken) {
      clearTimeout(broken.timer);
      broken.reject(new Trapped());
    }
  }
}
