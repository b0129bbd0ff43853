/**
 * Node options for a thread or process that runs a file: this process's own, unless they say how to read a program that was given as
 * text, which Node refuses together with a file.
 */
export function inheritedOptions(): { execArgv?: string[] } {
  return process.execArgv.some((option) => option.startsWith('--input-type')) ? { execArgv: [] } : {};
}
