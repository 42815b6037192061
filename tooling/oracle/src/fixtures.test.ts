import { describe, expect, it } from 'vitest';
import { type EncodedTensor, type FixtureCase, stepsOf } from './fixture.ts';
import { families, loadFamily } from './load.ts';

const pointwise = `abs acos asin atan ceil cos cosh erf erfc erfinv exp exp2 expm1 floor frac log log10 log1p log2 neg
  reciprocal round rsqrt sigmoid sign sin sinh sqrt square tan tanh trunc isfinite isinf isnan logicalNot`;
const broadcasting = `add addcdiv addcmul atan2 clamp div eq floorDivide fmod ge gt le lerp logicalAnd
  logicalOr logicalXor isclose lt maximum minimum mul ne pow remainder sub where maskedFill maskedSelect`;
const reductions = `all amax amin any argmax argmin cumprod cumsum logsumexp max mean min norm prod std sum
  var`;
const products = 'addmm baddbmm bmm dot einsum linear matmul mm mv outer';
const shapes = `broadcastTo cat chunk diagonal expand expandAs flatten flip movedim narrow permute repeat
  reshape roll select split squeeze stack t tile trace transpose tril triu unbind unsqueeze view`;
const indexing = `argsort argwhere diag diagEmbed indexCopy indexFill maskedScatter meshgrid
  broadcastTensors hstack vstack repeatInterleave rot90 takeAlongDim embedding gather index indexAdd indexPut indexPut_ indexSelect nonzero oneHot
  scatter scatterAdd sort take topk`;
const nonlinear = `logSigmoid binaryCrossEntropy binaryCrossEntropyWithLogits crossEntropy elu gelu hardtanh l1Loss
  leakyRelu logSoftmax mseLoss nllLoss relu silu smoothL1Loss softmax softplus`;
const whole = 'allclose equal arange eye full fullLike linspace ones onesLike to zeros zerosLike';
const inPlace = `abs_ acos_ add_ addcdiv_ addcmul_ asin_ atan_ ceil_ clamp_ copy_ cos_ div_ exp_ fill_
  floor_ lerp_ log_ maskedFill_ mul_ neg_ pow_ relu_ scatter_ sigmoid_ sin_ sqrt_ sub_ tanh_ zero_`;

const words = (text: string): string[] => text.trim().split(/\s+/);
const cases = families().flatMap((family) => loadFamily(family));
const casesOf = new Map<string, FixtureCase[]>();
for (const fixture of cases) {
  for (const op of new Set(stepsOf(fixture).map((step) => step.op))) {
    casesOf.set(op, [...(casesOf.get(op) ?? []), fixture]);
  }
}
const some = (op: string, test: (fixture: FixtureCase) => boolean): boolean =>
  (casesOf.get(op) ?? []).some(test);
const size = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

describe('the fixtures', () => {
  it('hold the cases they promise, each under a name of its own', () => {
    expect(cases.length).toBeGreaterThan(1500);
    for (const family of families()) {
      const names = loadFamily(family).map((fixture) => fixture.name);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('have as many elements as their shapes say', () => {
    const tensors: EncodedTensor[] = cases.flatMap((fixture) => [
      ...fixture.inputs,
      ...(fixture.outputs ?? []).filter((result) => result !== null && 'data' in result),
      ...[...(fixture.gradients ?? []), ...(fixture.second ?? [])].filter(
        (result) => result !== null,
      ),
    ]);
    for (const tensor of tensors) expect(tensor.data).toHaveLength(size(tensor.shape));
  });

  it('either record an answer or that PyTorch refuses', () => {
    for (const fixture of cases)
      expect(fixture.outputs === undefined).toBe(fixture.throws === true);
  });
});

/** The operations that have no case which passes `test`. */
const lacking = (operations: string, test: (fixture: FixtureCase) => boolean): string[] =>
  words(operations).filter((op) => !some(op, test));

describe('every operation has', () => {
  const elementwise = `${pointwise} ${broadcasting}`;

  it('five cases or more', () => {
    const groups = [elementwise, reductions, products, shapes, indexing, nonlinear, whole, inPlace];
    const few = words(groups.join(' ')).filter((op) => (casesOf.get(op)?.length ?? 0) < 5);
    expect(few).toEqual([]);
  });

  it('an empty tensor', () => {
    const empty = ({ inputs }: FixtureCase): boolean =>
      inputs.some(({ shape }) => shape.includes(0));
    expect(
      lacking(`${elementwise} ${reductions} ${products} ${shapes} ${nonlinear}`, empty),
    ).toEqual([]);
  });

  it('a 0-d tensor, where it takes one', () => {
    const scalar = ({ inputs }: FixtureCase): boolean =>
      inputs.some(({ shape }) => shape.length === 0);
    expect(lacking(`${elementwise} ${reductions} ${nonlinear}`, scalar)).toEqual([]);
  });

  it('a view that is not contiguous', () => {
    const viewed = ({ inputs }: FixtureCase): boolean =>
      inputs.some(({ view }) => view !== undefined);
    expect(lacking(`${elementwise} ${reductions} ${products} ${nonlinear}`, viewed)).toEqual([]);
  });

  it('NaN or an infinity', () => {
    const odd = (value: unknown): boolean => typeof value === 'string';
    const special = ({ inputs }: FixtureCase): boolean => inputs.some(({ data }) => data.some(odd));
    expect(lacking(`${elementwise} ${reductions}`, special)).toEqual([]);
  });

  it('operands that broadcast, where it takes two', () => {
    const differ = ({ inputs, throws }: FixtureCase): boolean =>
      !throws && new Set(inputs.map(({ shape }) => shape.join())).size > 1;
    expect(lacking(broadcasting, differ)).toEqual([]);
  });
});
