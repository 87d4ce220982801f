import { Ajv, type ValidateFunction } from "ajv";
import { visible } from "../diagnostics/visible.ts";
import { isIso } from "../model/instant.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import { PLAN } from "./codes.ts";
import { planSchema } from "./schema.generated.ts";

/** A larger plan file is refused unread. */
export const MAX_PLAN_BYTES = 64 * 1024 * 1024;

/** The bytes of plan.json: keys sorted, two spaces, a line feed at the end. */
export function planText(plan: Plan): string {
  return `${canonicalJson(plan, 2)}\n`;
}

/**
 * The part of a plan file that says whether and how it can be checked. Everything else in it is compared, never
 * trusted.
 */
export type PlanHeader = Pick<
  Plan,
  "config" | "host" | "asOf" | "notAfter" | "simulated" | "only" | "extra" | "full" | "assumes" | "rdump"
>;

/** Reads the header of a plan file. Throws a Failure if the file is not a plan or has another version. */
export function readPlanHeader(text: string): PlanHeader {
  const value = parseObject(text);
  const { formatVersion, rdump, config, host, asOf, notAfter, simulated, only, extra, full, assumes } = value;
  if (typeof formatVersion !== "number") throw refused("The file is not a plan of rdump.");
  if (formatVersion !== 1) {
    throw refused(
      `The plan has format ${formatVersion}, and this version of rdump reads format 1. Plan again with this version.`,
    );
  }
  if (typeof rdump !== "string" || rdump !== RDUMP_VERSION) {
    throw refused(
      `The plan was made by rdump ${visible(String(rdump).slice(0, 40))}, and this is ${RDUMP_VERSION}. Plan again with this version.`,
    );
  }
  const file = textIn(config, "file");
  const digest = textIn(config, "digest");
  const valid =
    file !== null &&
    digest !== null &&
    isText(host) &&
    isIso(asOf) &&
    (notAfter === null || isIso(notAfter)) &&
    typeof simulated === "boolean" &&
    (only === null || isTexts(only)) &&
    (extra === undefined || isTexts(extra)) &&
    (full === undefined || full === true) &&
    isAssumptions(assumes);
  if (!valid)
    throw refused("The beginning of the plan is incomplete or has the wrong types: the file was cut off or edited.");
  const header = { config: { file, digest } as Plan["config"], host, asOf, notAfter, simulated, only, assumes, rdump };
  return { ...header, ...(extra === undefined ? {} : { extra }), ...(full === undefined ? {} : { full }) };
}

/** Reads a whole plan file to show it. Only apply checks whether the content is still true. */
export function readPlan(text: string): Plan {
  readPlanHeader(text);
  const value: unknown = parseObject(text);
  if (isPlan(value)) return value;
  throw refused("The plan is incomplete or has the wrong types: the file was cut off or edited.");
}

/** More values than a plan with 100,000 points has. A file with more could use up the memory when it is parsed. */
const MOST_VALUES = 5_000_000;

const BEGINS_A_VALUE: ReadonlySet<number> = new Set([..."[{,"].map((sign) => sign.charCodeAt(0)));

/** Deeper than any plan. The check of the schema is recursive. */
const MOST_LEVELS = 100;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Which limit a text exceeds, so that it is not parsed; null for every plan that rdump writes. */
function excessIn(text: string): string | null {
  let [values, levels, inText] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) inText = !inText;
    else if (inText) index += code === BACKSLASH ? 1 : 0;
    else if (BEGINS_A_VALUE.has(code) && ++values > MOST_VALUES) return "values";
    if (inText) continue;
    if (code === CLOSE_LIST || code === CLOSE_OBJECT) levels--;
    else if ((code === OPEN_LIST || code === OPEN_OBJECT) && ++levels > MOST_LEVELS) return "levels";
  }
  return null;
}

function parseObject(text: string): { readonly [key: string]: unknown } {
  let value: unknown;
  const excess = excessIn(text);
  if (excess !== null) throw refused(`The file has more ${excess} than a plan of rdump can have.`);
  try {
    value = JSON.parse(text);
  } catch {
    throw refused("The file is not JSON: it was cut off or edited.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refused("The file is not a plan of rdump.");
  return value as { readonly [key: string]: unknown };
}

function textIn(value: unknown, key: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  const found = (value as { readonly [key: string]: unknown })[key];
  return isText(found) ? found : null;
}

/** Longer than any name of a host, a config or a group. It limits the length of messages. */
const LONGEST_TEXT = 16_384;

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_TEXT;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isAssumptions(value: unknown): value is Plan["assumes"] {
  if (!Array.isArray(value)) return false;
  return value.every((each) => textIn(each, "address") !== null && textIn(each, "digest") !== null);
}

function refused(why: string): Error {
  return PLAN.failure("plan-file-refused", why);
}

/** Compiled at the first use: most calls of the command do not need it. */
let validate: ValidateFunction<Plan> | null = null;

function isPlan(value: unknown): value is Plan {
  validate ??= new Ajv({ strict: false }).compile<Plan>(planSchema());
  return validate(value);
}
