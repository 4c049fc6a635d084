import type { Hono } from 'hono';
import type { ConsoleEnv } from '../http/env.ts';
import { addAffiliateList } from './affiliates/list.tsx';
import { addAffiliate } from './affiliates/page.tsx';
import { addAudit } from './audit/page.tsx';
import { addCase } from './cases/case.tsx';
import { addCaseList } from './cases/list.tsx';
import { addDeliveries } from './deliveries/page.tsx';
import { addObservations } from './observations/page.tsx';
import { addOverview } from './overview/page.tsx';
import { addRoles } from './roles/page.tsx';
import { addSearch } from './search/page.tsx';
import { addStaff } from './staff/page.tsx';

/** The pages of the policy team's daily work. */
export function addDailyPages(app: Hono<ConsoleEnv>): void {
  addOverview(app);
  addSearch(app);
  addAffiliateList(app);
  addAffiliate(app);
  addCaseList(app);
  addCase(app);
  addObservations(app);
  addDeliveries(app);
  addAudit(app);
  addStaff(app);
  addRoles(app);
}
