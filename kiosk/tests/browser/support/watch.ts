// Everything that a browser window asked for and complained of.
import type { BrowserContext } from "playwright-core";

export interface Asked {
    readonly method: string;
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
}

/**
 * From the close until the announcement nobody is given these (PROTOCOL §16). A page that asked for one in the moment in which
 * the box was closed, as a desk does for the cards that were replaced, is refused, leaves it, and hears of the close next.
 */
const silentFromTheClose = /\/api\/v1\/(entries|attachments|replacements)(\/|$)/;

function isRace(text: string, url: string): boolean {
    return text.includes(" status of 409 ") && silentFromTheClose.test(url);
}

export class Watch {
    readonly asked: Asked[] = [];
    readonly #complaints: string[] = [];
    readonly #reading: Promise<void>[] = [];
    readonly #expected: RegExp[] = [];

    constructor(context: BrowserContext) {
        context.on("request", (request) => {
            const read = async (): Promise<void> => {
                const body = request.postDataBuffer() ?? Buffer.alloc(0);
                const url = new URL(request.url());
                // Of a page that was closed meanwhile, only what the page itself asked for is known.
                const headers = await request.allHeaders().catch(() => request.headers());
                this.asked.push({ method: request.method(), url, headers, body });
            };
            this.#reading.push(read());
        });
        // A violation of the content security policy is an error of the console too.
        context.on("console", (message) => {
            if (message.type() !== "error") return;
            const { url } = message.location();
            if (!isRace(message.text(), url)) this.#complaints.push(`${message.text()} ${url}`);
        });
        context.on("weberror", (error) => {
            this.#complaints.push(String(error.error()));
        });
    }

    /** What the scenario itself brings about, as a cut network does. */
    expect(complaint: RegExp): void {
        this.#expected.push(complaint);
    }

    /** Throws unless all that was asked went to these origins, and nothing else went wrong. */
    async judge(origins: readonly string[]): Promise<void> {
        await Promise.all(this.#reading);
        const foreign = this.asked.filter(({ url }) => !origins.includes(url.origin));
        if (foreign.length > 0) {
            throw new Error(`foreign requests: ${foreign.map(({ url }) => url.href).join(" ")}`);
        }
        const bad = this.#complaints.filter((text) => !this.#expected.some((re) => re.test(text)));
        if (bad.length > 0) throw new Error(`the browser complains: ${bad.join(" | ")}`);
    }

    /** All that went to an origin, when every request was read. */
    async to(origin: string): Promise<readonly Asked[]> {
        await Promise.all(this.#reading);
        return this.asked.filter(({ url }) => url.origin === origin);
    }
}
