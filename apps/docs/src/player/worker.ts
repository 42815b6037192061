import { problemOf } from './problem.ts';
import type { Command, Report } from './protocol.ts';
import { Session } from './session.ts';

/** The page that this worker belongs to. */
interface PagePort {
  postMessage(report: Report): void;
  addEventListener(type: 'message', listener: (message: MessageEvent<Command>) => void): void;
}

const page = globalThis as unknown as PagePort;
const report = (message: Report): void => page.postMessage(message);

let session: Session | undefined;

async function obey(command: Command): Promise<void> {
  switch (command.type) {
    case 'run':
      session = new Session(command.request, report);
      return await session.run();
    case 'pause':
      return session?.pacer.pause();
    case 'resume':
      return session?.pacer.resume();
    case 'step':
      return session?.pacer.step(command.count);
    case 'speed':
      if (session) session.pacer.speed = command.speed;
      return;
    case 'classify':
      return session?.classify(command.pixels);
    case 'save':
      return session?.save();
  }
}

page.addEventListener('message', ({ data }) => {
  obey(data).catch((error: unknown) => report({ type: 'failed', problem: problemOf(error) }));
});
