// api/origins.ts — where the two origins are (PROTOCOL §16, GET /origins.json).

export interface Origins {
    /** Without a slash at the end; empty: the page's own. */
    readonly issue: string;
    readonly box: string;
}

const portMax = 65535;

/** The box is under the name by which this page was reached; without an answer, where the page is. */
export function originsOf(hostname: string, answer: unknown): Origins {
    const here = { issue: "", box: "" };
    if (typeof answer !== "object" || answer === null || !("box_port" in answer)) return here;
    const port = answer.box_port;
    if (typeof port !== "number" || !Number.isInteger(port)) return here;
    return port >= 1 && port <= portMax ? { issue: "", box: `https://${hostname}:${port}` } : here;
}

/** For the page at this place. */
export async function readOrigins(page: Pick<Location, "hostname">): Promise<Origins> {
    try {
        const response = await fetch("/origins.json", { cache: "no-store" });
        const found: unknown = response.ok ? await response.json() : null;
        return originsOf(page.hostname, found);
    } catch {
        return originsOf(page.hostname, null);
    }
}
