import type { ViolationRule } from '../rule.ts';
import { cookieStuffing } from './cookie-stuffing.ts';
import { forcedRedirect } from './forced-redirect.ts';
import { noIcp } from './no-icp.ts';
import { parked } from './parked.ts';
import { pidMismatch } from './pid-mismatch.ts';
import { unverifiable } from './unverifiable.ts';

/** Every violation that is judged, gravest first. */
export const violationRules: readonly ViolationRule[] = [cookieStuffing, forcedRedirect, pidMismatch, parked, noIcp, unverifiable];
