import { type CodeOf, register } from "../../diagnostics/register.ts";
import { FILE } from "./file.ts";
import { REFERENCES } from "./references.ts";
import { SHAPE } from "./shape.ts";
import { TEXT } from "./text.ts";
import { VALUES } from "./values.ts";

/** The errors in a config that are not about one type of repository. Codes never change their meaning. */
export const CONFIG = register({ ...FILE, ...TEXT, ...SHAPE, ...VALUES, ...REFERENCES });

export type ConfigCode = CodeOf<typeof CONFIG>;
