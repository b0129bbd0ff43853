/**
 * Takes what is above the limit and deals it out among the bins below it: as much to each as there is for all, to the limit where that is close, the rest one by one at even steps.
 * @source skimage.exposure.equalize_adapthist
 */
export function clipCounts(counts: Int32Array, limit: number): void {
  let excess = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! <= limit) continue;
    excess += counts[i]! - limit;
    counts[i] = limit;
  }
  const each = Math.floor(excess / counts.length);
  for (let i = 0; i < counts.length; i++) {
    let raised = counts[i]! < limit - each ? counts[i]! + each : counts[i]!;
    if (raised >= limit - each) raised = limit; // those that have come close to it just now too, as there
    excess -= raised - counts[i]!;
    counts[i] = raised;
  }
  for (let before = -1; excess > 0 && excess !== before; ) {
    before = excess;
    for (let first = 0; first < counts.length && excess > 0; first++) {
      let under = 0;
      for (let i = 0; i < counts.length; i++) under += Number(counts[i]! < limit);
      const step = Math.max(1, Math.floor(under / excess));
      for (let i = first; i < counts.length; i += step) {
        if (counts[i]! >= limit) continue;
        counts[i]!++;
        excess--;
      }
    }
  }
}
