import { systemCode } from "../errors.ts";

/**
 * The mode of the surefile, its backup and all temporary files: they contain names and hashes of files that others
 * cannot read.
 */
export const OWN_MODE = 0o600;

const CODES = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK"]);

/** Whether a failed call says that the file system does not have what was asked for: vfat has no links and no modes. */
export const isUnsupported = (error: unknown): boolean => CODES.has(systemCode(error) ?? "");
