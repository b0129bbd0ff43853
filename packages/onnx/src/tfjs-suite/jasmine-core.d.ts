/** The part of jasmine-core (which ships no types) that the suite is run with. */
declare module 'jasmine-core' {
  export interface JasmineSpec {
    readonly fullName: string;
    readonly status: string;
    readonly failedExpectations: readonly { readonly message: string; readonly stack?: string }[];
  }
  export interface JasmineReporter {
    specDone?(spec: JasmineSpec): void;
    suiteDone?(suite: JasmineSpec): void;
  }
  export interface JasmineEnvironment {
    configure(options: {
      random?: boolean;
      failSpecWithNoExpectations?: boolean;
      specFilter?: (spec: { getFullName(): string }) => boolean;
    }): void;
    addReporter(reporter: JasmineReporter): void;
    execute(): Promise<unknown>;
  }
  export interface Jasmine {
    getEnv(): JasmineEnvironment;
  }
  const core: { boot(): Jasmine };
  export default core;
}
