/** The demo's web: some sixty small sites on loopback, and the 2,000 affiliates that live on them. */
export { AFFILIATES_CSV, affiliatesOn, COLUMNS, demoAffiliates, type AffiliateRow, type DemoAffiliate } from './affiliates.ts';
export { DEMO_PORT, HOSTS, hostNamed, hostsOfKind, type DemoHost } from './hosts.ts';
export { KINDS, REPAIRABLE_KINDS, type Expectation, type HostKind } from './kinds.ts';
export { FOREIGN_MEMBER, icpFor, pidsFor } from './member.ts';
export { startDemoWeb, type DemoWeb } from './serve.ts';
