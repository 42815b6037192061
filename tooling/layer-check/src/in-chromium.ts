import { strict as assert } from 'node:assert';
import { env } from 'node:process';
import {
  bundleForPages,
  chromiumRemedy,
  findChromium,
  launchChromium,
  openProgram,
} from '@chainrule/chromium';

/** The layer of each contributed package that is trained, as `new Layer(features, features)`. */
const layers: { readonly [name: string]: string } = {
  '@chainrule/contrib-kan': 'KANLinear',
  '@chainrule/contrib-rbf': 'RBF',
};

/** The losses of a layer's training, as its users write it. */
const programFor = (name: string, layer: string): string => `
import { compile } from '@chainrule/compile';
import { ${layer} } from '${name}';
import { webgl2, webgpu } from '@chainrule/kernels-gpu';
import { SGD } from '@chainrule/optim';
import { manualSeed, randn } from '@chainrule/tensor';

async function losses(device, isCompiled) {
  manualSeed(3);
  const x = randn(8, 3).tanh().to(device);
  const layer = new ${layer}(3, 2).to(device);
  const optimizer = new SGD(layer.parameters(), { lr: 0.1 });
  const plain = () => {
    optimizer.zeroGrad();
    const loss = layer(x).sub(1).square().mean();
    loss.backward();
    optimizer.step();
    return loss.detach();
  };
  const step = isCompiled ? compile(plain) : plain;
  const found = [];
  for (let call = 0; call < 10; call++) found.push((await step().data())[0]);
  return found;
}

globalThis.train = async (device) => {
  if (device !== 'cpu') await { webgl2, webgpu }[device]();
  return { eager: await losses(device, false), compiled: await losses(device, true) };
};
`;

interface Losses {
  readonly eager: readonly number[];
  readonly compiled: readonly number[];
}

declare const train: (device: string) => Promise<Losses>;

/**
 * Trains a contributed layer in Chromium, from what a project has installed; says where.
 *
 * @throws {Error} where the losses on a GPU are not those on the CPU.
 */
export async function checkInChromium(project: string, name: string): Promise<string> {
  if (findChromium() === undefined) {
    const reason = `not run in Chromium, which is not there; to get it: ${chromiumRemedy}`;
    if (env.CHAINRULE_REQUIRE_OPTIONAL === '1') throw new Error(reason);
    return reason;
  }
  const layer = layers[name];
  if (layer === undefined) throw new Error(`say in ${import.meta.url} which layer ${name} has`);
  const program = await bundleForPages({
    stdin: { contents: programFor(name, layer), resolveDir: project },
    conditions: [],
  });
  const browser = await launchChromium();
  try {
    const page = await openProgram(browser, program);
    const expected = await page.evaluate(() => train('cpu'));
    const [first, last] = [expected.eager[0] as number, expected.eager.at(-1) as number];
    assert.ok(last < first, `on the CPU, ${name} does not learn: ${expected.eager}`);
    for (const device of ['webgl2', 'webgpu']) {
      const found = await page.evaluate((type) => train(type), device);
      for (const kind of ['eager', 'compiled'] as const) {
        const isNear = found[kind].every(
          (loss, call) => Math.abs(loss - (expected.eager[call] as number)) < 1e-5,
        );
        const message = `${kind} on ${device}: ${found[kind]}; on the CPU: ${expected.eager}`;
        assert.ok(isNear && found[kind].length === expected.eager.length, message);
      }
    }
  } finally {
    await browser.close();
  }
  return 'on webgl2, webgpu';
}
