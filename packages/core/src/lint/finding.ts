import type { Texts } from "../config/index.ts";
import type { Edit, Fix } from "../config/rule.ts";
import type { Diagnostic, SourceRange } from "../diagnostics/diagnostic.ts";

/** An edit, with its place as editors count it. */
export interface PlacedEdit extends Edit {
  readonly range: SourceRange;
}

/** A diagnostic, with its fix if there is one safe correction. */
export interface Finding extends Diagnostic {
  readonly fix?: { readonly what: string; readonly edits: readonly PlacedEdit[] };
}

/** A finding with its fix. The detail then names the fix. */
export function withFix(found: Diagnostic, { what, edits }: Fix, texts: Texts): Finding {
  const placed = edits.map((edit) => ({ ...edit, range: texts.place(edit.span).range }));
  return { ...found, detail: `${found.detail}\n\`rdump lint --fix\` ${what}.`, fix: { what, edits: placed } };
}
