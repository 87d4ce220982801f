import { spawnSync } from "node:child_process";
import t from "tap";

const cwd = "packaging/prometheus";
const skip = spawnSync("promtool", ["--version"]).status === 0 ? false : "promtool is not installed";

t.test("the alert rules are valid, and a month of nights has the right alerts", { skip }, (t) => {
  const run = (...args: string[]) => spawnSync("promtool", args, { cwd, encoding: "utf8" });
  for (const args of [
    ["check", "rules", "rdump.rules.yml"],
    ["test", "rules", "rdump.rules.test.yml"],
  ]) {
    const { status, stdout, stderr } = run(...args);
    t.equal(status, 0, `${stdout}${stderr}`);
  }
  t.end();
});
