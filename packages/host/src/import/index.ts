import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { importBorgmatic } from "./borgmatic.ts";
import { importBtrbk } from "./btrbk.ts";
import { type Draft, emptyDraft, type ImportOptions, isObject, lossLine } from "./draft.ts";
import { importOriginal } from "./original.ts";
import { importResticprofile } from "./resticprofile.ts";
import { importSanoid } from "./sanoid.ts";
import { within } from "./within.ts";

export type { ImportOptions } from "./draft.ts";

export const FORMATS = ["rdump", "borgmatic", "sanoid", "btrbk", "resticprofile"] as const;
export type ImportFormat = (typeof FORMATS)[number];

/** A config of some kilobytes takes milliseconds. */
const LONGEST = 10_000;

export interface Imported {
  readonly format: ImportFormat;
  /** The text of an rdump.json5. */
  readonly text: string;
  /** What the text could not take over: sentences, each on one line. */
  readonly losses: readonly string[];
  /** Commands that adopt the points that exist. */
  readonly adopts: readonly string[];
}

/**
 * Converts the config of another program. The text is untrusted: nothing of it is executed, and aliases of YAML and
 * the time are limited. Pure, except for the time.
 *
 * @param longest the longest time, in milliseconds
 * @throws an Error with a sentence if the text is none of the formats
 */
export function importConfig(
  text: string,
  wanted: ImportFormat | null,
  options: ImportOptions,
  longest = LONGEST,
): Imported {
  return within(longest, () => converted(text, wanted, options));
}

function converted(text: string, wanted: ImportFormat | null, options: ImportOptions): Imported {
  const draft = emptyDraft();
  const format = read(text, wanted, draft, options);
  if (draft.volumes.size === 0)
    throw new Error(
      `No volume could be imported from this ${format} config. ${draft.losses.slice(0, 5).map(lossLine).join(" ")}`.trim(),
    );
  const losses = [...new Set(draft.losses.map(lossLine))];
  return { format, text: textOf(draft, format, losses), losses, adopts: draft.adopts };
}

function read(text: string, wanted: ImportFormat | null, draft: Draft, options: ImportOptions): ImportFormat {
  const lined = wanted ?? lineFormatOf(text);
  if (lined === "sanoid") importSanoid(text, draft, options.hostname);
  else if (lined === "btrbk") importBtrbk(text, draft, options);
  if (lined === "sanoid" || lined === "btrbk") return lined;
  const root = documentOf(withoutTags(text, draft.losses));
  const format = wanted ?? formatOf(root);
  if (format === "rdump") importOriginal(root, draft, options);
  else if (format === "borgmatic") importBorgmatic(root, draft, options);
  else importResticprofile(root, draft, options);
  return format;
}

function lineFormatOf(text: string): "sanoid" | "btrbk" | null {
  if (/^\s*(volume|subvolume)\s+\S/m.test(text)) return "btrbk";
  return /^\s*\[template_|^\s*use_template\s*=|^[^#\n]*\bsyncoid\s/m.test(text) ? "sanoid" : null;
}

const MOST_ALIASES = 100;

/** JSON is YAML. TOML is tried where the text is no YAML, or no more than a text for YAML. */
function documentOf(text: string): unknown {
  const [root, fault] = yamlOf(text);
  if (isObject(root)) return root;
  try {
    return parseToml(text);
  } catch {
    if (fault === null) return root;
    const templates = text.includes("{{")
      ? " It contains templates in {{ }}, which are not evaluated: import the text without them."
      : "";
    throw new Error(`The file is neither YAML nor TOML: ${lossLine(fault)}${templates}`);
  }
}

/** borgmatic's tags: other files are not read, and an omitted item is no item. */
function withoutTags(text: string, losses: string[]): string {
  if (!/![a-z]/.test(text)) return text;
  const lines = text.split("\n").map((line) => {
    const [, before = "", name = ""] = /^([^#!]*?)!include\s+([^#]*)/.exec(line) ?? [];
    if (name !== "") {
      losses.push(`The file of \`!include ${name.trim()}\` was not read. Import the text of both files together.`);
      return /<<\s*:\s*$/.test(before) ? "" : `${before}null`;
    }
    const [, omitted = ""] = /^\s*-\s*!omit\s+(.*)$/.exec(line) ?? [];
    if (omitted === "") return line;
    losses.push(`\`!omit ${omitted}\` has no counterpart: the item is left out.`);
    return "";
  });
  return lines.join("\n");
}

function yamlOf(text: string): readonly [root: unknown, fault: string | null] {
  try {
    return [parseYaml(text, { maxAliasCount: MOST_ALIASES, logLevel: "error", uniqueKeys: true, merge: true }), null];
  } catch (error) {
    return [null, error instanceof Error ? (error.message.split("\n")[0] ?? "") : ""];
  }
}

function formatOf(root: unknown): ImportFormat {
  if (!isObject(root)) throw new Error("The file has no keys of a known program. Name the program with --format.");
  if (["simple", "lvm", "zfs"].some((key) => Array.isArray(root[key]))) return "rdump";
  if (root.source_directories !== undefined || isObject(root.location)) return "borgmatic";
  const profiles = isObject(root.profiles) ? root.profiles : root;
  if (
    Object.values(profiles).some((each) => isObject(each) && (isObject(each.backup) || each.repository !== undefined))
  )
    return "resticprofile";
  throw new Error("The file has no keys of a known program. Name the program with --format.");
}

/** JSON whose keys have no quotes where JSON5 needs none. */
function textOf(
  { ssh, repositories, policies, volumes }: Draft,
  format: ImportFormat,
  losses: readonly string[],
): string {
  const config = {
    version: 1,
    ...(ssh.size === 0 ? {} : { ssh: Object.fromEntries(ssh) }),
    ...(policies.size === 0 ? {} : { policies: Object.fromEntries(policies) }),
    ...(repositories.size === 0 ? {} : { repositories: Object.fromEntries(repositories) }),
    volumes: Object.fromEntries(volumes),
  };
  const json = JSON.stringify(config, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
  const head = [`// Imported from a config of ${format}.`, ...losses.map((loss) => `// Not imported: ${loss}`)];
  return `${head.join("\n")}\n${json}\n`;
}
