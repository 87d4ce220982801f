import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Config, compose, elevatedProviders, type Providers, reachingProviders } from "@rdump/core";
import { borgProvider, cachesIn } from "@rdump/provider-borg";
import { directoryProvider } from "@rdump/provider-directory";
import { fsProvider } from "@rdump/provider-fs";
import { lvmProvider } from "@rdump/provider-lvm";
import { resticProvider } from "@rdump/provider-restic";
import { rsureProvider } from "@rdump/provider-rsure";
import { zfsProvider } from "@rdump/provider-zfs";
import type { Context } from "./context.ts";

/** Seconds. A borg that only lists releases its lock within one. */
const AT_ONCE = { look: 1, work: 1 } as const;

/** All providers of this rdump. No other file names them. Their commands get the declared privilege. */
export function allProviders(
  { privilege, ssh }: Pick<Config, "privilege" | "ssh">,
  { env, user }: Pick<Context, "env" | "user">,
  waitForLocks = true,
): Providers {
  const rsure = script(new URL("./rsure.js", import.meta.url), () =>
    join(dirname(createRequire(import.meta.url).resolve("rsure/package.json")), "bin", "rsure.js"),
  );
  const integrity = rsureProvider([process.execPath, rsure]);
  const composed = compose([
    borgProvider({ caches: cachesIn(env), ...(waitForLocks ? {} : { lockWait: AT_ONCE }) }),
    directoryProvider(),
    fsProvider(),
    lvmProvider(),
    resticProvider(waitForLocks ? {} : { lockWait: 0 }),
    integrity,
    zfsProvider(),
  ]);
  const providers = reachingProviders(composed, { hosts: ssh, pause: (milliseconds) => pause(milliseconds) });
  if (privilege === "none" || user.uid === 0) return providers;
  const attendant = script(new URL("./attendant.js", import.meta.url), () =>
    fileURLToPath(new URL("../bundle/attendant.js", import.meta.url)),
  );
  return elevatedProviders(providers, { attendant: [process.execPath, attendant], ...user });
}

/** A program that is installed with this rdump: beside the bundle, or in the workspace. */
function script(beside: URL, inWorkspace: () => string): string {
  const bundled = fileURLToPath(beside);
  return existsSync(bundled) ? bundled : inWorkspace();
}
