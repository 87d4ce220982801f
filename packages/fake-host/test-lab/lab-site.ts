import { farHost } from "@rdump/core/conformance";
import type { Test } from "tap";
import { installRdump, type Machine, overflow, reach } from "../../../lab/testing.ts";
import { fakeSite } from "../test/conformance/fake-site.ts";
import { perform } from "../test/conformance/observe.ts";
import type { Operation } from "../test/conformance/operation.ts";
import { isCompared, line, type Site } from "../test/conformance/site.ts";
import { providersWith } from "../test/engine.ts";

/** Runs each operation on a fake host and in a machine of the lab, and compares the observations after it. */
export async function sameInLab(t: Test, machine: Machine, operations: readonly Operation[]): Promise<void> {
  const fake = fakeSite("/srv", () => Date.now());
  const real = await labSite(machine);
  for (const [index, operation] of operations.entries()) {
    const words = operation.do === "run" ? operation.argv.join(" ") : "path" in operation ? operation.path : "";
    t.same(await perform(fake, operation), await perform(real, operation), `${index + 1} ${operation.do} ${words}`);
  }
}

/** A machine of the lab with a volume group of 3 GiB, and the `rsure` that was built. */
async function labSite(machine: Machine): Promise<Site> {
  await installRdump(machine);
  return labVolumes(machine);
}

/** The same without rsure; called again, it is the same machine. */
export async function labVolumes(machine: Machine): Promise<Site> {
  const { code } = await machine.run(["vgs", "vg"], { mayFail: true });
  if (code !== 0) {
    const disk = await machine.addDisk("pv", "3G");
    await machine.sh(`pvcreate -q ${disk}; vgcreate -q vg ${disk}`);
  }
  return {
    io: farHost(reach(machine)),
    providers: providersWith(),
    alter: (operation) => alter(machine, operation),
    tree: (path) => linesOf(machine, path),
    dataset: (name) => datasetOf(machine, name),
    archived: () => Promise.reject(new Error("the lab's list makes no archives")),
  };
}

async function alter(machine: Machine, operation: Exclude<Operation, { do: "apply" | "look" | "run" }>): Promise<void> {
  switch (operation.do) {
    case "directory":
      await machine.run(["mkdir", "-p", operation.path]);
      return;
    case "write":
      await machine.write(operation.path, operation.text);
      await machine.sh(`chmod 644 '${operation.path}'; touch -d @${operation.mtime} '${operation.path}'`);
      return;
    case "link":
      await machine.run(["ln", "-s", operation.target, operation.path]);
      return;
    case "remove":
      await machine.run(["rm", "-r", operation.path]);
      return;
    case "chmod":
      await machine.run(["chmod", operation.mode.toString(8), operation.path]);
      return;
    case "volume": {
      const { name, megabytes, type, thin, mount } = operation;
      const create = thin
        ? `lvs vg/pool >/dev/null 2>&1 || lvcreate -q -y -L 400M -T vg/pool; lvcreate -q -y -V ${megabytes}M -T vg/pool -n ${name}`
        : `lvcreate -q -y -L ${megabytes}M -n ${name} vg`;
      await machine.sh(`${create}; mkfs.${type} -q /dev/vg/${name}; mkdir -p ${mount}; mount /dev/vg/${name} ${mount}`);
      return;
    }
    case "snapshot": {
      const size = operation.megabytes === null ? "-k n" : `-L ${operation.megabytes}M`;
      const tags = operation.tags.map((tag) => `--addtag ${tag}`).join(" ");
      await machine.sh(`lvcreate -q -s -n ${operation.name} ${size} ${tags} vg/${operation.of}`);
      return;
    }
    case "suspend":
      await machine.run(["dmsetup", "suspend", `vg-${operation.name}`]);
      return;
    case "dataset": {
      const { name, mount } = operation;
      const [pool = ""] = name.split("/", 1);
      if ((await machine.run(["zpool", "list", pool], { mayFail: true })).code !== 0) {
        await machine.run(["zpool", "create", "-O", "mountpoint=none", pool, await machine.addDisk(pool, "256M")]);
      }
      await machine.run(["zfs", "create", "-o", `mountpoint=${mount}`, "-o", "acltype=posix", "-o", "xattr=sa", name]);
      return;
    }
    case "hold":
      await machine.run(["zfs", "hold", "somebody", operation.snapshot]);
      return;
    case "overflow":
      await overflow(machine, `vg/${operation.name}`, operation.mount);
      return;
    case "unmount":
      await machine.run(["umount", operation.path]);
      return;
    case "archive":
      throw new Error("the lab's list makes no archives");
  }
}

/** A snapshot is mounted for it, aside: a mount of ours in its dataset's own directory would be seen. */
async function datasetOf(machine: Machine, name: string): Promise<readonly string[]> {
  if (!name.includes("@"))
    return linesOf(machine, (await machine.run(["zfs", "get", "-Ho", "value", "mountpoint", name])).stdout.trim());
  await machine.run(["mkdir", "-p", "/mnt/looked"]);
  await machine.run(["mount", "-t", "zfs", name, "/mnt/looked"]);
  try {
    return await linesOf(machine, "/mnt/looked");
  } finally {
    await machine.run(["umount", "/mnt/looked"]);
  }
}

async function linesOf(machine: Machine, root: string): Promise<readonly string[]> {
  const listed = await machine.run(["find", root, "-mindepth", "1", "-printf", "%P\\t%y\\t%m\\t%Ts\\t%l\\n"], {
    mayFail: true,
  });
  const lines: string[] = [];
  for (const entry of listed.stdout.split("\n")) {
    const [path = "", kind = "", mode = "", time = "", target = ""] = entry.split("\t");
    if (path === "" || !isCompared(path)) continue;
    const bits = Number.parseInt(mode, 8);
    if (kind === "l") lines.push(line(path, "link", 0o777, target));
    else if (kind === "d") lines.push(line(path, "directory", bits, ""));
    else lines.push(line(path, "file", bits, `${time} ${await machine.read(`${root}/${path}`)}`));
  }
  return lines.sort();
}
