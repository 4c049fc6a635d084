import { Command } from 'commander';
import { checkPermission, type Permission } from '../policy/index.ts';
import { withCtx } from './context.ts';
import { moment, printJson, say } from './output.ts';

/** `tuiguan check`: did this PID hold the permission at that moment? Exit status 0 = granted, 3 = not. */
export function checkCommand(): Command {
  return new Command('check')
    .description('did this PID hold the permission at that moment, and by which decision? (exit status 0 = granted, 3 = not)')
    .argument('<pid>', 'mm_<memberId>_<siteId>_<adzoneId>')
    .argument('<permission>', 'for example cross_store_settlement')
    .argument('[at]', 'an ISO 8601 moment; the present when absent')
    .option('--json', 'print as JSON')
    .action(async (pid: string, permission: string, at: string | undefined, options: { json?: boolean }) => {
      const answer = await withCtx({ name: 'check' }, (ctx) => checkPermission(ctx, { pid, permission: permission as Permission, ...(at ? { at } : {}) }));
      process.exitCode = answer.granted ? 0 : 3;
      if (options.json) return printJson(answer);
      const { decision, interval } = answer;
      say(`${answer.pid}  ${answer.permission} at ${moment(answer.at)}: ${answer.state}`);
      if (interval) say(`  held from ${moment(interval.from)} ${interval.until ? `until ${moment(interval.until)}` : 'on'}`);
      if (decision) say(`  decision ${decision.id}: ${decision.kind} by ${decision.cause.kind}${decision.cause.id === null ? '' : ` ${decision.cause.id}`}${decision.reasons.length > 0 ? `, because of ${decision.reasons.join(', ')}` : ''}`);
    });
}
