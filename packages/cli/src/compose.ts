import { compose, type Providers } from "@rdump/core";
import { borgProvider } from "@rdump/provider-borg";
import { fsProvider } from "@rdump/provider-fs";

/** All providers of this rdump. No other file names them. */
export function allProviders(): Providers {
  return compose([borgProvider(), fsProvider()]);
}
