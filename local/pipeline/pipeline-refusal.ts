/** The errors of CodePipeline's own calls that this pipeline answers with. */
export type RefusalCode =
  | 'StageNotFoundException'
  | 'StageNotRetryableException'
  | 'NotLatestPipelineExecutionException'
  | 'PipelineExecutionNotStoppableException'
  | 'DuplicatedStopRequestException'
  | 'ValidationException';

/** What CodePipeline refuses to do. Nothing has changed then. */
export class PipelineRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'PipelineRefusal';
    this.code = code;
  }
}
