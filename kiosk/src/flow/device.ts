// flow/device.ts — where a device keeps its stage: one text in IndexedDB, written through before the promise settles.

export interface Device {
    load(): Promise<string | null>;
    keep(text: string): Promise<void>;
    clear(): Promise<void>;
}

const databaseName = "piaojue-deputy";
const storeName = "stage";
const onlyKey = "now";

function settled<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => {
            resolve(request.result);
        };
        request.onerror = () => {
            reject(request.error ?? new Error("the request failed"));
        };
    });
}

function committed(transaction: IDBTransaction): Promise<void> {
    return new Promise((resolve, reject) => {
        transaction.oncomplete = () => {
            resolve();
        };
        transaction.onabort = () => {
            reject(transaction.error ?? new Error("the transaction was given up"));
        };
    });
}

async function open(factory: IDBFactory): Promise<IDBDatabase> {
    const request = factory.open(databaseName, 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore(storeName);
    };
    return settled(request);
}

/** The databases of one page; a new connection for each use, so that none is held while a page sleeps. */
export class IndexedDbDevice implements Device {
    readonly #factory: IDBFactory;

    constructor(factory: IDBFactory) {
        this.#factory = factory;
    }

    async load(): Promise<string | null> {
        const database = await open(this.#factory);
        try {
            const store = database.transaction(storeName, "readonly").objectStore(storeName);
            const found: unknown = await settled(store.get(onlyKey));
            if (found === undefined) return null;
            if (typeof found === "string") return found;
            throw new Error("what is kept is no text");
        } finally {
            database.close();
        }
    }

    keep(text: string): Promise<void> {
        return this.#write((store) => store.put(text, onlyKey));
    }

    clear(): Promise<void> {
        return this.#write((store) => store.delete(onlyKey));
    }

    async #write(change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
        const database = await open(this.#factory);
        try {
            // Strict: complete means on the disk, not in the memory of the system.
            const transaction = database.transaction(storeName, "readwrite", {
                durability: "strict",
            });
            const done = committed(transaction);
            change(transaction.objectStore(storeName));
            await done;
        } finally {
            database.close();
        }
    }
}
