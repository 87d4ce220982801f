import { type Html, html } from "./html.ts";

/** A table that scrolls sideways on a narrow screen. `label` is unique in its page: a screen reader lists it. */
export function scrollTable(label: string, headings: readonly string[], rows: readonly Html[]): Html {
  const heads = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
