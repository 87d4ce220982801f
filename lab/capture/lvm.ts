import { overflow } from "../faults/full-snapshot.ts";
import type { Machine } from "../machine/machine.ts";
import type { Record } from "./recorder.ts";

const JSON_BYTES = ["--reportformat", "json", "--units", "b", "--nosuffix"];

const LV_COLUMNS = [
  ...["lv_uuid", "lv_name", "lv_full_name", "lv_path", "lv_dm_path", "vg_name", "vg_uuid", "lv_tags", "lv_attr"],
  ...["lv_layout", "lv_role", "lv_size", "origin", "origin_uuid", "origin_size", "pool_lv", "data_lv", "metadata_lv"],
  ...["data_percent", "metadata_percent", "snap_percent", "lv_snapshot_invalid", "lv_merging", "lv_merge_failed"],
  ...["lv_active", "lv_active_locally", "lv_suspended", "lv_skip_activation", "lv_device_open", "lv_permissions"],
  ...["lv_kernel_major", "lv_kernel_minor", "lv_health_status", "lv_when_full", "lv_time", "lv_host", "seg_monitor"],
  ...["segtype", "chunk_size", "thin_id", "discards"],
].join(",");

const VG_COLUMNS = [
  ...["vg_uuid", "vg_name", "vg_attr", "vg_permissions", "vg_extendable", "vg_exported", "vg_partial", "vg_size"],
  ...["vg_free", "vg_extent_size", "vg_extent_count", "vg_free_count", "pv_count", "vg_missing_pv_count", "lv_count"],
  ...["snap_count", "vg_tags", "vg_shared", "vg_systemid"],
].join(",");

const PV_COLUMNS = "pv_uuid,pv_name,vg_name,pv_attr,pv_size,pv_free,pv_used,pv_missing,pv_pe_count,pv_pe_alloc_count";

/** Origins, classic and thin snapshots in all their states, and how LVM refuses. */
export async function captureLvm(machine: Machine, record: Record): Promise<void> {
  const lists = async (state: string) => {
    await record(`lvs-${state}`, ["lvs", "-a", ...JSON_BYTES, "-o", LV_COLUMNS]);
    await record(`vgs-${state}`, ["vgs", ...JSON_BYTES, "-o", VG_COLUMNS]);
  };
  await record("version", ["lvs", "--version"]);
  await lists("nothing");

  const disk = await machine.addDisk("pv", "3G");
  await machine.sh(`pvcreate ${disk}; vgcreate vg ${disk}
    lvcreate -y -n home -L 400M vg; lvcreate -y -n root -L 200M vg
    mkfs.xfs -q -L home /dev/vg/home; mkfs.ext4 -q -L root /dev/vg/root
    mkdir -p /mnt/home /mnt/root /mnt/snap /mnt/thin; mount /dev/vg/home /mnt/home; mount /dev/vg/root /mnt/root`);
  await lists("origins");
  await record("pvs", ["pvs", ...JSON_BYTES, "-o", PV_COLUMNS]);

  const tags = ["rdump", "rdump.owner=lab", "rdump.volume=home"].flatMap((tag) => ["--addtag", tag]);
  await record("create-classic", ["lvcreate", "-s", "-n", "home-snap", "-L", "40M", ...tags, "vg/home"]);
  await machine.sh("lvcreate -y -s -n by-hand -l 10%ORIGIN vg/root; mount -o nouuid /dev/vg/home-snap /mnt/snap");
  await lists("classic");
  await record("create-exists", ["lvcreate", "-s", "-n", "home-snap", "-L", "40M", "vg/home"]);
  await record("create-more-than-origin", ["lvcreate", "-s", "-n", "huge", "-L", "5G", "vg/home"]);
  await machine.sh("lvremove -qfy vg/huge; lvcreate -y -l 100%FREE -n filler vg");
  await record("create-no-room", ["lvcreate", "-s", "-n", "huge", "-L", "40M", "vg/home"]);
  await machine.sh("lvremove -qfy vg/filler");
  await record("create-no-origin", ["lvcreate", "-s", "-n", "lost", "-L", "40M", "vg/nothing"]);
  await record("remove-mounted", ["lvremove", "-f", "vg/home-snap"]);
  await machine.run(["umount", "/mnt/snap"]);
  await record("remove", ["lvremove", "-f", "vg/home-snap"]);
  await record("remove-gone", ["lvremove", "-f", "vg/home-snap"]);

  await machine.sh(`lvcreate -y -L 300M -T vg/pool; lvcreate -y -V 500M -T vg/pool -n thin; mkfs.ext4 -q /dev/vg/thin
    mount /dev/vg/thin /mnt/thin; dd if=/dev/urandom of=/mnt/thin/some bs=1M count=40 conv=fsync status=none`);
  await record("create-thin", ["lvcreate", "-s", "-n", "thin-snap", ...tags, "vg/thin"]);
  await lists("thin");
  await record("activate-thin", ["lvchange", "-K", "-ay", "vg/thin-snap"]);
  await lists("thin-active");
  await machine.sh("dd if=/dev/urandom of=/mnt/thin/more bs=1M count=190 conv=fsync status=none");
  await lists("thin-nearly-full");
  await machine.run(["lvchange", "--errorwhenfull", "y", "vg/pool"]);
  await machine.sh("dd if=/dev/urandom of=/mnt/thin/most bs=1M count=100 conv=fsync status=none || true");
  await lists("thin-full");
  await record("create-thin-when-full", ["lvcreate", "-s", "-n", "too-late", "vg/thin"]);
  await machine.sh("umount /mnt/thin; lvremove -qfy vg/thin-snap vg/thin vg/pool");

  await machine.sh("lvcreate -y -s -n small -L 8M vg/root; mount /dev/vg/small /mnt/snap");
  await overflow(machine, "vg/small", "/mnt/root");
  await lists("overflowed");
  await record("dmsetup-overflowed", ["dmsetup", "status", "vg-small"]);
  await machine.sh("while mountpoint -q /mnt/snap; do sleep 0.2; done; lvremove -qfy vg/small", { timeout: 60 });

  await machine.sh("dmsetup suspend vg-home");
  await record("lvs-suspended", ["lvs", ...JSON_BYTES, "-o", "lv_name,vg_name,lv_attr,lv_suspended"]);
  const columns = "name,uuid,major,minor,open,suspended,attr";
  await record("dmsetup-suspended", ["dmsetup", "info", "-c", "--noheadings", "--separator", "\t", "-o", columns]);
  await machine.sh("dmsetup resume vg-home");

  await record("merge", ["lvconvert", "--merge", "vg/by-hand"]);
  await lists("merging");
  await record("unknown-group", ["lvs", ...JSON_BYTES, "other"]);
  await machine.sh("umount /mnt/home /mnt/root; vgchange -qan vg");
  await lists("inactive");
  await machine.sh("vgremove -qfy vg; pvremove -qy /dev/disk/by-id/virtio-pv");
}
