declare module 'asl-validator' {
  /** Checks a definition in the Amazon States Language; the package has no types of its own. */
  function validate(definition: object): {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  };
  export = validate;
}
