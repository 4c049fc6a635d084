import { isAppError } from '../lib/errors.ts';
import type { FailureCode } from './types.ts';

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT', 'EAI_MEMORY']);
const CONNECT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);
const TLS = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|OUT_OF_MEM)/;

/** What a thrown error of the transport means for the page, and whether another attempt may help. */
export function classifyFailure(error: unknown): { code: FailureCode; detail: string; retry: boolean } {
  if (isAppError(error, 'ADDRESS_REFUSED')) return { code: 'refused_address', detail: error.message, retry: false };
  if (!(error instanceof Error)) return { code: 'bad_response', detail: String(error), retry: false };
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return { code: 'timeout', detail: 'no complete answer before the deadline', retry: false };
  const code = 'code' in error ? String(error.code) : '';
  const detail = `${code || error.name}: ${error.message}`.slice(0, 300);
  if (DNS.has(code)) return { code: 'dns', detail, retry: code === 'EAI_AGAIN' };
  if (CONNECT.has(code)) return { code: 'connect', detail, retry: true };
  if (TLS.test(code)) return { code: 'tls', detail, retry: false };
  return { code: 'bad_response', detail, retry: false };
}
