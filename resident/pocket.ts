// Photos wait here until they have arrived: pictures are too large for the text storage of a browser. One record per
// report, by its key.

const open = (): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    const request = indexedDB.open('jiewang', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('photos')
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })

const withPhotos = async <T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const db = await open()
  try {
    return await new Promise<T>((done, fail) => {
      const transaction = db.transaction('photos', mode)
      const request = act(transaction.objectStore('photos'))
      transaction.oncomplete = () => done(request.result)
      transaction.onabort = () => fail(transaction.error)
    })
  } finally {
    db.close()
  }
}

// For devices that keep none: until the page closes.
const untilClosed = new Map<string, readonly Blob[]>()

export const photosOf = async (key: string): Promise<readonly Blob[]> => {
  const held = untilClosed.get(key)
  if (held) return held
  try {
    return (await withPhotos<Blob[] | undefined>('readonly', store => store.get(key))) ?? []
  } catch {
    return []
  }
}

/** False when they are kept only until the page closes. */
export const keepPhotos = async (key: string, photos: readonly Blob[]): Promise<boolean> => {
  try {
    await withPhotos('readwrite', store =>
      photos.length > 0 ? store.put([...photos], key) : (store.delete(key) as IDBRequest),
    )
    untilClosed.delete(key)
    return true
  } catch {
    untilClosed.set(key, photos)
    return false
  }
}
