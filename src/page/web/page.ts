/** The page: what is shown when, and what the buttons do. */

import { announce, announceProgress } from "./announce";
import { Batch, Entry } from "./batch";
import type { FileEntry, FolderLine, FolderSize, ProfileEntry } from "./checked";
import { el, part } from "./dom";
import { saveAll, saveList, saveWorkbook } from "./downloads";
import { listen, type Taken } from "./drop";
import { Files, tally, tallySentence } from "./files";
import { offerFolder } from "./folder";
import { type Host, Refusal, Stopped } from "./host";
import { type Actions, showResult } from "./result";
import { Rules } from "./rules";
import { sentence, state } from "./verdict";
import { visible } from "./visible";

const NAME = "自评表核对";

export class Page {
  #host: Host;
  #batch = new Batch();
  #files = new Files((entry) => this.#open(entry));
  #rules: Rules;
  #profiles: ProfileEntry[] = [];
  #isRunning = false;
  /** The entry whose result is open. */
  #shown?: Entry;

  constructor(host: Host) {
    this.#host = host;
    this.#rules = new Rules(host);
    document.body.classList.add(host.kind);
    listen((taken) => void this.#take(taken));
    offerFolder(host, (lines, path) => void this.#takeFolder(lines, path));
    for (const [id, input] of [["choose", "files"], ["choose-folder", "folder"]] as const) {
      part(id).addEventListener("click", () => (part(input) as HTMLInputElement).click());
    }
    part("stop").addEventListener("click", () => this.#stop());
    part("back").addEventListener("click", () => history.back());
    addEventListener("popstate", () => this.#showList());
    // Paper shows what is folded on the screen.
    const unfold = (isOpen: boolean) => () => {
      for (const folded of document.querySelectorAll<HTMLDetailsElement>("#result details")) folded.open = isOpen;
    };
    addEventListener("beforeprint", unfold(true));
    addEventListener("afterprint", unfold(false));
    addEventListener("beforeunload", (event) => {
      if (!this.#batch.entries.length) return;
      event.preventDefault();
      // Browsers from before 2023 ask only for this.
      event.returnValue = true;
    });
    document.title = NAME;
    this.#ready().catch((error) => this.#complain(error));
  }

  async #ready(): Promise<void> {
    await this.#host.ready();
    this.#profiles = await this.#host.profiles();
  }

  /** Takes what was put in and checks it. */
  async #take(taken: Promise<Taken>): Promise<void> {
    let sources: Taken["sources"];
    try {
      const { sources: put, left } = await taken;
      this.#notice(left);
      sources = put;
    } catch {
      this.#notice("这些文件读不出来，请用“选择文件”再试一次。");
      return;
    }
    if (!sources.length) return;
    const added = sources.map(({ name, content }) => new Entry(name, content));
    this.#batch.entries.push(...added);
    await this.#run(added);
  }

  async #takeFolder(lines: AsyncIterable<FolderSize | FolderLine>, path: string): Promise<void> {
    this.#notice("");
    const added: Entry[] = [];
    this.#begin();
    try {
      let all = 0;
      for await (const line of lines) {
        if ("files" in line) {
          all = this.#batch.entries.length + line.files;
          continue;
        }
        const entry = new Entry(line.path);
        entry.take({ file: line.file, sheets: [] });
        entry.output = line.output;
        entry.notWritten = line.reason;
        added.push(entry);
        this.#batch.entries.push(entry);
        this.#progress(line.path, all);
      }
      if (!added.length) this.#notice(`“${path}”里没有找到可以核对的表格。`);
    } catch (error) {
      this.#complain(error);
    }
    this.#end(added);
  }

  /** Checks what waits; more may be added on the way. */
  async #run(added: Entry[]): Promise<void> {
    if (this.#isRunning) {
      this.#stop();
      while (this.#isRunning) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.#begin();
    await this.#batch.run(this.#host, (entry) => {
      this.#files.update(entry);
      this.#progress(entry.name);
    });
    this.#end(added);
  }

  #begin(): void {
    this.#isRunning = true;
    this.#shown = undefined;
    part("start").hidden = true;
    this.#closeResult();
    if (this.#batch.entries.length > 1) this.#renderList();
    // A single file is done before the eye would catch the bar.
    setTimeout(() => (part("work").hidden = !this.#isRunning), 150);
    this.#progress("");
  }

  #progress(name: string, all = this.#batch.entries.length): void {
    const { done } = this.#batch;
    const bar = part("bar") as HTMLProgressElement;
    bar.max = all;
    bar.value = done;
    part("done").textContent = `${done} / ${all} 份`;
    part("current").textContent = visible(name);
    document.title = `正在核对 ${done}/${all} – ${NAME}`;
    announceProgress(`正在核对，已完成 ${done} 份，共 ${all} 份`);
  }

  #end(added: Entry[]): void {
    this.#isRunning = false;
    part("work").hidden = true;
    const [only] = added;
    if (!this.#batch.entries.length) {
      part("start").hidden = false;
      document.title = NAME;
    } else if (this.#shown?.file) {
      // The user is reading one already, and goes back to the list when it suits.
      this.#entitle(this.#shown, this.#shown.file);
      announce(tallySentence(this.#batch));
    } else if (added.length === 1 && only?.file) this.#open(only);
    else this.#showList();
  }

  #stop(): void {
    this.#batch.stop(this.#host);
  }

  #open(entry: Entry): void {
    const { file } = entry;
    if (!file) return;
    const isOneOfMany = this.#batch.entries.length > 1;
    if (isOneOfMany) history.pushState({}, "");
    this.#shown = entry;
    part("list").hidden = true;
    part("list").replaceChildren();
    part("result").hidden = false;
    part("back").hidden = !isOneOfMany;
    part("back").textContent = `← 返回清单（${this.#batch.entries.length} 份）`;
    const drawn = showResult(part("result-body"), entry, file, this.#profiles, this.#actions);
    this.#entitle(entry, file);
    announce(sentence(file));
    this.#focusVerdict();
    drawn.catch((error) => this.#complain(error));
  }

  #entitle(entry: Entry, file: FileEntry): void {
    document.title = visible(`${state(file)} – ${entry.name} – ${NAME}`);
  }

  #showList(): void {
    const last = this.#shown;
    this.#shown = undefined;
    this.#closeResult();
    if (!this.#batch.entries.length) return;
    this.#renderList();
    if (this.#isRunning) return;
    const { bad, unread } = tally(this.#batch);
    const found = bad ? `${bad} 份有错误` : unread ? `${unread} 份无法核对` : "没有错误";
    document.title = `${found} – 共 ${this.#batch.entries.length} 份 – ${NAME}`;
    if (last) this.#files.focus(last);
    else {
      announce(tallySentence(this.#batch));
      this.#focusVerdict();
    }
  }

  #closeResult(): void {
    part("result").hidden = true;
    part("result-body").replaceChildren();
    part("back").hidden = true;
  }

  #renderList(): void {
    const list = part("list");
    list.replaceChildren(...this.#files.render(this.#batch, this.#isRunning, this.#listButtons()));
    list.hidden = false;
  }

  #listButtons(): HTMLElement {
    const { entries } = this.#batch;
    const row = el("div", { class: "buttons" });
    const button = (text: string, look: string, act: () => void) =>
      row.append(el("button", { type: "button", class: look, onclick: act }, text));
    const waiting = entries.filter((entry) => entry.state === "stopped").length;
    if (waiting) button(`继续核对其余 ${waiting} 份`, "main", () => void this.#run([]));
    if (entries.some((entry) => entry.isHeld && entry.file && entry.file.status !== "unreadable")) {
      button("全部下载", waiting ? "plain" : "main", () => void this.#saveAll());
    }
    button("导出问题清单", "plain", () => saveList(entries.flatMap((entry) => entry.file ?? [])));
    button("打印", "plain", () => window.print());
    button("核对其他文件", "plain", () => part("files").click());
    return row;
  }

  get #actions(): Actions {
    return {
      download: (entry) => void this.#saveWorkbook(entry),
      list: (files: FileEntry[]) => saveList(files),
      recheck: (entry, profile) => {
        entry.profile = profile;
        entry.state = "waiting";
        void this.#recheck(entry);
      },
      rule: (id) => void this.#rules.open(id),
      another: () => part("files").click(),
    };
  }

  async #recheck(entry: Entry): Promise<void> {
    await entry.check(this.#host);
    const { file } = entry;
    this.#files.update(entry);
    if (!file || this.#shown !== entry) return;
    const drawn = showResult(part("result-body"), entry, file, this.#profiles, this.#actions);
    this.#entitle(entry, file);
    announce(sentence(file));
    document.getElementById("profile")?.focus();
    await drawn;
  }

  async #saveWorkbook(entry: Entry): Promise<void> {
    this.#notice("");
    try {
      const corrected = await saveWorkbook(this.#host, entry);
      announce(corrected ? `已下载，更正了 ${corrected} 格。` : "已下载。");
    } catch (error) {
      this.#complain(error);
    }
  }

  async #saveAll(): Promise<void> {
    const { entries } = this.#batch;
    this.#notice("");
    try {
      const left = await saveAll(this.#host, entries, (done) => {
        const text = `正在生成工作簿 ${done} / ${entries.length}`;
        this.#notice(text);
        announceProgress(text);
      });
      this.#notice(left.length ? `有 ${left.length} 份没有生成工作簿：${left.join("；")}` : "已下载“自评表_已核.zip”，里面是修正后的工作簿和问题清单。");
    } catch (error) {
      this.#complain(error);
    }
  }

  /** A line on top of the page; empty: none. */
  #notice(text: string): void {
    part("notice").textContent = visible(text);
    part("notice").hidden = !text;
  }

  #complain(error: unknown): void {
    if (error instanceof Stopped) return;
    this.#notice(error instanceof Refusal ? error.message : "没有做成。请再试一次；还不行的，重新打开本页。");
    announce(part("notice").textContent ?? "");
  }

  #focusVerdict(): void {
    const heading = document.getElementById("verdict");
    heading?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }
}
