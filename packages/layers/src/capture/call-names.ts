/** Names the calls of modules in one pass: the first by the name of the module, the next `name#2`. */
export function callNames(): (name: string) => string {
  const calls = new Map<string, number>();
  return (name) => {
    const call = (calls.get(name) ?? 0) + 1;
    calls.set(name, call);
    return call === 1 ? name : `${name}#${call}`;
  };
}
