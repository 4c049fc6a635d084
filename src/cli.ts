import { Command, CommanderError } from 'commander';
import { assessCommand } from './cli/assess.ts';
import { checkCommand } from './cli/check.ts';
import { exportCommand } from './cli/export.ts';
import { factsCommand } from './cli/facts.ts';
import { importCommand } from './cli/import.ts';
import { keyCommand } from './cli/key.ts';
import { observationCommand } from './cli/observation.ts';
import { policyCommand } from './cli/policy.ts';
import { proofCommand, resourceCommand } from './cli/resource.ts';
import { reviewCommand } from './cli/review.ts';
import { staffCommand } from './cli/staff.ts';
import { sweepCommand } from './cli/sweep.ts';
import { ERROR_CATALOGUE, isAppError } from './lib/errors.ts';

const program = new Command('tuiguan')
  .description('推管: promotion-resource management for affiliate networks')
  .version('0.1.0')
  .option('--debug', 'show the stack of an unexpected error')
  .showHelpAfterError('(tuiguan --help lists the commands)')
  .exitOverride();

for (const command of [
  importCommand(), exportCommand(), resourceCommand(), proofCommand(), assessCommand(), observationCommand(), factsCommand(), policyCommand(),
  sweepCommand(), checkCommand(), reviewCommand(), staffCommand(), keyCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.exitCode = 1;
    if (!isAppError(error)) {
      // SQL, parameters and stacks are for whoever asks for them.
      if (program.opts<{ debug?: boolean }>().debug) throw error;
      process.stderr.write(`INTERNAL: ${error instanceof Error ? error.name : 'Error'}: something went wrong on our side (tuiguan --debug … shows what)\n`);
      process.exit(1);
    }
    process.stderr.write(`${error.code}: ${error.message}\n`);
    for (const issue of error.issues.slice(0, 20)) process.stderr.write(`  ${issue.path}: ${issue.message}${issue.value === undefined ? '' : ` (got ${JSON.stringify(issue.value)})`}\n`);
    process.stderr.write(`  ${ERROR_CATALOGUE[error.code].remedy}\n`);
  }
}
