/** Models whose weights depend on the size of the pictures. */
export const fixedSize = (id: string): boolean =>
  id.startsWith('lenet') || id === 'mlp' || id === 'mnist8' || id.includes('vit_') || id.startsWith('deit_');
