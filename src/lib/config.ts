import { z } from 'zod';
import { AppError } from './errors.ts';

const int = (min: number, max: number) =>
  z.coerce.number(`a whole number from ${min} to ${max}`).int(`a whole number from ${min} to ${max}`).min(min, `at least ${min}`).max(max, `at most ${max}`);
const flag = z.stringbool('true or false');
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
const list = z.string().transform((value) => value.split(',').map((part) => part.trim()).filter(Boolean));

/** Every setting, from the environment alone. Nothing else in the house reads process.env. */
const Settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production'], 'development, test or production').default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'fatal, error, warn, info, debug or silent').default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: int(0, 65535).default(3000),
  /** How people and mails reach us; derived from HOST and PORT when unset. */
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATA_DIR: z.string().min(1, 'a directory').default('.data'),
  /** The application's database; unset = embedded PostgreSQL in DATA_DIR. */
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  /** The owner's connection, for migrations only; DATABASE_URL when unset. */
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  /** One stays with mail and one with crawling while they run, so three is the least. */
  DATABASE_POOL: int(3, 200).default(10),
  /** Behind PgBouncer in transaction mode: no prepared statements, and BullMQ needs QUEUE_DATABASE_URL direct to Postgres. */
  DATABASE_PREPARE: flag.default(true),
  QUEUE_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().default('推管 Tuiguan <notice@tuiguan.example>'),
  /** Domain of Message-IDs and of bounce addresses. */
  MAIL_DOMAIN: z.hostname('a host name').default('tuiguan.example'),
  /** Mails a second over all processes together. */
  MAIL_RATE: int(1, 100_000).default(200),
  MAIL_CONNECTIONS: int(1, 100).default(5),
  /** How long a deferred mail is tried again, in hours of real time. */
  MAIL_RETRY_HOURS: int(1, 240).default(72),
  CRAWL_USER_AGENT: z.string().min(8).default('TuiguanBot/0.1 (+https://tuiguan.example/bot)'),
  /** host:port pairs of loopback test sites that the crawler may reach; empty in production. */
  CRAWL_ALLOW_HOSTS: list.default([]),
  CRAWL_CONCURRENCY: int(1, 256).default(16),
  CRAWL_PAGES: int(1, 50).default(12),
  CRAWL_DEPTH: int(0, 5).default(2),
  CRAWL_SITE_SECONDS: int(1, 600).default(60),
  CRAWL_SITE_BYTES: int(1_000, 200_000_000).default(15_000_000),
  CRAWL_PAGE_BYTES: int(1_000, 50_000_000).default(2_000_000),
  /** Least pause between two requests to one host; QUALITY says 1 s. */
  CRAWL_DELAY_MS: int(0, 60_000).default(1_000),
  /** A stop has effect after this many observations … */
  STOP_OBSERVATIONS: int(1, 10).default(2),
  /** … at least this many hours apart … */
  STOP_HOURS: int(0, 720).default(24),
  /** … and a person's confirmation. */
  STOP_NEEDS_PERSON: flag.default(true),
  /** Calendar days between an accepted notice and its effect (December 2013: 5). */
  NOTICE_DAYS: int(1, 90).default(5),
  REVIEW_WORKDAYS: int(1, 30).default(3),
  /** Share of the affiliates that a plan may close before the approver must confirm the number. */
  SWEEP_MAX_SHARE: z.coerce.number('a share from 0 to 1').min(0).max(1).default(0.2),
  /** Share of decisions that may differ when recomputed before a run; above it a new approval is needed. */
  SWEEP_MAX_DRIFT: z.coerce.number('a share from 0 to 1').min(0).max(1).default(0.005),
  SWEEP_CHUNK: int(100, 200_000).default(20_000),
  /** Proxies in front of us that each add to X-Forwarded-For; 0 = whoever connects is the visitor. */
  TRUSTED_PROXIES: int(0, 5).default(0),
  /** Signs cookies and links, and encrypts second factors; unset outside production = a file in DATA_DIR, made once. */
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  /** Days after which an unused session of an affiliate's user ends. */
  SESSION_DAYS: int(1, 365).default(30),
  /** Hours after which an unused session of the staff ends. */
  STAFF_SESSION_HOURS: int(1, 720).default(12),
  /** Whether staff need a second factor before they may do anything; `optional` is for rehearsals. */
  STAFF_TOTP: z.enum(['required', 'optional'], 'required or optional').default('required'),
  /** Whose key the command line acts with; without one it acts as the operator of the machine. */
  TUIGUAN_API_KEY: z.string().optional(),
  /** Business time starts here instead of at the machine's (rehearsals only; refused in production). */
  CLOCK_START: z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone, like 2013-12-06T17:31:00+08:00' }).optional(),
});

export type Config = z.output<typeof Settings>;

/** The name of every variable that is read; .env.example lists the same ones. */
export const SETTING_NAMES: readonly string[] = Object.keys(Settings.shape);

/**
 * Reads the settings. An empty variable counts as unset.
 * @throws CONFIG naming each wrong variable, its value and what it expects.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}=${JSON.stringify(/URL|PASSWORD|SECRET/.test(name) ? '…' : given[name])}: expected ${issue.message}`;
    });
    throw new AppError('CONFIG', faults.join('; '));
  }
  const config = result.data;
  if (config.NODE_ENV === 'production') {
    for (const name of ['DATABASE_URL', 'SMTP_URL'] as const) {
      if (!config[name]) throw new AppError('CONFIG', `${name} is unset: production mode expects a real server, not the embedded one`);
    }
    if (!config.PUBLIC_URL) throw new AppError('CONFIG', 'PUBLIC_URL is unset: production mode expects the address by which people and mails reach us, like https://tuiguan.example');
    if (!config.AUTH_SECRET) throw new AppError('CONFIG', 'AUTH_SECRET is unset: production mode expects 32 random characters or more, the same for every process (openssl rand -base64 32)');
    if (config.CLOCK_START) throw new AppError('CONFIG', 'CLOCK_START is for rehearsals: production mode expects it unset');
    if (config.CRAWL_ALLOW_HOSTS.length > 0) throw new AppError('CONFIG', 'CRAWL_ALLOW_HOSTS is for tests and the demo: production mode expects it unset');
  }
  return config;
}
