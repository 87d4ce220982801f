import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { onZfs } from "./host.ts";
import { ReplicaHost } from "./replica-host.ts";

const lab = await openLab(t);
let host: ReplicaHost;
const SOURCE = "tank/secret";
/** The first one never has the key. With the others, somebody works who has it. */
const [RAW, MIXED, CHANGED, INHERITED] = [
  "vault/raw/secret",
  "vault/mixed/secret",
  "vault/changed/secret",
  "vault/keyed/secret",
];
const ALL = [RAW, MIXED, CHANGED, INHERITED];
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 3));

async function points(): Promise<readonly string[]> {
  const all = await Promise.all(ALL.map((replica) => host.points(replica)));
  return all.map((each) => each.at(-1) ?? "");
}

async function write(number: number): Promise<void> {
  await host.machine.setClock(day(number));
  await host.machine.sh(`echo ${number} > /${SOURCE}/day`);
}

await lab.test("encrypted streams arrive without the key, also if the first one is interrupted", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  await machine.sh(
    `echo passpass > /root/key; echo otherother > /root/other
    zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file:///root/key ${SOURCE}
    zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file:///root/other -o canmount=off vault/keyed
    head -c 100000000 /dev/urandom > /${SOURCE}/large`,
    { timeout: 300 },
  );
  const declared = (replicas: readonly string[]) =>
    onZfs("secret", {
      integrity: false,
      replicas: replicas.map((dataset) => ({ dataset, every: "daily", keep: { daily: 4 } })),
    });
  await host.declare({ secret: declared([RAW]) });
  await write(1);
  const said = await host.applyKilling(RAW, "zfs receive");
  t.match(await machine.sh(`zfs get -H -o value receive_resume_token ${RAW}`), /^1-/, said);
  t.match(await host.rdump("plan", "--verbose"), { code: 0, said: /zfs send -P -v -t 1-/ });
  await host.declare({ secret: declared(ALL) });
  for (const number of [2, 3]) {
    await write(number);
    const applied = await host.rdump("apply", "-y");
    t.equal(applied.code, 0, applied.said);
  }
  const newest = (await host.points(SOURCE)).at(-1);
  t.strictSame(
    await points(),
    ALL.map(() => newest),
  );
  t.equal(await machine.sh(`zfs get -H -o value keystatus,encryptionroot ${RAW}`), `unavailable\n${RAW}\n`);
});

/** Nothing is sent into this replica, no other command for keys is named, and the others go on. */
async function refused(t: Parameters<Parameters<typeof lab.test>[1]>[0], replica: string, code: string, words: RegExp) {
  const before = await host.points(replica);
  const { said } = await host.rdump("plan", "--verbose");
  t.match(said, new RegExp(`${code}[\\s\\S]*${replica}`));
  t.match(said, words);
  t.notMatch(said, new RegExp(`zfs receive -s -u ${replica}`));
  t.notMatch(said, /change-key/);
  await host.rdump("apply", "-y");
  t.strictSame(await host.points(replica), before);
  t.equal((await host.points(RAW)).at(-1), (await host.points(SOURCE)).at(-1), "the other replica goes on");
}

await lab.test("a decrypted step that somebody slipped in is refused before any stream", async (t, machine) => {
  await write(4);
  const base = (await host.points(MIXED)).at(-1)?.split(" ")[0] ?? "";
  await machine.sh(`zfs snapshot ${SOURCE}@by-hand; zfs load-key -L file:///root/key ${MIXED}
    zfs send -i ${SOURCE}@${base} ${SOURCE}@by-hand | zfs receive -u ${MIXED}`);
  const guids = await machine.sh(`zfs get -H -o value guid ${SOURCE}@by-hand ${MIXED}@by-hand`);
  t.equal(new Set(guids.trim().split("\n")).size, 1, "the guid is equal");
  const sets = await machine.sh(`zfs get -Hp -o value ivsetguid ${SOURCE}@by-hand ${MIXED}@by-hand`);
  t.equal(new Set(sets.trim().split("\n")).size, 2, "the initialization vectors are not");
  await refused(t, MIXED, "zfs-replica-newer", /by-hand/);
});

await lab.test("a key that was changed on the replica is refused before any stream", async (t, machine) => {
  await write(5);
  await machine.sh(`zfs load-key -L file:///root/key ${CHANGED}
    zfs change-key -o keyformat=passphrase -o keylocation=file:///root/other ${CHANGED}`);
  await refused(t, CHANGED, "zfs-replica-key", /pbkdf2salt was \d+ and is \d+/);
});

await lab.test("a replica whose key is that of its parent is refused before any stream", async (t, machine) => {
  await write(6);
  await machine.sh(`zfs load-key -L file:///root/key ${INHERITED}; zfs change-key -i ${INHERITED}`);
  await refused(t, INHERITED, "zfs-replica-key", /its key is that of vault\/keyed/);
});
