/** The page of a rule, one click away from each finding. */

import type { RulePage } from "./checked";
import { el, part } from "./dom";
import type { Host } from "./host";
import { rendered } from "./markdown";
import { SIGN, WORD } from "./severity";

export class Rules {
  #host: Host;
  #pages?: Promise<RulePage[]>;

  constructor(host: Host) {
    this.#host = host;
    part("rule-close").addEventListener("click", () => this.#dialog.close());
  }

  get #dialog(): HTMLDialogElement {
    return part("rule") as HTMLDialogElement;
  }

  /** Opens the page; Escape closes it and gives the focus back. */
  async open(id: string): Promise<void> {
    this.#pages ??= this.#host.rules();
    let page: RulePage | undefined;
    try {
      page = (await this.#pages).find((rule) => rule.id === id);
    } catch {
      this.#pages = undefined;
    }
    const body = page
      ? [
          el("p", { class: `tag ${page.severity}` }, `${SIGN[page.severity]} ${WORD[page.severity]}`),
          rendered(page.text, 2),
          el("p", { class: "faint" }, `规则编号：${page.id}`),
        ]
      : [el("p", {}, "这条规则的说明没有取到。请重新打开本页再试。")];
    part("rule-text").replaceChildren(...body);
    this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
  }
}
