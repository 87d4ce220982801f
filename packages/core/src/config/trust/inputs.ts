import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { CodeOf } from "../../diagnostics/register.ts";
import { shellWord } from "../../diagnostics/shell-word.ts";
import { visible } from "../../diagnostics/visible.ts";
import { TRUST } from "../../io/codes.ts";
import { type Breach, type Located, locate } from "../../io/trust/locate.ts";
import { ownersAreOfThisMachine } from "../../io/trust/owners.ts";
import { effectiveUser } from "../../io/trust/standing.ts";
import { breachText } from "../../io/trust/words.ts";
import { type Config, SECRET_RECIPIENTS } from "../../model/config.ts";
import type { Repository } from "../../model/repository.ts";
import { repositoryType } from "../repositories/index.ts";
import { fixOf } from "./fix.ts";
import type { Input } from "./input.ts";
import { programsOf } from "./programs.ts";

/**
 * Errors for inputs and outputs of a run that other users can change. Warnings for programs that others can change, and
 * for some repositories. It checks the files and does not read them.
 */
export async function untrustedInputs(config: Config, env: NodeJS.ProcessEnv, cwd: string): Promise<Diagnostic[]> {
  const repositories = Object.values(config.repositories);
  return [
    ...(await faultsOf(
      [stateOf(config), scratchOf(config), ...secretsOf(config), ...repositories.flatMap(inputsOf)],
      cwd,
    )),
    ...(await faultsOf(directoriesOf(env), cwd)),
    ...(await locationFaults(repositories, config, cwd)),
    ...(await programsOf(config, env, effectiveUser())),
  ];
}

/** The same for a repository that no config declares, and that is read with the privileges of the caller. */
export async function untrustedRepository(
  repository: Repository,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<Diagnostic[]> {
  return [
    ...(await faultsOf([...inputsOf(repository), ...directoriesOf(env)], cwd)),
    ...(await locationFaults([repository], { privilege: "none" }, cwd)),
  ];
}

async function faultsOf(inputs: readonly Input[], cwd: string): Promise<readonly Diagnostic[]> {
  const user = effectiveUser();
  const found: Diagnostic[] = [];
  for (const input of inputs) {
    const fault = await faultOf(input, cwd, user);
    if (fault !== null) found.push(fault);
  }
  return found;
}

async function faultOf(input: Input, cwd: string, user: number): Promise<Diagnostic | null> {
  const within = input.kind === "state" ? [input.path, join(input.path, "runs")] : [resolve(cwd, input.path)];
  for (const path of within) {
    const located = await look(path, user);
    if (located?.state === "breach") return refused(input, located.breach);
    if (located?.state === "absent" && located.open) return replaceable(input, located.path);
  }
  return null;
}

/** Null if it cannot be examined: the later read fails with the reason. */
async function look(path: string, user: number): Promise<Located | null> {
  return locate(path, user).catch(() => null);
}

function stateOf({ stateDir }: Config): Input {
  return { path: stateDir, name: "The state directory", kind: "state" };
}

/** Root creates it and sets its mode by its path, and mounts there. */
function scratchOf({ scratch }: Config): Input {
  return { path: scratch.mount, name: "`scratch.mount`", kind: "scratch" };
}

function secretsOf({ notify, ssh }: Config): readonly Input[] {
  const secret = (path: string | null | undefined, name: string): readonly Input[] =>
    path == null ? [] : [{ path, name, kind: "secret" }];
  const place = (address: NonNullable<Config["notify"]>["webhook"] | undefined, name: string) =>
    address?.in === "file" ? secret(address.path, name) : [];
  return [
    ...SECRET_RECIPIENTS.flatMap((key) => place(notify?.[key], `The file of \`notify.${key}\``)),
    ...Object.entries(ssh).flatMap(([host, { identityFile }]) =>
      secret(identityFile, `The \`identityFile\` of ssh host ${visible(host)}`),
    ),
  ];
}

function inputsOf(repository: Repository): readonly Input[] {
  return repositoryType(repository).inputs(repository);
}

/** borg follows links in a repository, and writes there with the rights of the user who runs it. */
async function locationFaults(
  repositories: readonly Repository[],
  privilege: Pick<Config, "privilege">,
  cwd: string,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { name, location } of repositories) {
    if (!location.startsWith("/")) continue;
    const input: Input = { path: location, name: `Repository ${visible(name)}`, kind: "repository" };
    found.push(...(await repositoryFaults(input, privilege, cwd)));
  }
  return found;
}

/**
 * Only a warning if borg has just the privileges of the caller, because members of a group can share a repository; and
 * where a server or a mount option determines the owners.
 */
async function repositoryFaults(
  input: Input,
  { privilege }: Pick<Config, "privilege">,
  cwd: string,
): Promise<readonly Diagnostic[]> {
  const user = effectiveUser();
  const fault = await faultOf(input, cwd, user);
  if (fault === null) return [];
  const located = await look(input.path, user);
  const at = located?.state === "breach" ? located.breach.path : dirname(input.path);
  const isError = (user === 0 || privilege === "sudo") && (await ownersAreOfThisMachine(at));
  return [isError ? fault : { ...fault, severity: "warning", detail: fault.detail.replace(` ${NOTHING_DONE}`, "") }];
}

/** Where the driven tools read settings and code from: rsync `.popt`, Python its modules, borg its keys and caches. */
function directoriesOf(env: NodeJS.ProcessEnv): readonly Input[] {
  return ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].flatMap((name): readonly Input[] => {
    const path = env[name] ?? "";
    return path === "" ? [] : [{ path, name: `$${name}`, kind: "environment", keptBySudo: env.SUDO_UID !== undefined }];
  });
}

const REASONS: { readonly [kind in Input["kind"]]: string } = {
  state: "Its content determines what rdump cleans up and by which commands.",
  secret: "A user who can change it chooses the secret.",
  cache: "Its content tells borg which files have not changed.",
  environment: "borg, rsync and Python read settings and code from there.",
  scratch: "A user who can replace it makes root change the mode of another directory, and mount there.",
  repository: "A user who can change it can also delete it, or make borg write elsewhere through symbolic links.",
};

const CODES: { readonly [kind in Input["kind"]]: CodeOf<typeof TRUST> } = {
  state: "state-untrusted",
  secret: "secret-untrusted",
  cache: "cache-untrusted",
  environment: "environment-untrusted",
  repository: "repository-untrusted",
  scratch: "scratch-untrusted",
};

function refused(input: Input, breach: Breach): Diagnostic {
  return faultIn(input, `${breachText(breach)} ${REASONS[input.kind]}`, fixOf(input, breach));
}

function replaceable(input: Input, path: string): Diagnostic {
  const observed = `${visible(path)} does not exist, and other users can create it.`;
  const isFile = input.kind === "secret";
  const fix = isFile ? `install -m 0600 /dev/null ${shellWord(path)}` : `mkdir -m 0700 ${shellWord(path)}`;
  return faultIn(input, `${observed} ${REASONS[input.kind]}`, fix);
}

const NOTHING_DONE = "Nothing was executed.";

function faultIn({ kind, name, path }: Input, why: string, fix: string): Diagnostic {
  const rule = "It must belong to root or to the calling user, and no other user may be able to write or replace it.";
  const detail = `${name} is ${visible(path)}. ${why} ${rule} ${NOTHING_DONE}${fix.includes("\n") ? " " : "\n"}${fix}`;
  return TRUST.error(CODES[kind], detail);
}
