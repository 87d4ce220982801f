import t from "tap";
import { isDatasetRoot, mountHolding, parseMountinfo, readMounts, unsafeMountsBelow } from "../../src/io/mountinfo.ts";

const parse = (...lines: string[]) => parseMountinfo(Buffer.from(`${lines.join("\n")}\n`, "latin1"));
const point = (lines: string[], path: string) => mountHolding(parse(...lines), path)?.id ?? null;

const ROOT = "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw";

t.test("a line is read as proc(5) defines it", (t) => {
  const [mount] = parse("36 27 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue");
  t.same(mount, {
    id: 36,
    parent: 27,
    device: "98:0",
    root: "/mnt1",
    point: "/mnt2",
    pointBytes: "/mnt2",
    type: "ext3",
    from: "/dev/root",
    options: "rw,noatime,rw,errors=continue",
  });
  const [odd] = parse("36 27 0:5 / /a\\040b\\011c\\012d\\134e\\043f rw - tmpfs my\\040disk rw");
  t.equal(odd?.point, "/a b\tc\nd\\e#f");
  t.equal(odd?.from, "my disk");
  t.equal(parse("36 27 0:5 / /\u00c3\u00a4 rw - tmpfs none rw")[0]?.point, "/ä");
  t.same(parse("", "nonsense", "1 2 3"), []);
  t.end();
});

t.test("without /proc, the reason and the command are reported", async (t) => {
  const detail = /^\/proc\/self\/mountinfo does not exist\.[\s\S]*mount -t proc proc \/proc$/;
  const error = await readMounts({ readFile: async () => null }).catch((reason: unknown) => reason);
  t.match(error, { diagnostics: [{ code: "no-mount-table", detail }] });
});

t.test("the mount of a path is found", (t) => {
  const usb = "40 27 8:1 / /mnt/usb rw - ext4 /dev/sda1 rw";
  t.equal(point([ROOT, usb], "/"), 27);
  t.equal(point([ROOT, usb], "/mnt"), 27);
  t.equal(point([ROOT, usb], "/mnt/usb"), 40);
  t.equal(point([ROOT, usb], "/mnt/usb/a"), 40);
  t.equal(point([ROOT, usb], "/mnt/usb2"), 27);
  t.equal(point([usb, ROOT], "/mnt/usb"), 40, "in any order");
  t.end();
});

t.test("of stacked mounts only the upper one is visible", (t) => {
  const lower = "40 27 8:1 / /mnt rw - ext4 /dev/sda1 rw";
  const upper = "41 40 0:9 / /mnt rw - tmpfs none rw";
  t.equal(point([ROOT, upper, lower], "/mnt"), 41);
  t.equal(point([ROOT, "42 27 0:9 / / rw - overlay over rw"], "/"), 42, "on the root too");
  t.end();
});

t.test("a hidden mount does not count", (t) => {
  const inner = "40 27 8:1 / /a/b rw - ext4 /dev/sda1 rw";
  const outer = "41 27 0:9 / /a rw - tmpfs none rw";
  t.equal(point([ROOT, inner, outer], "/a/b"), 41);
  t.end();
});

t.test("a process without a mount at its root is accepted", (t) => {
  t.equal(point(["40 12 8:1 / /home rw - ext4 /dev/sda1 rw"], "/home/me"), 40);
  t.equal(point(["40 12 8:1 / /home rw - ext4 /dev/sda1 rw"], "/etc"), null);
  t.end();
});

t.test("mount points below a directory that a reader must not enter are found", (t) => {
  const below = (root: string, ...lines: string[]) => unsafeMountsBelow(parse(ROOT, ...lines), root);
  const usb = "40 27 8:1 / /srv/usb rw - fuseblk /dev/sda1 rw";
  const inner = "41 40 0:50 / /srv/usb/a rw - fuse.sshfs none rw";
  const beside = "42 27 0:51 / /srv/usb-2 rw - nfs4 nas:/x rw";
  t.same(below("/srv", usb, inner, beside), ["usb", "usb-2"], "only the outermost");
  t.same(below("/srv/usb", usb, inner, beside), ["a"]);
  t.same(below("/", usb, beside), ["srv/usb", "srv/usb-2"]);
  t.same(below("/home", usb), []);
  const safe = ["ext4 /dev/sda1", "tmpfs none", "proc proc", "overlay none", "zfs tank/a", "fusectl none"];
  for (const [index, what] of safe.entries()) {
    t.same(below("/srv", `${50 + index} 27 8:${index} / /srv/x rw - ${what} rw`), [], what);
  }
  t.same(below("/srv", "40 27 254:0 /home /srv/home rw - ext4 /dev/vda rw"), [], "a bind of the same file system");
  t.same(below("/srv", "40 27 0:5 / /srv/\u00ff\\012x rw - fuse evil rw"), ["\u00ff\nx"], "names are bytes");
  const hiding = "43 27 254:0 /a /srv rw - ext4 /dev/vda rw";
  t.same(below("/srv", usb, hiding), [], "what a bind mount hides is not there");
  t.same(below("/srv", "40 27 0:6 / /srv/auto rw - autofs systemd-1 rw"), ["auto"], "and nothing is mounted by asking");
  t.end();
});

t.test("a thousand mounts of a user are all found, in less than five seconds", (t) => {
  const deep = "a/".repeat(1900);
  const lines = (point: (index: number) => string, parent: (index: number) => number) =>
    Array.from({ length: 1000 }, (_, at) => `${100 + at} ${parent(at)} 0:${100 + at} / ${point(at)} rw - fuse evil rw`);
  const cases = [
    [
      "deep",
      lines(
        (at) => `/home/m/${deep}${at}`,
        () => 27,
      ),
      1000,
    ],
    [
      "one upon the other",
      lines(
        () => `/home/m/${deep}x`,
        (at) => (at === 0 ? 27 : 99 + at),
      ),
      1,
    ],
    [
      "names that are no UTF-8",
      lines(
        (at) => `/home/${at}\u00ff`,
        () => 27,
      ),
      1000,
    ],
  ] as const;
  for (const [what, mounts, count] of cases) {
    const parsed = parse(ROOT, ...mounts);
    const started = process.cpuUsage();
    t.equal(unsafeMountsBelow(parsed, "/home").length, count, what);
    const milliseconds = process.cpuUsage(started).user / 1000;
    t.ok(milliseconds < 5000, `${what}: ${milliseconds} ms`);
  }
  const two = ["40 27 0:5 / /srv/\u00fe rw - fuse evil rw", "41 27 0:6 / /srv/\u00ff rw - fuse evil rw"];
  t.same(unsafeMountsBelow(parse(ROOT, ...two), "/srv"), ["\u00fe", "\u00ff"], "two names that read the same");
  t.end();
});

t.test("only the mount point of a dataset is its root", (t) => {
  const mounts = parse(ROOT, "40 27 0:50 / /tank/a rw - zfs tank/a rw", "41 27 8:1 / /mnt rw - ext4 /dev/sda1 rw");
  t.same(
    ["/tank/a", "/tank/a/b", "/tank", "/mnt"].map((path) => isDatasetRoot(mounts, path)),
    [true, false, false, false],
  );
  t.end();
});
