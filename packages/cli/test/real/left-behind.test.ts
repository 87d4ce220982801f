import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { thisProcess } from "@rdump/core";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

/** When a process started, as the kernel tells it; its name holds no space. */
const startTimeOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[21];

t.test(
  "the next run waits for a command that a run left behind, and the earlier run does not count as dead",
  async (t) => {
    const scene = openScene(t);
    scene.declare(simpleConfig(scene, { daily: 2 }, { integrity: false }));
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
    const [name = ""] = readdirSync(scene.path("state", "runs"));
    const journal = scene.path("state", "runs", name);
    const child = spawn("sleep", ["2"], { stdio: "ignore" });
    const gone = once(child, "exit");
    const { pid = 0 } = child;
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    const line = (entry: object) => JSON.stringify({ v: 1, at: "2026-11-22T12:00:00.000Z", ...entry });
    const changer = line({ type: "changer", pid, startTime: startTimeOf(pid), argv: ["zfs", "destroy", "weak/x"] });
    const end = line({ type: "end", status: "failed", atWork: true });
    writeFileSync(journal, `${[...lines.slice(0, -1), changer, end].join("\n")}\n`);
    t.match(lines[0], thisProcess.own().bootId);

    const again = await scene.rdump("apply", "-y");
    t.equal(child.exitCode, 0, "it had ended before anything was looked at");
    t.match(again, { exitCode: 0, out: /^No changes\./, err: /waiting for zfs destroy weak\/x/ });
    t.notMatch(again.out + again.err, /run-died/);
    t.match(await scene.rdump("runs"), { exitCode: 0, out: / {2}partial {2}/ });
    await gone;
    t.notMatch((await scene.rdump("apply", "-y")).err, /waiting for/);
  },
);
