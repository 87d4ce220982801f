import { servedWords } from "@rdump/core";
import type { ServeGrant } from "@rdump/core/provider";
import { bareWorld, FakeHost, withDataset, withPool } from "@rdump/fake-host";
import { zfsProvider } from "@rdump/provider-zfs";
import t from "tap";

/** How a line begins, as the shell of the receiving host gets it. */
const REMOTE_START =
  "echo 'rdump: begun' >&2; exec env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The most that a config can grant. */
const WEB: ServeGrant = {
  ...{ name: "web", owner: "web", below: "tank/recv", raw: false, destroy: true, compression: "zstd" },
};
const OWN = "tank/recv/home";
const FOREIGN = "tank/recv/other";
const POINT = "rdump-20260101T030000Z";
const DIGEST = "0123456789abcdef";

const datasets: readonly (readonly [string, string])[] = [
  ["tank/recv", "nas"],
  [OWN, "web"],
  [`${OWN}/own-child`, "db"],
  [FOREIGN, "db"],
  ["tank/recv/unmarked", ""],
  ["tank/recv-evil", "web"],
  ["tank/recv-evil/home", "web"],
  ["tank/private", "nas"],
];
const world = datasets.reduce(
  (now, [name, owner]) => withDataset(now, name, owner === "" ? {} : { "rdump:dataset": `${owner}/${name}` }),
  withPool(bareWorld(), "tank"),
);

async function served(line: string, grant = WEB) {
  const stages = servedWords(line);
  if (stages === null) return { refused: "no line of rdump" };
  const io = new FakeHost({ world, now: () => Date.UTC(2026, 0, 2) }).io();
  return zfsProvider().serve?.serve(stages, grant, io);
}

const on = (command: string) => `${REMOTE_START} ${command}`;
const FIELDS = {
  pools: "name,health,readonly,capacity",
  marks: "name,value,source,name",
};

/** Names that are not below `tank/recv`, or that another program would read as something else. */
const NAMES = [
  ...["tank", "tank/recv", "tank/recv/", "tank/recv//home", "tank/recv/./home", "tank/recv/../private"],
  ...["tank/recv/home/..", "tank/recv-evil", "tank/recv-evil/home", "tank/recvhome", "tank/RECV/home", "tank/private"],
  ...["/tank/recv/home", "tank/recv/-o", "tank/recv/-r", "-r", "-o", "--", "tank/recv/home/%recv", "tank/recv/%recv"],
  ...[`${OWN}#x`, `${OWN}@x@y`, `${OWN}%x`, `${OWN}*`, `${OWN}?`, `${OWN},tank/private`, "'tank/recv/a b\n'"],
  ...["'tank/recv/home '@x", `tank/recv/${"a".repeat(250)}`, "tank/recv/hоme", "tank/recv/~root", "'tank/recv/$(id)'"],
  ...["'tank/recv/`id`'", "'tank/recv/a;id'", "'tank/recv/\u001b[2J'", "''", "tank/recv/=x", "tank/recv/a+b"],
];

/** Commands of a plan, for a dataset of any name. */
const FOR_NAME: readonly ((name: string) => string)[] = [
  (name) => `zfs receive -s -u ${name}`,
  (name) =>
    `zfs receive -s -u -o rdump:dataset=web/${name} -o rdump:stream=plain/${name} -o com.sun:auto-snapshot=false ${name}`,
  (name) => `zfs receive -A ${name}`,
  (name) => `zfs set readonly=on ${name}`,
  (name) => `zfs set readonly=on ${OWN} ${name}`,
  (name) => `zfs set rdump:stream=plain/${name} ${name}`,
  (name) => `zfs hold rdump-base ${name}@${POINT}`,
  (name) => `zfs release rdump-base ${OWN}@${POINT} ${name}@${POINT}`,
  (name) => `zfs set rdump:point=web/${POINT} ${name}@${POINT}`,
  (name) => `zfs destroy ${name}@${POINT}`,
  (name) => `zfs holds -H ${name}@${POINT}`,
  (name) => `zfs get -Hp -t snapshot -d 1 -o ${FIELDS.marks} rdump:point ${name}`,
  (name) =>
    `zfs create -p -o canmount=off -o sharenfs=off -o sharesmb=off -o mountpoint=none -o com.sun:auto-snapshot=false -o rdump:parent=web/${name} ${name}`,
];

