import type { Machine } from "../machine/machine.ts";
import type { Record } from "./recorder.ts";

const SNAPSHOTS = "name,guid,createtxg,creation,used,referenced,userrefs,clones,rdump:point";
const DATASETS = "name,type,guid,mountpoint,mounted,canmount,origin,used,available,referenced,receive_resume_token";
const POOLS = "name,guid,size,allocated,free,capacity,health,readonly,altroot";

/** Datasets, snapshots, clones, holds, bookmarks, what is sent and received, and how OpenZFS refuses. */
export async function captureZfs(machine: Machine, record: Record): Promise<void> {
  const disks = [await machine.addDisk("z1", "300M"), await machine.addDisk("z2", "300M")] as const;
  const vault = await machine.addDisk("z3", "300M");
  await record("version", ["zfs", "version"]);
  await record("zpool-list-nothing", ["zpool", "list", "-Hp", "-o", POOLS]);
  await record("list-nothing", ["zfs", "list", "-Hp", "-o", "name"]);
  await machine.sh(`zpool create -O mountpoint=/tank tank mirror ${disks[0]} ${disks[1]}
    zpool create -O mountpoint=/vault vault ${vault}
    zfs create tank/home; zfs create -o canmount=noauto tank/media; zfs create "tank/with space"; zfs create -V 20M tank/volume
    dd if=/dev/urandom of=/tank/home/file bs=1M count=8 status=none
    zfs snapshot -o rdump:point=lab/20261122T000000Z tank/home@a tank/media@a; zfs snapshot tank/home@by-hand
    echo more > /tank/home/more; zfs snapshot tank/home@b; zfs clone -o mountpoint=/clone tank/home@a tank/clone
    zfs hold rdump:lab tank/home@a; zfs bookmark tank/home@a tank/home#a`);
  await record("zpool-list", ["zpool", "list", "-Hp", "-o", POOLS]);
  await record("zpool-status", ["zpool", "status", "-P"]);
  await record("list-datasets", ["zfs", "list", "-Hp", "-t", "filesystem,volume", "-o", DATASETS]);
  await record("list-snapshots", ["zfs", "list", "-Hp", "-t", "snapshot", "-s", "createtxg", "-o", SNAPSHOTS]);
  await record("list-bookmarks", ["zfs", "list", "-Hp", "-t", "bookmark", "-o", "name,guid,createtxg,creation"]);
  await record("list-unknown", ["zfs", "list", "-Hp", "-o", "name", "tank/nothing"]);
  await record("get-point", ["zfs", "get", "-Hp", "-r", "-o", "name,property,value,source", "rdump:point", "tank"]);
  await record("get-all", ["zfs", "get", "-Hp", "-o", "name,property,value,received,source", "all", "tank/home"]);
  await record("holds", ["zfs", "holds", "-H", "-r", "tank/home@a"]);
  await captureRdumpsOwn(machine, record);
  await record("destroy-cloned", ["zfs", "destroy", "tank/home@a"]);
  await machine.run(["zfs", "destroy", "tank/clone"]);
  await record("destroy-held", ["zfs", "destroy", "tank/home@a"]);
  await record("destroy-unknown", ["zfs", "destroy", "tank/home@nothing"]);
  await record("destroy-dry", ["zfs", "destroy", "-nvp", "tank/home@b"]);
  await record("snapshot-exists", ["zfs", "snapshot", "tank/home@a"]);

  await record("send-dry", ["zfs", "send", "-nvP", "tank/home@a"]);
  await record("send-dry-incremental", ["zfs", "send", "-nvP", "-i", "@a", "tank/home@b"]);
  await machine.sh("zfs send -p tank/home@a | zfs receive -u vault/home");
  await record("get-received", ["zfs", "get", "-Hp", "-o", "value,source", "rdump:point", "vault/home@a"]);
  const pipe = (text: string) => ["bash", "-o", "pipefail", "-c", text];
  await record("receive-exists", pipe("zfs send tank/home@a | zfs receive -u vault/home"));
  await machine.sh("zfs destroy -r vault/home; zfs send tank/home@a > /root/stream");
  await record("receive-torn", pipe("head -c 5000000 /root/stream | zfs receive -s -u vault/home"));
  await record("get-resume-token", ["zfs", "get", "-Hp", "-o", "value,source", "receive_resume_token", "vault/home"]);
  await record("receive-full-over-partial", pipe("zfs send tank/home@a | zfs receive -u vault/home"));
  await machine.sh(
    "zfs send -t $(zfs get -Hp -o value receive_resume_token vault/home) | zfs receive -s -u vault/home",
  );
  await machine.sh("zfs mount vault/home && echo changed > /vault/home/changed && zpool sync");
  await record("receive-changed", pipe("zfs send -i @a tank/home@b | zfs receive -u vault/home"));
  await machine.sh("zfs rollback vault/home@a; zfs release rdump:lab tank/home@a");
  await record("rollback-not-newest", ["zfs", "rollback", "tank/home@a"]);

  await machine.sh(`zpool offline tank ${disks[1]}`);
  await record("zpool-status-degraded", ["zpool", "status", "-P", "tank"]);
  await record("zpool-list-degraded", ["zpool", "list", "-Hp", "-o", POOLS]);
  await machine.sh("zpool destroy tank; zpool destroy vault");
}

