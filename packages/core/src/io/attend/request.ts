import type { Identity } from "../../model/command.ts";

/** The request to the attendant in its arguments. They are in plans and in the log of sudo, and contain no secret. */
export type Request =
  | {
      readonly do: "run";
      /** The directory that it works within, and what it must be, as of a `Command`. */
      readonly cwd: string | null;
      readonly mounted: boolean | number;
      readonly closed: boolean;
      readonly directories: { readonly [number: number]: string };
      /** Added to its environment. */
      readonly env: { readonly [name: string]: string };
      /** In the environment of the calling user, and not of root. */
      readonly callersEnvironment: boolean;
      readonly argv: readonly [string, ...string[]];
    }
  | { readonly do: "look"; readonly what: Look; readonly path: string; readonly most: number }
  | {
      readonly do: "write";
      readonly path: string;
      readonly mode: number;
      readonly content: string;
      readonly temporary?: string;
      /** Of the directory of the file. */
      readonly expected?: Identity;
    };

const LOOKS = ["lstat", "realpath", "read", "read-own", "names"] as const;
export type Look = (typeof LOOKS)[number];

export function requestArgv(request: Request): readonly string[] {
  switch (request.do) {
    case "look":
      return ["look", request.what, request.path, String(request.most)];
    case "write":
      return [
        "write",
        ...(request.expected === undefined ? [] : [`--expected=${request.expected.device}:${request.expected.inode}`]),
        request.path,
        request.mode.toString(8),
        request.content,
        ...(request.temporary === undefined ? [] : [request.temporary]),
      ];
    case "run": {
      const { cwd, mounted, closed, directories, env, callersEnvironment, argv } = request;
      const place =
        cwd === null ? [] : [`--${mounted === true ? "mounted" : "cwd"}=${cwd}`, ...(closed ? ["--closed"] : [])];
      const names = Object.keys(env).sort();
      const set = names.map((name) => `--set=${name}=${env[name]}`);
      const handed = Object.entries(directories).map(([number, path]) => {
        const isMount = mounted === Number(number);
        return `--${isMount ? "mounted-directory" : "directory"}=${number}=${path}`;
      });
      const from = callersEnvironment ? ["--callers-environment"] : [];
      return ["run", ...place, ...handed, ...from, ...set, "--", ...argv];
    }
  }
}

/** Null for arguments that `requestArgv` never returns. */
export function parseRequest(words: readonly string[]): Request | null {
  const [what, ...rest] = words;
  if (what === "look") return parseLook(rest);
  if (what === "write") return parseWrite(rest);
  return what === "run" ? parseRun(rest) : null;
}

function parseLook([name, path, most, ...more]: readonly string[]): Request | null {
  const what = LOOKS.find((each) => each === name);
  if (what === undefined || path === undefined || !/^\d{1,15}$/.test(most ?? "") || more.length > 0) return null;
  return { do: "look", what, path, most: Number(most) };
}

function parseWrite(words: readonly string[]): Request | null {
  const [, device, inode] = /^--expected=(\d{1,21}):(\d{1,20})$/.exec(words[0] ?? "") ?? [];
  const [path, mode, content, temporary, ...more] = inode === undefined ? words : words.slice(1);
  if (path === undefined || content === undefined || !/^[0-7]{1,4}$/.test(mode ?? "") || more.length > 0) return null;
  if (temporary !== undefined && (temporary.includes("/") || /^\.{0,2}$/.test(temporary))) return null;
  const name = temporary === undefined ? {} : { temporary };
  const place = inode === undefined ? {} : { expected: { device: Number(device), inode } };
  return { do: "write", path, mode: Number.parseInt(mode ?? "", 8), content, ...name, ...place };
}

function parseRun(words: readonly string[]): Request | null {
  const end = words.indexOf("--");
  const [program, ...args] = words.slice(end + 1);
  if (end < 0 || program === undefined) return null;
  let cwd: string | null = null;
  let mounted: boolean | number = false;
  let closed = false;
  let callersEnvironment = false;
  const env: { [name: string]: string } = {};
  const directories: { [number: number]: string } = {};
  for (const option of words.slice(0, end)) {
    const [, name = "", value = ""] = /^--([a-z-]+)=?(.*)$/s.exec(option) ?? [];
    const at = value.indexOf("=");
    if (name === "mounted" || name === "cwd") {
      cwd = value;
      if (name === "mounted") mounted = true;
    } else if (option === "--closed") closed = true;
    else if (option === "--callers-environment") callersEnvironment = true;
    else if (name === "set" && at > 0) env[value.slice(0, at)] = value.slice(at + 1);
    else if (/^(mounted-)?directory$/.test(name) && /^[1-9]\d?=\//.test(value)) {
      const number = Number(value.slice(0, at));
      directories[number] = value.slice(at + 1);
      if (name === "mounted-directory") mounted = number;
    } else return null;
  }
  return { do: "run", cwd, mounted, closed, directories, env, callersEnvironment, argv: [program, ...args] };
}
