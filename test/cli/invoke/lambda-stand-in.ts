import { raw, type StandIn, startStandIn } from '../../functions/adapters/aws/start-stand-in.ts';

/** What the stand-in for Lambda's Invoke answers. */
export interface LambdaAnswer {
  readonly status?: number;
  readonly payload?: unknown;
  /** In place of a JSON payload. */
  readonly text?: string;
  /** `X-Amz-Function-Error`: the function threw, or was ended. */
  readonly functionError?: string;
  /** `X-Amzn-ErrorType`: Lambda itself refused. */
  readonly errorType?: string;
}

export interface LambdaStandIn extends StandIn {
  /** The path of every request: `/2015-03-31/functions/NAME/invocations`. */
  readonly paths: readonly string[];
}

/** Answers every invocation the same until the test ends; the SDK's environment points at it. */
export async function startLambda(answer: LambdaAnswer): Promise<LambdaStandIn> {
  const paths: string[] = [];
  const standIn = await startStandIn((response, request, index) => {
    paths.push(response.req.url ?? '');
    const { status = 200, functionError, errorType, payload } = answer;
    if (functionError !== undefined) response.setHeader('X-Amz-Function-Error', functionError);
    if (errorType !== undefined) response.setHeader('X-Amzn-ErrorType', errorType);
    const body = answer.text ?? JSON.stringify(payload);
    return raw(status, body, 'application/json')(response, request, index);
  });
  return { ...standIn, paths };
}
