import type { SignalCode, ViolationCode } from './codes.ts';

export type { SignalCode, ViolationCode } from './codes.ts';

export type PageRole = 'home' | 'list' | 'detail' | 'about' | 'jump' | 'random';
export type SubScoreName = 'content' | 'links' | 'trust' | 'technical' | 'integrity';
export type ViolationLevel = 'stop' | 'review' | 'deduction' | 'none';
export type Locale = 'zh-CN' | 'en';
export type Bilingual = Record<Locale, string>;

/** One page as the crawler saw it. Texts are decoded, `bytes` and `sha256` are of the body before decoding. */
export interface PageInput {
  url: string;
  finalUrl: string;
  role: PageRole;
  /** HTTP status of the last hop; null when there was no answer, or a saved file is judged. */
  status: number | null;
  html: string;
  /** Response headers with lower-case names. */
  headers: Record<string, string>;
  chain: { url: string; status: number; location: string | null }[];
  /** The click-host URL that a redirect led to; never entered. */
  stoppedAt: string | null;
  /** Why there is no page (robots, timeout, dns, 403, captcha …); null when there is one. */
  failure: string | null;
  charset: string | null;
  /** Milliseconds from request to the last byte. */
  millis: number;
  bytes: number;
  /** Of the body, in hexadecimal. */
  sha256: string | null;
  /** ISO 8601. */
  fetchedAt: string;
}

export interface JudgeInput {
  pages: PageInput[];
  /** First number of the affiliate's PIDs. */
  memberId: string;
  /** Further whole PIDs that the affiliate may use. */
  pids?: string[];
  /** The registered address of the resource. */
  siteUrl: string;
  /** Codes of stops that a person has confirmed. */
  confirmed?: string[];
}

export interface Evidence {
  url: string;
  fetchedAt: string;
  sha256: string | null;
  /** CSS path of the element; null for a header, a redirect, or an absence. */
  selector: string | null;
  /** Outer HTML, up to 300 characters. */
  html: string | null;
  /** What was found. */
  value: number | boolean | string | null;
  /** What it was held against. */
  threshold: number | boolean | string | null;
  note?: string;
}

export interface Violation {
  code: ViolationCode;
  level: ViolationLevel;
  title: Bilingual;
  remedy: Bilingual;
  evidence: Evidence[];
  /** True when a person has confirmed it: only then does a stop lower a score. */
  confirmed: boolean;
}

export type SignalValue = number | boolean | string | null;

export interface SignalResult {
  code: SignalCode;
  value: SignalValue;
  unit: string;
  /** 0-100; null = unknown or neutral, and then it leaves the mean. */
  score: number | null;
  /** Weight inside its sub-score. */
  weight: number;
  subScore: SubScoreName;
}

export interface SubScore {
  /** 0-100 with one decimal; null when nothing of it is known. */
  score: number | null;
  /** Share of the whole score, 0..1. */
  weight: number;
}

export interface Assessment {
  /** 0-100 with one decimal; null when no page could be read. */
  score: number | null;
  subScores: Record<SubScoreName, SubScore>;
  signals: SignalResult[];
  violations: Violation[];
  modelVersion: string;
  /** 0..1, by the number of readable pages. */
  confidence: number;
  pagesSeen: number;
}
