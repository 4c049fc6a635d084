#!/usr/bin/env node
// The `tuiguan` command runs from source: tsx is registered first, so no build step is needed.
import { register } from 'tsx/esm/api';

register();
await import('../src/cli.ts');
