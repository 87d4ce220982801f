import { InvalidArgumentError } from "commander";

/** The value of an option that is a number without sign and fraction. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("The value must be a whole number.");
  return Number(text);
}
