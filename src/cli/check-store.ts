import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemErrorCode, unwritable } from '../decode/file-problem.ts';
import { checkFolderWritable } from '../files/write-file.ts';
import { namingOption } from './name-option.ts';

/** `statfs`, f_type of Linux: PROC_SUPER_MAGIC. */
const PROC = 0x9fa0;

/**
 * Checks that runs can be kept in a store, which need not be there yet. Makes nothing.
 *
 * @throws {Problem} 'cannot-write', with the reason.
 */
export function checkStore(store: string): Promise<void> {
  return namingOption('--store', () => checkStoreFolder(store));
}

async function checkStoreFolder(store: string): Promise<void> {
  await checkFolderWritable(store);
  // It takes no folders, and says so in a way that Node tries again for ever.
  if (process.platform === 'linux' && (await fileSystemOf(store)) === PROC) {
    throw unwritable(store, Object.assign(new Error(store), { code: 'EROFS' }));
  }
}

/** Of the nearest folder that is there. */
async function fileSystemOf(folder: string): Promise<number | null> {
  try {
    return (await statfs(folder)).type;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return dirname(folder) === folder ? null : fileSystemOf(dirname(folder));
  }
}
