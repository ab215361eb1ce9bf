// flow/device.ts — where a device keeps its stage, and the rounds before; a booth, its book: texts in IndexedDB, written
// through before the promise settles.

/** Null: there is none. */
export interface Texts {
    readonly stage: string | null;
    readonly earlier: string | null;
}

export interface Device {
    load(): Promise<Texts>;
    /** Those that are named, all of them or none; null takes one away. */
    keep(texts: Partial<Texts>): Promise<void>;
}

const storeName = "stage";
const keys = { stage: "now", earlier: "earlier" } as const;

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

function textOf(found: unknown): string | null {
    if (found === undefined) return null;
    if (typeof found === "string") return found;
    throw new Error("what is kept is no text");
}

async function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore(storeName);
    };
    return settled(request);
}

/** The databases of one page; a new connection for each use, so that none is held while a page sleeps. */
export class IndexedDbDevice implements Device {
    readonly #factory: IDBFactory;
    readonly #name: string;

    constructor(factory: IDBFactory, name = "piaojue-deputy") {
        this.#factory = factory;
        this.#name = name;
    }

    async load(): Promise<Texts> {
        const database = await open(this.#factory, this.#name);
        try {
            const store = database.transaction(storeName, "readonly").objectStore(storeName);
            const stage = settled<unknown>(store.get(keys.stage));
            const earlier = settled<unknown>(store.get(keys.earlier));
            return { stage: textOf(await stage), earlier: textOf(await earlier) };
        } finally {
            database.close();
        }
    }

    async keep(texts: Partial<Texts>): Promise<void> {
        const database = await open(this.#factory, this.#name);
        try {
            // Strict: complete means on the disk, not in the memory of the system.
            const transaction = database.transaction(storeName, "readwrite", {
                durability: "strict",
            });
            const done = committed(transaction);
            const store = transaction.objectStore(storeName);
            for (const name of ["stage", "earlier"] as const) {
                const text = texts[name];
                if (text === null) store.delete(keys[name]);
                else if (text !== undefined) store.put(text, keys[name]);
            }
            await done;
        } finally {
            database.close();
        }
    }
}
