#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The AWS SDK announces the end of Node 20 on every start; what this command prints is its answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

register();
const { main } = await import('./main.ts');
await main();
