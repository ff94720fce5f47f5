/** One file's result: the verdict, then the list beside the sheet for each of its forms. */

import type { Entry } from "./batch";
import { correctable, type FileEntry, type Form, type ProfileEntry } from "./checked";
import { el } from "./dom";
import { Findings } from "./findings";
import { picker } from "./profiles";
import { Drawing } from "./sheet";
import { verdict } from "./verdict";

export interface Actions {
  download(entry: Entry): void;
  list(files: FileEntry[]): void;
  /** Checks the file again under this profile; empty: told from the form. */
  recheck(entry: Entry, profile: string): void;
  rule(id: string): void;
  /** Chooses more files. */
  another(): void;
}

/** Fills `place`; the verdict stands at once, the sheets follow. */
export async function showResult(
  place: HTMLElement,
  entry: Entry,
  file: FileEntry,
  profiles: ProfileEntry[],
  actions: Actions,
): Promise<void> {
  const forms = file.forms.map((form) => ({ form, ...formView(entry, form, actions) }));
  const parts: HTMLElement[] = [verdict(entry, file, buttons(entry, file, actions))];
  if (file.forms.length && entry.isHeld) {
    parts.push(picker(file.forms, profiles, entry.profile, (id) => actions.recheck(entry, id)));
  }
  const trace = file.sha256 && el("p", { class: "trace faint" }, `原件：${entry.name}　SHA-256：${file.sha256}`);
  place.replaceChildren(...parts, ...forms.map(({ element }) => element), ...(trace ? [trace] : []));
  for (const { drawing } of forms) await drawing?.draw();
}

function buttons(entry: Entry, file: FileEntry, actions: Actions): HTMLElement {
  const row = el("div", { class: "buttons" });
  const button = (text: string, look: string, act: () => void) =>
    row.append(el("button", { type: "button", class: look, onclick: act }, text));
  const isReadable = file.status !== "unreadable";
  if (isReadable && entry.isHeld) {
    button(correctable(file) ? "下载修正后的工作簿" : "下载核对过的工作簿", "main", () => actions.download(entry));
  }
  if (isReadable) {
    button("导出问题清单", "plain", () => actions.list([file]));
    button("打印", "plain", () => window.print());
  }
  button("核对其他文件", isReadable ? "plain" : "main", actions.another);
  return row;
}

function formView(entry: Entry, form: Form, actions: Actions): { element: HTMLElement; drawing?: Drawing } {
  const sheet = entry.sheets.find(({ name }) => name === form.sheet);
  const drawn = sheet && {
    drawing: new Drawing(sheet, form.findings, {
      toList: (finding, takeFocus) => {
        drawn?.drawing.light(finding);
        findings.show(finding, takeFocus);
      },
      toRule: actions.rule,
    }),
  };
  const findings = new Findings(form, {
    toCell: drawn && ((finding) => {
      findings.show(finding, false);
      drawn.drawing.light(finding);
      drawn.drawing.show(finding);
    }),
    toRule: actions.rule,
  });
  const list = el("section", { class: "list" }, el("h2", {}, "问题清单"), findings.element);
  const paper = drawn && el("section", { class: "form" }, el("h2", {}, `自评表 · ${form.sheet}`), legend(), drawn.drawing.element);
  return { element: el("div", { class: paper ? "both" : "alone" }, list, paper), drawing: drawn?.drawing };
}

function legend(): HTMLElement {
  return el(
    "p",
    { class: "legend" },
    el("span", { class: "error" }, "✗ 错误"),
    el("span", { class: "warning" }, "△ 提醒"),
    el("span", { class: "info" }, "ⓘ 提示"),
    el("span", { class: "faint" }, "点标记看算式，按 Esc 关闭"),
  );
}
