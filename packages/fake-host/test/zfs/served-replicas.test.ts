import { servedWords } from "@rdump/core";
import type { Command, ServeGrant, Step } from "@rdump/core/provider";
import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import { zfsProvider } from "@rdump/provider-zfs";
import t from "tap";
import { applyOn, type Declared } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "tank/copies/web/home";
const GRANT: ServeGrant = { name: "web", owner: "lab", below: "tank/copies", raw: false, destroy: false };

const configWith = (more: Declared): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  ssh: { nas: {} },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      replicas: [{ dataset: REPLICA, host: "nas", every: "daily", keep: { daily: 1 }, ...more }],
    },
  },
});

const at = (day: number) => Date.UTC(2026, 0, day, 3);

/** A line for the other host, and that host right before it runs. */
interface Sent {
  readonly line: string;
  readonly world: World;
}

/** The commands of three days, as the shell of the other host gets them. */
async function sentInDays(config: Declared): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const nas = withDataset(withPool({ ...bareWorld(), next: 1_000_000 }, "tank"), "tank/copies", { canmount: "off" });
  let world: World = {
    ...withDataset(withPool(bareWorld(), "tank"), SOURCE, { mountpoint: "/vol/home" }),
    hosts: { nas },
  };
  for (const day of [1, 2, 3]) {
    const host = new FakeHost({
      world: withFile(world, "/vol/home/file", `of day ${day}`, day * 1000),
      now: () => at(day),
      fate: (step) => {
        for (const command of commandsOf(step)) note(command, host.world);
        return "run";
      },
    });
    const io = host.io();
    const noting = {
      ...io,
      query(command: Command) {
        note(command, host.world);
        return io.query(command);
      },
    };
    const { report } = await applyOn(config, noting, at(day));
    t.equal(report.status, "ok");
    world = host.world;
  }
  return sent;

  function note({ argv, connection }: Command, { hosts }: World) {
    if (connection !== undefined && hosts?.nas !== undefined)
      sent.push({ line: argv.slice(argv.indexOf("--") + 2).join(" "), world: hosts.nas });
  }
}

function commandsOf(step: Step): readonly Command[] {
  if (step.do === "write") return [];
  if (step.do === "move") return [];
  return step.do === "run" ? [step] : step.stages.map(({ command }) => command);
}

/** What ssh-serve does with a line: the words that run, or why none do. */
async function served(line: string, world: World, grant = GRANT) {
  const stages = servedWords(line);
  if (stages === null) return { refused: "no line of rdump" };
  const io = new FakeHost({ world, now: () => at(4) }).io();
  const answer = await zfsProvider().serve?.serve(stages, grant, io);
  if (answer === undefined) throw new Error("ZFS serves nothing");
  if ("refused" in answer) return answer;
  const { command, before } = answer;
  return { words: command.argv, asked: stages.at(-1), ...(before === undefined ? {} : { before: before.argv }) };
}

const sent = await sentInDays(configWith({}));
const [{ line: example = "" } = {}] = sent;
const START = example.slice(0, example.indexOf("zpool"));
const isDestroy = (line: string) => / zfs destroy /.test(line);

t.test("every command of the sender's own plan is run as it is, apart from destroys", async (t) => {
  const kinds = new Set<string>();
  for (const { line, world } of sent.filter((each) => !isDestroy(each.line))) {
    const answer = await served(line, world);
    t.ok("words" in answer, `${line}: ${JSON.stringify(answer)}`);
    if ("words" in answer) t.strictSame(answer.words, answer.asked);
    kinds.add(line.slice(START.length).split(" ").slice(0, 3).join(" "));
  }
  for (const kind of [
    "zfs receive -s",
    "zfs create -p",
    "zfs hold rdump-base",
    "zfs release rdump-base",
    "zfs holds -H",
  ])
    t.ok(kinds.has(kind), kind);
});

t.test("a destroy of an expired point needs a permission", async (t) => {
  const destroys = sent.filter(({ line }) => isDestroy(line));
  t.ok(destroys.length > 0);
  for (const { line, world } of destroys) {
    t.match(await served(line, world), { refused: /may not destroy/ });
    t.match(await served(line, world, { ...GRANT, destroy: true }), { words: ["zfs", "destroy"] });
    t.match(await served(line, world, { ...GRANT, destroy: true, owner: "other" }), { refused: /no replica of other/ });
  }
});

