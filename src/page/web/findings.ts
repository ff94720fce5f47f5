/** The list of what was found on a form: by level, what follows from a finding below it. */

import { counts, type Finding, fixes, type Form, type Severity } from "./checked";
import { el } from "./dom";
import { LEVELS, SIGN, WORD } from "./severity";

/** How many findings of a level are listed before the user asks for more. */
const STEP = 100;

export interface ListLinks {
  /** Show the finding's cell on the sheet; absent where no sheet is drawn. */
  toCell?(finding: Finding): void;
  toRule(id: string): void;
}

export class Findings {
  readonly element = el("div", { class: "findings" });
  #links: ListLinks;
  #shown = new Map<Finding, HTMLElement>();
  #children = new Map<Finding, Finding[]>();
  /** Shows findings until this one is among them. */
  #more = new Map<Finding, () => void>();

  constructor(form: Form, links: ListLinks) {
    this.#links = links;
    const roots = this.#roots(form.findings);
    const waived = roots.filter((finding) => !counts(finding));
    for (const level of LEVELS) {
      const some = roots.filter((finding) => finding.severity === level && counts(finding));
      const size = this.#size(some, (finding) => finding.severity === level && counts(finding));
      if (some.length) this.element.append(this.#group(`${SIGN[level]} ${WORD[level]} ${size} 处`, some, level));
    }
    if (waived.length) this.element.append(this.#group(`✓ 已说明 ${this.#size(waived, () => true)} 处`, waived, "info"));
    if (!form.findings.length) this.element.append(el("p", { class: "none" }, "✓ 这张表没有发现问题。"));
    if (form.not_checked.length) this.element.append(notChecked(form));
  }

  /** Brings a finding into view and lights it up. */
  show(finding: Finding, takeFocus: boolean): void {
    this.#more.get(finding)?.();
    const card = this.#shown.get(finding);
    if (!card) return;
    const folded = card.closest("details");
    if (folded) folded.open = true;
    for (const other of this.#shown.values()) other.classList.toggle("lit", other === card);
    const box = this.element.closest(".list");
    if (box && box.scrollHeight > box.clientHeight) {
      box.scrollTop += card.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
    } else if (takeFocus) card.scrollIntoView({ block: "center" });
    if (takeFocus) card.querySelector("button")?.focus({ preventScroll: true });
  }

  #roots(findings: Finding[]): Finding[] {
    const byName = new Map<string, Finding>();
    for (const finding of findings) {
      const name = `${finding.rule}@${finding.cell}`;
      if (!byName.has(name)) byName.set(name, finding);
    }
    return findings.filter((finding) => {
      const root = finding.caused_by ? byName.get(finding.caused_by) : undefined;
      if (!root || root === finding) return true;
      this.#children.set(root, [...(this.#children.get(root) ?? []), finding]);
      return false;
    });
  }

  /** How many of some findings, and of what follows from them, are counted. */
  #size(roots: Finding[], isCounted: (finding: Finding) => boolean): number {
    return roots.reduce(
      (sum, root) => sum + Number(isCounted(root)) + this.#size(this.#children.get(root) ?? [], isCounted),
      0,
    );
  }

  #group(heading: string, roots: Finding[], level: Severity): HTMLElement {
    const list = el("ul");
    const rest = [...roots];
    const more = el("button", { type: "button", class: "plain" });
    const add = () => {
      list.append(...rest.splice(0, STEP).map((finding) => this.#card(finding)));
      more.hidden = !rest.length;
      more.textContent = `再列出 ${Math.min(STEP, rest.length)} 处（还有 ${rest.length} 处）`;
    };
    more.addEventListener("click", add);
    for (const finding of roots.slice(STEP)) {
      this.#more.set(finding, () => {
        while (rest.includes(finding)) add();
      });
    }
    add();
    if (level !== "info") return el("section", { class: level }, el("h3", {}, heading), list, more);
    return el("details", { class: "info" }, el("summary", {}, heading), list, more);
  }

  #card(finding: Finding): HTMLElement {
    const { toCell, toRule } = this.#links;
    const [fix] = fixes(finding);
    const children = this.#children.get(finding) ?? [];
    const place = toCell
      ? el("button", { type: "button", class: "cell", title: "在表中看这一格", onclick: () => toCell(finding) }, finding.cell)
      : el("strong", { class: "cell" }, finding.cell);
    const card = el(
      "li",
      { class: `finding ${finding.severity}` },
      el("p", { class: "head" }, place, " ", el("strong", {}, finding.label || finding.title)),
      el("p", { class: "tag" }, `${SIGN[finding.severity]} ${WORD[finding.severity]}　${finding.title}`),
      el("p", { class: "sum" }, finding.message),
      figures(finding),
      finding.report ? el("p", { class: "quote" }, `自评报告第 ${finding.report.paragraph} 段：“${finding.report.text}”`) : null,
      finding.waived ? el("p", {}, `${finding.waived.kind}：${finding.waived.reason}`) : null,
      el("p", { class: fix?.applicability === "safe" ? "how safe" : "how" }, how(finding)),
      el(
        "p",
        { class: "basis" },
        `依据：${finding.basis}　`,
        el("button", { type: "button", class: "link", "aria-label": `规则说明：${finding.title}`, onclick: () => toRule(finding.rule) }, "规则说明"),
      ),
    );
    if (children.length) {
      card.append(el("p", { class: "follow" }, "由此连带："), el("ul", {}, ...children.map((child) => this.#card(child))));
    }
    this.#shown.set(finding, card);
    return card;
  }
}

/** Stated, expected and difference, where the finding has numbers. */
function figures(finding: Finding): HTMLElement | null {
  if (finding.expected === null) return null;
  const pairs = [
    ["填报", finding.stated || "（空）"],
    ["应为", finding.expected],
    ...(finding.difference ? [["差额", finding.difference]] : []),
  ];
  return el("dl", { class: "values" }, ...pairs.map(([term, value]) => el("div", {}, el("dt", {}, term ?? ""), el("dd", {}, value ?? ""))));
}

/** What becomes of the finding: corrected, proposed, or left to a person. */
function how(finding: Finding): string {
  if (!counts(finding)) return "不计入，也不更正";
  const all = fixes(finding);
  const text = all.map((fix) => (fix.cell === finding.cell ? `改为 ${fix.value}` : `${fix.cell} 改为 ${fix.value}`)).join("，");
  if (!all.length) return finding.severity === "error" ? "须由您核实后改" : "请看一看，不一定要改";
  return all[0]?.applicability === "safe" ? `✓ 可自动更正：${text}` : `建议${text}，由您决定`;
}

function notChecked(form: Form): HTMLElement {
  const rows = form.not_checked.map(({ cell, what, why }) => el("li", {}, el("strong", {}, cell), ` ${what}：${why}`));
  return el("details", { class: "unchecked" }, el("summary", {}, `未核对 ${rows.length} 格，请由人判断`), el("ul", {}, ...rows));
}
