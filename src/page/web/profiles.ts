/** The scoring method (评分办法) a form is held against: shown, and changeable. */

import type { Form, ProfileEntry } from "./checked";
import { el } from "./dom";

/** The picker for one file; `pick` gets the id, or an empty string for 自动识别. */
export function picker(forms: Form[], profiles: ProfileEntry[], given: string, pick: (id: string) => void): HTMLElement {
  const used = [...new Set(forms.map((form) => nameOf(form.profile.id, profiles)))].join("、");
  const option = (id: string, text: string) => el("option", { value: id, selected: id === given }, text);
  const select = el(
    "select",
    { id: "profile" },
    option("", given ? "自动识别" : `自动识别：${used}`),
    ...profiles.map(({ id, name }) => option(id, name)),
  );
  select.addEventListener("change", () => pick(select.value));
  return el(
    "div",
    { class: "profile" },
    el("label", { for: "profile" }, "评分办法"),
    select,
    el("p", { class: "faint" }, forms.map(explained).filter((text, i, all) => all.indexOf(text) === i).join("　")),
  );
}

function explained({ profile }: Form): string {
  const [some, all] = profile.explains.split("/");
  const fits = `填报的 ${all} 个得分中，有 ${some} 个合这个办法。`;
  if (profile.chosen === "given") return `由您选定。${fits}`;
  return profile.confirmed ? `按版式识别，已确认。${fits}` : `按版式推测，未能确认：得分只提示，不更正。知道用哪个办法的，请在这里选定。`;
}

function nameOf(id: string, profiles: ProfileEntry[]): string {
  return profiles.find((profile) => profile.id === id)?.name ?? id;
}
