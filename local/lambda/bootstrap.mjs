// Lambda's runtime client for Node, small: loads the handler, then asks for one event after the other.
// Plain JavaScript over node:http, because nothing but the function's own code may load beside it.

import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { _HANDLER = '', LAMBDA_TASK_ROOT = '', AWS_LAMBDA_RUNTIME_API = '' } = process.env;
const [host, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const handler = await loadHandler().catch(giveUp);
for (;;) await serveOne();

async function serveOne() {
  const { headers, text } = await call('GET', 'invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  try {
    const result = await handler(JSON.parse(text), contextOf(id, headers));
    await call('POST', `invocation/${id}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    log(id, 'Invoke Error', error);
    await call('POST', `invocation/${id}/error`, JSON.stringify(faultOf(error)));
  }
}

async function loadHandler() {
  const dot = _HANDLER.lastIndexOf('.');
  const [file, name] = [_HANDLER.slice(0, dot), _HANDLER.slice(dot + 1)];
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => join(LAMBDA_TASK_ROOT, file + extension))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw named('Runtime.ImportModuleError', `Cannot find module '${file}'`);
  const found = (await import(pathToFileURL(path).href))[name];
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${_HANDLER} is undefined or not exported`);
  }
  // nodejs24.x takes no callbacks: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  if (found.length > 2) {
    throw named('Runtime.CallbackHandlerDeprecated', 'Handlers with a callback are not supported');
  }
  return found;
}

function contextOf(id, headers) {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}

async function giveUp(error) {
  log(undefined, 'Uncaught Exception', error);
  await call('POST', 'init/error', JSON.stringify(faultOf(error)));
  process.exit(1);
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { host, port, method, agent, path: `/2018-06-01/runtime/${path}` };
    const sent = request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ headers: response.headers, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    // The parent process is gone: end without a message, which could not be delivered.
    sent.on('error', () => process.exit(1));
    sent.end(body);
  });
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function faultOf(error) {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: typeof error, errorMessage: String(error) };
}

// As Lambda's runtime writes it: one line of JSON, or text, as the function's log format says.
function log(requestId, title, error) {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const stackTrace = stack.split('\n').slice(1);
  const message = { ...faultOf(error), stackTrace };
  const timestamp = new Date().toISOString();
  const line =
    process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON'
      ? JSON.stringify({ timestamp, level: 'ERROR', requestId, message })
      : `${timestamp}\t${requestId}\tERROR\t${title}\t${stack}`;
  process.stderr.write(`${line}\n`);
}
