// flow/device.ts — where a device keeps its stage, and the rounds before; a booth, its book.
import { TextStore, type TextsOf } from "./texts.ts";

/** Null: there is none. */
export type Texts = TextsOf<"stage" | "earlier">;

export interface Device {
    load(): Promise<Texts>;
    /** Those that are named, all of them or none; null takes one away. */
    keep(texts: Partial<Texts>): Promise<void>;
}

export class IndexedDbDevice extends TextStore<"stage" | "earlier"> implements Device {
    constructor(factory: IDBFactory, database = "piaojue-deputy") {
        super(factory, {
            database,
            store: "stage",
            keys: { stage: "now", earlier: "earlier" },
        });
    }
}
