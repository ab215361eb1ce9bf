// i18n/en_found.ts — what is said on the page that founds a congress, in English.
import type { FoundWords } from "./zh_found.ts";

export const found: FoundWords = {
    title: "Found the congress",
    titleDone: "The congress is founded",
    explain: "There is no congress on this server yet. Fill in what follows, and it is made here.",
    opening: "Opening…",
    before: {
        what: "The rehearsal before is over; its folder is kept on the server",
        todo: "The new congress goes on with the certificate of the rehearsal: devices that trust it need nothing new.",
    },
    name: "Name of the congress",
    nameTodo: "In full, as ballots, screens and notices will have it. It can not be changed later.",
    name2: "Its name in another language (may be left empty)",
    kind: "Purpose",
    kinds: {
        rehearsal: {
            name: "Rehearsal",
            explain:
                "Go through everything first. Every page says so, and at its end you begin here again.",
        },
        real: {
            name: "Real",
            explain:
                "A real vote. It can not become a rehearsal later, nor be cleared from a page.",
        },
    },
    reach: "Names and addresses of the server",
    reachTodo:
        "Devices open this server by them, one a line. Those that this machine has now are filled in; correct what will be different in the hall.",
    go: "Found",
    going: "Founding…",
    nameMissing: "Please fill in the name first",
    kindMissing: "Please choose rehearsal or real first",
    refused: {
        what: "Nothing was founded",
        todo: "Please correct what is said below, and try again.",
    },
    detail: "The server says:",
    foreign: {
        what: "This page was not opened by the right link, or the link was used",
        todo: "Please open the whole link that the server has just printed.",
    },
    gone: {
        what: "The server of this machine does not answer",
        todo: "Please see whether it runs, and open the link that it prints.",
    },
    code: "Setup code",
    codeTodo: {
        what: "Please write it down on paper now",
        todo: "This page shows it once. Everything before the vote needs it; show it to nobody else.",
    },
    authority: "Fingerprint of the hall's certificate",
    authorityTodo:
        "Please write it down or print it too, beside the server's address. Devices compare it when they install the certificate.",
    next: "Next",
    nextTodo:
        "The server is ready in a few seconds. Open the page of the setting up by any of these links, and go on there.",
};
