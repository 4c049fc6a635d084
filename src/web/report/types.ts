import type { Report, ReportViolation, ScorePoint } from '../../crawl/index.ts';
import type { Bilingual } from '../../quality/index.ts';

/** How heavily a finding counts, gravest first. */
export const GRAVITIES = ['confirmed', 'open', 'review', 'deduction', 'none', 'rejected'] as const;
export type Gravity = (typeof GRAVITIES)[number];

export interface Finding extends ReportViolation {
  gravity: Gravity;
}

/** A permission that looks at scores, and how it stands. */
export interface Asked {
  permission: string;
  /** Points that are enough; null when it asks for no score. */
  value: number | null;
  /** Only sites whose ownership is proved count towards it. */
  provedOnly: boolean;
  state: 'closing' | 'closed' | 'held';
  /** The open re-review of it. */
  caseId: number | null;
}

/** What this visit found and the one before did not, and the other way round. */
export interface Change {
  fresh: Bilingual[];
  gone: Bilingual[];
}

/** What the report on a site shows. */
export interface FullReport {
  report: Report;
  name: string;
  /** The ownership of the site is proved. */
  proved: boolean;
  findings: Finding[];
  /** Of this site, newest first, up to this report. */
  history: ScorePoint[];
  /** null for the first report. */
  change: Change | null;
  asked: Asked[];
  /** The id of the newest report, when this is not it. */
  newerId: number | null;
  userAgent: string;
}
