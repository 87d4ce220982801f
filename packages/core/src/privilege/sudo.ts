import { dirname } from "node:path/posix";
import { type Request, requestArgv } from "../io/attend/request.ts";
import { type Command, changer, type FileWrite, type Pipeline, query, type Step } from "../model/command.ts";

/** How commands get the privileges of root that rdump itself does not have. */
export interface Sudo {
  /** The program and first arguments of rdump's attendant. */
  readonly attendant: readonly [string, ...string[]];
  /** Whose rdump is. */
  readonly uid: number;
  readonly gid: number;
}

const SUDO = ["sudo", "-n", "--"] as const;

/** The only place that adds sudo to a step that needs privileges of root. Other steps are unchanged. */
export function elevated(step: Step, sudo: Sudo): Step {
  if (step.do === "write") return step.root === true ? written(step, sudo) : step;
  if (step.do === "move") return step;
  if (step.do === "pipe") return elevatedPipeline(step, sudo);
  return elevatedCommand(step, sudo);
}

/**
 * Each stage by itself. The first stage has an attendant, which ends the sender together with rdump. The attendant uses
 * its standard input for that, so no later stage can have one: a changer needs none, since it ends when its input ends.
 */
function elevatedPipeline(step: Pipeline, sudo: Sudo): Pipeline {
  const [first, ...others] = step.stages.map(({ name, command }) => ({
    name,
    command: elevatedCommand(command, sudo),
  }));
  const [second, ...rest] = others;
  if (first === undefined || second === undefined) throw new Error("a pipeline has two stages or more");
  const attended = others.find(({ command }) => command.attended);
  if (attended !== undefined) throw new Error(`${attended.name} reads from a pipe, so it cannot have an attendant`);
  return { ...step, stages: [first, second, ...rest] };
}

export function elevatedCommand(command: Command, sudo: Sudo): Command {
  if (command.root === false || command.attended) return command;
  return mayRunAlone(command) ? alone(command) : attended(command, sudo);
}

/** The result of a read by the attendant, where rdump has no permission. */
export function lookCommand(request: Extract<Request, { do: "look" }>, { attendant }: Sudo): Command {
  const argv = [...SUDO, ...attendant, ...requestArgv(request)] as const;
  return query([...argv], { root: true });
}

/**
 * Changers run to their end and queries end soon, so neither needs an attendant, unless it has a working directory or
 * descriptors.
 */
function mayRunAlone({ nature, root, cwd, env, descriptors, directories }: Command): boolean {
  const isBare = cwd === null && [env, descriptors, directories].every((each) => Object.keys(each).length === 0);
  if (nature === "changer" && !isBare)
    throw new Error("a changer of root's takes no directory, environment or descriptor");
  return nature !== "mover" && root === true && isBare;
}

/** Of a batch, the same may be left out as before. */
function alone(command: Command): Command {
  const { batch, argv } = command;
  const stem = batch === null ? null : ([...SUDO, ...batch.stem] as const);
  const narrowable = batch === null || stem === null ? null : { ...batch, stem };
  return { ...bySudo(command, [...SUDO, ...argv]), batch: narrowable };
}

function bySudo(command: Command, argv: Command["argv"]): Command {
  return { ...command, argv, env: {}, cwd: null, mounted: false, closed: false, directories: {}, batch: null };
}

function attended(command: Command, sudo: Sudo): Command {
  const { cwd, mounted, closed, directories, env, root } = command;
  const argv = root === "read" ? asReader(command, sudo) : command.argv;
  const place = { cwd, mounted, closed, directories };
  const request: Request = { do: "run", ...place, env, callersEnvironment: root === "read", argv };
  return { ...bySudo(command, [...SUDO, ...sudo.attendant, ...requestArgv(request)]), attended: true };
}

/**
 * As the user who runs rdump, with only the capability to read and enter everything. So files that the command writes
 * (a repository, its caches and keys) belong to that user.
 */
function asReader({ argv }: Command, { uid, gid }: Sudo): Command["argv"] {
  const only = "-all,+dac_read_search";
  const who = [`--reuid=${uid}`, `--regid=${gid}`, "--init-groups"];
  return ["setpriv", ...who, `--inh-caps=${only}`, `--ambient-caps=${only}`, "--", ...argv];
}

/** With all that the write itself would regard. The content of a found one has a character for each byte. */
function written(
  { path, mode, content, temporary, found, modified, expected }: FileWrite,
  { attendant }: Sudo,
): Command {
  if (modified !== undefined) throw new Error(`the attendant sets no time of a file: ${path}`);
  const directory = expected?.[dirname(path)];
  const argv = requestArgv({
    ...{ do: "write", path, mode },
    content: found === undefined ? content : Buffer.from(content, "latin1").toString("utf8"),
    ...(temporary === undefined ? {} : { temporary }),
    ...(directory === undefined ? {} : { expected: directory }),
  });
  return changer([...SUDO, ...attendant, ...argv], { root: true });
}
