import { killedAfterEachCall } from './support/crash.ts';

killedAfterEachCall('forward');
