import { type Draft, type Fields, nameFor, PASSPHRASE, type Values, wordsOf } from "./draft.ts";

/** The backends that a repository of rdump can name. */
const BACKENDS = /^(\/|(sftp|rest|s3|gs|rclone):)/;
const PASSWORD = /^[a-z0-9]+:(?:[a-z]+:)?(?:\/\/)?[^/]*:[^/]*@/;
const PLACEHOLDER = /\{\{|[$`]/;

/**
 * The name of the repository of restic that a profile names; null: it names none that can be declared. The same location is
 * declared once.
 */
export function resticRepository(fields: Fields, where: string, draft: Draft): string | null {
  const given = fields.text("repository");
  const location = given?.replace(/^local:/, "") ?? "";
  if (!BACKENDS.test(location) || PLACEHOLDER.test(location)) return null;
  if (PASSWORD.test(location)) {
    draft.losses.push(`${where}: \`repository\` contains a password, and was not copied.`);
    return null;
  }
  const known = [...draft.repositories].find(([, each]) => each.location === location)?.[0];
  const name = known ?? nameFor(location.split(/[/:]/).at(-1) ?? "", draft.repositories);
  const declared = { type: "restic", location, passphrase: passphraseOf(fields, name, where, draft.losses) };
  const whole = { ...declared, ...optionsOf(fields) };
  if (known === undefined) draft.repositories.set(name, whole);
  else if (JSON.stringify(draft.repositories.get(name)) !== JSON.stringify(whole))
    draft.losses.push(`${where}: the repository \`${name}\` keeps the passphrase and options of an earlier profile.`);
  return name;
}

function passphraseOf(fields: Fields, name: string, where: string, losses: string[]): Values {
  const [file, command] = [fields.text("password-file"), fields.text("password-command")];
  if (file?.startsWith("/") && !PLACEHOLDER.test(file)) return { file };
  const words = file === null && command !== null ? wordsOf(command) : null;
  if (words !== null) return { command: words };
  const why =
    file !== null
      ? "`password-file` is no absolute path"
      : command === null
        ? null
        : "`password-command` needs a shell";
  if (why !== null) losses.push(`${where}: ${why}, and was not copied.`);
  losses.push(`Put the passphrase of repository \`${name}\` into ${PASSPHRASE}, mode 0600.`);
  return { file: PASSPHRASE };
}

function optionsOf(fields: Fields): Values {
  const compression = fields.text("compression");
  const [limit, cache] = [fields.count("limit-upload", Number.MAX_SAFE_INTEGER), fields.text("cache-dir")];
  return {
    ...(compression !== null && /^(auto|off|max)$/.test(compression) ? { compression } : {}),
    ...(limit === null ? {} : { uploadLimit: `${limit} KiB/s` }),
    ...(cache?.startsWith("/") ? { cacheDir: cache } : {}),
  };
}
