import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/**
 * Opens a zip.
 *
 * @returns the content of each file in it, by name
 */
export async function readZip(zip: Buffer): Promise<Map<string, string>> {
  const file = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    file.on('error', reject);
    file.on('end', () => resolve(files));
    file.on('entry', (entry: Entry) => {
      readEntry(file, entry).then(text => {
        files.set(entry.fileName, text);
        file.readEntry();
      }, reject);
    });
    file.readEntry();
  });
}

function readEntry(file: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) =>
    file.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    }),
  );
}
