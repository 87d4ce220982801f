import type { Config } from "./config.ts";
import type { VolumeLimits } from "./limits.ts";
import type { Volume } from "./volume.ts";

/** The limits of a volume: those of the config, except where the volume has its own. */
export function limitsOf({ limits }: Pick<Config, "limits">, volume: Pick<Volume, "limits"> | undefined): VolumeLimits {
  return { destroy: limits.destroy, shrink: limits.shrink, ...volume?.limits };
}

/** The same for the name of a volume. */
export function limitsOfNamed(config: Pick<Config, "limits" | "volumes">, name: string): VolumeLimits {
  return limitsOf(
    config,
    config.volumes.find((volume) => volume.name === name),
  );
}
