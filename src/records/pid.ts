import { z } from 'zod';

const PID = /^mm_(\d{1,15})_(\d{1,15})_(\d{1,15})$/;

export interface PidParts {
  memberId: string;
  siteId: string;
  adzoneId: string;
}

/** The segments of `mm_<memberId>_<siteId>_<adzoneId>` (an app's may be `mm_N_0_0`); null when it is no PID. */
export function parsePid(pid: string): PidParts | null {
  const match = PID.exec(pid);
  return match ? { memberId: match[1] as string, siteId: match[2] as string, adzoneId: match[3] as string } : null;
}

/** What is wrong with a PID for that member, in words; null when nothing is. */
export function pidFault(pid: string, memberId: string): string | null {
  const parts = parsePid(pid);
  if (!parts) return 'is not a PID: expected mm_<member>_<site>_<adzone>, each 1 to 15 digits';
  if (parts.memberId !== memberId) return `belongs to member ${parts.memberId}, not to member ${memberId}`;
  return null;
}

export const Pid = z.string('expected a PID').trim().refine((pid) => PID.test(pid), 'expected mm_<member>_<site>_<adzone>, each 1 to 15 digits');
