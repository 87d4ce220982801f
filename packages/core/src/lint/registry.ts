import { type Rule, TYPE_RULES } from "../config/index.ts";
import { addressInText } from "./rules/address-in-text.ts";
import { commandOneString } from "./rules/command-one-string.ts";
import { commandShellSyntax } from "./rules/command-shell-syntax.ts";
import { copyOnSourcePool } from "./rules/copy-on-source-pool.ts";
import { datasetNameTooLong } from "./rules/dataset-name-too-long.ts";
import { everyFinerThanKeep } from "./rules/every-finer-than-keep.ts";
import { everyWithoutTarget } from "./rules/every-without-target.ts";
import { excludeNeverMatches } from "./rules/exclude-never-matches.ts";
import { excludeOtherSyntax } from "./rules/exclude-other-syntax.ts";
import { excludePathOfSystem } from "./rules/exclude-path-of-system.ts";
import { keepFinerThanEvery } from "./rules/keep-finer-than-every.ts";
import { keepMissing } from "./rules/keep-missing.ts";
import { keepZero } from "./rules/keep-zero.ts";
import { limitAlwaysTrips, limitNeverTrips } from "./rules/limits.ts";
import { notifyWithoutRecipient } from "./rules/notify-without-recipient.ts";
import { passphraseInCommand } from "./rules/passphrase-in-command.ts";
import { pathSlashes } from "./rules/path-slashes.ts";
import { repositoryTwice } from "./rules/repository-twice.ts";
import { secretFileExposed } from "./rules/secret-file-exposed.ts";
import { targetInScratch } from "./rules/target-in-scratch.ts";
import { targetInsideSource } from "./rules/target-inside-source.ts";
import { targetIsSource } from "./rules/target-is-source.ts";
import { targetShared } from "./rules/target-shared.ts";
import { targetsNested } from "./rules/targets-nested.ts";
import { unusedPolicy, unusedRepository, unusedSshHost } from "./rules/unused.ts";
import { verifyCommandOfSample, verifyUserWithoutCommand } from "./rules/verify-command.ts";
import { verifyWithoutIntegrity } from "./rules/verify-without-integrity.ts";
import { volumeInsideVolume } from "./rules/volume-inside-volume.ts";
import { volumeSameSource } from "./rules/volume-same-source.ts";
import { volumeWithoutTarget } from "./rules/volume-without-target.ts";

/** The rules that are about more than one type of repository, source or target. */
const GENERAL: readonly Rule[] = [
  addressInText,
  commandOneString,
  commandShellSyntax,
  copyOnSourcePool,
  datasetNameTooLong,
  everyFinerThanKeep,
  everyWithoutTarget,
  excludeNeverMatches,
  excludeOtherSyntax,
  excludePathOfSystem,
  keepFinerThanEvery,
  keepMissing,
  keepZero,
  limitAlwaysTrips,
  limitNeverTrips,
  notifyWithoutRecipient,
  passphraseInCommand,
  pathSlashes,
  repositoryTwice,
  secretFileExposed,
  targetInScratch,
  targetInsideSource,
  targetIsSource,
  targetShared,
  targetsNested,
  unusedPolicy,
  unusedRepository,
  unusedSshHost,
  verifyCommandOfSample,
  verifyUserWithoutCommand,
  verifyWithoutIntegrity,
  volumeInsideVolume,
  volumeSameSource,
  volumeWithoutTarget,
];

/** Every rule of meaning, by its code. */
export const RULES: readonly Rule[] = [...GENERAL, ...TYPE_RULES].sort((a, b) => (a.code < b.code ? -1 : 1));
