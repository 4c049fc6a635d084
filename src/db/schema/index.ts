export * from './access.ts';
export * from './records.ts';
export * from './accounts.ts';
export * from './crawl.ts';
export * from './facts.ts';
export * from './policy.ts';
export * from './notices.ts';
export * from './reviews.ts';
