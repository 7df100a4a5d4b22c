#!/usr/bin/env node
import { existsSync } from 'node:fs';

// The AWS SDK announces the end of Node 20 on every start; what this command prints is its answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// The package holds no sources. A checkout runs its sources, whatever was built from them before.
const isCheckout = existsSync(new URL('./main.ts', import.meta.url));
if (isCheckout) (await import('tsx/esm/api')).register();
await import(isCheckout ? './main.ts' : '../dist/cli/main.mjs');