t.test("each command is refused for another owner, another place, and another dataset", async (t) => {
  for (const { line, world } of sent.filter((each) => each.line.includes("tank/copies/"))) {
    t.match(await served(line.replaceAll("tank/copies", "tank/private"), world), { refused: String }, line);
    t.match(await served(line.replaceAll("tank/copies/", "tank/copies/../"), world), { refused: String }, line);
    const changes = !/ (list|get|holds|create) /.test(line.slice(START.length - 1));
    if (changes) t.match(await served(line, world, { ...GRANT, owner: "other" }), { refused: String }, line);
  }
  const { line, world } = sent.find((each) => / zfs receive -s -u tank/.test(each.line)) ?? {
    line: "",
    world: bareWorld(),
  };
  t.match(await served(line, world, { ...GRANT, raw: true }), { refused: /encryption/ });
});

/** Word by word changes of the own commands: a word more, less, twice, or another one. */
function* changed(lines: readonly string[]): Generator<string> {
  const words = [
    "-F",
    "-r",
    "-R",
    "-f",
    "-d",
    "-e",
    "-h",
    "-o",
    "-x",
    "--",
    ";",
    "$(id)",
    "`id`",
    "|",
    "&&",
    "\n",
    "~",
    "*",
  ];
  for (const [index, line] of lines.entries()) {
    const own = line.slice(START.length).split(" ");
    for (const at of own.keys()) {
      const word = words[(index + at) % words.length] ?? "";
      yield START + own.toSpliced(at, 0, word).join(" ");
      yield START + own.toSpliced(at, 1, word).join(" ");
      yield START + own.toSpliced(at, 1).join(" ");
    }
    yield `${line} `;
    yield `${line}\n`;
    yield `${line};id`;
    yield line.slice(START.length);
    yield line.replace("exec env", "env");
    yield line.replace("zfs", "'zfs'");
  }
}

/** A shorter list of names is a command of a plan too, and so is a mark without the machine. */
const FEWER = /^(zpool|zfs) (list|get|holds|destroy|release)|^zfs set rdump:point=\S+ \S+$/;

t.test("changed commands are refused", async (t) => {
  const lines = [
    ...new Map(sent.map(({ line }) => [line.slice(START.length).split(" ").slice(0, 4).join(" "), line])).values(),
  ];
  const world = sent.at(-1)?.world ?? bareWorld();
  let refused = 0;
  for (const line of changed(lines)) {
    const answer = await served(line, world);
    if ("refused" in answer) refused++;
    else t.ok(FEWER.test(line.slice(START.length)) || sent.some((each) => each.line === line), line);
  }
  t.ok(refused > 400, `${refused} refused`);
});

