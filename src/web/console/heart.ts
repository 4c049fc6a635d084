import type { Hono } from 'hono';
import type { ConsoleEnv } from '../http/env.ts';
import { addPolicyDiff } from './policies/diff.tsx';
import { addPolicyList } from './policies/list.tsx';
import { addPublishPolicy } from './policies/publish.tsx';
import { addPolicyVersion } from './policies/version.tsx';
import { addPolicyVersions } from './policies/versions.tsx';
import { addSweepActions } from './sweeps/actions.tsx';
import { addSweepItemsCsv } from './sweeps/items-csv.ts';
import { addSweepItems } from './sweeps/items.tsx';
import { addSweepList } from './sweeps/list.tsx';
import { addSweepLive } from './sweeps/live.tsx';
import { addNewSweep } from './sweeps/new.tsx';
import { addSweepNotices } from './sweeps/notices.tsx';
import { addSweepPage } from './sweeps/page.tsx';

/** The pages of sweeps and of policies. */
export function addSweepPages(app: Hono<ConsoleEnv>): void {
  addSweepList(app);
  addNewSweep(app);
  addSweepPage(app);
  addSweepActions(app);
  addSweepLive(app);
  addSweepItems(app);
  addSweepItemsCsv(app);
  addSweepNotices(app);
  addPolicyList(app);
  addPublishPolicy(app);
  addPolicyDiff(app);
  addPolicyVersion(app);
  addPolicyVersions(app);
}
