import {
  histograms,
  type Inspection,
  predict,
  type Training,
  unitSurfaces,
} from '@chainrule/experiments';
import type { DigitModelLook, DigitsLook, PlaneLook } from './protocol.ts';

const SHOWN_DIGITS = 24;
const SHOWN_UNITS = 24;

/** What is to be seen of the nets of a run at this moment. */
export function lookAt({ inspections = {}, test }: Training): Promise<PlaneLook | DigitsLook> {
  const nets = Object.entries(inspections);
  if (test === undefined) return lookAtPlane(nets[0]![1]);
  return lookAtDigits(nets, test);
}

async function lookAtPlane(inspection: Inspection): Promise<PlaneLook> {
  const layers = await inspection.layers();
  return { kind: 'plane', layers, surfaces: await unitSurfaces(inspection) };
}

async function lookAtDigits(
  nets: readonly (readonly [string, Inspection])[],
  test: NonNullable<Training['test']>,
): Promise<DigitsLook> {
  const models: DigitModelLook[] = [];
  for (const [name, inspection] of nets) {
    const [first] = await inspection.layers();
    models.push({
      name,
      predictions: await predict(inspection, name, test, SHOWN_DIGITS),
      firstWeights: first!.weight.slice(0, SHOWN_UNITS * first!.inputs),
      histograms: await histograms(inspection, test),
    });
  }
  return { kind: 'digits', models };
}