t.test("no command of a plan takes a name outside of the place of the sender", async (t) => {
  let lines = 0;
  for (const name of NAMES) {
    for (const build of FOR_NAME) {
      const line = on(build(name));
      t.match(await served(line), { refused: String }, line);
      lines++;
    }
  }
  t.ok(lines > 400, `${lines} lines`);
});

t.test("nothing of another owner, or of no owner, is changed or received into", async (t) => {
  for (const name of [FOREIGN, "tank/recv/unmarked", `${OWN}/own-child`]) {
    for (const build of FOR_NAME) {
      const line = on(build(name));
      const answer = await served(line);
      // Names below the place can be listed, and a dataset that only contains others is not changed.
      const isParent = name === "tank/recv/unmarked" && line.includes(" create ");
      if (isParent || / (holds|get) /.test(line)) t.match(answer, { command: { argv: ["zfs"] } }, line);
      else t.match(answer, { refused: String }, line);
    }
  }
});

t.test("nothing is created in a replica of another sender", async (t) => {
  for (const build of FOR_NAME.filter((each) => each("x").includes("-o rdump:"))) {
    for (const name of [`${FOREIGN}/new`, `${FOREIGN}/deep/new`, `${OWN}/own-child/new`])
      t.match(await served(on(build(name))), { refused: String }, name);
  }
  const [, receive = () => "", ...others] = FOR_NAME;
  for (const build of [receive, ...others.slice(-1)])
    for (const name of [`${OWN}/new`, "tank/recv/new", "tank/recv/unmarked/new"])
      t.match(await served(on(build(name))), { command: { argv: ["zfs"] } }, name);
});

t.test("other options, properties, marks and programs are refused for the own replica too", async (t) => {
  const marks = (name: string, owner = "web", kind = "plain") =>
    `-o rdump:dataset=${owner}/${name} -o rdump:stream=${kind}/${name} -o com.sun:auto-snapshot=false`;
  const NEW = "tank/recv/new";
  const commands = [
    ...["-F", "-d", "-e", "-h", "-M", "-n", "-v", "-c"].map((option) => `zfs receive -s -u ${option} ${OWN}`),
    ...["-x mountpoint", "-o mountpoint=/etc", "-o canmount=on", "-o origin=tank/private@x", "-o rdump:run=x"].flatMap(
      (option) => [`zfs receive -s -u ${option} ${OWN}`, `zfs receive -s -u ${marks(NEW)} ${option} ${NEW}`],
    ),
    ...[`zfs receive -s ${OWN}`, `zfs receive -u ${OWN}`, `zfs recv -s -u ${OWN}`, `zfs receive -s -u ${OWN} ${OWN}`],
    ...[`zfs receive -s -u ${marks(NEW, "db")} ${NEW}`, `zfs receive -s -u ${marks(NEW, "nas")} ${NEW}`],
    ...[`zfs receive -s -u ${marks(FOREIGN)} ${NEW}`, `zfs receive -s -u ${marks(NEW, "web", "none")} ${NEW}`],
    ...[`zfs receive -s -u ${marks(OWN)} ${OWN}`, `zfs receive -s -u ${NEW}`, `zfs receive -A -s ${OWN}`],
    ...[
      "destroy -r",
      "destroy -R",
      "destroy -d",
      "destroy -f",
      "destroy",
      "promote",
      "rollback",
      "unmount",
      "mount",
    ].map((verb) => `zfs ${verb} ${OWN}`),
    ...[`zfs destroy ${OWN}@a%b`, `zfs destroy ${OWN}@%`, `zfs destroy ${OWN}@${POINT},${POINT}%x`],
    ...[
      `zfs destroy ${OWN}@${POINT} ${FOREIGN}@${POINT}`,
      `zfs destroy ${OWN}@${POINT},by-hand`,
      `zfs destroy ${OWN}@`,
    ],
    ...[`zfs rollback ${OWN}@${POINT}`, `zfs rename ${OWN}@${POINT} x`, `zfs rename ${OWN} tank/private/x`],
    ...["mountpoint=/etc", "canmount=on", "readonly=off", "sharenfs=rw", "setuid=on", "quota=none"].map(
      (setting) => `zfs set ${setting} ${OWN}`,
    ),
    ...[`rdump:dataset=web/${FOREIGN}`, "rdump:dataset=db/x", "rdump:run=x", "rdump:parent=x"].map(
      (setting) => `zfs set ${setting} ${OWN}`,
    ),
    ...[`zfs set readonly=on mountpoint=/etc ${OWN}`, `zfs set rdump:stream=raw/${FOREIGN} ${OWN}`],
    ...[`zfs set rdump:stream=plain/${OWN}x ${OWN}`, `zfs set rdump:stream=raw:passphrase:'\n'/${OWN} ${OWN}`],
    ...[`zfs set rdump:point=db/${POINT} ${OWN}@${POINT}`, `zfs set rdump:point=web/by-hand ${OWN}@by-hand`],
    ...[`zfs set rdump:point=web/${POINT} rdump:machine=${DIGEST}/x ${OWN}@${POINT}`],
    ...[`zfs set rdump:point=web/${POINT} 'rdump:machine=${DIGEST}/${POINT}\n' ${OWN}@${POINT}`],
    ...[`zfs set rdump:point=web/${POINT} rdump:machine=${DIGEST.toUpperCase()}/${POINT} ${OWN}@${POINT}`],
    ...[`zfs set rdump:point=web/${POINT} ${OWN}@${POINT} ${OWN}@rdump-20260102T030000Z`],
    ...["keep", "rdump-sending-by:web", "-r rdump-base", ".x"].map((tag) => `zfs hold ${tag} ${OWN}@${POINT}`),
    ...["keep", "-r rdump-base", "rdump-sending-by:nas"].map((tag) => `zfs release ${tag} ${OWN}@${POINT}`),
    ...[
      "zfs get -Hp -t snapshot -d 1 -o name,value,source,name rdump:point",
      "zfs holds -H",
      "zfs holds -H -r tank/recv/home",
    ],
    ...[`zfs get all ${OWN}`, `zfs get -r all tank`, `zfs list -r tank`, "zfs list", "zpool list", "zpool status"],
    ...[
      `zpool list -Hp -o ${FIELDS.pools}`,
      `zpool list -Hp -o ${FIELDS.pools} tank other`,
      "zpool list -Hp -o all tank",
    ],
    ...[
      `zfs get -Hp -o name,value,source,name rdump:dataset ${OWN}`,
      `zfs get -Hp -o ${FIELDS.marks} rdump:run ${OWN}@x`,
    ],
    ...["send", "send -w", "send -S", "diff", "bookmark", "snapshot", "clone", "allow", "unallow"].map(
      (verb) => `zfs ${verb} ${OWN}@${POINT}`,
    ),
    ...["load-key", "change-key -i", "inherit -r rdump:dataset", "userspace", "project", "wait", "upgrade"].map(
      (verb) => `zfs ${verb} ${OWN}`,
    ),
    ...["zstd --version -o x", "zstd", "mbuffer --version", "prlimit --version", "rdump --version", "rdump plan"],
    ...[`zfs program tank - < /dev/stdin`, "zdb tank", "ssh localhost", `sh -c 'zfs receive -s -u ${OWN}'`],
  ];
  t.ok(commands.length > 100, `${commands.length} commands`);
  for (const command of commands) t.match(await served(on(command)), { refused: String }, command);
});