/** The queries of the ZFS provider, for objects in each state that it distinguishes. */
async function captureRdumpsOwn(machine: Machine, record: Record): Promise<void> {
  const stamp = "rdump-20261122T000000Z";
  await machine.sh(`zfs create tank/own; zfs create -o rdump:point=lab/${stamp} tank/own/inheriting
    zfs create "tank/own/with space"; zfs create -V 8M tank/own/volume; zfs create -o acltype=posix -o setuid=off tank/own/home
    echo -n 12345678 > /root/key
    zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file:///root/key tank/own/secret
    zfs unmount tank/own/secret; zfs unload-key tank/own/secret
    zfs snapshot -o rdump:point=lab/${stamp} tank/own/home@${stamp} "tank/own/with space@${stamp}"
    zfs snapshot tank/own/home@by-hand; zfs snapshot tank/own/inheriting@by-hand; zfs hold lab tank/own/home@${stamp}
    zfs clone -o rdump:dataset=lab/tank/own/clone tank/own/home@${stamp} tank/own/clone`);
  const effective = "acltype,xattr,devices,setuid,exec,sharenfs,sharesmb";
  const dataset = `name,type,guid,mountpoint,canmount,keystatus,origin,written,${effective},rdump:dataset,rdump:run,rdump:machine,name`;
  const snapshot = "name,guid,userrefs,numclones,rdump:point,rdump:machine,name";
  await record("rdump-pools", ["zpool", "list", "-Hp", "-o", "name,health,readonly,capacity", "tank", "nothing"]);
  await record("rdump-datasets", ["zfs", "list", "-Hp", "-t", "filesystem,volume", "-r", "-o", dataset, "tank/own"]);
  const own = "acltype,xattr,devices,setuid,exec,readonly,snapdir,sharenfs,sharesmb";
  const both = ["tank/own/clone", "tank/own/home"];
  await record("rdump-own", ["zfs", "get", "-Hp", "-s", "local", "-o", "name,property", own, ...both]);
  const some = ["tank/own/home", "tank/own/nothing", "tank/own/with space"];
  await record("rdump-snapshots", ["zfs", "list", "-Hp", "-t", "snapshot", "-d", "1", "-o", snapshot, ...some]);
  const marks = [
    "zfs",
    "get",
    "-Hp",
    "-t",
    "snapshot",
    "-r",
    "-o",
    "name,value,source,name",
    "rdump:point",
    "tank/own",
  ];
  await record("rdump-marks", marks);
  await machine.sh(`zfs destroy tank/own/clone; zfs release lab tank/own/home@${stamp}; zfs destroy -r tank/own`);
}
