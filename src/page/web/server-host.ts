/** The loopback server of `ziping page`. */

import type { Checked, Fixed, FolderLine, FolderSize, ProfileEntry, Reason, RulePage } from "./checked";
import { type Host, type Options, Refusal, Stopped } from "./host";

const GONE: Reason = { code: "", message: "核对程序已经退出。请重新打开 ziping，再把文件放进来。" };
const NO_TOKEN: Reason = {
  code: "",
  message: "网址不完整，缺少本次运行的口令。请从 ziping 自动打开的页面进入，或完整复制它显示的网址。",
};

export class ServerHost implements Host {
  readonly kind = "server";
  readonly lanes = 4;
  #token: string;
  #running = new AbortController();

  /** `token`: the address's fragment, which the browser sends to nobody. */
  constructor(token: string) {
    this.#token = token;
  }

  async ready(): Promise<void> {
    if (!this.#token) throw new Refusal(NO_TOKEN);
    await this.profiles();
  }

  async check(name: string, bytes: Uint8Array<ArrayBuffer>, options: Options): Promise<Checked> {
    return (await this.#send("check", bytes, workbookHeaders(name, options))).json();
  }

  async fix(name: string, bytes: Uint8Array<ArrayBuffer>, options: Options): Promise<Fixed> {
    const answer = await this.#send("fix", bytes, workbookHeaders(name, options));
    const output = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    return {
      name: output ? decodeURIComponent(output) : name,
      bytes: new Uint8Array(await answer.arrayBuffer()),
      corrected: Number(answer.headers.get("X-Ziping-Corrected") ?? 0),
    };
  }

  async rules(): Promise<RulePage[]> {
    return (await this.#send("rules")).json();
  }

  async profiles(): Promise<ProfileEntry[]> {
    return (await this.#send("profiles")).json();
  }

  async *folder(path: string, write: boolean): AsyncIterable<FolderSize | FolderLine> {
    const { signal } = this.#running;
    const body = JSON.stringify({ path, write });
    const answer = await this.#send("folder", body, { "Content-Type": "application/json" });
    const reader = answer.body?.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for (let more = await reader?.read(); more && !more.done; more = await reader?.read()) {
        const lines = (rest + decoder.decode(more.value, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line) yield JSON.parse(line);
      }
    } catch {
      throw signal.aborted ? new Stopped() : new Refusal(GONE);
    }
    if (rest.trim()) yield JSON.parse(rest);
  }

  stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }

  async #send(call: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
    const { signal } = this.#running;
    let answer: Response;
    try {
      answer = await fetch(`/api/${call}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "X-Ziping-Token": this.#token, ...headers },
        body,
        signal,
      });
    } catch {
      throw signal.aborted ? new Stopped() : new Refusal(GONE);
    }
    if (!answer.ok) throw new Refusal(await reasonOf(answer));
    return answer;
  }
}

function workbookHeaders(name: string, { profile }: Options): Record<string, string> {
  return {
    "Content-Type": "application/octet-stream",
    "X-Ziping-Name": encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\ufffd")),
    ...(profile ? { "X-Ziping-Profile": profile } : {}),
  };
}

async function reasonOf(answer: Response): Promise<Reason> {
  try {
    const { code, message } = await answer.json();
    return { code: String(code), message: String(message) };
  } catch {
    return { code: "", message: `核对程序没有回应这次请求（${answer.status}）。请重新打开 ziping 再试。` };
  }
}
