/** The form drawn as a table, as on paper: wrong cells marked in place, the arithmetic one click beside the cell. */

import { counts, type Finding, fixes, type Sheet, type SheetCell } from "./checked";
import { breath, el, spoken } from "./dom";
import { gravest, SIGN, WORD } from "./severity";

/** Milliseconds of drawing before the browser gets its turn. */
const TURN = 24;

export interface Links {
  /** A mark was picked: show its finding in the list. */
  toList(finding: Finding, takeFocus: boolean): void;
  toRule(id: string): void;
}

export class Drawing {
  readonly element: HTMLElement;
  #sheet: Sheet;
  #links: Links;
  #findings = new Map<string, Finding[]>();
  #marks = new Map<string, HTMLButtonElement>();
  #paper = el("div", { class: "paper" });
  #note?: HTMLElement;

  constructor(sheet: Sheet, findings: Finding[], links: Links) {
    this.#sheet = sheet;
    this.#links = links;
    for (const finding of findings) {
      this.#findings.set(finding.cell, [...(this.#findings.get(finding.cell) ?? []), finding]);
    }
    const label = `工作表“${sheet.name}”，可左右滚动`;
    this.element = el("div", { class: "wide sheet", tabindex: 0, role: "region", "aria-label": label }, this.#paper);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#closeNote(true);
    });
  }

  /** Draws the rows, in turns short enough that the page stays alive. */
  async draw(): Promise<void> {
    const { columns, rows, first, first_column, cells, cut } = this.#sheet;
    const widths = columns.map((width) => Math.max(width || 8, 3));
    const whole = widths.reduce((sum, width) => sum + width, 0);
    const group = el("colgroup", {}, el("col", { class: "number" }));
    for (const width of widths) {
      const column = el("col");
      column.style.width = `${(width / whole) * 100}%`;
      group.append(column);
    }
    const letters = widths.map((_, i) => el("th", { scope: "col" }, letter(first_column + i)));
    const body = el("tbody");
    const table = el("table", {}, el("caption", {}, spoken(`自评表，工作表“${this.#sheet.name}”`)), group);
    table.append(el("thead", {}, el("tr", {}, el("td"), ...letters)), body);
    table.style.minWidth = `${Math.min(Math.max(whole * 5, 40 * columns.length), 1_400)}px`;
    this.#paper.replaceChildren(table);

    const at = new Map(cells.map((cell) => [cell.at, cell]));
    const covered = new Set<string>();
    let turn = performance.now();
    for (let row = first; row < first + rows; row++) {
      const line = el("tr", {}, el("th", { scope: "row" }, String(row)));
      for (let i = 0; i < columns.length; i++) {
        const name = `${letter(first_column + i)}${row}`;
        if (covered.has(name)) continue;
        const cell = at.get(name) ?? { at: name, text: "" };
        this.#cover(cell, row, i, covered);
        line.append(this.#cell(cell));
      }
      body.append(line);
      if (performance.now() - turn > TURN) {
        await breath();
        turn = performance.now();
      }
    }
    if (cut) this.#paper.append(el("p", { class: "faint" }, "这张表太大，这里没有全部画出；没有画出的照样核对。"));
  }

  /** Brings a finding's cell into view and opens its note; false if the cell is not drawn. */
  show(finding: Finding): boolean {
    const mark = this.#marks.get(finding.cell);
    if (!mark) return false;
    this.#open(finding.cell, mark);
    mark.scrollIntoView({ block: "center", inline: "center" });
    return true;
  }

  /** Lights the cell of a finding up. */
  light(finding: Finding): void {
    for (const [cell, mark] of this.#marks) mark.closest("td")?.classList.toggle("lit", cell === finding.cell);
  }

  #cover({ colspan = 1, rowspan = 1 }: SheetCell, row: number, column: number, covered: Set<string>): void {
    const { first_column, columns, first, rows } = this.#sheet;
    for (let r = row; r < Math.min(row + rowspan, first + rows); r++) {
      for (let c = column; c < Math.min(column + colspan, columns.length); c++) {
        if (r !== row || c !== column) covered.add(`${letter(first_column + c)}${r}`);
      }
    }
  }

  #cell({ at, text, colspan, rowspan, align, bold, wrap }: SheetCell): HTMLElement {
    const findings = this.#findings.get(at) ?? [];
    const counted = findings.filter(counts);
    const level = counted.length ? gravest(counted.map((finding) => finding.severity)) : findings.length ? "waived" : "";
    const isFigure = /^[-−≥≤><\d.,%]+$/.test(text);
    const look = [align, bold && "bold", wrap && "wrap", isFigure && "figure", level].filter(Boolean).join(" ");
    const cell = el("td", { class: look || undefined, colspan, rowspan }, text);
    if (findings.length) {
      const mark = this.#mark(at, findings);
      this.#marks.set(at, mark);
      cell.append(mark);
      cell.addEventListener("click", (event) => {
        if (event.target === cell) mark.click();
      });
    }
    return cell;
  }

  #mark(cell: string, findings: Finding[]): HTMLButtonElement {
    const counted = findings.filter(counts);
    const level = gravest((counted.length ? counted : findings).map((finding) => finding.severity));
    const expected = findings.find((finding) => finding.severity === level)?.expected;
    const label = `${cell}，${findings.map((finding) => `${WORD[finding.severity]}：${finding.title}`).join("；")}`;
    const mark = el(
      "button",
      { type: "button", class: "mark", "aria-expanded": "false" },
      el("span", { "aria-hidden": "true" }, counted.length ? SIGN[level] : "✓"),
      counted.length && expected ? " 应为 " : null,
      counted.length && expected ? el("span", { class: "value" }, expected) : null,
      spoken(`（${label}）`),
    );
    mark.addEventListener("click", () => {
      if (mark.getAttribute("aria-expanded") === "true") {
        this.#closeNote(true);
        return;
      }
      this.#open(cell, mark);
      const [first] = findings;
      if (first) this.#links.toList(first, false);
    });
    return mark;
  }

  /** The note beside a cell: every finding on it with its arithmetic. */
  #open(cell: string, mark: HTMLButtonElement): void {
    this.#closeNote(false);
    mark.setAttribute("aria-expanded", "true");
    const findings = this.#findings.get(cell) ?? [];
    const close = el("button", { type: "button", class: "close", onclick: () => this.#closeNote(true) }, "关闭");
    const note = el(
      "div",
      { class: "note", role: "group", "aria-label": `${cell} 的说明`, tabindex: -1 },
      el("div", { class: "note-head" }, el("strong", {}, cell), close),
      ...findings.map((finding) => this.#noteOn(finding)),
    );
    this.#note = note;
    this.#paper.append(note);
    this.#place(note, mark);
    note.focus({ preventScroll: true });
  }

  #noteOn(finding: Finding): HTMLElement {
    const [fix] = fixes(finding);
    const toList = () => {
      this.#closeNote(false);
      this.#links.toList(finding, true);
    };
    return el(
      "div",
      { class: `noted ${finding.severity}` },
      el("p", { class: "tag" }, `${SIGN[finding.severity]} ${WORD[finding.severity]}　${finding.title}`),
      el("p", { class: "sum" }, finding.message),
      fix?.applicability === "safe" ? el("p", { class: "faint" }, `修正后的工作簿里已改为 ${fix.value}`) : null,
      el(
        "p",
        { class: "links" },
        el("button", { type: "button", class: "link", onclick: toList }, "在清单中看"),
        el("button", { type: "button", class: "link", onclick: () => this.#links.toRule(finding.rule) }, "规则说明"),
      ),
    );
  }

  /** Below the cell, and inside the paper. */
  #place(note: HTMLElement, mark: HTMLElement): void {
    const [cell, paper] = [mark.closest("td") ?? mark, this.#paper.getBoundingClientRect()];
    const box = cell.getBoundingClientRect();
    const view = this.element.getBoundingClientRect();
    const rightmost = Math.min(paper.right, view.right) - note.offsetWidth - 8;
    note.style.left = `${Math.max(Math.min(box.left, rightmost), view.left, paper.left) - paper.left}px`;
    note.style.top = `${box.bottom - paper.top + 4}px`;
    this.#paper.style.paddingBottom = "";
    const missing = note.offsetTop + note.offsetHeight - this.#paper.offsetHeight;
    if (missing > 0) this.#paper.style.paddingBottom = `${missing + 12}px`;
  }

  #closeNote(giveFocusBack: boolean): void {
    if (!this.#note) return;
    this.#note.remove();
    this.#note = undefined;
    this.#paper.style.paddingBottom = "";
    for (const mark of this.#marks.values()) {
      if (mark.getAttribute("aria-expanded") !== "true") continue;
      mark.setAttribute("aria-expanded", "false");
      if (giveFocusBack) mark.focus();
    }
  }
}

/** A column's letters; 1 is A. */
function letter(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
