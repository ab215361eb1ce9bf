// rooms/rooms/main.tsx — starts the list of rooms: it asks once whose vote this is, and is complete without an answer.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { assert } from "../../basics/assert.ts";
import { withVote, type Seen } from "../../flow/seen.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { RoomsApp } from "./app.tsx";
import "./rooms.css";

const nothing: Seen = { view: null, vote: null };

async function look(server: Client): Promise<Seen> {
    const reply = await server.round();
    return reply.is === "answer" ? withVote(server, nothing, reply.value) : nothing;
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [seen, setSeen] = useState(nothing);
    useEffect(() => {
        void look(server).then(setSeen);
    }, [server]);
    return <RoomsApp {...seen} {...{ settings, onSettings }} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const server = new Client({ issue: "", box: "" }, (url, options) => fetch(url, options));
void loadWords(localStorage).then(() => {
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords);
});
