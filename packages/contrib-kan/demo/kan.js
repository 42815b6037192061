// Teaches a Kolmogorov-Arnold network the example of its paper, and prints how far it is off: pnpm demo
import { compile } from '@chainrule/compile';
import { KAN } from '@chainrule/contrib-kan';
import { MSELoss } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { manualSeed, rand } from '@chainrule/tensor';

manualSeed(0);
const f = (x) => {
  const [a, b] = [x.narrow(1, 0, 1), x.narrow(1, 1, 1)];
  return a.mul(Math.PI).sin().add(b.square()).exp();
};
const [shown, hidden] = [rand(100, 2).mul(2).sub(1), rand(100, 2).mul(2).sub(1)];
const y = f(shown);

const model = new KAN([2, 5, 1]);
const criterion = new MSELoss();
const optimizer = new Adam(model.parameters(), { lr: 0.02 });
const step = compile(() => {
  optimizer.zeroGrad();
  const loss = criterion(model(shown), y);
  loss.backward();
  optimizer.step();
  return loss.detach();
});

console.log(String(model));
for (let done = 0; done < 300; done += 100) {
  const loss = done === 0 ? step() : step.run(100);
  const unseen = criterion(model(hidden), f(hidden)).item();
  console.log(
    `step ${done}: loss ${loss.item().toFixed(5)}, where it was not shown ${unseen.toFixed(5)}`,
  );
}
