import {
  type Answer,
  answerCase,
  type EncodedResult,
  type FixtureCase,
  isTensor,
  library,
  type TensorLike,
  type Torch,
} from '@chainrule/oracle/cases';
import { ChainruleError, type Device, type Tensor } from '@chainrule/tensor';
import { isRightRefusal, mayOverlook, mustRefuseFloat64 } from './expectation.ts';
import { type Measure, measure } from './measure.ts';
import { gradientTolerance, outputTolerance, tellsZerosApart } from './tolerance.ts';
import { askable, onDevice } from './transfer.ts';

/** What became of a case on a device. */
export interface CaseResult {
  readonly name: string;
  /** The largest error of the outputs; absent where there is none to compare. */
  readonly forward?: number;
  /** The largest error of the gradients. */
  readonly gradient?: number;
  /** What is wrong; absent where all is well. */
  readonly problem?: string;
}

/** Runs a case on `device`, which is the default device, and compares all that comes out. */
export async function runCase(device: Device, given: FixtureCase): Promise<CaseResult> {
  const fixture = askable(device, given);
  const { name } = fixture;
  try {
    return { name, ...(await judge(device, fixture, onDevice(library, device, fixture))) };
  } catch (error) {
    if (fixture.throws && error instanceof ChainruleError) return { name };
    if (isRightRefusal(device, fixture, error)) return { name };
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { name, problem: reason };
  }
}

async function judge(
  device: Device,
  fixture: FixtureCase,
  torch: Torch,
): Promise<Omit<CaseResult, 'name'>> {
  // Only the gradient of such a case may be what PyTorch refuses, so it is asked for.
  const answer = answerCase(torch, fixture.throws ? { ...fixture, gradients: [] } : fixture);
  const measured = await compare(device, fixture, answer);
  if (mustRefuseFloat64(device, fixture)) return { problem: 'did not refuse float64' };
  if (fixture.throws && !mayOverlook(device, fixture)) {
    return { problem: 'PyTorch refuses this, and the device did not' };
  }
  return measured;
}

async function compare(
  device: Device,
  fixture: FixtureCase,
  answer: Answer,
): Promise<Omit<CaseResult, 'name'>> {
  const signedZeros = tellsZerosApart(fixture);
  const outputs: Measure[] = [];
  for (const [place, expected] of (fixture.outputs ?? []).entries()) {
    if (expected === null) continue;
    const received = answer.outputs[place];
    if ('value' in expected) {
      outputs.push(compareValue(received, expected.value));
      continue;
    }
    if (!isTensor(received)) throw new Error(`output ${place} is ${String(received)}, no tensor`);
    const tolerance = outputTolerance(device.type, fixture, expected.dtype);
    outputs.push(
      await compareTensor(`output ${place}`, received, expected, { tolerance, signedZeros }),
    );
  }
  const gradients = [
    ...(await compareAll(device, 'gradient', answer.gradients, fixture.gradients)),
    ...(await compareAll(device, 'second gradient', answer.second, fixture.second)),
  ];
  const problem = [...outputs, ...gradients].find((entry) => entry.problem)?.problem;
  return {
    ...(outputs.length > 0 && { forward: largest(outputs) }),
    ...(gradients.length > 0 && { gradient: largest(gradients) }),
    ...(problem !== undefined && { problem }),
  };
}

const largest = (measures: readonly Measure[]): number =>
  Math.max(...measures.map(({ error }) => error));

function compareValue(received: unknown, expected: unknown): Measure {
  const wanted = typeof expected === 'string' ? Number(expected) : expected;
  if (Object.is(received, wanted)) return { error: 0 };
  return { error: Number.POSITIVE_INFINITY, problem: `gave ${String(received)}, not ${wanted}` };
}

async function compareTensor(
  what: string,
  received: TensorLike,
  expected: EncodedResult,
  strict: Parameters<typeof measure>[2],
): Promise<Measure> {
  const data = await (received as unknown as Tensor).data();
  const { dtype, shape } = received;
  const measured = measure({ dtype, shape, data }, expected, strict);
  return measured.problem ? { ...measured, problem: `${what} ${measured.problem}` } : measured;
}

/** Gradients, which are compared where PyTorch has one that is not zero everywhere. */
async function compareAll(
  device: Device,
  what: string,
  received: readonly (TensorLike | null)[],
  expected: readonly (EncodedResult | null)[] = [],
): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [place, result] of expected.entries()) {
    if (result === null) continue;
    const gradient = received[place];
    if (!gradient) {
      if (result.data.every((value) => value === 0)) continue;
      measures.push({ error: Number.POSITIVE_INFINITY, problem: `${what} ${place} is missing` });
      continue;
    }
    const strict = { tolerance: gradientTolerance(device.type, result.dtype), signedZeros: false };
    measures.push(await compareTensor(`${what} ${place}`, gradient, result, strict));
  }
  return measures;
}
