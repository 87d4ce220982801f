// Runs several test files one after another in one process, so that tap and the sources are loaded once. The paths are in
// the environment as JSON. A marker test before each file waits for the tests of the file before.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { BEGINS, TOGETHER } from "./marker.ts";

const files: readonly string[] = JSON.parse(process.env[TOGETHER] ?? "[]");
delete process.env[TOGETHER];
// tap names its directories for fixtures after the program, which differs from group to group.
process.argv[1] = files[0] ?? "";
const { default: t } = await import("tap");
for (const file of files) {
  await t.test(`${BEGINS}${file}`, async (t) => {
    t.pass("begins");
  });
  await import(pathToFileURL(resolve(file)).href).catch((error: unknown) => t.error(error, "the file can be loaded"));
}
