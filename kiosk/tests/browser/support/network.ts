// A network that fails at a chosen moment.
import type { Route } from "playwright-core";
import type { Device } from "./device.ts";

/** The console of a browser says so when a request fails. */
const failed = /net::ERR_/;

/** And when a server refuses. */
export const refusedAsk = /the server responded with a status of [45]\d\d/;

export interface Loss {
    /** When the server has answered, for the first time, and the answer was thrown away. */
    readonly served: Promise<void>;
    readonly end: () => Promise<void>;
}

/** From now on requests to this path reach the server, and no answer comes back. */
export async function loseAnswers(device: Device, path: string): Promise<Loss> {
    device.watch.expect(failed);
    const matches = (url: URL): boolean => url.pathname === path;
    let tell: () => void = () => undefined;
    const served = new Promise<void>((resolve) => {
        tell = resolve;
    });
    const lose = async (route: Route): Promise<void> => {
        try {
            await route.fetch();
            tell();
            await route.abort("connectionreset");
        } catch {
            // The page was left meanwhile: there is nobody to answer.
        }
    };
    await device.context.route(matches, lose);
    return {
        served,
        end: () => device.context.unroute(matches, lose),
    };
}

export async function cutNetwork(device: Device, cut: boolean): Promise<void> {
    device.watch.expect(failed);
    await device.context.setOffline(cut);
}
