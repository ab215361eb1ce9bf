// rooms/trust/main.tsx — starts the page about the hall's certificate.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { assert } from "../../basics/assert.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { TrustApp, type Fingerprint } from "./app.tsx";
import { fingerprintOf } from "./certificate.ts";
import "./trust.css";

async function read(server: Client): Promise<Fingerprint> {
    const reply = await server.authority();
    const found = reply.is === "answer" ? fingerprintOf(reply.value) : null;
    return found?.ok === true ? found.value : "failed";
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [fingerprint, setFingerprint] = useState<Fingerprint>("reading");
    const [sample, setSample] = useState(false);
    useEffect(() => {
        void read(server).then(setFingerprint);
        void server.round().then((view) => {
            setSample(view.is === "answer" && view.value.sample);
        });
    }, [server]);
    return <TrustApp {...{ fingerprint, sample, settings, onSettings }} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const server = new Client({ issue: "", box: "" }, (url, options) => fetch(url, options));
void loadWords(localStorage).then(() => {
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords);
});
