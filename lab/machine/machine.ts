import { execa } from "execa";
import { dyingWithUs } from "./dying-with-us.ts";
import { type Disk, diskBlock, diskDevice, type Port, portBackend, portDevice } from "./hardware.ts";
import { type Power, switchOn } from "./power.ts";
import { commandLine } from "./quote.ts";
import { emptyDisk, type Workplace } from "./workplace.ts";

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: { readonly [name: string]: string };
  /** Any exit code will do: `code` tells it. Without this, only 0 does. */
  readonly mayFail?: boolean;
  /** In seconds; 120 when not given. */
  readonly timeout?: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const BOOT_SECONDS = 240;

/** A machine of the lab that is on. Everything in it happens as root. */
export class Machine {
  readonly #place: Workplace;
  readonly #disks: Disk[] = [];
  readonly #ports: Port[] = [];
  #power: Power;
  /** How far its clock is from this host's, in milliseconds. */
  #ahead = 0;

  private constructor(place: Workplace, power: Power) {
    this.#place = place;
    this.#power = power;
  }

  /** A fresh machine, which goes on from the state that was saved when the lab was built. */
  static async start(place: Workplace): Promise<Machine> {
    const hardware = { ...place.hardware, disks: [], ports: [], clock: new Date() };
    const machine = new Machine(place, await switchOn(hardware, place, place.state));
    await machine.setClock(new Date());
    return machine;
  }

  /** The directory of this host with its disks and its console. */
  get directory(): string {
    return this.#place.directory;
  }

  /** Runs a command and waits for it. No shell sees it. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const { stdin, env, mayFail = false, timeout = 120 } = options;
    const [ssh = "", ...args] = dyingWithUs(this.#power.ssh.argv(commandLine(argv, env)));
    const child = execa(ssh, args, {
      ...(stdin === undefined ? { stdin: "ignore" } : { input: stdin }),
      reject: false,
      stripFinalNewline: false,
      timeout: timeout * 1000,
      killSignal: "SIGKILL",
      maxBuffer: 64 * 1024 * 1024,
    });
    const { exitCode = -1, stdout, stderr, timedOut } = await child;
    const shown = argv.join(" ");
    if (timedOut) throw new Error(this.#complain(`\`${shown}\` did not end within ${timeout} s`));
    if (exitCode === -1 || (exitCode === 255 && !(await this.#power.ssh.isUp()))) {
      throw new Error(
        this.#complain(`the machine was lost during \`${shown}\`: ${this.#power.qemu.ended() ?? stderr}`),
      );
    }
    if (exitCode !== 0 && !mayFail) throw new Error(`\`${shown}\` exited with ${exitCode}:\n${stderr}${stdout}`);
    return { code: exitCode, stdout, stderr };
  }

  /** Runs a script of bash's, which ends at the first command that fails; gives what it prints. */
  async sh(script: string, options: RunOptions = {}): Promise<string> {
    return (await this.run(["bash", "-euo", "pipefail", "-c", script], options)).stdout;
  }

  /** Writes a file, and the directories above it. */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    await this.run(["sh", "-euc", 'mkdir -p "$(dirname "$1")"; cat > "$1"', "sh", path], { stdin: content });
  }

  async read(path: string): Promise<string> {
    return (await this.run(["cat", path])).stdout;
  }

  /** Copies what is in a directory of this host into a directory of the machine. */
  async put(from: string, to: string): Promise<void> {
    await this.run(["mkdir", "-p", to]);
    const pack = ["tar", "-C", from, "--numeric-owner", "--xattrs", "--acls", "-cf", "-", "."];
    await this.#pipe(pack, this.#over(["tar", "-C", to, "--xattrs", "--acls", "-xpf", "-"]));
  }

  /** Copies what is in a directory of the machine into a directory of this host. */
  async get(from: string, to: string): Promise<void> {
    const pack = this.#over(["tar", "-C", from, "--numeric-owner", "-cf", "-", "."]);
    await this.#pipe(pack, ["tar", "-C", to, "-xpf", "-"]);
  }

  /** Adds an empty disk, such as of `2G`, while the machine runs; gives its path there, the same after a power cut. */
  async addDisk(name: string, size: string): Promise<string> {
    const disk = await emptyDisk(this.#place, name, size);
    this.#disks.push(disk);
    const { monitor } = this.#power.qemu;
    await monitor.execute("blockdev-add", diskBlock(disk));
    await monitor.execute("device_add", diskDevice(disk));
    const path = `/dev/disk/by-id/virtio-${name}`;
    const wait = `for try in $(seq 200); do [ -b "$1" ] && exec udevadm settle; sleep 0.05; done; exit 1`;
    await this.run(["bash", "-c", wait, "bash", path], { timeout: 30 });
    return path;
  }

  /** Adds a network card, while the machine runs: see cable.ts. */
  async addPort(port: Port): Promise<void> {
    this.#ports.push(port);
    const { monitor } = this.#power.qemu;
    await monitor.execute("netdev_add", portBackend(port));
    await monitor.execute("device_add", portDevice(port));
  }

  /** Pulls the cable out of a card, or puts it back. */
  async setPlugged(port: string, plugged: boolean): Promise<void> {
    await this.#power.qemu.monitor.execute("set_link", { name: `dev-${port}`, up: plugged });
  }

  /** Sets the clock, which goes on from there. */
  async setClock(time: Date): Promise<void> {
    this.#ahead = time.getTime() - Date.now();
    await this.run(["date", "-u", "-s", `@${(time.getTime() / 1000).toFixed(3)}`]);
  }

  /** Pulls the plug, and boots again from the same disks; the clock has gone on meanwhile, `off` milliseconds more. */
  async powerCut(off = 0): Promise<void> {
    await this.stop();
    this.#ahead += off;
    const clock = new Date(Date.now() + this.#ahead);
    const hardware = { ...this.#place.hardware, disks: this.#disks, ports: this.#ports, clock };
    this.#power = await switchOn(hardware, this.#place, null, BOOT_SECONDS);
    await this.setClock(new Date(Date.now() + this.#ahead));
  }

  /** Switches it off without a word. Its directory stays. */
  async stop(): Promise<void> {
    this.#power.ssh.close();
    await this.#power.qemu.kill();
  }

  /** The command of this host that gives a person a prompt in the machine. */
  promptArgv(): readonly string[] {
    const [ssh = "", ...args] = this.#power.ssh.argv("exec bash -l");
    return [ssh, "-t", ...args];
  }

  #over(argv: readonly string[]): readonly string[] {
    return dyingWithUs(this.#power.ssh.argv(commandLine(argv)));
  }

  async #pipe(from: readonly string[], to: readonly string[]): Promise<void> {
    const [first = "", ...firstArgs] = from;
    const [second = "", ...secondArgs] = to;
    const options = { timeout: 300_000, encoding: "buffer", killSignal: "SIGKILL" } as const;
    await execa(first, firstArgs, { ...options, buffer: false }).pipe(second, secondArgs, { timeout: 300_000 });
  }

  #complain(what: string): string {
    return `${what}\nThe end of the machine's console:\n${this.#place.consoleTail()}`;
  }
}
