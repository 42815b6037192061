/**
 * The 2-2-1 net on XOR as a loop in plain JavaScript, with nothing between the arithmetic: what a
 * general program can be held to.
 *
 * @returns the last cost.
 */
export function trainByHand(steps: number): number {
  const x = [0, 0, 0, 1, 1, 0, 1, 1];
  const y = [0, 1, 1, 0];
  const w1 = new Float32Array([0.3, -0.6, 0.5, 0.4]);
  const b1 = new Float32Array([0.1, -0.2]);
  const w2 = new Float32Array([0.6, -0.5]);
  let b2 = 0.05;
  const hidden = new Float32Array(8);
  const gradientW1 = new Float32Array(4);
  const gradientB1 = new Float32Array(2);
  const gradientW2 = new Float32Array(2);
  let cost = 0;
  for (let step = 0; step < steps; step++) {
    gradientW1.fill(0);
    gradientB1.fill(0);
    gradientW2.fill(0);
    let gradientB2 = 0;
    cost = 0;
    for (let sample = 0; sample < 4; sample++) {
      const [x0, x1] = [x[2 * sample]!, x[2 * sample + 1]!];
      let logit = b2;
      for (let unit = 0; unit < 2; unit++) {
        const sum = b1[unit]! + w1[2 * unit]! * x0 + w1[2 * unit + 1]! * x1;
        const output = 1 / (1 + Math.exp(-sum));
        hidden[2 * sample + unit] = output;
        logit += w2[unit]! * output;
      }
      const probability = 1 / (1 + Math.exp(-logit));
      const target = y[sample]!;
      cost -= (target * Math.log(probability) + (1 - target) * Math.log(1 - probability)) / 4;
      const gradient = (probability - target) / 4;
      gradientB2 += gradient;
      for (let unit = 0; unit < 2; unit++) {
        const output = hidden[2 * sample + unit]!;
        gradientW2[unit]! += gradient * output;
        const back = gradient * w2[unit]! * output * (1 - output);
        gradientB1[unit]! += back;
        gradientW1[2 * unit]! += back * x0;
        gradientW1[2 * unit + 1]! += back * x1;
      }
    }
    for (let i = 0; i < 4; i++) w1[i]! -= gradientW1[i]!;
    for (let i = 0; i < 2; i++) {
      b1[i]! -= gradientB1[i]!;
      w2[i]! -= gradientW2[i]!;
    }
    b2 -= gradientB2;
  }
  return cost;
}
