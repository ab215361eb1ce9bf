// rooms/found/main.tsx — starts the page that founds a congress.
import { render, type JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { assert } from "../../basics/assert.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { FoundApp, type Stage } from "./app.tsx";
import { FoundingServer, type Wanted } from "./founding.ts";
import "./found.css";

async function open(server: FoundingServer): Promise<Stage> {
    const heard = await server.offer();
    if (heard.is === "answer")
        return { is: "form", offer: heard.value, busy: false, refused: null };
    return { is: heard.is === "foreign" ? "foreign" : "gone" };
}

async function found(
    server: FoundingServer,
    form: Extract<Stage, { is: "form" }>,
    wanted: Wanted,
): Promise<Stage> {
    const heard = await server.found(wanted);
    if (heard.is === "answer") return { is: "done", founded: heard.value };
    if (heard.is === "refused") return { ...form, busy: false, refused: heard };
    return { is: heard.is };
}

function Room({ server }: { server: FoundingServer }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [stage, setStage] = useState<Stage>({ is: "opening" });
    useEffect(() => {
        void open(server).then(setStage);
    }, [server]);
    const onFound = useCallback(
        (wanted: Wanted) => {
            if (stage.is !== "form" || stage.busy) return;
            setStage({ ...stage, busy: true, refused: null });
            void found(server, stage, wanted).then(setStage);
        },
        [server, stage],
    );
    return <FoundApp {...{ stage, onFound, settings, onSettings }} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const server = new FoundingServer(location.hash, (url, options) => fetch(url, options));
// Neither the history nor whoever looks over a shoulder keeps it.
history.replaceState(null, "", location.pathname);
// Who sets another # loads the page with it.
addEventListener("hashchange", () => {
    location.reload();
});
void loadWords(localStorage).then(() => {
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords);
});