t.test("commands of other kinds, forged tokens and names are refused", async (t) => {
  const world = sent.at(-1)?.world ?? bareWorld();
  const token = "1-c739efbf6-d8-789c636064000310a500c4ec50360710e72765a52697303028f0807936fda1";
  const lines = [
    ...[
      "",
      "id",
      "sh",
      "/bin/sh -c id",
      "zfs list",
      START,
      `${START} `,
      "scp -t /",
      "internal-sftp",
      "rsync --server . /",
    ],
    ...[`zfs send -t ${token}`, `zfs send -n -v -t ${token}`, `zfs send -P -v -t ${token}`, `zfs send ${REPLICA}@a`],
    ...[
      `zfs receive -F ${REPLICA}`,
      `zfs receive -s -u -F ${REPLICA}`,
      `zfs receive ${REPLICA}`,
      "zfs receive -s -u tank",
    ],
    ...["zfs receive -s -u tank/copies", "zfs receive -s -u tank/home", `zfs receive -s -u ${REPLICA}/%recv`],
    ...[`zfs receive -s -u ${REPLICA}@x`, "zfs receive -A tank/home", "zfs receive -A tank/copies"],
    ...[`zfs receive -s -u -o rdump:dataset=other/${REPLICA}2 -o com.sun:auto-snapshot=false ${REPLICA}2`],
    ...[`zfs receive -s -u -o rdump:dataset=lab/${REPLICA}2 -o mountpoint=/etc ${REPLICA}2`],
    ...[
      `zfs receive -s -u ${REPLICA}2`,
      `zfs destroy ${REPLICA}`,
      `zfs destroy -r ${REPLICA}`,
      `zfs destroy ${REPLICA}@a`,
    ],
    ...[
      `zfs destroy ${REPLICA}@a%b`,
      `zfs destroy ${REPLICA}#a`,
      "zfs destroy tank",
      "zpool destroy tank",
      "zpool export tank",
    ],
    ...[`zfs set readonly=off ${REPLICA}`, `zfs set mountpoint=/etc ${REPLICA}`, "zfs set readonly=on tank/home"],
    ...[
      `zfs set sharenfs=on ${REPLICA}`,
      `zfs set rdump:dataset=lab/${REPLICA} ${REPLICA}`,
      "zfs set readonly=on tank",
    ],
    ...[
      `zfs rollback -r ${REPLICA}@a`,
      `zfs rename ${REPLICA} tank/x`,
      `zfs promote ${REPLICA}`,
      `zfs mount ${REPLICA}`,
    ],
    ...[`zfs load-key ${REPLICA}`, `zfs change-key -i ${REPLICA}`, `zfs inherit rdump:dataset ${REPLICA}`],
    ...[`zfs allow everyone destroy ${REPLICA}`, `zfs snapshot ${REPLICA}@x`, `zfs clone ${REPLICA}@x tank/y`],
    ...[
      `zfs hold keep ${REPLICA}@x`,
      `zfs hold rdump-base ${REPLICA}@x`,
      `zfs release keep ${REPLICA}@rdump-20260101T030000Z`,
    ],
    ...["zfs release rdump-base tank/home@rdump-20260101T030000Z", "zfs holds -H tank/home@a", "zfs holds -H"],
    ...[
      "zfs create -p tank/copies/x",
      "zfs create -p -o mountpoint=/etc tank/copies/x",
      "zfs create -V 1T tank/copies/x",
    ],
    ...["zpool list -Hp -o name", "zpool list", "zfs list -Hp -t snapshot -d 1 -o name tank/home", "zfs get all tank"],
    ...["zfs program tank x.lua", "zfs diff tank/copies@a", "zfs bookmark a#b c#d", "zfs unmount -a", "zpool history"],
  ].flatMap((line) => [line, START + line]);
  t.ok(lines.length > 100, `${lines.length} lines`);
  for (const line of lines) t.match(await served(line, world, { ...GRANT, destroy: true }), { refused: String }, line);
  t.match(await served("x".repeat(3_000_000), world), { refused: String });
});

t.test("a compressed stream needs a permission, and is decompressed with a limit of memory", async (t) => {
  const grant: ServeGrant = { ...GRANT, compression: "zstd" };
  const compressed = await sentInDays(configWith({ compression: "zstd" }));
  const pipes = compressed.filter(({ line }) => line.includes(" zstd -q -d -c "));
  t.equal(pipes.length, 3);
  t.ok(compressed.some(({ line }) => line.endsWith(" zstd --version")));
  for (const { line, world } of compressed.filter((each) => !isDestroy(each.line))) {
    const answer = await served(line, world, grant);
    t.ok("words" in answer, `${line}: ${JSON.stringify(answer)}`);
    if ("words" in answer) t.strictSame(answer.words, answer.asked);
    if (line.includes(" zstd ")) t.match(await served(line, world), { refused: String }, "without the permission");
  }
  for (const { line, world } of pipes) {
    t.match(await served(line, world, grant), { before: ["prlimit", "--as=536870912", "zstd", "-q", "-d", "-c"] });
    for (const other of hostileStages(line)) t.match(await served(other, world, grant), { refused: String }, other);
  }
});

/** Other programs, options and orders in a line with two commands. */
function hostileStages(line: string): readonly string[] {
  const others = ["zstd -q -d -c -f", "zstd -d -c", "zstd -q -d -c --memory=2048MB", "zstd -q -d -c -o /etc/passwd"];
  const programs = ["zstd -q -c", "xz -d", "cat", "sh -c id", "id", "zfs send tank/private@a", "zstd --version", ""];
  return [
    ...[...others, ...programs].map((other) => line.replace("zstd -q -d -c", other)),
    ...["zfs list", "zfs hold rdump-base", "zstd -q -d -c", "zpool list"].map((other) =>
      line.replace("zfs receive", other),
    ),
    ...["-F", "-d", "-x mountpoint"].map((option) => line.replace("receive -s", `receive -s ${option}`)),
    line.replaceAll("tank/copies", "tank/private"),
  ];
}
