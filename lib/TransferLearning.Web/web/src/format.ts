/** A probability as people read it; never a certainty that the model does not have. */
export function percent(share: number): string {
  if (share > 0.999 && share < 1) return "> 99.9 %";
  if (share < 0.001 && share > 0) return "< 0.1 %";
  return `${(100 * share).toFixed(1)} %`;
}

/** A weight in points of a percentage, with its sign. */
export function signed(weight: number): string {
  return `${weight < 0 ? "−" : "+"}${(100 * Math.abs(weight)).toFixed(1)}`;
}
