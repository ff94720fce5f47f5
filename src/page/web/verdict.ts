/** The verdict on one file: what was found, score stated → recomputed, and what to do next. */

import type { Entry } from "./batch";
import { correctable, count, type FileEntry, type Form, type Severity, toDecide } from "./checked";
import { el, spoken } from "./dom";
import { WORD } from "./severity";

export type Tone = "bad" | "good" | "unread";

const TONE_SIGN: Record<Tone, string> = { bad: "✗", good: "✓", unread: "!" };

/** The sentence that says it all, also for the title and the live region. */
export function sentence(file: FileEntry): string {
  if (file.status === "unreadable") return "这份文件无法核对";
  const [errors, warnings] = [count(file, "error"), count(file, "warning")];
  if (!errors) return warnings ? `没有发现错误，有 ${warnings} 处提醒请看一看` : "没有发现错误";
  const [safe, decide] = [correctable(file), toDecide(file)];
  if (!safe) return `发现 ${errors} 处错误，须由您核实后改`;
  return `发现 ${errors} 处错误，${decide ? `可自动更正 ${safe} 格，另有 ${decide} 处须由您核实` : "都可以自动更正"}`;
}

/** The short state for the page's title. */
export function state(file: FileEntry): string {
  if (file.status === "unreadable") return "无法核对";
  const errors = count(file, "error");
  return errors ? `${errors} 个问题` : "没有错误";
}

export function toneOf(file: FileEntry): Tone {
  return file.status === "unreadable" ? "unread" : count(file, "error") ? "bad" : "good";
}

/** A panel with its heading; `about`, `more`: below it, in order. */
export function panel(tone: Tone, heading: string, ...more: (Node | null)[]): HTMLElement {
  return el(
    "section",
    { class: `verdict ${tone}`, "aria-labelledby": "verdict" },
    el("div", { class: "badge", "aria-hidden": "true" }, TONE_SIGN[tone]),
    el("div", { class: "said" }, el("h1", { id: "verdict", tabindex: -1 }, heading), ...more),
  );
}

/** The panel of a file; `buttons`: what can be done with it. */
export function verdict(entry: Entry, file: FileEntry, buttons: HTMLElement): HTMLElement {
  if (file.status === "unreadable") {
    const { code, message } = file.reason ?? { code: "", message: "" };
    return panel(
      "unread",
      sentence(file),
      el("p", { class: "about" }, entry.name),
      el("p", { class: "reason" }, message),
      code ? el("p", { class: "faint" }, `编号 ${code}`) : null,
      buttons,
    );
  }
  return panel(
    toneOf(file),
    sentence(file),
    el("p", { class: "about" }, entry.name),
    ...file.forms.map((form) => figures(form, file.forms.length > 1)),
    next(entry, file),
    buttons,
  );
}

function figures(form: Form, isOneOfMany: boolean): HTMLElement {
  const who = [form.unit_name, form.title, form.fiscal_year && `${form.fiscal_year} 年度`, isOneOfMany && `工作表“${form.sheet}”`];
  const levels = (["error", "warning", "info"] as Severity[]).map(
    (level) => `${WORD[level]} ${form.findings.filter((f) => f.severity === level && !f.waived && !f.known).length}`,
  );
  const waived = form.findings.filter((f) => f.waived || f.known).length;
  if (waived) levels.push(`已说明 ${waived}`);
  return el(
    "div",
    { class: "figures" },
    el("p", { class: "who" }, who.filter(Boolean).join(" · ")),
    el(
      "dl",
      {},
      pair("总分", change(form.score)),
      pair("等级", change(form.grade)),
      pair("问题", el("span", {}, levels.join("，"))),
    ),
  );
}

function pair(term: string, value: HTMLElement): HTMLElement {
  return el("div", {}, el("dt", {}, term), el("dd", {}, value));
}

/** `填报 98.70 → 重算 97.20`; a form without a place for it has only the latter. */
function change({ stated, computed }: { stated: string | null; computed: string | null }): HTMLElement {
  const differs = stated !== null && computed !== null && stated !== computed && Number(stated) !== Number(computed);
  return el(
    "span",
    { class: differs ? "change differs" : "change" },
    stated === null ? null : el("span", { class: "step" }, el("small", {}, "填报"), " ", el("b", {}, stated)),
    stated === null ? null : el("span", { class: "arrow", "aria-hidden": "true" }, "→"),
    el("span", { class: "step new" }, el("small", {}, "重算"), " ", computed === null ? "不能重算" : el("b", {}, computed)),
    differs ? spoken("，两者不同") : null,
  );
}

function next(entry: Entry, file: FileEntry): HTMLElement {
  const [safe, decide, warnings] = [correctable(file), toDecide(file), count(file, "warning")];
  const steps: string[] = [];
  if (entry.notWritten) steps.push(`没有写出工作簿：${entry.notWritten.message}`);
  if (safe && (entry.output || entry.isHeld)) {
    const where = entry.output ? `修正后的工作簿已写在 ${entry.output}` : "下载修正后的工作簿";
    steps.push(`${where}：${safe} 格已改好，每一格都有批注写明原值和理由。您的原件没有改动。`);
  } else if (safe) steps.push(`有 ${safe} 格可以自动更正：把这份文件单独放进来，就可以下载修正后的工作簿。`);
  if (decide) steps.push(`看下面的“错误”：有 ${decide} 处要由您核实，在表里改好后，把表再放进来核对一次。`);
  if (warnings) steps.push(`看一看“提醒”：${warnings} 处不一定有错，请对照实际情况。`);
  const unchecked = file.forms.reduce((sum, form) => sum + form.not_checked.length, 0);
  if (unchecked) steps.push(`有 ${unchecked} 格不能用计算核对，列在最后，请由人判断。`);
  steps.push("确认无误后，签字盖章报送。");
  return el("div", { class: "next" }, el("h2", {}, "接下来"), el("ol", {}, ...steps.map((step) => el("li", {}, step))));
}
