import { createTransport } from "nodemailer";
import type { Message } from "./memory.ts";
import { textOf } from "./news.ts";

/** The bytes of a mail, for sendmail. `to`: an address, or a user of this machine. */
export async function mailOf(to: string, message: Message): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  const { message: bytes } = await composer.sendMail({
    from: "rdump",
    to,
    subject: message.subject,
    text: textOf(message),
    headers: { "Auto-Submitted": "auto-generated", "X-Rdump-Event": message.event },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(bytes)) throw new Error("the mail was not composed in memory");
  return bytes;
}
