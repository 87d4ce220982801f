import { type CodeOf, register } from "../../diagnostics/register.ts";
import { BORG } from "./borg.ts";
import { FILE } from "./file.ts";
import { REFERENCES } from "./references.ts";
import { SHAPE } from "./shape.ts";
import { TEXT } from "./text.ts";
import { VALUES } from "./values.ts";

/** Everything that can be wrong with a config. Codes never change their meaning. */
export const CONFIG = register({ ...FILE, ...TEXT, ...SHAPE, ...VALUES, ...REFERENCES, ...BORG });

export type ConfigCode = CodeOf<typeof CONFIG>;
