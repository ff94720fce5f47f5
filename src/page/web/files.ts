/** Many files: a row for each with its state, the worst first once all are checked. */

import type { Batch, Entry } from "./batch";
import { correctable, count } from "./checked";
import { el } from "./dom";
import { panel, type Tone } from "./verdict";

export type Show = "all" | "bad" | "unread" | "good";

const SHOWN: Record<Show, string> = { all: "全部", bad: "有错误", unread: "无法核对", good: "没有错误" };

/** How many files ended how. */
export interface Tally {
  bad: number;
  good: number;
  unread: number;
  stopped: number;
  correctable: number;
}

export function tally(batch: Batch): Tally {
  const sum: Tally = { bad: 0, good: 0, unread: 0, stopped: 0, correctable: 0 };
  for (const entry of batch.entries) {
    const kind = kindOf(entry);
    if (kind) sum[kind]++;
    else if (entry.state === "stopped") sum.stopped++;
    if (entry.file) sum.correctable += correctable(entry.file);
  }
  return sum;
}

/** The verdict over all files, also for the live region. */
export function tallySentence(batch: Batch): string {
  const { bad, unread, stopped } = tally(batch);
  const found = [bad && `${bad} 份有错误`, unread && `${unread} 份无法核对`, stopped && `${stopped} 份没有核对`];
  return `共 ${batch.entries.length} 份，${found.filter(Boolean).join("，") || "都没有发现错误"}`;
}

export class Files {
  readonly #rows = new Map<Entry, HTMLButtonElement>();
  readonly #list = el("ul", { class: "files" });
  readonly #open: (entry: Entry) => void;
  #show: Show = "all";

  /** `open`: a row was picked. */
  constructor(open: (entry: Entry) => void) {
    this.#open = open;
  }

  /** The whole view: verdict with its buttons, filter, rows. */
  render(batch: Batch, isRunning: boolean, buttons: HTMLElement): HTMLElement[] {
    const { bad, good, unread, correctable } = tally(batch);
    const tone: Tone = bad ? "bad" : unread ? "unread" : "good";
    const heading = isRunning ? `正在核对 ${batch.entries.length} 份` : tallySentence(batch);
    const counts = `没有错误 ${good} 份，有错误 ${bad} 份，无法核对 ${unread} 份；可自动更正 ${correctable} 格。`;
    const top = panel(
      isRunning ? "good" : tone,
      heading,
      el("p", { class: "about" }, isRunning ? "核对完的可以先点开看。" : counts),
      isRunning ? null : buttons,
    );
    top.classList.toggle("running", isRunning);
    this.fill(isRunning ? batch.entries : batch.worstFirst());
    return [top, ...(isRunning ? [] : [this.#filter(batch)]), this.#list];
  }

  /** Puts the rows in this order. */
  fill(entries: Entry[]): void {
    this.#list.replaceChildren(...entries.map((entry) => el("li", {}, this.#row(entry))));
    this.#apply();
  }

  /** Draws an entry's row anew. */
  update(entry: Entry): void {
    const row = this.#rows.get(entry);
    if (row) fillRow(row, entry);
  }

  /** Puts the focus on an entry's row. */
  focus(entry: Entry): void {
    this.#rows.get(entry)?.focus();
  }

  #row(entry: Entry): HTMLButtonElement {
    let row = this.#rows.get(entry);
    if (!row) {
      row = el("button", { type: "button", onclick: () => entry.file && this.#open(entry) });
      this.#rows.set(entry, row);
    }
    fillRow(row, entry);
    return row;
  }

  #filter(batch: Batch): HTMLElement {
    const sizes = { all: batch.entries.length, ...tally(batch) };
    const choices = (Object.keys(SHOWN) as Show[]).filter((show) => sizes[show]).map((show) => {
      const choice = el("button", { type: "button", class: "choice", "aria-pressed": String(show === this.#show) }, `${SHOWN[show]} ${sizes[show]}`);
      choice.addEventListener("click", () => {
        this.#show = show;
        for (const other of choices) other.setAttribute("aria-pressed", String(other === choice));
        this.#apply();
      });
      return choice;
    });
    if (!sizes[this.#show]) this.#show = "all";
    return el("div", { class: "filter", role: "group", "aria-label": "只看" }, ...choices);
  }

  #apply(): void {
    for (const [entry, row] of this.#rows) {
      const item = row.parentElement;
      if (item) item.hidden = this.#show !== "all" && kindOf(entry) !== this.#show;
    }
  }
}

function kindOf({ file }: Entry): Exclude<Show, "all"> | undefined {
  if (!file) return undefined;
  return file.status === "unreadable" ? "unread" : count(file, "error") ? "bad" : "good";
}

function fillRow(row: HTMLButtonElement, entry: Entry): void {
  const { file, state } = entry;
  const kind = kindOf(entry);
  row.className = kind ?? state;
  row.setAttribute("aria-disabled", String(!file));
  const [form] = file?.forms ?? [];
  const more = file && file.forms.length > 1 ? `等 ${file.forms.length} 张表` : "";
  const about = file?.reason?.message ?? [form?.unit_name, form?.title].filter(Boolean).join(" · ") + more;
  row.replaceChildren(
    el("span", { class: "state" }, stateOf(entry)),
    el("span", { class: "name" }, entry.name, el("small", {}, about || " ")),
    el("span", { class: "score" }, ...score(entry)),
  );
}

function stateOf({ file, state }: Entry): string {
  if (!file) return { waiting: "… 等候", checking: "◐ 正在核对", stopped: "■ 没有核对", done: "" }[state];
  if (file.reason) return `! 无法核对${file.reason.code ? ` ${file.reason.code}` : ""}`;
  const [errors, warnings] = [count(file, "error"), count(file, "warning")];
  if (errors) return `✗ ${errors} 处错误`;
  return warnings ? `✓ 没有错误，${warnings} 处提醒` : "✓ 没有错误";
}

function score({ file }: Entry): (Node | string)[] {
  const form = file?.forms.find(({ score }) => score.stated !== null || score.computed !== null);
  if (!form) return [];
  const { stated, computed } = form.score;
  if (stated === null || computed === null || Number(stated) === Number(computed)) return [`${stated ?? computed} 分`];
  return ["填报 ", el("b", {}, stated), " → 重算 ", el("b", {}, computed)];
}