t.test("a line is read only as the shell would read it", async (t) => {
  const good = `zfs receive -s -u ${OWN}`;
  t.match(await served(on(good)), { command: { argv: good.split(" ") } });
  const lines = [
    ...[good, ` ${on(good)}`, `${on(good)} `, `${on(good)}\n`, `${on(good)}\r`, `${on(good)}\t`, on(` ${good}`)],
    ...[on(good.replace(" -u", "  -u")), on(good.replace("zfs", "'zfs'")), on(good.replace("zfs", "z\\fs"))],
    ...[on(`"zfs" receive -s -u ${OWN}`), on(`zfs receive -s -u '${OWN}'`), on(`${good}\\`), on(`${good}'`)],
    ...[on(`${good} # x`), on(`${good} &`), on(`${good} > /etc/x`), on(`${good}\nid`), on(`${good} | sh`)],
    ...[on(`A=b ${good}`), on(`env ${good}`), on(`exec ${good}`), on(`sudo ${good}`), on(`$IFS${good}`)],
    ...[`${REMOTE_START}${good}`, `${REMOTE_START} ${REMOTE_START} ${good}`, on(good).replace("PATH=", "PATH=/tmp:")],
    ...[
      on(good).replace("exec env", "exec env LD_PRELOAD=/tmp/x.so"),
      on(good).replace("TZ=UTC", "TZ=UTC NODE_OPTIONS=x"),
    ],
    ...[
      on(good).replace("echo ", "echo $(id) "),
      on(good).replace(">&2;", ">/tmp/x;"),
      on(good).replaceAll(" ", "\u00a0"),
    ],
  ];
  for (const line of lines) t.match(await served(line), { refused: String }, JSON.stringify(line));
});
