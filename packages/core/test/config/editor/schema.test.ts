import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import engine, { type LanguageService } from "vscode-json-languageservice";

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../../schemas/config.v1.json"), "utf8"));

/** The engine that reads schemas in Visual Studio Code and, as a server, in most other editors. */
function editor(): LanguageService {
  const service = engine.getLanguageService({});
  service.configure({ allowComments: true, schemas: [{ uri: "config", fileMatch: ["*"], schema: SCHEMA }] });
  return service;
}

const SERVICE = editor();

/** The document, and the offset of `|` in it. */
function open(marked: string) {
  const offset = marked.indexOf("|");
  const document = engine.TextDocument.create("file:///rdump.json", "jsonc", 1, marked.replace("|", ""));
  return { document, position: document.positionAt(offset), parsed: SERVICE.parseJSONDocument(document) };
}

async function completions(marked: string): Promise<readonly string[]> {
  const { document, position, parsed } = open(marked);
  const list = await SERVICE.doComplete(document, position, parsed);
  return (list?.items ?? []).map(({ label }) => label.replaceAll('"', "")).sort();
}

async function faults(text: string): Promise<readonly string[]> {
  const { document, parsed } = open(`${text}|`);
  const found = await SERVICE.doValidation(
    document,
    parsed,
    { schemaValidation: "error", trailingCommas: "ignore" },
    SCHEMA,
  );
  return found.map(({ range, message }) => `${document.getText(range)}: ${message}`);
}

async function hover(marked: string): Promise<string> {
  const { document, position, parsed } = open(marked);
  return JSON.stringify((await SERVICE.doHover(document, position, parsed))?.contents ?? null);
}

const VOLUME = (inner: string) =>
  `{ "version": 1, "volumes": { "v": { "source": { "type": "zfs", "dataset": "tank/v" }, ${inner} } } }`;

t.test("an editor completes keys at the places where they are allowed", async (t) => {
  t.ok((await completions("{ | }")).includes("volumes"));
  t.strictSame(await completions('{ "limits": { | } }'), ["destroy", "heldSpace", "shrink", "stall", "time"]);
  t.match(await completions(VOLUME('"|"')), ["archives", "clones", "exclude"]);
  t.strictSame(await completions(VOLUME('"archives": [{ | }]')), ["every", "keep", "repository"]);
  const ofVerify = ["command", "from", "sample", "scratch", "timeout", "user"];
  t.strictSame(await completions(VOLUME('"verify": [{ "every": "30d", | }]')), ofVerify);
  t.ok((await completions(VOLUME('"mirrors": [{ | }]'))).includes("dataset"));
});

t.test("an editor completes the values of a short list", async (t) => {
  t.ok((await completions('{ "privilege": "|" }')).includes("sudo"));
  t.match((await completions('{ "repositories": { "r": { "encryption": | } } }')).join(), /repokey-blake2/);
  t.match((await completions('{ "volumes": { "v": { "source": { "type": | } } } }')).join(), /lvm.*plain.*zfs/);
  t.match((await completions(VOLUME('"archives": [{ "every": | }]'))).join(), /daily.*hourly/);
});

t.test("an editor marks an error at its place", async (t) => {
  t.strictSame(await faults(VOLUME('"archives": []')), []);
  t.match(await faults(VOLUME('"archvies": []')), [/^"archvies": .*not allowed/]);
  t.match(await faults(VOLUME('"archives": [{ "repository": 7 }]')), [/^7: .*"string"/]);
  t.match(await faults(VOLUME('"verify": [{ "from": "r" }]')), [/^"verify".*|.*every/]);
  t.match(await faults('{ "version": 2, "volumes": {} }'), [/^2: /]);
  t.match(await faults(VOLUME('"snapshots": { "every": "dayly" }')), [/^"dayly": .*pattern/i]);
  t.match(await faults('{ "version": 1, "volumes": { "v": { "source": { "type": "zsf", "dataset": "t" } } } }'), [/./]);
});

t.test("the schema engine of an editor accepts the fixtures that are plain JSON", async (t) => {
  const text = readFileSync(
    join(import.meta.dirname, "../../../../../fixtures/configs/json-with-bom-and-crlf.json5"),
    "utf8",
  );
  t.strictSame(await faults(text.replace(/^\ufeff/, "")), []);
});

t.test("an editor shows the meaning of a key", async (t) => {
  t.match(await hover('{ "ver|sion": 1 }'), /version of this language/);
  t.match(await hover(VOLUME('"ex|clude": []')), /Excluded files and directories/);
  t.match(await hover(VOLUME('"snapshots": { "ev|ery": "daily" }')), /schedule/);
  t.match(await hover('{ "repositories": { "r": { "enc|ryption": "none" } } }'), /The encryption/);
});

t.test("every key of the schema has a description for editors", (t) => {
  const bare: string[] = [];
  const look = (schema: { [keyword: string]: unknown }, path: string) => {
    for (const [key, inner] of Object.entries(
      (schema.properties ?? {}) as { [key: string]: { [keyword: string]: unknown } },
    )) {
      const target = typeof inner.$ref === "string" ? SCHEMA.definitions[inner.$ref.split("/").at(-1) ?? ""] : {};
      if (inner.description === undefined && target?.description === undefined) bare.push(`${path}.${key}`);
    }
  };
  look(SCHEMA, "");
  for (const [name, definition] of Object.entries(SCHEMA.definitions))
    look(definition as { [keyword: string]: unknown }, name);
  t.strictSame(bare, []);
  t.end();
});
