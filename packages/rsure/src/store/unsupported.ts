import { systemCode } from "../errors.ts";

const CODES = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK"]);

/** Whether a failed call says that the file system does not have what was asked for: vfat has no links and no modes. */
export const isUnsupported = (error: unknown): boolean => CODES.has(systemCode(error) ?? "");
