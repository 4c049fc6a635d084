import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** What the sink remembers of a mail without its bytes. `id` counts from 1 in the order of arrival. */
export interface StoredMail {
  id: number;
  messageId: string;
  from: string;
  to: string[];
  /** The X-Tuiguan-Notice header, or null. */
  notice: string | null;
  /** Business time. */
  receivedAt: Date;
}

interface Slot extends StoredMail {
  offset: number;
  length: number;
}

export type NewMail = Omit<StoredMail, 'id'>;

/** An append-only file of one JSON line a mail, `raw` last, with its index in memory. */
export interface MailStore {
  /** Resolves when the mail is on disk. Mails that arrive together share one sync. */
  append(mail: NewMail, raw: Buffer): Promise<void>;
  all(): readonly StoredMail[];
  raw(id: number): Promise<Buffer | null>;
  close(): Promise<void>;
}

const RAW = ',"raw":"';

/** Opens dir/mailbox.ndjson and rebuilds the index. A torn last line was never acknowledged and is cut off. */
export async function openMailStore(dir: string): Promise<MailStore> {
  const file = await open(join(dir, 'mailbox.ndjson'), 'a+');
  const slots: Slot[] = [];
  let end = await rebuild(file, slots);
  await file.truncate(end);

  let waiting: { mail: NewMail; line: Buffer; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let writing: Promise<void> | null = null;
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.appendFile(Buffer.concat(batch.map((each) => each.line)));
        await file.datasync();
        for (const { mail, line, resolve } of batch) {
          slots.push({ ...mail, id: slots.length + 1, offset: end, length: line.length });
          end += line.length;
          resolve();
        }
      } catch (error) {
        await file.truncate(end).catch(() => {});
        for (const { reject } of batch) reject(error);
      }
    }
    writing = null;
  };

  return {
    append(mail, raw) {
      const head = JSON.stringify({ ...mail, receivedAt: mail.receivedAt.toISOString() });
      const line = Buffer.from(`${head.slice(0, -1)}${RAW}${raw.toString('base64')}"}\n`);
      return new Promise((resolve, reject) => {
        waiting.push({ mail, line, resolve, reject });
        writing ??= drain();
      });
    },
    all: () => slots,
    async raw(id) {
      const slot = slots[id - 1];
      if (!slot) return null;
      const line = Buffer.alloc(slot.length);
      await file.read(line, 0, slot.length, slot.offset);
      return Buffer.from((JSON.parse(line.toString()) as { raw: string }).raw, 'base64');
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

/** Reads the heads of all whole lines into `slots`; the offset at which they end. */
async function rebuild(file: FileHandle, slots: Slot[]): Promise<number> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 })) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let stop = rest.indexOf(10, from); stop >= 0; stop = rest.indexOf(10, from)) {
      const cut = rest.indexOf(RAW, from);
      const head = JSON.parse(`${rest.toString('utf8', from, cut)}}`) as Omit<NewMail, 'receivedAt'> & { receivedAt: string };
      slots.push({ ...head, receivedAt: new Date(head.receivedAt), id: slots.length + 1, offset: offset + from, length: stop + 1 - from });
      from = stop + 1;
    }
    offset += from;
    rest = rest.subarray(from);
  }
  return offset;
}
