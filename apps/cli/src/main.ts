#!/usr/bin/env -S node --conditions=@chainrule/source --import tsx
import { experiments } from '@chainrule/experiments';
import { start } from './start.ts';

await start({ experiments });
