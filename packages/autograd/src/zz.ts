import * as torch from '@chainrule/tensor';
import { noGrad, grad, gradcheck, gradgradcheck } from './index.ts';
const { tensor, randn, rand, manualSeed, apply, none } = torch;
const x = tensor([[1,2],[3,4]], {requiresGrad:true});
const y = x.mul(x).sum(); y.backward(); console.log(x.grad, y);
// xor nn
manualSeed(777);
function lin(i:number,o:number){ const b=1/Math.sqrt(i); const w=torch.empty(o,i).uniform_(-b,b); const bias=torch.empty(o).uniform_(-b,b); return [w.requiresGrad_(),bias.requiresGrad_()] as const; }
const X=tensor([[0,0],[0,1],[1,0],[1,1]]), Y=tensor([[0],[1],[1],[0]]);
const [w1,b1]=lin(2,2), [w2,b2]=lin(2,1); const ps=[w1,b1,w2,b2];
let t0=performance.now();
for (let s=0;s<=10000;s++){
  for (const p of ps) p.grad=null;
  const h=torch.addmm(b2, torch.addmm(b1,X,w1.t()).sigmoid(), w2.t()).sigmoid();
  const cost=apply('binaryCrossEntropy',[h,Y],none).mean();
  cost.backward();
  noGrad(()=>{ for (const p of ps) p.add_(p.grad!.mul(-1)); });
  if (s%1000===0) console.log(s,cost.item());
  if (s===10000) console.log(h);
}
console.log(performance.now()-t0,'ms');
const a=randn(2,3,{dtype:'float64',requiresGrad:true}), b=randn(3,4,{dtype:'float64',requiresGrad:true});
console.log(gradcheck((a,b)=>a.matmul(b).sigmoid(),[a,b]), gradgradcheck((a,b)=>a.matmul(b).tanh(),[a,b]));
// in-place on view
const q=randn(3,3,{requiresGrad:true}); const z=q.mul(2); z.select(0,1).mul_(3); z.sum().backward(); console.log(q.grad, z);
const buf=torch.zeros(2,3); const v=tensor([1,2,3],{requiresGrad:true}); buf.select(0,1).copy_(v); console.log(buf); buf.mul(2).sum().backward(); console.log(v.grad);
try { v.add_(1) } catch(e){ console.log(String(e)) }
try { const e=v.exp(); e.add_(1); e.sum().backward() } catch(e){ console.log(String(e)) }
try { const e=v.exp().sum(); e.backward(); e.backward() } catch(e){ console.log(String(e)) }
