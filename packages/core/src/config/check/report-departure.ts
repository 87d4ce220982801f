import type { ErrorObject } from "ajv";
import type { ConfigCode } from "../codes/index.ts";
import { opening } from "../cursor.ts";
import { nearest, suggestion } from "../nearest.ts";
import type { Span } from "../positions.ts";
import { listed, quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import { whyNoValue } from "../repositories/index.ts";
import { isSecretKey, soundsSecret } from "../secrets.ts";
import { keyHint } from "../targets/index.ts";
import { find, type Member, type TreeNode } from "../tree.ts";
import { definitionOf, tagsOf } from "./validator.ts";
import { kindOf, kindsWanted, neededKey, secretDetail } from "./words.ts";

interface Place {
  readonly path: readonly string[];
  readonly node: TreeNode;
  readonly member: Member | null;
}

interface Finding {
  readonly code: ConfigCode;
  readonly span: Span;
  readonly detail: string;
}

/** Reports one violation of the schema at its place: the key if the key is wrong, else the value. */
export function reportDeparture(departure: ErrorObject, tree: TreeNode, report: Report): void {
  const path = departure.instancePath.split("/").slice(1).map(unescapePointer);
  const found = find(tree, path);
  if (found === null || (found.node.kind === "scalar" && found.node.reported)) return;
  const finding = findingOf(departure, { path, ...found });
  if (finding === null) return;
  // A wrong combination can come from several files: the place of the finding is only one of them.
  const around =
    found.member === null || found.member.keySpan === finding.span ? "" : report.earlierText(found.member.keySpan);
  report.add(finding.code, finding.span, `${finding.detail}${around}`);
}

function findingOf(departure: ErrorObject, place: Place): Finding | null {
  switch (departure.keyword) {
    case "additionalProperties":
      return unknownKey(departure, place);
    case "required":
      return missingKey(String(departure.params.missingProperty), definitionOf(departure), place);
    case "discriminator":
      return badTag(departure, place);
    case "type":
      return wrongType(departure, place);
    case "enum":
    case "const":
      // A value of the wrong kind has an error of its own.
      if (place.node.kind !== "scalar" || typeof place.node.value !== departure.parentSchema?.type) return null;
      return notAllowed(departure.params.allowedValues ?? [departure.params.allowedValue], place);
    case "minimum":
    case "maximum": {
      const { minimum, maximum } = departure.parentSchema ?? {};
      return outOfRange(`The value must be from ${minimum} to ${maximum}.`, place);
    }
    case "minItems":
    case "minLength":
      return outOfRange("The value must not be empty.", place);
    // Violations that follow from another one, or that the reader of the value reports better.
    case "if":
    case "pattern":
    case "minProperties":
    case "maxProperties":
      return null;
    default: {
      const detail = `The value violates the rule ${quoted(departure.keyword)} of the schema.`;
      return { code: "config-wrong-shape", span: keyOrOpening(place), detail };
    }
  }
}

function unknownKey(departure: ErrorObject, place: Place): Finding {
  const key = String(departure.params.additionalProperty);
  const member = place.node.kind === "object" ? place.node.members.get(key) : undefined;
  const span = member?.keySpan ?? keyOrOpening(place);
  const hint = keyHint(definitionOf(departure), key);
  if (hint !== null) return { ...hint, span };
  const known = Object.keys(departure.parentSchema?.properties ?? {});
  const meant = nearest(key, known);
  const fix = meant === null ? `Allowed keys: ${listed(known, "and")}.` : `Did you mean \`${meant}\`?`;
  return {
    code: "config-unknown-key",
    span,
    detail: `${quoted(key)} is not a key of ${nameOf(place)}. ${fix}`,
  };
}

function missingKey(key: string, definition: string, place: Place): Finding {
  const needs = neededKey(definition, key);
  const example = key === "version" ? " Write `version: 1`." : "";
  const detail = `${capital(nameOf(place))} requires ${needs}.${example}`;
  return { code: "config-missing-key", span: keyOrOpening(place), detail };
}

function badTag(departure: ErrorObject, place: Place): Finding {
  const tag = String(departure.params.tag);
  const member = place.node.kind === "object" ? place.node.members.get(tag) : undefined;
  if (member === undefined) return missingKey(tag, definitionOf(departure), place);
  const value = { path: [...place.path, tag], node: member.value, member };
  const tags = tagsOf(departure, tag);
  if (typeof departure.params.tagValue === "string") return notAllowed(tags, value);
  const detail = `The value is ${kindOf(member.value)}. It must be a text, one of ${listed(tags)}.`;
  return { code: "config-wrong-type", span: valueSpan(value), detail };
}

function wrongType(departure: ErrorObject, place: Place): Finding {
  const key = place.path.at(-1) ?? "";
  if (isSecretKey(key) && place.node.kind !== "object") {
    return { code: "config-secret-in-text", span: valueSpan(place), detail: secretDetail(key) };
  }
  const wanted = kindsWanted(departure.params.type, departure.parentSchema);
  const isArgv = key === "before" || key === "after" || key === "command";
  const argv = isArgv ? " No shell runs a command: write each argument as an item of a list." : "";
  const detail = `The value is ${kindOf(place.node)}. It must be ${wanted}.${argv}`;
  return { code: "config-wrong-type", span: valueSpan(place), detail };
}

function notAllowed(allowed: readonly unknown[], place: Place): Finding {
  const texts = allowed.map(String);
  const value = place.node.kind === "scalar" ? place.node.value : null;
  const what = typeAt(place.path);
  if (what !== null && typeof value === "string") {
    const detail = `This version of rdump has no ${what} type ${quoted(value)}.${suggestion(value, texts)} Its ${what} types: ${listed(texts, "and")}.`;
    return { code: "config-not-allowed", span: valueSpan(place), detail };
  }
  const known = `Allowed values: ${listed(texts, "and")}.`;
  const shown = typeof value === "string" && !place.path.some(soundsSecret);
  const why = shown ? whyNoValue(place.path, value) : null;
  if (why !== null) return { code: "config-not-allowed", span: valueSpan(place), detail: `${why} ${known}` };
  const detail = shown ? `${quoted(value)} is not allowed.${suggestion(value, texts)} ${known}` : known;
  return { code: "config-not-allowed", span: valueSpan(place), detail };
}

/** The type at this path; null: the path has no type. */
function typeAt(path: readonly string[]): "repository" | "source" | null {
  if (path.at(-1) !== "type") return null;
  if (path.length === 3 && path[0] === "repositories") return "repository";
  return path.length === 4 && path[0] === "volumes" && path[2] === "source" ? "source" : null;
}

function outOfRange(detail: string, place: Place): Finding {
  return { code: "config-out-of-range", span: valueSpan(place), detail };
}

function nameOf(place: Place): string {
  const key = place.path.at(-1);
  if (key === undefined) return "the config";
  return place.member === null ? "this item" : quoted(key);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function keyOrOpening(place: Place): Span {
  return place.member?.keySpan ?? opening(place.node.span);
}

/** The place of a list or object of the wrong kind is its beginning. */
function valueSpan(place: Place): Span {
  return place.node.kind === "scalar" ? place.node.span : opening(place.node.span);
}

function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
