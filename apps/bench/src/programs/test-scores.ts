/** 32 mixed bits of a number. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Three positives in ten, and scores that tell something of them: the same numbers as in python/evaluation.py. */
export function testScores(samples: number): { readonly yTrue: Uint8Array; readonly yScore: Float32Array } {
  const yTrue = new Uint8Array(samples);
  const yScore = new Float32Array(samples);
  for (let i = 0; i < samples; i++) {
    yTrue[i] = mixed(2 * i + 1) % 10 < 3 ? 1 : 0;
    yScore[i] = (mixed(2 * i + 2) / 2 ** 32 + 0.3 * yTrue[i]!) / 1.3;
  }
  return { yTrue, yScore };
}
