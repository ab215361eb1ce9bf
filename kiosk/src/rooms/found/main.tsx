// rooms/found/main.tsx — starts the page on which a congress is founded; the code comes in the link and leaves the address.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FoundingClient } from "../../api/founding.ts";
import { assert } from "../../basics/assert.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { FoundApp, type FoundProps } from "./app.tsx";
import "./found.css";

function Room({ code }: { readonly code: string }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [server] = useState(
        () => new FoundingClient((url, options) => fetch(url, options), code),
    );
    const [ground, setGround] = useState<FoundProps["ground"]>(code === "" ? "no_code" : null);
    useEffect(() => {
        if (code !== "") void server.ground().then(setGround);
    }, [code, server]);
    const print = (): void => {
        window.print();
    };
    return (
        <FoundApp
            {...{ settings, onSettings, ground, print }}
            found={(wanted) => server.found(wanted)}
        />
    );
}

async function start(root: HTMLElement): Promise<void> {
    const code = location.hash.slice(1);
    // Before anything is drawn: a picture of the screen is not to show it.
    history.replaceState(null, "", location.pathname);
    await loadWords(localStorage);
    render(<Room code={code} />, root);
    fetchAtRest(fetchWords);
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
void start(root);
