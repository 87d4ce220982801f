import { systemCode } from "../errors.ts";

const CODES = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Whether a failed `link` says that the file system has no hard links (vfat, some network shares). */
export const isWithoutLinks = (error: unknown): boolean => CODES.has(systemCode(error) ?? "");
