import JSON5 from "json5";

/** A random generator with a seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to and without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

export type Mutation = "bytes" | "tokens" | "structure";
export const MUTATIONS: readonly Mutation[] = ["bytes", "tokens", "structure"];

/** A config's text, damaged. */
export function mutant(text: string, mutation: Mutation, chance: Chance): Uint8Array | string {
  switch (mutation) {
    case "bytes":
      return withBytes(text, chance);
    case "tokens":
      return withTokens(text, chance);
    case "structure":
      return withStructure(text, chance);
  }
}

function withBytes(text: string, chance: Chance): Uint8Array {
  const bytes = [...Buffer.from(text)];
  for (let edits = 1 + chance.below(6); edits > 0; edits--) {
    const at = chance.below(bytes.length + 1);
    const how = chance.below(4);
    if (how === 0) bytes.splice(at, 1 + chance.below(40));
    else if (how === 1) bytes.splice(at, 0, chance.below(256));
    else if (how === 2)
      bytes.splice(at, 0, ...bytes.slice(chance.below(bytes.length), chance.below(bytes.length)).slice(0, 200));
    else if (at < bytes.length) bytes[at] = chance.below(256);
  }
  return Uint8Array.from(bytes);
}

const TOKENS = [
  ..."{}[]:,\"'\\/*+-.0123456789eExN\n\r\t\0 ",
  ..."\ufeff\u2028\u2029\u200e\ud800\udc00\u001b",
  ...["__proto__", "constructor", "prototype", "toString", "//", "/*", "*/", "\r\n", "\\u0000", "\\ud800", "\\\n"],
  ...["1e999", "-1e999", "NaN", "Infinity", "0x", "99999999999999999999", "null", "true", "[[[[[[[[", "{a:{a:{a:"],
  ...[
    "// rdump-lint-ignore ",
    "// rdump-lint-ignore keep-zero: x\n",
    "/* rdump-lint-ignore path-slashes: y */",
    "keep: {},",
  ],
  ...['__proto__: { polluted: "yes" },', '"constructor": { prototype: { polluted: 1 } },', "version: 9,", "keep: 0,"],
  "[".repeat(120),
  "{a:".repeat(120),
] as const;

function withTokens(text: string, chance: Chance): string {
  let changed = text;
  for (let edits = 1 + chance.below(5); edits > 0; edits--) {
    const at = chance.below(changed.length + 1);
    const cut = chance.pick([0, 0, chance.below(4), chance.below(200)]);
    changed = changed.slice(0, at) + (chance.below(4) === 0 ? "" : chance.pick(TOKENS)) + changed.slice(at + cut);
  }
  if (chance.below(20) === 0) changed = changed.replaceAll("\n", "\r\n");
  return chance.below(20) === 0 ? `\ufeff${changed}` : changed;
}

const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1e308,
    1e21,
    0.5,
    Number.MAX_SAFE_INTEGER,
    "",
    " ",
    "/",
    "//",
    "/a/../b",
    "~",
    "\0",
    "\ud800",
    "\u202e",
  ],
  ...[
    "0%",
    "100%",
    "0%ORIGIN",
    "1%ORIGIN",
    "999999999999999999 PiB",
    "0m",
    "99999999d",
    "hourly",
    "yearly",
    "tank",
    "tank/",
    "r",
    "::",
    "{x}",
  ],
  ...[
    [],
    {},
    [[]],
    { type: "zfs" },
    { daily: 0 },
    { within: "1m" },
    ["a b"],
    ["~/x", "&&"],
    "x".repeat(5000),
    "/".repeat(5000),
  ],
];
const KEYS = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "",
  "keep",
  "every",
  "mirrors",
  "archives",
  "\ud800",
  "type",
  "x".repeat(300),
];

type Holder = { [key: string]: unknown } | unknown[];

function withStructure(text: string, chance: Chance): string {
  const root = JSON5.parse(text.replace(/^\ufeff/, ""));
  for (let edits = 1 + chance.below(4); edits > 0; edits--) change(root, chance);
  const quote = chance.pick(["'", '"']);
  const written =
    chance.below(3) === 0 ? JSON.stringify(root) : JSON5.stringify(root, { space: chance.pick([0, 1, 2, 8]), quote });
  return chance.below(2) === 0 ? written : `// head\n${written}\n// foot`;
}

function change(root: unknown, chance: Chance): void {
  const holders: Holder[] = [];
  const collect = (value: unknown) => {
    if (value === null || typeof value !== "object" || holders.length > 5000) return;
    holders.push(value as Holder);
    for (const inner of Object.values(value)) collect(inner);
  };
  collect(root);
  const holder = chance.pick(holders);
  const from = chance.pick(holders);
  // A moved value is a copy: no value contains itself.
  const copied = structuredClone(chance.pick([chance.pick(ODD), chance.pick(Object.values(from)), from]));
  if (Array.isArray(holder)) {
    holder.splice(chance.below(holder.length + 1), chance.below(2), copied);
    return;
  }
  const keys = Object.keys(holder);
  const key = chance.below(4) === 0 || keys.length === 0 ? chance.pick(KEYS) : chance.pick(keys);
  if (chance.below(4) === 0) delete holder[key];
  else
    Object.defineProperty(holder, key, { value: copied ?? null, enumerable: true, configurable: true, writable: true });
}
