// tfjs-core keeps its gradients in an ES module that plain Node cannot import (extensionless specifiers): bundle it once.
export default {
  input: '@tensorflow/tfjs-core/dist/register_all_gradients.js',
  platform: 'neutral',
  external: ['@tensorflow/tfjs-core'],
  resolve: { mainFields: ['module', 'main'] },
  output: { file: 'dist/tfjs-gradients.js', format: 'esm' },
};
