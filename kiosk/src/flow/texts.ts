// flow/texts.ts — a few named texts in IndexedDB, written through before the promise settles.

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

/** Null: there is none. */
export type TextsOf<Name extends string> = Readonly<Record<Name, string | null>>;

export interface TextPlaces<Name extends string> {
    readonly database: string;
    readonly store: string;
    /** Under which key each text lies. */
    readonly keys: Readonly<Record<Name, string>>;
}

/** The database of one page; a new connection for each use, so that none is held while a page sleeps. */
export class TextStore<Name extends string> {
    readonly #factory: IDBFactory;
    readonly #places: TextPlaces<Name>;

    constructor(factory: IDBFactory, places: TextPlaces<Name>) {
        this.#factory = factory;
        this.#places = places;
    }

    async load(): Promise<TextsOf<Name>> {
        const database = await this.#open();
        const { store } = this.#places;
        try {
            const texts = database.transaction(store, "readonly").objectStore(store);
            const found = this.#names().map(async (name) => {
                const text = await settled<unknown>(texts.get(this.#places.keys[name]));
                return [name, textOf(text)] as const;
            });
            return Object.fromEntries(await Promise.all(found)) as TextsOf<Name>;
        } finally {
            database.close();
        }
    }

    /** Those that are named, all of them or none; null takes one away. */
    async keep(texts: Partial<TextsOf<Name>>): Promise<void> {
        const database = await this.#open();
        const { store, keys } = this.#places;
        try {
            // Strict: complete means on the disk, not in the memory of the system.
            const transaction = database.transaction(store, "readwrite", { durability: "strict" });
            const done = committed(transaction);
            const place = transaction.objectStore(store);
            for (const name of this.#names()) {
                const text: string | null | undefined = texts[name];
                if (text === null) place.delete(keys[name]);
                else if (text !== undefined) place.put(text, keys[name]);
            }
            await done;
        } finally {
            database.close();
        }
    }

    #names(): readonly Name[] {
        return Object.keys(this.#places.keys) as Name[];
    }

    async #open(): Promise<IDBDatabase> {
        const request = this.#factory.open(this.#places.database, 1);
        request.onupgradeneeded = () => {
            request.result.createObjectStore(this.#places.store);
        };
        return settled(request);
    }
}
