/** A disk beside the root: a file of this host that QEMU shows as `/dev/disk/by-id/virtio-NAME`. */
export interface Disk {
  readonly name: string;
  readonly file: string;
}

/** One end of a cable between two machines. */
export interface Port {
  readonly name: string;
  readonly mac: string;
  readonly local: string;
  readonly remote: string;
}

export interface Hardware {
  readonly accel: "kvm" | "tcg";
  readonly kernel: string;
  readonly initrd: string;
  readonly root: { readonly file: string; readonly format: "raw" | "qcow2" };
  readonly disks: readonly Disk[];
  readonly ports: readonly Port[];
  /** What the machine's clock shows when it is switched on. */
  readonly clock: Date;
  readonly console: string;
  /** The number of an open file with the state from which it goes on; null to boot. */
  readonly resumeFrom: number | null;
}

const MEMORY = "1536M";
const ACCELERATION = {
  tcg: ["-accel", "tcg,thread=multi", "-cpu", "max"],
  kvm: ["-accel", "kvm", "-cpu", "host"],
};

/** What is written may wait in this host's memory, as a power cut of the machine leaves that alone. */
const CACHE = { direct: false, "no-flush": false };

export function diskBlock({ name, file }: Disk) {
  return { "node-name": name, driver: "raw", file: { driver: "file", filename: file, locking: "off" }, cache: CACHE };
}

export function diskDevice({ name }: Disk) {
  return { driver: "virtio-blk-pci", id: `dev-${name}`, drive: name, serial: name };
}

export function portBackend({ name, local, remote }: Port) {
  const unix = (path: string) => ({ type: "unix", path });
  return { type: "dgram", id: name, local: unix(local), remote: unix(remote) };
}

export function portDevice({ name, mac }: Port) {
  return { driver: "virtio-net-pci", id: `dev-${name}`, netdev: name, mac, romfile: "" };
}

export function qemuArgv(hardware: Hardware): readonly string[] {
  const { accel, root, disks, ports, resumeFrom } = hardware;
  const json = (option: string, value: object) => [option, JSON.stringify(value)];
  return [
    ...["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-display", "none", "-vga", "none", "-no-reboot"],
    ...["-machine", "pc", ...ACCELERATION[accel], "-smp", "2", "-m", MEMORY],
    ...["-rtc", `base=${hardware.clock.toISOString().slice(0, 19)}`],
    ...["-kernel", hardware.kernel, "-initrd", hardware.initrd],
    ...["-append", "console=ttyS0 net.ifnames=0 panic=-1 loglevel=5 mitigations=off"],
    ...["-chardev", `file,id=console,path=${hardware.console},append=on`, "-serial", "chardev:console"],
    ...["-chardev", "stdio,id=monitor,signal=off", "-mon", "chardev=monitor,mode=control"],
    ...["-device", "virtio-rng-pci", "-device", "vmgenid,guid=auto"],
    ...["-netdev", "user,id=net0,restrict=on,hostfwd=tcp:127.0.0.1:0-:22"],
    ...["-device", "virtio-net-pci,netdev=net0,mac=52:54:00:00:00:01,romfile="],
    ...["-drive", `if=none,id=root,file=${root.file},format=${root.format},cache=writeback`],
    ...["-device", "virtio-blk-pci,drive=root,serial=root"],
    ...disks.flatMap((disk) => [...json("-blockdev", diskBlock(disk)), ...json("-device", diskDevice(disk))]),
    ...ports.flatMap((port) => [...json("-netdev", portBackend(port)), ...json("-device", portDevice(port))]),
    ...(resumeFrom === null ? [] : ["-incoming", `fd:${resumeFrom}`]),
  ];
}
