import type { Evidence } from '../../quality/index.ts';
import type { Translate, WordKey } from '../words/index.ts';
import { failureHelp, failureWords } from './words-of.ts';

export interface EvidenceFact {
  label: WordKey;
  text: string;
  /** Text of others or code: in its own letters. */
  mono?: boolean;
}

/** What was found and what it was held against, in words. `value`, `threshold` and `note` are the rules' own (quality/violations). */
export function evidenceFacts(code: string, evidence: Evidence, t: Translate): EvidenceFact[] {
  const value = evidence.value === null ? '' : String(evidence.value);
  const note = evidence.note ?? '';
  switch (code) {
    case 'cookie_stuffing':
      return [{ label: 'report.evidence.target', text: value, mono: true }, ...how(note, t)];
    case 'forced_redirect':
      return [{ label: 'report.evidence.leads', text: value, mono: true }, ...how(note, t)];
    case 'pid_mismatch':
      return [{ label: 'report.evidence.pid', text: value, mono: true }, { label: 'report.evidence.own', text: String(evidence.threshold ?? ''), mono: true }, ...share(note, t)];
    case 'parked':
      return parking(note, value, t);
    case 'unverifiable': {
      const help = failureHelp(t, value);
      return [{ label: 'report.evidence.reason', text: failureWords(t, value) }, ...(help === undefined ? [] : [{ label: 'report.repair' as const, text: help }])];
    }
    case 'no_icp':
      return [];
    default:
      return [...(value === '' ? [] : [{ label: 'report.evidence.value' as const, text: value, mono: true }]), ...(evidence.threshold === null ? [] : [{ label: 'report.evidence.asked' as const, text: String(evidence.threshold), mono: true }])];
  }
}

function how(note: string, t: Translate): EvidenceFact[] {
  if (note === '') return [];
  if (note === 'Refresh header') return [{ label: 'report.evidence.how', text: t('report.evidence.refresh') }];
  if (note === 'redirect') return [{ label: 'report.evidence.how', text: t('report.evidence.redirect') }];
  return [{ label: 'report.evidence.how', text: note, mono: true }];
}

function share(note: string, t: Translate): EvidenceFact[] {
  const [, n, all] = /^(\d+) of (\d+) links/.exec(note) ?? [];
  return n === undefined || all === undefined ? [] : [{ label: 'report.evidence.share', text: t('report.evidence.share.of', { n, all }) }];
}

const PARKING: Record<string, WordKey> = {
  'parking service': 'report.parking.service',
  'offered for sale in title or heading': 'report.parking.heading',
  'link to a market for names': 'report.parking.market',
  'offered for sale in the text': 'report.parking.text',
  'no content of its own': 'report.parking.empty',
};

function parking(note: string, value: string, t: Translate): EvidenceFact[] {
  const sign = PARKING[note];
  const [, chars, links] = /^(\d+) characters, (\d+) links, none/.exec(value) ?? [];
  const found: EvidenceFact = chars !== undefined && links !== undefined ? { label: 'report.evidence.value', text: t('report.parking.counts', { chars, links }) } : { label: 'report.evidence.value', text: value, mono: true };
  return [...(sign === undefined ? [] : [{ label: 'report.evidence.sign' as const, text: t(sign) }]), found];
}
