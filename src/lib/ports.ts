/** The outside world as features see it; src/adapters/ implements these and deps.ts makes them. */

/** Jobs are nudges: losing one costs a delay and nothing else, because the pending row is the truth. */
export interface JobQueue {
  /** Adds a job unless one with the same `jobId` is already waiting or active. `delayMs` is real time. */
  add(name: string, payload: Record<string, unknown>, options: { jobId: string; delayMs?: number }): Promise<void>;
  close(): Promise<void>;
}

export interface OutgoingMail {
  messageId: string;
  /** Envelope sender: carries the delivery's token, so that a bounce finds its delivery. */
  envelopeFrom: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** What the relay said: its final reply code and text. A throw means that we do not know. */
export type SendOutcome =
  | { kind: 'accepted'; response: string }
  | { kind: 'deferred'; code: number; response: string }
  | { kind: 'bounced'; code: number; response: string };

export interface MailTransport {
  /**
   * Hands one mail to the relay. Resolves when the relay has answered for the whole message.
   * @throws when the connection broke after DATA began: the relay may or may not have it ("unknown").
   */
  send(mail: OutgoingMail): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** The relay's own memory of what it took, asked after a crash by Message-ID. */
export interface RelayLog {
  /** Of the given Message-IDs: the moment at which each was accepted; ids that it never took are absent. `null`: this relay cannot tell. */
  lookup(messageIds: string[]): Promise<Map<string, Date> | null>;
}

export interface PageRequest {
  url: URL;
  headers: Record<string, string>;
  /** Bytes of body after decompression at which reading stops. */
  maxBytes: number;
  signal: AbortSignal;
}

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  /** Body after decompression, cut at `maxBytes`. */
  body: Uint8Array;
  truncated: boolean;
  /** The address that was really connected to. */
  address: string;
}

/** One HTTP exchange without redirects, to guarded addresses only. */
export interface PageTransport {
  /** @throws AppError ADDRESS_REFUSED for a private, reserved or otherwise refused address, whatever its spelling. */
  request(request: PageRequest): Promise<PageResponse>;
  close(): Promise<void>;
}

/** DNS TXT look-ups for ownership proof. */
export interface TxtResolver {
  /** The joined TXT strings of a name; an empty list when the name or the record does not exist. */
  resolveTxt(name: string): Promise<string[]>;
}
