import { sql } from 'drizzle-orm';
import { row } from '../../../db/client.ts';
import type { Deps } from '../../../lib/ctx.ts';
import { linkInvalid } from '../answers.ts';
import { affiliateOfClaim, checkClaimToken } from './claim-token.ts';

export interface Claim {
  affiliateId: number;
  memberId: string;
  affiliateName: string;
  /** The registered address, to which the link went. */
  email: string;
  /** The affiliate has an account already: the link opens nothing any more. */
  claimed: boolean;
  /** The address has an account already (of another affiliate): sign in with it to claim this one too. */
  hasUser: boolean;
}

/** What a claim link is about. @throws LINK_INVALID for a broken, forged or expired one. */
export async function readClaim(deps: Pick<Deps, 'db' | 'config'>, token: string): Promise<Claim> {
  const affiliateId = affiliateOfClaim(token);
  const found = await row<Claim>(deps.db, sql`
    select a.id as "affiliateId", a.member_id as "memberId", a.name as "affiliateName", lower(trim(a.email)) as email,
      exists (select from affiliate_user m where m.affiliate_id = a.id) as claimed,
      exists (select from account_user u where u.email = lower(trim(a.email))) as "hasUser"
    from affiliate a where a.id = ${affiliateId}`);
  if (!found) throw linkInvalid('this link is about an affiliate that is no longer here', 'write to us');
  checkClaimToken(deps.config, token, found.email);
  return found;
}
