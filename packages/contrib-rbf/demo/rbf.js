// Fits a wave with a few bumps, and prints where they come to lie: pnpm demo
import { compile } from '@chainrule/compile';
import { RBF } from '@chainrule/contrib-rbf';
import { Linear, MSELoss, Sequential } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { linspace, manualSeed } from '@chainrule/tensor';

manualSeed(0);
const x = linspace(-1, 1, 50).unsqueeze(1);
const y = x.mul(Math.PI).sin();

const bumps = new RBF(1, 6).fit(x);
const model = new Sequential(bumps, new Linear(6, 1));
const criterion = new MSELoss();
const optimizer = new Adam(model.parameters(), { lr: 0.05 });
const step = compile(() => {
  optimizer.zeroGrad();
  const loss = criterion(model(x), y);
  loss.backward();
  optimizer.step();
  return loss.detach();
});

console.log(String(model));
for (let done = 0; done <= 300; done += 100) {
  const loss = done === 0 ? step() : step.run(100);
  console.log(`step ${done}: loss ${loss.item().toFixed(6)}`);
}
console.log('centres', bumps.centres.flatten().toArray());
