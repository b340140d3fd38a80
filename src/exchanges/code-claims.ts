/** Which authorization codes have been shown to their provider. */
export abstract class CodeClaims {
  /** True for the single caller who may show the code; everybody after that is refused. */
  abstract claim(provider: string, code: string, now: number): Promise<boolean>;
}
