// rooms/desk/roll_book.ts — whose card it is (PROTOCOL §5). A card's secret is asked once and forgotten.
import { encodeHex } from "../../basics/encoding.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { identityKey, readCard } from "../../ballot/card.ts";
import type { Replacement, Roll } from "../../ballot/entries/roll.ts";
import { deputyNumber, type DeputyNumber, type ManifestHash } from "../../ballot/ids.ts";
import { makeDeclaration } from "../../ballot/declaration.ts";
import { makePaperRequest } from "../../ballot/paper_request.ts";
import { makeDrawRequest } from "../../ballot/token.ts";

export type CardSays =
    | { readonly is: "deputy"; readonly no: DeputyNumber }
    /** Void: another card took its place. */
    | { readonly is: "replaced"; readonly no: DeputyNumber }
    | { readonly is: "other_roll" | "nobody" | "no_card" };

/** PROTOCOL §7.4, §7.5, §11.9. */
export type CardRequest = "draw" | "take" | "declare";
const requests = {
    draw: makeDrawRequest,
    take: makePaperRequest,
    declare: makeDeclaration,
} as const;

/** The card in what was scanned or typed: as it is printed, or behind the # of a link. */
function cardIn(text: string): string {
    return text.slice(text.indexOf("#") + 1).trim();
}

export class RollBook {
    readonly roll: Roll;
    readonly #earlier: readonly Roll[];
    /** Of every key that was ever in force under this roll. */
    readonly #owners: ReadonlyMap<string, DeputyNumber>;
    readonly #inForce: ReadonlyMap<DeputyNumber, string>;

    private constructor(
        roll: Roll,
        earlier: readonly Roll[],
        owners: ReadonlyMap<string, DeputyNumber>,
        inForce: ReadonlyMap<DeputyNumber, string>,
    ) {
        this.roll = roll;
        this.#earlier = earlier;
        this.#owners = owners;
        this.#inForce = inForce;
    }

    static of(roll: Roll, earlier: readonly Roll[]): RollBook {
        const keys = roll.identityKeys.map(
            (key, place) => [encodeHex(key), deputyNumber(place + 1)] as const,
        );
        const inForce = new Map(keys.map(([key, no]) => [no, key]));
        return new RollBook(roll, earlier, new Map(keys), inForce);
    }

    get due(): number {
        return this.roll.identityKeys.length;
    }

    /** The same with these cards in force, in their order; what they replace stays known as void. */
    withReplaced(cards: readonly Replacement[]): RollBook {
        const owners = new Map(this.#owners);
        const inForce = new Map(this.#inForce);
        for (const { deputy, identityKey: key } of cards) {
            owners.set(encodeHex(key), deputy);
            inForce.set(deputy, encodeHex(key));
        }
        return new RollBook(this.roll, this.#earlier, owners, inForce);
    }

    /** What the card says: a slip is drawn, a sheet taken, or the paper is in the box. Null: no card. */
    async request(
        what: CardRequest,
        text: string,
        round: ManifestHash,
        deputy: DeputyNumber,
    ): Promise<Bytes | null> {
        const card = readCard(cardIn(text));
        if (!card.ok) return null;
        try {
            const key = await identityKey(card.value, this.roll.rollId);
            return await requests[what](round, deputy, key);
        } finally {
            card.value.fill(0);
        }
    }

    async find(text: string): Promise<CardSays> {
        const card = readCard(cardIn(text));
        if (!card.ok) return { is: "no_card" };
        const secret = card.value;
        const keyUnder = async ({ rollId }: Roll): Promise<string> =>
            encodeHex((await identityKey(secret, rollId)).verifyKey.bytes);
        try {
            const key = await keyUnder(this.roll);
            const no = this.#owners.get(key);
            if (no !== undefined) {
                return { is: this.#inForce.get(no) === key ? "deputy" : "replaced", no };
            }
            for (const roll of this.#earlier) {
                const before = await keyUnder(roll);
                if (roll.identityKeys.some((known) => encodeHex(known) === before)) {
                    return { is: "other_roll" };
                }
            }
            return { is: "nobody" };
        } finally {
            secret.fill(0);
        }
    }
}
