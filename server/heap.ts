import { setFlagsFromString } from 'node:v8';

/**
 * On a machine with room to spare V8 lets garbage pile up to several times what is alive (some 50 MB here) before it looks;
 * a school's machine may have none to spare. The old generation grows by this much at a time and the young one stays as it
 * begins. No limit is set: a large mail takes what it needs. Called before anything else is loaded.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--semi-space-growth-factor=1');
}
